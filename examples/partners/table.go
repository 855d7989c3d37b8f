package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

// The columns of the table of providers.
const (
	nameAt    = 5
	nameWidth = 47
)

func (p page) tableHead() {
	p.line(cli.Cell("", nameAt) + cli.Cell("Provider", nameWidth) + "  Grade     Inspected    Score  Approach")
}

func (p page) row(label string, c beacon.Candidate) {
	when := "never"
	if i := c.Enquiry.Provider.Inspection; i != nil {
		when = short(i.EndedOn)
	}
	p.line(fmt.Sprintf("%3s  %s  %s  %s  %5.2f  %s", label, cli.Cell(cli.Plain(c.Enquiry.Provider.Name), nameWidth), cli.Cell(grades(c.Enquiry.Provider), 8),
		cli.Cell(when, 11), c.Score, cli.Cell(approach(c), 10)))
}

// grades gives the latest grade and the one before.
func grades(p practice.Provider) string {
	latest, ok := overall(p.Inspection)
	if !ok {
		return "none"
	}
	if before, ok := overall(p.Previous); ok {
		return fmt.Sprintf("%d, was %d", latest, before)
	}
	return fmt.Sprint(int(latest))
}

// why tells what a candidate's score is made of, the largest part first.
func why(c beacon.Candidate) string {
	terms := slices.Clone(c.Terms)
	terms = slices.DeleteFunc(terms, func(t beacon.Term) bool { return points(t) == 0 })
	slices.SortStableFunc(terms, func(a, b beacon.Term) int { return cmp.Compare(points(b), points(a)) })
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = fmt.Sprintf("%+.2f %s", points(t), strings.TrimSuffix(cli.Spaced(t.Message), "."))
	}
	if len(parts) == 0 {
		return "nothing that raises it above others is recorded"
	}
	return strings.Join(parts, " | ")
}

func points(t beacon.Term) float64 { return t.Weight * t.Value.Or(0) }

func approachOf(c beacon.Candidate) beacon.Choice {
	for _, choice := range c.Choices {
		if choice.ID == "approach" {
			return choice
		}
	}
	return beacon.Choice{}
}

func approach(c beacon.Candidate) string {
	then := approachOf(c).Then
	if words, ok := approachWords[then]; ok {
		return words
	}
	return cli.Plain(cmp.Or(then, "not known"))
}

func overall(i *practice.Inspection) (practice.Grade, bool) {
	if i == nil {
		return 0, false
	}
	return i.Overall.Get()
}

// short writes a date in a column's cli.Width.
func short(d practice.Date) string {
	if d.IsZero() {
		return "not known"
	}
	year, month, day := d.Civil()
	return fmt.Sprintf("%2d %.3s %d", day, month, year)
}
