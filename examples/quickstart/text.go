package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

// Where the columns begin.
const (
	bodyAt = 2
	gateAt = 15
)

func writeText(out io.Writer, s story) {
	p := page{out, s.Facts}
	p.college(s)
	p.practices(s)
	p.selection(s)
	p.engagements(s)
	p.due(s)
	p.changes(s)
	p.closed(s)
	p.end(s)
}

func (p page) college(s story) {
	d := s.College.Document
	p.line(cmp.Or(cli.Plain(d.Provider.Name), d.ID) + " shares its good practice: how things stand on " + s.Today.Long())
	p.para("Each step asks the rules. open: it may be taken. CLOSED: put something right first. CANNOT TELL: a fact is " +
		"missing. Advice closes nothing; going on against it needs a written reason.")
	p.heading("THE COLLEGE")
	if d.Offer != nil {
		var areas []string
		for _, a := range d.Offer.Areas {
			areas = append(areas, cmp.Or(a.Title, a.ID))
		}
		p.item("  offers", gateAt, strings.Join(areas, "; "))
	}
	if d.Plan != nil && !d.Plan.AgreedOn.IsZero() && !d.Plan.AgreedOn.After(s.Today) {
		p.item("  plan", gateAt, fmt.Sprintf("agreed on %s: %s, %s", d.Plan.AgreedOn.Long(),
			counted(len(d.Plan.Activities), "activity", "activities"), limit(d)))
	}
	p.gates(s.College.Gates)
}

func limit(d dissemination.Disseminator) string {
	n, ok := d.PartnerLimit.Get()
	if !ok {
		return "no limit on partners"
	}
	return "at most " + counted(n, "partner", "partners")
}

func (p page) practices(s story) {
	if len(s.Practices) > 0 {
		p.heading("PRACTICES")
	}
	for _, j := range s.Practices {
		d := j.Document
		title := fmt.Sprintf("%s (%s)", name(d.Title, d.ID), d.ID)
		switch {
		case d.IsVariation():
			title += ", out of " + lineage(s, d)
		case !d.IdentifiedOn.IsZero():
			title += ", noticed " + strings.TrimSpace(word(routeWords, d.IdentifiedVia)+" "+short(d.IdentifiedOn))
		}
		p.para(title + ": " + standing(string(d.Stage), d.Stage.Step()))
		p.gates(j.Gates)
	}
}

func name(title, id string) string { return "“" + cmp.Or(title, id) + "”" }

// standing says how far a practice has come, with the step of the guide.
func standing(stage, step string) string {
	text := word(stateWords, stage)
	if step != "" {
		text += ", stage " + step
	}
	return text
}

// lineage tells a variation's family, the first practice first.
func lineage(s story, d practice.Practice) string {
	var family []string
	for _, id := range d.Lineage {
		family = append(family, name(s.names[id], id)+" ("+id+")")
	}
	return strings.Join(family, " and then ")
}

func (p page) engagements(s story) {
	if len(s.Engagements) > 0 {
		p.heading("WORK WITH PARTNERS")
	}
	for _, j := range s.Engagements {
		d := j.Document
		title := fmt.Sprintf("%s (%s)", s.names[d.ID], d.ID)
		if d.Mode != "" {
			title += ", " + word(modeWords, d.Mode)
		}
		if d.Purpose != "" {
			title += ": " + d.Purpose
		}
		p.para(title)
		p.gates(j.Gates)
	}
}

func (p page) due(s story) {
	p.heading("WHAT IS DUE, AND FROM WHOM")
	if len(s.Due) == 0 {
		p.para("Nothing.")
	}
	for _, d := range s.Due {
		text := fmt.Sprintf("%s, %s: %s", s.names[d.EngagementID], word(dueWords, d.Kind), dueDay(d))
		for _, g := range d.Gaps {
			if says(d, g) {
				text += ". " + strings.TrimSuffix(g.Message, ".")
			}
		}
		p.item("  "+dueStatus[d.Status], gateAt, text+" ("+d.Role+")")
	}
}

var dueStatus = map[evaluate.DueStatus]string{evaluate.Overdue: "OVERDUE", evaluate.DueNow: "due now", evaluate.Upcoming: "to come",
	evaluate.Done: "incomplete", evaluate.DoneLate: "incomplete"}

// says reports whether a gap tells more than that the piece is still to be done.
func says(d evaluate.Due, g evaluate.Gap) bool {
	return g.Path != d.Path && g.Path != d.Path+".held_on"
}

func dueDay(d evaluate.Due) string {
	switch {
	case d.Day().IsZero() && d.Kind == evaluate.DueAssessment:
		return "no day agreed yet"
	case d.Day().IsZero():
		return "no day yet"
	case d.Status == evaluate.Overdue:
		return "by " + d.LastDay.Long()
	case d.AgreedOn.IsZero() || d.AgreedOn.After(d.LastDay):
		return "by " + d.LastDay.Long() + " at the latest"
	}
	return "on " + d.Day().Long()
}

func (p page) changes(s story) {
	if len(s.Changes) == 0 {
		return
	}
	p.heading("WHAT CHANGED WITH PARTNERS THAT HAVE FINISHED, AND WHAT THAT IS PUT DOWN TO")
	finished := map[string]bool{}
	for _, c := range s.Changes {
		finished[c.Engagement] = true
		text := fmt.Sprintf("%s: %s, %s → %s", s.names[c.Engagement], c.Name, figure(c.Before, c.Unit), figure(c.After, c.Unit))
		if words := attributionWords[c.Attribution]; words != "" {
			text += "; " + words
		}
		p.item("  "+moved(c.Change), gateAt, text)
	}
	p.para(fmt.Sprintf("%s from %s: too few to say how well this works elsewhere. Before and after alone show no cause; what a "+
		"change is put down to is the partner's own view.", counted(len(s.Changes), "figure", "figures"),
		counted(len(finished), "partner", "partners")))
}

func moved(change practice.Fact[float64]) string {
	by, known := change.Get()
	switch {
	case !known:
		return "not known"
	case by > 0:
		return "up " + number(practice.Known(by))
	case by < 0:
		return "down " + number(practice.Known(-by))
	}
	return "the same"
}

func figure(f practice.Fact[float64], unit string) string {
	switch {
	case unit == "" || f.IsZero():
		return number(f)
	case unit == "per cent" || unit == "%":
		return number(f) + "%"
	}
	return number(f) + " " + unit
}

// number writes a figure without the noise of binary fractions.
func number(f practice.Fact[float64]) string {
	v, known := f.Get()
	if !known {
		return "not recorded"
	}
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", v), "0"), ".")
}

func (p page) closed(s story) {
	e := s.Closed
	if e == nil {
		return
	}
	p.heading(fmt.Sprintf("WHY “%s” WAS CLOSED FOR %s ON %s", strings.ToUpper(word(stateWords, e.To)),
		strings.ToUpper(cmp.Or(s.names[e.Subject], e.Subject)), strings.ToUpper(e.On.Long())))
	p.item("  the rule", gateAt, fmt.Sprintf("%s (%s)", e.Message, ruleName(e.Rule, e.Source)))
	for _, c := range e.Check {
		if c.Value == "yes" {
			continue // this part held
		}
		var reads []string
		for _, r := range c.Reads {
			reads = append(reads, r.Means+": "+r.Value)
		}
		p.item("  it read", gateAt, strings.Join(reads, "; "))
		if c.Distance != "" {
			p.item("  so", gateAt, c.Distance)
		}
		p.item("  as written", gateAt, c.Text)
	}
	p.item("", gateAt, "in "+e.Written)
}

func (p page) end(s story) {
	p.line("")
	packs := make([]string, len(s.Rules.Packs))
	for i, ref := range s.Rules.Packs {
		packs[i] = ref.Pack + " " + ref.Version
	}
	p.para(fmt.Sprintf("%d rules in force: %s (fingerprint %.12s). § and “Stage … tip” point into the Good Practice "+
		"Guide (LSC 2004).", s.RuleCount, cli.And(packs), s.Rules.Digest))
	p.para("Your own: -data FOLDER -packs FOLDER. Another day: -today DATE. Everything: -json. More: -help.")
}

// partnerText says what is known of a possible partner in a few words.
func partnerText(q dissemination.Enquiry) string {
	text := ""
	if i := q.Provider.Inspection; i != nil {
		if grade, ok := i.Overall.Get(); ok {
			text += fmt.Sprintf(", grade %d", grade)
		}
	}
	if km, ok := q.DistanceKM.Get(); ok {
		text += ", " + number(practice.Known(km)) + " km"
	}
	return text
}
