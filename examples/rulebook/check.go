package main

import (
	"fmt"
	"strings"

	"github.com/acl-beacon/beacon"
)

type checkReport struct {
	OK       bool           `json:"ok"`
	Problems []beacon.Issue `json:"problems,omitempty"`
	Packs    []packCount    `json:"packs,omitempty"`
	Changes  []change       `json:"changes,omitempty"` // what the folders do to the packs below them
}

type packCount struct {
	Pack    string `json:"pack"`
	Version string `json:"version"`
	Rules   int    `json:"rules"`
}

func check(o options) (report, error) {
	l, err := load(o, o.args...)
	if problems := asLoad(err); problems != nil {
		return checkReport{Problems: problems.Issues}, nil
	}
	if err != nil {
		return nil, err
	}
	r := checkReport{OK: true, Packs: counts(l)}
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
			if c.Kind == removed {
				c.Kind = disabled
			}
			c.By = with.folders[i].path
			r.Changes = append(r.Changes, c)
		}
	}
	return r, nil
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
	if !r.OK {
		writeProblems(p, r.Problems)
		return
	}
	total := 0
	parts := make([]string, len(r.Packs))
	for i, c := range r.Packs {
		total += c.Rules
		parts[i] = fmt.Sprintf("%s %s has %s", c.Pack, c.Version, counted(c.Rules, "rule"))
	}
	p.para(fmt.Sprintf("No problems. %s in force: %s.", counted(total, "rule"), strings.Join(parts, ", ")))
	by := ""
	for _, c := range r.Changes {
		if c.By != by {
			by = c.By
			p.line("\nWhat " + by + " does to the packs below it:")
		}
		c.text(p)
	}
}
