package agreement_test

import (
	"math/rand/v2"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

var (
	metrics = []agreement.Metric{agreement.Nominal, agreement.Ordinal, agreement.Interval, agreement.Ratio}
	weights = []agreement.Weights{agreement.Identity, agreement.Linear, agreement.Quadratic, agreement.OrdinalWeights}
	kinds   = []string{"ac", "fleiss", "bp", "percent"}
)

func ratings(t require.TestingT, q int, rows [][]int) agreement.Ratings {
	r, err := agreement.New(q, rows)
	require.NoError(t, err)
	return r
}

// everything is every figure the package makes of some ratings, to compare two sets of ratings whole.
func everything(r agreement.Ratings) []any {
	all := []any{agreement.KendallW(r)}
	for _, m := range metrics {
		all = append(all, agreement.Alpha(r, m))
	}
	for _, w := range weights {
		all = append(all, agreement.AC(r, w), agreement.BrennanPrediger(r, w), agreement.PercentAgreement(r, w),
			agreement.Fleiss(r, w))
	}
	return all
}

func ordinalAlpha(r agreement.Ratings) agreement.Estimate {
	return agreement.Alpha(r, agreement.Ordinal).Estimate
}

func coefficientOf(kind string, r agreement.Ratings, w agreement.Weights) agreement.Coefficient {
	switch kind {
	case "ac":
		return agreement.AC(r, w)
	case "fleiss":
		return agreement.Fleiss(r, w).Coefficient
	case "bp":
		return agreement.BrennanPrediger(r, w)
	case "kappa":
		return agreement.Kappa(r, 0, 1, w)
	}
	return agreement.PercentAgreement(r, w)
}

func near(t require.TestingT, a, b agreement.Estimate) {
	require.Equal(t, a.State, b.State)
	require.InDelta(t, a.Value, b.Value, 1e-12)
}

func seq(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func mapRows(rows [][]int, f func(int) int) [][]int {
	out := make([][]int, len(rows))
	for i, row := range rows {
		out[i] = make([]int, len(row))
		for u, v := range row {
			if v > 0 {
				out[i][u] = f(v)
			}
		}
	}
	return out
}

// invented returns ratings around a level per unit, with a fifth of them missing.
func invented(raters, units, levels int, seed uint64) [][]int {
	rng := rand.New(rand.NewPCG(seed, 1))
	rows := make([][]int, raters)
	for i := range rows {
		rows[i] = make([]int, units)
	}
	for u := range units {
		true := 1 + rng.IntN(levels)
		for i := range rows {
			if rng.IntN(5) > 0 {
				rows[i][u] = min(levels, max(1, true+rng.IntN(3)-1))
			}
		}
	}
	return rows
}
