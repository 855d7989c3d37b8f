package report_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/acl-beacon/beacon/dissemination/match"
	"github.com/acl-beacon/beacon/dissemination/report"
	"github.com/acl-beacon/beacon/practice"
)

// A page of two buddies and their visits.
func ExampleTimetable() {
	ctx := context.Background()
	buddies, err := match.Grouping{People: []string{"ann", "ben"}, Min: 2, Max: 2, Worth: func(a, b string) match.Worth {
		return match.Worth{Terms: []match.Term{{ID: "theme", Value: 3, Message: "They work on a theme in common."}}}
	}}.Solve(ctx)
	if err != nil {
		fmt.Println(err)
	}
	visits, err := match.Timetable{Groups: [][]string{buddies.Groups[0].Members},
		Teaching: map[string][]string{"ann": {"2026-02-02 am"}, "ben": {"2026-02-03 am"}},
		Free:     map[string][]string{"ann": {"2026-02-03 am"}, "ben": {"2026-02-02 am"}}}.Solve(ctx)
	if err != nil {
		fmt.Println(err)
	}
	page := report.Timetable(report.Matched{Title: "Spring visits", Buddies: buddies, Visits: visits}, report.Options{Today: practice.MustDate("2026-01-12")})
	beginning, _, _ := strings.Cut(string(page.Markdown()), "## Buddy groups")
	fmt.Println(beginning)
	// Output:
	// # Spring visits
	//
	// A proposal for the people in it to change. As of 12 January 2026.
	//
	// ## Visits
	//
	// **Visits, the earliest first**
	//
	// | When | Visitor | Host |
	// |---|---|---|
	// | 2026-02-02 am | ben | ann |
	// | 2026-02-03 am | ann | ben |
	//
	// Everybody makes one visit and receives one. No visit is graded; the visitor fills in the form and gives it to the host.
}
