package support_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

// A programme to good that starts on 15 September 2025, is extended without a sign of improvement and is escalated, with
// everything that must be refused on the way.
func TestScenario_toGoodEscalated(t *testing.T) {
	p := active(t, support.ToGood)
	assert.Equal(t, date(week8), p.EndsOn())
	assert.Equal(t, date(week12), p.LatestEnd())
	assert.Equal(t, date("2025-11-03"), p.SignOffOpens())

	// l: a sign-off in week 5 is too early, whatever its outcome.
	for _, outcome := range []support.SignOffOutcome{support.Met, support.NotMet} {
		_, err := p.SignOff(support.SignOff{On: date("2025-10-15"), Outcome: outcome, ByRole: support.FacilitatorRole})
		assert.Equal(t, []string{"F-35"}, refused(t, err))
	}
	// j: it cannot be completed without one.
	_, err := p.Advance(byHead(support.Completed, week8))
	assert.Equal(t, []string{"F-35"}, refused(t, err))
	// b: nor extended without an outcome on record.
	_, err = p.Extend(extension)
	assert.Equal(t, []string{"F-37"}, refused(t, err))

	p, err = p.SignOff(notMet8)
	require.NoError(t, err)
	_, err = p.Advance(byHead(support.Completed, week8))
	assert.Equal(t, []string{"F-35"}, refused(t, err), "not met does not complete it")
	p, err = p.Extend(extension)
	require.NoError(t, err)
	p = advanced(t, p, support.Extended, week8)
	assert.Equal(t, date(week12), p.EndsOn())
	assert.True(t, p.Extended())

	// c: a second extension.
	_, err = p.Extend(support.Extension{GrantedOn: date(week12), ByRole: support.HeadRole, NewEndOn: date("2026-01-05")})
	var e *practice.StageError
	require.ErrorAs(t, err, &e)
	assert.Contains(t, e.Error(), "there is no such step in this kind of programme")
	assert.Contains(t, e.Allowed, "head_review")

	// d: on 7 December a review is not due, on the 8th it is.
	p.SignsOfImprovement = practice.Known(false)
	_, err = p.Advance(byHead(support.HeadReview, "2025-12-07"))
	assert.Equal(t, []string{"F-39"}, refused(t, err))
	_, err = p.Review(support.Review{On: date("2025-12-07"), ByRole: support.HeadRole})
	assert.Equal(t, []string{"F-39"}, refused(t, err))
	p = advanced(t, p, support.HeadReview, week12)

	// h: escalation before the review, on the day the period ends.
	early := passedOn
	early.On = date(week12)
	_, err = p.Escalate(early)
	assert.Equal(t, []string{"F-40"}, refused(t, err))
	p, err = p.Review(reviewed)
	require.NoError(t, err)
	_, err = p.Escalate(early)
	assert.Equal(t, []string{"F-40"}, refused(t, err))

	// f: the facilitator escalates. g: in week 9, which is before the review too.
	other := passedOn
	other.ByRole = support.FacilitatorRole
	_, err = p.Escalate(other)
	assert.Equal(t, []string{"F-40"}, refused(t, err))
	early.On = date("2025-11-17")
	_, err = p.Escalate(early)
	assert.Equal(t, []string{"F-40", "F-41"}, refused(t, err))

	// e: the Head reviews on 9 December and escalates on the 10th, one listed item.
	p, err = p.Escalate(passedOn)
	require.NoError(t, err)
	p = advanced(t, p, support.Escalated, "2025-12-10")
	assert.Equal(t, []string{"The standard was not met on 10 November"}, p.Escalation.Items)
	var path []string
	for _, s := range p.History {
		path = append(path, s.To)
	}
	assert.Equal(t, []string{"active", "extended", "head_review", "escalated"}, path)
	assert.Empty(t, support.Life(support.ToGood).Next(support.Escalated))
}

// k: met at week 8 completes it; the first day of the last week is early enough, the day before is not.
func TestScenario_toGoodCompleted(t *testing.T) {
	p := active(t, support.ToGood)
	for on, ok := range map[string]bool{"2025-11-02": false, "2025-11-03": true, week8: true, "2025-11-14": true} {
		q, err := p.SignOff(support.SignOff{On: date(on), Outcome: support.Met, ByRole: support.HeadRole})
		require.Equal(t, ok, err == nil, on)
		if ok {
			advanced(t, q, support.Completed, "2025-11-14")
		}
	}
}

// m: signs of improvement that fall short of the standard lead to a decision and never to escalation.
func TestScenario_improvingNotMet(t *testing.T) {
	p := extended(t, support.ToGood)
	_, err := p.Advance(byHead(support.HeadReview, week12))
	var e *practice.StageError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, practice.CannotTell, e.Outcome)
	assert.Equal(t, []string{"programme.signs_of_improvement"}, e.Missing())

	p.SignsOfImprovement = practice.Known(true)
	_, err = p.Advance(byHead(support.HeadReview, week12))
	assert.Equal(t, []string{"F-39"}, refused(t, err))
	_, err = p.Advance(byHead(support.ImprovingNotMet, "2025-12-07"))
	assert.Equal(t, []string{"F-39"}, refused(t, err))
	p = advanced(t, p, support.ImprovingNotMet, week12)
	assert.Equal(t, []support.State{support.Decided}, support.Life(support.ToGood).Next(p.State))
	_, err = p.Escalate(passedOn)
	refused(t, err)
	_, err = p.Advance(practice.ByHand("FP-2", "decided", date(week12), "line_manager", "enough"))
	assert.Equal(t, []string{"F-39"}, refused(t, err), "the Head decides")
	advanced(t, p, support.Decided, "2025-12-12")
}

// New staff who miss the standard after the extension: a person decides, and no path leads to escalation.
func TestScenario_newStaffUnresolved(t *testing.T) {
	p := extended(t, support.NewStaff)
	_, err := p.Advance(byHead(support.Unresolved, "2025-12-07"))
	assert.Equal(t, []string{"F-49"}, refused(t, err))
	for _, to := range []support.State{support.HeadReview, support.Escalated, support.ImprovingNotMet} {
		_, err := p.Advance(byHead(to, week12))
		refused(t, err)
	}
	p = advanced(t, p, support.Unresolved, week12)
	_, err = p.Escalate(passedOn)
	refused(t, err)
	r := practice.Ruling{Subject: "FP-2", To: "decided", Outcome: practice.Open, On: date("2025-12-15")}
	_, err = p.Advance(r)
	assert.ErrorContains(t, err, "a person decides")
	r.By, r.Note = "senior_manager", "a term of team teaching"
	_, err = p.Advance(r)
	assert.NoError(t, err)
}

// After an extension there is a sign-off in its last week; one in week 10 is too early again.
func TestScenario_metAfterExtension(t *testing.T) {
	for _, k := range []support.Kind{support.ToGood, support.NewStaff} {
		p := extended(t, k)
		plan, _ := p.Plan()
		want := map[support.Kind]string{support.ToGood: "F-35", support.NewStaff: "F-47"}[plan.Kind]
		met := support.SignOff{On: date("2025-11-24"), Outcome: support.Met, ByRole: support.FacilitatorRole}
		_, err := p.SignOff(met)
		assert.Equal(t, []string{want}, refused(t, err))
		p.SignOffs = append(p.SignOffs, met) // past the recording method, Advance still sees it
		_, err = p.Advance(byHead(support.Completed, week12))
		assert.Equal(t, []string{want}, refused(t, err))
		met.On = date("2025-12-01")
		p, err = p.SignOff(met)
		require.NoError(t, err)
		_, err = p.Advance(byHead(support.Completed, "2025-11-30"))
		assert.Equal(t, []string{want}, refused(t, err), "the sign-off lies ahead")
		if k == support.ToGood {
			p.SignsOfImprovement = practice.Known(false)
			_, err = p.Advance(byHead(support.HeadReview, week12))
			assert.Equal(t, []string{"F-35"}, refused(t, err), "the standard is met")
		}
		advanced(t, p, support.Completed, week12)
	}
}

// Six weeks, extended twice and closed with a note; a sign-off is never asked for and never taken.
func TestScenario_toOutstanding(t *testing.T) {
	p := active(t, support.ToOutstanding)
	assert.Equal(t, date("2025-10-27"), p.EndsOn())
	assert.False(t, p.RequiresSignOff())
	assert.True(t, p.SignOffOpens().IsZero())
	_, err := p.SignOff(support.SignOff{On: date("2025-10-27"), Outcome: support.Met, ByRole: support.HeadRole})
	assert.Equal(t, []string{"F-25"}, refused(t, err))

	_, err = p.Advance(byHead(support.Extended, "2025-10-27"))
	assert.Equal(t, []string{"F-26"}, refused(t, err), "no extension is recorded")
	p, err = p.Extend(support.Extension{GrantedOn: date("2025-10-27"), NewEndOn: date("2025-11-10"), Reason: "a new unit"})
	require.NoError(t, err)
	p = advanced(t, p, support.Extended, "2025-10-27")
	_, err = p.Advance(byHead(support.Extended, "2025-11-10"))
	assert.Equal(t, []string{"F-26"}, refused(t, err), "one extension is one step")
	p, err = p.Extend(support.Extension{GrantedOn: date("2025-11-10")}) // reason and end are advice
	require.NoError(t, err)
	p = advanced(t, p, support.Extended, "2025-11-10")
	assert.True(t, p.EndsOn().IsZero())

	_, err = p.Advance(byHead(support.Completed, "2025-11-20"))
	assert.Equal(t, []string{"F-25", "F-23"}, refused(t, err))
	p.ClosingNote = &support.ClosingNote{Note: "a good term"}
	_, err = p.Advance(byHead(support.Completed, "2025-11-20"))
	var e *practice.StageError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, []string{"programme.closing_note.on"}, e.Missing())
	p.ClosingNote.On = date("2025-11-20")
	p = withCycle(t, p)
	advanced(t, p, support.Completed, "2025-11-20")
	_, err = p.Advance(byHead(support.Completed, "2025-11-19"))
	assert.Equal(t, []string{"F-25"}, refused(t, err), "the note lies ahead")
}

// withCycle goes once through observe, reflect, agree and check.
func withCycle(t testing.TB, p support.Programme) support.Programme {
	t.Helper()
	p, err := p.Observe(support.Observation{ID: "O-1", Kind: support.Developmental, On: date("2025-09-22"), ByRole: support.FacilitatorRole}, false)
	require.NoError(t, err)
	p, err = p.Reflect("O-1", support.Feedback{On: date("2025-09-23"), Strengths: []string{"calm start"}})
	require.NoError(t, err)
	p, err = p.Agree(support.Action{ID: "A-1", What: "ask by name", From: "O-1", AgreedByBoth: practice.Known(true)})
	require.NoError(t, err)
	p, err = p.Observe(support.Observation{ID: "O-2", Kind: support.PeerObservation, On: date("2025-10-06"), ByRole: support.FacilitatorRole}, false)
	require.NoError(t, err)
	p, err = p.CheckAction("A-1", "O-2")
	require.NoError(t, err)
	return p
}
