package stats

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// ANCOVA keeps its promise where DiD breaks it: units chosen for a low score improve by chance alone.
func TestANCOVA_regressionToTheMean(t *testing.T) {
	r := newRandom(11, 1)
	noise := func() float64 {
		s := 0.0
		for range 12 {
			s += float64(r.next32())/(1<<32) - 0.5
		}
		return s
	}
	reject := map[string]int{}
	const runs = 300
	for range runs {
		var before, after, change []float64
		var treated []bool
		for range 60 {
			ability := 8 * math.Sqrt(0.6) * noise()
			before = append(before, ability+8*math.Sqrt(0.4)*noise())
			after = append(after, ability+8*math.Sqrt(0.4)*noise())
		}
		cut := append([]float64(nil), before...)
		for range 8 {
			low := 0
			for i := range cut {
				if cut[i] < cut[low] {
					low = i
				}
			}
			cut[low] = math.Inf(1)
		}
		var up, other []float64
		for i := range before {
			treated = append(treated, math.IsInf(cut[i], 1))
			change = append(change, after[i]-before[i])
			if treated[i] {
				up = append(up, change[i])
			} else {
				other = append(other, change[i])
			}
		}
		a, err := ANCOVA(before, after, treated, FitOptions{})
		require.NoError(t, err)
		require.Equal(t, []int{8, 52}, []int{a.Treated, a.Comparison})
		w, err := WelchT(up, other, 0)
		require.NoError(t, err)
		if a.Effect.P < 0.05 {
			reject["ANCOVA"]++
		}
		if w.P < 0.05 {
			reject["DiD"]++
		}
	}
	t.Logf("rejected of %d without an effect: %v", runs, reject)
	require.Less(t, reject["ANCOVA"], runs*9/100)
	require.Greater(t, reject["DiD"], runs*35/100)
}

// CR2 computed from its definition with n×n matrices for one small case, against the k×k formulas.
func TestOLS_biasReducedIsItsDefinition(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := newRandom(rapid.Uint64().Draw(rt, "seed"), 3)
		n := rapid.IntRange(8, 20).Draw(rt, "n")
		y, x := make([]float64, n), make([]float64, n)
		cluster := make([]string, n)
		for i := range y {
			y[i], x[i] = float64(r.below(100)), float64(r.below(10))
			cluster[i] = fmt.Sprint(r.below(6))
		}
		f, err := OLS(y, []Column{{"x", x}}, FitOptions{Cluster: cluster})
		if err != nil {
			rt.Skip(err)
		}
		se, df := denseCR2(x, f.Residuals, cluster)
		require.InEpsilon(rt, se, f.Coefficients[1].SE, 1e-7)
		require.InEpsilon(rt, df, f.Coefficients[1].DF, 1e-6)
	})
}

func TestPermuteTreated_isTheEnumeration(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		values := roundTo(0.5, rapid.SliceOfN(rapid.Float64Range(-5, 5), 2, 10).Draw(rt, "values"))
		k := rapid.IntRange(1, len(values)-1).Draw(rt, "k")
		treated := make([]bool, len(values))
		for i := range k {
			treated[i] = true
		}
		r, err := PermuteTreated(values, treated, Sampling{})
		require.NoError(rt, err)
		statistic := func(mask int) float64 {
			var in, out float64
			for i, v := range values {
				if mask>>i&1 == 1 {
					in += v / float64(k)
				} else {
					out += v / float64(len(values)-k)
				}
			}
			return in - out
		}
		observed := statistic(1<<k - 1)
		require.InDelta(rt, observed, r.Difference, 1e-12)
		var all, two, greater float64
		for mask := range 1 << len(values) {
			ones := 0
			for i := range values {
				ones += mask >> i & 1
			}
			if ones != k {
				continue
			}
			all++
			if math.Abs(statistic(mask)) >= math.Abs(observed)-1e-9 {
				two++
			}
			if statistic(mask) >= observed-1e-9 {
				greater++
			}
		}
		require.Equal(rt, all, r.Arrangements)
		require.InDelta(rt, two/all, r.P.TwoSided, 1e-12)
		require.InDelta(rt, greater/all, r.P.Greater, 1e-12)
		require.GreaterOrEqual(rt, r.P.TwoSided, r.P.Smallest-1e-12)
	})
}

func TestPermuteTreated_sampleMeetsEnumeration(t *testing.T) {
	r := newRandom(5, 5)
	values, treated := make([]float64, 22), make([]bool, 22)
	for i := range values {
		values[i], treated[i] = float64(r.below(1000)), i < 11
		if i < 11 {
			values[i] += 250
		}
	}
	exact, err := PermuteTreated(values, treated, Sampling{})
	require.NoError(t, err)
	require.True(t, exact.P.Exact)
	more, err := PermuteTreated(append(values, 500), append(treated, false), Sampling{Draws: 20000, Seed: 4})
	require.NoError(t, err)
	require.True(t, more.P.Exact, "C(23,11) is under the limit")
	values, treated = append(values, 400, 600, 500), append(treated, true, false, false)
	a, err := PermuteTreated(values, treated, Sampling{Draws: 20000, Seed: 4})
	require.NoError(t, err)
	require.False(t, a.P.Exact)
	require.InDelta(t, exact.P.TwoSided, a.P.TwoSided, 0.05)
	require.Equal(t, uint64(4), a.Seed)
	b, err := PermuteTreated(values, treated, Sampling{Draws: 20000, Seed: 4})
	require.NoError(t, err)
	require.Equal(t, a, b)
}
