package practice_test

import (
	"fmt"
	"log"

	"github.com/acl-beacon/beacon/practice"
)

// A practice seen in an observation goes up the whole ladder. A host that decides without rules gives each ruling by
// hand; with the rules engine they come from its Promote.
func Example() {
	p := practice.Practice{
		ID: "P1", Title: "Learners question each other before a demonstration",
		Originator: "tutor-a", IdentifiedBy: "obs-7", IdentifiedVia: practice.ByObservation,
		IdentifiedOn: practice.MustDate("2025-10-06"),
		Stage:        practice.Identified,
	}

	// 1b The observation report describes it.
	p.Records = []practice.Record{{Kind: practice.OLTReport, Ref: "olt-114", On: practice.MustDate("2025-10-07")}}
	p = climb(p, practice.Recorded, "2025-10-07", "quality_manager", "the report describes it")

	// 2 Observation moderation approves it.
	p = climb(p, practice.InValidation, "2025-10-08", "quality_manager", "sent to moderation")
	p.Validation = &practice.Validation{Status: practice.Approved, Route: practice.ByOLTModeration, By: "mod-2",
		SubjectID: "P1", On: practice.MustDate("2025-10-20")}
	p = climb(p, practice.Validated, "2025-10-20", "moderator", "moderated with the observation")

	// 3 A CPD event models it for tutors.
	p.Shares = []practice.Share{{Channel: practice.CPDEvent, On: practice.MustDate("2025-11-05"),
		Reached: []string{"tutor-b", "tutor-c"}}}
	p = climb(p, practice.Shared, "2025-11-05", "quality_manager", "shown at the event")

	// 4 One of them takes it up.
	t := practice.Transfer{ID: "T1", Adopter: "tutor-b", StartedOn: practice.MustDate("2025-11-17"),
		State: practice.Started}
	p = climb(p.WithTransfer(t), practice.InTransfer, "2025-11-17", "quality_manager", "tutor-b has begun")

	// 5 The adopter's Stage 5 Report goes to the Quality Team.
	t.Vehicle = practice.ByStage5Report
	t.Stage5Report = &practice.Stage5Report{Success: "every learner asked something",
		Impact: "fewer repeats", SubmittedOn: practice.MustDate("2026-02-10")}
	t.SubmittedOn = practice.MustDate("2026-02-10")
	p = climb(p.WithTransfer(t), practice.Monitored, "2026-02-10", "quality_manager", "the report is in")

	// 6 The team records the impact.
	p.Impact = &practice.Impact{Finding: "learners start without help", AssessedByRole: "quality_team",
		AssessedOn: practice.MustDate("2026-02-24"), CPDActions: []string{"model it at the spring event"}}
	p = climb(p, practice.Assessed, "2026-02-24", "quality_team", "recorded in the minutes")

	for _, step := range p.History {
		fmt.Printf("%v %-14s %s\n", step.Ruling.On, step.To, step.Ruling.Note)
	}
	fmt.Println("for CPD:", practice.CPDFeed([]practice.Practice{p})[0].Actions[0])
	// Output:
	// 2025-10-07 recorded       the report describes it
	// 2025-10-08 in_validation  sent to moderation
	// 2025-10-20 validated      moderated with the observation
	// 2025-11-05 shared         shown at the event
	// 2025-11-17 in_transfer    tutor-b has begun
	// 2026-02-10 monitored      the report is in
	// 2026-02-24 assessed       recorded in the minutes
	// for CPD: model it at the spring event
}

func climb(p practice.Practice, to practice.Stage, on, role, why string) practice.Practice {
	next, err := p.Advance(practice.ByHand(p.ID, string(to), practice.MustDate(on), role, why))
	if err != nil {
		log.Fatal(err) // a *practice.StageError; p is as it was
	}
	return next
}
