package practice_test

import (
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/acl-beacon/beacon/practice"
)

// An adopter did it differently, and the difference goes forward as a practice of its own.
func ExamplePractice_Vary() {
	p := practice.Practice{ID: "P1", Title: "Learners question each other", Stage: practice.Monitored}
	p = p.WithTransfer(practice.Transfer{
		ID: "T1", Adopter: "tutor-b", State: practice.Submitted,
		DiffersFromOriginal: practice.Known(true), Differences: []string{"the questions are on cards"},
		VariationDecision: practice.Proposed,
		Stage5Report:      &practice.Stage5Report{SubmittedOn: practice.MustDate("2026-02-10")},
	})

	v, err := p.Vary("T1", "P2", practice.MustDate("2026-02-12"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(v.ID, "by", v.Originator, "is", v.Stage, "and comes from", v.Lineage)
	fmt.Println("validated with its parent:", v.Validation != nil)

	_, err = p.Vary("T1", "P1", practice.MustDate("2026-02-12"))
	fmt.Println(err)
	// Output:
	// P2 by tutor-b is in_validation and comes from [P1]
	// validated with its parent: false
	// P1 cannot enter in_validation: a variation needs an id that its family tree does not hold
}

// A refusal says what was refused, why, which facts would decide it and where the practice may go instead.
func ExampleStageError() {
	p := practice.Practice{ID: "P1", Stage: practice.Recorded}
	_, err := p.Advance(practice.ByHand("P1", "validated", practice.MustDate("2025-10-20"), "moderator", "looks good"))
	fmt.Println(err)

	p.Stage = practice.InValidation
	_, err = p.Advance(practice.Ruling{
		Subject: "P1", To: "validated", Outcome: practice.CannotTell, On: practice.MustDate("2025-10-20"),
		Reasons: []practice.Reason{{Rule: "S-26", Severity: practice.Must, Verdict: practice.CannotJudge,
			Source: "Staffordshire stage 1b", Message: "Attach a written record.", Missing: []string{"practice.records"}}},
	})
	var refused *practice.StageError
	if errors.As(err, &refused) {
		fmt.Println(refused.Why, refused.Missing())
	}
	// Output:
	// P1 cannot go from recorded to validated: there is no such step; from recorded it may go to in_validation, shared, withdrawn
	// the rules cannot tell yet [practice.records]
}

// A month that is too short ends on its last day.
func ExampleDate_AddMonths() {
	ended := practice.MustDate("2025-05-31")
	fmt.Println("review no later than", ended.AddMonths(9).Long())
	fmt.Println(practice.MustDate("2023-05-31").AddMonths(9).Long())
	// Output:
	// review no later than 28 February 2026
	// 29 February 2024
}

// What nobody recorded is not false.
func ExampleFact() {
	var t practice.Transfer
	fmt.Println("support asked for:", t.SupportRequested)
	t.SupportRequested = practice.Known(false)
	fmt.Println("support asked for:", t.SupportRequested)
	// Output:
	// support asked for: not recorded
	// support asked for: false
}

// Part-time and sub-contracted tutors are the hardest to reach, so they are counted apart.
func ExampleReachOf() {
	p := practice.Practice{ID: "P1",
		Shares:    []practice.Share{{Channel: practice.CPDEvent, Reached: []string{"tutor-b"}}},
		Transfers: []practice.Transfer{{ID: "T1", Adopter: "tutor-c"}},
	}
	report := practice.ReachOf([]practice.Practice{p}, []practice.Tutor{
		{ID: "tutor-b", PartTime: practice.Known(true)},
		{ID: "tutor-c", PartTime: practice.Known(false)},
		{ID: "tutor-d", PartTime: practice.Known(true)},
		{ID: "tutor-e"}, // nobody recorded how this tutor works
	})
	fmt.Printf("%d of %d tutors, %d of %d part-time; not recorded of %d\n", report.All.Reached, report.All.Tutors,
		report.PartTime.Reached, report.PartTime.Tutors, report.PartTimeUnknown.Tutors)
	fmt.Println("still to reach:", report.NotReached)
	// Output:
	// 2 of 4 tutors, 1 of 2 part-time; not recorded of 1
	// still to reach: [tutor-d tutor-e]
}

// The log goes to the spreadsheet that the service keeps.
func ExampleMonitoringLog_WriteCSV() {
	p := practice.Practice{ID: "P1", Transfers: []practice.Transfer{{
		ID: "T1", Adopter: "tutor-b", Vehicle: practice.InActionPlan, State: practice.Monitoring,
		ActionPlan: &practice.ActionPlan{Progress: []practice.Progress{
			{On: practice.MustDate("2025-12-01"), Note: "tried with two groups"}}},
	}}}
	if err := practice.MonitoringLogOf([]practice.Practice{p}).WriteCSV(os.Stdout); err != nil {
		log.Fatal(err)
	}
	// Output:
	// practice,transfer,adopter,vehicle,state,date,note,reference
	// P1,T1,tutor-b,action_plan,monitoring,2025-12-01,tried with two groups,
}

// A saved practice says what it is, and a name that is not known comes with the one that was probably meant.
func ExamplePractice_UnmarshalJSON() {
	var p practice.Practice
	err := p.UnmarshalJSON([]byte(`{"schema": "beacon/practice/1", "id": "P1", "stage": "in_validaton"}`))
	fmt.Println(err)
	err = p.UnmarshalJSON([]byte(`{"schema": "beacon/practice/3", "id": "P1"}`))
	fmt.Println(err)
	// Output:
	// /stage: "in_validaton" is not a stage of a practice; did you mean "in_validation"?
	// the document is beacon/practice version 3 and this program reads up to version 1; use a newer release
}
