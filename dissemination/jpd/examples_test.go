package jpd_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

// What stands between a project and its next state, before anybody tries.
func ExampleProject_Gaps() {
	p := jpd.Project{ID: "J-1", LeadProvider: "southend", PartnerProviders: []string{"southend"}}
	for _, gap := range p.Gaps(jpd.SelfEvaluating) {
		fmt.Println(gap.Rule, gap.Message)
	}
	// Output:
	// J-05 The lead provider is listed as a partner as well.
	// J-22 Nobody takes part yet.
	// J-56 The project has no KPI or no outcome to be judged by.
}

// A theme may be worded better; it may not be dropped.
func ExampleParticipant_CorrectTheme() {
	p := jpd.Project{ID: "J-1", Participants: []jpd.Participant{
		{ID: "s01", State: jpd.InSelfEvaluation, Themes: []jpd.Theme{{ID: "t1", Title: "questions"}}}}}
	p = check(p.AdvanceParticipant(agree("s01", jpd.Participating, "2025-11-03")))

	q := check(p.Participants[0].CorrectTheme("t1", "questions that reach everybody", practice.MustDate("2026-01-12"), "s01", "too broad"))
	p = check(p.WithParticipant(q))
	fmt.Println(q.Corrections[0].From, "->", p.Participants[0].Themes[0].Title)

	q.Themes = nil
	_, err := p.WithParticipant(q)
	fmt.Println(err)
	// Output:
	// questions -> questions that reach everybody
	// /participants/0/themes: the theme "t1" was dropped; themes stay to the end of the project
}

// A target that slipped is no failure before its new date.
func ExampleTarget_StandingOn() {
	workshop := check(jpd.Target{ID: "workshop"}.Slip(practice.MustDate("2026-09-03"), "more tutors can come", practice.MustDate("2026-07-06")))
	fmt.Println("in July:", workshop.StandingOn(practice.MustDate("2026-07-10")))
	fmt.Println("the day after:", workshop.StandingOn(practice.MustDate("2026-09-04")))
	held := check(workshop.Settle(jpd.Met, practice.MustDate("2026-09-05")))
	fmt.Println("held late:", held.StandingOn(practice.MustDate("2026-09-05")))
	// Output:
	// in July: slipped
	// the day after: overdue
	// held late: met
}

// Who comes to the set with nothing to reflect on?
func ExampleProject_SetReadiness() {
	p := jpd.Project{Visits: []jpd.Visit{{Visitor: "s01", Host: "t01", State: jpd.Held, HeldOn: practice.MustDate("2026-02-24")}}}
	set := jpd.ActionLearningSet{ID: "set-1", Members: []string{"s01", "t01", "s02"}, HeldOn: practice.MustDate("2026-04-01")}
	ready := p.SetReadiness(&set)
	fmt.Println("ready:", ready.Ready, "without a visit:", ready.Without)
	// Output: ready: [s01 t01] without a visit: [s02]
}

// The numbers that a project gives out have to fit its list.
func ExampleProject_Counts() {
	p := jpd.Project{LeadProvider: "southend", PartnerProviders: []string{"thurrock"}, StatedTotal: practice.Known(3),
		Participants: []jpd.Participant{{ID: "s01", ProviderID: "southend"}, {ID: "t01", ProviderID: "thurrock"}}}
	for _, fault := range p.Counts().Faults {
		fmt.Println(fault)
	}
	// Output: The total is given as 3 and the list has 2.
}

// A visit that somebody graded is refused, whatever program wrote it.
func ExampleProject_UnmarshalJSON() {
	var p jpd.Project
	err := json.Unmarshal([]byte(`{"schema": "beacon/project/1", "id": "J-1", "visits": [{"id": "v1", "grade": 2, "state": "held"}]}`), &p)
	var fault *practice.DataError
	if errors.As(err, &fault) {
		fmt.Println("at", fault.Path)
		fmt.Println(fault.Err)
	}
	// Output:
	// at /visits/0/grade
	// a buddy visit is developmental and is not graded; remove it
}
