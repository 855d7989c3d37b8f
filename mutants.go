package beacon

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"github.com/acl-beacon/beacon/internal/bundle"
)

// Mutant is the rules changed in one place: a comparison, a number, a clause, a cell of a table, a row, a figure under params or set.
type Mutant struct {
	Rule string `json:"rule"` // the rule, the named part, the table, the choice, the score or the figure that is changed
	Pos  Pos    `json:"pos"`  // the place in the pack
	From string `json:"from"`
	To   string `json:"to"`             // empty where From is left out
	Text string `json:"text,omitempty"` // the changed expression; empty for a cell or a row
	// Because says why no case can notice the change, as the tests do under equivalent.
	Because string `json:"because,omitempty"`
}

// Mutants tells which changes of the rules the tests of a folder notice.
type Mutants struct {
	All        int      `json:"all"`                  // how many changes were made
	Survivors  []Mutant `json:"survivors,omitempty"`  // those that no case noticed: either a case is missing, or the place does not matter
	Equivalent []Mutant `json:"equivalent,omitempty"` // those of which the tests say why none can notice them
	// Stale are the entries under equivalent that belong to no change which goes unnoticed.
	Stale []Issue `json:"stale,omitempty"`
}

// Mutants changes what the cases in a folder are about, in one place at a time, and runs those cases again: rules, choices
// and scores that a case names, the named parts and tables they rest on, and the figures under params that they read; and
// whatever figure a pack sets in another. A rule that no case names is left out; see
// [Engine.Coverage] for which rules those are. [Engine.Within] bounds the time it may take.
//
// An error means that the tests cannot be run, or that they fail before anything is changed.
func (e *Engine) Mutants(tests fs.FS) (Mutants, error) {
	var m Mutants
	cases, same, err := bundle.ReadTestFiles(tests, label(tests))
	if err != nil {
		return m, err
	}
	unbounded := *e // between two changes is soon enough to stop
	unbounded.stop = nil
	trials, err := unbounded.runnable(cases)
	if err != nil {
		return m, err
	}
	about, tested := map[bundle.About][]trial{}, map[bundle.About]bool{}
	for _, t := range trials {
		if r := t.result(t.says(t.engine.set)); !r.OK {
			return m, fmt.Errorf("%s: the test fails as it is: want %s, got %s", t.c.Pos, r.Want, r.Got)
		}
		about[t.c.About()], tested[t.c.About()] = append(about[t.c.About()], t), true
	}
	delete(tested, bundle.About{}) // whole decisions
	used := make([]bool, len(same))
	for _, change := range e.set.Mutants(tested) {
		if e.stop != nil {
			if err := e.stop(); err != nil {
				return m, err
			}
		}
		m.All++
		if noticed(change, about) {
			continue
		}
		survivor := Mutant{Rule: change.ID, Pos: change.Pos, From: change.From, To: change.To, Text: change.Text}
		for i, entry := range same {
			if entry.Is(change) {
				survivor.Because, used[i] = entry.Because, true
			}
		}
		if survivor.Because != "" {
			m.Equivalent = append(m.Equivalent, survivor)
		} else {
			m.Survivors = append(m.Survivors, survivor)
		}
	}
	for i, entry := range same {
		if !used[i] {
			m.Stale = append(m.Stale, entry.Stale())
		}
	}
	for _, list := range [][]Mutant{m.Survivors, m.Equivalent} {
		slices.SortStableFunc(list, func(a, b Mutant) int {
			return cmp.Or(cmp.Compare(a.Rule, b.Rule), a.Pos.Line-b.Pos.Line, a.Pos.Column-b.Pos.Column)
		})
	}
	return m, nil
}

// noticed reports whether a case in which a change may show then comes to something else.
func noticed(change bundle.Mutant, about map[bundle.About][]trial) bool {
	changed := map[*bundle.Set]*bundle.Set{} // one for each set of parameters
	for _, shows := range change.Shows {
		for _, t := range about[shows] {
			set := changed[t.engine.set]
			if set == nil {
				set = change.In(t.engine.set)
				changed[t.engine.set] = set
			}
			if !t.result(t.says(set)).OK {
				return true
			}
		}
	}
	return false
}
