package evaluate

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
)

// FaultCode says what is wrong with an entry.
type FaultCode string

// The faults.
const (
	NotANumber    FaultCode = "not_a_number"    // NaN or an infinity
	Repeated      FaultCode = "repeated"        // the same unit, measure and period twice, or an id twice
	WrongOrder    FaultCode = "wrong_order"     // a later period measured before an earlier one
	OutsideScale  FaultCode = "outside_scale"   // a rating off its scale, or a setting outside its range
	AboveTotal    FaultCode = "above_total"     // a count above its total, or below 0
	UnknownID     FaultCode = "unknown_measure" // no measure of the plan has this id
	Contradiction FaultCode = "contradiction"   // two entries about one unit that cannot both be right
	Absent        FaultCode = "absent"          // an entry that everything hangs on is not there
)

// Names lists the values FaultCode can have.
func (FaultCode) Names() []string {
	return wire.Names(NotANumber, Repeated, WrongOrder, OutsideScale, AboveTotal, UnknownID, Contradiction, Absent)
}

// Fault is one thing wrong with what [Assess] was given.
type Fault struct {
	Table  string    // plan, records, influences, statements or options
	Row    int       // the entry in it, counted from 1; 0 when the whole table is meant
	Column string    // the member, by its name in JSON
	Code   FaultCode //
	Detail string    // what is wrong, with the value found, and what to do
}

// Error returns for example: records row 3, value: 11 is off the scale of 1 to 10.
func (f Fault) Error() string {
	at := f.Table
	if f.Row > 0 {
		at += " row " + strconv.Itoa(f.Row)
	}
	return at + ", " + f.Column + ": " + f.Detail
}

// InputError lists everything wrong with what [Assess] was given, in the order in which it was given. Nothing is
// assessed until it is put right: leaving a bad row out in silence would change who is counted.
type InputError struct{ Faults []Fault }

// Error gives the first fault and how many more there are.
func (e *InputError) Error() string {
	var b strings.Builder
	b.WriteString("evaluate: " + e.Faults[0].Error())
	if n := len(e.Faults) - 1; n > 0 {
		fmt.Fprintf(&b, " (and %d more)", n)
	}
	return b.String()
}

// Unwrap returns the faults, for errors.As with a Fault.
func (e *InputError) Unwrap() []error {
	list := make([]error, len(e.Faults))
	for i, f := range e.Faults {
		list[i] = f
	}
	return list
}
