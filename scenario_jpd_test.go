package beacon_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

func peers(t *testing.T) *beacon.Engine {
	t.Helper()
	return engine(t, beacon.Config{Embedded: []string{"jpd"}})
}

// The tests of the pack show each rule both ways and notice every change of it.
func TestJPDPack(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	eng := peers(t)
	tests, err := fs.Sub(beacon.EmbeddedPacks(), "jpd")
	require.NoError(t, err)
	results, err := eng.Test(tests)
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, r := range results {
		assert.True(t, r.OK, "%s %s %s: want %s, got %s", r.Pos, r.Rule, r.Name, r.Want, r.Got)
		seen[r.Rule+" "+r.Want] = true
	}
	require.Len(t, eng.Rules(), 30, "all of the catalogue but J-37, which no rule can say")
	for _, r := range eng.Rules() {
		assert.True(t, r.Fast, r.ID)
		assert.NotEmpty(t, r.Source, r.ID)
		assert.True(t, seen[r.ID+" pass"] && seen[r.ID+" fail"], r.ID)
	}
	mutants, err := eng.Mutants(tests)
	require.NoError(t, err)
	require.Greater(t, mutants.All, 100)
	require.Empty(t, mutants.Survivors)
	require.Empty(t, mutants.Stale)
}

// twoColleges is the project of scenario SC-11 on paper: fourteen practitioners of college A and six of college B.
func twoColleges() jpd.Project {
	p := jpd.Project{ID: "J-2026", LeadProvider: "A", PartnerProviders: []string{"B"}, State: jpd.Planned,
		KPIs: []jpd.KPI{{Code: "1"}, {Code: "2"}, {Code: "3"}, {Code: "4", TargetIDs: []string{"workshop"}}, {Code: "5"}},
		Outcomes: []jpd.Outcome{
			{Code: "1", Measure: jpd.TutorFeedback, KPICodes: []string{"1", "3"}},
			{Code: "2", Measure: jpd.VisitAndSetImpact, KPICodes: []string{"1", "2"}},
			{Code: "3", Measure: jpd.GroupEvaluation, KPICodes: []string{"5"}}},
		Targets: []jpd.Target{{ID: "visits"}, {ID: "workshop", Deliverable: jpd.WorkshopHeld}},
		Plan: &jpd.Plan{VisitsReceived: practice.Known(1), VisitsMade: practice.Known(1), Evaluations: practice.Known(1),
			ALSCount: practice.Known(3), FinalMeetings: practice.Known(1), Workshops: practice.Known(1)},
		StatedTotal:      practice.Known(20),
		StatedByProvider: []jpd.ProviderCount{{Provider: "A", Count: 14}, {Provider: "B", Count: 6}},
	}
	for i := range 20 {
		q := jpd.Participant{ID: fmt.Sprintf("p%d", i), ProviderID: "A", State: jpd.InSelfEvaluation}
		if i%3 == 2 { // 2, 5, 8, 11, 14 and 17
			q.ProviderID = "B"
		}
		p.Participants = append(p.Participants, q)
	}
	return p
}

// ids are the participants from one to another, that one not among them.
func ids(from, to int) (all []string) {
	for i := from; i < to; i++ {
		all = append(all, fmt.Sprintf("p%d", i))
	}
	return all
}

// course takes a project through its gates, each judged by the rules.
type course struct {
	t   *testing.T
	eng *beacon.Engine
	p   jpd.Project
}

func (c *course) ask(s beacon.Subject, to beacon.State, on string) beacon.Decision {
	c.t.Helper()
	d, err := c.eng.Gate(s, to, day(on))
	require.NoError(c.t, err)
	return d
}

// move takes a step that has to be open and without a warning.
func (c *course) move(s beacon.Subject, to beacon.State, on string, advance func(jpd.Project, practice.Ruling) (jpd.Project, error)) {
	c.t.Helper()
	d := c.ask(s, to, on)
	require.Equal(c.t, practice.Open, d.Outcome, "%s", d)
	require.Empty(c.t, failures(d), "%s", d)
	next, err := advance(c.p, d.Ruling())
	require.NoError(c.t, err, "%s", d)
	c.p = next
}

func (c *course) project(to jpd.State, on string) {
	c.t.Helper()
	c.move(beacon.OnProject(c.p), to, on, jpd.Project.Advance)
}

// refuse asks for a step of a spoilt copy, which musts must close, exactly those; taking it anyway changes nothing.
func (c *course) refuse(spoil func(*jpd.Project), on func(jpd.Project) beacon.Subject, to beacon.State,
	advance func(jpd.Project, practice.Ruling) (jpd.Project, error), musts ...string) {
	c.t.Helper()
	p := copyOf(c.t, c.p)
	spoil(&p)
	before := memory(c.t, p)
	d := c.ask(on(p), to, "2026-03-02")
	require.Equal(c.t, practice.Closed, d.Outcome, "%s", d)
	require.Equal(c.t, musts, failedMusts(d))
	_, err := advance(p, d.Ruling(answer(d, failures(d)...)...))
	var refusal *practice.StageError
	require.ErrorAs(c.t, err, &refusal)
	require.Equal(c.t, practice.Closed, refusal.Outcome)
	require.Equal(c.t, before, memory(c.t, p))
}

// warn asks for a step of a spoilt copy that advice warns of, exactly this; it is taken for a written reason only.
func (c *course) warn(spoil func(*jpd.Project), to jpd.State, rule, on string) {
	c.t.Helper()
	p := copyOf(c.t, c.p)
	spoil(&p)
	d := c.ask(beacon.OnProject(p), to, on)
	require.Equal(c.t, practice.Open, d.Outcome, "%s", d)
	require.Equal(c.t, []string{rule}, failures(d))
	_, err := p.Advance(d.Ruling())
	var refusal *practice.StageError
	require.ErrorAs(c.t, err, &refusal)
	require.Contains(c.t, refusal.Why, "needs a written reason")
	next, err := p.Advance(d.Ruling(answer(d, rule)...))
	require.NoError(c.t, err)
	require.Equal(c.t, to, next.State)
}

func failedMusts(d beacon.Decision) (all []string) {
	for _, r := range d.Reasons {
		if r.Verdict == practice.Fail && r.Severity == practice.Must {
			all = append(all, r.Rule)
		}
	}
	return all
}

// copyOf shares nothing with the project.
func copyOf(t *testing.T, p jpd.Project) (q jpd.Project) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(saved(t, p)), &q))
	return q
}

// memory writes down a project that may be too far gone to be saved.
func memory(t *testing.T, p jpd.Project) string {
	t.Helper()
	type members jpd.Project
	return saved(t, members(p))
}

func ofProject(p jpd.Project) beacon.Subject { return beacon.OnProject(p) }

func ofParticipant(id string) func(jpd.Project) beacon.Subject {
	return func(p jpd.Project) beacon.Subject { return beacon.OnParticipant(p, id) }
}

func ofVisit(id string) func(jpd.Project) beacon.Subject {
	return func(p jpd.Project) beacon.Subject { return beacon.OnVisit(p, id) }
}

func (c *course) launch() {
	c.refuse(func(p *jpd.Project) { p.StatedByProvider[1].Count = 7 }, ofProject, jpd.SelfEvaluating, jpd.Project.Advance, "J-22")
	c.refuse(func(p *jpd.Project) { p.PartnerProviders[0] = "A" }, ofProject, jpd.SelfEvaluating, jpd.Project.Advance, "J-05")
	c.refuse(func(p *jpd.Project) { p.Outcomes[0].KPICodes = nil }, ofProject, jpd.SelfEvaluating, jpd.Project.Advance, "J-56")
	c.project(jpd.SelfEvaluating, "2025-10-06")

	c.refuse(func(*jpd.Project) {}, ofParticipant("p0"), jpd.Participating, jpd.Project.AdvanceParticipant, "J-25")
	for i := range c.p.Participants {
		q := c.p.Participants[i]
		q.Themes = []jpd.Theme{{ID: "t-" + q.ID, Title: "questioning"}}
		with, err := c.p.WithParticipant(q)
		require.NoError(c.t, err)
		c.p = with
		c.move(beacon.OnParticipant(c.p, q.ID), jpd.Participating, "2025-11-03", jpd.Project.AdvanceParticipant)
	}
}

func (c *course) visit() {
	c.p.Groups = []jpd.BuddyGroup{{ID: "g1", Members: ids(0, 4)}, {ID: "g2", Members: ids(4, 8)}, {ID: "g3", Members: ids(8, 12)},
		{ID: "g4", Members: ids(12, 16)}, {ID: "g5", Members: ids(16, 20)}}
	c.refuse(func(p *jpd.Project) { p.Groups[4].Members = ids(16, 17) }, ofProject, jpd.Visiting, jpd.Project.Advance, "J-30")
	c.project(jpd.Visiting, "2025-11-10")
	for _, g := range c.p.Groups {
		for i, visitor := range g.Members {
			host := g.Members[(i+1)%len(g.Members)]
			c.p = c.p.WithVisit(jpd.Visit{ID: "v-" + visitor, Visitor: visitor, Host: host, HeldOn: day("2026-02-24"),
				Themes: []string{"t-" + host}, LearnerCount: practice.Known(11), State: jpd.Arranged})
			on := ofVisit("v-" + visitor)
			last := len(c.p.Visits) - 1
			if last == 0 {
				c.refuse(func(p *jpd.Project) { p.Visits[0].Host = visitor }, on, jpd.Held, jpd.Project.AdvanceVisit, "J-33")
				c.refuse(func(p *jpd.Project) { p.Visits[0].Host = "p19" }, on, jpd.Held, jpd.Project.AdvanceVisit, "J-33")
			}
			c.move(on(c.p), jpd.Held, "2026-02-24", jpd.Project.AdvanceVisit)
			if last == 0 {
				c.refuse(func(*jpd.Project) {}, on, jpd.FormFiled, jpd.Project.AdvanceVisit, "J-35")
			}
			c.p.Visits[last].Form = &jpd.VisitForm{CompletedBy: visitor}
			c.move(on(c.p), jpd.FormFiled, "2026-02-25", jpd.Project.AdvanceVisit)
			if last == 0 {
				c.refuse(func(*jpd.Project) {}, on, jpd.FormShared, jpd.Project.AdvanceVisit, "J-36")
				c.refuse(func(*jpd.Project) {}, ofParticipant(visitor), jpd.Completed, jpd.Project.AdvanceParticipant, "J-32")
			}
			c.p.Visits[last].Form.SharedWithHostOn = day("2026-03-01")
			c.move(on(c.p), jpd.FormShared, "2026-03-01", jpd.Project.AdvanceVisit)
		}
	}
}

func (c *course) reflect() {
	for i, members := range [][]string{ids(0, 6), ids(6, 13), ids(13, 20)} {
		c.p = c.p.WithSet(jpd.ActionLearningSet{ID: fmt.Sprintf("a%d", i), Members: members, Facilitator: members[3],
			FacilitatorSupportOn: day("2026-03-20"), HeldOn: day("2026-04-01")})
	}
	c.refuse(func(p *jpd.Project) { p.Sets[0].Facilitator = "consultant" }, ofProject, jpd.Reflecting, jpd.Project.Advance, "J-43")
	c.refuse(func(p *jpd.Project) { p.Sets[0].FacilitatorSupportOn = practice.Date{} }, ofProject, jpd.Reflecting, jpd.Project.Advance, "J-44")
	c.waive()
	c.warn(func(p *jpd.Project) { p.Sets[0].Members = ids(0, 5) }, jpd.Reflecting, "J-41", "2026-04-01")
	c.warn(func(p *jpd.Project) { p.Sets[1].Members = ids(6, 14) }, jpd.Reflecting, "J-41", "2026-04-01")
	c.warn(func(p *jpd.Project) {
		p.Sets[0].FacilitatorSupportOn, p.Sets[0].HeldOn = day("2026-02-01"), day("2026-02-23")
	}, jpd.Reflecting, "J-45", "2026-04-01")
	c.project(jpd.Reflecting, "2026-04-01")
	c.project(jpd.Evaluating, "2026-05-04")
}

// waive goes on although a facilitator had support too late, which nobody can make good.
func (c *course) waive() {
	p := copyOf(c.t, c.p)
	p.Sets[2].FacilitatorSupportOn = day("2026-04-02")
	d := c.ask(beacon.OnProject(p), jpd.Reflecting, "2026-04-02")
	require.Equal(c.t, []string{"J-44"}, failures(d))
	waiver := answer(d, "J-44")
	waiver[0].Until = day("2026-04-30")
	next, err := p.Advance(d.Ruling(waiver...))
	require.NoError(c.t, err)
	require.Equal(c.t, jpd.Reflecting, next.State)
}

func (c *course) evaluate() {
	for i := range c.p.Participants {
		q := c.p.Participants[i]
		q.EndReport = &jpd.EndReport{Impact: "more confident"}
		with, err := c.p.WithParticipant(q)
		require.NoError(c.t, err)
		c.p = with
		c.move(beacon.OnParticipant(c.p, q.ID), jpd.Completed, "2026-06-26", jpd.Project.AdvanceParticipant)
	}
	c.refuse(func(*jpd.Project) {}, ofProject, jpd.Disseminating, jpd.Project.Advance, "J-47")
	c.p.EvaluationMeeting = &jpd.EvaluationMeeting{HeldOn: day("2026-06-30"),
		Aspects: []jpd.ImpactAspect{jpd.Professionalism, jpd.Collaboration, jpd.SelfConcept}}
	c.refuse(func(p *jpd.Project) { p.Participants[19].EndReport = nil }, ofProject, jpd.Disseminating, jpd.Project.Advance, "J-49")
	c.warn(func(p *jpd.Project) { p.EvaluationMeeting.Aspects = nil }, jpd.Disseminating, "J-48", "2026-06-30")
	c.project(jpd.Disseminating, "2026-06-30")
}

func (c *course) close() {
	p := &c.p
	p.Workshops = []jpd.Workshop{{ID: "w1", Kind: jpd.DisseminationEvent, Facilitators: []string{"p3"}, PlannedOn: day("2026-09-03")}}
	p.PracticesForSharing = []string{"P1"}
	visits, err := p.Targets[0].Settle(jpd.Met, day("2026-03-01"))
	require.NoError(c.t, err)
	workshop, err := p.Targets[1].Slip(day("2026-09-03"), "more tutors can come", day("2026-07-06"))
	require.NoError(c.t, err)
	c.p = p.WithTarget(visits).WithTarget(workshop)
	c.refuse(func(*jpd.Project) {}, ofProject, jpd.Closed, jpd.Project.Advance, "J-13")
	for i, k := range slices.Clone(c.p.KPIs) {
		to := jpd.Met
		if i == 3 {
			to = jpd.Slipped
		}
		settled, err := k.Settle(to, day("2026-07-06"), "end reports")
		require.NoError(c.t, err)
		c.p = c.p.WithKPI(settled)
	}
	c.refuse(func(p *jpd.Project) { p.Targets[1].Reason = "" }, ofProject, jpd.Closed, jpd.Project.Advance, "J-18")
	c.warn(func(p *jpd.Project) { p.PracticesForSharing = nil }, jpd.Closed, "J-14", "2026-07-10")
	c.warn(func(p *jpd.Project) { p.Workshops[0].Facilitators = []string{"consultant"} }, jpd.Closed, "J-76", "2026-07-10")
	c.warn(func(*jpd.Project) {}, jpd.Closed, "J-19", "2026-09-04")
	c.project(jpd.Closed, "2026-07-10")
}

// ended is the project of SC-11 after all its gates.
func ended(t *testing.T) jpd.Project {
	t.Helper()
	c := &course{t, peers(t), twoColleges()}
	c.launch()
	c.visit()
	c.reflect()
	c.evaluate()
	c.close()
	return c.p
}

// The project of SC-11 from its plan to its end, and what the rules stop on the way.
func TestSC11_course(t *testing.T) {
	p := ended(t)
	require.Equal(t, jpd.Closed, p.State)
	require.Equal(t, jpd.MetWithSlippage, p.Result(day("2026-07-10")))
	require.Equal(t, 220, p.LearnersInvolved().Learners, "reported, and required nowhere")
	for _, line := range p.PlanVsActual(day("2026-07-10")) {
		planned, _ := line.Planned.Get()
		require.Equal(t, planned, line.Done+line.Slipped, line.Deliverable)
	}
	require.Equal(t, "jpd", p.History[5].Ruling.Rules.Packs[0].Pack)
	eng := peers(t)
	for _, s := range []beacon.Subject{beacon.OnProject(p), beacon.OnParticipant(p, "p0"), beacon.OnVisit(p, "v-p0")} {
		d, err := eng.Review(s, day("2026-07-10"))
		require.NoError(t, err)
		require.Empty(t, d.Reasons, "%s", d)
		require.NotEmpty(t, d.Passed)
	}
}

// The table of verdicts of scenario SC-11.
func TestSC11_verdicts(t *testing.T) {
	eng, base := peers(t), ended(t)
	open := jpd.Project{Targets: []jpd.Target{{ID: "w", Status: jpd.Slipped, RevisedOn: day("2026-09-03"), Reason: "more can come"}}}
	project := func(to jpd.State) func(jpd.Project) (beacon.Subject, beacon.State) {
		return func(p jpd.Project) (beacon.Subject, beacon.State) { return beacon.OnProject(p), to }
	}
	person := func(p jpd.Project) (beacon.Subject, beacon.State) {
		return beacon.OnParticipant(p, "p0"), jpd.Completed
	}
	visit := func(to jpd.VisitState) func(jpd.Project) (beacon.Subject, beacon.State) {
		return func(p jpd.Project) (beacon.Subject, beacon.State) { return beacon.OnVisit(p, "v-p0"), to }
	}
	as := func(p jpd.Project) func(*jpd.Project) { return func(q *jpd.Project) { *q = p } }
	main := func(*jpd.Project) {}
	closing, reflecting, shared := project(jpd.Closed), project(jpd.Reflecting), visit(jpd.FormShared)
	for _, tc := range []struct {
		rule, name string
		on         func(jpd.Project) (beacon.Subject, beacon.State)
		change     func(*jpd.Project)
		want       practice.Verdict
	}{
		{"J-05", "main", closing, main, practice.Pass},
		{"J-13", "main", closing, main, practice.Pass},
		{"J-14", "main", closing, main, practice.Pass},
		{"J-22", "main", closing, main, practice.Pass},
		{"J-42", "main", closing, main, practice.Pass},
		{"J-47", "main", closing, main, practice.Pass},
		{"J-48", "main", project(jpd.Disseminating), main, practice.Pass},
		{"J-49", "main", closing, main, practice.Pass},
		{"J-22", "b 14+7", closing, func(p *jpd.Project) { p.StatedByProvider[1].Count = 7 }, practice.Fail},
		{"J-05", "c lead also partner", closing, func(p *jpd.Project) { p.PartnerProviders[0] = "A" }, practice.Fail},
		{"J-49", "d one report missing", closing, func(p *jpd.Project) { p.Participants[19].EndReport = nil }, practice.Fail},
		{"J-25", "main", person, main, practice.Pass},
		{"J-26", "main", person, main, practice.Pass},
		{"J-32", "main", person, main, practice.Pass},
		{"J-46", "main", person, main, practice.Pass},
		{"J-50", "main", person, main, practice.Pass},
		{"J-32", "e made two, received none", person, func(p *jpd.Project) {
			p.Visits[1].Visitor, p.Visits[3].Host = "p0", "p1"
		}, practice.Fail},
		{"J-26", "f theme swapped", person, func(p *jpd.Project) { p.Participants[0].Themes[0].ID = "t9" }, practice.Fail},
		{"J-33", "main", shared, main, practice.Pass},
		{"J-34", "main", visit(jpd.Held), main, practice.Pass},
		{"J-35", "main", shared, main, practice.Pass},
		{"J-36", "main", shared, main, practice.Pass},
		{"J-29", "main", shared, main, practice.Pass},
		{"J-36", "h form kept back", shared, func(p *jpd.Project) { p.Visits[0].Form.SharedWithHostOn = practice.Date{} }, practice.Fail},
		{"J-33", "i self-visit", shared, func(p *jpd.Project) { p.Visits[0].Host = "p0" }, practice.Fail},
		{"J-41", "main, six and seven", reflecting, main, practice.Pass},
		{"J-43", "main", reflecting, main, practice.Pass},
		{"J-44", "main", reflecting, main, practice.Pass},
		{"J-45", "main", reflecting, main, practice.Pass},
		{"J-41", "j five", reflecting, func(p *jpd.Project) { p.Sets[0].Members = ids(0, 5) }, practice.Fail},
		{"J-41", "j eight", reflecting, func(p *jpd.Project) { p.Sets[1].Members = ids(6, 14) }, practice.Fail},
		{"J-43", "k outside facilitator", reflecting, func(p *jpd.Project) { p.Sets[0].Facilitator = "consultant" }, practice.Fail},
		{"J-44", "l no support", reflecting, func(p *jpd.Project) { p.Sets[0].FacilitatorSupportOn = practice.Date{} }, practice.Fail},
		{"J-18", "slippage", closing, as(open), practice.Pass},
		{"J-18", "m no reason", closing, func(p *jpd.Project) {
			*p = open.WithTarget(jpd.Target{ID: "w", Status: jpd.Slipped, RevisedOn: day("2026-09-03")})
		}, practice.Fail},
		{"J-19", "before its day", closing, as(open), practice.NotApplicable},
		{"J-19", "n its day has passed", closing, func(p *jpd.Project) {
			*p = open.WithTarget(jpd.Target{ID: "w", Status: jpd.Slipped, RevisedOn: day("2026-02-03")})
		}, practice.Fail},
		{"J-56", "o outcome without KPI", closing, func(p *jpd.Project) { p.Outcomes[0].KPICodes = nil }, practice.Fail},
		{"J-30", "p group of one", closing, func(p *jpd.Project) { p.Groups[0].Members = ids(0, 1) }, practice.Fail},
	} {
		p := copyOf(t, base)
		tc.change(&p)
		s, to := tc.on(p)
		d, err := eng.Gate(s, to, day("2026-03-02"))
		require.NoError(t, err)
		assert.Equal(t, tc.want, d.Verdict(tc.rule), "%s %s\n%s", tc.rule, tc.name, d)
	}
}

// A grade never reaches a rule: a project that brings one along is refused when it is read (J-37).
func TestSC11_graded(t *testing.T) {
	eng := peers(t)
	for subject, text := range map[string]string{
		"visit":   `{"visit": {"id": "v1", "visitor": "p1", "host": "p2", "state": "held", "grade": 2}}`,
		"project": `{"project": {"id": "J-1", "state": "visiting", "visits": [{"id": "v1", "state": "held", "grade": 2}]}}`,
	} {
		_, err := eng.DecideJSON(subject, "", []byte(text), day("2026-03-02"))
		var fault *practice.DataError
		require.ErrorAs(t, err, &fault)
		require.Contains(t, fault.Path, "/grade")
	}
}

// What follows from a project is counted from it and cannot be given, and a participant or a visit that the project does
// not have opens no gate.
func TestPeersInTheirProject(t *testing.T) {
	eng, p := peers(t), ended(t)
	for subject, text := range map[string]string{
		"participant": `{"participant": {"id": "p1", "state": "completed", "visits_made": 1}}`,
		"visit":       `{"visit": {"id": "v1", "state": "held", "host_theme_ids": ["t1"]}}`,
		"project":     `{"project": {"id": "J-1", "state": "visiting", "als": [{"id": "a1", "members_with_visit_before_set": 6}]}}`,
	} {
		_, err := eng.DecideJSON(subject, "", []byte(text), day("2026-03-02"))
		require.ErrorContains(t, err, "nobody enters this: it is worked out", subject)
	}
	for _, tc := range []struct {
		s  beacon.Subject
		to beacon.State
	}{{beacon.OnParticipant(p, "p99"), jpd.Completed}, {beacon.OnVisit(p, "v-p99"), jpd.FormShared}} {
		d, err := eng.Gate(tc.s, tc.to, day("2026-03-02"))
		require.NoError(t, err)
		require.NotEqual(t, practice.Open, d.Outcome, "%s", d)
	}
	_, err := eng.Gate(beacon.OnProject(p), jpd.Held, day("2026-03-02"))
	require.ErrorContains(t, err, `"held" is not a state of the subject project`)

	// An explanation names the set that a rule fails for.
	p.Sets[1].Facilitator = "consultant"
	d, err := eng.Review(beacon.OnProject(p), day("2026-07-10"))
	require.NoError(t, err)
	why, err := eng.Explain(d, "J-43")
	require.NoError(t, err)
	require.Contains(t, fmt.Sprint(why), `a1`)
}

// A project asks for more than the rules of its pack in three places, which its documentation names. Here the rule passes, or
// has nothing to say, and the project still refuses.
func TestProjectAsksMoreThanItsRules(t *testing.T) {
	lax, err := beacon.New(beacon.Config{Embedded: []string{"jpd"}, Packs: []fs.FS{pack(head + `
set:
  - {param: jpd.visits_made_min, to: 0, because: a short year}
  - {param: jpd.visits_received_min, to: 0, because: a short year}
`)}})
	require.NoError(t, err)
	today := practice.MustDate("2026-03-02")

	p := twoColleges()
	p.Participants[0].ProviderID = "C"
	d, err := lax.Gate(beacon.OnProject(p), jpd.SelfEvaluating, today)
	require.NoError(t, err)
	require.Equal(t, practice.Open, d.Outcome, d)
	_, err = p.Advance(d.Ruling())
	require.ErrorContains(t, err, "1 participant belongs to no provider of the project")

	p = twoColleges()
	q := &p.Participants[0]
	q.State, q.ThemesAtStart, q.Themes = jpd.Participating, []jpd.Theme{{ID: "t1", Title: "questioning"}}, []jpd.Theme{{ID: "t1", Title: "group work"}}
	d, err = lax.Gate(beacon.OnParticipant(p, q.ID), jpd.Completed, today)
	require.NoError(t, err)
	require.NotEqual(t, practice.Closed, d.Outcome, d)
	var answers []practice.Override
	for _, r := range d.Reasons {
		answers = append(answers, practice.Override{Rule: r.Rule, Reason: "a short year", Role: "coordinator", On: today})
	}
	_, err = p.AdvanceParticipant(d.Ruling(answers...))
	require.ErrorContains(t, err, "reworded without a correction")
	require.ErrorContains(t, err, "has neither made a visit nor received one")
}
