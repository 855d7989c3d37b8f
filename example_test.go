package beacon_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing/fstest"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// An engagement whose review is booked too late: the gate is closed and says until when it has to be. Rebooked, one
// thing is left that nobody recorded. Once it is, the gate opens and the engagement moves on.
func ExampleEngine_Gate() {
	day := practice.MustDate
	e := dissemination.Engagement{
		ID: "E-1", State: dissemination.Disseminated, Mode: dissemination.Visit, SeniorSponsor: "vice-principal",
		FirstDiscussionOn: day("2025-03-10"), EndedOn: day("2025-05-31"),
		Contacts:   []dissemination.Contact{{On: day("2025-03-10"), RightPersonPresent: practice.Known(true), TalkedToLearners: practice.Known(true)}},
		Baseline:   &dissemination.Baseline{Dated: day("2025-03-10"), Problem: "low attendance", Reason: "inspection"},
		Summary:    &dissemination.Summary{Dated: day("2025-06-06"), Activities: []string{"visit"}, Ideas: []string{"reminders"}, IntendedChanges: "reminders from September"},
		ActionPlan: &dissemination.ActionPlan{Actions: []dissemination.PlannedAction{{What: "send reminders"}}},
		Review:     &dissemination.Review{DueOn: day("2026-03-20")},
	}
	engine, today := beacon.Default(), day("2025-06-10")
	ask := func() beacon.Decision {
		d, err := engine.Gate(beacon.OnEngagement(e, dissemination.Work{}), dissemination.Implementing, today)
		if err != nil {
			panic(err)
		}
		for _, r := range d.Reasons {
			if r.Severity == practice.Must {
				fmt.Println(d.Outcome, r.Rule, r.Message)
			}
		}
		return d
	}

	ask()
	e.Review.DueOn = day("2026-01-30")
	ask()
	e.ManagementBuyIn = practice.Known(true)
	e, err := e.Advance(ask().Ruling())
	fmt.Println(e.State, err)
	// Output:
	// closed L-36.7 Hold the review by 28 February 2026, 9 months after the work ended.
	// closed L-T6.3 Not recorded: whether the partner's management is behind the change (engagement.management_buy_in).
	// cannot_tell L-T6.3 Not recorded: whether the partner's management is behind the change (engagement.management_buy_in).
	// implementing <nil>
}

// Going on against advice needs a written reason, which the history keeps.
func ExampleDecision_Ruling() {
	today := practice.MustDate("2026-03-02")
	p := practice.Practice{ID: "P-1", Stage: practice.InValidation, Originator: "tutor-7", IdentifiedBy: "observer-2",
		IdentifiedVia: practice.ByObservation, Records: []practice.Record{{Kind: practice.OLTReport}}}
	p.Validation = &practice.Validation{Status: practice.Approved, Route: practice.ByOLTModeration, By: "observer-2", On: today, SubjectID: "P-1"}
	d, err := beacon.Default().Promote(p, practice.Validated, today)
	if err != nil {
		panic(err)
	}
	var refused *practice.StageError
	_, err = p.Advance(d.Ruling())
	fmt.Println(errors.As(err, &refused), refused.Why)

	p, err = p.Advance(d.Ruling(practice.Override{Rule: "S-34", Reason: "no other moderator knows the craft", Role: "quality manager", On: today}))
	fmt.Println(p.Stage, err)
	// Output:
	// true going on against advice needs a written reason for S-34
	// validated <nil>
}

// Enquiries are filtered by a college's own rules, ranked by the packs' scores and fitted into the places there are.
func ExampleEngine_Select() {
	engine, err := beacon.New(beacon.Config{Packs: []fs.FS{fstest.MapFS{"college.yaml": {Data: []byte(`
beacon: 1
pack: college
version: 1.0.0
rules:
  - id: C-1
    decides: partner_filter
    on: {partner: accepted}
    must: "!partner.competitor"
    because: We do not help providers we compete with.
    source: college
    ask: principal
`)}}}})
	if err != nil {
		panic(err)
	}
	enquiry := func(id string, grade practice.Grade, competitor practice.Fact[bool]) dissemination.Enquiry {
		return dissemination.Enquiry{ID: id, State: dissemination.Enquired, Competitor: competitor,
			Provider: practice.Provider{ID: id, Inspection: &practice.Inspection{Overall: practice.Known(grade)}}}
	}
	work := dissemination.Work{
		Disseminator: dissemination.Disseminator{ID: "D-1", PartnerLimit: practice.Known(1),
			Signposts: []dissemination.Signpost{{To: "the local network"}}},
		Enquiries: []dissemination.Enquiry{
			enquiry("Ash", practice.Good, practice.Known(false)),
			enquiry("Birch", practice.RequiresImprovement, practice.Known(false)),
			enquiry("Cedar", practice.Good, practice.Known(true)),
			enquiry("Doum", practice.Good, practice.Fact[bool]{}),
		},
	}
	s, err := engine.Select(work, practice.MustDate("2026-03-02"))
	if err != nil {
		panic(err)
	}
	fmt.Println("accepted:", s.Accepted[0].Enquiry.ID, "approach:", s.Accepted[0].Choice("approach"))
	fmt.Println("waiting: ", s.Waiting[0].Enquiry.ID, "try", s.Waiting[0].Signposts[0].To)
	fmt.Println("declined:", s.Declined[0].Enquiry.ID, "because", s.Declined[0].Decision.Reasons[0].Message)
	fmt.Println("to ask:  ", s.ToAsk[0].Enquiry.ID, "about", s.ToAsk[0].Decision.Reasons[0].Missing)
	// Output:
	// accepted: Birch approach: local_body
	// waiting:  Ash try the local network
	// declined: Cedar because We do not help providers we compete with.
	// to ask:   Doum about [partner.competitor]
}

// Why a gate is closed: each clause of the rule, what it read, and how far it is from its limit.
func ExampleEngine_Explain() {
	e := dissemination.Engagement{ID: "E-1", State: dissemination.Disseminated, EndedOn: practice.MustDate("2025-05-31"),
		Review: &dissemination.Review{DueOn: practice.MustDate("2026-03-02")}}
	engine := beacon.Default()
	d, err := engine.Gate(beacon.OnEngagement(e, dissemination.Work{}), dissemination.Implementing, practice.MustDate("2025-06-10"))
	if err != nil {
		panic(err)
	}
	trace, err := engine.Explain(d, "L-36.7")
	if err != nil {
		panic(err)
	}
	fmt.Println(trace.Verdict)
	fmt.Println(trace.Check.Text)
	fmt.Println(trace.Check.Distance)
	fmt.Println(trace.Opens.Changes[0])
	// Output:
	// fail
	// engagement.review.due_on <= addMonths(engagement.ended_on, params.review_max_months)
	// 2 March 2026, last day 28 February 2026: 2 days late
	// engagement.review.due_on (the agreed day) were 28 February 2026 or earlier, not 2 March 2026
}

// A host judges its own structs by rules: the JSON names of the fields are the variables.
func ExampleDecide() {
	type Placement struct {
		Hours   int                 `json:"hours"`
		Insured practice.Fact[bool] `json:"insured"`
	}
	engine, err := beacon.New(beacon.Config{
		Points: []beacon.Point{beacon.PointFor[Placement]("placement")},
		Packs: []fs.FS{fstest.MapFS{"placements.yaml": {Data: []byte(`
beacon: 1
pack: placements
version: 1.0.0
params:
  most_hours: {value: 30, unit: hours a week, says: how long a learner may work}
rules:
  - id: H-1
    decides: placement
    must: hours <= params.most_hours
    because: "{hours} hours a week are too many; the most is {params.most_hours}."
  - id: H-2
    decides: placement
    must: insured
    because: The employer has to insure the learner.
    ask: employer
`)}}},
	})
	if err != nil {
		panic(err)
	}
	d, err := beacon.Decide(engine, &Placement{Hours: 35}, practice.MustDate("2026-03-02"))
	if err != nil {
		panic(err)
	}
	fmt.Println(d.Outcome, d.Missing)
	fmt.Println(d.Reasons[0].Message)
	// Output:
	// closed [insured]
	// 35 hours a week are too many; the most is 30.
}

// Everything that is wrong in a pack comes at once, with its place and, where it is known, what to write.
func ExampleLoadError() {
	_, err := beacon.New(beacon.Config{Packs: []fs.FS{fstest.MapFS{"college.yaml": {Data: []byte(`
beacon: 1
pack: college
version: 1.0.0
rules:
  - id: C-1
    decides: stage_gate
    on: {engagement: implementing}
    must: engagement.endet_on <= '2026-03-31'
    because: The work has to end by March.
`)}}}})
	var problems *beacon.LoadError
	if errors.As(err, &problems) {
		for _, p := range problems.Issues {
			fmt.Println(p.Pos, p.Code, p.Message, p.Hint)
		}
	}
	// Output:
	// college.yaml:9:22 unknown-field there is no field "endet_on" did you mean "ended_on"?
}
