package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
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

var lives = map[string][]move{
	"practice":     movesOf(practice.Life()),
	"transfer":     movesOf(practice.TransferLife()),
	"disseminator": movesOf(dissemination.DisseminatorLife()),
	"partner":      movesOf(dissemination.EnquiryLife()),
	"engagement":   movesOf(dissemination.EngagementLife()),
}

func movesOf[S ~string](l practice.Ladder[S]) []move {
	all := make([]move, len(l))
	for i, m := range l {
		all[i] = move{string(m.From), string(m.To), m.Event, m.Exit}
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
	out := ladder{Subject: v.Subject, Moves: lives[v.Subject]}
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
	entered := slices.ContainsFunc(lives[v.Subject], func(m move) bool { return m.To == state })
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
			l.dot(p)
		case len(r.Ladders) == 1:
			l.mermaid(p)
		default: // a file holds one drawing, a page of Markdown as many as it likes
			p.line("## " + l.Subject + "\n\n```mermaid")
			l.mermaid(p)
			p.line("```")
		}
	}
}

// notes breaks the musts of a gate into lines.
func (g gate) notes() []string { return wrap(strings.Join(g.Musts, " "), 40) }

func (l ladder) mermaid(p page) {
	p.line("stateDiagram-v2")
	p.line("  %% " + l.Subject + ", with the musts at each gate")
	if !slices.ContainsFunc(l.Gates, func(g gate) bool { return len(g.Musts) > 0 }) {
		p.line("  %% no rule is a must here")
	}
	for _, m := range l.Moves {
		label := ""
		if m.Exit {
			label = ": a person decides"
		}
		p.line(fmt.Sprintf("  %s --> %s%s", cmp.Or(m.From, "[*]"), m.To, label))
	}
	for _, g := range l.Gates {
		if len(g.Musts) == 0 {
			continue
		}
		p.line("  note right of " + g.State)
		for _, line := range g.notes() {
			p.line("    " + line)
		}
		p.line("  end note")
	}
}

func (l ladder) dot(p page) {
	p.line("digraph " + l.Subject + " {")
	p.line("  node [shape=box]")
	for _, g := range l.Gates {
		if len(g.Musts) == 0 {
			p.line(fmt.Sprintf("  %s", g.State))
			continue
		}
		p.line(fmt.Sprintf("  %s [label=\"%s\\n\\n\\", g.State, g.State))
		notes := g.notes()
		for i, line := range notes {
			end := `\n\`
			if i == len(notes)-1 {
				end = `"]`
			}
			p.line(strings.ReplaceAll(line, `"`, `\"`) + end)
		}
	}
	for _, m := range l.Moves {
		style := ""
		if m.Exit {
			style = " [style=dashed]"
		}
		p.line(fmt.Sprintf("  %s -> %s%s", cmp.Or(m.From, "start"), m.To, style))
	}
	p.line("}")
}
