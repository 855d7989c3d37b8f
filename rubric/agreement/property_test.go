package agreement_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

// drawRows draws a small set of ratings with gaps, and its number of levels.
func drawRows(t *rapid.T) ([][]int, int) {
	q := rapid.IntRange(2, 5).Draw(t, "levels")
	raters, units := rapid.IntRange(1, 5).Draw(t, "raters"), rapid.IntRange(1, 7).Draw(t, "units")
	rows := make([][]int, raters)
	for i := range rows {
		rows[i] = rapid.SliceOfN(rapid.IntRange(0, q), units, units).Draw(t, "row")
	}
	return rows, q
}

func requireSame(t require.TestingT, want *big.Rat, got agreement.Estimate, what string) {
	if want == nil {
		require.False(t, got.Defined(), what)
		require.Zero(t, got.Value, what)
		return
	}
	f, _ := want.Float64()
	require.Equal(t, agreement.Defined, got.State, what)
	require.InDelta(t, f, got.Value, 1e-12, what)
}

// The figures equal those of the slow implementation, which goes pair by pair in exact fractions, and are undefined
// when and only when that has nothing to divide by.
func TestPropertyEqualsBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, q := drawRows(t)
		r := ratings(t, q, rows)
		for _, m := range metrics {
			do, de := exactDisagreement(rows, m)
			requireSame(t, exactAlpha(rows, m), agreement.Alpha(r, m).Estimate, "alpha "+string(m))
			requireSame(t, do, agreement.Alpha(r, m).Observed, "observed "+string(m))
			requireSame(t, de, agreement.Alpha(r, m).Expected, "expected "+string(m))
		}
		for _, w := range weights {
			requireSame(t, exactObserved(rows, q, w), agreement.AC(r, w).Observed, "observed "+string(w))
			requireSame(t, exactCoefficient(rows, q, w, "ac"), agreement.AC(r, w).Estimate, "ac "+string(w))
			requireSame(t, exactCoefficient(rows, q, w, "fleiss"), agreement.Fleiss(r, w).Estimate, "fleiss "+string(w))
			requireSame(t, exactCoefficient(rows, q, w, "bp"), agreement.BrennanPrediger(r, w).Estimate, "bp "+string(w))
			requireSame(t, exactCoefficient(rows, q, w, "percent"), agreement.PercentAgreement(r, w).Estimate, "percent "+string(w))
			if len(rows) > 1 {
				requireSame(t, exactKappa(rows, 1, 0, q, w), agreement.Kappa(r, 1, 0, w).Estimate, "kappa "+string(w))
			}
		}
		requireSame(t, exactW(rows), agreement.KendallW(r).Estimate, "w")
	})
}

// Raters and units have no order: not one digit moves.
func TestPropertyPermutingChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, q := drawRows(t)
		raters := rapid.Permutation(seq(len(rows))).Draw(t, "raters")
		units := rapid.Permutation(seq(len(rows[0]))).Draw(t, "units")
		other := make([][]int, len(rows))
		for i, from := range raters {
			for _, u := range units {
				other[i] = append(other[i], rows[from][u])
			}
		}
		require.Equal(t, everything(ratings(t, q, rows)), everything(ratings(t, q, other)))
	})
}

// A unit that nobody rated is no unit.
func TestPropertyUnratedUnitsDoNotCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, q := drawRows(t)
		longer := make([][]int, len(rows))
		for i, row := range rows {
			longer[i] = append([]int{0}, row...)
		}
		a, b := ratings(t, q, rows), ratings(t, q, longer)
		for _, m := range metrics {
			require.Equal(t, agreement.Alpha(a, m), agreement.Alpha(b, m))
		}
		for _, w := range weights {
			require.Equal(t, agreement.AC(a, w), agreement.AC(b, w))
			require.Equal(t, agreement.Fleiss(a, w), agreement.Fleiss(b, w))
		}
		require.Equal(t, agreement.KendallW(a).Estimate, agreement.KendallW(b).Estimate)
		opt := agreement.BootstrapOptions{Resamples: 50, Confidence: 0.8, Seed: 3}
		require.Equal(t, agreement.Bootstrap(a, ordinalAlpha, opt), agreement.Bootstrap(b, ordinalAlpha, opt))
	})
}

// Names of levels carry no order for the nominal metric and the unweighted coefficients.
func TestPropertyNominalIgnoresRelabelling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, q := drawRows(t)
		label := rapid.Permutation(seq(q)).Draw(t, "labels")
		other := mapRows(rows, func(v int) int { return label[v-1] + 1 })
		a, b := ratings(t, q, rows), ratings(t, q, other)
		near(t, agreement.Alpha(a, agreement.Nominal).Estimate, agreement.Alpha(b, agreement.Nominal).Estimate)
		near(t, agreement.AC(a, agreement.Identity).Estimate, agreement.AC(b, agreement.Identity).Estimate)
		near(t, agreement.Fleiss(a, agreement.Identity).Estimate, agreement.Fleiss(b, agreement.Identity).Estimate)
	})
}

// Read from the top or from the bottom, an ordered scale is the same; only a ratio has a true zero.
func TestPropertyReversingTheScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, q := drawRows(t)
		a := ratings(t, q, rows)
		b := ratings(t, q, mapRows(rows, func(v int) int { return q + 1 - v }))
		for _, m := range []agreement.Metric{agreement.Nominal, agreement.Ordinal, agreement.Interval} {
			near(t, agreement.Alpha(a, m).Estimate, agreement.Alpha(b, m).Estimate)
		}
		for _, w := range weights {
			near(t, agreement.AC(a, w).Estimate, agreement.AC(b, w).Estimate)
			near(t, agreement.AC(a, w).SE, agreement.AC(b, w).SE)
		}
		near(t, agreement.KendallW(a).Estimate, agreement.KendallW(b).Estimate)
	})
}

// Levels that nobody used do not change alpha; they do change AC, which is why New asks for them.
func TestPropertyAlphaIgnoresUnusedLevels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, q := drawRows(t)
		for _, m := range metrics {
			require.Equal(t, agreement.Alpha(ratings(t, q, rows), m), agreement.Alpha(ratings(t, q+3, rows), m))
		}
	})
}

// Raters who agree on every unit, on at least two levels, agree exactly: 1, not nearly 1.
func TestPropertyPerfectAgreementIsOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.IntRange(2, 5).Draw(t, "levels")
		row := append([]int{1, q}, rapid.SliceOfN(rapid.IntRange(1, q), 0, 6).Draw(t, "rest")...)
		rows := make([][]int, rapid.IntRange(2, 5).Draw(t, "raters"))
		for i := range rows {
			rows[i] = append([]int(nil), row...)
			gap := rapid.IntRange(2, len(row)+3).Draw(t, "gap")
			if gap < len(row) {
				rows[i][gap] = 0
			}
		}
		r := ratings(t, q, rows)
		for _, m := range metrics {
			require.Equal(t, 1.0, agreement.Alpha(r, m).Value)
		}
		for _, w := range weights {
			for _, kind := range append(kinds, "kappa") {
				require.Equal(t, 1.0, coefficientOf(kind, r, w).Value, "%s %s", kind, w)
			}
		}
		require.Equal(t, 1.0, agreement.KendallW(r).Value)
		for _, s := range agreement.Spreads(r) {
			require.Zero(t, s.Range)
			require.Zero(t, s.MeanDifference)
		}
	})
}

// For two raters without gaps AC1, Fleiss and kappa share p_a, and weights for two levels are all the same.
func TestPropertyTwoLevelsHaveOneSetOfWeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := make([][]int, 3)
		for i := range rows {
			rows[i] = rapid.SliceOfN(rapid.IntRange(0, 2), 6, 6).Draw(t, "row")
		}
		r := ratings(t, 2, rows)
		for _, kind := range append(kinds, "kappa") {
			want := coefficientOf(kind, r, agreement.Identity)
			for _, w := range weights {
				got := coefficientOf(kind, r, w)
				require.Equal(t, want.Estimate, got.Estimate, "%s %s", kind, w)
				require.Equal(t, want.SE, got.SE, "%s %s", kind, w)
			}
		}
	})
}

// The spread of a unit equals what its definition gives, pair by pair.
func TestPropertySpread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, q := drawRows(t)
		for u, s := range agreement.Spreads(ratings(t, q, rows)) {
			col := columns(rows)[u]
			require.Equal(t, u, s.Unit)
			require.Equal(t, len(col), s.Ratings)
			lo, hi, total, pairs := q+1, 0, 0, 0
			for i, a := range col {
				lo, hi = min(lo, a), max(hi, a)
				for _, b := range col[:i] {
					total, pairs = total+max(a-b, b-a), pairs+1
				}
			}
			if pairs == 0 {
				require.Equal(t, agreement.NoPairs, s.State)
				continue
			}
			require.Equal(t, []int{lo, hi, hi - lo}, []int{s.Min, s.Max, s.Range})
			require.InDelta(t, float64(total)/float64(pairs), s.MeanDifference, 1e-12)
			above, below := 0, 0
			for _, a := range col {
				if float64(a) > s.Median {
					above++
				}
				if float64(a) < s.Median {
					below++
				}
			}
			require.LessOrEqual(t, 2*above, len(col))
			require.LessOrEqual(t, 2*below, len(col))
		}
	})
}
