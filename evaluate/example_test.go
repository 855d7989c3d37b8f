package evaluate_test

import (
	"fmt"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

// show prints one line of a calendar.
func show(d evaluate.Due) {
	last := d.LastDay.Long()
	if last == "" {
		last = "no day yet; waits for " + d.WaitsFor
	}
	fmt.Printf("%-10s %-8s %s\n", d.Kind, d.Status, last)
	for _, g := range d.Gaps {
		fmt.Printf("    %s: %s\n", g.Rule, g.Message)
	}
}

// The calendar of one engagement, ten days after its visits came to an end.
func Example() {
	e := dissemination.Engagement{
		ID:                "E-3",
		FirstDiscussionOn: practice.MustDate("2025-03-10"),
		EndedOn:           practice.MustDate("2025-05-31"),
		Baseline: &dissemination.Baseline{
			Dated:   practice.MustDate("2025-03-10"),
			Problem: "one evening learner in five leaves within six weeks",
		},
		Review: &dissemination.Review{DueOn: practice.MustDate("2026-03-10")},
	}
	for _, due := range evaluate.Schedule(e, practice.MustDate("2025-06-10"), evaluate.Limits{}) {
		show(due)
	}

	// Output:
	// baseline   done     10 March 2025
	//     L-36.2: Say why the partner seeks help.
	// summary    due      14 June 2025
	//     L-36.3: Write the summary now that the work has ended.
	// review     due      28 February 2026
	//     L-36.7: The review is agreed for 10 March 2026; agree a day not later than 28 February 2026.
	// assessment upcoming no day yet; waits for engagement.assessments
}
