package practice

import (
	"fmt"
	"slices"
	"strings"
)

// Move is one way on from a state.
type Move[S ~string] struct {
	From, To S
	Event    string // what happens, as a verb phrase
	// Exit marks a way off the ladder that a person decides and gives a reason for; no rule stands in its way.
	Exit bool
}

// Ladder is a state machine as a table: every move it allows, in the order people meet them. The transitions, their
// refusals and the drawings of a machine all come from its one table.
type Ladder[S ~string] []Move[S]

// Find returns the move between two states, and false when there is none.
func (l Ladder[S]) Find(from, to S) (Move[S], bool) {
	i := slices.IndexFunc(l, func(m Move[S]) bool { return m.From == from && m.To == to })
	if i < 0 {
		return Move[S]{}, false
	}
	return l[i], true
}

// Next lists the states that can follow one, in table order; none after a final state.
func (l Ladder[S]) Next(from S) []S {
	var next []S
	for _, m := range l {
		if m.From == from {
			next = append(next, m.To)
		}
	}
	return next
}

// IsExit reports whether a state is entered only by leaving the ladder. The first state of the table, where a document
// begins, is none, even where something can be sent back to it.
func (l Ladder[S]) IsExit(s S) bool {
	if len(l) == 0 || s == l[0].From {
		return false
	}
	entered := false
	for _, m := range l {
		if m.To == s {
			if !m.Exit {
				return false
			}
			entered = true
		}
	}
	return entered
}

func (l Ladder[S]) holds(s S) bool {
	return slices.ContainsFunc(l, func(m Move[S]) bool { return m.From == s || m.To == s })
}

// Advance checks one move of the document subject against a ruling and returns the step to keep in its history.
//
// A move that the table does not have, a ruling that does not permit it, an exit that no person decided and a ruling
// older than the last step are each refused with a *[StageError].
func (l Ladder[S]) Advance(subject string, from S, history []Step, r Ruling) (Step, error) {
	refuse := func(why string) *StageError {
		return &StageError{Subject: subject, From: string(from), To: r.To, Outcome: r.Outcome, Why: why}
	}
	move, ok := l.Find(from, S(r.To))
	if !ok {
		e := refuse("there is no such step")
		for _, s := range l.Next(from) {
			e.Allowed = append(e.Allowed, string(s))
		}
		switch {
		case len(e.Allowed) > 0:
		case l.holds(from):
			e.Why = fmt.Sprintf("%s is final", from)
		case from == "":
			e.Why = "it does not say where it stands"
		default:
			e.Why = fmt.Sprintf("%q is not on this ladder", from)
		}
		return Step{}, e
	}
	if err := r.permit(subject, string(from), history); err != nil {
		return Step{}, err
	}
	if move.Exit && strings.TrimSpace(r.By) == "" {
		return Step{}, refuse("a person decides this and gives a reason")
	}
	if n := len(history); n > 0 && r.On.Before(history[n-1].Ruling.On) {
		return Step{}, refuse(fmt.Sprintf("the ruling of %s is older than the last step, of %s",
			r.On, history[n-1].Ruling.On))
	}
	return Step{From: string(from), To: r.To, Event: move.Event, Ruling: r}, nil
}
