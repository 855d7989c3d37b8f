package stats

import (
	"math"
	"slices"
)

// Adjustment is a way to adjust p-values for their number.
type Adjustment uint8

// The adjustments of [Adjust].
const (
	// Holm bounds the chance of any false claim, whatever the dependence of the tests (Holm 1979). For claims.
	Holm Adjustment = iota
	// Hochberg does so with a little more power for independent or positively dependent tests (Hochberg 1988).
	Hochberg
	// BH bounds the expected share of false claims among all claims, for independent or positively dependent tests
	// (Benjamini & Hochberg 1995). For screening.
	BH
	// BY does so whatever the dependence (Benjamini & Yekutieli 2001).
	BY
	// Bonferroni multiplies by the number of tests; Holm is never worse.
	Bonferroni
)

// Adjust returns the adjusted p-values of a family of tests, in the order given: reject where the adjusted value is
// at most α.
//
// Formula, with p(1) <= … <= p(m): Holm max over j<=i of (m−j+1)p(j); Hochberg min over j>=i of (m−j+1)p(j); BH min
// over j>=i of (m/j)p(j); BY the same times Σ1/j; Bonferroni m·p(i); all at most 1.
//
// Assumes that the family is every test that could have been reported, declared before the data were seen; Hochberg and BH
// assume besides that the tests are not negatively dependent. Minimum: 1 test.
//
// Sources: Holm 1979, Scand. J. Statist. 6:65-70; Hochberg 1988, Biometrika 75:800-802; Benjamini & Hochberg 1995, JRSS B
// 57:289-300; Benjamini & Yekutieli 2001, Ann. Statist. 29:1165-1188.
//
// Errors: *[InputError] TooFew for an empty family, NotFinite, OutOfRange for a p outside 0…1 or an unknown method.
func Adjust(p []float64, method Adjustment) ([]float64, error) {
	if err := numbers("p", p, 1); err != nil {
		return nil, err
	}
	for i, v := range p {
		if v < 0 || v > 1 {
			return nil, outOfRange("p", i, v, "a probability from 0 to 1")
		}
	}
	if method > Bonferroni {
		return nil, outOfRange("method", -1, method, "Holm, Hochberg, BH, BY or Bonferroni")
	}
	m := len(p)
	order := make([]int, m)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case p[a] < p[b]:
			return -1
		case p[a] > p[b]:
			return 1
		}
		return 0
	})
	dependence := 1.0
	if method == BY {
		dependence = 0
		for j := range m {
			dependence += 1 / float64(j+1)
		}
	}
	scaled := func(j int) float64 { return dependence * method.factor(j, m) * p[order[j]] }
	adjusted := make([]float64, m)
	if method == Holm || method == Bonferroni {
		running := 0.0
		for j := range m {
			running = math.Max(running, scaled(j))
			adjusted[order[j]] = math.Min(1, running)
		}
		return adjusted, nil
	}
	running := 1.0
	for j := m - 1; j >= 0; j-- {
		running = math.Min(running, scaled(j))
		adjusted[order[j]] = running
	}
	return adjusted, nil
}

// factor is what the method multiplies the p-value with rank j of m by, BY's sum apart; ranks count from 0.
func (a Adjustment) factor(j, m int) float64 {
	switch a {
	case Holm, Hochberg:
		return float64(m - j)
	case BH, BY:
		return float64(m) / float64(j+1)
	}
	return float64(m)
}
