package beacon_test

import (
	"encoding/json"
	"io/fs"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

func facilitators(t *testing.T) *beacon.Engine {
	t.Helper()
	return engine(t, beacon.Config{Embedded: []string{"facilitators"}})
}

// The tests beside the pack hold, show every rule both ways and notice every change of one.
func TestFacilitators_pack(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	eng := facilitators(t)
	beside, err := fs.Sub(beacon.EmbeddedPacks(), "facilitators")
	require.NoError(t, err)
	results, err := eng.Test(beside)
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, r := range results {
		assert.True(t, r.OK, "%s %s %s: want %s, got %s", r.Pos, r.Rule, r.Name, r.Want, r.Got)
		seen[r.Rule+" "+r.Want[:4]] = true
	}
	for _, r := range eng.Rules() {
		for _, verdict := range []string{"pass", "fail"} {
			assert.True(t, seen[r.ID+" "+verdict], "no case of %s %s", r.ID, verdict)
		}
	}
	if t.Failed() {
		return
	}
	mutants, err := eng.Mutants(beside)
	require.NoError(t, err)
	assert.Greater(t, mutants.All, 100)
	require.Empty(t, mutants.Survivors)
	require.Empty(t, mutants.Stale)
}

// guided asks for the step of a programme, which must be open, and takes it.
func guided(t *testing.T, p support.Programme, to support.State, on string) support.Programme {
	t.Helper()
	d, err := facilitators(t).Gate(beacon.OnProgramme(p, nil), to, day(on))
	require.NoError(t, err)
	require.Equal(t, practice.Open, d.Outcome, "%s", d)
	before := saved(t, p)
	next, err := p.Advance(d.Ruling(answer(d, failures(d)...)...))
	require.NoError(t, err)
	require.Equal(t, to, next.State)
	require.Equal(t, before, saved(t, p), "the value before the move is unchanged")
	return next
}

// heldBack asks for a step that musts close, exactly those; taking it anyway fails and changes nothing.
func heldBack(t *testing.T, p support.Programme, to support.State, on string, musts ...string) {
	t.Helper()
	d, err := facilitators(t).Gate(beacon.OnProgramme(p, nil), to, day(on))
	require.NoError(t, err)
	assert.Equal(t, practice.Closed, d.Outcome, "%s", d)
	assert.Equal(t, musts, failed(d, practice.Must), "%s", d)
	before := saved(t, p)
	next, err := p.Advance(d.Ruling())
	var refusal *practice.StageError
	require.ErrorAs(t, err, &refusal)
	assert.Equal(t, p, next)
	assert.Equal(t, before, saved(t, p))
}

// toGood is the programme of SC-09 as it stood at the end of week 8, in week 12 and with the line manager told.
func toGood(t *testing.T) (active, extended, escalated support.Programme) {
	t.Helper()
	active = guided(t, read[support.Programme](t, "sc09.json"), support.Active, "2025-09-15")
	for _, on := range []string{"2025-09-29", "2025-10-13", "2025-10-27"} {
		active.Updates = append(active.Updates, support.Update{On: day(on)})
	}
	p, err := active.SignOff(support.SignOff{On: day("2025-11-10"), Outcome: support.NotMet, ByRole: support.FacilitatorRole})
	require.NoError(t, err)
	p, err = p.Extend(support.Extension{GrantedOn: day("2025-11-10"), ByRole: support.HeadRole, NewEndOn: day("2025-12-08"), Reason: "not yet"})
	require.NoError(t, err)
	extended = guided(t, p, support.Extended, "2025-11-10")
	extended.SignsOfImprovement = practice.Known(false)
	p = guided(t, extended, support.HeadReview, "2025-12-08")
	p, err = p.Review(support.Review{On: day("2025-12-09"), ByRole: support.HeadRole})
	require.NoError(t, err)
	p, err = p.Escalate(support.Escalation{On: day("2025-12-10"), ByRole: support.HeadRole, ToRole: support.LineManagerRole,
		Items: []string{"summary"}, WholeFile: practice.Known(false)})
	require.NoError(t, err)
	return active, extended, guided(t, p, support.Escalated, "2025-12-10")
}

// The table of verdicts of scenario SC-09. What was passed on is judged at the gate, everything else where it stands.
func TestSC09_verdicts(t *testing.T) {
	eng := facilitators(t)
	active, extended, escalated := toGood(t)
	with := func(p support.Programme, change func(*support.Programme)) support.Programme {
		change(&p)
		return p
	}
	passedOn := func(change func(*support.Escalation)) support.Programme {
		p, e := escalated, *escalated.Escalation
		change(&e)
		p.State, p.Escalation = support.HeadReview, &e
		return p
	}
	completed := func(signOffs ...support.SignOff) support.Programme {
		return with(active, func(p *support.Programme) { p.State, p.SignOffs = support.Completed, signOffs })
	}
	told := with(active, func(p *support.Programme) { p.Updates = p.Updates[:1] })
	look := func(p support.Programme, on string) beacon.Decision {
		d, err := eng.Review(beacon.OnProgramme(p, nil), day(on))
		require.NoError(t, err)
		return d
	}
	pass := func(p support.Programme) beacon.Decision {
		d, err := eng.Gate(beacon.OnProgramme(p, nil), support.Escalated, day("2025-12-10"))
		require.NoError(t, err)
		return d
	}
	main := passedOn(func(*support.Escalation) {})
	for _, tc := range []struct {
		rule, name string
		decision   beacon.Decision
		want       practice.Verdict
	}{
		{"F-34", "update due that day", look(told, "2025-10-13"), practice.Pass},
		{"F-34", "one day late", look(told, "2025-10-14"), practice.Fail},
		{"F-37", "extended after not met", look(extended, "2025-12-08"), practice.Pass},
		{"F-37", "b extended with no outcome", look(with(extended, func(p *support.Programme) { p.SignOffs = nil }), "2025-12-08"), practice.Fail},
		{"F-38", "main", look(extended, "2025-12-08"), practice.Pass},
		{"F-38", "c second extension", look(twice(extended), "2025-12-08"), practice.Fail},
		{"F-39", "day before week 12", look(extended, "2025-12-07"), practice.NotApplicable},
		{"F-39", "d week 12, no review", look(extended, "2025-12-08"), practice.Fail},
		{"F-39", "e", look(escalated, "2025-12-10"), practice.Pass},
		{"F-40", "e", pass(main), practice.Pass},
		{"F-41", "e", pass(main), practice.Pass},
		{"F-42", "e", pass(main), practice.Pass},
		{"F-40", "f facilitator escalates", pass(passedOn(func(e *support.Escalation) { e.ByRole = support.FacilitatorRole })), practice.Fail},
		{"F-41", "g escalation in week 9", pass(passedOn(func(e *support.Escalation) { e.On = day("2025-11-17") })), practice.Fail},
		{"F-40", "h before review", pass(passedOn(func(e *support.Escalation) { e.On = day("2025-12-08") })), practice.Fail},
		{"F-42", "i whole file", pass(passedOn(func(e *support.Escalation) { e.WholeFile = practice.Known(true) })), practice.Fail},
		{"F-35", "j completed without sign-off", look(completed(), "2025-11-10"), practice.Fail},
		{"F-35", "k met at week 8", look(completed(metOn("2025-11-10")), "2025-11-10"), practice.Pass},
		{"F-35", "l signed off in week 5", look(completed(metOn("2025-10-15")), "2025-11-10"), practice.Fail},
		{"F-39", "m signs of improvement", look(with(extended, func(p *support.Programme) { p.SignsOfImprovement = practice.Known(true) }), "2025-12-08"), practice.NotApplicable},
		{"F-29", "n wrong programme", look(with(read[support.Programme](t, "sc09.json"), func(p *support.Programme) {
			p.Participant.CurrentStandard = support.StandardGood
		}), "2025-09-15"), practice.Fail},
	} {
		assert.Equal(t, tc.want, tc.decision.Verdict(tc.rule), "%s %s\n%s", tc.rule, tc.name, tc.decision)
	}
	// The whole file is worth a warning, so that going on needs a written reason.
	whole := pass(passedOn(func(e *support.Escalation) { e.WholeFile = practice.Known(true) }))
	assert.Equal(t, practice.Open, whole.Outcome)
	assert.Equal(t, []string{"F-42"}, failed(whole, practice.Should))
}

func metOn(on string) support.SignOff {
	return support.SignOff{On: day(on), Outcome: support.Met, ByRole: support.FacilitatorRole}
}

// twice is a programme with an extension that came in beside its own methods, which refuse a second one.
func twice(p support.Programme) support.Programme {
	p.Extensions = append(p.Extensions[:1:1], support.Extension{GrantedOn: day("2025-12-08"), ByRole: support.HeadRole, NewEndOn: day("2026-01-05")})
	return p
}

// What the gates hold back on the way of SC-09, the value unchanged each time.
func TestSC09_heldBack(t *testing.T) {
	proposed := read[support.Programme](t, "sc09.json")
	proposed.Participant.CurrentStandard = support.StandardGood
	heldBack(t, proposed, support.Active, "2025-09-15", "F-29")

	active, extended, escalated := toGood(t)
	heldBack(t, active, support.Completed, "2025-11-10", "F-35")
	early := active
	early.SignOffs = []support.SignOff{metOn("2025-10-15")}
	heldBack(t, early, support.Completed, "2025-11-10", "F-35")
	early.SignOffs, early.Extensions = nil, extended.Extensions
	heldBack(t, early, support.Extended, "2025-11-10", "F-37")
	heldBack(t, twice(extended), support.Extended, "2025-12-08", "F-34", "F-38")
	heldBack(t, extended, support.HeadReview, "2025-12-07", "F-39.1")
	heldBack(t, extended, support.ImprovingNotMet, "2025-12-08", "F-39.2")

	review := escalated
	review.State, review.History = support.HeadReview, escalated.History[:3]
	byFacilitator, inWeek9 := *escalated.Escalation, *escalated.Escalation
	byFacilitator.ByRole, inWeek9.On = support.FacilitatorRole, day("2025-11-17")
	review.Escalation = &byFacilitator
	heldBack(t, review, support.Escalated, "2025-12-10", "F-40")
	review.Escalation = &inWeek9 // which lies before the review too
	heldBack(t, review, support.Escalated, "2025-12-10", "F-40", "F-41")
	review.Escalation = nil
	heldBack(t, review, support.Escalated, "2025-12-10", "F-40.1")
}

// k and m: met at week 8 completes it; improvement that falls short of the standard is noted, and a person decides.
func TestSC09_otherEnds(t *testing.T) {
	active, extended, _ := toGood(t)
	p, err := active.SignOff(metOn("2025-11-10"))
	require.NoError(t, err)
	guided(t, p, support.Completed, "2025-11-10")

	extended.SignsOfImprovement = practice.Known(true)
	heldBack(t, extended, support.HeadReview, "2025-12-08", "F-39.1")
	p = guided(t, extended, support.ImprovingNotMet, "2025-12-08")
	_, err = p.Advance(practice.ByHand(p.ID, string(support.Decided), day("2025-12-09"), string(support.HeadRole), "team teaching first"))
	require.NoError(t, err)

	extended.SignsOfImprovement = practice.Fact[bool]{}
	d, err := facilitators(t).Gate(beacon.OnProgramme(extended, nil), support.HeadReview, day("2025-12-08"))
	require.NoError(t, err)
	assert.Equal(t, practice.CannotTell, d.Outcome)
	assert.Equal(t, []string{"programme.signs_of_improvement"}, d.Missing)
}

// A facilitator is appointed through the gate, and in post judged by the programmes at hand.
func TestFacilitators_inPost(t *testing.T) {
	eng := facilitators(t)
	f := support.Facilitator{ID: "lif-1", Campus: "north", State: support.Candidate, Offered: practice.Known(true),
		RemissionHours: practice.Known(2.0), AssessedOn: []support.Criterion{support.GoodTeaching}}
	d, err := eng.Gate(beacon.OnFacilitator(f, nil), support.InPost, day("2025-09-01"))
	require.NoError(t, err)
	require.Equal(t, []string{"F-83"}, failures(d))
	_, err = f.Advance(d.Ruling())
	require.ErrorContains(t, err, "needs a written reason")
	f.AssessedOn = append(f.AssessedOn, support.EmotionalIntelligence, support.CollaborativeRelationships)
	d, err = eng.Gate(beacon.OnFacilitator(f, nil), support.InPost, day("2025-09-01"))
	require.NoError(t, err)
	f, err = f.Advance(d.Ruling())
	require.NoError(t, err)

	active, _, _ := toGood(t)
	other := active
	other.ID, other.Facilitator, other.Participant.ID = "FP-7", "lif-2", "tutor-8"
	look := func(f support.Facilitator, all []support.Programme) beacon.Decision {
		d, err := eng.Review(beacon.OnFacilitator(f, all), day("2025-10-31"))
		require.NoError(t, err)
		return d
	}
	unknown := look(f, nil)
	assertVerdicts(t, unknown, map[string]practice.Verdict{"F-65": practice.CannotJudge, "F-86": practice.CannotJudge})
	all := []support.Programme{active, other}
	assertVerdicts(t, look(f, all), map[string]practice.Verdict{"F-50": practice.Fail, "F-61": practice.Fail,
		"F-62": practice.Fail, "F-65": practice.Fail, "F-86": practice.Fail})

	f.RemissionHours = practice.Known(3.0)
	f.Reports = []support.MonthlyReport{{Month: "2025-10", People: []support.PersonReport{{Participant: "tutor-9"}}}}
	f.TeamTrainings = []support.TeamTraining{{On: day("2025-10-20")}}
	f.OneToOnes = []support.OneToOne{{On: day("2025-10-20")}}
	assertVerdicts(t, look(f, all), map[string]practice.Verdict{"F-50": practice.Pass, "F-62": practice.Pass,
		"F-65": practice.Pass, "F-86": practice.Pass})
	assert.Empty(t, f.Caseload, "the facilitator handed in is unchanged")

	scheme := support.Scheme{ID: "college", Campuses: []string{"north", "south"}, Facilitators: []support.Facilitator{f}, Programmes: all}
	d, err = eng.Review(beacon.OnScheme(scheme), day("2025-10-31"))
	require.NoError(t, err)
	assert.Equal(t, practice.Fail, d.Verdict("F-12"))
	trace, err := eng.Explain(d, "F-12")
	require.NoError(t, err)
	assert.Contains(t, trace.String(), "south")
}

// The facilitators' and the peers' part of scenario SC-12: internal work names the programme that carries it and nothing
// more of it, and what comes out of support or of a project of peers begins the life of a practice at its first step.
func TestSC12_insideTheCollege(t *testing.T) {
	programme := support.Programme{ID: "prog-1", Kind: support.ToGood, State: support.Active, Facilitator: "lif-1", LineManager: "mgr-1",
		Participant: support.Participant{ID: "tutor-7", CurrentStandard: support.StandardBelow}, StartedOn: practice.MustDate("2025-03-10"),
		FramedAsSupport: practice.Known(true)}
	work := dissemination.Engagement{ID: "E-in", Scope: dissemination.Internal, State: dissemination.Active, ProgrammeIDs: []string{programme.ID}}
	saved, err := json.Marshal(work)
	require.NoError(t, err)
	require.Contains(t, string(saved), `"prog-1"`)
	for _, private := range []string{"tutor-7", "mgr-1", "below_required"} {
		require.NotContains(t, string(saved), private)
	}

	facilitator, study := support.Facilitator{ID: "lif-1", State: support.InPost}.CaseStudy("P-9", "questions that reach everybody", practice.MustDate("2025-06-02"))
	require.Equal(t, []string{"P-9"}, facilitator.CaseStudies)
	project := jpd.Project{ID: "J-1", PracticesForSharing: []string{study.ID}}
	require.Equal(t, practice.Identified, study.Stage)
	decision, err := beacon.Default().Promote(study, practice.Validated, practice.MustDate("2026-02-02"))
	require.NoError(t, err)
	require.NotEqual(t, practice.Open, decision.Outcome, "it needs a validation of its own")
	d, err := beacon.Default().Gate(beacon.OnProject(project), jpd.Closed, practice.MustDate("2026-02-02"))
	require.NoError(t, err)
	require.Equal(t, practice.Pass, d.Verdict("J-14"), "what support brought to light is put forward for sharing too")
}
