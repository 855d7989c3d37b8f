package beacon

import (
	"errors"
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// Verdicts asks what [Engine.Gate] asks, or [Engine.Review] where to is nil, and appends to dst what each rule says, in the order
// of [Engine.Rules]: those that pass and those that do not apply too. It is for programs that ask much and tell people little,
// such as every document every night. No messages are made and no lists, and the room of dst is used again:
//
//	var said []practice.Reason
//	for s := range beacon.OnWork(w) {
//		said, outcome, err = engine.Verdicts(said[:0], s, nil, today)
//		…
//	}
//
// A reason then lacks nothing but its message. To tell people why, ask again with the verb; to judge many values by a point of
// the host's own there is [Outcomes]. Errors are those of the verb; where a rule failed the verdicts are whole.
func (e *Engine) Verdicts(dst []practice.Reason, s Subject, to State, today practice.Date) ([]practice.Reason, practice.Outcome, error) {
	q, err := e.asking(s, to)
	if err != nil {
		return dst, practice.CannotTell, err
	}
	all, outcome := e.inScope(q), practice.Open
	var faults []error
	e.ask(all, e.bounded(q, today), func(i int, v practice.Verdict, missing []string, fault error) {
		r := all[i]
		reason := practice.Reason{Rule: r.ID, Severity: practice.Severity(r.Severity), Verdict: v, Source: r.Source, Waivable: r.Waivable}
		switch v {
		case practice.CannotJudge:
			reason.Missing, reason.Ask = missing, r.Ask
		case practice.RuleError:
			faults = append(faults, e.fault(r, q, fault))
		}
		if r.Severity == string(practice.Must) {
			outcome = outcome.And(outcomeFor(v))
		}
		dst = append(dst, reason)
	})
	return dst, outcome, errors.Join(faults...)
}

// asking is the question whether a subject may enter a state, or with to nil how it stands.
func (e *Engine) asking(s Subject, to State) (question, error) {
	switch {
	case s.roots == nil:
		return question{}, errors.New("beacon: there is nothing to judge; make a Subject with one of the On functions")
	case to == nil:
		return question{subject: s.name, id: s.id, state: s.state, roots: s.roots(nil)}, nil
	}
	known := e.subjects[s.name]
	if len(known.States) == 0 {
		return question{}, fmt.Errorf("beacon: the subject %q has no gates", s.name)
	}
	state := stateName(to)
	if !slices.Contains(known.States, state) {
		return question{}, fmt.Errorf("beacon: %q is not a state of the subject %s", state, s.name)
	}
	return entering(s, known.Decides, state), nil
}

// entering is the question whether a subject may enter a state.
func entering(s Subject, decides, state string) question {
	return question{decides: decides, subject: s.name, id: s.id, state: state, to: state, roots: s.roots(facts.NewStep(s.name, s.state, state))}
}

// bounded are the facts of a question, with what asking about them may cost and when to stop.
func (e *Engine) bounded(q question, today practice.Date) rules.Facts {
	in := q.facts(today)
	in.Limit, in.Stop = e.spend, e.stop
	return in
}

// ask puts facts to rules one after another under one guard and tells of each what it says. A rule that panics counts as
// failed, and the next one is asked.
func (e *Engine) ask(all []*bundle.Compiled, in rules.Facts, said func(i int, v practice.Verdict, missing []string, fault error)) {
	s := rules.NewSession()
	defer s.Close()
	s.Turn(in)
	at := 0
	through := func() (panicked any) {
		defer func() { panicked = recover() }()
		for ; at < len(all); at++ {
			if applies, holds := judge(all[at], s); !applies {
				said(at, practice.NotApplicable, nil, nil)
			} else if holds == rules.True {
				said(at, practice.Pass, nil, nil)
			} else {
				said(at, verdictOf[holds], s.Missing(), s.Err())
			}
		}
		return nil
	}
	for p := through(); p != nil; p = through() {
		said(at, practice.RuleError, nil, fmt.Errorf("this cannot be judged (%v)", p))
		at++
		s.Turn(in)
	}
}

// outcomeFor is what a must's verdict makes of the outcome.
func outcomeFor(v practice.Verdict) practice.Outcome {
	switch v {
	case practice.Fail:
		return practice.Closed
	case practice.CannotJudge, practice.RuleError:
		return practice.CannotTell
	}
	return practice.Open
}
