package beacon

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/practice"
)

// RuleCoverage says how far the tests show one rule at work.
type RuleCoverage struct {
	Rule    string           `json:"rule"`
	Pos     Pos              `json:"pos"`
	Cases   int              `json:"cases"`
	Passes  bool             `json:"passes"` // a case shows it to pass
	Fails   bool             `json:"fails"`  // and one to fail
	Clauses []ClauseCoverage `json:"clauses,omitempty"`
}

// ClauseCoverage says which values of a clause the tests show.
type ClauseCoverage struct {
	Text  string `json:"text"`
	True  bool   `json:"true"`
	False bool   `json:"false"`
}

// Coverage runs the tests in a folder and says of every rule in force which verdicts they show and, of each clause of it,
// which values. Clauses that no case reaches show neither.
//
// An error means that the tests cannot be read or name what is not there.
func (e *Engine) Coverage(tests fs.FS) ([]RuleCoverage, error) {
	cases, err := bundle.ReadTests(tests, label(tests))
	if err != nil {
		return nil, err
	}
	all := make([]RuleCoverage, len(e.set.Rules))
	at := map[string]int{}
	for i, r := range e.set.Rules {
		all[i], at[r.ID] = RuleCoverage{Rule: r.ID, Pos: r.Pos}, i
		texts := r.Check.Clauses()
		if r.When != nil {
			texts = slices.Concat(r.When.Clauses(), texts)
		}
		for _, text := range texts {
			all[i].Clauses = append(all[i].Clauses, ClauseCoverage{Text: text})
		}
	}
	trials, err := e.runnable(cases)
	if err != nil {
		return nil, err
	}
	for _, t := range trials {
		i, is := at[t.c.Rule]
		if !is {
			continue
		}
		if err := t.cover(&all[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", t.c.Pos, err)
		}
	}
	return all, nil
}

func (t trial) cover(r *RuleCoverage) error {
	trace, err := t.engine.trace(t.decides(t.engine), t.c.Rule)
	if err != nil {
		return err
	}
	r.Cases++
	r.Passes = r.Passes || trace.Verdict == practice.Pass
	r.Fails = r.Fails || trace.Verdict == practice.Fail
	for _, part := range []*Clause{trace.When, trace.Check} {
		if part != nil {
			r.see(*part)
		}
	}
	return nil
}

// see notes what the leaves of a clause came to.
func (r *RuleCoverage) see(c Clause) {
	for _, part := range c.Parts {
		r.see(part)
	}
	for i := range r.Clauses {
		if r.Clauses[i].Text == c.Text && c.Joined == "" {
			r.Clauses[i].True = r.Clauses[i].True || c.Value == true
			r.Clauses[i].False = r.Clauses[i].False || c.Value == false
		}
	}
}
