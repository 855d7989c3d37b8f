package main

import (
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

type graphReport struct {
	Ladders []ladder `json:"ladders"`
	dot     bool
}

// ladder is the way of one subject with the musts at each gate.
type ladder struct {
	Subject string `json:"subject"`
	Gates   []gate `json:"gates"`
	Moves   []move `json:"moves"`
}

type gate struct {
	State string   `json:"state"`
	Musts []string `json:"musts,omitempty"`
}

type move struct {
	From  string `json:"from,omitempty"`
	To    string `json:"to"`
	Event string `json:"event"`
	Exit  bool   `json:"exit,omitempty"` // a person decides; no rule stands in the way
}

var lives = map[string]practice.Ladder[string]{
	"practice":     untyped(practice.Life()),
	"transfer":     untyped(practice.TransferLife()),
	"disseminator": untyped(dissemination.DisseminatorLife()),
	"partner":      untyped(dissemination.EnquiryLife()),
	"engagement":   untyped(dissemination.EngagementLife()),
	"facilitator":  untyped(support.FacilitatorLife()),
	"project":      untyped(jpd.Life()),
	"participant":  untyped(jpd.ParticipantLife()),
	"visit":        untyped(jpd.VisitLife()),
	"assessment":   untyped(rubric.Life()),
	"topic":        untyped(rubric.TopicLife()),
}

// untyped forgets whose states they are, so that the tables can stand side by side.
func untyped[S ~string](l practice.Ladder[S]) practice.Ladder[string] {
	all := make(practice.Ladder[string], len(l))
	for i, m := range l {
		all[i] = practice.Move[string]{From: string(m.From), To: string(m.To), Event: m.Event, Exit: m.Exit}
	}
	return all
}

func graph(o options) (report, error) {
	l, err := load(o, o.args...)
	if err != nil {
		return nil, err
	}
	if o.on != "" {
		if _, err := l.subject(o.on); err != nil {
			return nil, err
		}
		if lives[o.on] == nil {
			return nil, misuse("%s has no states, so there is nothing to draw", a(o.on))
		}
	}
	r := graphReport{dot: o.dot}
	for _, v := range l.Vocabulary() {
		if lives[v.Subject] != nil && matches(v.Subject, o.on) {
			r.Ladders = append(r.Ladders, l.ladder(v))
		}
	}
	return r, nil
}

func (l *library) ladder(v beacon.Vocabulary) ladder {
	out := ladder{Subject: v.Subject}
	for _, m := range lives[v.Subject] {
		out.Moves = append(out.Moves, move(m))
	}
	for _, state := range v.States {
		if state == "" {
			continue
		}
		g := gate{State: state}
		for _, r := range l.Rules() {
			if r.Subject == v.Subject && r.Severity == practice.Must && r.Decides != "check" && gates(r, state, v) {
				g.Musts = append(g.Musts, r.ID)
			}
		}
		out.Gates = append(out.Gates, g)
	}
	return out
}

// gates reports whether a rule is asked on entering a state.
func gates(r beacon.RuleInfo, state string, v beacon.Vocabulary) bool {
	if r.States != nil {
		return slices.Contains(r.States, state)
	}
	entered := slices.ContainsFunc(lives[v.Subject], func(m practice.Move[string]) bool { return m.To == state })
	return entered && !slices.Contains(v.Exits, state)
}

func (r graphReport) fine() bool { return true }

func (r graphReport) text(p page) {
	for i, l := range r.Ladders {
		if i > 0 {
			p.line("")
		}
		switch {
		case r.dot:
			p.line(strings.TrimSuffix(lives[l.Subject].DOT(l.Subject, l.notes()), "\n"))
		case len(r.Ladders) == 1:
			p.line(strings.TrimSuffix(lives[l.Subject].Mermaid(l.notes()), "\n"))
		default: // a file holds one drawing, a page of Markdown as many as it likes
			p.line("## " + l.Subject + "\n\n```mermaid")
			p.line(strings.TrimSuffix(lives[l.Subject].Mermaid(l.notes()), "\n"))
			p.line("```")
		}
	}
}

// notes breaks the musts of each gate into lines.
func (l ladder) notes() map[string][]string {
	notes := map[string][]string{}
	for _, g := range l.Gates {
		if len(g.Musts) > 0 {
			notes[g.State] = wrap(strings.Join(g.Musts, " "), 40)
		}
	}
	return notes
}
