package main

import (
	"errors"
	"slices"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

// gate is one thing that happened to a document, most often a move that was asked for, and what the rules said.
type gate struct {
	On       practice.Date       `json:"on"`
	Subject  string              `json:"subject"`           // id of the document, or of the transfer
	From     string              `json:"from,omitzero"`     // where it stood
	To       string              `json:"to,omitzero"`       // where it would go; empty where only something became known
	Note     string              `json:"note,omitzero"`     // what a reader should know
	By       string              `json:"by,omitzero"`       // the role that decided in place of the rules
	Decision *beacon.Decision    `json:"decision,omitzero"` // nil where no rule was asked
	Answers  []practice.Override `json:"answers,omitzero"`  // written reasons for going on against advice
	Moved    bool                `json:"moved"`
	Refused  string              `json:"refused,omitzero"` // why it did not move although no rule closed the gate
	Varied   string              `json:"varied,omitzero"`  // id of the variation that came of it
	// Next marks a gate that nobody asked for yet: the way ahead on the day of the report.
	Next bool `json:"next,omitzero"`
}

// mover is how one kind of document moves.
type mover[T any] struct {
	id, state func(T) string
	next      func(T) []string                                        // states that can follow
	known     func(state string) error                                // whether there is such a state
	ask       func(T, string, practice.Date) (beacon.Decision, error) // asks the rules
	advance   func(T, practice.Ruling) (T, error)                     // takes the step
}

// try asks for a move and takes it when the rules, or a person, let it. A move that is refused leaves the document as it
// was. The error tells of rules that failed; the gate is then not open.
func (m mover[T]) try(doc T, st step) (T, gate, error) {
	g := gate{On: st.on, Subject: m.id(doc), From: m.state(doc), To: st.to, Note: st.note, By: st.by, Answers: st.answers}
	if st.to == "" {
		return doc, g, nil
	}
	var ruling practice.Ruling
	var fault error
	switch {
	case !slices.Contains(m.next(doc), st.to):
		g.Refused = "there is no such step from where it stands"
		return doc, g, nil
	case st.by != "":
		ruling = practice.ByHand(g.Subject, st.to, st.on, st.by, st.note)
	default:
		var d beacon.Decision
		d, fault = m.ask(doc, st.to, st.on)
		g.Decision = &d
		ruling = d.Ruling(st.answers...)
	}
	next, err := m.advance(doc, ruling)
	if refused := (*practice.StageError)(nil); errors.As(err, &refused) {
		if ruling.Effective() == practice.Open {
			g.Refused = refused.Why
		}
		return doc, g, fault
	} else if err != nil {
		return doc, g, errors.Join(fault, err)
	}
	g.Moved = true
	return next, g, fault
}

// ahead asks for the first step that can follow, without taking it.
func (m mover[T]) ahead(doc T, today practice.Date) (gate, bool, error) {
	next := m.next(doc)
	if len(next) == 0 {
		return gate{}, false, nil
	}
	d, err := m.ask(doc, next[0], today)
	return gate{On: today, Subject: m.id(doc), From: m.state(doc), To: next[0], Decision: &d, Next: true}, true, err
}

func texts[S ~string](all []S) []string {
	var out []string
	for _, s := range all {
		out = append(out, string(s))
	}
	return out
}
