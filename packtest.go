package beacon

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/practice"
)

// TestResult is what became of one case of a pack's tests.
type TestResult struct {
	Pos  Pos
	Rule string // the rule, choice or score; empty when the case is about a whole decision
	Of   string // what it is about: rule, choice, score or decision
	Name string
	Want string
	Got  string
	OK   bool
	// Faults keep the case from being run, such as a fact of a name that there is none of. Got is then empty.
	Faults []Issue
}

// Test runs the tests that lie beside the packs in a folder: the cases in its files named *_test.yaml. Each names a rule, a
// choice, a score or a decision, gives facts and a day, and says what it expects.
//
// A case that names a rule or facts that do not exist is not OK and says so under Faults; the others run. An error means that
// a test file cannot be read (*[LoadError]).
func (e *Engine) Test(fsys fs.FS) ([]TestResult, error) {
	cases, err := bundle.ReadTests(fsys, label(fsys))
	if err != nil {
		return nil, err
	}
	results := make([]TestResult, len(cases))
	for i, t := range e.trials(cases) {
		if len(t.faults) > 0 {
			results[i] = t.result(said{})
			results[i].OK, results[i].Faults = false, t.faults
			continue
		}
		results[i] = t.result(t.says(t.engine.set))
	}
	return results, nil
}

func ruleIn(set *bundle.Set, id string) *bundle.Compiled {
	if i := slices.IndexFunc(set.Rules, func(r *bundle.Compiled) bool { return r.ID == id }); i >= 0 {
		return set.Rules[i]
	}
	return nil
}

// said is what rules say of a case.
type said struct {
	got, message    string
	missing, failed []string
}

// says asks a rule whatever its scope, a choice, a score, a decision, or a review where the subject stands, by rules of the
// same packs as the engine's. One that fails while it runs is a verdict here and no error.
func (t trial) says(set *bundle.Set) said {
	in := t.q.facts(t.today)
	engine := *t.engine
	engine.set = set
	switch about := t.c.About(); {
	case about.Choice != "":
		choices, err := engine.choose(t.q.subject, "", in, about.Choice)
		return termSaid(choices[0].Then, choices[0].Message, choices[0].Missing, err)
	case about.Score != "":
		terms, err := engine.terms(t.q.subject, "", in, about.Score)
		got := ""
		if v, known := terms[0].Value.Get(); known {
			got = number(v)
		}
		return termSaid(got, terms[0].Message, terms[0].Missing, err)
	}
	d := t.decides(&engine)
	out := said{got: d.Outcome.String(), missing: d.Missing}
	if t.c.Rule != "" {
		out.got = string(d.Verdict(t.c.Rule))
	}
	for _, r := range d.Reasons {
		if r.Verdict == practice.Fail {
			out.failed = append(out.failed, r.Rule)
		}
		if t.c.Rule != "" {
			out.message = r.Message
		}
	}
	slices.Sort(out.failed)
	return out
}

// termSaid is what a choice or a score says: what it comes to, or why it comes to nothing.
func termSaid(got, message string, missing []string, err error) said {
	switch {
	case err != nil:
		got = "error"
	case got == "":
		got = "cannot_judge"
	}
	return said{got: got, message: message, missing: missing}
}

// number writes a score without the traces of binary fractions.
func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*1e9)/1e9, 'f', -1, 64)
}

// decides asks the one rule of the case, or all in scope.
func (t trial) decides(e *Engine) Decision {
	if t.c.Rule == "" {
		d, _ := e.decide(t.q, t.today) // what failed is among the reasons
		return d
	}
	d := Decision{Subject: t.q.subject, Today: t.today, Outcome: practice.Open, asked: &asked{e, t.q}}
	_ = e.hear(&d, []*bundle.Compiled{ruleIn(e.set, t.c.Rule)}, t.q, t.today) // likewise
	return d
}

// result holds what the case expects against what was said.
func (t trial) result(is said) TestResult {
	c := t.c
	r := TestResult{Pos: c.Pos, Of: "decision", Name: c.Name, Want: c.Expect, Got: is.got}
	for of, id := range map[string]string{"rule": c.Rule, "choice": c.Choice, "score": c.Score} {
		if id != "" {
			r.Of, r.Rule = of, id
		}
	}
	if want, err := strconv.ParseFloat(c.Expect, 64); err == nil && c.Score != "" {
		r.Want = number(want)
	}
	r.OK = r.Want == r.Got
	if !r.OK && (is.got == "cannot_judge" || is.got == "cannot_tell") && c.Missing == nil {
		r.Got += ", not recorded: " + joined(is.missing)
	}
	differ := func(what, want, is string) {
		if want != is {
			r.OK = false
			r.Want += fmt.Sprintf(", %s %s", what, want)
			r.Got += fmt.Sprintf(", %s %s", what, is)
		}
	}
	if c.Missing != nil {
		differ("missing", joined(c.Missing), joined(is.missing))
	}
	if c.Failed != nil {
		differ("failed", joined(c.Failed), joined(is.failed))
	}
	if c.Message != "" {
		differ("message", c.Message, is.message)
	}
	return r
}

func joined(names []string) string { return strings.Join(slices.Sorted(slices.Values(names)), " ") }

// testDecision is what a case that sets nothing and is about a rule or a decision comes to.
func (e *Engine) testDecision(c bundle.Case) (Decision, error) {
	t := e.trial(c)
	if len(t.faults) > 0 {
		return Decision{}, &LoadError{Issues: t.faults}
	}
	if c.Choice+c.Score != "" {
		return Decision{}, errors.New("a choice or a score decides nothing")
	}
	return t.decides(e), nil
}
