package support

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// State is where a programme stands.
type State string

// The states of a programme. Those marked with a star are the library's own.
const (
	Proposed  State = "proposed"
	Active    State = "active"
	Extended  State = "extended"
	Completed State = "completed" // final
	// HeadReview and Escalated belong to the programme to good alone.
	HeadReview State = "head_review" // the Head of Teaching and Learning looks at the case
	Escalated  State = "escalated"   // listed items went to the line manager; final here
	// ImprovingNotMet* is the end of the extension to good with improvement seen and the standard not met.
	ImprovingNotMet State = "improving_not_met"
	// Unresolved* is the end of the extension for new staff with the standard not met: the source names no way on.
	Unresolved State = "unresolved"
	Decided    State = "decided"  // * a person settled what follows; final
	Declined   State = "declined" // * the referral was not taken up; final
	Stopped    State = "stopped"  // * given up with a reason; final
)

var states = []State{Proposed, Active, Extended, Completed, HeadReview, Escalated, ImprovingNotMet, Unresolved, Decided,
	Declined, Stopped}

// Names lists the values State can have.
func (State) Names() []string { return wire.Names(states...) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *State) UnmarshalText(text []byte) error { return wire.Enum(text, s, "a state of a programme") }

// Supporting reports whether a facilitator works with the person in this state.
func (s State) Supporting() bool { return s == Active || s == Extended }

// IsExit reports whether the state is entered by a person's decision alone and no rule governs entering it.
func (s State) IsExit() bool { return s == Decided || s == Declined || s == Stopped }

var events = map[State]string{
	HeadReview: "review the case", ImprovingNotMet: "note improvement short of the standard",
	Unresolved: "note that the standard is not met",
}

// life makes the ladder of one plan, so that the table of plans is the only place where the programmes differ.
func (p Plan) life() practice.Ladder[State] {
	l := practice.Ladder[State]{
		{From: Proposed, To: Active, Event: "start"},
		{From: Active, To: Extended, Event: "extend"},
	}
	if p.MaxExtensions != 1 {
		l = append(l, practice.Move[State]{From: Extended, To: Extended, Event: "extend again"})
	}
	end := "close with a note"
	if p.SignOff {
		end = "sign off"
	}
	l = append(l, practice.Move[State]{From: Active, To: Completed, Event: end},
		practice.Move[State]{From: Extended, To: Completed, Event: end})
	for _, s := range p.After {
		l = append(l, practice.Move[State]{From: Extended, To: s, Event: events[s]})
	}
	if p.Escalates {
		l = append(l, practice.Move[State]{From: HeadReview, To: Escalated, Event: "pass listed items to the line manager"})
	}
	for _, s := range p.After {
		l = append(l, practice.Move[State]{From: s, To: Decided, Event: "decide what follows", Exit: true})
	}
	return append(l, practice.Move[State]{From: Proposed, To: Declined, Event: "decline the referral", Exit: true},
		practice.Move[State]{From: Proposed, To: Stopped, Event: "stop", Exit: true},
		practice.Move[State]{From: Active, To: Stopped, Event: "stop", Exit: true},
		practice.Move[State]{From: Extended, To: Stopped, Event: "stop", Exit: true})
}

var lives = func() map[Kind]practice.Ladder[State] {
	m := map[Kind]practice.Ladder[State]{}
	for _, p := range plans {
		m[p.Kind] = p.life()
	}
	return m
}()

// Life returns the state machine of one kind of programme, and nil for anything but the three.
func Life(k Kind) practice.Ladder[State] { return slices.Clone(lives[k]) }
