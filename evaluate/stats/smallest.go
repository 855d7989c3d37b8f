package stats

import "math"

// SmallestPaired returns the smallest two-sided p-value that a sign test, a signed rank test or a sign-flip test of
// n pairs with a non-zero difference can give: 2/2ⁿ, and 1 when there is no such pair. Five pairs cannot reach 0.05
// (0.0625); six can (0.031).
func SmallestPaired(n int) float64 {
	return math.Min(1, math.Ldexp(2, -max(n, 0)))
}

// SmallestPermutation holds the smallest p-values that a permutation test of two groups can give, without ties.
type SmallestPermutation struct {
	Arrangements float64 // C(n1+n2, n1), the number of ways to choose the first group
	OneSided     float64 // 1/Arrangements
	Doubled      float64 // 2/Arrangements: two-sided by doubling the smaller tail
	AbsDeviation float64 // two-sided by P(|T| >= |t|): 1/Arrangements, or 2/Arrangements for equal groups
}

// SmallestTwoGroups returns the smallest p-values that a permutation or rank test of groups of n1 and n2 can give.
// One treated unit needs 19 others before the two-sided value by absolute deviation can reach 0.05.
//
// n1 and n2 are at least 1.
func SmallestTwoGroups(n1, n2 int) (SmallestPermutation, error) {
	if err := enough("n1", "unit(s)", n1, 1); err != nil {
		return SmallestPermutation{}, err
	}
	if err := enough("n2", "unit(s)", n2, 1); err != nil {
		return SmallestPermutation{}, err
	}
	ways := math.Min(choose(n1+n2, n1), math.MaxFloat64)
	s := SmallestPermutation{Arrangements: ways, OneSided: 1 / ways, Doubled: math.Min(1, 2/ways), AbsDeviation: 1 / ways}
	if n1 == n2 {
		s.AbsDeviation = s.Doubled
	}
	return s, nil
}

// choose is the binomial coefficient, exact while it fits a float64's 53 bits.
func choose(n, k int) float64 {
	k = min(k, n-k)
	if k < 0 {
		return 0
	}
	c := 1.0
	for i := 1; i <= k; i++ {
		if c > 1e300 {
			return math.Exp(logChoose(n, k))
		}
		// Multiplying first keeps every intermediate value a whole number.
		c = c * float64(n-k+i) / float64(i)
	}
	return c
}

func logChoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n) + 1)
	b, _ := math.Lgamma(float64(k) + 1)
	c, _ := math.Lgamma(float64(n-k) + 1)
	return a - b - c
}
