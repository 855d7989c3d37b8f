package support

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

type (
	plainProgramme   Programme
	plainFacilitator Facilitator
)

var (
	programmeSchema   = wire.Schema{Kind: "beacon/programme", Version: 1}
	facilitatorSchema = wire.Schema{Kind: "beacon/facilitator", Version: 1}
)

// MarshalJSON writes the saved form, beacon/programme/1. The same programme gives the same bytes.
func (p Programme) MarshalJSON() ([]byte, error) {
	return wire.MarshalDocument(programmeSchema, plainProgramme(p))
}

// UnmarshalJSON reads the saved form and keeps members it does not know. A fault, such as a state that this kind of
// programme does not have, is a *[practice.DataError] or a *[practice.SchemaError], and p is then unchanged.
func (p *Programme) UnmarshalJSON(data []byte) error {
	read := plainProgramme(*p) // stays where the data is null, which changes nothing
	if err := wire.UnmarshalDocument(data, programmeSchema, &read); err != nil {
		return err
	}
	if err := checkState(read.Kind, read.State); err != nil {
		return err
	}
	*p = Programme(read)
	return nil
}

// MarshalJSON writes the saved form, beacon/facilitator/1. The same facilitator gives the same bytes.
func (f Facilitator) MarshalJSON() ([]byte, error) {
	return wire.MarshalDocument(facilitatorSchema, plainFacilitator(f))
}

// UnmarshalJSON reads the saved form and keeps members it does not know. A fault is a *[practice.DataError] or a
// *[practice.SchemaError], and f is then unchanged.
func (f *Facilitator) UnmarshalJSON(data []byte) error {
	return wire.UnmarshalDocument(data, facilitatorSchema, (*plainFacilitator)(f))
}

// checkState refuses a state that this kind of programme does not have, so that no document can say, by hand, that
// mentoring of new staff was escalated. No kind or no state at all is for the host to fill in.
func checkState(k Kind, s State) error {
	life := lives[k]
	if k == "" || s == "" || slices.ContainsFunc(life, func(m practice.Move[State]) bool { return m.From == s || m.To == s }) {
		return nil
	}
	own := []string{string(Proposed)}
	for _, m := range life {
		if !slices.Contains(own, string(m.To)) {
			own = append(own, string(m.To))
		}
	}
	return &practice.DataError{Path: "/state",
		Err: fmt.Errorf("%q is not a state of a programme %s; use one of %s", s, k, strings.Join(own, ", "))}
}
