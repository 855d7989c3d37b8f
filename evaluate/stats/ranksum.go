package stats

import (
	"math"
	"slices"
)

// RankSumResult is the result of [RankSum].
type RankSumResult struct {
	N1, N2  int     // sizes of x and of y
	U       float64 // pairs in which x is the larger, ties counting a half; its expectation is N1·N2/2
	Ties    bool    // whether any two of the values are equal
	P       PValue  // Greater: x tends to be larger than y
	Doubled float64 // two-sided value by doubling the smaller tail, at most 1
}

// RankSum tests by the Wilcoxon-Mann-Whitney statistic whether two independent samples come from one distribution.
//
// Formula: U = #(x>y) + #(x=y)/2. Given the pooled values, ties included, every choice of which N1 of them are x is
// equally likely, and P is exact under that distribution for up to 1,000 values in all, as long as its table is not
// longer than about 10⁹ steps (200 + 200 values without ties is well inside). Beyond that the normal approximation
// with the tie-corrected variance and a continuity correction of 1/2 is used and P.Exact is false.
//
// Two sides: with ties the distribution is not symmetric. P.TwoSided is P(|U−E(U)| >= |u−E(U)|); Doubled is twice
// the smaller tail. Choose before seeing the result.
//
// Assumes independent observations: for people inside groups compare the means of the groups instead.
// Values closer than 1 part in 10⁹ are ties.
//
// Minimum: one value each; C(N1+N2, N1) >= 20 before a two-sided value of 0.05 is possible (see [PValue].Smallest).
//
// Sources: Mann & Whitney 1947, Ann. Math. Stat. 18:50-60; Hollander & Wolfe 1999, ch. 4.
//
// Errors: *[InputError] for an empty sample or a number that is not finite.
func RankSum(x, y []float64) (RankSumResult, error) {
	if err := numbers("x", x, 1); err != nil {
		return RankSumResult{}, err
	}
	if err := numbers("y", y, 1); err != nil {
		return RankSumResult{}, err
	}
	doubled, groups := midranks(slices.Concat(x, y))
	r := RankSumResult{N1: len(x), N2: len(y), Ties: len(groups) < len(doubled)}
	u := -r.N1 * (r.N1 + 1)
	for _, rank := range doubled[:r.N1] {
		u += rank
	}
	r.U = float64(u) / 2
	d, exact := newRankSum(r.N1, r.N2, groups)
	if !exact {
		r.P = normalRankSum(r, groups, true)
		smallest, err := SmallestTwoGroups(r.N1, r.N2)
		r.P.Smallest = smallest.AbsDeviation
		r.Doubled = math.Min(1, 2*math.Min(r.P.Less, r.P.Greater))
		return r, err
	}
	low, high := extremes(r.N1, groups)
	r.P = d.test(u, max(r.N1*r.N2-low, high-r.N1*r.N2))
	r.Doubled = math.Min(1, 2*math.Min(r.P.Less, r.P.Greater))
	return r, nil
}

// test gives the exact tails of u = 2U, of which n1·n2 is the expectation and most the largest deviation from it.
func (d rankSum) test(u, most int) PValue {
	mean := d.n1 * d.n2
	dev := max(u-mean, mean-u)
	atMost, atLeast := d.tails([]int{u, mean - dev, mean - most}, []int{u, mean + dev, mean + most})
	p := PValue{
		Less: math.Min(1, atMost[0]), Greater: math.Min(1, atLeast[0]),
		TwoSided: math.Min(1, atMost[1]+atLeast[1]), Smallest: math.Min(1, atMost[2]+atLeast[2]), Exact: true,
	}
	if dev == 0 {
		p.TwoSided = 1
	}
	if most == 0 {
		p.Smallest = 1
	}
	return p
}

func normalRankSum(r RankSumResult, groups []int, corrected bool) PValue {
	n1, n2 := float64(r.N1), float64(r.N2)
	n, ties := n1+n2, 0.0
	for _, m := range groups {
		t := float64(m)
		ties += t * (t*t - 1)
	}
	variance := n1 * n2 / 12 * (n + 1 - ties/(n*(n-1)))
	if variance <= 0 {
		return PValue{TwoSided: 1, Greater: 1, Less: 1}
	}
	step := 0.0
	if corrected {
		step = 0.5
	}
	sd, dev := math.Sqrt(variance), r.U-n1*n2/2
	return PValue{
		TwoSided: math.Min(1, 2*tTail((math.Abs(dev)-step)/sd, 0)),
		Greater:  tTail((dev-step)/sd, 0),
		Less:     tTail((-dev-step)/sd, 0),
	}
}
