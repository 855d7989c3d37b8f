package beacon_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// TestWalk_practiceByRules lets a practice live through whatever a service might record, in any order and mostly wrong,
// and asks the rules at every step. What the documents say must hold wherever the rules let it through.
func TestWalk_practiceByRules(t *testing.T) {
	engine := beacon.Default()
	start := day("2025-09-01")
	anyDay := rapid.Custom(func(t *rapid.T) practice.Date {
		return rapid.SampledFrom([]practice.Date{{}, start, start.AddDays(7), start.AddDays(30), start.AddDays(31), start.AddDays(200)}).Draw(t, "day")
	})
	rapid.Check(t, func(t *rapid.T) {
		p := practice.Practice{ID: "P1", Originator: "tutor-a", IdentifiedBy: "obs", IdentifiedVia: practice.ByObservation, Stage: practice.Identified}
		today := start.AddDays(300)
		moves := 0
		// Half of the walks begin with papers that are in order, which later events may spoil; most others get nowhere.
		if rapid.Bool().Draw(t, "in order") {
			p.Records = []practice.Record{{Kind: practice.OLTReport, On: start}}
			p.Validation = &practice.Validation{Status: practice.Approved, Route: practice.ByOLTModeration, By: "mod", On: start.AddDays(7), SubjectID: "P1"}
			p.Shares = []practice.Share{{Channel: practice.CPDEvent, On: start.AddDays(30)}}
			p = p.WithTransfer(practice.Transfer{ID: "T1", Adopter: "tutor-b", StartedOn: start.AddDays(31), Vehicle: practice.ByStage5Report,
				SubmittedOn: start.AddDays(200), State: practice.Submitted})
			p.Impact = &practice.Impact{Finding: "it helped", AssessedOn: start.AddDays(200), AssessedByRole: "quality_team"}
		}
		t.Repeat(map[string]func(*rapid.T){
			"time": func(t *rapid.T) { today = today.AddDays(rapid.IntRange(0, 60).Draw(t, "days")) },
			"record": func(t *rapid.T) {
				p.Records = append(slices.Clip(p.Records), practice.Record{Kind: practice.OLTReport, On: anyDay.Draw(t, "on")})
			},
			"validate": func(t *rapid.T) {
				status := rapid.SampledFrom([]practice.ValidationStatus{practice.Approved, practice.Approved, practice.Pending, practice.SentBack, practice.NotApproved, ""})
				p.Validation = &practice.Validation{Status: status.Draw(t, "status"), Route: practice.ByOLTModeration, By: "mod", On: anyDay.Draw(t, "on"), SubjectID: "P1"}
			},
			"share": func(t *rapid.T) {
				if rapid.Bool().Draw(t, "take back") {
					p.Shares = nil
					return
				}
				p.Shares = append(slices.Clip(p.Shares), practice.Share{Channel: practice.CPDEvent, On: anyDay.Draw(t, "on")})
			},
			"transfer": func(t *rapid.T) {
				tr := practice.Transfer{ID: "T1", Adopter: rapid.SampledFrom([]string{"tutor-a", "tutor-b", ""}).Draw(t, "adopter"), StartedOn: anyDay.Draw(t, "started"),
					Vehicle: rapid.SampledFrom([]practice.Vehicle{"", practice.ByStage5Report}).Draw(t, "vehicle"), SubmittedOn: anyDay.Draw(t, "submitted"), State: practice.Submitted}
				p = p.WithTransfer(tr)
			},
			"impact": func(t *rapid.T) {
				p.Impact = &practice.Impact{Finding: rapid.SampledFrom([]string{"", "it helped"}).Draw(t, "finding"), AssessedOn: anyDay.Draw(t, "on"),
					AssessedByRole: rapid.SampledFrom([]string{"quality_team", "tutor"}).Draw(t, "role")}
			},
			"minutes": func(t *rapid.T) {
				m := practice.Meeting{ID: "M", Kind: practice.OfQualityTeam, On: today, Minuted: practice.Known(rapid.Bool().Draw(t, "minuted")),
					PracticeIDs: []string{rapid.SampledFrom([]string{"P1", "P2"}).Draw(t, "named")}, AttendeeRoles: []string{"quality_manager"}}
				p, _ = p.Minuted(m)
			},
			"promote":       func(t *rapid.T) { moves += promoteAnyhow(t, engine, &p, today) },
			"promote again": func(t *rapid.T) { moves += promoteAnyhow(t, engine, &p, today) },
			"and again":     func(t *rapid.T) { moves += promoteAnyhow(t, engine, &p, today) },
			"and once more": func(t *rapid.T) { moves += promoteAnyhow(t, engine, &p, today) },
			"": func(t *rapid.T) {
				if len(p.History) != moves {
					t.Fatalf("%d moves and %d steps", moves, len(p.History))
				}
				enteredOnce(t, p.History, "recorded", "in_validation", "returned")
			},
		})
	})
}

// promoteAnyhow asks for one of the next stages, answers advice, and holds what must be true of the documents where the
// rules opened. It returns how many steps were made.
func promoteAnyhow(t *rapid.T, engine *beacon.Engine, p *practice.Practice, today practice.Date) int {
	next := p.Stage.Next()
	if len(next) == 0 {
		t.Skip("final")
	}
	to := next[0] // the way up, unless the draw says otherwise
	if rapid.IntRange(0, 5).Draw(t, "way") == 3 {
		to = rapid.SampledFrom(next).Draw(t, "to")
	}
	if to.IsExit() {
		t.Skip("a person's affair")
	}
	d, err := engine.Promote(*p, to, today)
	if err != nil {
		t.Fatal(err)
	}
	r := d.Ruling()
	for _, rule := range r.Unanswered() {
		r.Overrides = append(r.Overrides, practice.Override{Rule: rule, Reason: "seen", Role: "quality_manager", On: today})
	}
	after, err := p.Advance(r)
	if err != nil {
		var refused *practice.StageError
		if !errors.As(err, &refused) || !reflect.DeepEqual(after, *p) {
			t.Fatalf("%v, and the practice is %+v", err, after)
		}
		if d.Outcome != practice.Open && len(refused.Reasons) == 0 {
			t.Fatalf("refused without a reason: %v", err)
		}
		return 0
	}
	*p = after
	if n := to.Number(); n >= practice.Shared.Number() {
		if p.Validation == nil || p.Validation.Status != practice.Approved {
			t.Fatalf("%s without an approval", to)
		}
		for _, s := range p.Shares {
			if s.On.IsZero() || s.On.Before(p.Validation.On) {
				t.Fatalf("%s, shared on %s and approved on %s", to, s.On, p.Validation.On)
			}
		}
	}
	if to.Number() >= practice.InTransfer.Number() && !slices.ContainsFunc(p.Transfers, func(t practice.Transfer) bool { return t.Adopter != p.Originator }) {
		t.Fatalf("%s and no colleague took it up", to)
	}
	if to == practice.Assessed && (p.Impact == nil || p.Impact.Finding == "" || p.Impact.AssessedByRole != "quality_team" ||
		p.Transfers[0].SubmittedOn.After(p.Impact.AssessedOn)) {
		t.Fatalf("assessed with %+v", p.Impact)
	}
	return 1
}

// enteredOnce: no state is reached twice by accident; only what was sent back goes round.
func enteredOnce(t *rapid.T, history []practice.Step, again ...string) {
	seen := map[string]bool{}
	for _, s := range history {
		if seen[s.To] && !slices.Contains(again, s.To) {
			t.Fatalf("%s was entered twice", s.To)
		}
		seen[s.To] = true
	}
}

// TestWalk_disseminatorByRules does the same with a year: whatever is recorded in whatever order, a state that the rules
// opened has what its stage must have, and completed years alone have a next one.
func TestWalk_disseminatorByRules(t *testing.T) {
	engine := beacon.Default()
	start := day("2025-09-01")
	rapid.Check(t, func(t *rapid.T) {
		d := dissemination.Disseminator{ID: "D-1", Scheme: "own", Kind: practice.College, State: dissemination.Awarded}
		today, moves := start, 0
		t.Repeat(map[string]func(*rapid.T){
			"time": func(t *rapid.T) { today = today.AddDays(rapid.IntRange(0, 60).Draw(t, "days")) },
			"propose": func(t *rapid.T) {
				a := dissemination.ProposedActivity{Title: "visits", Outcomes: rapid.SampledFrom([][]string{nil, {"better feedback"}}).Draw(t, "outcomes")}
				d.Proposal = &dissemination.Proposal{Activities: []dissemination.ProposedActivity{a}}
			},
			"offer": func(t *rapid.T) {
				d.Offer = &dissemination.Offer{Approach: rapid.SampledFrom([]dissemination.Approach{"", dissemination.SupplyDriven, dissemination.DemandDriven}).Draw(t, "approach"),
					Areas: []dissemination.Area{{ID: "A1"}}, PublishedOn: today}
				if rapid.Bool().Draw(t, "hold back") {
					d.Offer.Excluded = []dissemination.Exclusion{{Area: "A2"}}
				}
			},
			"plan": func(t *rapid.T) {
				d.Plan = &dissemination.Plan{Activities: []dissemination.Activity{{ID: "X1"}}, AgreedOn: today,
					LocalBodyConsultedOn: today.AddDays(rapid.IntRange(-2, 2).Draw(t, "consulted")), Staff: []dissemination.Commitment{{ID: "s"}}}
				if rapid.Bool().Draw(t, "told") {
					d.Plan.Staff[0].InformedOn = today
				}
			},
			"partners": func(t *rapid.T) {
				d.PartnerTypes, d.PartnerLimit = []dissemination.Band{dissemination.Weak}, practice.Known(rapid.IntRange(0, 3).Draw(t, "limit"))
			},
			"report": func(*rapid.T) { d.EvaluationReportOn = today },
			"move":   func(t *rapid.T) { moves += moveAnyhow(t, engine, &d, today) },
			"and on": func(t *rapid.T) { moves += moveAnyhow(t, engine, &d, today) },
			"": func(t *rapid.T) {
				if len(d.History) != moves {
					t.Fatalf("%d moves and %d steps", moves, len(d.History))
				}
				enteredOnce(t, d.History)
				if _, err := d.NextYear("D-2", today); (err == nil) != (d.State == dissemination.Completed) {
					t.Fatalf("a next year at %s: %v", d.State, err)
				}
			},
		})
	})
}

func moveAnyhow(t *rapid.T, engine *beacon.Engine, d *dissemination.Disseminator, today practice.Date) int {
	next := dissemination.DisseminatorLife().Next(d.State)
	if len(next) == 0 {
		t.Skip("final")
	}
	decision, err := engine.Gate(beacon.OnDisseminator(dissemination.Work{Disseminator: *d}), next[0], today)
	if err != nil {
		t.Fatal(err)
	}
	r := decision.Ruling()
	for _, rule := range r.Unanswered() {
		r.Overrides = append(r.Overrides, practice.Override{Rule: rule, Reason: "seen", Role: "coordinator", On: today})
	}
	after, err := d.Advance(r)
	if err != nil {
		if !reflect.DeepEqual(after, *d) {
			t.Fatalf("%v, and yet it changed", err)
		}
		return 0
	}
	*d = after
	switch {
	case d.Proposal == nil || len(d.Proposal.Activities[0].Outcomes) == 0:
		t.Fatalf("%s without outcomes", d.State)
	case d.State == dissemination.Planning && d.Offer.Approach == dissemination.DemandDriven && len(d.Offer.Excluded) > 0:
		t.Fatal("demand-driven, and an area is held back")
	case d.State == dissemination.Promoting && (d.Plan.Staff[0].InformedOn.IsZero() || d.Plan.LocalBodyConsultedOn.After(d.Plan.AgreedOn)):
		t.Fatalf("promoting with %+v", d.Plan)
	case d.State == dissemination.Selecting && d.PartnerLimit.Or(0) == 0:
		t.Fatal("selecting without a limit")
	case d.State == dissemination.Completed && d.EvaluationReportOn.IsZero():
		t.Fatal("completed without a report")
	}
	return 1
}
