package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon/practice"
)

// practices takes each practice through its steps, and then each variation that came of one.
func (t *teller) practices() ([]journey[practice.Practice], error) {
	all := []journey[practice.Practice]{}
	queue := slices.Clone(t.docs.practices)
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		if p.IdentifiedOn.After(t.today) {
			continue
		}
		j, born, err := t.practice(p)
		if err != nil {
			return nil, err
		}
		all, queue = append(all, j), append(queue, born...)
	}
	return all, nil
}

// practice takes one practice through its steps and returns the variations that came of it.
func (t *teller) practice(p practice.Practice) (journey[practice.Practice], []practice.Practice, error) {
	m := practices(t.engine)
	s := t.docs.scripts[p.ID]
	j := journey[practice.Practice]{ID: p.ID, Gates: []gate{}}
	var born []practice.Practice
	for _, st := range s.upTo(t.today) {
		learned, err := learn(s, st, p)
		if err != nil {
			return j, nil, err
		}
		p = learned
		var g gate
		switch {
		case st.vary != nil:
			var v practice.Practice
			if v, err = t.vary(s, st, p); err == nil {
				born = append(born, v)
				g = gate{On: st.on, Subject: p.ID, Note: st.note, Varied: v.ID}
			}
		case st.transfer != "":
			p, g, err = t.transfer(s, st, p)
		default:
			if err = stateError(s, st, m.known); err == nil {
				var fault error
				p, g, fault = m.try(p, st)
				t.fault(fault)
			}
		}
		if err != nil {
			return j, nil, err
		}
		j.Gates = append(j.Gates, g)
	}
	j.Document = p
	if p.Stage != practice.Assessed {
		ahead(t, m, &j)
	}
	return j, born, nil
}

func (t *teller) vary(s *script, st step, p practice.Practice) (practice.Practice, error) {
	if t.docs.file[st.vary.As] != "" || t.born[st.vary.As] {
		return practice.Practice{}, &dataError{s.file, st.at + "/vary/as", fmt.Errorf("%q is taken; give the variation an id of its own", st.vary.As)}
	}
	t.born[st.vary.As] = true
	v, err := p.Vary(st.vary.Transfer, st.vary.As, st.on)
	if refused := (*practice.StageError)(nil); errors.As(err, &refused) {
		return v, &dataError{s.file, st.at + "/vary", errors.New(refused.Why)}
	}
	return v, err
}

// transfer moves one transfer of a practice.
func (t *teller) transfer(s *script, st step, p practice.Practice) (practice.Practice, gate, error) {
	tr, ok := p.Transfer(st.transfer)
	if !ok {
		return p, gate{}, &dataError{s.file, st.at + "/transfer", fmt.Errorf("%s has no transfer %q", p.ID, st.transfer)}
	}
	m := transfers(t.engine, p)
	if err := stateError(s, st, m.known); err != nil {
		return p, gate{}, err
	}
	next, g, err := m.try(tr, st)
	t.fault(err)
	return p.WithTransfer(next), g, nil
}
