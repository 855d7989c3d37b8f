package dissemination_test

import (
	"fmt"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// allow stands in for the rules engine, or for a host that decides by itself.
func allow(subject string, to dissemination.State, on, why string) practice.Ruling {
	return practice.ByHand(subject, string(to), practice.MustDate(on), "coordinator", why)
}

// must keeps the example short; a program looks at the error.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// One partner, from its enquiry to the assessment of what changed.
func Example() {
	college := dissemination.Disseminator{
		ID:           "D-1",
		Provider:     practice.Provider{ID: "marram-college", Kind: practice.College},
		PartnerLimit: practice.Known(3),
		Offer:        &dissemination.Offer{Areas: []dissemination.Area{{ID: "initial-assessment"}}},
		State:        dissemination.Selecting,
	}
	enquiry := dissemination.Enquiry{ID: "Q-3", Provider: practice.Provider{ID: "dunlin"}, State: dissemination.Enquired}

	// Stage 4: a telephone call settles what is wanted, and the partner is accepted.
	matched, unmet := dissemination.MatchAreas([]string{"initial-assessment", "catering"}, *college.Offer)
	enquiry.Filter = &dissemination.Filter{Method: dissemination.ByTelephone, Matched: matched}
	enquiry = must(enquiry.Advance(allow("Q-3", dissemination.Filtered, "2025-02-10", "called on 10 February")))
	enquiry = must(enquiry.Advance(allow("Q-3", dissemination.Accepted, "2025-02-20", "one area, well matched")))
	fmt.Println("can help with", matched, "but not with", unmet)

	work := dissemination.Work{Disseminator: college, Enquiries: []dissemination.Enquiry{enquiry}}
	places, _ := work.FreePlaces()
	fmt.Println("places left:", places)

	// Stages 5 to 7: fill in what happens and move on.
	e := must(dissemination.Start("E-3", college, enquiry, practice.MustDate("2025-02-24")))
	e.Baseline = &dissemination.Baseline{Dated: practice.MustDate("2025-03-10"),
		Problem: "one in five leaves early", Reason: "learners are placed unseen"}
	e = must(e.Advance(allow("E-3", dissemination.BaselineRecorded, "2025-03-10", "written with the partner")))
	e = must(e.Advance(allow("E-3", dissemination.Agreed, "2025-03-10", "area agreed")))
	e = must(e.Advance(allow("E-3", dissemination.Active, "2025-03-12", "first visit")))
	e.EndedOn = practice.MustDate("2025-05-31")
	e = must(e.Advance(allow("E-3", dissemination.Disseminated, "2025-06-02", "last visit held")))
	fmt.Println("review not later than", e.ReviewDeadline(9).Long())

	if _, err := e.Advance(allow("E-3", dissemination.Reviewed, "2025-06-03", "in a hurry")); err != nil {
		fmt.Println(err)
	}
	for _, step := range e.History {
		fmt.Println(step.Ruling.On, step.To)
	}

	// Output:
	// can help with [initial-assessment] but not with [catering]
	// places left: 2
	// review not later than 28 February 2026
	// E-3 cannot go from disseminated to reviewed: there is no such step; from disseminated it may go to implementing, stopped
	// 2025-02-10 filtered
	// 2025-02-20 accepted
	// 2025-03-10 baseline_recorded
	// 2025-03-10 agreed
	// 2025-03-12 active
	// 2025-06-02 disseminated
}
