package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

// How much of a long list is shown; -json gives all of it.
const (
	waitingShown = 5
	namesShown   = 4
	refusedShown = 5
)

// page writes text in lines of at most the cli.Width.
type page struct{ out io.Writer }

func (p page) line(s string) { fmt.Fprintln(p.out, strings.TrimRight(s, " ")) }

// item writes a label in a column of its own with a text beside it.
func (p page) item(label string, column int, text string) {
	for i, part := range cli.Wrap(cli.Plain(text), column) {
		if i > 0 {
			label = ""
		}
		p.line(cli.Cell(label, column) + part)
	}
}

func (p page) heading(s string) { p.line("\n" + s) }

func writeText(out io.Writer, r result) {
	p := page{out}
	p.top(r)
	p.accepted(r)
	p.waiting(r)
	p.declined(r)
	p.toAsk(r)
	p.refused(r)
}

const topColumn = 14

func (p page) top(r result) {
	d := r.Disseminator.Provider
	p.item("Partners for", topColumn, fmt.Sprintf("%s (UKPRN %s), %s", d.Name, d.UKPRN, place(d)))
	p.item("", topColumn, inspections(d))
	for _, s := range standingText(r) {
		p.item("", topColumn, s)
	}
	packs := make([]string, len(r.Rules.Packs))
	for i, ref := range r.Rules.Packs {
		packs[i] = ref.ID + " " + ref.Version
	}
	p.item("Rules", topColumn, cli.And(packs)+", as of "+r.Today.Long())
	p.item("Looked at", topColumn, fmt.Sprintf("%s of the %s in the file: %s in %s",
		thousands(r.Counts.Considered), counted(r.Counts.InFile, "provider"), kindsText(r.Chosen.Kinds), regionsText(r.Chosen.Regions)))
	p.item("", topColumn, fmt.Sprintf("%s accepted, %s waiting for a place, %s declined, %s to ask",
		thousands(r.Counts.Accepted), thousands(r.Counts.Waiting), thousands(r.Counts.Declined), thousands(r.Counts.ToAsk)))
}

// standingText says whether the disseminator may share at all, first from its grade and then from the rule on it.
func standingText(r result) []string {
	var all []string
	if grade, ok := overall(r.Disseminator.Provider.Inspection); !ok {
		all = append(all, "NOTE: it has no grade, so the file does not say whether its practice should be shared.")
	} else if grade > practice.Good {
		all = append(all, "NOTE: the status to share practice is for excellent providers (LSC 2004 §3). This one "+
			gradeVerb[grade]+". What follows holds only if it may share even so.")
	}
	text := r.Standing.Message
	switch r.Standing.Verdict {
	case practice.CannotJudge:
		text = "For the status the file does not say " + facts(r.Standing.Missing) + "."
	case practice.Fail:
	default:
		return all
	}
	all = append(all, fmt.Sprintf("%s (%s)", text, ruleName(r.Standing.Rule, r.Standing.Source)))
	return all
}

var gradeVerb = map[practice.Grade]string{practice.RequiresImprovement: "requires improvement", practice.Inadequate: "is inadequate"}

func (p page) accepted(r result) {
	p.heading(fmt.Sprintf("ACCEPTED: %d of %s", r.Counts.Accepted, counted(r.Chosen.Places, "place")))
	if len(r.Selection.Accepted) == 0 {
		p.line("  None.")
		return
	}
	p.tableHead()
	for i, c := range r.Selection.Accepted {
		p.row(fmt.Sprint(i+1), c)
		p.item("", nameAt, why(c))
	}
	p.line("")
	p.approaches(r.Selection.Accepted)
	p.advice(r.Selection.Accepted)
}

// approaches explains the ways to approach that the table names, once each.
func (p page) approaches(all []beacon.Candidate) {
	told := map[string]bool{}
	for _, c := range all {
		choice, name := approachOf(c), approach(c)
		if told[name] {
			continue
		}
		told[name] = true
		text := choice.Message
		if choice.Then == "" {
			text = "It takes " + cmp.Or(facts(choice.Missing), "a rule that says how") + "."
		} else if choice.Source != "" {
			text += " (" + choice.Source + ")"
		}
		p.item("     "+name, nameAt+12, text)
	}
	p.item("     grades", nameAt+12, "1 outstanding, 2 good, 3 requires improvement, 4 inadequate; latest first")
}

// advice tells what the rules advise before work with the accepted begins, and what is still to be found out.
func (p page) advice(all []beacon.Candidate) {
	var notes []group
	at := map[string]int{}
	var missing []string
	for _, c := range all {
		for _, r := range c.Decision.Reasons {
			if r.Verdict == practice.CannotJudge {
				missing = append(missing, r.Missing...)
			}
			if r.Verdict != practice.Fail {
				continue
			}
			key := r.Rule + r.Message
			if _, ok := at[key]; !ok {
				at[key], notes = len(notes), append(notes, group{Rule: r.Rule, Source: r.Source, Message: r.Message})
			}
			notes[at[key]].names = append(notes[at[key]].names, c.Enquiry.Provider.Name)
		}
	}
	slices.Sort(missing)
	missing = slices.Compact(missing)
	if len(notes)+len(missing) == 0 {
		return
	}
	p.line("\n     Before you agree with them")
	for _, n := range notes {
		text := fmt.Sprintf("%s (%s)", n.Message, ruleName(n.Rule, n.Source))
		if len(n.names) < len(all) {
			text = names(n.names, len(n.names)) + ": " + text
		}
		p.item("     -", nameAt+2, text)
	}
	if len(missing) > 0 {
		p.item("     -", nameAt+2, "Find out "+facts(missing)+".")
	}
}

func (p page) waiting(r result) {
	if len(r.Selection.Waiting) == 0 {
		return
	}
	p.heading(fmt.Sprintf("WAITING FOR A PLACE: %s", thousands(len(r.Selection.Waiting))))
	p.tableHead()
	shown := r.Selection.Waiting[:min(waitingShown, len(r.Selection.Waiting))]
	for i, c := range shown {
		p.row(fmt.Sprint(len(r.Selection.Accepted)+i+1), c)
	}
	if more := len(r.Selection.Waiting) - len(shown); more > 0 {
		p.line(fmt.Sprintf("     and %s more", thousands(more)))
	}
}

func (p page) declined(r result) {
	if len(r.Selection.Declined) == 0 {
		return
	}
	p.heading(fmt.Sprintf("DECLINED: %s", thousands(len(r.Selection.Declined))))
	for _, g := range r.Why {
		p.group(g, fmt.Sprintf("%s (%s)", g.Message, ruleName(g.Rule, g.Source)))
	}
}

func (p page) toAsk(r result) {
	if len(r.Selection.ToAsk) == 0 {
		return
	}
	p.heading(fmt.Sprintf("TO ASK BEFORE A DECISION: %s", thousands(len(r.Selection.ToAsk))))
	for _, g := range r.Questions {
		text := g.Message
		if g.Rule == "" {
			text = asks(g.Questions)
		}
		p.group(g, text)
	}
}

func asks(questions []question) string {
	parts := make([]string, len(questions))
	for i, q := range questions {
		whom := "them"
		if q.Ask != "" {
			whom = "the " + q.Ask
		}
		parts[i] = fmt.Sprintf("Ask %s %s.", whom, facts(q.Missing))
	}
	return strings.Join(parts, " ")
}

func (p page) group(g group, text string) {
	p.item(fmt.Sprintf("%5s", thousands(len(g.UKPRNs))), nameAt+2, text)
	p.item("", nameAt+2, names(g.names, namesShown))
}

// names lists the first few, apart from one another although names have commas and an "and" of their own.
func names(all []string, most int) string {
	if len(all) <= most {
		return strings.Join(all, "; ")
	}
	return fmt.Sprintf("%s; and %s more", strings.Join(all[:most], "; "), thousands(len(all)-most))
}

func (p page) refused(r result) {
	if len(r.Refused) == 0 {
		return
	}
	p.heading(fmt.Sprintf("ROWS OF THE FILE THAT COULD NOT BE READ: %s", thousands(len(r.Refused))))
	shown := r.Refused[:min(refusedShown, len(r.Refused))]
	for _, row := range shown {
		p.item("  -", 4, row.Error())
	}
	if more := len(r.Refused) - len(shown); more > 0 {
		p.line(fmt.Sprintf("    and %s more", thousands(more)))
	}
}
