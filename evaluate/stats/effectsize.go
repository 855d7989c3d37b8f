package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// EffectSize is a standardised mean difference: how many standard deviations apart.
type EffectSize struct {
	D         float64  // the sample value: Cohen's dz (paired) or d (two groups)
	DInterval Interval // by inverting the noncentral t distribution
	G         float64  // J·D, corrected for the upward bias of small samples (Hedges)
	GInterval Interval // J·DInterval
	J         float64  // the correction, Γ(m/2)/(√(m/2)·Γ((m−1)/2)) with m = DF
	DF        float64  // n−1 paired, n1+n2−2 for two groups
	T         float64  // Student's t
}

// CohenDz standardises paired differences d by their own standard deviation.
//
// Formula: dz = mean(d)/sd(d); G = J·dz with J on n−1 degrees of freedom; interval for dz from the noncentrality
// parameters under which t = dz·√n is at the tails, divided by √n.
//
// dz depends on how closely the two measurements of a pair agree and is not comparable with the d of two groups.
// Assumes independent pairs and roughly normal differences.
//
// Minimum: 2 differences that are not all equal; the interval is informative from about 4.
//
// Sources: Cohen 1988; Hedges 1981, J. Educ. Stat. 6:107-128; Steiger & Fouladi 1997.
//
// Errors: *[InputError] TooFew, NotFinite, NoVariation, or a level outside (0,1).
func CohenDz(d []float64, level float64) (EffectSize, error) {
	level, err := confidence(level)
	if err != nil {
		return EffectSize{}, err
	}
	if err := numbers("d", d, 2); err != nil {
		return EffectSize{}, err
	}
	mean, sd := meanAndSD(d)
	if sd == 0 {
		return EffectSize{}, noVariation("d")
	}
	n := float64(len(d))
	return newEffectSize(mean/sd, math.Sqrt(n), n-1, level), nil
}

// HedgesG standardises the difference of the means of two independent samples, mean(x) − mean(y), by their pooled
// standard deviation.
//
// Formula: D = (mean(x)−mean(y))/s_p with s_p² = ((n1−1)s1²+(n2−1)s2²)/(n1+n2−2); G = J·D with J on n1+n2−2 degrees
// of freedom; interval for D from the noncentrality parameters under which t = D·√(n1n2/(n1+n2)) is at the tails.
//
// Assumes independent observations (not members of the same group), roughly normal, with equal variances.
//
// Minimum: 2 in each sample and some spread.
//
// Sources: Hedges 1981, J. Educ. Stat. 6:107-128; Steiger & Fouladi 1997.
//
// Errors: *[InputError] TooFew, NotFinite, NoVariation, or a level outside (0,1).
func HedgesG(x, y []float64, level float64) (EffectSize, error) {
	level, err := confidence(level)
	if err != nil {
		return EffectSize{}, err
	}
	if err := numbers("x", x, 2); err != nil {
		return EffectSize{}, err
	}
	if err := numbers("y", y, 2); err != nil {
		return EffectSize{}, err
	}
	meanX, sdX := meanAndSD(x)
	meanY, sdY := meanAndSD(y)
	n1, n2 := float64(len(x)), float64(len(y))
	df := n1 + n2 - 2
	pooled := math.Sqrt(((n1-1)*sdX*sdX + (n2-1)*sdY*sdY) / df)
	if pooled == 0 {
		return EffectSize{}, noVariation("x and y")
	}
	return newEffectSize((meanX-meanY)/pooled, math.Sqrt(n1*n2/(n1+n2)), df, level), nil
}

// newEffectSize takes the factor that turns d into t.
func newEffectSize(d, factor, df, level float64) EffectSize {
	e := EffectSize{D: d, DF: df, T: d * factor, J: hedgesJ(df)}
	tail := (1 - level) / 2
	lower := noncentrality(e.T, df, 1-tail) / factor
	upper := noncentrality(e.T, df, tail) / factor
	e.DInterval = Interval{lower, upper, level}
	e.G = e.J * d
	e.GInterval = Interval{e.J * lower, e.J * upper, level}
	return e
}

// hedgesJ is 0 for one degree of freedom, where the gamma function in the denominator has its pole: the correction
// has nothing to work with.
func hedgesJ(m float64) float64 {
	if m <= 1 {
		return 0
	}
	a, _ := math.Lgamma(m / 2)
	b, _ := math.Lgamma((m - 1) / 2)
	return math.Exp(a-b) / math.Sqrt(m/2)
}

// noncentrality finds the noncentrality parameter under which P(T <= t) = p. The probability falls as the parameter
// rises, so a bracket that doubles and then halves finds it.
func noncentrality(t, df, p float64) float64 {
	if t < 0 {
		// The series keeps its accuracy for positive t; the distribution is mirrored for negative ones.
		return -noncentrality(-t, df, 1-p)
	}
	excess := func(delta float64) float64 { return noncentralCDF(t, df, delta) - p }
	step := 1 + math.Abs(t)/4
	lo, hi := t-step, t+step
	for i := 0; i < 60 && excess(lo) < 0; i++ {
		step *= 2
		lo -= step
	}
	step = 1 + math.Abs(t)/4
	for i := 0; i < 60 && excess(hi) > 0; i++ {
		step *= 2
		hi += step
	}
	for range 200 {
		mid := (lo + hi) / 2
		if mid <= lo || mid >= hi || hi-lo < 1e-14*math.Max(1, math.Abs(mid)) {
			break
		}
		if excess(mid) > 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return (lo + hi) / 2
}

// noncentralCDF uses the series while it is accurate and, for parameters beyond its reach, the approximation of
// Abramowitz & Stegun 26.7.10, whose error is then far below what any interval shows.
func noncentralCDF(t, df, delta float64) float64 {
	if math.Abs(delta) <= 37 {
		return distuv.NoncentralT{Nu: df, Mu: delta}.CDF(t)
	}
	z := (t*(1-1/(4*df)) - delta) / math.Sqrt(1+t*t/(2*df))
	return distuv.UnitNormal.CDF(z)
}
