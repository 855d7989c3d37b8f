package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/acl-beacon/beacon"
)

type testReport struct {
	Passed           int               `json:"passed"`
	Failed           []testCase        `json:"failed,omitempty"`
	Faults           []beacon.Issue    `json:"faults,omitempty"`     // of cases that cannot be run
	NotRun           int               `json:"not_run,omitempty"`    // how many those are
	Untested         []gap             `json:"untested,omitempty"`   // with -cover
	Clauses          []oneSided        `json:"clauses,omitempty"`    // with -cover
	Changes          int               `json:"changes,omitempty"`    // with -mutants, how many were made
	Mutants          []beacon.Mutant   `json:"mutants,omitempty"`    // those that no case notices
	Equivalent       []beacon.Mutant   `json:"equivalent,omitempty"` // those of which the tests say why none can
	Stale            []beacon.Issue    `json:"stale,omitempty"`      // and what they say of changes that are noticed, or are none
	Proposed         []beacon.Proposal `json:"proposed,omitempty"`   // with -propose
	mutants, propose bool
	cover            bool
}

type testCase struct {
	Place string `json:"place"`
	Of    string `json:"of"`             // rule, choice, score or decision
	Rule  string `json:"rule,omitempty"` // its id; empty when it is about a whole decision
	Name  string `json:"name,omitempty"`
	Want  string `json:"want"`
	Got   string `json:"got"`
}

// gap is a rule that no case shows to pass, or none to fail.
type gap struct {
	Rule  string   `json:"rule"`
	Lacks []string `json:"lacks"`
	Place string   `json:"place"`
}

// oneSided is a clause that the cases show only one way, or not at all.
type oneSided struct {
	Rule  string `json:"rule"`
	Text  string `json:"text"`
	Shown string `json:"shown"` // never, only true or only false
}

func test(o options) (report, error) {
	l, err := load(o, o.args...)
	if err != nil {
		return nil, err
	}
	r := testReport{cover: o.cover, mutants: o.mutants, propose: o.propose}
	shown := map[[2]string]bool{} // rule and verdict
	for _, f := range l.folders {
		results, err := l.Test(f.files)
		if err != nil {
			return nil, plainly(err)
		}
		for _, c := range results {
			if c.OK {
				r.Passed++
				if c.Of == "rule" {
					shown[[2]string{c.Rule, c.Want}] = true
				}
				continue
			}
			if len(c.Faults) > 0 {
				r.NotRun++
				r.Faults = addNew(r.Faults, c.Faults)
				continue
			}
			r.Failed = append(r.Failed, testCase{place(c.Pos), c.Of, c.Rule, c.Name, c.Want, cmp.Or(c.Got, "not asked")})
		}
	}
	for _, rule := range l.Rules() {
		var lacks []string
		for _, verdict := range []string{"pass", "fail"} {
			if !shown[[2]string{rule.ID, verdict}] {
				lacks = append(lacks, verdict)
			}
		}
		if o.cover && l.own(rule.Pos) && len(lacks) > 0 {
			r.Untested = append(r.Untested, gap{rule.ID, lacks, place(rule.Pos)})
		}
	}
	if len(r.Failed)+r.NotRun > 0 {
		return r, nil // the rest is for tests that hold
	}
	for _, f := range l.folders {
		if err := r.more(l, f, o); err != nil {
			return nil, plainly(err)
		}
	}
	return r, nil
}

// more adds what is asked for beyond whether the cases hold.
func (r *testReport) more(l *library, f folder, o options) error {
	if o.cover {
		rules, err := l.Coverage(f.files)
		if err != nil {
			return err
		}
		for _, rule := range rules {
			for _, c := range rule.Clauses {
				if shown := shownWords[[2]bool{c.True, c.False}]; shown != "" && rule.Cases > 0 {
					r.Clauses = append(r.Clauses, oneSided{rule.Rule, c.Text, shown})
				}
			}
		}
	}
	if o.mutants {
		found, err := l.Mutants(f.files)
		if err != nil {
			return err
		}
		r.Changes += found.All
		r.Mutants, r.Equivalent = append(r.Mutants, found.Survivors...), append(r.Equivalent, found.Equivalent...)
		r.Stale = append(r.Stale, found.Stale...)
	}
	if o.propose {
		all, err := l.Propose(f.files)
		if err != nil {
			return err
		}
		r.Proposed = append(r.Proposed, all...)
	}
	return nil
}

var shownWords = map[[2]bool]string{{false, false}: "never", {true, false}: "only true", {false, true}: "only false"}

func (r testReport) fine() bool {
	return len(r.Failed)+r.NotRun+len(r.Untested)+len(r.Mutants)+len(r.Stale) == 0
}

func (r testReport) text(p page) {
	for _, c := range r.Failed {
		about := "a decision"
		if c.Rule != "" {
			about = c.Of + " " + c.Rule
		}
		if c.Name != "" {
			about += ", " + c.Name
		}
		p.line(c.Place)
		p.item("", 2, about)
		p.item("  want", 8, c.Want)
		p.item("  got", 8, c.Got)
		p.line("")
	}
	for _, i := range r.Faults {
		problem(p, i)
	}
	switch total := r.Passed + len(r.Failed) + r.NotRun; {
	case total == 0 && r.propose:
		p.para("There is nothing to begin from: write for each rule one case that expects pass, in a file that ends in _test.yaml. " +
			"Then -propose moves its facts to the thresholds of the rule.")
	case total == 0:
		p.para("There are no tests: no file in the folder ends in _test.yaml and has cases.")
	case total == r.Passed && total == 1:
		p.line("The one case holds.")
	case total == r.Passed:
		p.line("All " + counted(total, "case") + " hold.")
	default:
		p.line(heldWords(r.Passed, len(r.Failed), r.NotRun))
	}
	if r.cover {
		r.coverText(p)
	}
	if r.mutants && len(r.Failed)+r.NotRun == 0 {
		r.mutantText(p)
	}
	if r.propose {
		p.line("")
		for _, c := range r.Proposed {
			fmt.Fprint(p.out, c)
		}
	}
}

// heldWords says how many cases hold, how many do not and how many cannot be run.
func heldWords(held, failed, notRun int) string {
	text := fmt.Sprintf("%d of %s %s", held, counted(held+failed+notRun, "case"), verb(held, "hold"))
	switch failed {
	case 0:
	case 1:
		text += ", 1 does not"
	default:
		text += fmt.Sprintf(", %d do not", failed)
	}
	if notRun > 0 {
		text += fmt.Sprintf(", %d cannot be run", notRun)
	}
	return text + "."
}

// verb agrees with a number.
func verb(n int, does string) string {
	if n == 1 {
		return does + "s"
	}
	return does
}

func (r testReport) coverText(p page) {
	if len(r.Untested) == 0 {
		p.line("Every rule of these packs has a case in which it passes and one in which it fails.")
	} else {
		p.line("\nRules that lack a case:")
	}
	for _, g := range r.Untested {
		p.item("  "+g.Rule, 14, "no case expects "+strings.Join(g.Lacks, ", none ")+" ("+g.Place+")")
	}
	if len(r.Clauses) > 0 {
		p.line("\nClauses that the cases show one way only:")
	}
	for _, c := range r.Clauses {
		p.item("  "+c.Rule, 14, c.Shown+": "+c.Text)
	}
}

func (r testReport) mutantText(p page) {
	changes := counted(r.Changes, "change") + " of the rules"
	switch {
	case len(r.Mutants) > 0:
		p.line(fmt.Sprintf("\nOf %s, no case notices:", changes))
	case len(r.Equivalent) == 0:
		p.line(fmt.Sprintf("The cases notice each of %s.", changes))
	default:
		p.line(fmt.Sprintf("The cases notice %d of %s.", r.Changes-len(r.Equivalent), changes))
	}
	for _, m := range r.Mutants {
		p.item("  "+m.Rule, 14, fmt.Sprintf("%s (%s)", changeWords(m), place(m.Pos)))
	}
	if len(r.Mutants) > 0 {
		p.para("Add a case that tells each apart, or say in the test file under equivalent why none can.")
	}
	if len(r.Equivalent) > 0 {
		p.line("\nNo case can notice these:")
	}
	for _, m := range r.Equivalent {
		p.item("  "+m.Rule, 14, fmt.Sprintf("%s (%s). %s", changeWords(m), place(m.Pos), m.Because))
	}
	if len(r.Stale) > 0 {
		p.line("\nEntries under equivalent that are about no such change:")
	}
	for _, i := range r.Stale {
		p.item("  "+i.Rule, 14, fmt.Sprintf("%s (%s)", i.Message, place(i.Pos)))
	}
}

// changeWords writes a change as an entry under equivalent has it.
func changeWords(m beacon.Mutant) string {
	if m.To == "" {
		return "without: " + m.From
	}
	return "change: " + m.From + " to " + m.To
}
