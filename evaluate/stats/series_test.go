package stats

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestITS_reference(t *testing.T) {
	type expected struct {
		Coef  map[string]float64
		OLS   map[string]float64 `json:"se_ols"`
		P     map[string]float64 `json:"p_ols"`
		Sigma float64
		DF    float64
		R2    float64
		Lag   int                `json:"nw_lag"`
		NW    map[string]float64 `json:"se_nw_adjust"`
		Plain map[string]float64 `json:"se_nw_noadjust"`
		DW    float64            `json:"durbin_watson"`
		BG    float64            `json:"breusch_godfrey_lag1_chi2"`
		BGP   float64            `json:"breusch_godfrey_p"`
		ACF   float64            `json:"resid_acf1"`
	}
	var v struct {
		Data      struct{ Flow, Post []float64 }
		Tolerance float64
		Expected  map[string]expected
	}
	load(t, "nile", &v)
	start := 0
	for v.Data.Post[start] == 0 {
		start++
	}
	names := map[string]string{intercept: intercept, "t": "t", "post": "post", "since": "tpost"}
	for name, options := range map[string]ITSOptions{
		"level_and_trend": {}, "level_only": {LevelOnly: true, Lag: 4}, "level_only_lag0": {LevelOnly: true, Lag: -1},
	} {
		t.Run(name, func(t *testing.T) {
			want := v.Expected[name]
			a := reference(t, v.Tolerance)
			r, err := ITS(v.Data.Flow, start, options)
			require.NoError(t, err)
			require.Equal(t, want.Lag, r.Lag)
			n := float64(len(v.Data.Flow))
			for _, c := range r.Coefficients {
				key := names[c.Name]
				a.near(want.Coef[key], c.Value, "%s", key)
				a.near(want.NW[key], c.SE, "Newey-West %s", key)
				a.near(want.Plain[key], c.SE*math.Sqrt(want.DF/n), "Newey-West without factor %s", key)
				require.Equal(t, want.DF, c.DF)
			}
			f, err := OLS(v.Data.Flow, itsColumns(len(v.Data.Flow), start, options.LevelOnly), FitOptions{SE: Classic})
			require.NoError(t, err)
			for _, c := range f.Coefficients {
				a.near(want.OLS[names[c.Name]], c.SE, "OLS %s", c.Name)
				a.near(want.P[names[c.Name]], c.P, "OLS p %s", c.Name)
			}
			a.near(want.Sigma, r.Sigma, "sigma")
			a.near(want.R2, r.R2, "R2")
			a.near(want.DW, r.DurbinWatson, "Durbin-Watson")
			a.near(want.BG, r.BreuschGodfrey, "Breusch-Godfrey")
			a.near(want.BGP, r.BreuschGodfreyP, "Breusch-Godfrey p")
			a.near(want.ACF, r.Autocorrelation, "autocorrelation")
		})
	}
}

// The effect at the last point is the jump that a series with its origin there would show.
func TestITS_atEnd(t *testing.T) {
	y := []float64{1, 2, 2, 4, 5, 5, 9, 11, 10, 14, 15}
	r, err := ITS(y, 5, ITSOptions{Lag: 1})
	require.NoError(t, err)
	require.InDelta(t, r.LevelChange.Value+5*r.TrendChange.Value, r.AtEnd.Value, 1e-12)
	post, since, time := make([]float64, 11), make([]float64, 11), make([]float64, 11)
	for i := range y {
		time[i] = float64(i + 1)
		if i >= 5 {
			post[i], since[i] = 1, float64(i-10)
		}
	}
	l, err := newLeastSquares(y, []Column{{"t", time}, {"since", since}, {"post", post}})
	require.NoError(t, err)
	require.InDelta(t, l.neweyWest(l.contrast(l.unit(3)), 1), r.AtEnd.SE, 1e-9)
}

func states(t testing.TB) (treated Series, donors []Series) {
	index := map[string]int{}
	for _, row := range loadCSV(t, "prop99") {
		v := number64(t, row["cigsale"])
		if row["state"] == "California" {
			treated.Name = "California"
			treated.Values = append(treated.Values, v)
			continue
		}
		j, ok := index[row["state"]]
		if !ok {
			j = len(donors)
			index[row["state"]] = j
			donors = append(donors, Series{Name: row["state"]})
		}
		donors[j].Values = append(donors[j].Values, v)
	}
	return treated, donors
}

func TestSyntheticControl_reference(t *testing.T) {
	var v struct {
		Tolerance float64
		Expected  struct {
			SC struct {
				Weights map[string]float64
				Pre     float64 `json:"pre_rmspe"`
				Post    float64 `json:"post_rmspe"`
				ATT     float64
				Gaps    map[string]float64
			}
			DiD    float64
			Ratio  float64            `json:"placebo_ratio_California"`
			Rank   int                `json:"placebo_rank"`
			P      float64            `json:"placebo_p"`
			Ratios map[string]float64 `json:"placebo_ratios"`
		}
	}
	load(t, "prop99", &v)
	a := reference(t, v.Tolerance)
	treated, donors := states(t)
	r, err := SyntheticControl(treated, donors, 19)
	require.NoError(t, err)
	for _, w := range r.Weights {
		if want, ok := v.Expected.SC.Weights[w.Name]; ok {
			a.near(want, w.Value, "weight of %s", w.Name)
		} else {
			require.InDelta(t, 0, w.Value, 1e-9, w.Name)
		}
	}
	a.near(v.Expected.SC.Pre, r.Placebos[0].PreRMSPE, "pre RMSPE")
	a.near(v.Expected.SC.Post, r.Placebos[0].PostRMSPE, "post RMSPE")
	a.near(v.Expected.SC.ATT, r.Effect, "effect")
	for i, gap := range r.Gaps {
		a.near(v.Expected.SC.Gaps[fmt.Sprint(1970+i)], gap, "gap %d", 1970+i)
	}
	require.Len(t, r.Placebos, 39)
	for _, p := range r.Placebos {
		a.near(v.Expected.Ratios[p.Name], p.Ratio, "ratio of %s", p.Name)
	}
	a.near(v.Expected.Ratio, r.Placebos[0].Ratio, "ratio")
	require.Equal(t, v.Expected.Rank, r.Rank)
	a.near(v.Expected.P, r.P.TwoSided, "p")
	require.Less(t, r.KKTGap, 1e-12)
	require.True(t, r.Unique)
	require.True(t, r.Inside)
	require.InDelta(t, 0.394, r.TopWeight, 0.001)

	// The 2x2 comparison of the same data, on means before and after.
	change := func(s Series) float64 { return meanOf(s.Values[19:]) - meanOf(s.Values[:19]) }
	others := 0.0
	for _, d := range donors {
		others += change(d) / float64(len(donors))
	}
	a.near(v.Expected.DiD, change(treated)-others, "DiD")
}

// No point of the simplex may be nearer to the target than the solution.
func TestNearestPoint_isOptimal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dims, n := rapid.IntRange(1, 8).Draw(rt, "dims"), rapid.IntRange(1, 15).Draw(rt, "n")
		r := newRandom(rapid.Uint64().Draw(rt, "seed"), 9)
		grid := uint32(rapid.SampledFrom([]int{3, 7, 100000}).Draw(rt, "grid"))
		points := make([][]float64, n)
		for j := range points {
			for range dims {
				points[j] = append(points[j], float64(r.below(grid))-float64(grid)/3)
			}
		}
		s := nearestPoint(points)
		sum := 0.0
		for _, w := range s.weights {
			require.GreaterOrEqual(rt, w, 0.0)
			sum += w
		}
		require.InDelta(rt, 1, sum, 1e-9)
		require.False(rt, s.stuck)
		require.Less(rt, s.gap, 1e-9)
	})
}

func TestSyntheticControl_insideTheHull(t *testing.T) {
	donors := []Series{
		{"a", []float64{1, 2, 3, 4, 4}}, {"b", []float64{3, 2, 1, 0, 1}},
		{"c", []float64{2, 3, 1, 2, 2}}, {"d", []float64{1, 1, 4, 3, 3}}, {"e", []float64{4, 2, 2, 1, 0}},
	}
	average := []float64{0, 0, 0, 9, 9}
	for t := range 3 {
		for _, d := range donors {
			average[t] += d.Values[t] / 5
		}
	}
	r, err := SyntheticControl(Series{"x", average}, donors, 3)
	require.NoError(t, err)
	require.Less(t, r.Placebos[0].PreRMSPE, 1e-9)
	require.False(t, r.Unique)
	finite(t, r)
	require.Equal(t, 1, r.Rank)
	require.InDelta(t, 1/6.0, r.P.TwoSided, 1e-12)
}
