package rubric_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// shown lists who of the learners is still shown on a topic.
func shown(a rubric.Assessment, topic string) []string {
	t, _ := a.Topic(topic)
	var left []string
	for _, v := range t.Views {
		if v.Perspective == rubric.Learners && v.NoLevel != rubric.Suppressed {
			left = append(left, v.Partner)
		}
	}
	return left
}

func TestAssessment_Suppress(t *testing.T) {
	for _, tc := range []struct {
		name  string
		views map[string][]rubric.View
		want  map[string][]string
	}{
		{"all are large enough", map[string][]rubric.View{"T01": {learners("a", "", 1, 5), learners("b", "", 2, 9)}},
			map[string][]string{"T01": {"a", "b"}}},
		{"one small group takes the smallest other with it", map[string][]rubric.View{"T01": {learners("a", "", 1, 3), learners("b", "", 2, 9), learners("c", "", 2, 7)}},
			map[string][]string{"T01": {"b"}}},
		{"two small ones that are enough together need no third", map[string][]rubric.View{"T01": {learners("a", "", 1, 3), learners("b", "", 2, 2), learners("c", "", 2, 7)}},
			map[string][]string{"T01": {"c"}}},
		{"two small ones that are not", map[string][]rubric.View{"T01": {learners("a", "", 1, 1), learners("b", "", 2, 2), learners("c", "", 2, 7), learners("d", "", 2, 8)}},
			map[string][]string{"T01": {"d"}}},
		{"how many is not known", map[string][]rubric.View{"T01": {view("a", rubric.Learners, 1), learners("b", "", 2, 9), learners("c", "", 2, 7)}},
			map[string][]string{"T01": {"b"}}},
		{"small once is hidden throughout", map[string][]rubric.View{"T01": {learners("a", "", 1, 3), learners("b", "", 1, 6)}, "T02": {learners("a", "", 1, 30), learners("b", "", 2, 20), learners("c", "", 2, 8)}},
			map[string][]string{"T01": nil, "T02": {"c"}}},
		{"it spreads from topic to topic", map[string][]rubric.View{
			"T01": {learners("a", "", 1, 3), learners("b", "", 1, 6)},
			"T02": {learners("b", "", 1, 6), learners("c", "", 2, 8)},
			"T03": {learners("c", "", 1, 8), learners("d", "", 2, 9), learners("e", "", 2, 10)}},
			map[string][]string{"T01": nil, "T02": nil, "T03": {"e"}}},
		{"a group that says nothing hides nobody", map[string][]rubric.View{"T01": {{Partner: "a", Perspective: rubric.Learners, NoLevel: rubric.NotJudged}, learners("b", "", 2, 9)}},
			map[string][]string{"T01": {"a", "b"}}},
		{"staff are not anonymous", map[string][]rubric.View{"T01": {view("a", rubric.Tutors, 1), learners("b", "", 2, 9)}},
			map[string][]string{"T01": {"b"}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := rubric.Assessment{ID: "A"}
			for id, views := range tc.views {
				a = a.WithTopic(rubric.AssessedTopic{ID: id, Views: views})
			}
			before := string(encode(t, a))
			got := a.Suppress(rubric.SmallGroup)
			for id, want := range tc.want {
				assert.Equal(t, want, shown(got, id), id)
			}
			assert.Equal(t, before, string(encode(t, a)), "the receiver is unchanged")
			assert.Equal(t, string(encode(t, got)), string(encode(t, got.Suppress(rubric.SmallGroup))), "once is enough")
		})
	}
}

// TestAssessment_Suppress_leavesNothing: level, reason, answers, date, number and unknown members go, in every view of
// the voice and in its dissents, also of earlier moderations.
func TestAssessment_Suppress_leavesNothing(t *testing.T) {
	a := decode(t, `{"schema":"beacon/assessment/1","id":"A","rubric":{"id":"acl-wales","edition":"2024-09-18"},"state":"open","topics":[
		{"id":"T01","state":"agreed","views":[
			{"partner":"p","perspective":"learner","group":"g","on":"2026-01-02","level":"initial","reason":"SECRET","answers":[{"descriptor":"T01.IN.a","answer":"yes"}],"respondents":3,"x_secret":"SECRET"},
			{"partner":"p","perspective":"tutor","level":"emerging","reason":"plain"}],
		 "moderation":{"level":"emerging","dissent":[{"partner":"p","perspective":"learner","group":"g","level":"initial","reason":"SECRET"},{"partner":"p","perspective":"tutor","reason":"plain"}]},
		 "earlier":[{"level":"initial","dissent":[{"partner":"p","perspective":"learner","group":"g","reason":"SECRET"}]}]}]}`)
	text := string(encode(t, a.Suppress(5)))
	assert.NotContains(t, text, "SECRET")
	assert.NotContains(t, text, "respondents")
	assert.Contains(t, text, `{"partner":"p","perspective":"learner","group":"g","no_level":"suppressed"}`)
	assert.Contains(t, text, `"dissent":[{"partner":"p","perspective":"tutor","reason":"plain"}]`)
	assert.Contains(t, string(encode(t, a)), "SECRET")
	assert.Contains(t, string(encode(t, a.Suppress(3))), "SECRET", "three are not fewer than three")
	assert.Equal(t, string(encode(t, a)), string(encode(t, a.Suppress(-1))))
}

// TestAssessment_Suppress_properties: an outsider who knows the number of learners on every topic, and sees what is
// shown, is left with fewer than two groups or fewer people than the threshold on no topic that shows any group; and
// what is shown is as it was.
func TestAssessment_Suppress_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		threshold := rapid.IntRange(1, 8).Draw(t, "threshold")
		a := rubric.Assessment{ID: "A"}
		for i := range rapid.IntRange(1, 4).Draw(t, "topics") {
			topic := rubric.AssessedTopic{ID: fmt.Sprintf("T%02d", i+1)}
			for g := range 5 {
				if rapid.Bool().Draw(t, "speaks") {
					v := learners(string(rune('a'+g)), "", rubric.Level(rapid.IntRange(1, 4).Draw(t, "level")), 0)
					v.Respondents = practice.Fact[int]{}
					if n := rapid.IntRange(0, 12).Draw(t, "people"); n > 0 {
						v.Respondents = practice.Known(n)
					}
					topic = topic.WithView(v)
				}
			}
			a = a.WithTopic(topic.WithView(view("x", rubric.Tutors, 2)))
		}
		got := a.Suppress(threshold)
		for i, topic := range a.Topics {
			all, hidden, groups, left := 0, 0, 0, 0
			for j, v := range topic.Views {
				w := got.Topics[i].Views[j]
				if v.Perspective != rubric.Learners || w.NoLevel != rubric.Suppressed {
					require.Equal(t, v, w)
					if v.Perspective == rubric.Learners {
						left++
						require.GreaterOrEqual(t, v.Respondents.Or(0), threshold)
						all += v.Respondents.Or(0)
					}
					continue
				}
				require.Zero(t, w.Level)
				require.True(t, w.Respondents.IsZero())
				groups++
				hidden += v.Respondents.Or(0)
			}
			if groups > 0 && left > 0 {
				require.GreaterOrEqual(t, groups, 2, "the only one hidden is what is left over")
				require.GreaterOrEqual(t, hidden, threshold)
			}
		}
		require.Equal(t, got, got.Suppress(threshold))
	})
}

// TestAssessment_Suppress_figures: what is made of a suppressed assessment has not seen what is hidden.
func TestAssessment_Suppress_figures(t *testing.T) {
	a := sc08(t)
	topic, _ := a.Topic("T07")
	topic.Views[3] = learners("local-authority", "", rubric.Initial, 2)
	a = a.WithTopic(topic)
	open, err := a.Agreement()
	require.NoError(t, err)
	closed, err := a.Suppress(rubric.SmallGroup).Agreement()
	require.NoError(t, err)
	assert.Equal(t, rubric.Initial, open.Spreads[6].Min)
	assert.Equal(t, rubric.Emerging, closed.Spreads[6].Min)
	assert.Equal(t, 4, open.Voices)
	assert.Equal(t, 3, closed.Voices)
	agenda, err := wales.Agenda(a.Suppress(rubric.SmallGroup))
	require.NoError(t, err)
	assert.True(t, slices.ContainsFunc(agenda[0].Views, func(v rubric.View) bool { return v.NoLevel == rubric.Suppressed && v.Level == 0 && v.Reason == "" }))
}
