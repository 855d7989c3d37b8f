package main

import (
	"cmp"
	"fmt"
	"strings"
)

type testReport struct {
	Passed   int        `json:"passed"`
	Failed   []testCase `json:"failed,omitempty"`
	Untested []gap      `json:"untested,omitempty"` // with -cover
	cover    bool
}

type testCase struct {
	Place string `json:"place"`
	Rule  string `json:"rule,omitempty"` // empty when it is about a whole decision
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

func test(o options) (report, error) {
	l, err := load(o, o.args...)
	if err != nil {
		return nil, err
	}
	r := testReport{cover: o.cover}
	shown := map[[2]string]bool{} // rule and verdict
	for _, f := range l.folders {
		results, err := l.Test(f.files)
		if err != nil {
			return nil, plainly(err)
		}
		for _, c := range results {
			if c.OK {
				r.Passed++
				shown[[2]string{c.Rule, c.Want}] = true
				continue
			}
			r.Failed = append(r.Failed, testCase{place(c.Pos), c.Rule, c.Name, c.Want, cmp.Or(c.Got, "not asked")})
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
	return r, nil
}

func (r testReport) fine() bool { return len(r.Failed)+len(r.Untested) == 0 }

func (r testReport) text(p page) {
	for _, c := range r.Failed {
		about := "a decision"
		if c.Rule != "" {
			about = "rule " + c.Rule
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
	switch total := r.Passed + len(r.Failed); {
	case total == 0:
		p.para("There are no tests: no file in the folder ends in _test.yaml and has cases.")
	case len(r.Failed) == 0:
		p.line("All " + counted(total, "case") + " hold.")
	default:
		p.line(fmt.Sprintf("%d of %s hold, %d do not.", r.Passed, counted(total, "case"), len(r.Failed)))
	}
	if !r.cover {
		return
	}
	if len(r.Untested) == 0 {
		p.line("Every rule of these packs has a case in which it passes and one in which it fails.")
		return
	}
	p.line("\nRules that lack a case:")
	for _, g := range r.Untested {
		p.item("  "+g.Rule, 14, "no case expects "+strings.Join(g.Lacks, ", none ")+" ("+g.Place+")")
	}
}
