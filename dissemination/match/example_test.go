package match_test

import (
	"context"
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon/dissemination/match"
	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

// Four teachers form pairs. The first might like the second best, and the whole goes better otherwise.
func Example() {
	worth := map[string]float64{"ann ben": 5, "ann cas": 4, "ann dan": 1, "ben cas": 1, "ben dan": 4, "cas dan": 1}
	groups, err := match.Grouping{People: []string{"ann", "ben", "cas", "dan"}, Min: 2, Max: 2,
		Worth: func(a, b string) match.Worth {
			return match.Worth{Terms: []match.Term{{ID: "theme", Value: worth[a+" "+b]}}}
		},
	}.Solve(context.Background())
	if err != nil {
		fmt.Println(err)
	}
	for _, g := range groups.Groups {
		fmt.Println(g.Pairs[0])
	}
	fmt.Println(groups.Proof)
	// Output:
	// ann and cas: 4 (theme 4)
	// ben and dan: 4 (theme 4)
	// score 16, proven to be the best
}

// Tutors go to facilitators: as many as the time off the timetable allows, never to their own line manager, rather on their
// own campus, and rather to somebody who teaches in a similar style. The subject plays no part (F-14).
func ExampleAssignment_facilitators() {
	facilitators := []support.Facilitator{
		{ID: "lif-1", Campus: "Stevenage", Styles: []string{"practical"}, RemissionHours: practice.Known(3.0)},
		{ID: "lif-2", Campus: "Hitchin", Styles: []string{"vocational", "practical"}, RemissionHours: practice.Known(1.5)},
	}
	type tutor struct{ campus, style, manager string }
	tutors := map[string]tutor{
		"t1": {"Stevenage", "practical", ""}, "t2": {"Stevenage", "lecture", ""},
		"t3": {"Hitchin", "practical", "lif-2"}, "t4": {"Hitchin", "vocational", ""},
	}
	const weeklyHours = 1.5 // that supporting one person takes
	a := match.Assignment{People: []string{"t1", "t2", "t3", "t4"}}
	for _, f := range facilitators {
		a.Places = append(a.Places, match.Place{ID: f.ID, Max: int(f.RemissionHours.Or(0) / weeklyHours)})
	}
	a.Worth = func(person, place string) match.Worth {
		f := facilitators[slices.IndexFunc(facilitators, func(f support.Facilitator) bool { return f.ID == place })]
		t := tutors[person]
		var w match.Worth
		if t.manager == f.ID {
			w.Barred = "Support comes from a peer and not from the line manager."
		}
		if t.campus == f.Campus {
			w.Terms = append(w.Terms, match.Term{ID: "campus", Value: 3})
		}
		if slices.Contains(f.Styles, t.style) {
			w.Terms = append(w.Terms, match.Term{ID: "style", Value: 1})
		}
		return w
	}
	found, err := a.Solve(context.Background())
	if err != nil {
		fmt.Println(err)
	}
	for _, p := range found.Pairs {
		fmt.Println(p)
	}
	for _, l := range found.LeftOut {
		fmt.Println(l.ID, "waits.", l.Why)
	}
	// Output:
	// t1 and lif-1: 4 (campus 3, style 1)
	// t2 and lif-1: 3 (campus 3)
	// t4 and lif-2: 4 (campus 3, style 1)
	// t3 waits. All places are full that may take this person: lif-1. Taking this person in would leave out t2 and lower the score by 2.
}
