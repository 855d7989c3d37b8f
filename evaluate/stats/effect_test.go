package stats

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

type pairedT struct {
	N    int
	Mean float64   `json:"mean_diff"`
	SD   float64   `json:"sd_diff"`
	T    float64   `json:"t"`
	DF   float64   `json:"df"`
	P    float64   `json:"p_two_sided"`
	CI   []float64 `json:"ci95_mean"`
	Dz   float64   `json:"cohens_dz"`
	J    float64   `json:"J"`
	Gz   float64   `json:"hedges_gz"`
	DzCI []float64 `json:"dz_ci95_noncentral_t"`
	GzCI []float64 `json:"gz_ci95_noncentral_t"`
}

func TestPairedEffects_reference(t *testing.T) {
	for _, name := range []string{"sleep", "depression", "ratings6", "ratings14", "ratings20"} {
		t.Run(name, func(t *testing.T) {
			type block struct {
				Rank     *signedRankExpected `json:"signed_rank"`
				Reversed *signedRankExpected `json:"signed_rank_post_minus_pre"`
				Paired   pairedT             `json:"paired_t"`
			}
			var v struct {
				Data      struct{ Pre, Post, Begin, End []float64 }
				Tolerance float64
				Expected  struct {
					block
					Change *block    `json:"begin_to_end"`
					HL     *float64  `json:"hl_pre_minus_post"`
					HLCI   []float64 `json:"hl_ci_achieved"`
				}
			}
			load(t, name, &v)
			a := reference(t, v.Tolerance)
			want, d := v.Expected.block, minus(v.Data.Post, v.Data.Pre)
			if v.Expected.Change != nil {
				want, d = *v.Expected.Change, minus(v.Data.End, v.Data.Begin)
			}
			e, err := PairedT(d, 0)
			require.NoError(t, err)
			a.near(want.Paired.Mean, e.Value, "mean")
			a.near(want.Paired.SD, e.SE*math.Sqrt(float64(len(d))), "sd")
			a.near(want.Paired.T, e.T, "t")
			a.near(want.Paired.P, e.P, "p")
			a.interval(want.Paired.CI, e.Interval, "mean")
			require.Equal(t, want.Paired.DF, e.DF)
			es, err := CohenDz(d, 0.95)
			require.NoError(t, err)
			a.near(want.Paired.T, es.T, "t")
			a.near(want.Paired.Dz, es.D, "dz")
			a.near(want.Paired.J, es.J, "J")
			a.near(want.Paired.Gz, es.G, "gz")
			a.interval(want.Paired.DzCI, es.DInterval, "dz")
			a.interval(want.Paired.GzCI, es.GInterval, "gz")
			h, err := HodgesLehmann(d, 0)
			require.NoError(t, err)
			rank := want.Rank
			if rank == nil {
				rank = want.Reversed
			}
			a.near(rank.HL, h.Shift, "Hodges-Lehmann")
			if v.Expected.HL != nil {
				h, err := HodgesLehmann(minus(v.Data.Pre, v.Data.Post), 0)
				require.NoError(t, err)
				a.near(*v.Expected.HL, h.Shift, "Hodges-Lehmann")
				a.interval(v.Expected.HLCI, h.Interval, "Hodges-Lehmann")
				require.Equal(t, 0.9609375, h.Interval.Level)
			}
		})
	}
}

func TestTwoGroupEffects_reference(t *testing.T) {
	type hedges struct {
		Diff     float64   `json:"mean_diff"`
		SD       float64   `json:"sd_pooled"`
		D        float64   `json:"cohens_d"`
		J        float64   `json:"J"`
		G        float64   `json:"hedges_g"`
		DCI      []float64 `json:"d_ci95_noncentral_t"`
		GCI      []float64 `json:"g_ci95_noncentral_t"`
		StudentT float64   `json:"student_t"`
		StudentP float64   `json:"student_p"`
		WelchT   float64   `json:"welch_t"`
		WelchDF  float64   `json:"welch_df"`
		WelchP   float64   `json:"welch_p"`
		WelchCI  []float64 `json:"welch_ci95"`
	}
	a := reference(t, 1e-9)
	x, y, want := cliffData[hedges](t, "hedges")
	e, err := HedgesG(x, y, 0)
	require.NoError(t, err)
	a.near(want.D, e.D, "d")
	a.near(want.SD, want.Diff/e.D, "pooled sd")
	a.near(want.J, e.J, "J")
	a.near(want.G, e.G, "g")
	a.interval(want.DCI, e.DInterval, "d")
	a.interval(want.GCI, e.GInterval, "g")
	a.near(want.StudentT, e.T, "t")
	a.near(want.StudentP, 2*tTail(math.Abs(e.T), e.DF), "p")
	w, err := WelchT(x, y, 0)
	require.NoError(t, err)
	a.near(want.Diff, w.Value, "difference")
	a.near(want.WelchT, w.T, "t")
	a.near(want.WelchDF, w.DF, "df")
	a.near(want.WelchP, w.P, "p")
	a.interval(want.WelchCI, w.Interval, "Welch")
}

func TestCliffDelta_reference(t *testing.T) {
	type expected struct {
		Delta    float64   `json:"delta"`
		Variance float64   `json:"variance_unbiased"`
		CI       []float64 `json:"ci95"`
		A        float64   `json:"vargha_delaney_A"`
	}
	a := reference(t, 1e-9)
	check := func(x, y []float64, want expected) {
		r, err := CliffDelta(x, y, 0)
		require.NoError(t, err)
		a.near(want.Delta, r.Delta, "delta")
		a.near(want.Variance, r.Variance, "variance")
		a.interval(want.CI, r.Interval, "delta")
		a.near(want.A, r.Superiority, "A")
	}
	x, y, want := cliffData[expected](t, "cliff")
	check(x, y, want)
	var v struct {
		Cases []struct {
			X, Y  []float64
			Cliff expected
		}
	}
	load(t, "rank_sum", &v)
	for _, c := range v.Cases {
		check(c.X, c.Y, c.Cliff)
	}
}

func TestCliffDelta_separatedSamples(t *testing.T) {
	r, err := CliffDelta([]float64{5, 6, 7, 8}, []float64{1, 2, 3}, 0)
	require.NoError(t, err)
	require.Equal(t, 1.0, r.Delta)
	require.Equal(t, 1.0, r.Interval.Upper)
	// t(0.975; 5) = 2.570582: (3 − t²)/(3 + t²)
	require.InDelta(t, -0.375513, r.Interval.Lower, 1e-6)
	m, err := CliffDelta([]float64{1, 2, 3}, []float64{5, 6, 7, 8}, 0)
	require.NoError(t, err)
	require.Equal(t, -r.Interval.Lower, m.Interval.Upper)
}

// The limits of the noncentrality parameter are where the observed t is at the tails.
func TestNoncentrality_isTheInverse(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tv := rapid.Float64Range(-30, 30).Draw(rt, "t")
		df := rapid.Float64Range(1, 200).Draw(rt, "df")
		p := rapid.SampledFrom([]float64{0.025, 0.05, 0.5, 0.95, 0.975}).Draw(rt, "p")
		delta := noncentrality(tv, df, p)
		require.InDelta(rt, delta, -noncentrality(-tv, df, 1-p), 1e-9*math.Max(1, math.Abs(delta)))
		if tv >= 0 && math.Abs(delta) < 36 {
			require.InDelta(rt, p, noncentralCDF(tv, df, delta), 1e-9)
		}
	})
}

func TestHodgesLehmann_isTheMedianOfAllAverages(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := rapid.SliceOfN(rapid.Float64Range(-9, 9), 1, 30).Draw(rt, "d")
		var all []float64
		for i := range d {
			for j := i; j < len(d); j++ {
				all = append(all, (d[i]+d[j])/2)
			}
		}
		slices.Sort(all)
		h, err := HodgesLehmann(d, 0)
		require.NoError(rt, err)
		m := len(all)
		require.InDelta(rt, (all[(m-1)/2]+all[m/2])/2, h.Shift, 1e-12)
		require.Contains(rt, all, h.Interval.Lower)
		require.LessOrEqual(rt, h.Interval.Lower, h.Shift)
		require.GreaterOrEqual(rt, h.Interval.Upper, h.Shift)
		if len(d) >= 6 {
			require.GreaterOrEqual(rt, h.Interval.Level, 0.95)
			// The limits are the shifts that the test does not reject at the level achieved.
			r, err := SignedRank(shifted(d, h.Interval.Lower-1e-7), Wilcoxon)
			require.NoError(rt, err)
			if !r.Ties && r.Zeros == 0 {
				require.LessOrEqual(rt, r.P.TwoSided, 1-h.Interval.Level+1e-12)
			}
		}
	})
}

// With three differences the whole range covers no more than 3 times in 4, and says so.
func TestHodgesLehmann_tooFewForTheLevel(t *testing.T) {
	h, err := HodgesLehmann([]float64{4, 1, 2}, 0)
	require.NoError(t, err)
	require.Equal(t, Interval{1, 4, 0.75}, h.Interval)
	s, err := HodgesLehmannShift([]float64{4, 2}, []float64{1}, 0)
	require.NoError(t, err)
	require.Equal(t, 1.0, s.Interval.Lower)
	require.InDelta(t, 1-2/3.0, s.Interval.Level, 1e-12)
}

func shifted(d []float64, by float64) []float64 {
	out := make([]float64, len(d))
	for i, x := range d {
		out[i] = x - by
	}
	return out
}

func TestHodgesLehmannShift_isTheMedianOfAllDifferences(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(-9, 9), 1, 15).Draw(rt, "x")
		y := rapid.SliceOfN(rapid.Float64Range(-9, 9), 1, 15).Draw(rt, "y")
		var all []float64
		for _, a := range x {
			for _, b := range y {
				all = append(all, a-b)
			}
		}
		slices.Sort(all)
		h, err := HodgesLehmannShift(x, y, 0)
		require.NoError(rt, err)
		m := len(all)
		require.InDelta(rt, (all[(m-1)/2]+all[m/2])/2, h.Shift, 1e-12)
		require.LessOrEqual(rt, h.Interval.Lower, h.Shift)
		require.GreaterOrEqual(rt, h.Interval.Upper, h.Shift)
		if len(x) >= 4 && len(y) >= 4 {
			require.GreaterOrEqual(rt, h.Interval.Level, 0.95)
		}
	})
}

// R: wilcox.test(c(0.80,0.83,1.89,1.04,1.45,1.38,1.91,1.64,0.73,1.46), c(1.15,0.88,0.90,0.74,1.21), conf.int = TRUE),
// the permeability data of Hollander & Wolfe 1973 p. 69f: W = 35, p = 0.2544, 95% -0.15 to 0.76, estimate 0.305.
func TestHodgesLehmannShift_permeability(t *testing.T) {
	x := []float64{0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46}
	y := []float64{1.15, 0.88, 0.90, 0.74, 1.21}
	h, err := HodgesLehmannShift(x, y, 0)
	require.NoError(t, err)
	require.InDelta(t, 0.305, h.Shift, 1e-9)
	require.InDelta(t, -0.15, h.Interval.Lower, 1e-9)
	require.InDelta(t, 0.76, h.Interval.Upper, 1e-9)
	r, err := RankSum(x, y)
	require.NoError(t, err)
	require.Equal(t, 35.0, r.U)
	require.InDelta(t, 0.2544, r.P.TwoSided, 5e-5)
	require.InDelta(t, 0.1272, r.P.Greater, 5e-5)
}
