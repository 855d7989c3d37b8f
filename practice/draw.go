package practice

import (
	"fmt"
	"slices"
	"strings"
)

// Mermaid draws the machine as a Mermaid state diagram, from the table that the code runs on: every move with what
// happens, and the ways off the ladder, which a person decides, marked as such. notes, which may be nil, are lines to
// show beside a state, such as the rules at its gate.
func (l Ladder[S]) Mermaid(notes map[S][]string) string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	for _, s := range l.States() {
		if len(l.into(s)) == 0 {
			fmt.Fprintf(&b, "  [*] --> %s\n", s)
		}
	}
	for _, m := range l {
		fmt.Fprintf(&b, "  %s --> %s: %s\n", m.From, m.To, m.label())
	}
	for _, s := range l.States() {
		if len(l.Next(s)) == 0 {
			fmt.Fprintf(&b, "  %s --> [*]\n", s)
		}
	}
	for _, s := range l.States() {
		if len(notes[s]) > 0 {
			fmt.Fprintf(&b, "  note right of %s\n    %s\n  end note\n", s, strings.Join(notes[s], "\n    "))
		}
	}
	return b.String()
}

// DOT draws the machine as a graph of that name for Graphviz. Final states have two borders, and a dashed arrow is a way
// off the ladder, which a person decides. For notes see [Ladder.Mermaid].
func (l Ladder[S]) DOT(name string, notes map[S][]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph %s {\n  node [shape=box]\n", quote(name))
	for _, s := range l.States() {
		label := []string{string(s)}
		if len(notes[s]) > 0 {
			label = append(append(label, ""), notes[s]...)
		}
		final := ""
		if len(l.Next(s)) == 0 {
			final = ", peripheries=2"
		}
		fmt.Fprintf(&b, "  %s [label=%s%s]\n", quote(string(s)), quote(label...), final)
	}
	for _, m := range l {
		dashed := ""
		if m.Exit {
			dashed = ", style=dashed"
		}
		fmt.Fprintf(&b, "  %s -> %s [label=%s%s]\n", quote(string(m.From)), quote(string(m.To)), quote(m.Event), dashed)
	}
	b.WriteString("}\n")
	return b.String()
}

// States lists every state of the table once, in the order in which people meet them.
func (l Ladder[S]) States() []S {
	var all []S
	for _, m := range l {
		for _, s := range []S{m.From, m.To} {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

func (l Ladder[S]) into(to S) []Move[S] {
	var moves []Move[S]
	for _, m := range l {
		if m.To == to {
			moves = append(moves, m)
		}
	}
	return moves
}

// quote writes lines as one text of DOT, in which a backslash goes on in the next line of the file.
func quote(lines ...string) string {
	for i, line := range lines {
		lines[i] = strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(line)
	}
	return `"` + strings.Join(lines, "\\n\\\n") + `"`
}

func (m Move[S]) label() string {
	if m.Exit {
		return m.Event + " (a person decides)"
	}
	return m.Event
}
