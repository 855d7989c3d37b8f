package beacon_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

// read fills a value from a file of the scenarios.
func read[T any](t *testing.T, name string) (v T) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "scenarios", name))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &v))
	return v
}

func engine(t *testing.T, c beacon.Config) *beacon.Engine {
	t.Helper()
	eng, err := beacon.New(c)
	require.NoError(t, err)
	return eng
}

func strict(t *testing.T) *beacon.Engine {
	t.Helper()
	return engine(t, beacon.Config{Embedded: []string{"staffordshire", "lsc2004", "strict"}})
}

// fourAllowed is an engine of a host that lets consultancy run with four partners.
func fourAllowed(t *testing.T) *beacon.Engine {
	t.Helper()
	return engine(t, beacon.Config{Packs: []fs.FS{pack(head +
		"set: [{param: lsc2004.consultancy_partner_limit, to: 4, because: two posts share the consultancy}]")}})
}

func gate(t *testing.T, eng *beacon.Engine, s beacon.Subject, to dissemination.State, on string) beacon.Decision {
	t.Helper()
	d, err := eng.Gate(s, to, day(on))
	require.NoError(t, err)
	return d
}

func reviewed(t *testing.T, s beacon.Subject, on string) beacon.Decision {
	t.Helper()
	d, err := beacon.Default().Review(s, day(on))
	require.NoError(t, err)
	return d
}

// failures lists the rules of a decision that failed.
func failures(d beacon.Decision) []string {
	var ids []string
	for _, r := range d.Reasons {
		if r.Verdict == practice.Fail {
			ids = append(ids, r.Rule)
		}
	}
	return ids
}

func answer(d beacon.Decision, rules ...string) (all []practice.Override) {
	for _, r := range rules {
		all = append(all, practice.Override{Rule: r, Reason: "the partner has nowhere else to go", Role: "coordinator", On: d.Today})
	}
	return all
}

// The table of verdicts of scenario SC-05.
func TestSC05_verdicts(t *testing.T) {
	const accepted, today = dissemination.Accepted, "2025-04-14"
	base := read[dissemination.Work](t, "sc05.json")
	fourth := base.Enquiries[3]
	third := fourth
	third.ID = "Q-3"
	two := base
	two.Enquiries, two.Engagements = base.Enquiries[:2], base.Engagements[:2]
	oneToOne, ended, open := base.Engagements[2], base.Engagements[2], base
	oneToOne.Mode = dissemination.OneToOne
	ended.State = dissemination.Evaluated
	open.Disseminator.OpenToAll = practice.Known(true)
	noFilter := fourth
	noFilter.Filter = nil
	declined := fourth
	declined.State = dissemination.Declined
	signposted := declined
	signposted.SignpostedTo = []string{"local adviser"}
	byDefault := beacon.Default()
	for _, tc := range []struct {
		rule, name string
		decision   beacon.Decision
		want       practice.Verdict
	}{
		{"L-29.1", "three", gate(t, byDefault, beacon.OnEnquiry(third, two), accepted, today), practice.Pass},
		{"L-29.1", "four", gate(t, byDefault, beacon.OnEnquiry(fourth, base), accepted, today), practice.Fail},
		{"L-29.1", "fourth is one-to-one", gate(t, byDefault, beacon.OnEnquiry(fourth, base.With(oneToOne)), accepted, today), practice.Pass},
		{"L-29.1", "one ended", gate(t, byDefault, beacon.OnEnquiry(fourth, base.With(ended)), accepted, today), practice.Pass},
		{"L-29.1", "limit set to 4", gate(t, fourAllowed(t), beacon.OnEnquiry(fourth, base), accepted, today), practice.Pass},
		{"L-27.4", "own limit 3", gate(t, byDefault, beacon.OnEnquiry(fourth, base), accepted, today), practice.Fail},
		{"L-T4.2", "open to all", gate(t, byDefault, beacon.OnEnquiry(noFilter, open), accepted, today), practice.NotApplicable},
		{"L-T4.2", "no filter", gate(t, byDefault, beacon.OnEnquiry(noFilter, base), accepted, today), practice.Fail},
		{"L-24.2", "declined without signpost", reviewed(t, beacon.OnEnquiry(declined, base), today), practice.Fail},
		{"L-24.2", "declined with signpost", reviewed(t, beacon.OnEnquiry(signposted, base), today), practice.Pass},
	} {
		assert.Equal(t, tc.want, tc.decision.Verdict(tc.rule), "%s %s\n%s", tc.rule, tc.name, tc.decision)
	}
}

// The fourth consultancy may be taken for a written reason that answers every warning, and then the record of the work
// begins with it. A pack that raises the advice refuses it, whatever the reason.
func TestSC05_theFourth(t *testing.T) {
	work := read[dissemination.Work](t, "sc05.json")
	fourth := work.Enquiries[3]
	before := saved(t, fourth)

	d := gate(t, beacon.Default(), beacon.OnEnquiry(fourth, work), dissemination.Accepted, "2025-04-14")
	require.Equal(t, practice.Open, d.Outcome)
	require.Equal(t, []string{"L-27.4", "L-29.1"}, failures(d))
	for _, reasons := range [][]practice.Override{nil, answer(d, "L-29.1"), answer(d, "L-27.4")} {
		_, err := fourth.Advance(d.Ruling(reasons...))
		var refusal *practice.StageError
		require.ErrorAs(t, err, &refusal)
		require.Contains(t, refusal.Why, "needs a written reason")
	}
	require.Equal(t, before, saved(t, fourth))

	taken, err := fourth.Advance(d.Ruling(answer(d, "L-27.4", "L-29.1")...))
	require.NoError(t, err)
	require.Equal(t, dissemination.Accepted, taken.State)
	require.Equal(t, before, saved(t, fourth), "the value before the move is unchanged")
	engagement, err := dissemination.Start("E-4", work.Disseminator, taken, day("2025-04-14"))
	require.NoError(t, err)
	overrides := engagement.History[0].Ruling.Overrides
	require.Len(t, overrides, 2)
	require.Equal(t, "coordinator", overrides[0].Role)

	// Taken, it is in the count: nobody is counted twice.
	all := work.WithEnquiry(taken)
	require.Equal(t, practice.Fail, reviewed(t, beacon.OnEnquiry(taken, all), "2025-04-14").Verdict("L-29.1"))
	require.Equal(t, practice.Pass, gate(t, fourAllowed(t), beacon.OnEnquiry(taken, all.With(engagement)), dissemination.Accepted, "2025-04-14").Verdict("L-29.1"))

	closed := gate(t, strict(t), beacon.OnEnquiry(fourth, work), dissemination.Accepted, "2025-04-14")
	require.Equal(t, practice.Closed, closed.Outcome)
	require.Equal(t, []string{"L-27.4", "L-29.1"}, failures(closed))
	for _, reasons := range [][]practice.Override{nil, answer(closed, "L-27.4", "L-29.1")} {
		_, err := fourth.Advance(closed.Ruling(reasons...))
		var refusal *practice.StageError
		require.ErrorAs(t, err, &refusal)
		require.Equal(t, practice.Closed, refusal.Outcome)
		require.Equal(t, before, saved(t, fourth))
	}
}

// The choice among those that ask: who can be taken, who waits and where they are pointed, and why one ranks before
// another.
func TestSC05_select(t *testing.T) {
	work := read[dissemination.Work](t, "sc05.json")
	full, err := beacon.Default().Select(work, day("2025-04-14"))
	require.NoError(t, err)
	require.Equal(t, practice.Known(0), full.Places)
	require.Len(t, full.Waiting, 1)
	require.Empty(t, full.Accepted)
	require.Equal(t, []string{"national network", "local adviser"}, []string{full.Waiting[0].Signposts[0].To, full.Waiting[0].Signposts[1].To})

	refusing, err := strict(t).Select(work, day("2025-04-14"))
	require.NoError(t, err)
	require.Len(t, refusing.Declined, 1, "strict turns the fourth away")

	// With two places more, the one in greater need comes first.
	work.Disseminator.PartnerLimit = practice.Known(5)
	strong := work.Enquiries[3]
	strong.ID, strong.Mode, strong.MadeOn = "Q-5", dissemination.Visit, day("2025-04-01")
	strong.Provider = practice.Provider{ID: "P-5", Inspection: &practice.Inspection{Overall: practice.Known(practice.Good)}}
	strong.Needs, strong.Filter, strong.DistanceKM = []string{"A1", "A9"}, nil, practice.Fact[float64]{}
	strong.AreasToAddress = practice.Known(4)
	never := strong
	never.ID, never.Provider, never.Needs = "Q-6", practice.Provider{ID: "P-6"}, nil
	never.AreasToAddress = practice.Fact[int]{}
	picked, err := beacon.Default().Select(work.WithEnquiry(strong).WithEnquiry(never), day("2025-04-14"))
	require.NoError(t, err)
	require.Len(t, picked.Accepted, 2)
	require.Equal(t, "Q-4", picked.Accepted[0].Enquiry.ID)
	require.Equal(t, "Q-5", picked.Accepted[1].Enquiry.ID)
	require.Equal(t, "Q-6", picked.Waiting[0].Enquiry.ID)

	terms := func(c beacon.Candidate) map[string]practice.Fact[float64] {
		all := map[string]practice.Fact[float64]{}
		for _, term := range c.Terms {
			all[term.ID] = term.Value
		}
		return all
	}
	require.Equal(t, map[string]practice.Fact[float64]{"need": practice.Known(0.7), "match": practice.Known(1.0),
		"few_areas": practice.Known(1.0), "near": practice.Known(0.75)}, terms(picked.Accepted[0]))
	require.InDelta(t, 2*0.7+2*1+1+0.5*0.75, picked.Accepted[0].Score, 1e-9)
	require.Equal(t, map[string]practice.Fact[float64]{"need": practice.Known(0.3), "match": practice.Known(0.5),
		"few_areas": practice.Known(0.0), "near": {}}, terms(picked.Accepted[1]))
	require.Equal(t, map[string]practice.Fact[float64]{"need": {}, "match": practice.Known(0.0), "few_areas": {}, "near": {}},
		terms(picked.Waiting[0]), "what is not known adds nothing")

	require.Equal(t, "local_body", picked.Accepted[0].Choice("approach"))
	require.Equal(t, "direct", picked.Accepted[1].Choice("approach"))
	require.Equal(t, "direct", picked.Waiting[0].Choice("approach"), "one that was never inspected is not held up")
	require.Equal(t, "correspondence", picked.Accepted[1].Choice("filter"))
	require.Equal(t, "telephone", picked.Waiting[0].Choice("filter"))
}

// What each term of the ranking gives, from 0 to 1.
func TestLSCScores(t *testing.T) {
	offer := dissemination.Offer{Areas: []dissemination.Area{{ID: "A1"}, {ID: "A2"}}, Suggested: []dissemination.Area{{ID: "A3"}},
		Excluded: []dissemination.Exclusion{{Area: "A2"}}}
	for _, tc := range []struct {
		name, term string
		enquiry    dissemination.Enquiry
		want       practice.Fact[float64]
	}{
		{"weak", "need", dissemination.Enquiry{Band: dissemination.Weak}, practice.Known(1.0)},
		{"in the middle", "need", dissemination.Enquiry{Band: dissemination.Middle}, practice.Known(0.7)},
		{"strong", "need", dissemination.Enquiry{Band: dissemination.StrongNotExcellent}, practice.Known(0.3)},
		{"excellent", "need", dissemination.Enquiry{Band: dissemination.Excellent}, practice.Known(0.0)},
		{"one area of four on offer, one suggested, one held back", "match", dissemination.Enquiry{Needs: []string{"A1", "A2", "A3", "A9"}}, practice.Known(0.5)},
		{"the filter knows better", "match", dissemination.Enquiry{Needs: []string{"A9"}, Filter: &dissemination.Filter{Needs: []string{"A1"}}}, practice.Known(1.0)},
		{"a few areas", "few_areas", dissemination.Enquiry{AreasToAddress: practice.Known(3)}, practice.Known(1.0)},
		{"more than a few", "few_areas", dissemination.Enquiry{AreasToAddress: practice.Known(4)}, practice.Known(0.0)},
		{"next door", "near", dissemination.Enquiry{DistanceKM: practice.Known(0.0)}, practice.Known(1.0)},
		{"too far to count", "near", dissemination.Enquiry{DistanceKM: practice.Known(80.0)}, practice.Known(0.0)},
		{"farther still", "near", dissemination.Enquiry{DistanceKM: practice.Known(400.0)}, practice.Known(0.0)},
	} {
		tc.enquiry.ID, tc.enquiry.State = "Q-1", dissemination.Enquired
		picked, err := beacon.Default().Select(dissemination.Work{Enquiries: []dissemination.Enquiry{tc.enquiry},
			Disseminator: dissemination.Disseminator{ID: "D-1", Offer: &offer}}, day("2025-04-14"))
		require.NoError(t, err)
		for _, term := range picked.Accepted[0].Terms {
			if term.ID == tc.term {
				assert.Equal(t, tc.want, term.Value, tc.name)
				assert.NotEmpty(t, term.Message)
			}
		}
	}
}

// What each choice picks, with the facts it waits for.
func TestLSCChoices(t *testing.T) {
	inspected := func(overall practice.Fact[practice.Grade]) practice.Provider {
		return practice.Provider{ID: "P-1", Inspection: &practice.Inspection{Overall: overall}}
	}
	for _, tc := range []struct {
		name             string
		enquiry          dissemination.Enquiry
		open             practice.Fact[bool]
		approach, filter string
		missing          []string
	}{
		{"grade 4", dissemination.Enquiry{Provider: inspected(practice.Known(practice.Inadequate))}, practice.Known(false), "local_body", "telephone", nil},
		{"grade 3", dissemination.Enquiry{Provider: inspected(practice.Known(practice.RequiresImprovement))}, practice.Fact[bool]{}, "local_body", "telephone", nil},
		{"grade 2", dissemination.Enquiry{Provider: inspected(practice.Known(practice.Good)), Needs: []string{"A1"}}, practice.Known(false), "direct", "correspondence", nil},
		{"known to do better than its grade", dissemination.Enquiry{Provider: inspected(practice.Known(practice.Inadequate)), Band: dissemination.StrongNotExcellent}, practice.Known(true), "direct", "none", nil},
		{"known to be in the middle", dissemination.Enquiry{Band: dissemination.Middle}, practice.Known(false), "local_body", "telephone", nil},
		{"never inspected", dissemination.Enquiry{}, practice.Known(false), "direct", "telephone", nil},
		{"inspected, and the grade is not recorded", dissemination.Enquiry{Provider: inspected(practice.Fact[practice.Grade]{})}, practice.Known(false), "", "telephone",
			[]string{"partner.provider.inspection.overall"}},
	} {
		tc.enquiry.ID, tc.enquiry.State = "Q-1", dissemination.Enquired
		work := dissemination.Work{Disseminator: dissemination.Disseminator{ID: "D-1", OpenToAll: tc.open}, Enquiries: []dissemination.Enquiry{tc.enquiry}}
		picked, err := beacon.Default().Select(work, day("2025-04-14"))
		require.NoError(t, err)
		all := slices.Concat(picked.Accepted, picked.Waiting, picked.Declined, picked.ToAsk)
		require.Len(t, all, 1)
		assert.Equal(t, tc.approach, all[0].Choice("approach"), tc.name)
		assert.Equal(t, tc.filter, all[0].Choice("filter"), tc.name)
		assert.Equal(t, tc.missing, all[0].Choices[0].Missing, tc.name)
	}
}

// moved asks for a step of the disseminator, which must be open without a warning, and takes it.
func moved(t *testing.T, w dissemination.Work, to dissemination.State, on string) dissemination.Work {
	t.Helper()
	d := gate(t, beacon.Default(), beacon.OnDisseminator(w), to, on)
	require.Equal(t, practice.Open, d.Outcome, "%s", d)
	require.Empty(t, d.Reasons, "%s", d)
	next, err := w.Disseminator.Advance(d.Ruling())
	require.NoError(t, err)
	w.Disseminator = next
	return w
}

// went does the same for an engagement.
func went(t *testing.T, e dissemination.Engagement, w dissemination.Work, to dissemination.State, on string) dissemination.Engagement {
	t.Helper()
	d := gate(t, beacon.Default(), beacon.OnEngagement(e, w.With(e)), to, on)
	require.Equal(t, practice.Open, d.Outcome, "%s", d)
	require.Empty(t, d.Reasons, "%s", d)
	next, err := e.Advance(d.Ruling())
	require.NoError(t, err)
	return next
}

// sc12 takes the disseminator of scenario SC-12 up to the state selecting.
func sc12(t *testing.T) dissemination.Work {
	t.Helper()
	w := dissemination.Work{Disseminator: read[dissemination.Disseminator](t, "sc12_disseminator.json")}
	for _, step := range []struct {
		to dissemination.State
		on string
	}{
		{dissemination.Proposing, "2024-11-20"}, {dissemination.Identifying, "2024-12-02"}, {dissemination.Planning, "2025-01-09"},
		{dissemination.Promoting, "2025-01-20"}, {dissemination.Selecting, "2025-02-10"},
	} {
		w = moved(t, w, step.to, step.on)
	}
	return w
}

// The S and L parts of scenario SC-12: a disseminator's year and one engagement through every state.
func TestSC12_wholeCourse(t *testing.T) {
	w := sc12(t)

	// Stage 4: the enquiry is filtered and accepted.
	enquiry := read[dissemination.Enquiry](t, "sc12_enquiry.json")
	for _, step := range []struct {
		to dissemination.State
		on string
	}{{dissemination.Filtered, "2025-02-17"}, {dissemination.Accepted, "2025-02-24"}} {
		w = w.WithEnquiry(enquiry)
		d := gate(t, beacon.Default(), beacon.OnEnquiry(enquiry, w), step.to, step.on)
		require.Empty(t, d.Reasons, "%s", d)
		var err error
		enquiry, err = enquiry.Advance(d.Ruling())
		require.NoError(t, err)
	}
	w = moved(t, w.WithEnquiry(enquiry), dissemination.Working, "2025-02-28")

	// Stages 5 to 7: what happens is entered first, then the move is asked for.
	full := read[dissemination.Engagement](t, "sc12_engagement.json")
	e, err := dissemination.Start("E-1", w.Disseminator, enquiry, day("2025-03-01"))
	require.NoError(t, err)
	require.Equal(t, []string{"A1"}, e.AgreedAreas)

	e.Baseline = full.Baseline
	e = went(t, e, w, dissemination.BaselineRecorded, "2025-03-10")
	e.FirstDiscussionOn, e.Purpose = full.FirstDiscussionOn, full.Purpose
	e.AgreedByPartner, e.TimeScheduled = full.AgreedByPartner, full.TimeScheduled
	e = went(t, e, w, dissemination.Agreed, "2025-03-10")
	e = went(t, e, w, dissemination.Active, "2025-03-25")
	e.Contacts, e.EndedOn = full.Contacts, full.EndedOn
	e = went(t, e, w, dissemination.Disseminated, "2025-05-31")

	// The calendar says what comes next, and when.
	due := evaluate.Schedule(e, day("2025-06-02"), evaluate.Limits{})
	require.Equal(t, evaluate.DueSummary, due[1].Kind)
	require.Equal(t, evaluate.DueNow, due[1].Status)
	require.Equal(t, day("2026-02-28"), due[2].LastDay)

	e.Summary, e.ActionPlan, e.SeniorSponsor, e.ManagementBuyIn = full.Summary, full.ActionPlan, full.SeniorSponsor, full.ManagementBuyIn
	e.Review = &dissemination.Review{DueOn: full.Review.DueOn}
	e = went(t, e, w, dissemination.Implementing, "2025-06-06")
	e.Review, e.Changes = full.Review, full.Changes
	e = went(t, e, w, dissemination.Reviewed, "2026-01-30")
	e.Assessments = full.Assessments
	e = went(t, e, w, dissemination.Evaluated, "2026-02-16")

	require.Equal(t, dissemination.Evaluated, e.State)
	require.Len(t, e.History, 2+7, "the enquiry's steps and its own")
	gain, known := e.Assessments[0].Measures[0].Change().Get()
	require.True(t, known)
	require.InDelta(t, 4, gain, 1e-9)
	for _, due := range evaluate.Schedule(e, day("2026-03-02"), evaluate.Limits{}) {
		require.Equal(t, evaluate.Done, due.Status, due.Path)
		require.Empty(t, due.Gaps)
	}

	// The year closes with a report.
	w = moved(t, w.With(e), dissemination.Reporting, "2026-02-20")
	d := gate(t, beacon.Default(), beacon.OnDisseminator(w), dissemination.Completed, "2026-02-27")
	require.Equal(t, []string{"L-04.3"}, failures(d))
	w.Disseminator.EvaluationReportOn = day("2026-02-27")
	w = moved(t, w, dissemination.Completed, "2026-02-27")
	require.Equal(t, dissemination.Completed, w.Disseminator.State)

	// Inside the college a facilitator programme serves the weaker area. It takes no partner's place.
	inside := dissemination.Engagement{ID: "E-in", DisseminatorID: "D-1", PartnerID: "P-0", Scope: dissemination.Internal,
		Mode: dissemination.InternalConsultancy, ProgrammeIDs: []string{"F-1"}, State: dissemination.Accepted}
	places := w.PartnerCount()
	w = w.With(inside)
	require.Equal(t, places, w.PartnerCount())
	inside.Baseline = full.Baseline
	inside = went(t, inside, w, dissemination.BaselineRecorded, "2025-03-10")
	require.Equal(t, []string{"F-1"}, inside.ProgrammeIDs)

	// The partner's own practice is commended and starts at the bottom of its own ladder.
	commender, found := e.Commend(practice.Practice{ID: "P-77", Title: "exit interviews", Stage: practice.Validated,
		Validation: &practice.Validation{Status: practice.Approved}}, "coord", day("2026-01-30"))
	require.Equal(t, []string{"P-77"}, commender.CommendedIDs)
	require.Empty(t, e.CommendedIDs)
	require.Equal(t, practice.Identified, found.Stage)
	require.Equal(t, practice.ByQualityManager, found.IdentifiedVia)
	require.Equal(t, "P-1", found.ProviderID)
	require.Nil(t, found.Validation, "an approval given elsewhere does not come along")
	decision, err := beacon.Default().Promote(found, practice.Validated, day("2026-02-02"))
	require.NoError(t, err)
	require.NotEqual(t, practice.Open, decision.Outcome, "it needs a validation of its own")
}

// The table of verdicts of scenario SC-12 where nothing is wrong.
func TestSC12_verdicts(t *testing.T) {
	w := sc12(t)
	e := read[dissemination.Engagement](t, "sc12_engagement.json")
	e.Scope, e.Mode, e.Modes, e.AgreedAreas = dissemination.External, dissemination.OneToOne, []dissemination.Mode{dissemination.OneToOne}, []string{"A1"}
	e.State, e.StartedOn = dissemination.Evaluated, day("2025-03-01")
	w = w.With(e)
	for subject, table := range map[string]struct {
		decision beacon.Decision
		passes   []string
	}{
		"disseminator": {reviewed(t, beacon.OnDisseminator(w), "2026-03-02"), []string{"L-14.1", "L-14.2", "L-14.3", "L-14.4", "L-T2.1",
			"L-T2.2", "L-T2.3", "L-T2.6", "L-T7.1", "L-T1.3", "L-03.3", "L-T4.1", "L-T4.3", "L-04.1"}},
		"engagement": {reviewed(t, beacon.OnEngagement(e, w), "2026-03-02"), []string{"L-36.8", "L-36.9", "L-36.11", "L-36.12", "L-36.13",
			"L-T6.4", "L-36.14"}},
	} {
		for _, rule := range table.passes {
			assert.Equal(t, practice.Pass, table.decision.Verdict(rule), "%s %s\n%s", subject, rule, table.decision)
		}
		assert.Equal(t, practice.Open, table.decision.Outcome)
	}
	assert.Equal(t, practice.NotApplicable, reviewed(t, beacon.OnEngagement(e, w), "2026-03-02").Verdict("L-36.10"))
}

// What scenario SC-12 refuses on the disseminator's side. A refused move changes nothing.
func TestSC12_disseminatorRefused(t *testing.T) {
	base := read[dissemination.Disseminator](t, "sc12_disseminator.json")
	for _, tc := range []struct {
		name, rule string
		from, to   dissemination.State
		spoil      func(*dissemination.Disseminator)
	}{
		{"c consulted after agreement", "L-T2.6", dissemination.Planning, dissemination.Promoting, func(d *dissemination.Disseminator) {
			d.Plan.LocalBodyConsultedOn = day("2025-01-21")
		}},
		{"d staff not told", "L-14.4", dissemination.Planning, dissemination.Promoting, func(d *dissemination.Disseminator) {
			d.Plan.Staff[0].InformedOn = practice.Date{}
		}},
		{"e leadership", "L-03.3", dissemination.Awarded, dissemination.Proposing, func(d *dissemination.Disseminator) {
			d.Status.Leadership = dissemination.SatisfactoryQuality
		}},
		{"f no outcomes", "L-04.2", dissemination.Awarded, dissemination.Proposing, func(d *dissemination.Disseminator) {
			d.Proposal.Activities[0].Outcomes = nil
		}},
		{"g demand-driven with exclusion", "L-10.1", dissemination.Identifying, dissemination.Planning, func(d *dissemination.Disseminator) {
			d.Offer.Approach = dissemination.DemandDriven
			d.Offer.Excluded = []dissemination.Exclusion{{Area: "A9", Reason: dissemination.Competition}}
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := read[dissemination.Disseminator](t, "sc12_disseminator.json")
			d.State = tc.from
			tc.spoil(&d)
			before := saved(t, d)
			closed := gate(t, beacon.Default(), beacon.OnDisseminator(dissemination.Work{Disseminator: d}), tc.to, "2025-01-31")
			require.Equal(t, practice.Closed, closed.Outcome)
			require.Equal(t, []string{tc.rule}, failures(closed))
			_, err := d.Advance(closed.Ruling(answer(closed, tc.rule)...))
			var refusal *practice.StageError
			require.ErrorAs(t, err, &refusal)
			require.Equal(t, before, saved(t, d))
		})
	}

	// b Nothing in the first year fails, once the year is over, and holds up no step.
	base.State = dissemination.Working
	late := dissemination.Work{Disseminator: base, Engagements: []dissemination.Engagement{{ID: "E-1", StartedOn: day("2025-11-02")}}}
	require.Equal(t, practice.NotApplicable, reviewed(t, beacon.OnDisseminator(late), "2025-11-01").Verdict("L-04.1"))
	require.Equal(t, practice.Fail, reviewed(t, beacon.OnDisseminator(late), "2025-11-02").Verdict("L-04.1"))
	require.Equal(t, practice.Closed, reviewed(t, beacon.OnDisseminator(late), "2025-11-02").Outcome)
	require.Empty(t, gate(t, beacon.Default(), beacon.OnDisseminator(late), dissemination.Reporting, "2025-11-03").Verdict("L-04.1"))
}

// L-04.4: a second year is free. Whatever the state, years of silence after a first year with work bring up no rule.
func TestSC12_secondYearSilence(t *testing.T) {
	w := dissemination.Work{Disseminator: read[dissemination.Disseminator](t, "sc12_disseminator.json"),
		Engagements: []dissemination.Engagement{{ID: "E-1", State: dissemination.Evaluated, StartedOn: day("2025-03-01")}}}
	w.Disseminator.EvaluationReportOn = day("2025-10-20")
	for _, m := range dissemination.DisseminatorLife() {
		w.Disseminator.State = m.To
		for _, on := range []string{"2025-10-31", "2025-11-02", "2026-10-31", "2026-11-02", "2031-01-01"} {
			d := reviewed(t, beacon.OnDisseminator(w), on)
			require.Equal(t, practice.Open, d.Outcome, "%s %s", on, d)
			require.Empty(t, d.Reasons, "%s %s", on, d)
		}
	}
}

// What scenario SC-12 refuses on the engagement's side. A refused move changes nothing.
func TestSC12_engagementRefused(t *testing.T) {
	work := dissemination.Work{Disseminator: read[dissemination.Disseminator](t, "sc12_disseminator.json")}
	for _, tc := range []struct {
		name     string
		rules    []string
		from, to dissemination.State
		spoil    func(*dissemination.Engagement)
		outcome  practice.Outcome
	}{
		{"h no assessment", []string{"L-36.11", "L-36.13"}, dissemination.Reviewed, dissemination.Evaluated, func(e *dissemination.Engagement) {
			e.Assessments = nil
		}, practice.Closed},
		{"i no buy-in", []string{"L-T6.3"}, dissemination.Disseminated, dissemination.Implementing, func(e *dissemination.Engagement) {
			e.ManagementBuyIn = practice.Known(false)
		}, practice.Closed},
		{"j no sponsor", []string{"L-34.4"}, dissemination.Disseminated, dissemination.Implementing, func(e *dissemination.Engagement) {
			e.SeniorSponsor = ""
		}, practice.Closed},
		{"k empty baseline", []string{"L-36.2"}, dissemination.Accepted, dissemination.BaselineRecorded, func(e *dissemination.Engagement) {
			e.Baseline.Problem = ""
		}, practice.Closed},
		{"l thin summary", []string{"L-36.4"}, dissemination.Disseminated, dissemination.Implementing, func(e *dissemination.Engagement) {
			e.Summary.Ideas = nil
		}, practice.Closed},
		{"m managers only", []string{"L-T5.2"}, dissemination.Active, dissemination.Disseminated, func(e *dissemination.Engagement) {
			e.Contacts[0].PractitionersPresent, e.Contacts[1].PractitionersPresent = practice.Known(false), practice.Known(false)
		}, practice.Closed},
		{"n one visit", []string{"L-28.1"}, dissemination.Active, dissemination.Disseminated, func(e *dissemination.Engagement) {
			e.Contacts = e.Contacts[:1]
		}, practice.Open},
	} {
		t.Run(tc.name, func(t *testing.T) {
			e := read[dissemination.Engagement](t, "sc12_engagement.json")
			e.Scope, e.Mode, e.State = dissemination.External, dissemination.OneToOne, tc.from
			tc.spoil(&e)
			before := saved(t, e)
			d := gate(t, beacon.Default(), beacon.OnEngagement(e, work), tc.to, "2025-06-06")
			require.Equal(t, tc.outcome, d.Outcome, "%s", d)
			require.Equal(t, tc.rules, failures(d))
			_, err := e.Advance(d.Ruling())
			var refusal *practice.StageError
			require.ErrorAs(t, err, &refusal, "a warning asks for a reason, a must refuses")
			require.Equal(t, before, saved(t, e))
			if tc.outcome == practice.Open {
				_, err := e.Advance(d.Ruling(answer(d, tc.rules...)...))
				require.NoError(t, err)
			}
		})
	}
}

// A review held too late closes the gate. The work may go on with a reason and until a day, and the lateness stays.
func TestLateReviewIsWaived(t *testing.T) {
	e := read[dissemination.Engagement](t, "sc12_engagement.json")
	e.Scope, e.Mode, e.State = dissemination.External, dissemination.OneToOne, dissemination.Implementing
	e.Assessments, e.Review.HeldOn = nil, practice.Date{}
	var none dissemination.Work
	require.Equal(t, practice.Pass, reviewed(t, beacon.OnEngagement(e, none), "2026-02-28").Verdict("L-36.14"), "the last day")
	require.Equal(t, practice.Fail, reviewed(t, beacon.OnEngagement(e, none), "2026-03-01").Verdict("L-36.14"), "shows as soon as it has passed")

	e.Review.HeldOn = day("2026-03-05")
	d := gate(t, beacon.Default(), beacon.OnEngagement(e, none), dissemination.Reviewed, "2026-03-05")
	require.Equal(t, practice.Closed, d.Outcome)
	require.Equal(t, []string{"L-36.14"}, failures(d))
	waiver := answer(d, "L-36.14")
	_, err := e.Advance(d.Ruling(waiver...))
	require.Error(t, err, "a waiver needs a last day")
	waiver[0].Until = day("2026-03-31")
	late, err := e.Advance(d.Ruling(waiver...))
	require.NoError(t, err)
	require.Equal(t, dissemination.Reviewed, late.State)
	require.True(t, late.ReviewOverdue(9, day("2027-01-01")))
	require.Equal(t, practice.Fail, reviewed(t, beacon.OnEngagement(late, none), "2027-01-01").Verdict("L-36.14"))
}

// What strict closes that the default packs leave open with a warning.
func TestStrictPack(t *testing.T) {
	results, err := strict(t).Test(os.DirFS("testdata/scenarios/strict"))
	require.NoError(t, err)
	require.NotEmpty(t, results)
	for _, r := range results {
		assert.True(t, r.OK, "%s %s: want %s, got %s", r.Pos, r.Name, r.Want, r.Got)
	}
	before := map[string]practice.Severity{}
	for _, r := range beacon.Default().Rules() {
		before[r.ID] = r.Severity
	}
	var raised []string
	for _, r := range strict(t).Rules() {
		if r.Severity != before[r.ID] {
			raised = append(raised, r.ID)
			assert.Equal(t, practice.Should, before[r.ID], r.ID)
			assert.Equal(t, practice.Must, r.Severity, r.ID)
		}
	}
	require.Equal(t, []string{"L-08.2", "L-17.2", "L-23.2", "L-26.2", "L-27.4", "L-28.1", "L-29.1", "L-32.2", "L-36.12",
		"L-T2.2", "L-T3.2", "L-T4.2", "L-T6.1", "L-T7.1"}, raised)
	// A promotion that went out cannot be called back, so what strict closes here may be waived.
	d := read[dissemination.Disseminator](t, "sc12_disseminator.json")
	d.State = dissemination.Promoting
	d.Promotions[0].Channel, d.Promotions[0].TargetPerformance = dissemination.MailOut, dissemination.Weak
	closed := gate(t, strict(t), beacon.OnDisseminator(dissemination.Work{Disseminator: d}), dissemination.Selecting, "2025-02-10")
	require.Equal(t, practice.Closed, closed.Outcome)
	require.Equal(t, []string{"L-17.2"}, failures(closed))
	waiver := answer(closed, "L-17.2")
	waiver[0].Until = day("2025-02-28")
	_, err = d.Advance(closed.Ruling(waiver...))
	require.NoError(t, err)
}

// The musts of every gate: what state machine 2 of the seven stages asks on the way.
func TestLSCGates(t *testing.T) {
	musts := map[string]map[string][]string{}
	for _, r := range beacon.Default().Rules() {
		if r.Pack != "lsc2004" || r.Severity != practice.Must || r.Decides != "stage_gate" {
			continue
		}
		states := r.States
		if states == nil {
			states = []string{"baseline_recorded", "agreed", "active", "disseminated", "implementing", "reviewed", "evaluated"}
		}
		for _, state := range states {
			if musts[r.Subject] == nil {
				musts[r.Subject] = map[string][]string{}
			}
			musts[r.Subject][state] = append(musts[r.Subject][state], r.ID)
		}
	}
	require.Equal(t, map[string]map[string][]string{
		"disseminator": {
			"proposing":   {"L-03.3", "L-04.2"},
			"identifying": {"L-03.3", "L-04.2"},
			"planning":    {"L-03.3", "L-04.2", "L-10.1"},
			"promoting":   {"L-03.3", "L-04.2", "L-10.1", "L-14.1", "L-14.4", "L-16.8", "L-T2.6", "L-T3.1"},
			"selecting":   {"L-03.3", "L-04.2", "L-10.1", "L-14.1", "L-14.4", "L-16.8", "L-T2.6", "L-T3.1", "L-T4.1"},
			"working":     {"L-03.3", "L-04.2", "L-14.1", "L-14.4", "L-T2.6", "L-T4.1"},
			"reporting":   {"L-03.3", "L-04.2"},
			"completed":   {"L-03.3", "L-04.2", "L-04.3"},
		},
		"engagement": {
			"baseline_recorded": {"L-36.1", "L-36.2"},
			"agreed":            {"L-36.1", "L-36.2"},
			"active":            {"L-36.1", "L-36.2"},
			"disseminated":      {"L-36.1", "L-36.14", "L-36.2", "L-T5.2"},
			"implementing":      {"L-34.4", "L-36.1", "L-36.14", "L-36.2", "L-36.3", "L-36.4", "L-36.6", "L-36.7", "L-T6.3"},
			"reviewed":          {"L-34.4", "L-36.1", "L-36.10", "L-36.14", "L-36.2", "L-36.3", "L-36.4", "L-36.6", "L-36.7", "L-36.8", "L-T6.3"},
			"evaluated":         {"L-34.4", "L-36.1", "L-36.10", "L-36.11", "L-36.14", "L-36.2", "L-36.3", "L-36.4", "L-36.6", "L-36.7", "L-36.8", "L-T6.3"},
		},
	}, musts)
}

// Every rule of the seven-stage model is there, once, with its source.
func TestLSCPackIsComplete(t *testing.T) {
	n := 0
	for _, r := range beacon.Default().Rules() {
		if r.Pack == "lsc2004" {
			n++
			assert.NotEmpty(t, r.Source, r.ID)
		}
	}
	require.Equal(t, 78, n, "73 of the catalogue, the partner's reading of L-17.2, days, the two models of §21 and why a change failed")
}
