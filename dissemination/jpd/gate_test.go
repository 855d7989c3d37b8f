package jpd_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

// An empty project lacks, state by state, what the lifecycle asks for and nothing else.
func TestGaps_emptyProject(t *testing.T) {
	p := jpd.Project{ID: "J", Participants: []jpd.Participant{{ID: "a"}}, KPIs: []jpd.KPI{{Code: "1"}},
		Sets:   []jpd.ActionLearningSet{{ID: "s", Facilitator: "x", HeldOn: date("2026-04-01")}},
		Visits: []jpd.Visit{{ID: "v", State: jpd.Arranged}}, Targets: []jpd.Target{{ID: "t", Status: jpd.Slipped}},
		State: jpd.Planned}
	entry := []string{"J-05", "J-18", "J-22", "J-56"}
	themes := []string{"J-05", "J-18", "J-22", "J-25", "J-30", "J-33", "J-56"}
	for _, tc := range []struct {
		to   jpd.State
		want []string
	}{
		{jpd.Planned, []string{}},
		{jpd.SelfEvaluating, entry},
		{jpd.Visiting, themes},
		{jpd.Reflecting, []string{"J-05", "J-18", "J-22", "J-25", "J-30", "J-33", "J-43", "J-44", "J-56"}},
		{jpd.Evaluating, []string{"J-05", "J-18", "J-22", "J-25", "J-30", "J-32", "J-33", "J-43", "J-44", "J-56"}},
		{jpd.Disseminating, []string{"J-05", "J-18", "J-22", "J-25", "J-30", "J-32", "J-33", "J-43", "J-44", "J-47", "J-49", "J-56"}},
		{jpd.Closed, []string{"J-05", "J-13", "J-18", "J-22", "J-25", "J-30", "J-32", "J-33", "J-43", "J-44", "J-47", "J-49", "J-56"}},
		{jpd.Stopped, []string{}},
		{"", []string{}},
	} {
		assert.Equal(t, tc.want, rules(p.Gaps(tc.to)), tc.to)
	}
	for _, g := range p.Gaps(jpd.Closed) {
		assert.Equal(t, practice.Must, g.Severity)
		assert.Equal(t, practice.Fail, g.Verdict)
		assert.NotEmpty(t, g.Message)
		assert.Regexp(t, `^Southend and Thurrock, \w`, g.Source)
	}
	bare := jpd.Project{}
	assert.Equal(t, []string{"J-05", "J-22", "J-56"}, rules(bare.Gaps(jpd.SelfEvaluating)))
}

// Each move of a project that is in order works on the day everything is there and not one step before.
func TestAdvance_asksForWhatIsThere(t *testing.T) {
	full := closed(t)
	for to, remove := range map[jpd.State]func(*jpd.Project){
		jpd.SelfEvaluating: func(p *jpd.Project) { p.Outcomes = nil },
		jpd.Visiting:       func(p *jpd.Project) { p.Groups = nil },
		jpd.Reflecting:     func(p *jpd.Project) { p.Sets = nil; p.Sets = []jpd.ActionLearningSet{{Facilitator: "x"}} },
		jpd.Evaluating:     func(p *jpd.Project) { p.Visits = p.Visits[1:] },
		jpd.Disseminating:  func(p *jpd.Project) { p.EvaluationMeeting = nil },
		jpd.Closed:         func(p *jpd.Project) { p.KPIs = nil },
	} {
		p := full
		p.History = nil
		for _, m := range jpd.Life() {
			if m.To == to {
				p.State = m.From
			}
		}
		_, err := p.Advance(allow(p.ID, to, "2026-07-10"))
		require.NoError(t, err, to)
		remove(&p)
		got, err := p.Advance(allow(p.ID, to, "2026-07-10"))
		require.ErrorContains(t, err, "something it needs is not there", to)
		assert.Equal(t, p, got)
		_, err = p.Advance(practice.ByHand(p.ID, "stopped", date("2026-07-10"), "coordinator", "no funds"))
		assert.NoError(t, err, "anything may be given up")
	}
}

// A rule pack may make less of a requirement than a must, with an answer; a person by hand may not.
func TestAdvance_judgedByRules(t *testing.T) {
	p := sound(t, jpd.Disseminating)
	p.EvaluationMeeting = nil
	ruling := func(severity practice.Severity, verdict practice.Verdict) practice.Ruling {
		r := allow(p.ID, jpd.Closed, "2026-07-10")
		r.Reasons = []practice.Reason{{Rule: "J-47", Severity: severity, Verdict: verdict, Waivable: true}}
		return r
	}
	answer := []practice.Override{{Rule: "J-47", Reason: "met by letter", Role: "coordinator", Until: date("2026-12-31")}}
	for _, tc := range []struct {
		name   string
		change func(*practice.Ruling)
		base   practice.Ruling
		ok     bool
	}{
		{name: "silent", base: allow(p.ID, jpd.Closed, "2026-07-10")},
		{name: "an override and no judgement", base: func() practice.Ruling {
			r := allow(p.ID, jpd.Closed, "2026-07-10")
			r.Overrides = answer
			return r
		}()},
		{name: "another rule", base: func() practice.Ruling {
			r := ruling(practice.May, practice.Fail)
			r.Reasons[0].Rule = "J-49"
			return r
		}()},
		{name: "a note", base: ruling(practice.May, practice.Fail), ok: true},
		{name: "advice, not answered", base: ruling(practice.Should, practice.Fail)},
		{name: "advice, answered", base: ruling(practice.Should, practice.Fail), change: func(r *practice.Ruling) { r.Overrides = answer }, ok: true},
		{name: "advice that cannot be judged", base: ruling(practice.Should, practice.CannotJudge), ok: true},
		{name: "a must, not waived", base: ruling(practice.Must, practice.Fail)},
		{name: "a must, waived", base: ruling(practice.Must, practice.Fail), change: func(r *practice.Ruling) { r.Overrides = answer }, ok: true},
		{name: "a must that does not apply", base: ruling(practice.Must, practice.NotApplicable)},
	} {
		if tc.change != nil {
			tc.change(&tc.base)
		}
		_, err := p.Advance(tc.base)
		assert.Equal(t, tc.ok, err == nil, "%s: %v", tc.name, err)
	}
	_, err := p.Advance(practice.ByHand(p.ID, "closed", date("2026-07-10"), "coordinator", "we are done"))
	require.ErrorContains(t, err, "J-47 (Southend and Thurrock, Outcomes and process): The evaluation meeting has not been held. "+
		"Not recorded: project.evaluation_meeting.held_on.")

	// Advice answered once stands later; a waiver does not.
	for severity, stands := range map[practice.Severity]bool{practice.Should: true, practice.Must: false} {
		earlier := ruling(severity, practice.Fail)
		earlier.Overrides = answer
		q := p
		q.History = []practice.Step{{From: "evaluating", To: "disseminating", Ruling: earlier}}
		_, err := q.Advance(allow(p.ID, jpd.Closed, "2026-07-10"))
		assert.Equal(t, stands, err == nil, "%s: %v", severity, err)
	}
}

func TestGaps_namesAFewOnly(t *testing.T) {
	p := closed(t)
	for i := range p.Participants {
		p.Participants[i].EndReport = nil
	}
	assert.Equal(t, "There is no end report on the impact of taking part from s01, s02, s03, s04, s05, s06 and 14 more.", p.Gaps(jpd.Closed)[0].Message)
	p.Participants = p.Participants[:6]
	assert.Equal(t, "There is no end report on the impact of taking part from s01, s02, s03, s04, s05, s06.",
		p.Gaps(jpd.Closed)[len(p.Gaps(jpd.Closed))-1].Message)
	p = jpd.Project{Participants: []jpd.Participant{{}}}
	assert.Equal(t, "Themes are not named and fixed yet by number 1.", p.Gaps(jpd.Visiting)[2].Message)
}

// What was answered or waived at a step of one participant or one visit is not asked of the project again, whose ruling
// cannot speak of it. What others lack still is.
func TestAdvance_settledBelow(t *testing.T) {
	letPass := func(rule string, severity practice.Severity) func(practice.Ruling) practice.Ruling {
		return func(r practice.Ruling) practice.Ruling {
			r.Reasons = []practice.Reason{{Rule: rule, Severity: severity, Verdict: practice.Fail, Waivable: true}}
			r.Overrides = []practice.Override{{Rule: rule, Reason: "ill in the spring", Role: "coordinator", Until: date("2026-12-31")}}
			return r
		}
	}
	for _, severity := range []practice.Severity{practice.Should, practice.Must} {
		t.Run("J-32 "+string(severity), func(t *testing.T) {
			p := reflected(t)
			visitor, lacking := p.Visits[0].Visitor, p.Visits[0].Host
			p.Visits = p.Visits[1:]
			for i := range p.Participants {
				p.Participants[i].EndReport = &jpd.EndReport{Impact: "more confident", On: date("2026-06-26")}
			}
			pass := letPass("J-32", severity)
			next, err := p.AdvanceParticipant(pass(allow(visitor, jpd.Completed, "2026-05-02")))
			p = must(t, next, err)
			_, err = p.Advance(allow(p.ID, jpd.Evaluating, "2026-05-04"))
			require.ErrorContains(t, err, lacking)
			assert.NotContains(t, err.Error(), visitor+",")
			next, err = p.AdvanceParticipant(pass(allow(lacking, jpd.Completed, "2026-05-02")))
			p = must(t, next, err)
			_, err = p.Advance(allow(p.ID, jpd.Evaluating, "2026-05-04"))
			require.NoError(t, err)
		})
		t.Run("J-35 "+string(severity), func(t *testing.T) {
			p := move(t, planned(), jpd.SelfEvaluating, "2025-10-06")
			p = withThemes(t, p)
			p.Groups = buddyGroups
			members := buddyGroups[0].Members
			p = p.WithVisit(jpd.Visit{ID: "v1", GroupID: buddyGroups[0].ID, Visitor: members[0], Host: members[1],
				HeldOn: date("2025-11-05"), Form: &jpd.VisitForm{}, State: jpd.Held})
			next, err := p.AdvanceVisit(letPass("J-35", severity)(allow("v1", jpd.FormFiled, "2025-11-06")))
			p = must(t, next, err)
			_, err = p.Advance(allow(p.ID, jpd.Visiting, "2025-11-10"))
			require.NoError(t, err)
			p.Visits[0].History = nil
			_, err = p.Advance(allow(p.ID, jpd.Visiting, "2025-11-10"))
			require.ErrorContains(t, err, "J-35")
		})
	}
	t.Run("J-25 and J-26", func(t *testing.T) {
		p := move(t, planned(), jpd.SelfEvaluating, "2025-10-06")
		p = withThemes(t, p)
		p.Groups = buddyGroups
		p.Participants[0].Themes = nil
		_, err := p.Advance(allow(p.ID, jpd.Visiting, "2025-11-10"))
		require.ErrorContains(t, err, "J-25")
		require.ErrorContains(t, err, "J-26")
		for _, rule := range []string{"J-25", "J-26"} {
			step := practice.Step{Ruling: letPass(rule, practice.Should)(allow(p.Participants[0].ID, jpd.Participating, "2025-11-03"))}
			p.Participants[0].History = append(p.Participants[0].History, step)
		}
		_, err = p.Advance(allow(p.ID, jpd.Visiting, "2025-11-10"))
		require.NoError(t, err)
	})
}
