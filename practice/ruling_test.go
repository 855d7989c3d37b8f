package practice_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

var advice = practice.Reason{Rule: "S-34", Severity: practice.Should, Verdict: practice.Fail, Source: "Staffordshire stage 2",
	Message: "Ask someone else to moderate."}

// TestRuling_refused takes a ruling that opens a step and breaks it in one place at a time.
func TestRuling_refused(t *testing.T) {
	const prefix = "P1 cannot go from in_validation to validated: "
	answer := practice.Override{Rule: "S-34", Reason: "a small team", Role: "quality_manager", On: date("2025-10-20")}
	for _, tc := range []struct {
		name    string
		change  func(*practice.Ruling)
		wantErr string // empty where the ruling still stands
	}{
		{"as it is", func(*practice.Ruling) {}, ""},
		{"another subject", func(r *practice.Ruling) { r.Subject = "P9" }, `the ruling is about "P9"`},
		{"no subject", func(r *practice.Ruling) { r.Subject = "" }, `the ruling is about ""`},
		{"closed", func(r *practice.Ruling) { r.Outcome = practice.Closed }, "the rules close it"},
		{"cannot tell", func(r *practice.Ruling) { r.Outcome = practice.CannotTell }, "the rules cannot tell yet"},
		{"forged outcome", func(r *practice.Ruling) { r.Outcome = 7 }, "the rules cannot tell yet"},
		{"no date", func(r *practice.Ruling) { r.On = practice.Date{} }, "the ruling has no date"},
		{"by hand", func(r *practice.Ruling) { r.By, r.Note = "moderator", "seen together" }, ""},
		{"by hand without a reason", func(r *practice.Ruling) { r.By, r.Note = "moderator", "\t " },
			"a person's ruling needs a reason"},
		{"older than the last step", func(r *practice.Ruling) { r.On = date("2025-10-06") },
			"the ruling of 2025-10-06 is older than the last step, of 2025-10-07"},
		{"on the day of the last step", func(r *practice.Ruling) { r.On = date("2025-10-07") }, ""},
		{"advice not answered", func(r *practice.Ruling) { r.Reasons = []practice.Reason{advice} },
			"going on against advice needs a written reason for S-34\n  S-34 (Staffordshire stage 2): Ask someone else to moderate."},
		{"advice answered", func(r *practice.Ruling) {
			r.Reasons, r.Overrides = []practice.Reason{advice}, []practice.Override{answer}
		}, ""},
		{"another rule answered", func(r *practice.Ruling) {
			other := answer
			other.Rule = "S-31"
			r.Reasons, r.Overrides = []practice.Reason{advice}, []practice.Override{other}
		}, "going on against advice needs a written reason for S-34\n  S-34 (Staffordshire stage 2): Ask someone else to moderate."},
		{"a note that failed", func(r *practice.Ruling) {
			note := advice
			note.Severity = practice.May
			r.Reasons = []practice.Reason{note}
		}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			last := practice.Step{From: "recorded", To: "in_validation", Ruling: permit("P1", "in_validation", date("2025-10-07"))}
			p := practice.Practice{ID: "P1", Stage: practice.InValidation, History: []practice.Step{last}}
			r := permit("P1", "validated", date("2025-10-20"))
			tc.change(&r)
			got, err := p.Advance(r)
			if tc.wantErr == "" {
				require.NoError(t, err)
				assert.Equal(t, practice.Validated, got.Stage)
				return
			}
			require.EqualError(t, err, prefix+tc.wantErr)
			assert.Equal(t, p, got)
			var stageErr *practice.StageError
			require.ErrorAs(t, err, &stageErr)
			assert.Equal(t, r.Outcome, stageErr.Outcome)
		})
	}
}

func TestRuling_Unanswered_needsReasonAndRole(t *testing.T) {
	unanswered := func(o practice.Override) bool {
		return len(practice.Ruling{Reasons: []practice.Reason{advice}, Overrides: []practice.Override{o}}.Unanswered()) > 0
	}
	assert.False(t, unanswered(practice.Override{Rule: "S-34", Reason: "a small team", Role: "quality_manager"}))
	for _, o := range []practice.Override{
		{Rule: "S-34", Reason: "a small team"},
		{Rule: "S-34", Role: "quality_manager"},
		{Rule: "S-34", Reason: " ", Role: "quality_manager"},
		{Rule: "S-34", Reason: "a small team", Role: "\n"},
		{Reason: "a small team", Role: "quality_manager"},
	} {
		assert.True(t, unanswered(o), "%+v", o)
	}
}

// A reason once given stands at later steps of the same document.
func TestAdvance_adviceAnsweredOnce(t *testing.T) {
	r := permit("P1", "in_validation", date("2025-10-20"))
	r.Reasons = []practice.Reason{advice}
	p := practice.Practice{ID: "P1", Stage: practice.Recorded}
	_, err := p.Advance(r)
	require.ErrorContains(t, err, "needs a written reason for "+advice.Rule)
	r.Overrides = []practice.Override{{Rule: advice.Rule, Reason: "a small team", Role: "quality_manager"}}
	p, err = p.Advance(r)
	require.NoError(t, err)
	r = permit("P1", "validated", date("2025-10-21"))
	r.Reasons = []practice.Reason{advice}
	p, err = p.Advance(r)
	require.NoError(t, err)
	assert.Equal(t, practice.Validated, p.Stage)
}

func TestRuling_Effective(t *testing.T) {
	must := func(v practice.Verdict, waivable bool) practice.Reason {
		return practice.Reason{Rule: "L-36.14", Severity: practice.Must, Verdict: v, Waivable: waivable}
	}
	waiver := func(until string) practice.Override {
		return practice.Override{Rule: "L-36.14", Reason: "the partner moved house", Role: "coordinator", Until: date(until)}
	}
	cases := map[string]struct {
		r    practice.Ruling
		want practice.Outcome
	}{
		"no reasons":              {practice.Ruling{Outcome: practice.Open}, practice.Open},
		"by hand, closed":         {practice.Ruling{Outcome: practice.Closed}, practice.Closed},
		"nothing filled in":       {practice.Ruling{}, practice.CannotTell},
		"advice does not count":   {practice.Ruling{Outcome: practice.Open, Reasons: []practice.Reason{advice}}, practice.Open},
		"a must that passed":      {practice.Ruling{Outcome: practice.Open, Reasons: []practice.Reason{must(practice.Pass, false)}}, practice.Open},
		"said open, must failed":  {practice.Ruling{Outcome: practice.Open, Reasons: []practice.Reason{must(practice.Fail, false)}}, practice.Closed},
		"said open, cannot judge": {practice.Ruling{Outcome: practice.Open, Reasons: []practice.Reason{must(practice.CannotJudge, true)}}, practice.CannotTell},
		"the rule failed to run":  {practice.Ruling{Outcome: practice.Open, Reasons: []practice.Reason{must(practice.RuleError, true)}}, practice.CannotTell},
		"waived on the last day":  {practice.Ruling{Outcome: practice.Closed, Reasons: []practice.Reason{must(practice.Fail, true)}, Overrides: []practice.Override{waiver("2026-03-02")}}, practice.Open},
		"waiver has run out":      {practice.Ruling{Outcome: practice.Closed, Reasons: []practice.Reason{must(practice.Fail, true)}, Overrides: []practice.Override{waiver("2026-03-01")}}, practice.Closed},
		"waiver without an end":   {practice.Ruling{Outcome: practice.Closed, Reasons: []practice.Reason{must(practice.Fail, true)}, Overrides: []practice.Override{{Rule: "L-36.14", Reason: "r", Role: "c"}}}, practice.Closed},
		"not waivable":            {practice.Ruling{Outcome: practice.Closed, Reasons: []practice.Reason{must(practice.Fail, false)}, Overrides: []practice.Override{waiver("2026-03-02")}}, practice.Closed},
		"no waiver for not known": {practice.Ruling{Outcome: practice.CannotTell, Reasons: []practice.Reason{must(practice.CannotJudge, true)}, Overrides: []practice.Override{waiver("2026-03-02")}}, practice.CannotTell},
	}
	for name, c := range cases {
		c.r.On = date("2026-03-02")
		assert.Equal(t, c.want, c.r.Effective(), name)
	}
}

func TestRuling_Unanswered(t *testing.T) {
	r := practice.Ruling{
		Reasons: []practice.Reason{
			advice,
			{Rule: "S-31", Severity: practice.Should, Verdict: practice.Fail},
			{Rule: "S-32", Severity: practice.Should, Verdict: practice.CannotJudge},
			{Rule: "S-25", Severity: practice.May, Verdict: practice.Fail},
		},
		Overrides: []practice.Override{{Rule: "S-34", Reason: "a small team", Role: "quality_manager"}},
	}
	assert.Equal(t, []string{"S-31"}, r.Unanswered())
}

func TestStageError(t *testing.T) {
	_, err := practice.Practice{ID: "P1", Stage: practice.Monitored}.Advance(practice.Ruling{
		Subject: "P1", To: "assessed", On: date("2026-02-24"),
		Reasons: []practice.Reason{
			{Rule: "S-76", Severity: practice.Must, Verdict: practice.CannotJudge, Source: "Staffordshire stage 6",
				Message: "Send the Stage 5 Report first.", Missing: []string{"transfer.submitted_on", "impact.assessed_on"}},
			{Rule: "S-78", Severity: practice.Must, Verdict: practice.Fail, Message: "The Quality Team assesses impact.",
				Missing: []string{"impact.assessed_on"}},
			{Rule: "S-80", Severity: practice.Must, Verdict: practice.Pass, Message: "not shown, for it passes"},
			{Rule: "S-25", Severity: practice.May, Verdict: practice.Fail, Message: "not shown, for it is a note"},
		}})
	var stageErr *practice.StageError
	require.ErrorAs(t, err, &stageErr)
	assert.Equal(t, []string{"impact.assessed_on", "transfer.submitted_on"}, stageErr.Missing())
	assert.Equal(t, `P1 cannot go from monitored to assessed: the rules close it
  S-76 (Staffordshire stage 6): Send the Stage 5 Report first. Not recorded: transfer.submitted_on, impact.assessed_on.
  S-78: The Quality Team assesses impact. Not recorded: impact.assessed_on.`, err.Error())
	assert.Empty(t, (&practice.StageError{}).Missing())
}

func TestRuling_JSON(t *testing.T) {
	const text = `{"subject":"P1","to":"shared","outcome":"open","on":"2025-11-05",` +
		`"rules":{"packs":[{"pack":"staffordshire","version":"1.0"}],"digest":"ab"},` +
		`"reasons":[{"rule":"S-54","severity":"should","verdict":"fail"}]}`
	var r practice.Ruling
	require.NoError(t, json.Unmarshal([]byte(`{"outcome":"cannot_tell"}`), &r))
	assert.Equal(t, practice.CannotTell, r.Outcome)
	// Only a whole document keeps members that are not known, so a ruling is read inside one.
	p := decode(t, `{"schema":"beacon/practice/1","id":"P1","stage":"shared","history":[{"from":"validated",`+
		`"to":"shared","event":"share","ruling":`+text+`}]}`)
	require.Len(t, p.History, 1)
	assert.Equal(t, practice.Fail, p.History[0].Ruling.Reasons[0].Verdict)
	assert.Contains(t, string(encode(t, p)), text)
}
