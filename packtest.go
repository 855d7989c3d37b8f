package beacon

import (
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/practice"
)

// TestResult is what became of one case of a pack's tests.
type TestResult struct {
	Pos  Pos
	Rule string // empty when the case is about a whole decision
	Name string
	Want string
	Got  string
	OK   bool
}

// Test runs the tests that lie beside the packs in a folder: the cases in its files named *_test.yaml. Each names a rule,
// or a decision, gives facts and a day, and says what it expects.
//
// An error means that a test file cannot be read (*[LoadError]), or that a case names a rule or facts that do not exist.
func (e *Engine) Test(fsys fs.FS) ([]TestResult, error) {
	cases, err := bundle.ReadTests(fsys, label(fsys))
	if err != nil {
		return nil, err
	}
	trials, err := e.trials(cases)
	if err != nil {
		return nil, err
	}
	results := make([]TestResult, len(cases))
	for i, t := range trials {
		if results[i], err = t.engine.test(t.c); err != nil {
			return nil, fmt.Errorf("%s: %w", t.c.Pos, err)
		}
	}
	return results, nil
}

// trial is a case with the engine that has the parameters it sets.
type trial struct {
	engine *Engine
	c      bundle.Case
}

// trials puts into force what cases set, once for all that set the same.
func (e *Engine) trials(cases []bundle.Case) ([]trial, error) {
	trials := make([]trial, len(cases))
	over := map[string]*Engine{"": e}
	for i, c := range cases {
		if over[c.Settings] == nil {
			set, err := e.set.Overlay(c.Overlay)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.Pos, err)
			}
			over[c.Settings] = e.over(set)
		}
		trials[i] = trial{over[c.Settings], c}
	}
	return trials, nil
}

// over is the engine with other rules of the same packs.
func (e *Engine) over(set *bundle.Set) *Engine {
	over := *e
	over.set = set
	over.place()
	return &over
}

func (e *Engine) test(c bundle.Case) (TestResult, error) {
	result := TestResult{Pos: c.Pos, Rule: c.Rule, Name: c.Name}
	var today practice.Date
	if err := today.UnmarshalText([]byte(c.Today)); err != nil {
		return result, err
	}
	d, err := e.testDecision(c, today)
	if err != nil {
		return result, err
	}
	got := d.Outcome.String()
	missing := d.Missing
	var message string
	var failed []string
	if c.Rule != "" {
		got = string(d.Verdict(c.Rule))
	}
	for _, r := range d.Reasons {
		if r.Verdict == practice.Fail {
			failed = append(failed, r.Rule)
		}
		if c.Rule != "" {
			message = r.Message
		}
	}
	slices.Sort(failed)
	result.Want, result.Got = c.Expect, got
	result.OK = c.Expect == got
	differ := func(what, want, is string) {
		if want != is {
			result.OK = false
			result.Want += fmt.Sprintf(", %s %s", what, want)
			result.Got += fmt.Sprintf(", %s %s", what, is)
		}
	}
	if c.Missing != nil {
		slices.Sort(c.Missing)
		differ("missing", strings.Join(c.Missing, " "), strings.Join(missing, " "))
	}
	if c.Failed != nil {
		slices.Sort(c.Failed)
		differ("failed", strings.Join(c.Failed, " "), strings.Join(failed, " "))
	}
	if c.Message != "" {
		differ("message", c.Message, message)
	}
	return result, nil
}

// testDecision asks what a case is about: one rule whatever its scope, a decision, or a review where the subject stands. A
// rule that fails while it runs is a verdict here and no error.
func (e *Engine) testDecision(c bundle.Case, today practice.Date) (Decision, error) {
	q := question{subject: c.Subject}
	var only *bundle.Compiled
	if c.Rule != "" {
		i := slices.IndexFunc(e.set.Rules, func(r *bundle.Compiled) bool { return r.ID == c.Rule })
		if i < 0 {
			return Decision{}, fmt.Errorf("no rule %q is in force", c.Rule)
		}
		only = e.set.Rules[i]
		q.subject = only.Subject
	}
	s, ok := e.subjects[q.subject]
	if !ok {
		return Decision{}, fmt.Errorf("rules cannot judge %q", q.subject)
	}
	roots := reflect.New(s.Roots)
	if err := facts.Decode(c.Facts, roots.Interface(), e.own); err != nil {
		return Decision{}, fmt.Errorf("the facts: %w", err)
	}
	if only != nil {
		q.roots = roots.Interface()
		d := Decision{Subject: q.subject, Today: today, Outcome: practice.Open, asked: &asked{e, q}}
		_ = e.hear(&d, []*bundle.Compiled{only}, q, today) // what failed is among the reasons
		return d, nil
	}
	d, _ := e.decide(e.questionOn(s, c.State, roots.Interface()), today) // likewise
	return d, nil
}
