package rubric_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/agreement"
)

// laidOut makes an assessment from one row of levels for each voice and one column for each of the first topics; 0 is
// a view without a level, -1 no view at all.
func laidOut(rows ...[]int) rubric.Assessment {
	a := wales.Open("A", "p", date("2026-01-12"))
	a.Topics = a.Topics[:len(rows[0])]
	for i, row := range rows {
		for j, l := range row {
			if l < 0 {
				continue
			}
			v := view(string(rune('a'+i)), rubric.StrategyGroup, rubric.Level(l))
			if l == 0 {
				v.NoLevel = rubric.PreferNotToSay
			}
			a.Topics[j] = a.Topics[j].WithView(v)
		}
	}
	return a
}

func TestAssessment_Agreement(t *testing.T) {
	a := laidOut([]int{1, 2, 3, 4, 0}, []int{1, 2, 3, 3, 2}, []int{2, 2, -1, 4, -1}, []int{0, 0, 0, 0, 0})
	got, err := a.Agreement()
	require.NoError(t, err)

	// The fourth voice gives no level and is no rater; a gap is a gap whichever way it comes about.
	ratings, err := agreement.New(4, [][]int{{1, 2, 3, 4, 0}, {1, 2, 3, 3, 2}, {2, 2, 0, 4, 0}})
	require.NoError(t, err)
	assert.Equal(t, agreement.Alpha(ratings, agreement.Ordinal).Estimate, got.Alpha)
	assert.Equal(t, agreement.AC(ratings, agreement.OrdinalWeights).Estimate, got.AC2)
	assert.Equal(t, agreement.KendallW(ratings).Estimate, got.W)
	assert.True(t, got.Alpha.Defined() && got.AC2.Defined() && got.W.Defined())
	assert.Equal(t, []int{3, 5, 4, 2}, []int{got.Voices, got.Topics, got.Compared, got.LeftOut})
	assert.Equal(t, []rubric.Spread{
		{Topic: "T01", State: agreement.Defined, Given: 3, Min: 1, Max: 2, Steps: 1},
		{Topic: "T02", State: agreement.Defined, Given: 3, Min: 2, Max: 2},
		{Topic: "T03", State: agreement.Defined, Given: 2, Min: 3, Max: 3},
		{Topic: "T04", State: agreement.Defined, Given: 3, Min: 3, Max: 4, Steps: 1},
		{Topic: "T05", State: agreement.NoPairs, Given: 1, Min: 2, Max: 2},
	}, got.Spreads)

	_, voices, err := a.Ratings()
	require.NoError(t, err)
	assert.Equal(t, []rubric.Voice{{"a", rubric.StrategyGroup, ""}, {"b", rubric.StrategyGroup, ""}, {"c", rubric.StrategyGroup, ""}}, voices)
}

// TestAssessment_Agreement_current: a voice counts once, by its latest view, however late an older one comes in.
func TestAssessment_Agreement_current(t *testing.T) {
	now, before := view("a", rubric.Tutors, rubric.Established), view("a", rubric.Tutors, rubric.Initial)
	now.On, before.On = date("2026-02-02"), date("2025-02-02")
	a := laidOut([]int{3})
	a.Topics[0].Views = []rubric.View{now, before, view("b", rubric.Tutors, rubric.Established)}
	got, err := a.Agreement()
	require.NoError(t, err)
	assert.Equal(t, rubric.Spread{Topic: "T01", State: agreement.Defined, Given: 2, Min: 3, Max: 3}, got.Spreads[0])
}

// TestAssessment_Agreement_q: all four levels count although two are used; with q = 2 the figure would be another.
func TestAssessment_Agreement_q(t *testing.T) {
	a := laidOut([]int{1, 2, 1, 2}, []int{1, 2, 2, 2})
	got, err := a.Agreement()
	require.NoError(t, err)
	two, err := agreement.New(2, [][]int{{1, 2, 1, 2}, {1, 2, 2, 2}})
	require.NoError(t, err)
	assert.Greater(t, got.AC2.Value, agreement.AC(two, agreement.OrdinalWeights).Value)
	ratings, _, err := a.Ratings()
	require.NoError(t, err)
	assert.Equal(t, 4, ratings.Levels())
}

// TestAssessment_Agreement_undefined: what cannot be said has a name and no number.
func TestAssessment_Agreement_undefined(t *testing.T) {
	for _, tc := range []struct {
		name          string
		a             rubric.Assessment
		alpha, ac2, w agreement.State
	}{
		{"no views", wales.Open("A", "p", date("2026-01-12")), agreement.NoPairs, agreement.NoPairs, agreement.TooFewRaters},
		{"one voice", laidOut([]int{1, 2, 3}), agreement.NoPairs, agreement.NoPairs, agreement.TooFewRaters},
		{"all at one level", laidOut([]int{2, 2, 2}, []int{2, 2, 2}), agreement.NoVariation, agreement.Defined, agreement.NoVariation},
		{"no topic both judged", laidOut([]int{1, 0, 3}, []int{0, 2, 0}), agreement.NoPairs, agreement.NoPairs, agreement.TooFewUnits},
		{"nothing at all", rubric.Assessment{}, agreement.NoPairs, agreement.NoPairs, agreement.TooFewRaters},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := tc.a.Agreement()
			require.NoError(t, err)
			assert.Equal(t, []agreement.State{tc.alpha, tc.ac2, tc.w}, []agreement.State{got.Alpha.State, got.AC2.State, got.W.State})
			assert.Len(t, got.Spreads, len(tc.a.Topics), "every topic has its line")
			for _, s := range got.Spreads {
				assert.False(t, s.WideApart())
			}
		})
	}
	_, err := laidOut([]int{5}, []int{1}).Agreement()
	var fault *agreement.InputError
	require.ErrorAs(t, err, &fault)
	_, err = wales.Agenda(laidOut([]int{5}, []int{1}))
	require.ErrorAs(t, err, &fault)
}

func TestRubric_Agenda(t *testing.T) {
	a := laidOut([]int{1, 2, 3, 4, 0, 1}, []int{1, 4, 3, 3, 2, 3}, []int{2, 2, -1, 4, -1, 3})
	a.Topics[1].Evidence = []rubric.Evidence{{What: "minutes"}}
	agenda, err := wales.Agenda(a)
	require.NoError(t, err)
	var order []string
	for _, item := range agenda {
		order = append(order, item.Topic)
	}
	// T02 and T06 are two steps apart, T02 before T06 in print; then one step, none, and T05 with a single level.
	assert.Equal(t, []string{"T02", "T06", "T01", "T04", "T03", "T05"}, order)
	first := agenda[0]
	assert.True(t, first.WideApart())
	assert.False(t, agenda[2].WideApart())
	assert.Equal(t, []rubric.Level{2, 2, 4}, []rubric.Level{first.Views[0].Level, first.Views[1].Level, first.Views[2].Level})
	assert.Equal(t, "minutes", first.Evidence[0].What)
	require.Len(t, first.Next, 2, "the column to the right of each level given, once")
	assert.Equal(t, rubric.Established, first.Next[0].Descriptors[0].Level)
	assert.True(t, first.Next[1].Springboard)
	assert.Equal(t, rubric.PreferNotToSay, agenda[5].Views[1].NoLevel, "without a level last")

	// Once a level is agreed, its column is the one to look at.
	a.Topics[1].Moderation = &rubric.Moderation{Level: rubric.Initial}
	agenda, err = wales.Agenda(a)
	require.NoError(t, err)
	require.Len(t, agenda[0].Next, 1)
	assert.Equal(t, rubric.Initial, agenda[0].Next[0].From)

	agenda, err = wales.Agenda(wales.Open("A", "p", date("2026-01-12")))
	require.NoError(t, err)
	require.Len(t, agenda, 17)
	assert.Equal(t, "T01", agenda[0].Topic)
	assert.Empty(t, agenda[0].Next)
}

// TestRubric_Agenda_views: SC-08 6. Both views are there with their reasons, and no third figure.
func TestRubric_Agenda_views(t *testing.T) {
	agenda, err := wales.Agenda(sc08(t))
	require.NoError(t, err)
	assert.Equal(t, "T07", agenda[0].Topic)
	assert.Equal(t, rubric.Spread{Topic: "T07", State: agreement.Defined, Given: 4, Min: rubric.Emerging, Max: rubric.Extending, Steps: 2}, agenda[0].Spread)
	assert.Equal(t, "local-authority thinks so", agenda[0].Views[0].Reason)
	assert.Equal(t, "college thinks so", agenda[0].Views[3].Reason)
}

func TestRubric_Agenda_faults(t *testing.T) {
	a := wales.Open("A", "p", date("2026-01-12"))
	a.Rubric.Edition = "2030"
	_, err := wales.Agenda(a)
	require.EqualError(t, err, "assessment A was made on rubric acl-wales (2030), not on acl-wales (2024-09-18)")
	a = wales.Open("A", "p", date("2026-01-12"))
	a.Topics = append(a.Topics, rubric.AssessedTopic{ID: "T18"})
	_, err = wales.Agenda(a)
	var id *rubric.IDError
	require.ErrorAs(t, err, &id)
}
