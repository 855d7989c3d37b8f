package rubric_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/internal/wire/wiretest"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

var update = flag.Bool("update", false, "write the golden files anew")

func fixture(t fails, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "v1", name+".json"))
	require.NoError(t, err)
	return string(text)
}

// TestAssessment_JSON_fixtures reads the documents that version 1 has ever written. A later version reads them too.
func TestAssessment_JSON_fixtures(t *testing.T) {
	for _, name := range []string{"full", "minimal", "unknown"} {
		t.Run(name, func(t *testing.T) {
			a := decode(t, fixture(t, name))
			got := wire.Indent(encode(t, a))
			golden := filepath.Join("testdata", "v1", name+".golden.json")
			if *update {
				require.NoError(t, os.WriteFile(golden, got, 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), string(got))
			assert.Equal(t, string(encode(t, a)), string(encode(t, decode(t, string(got)))))
			assert.JSONEq(t, fixture(t, name), string(got))
			require.NoError(t, wales.Check(a))
		})
	}
}

// TestAssessment_JSON_full: the fixture fills every field there is, so that one the codec loses shows in its golden
// file. A new field has to be added to the fixture.
func TestAssessment_JSON_full(t *testing.T) {
	_, empty := wiretest.Fields(decode(t, fixture(t, "full")))
	assert.Empty(t, empty)
}

// TestAssessment_JSON_stable: the same assessment gives the same bytes, however it is asked for.
func TestAssessment_JSON_stable(t *testing.T) {
	a := sc08(t)
	first := encode(t, a)
	for range 20 {
		assert.Equal(t, first, encode(t, decode(t, string(first))))
	}
	assert.True(t, strings.HasPrefix(string(first), `{"schema":"beacon/assessment/1","id":"A-2026",`))
	assert.Equal(t, a, decode(t, string(first)))

	standard, err := json.Marshal(a)
	require.NoError(t, err)
	assert.Equal(t, string(first), string(standard))
	var back rubric.Assessment
	require.NoError(t, json.Unmarshal(standard, &back))
	assert.Equal(t, a, back)
}

// TestAssessment_JSON_unknown: what a newer program wrote passes through at every depth, and through every move.
func TestAssessment_JSON_unknown(t *testing.T) {
	text := fixture(t, "unknown")
	a := decode(t, text)
	assert.Equal(t, strings.Count(text, `"x_`), strings.Count(string(encode(t, a)), `"x_`))
	assert.Equal(t, 15, strings.Count(text, `"x_`))
	a = advance(t, a, "T07", rubric.InDiscussion, "2026-09-01")
	topic, _ := a.Topic("T07")
	topic.Moderation = &rubric.Moderation{HeldOn: date("2026-09-01"), Moderator: "m", Level: 3, AgreedBy: rubric.ByPartnership, AgreedOn: date("2026-09-01")}
	a = advance(t, a.WithTopic(topic), "T07", rubric.Agreed, "2026-09-02")
	assert.Equal(t, 15, strings.Count(string(encode(t, a)), `"x_`))
}

func TestAssessment_JSON_schema(t *testing.T) {
	for text, wantErr := range map[string]string{
		`{"schema":"beacon/assessment/2","id":7}`: "the document is beacon/assessment version 2 and this program reads up to version 1; use a newer release",
		`{"id":"A"}`:                         `the document does not say what it is; its first member must be "schema": "beacon/assessment/1"`,
		`{"schema":"beacon/practice/1"}`:     `the document says it is "beacon/practice/1" and "beacon/assessment/1" was expected`,
		`{"schema":"beacon/assessment/1.0"}`: `the document says it is "beacon/assessment/1.0" and "beacon/assessment/1" was expected`,
	} {
		a := rubric.Assessment{ID: "before"}
		err := a.UnmarshalJSON([]byte(text))
		require.EqualError(t, err, wantErr)
		var fault *practice.SchemaError
		require.ErrorAs(t, err, &fault)
		assert.Equal(t, rubric.Assessment{ID: "before"}, a)
	}
}

// TestAssessment_JSON_faults includes what the rubric rules out: SC-08 f, g, h and j.
func TestAssessment_JSON_faults(t *testing.T) {
	const head = `{"schema":"beacon/assessment/1","id":"A",`
	for _, tc := range []struct{ name, text, path, wantErr string }{
		{"g an overall word", head + `"overall_level":"established"}`, "/overall_level", "an assessment has no level of its own; show the profile (W-45)"},
		{"g an overall number", head + `"overall_level":0}`, "/overall_level", "an assessment has no level of its own; show the profile (W-45)"},
		{"h a grade map", head + `"level_to_inspection_grade":{"extending":"excellent"}}`, "/level_to_inspection_grade", "levels are not inspection grades and cannot be turned into them (W-08)"},
		{"instead of inspection", head + `"replaces_inspection":true}`, "/replaces_inspection", "the rubric does not replace inspection (W-07)"},
		{"j level five", head + `"topics":[{"moderation":{"level":"five"}}]}`, "/topics/0/moderation/level", `"five" is not a level; use one of initial, emerging, established, extending`},
		{"j a level as a number", head + `"topics":[{"views":[{},{"level":5}]}]}`, "/topics/0/views/1/level", "a JSON number stands where text is expected"},
		{"f settled by somebody else", head + `"topics":[{"moderation":{"agreed_by":"partnrship"}}]}`, "/topics/0/moderation/agreed_by", `"partnrship" is not a way to settle a level; did you mean "partnership"?`},
		{"a state of the other machine", head + `"state":"in_action"}`, "/state", `"in_action" is not a state of an assessment; use one of open, agreed, reviewed`},
		{"a state of a topic", head + `"topics":[{"state":"open"}]}`, "/topics/0/state", `"open" is not a state of a topic; use one of not_started, views_open, in_discussion, agreed, prioritised, in_action, reviewed`},
		{"a reason for no level", head + `"topics":[{"views":[{"no_level":"n/a"}]}]}`, "/topics/0/views/0/no_level", `"n/a" is not a reason for having no level; use one of not_judged, not_applicable, prefer_not_to_say, suppressed`},
		{"an answer", head + `"topics":[{"answers":[{"answer":"partially"}]}]}`, "/topics/0/answers/0/answer", `"partially" is not an answer; did you mean "partly"?`},
		{"a date", head + `"opened_on":"2026-02-30"}`, "/opened_on", "there is no date 2026-02-30"},
		{"a perspective", head + `"topics":[{"views":[{"perspective":"learners"}]}]}`, "/topics/0/views/0/perspective", `"learners" is not a perspective; did you mean "learner"?`},
		{"the subject", head + `"subject":"college"}`, "/subject", `"college" is not a subject of an assessment; use one of partnership, single_partner`},
		{"broken off", `{"schema":"beacon/assessment/1"`, "", "the JSON text breaks off"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := rubric.Assessment{ID: "before"}
			err := a.UnmarshalJSON([]byte(tc.text))
			var fault *practice.DataError
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tc.path, fault.Path)
			require.EqualError(t, fault.Err, tc.wantErr)
			assert.Equal(t, rubric.Assessment{ID: "before"}, a)
		})
	}
	// Null and false say nothing, and pass as anything unknown does.
	a := decode(t, head+`"overall_level":null,"replaces_inspection":false,"state":"open"}`)
	assert.Contains(t, string(encode(t, a)), `"replaces_inspection":false`)

	_, err := rubric.Assessment{Topics: []rubric.AssessedTopic{{Moderation: &rubric.Moderation{Level: 5}}}}.MarshalJSON()
	require.ErrorContains(t, err, "5 is not a level")
}

// TestEnums: every closed list reads its own names, refuses others by name, and takes the empty text as unknown.
func TestEnums(t *testing.T) {
	for _, v := range []interface {
		Names() []string
		UnmarshalText([]byte) error
	}{new(rubric.Subject), new(rubric.Facet), new(rubric.Purpose), new(rubric.Perspective), new(rubric.NoLevel), new(rubric.Answer),
		new(rubric.AgreedBy), new(rubric.ActionStatus), new(rubric.TopicState), new(rubric.State), new(rubric.Polarity), new(rubric.TitleSource),
		new(rubric.ObjectiveKind), new(rubric.Lens), new(rubric.Move), new(rubric.Obstacle)} {
		names := v.Names()
		assert.NotEmpty(t, names)
		for _, name := range names {
			require.NoError(t, v.UnmarshalText([]byte(name)))
			assert.Equal(t, name, reflect.ValueOf(v).Elem().String())
		}
		require.NoError(t, v.UnmarshalText(nil))
		require.ErrorContains(t, v.UnmarshalText([]byte("zzzzzzzz")), "is not a")
	}
}
