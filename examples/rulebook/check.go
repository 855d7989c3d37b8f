package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
)

type checkReport struct {
	OK       bool           `json:"ok"`
	Problems []beacon.Issue `json:"problems,omitempty"`
	Packs    []packCount    `json:"packs,omitempty"`
	Changes  []change       `json:"changes,omitempty"` // what the folders do to the packs below them
	Lints    []beacon.Issue `json:"lints,omitempty"`   // what is worth a look in the folders
	Tests    []beacon.Issue `json:"tests,omitempty"`   // what keeps the tests beside the packs from being run
	Mended   []beacon.Issue `json:"mended,omitempty"`  // with -fix
	fix      bool
}

type packCount struct {
	Pack    string `json:"pack"`
	Version string `json:"version"`
	Rules   int    `json:"rules"`
}

func check(o options) (report, error) {
	r := checkReport{fix: o.fix}
	if o.fix {
		var err error
		if r.Mended, err = fix(o); err != nil {
			return nil, err
		}
	}
	l, err := load(o, o.args...)
	if problems := asLoad(err); problems != nil {
		r.Problems = problems.Issues
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	if r.Tests, err = l.testFaults(); err != nil {
		return nil, err
	}
	r.OK, r.Packs = len(r.Tests) == 0, counts(l)
	for _, i := range l.Lints() {
		if l.own(i.Pos) {
			r.Lints = append(r.Lints, i)
		}
	}
	for i := range o.args {
		if i == 0 && o.alone {
			continue // there is nothing below it
		}
		below, err := load(o, o.args[:i]...)
		if err != nil {
			return nil, err
		}
		with, err := load(o, o.args[:i+1]...)
		if err != nil {
			return nil, err
		}
		for _, c := range compare(below, with) {
			if c.Kind == added {
				continue // its own rules are in the counts
			}
			if c.Kind == removed && c.Of == "rule" {
				c.Kind = disabled
			}
			c.By = with.folders[i].path
			r.Changes = append(r.Changes, c)
		}
	}
	return r, nil
}

// testFaults lists what keeps the tests beside the packs from being run. Whether they hold, the command test says.
func (l *library) testFaults() ([]beacon.Issue, error) {
	var all []beacon.Issue
	for _, f := range l.folders {
		results, err := l.Test(f.files)
		if load := asLoad(err); load != nil {
			all = append(all, load.Issues...)
		} else if err != nil {
			return nil, plainly(err)
		}
		for _, c := range results {
			all = addNew(all, c.Faults)
		}
	}
	return all, nil
}

// addNew adds problems that are not told yet: several cases can begin from the same facts.
func addNew(all, more []beacon.Issue) []beacon.Issue {
	for _, i := range more {
		if !slices.ContainsFunc(all, func(told beacon.Issue) bool { return told.Pos == i.Pos && told.Message == i.Message }) {
			all = append(all, i)
		}
	}
	return all
}

func counts(l *library) []packCount {
	rules := map[string]int{}
	for _, r := range l.Rules() {
		rules[r.Pack]++
	}
	var all []packCount
	for _, p := range l.packs() {
		all = append(all, packCount{p.Pack, p.Version, rules[p.Pack]})
	}
	return all
}

func (r checkReport) fine() bool { return r.OK }

func (r checkReport) text(p page) {
	writeMended(p, r.Mended)
	if len(r.Problems) > 0 {
		writeProblems(p, r.Problems)
	}
	for _, i := range r.Tests {
		problem(p, i)
	}
	if n := fixable(r.Problems) + fixable(r.Tests); n > 0 && !r.fix {
		p.para(fmt.Sprintf("%s of them can be put right for you: add -fix.", plainNumber(n)))
	}
	if len(r.Problems) > 0 {
		return
	}
	total := 0
	parts := make([]string, len(r.Packs))
	for i, c := range r.Packs {
		total += c.Rules
		parts[i] = fmt.Sprintf("%s %s has %s", c.Pack, c.Version, counted(c.Rules, "rule"))
	}
	found := "No problems."
	if n := len(r.Tests); n > 0 {
		found = counted(n, "problem") + " in the tests, none in the rules."
	}
	p.para(fmt.Sprintf("%s %s in force: %s.", found, counted(total, "rule"), strings.Join(parts, ", ")))
	if len(r.Lints) > 0 {
		p.line("\nWorth a look:")
		for _, i := range r.Lints {
			p.item("  "+place(i.Pos), 34, sentence(i.Message)+" "+sentence(i.Hint)+" ["+i.Code+"]")
		}
	}
	by := ""
	for _, c := range r.Changes {
		if c.By != by {
			by = c.By
			p.line("\nWhat " + by + " does to the packs below it:")
		}
		c.text(p)
	}
}

// fixable counts the problems that can be put right for certain.
func fixable(problems []beacon.Issue) int {
	n := 0
	for _, i := range problems {
		if i.Fix != nil {
			n++
		}
	}
	return n
}

func plainNumber(n int) string {
	if n == 1 {
		return "One"
	}
	return fmt.Sprint(n)
}

func writeMended(p page, mended []beacon.Issue) {
	if len(mended) == 0 {
		return
	}
	p.line("Put right:")
	for _, i := range mended {
		p.item("  "+i.Fix.Pos.String(), 34, i.Fix.Old+" -> "+i.Fix.New)
	}
	p.line("")
}
