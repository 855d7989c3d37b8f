package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/dissemination/match"
	"github.com/acl-beacon/beacon/internal/page"
)

// Matched is who works with whom, as package match found it. What was not asked for stays empty.
type Matched struct {
	Title   string
	Buddies match.Groups
	Visits  match.Visits
	Sets    match.Groups
	Support match.Assigned // tutors with facilitators
}

// Timetable lays out who works with whom and when, why, who is left out, and how good the plan is.
func Timetable(m Matched, opt Options) Page {
	doc := &page.Page{Title: cmp.Or(m.Title, "Timetable"), Lead: "A proposal for the people in it to change. " + asOf(opt.Today)}
	add := func(heading string, blocks ...page.Block) {
		doc.Blocks = append(doc.Blocks, page.Section{Heading: heading, Blocks: blocks})
	}
	if len(m.Visits.Visits) > 0 {
		add("Visits", visitTable(m.Visits, opt), page.Text(everybody(m.Visits)+"No visit is graded; the visitor fills in the form and gives it to the host."))
	}
	if len(m.Buddies.Groups) > 0 {
		add("Buddy groups", groupBlocks("Group", m.Buddies, opt)...)
	}
	if len(m.Sets.Groups) > 0 {
		add("Action learning sets", groupBlocks("Set", m.Sets, opt)...)
	}
	if len(m.Support.Pairs) > 0 {
		add("Facilitators", supportTable(m.Support, opt))
	}
	if left := leftOut(m, opt); len(left.Rows) > 0 {
		add("Left out", left)
	}
	add("How good the plan is", proofs(m)...)
	return Page{doc}
}

func everybody(v match.Visits) string {
	if len(v.LeftOut) > 0 {
		return ""
	}
	return "Everybody makes one visit and receives one. "
}

func visitTable(v match.Visits, opt Options) page.Table {
	visits := slices.Clone(v.Visits)
	slices.SortStableFunc(visits, func(a, b match.Visit) int { return cmp.Compare(a.Time, b.Time) })
	t := page.Table{Caption: "Visits, the earliest first", Columns: page.Columns("When", "Visitor", "Host")}
	for _, v := range visits {
		t.Rows = append(t.Rows, []string{v.Time, opt.name(v.Visitor), opt.name(v.Host)})
	}
	return t
}

// groupBlocks is one table of the groups and one of the reasons, pair by pair.
func groupBlocks(what string, g match.Groups, opt Options) []page.Block {
	groups := page.Table{Caption: what + "s", Columns: page.Columns(what, "Members", "#Size", "All are free")}
	reasons := page.Table{Caption: "Why: each two of a " + strings.ToLower(what), Columns: page.Columns(what, "Two members", "#Worth", "Because")}
	for k, group := range g.Groups {
		name := strconv.Itoa(k + 1)
		groups.Rows = append(groups.Rows, []string{name, opt.namesOf(group.Members), strconv.Itoa(len(group.Members)), strings.Join(group.Times, ", ")})
		for _, p := range group.Pairs {
			reasons.Rows = append(reasons.Rows, []string{name, opt.name(p.A) + " and " + opt.name(p.B), page.Number(p.Score), because(p.Terms)})
		}
	}
	if !slices.ContainsFunc(g.Groups, func(g match.Group) bool { return len(g.Times) > 0 }) {
		groups.Columns = groups.Columns[:3]
	}
	return []page.Block{groups, reasons}
}

func supportTable(a match.Assigned, opt Options) page.Table {
	t := page.Table{Caption: "Tutors and their facilitators", Columns: page.Columns("Tutor", "Facilitator", "#Worth", "Because")}
	for _, p := range a.Pairs {
		t.Rows = append(t.Rows, []string{opt.name(p.A), opt.name(p.B), page.Number(p.Score), because(p.Terms)})
	}
	return t
}

// because gives the terms that count for something, in their words where they have any.
func because(terms []match.Term) string {
	var all []string
	for _, t := range terms {
		if t.Value != 0 {
			all = append(all, strings.TrimSuffix(cmp.Or(t.Message, words(t.ID)), ".")+" ("+page.Number(t.Value)+")")
		}
	}
	if len(all) == 0 {
		return "nothing speaks for it in particular"
	}
	return strings.Join(all, "; ")
}

func leftOut(m Matched, opt Options) page.Table {
	t := page.Table{Caption: "Who has no place, and why", Columns: page.Columns("Person", "Where", "Why")}
	for _, in := range []struct {
		where string
		out   []match.LeftOut
	}{{"buddy groups", m.Buddies.LeftOut}, {"visits", m.Visits.LeftOut}, {"sets", m.Sets.LeftOut}, {"facilitators", m.Support.LeftOut}} {
		for _, l := range in.out {
			t.Rows = append(t.Rows, []string{opt.name(l.ID), in.where, l.Why})
		}
	}
	return t
}

func proofs(m Matched) []page.Block {
	t := page.Table{Caption: "Score against the best there can be", Columns: page.Columns("Part", "#Score", "#No plan scores above", "Proven to be the best")}
	row := func(what string, p match.Proof, asked bool) {
		if !asked {
			return
		}
		best := "yes"
		if !p.Optimal() {
			best = "no; the best may score " + page.Number(p.Bound-p.Score) + " more"
			if gap := p.Gap(); !math.IsInf(gap, 1) {
				best += fmt.Sprintf(" (%.2f%%)", 100*gap)
			}
		}
		t.Rows = append(t.Rows, []string{what, page.Number(p.Score), page.Number(p.Bound), best})
	}
	row("Buddy groups", m.Buddies.Proof, len(m.Buddies.Groups) > 0)
	row("Visits", m.Visits.Proof, len(m.Visits.Visits) > 0)
	row("Sets", m.Sets.Proof, len(m.Sets.Groups) > 0)
	row("Facilitators", m.Support.Proof, len(m.Support.Pairs) > 0)
	return []page.Block{t, page.Text("The score of a group adds up, for each member, the mean of what the others are worth with them. It belongs to the plan and to nobody in it.")}
}
