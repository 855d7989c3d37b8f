package jpd_test

import (
	"fmt"
	"strings"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

// check keeps the example short; a program looks at the error.
func check[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// agree stands in for the rules engine, or for a host that decides by itself.
func agree[S ~string](subject string, to S, on string) practice.Ruling {
	return practice.ByHand(subject, string(to), practice.MustDate(on), "coordinator", "agreed")
}

// A year of two colleges: fourteen practitioners of the one and six of the other.
func Example() {
	p := jpd.Project{
		ID: "J-2026", LeadProvider: "southend", PartnerProviders: []string{"thurrock"}, State: jpd.Planned,
		StatedTotal:      practice.Known(20),
		StatedByProvider: []jpd.ProviderCount{{Provider: "southend", Count: 14}, {Provider: "thurrock", Count: 6}},
		Plan: &jpd.Plan{VisitsMade: practice.Known(1), VisitsReceived: practice.Known(1), Evaluations: practice.Known(1),
			ALSCount: practice.Known(3), FinalMeetings: practice.Known(1), Workshops: practice.Known(1)},
	}
	for code, title := range []string{"judge one's own teaching", "help each other", "find practice to share", "pass themes on",
		"a community of learning"} {
		p.KPIs = append(p.KPIs, jpd.KPI{Code: fmt.Sprint(code + 1), Title: title})
	}
	p.KPIs[3].TargetIDs = []string{"workshop"}
	p.Targets = []jpd.Target{{ID: "workshop", Title: "final workshop", Deliverable: jpd.WorkshopHeld}}
	p.Outcomes = []jpd.Outcome{
		{Code: "motives", Measure: jpd.TutorFeedback, KPICodes: []string{"1", "3"}},
		{Code: "ownership", Measure: jpd.VisitAndSetImpact, KPICodes: []string{"1", "2"}},
		{Code: "community", Measure: jpd.GroupEvaluation, KPICodes: []string{"5"}},
	}

	// Everybody takes time to look at their own teaching and names a theme, which stays theirs to the end.
	for i := range 20 {
		q := jpd.Participant{ID: fmt.Sprintf("s%02d", i+1), ProviderID: "southend", State: jpd.InSelfEvaluation}
		if i >= 14 {
			q.ID, q.ProviderID = fmt.Sprintf("t%02d", i-13), "thurrock"
		}
		q.Themes = []jpd.Theme{{ID: q.ID + "-theme", Title: "questions that reach everybody"}}
		p = check(p.WithParticipant(q))
	}
	p = check(p.Advance(agree(p.ID, jpd.SelfEvaluating, "2025-10-06")))
	for _, id := range p.ParticipantIDs() {
		p = check(p.AdvanceParticipant(agree(id, jpd.Participating, "2025-11-03")))
	}
	fmt.Println("participants:", p.Counts().ByProvider[0].Count, "and", p.Counts().ByProvider[1].Count)

	// Small groups across both colleges, in which each visits the next.
	for _, members := range []string{"s01 s02 s03 t01", "s04 s05 s06 t02", "s07 s08 t03", "s09 s10 t04", "s11 s12 t05", "s13 s14 t06"} {
		p.Groups = append(p.Groups, jpd.BuddyGroup{ID: "group-" + members[:3], Members: strings.Fields(members)})
	}
	p = check(p.Advance(agree(p.ID, jpd.Visiting, "2025-11-10")))
	for _, group := range p.Groups {
		for i, visitor := range group.Members {
			host := group.Members[(i+1)%len(group.Members)]
			v := jpd.Visit{ID: visitor + "-visits", Visitor: visitor, Host: host, ArrangedBy: visitor, State: jpd.Arranged,
				HeldOn: practice.MustDate("2026-02-24"), Themes: []string{host + "-theme"}, LearnerCount: practice.Known(11)}
			p = check(p.WithVisit(v).AdvanceVisit(agree(v.ID, jpd.Held, "2026-02-24")))
		}
	}
	fmt.Println("learners involved:", p.LearnersInvolved())

	// A visit is done when its host has the form; until then it counts for nobody.
	fmt.Println(p.Gaps(jpd.Evaluating)[0].Message)
	for _, v := range p.Visits {
		v.Form = &jpd.VisitForm{CompletedBy: v.Visitor, SharedWithHostOn: practice.MustDate("2026-03-01")}
		p = check(p.WithVisit(v).AdvanceVisit(agree(v.ID, jpd.FormFiled, "2026-03-01")))
		p = check(p.AdvanceVisit(agree(v.ID, jpd.FormShared, "2026-03-01")))
	}
	fmt.Println("lacking a visit:", len(p.LackingVisits()))

	// Three action learning sets, each with a facilitator from the project.
	for _, members := range []string{"s03 s01 s02 t01 s04 s05", "t02 s06 s07 s08 t03 s09 s10", "s14 t04 s11 s12 t05 s13 t06"} {
		set := jpd.ActionLearningSet{ID: "set-" + members[:3], Members: strings.Fields(members), Facilitator: members[:3],
			FacilitatorSupportOn: practice.MustDate("2026-03-20"), HeldOn: practice.MustDate("2026-04-01")}
		fmt.Println("set of", len(set.Members), "with a visit to reflect on:", len(p.SetReadiness(&set).Ready))
		p = p.WithSet(set)
	}
	p = check(p.Advance(agree(p.ID, jpd.Reflecting, "2026-04-01")))
	p = check(p.Advance(agree(p.ID, jpd.Evaluating, "2026-05-04")))

	// The group looks back together, and each for themselves.
	p.EvaluationMeeting = &jpd.EvaluationMeeting{HeldOn: practice.MustDate("2026-06-30"),
		Aspects: []jpd.ImpactAspect{jpd.Professionalism, jpd.Collaboration, jpd.SelfConcept}}
	for _, id := range p.ParticipantIDs() {
		q, _ := p.Participant(id)
		q.EndReport = &jpd.EndReport{Impact: "asks colleagues sooner"}
		p = check(check(p.WithParticipant(q)).AdvanceParticipant(agree(id, jpd.Completed, "2026-06-30")))
	}
	p = check(p.Advance(agree(p.ID, jpd.Disseminating, "2026-07-01")))

	// The last workshop has to wait for September, and the project closes all the same.
	p = p.WithTarget(check(p.Targets[0].Slip(practice.MustDate("2026-09-03"), "more tutors can come", practice.MustDate("2026-07-06"))))
	for i, k := range p.KPIs {
		status := jpd.Met
		if i == 3 {
			status = jpd.Slipped
		}
		p = p.WithKPI(check(k.Settle(status, practice.MustDate("2026-07-06"), "evaluation meeting, minute 4")))
	}
	p = check(p.Advance(agree(p.ID, jpd.Closed, "2026-07-10")))
	today := practice.MustDate("2026-07-10")
	for _, line := range p.PlanVsActual(today) {
		fmt.Printf("%-20s planned %2v  done %2d  slipped %d  open %v\n", line.Deliverable, line.Planned, line.Done, line.Slipped, line.Open)
	}
	fmt.Println(p.State, "and", p.Result(today))

	next := check(p.NextCycle("J-2027", "arts and crafts join in", practice.MustDate("2026-09-10"), "coordinator"))
	fmt.Println(next.ID, "follows", next.PreviousID)

	// Output:
	// participants: 14 and 6
	// learners involved: 220
	// A visit made or a visit received is still to be completed for s01, s02, s03, s04, s05, s06 and 14 more.
	// lacking a visit: 0
	// set of 6 with a visit to reflect on: 6
	// set of 7 with a visit to reflect on: 7
	// set of 7 with a visit to reflect on: 7
	// visit_received       planned 20  done 20  slipped 0  open 0
	// visit_made           planned 20  done 20  slipped 0  open 0
	// evaluation           planned 20  done 20  slipped 0  open 0
	// action_learning_set  planned  3  done  3  slipped 0  open 0
	// final_meeting        planned  1  done  1  slipped 0  open 0
	// workshop             planned  1  done  0  slipped 1  open 0
	// closed and met_with_slippage
	// J-2027 follows J-2026
}
