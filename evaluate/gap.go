package evaluate

import (
	"fmt"
	"strings"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

const paragraph36 = "LSC 2004 §36"

// gapList adds the gaps of one piece of evaluation.
type gapList struct{ due *Due }

// add notes that member, with its leading dot, is missing; empty means the record as a whole.
func (g gapList) add(member string, s practice.Severity, rule, message string) {
	d := g.due
	source := paragraph36
	if rule == "L-T6.4" {
		source = "LSC 2004 stage 6 tip 4"
	}
	d.Gaps = append(d.Gaps, Gap{Path: d.Path + member, Message: message, Severity: s, Rule: rule, Ask: d.Role, Source: source})
}

// blank adds a gap where a text says nothing.
func (g gapList) blank(text, member string, s practice.Severity, rule, message string) {
	if strings.TrimSpace(text) == "" {
		g.add(member, s, rule, message)
	}
}

// whenTimeHasCome adds a gap only when the piece is due or overdue: what lies ahead is not missing.
func (g gapList) whenTimeHasCome(member string, s practice.Severity, rule, message string) {
	if g.due.Status == DueNow || g.due.Status == Overdue {
		g.add(member, s, rule, message)
	}
}

func (g gapList) baseline(b *dissemination.Baseline) {
	if b == nil {
		g.whenTimeHasCome("", practice.Must, "L-36.1", "Record the partner's starting position at or before the first discussion.")
		return
	}
	if b.Dated.IsZero() {
		g.add(".dated", practice.Must, "L-36.1", "Date the starting position.")
	}
	g.blank(b.Problem, ".problem", practice.Must, "L-36.2", "Say what the partner's problem is.")
	g.blank(b.Reason, ".reason", practice.Must, "L-36.2", "Say why the partner seeks help.")
}

func (g gapList) summary(s *dissemination.Summary, ended practice.Date) {
	if s == nil {
		g.whenTimeHasCome("", practice.Must, "L-36.3", "Write the summary now that the work has ended.")
		return
	}
	switch {
	case s.Dated.IsZero():
		g.add(".dated", practice.Must, "L-36.3", "Date the summary.")
	case s.Dated.Before(ended):
		g.add(".dated", practice.Must, "L-36.3", fmt.Sprintf("The summary is of %s, before the work ended on %s; bring it up to date.",
			s.Dated.Long(), ended.Long()))
	}
	if len(s.Activities) == 0 {
		g.add(".activities", practice.Must, "L-36.4", "List the activities that took place.")
	}
	if len(s.Ideas) == 0 {
		g.add(".ideas", practice.Must, "L-36.4", "List the ideas the partner took away.")
	}
	g.blank(s.IntendedChanges, ".intended_changes", practice.Must, "L-36.4", "Say what the partner means to change.")
}

func (g gapList) review(r *dissemination.Review) {
	d := g.due
	switch {
	case !d.DoneOn.IsZero():
		g.reviewWords(r)
	case d.Status == Overdue:
		g.add(".held_on", practice.Must, "L-36.14", fmt.Sprintf("Hold the review; its last day was %s.", d.LastDay.Long()))
	case d.AgreedOn.IsZero():
		g.whenTimeHasCome(".due_on", practice.Must, "L-36.6", "Agree a day to review what changed.")
	case d.AgreedOn.After(d.LastDay):
		g.add(".due_on", practice.Must, "L-36.7", fmt.Sprintf("The review is agreed for %s; agree a day not later than %s.",
			d.AgreedOn.Long(), d.LastDay.Long()))
	default:
		g.whenTimeHasCome(".held_on", practice.Must, "L-36.14", "Hold the review.")
	}
}

// reviewWords adds what the first review does not say although it was held.
func (g gapList) reviewWords(r *dissemination.Review) {
	g.blank(r.Changes, ".changes", practice.Must, "L-36.8", "Say what changed.")
	g.blank(r.Impact, ".impact", practice.Must, "L-36.8", "Say what difference it made.")
	met, known := r.MetExpectations.Get()
	switch {
	case known && !met:
		g.blank(r.Shortfall, ".shortfall_reasons", practice.Must, "L-36.10", "Say why the results hoped for did not come.")
	case !known:
		g.blank(r.Shortfall, ".met_expectations", practice.Must, "L-36.10", "Say whether the results hoped for came.")
	}
	g.blank(r.Counterfactual, ".counterfactual", practice.Should, "L-36.9", "Say how the partner would have fared without the help.")
	if !r.ComparedWithBaseline.Or(false) {
		g.add(".compared_with_baseline", practice.Should, "L-T6.4", "Compare what changed with the starting position.")
	}
}

// laterReview asks for less than [gapList.review]: the source wants one review and says nothing of the next.
func (g gapList) laterReview(r *dissemination.Review) {
	switch {
	case !r.HeldOn.IsZero():
		g.blank(r.Changes, ".changes", practice.Should, "", "Say what changed.")
		g.blank(r.Impact, ".impact", practice.Should, "", "Say what difference it made.")
	case r.DueOn.IsZero():
		g.whenTimeHasCome(".due_on", practice.Should, "", "Agree a day for this review.")
	default:
		g.whenTimeHasCome(".held_on", practice.Should, "", "Hold this review.")
	}
}

func (g gapList) assessment(a *dissemination.ImpactAssessment) {
	switch {
	case !a.HeldOn.IsZero():
		if len(a.Measures) == 0 {
			g.add(".measures", practice.May, "L-36.13", "Put at least one figure on the impact.")
		}
	case a.DueOn.IsZero():
		g.whenTimeHasCome(".due_on", practice.Should, "L-36.12", "Agree a day for this assessment.")
	default:
		g.whenTimeHasCome(".held_on", practice.Must, "L-36.11", "Hold the assessment.")
	}
}
