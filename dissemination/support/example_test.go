package support_test

import (
	"fmt"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

// decide stands in for the rules engine, or for a college that decides by itself.
func decide(to support.State, on, why string) practice.Ruling {
	return practice.ByHand("FP-7", string(to), practice.MustDate(on), string(support.HeadRole), why)
}

// must keeps the example short; a program looks at the error.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// One tutor's way to good: eight weeks, an extension, and the standard met.
func Example() {
	day := practice.MustDate
	p := support.Programme{
		ID: "FP-7", Kind: support.ToGood, State: support.Proposed,
		Participant: support.Participant{ID: "tutor-3", CurrentStandard: support.StandardBelow},
		Referral:    &support.Referral{Source: support.SelfReferral},
		Facilitator: "lif-1", LineManager: "mgr-1", StartedOn: day("2025-09-15"),
		FramedAsSupport: practice.Known(true),
		Checklist:       []string{"questioning", "planning"},
	}
	plan, _ := p.Plan()
	fmt.Println("eligible:", plan.Eligible(p.Participant))
	p = must(p.Advance(decide(support.Active, "2025-09-15", "matched and told")))

	// The learning cycle: observe, reflect together, agree actions, look again.
	p = must(p.Observe(support.Observation{ID: "O-1", Kind: support.Developmental, On: day("2025-09-22"), ByRole: support.FacilitatorRole}, false))
	p = must(p.Reflect("O-1", support.Feedback{Strengths: []string{"calm start"}, ToImprove: []string{"questions to all"}}))
	p = must(p.Agree(support.Action{ID: "A-1", What: "ask by name", From: "O-1", AgreedByBoth: practice.Known(true)}))
	p = must(p.Observe(support.Observation{ID: "O-2", Kind: support.PeerObservation, On: day("2025-10-06"), ByRole: support.FacilitatorRole}, false))
	p = must(p.CheckAction("A-1", "O-2"))
	for _, c := range p.Cycles() {
		fmt.Println(c.Observation, c.Step)
	}
	p.Updates = []support.Update{{On: day("2025-09-29")}, {On: day("2025-10-13")}}

	// What is due in week seven?
	for _, d := range p.Duties(day("2025-10-28"), support.Limits{}) {
		fmt.Println(d.Kind, d.Status, d.LastDay)
	}

	// Too early a sign-off is refused; the one of week 8 is not met, and the Head gives four more weeks.
	_, err := p.SignOff(support.SignOff{On: day("2025-10-28"), Outcome: support.Met, ByRole: support.FacilitatorRole})
	fmt.Println(err)
	p = must(p.SignOff(support.SignOff{On: day("2025-11-10"), Outcome: support.NotMet, ByRole: support.FacilitatorRole}))
	p = must(p.Extend(support.Extension{GrantedOn: day("2025-11-11"), ByRole: support.HeadRole, NewEndOn: p.LatestEnd(), Reason: "pace"}))
	p = must(p.Advance(decide(support.Extended, "2025-11-11", "four more weeks")))
	p = must(p.SignOff(support.SignOff{On: day("2025-12-05"), Outcome: support.Met, ByRole: support.HeadRole}))
	p = must(p.Advance(decide(support.Completed, "2025-12-05", "standard met")))

	for _, s := range p.History {
		fmt.Println(s.Ruling.On, s.To)
	}

	// Output:
	// eligible: open
	// O-1 check_actions
	// O-2 observe
	// update overdue 2025-10-27
	// sign_off upcoming 2025-11-10
	// FP-7 cannot go from active to completed: the sign-off observation cannot be recorded
	//   F-35 (North Hertfordshire, to good): It is too early: the last week begins on 3 November 2025.
	// 2025-09-15 active
	// 2025-11-11 extended
	// 2025-12-05 completed
}
