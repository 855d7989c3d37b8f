package practice_test

import (
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

// terms are the closed lists of names, with a slip in a name and what is said to it.
var terms = []struct {
	to      encoding.TextUnmarshaler
	slip    string
	wantErr string
}{
	{new(practice.Standing), "bad", `"bad" is not a standing; use one of good, best`},
	{new(practice.Route), "observaton", `"observaton" is not a route of identification; did you mean "observation"?`},
	{new(practice.IdentifierRole), "tuter", `"tuter" is not a role that identifies practice; did you mean "tutor"?`},
	{new(practice.SelfPrompt), "CPD!", `"CPD!" is not a prompt; use one of supported_experiment, cpd, other`},
	{new(practice.RecordKind), "otl_report", `"otl_report" is not a kind of record; did you mean "olt_report"?`},
	{new(practice.EvidenceKind), "vidoe", `"vidoe" is not a kind of evidence; did you mean "video"?`},
	{new(practice.ValidationStatus), "aproved", `"aproved" is not a validation status; did you mean "approved"?`},
	{new(practice.ValidationRoute), "quality-team", `"quality-team" is not a route of validation; did you mean "quality_team"?`},
	{new(practice.Channel), "cpd_events", `"cpd_events" is not a channel; did you mean "cpd_event"?`},
	{new(practice.Reach), "Direct", `"Direct" is not a reach; did you mean "direct"?`},
	{new(practice.Formality), "semiformal", `"semiformal" is not a degree of formality; did you mean "semi_formal"?`},
	{new(practice.MeetingKind), "tutors_meeting", `"tutors_meeting" is not a kind of meeting; did you mean "tutor_meeting"?`},
	{new(practice.Vehicle), "stage_5_report", `"stage_5_report" is not a way to monitor; did you mean "stage5_report"?`},
	{new(practice.VariationDecision), "propose", `"propose" is not a decision on a variation; did you mean "proposed"?`},
	{new(practice.ProviderKind), "collage", `"collage" is not a kind of provider; did you mean "college"?`},
	{new(practice.Stage), "in_validaton", `"in_validaton" is not a stage of a practice; did you mean "in_validation"?`},
	{new(practice.TransferState), "monitored", `"monitored" is not a state of a transfer; did you mean "monitoring"?`},
	{new(practice.Severity), "shuold", `"shuold" is not a severity; did you mean "should"?`},
	{new(practice.Verdict), "failed", `"failed" is not a verdict; did you mean "fail"?`},
}

func TestTerms(t *testing.T) {
	for _, tc := range terms {
		v := reflect.ValueOf(tc.to).Elem()
		t.Run(v.Type().Name(), func(t *testing.T) {
			names := tc.to.(interface{ Names() []string }).Names()
			require.NotEmpty(t, names)
			for _, name := range names {
				require.NoError(t, tc.to.UnmarshalText([]byte(name)))
				assert.Equal(t, name, v.String())
			}
			require.EqualError(t, tc.to.UnmarshalText([]byte(tc.slip)), tc.wantErr)
			assert.Equal(t, names[len(names)-1], v.String(), "what is refused changes nothing")
			require.NoError(t, tc.to.UnmarshalText(nil))
			assert.True(t, v.IsZero(), "the empty text is not known")

			unique := slices.Compact(slices.Sorted(slices.Values(names)))
			assert.Len(t, unique, len(names), "a name stands twice")
			names[0] = "changed"
			assert.NotEqual(t, "changed", tc.to.(interface{ Names() []string }).Names()[0], "the list is the caller's own")
		})
	}
}

func TestGrade(t *testing.T) {
	assert.True(t, practice.Outstanding.Better(practice.Good), "1 is best")
	assert.False(t, practice.Good.Better(practice.Outstanding))
	assert.False(t, practice.Good.Better(practice.Good))
	for _, none := range []practice.Grade{-1, 0, 5} {
		assert.False(t, none.Better(practice.Inadequate), "%d is no grade", none)
		assert.False(t, practice.Outstanding.Better(none), "%d is no grade", none)
	}
}

func TestGrade_JSON(t *testing.T) {
	type form struct {
		Overall practice.Fact[practice.Grade] `json:"overall,omitzero"`
	}
	var got form
	require.NoError(t, json.Unmarshal([]byte(`{"overall":4}`), &got))
	assert.Equal(t, practice.Known(practice.Inadequate), got.Overall)
	again, err := json.Marshal(got)
	require.NoError(t, err)
	assert.Equal(t, `{"overall":4}`, string(again))

	for text, wantErr := range map[string]string{
		`{"overall":0}`:   "0 is not a grade; grades run from 1, the best, to 4, and a grade not known is left out",
		`{"overall":9}`:   "9 is not a grade; grades run from 1, the best, to 4, and a grade not known is left out",
		`{"overall":"2"}`: "a JSON text stands where a number is expected",
		`{"overall":2.5}`: "2.5 is not a whole number that fits here",
	} {
		require.EqualError(t, json.Unmarshal([]byte(text), &got), wantErr)
		assert.Equal(t, practice.Known(practice.Inadequate), got.Overall)
	}
}

func TestShare_Reach(t *testing.T) {
	on := date("2025-11-05")
	for _, tc := range []struct {
		name   string
		share  practice.Share
		reach  practice.Reach
		tutors bool
	}{
		{"action plan", practice.Share{Channel: practice.ActionPlanChannel}, practice.Direct, true},
		{"CPD event", practice.Share{Channel: practice.CPDEvent}, practice.Direct, true},
		{"induction", practice.Share{Channel: practice.InductionMeeting}, practice.Direct, true},
		{"blog", practice.Share{Channel: practice.Blog}, practice.Direct, true},
		{"web site", practice.Share{Channel: practice.ResourceSite}, practice.Direct, true},
		{"tutor meeting", practice.Share{Channel: practice.TutorMeeting}, practice.Direct, true},
		{"support", practice.Share{Channel: practice.QualityManagerSupport}, practice.Direct, true},
		{"social media", practice.Share{Channel: practice.SocialMedia}, practice.Cascade, false},
		{"newsletter", practice.Share{Channel: practice.ProviderNewsletter}, practice.Cascade, false},
		{"network", practice.Share{Channel: practice.NetworkMeeting}, practice.Cascade, false},
		{"Quality Team", practice.Share{Channel: practice.QualityTeamMeeting}, practice.Cascade, false},
		{"passed on", practice.Share{Channel: practice.ProviderNewsletter, CascadedOn: on}, practice.Cascade, true},
		{"other, not said", practice.Share{Channel: practice.AnotherChannel}, "", false},
		{"other, direct", practice.Share{Channel: practice.AnotherChannel, Directness: practice.Direct}, practice.Direct, true},
		{"overridden", practice.Share{Channel: practice.Blog, Directness: practice.Cascade}, practice.Cascade, false},
	} {
		assert.Equal(t, tc.reach, tc.share.Reach(), tc.name)
		assert.Equal(t, tc.tutors, tc.share.ReachedTutors(), tc.name)
	}
}
