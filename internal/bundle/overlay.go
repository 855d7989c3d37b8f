package bundle

import (
	"maps"
	"slices"

	"github.com/acl-beacon/beacon/internal/rules"
)

// Overlay returns the set with other values of parameters, as a pack gives them under set. Nothing is checked anew, and
// what reads none of them is shared. The digest stays, so this is for trying and not for decisions that are kept. The error
// is a *[LoadError].
func (s *Set) Overlay(over *Pack) (*Set, error) {
	issues := &LoadError{}
	p, f := *over, *over.file
	f.issues, p.file = issues, &f
	l := &loader{packs: make([]*Pack, len(s.packs))}
	for i, from := range s.packs {
		own := *from
		own.Params = slices.Clone(own.Params)
		l.packs[i] = &own
	}
	for _, c := range p.Set {
		l.set(&p, l.packs, c)
	}
	if err := issues.sorted(); err != nil {
		return nil, err
	}
	out := *s
	out.packs, out.Packs = l.packs, slices.Clone(s.Packs)
	for i := range out.Packs {
		out.Packs[i].Params = l.packs[i].Params
	}
	out.Changes = slices.Concat(s.Changes, l.changes)
	for _, pack := range l.packs {
		read := map[string]bool{}
		for _, c := range p.Set {
			if c.Pack == pack.ID {
				read["params."+c.Name] = true
			}
		}
		if len(read) > 0 {
			points, constants := s.points(pack.ID), pack.constants()
			for key, p := range points {
				points[key] = p.With(constants)
			}
			out = *out.moved(points, func(p *rules.Program) bool {
				return slices.ContainsFunc(p.Reads(), func(path string) bool { return read[path] })
			})
		}
	}
	return &out, nil
}

// moved is the set with some of its points changed, and with them whatever programs are affected.
func (s *Set) moved(points map[string]*rules.Point, affected func(*rules.Program) bool) *Set {
	out := *s
	out.Points = maps.Clone(s.Points)
	m := mover{to: map[*rules.Point]*rules.Point{}, affected: affected}
	for key, point := range points {
		m.to[s.Points[key]], out.Points[key] = point, point
	}
	out.Rules = slices.Clone(s.Rules)
	for i, r := range s.Rules {
		if to := m.to[r.Point]; to != nil {
			c := *r
			c.Point, c.When, c.Check, c.Messages = to, m.program(r.When, to), m.program(r.Check, to), m.messages(r.Messages, to)
			out.Rules[i] = &c
		}
	}
	out.Scores = slices.Clone(s.Scores)
	for i, score := range s.Scores {
		if to := m.to[s.Points[pointKey(score.Pack, score.Subject)]]; to != nil {
			c := *score
			c.Value, c.Messages = m.program(score.Value, to), m.messages(score.Messages, to)
			out.Scores[i] = &c
		}
	}
	out.Choices = slices.Clone(s.Choices)
	for i, choice := range s.Choices {
		if to := m.to[s.Points[pointKey(choice.Pack, choice.Subject)]]; to != nil {
			c := *choice
			c.Rows = slices.Clone(choice.Rows)
			for j, row := range c.Rows {
				c.Rows[j].When, c.Rows[j].Messages = m.program(row.When, to), m.messages(row.Messages, to)
			}
			out.Choices[i] = &c
		}
	}
	return &out
}

// mover takes programs from one point to another.
type mover struct {
	to       map[*rules.Point]*rules.Point
	affected func(*rules.Program) bool
}

func (m mover) program(p *rules.Program, to *rules.Point) *rules.Program {
	if p == nil || !m.affected(p) {
		return p
	}
	return p.On(to)
}

func (m mover) messages(all map[string]Message, to *rules.Point) map[string]Message {
	out := maps.Clone(all)
	for lang, message := range all {
		if slices.ContainsFunc(message.fills, m.affected) {
			message.fills = slices.Clone(message.fills)
			for i, p := range message.fills {
				message.fills[i] = m.program(p, to)
			}
			out[lang] = message
		}
	}
	return out
}
