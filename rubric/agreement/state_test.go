package agreement_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

func TestNewRefuses(t *testing.T) {
	for _, c := range []struct {
		levels int
		rows   [][]int
		want   agreement.InputError
		says   string
	}{
		{1, nil, agreement.InputError{Problem: agreement.LevelsOutOfRange, Rater: -1, Unit: -1, Value: 1, Want: 255},
			"agreement: 1 levels; give the number of levels a rater could choose from, 2 to 255"},
		{256, nil, agreement.InputError{Problem: agreement.LevelsOutOfRange, Rater: -1, Unit: -1, Value: 256, Want: 255},
			"agreement: 256 levels; give the number of levels a rater could choose from, 2 to 255"},
		{4, [][]int{{1, 2}, {1}}, agreement.InputError{Problem: agreement.RaggedRow, Rater: 1, Unit: -1, Value: 1, Want: 2},
			"agreement: rater 1 (from 0) has 1 units and rater 0 has 2; give every rater one entry per unit, 0 where there is no rating"},
		{4, [][]int{nil, {1}}, agreement.InputError{Problem: agreement.RaggedRow, Rater: 1, Unit: -1, Value: 1, Want: 0},
			"agreement: rater 1 (from 0) has 1 units and rater 0 has 0; give every rater one entry per unit, 0 where there is no rating"},
		{4, [][]int{{1, 2}, {1, 5}}, agreement.InputError{Problem: agreement.LevelOutOfRange, Rater: 1, Unit: 1, Value: 5, Want: 4},
			"agreement: rater 1, unit 1 (from 0): 5 is not a level in 1..4; give 0 where there is no rating, or a larger number of levels"},
		{4, [][]int{{-1}}, agreement.InputError{Problem: agreement.LevelOutOfRange, Rater: 0, Unit: 0, Value: -1, Want: 4},
			"agreement: rater 0, unit 0 (from 0): -1 is not a level in 1..4; give 0 where there is no rating, or a larger number of levels"},
		{4, [][]int{{257}}, agreement.InputError{Problem: agreement.LevelOutOfRange, Rater: 0, Unit: 0, Value: 257, Want: 4},
			"agreement: rater 0, unit 0 (from 0): 257 is not a level in 1..4; give 0 where there is no rating, or a larger number of levels"},
	} {
		r, err := agreement.New(c.levels, c.rows)
		var bad *agreement.InputError
		require.ErrorAs(t, err, &bad)
		require.Equal(t, c.want, *bad)
		require.EqualError(t, err, c.says)
		require.Zero(t, r)
	}
}

func TestNewCopies(t *testing.T) {
	rows := [][]int{{1, 2, 3}, {1, 2, 4}}
	r := ratings(t, 4, rows)
	before := agreement.Alpha(r, agreement.Ordinal)
	rows[1][2] = 1
	require.Equal(t, before, agreement.Alpha(r, agreement.Ordinal))
	require.Equal(t, []int{4, 2, 3}, []int{r.Levels(), r.Raters(), r.Units()})
}

func TestUndefinedStates(t *testing.T) {
	empty := agreement.Ratings{}
	nobody := ratings(t, 4, nil)
	alone := ratings(t, 4, [][]int{{1, 2, 0}})
	apart := ratings(t, 4, [][]int{{1, 0, 2}, {0, 3, 0}})
	same := ratings(t, 4, [][]int{{2, 2}, {2, 2}})
	single := ratings(t, 4, [][]int{{1}, {2}})
	for _, c := range []struct {
		name string
		got  agreement.Estimate
		want agreement.State
	}{
		{"alpha of nothing", agreement.Alpha(empty, agreement.Ordinal).Estimate, agreement.NoPairs},
		{"alpha without raters", agreement.Alpha(nobody, agreement.Ratio).Estimate, agreement.NoPairs},
		{"alpha of one rater", agreement.Alpha(alone, agreement.Ordinal).Estimate, agreement.NoPairs},
		{"alpha of disjoint raters", agreement.Alpha(apart, agreement.Ordinal).Estimate, agreement.NoPairs},
		{"alpha of one level", agreement.Alpha(same, agreement.Ordinal).Estimate, agreement.NoVariation},
		{"alpha's disagreement is still 0", agreement.Alpha(same, agreement.Ordinal).Observed, agreement.Defined},
		{"alpha without a metric", agreement.Alpha(same, "").Estimate, agreement.BadOption},
		{"AC of nothing", agreement.AC(empty, agreement.Linear).Estimate, agreement.NoPairs},
		{"AC of disjoint raters", agreement.AC(apart, agreement.Linear).Estimate, agreement.NoPairs},
		{"AC of one level", agreement.AC(same, agreement.Linear).Estimate, agreement.Defined},
		{"AC with a metric", agreement.AC(same, agreement.Weights(agreement.Nominal)).Estimate, agreement.BadOption},
		{"SE of one unit", agreement.AC(single, agreement.Linear).SE, agreement.TooFewUnits},
		{"Brennan-Prediger of one rater", agreement.BrennanPrediger(alone, agreement.Identity).Estimate, agreement.NoPairs},
		{"percentage of one rater", agreement.PercentAgreement(alone, agreement.Identity).Estimate, agreement.NoPairs},
		{"Fleiss of nothing", agreement.Fleiss(empty, agreement.Identity).Estimate, agreement.NoPairs},
		{"Fleiss of one level", agreement.Fleiss(same, agreement.Identity).Estimate, agreement.NoVariation},
		{"Fleiss of one level, observed", agreement.Fleiss(same, agreement.Identity).Observed, agreement.Defined},
		{"Fleiss of one level, SE", agreement.Fleiss(same, agreement.Identity).SE, agreement.NoVariation},
		{"Fleiss of one level, Z", agreement.Fleiss(same, agreement.Identity).Z, agreement.NoVariation},
		{"Fleiss by a level all use", agreement.Fleiss(same, agreement.Identity).Levels[1], agreement.NoVariation},
		{"Fleiss by a level none use", agreement.Fleiss(same, agreement.Identity).Levels[0], agreement.NoVariation},
		{"Fleiss by level without pairs", agreement.Fleiss(apart, agreement.Identity).Levels[0], agreement.NoPairs},
		{"Z with weights", agreement.Fleiss(single, agreement.Linear).Z, agreement.NotApplicable},
		{"Z with gaps", agreement.Fleiss(ratings(t, 4, [][]int{{1, 2}, {1, 2}, {1, 0}}), agreement.Identity).Z, agreement.NotApplicable},
		{"kappa of nothing", agreement.Kappa(empty, 0, 1, agreement.Identity).Estimate, agreement.NoSuchPair},
		{"kappa with oneself", agreement.Kappa(same, 1, 1, agreement.Identity).Estimate, agreement.NoSuchPair},
		{"kappa with nobody", agreement.Kappa(same, 0, 2, agreement.Identity).Estimate, agreement.NoSuchPair},
		{"kappa before the first", agreement.Kappa(same, -1, 0, agreement.Identity).Estimate, agreement.NoSuchPair},
		{"kappa without weights", agreement.Kappa(same, 0, 1, "").Estimate, agreement.BadOption},
		{"kappa of disjoint raters", agreement.Kappa(apart, 0, 1, agreement.Identity).Estimate, agreement.NoPairs},
		{"kappa of one level", agreement.Kappa(same, 0, 1, agreement.Identity).Estimate, agreement.NoVariation},
		{"kappa of one unit, SE", agreement.Kappa(single, 0, 1, agreement.Identity).SE, agreement.TooFewUnits},
		{"W of nothing", agreement.KendallW(empty).Estimate, agreement.TooFewRaters},
		{"W of one rater", agreement.KendallW(alone).Estimate, agreement.TooFewRaters},
		{"W of one unit", agreement.KendallW(single).Estimate, agreement.TooFewUnits},
		{"W of disjoint raters", agreement.KendallW(apart).Estimate, agreement.TooFewUnits},
		{"W of one level", agreement.KendallW(same).Estimate, agreement.NoVariation},
		{"the zero value", agreement.Estimate{}, agreement.NotComputed},
	} {
		require.Equal(t, c.want, c.got.State, c.name)
		if c.want != agreement.Defined {
			require.False(t, c.got.Defined(), c.name)
			require.Zero(t, c.got.Value, c.name)
		}
	}
}

func TestCounts(t *testing.T) {
	r := ratings(t, 4, [][]int{{1, 2, 0, 4, 0}, {1, 3, 2, 0, 0}, {1, 0, 2, 0, 0}})
	a := agreement.Alpha(r, agreement.Ordinal)
	require.Equal(t, []int{3, 7}, []int{a.Units, a.Ratings}, "a single rating has nothing to be compared with")
	c := agreement.AC(r, agreement.OrdinalWeights)
	require.Equal(t, []int{3, 8}, []int{c.Units, c.Ratings}, "but says how common its level is")
	k := agreement.Kappa(r, 0, 1, agreement.Linear)
	require.Equal(t, []int{2, 4}, []int{k.Units, k.Ratings})
	w := agreement.KendallW(ratings(t, 4, [][]int{{1, 2, 0, 4}, {1, 3, 2, 4}}))
	require.Equal(t, []int{2, 3, 1, 2}, []int{w.Raters, w.Units, w.LeftOut, w.DF})
}

// A partner who is one level harsher throughout orders the units alike.
func TestHarshRaterKeepsW(t *testing.T) {
	r := ratings(t, 4, [][]int{{2, 3, 4, 3, 2}, {1, 2, 3, 2, 1}})
	require.Equal(t, 1.0, agreement.KendallW(r).Value)
	require.Less(t, agreement.Alpha(r, agreement.Ordinal).Value, 0.5)
}

func TestSpreadsAndTheirOrder(t *testing.T) {
	r := ratings(t, 4, [][]int{
		{2, 1, 0, 1, 1, 0},
		{2, 1, 0, 1, 4, 3},
		{3, 1, 0, 4, 4, 0},
		{2, 4, 0, 4, 1, 0},
	})
	spreads := agreement.Spreads(r)
	require.Equal(t, agreement.Spread{
		Unit: 1, Ratings: 4, State: agreement.Defined, Min: 1, Max: 4, Median: 1, Range: 3, MeanDifference: 1.5,
	}, spreads[1])
	require.Equal(t, 2.5, spreads[3].Median)
	require.Equal(t, agreement.Spread{Unit: 2, State: agreement.NoPairs}, spreads[2])
	require.Equal(t, agreement.Spread{Unit: 5, Ratings: 1, State: agreement.NoPairs, Min: 3, Max: 3, Median: 3}, spreads[5])

	slices.Reverse(spreads)
	slices.SortFunc(spreads, agreement.WiderFirst)
	var order []int
	for _, s := range spreads {
		order = append(order, s.Unit)
	}
	require.Equal(t, []int{3, 4, 1, 0, 2, 5}, order)
	require.Positive(t, agreement.WiderFirst(spreads[5], spreads[0]))
	require.Empty(t, agreement.Spreads(agreement.Ratings{}))
}
