package beacon

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/rules"
)

// Mutant is a rule changed in one place that no test noticed: either a case is missing or the place does not matter.
type Mutant struct {
	Rule string `json:"rule"`
	Pos  Pos    `json:"pos"` // the place in the pack
	From string `json:"from"`
	To   string `json:"to"`
	Text string `json:"text"` // the changed expression
}

// Mutants changes each rule that the tests in a folder are about, in one place at a time, and runs its cases again. It
// returns the changes that no case noticed, and how many there were in all. A rule that no case names is left out; see
// [Engine.Test] for which rules those are.
//
// An error means that the tests cannot be run, or that they fail before anything is changed.
func (e *Engine) Mutants(tests fs.FS) (survivors []Mutant, all int, err error) {
	cases, err := bundle.ReadTests(tests, label(tests))
	if err != nil {
		return nil, 0, err
	}
	trials, err := e.trials(cases)
	if err != nil {
		return nil, 0, err
	}
	byRule := map[string][]trial{}
	for _, t := range trials {
		c := t.c
		r, err := t.engine.test(c)
		if err == nil && !r.OK {
			err = fmt.Errorf("the test fails as it is: want %s, got %s", r.Want, r.Got)
		}
		if err != nil {
			return nil, 0, fmt.Errorf("%s: %w", c.Pos, err)
		}
		byRule[c.Rule] = append(byRule[c.Rule], t)
	}
	for _, r := range e.set.Rules {
		trials := byRule[r.ID]
		if len(trials) == 0 {
			continue
		}
		for part, expr := range map[bool]bundle.Expr{true: r.Rule.When, false: r.Rule.Check} {
			for _, m := range mutations(r, part, expr) {
				if _, problems := r.Point.Compile(m.Source, rules.Bool); len(problems) > 0 {
					continue
				}
				all++
				if !slices.ContainsFunc(trials, func(t trial) bool { return t.notices(r.ID, part, m.Source) }) {
					survivors = append(survivors, Mutant{r.ID, expr.Pos(m.Line, m.Column), m.From, m.To, m.Source})
				}
			}
		}
	}
	slices.SortStableFunc(survivors, func(a, b Mutant) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), a.Pos.Line-b.Pos.Line, a.Pos.Column-b.Pos.Column)
	})
	return survivors, all, nil
}

// mutations changes a part of a rule, its condition or its check, in one place at a time, and leaves out one clause at a
// time.
func mutations(r *bundle.Compiled, condition bool, expr bundle.Expr) []rules.Mutation {
	program := r.Check
	if condition {
		program = r.When
	}
	all := rules.Mutate(expr.Text)
	if program != nil {
		all = append(all, program.Drops()...)
	}
	return all
}

// notices reports whether the case fails when a part of its rule, the condition or the check, reads otherwise.
func (t trial) notices(rule string, condition bool, source string) bool {
	set := *t.engine.set
	set.Rules = slices.Clone(set.Rules)
	i := slices.IndexFunc(set.Rules, func(r *bundle.Compiled) bool { return r.ID == rule })
	changed := *set.Rules[i]
	program, problems := changed.Point.Compile(source, rules.Bool)
	if len(problems) > 0 {
		return true
	}
	if condition {
		changed.When = program
	} else {
		changed.Check = program
	}
	set.Rules[i] = &changed
	engine := *t.engine
	engine.set = &set
	r, err := engine.test(t.c)
	return err != nil || !r.OK
}
