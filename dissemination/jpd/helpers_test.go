package jpd_test

import (
	"fmt"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

var date = practice.MustDate

// fails is what a test, a benchmark and a property check have in common.
type fails interface {
	require.TestingT
	Helper()
}

func encode(t fails, p jpd.Project) []byte {
	t.Helper()
	data, err := p.MarshalJSON()
	require.NoError(t, err)
	return data
}

func decode(t fails, data []byte) jpd.Project {
	t.Helper()
	var p jpd.Project
	require.NoError(t, p.UnmarshalJSON(data))
	return p
}

// allow is what the rules engine says of a move that nothing stands against.
func allow[S ~string](subject string, to S, on string) practice.Ruling {
	return practice.Ruling{Subject: subject, To: string(to), Outcome: practice.Open, On: date(on)}
}

func must[T any](t fails, v T, err error) T {
	t.Helper()
	require.NoError(t, err)
	return v
}

// people are the fourteen of the lead and the six of the partner, who work in the mixed groups and sets below.
func people() []jpd.Participant {
	var list []jpd.Participant
	for i := 1; i <= 14; i++ {
		list = append(list, jpd.Participant{ID: fmt.Sprintf("s%02d", i), ProviderID: "southend", State: jpd.InSelfEvaluation})
	}
	for i := 1; i <= 6; i++ {
		list = append(list, jpd.Participant{ID: fmt.Sprintf("t%02d", i), ProviderID: "thurrock", State: jpd.InSelfEvaluation})
	}
	return list
}

var buddyGroups = []jpd.BuddyGroup{
	{ID: "g1", Members: []string{"s01", "s02", "s03", "t01"}},
	{ID: "g2", Members: []string{"s04", "s05", "s06", "t02"}},
	{ID: "g3", Members: []string{"s07", "s08", "t03"}},
	{ID: "g4", Members: []string{"s09", "s10", "t04"}},
	{ID: "g5", Members: []string{"s11", "s12", "t05"}},
	{ID: "g6", Members: []string{"s13", "s14", "t06"}},
}

var sets = []jpd.ActionLearningSet{
	{ID: "a1", Members: []string{"s01", "s02", "s03", "t01", "s04", "s05"}, Facilitator: "s03"},
	{ID: "a2", Members: []string{"s06", "t02", "s07", "s08", "t03", "s09", "s10"}, Facilitator: "t02"},
	{ID: "a3", Members: []string{"t04", "s11", "s12", "t05", "s13", "s14", "t06"}, Facilitator: "s14"},
}

// planned is the project on paper: five KPIs, three outcomes, a plan and two providers.
func planned() jpd.Project {
	return jpd.Project{
		ID: "J-2026", Title: "Teaching, learning and assessment between two colleges", SourceLabel: "LPD",
		LeadProvider: "southend", PartnerProviders: []string{"thurrock"}, CycleNumber: practice.Known(2), PreviousID: "J-2025",
		KPIs: []jpd.KPI{
			{Code: "1", Title: "skill to judge and discuss one's own teaching", Status: jpd.OpenStatus},
			{Code: "2", Title: "colleagues solve problems together", Status: jpd.OpenStatus},
			{Code: "3", Title: "practice and resources found for others", Status: jpd.OpenStatus},
			{Code: "4", Title: "themes passed on at meetings and open workshops", Status: jpd.OpenStatus, TargetIDs: []string{"final-workshop"}},
			{Code: "5", Title: "a community in subjects and across the college", Status: jpd.OpenStatus,
				Facets: []string{"within_subject", "across_college"}},
		},
		Outcomes: []jpd.Outcome{
			{Code: "1", Title: "learners' motives shape methods", Measure: jpd.TutorFeedback, KPICodes: []string{"1", "3"}},
			{Code: "2", Title: "practitioners own their development", Measure: jpd.VisitAndSetImpact, KPICodes: []string{"1", "2"}},
			{Code: "3", Title: "professional communities are valued", Measure: jpd.GroupEvaluation, KPICodes: []string{"2", "5"}},
		},
		Targets: []jpd.Target{
			{ID: "visits", Title: "all visits done", Status: jpd.OpenStatus},
			{ID: "final-workshop", Title: "final workshop", Deliverable: jpd.WorkshopHeld, Status: jpd.OpenStatus},
		},
		Plan: &jpd.Plan{VisitsReceived: practice.Known(1), VisitsMade: practice.Known(1), Evaluations: practice.Known(1),
			ALSCount: practice.Known(3), FinalMeetings: practice.Known(1), Workshops: practice.Known(1)},
		StatedTotal:      practice.Known(20),
		StatedByProvider: []jpd.ProviderCount{{Provider: "southend", Count: 14}, {Provider: "thurrock", Count: 6}},
		Participants:     people(),
		State:            jpd.Planned,
	}
}

func withThemes(t fails, p jpd.Project) jpd.Project {
	for _, id := range p.ParticipantIDs() {
		q, _ := p.Participant(id)
		q.SelfEvaluation = &jpd.SelfEvaluation{AreasToDevelop: []string{"questioning"}}
		q.Themes = []jpd.Theme{{ID: "th-" + id, Title: "questions that reach everybody"}}
		p = mustWith(t, p, q)
		next, err := p.AdvanceParticipant(allow(id, jpd.Participating, "2025-11-03"))
		p = must(t, next, err)
	}
	return p
}

func mustWith(t fails, p jpd.Project, q jpd.Participant) jpd.Project {
	t.Helper()
	next, err := p.WithParticipant(q)
	return must(t, next, err)
}

// visitRound has everybody visit the next of the group, and everybody share the form.
func visitRound(t fails, p jpd.Project) jpd.Project {
	for _, g := range p.Groups {
		for i, visitor := range g.Members {
			host := g.Members[(i+1)%len(g.Members)]
			v := jpd.Visit{ID: "v-" + visitor, GroupID: g.ID, Visitor: visitor, Host: host, ArrangedBy: visitor,
				HeldOn: date("2026-02-24"), Themes: []string{"th-" + host}, LearnerCount: practice.Known(11), State: jpd.Arranged,
				Form: &jpd.VisitForm{CompletedBy: visitor, SharedWithHostOn: date("2026-03-01")}}
			p = p.WithVisit(v)
			for _, to := range []jpd.VisitState{jpd.Held, jpd.FormFiled, jpd.FormShared} {
				next, err := p.AdvanceVisit(allow(v.ID, to, "2026-03-01"))
				p = must(t, next, err)
			}
		}
	}
	return p
}

func move(t fails, p jpd.Project, to jpd.State, on string) jpd.Project {
	t.Helper()
	next, err := p.Advance(allow(p.ID, to, on))
	return must(t, next, err)
}

// reflected is the project when all visits are done and all sets have met.
func reflected(t fails) jpd.Project {
	p := move(t, planned(), jpd.SelfEvaluating, "2025-10-06")
	p = withThemes(t, p)
	p.Groups = buddyGroups
	p = move(t, p, jpd.Visiting, "2025-11-10")
	p = visitRound(t, p)
	for _, s := range sets {
		s.FacilitatorSupportOn, s.HeldOn = date("2026-03-20"), date("2026-04-01")
		p = p.WithSet(s)
	}
	return move(t, p, jpd.Reflecting, "2026-04-01")
}

// closed is the project as the source ends it: everything met but the final workshop, which slipped.
func closed(t fails) jpd.Project {
	p := move(t, reflected(t), jpd.Evaluating, "2026-05-04")
	p.EvaluationMeeting = &jpd.EvaluationMeeting{HeldOn: date("2026-06-30"),
		Aspects: []jpd.ImpactAspect{jpd.Professionalism, jpd.Collaboration, jpd.SelfConcept}}
	for _, id := range p.ParticipantIDs() {
		q, _ := p.Participant(id)
		q.EndReport = &jpd.EndReport{Impact: "more confident", On: date("2026-06-26")}
		next, err := mustWith(t, p, q).AdvanceParticipant(allow(id, jpd.Completed, "2026-06-30"))
		p = must(t, next, err)
	}
	p.PracticesForSharing = []string{"P1"}
	p = move(t, p, jpd.Disseminating, "2026-07-01")
	for i, target := range p.Targets {
		if i == 0 {
			next, err := target.Settle(jpd.Met, date("2026-03-01"))
			p = p.WithTarget(must(t, next, err))
			continue
		}
		next, err := target.Slip(date("2026-09-03"), "more tutors can come in September", date("2026-07-06"))
		p = p.WithTarget(must(t, next, err))
	}
	for i, k := range p.KPIs {
		to := jpd.Met
		if i == 3 {
			to = jpd.Slipped
		}
		next, err := k.Settle(to, date("2026-07-06"), "end reports")
		p = p.WithKPI(must(t, next, err))
	}
	p.Workshops = []jpd.Workshop{{ID: "w1", Kind: jpd.DisseminationEvent, PlannedOn: date("2026-09-03"),
		Facilitators: []string{"s03", "t02"}, Invited: []string{"southend", "thurrock"}, ExternalInvited: practice.Known(true)}}
	p.Benefits = []jpd.Benefit{{Code: jpd.SocialBenefit}, {Code: jpd.CrossCollege}}
	p.Wishes = []jpd.Wish{{Code: jpd.RegularJPD, Action: "find times to meet", ActionOwner: "quality_manager"}}
	p.Continuation = &jpd.Continuation{Decision: jpd.WillContinue}
	return move(t, p, jpd.Closed, "2026-07-10")
}
