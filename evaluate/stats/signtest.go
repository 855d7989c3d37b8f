package stats

import "gonum.org/v1/gonum/stat/distuv"

// SignTestResult is the result of [SignTest].
type SignTestResult struct {
	N, Zeros           int // pairs given, and how many of them did not change
	Positive, Negative int // pairs that rose and fell
	P                  PValue
}

// SignTest tests whether a rise is as likely as a fall among the paired differences d (later minus earlier) that are
// not 0.
//
// Formula: given Positive+Negative = m, Positive is binomial(m, 1/2); exact for every m, two-sided by doubling the
// smaller tail (the distribution is symmetric). Differences of 0 are left out and counted in Zeros.
//
// Assumes only that pairs are independent, so it is the test that is hardest to argue with and the least sensitive.
//
// Minimum: one difference; 6 that are not 0 before P.TwoSided can fall under 0.05.
//
// Source: Arbuthnott 1710; Dixon & Mood 1946, JASA 41:557-566.
//
// Errors: *[InputError] for an empty d or a number that is not finite.
func SignTest(d []float64) (SignTestResult, error) {
	if err := numbers("d", d, 1); err != nil {
		return SignTestResult{}, err
	}
	r := SignTestResult{N: len(d)}
	_, sign := signs(d)
	for _, s := range sign {
		switch {
		case s > 0:
			r.Positive++
		case s < 0:
			r.Negative++
		default:
			r.Zeros++
		}
	}
	r.P = fairCoin(r.Positive, r.Negative)
	return r, nil
}

// fairCoin is the exact test of a against b successes and failures of a fair coin.
func fairCoin(a, b int) PValue {
	p := PValue{TwoSided: 1, Greater: 1, Less: 1, Smallest: SmallestPaired(a + b), Exact: true}
	if a+b == 0 {
		return p
	}
	coin := distuv.Binomial{N: float64(a + b), P: 0.5}
	p.Less = coin.CDF(float64(a))
	p.Greater = coin.CDF(float64(b)) // the coin is fair, so the upper tail of a is the lower tail of b
	p.TwoSided = min(1, 2*min(p.Less, p.Greater))
	return p
}
