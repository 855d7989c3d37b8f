package support_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

// The table of plans is all that differs between the three programmes.
func ExamplePlans() {
	for _, p := range support.Plans() {
		fmt.Println(p.Kind, p.Weeks, p.ExtensionWeeks, p.SignOff, p.Escalates, p.After)
	}
	// Output:
	// to_outstanding 6 0 false false []
	// to_good 8 4 true true [head_review improving_not_met]
	// new_staff 8 4 true false [unresolved]
}

// A refusal says which records are missing, by rule.
func ExampleProgramme_Advance_refused() {
	p := support.Programme{ID: "FP-2", Kind: support.ToGood, State: support.Extended, StartedOn: practice.MustDate("2025-09-15"),
		SignOffs: []support.SignOff{{On: practice.MustDate("2025-11-10"), Outcome: support.NotMet, ByRole: support.HeadRole}}}
	_, err := p.Advance(practice.ByHand("FP-2", "head_review", practice.MustDate("2025-12-01"), "head_of_teaching_and_learning", "no progress"))
	fmt.Println(err)
	var refused *practice.StageError
	if errors.As(err, &refused) {
		fmt.Println("to find out:", refused.Missing())
	}
	// Output:
	// FP-2 cannot go from extended to head_review: its records do not show what this needs
	//   F-39 (North Hertfordshire, to good): Wait until the planned weeks and the extension have ended.
	//   F-39 (North Hertfordshire, to good): Record that there are no signs of improvement; only then does the Head of Teaching and Learning review the case. Not recorded: programme.signs_of_improvement.
	// to find out: [programme.signs_of_improvement]
}

func ExampleProgramme_Rate() {
	p := support.Programme{ID: "FP-2", Checklist: []string{"questioning"}}
	for _, score := range []int{12, 4} {
		q, err := p.Rate(support.Rating{Activity: "questioning", Point: support.AtStart, Score: practice.Known(score)}, support.Limits{})
		if err != nil {
			fmt.Println(err)
			continue
		}
		p = q
	}
	fmt.Println(p.RatingPoints())
	// Output:
	// FP-2 cannot take the rating of "questioning" at start: ratings run from 1 to 10 and this one is 12 (F-70)
	// [start]
}

// How many rose, stayed and fell; with two people nothing is told about anybody.
func ExampleGroupGains() {
	rated := func(person string, scores ...int) support.Programme {
		p := support.Programme{Participant: support.Participant{ID: person}, Checklist: []string{"questioning"}}
		for i, s := range scores {
			p.Ratings = append(p.Ratings, support.Rating{Activity: "questioning",
				Point: []support.Point{support.AtStart, support.AtMiddle, support.AtEnd}[i], Score: practice.Known(s)})
		}
		return p
	}
	people := []support.Programme{rated("a", 3, 5, 6), rated("b", 4, 4, 4), rated("c", 6, 5), rated("d", 2, 6), rated("e", 5, 6)}
	for _, g := range support.GroupGains(people, 5) {
		if g.Suppressed {
			fmt.Println(g.From, "to", g.To, "too few people")
			continue
		}
		fmt.Println(g.From, "to", g.To, "rose", g.Rose, "stayed", g.Stayed, "fell", g.Fell)
	}
	// Output:
	// start to middle rose 3 stayed 1 fell 1
	// middle to end too few people
	// start to end too few people
}

func ExampleFacilitator_Duties() {
	f := support.Facilitator{ID: "lif-1", State: support.InPost, ActiveSince: practice.MustDate("2025-09-01"),
		TeamTrainings: []support.TeamTraining{{On: practice.MustDate("2025-10-23")}},
		OneToOnes:     []support.OneToOne{{On: practice.MustDate("2025-10-10"), Mode: support.ByTelephone}}}
	p := support.Programme{ID: "FP-2", Kind: support.NewStaff, State: support.Active, Facilitator: "lif-1",
		Participant: support.Participant{ID: "tutor-9"}, StartedOn: practice.MustDate("2025-10-06")}
	for _, d := range f.Duties([]support.Programme{p}, practice.MustDate("2025-10-31"), support.Limits{}) {
		fmt.Println(d.LastDay, d.Kind, d.Status, d.People)
	}
	// Output:
	// 2025-10-24 one_to_one overdue []
	// 2025-10-31 monthly_report due [tutor-9]
	// 2025-11-06 team_training upcoming []
	// 2025-12-01 sign_off upcoming []
}

// Do the hours off the timetable match the hours that the support takes?
func ExampleFacilitator_RemissionSuffices() {
	f := support.Facilitator{ID: "lif-1", RemissionHours: practice.Known(4.0)}
	var programmes []support.Programme
	for _, person := range []string{"tutor-1", "tutor-2"} {
		programmes = append(programmes, support.Programme{Facilitator: "lif-1", State: support.Active,
			Participant: support.Participant{ID: person}, WeeklyHours: practice.Known(2.5)})
	}
	f = f.WithCaseload(programmes)
	fmt.Println(f.Caseload, f.EstimatedHours, f.RemissionSuffices())
	// Output: [tutor-1 tutor-2] 5 closed
}

// A state that the kind of programme does not have is refused as the file is read.
func ExampleProgramme_UnmarshalJSON() {
	var p support.Programme
	err := json.Unmarshal([]byte(`{"schema": "beacon/programme/1", "id": "FP-2", "kind": "new_staff", "state": "escalated"}`), &p)
	var fault *practice.DataError
	if errors.As(err, &fault) {
		fmt.Println("at", fault.Path)
		fmt.Println(fault.Err)
	}
	// Output:
	// at /state
	// "escalated" is not a state of a programme new_staff; use one of proposed, active, extended, completed, unresolved, decided, declined, stopped
}
