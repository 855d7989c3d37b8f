package agreement_test

import (
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

func TestBootstrapIsRepeatable(t *testing.T) {
	r := ratings(t, 4, invented(6, 17, 4, 1))
	opt := agreement.BootstrapOptions{Seed: 42}
	first := agreement.Bootstrap(r, ordinalAlpha, opt)
	require.Equal(t, agreement.Defined, first.State)
	require.Equal(t, agreement.DefaultResamples, first.Resamples)
	require.Equal(t, agreement.DefaultConfidence, first.Confidence)
	require.Equal(t, uint64(42), first.Seed)
	require.Equal(t, ordinalAlpha(r), first.Point)
	require.Less(t, first.Low, first.Point.Value)
	require.Greater(t, first.High, first.Point.Value)

	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	require.Equal(t, first, agreement.Bootstrap(r, ordinalAlpha, opt))
	opt.Seed = 43
	require.NotEqual(t, first.Low, agreement.Bootstrap(r, ordinalAlpha, opt).Low)
}

// The ends are order statistics of the values that the statistic itself returned.
func TestBootstrapEndsAreOrderStatistics(t *testing.T) {
	r := ratings(t, 4, invented(5, 17, 4, 2))
	for _, c := range []struct {
		resamples, k int
		confidence   float64
	}{{1000, 25, 0.95}, {999, 25, 0.95}, {999, 50, 0.9}, {99, 10, 0.8}, {39, 1, 0.95}} {
		var seen []float64
		iv := agreement.Bootstrap(r, func(r agreement.Ratings) agreement.Estimate {
			e := ordinalAlpha(r)
			seen = append(seen, e.Value)
			return e
		}, agreement.BootstrapOptions{Resamples: c.resamples, Confidence: c.confidence, Seed: 7})
		seen = seen[1:] // the first is the point
		slices.Sort(seen)
		require.Len(t, seen, c.resamples)
		require.Equal(t, agreement.Defined, iv.State)
		require.Equal(t, seen[c.k-1], iv.Low, "%d resamples", c.resamples)
		require.Equal(t, seen[c.resamples-c.k], iv.High, "%d resamples", c.resamples)
	}
}

// A resample is whole columns of the ratings, as many as there were, raters in their places.
func TestBootstrapDrawsWholeUnits(t *testing.T) {
	rows := [][]int{{1, 2, 3, 0}, {1, 3, 0, 0}}
	r := ratings(t, 4, rows)
	agreement.Bootstrap(r, func(s agreement.Ratings) agreement.Estimate {
		if s.Units() == r.Units() { // the ratings as they are
			return known(0)
		}
		require.Equal(t, 3, s.Units(), "the unit that nobody rated is not drawn")
		require.Equal(t, 2, s.Raters())
		require.Equal(t, 4, s.Levels())
		for _, d := range agreement.Spreads(s) {
			require.Contains(t, [][3]int{{2, 1, 1}, {2, 2, 3}, {1, 3, 3}}, [3]int{d.Ratings, d.Min, d.Max})
		}
		return known(0)
	}, agreement.BootstrapOptions{Resamples: 200})
}

func TestBootstrapCountsUndefinedResamples(t *testing.T) {
	// One unit of four shows a second level: a resample misses it with probability (3/4)^4, about 0.32.
	r := ratings(t, 4, [][]int{{2, 2, 2, 3}, {2, 2, 2, 3}})
	iv := agreement.Bootstrap(r, ordinalAlpha, agreement.BootstrapOptions{Seed: 1})
	require.Equal(t, agreement.Defined, iv.State)
	require.InDelta(t, 316, iv.Undefined, 60)
}

func TestBootstrapUndefined(t *testing.T) {
	good := ratings(t, 4, invented(4, 8, 4, 1))
	one := ratings(t, 4, [][]int{{1, 0}, {2, 0}})
	same := ratings(t, 4, [][]int{{2, 2}, {2, 2}})
	none := agreement.Ratings{}
	rarely := 0
	for name, c := range map[string]struct {
		r    agreement.Ratings
		stat func(agreement.Ratings) agreement.Estimate
		opt  agreement.BootstrapOptions
		want agreement.State
	}{
		"too few units":        {one, ordinalAlpha, agreement.BootstrapOptions{}, agreement.TooFewUnits},
		"no variation":         {same, ordinalAlpha, agreement.BootstrapOptions{}, agreement.NoVariation},
		"no ratings":           {none, ordinalAlpha, agreement.BootstrapOptions{}, agreement.NoPairs},
		"no statistic":         {good, nil, agreement.BootstrapOptions{}, agreement.BadOption},
		"negative resamples":   {good, ordinalAlpha, agreement.BootstrapOptions{Resamples: -1}, agreement.BadOption},
		"confidence of 95":     {good, ordinalAlpha, agreement.BootstrapOptions{Confidence: 95}, agreement.BadOption},
		"negative confidence":  {good, ordinalAlpha, agreement.BootstrapOptions{Confidence: -1}, agreement.BadOption},
		"confidence NaN":       {good, ordinalAlpha, agreement.BootstrapOptions{Confidence: math.NaN()}, agreement.BadOption},
		"too few for the ends": {good, ordinalAlpha, agreement.BootstrapOptions{Resamples: 20}, agreement.TooFewResamples},
		"statistic NaN": {good, func(agreement.Ratings) agreement.Estimate {
			return agreement.Estimate{Value: math.NaN(), State: agreement.Defined}
		}, agreement.BootstrapOptions{}, agreement.NotApplicable},
		"mostly undefined": {good, func(agreement.Ratings) agreement.Estimate {
			if rarely++; rarely%3 == 1 {
				return known(1)
			}
			return agreement.Estimate{State: agreement.NoPairs}
		}, agreement.BootstrapOptions{}, agreement.TooFewResamples},
	} {
		t.Run(name, func(t *testing.T) {
			iv := agreement.Bootstrap(c.r, c.stat, c.opt)
			require.Equal(t, c.want, iv.State)
			require.Zero(t, iv.Low)
			require.Zero(t, iv.High)
			require.False(t, math.IsNaN(iv.Point.Value) || math.IsNaN(iv.Confidence))
		})
	}
}
