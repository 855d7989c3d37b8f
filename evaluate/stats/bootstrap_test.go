package stats

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBootstrap_exactReference(t *testing.T) {
	var v struct {
		Data      struct{ Diff []float64 }
		Tolerance float64
		Expected  struct {
			N          int `json:"n_resamples"`
			Mean       float64
			SE         float64   `json:"boot_se_exact"`
			Percentile []float64 `json:"percentile95_type1"`
			Z0         float64   `json:"z0_midp"`
			A          float64   `json:"acceleration"`
			BCa        []float64 `json:"bca95_type1"`
		}
	}
	load(t, "exact_bootstrap", &v)
	d, want := v.Data.Diff, v.Expected
	draws := make([]float64, 0, want.N)
	for code := range want.N {
		sum := 0.0
		for range d {
			sum += d[code%6]
			code /= 6
		}
		draws = append(draws, sum/6)
	}
	influence := make([]float64, len(d))
	for i, x := range d {
		influence[i] = x - meanOf(d)
	}
	r := newBootstrapResult(meanOf(d), draws, [][]float64{influence}, 0.95, 6, Sampling{Draws: len(draws)})
	a := reference(t, v.Tolerance)
	a.near(want.Mean, r.Value, "mean")
	a.near(want.SE, r.SE*math.Sqrt(1-1/float64(len(draws))), "SE")
	a.interval(want.Percentile, r.Percentile, "percentile")
	a.interval(want.BCa, r.BCa, "BCa")
	slices.Sort(draws)
	z0, ok := biasCorrection(draws, meanOf(d))
	require.True(t, ok)
	require.InDelta(t, want.Z0, z0, 1e-12)
	require.InDelta(t, want.A, acceleration([][]float64{influence}), 1e-12)

	// The samples come within the distance that 10,000 draws should.
	mean := func(units []int) float64 {
		sum := 0.0
		for _, i := range units {
			sum += d[i]
		}
		return sum / float64(len(units))
	}
	options := BootstrapOptions{Sampling: Sampling{Draws: 10000, Seed: 1}}
	general, err := Bootstrap(len(d), mean, options)
	require.NoError(t, err)
	fast, err := ClusterBootstrap(singles(d), nil, options)
	require.NoError(t, err)
	for _, r := range []BootstrapResult{general, fast} {
		require.InDelta(t, want.SE, r.SE, 0.03)
		require.InDelta(t, want.Percentile[0], r.Percentile.Lower, 1.0/6+1e-9)
		require.InDelta(t, want.Percentile[1], r.Percentile.Upper, 1.0/6+1e-9)
		require.InDelta(t, want.BCa[0], r.BCa.Lower, 1.0/6+1e-9)
		require.Equal(t, uint64(1), r.Seed)
		require.Equal(t, 10000, r.Draws)
	}
}

func singles(values []float64) []ClusterTotal {
	out := make([]ClusterTotal, len(values))
	for i, v := range values {
		out[i] = ClusterTotal{v, 1}
	}
	return out
}

// The law school sample of Efron & Tibshirani 1993, An Introduction to the Bootstrap, whose correlation is the standard
// example of BCa; their own draws gave a standard error of about 0.13 and 90% limits of about 0.43 and 0.92.
func TestBootstrap_skewedStatistic(t *testing.T) {
	lsat := []float64{576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594}
	gpa := []float64{3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96}
	correlation := func(units []int) float64 {
		var x, y, xx, yy, xy, n float64
		for _, i := range units {
			a, b := lsat[i]-600, gpa[i]-3
			x, y, xx, yy, xy, n = x+a, y+b, xx+a*a, yy+b*b, xy+a*b, n+1
		}
		return (xy - x*y/n) / math.Sqrt((xx-x*x/n)*(yy-y*y/n))
	}
	r, err := Bootstrap(15, correlation, BootstrapOptions{Sampling: Sampling{Seed: 2}, Level: 0.9})
	require.NoError(t, err)
	require.InDelta(t, 0.776, r.Value, 0.001)
	require.InDelta(t, 0.133, r.SE, 0.01)
	require.InDelta(t, 0.43, r.BCa.Lower, 0.04)
	require.InDelta(t, 0.92, r.BCa.Upper, 0.02)
	require.Less(t, r.BCa.Lower, r.Percentile.Lower)
}

func TestClusterBootstrap_isTheGeneralOne(t *testing.T) {
	r := newRandom(3, 3)
	var treated, comparison []ClusterTotal
	for i := range 30 {
		c := ClusterTotal{float64(r.below(100)) + 40, 1 + int(r.below(9))}
		if i < 12 {
			treated = append(treated, c)
		} else {
			comparison = append(comparison, c)
		}
	}
	all := slices.Concat(treated, comparison)
	strata := make([]int, len(all))
	for i := range treated {
		strata[i] = 1
	}
	difference := func(units []int) float64 {
		var sum, n [2]float64
		for _, i := range units {
			sum[strata[i]] += all[i].Sum
			n[strata[i]] += float64(all[i].N)
		}
		return sum[1]/n[1] - sum[0]/n[0]
	}
	general, err := Bootstrap(len(all), difference, BootstrapOptions{Strata: strata})
	require.NoError(t, err)
	fast, err := ClusterBootstrap(treated, comparison, BootstrapOptions{Sampling: Sampling{Seed: 9}})
	require.NoError(t, err)
	require.InDelta(t, general.Value, fast.Value, 1e-9)
	require.InEpsilon(t, general.SE, fast.SE, 0.05)
	spread := fast.BCa.Upper - fast.BCa.Lower
	require.InDelta(t, general.BCa.Lower, fast.BCa.Lower, 0.05*spread)
	require.InDelta(t, general.BCa.Upper, fast.BCa.Upper, 0.05*spread)
	require.Equal(t, 30, fast.Units)
}

// The same seed gives the same bytes on one processor and on many.
func TestRandom_doesNotDependOnProcessors(t *testing.T) {
	values, treated := make([]float64, 60), make([]bool, 60)
	cluster, x := make([]string, 60), make([]float64, 60)
	r := newRandom(1, 2)
	for i := range values {
		values[i], treated[i] = float64(r.below(10000))/7, i%2 == 0
		cluster[i], x[i] = fmt.Sprint(i%15), float64(i%4)
	}
	run := func() []any {
		a, err := ClusterBootstrap(singles(values), singles(values[:9]), BootstrapOptions{Sampling: Sampling{Seed: 5}})
		require.NoError(t, err)
		b, err := PermuteTreated(values, treated, Sampling{Seed: 5})
		require.NoError(t, err)
		c, err := SignFlip(shifted(values, 700), Sampling{Seed: 5})
		require.NoError(t, err)
		d, err := WildBootstrap(values, []Column{{"x", x}}, "x", cluster, WildOptions{Sampling: Sampling{Seed: 5}, Weights: Webb})
		require.NoError(t, err)
		return []any{a, b, c, d}
	}
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	one := run()
	runtime.GOMAXPROCS(7)
	require.Equal(t, one, run())
}

func TestRandom_belowIsUniform(t *testing.T) {
	r := newRandom(4, 4)
	var counts [7]int
	for range 70000 {
		counts[r.below(7)]++
	}
	for _, c := range counts {
		require.InDelta(t, 10000, c, 400)
	}
	require.InDelta(t, 0, r.resample([]float64{-1, 1, -1, 1, 0}), 5.1)
	sum := 0.0
	for range 20000 {
		sum += r.resample([]float64{0, 3, 0})
	}
	require.InDelta(t, 3, sum/20000, 0.1)
}

// The fast draws are what refitting the regression to each bootstrap sample gives.
func TestWildBootstrap_isTheRefit(t *testing.T) {
	r := newRandom(8, 8)
	const n = 40
	y, x, z := make([]float64, n), make([]float64, n), make([]float64, n)
	cluster := make([]string, n)
	for i := range y {
		g := i % 8
		cluster[i] = fmt.Sprint(g)
		x[i], z[i] = float64(g%2), float64(r.below(50))
		y[i] = x[i]*9 + z[i]*0.3 + float64(g) + float64(r.below(20))
	}
	columns := []Column{{"x", x}, {"z", z}}
	w, err := WildBootstrap(y, columns, "x", cluster, WildOptions{})
	require.NoError(t, err)
	require.True(t, w.Exact)
	full, err := OLS(y, columns, FitOptions{Cluster: cluster, SE: CR1})
	require.NoError(t, err)
	require.InDelta(t, full.Coefficients[1].Value, w.Value, 1e-10)
	require.InDelta(t, full.Coefficients[1].T, w.T, 1e-10)

	restricted, err := OLS(y, columns[1:], FitOptions{Cluster: cluster, SE: CR1})
	require.NoError(t, err)
	hits := 0
	for mask := range 1 << 8 {
		resampled := make([]float64, n)
		for i, e := range restricted.Residuals {
			resampled[i] = y[i] - e + e*(1-2*float64(mask>>(i%8)&1))
		}
		f, err := OLS(resampled, columns, FitOptions{Cluster: cluster, SE: CR1})
		require.NoError(t, err)
		if math.Abs(f.Coefficients[1].T) >= math.Abs(w.T)*(1-1e-9) {
			hits++
		}
	}
	require.Equal(t, float64(hits)/256, w.P)
	require.Equal(t, 2.0/256, w.Smallest)

	webb, err := WildBootstrap(y, columns, "x", cluster, WildOptions{Weights: Webb, Sampling: Sampling{Seed: 6}})
	require.NoError(t, err)
	require.InDelta(t, w.P, webb.P, 0.05)
	require.False(t, webb.Exact)
}

func TestQuantile_isTheOrderStatistic(t *testing.T) {
	sorted := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	for p, want := range map[float64]float64{0: 1, 0.1: 1, 0.10001: 2, 0.3: 3, 0.5: 5, 0.975: 10, 1: 10} {
		require.Equal(t, want, quantile(sorted, p), "at %v", p)
	}
}

// The influence of a cluster is −(n−1) times the mean without it, up to a constant.
func TestClusterBootstrap_influence(t *testing.T) {
	clusters := []ClusterTotal{{10, 4}, {3, 1}, {25, 9}, {8, 2}}
	a, err := newArm("treated", clusters)
	require.NoError(t, err)
	got := a.influence(1)
	for i := range clusters {
		var sum, n float64
		for j, c := range clusters {
			if j != i {
				sum += c.Sum
				n += float64(c.N)
			}
		}
		require.InDelta(t, -3*(sum/n-a.mean), got[i], 1e-12)
	}
}

// Both sums of a resample come from the same indices, and these are the ones the plain resample draws.
func TestRandom_resampleSizedIsResample(t *testing.T) {
	for _, n := range []int{2, 9, 50} {
		plain, both := make([]float64, n), make([]sized, n)
		for i := range plain {
			plain[i] = float64(i * i)
			both[i] = sized{plain[i], 2*plain[i] + 1}
		}
		excess, size := newRandom(6, 6).resampleSized(both)
		require.Equal(t, newRandom(6, 6).resample(plain), excess)
		require.Equal(t, 2*excess+float64(n), size)
	}
}
