package year

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/practice"
)

func (y Year) partnerTable() page.Table {
	t := table("Work with each partner", "There are no partners.", "Work", "Partner", "How", "Areas", "Stands at", "#Contacts", "@Ended", "@Review by", "@Reviewed")
	for _, p := range y.Partners {
		how := words(string(p.Mode))
		if p.Scope != "" {
			how = strings.TrimPrefix(how+", "+string(p.Scope), ", ")
		}
		reviewed := p.ReviewedOn.String()
		switch {
		case p.Overdue && reviewed != "":
			reviewed += ", late"
		case p.Overdue:
			reviewed = "overdue"
		}
		t.Rows = append(t.Rows, []string{p.EngagementID, p.PartnerID, how, strings.Join(p.Areas, ", "), words(string(p.State)),
			strconv.Itoa(p.Contacts), p.EndedOn.String(), p.ReviewBy.String(), reviewed})
	}
	return t
}

func (y Year) reachTable() page.Table {
	r := y.Reach
	t := table("Contacts, and people met in them", "", "What", "#How many")
	row := func(what string, n int) { t.Rows = append(t.Rows, cells(what, n)) }
	row("Partners outside", r.External)
	row("Areas of our own", r.Internal)
	row("Contacts", r.Contacts)
	row("of them visits", r.Visits)
	row("of them follow-ups", r.FollowUps)
	row("of them at our place", r.AtBase)
	row("of them with practitioners", r.Practitioners)
	row("of them with learners", r.WithLearners)
	row("Learners met, where somebody counted", r.Learners)
	row("Contacts with learners that nobody counted", r.Untold)
	return t
}

func (y Year) modeTable() page.Table {
	t := table("What came of each way of working", "There are no partners.", "Way of working", "#Partners", "#Stopped", "#Reviewed", "#Results as hoped for",
		"#Results not as hoped for", "#Changes that worked", "#Changes that failed")
	for _, m := range y.Modes {
		t.Rows = append(t.Rows, cells(cmp.Or(words(string(m.Mode)), page.NotRecorded), m.Engagements, m.Stopped, m.Reviewed, m.Met, m.NotMet, m.Worked, m.Failed))
	}
	return t
}

var attributionWords = map[string]string{"disseminator": "this work", "other": "something else", "shared": "this work and something else",
	"unknown": "looked at, and not to be told", "": page.NotRecorded}

func (y Year) changeTable() page.Table {
	t := table("Changes in partners", "No change is recorded.", "Work", "What changed", "Because of", "Did it work", "Measured by")
	for _, c := range y.Changes {
		worked := page.YesNo(c.Worked.Get())
		if c.WhyNot != "" {
			worked += ": " + c.WhyNot
		}
		t.Rows = append(t.Rows, []string{c.EngagementID, c.What, attributionWords[string(c.Attribution)], worked, strings.Join(c.Measures, ", ")})
	}
	return t
}

func (y Year) figureTable() page.Table {
	t := table("Impact in figures", "No figure has been assessed.", "Work", "Measure", "Unit", "#Before", "#After", "#Change", "Because of", "From", "@Assessed")
	for _, f := range y.Figures {
		m := f.Measure
		t.Rows = append(t.Rows, []string{f.EngagementID, m.Name, m.Unit, number(m.Before), number(m.After), number(f.Change),
			attributionWords[string(m.Attribution)], words(string(m.Source)), f.HeldOn.String()})
	}
	return t
}

func (y Year) barrierTable() page.Table {
	t := table("Barriers", "No barrier is recorded.", "Barrier", "#How often", "#With something done about it")
	for _, b := range y.Barriers {
		t.Rows = append(t.Rows, cells(words(string(b.Code)), b.Count, b.Mitigated))
	}
	return t
}

func (y Year) gainTable() page.Table {
	t := table("Gains besides the changes", "No gain is recorded.", "Gain", "#Partners")
	for _, g := range y.Gains {
		t.Rows = append(t.Rows, cells(words(string(g.Code)), g.Engagements))
	}
	return t
}

func (y Year) feedTable() page.Table {
	t := table("Findings", "No review or assessment has been held.", "Work", "What difference it made", "Why it fell short", "Without the help", "From")
	for _, f := range y.Feed {
		t.Rows = append(t.Rows, []string{f.EngagementID, f.Impact, f.Shortfall, f.Counterfactual, f.Basis + " of " + f.On.String()})
	}
	return t
}

func cells(head string, counts ...int) []string {
	row := []string{head}
	for _, n := range counts {
		row = append(row, strconv.Itoa(n))
	}
	return row
}

func number(f practice.Fact[float64]) string {
	v, known := f.Get()
	if !known {
		return page.NotRecorded
	}
	return page.Number(v)
}

func day(d practice.Date) string { return cmp.Or(d.String(), page.NotRecorded) }

func words(name string) string {
	if name == string(dissemination.StrongNotExcellent) {
		return "strong, not excellent"
	}
	return strings.ReplaceAll(name, "_", " ")
}
