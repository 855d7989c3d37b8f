package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Rate is a proportion x of n with a confidence interval.
type Rate struct {
	X, N     int
	Value    float64 // X/N
	Interval Interval
}

// Wilson gives the interval of a rate of x out of n by inverting the score test.
//
// Formula: (p + z²/2n ± z√(p(1−p)/n + z²/4n²))/(1 + z²/n). The lower limit is exactly 0 for x = 0 and the upper
// exactly 1 for x = n.
//
// Assumes n independent observations: for people inside groups see [DesignEffect]. Minimum: n >= 1; under 10 write
// "x of n", not a percentage.
//
// Sources: Wilson 1927, JASA 22:209-212; Newcombe 1998, Stat. Med. 17:857-872, method 3.
//
// Errors: *[InputError] for n < 1, x outside 0…n, or a level outside (0,1).
func Wilson(x, n int, level float64) (Rate, error) {
	level, err := confidence(level)
	if err != nil {
		return Rate{}, err
	}
	if err := count("x", x, "n", n); err != nil {
		return Rate{}, err
	}
	return wilson(x, n, level), nil
}

func wilson(x, n int, level float64) Rate {
	nf := float64(n)
	p, z := float64(x)/nf, tQuantile(0.5+level/2, 0)
	centre, scale := p+z*z/(2*nf), 1+z*z/nf
	half := z * math.Sqrt(p*(1-p)/nf+z*z/(4*nf*nf))
	r := Rate{x, n, p, Interval{math.Max(0, (centre-half)/scale), math.Min(1, (centre+half)/scale), level}}
	if x == 0 {
		r.Interval.Lower = 0
	}
	if x == n {
		r.Interval.Upper = 1
	}
	return r
}

// ClopperPearson gives the exact interval of a rate of x out of n: the level is guaranteed for every true rate, at
// the price of limits that are wider than needed. Prefer [Wilson] unless the guarantee is what is asked for.
//
// Formula: the α/2 quantile of Beta(x, n−x+1) and the 1−α/2 quantile of Beta(x+1, n−x).
//
// Assumes n independent observations. Minimum: n >= 1. Errors as [Wilson].
//
// Source: Clopper & Pearson 1934, Biometrika 26:404-413.
func ClopperPearson(x, n int, level float64) (Rate, error) {
	level, err := confidence(level)
	if err != nil {
		return Rate{}, err
	}
	if err := count("x", x, "n", n); err != nil {
		return Rate{}, err
	}
	xf, nf, tail := float64(x), float64(n), (1-level)/2
	r := Rate{x, n, xf / nf, Interval{0, 1, level}}
	if x > 0 {
		r.Interval.Lower = distuv.Beta{Alpha: xf, Beta: nf - xf + 1}.Quantile(tail)
	}
	if x < n {
		r.Interval.Upper = distuv.Beta{Alpha: xf + 1, Beta: nf - xf}.Quantile(1 - tail)
	}
	return r, nil
}
