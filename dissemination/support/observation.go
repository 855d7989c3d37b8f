package support

import (
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Observation is one visit to somebody's lesson. It has no grade unless a college still grades.
type Observation struct {
	ID       string          `json:"id"`
	Kind     ObservationKind `json:"kind"`
	On       practice.Date   `json:"on,omitzero"`
	ByRole   Role            `json:"by_role,omitzero"`
	Feedback *Feedback       `json:"feedback,omitzero"` // nil until the two have talked
	Grade    string          `json:"grade,omitzero"`    // in the college's own words
	*wire.Extra
}

// Feedback is what the two see in an observation when they reflect on it together, strengths as well as what to work on
// (F-43).
type Feedback struct {
	On        practice.Date `json:"on,omitzero"`
	Strengths []string      `json:"strengths,omitzero"`
	ToImprove []string      `json:"to_improve,omitzero"`
	*wire.Extra
}

// RecordError refuses to take something into a programme. The programme is unchanged.
type RecordError struct {
	Subject string // id of the programme
	Record  string // what was to be recorded, such as "the rating of questioning at start"
	Rule    string // id of the row it breaks, such as F-70
	Why     string
}

// Error says what was refused and why.
func (e *RecordError) Error() string {
	return fmt.Sprintf("%s cannot take %s: %s (%s)", e.Subject, e.Record, e.Why, e.Rule)
}

// Observe records an observation. The receiver is unchanged. It is refused with a *[RecordError] when its id is empty or
// taken, when a facilitator, or somebody whose role is not given, holds a formal one (F-07), and when it has a grade
// while graded, which is false for the college of the source, is not set (F-08).
func (p Programme) Observe(o Observation, graded bool) (Programme, error) {
	refuse := func(rule, why string) (Programme, error) {
		return p, &RecordError{Subject: p.ID, Record: fmt.Sprintf("the observation %q", o.ID), Rule: rule, Why: why}
	}
	switch _, taken := p.observation(o.ID); {
	case o.ID == "" || taken:
		return refuse("F-23", "it needs an id of its own, for actions to point to")
	case o.Kind == FormalObservation && (o.ByRole == FacilitatorRole || o.ByRole == ""):
		return refuse("F-07", "facilitators hold no formal observations; record it as developmental, or say who else held it")
	case o.Grade != "" && !graded:
		return refuse("F-08", "observations are not graded here; leave the grade out")
	}
	p.Observations = append(slices.Clip(p.Observations), o)
	return p, nil
}

func (p *Programme) observation(id string) (Observation, bool) {
	i := slices.IndexFunc(p.Observations, func(o Observation) bool { return o.ID == id })
	if i < 0 {
		return Observation{}, false
	}
	return p.Observations[i], true
}

// Reflect records the feedback on an observation. The receiver is unchanged; an observation that is not there is refused
// with a *[RecordError].
func (p Programme) Reflect(observationID string, f Feedback) (Programme, error) {
	i := slices.IndexFunc(p.Observations, func(o Observation) bool { return o.ID == observationID })
	if i < 0 {
		return p, &RecordError{Subject: p.ID, Record: fmt.Sprintf("feedback on %q", observationID), Rule: "F-23",
			Why: "there is no such observation"}
	}
	p.Observations = slices.Clone(p.Observations)
	p.Observations[i].Feedback = &f
	return p, nil
}
