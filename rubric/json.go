package rubric

import (
	"errors"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

var assessmentSchema = wire.Schema{Kind: "beacon/assessment", Version: 1}

type plainAssessment Assessment

// refused are members that an assessment cannot have, whoever wrote them. Everything else unknown is kept; these would
// put back what the rubric rules out.
var refused = map[string]string{
	"overall_level":             "an assessment has no level of its own; show the profile (W-45)",
	"level_to_inspection_grade": "levels are not inspection grades and cannot be turned into them (W-08)",
	"replaces_inspection":       "the rubric does not replace inspection (W-07)",
}

// MarshalJSON writes the saved form, beacon/assessment/1. The same assessment gives the same bytes. A level that is
// none of the four is an error.
func (a Assessment) MarshalJSON() ([]byte, error) {
	return wire.MarshalDocument(assessmentSchema, plainAssessment(a))
}

// UnmarshalJSON reads the saved form and keeps members it does not know, except a few that the rubric rules out: those
// for one level of the whole, for inspection grades, and for standing in for inspection. A fault is a
// *[practice.DataError] or a *[practice.SchemaError], and a is then unchanged. To hold the ids against the rubric,
// use [Rubric.Check].
func (a *Assessment) UnmarshalJSON(data []byte) error {
	read := plainAssessment(*a) // stays where the data is null, which changes nothing
	if err := wire.UnmarshalDocument(data, assessmentSchema, &read); err != nil {
		return err
	}
	if err := refuse(read.Extra); err != nil {
		return err
	}
	*a = Assessment(read)
	return nil
}

func refuse(unknown *wire.Extra) error {
	var members map[string]any
	if unknown == nil || len(unknown.Unknown) == 0 {
		return nil
	}
	if err := wire.Unmarshal(unknown.Unknown, &members); err != nil {
		return err
	}
	for _, name := range []string{"level_to_inspection_grade", "overall_level", "replaces_inspection"} {
		if v, there := members[name]; there && v != nil && v != false {
			return &practice.DataError{Path: "/" + name, Err: errors.New(refused[name])}
		}
	}
	return nil
}
