package ofsted

import (
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Movement says how the overall effectiveness of a provider changed from one full inspection to the next. The
// zero value, the empty text, means that it is not known or that there is nothing to compare.
type Movement string

// The three movements.
const (
	Improved Movement = "improved"
	Declined Movement = "declined"
	Same     Movement = "same"
)

// Names lists the movements.
func (Movement) Names() []string { return wire.Names(Improved, Declined, Same) }

// UnmarshalText refuses a movement that is not one of the constants.
func (m *Movement) UnmarshalText(text []byte) error { return wire.Enum(text, m, "a movement") }

// MovementOf compares the overall effectiveness of a provider's previous and latest inspections. It is unknown
// unless both are known.
func MovementOf(p practice.Provider) Movement {
	if p.Inspection == nil || p.Previous == nil {
		return ""
	}
	latest, ok1 := p.Inspection.Overall.Get()
	previous, ok2 := p.Previous.Overall.Get()
	switch {
	case !ok1 || !ok2:
		return ""
	case latest.Better(previous):
		return Improved
	case previous.Better(latest):
		return Declined
	case latest == previous && latest >= practice.Outstanding && latest <= practice.Inadequate:
		return Same
	}
	return "" // a number that is not a grade
}
