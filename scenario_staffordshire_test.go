package beacon_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

var day = practice.MustDate

func scenario(t *testing.T, name string) practice.Practice {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "scenarios", name))
	require.NoError(t, err)
	var p practice.Practice
	require.NoError(t, json.Unmarshal(data, &p))
	return p
}

func saved(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	require.NoError(t, err)
	return string(data)
}

// promoted asks for a step, which must be open, and takes it.
func promoted(t *testing.T, p practice.Practice, to practice.Stage, on string, overrides ...practice.Override) (practice.Practice, beacon.Decision) {
	t.Helper()
	d, err := beacon.Default().Promote(p, to, day(on))
	require.NoError(t, err)
	require.Equal(t, practice.Open, d.Outcome, "%s", d)
	next, err := p.Advance(d.Ruling(overrides...))
	require.NoError(t, err)
	require.Equal(t, to, next.Stage)
	return next, d
}

// transferred takes the transfer of a practice one step further.
func transferred(t *testing.T, tr practice.Transfer, of practice.Practice, to practice.TransferState, on string, overrides ...practice.Override) (practice.Transfer, beacon.Decision) {
	t.Helper()
	d, err := beacon.Default().PromoteTransfer(tr, of, to, day(on))
	require.NoError(t, err)
	require.Equal(t, practice.Open, d.Outcome, "%s", d)
	next, err := tr.Advance(d.Ruling(overrides...))
	require.NoError(t, err)
	require.Equal(t, to, next.State)
	return next, d
}

// refused asks for a step that musts must close, exactly those; taking it anyway fails and changes nothing.
func refused(t *testing.T, p practice.Practice, to practice.Stage, on string, musts ...string) {
	t.Helper()
	d, err := beacon.Default().Promote(p, to, day(on))
	require.NoError(t, err)
	assert.Equal(t, practice.Closed, d.Outcome)
	assert.Equal(t, musts, failed(d, practice.Must), "%s", d)
	before := saved(t, p)
	next, err := p.Advance(d.Ruling())
	var stageErr *practice.StageError
	require.ErrorAs(t, err, &stageErr)
	for _, id := range musts {
		assert.ErrorContains(t, err, id)
	}
	assert.Equal(t, p, next)
	assert.Equal(t, before, saved(t, p))
}

func failed(d beacon.Decision, severity practice.Severity) []string {
	var ids []string
	for _, r := range d.Reasons {
		if r.Severity == severity && r.Verdict == practice.Fail {
			ids = append(ids, r.Rule)
		}
	}
	return ids
}

// noted are the rules that did not simply pass, whatever they weigh.
func noted(d beacon.Decision) []string {
	var ids []string
	for _, r := range d.Reasons {
		ids = append(ids, r.Rule)
	}
	return ids
}

func review(t *testing.T, s beacon.Subject) beacon.Decision {
	t.Helper()
	d, err := beacon.Default().Review(s, day("2026-03-02"))
	require.NoError(t, err)
	return d
}

func assertVerdicts(t *testing.T, d beacon.Decision, want map[string]practice.Verdict) {
	t.Helper()
	for id, verdict := range want {
		assert.Equal(t, verdict, d.Verdict(id), "%s in %s", id, d)
	}
}

// observed takes the practice of SC-01 up all its stages and returns it as it stood at each.
func observed(t *testing.T) map[practice.Stage]practice.Practice {
	t.Helper()
	p := scenario(t, "sc01.json")
	at := map[practice.Stage]practice.Practice{p.Stage: p}
	step := func(to practice.Stage, on string) {
		var d beacon.Decision
		p, d = promoted(t, p, to, on)
		assert.Equal(t, []string{"S-25"}, noted(d), "going to %s, only the missing evidence is worth a note", to)
		assert.Equal(t, practice.May, d.Reasons[0].Severity)
		at[to] = p
	}
	p.Records, p.RecordedOn = []practice.Record{{Kind: practice.OLTReport, On: day("2025-10-07")}}, day("2025-10-07")
	step(practice.Recorded, "2025-10-07")
	step(practice.InValidation, "2025-10-08")
	p.Validation = &practice.Validation{Status: practice.Approved, Route: practice.ByOLTModeration, By: "mod-2",
		On: day("2025-10-20"), SubjectID: p.ID}
	step(practice.Validated, "2025-10-20")
	p.Shares = []practice.Share{{Channel: practice.CPDEvent, On: day("2025-11-05")}}
	step(practice.Shared, "2025-11-05")

	tr := practice.Transfer{ID: "T1", Adopter: "tutor-b", ProviderID: "pr-2", StartedOn: day("2025-11-17"),
		ViaChannel: practice.CPDEvent, SupportRequested: practice.Known(false), State: practice.Started}
	p = p.WithTransfer(tr)
	step(practice.InTransfer, "2025-11-17")
	follow := func(to practice.TransferState, on string) {
		next, d := transferred(t, tr, p, to, on)
		assert.Empty(t, noted(d), "going to %s", to)
		tr = next
		p = p.WithTransfer(tr)
	}
	tr.Vehicle = practice.ByStage5Report
	follow(practice.Monitoring, "2025-11-24")
	tr.Stage5Report = &practice.Stage5Report{Success: "it worked", Impact: "more questions", SubmittedOn: day("2026-02-10")}
	tr.DiffersFromOriginal = practice.Known(false)
	follow(practice.Reported, "2026-02-10")
	tr.SubmittedOn = day("2026-02-10")
	follow(practice.Submitted, "2026-02-10")
	step(practice.Monitored, "2026-02-10")
	p.Impact = &practice.Impact{Finding: "taken up by four tutors", AssessedOn: day("2026-02-24"), AssessedByRole: "quality_team",
		InCPDFeed: practice.Known(true), InSARFeed: practice.Known(true)}
	step(practice.Assessed, "2026-02-24")
	return at
}

func TestScenario_SC01_observationToImpact(t *testing.T) {
	p := observed(t)[practice.Assessed]
	tr, ok := p.Transfer("T1")
	require.True(t, ok)
	assert.Equal(t, practice.Submitted, tr.State)
	assert.Len(t, p.History, 7)
	for _, s := range p.History {
		assert.NotEmpty(t, s.Ruling.Rules.Digest, "the ruling says which rules it rests on")
		assert.Equal(t, "staffordshire", s.Ruling.Rules.Packs[0].Pack)
	}

	d := review(t, beacon.OnPractice(p))
	assert.Equal(t, practice.Open, d.Outcome)
	assert.Equal(t, []string{"S-25"}, noted(d))
	assertVerdicts(t, d, map[string]practice.Verdict{
		"S-16": practice.Pass, "S-26": practice.Pass, "S-30": practice.Pass, "S-31": practice.Pass, "S-32": practice.Pass,
		"S-34": practice.Pass, "S-53": practice.Pass, "S-54": practice.Pass, "S-76": practice.Pass, "S-78": practice.Pass,
		"S-80": practice.Pass, "S-83": practice.Pass, "S-25": practice.Fail,
	})
	d = review(t, beacon.OnTransfer(tr, p))
	assert.Empty(t, noted(d))
	assertVerdicts(t, d, map[string]practice.Verdict{
		"S-56": practice.Pass, "S-57": practice.Pass, "S-65": practice.Pass, "S-66": practice.Pass, "S-68": practice.NotApplicable,
	})

	notCarried := p
	impact := *p.Impact
	impact.InSARFeed = practice.Known(false)
	notCarried.Impact = &impact
	assert.Equal(t, []string{"S-83"}, failed(review(t, beacon.OnPractice(notCarried)), practice.Should))

	var back practice.Practice
	require.NoError(t, json.Unmarshal([]byte(saved(t, p)), &back))
	assert.Equal(t, saved(t, review(t, beacon.OnPractice(p))), saved(t, review(t, beacon.OnPractice(back))))
}

func TestScenario_SC01_reports(t *testing.T) {
	all := []practice.Practice{observed(t)[practice.Assessed]}
	for name, feed := range map[string][]practice.FeedLine{"CPD": practice.CPDFeed(all), "SAR": practice.SARFeed(all)} {
		require.Len(t, feed, 1, name)
		assert.Equal(t, "P1", feed[0].PracticeID)
		assert.Equal(t, "taken up by four tutors", feed[0].Finding)
		assert.Equal(t, practice.Known(true), feed[0].Carried)
	}
	reach := practice.ReachOf(all, []practice.Tutor{
		{ID: "tutor-b", ProviderID: "pr-2", PartTime: practice.Known(true), Subcontracted: practice.Known(true)},
		{ID: "tutor-c", PartTime: practice.Known(true), Subcontracted: practice.Known(false)},
	})
	assert.Equal(t, practice.ReachReport{
		All: practice.ReachCount{Tutors: 2, Reached: 1}, PartTime: practice.ReachCount{Tutors: 2, Reached: 1},
		Subcontracted: practice.ReachCount{Tutors: 1, Reached: 1}, NotReached: []string{"tutor-c"}, Unlisted: []string{},
		Providers: []practice.GroupReach{{Name: "pr-2", ReachCount: practice.ReachCount{Tutors: 1, Reached: 1}}},
		Venues:    []practice.GroupReach{}, Channels: []practice.ChannelReach{{Channel: practice.CPDEvent, Shares: 1, Direct: 1}},
	}, reach)
	log := practice.MonitoringLogOf(all)
	require.Len(t, log, 1)
	assert.Equal(t, []any{"P1", "T1", "tutor-b", practice.ByStage5Report, day("2026-02-10")},
		[]any{log[0].PracticeID, log[0].TransferID, log[0].Adopter, log[0].Vehicle, log[0].On})
}

func TestScenario_SC01_variants(t *testing.T) {
	at := observed(t)
	t.Run("b shared before validation", func(t *testing.T) {
		p := at[practice.Validated]
		p.Shares = []practice.Share{{Channel: practice.Blog, On: day("2025-10-10")}}
		refused(t, p, practice.Shared, "2025-11-05", "S-30")
	})
	t.Run("c originator adopts", func(t *testing.T) {
		p := at[practice.Shared]
		tr := practice.Transfer{ID: "T1", Adopter: "tutor-a", StartedOn: day("2025-11-17"), Vehicle: practice.ByStage5Report,
			State: practice.Started}
		d, err := beacon.Default().PromoteTransfer(tr, p, practice.Monitoring, day("2025-11-24"))
		require.NoError(t, err)
		assert.Equal(t, practice.Closed, d.Outcome)
		assert.Equal(t, []string{"S-56"}, failed(d, practice.Must))
		next, err := tr.Advance(d.Ruling())
		require.ErrorContains(t, err, "S-56")
		assert.Equal(t, tr, next)
		refused(t, p.WithTransfer(tr), practice.InTransfer, "2025-11-17", "S-56.1")
	})
	t.Run("d self moderation", func(t *testing.T) {
		p := at[practice.InValidation]
		p.Validation = &practice.Validation{Status: practice.Approved, Route: practice.ByOLTModeration, By: "obs-7",
			On: day("2025-10-20"), SubjectID: p.ID}
		d, err := beacon.Default().Promote(p, practice.Validated, day("2025-10-20"))
		require.NoError(t, err)
		assert.Equal(t, practice.Open, d.Outcome, "advice closes nothing")
		assert.Equal(t, []string{"S-34"}, failed(d, practice.Should))
		next, err := p.Advance(d.Ruling())
		require.ErrorContains(t, err, "going on against advice needs a written reason for S-34")
		assert.Equal(t, p, next)
		promoted(t, p, practice.Validated, "2025-10-20", practice.Override{Rule: "S-34", Reason: "there is one moderator this term",
			Role: "quality_manager", On: day("2025-10-20")})
	})
	t.Run("e nothing submitted", func(t *testing.T) {
		p := at[practice.Monitored]
		tr, _ := p.Transfer("T1")
		tr.SubmittedOn = practice.Date{}
		p = p.WithTransfer(tr)
		p.Impact = at[practice.Assessed].Impact
		refused(t, p, practice.Assessed, "2026-02-24", "S-08", "S-76")
	})
	t.Run("f returned yet shared", func(t *testing.T) {
		p := at[practice.InValidation]
		p.Validation = &practice.Validation{Status: practice.SentBack, Route: practice.ByOLTModeration, By: "mod-2", On: day("2025-10-20")}
		p.Shares = []practice.Share{{Channel: practice.CPDEvent, On: day("2025-11-05")}}
		d := review(t, beacon.OnPractice(p))
		assert.Equal(t, practice.Closed, d.Outcome)
		assert.Equal(t, []string{"S-30", "S-36"}, failed(d, practice.Must))

		p, err := p.Advance(practice.ByHand("P1", "returned", day("2025-11-06"), "moderator", "show more of the session"))
		require.NoError(t, err)
		assert.Equal(t, []string{"S-36.1"}, failed(review(t, beacon.OnPractice(p)), practice.Must))
		refused(t, p, practice.Recorded, "2025-11-10", "S-30", "S-36")
	})
	t.Run("steps are not jumped", func(t *testing.T) {
		p := at[practice.Recorded]
		p.Shares = []practice.Share{{Channel: practice.CPDEvent, On: day("2025-11-05")}}
		refused(t, p, practice.Shared, "2025-11-05", "S-08", "S-30")
	})
}

// qualityTeam is the meeting of SC-02 with the given people, naming the given practices.
func qualityTeam(roles, practices []string) practice.Meeting {
	return practice.Meeting{ID: "QT-2025-11", Kind: practice.OfQualityTeam, On: day("2025-11-03"), Minuted: practice.Known(true),
		AttendeeRoles: roles, PracticeIDs: practices}
}

func TestScenario_SC02_minutes(t *testing.T) {
	p := scenario(t, "sc02.json")
	before := saved(t, p)
	filled, err := p.Minuted(qualityTeam([]string{"quality_manager", "quality_manager", "observer", "provider_manager"}, []string{"P2"}))
	require.NoError(t, err)
	shared, d := promoted(t, filled, practice.Shared, "2025-11-03")
	assert.Equal(t, before, saved(t, p))
	assertVerdicts(t, d, map[string]practice.Verdict{"S-08": practice.Pass, "S-29": practice.Pass, "S-30": practice.Pass})

	require.Len(t, shared.History, 1, "one event")
	assert.Equal(t, []string{"identified", "shared"}, []string{shared.History[0].From, shared.History[0].To})
	assert.Equal(t, []string{"QT-2025-11", "QT-2025-11", "QT-2025-11"},
		[]string{shared.Records[0].Ref, shared.Validation.By, shared.Shares[0].ID}, "one set of minutes, three times")

	assert.Equal(t, []string{"S-52", "S-54"}, failed(review(t, beacon.OnPractice(shared)), practice.Should))
	next := shared.WithTransfer(practice.Transfer{ID: "T1", Adopter: "tutor-d", StartedOn: day("2025-11-17"), State: practice.Started})
	d, err = beacon.Default().Promote(next, practice.InTransfer, day("2025-11-17"))
	require.NoError(t, err)
	assertVerdicts(t, d, map[string]practice.Verdict{"S-53": practice.Pass, "S-54": practice.Fail})
	next.Shares = []practice.Share{next.Shares[0]}
	next.Shares[0].CascadedOn = day("2025-11-10")
	_, d = promoted(t, next, practice.InTransfer, "2025-11-17")
	assertVerdicts(t, d, map[string]practice.Verdict{"S-53": practice.Pass, "S-54": practice.Pass})
}

func TestScenario_SC02_variants(t *testing.T) {
	for name, m := range map[string]practice.Meeting{
		"b no quality manager": qualityTeam([]string{"observer"}, []string{"P2"}),
		"c not named":          qualityTeam([]string{"quality_manager"}, []string{"P9"}),
	} {
		t.Run(name, func(t *testing.T) {
			p := scenario(t, "sc02.json")
			before := saved(t, p)
			filled, err := p.Minuted(m)
			require.NoError(t, err)
			refused(t, filled, practice.Shared, "2025-11-03", "S-29")
			assert.Equal(t, before, saved(t, p), "no part of it has happened")
		})
	}
	t.Run("declined before", func(t *testing.T) {
		p := scenario(t, "sc02.json")
		p.Records = []practice.Record{{Kind: practice.ProviderForm, On: day("2025-10-27")}}
		p, _ = promoted(t, p, practice.Recorded, "2025-10-27")
		p, _ = promoted(t, p, practice.InValidation, "2025-10-28")
		contradictory := p
		contradictory.Stage = practice.Recorded
		p.Validation = &practice.Validation{Status: practice.NotApproved, On: day("2025-11-01"), SubjectID: "P2"}
		contradictory.Validation = p.Validation
		p, err := p.Advance(practice.ByHand("P2", "declined", day("2025-11-01"), "moderator", "it could not be seen again"))
		require.NoError(t, err)
		for _, p := range []practice.Practice{p, contradictory} {
			before := saved(t, p)
			next, err := p.Minuted(qualityTeam([]string{"quality_manager"}, []string{"P2"}))
			var stageErr *practice.StageError
			require.ErrorAs(t, err, &stageErr)
			assert.Equal(t, p, next)
			assert.Equal(t, before, saved(t, p))
		}
	})
	t.Run("d tutor meeting without item", func(t *testing.T) {
		d := review(t, beacon.OnMeeting(practice.Meeting{ID: "m", Kind: practice.OfTutors, Minuted: practice.Known(true),
			AgendaItems: []string{"dates"}}))
		assert.Equal(t, practice.Open, d.Outcome)
		assert.Equal(t, []string{"S-46"}, failed(d, practice.Should))
	})
}

// family is P1, its variation P2 and P2's variation P3 of SC-03, each as far as it came.
func family(t *testing.T) (p1, p2, p3 practice.Practice) {
	t.Helper()
	p1 = scenario(t, "sc03.json")
	tr, _ := p1.Transfer("T1")
	tr, d := transferred(t, tr, p1, practice.Reported, "2025-11-03")
	assert.Equal(t, practice.NotApplicable, d.Verdict("S-68"), "the decision follows the report")

	d, err := beacon.Default().PromoteTransfer(tr, p1, practice.Submitted, day("2025-11-04"))
	require.NoError(t, err)
	assert.Equal(t, practice.Open, d.Outcome)
	assert.Equal(t, []string{"S-68"}, failed(d, practice.Should), "g changed, undecided")
	next, err := tr.Advance(d.Ruling())
	require.ErrorContains(t, err, "S-68")
	assert.Equal(t, tr, next)
	_, err = p1.WithTransfer(tr).Vary("T1", "P2", day("2025-11-04"))
	require.Error(t, err, "nothing varies that nobody proposed")

	tr.VariationDecision = practice.Proposed
	tr, d = transferred(t, tr, p1, practice.Submitted, "2025-11-04")
	assert.Equal(t, practice.Pass, d.Verdict("S-68"))
	p1 = p1.WithTransfer(tr)
	p2, err = p1.Vary("T1", "P2", day("2025-11-05"))
	require.NoError(t, err)
	assert.Equal(t, practice.InValidation, p2.Stage)

	p2 = approvedAndShared(t, p2, "2025-11-17", "2025-11-24")
	p2 = p2.WithTransfer(practice.Transfer{ID: "T2", Adopter: "tutor-c", StartedOn: day("2025-12-01"), ViaChannel: practice.Blog,
		Vehicle: practice.ByStage5Report, Stage5Report: &practice.Stage5Report{Success: "calm", Impact: "all join in",
			SubmittedOn: day("2025-12-15")}, DiffersFromOriginal: practice.Known(true), VariationDecision: practice.Proposed,
		State: practice.Monitoring})
	p2, _ = promoted(t, p2, practice.InTransfer, "2025-12-01")
	p3, err = p2.Vary("T2", "P3", day("2025-12-16"))
	require.NoError(t, err)
	return p1, p2, approvedAndShared(t, p3, "2026-01-12", "2026-01-20")
}

func approvedAndShared(t *testing.T, p practice.Practice, approvedOn, sharedOn string) practice.Practice {
	t.Helper()
	p.Validation = &practice.Validation{Status: practice.Approved, Route: practice.ByQualityTeam, By: "mod-2", On: day(approvedOn),
		SubjectID: p.ID}
	p, _ = promoted(t, p, practice.Validated, approvedOn)
	p.Shares = []practice.Share{{Channel: practice.Blog, On: day(sharedOn)}}
	p, _ = promoted(t, p, practice.Shared, sharedOn)
	return p
}

func TestScenario_SC03_variationOfVariation(t *testing.T) {
	p1, p2, p3 := family(t)
	assert.Equal(t, []any{"P2", "P1", []string{"P1", "P2"}}, []any{p3.ParentID, p3.RootID, p3.Lineage})
	assert.Equal(t, []practice.Stage{practice.InTransfer, practice.InTransfer, practice.Shared},
		[]practice.Stage{p1.Stage, p2.Stage, p3.Stage}, "each has a life of its own")
	d := review(t, beacon.OnVariation(p3, &p2))
	assert.Equal(t, []string{"S-25"}, noted(d))
	assertVerdicts(t, d, map[string]practice.Verdict{"S-30": practice.Pass, "S-69": practice.Pass, "S-70": practice.Pass,
		"S-70.1": practice.Pass, "S-71": practice.Pass})

	p2, err := p2.Advance(practice.ByHand("P2", "withdrawn", day("2026-02-02"), "quality_team", "P3 does it better"))
	require.NoError(t, err)
	d = review(t, beacon.OnVariation(p3, &p2))
	assert.Equal(t, practice.Open, d.Outcome, "it keeps its approval")
	assert.Equal(t, []string{"S-25", "S-70.1"}, failed(d, practice.May))
	assert.Empty(t, failed(d, practice.Should))
}

func TestScenario_SC03_variants(t *testing.T) {
	_, _, p3 := family(t)
	// The step that P3 took last, asked again with something wrong.
	p3.Stage, p3.History = practice.Validated, slices.Clone(p3.History[:len(p3.History)-1])
	for _, tc := range []struct {
		name  string
		spoil func(*practice.Practice)
		musts []string
	}{
		{"b leans on parent approval", func(p *practice.Practice) { p.Validation.SubjectID = "P2" }, []string{"S-69"}},
		{"c no validation", func(p *practice.Practice) { p.Validation = nil }, []string{"S-08", "S-30", "S-69"}},
		{"d loop", func(p *practice.Practice) { p.Lineage = []string{"P1", "P3"} }, []string{"S-71"}},
		{"e lineage skips parent", func(p *practice.Practice) { p.Lineage = []string{"P1"} }, []string{"S-71"}},
		{"f parent missing", func(p *practice.Practice) { p.ParentID = "" }, []string{"S-70"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := p3
			validation := *p3.Validation
			p.Validation = &validation
			tc.spoil(&p)
			refused(t, p, practice.Shared, "2026-01-20", tc.musts...)
		})
	}
	promoted(t, p3, practice.Shared, "2026-01-20")
}

// What a rule of the source weighs is part of its permanent id; a service that sees it otherwise says so in a pack of
// its own.
func TestStaffordshire_severities(t *testing.T) {
	got := map[practice.Severity][]string{}
	for _, r := range beacon.Default().Rules() {
		if r.Pack == "staffordshire" {
			got[r.Severity] = append(got[r.Severity], r.ID)
			assert.NotEmpty(t, r.Source, r.ID)
			assert.NotEmpty(t, r.Ask, r.ID)
		}
	}
	assert.Equal(t, map[practice.Severity][]string{
		practice.Must: {"S-08", "S-16", "S-26", "S-29", "S-30", "S-36", "S-36.1", "S-53", "S-56", "S-56.1", "S-57", "S-57.1", "S-62",
			"S-62.1", "S-64", "S-69", "S-70", "S-71", "S-75", "S-76", "S-78", "S-80"},
		practice.Should: {"S-31", "S-32", "S-33", "S-34", "S-43", "S-46", "S-52", "S-54", "S-59", "S-65", "S-66", "S-68", "S-74", "S-83"},
		practice.May:    {"S-10", "S-17", "S-25", "S-70.1"},
	}, got)
}
