package stats

import (
	"math"
	"math/bits"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// bruteSigns gives P(|S-E|>=|s-E|), P(S>=s), P(S<=s) by going through every sign vector.
func bruteSigns(weights []float64, observed float64) (two, greater, less float64) {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	for mask := range 1 << len(weights) {
		s := 0.0
		for i, w := range weights {
			if mask>>i&1 == 1 {
				s += w
			}
		}
		if math.Abs(2*s-total) >= math.Abs(2*observed-total)-1e-9*total {
			two++
		}
		if s >= observed-1e-9*total {
			greater++
		}
		if s <= observed+1e-9*total {
			less++
		}
	}
	all := math.Ldexp(1, len(weights))
	return two / all, greater / all, less / all
}

var ratings = rapid.SliceOfN(rapid.Float64Range(-9, 9), 1, 12)

func roundTo(step float64, xs []float64) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = math.Round(x/step) * step
	}
	return out
}

func TestSignedRank_isTheEnumeration(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := roundTo(1, ratings.Draw(rt, "d"))
		r, err := SignedRank(d, Wilcoxon)
		require.NoError(rt, err)
		doubled, plus, _ := doubledWeights(d)
		weights := make([]float64, len(doubled))
		for i, w := range doubled {
			weights[i] = float64(w)
		}
		two, greater, less := bruteSigns(weights, float64(plus))
		require.InDelta(rt, two, r.P.TwoSided, 1e-12)
		require.InDelta(rt, greater, r.P.Greater, 1e-12)
		require.InDelta(rt, less, r.P.Less, 1e-12)
		require.GreaterOrEqual(rt, r.P.TwoSided, r.P.Smallest-1e-15)
	})
}

func TestSignFlip_isTheEnumeration(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		step := rapid.SampledFrom([]float64{1, 0.25, 0.1, 0.001, 0.00037}).Draw(rt, "step")
		d := roundTo(step, ratings.Draw(rt, "d"))
		magnitude, sign := signs(d)
		observed := 0.0
		for i, s := range sign {
			if s > 0 {
				observed += magnitude[i]
			}
		}
		r, err := SignFlip(d, Sampling{})
		require.NoError(rt, err)
		two, greater, less := bruteSigns(magnitude, observed)
		require.InDelta(rt, two, r.P.TwoSided, 1e-12)
		require.InDelta(rt, greater, r.P.Greater, 1e-12)
		require.InDelta(rt, less, r.P.Less, 1e-12)
	})
}

func TestSignedRank_mirror(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := roundTo(0.5, ratings.Draw(rt, "d"))
		zeros := rapid.SampledFrom([]Zeros{Pratt, Wilcoxon}).Draw(rt, "zeros")
		mirrored := make([]float64, len(d))
		for i, x := range d {
			mirrored[i] = -7 * x
		}
		r, err := SignedRank(d, zeros)
		require.NoError(rt, err)
		m, err := SignedRank(mirrored, zeros)
		require.NoError(rt, err)
		require.Equal(rt, r.P.TwoSided, m.P.TwoSided)
		require.Equal(rt, r.P.Greater, m.P.Less)
		require.Equal(rt, r.WPlus, m.WMinus)
	})
}

func TestRankSum_isTheEnumeration(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		step := rapid.SampledFrom([]float64{3, 1, 0.01}).Draw(rt, "step")
		x := roundTo(step, rapid.SliceOfN(rapid.Float64Range(1, 10), 1, 7).Draw(rt, "x"))
		y := roundTo(step, rapid.SliceOfN(rapid.Float64Range(1, 10), 1, 7).Draw(rt, "y"))
		r, err := RankSum(x, y)
		require.NoError(rt, err)
		pooled := append(append([]float64(nil), x...), y...)
		u := func(mask int) float64 {
			u := 0.0
			for i, a := range pooled {
				for j, b := range pooled {
					if mask>>i&1 == 1 && mask>>j&1 == 0 {
						switch {
						case a > b:
							u++
						case a == b:
							u += 0.5
						}
					}
				}
			}
			return u
		}
		observed, mean := u(1<<len(x)-1), float64(len(x)*len(y))/2
		require.Equal(rt, observed, r.U)
		var all, two, greater, less, most float64
		var devs []float64
		for mask := range 1 << len(pooled) {
			if bits.OnesCount(uint(mask)) != len(x) {
				continue
			}
			all++
			s := u(mask)
			dev := math.Abs(s - mean)
			devs = append(devs, dev)
			most = math.Max(most, dev)
			if dev >= math.Abs(observed-mean) {
				two++
			}
			if s >= observed {
				greater++
			}
			if s <= observed {
				less++
			}
		}
		smallest := 0.0
		for _, dev := range devs {
			if dev == most {
				smallest++
			}
		}
		require.InDelta(rt, two/all, r.P.TwoSided, 1e-12)
		require.InDelta(rt, greater/all, r.P.Greater, 1e-12)
		require.InDelta(rt, less/all, r.P.Less, 1e-12)
		require.InDelta(rt, smallest/all, r.P.Smallest, 1e-12)
	})
}

func TestRankSum_mirror(t *testing.T) {
	x := []float64{1, 2, 2, 5, 7, 9}
	y := []float64{2, 3, 3, 8}
	a, err := RankSum(x, y)
	require.NoError(t, err)
	b, err := RankSum(y, x)
	require.NoError(t, err)
	require.InDelta(t, a.P.Greater, b.P.Less, 1e-15)
	require.InDelta(t, a.P.TwoSided, b.P.TwoSided, 1e-15)
	require.Equal(t, 24-a.U, b.U)
}

// The approximations take over where the tables would be too long, and must meet them there.
func TestRankTests_approximationMeetsExact(t *testing.T) {
	r := newRandom(1, 1)
	d := make([]float64, 1000)
	for i := range d {
		d[i] = float64(int(r.below(19))) - 8.8
	}
	exact, err := SignedRank(d, Pratt)
	require.NoError(t, err)
	require.True(t, exact.P.Exact)
	normal, err := SignedRank(append(d, 0.001), Pratt)
	require.NoError(t, err)
	require.False(t, normal.P.Exact)
	require.InEpsilon(t, exact.P.TwoSided, normal.P.TwoSided, 0.05)

	flips, err := SignFlip(append(d, 0.001), Sampling{Seed: 3})
	require.NoError(t, err)
	require.False(t, flips.P.Exact)
	require.Equal(t, 9999, flips.Draws)
	require.Equal(t, uint64(3), flips.Seed)

	ranks, err := RankSum(d[:600], d[400:])
	require.NoError(t, err)
	require.False(t, ranks.P.Exact)
}

func TestFriedman_isTheEnumeration(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		k := rapid.IntRange(2, 3).Draw(rt, "k")
		blocks := make([][]float64, rapid.IntRange(2, 4).Draw(rt, "n"))
		for i := range blocks {
			blocks[i] = roundTo(1, rapid.SliceOfN(rapid.Float64Range(1, 4), k, k).Draw(rt, "block"))
		}
		f, err := Friedman(blocks)
		if err != nil {
			require.Equal(rt, NoVariation, problem(t, err))
			return
		}
		p, err := PageL(blocks)
		require.NoError(rt, err)
		orders := [][]int{{0, 1}, {1, 0}}
		if k == 3 {
			orders = [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}
		}
		ranks, err := rankBlocks(blocks)
		require.NoError(rt, err)
		var all, atLeast, greater, less, two float64
		meanL := float64(len(blocks)*k*(k+1)*(k+1)) / 4
		var walk func(i int, sums []float64)
		walk = func(i int, sums []float64) {
			if i < len(blocks) {
				for _, order := range orders {
					next := append([]float64(nil), sums...)
					for j, o := range order {
						next[j] += float64(ranks[i][o]) / 2
					}
					walk(i+1, next)
				}
				return
			}
			all++
			var chi, observed, l float64
			for j, s := range sums {
				mean := float64(len(blocks)*(k+1)) / 2
				chi += (s - mean) * (s - mean)
				observed += (f.RankSums[j] - mean) * (f.RankSums[j] - mean)
				l += float64(j+1) * s
			}
			if chi >= observed-1e-9 {
				atLeast++
			}
			if l >= p.L-1e-9 {
				greater++
			}
			if l <= p.L+1e-9 {
				less++
			}
			if math.Abs(l-meanL) >= math.Abs(p.L-meanL)-1e-9 {
				two++
			}
		}
		walk(0, make([]float64, k))
		require.True(rt, f.Exact)
		require.InDelta(rt, atLeast/all, f.P, 1e-12)
		require.InDelta(rt, greater/all, p.P.Greater, 1e-12)
		require.InDelta(rt, less/all, p.P.Less, 1e-12)
		require.InDelta(rt, two/all, p.P.TwoSided, 1e-12)
		require.GreaterOrEqual(rt, p.P.TwoSided, p.P.Smallest-1e-12)
	})
}

// Noise in the last binary digit must neither break a tie nor make a zero a change.
func TestSignedRank_noiseIsNotOrder(t *testing.T) {
	later, earlier := []float64{0.3, 0.2, 0.8, 0, 0.3, 3}, []float64{0.1, 0, 0.6, 0.2, 0.1, 0}
	noisy := minus(later, earlier) // at run time: constants would be exact
	noisy[4] -= 0.2
	clean := []float64{0.2, 0.2, 0.2, -0.2, 0, 3}
	require.NotEqual(t, clean[:3], noisy[:3])
	a, err := SignedRank(noisy, Pratt)
	require.NoError(t, err)
	b, err := SignedRank(clean, Pratt)
	require.NoError(t, err)
	require.Equal(t, b, a)
	require.True(t, a.Ties)
	c, err := SignedRank([]float64{0, 0, 0, 1, -2, 3}, Pratt)
	require.NoError(t, err)
	require.False(t, c.Ties, "zeros are not ties of changes")
	require.Equal(t, 3, c.Zeros)
}

// Forty equal magnitudes make the sign-flip test the sign test, whose steps are wide enough to see a wrong side.
func TestSignFlip_sampleMeetsSignTest(t *testing.T) {
	d := make([]float64, 40)
	for i := range d {
		d[i] = math.Pi * 1e-5
		if i%5 < 2 {
			d[i] = -d[i]
		}
	}
	flip, err := SignFlip(d, Sampling{Draws: 40000, Seed: 1})
	require.NoError(t, err)
	require.False(t, flip.P.Exact)
	sign, err := SignTest(d)
	require.NoError(t, err)
	require.InDelta(t, sign.P.TwoSided, flip.P.TwoSided, 0.01)
	require.InDelta(t, sign.P.Greater, flip.P.Greater, 0.01)
	require.InDelta(t, sign.P.Less, flip.P.Less, 0.01)
}
