package practice

import "fmt"

// Outcome says whether a step may be taken: open, closed, or not to be told from what is known.
//
// The zero value is [CannotTell], so that a result nobody filled in opens nothing. Outcomes combine as in Kleene's
// strong three-valued logic, with Open as true and Closed as false.
type Outcome uint8

// The three outcomes.
const (
	CannotTell Outcome = iota // a fact that decides is not known
	Closed                    // the step may not be taken
	Open                      // the step may be taken
)

// All returns the conjunction: Closed if any outcome is, else CannotTell if any is, else Open. Of nothing it is
// Open.
func All(outcomes ...Outcome) Outcome {
	all := Open
	for _, o := range outcomes {
		all = all.And(o)
	}
	return all
}

// Any returns the disjunction: Open if any outcome is, else CannotTell if any is, else Closed. Of nothing it is
// Closed.
func Any(outcomes ...Outcome) Outcome {
	anyOf := Closed
	for _, o := range outcomes {
		anyOf = anyOf.Or(o)
	}
	return anyOf
}

// And is the conjunction of two outcomes.
func (o Outcome) And(p Outcome) Outcome {
	switch {
	case o == Closed || p == Closed:
		return Closed
	case o == Open && p == Open:
		return Open
	}
	return CannotTell
}

// Or is the disjunction of two outcomes.
func (o Outcome) Or(p Outcome) Outcome { return o.Not().And(p.Not()).Not() }

// Not turns Open into Closed and back; CannotTell stays.
func (o Outcome) Not() Outcome {
	switch o {
	case Open:
		return Closed
	case Closed:
		return Open
	}
	return CannotTell
}

var outcomeNames = [...]string{CannotTell: "cannot_tell", Closed: "closed", Open: "open"}

// String returns open, closed or cannot_tell.
func (o Outcome) String() string {
	if int(o) < len(outcomeNames) {
		return outcomeNames[o]
	}
	return fmt.Sprintf("Outcome(%d)", uint8(o))
}

// MarshalText writes what [Outcome.String] returns.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads open, closed or cannot_tell and refuses anything else by name.
func (o *Outcome) UnmarshalText(text []byte) error {
	for i, name := range outcomeNames {
		if name == string(text) {
			*o = Outcome(i)
			return nil
		}
	}
	return fmt.Errorf("%q is not an outcome; use open, closed or cannot_tell", text)
}
