package evaluate_test

import (
	"fmt"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

// What is open in several engagements, the most pressing first.
func ExampleDueList() {
	day := practice.MustDate
	engagements := []dissemination.Engagement{
		{ID: "E-1", FirstDiscussionOn: day("2026-03-20")},
		{ID: "E-2", FirstDiscussionOn: day("2025-03-10"), EndedOn: day("2025-05-31"),
			Baseline: &dissemination.Baseline{Dated: day("2025-03-10"), Problem: "early leavers", Reason: "placed unseen"},
			Summary: &dissemination.Summary{Dated: day("2025-06-06"), Activities: []string{"two visits"},
				Ideas: []string{"screening"}, IntendedChanges: "screen every group"},
			Review: &dissemination.Review{DueOn: day("2026-01-30")}},
	}
	for _, d := range evaluate.DueList(engagements, day("2026-03-02"), evaluate.Limits{}) {
		if !d.Day().IsZero() {
			fmt.Println(d.EngagementID, d.Kind, d.Status, "last day", d.LastDay.Long())
		}
	}
	// Output:
	// E-2 review overdue last day 28 February 2026
	// E-1 baseline due last day 20 March 2026
}

// A college that reviews after six months and wants its summaries within a week.
func ExampleSchedule_ownLimits() {
	e := dissemination.Engagement{EndedOn: practice.MustDate("2025-08-31")}
	own := evaluate.Limits{ReviewMonths: 6, SummaryWeeks: 1}
	for _, d := range evaluate.Schedule(e, practice.MustDate("2025-09-01"), own)[1:3] {
		fmt.Println(d.Kind, "not later than", d.LastDay.Long())
	}
	// Output:
	// summary not later than 7 September 2025
	// review not later than 28 February 2026
}

func ExampleMissing() {
	day := practice.MustDate
	e := dissemination.Engagement{
		EndedOn: day("2025-05-31"),
		Summary: &dissemination.Summary{Dated: day("2025-06-06"), Activities: []string{"two visits"}},
	}
	for _, g := range evaluate.Missing(e, day("2025-06-10"), evaluate.Limits{}) {
		fmt.Println(g.Severity, g.Path, "- ask the", g.Ask)
	}
	// Output:
	// must engagement.baseline - ask the partner
	// must engagement.summary.ideas - ask the coordinator
	// must engagement.summary.intended_changes - ask the coordinator
	// must engagement.review.due_on - ask the coordinator
}
