package dissemination

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

type (
	plainDisseminator Disseminator
	plainEnquiry      Enquiry
	plainEngagement   Engagement
)

var (
	disseminatorSchema = wire.Schema{Kind: "beacon/disseminator", Version: 1}
	enquirySchema      = wire.Schema{Kind: "beacon/enquiry", Version: 1}
	engagementSchema   = wire.Schema{Kind: "beacon/engagement", Version: 1}
)

// MarshalJSON writes the saved form, beacon/disseminator/1. The same disseminator gives the same bytes.
func (d Disseminator) MarshalJSON() ([]byte, error) {
	return wire.MarshalDocument(disseminatorSchema, plainDisseminator(d))
}

// UnmarshalJSON reads the saved form and keeps members it does not know. A fault is a *[practice.DataError] or a
// *[practice.SchemaError], and d is then unchanged.
func (d *Disseminator) UnmarshalJSON(data []byte) error {
	read := plainDisseminator(*d) // stays where the data is null, which changes nothing
	err := wire.UnmarshalDocument(data, disseminatorSchema, &read)
	if err == nil {
		err = checkState(read.State, disseminatorLife, "a disseminator")
	}
	if err == nil {
		*d = Disseminator(read)
	}
	return err
}

// MarshalJSON writes the saved form, beacon/enquiry/1. The same enquiry gives the same bytes.
func (e Enquiry) MarshalJSON() ([]byte, error) {
	return wire.MarshalDocument(enquirySchema, plainEnquiry(e))
}

// UnmarshalJSON reads the saved form and keeps members it does not know. A fault is a *[practice.DataError] or a
// *[practice.SchemaError], and e is then unchanged.
func (e *Enquiry) UnmarshalJSON(data []byte) error {
	read := plainEnquiry(*e) // stays where the data is null, which changes nothing
	err := wire.UnmarshalDocument(data, enquirySchema, &read)
	if err == nil {
		err = checkState(read.State, enquiryLife, "an enquiry")
	}
	if err == nil {
		*e = Enquiry(read)
	}
	return err
}

// MarshalJSON writes the saved form, beacon/engagement/1. The same engagement gives the same bytes.
func (e Engagement) MarshalJSON() ([]byte, error) {
	return wire.MarshalDocument(engagementSchema, plainEngagement(e))
}

// UnmarshalJSON reads the saved form and keeps members it does not know. A fault is a *[practice.DataError] or a
// *[practice.SchemaError], and e is then unchanged.
func (e *Engagement) UnmarshalJSON(data []byte) error {
	read := plainEngagement(*e) // stays where the data is null, which changes nothing
	err := wire.UnmarshalDocument(data, engagementSchema, &read)
	if err == nil {
		err = checkState(read.State, engagementLife, "an engagement")
	}
	if err == nil {
		*e = Engagement(read)
	}
	return err
}

// checkState refuses a state that belongs to one of the other two documents: no move leads out of it, so it would
// only come to light when somebody tried one. No state at all is for the host to fill in.
func checkState(s State, life practice.Ladder[State], what string) error {
	own := life.States()
	if s == "" || slices.Contains(own, s) {
		return nil
	}
	return &practice.DataError{Path: "/state",
		Err: fmt.Errorf("%q is not a state of %s; use one of %s", s, what, strings.Join(wire.Names(own...), ", "))}
}
