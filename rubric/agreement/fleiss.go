package agreement

import "math"

// FleissResult is Fleiss' kappa with the kappa of each level and the test against chance.
type FleissResult struct {
	Coefficient
	// Levels holds Fleiss' kappa of each level against all others together, level 1 first, whatever the weights:
	// which level do the raters recognise? A level that nobody, or everybody, used is [NoVariation].
	Levels []Estimate
	// Z is kappa divided by its standard error under the hypothesis that ratings are random (Fleiss, Nee and Landis
	// 1979). It is [NotApplicable] with weights other than [Identity], or if rated units differ in how many ratings
	// they have. It answers whether agreement beats chance, which it nearly always does, and not whether it is good.
	Z Estimate
}

// Fleiss is Fleiss' kappa for any number of raters: chance is a rater who picks levels as often as all raters
// together do.
//
//	p_e = Σ_k Σ_l w_kl π_k π_l
//
// with π_k as in [AC] and p_a as in [PercentAgreement]. With [Identity] and equally many ratings of every unit this
// is Fleiss' kappa of 1971 (for two raters, Scott's pi); with weights or gaps it is Gwet's generalisation. It is at
// most 1. It needs one unit with two ratings ([NoPairs]) and two levels in use ([NoVariation]), and it suffers from the
// prevalence paradox as alpha does.
//
// Its SE does not assume that ratings are random, as Z does; it is Gwet's linearised one.
//
// Source: J. L. Fleiss, Psychological Bulletin 76 (1971) 378–382; J. L. Fleiss, J. C. M. Nee and J. R. Landis,
// Psychological Bulletin 86 (1979) 974–977; Gwet (2014), chapters 2, 4 and 5.
func Fleiss(r Ratings, w Weights) FleissResult {
	t := count(r)
	res := FleissResult{Coefficient: t.coefficient(r, w, chanceOfAll), Levels: make([]Estimate, t.levels)}
	level, total := t.used(1)
	pi := make([]float64, t.levels)
	if t.rated > 0 {
		pi = t.prevalence()
	}
	for k := range res.Levels {
		res.Levels[k] = t.fleissLevel(k, pi[k], level[k] == 0 || level[k] == total)
	}
	res.Z = t.fleissZ(res.Coefficient, pi)
	return res
}

func chanceOfAll(pi, matrix []float64) []float64 {
	q := len(pi)
	e := make([]float64, q)
	for k := range e {
		for l, p := range pi {
			e[k] += matrix[k*q+l] * p
		}
	}
	return e
}

// fleissLevel is Fleiss' kappa with all levels but k merged: 1 - (observed disagreement)/(expected).
func (t tally) fleissLevel(k int, p float64, constant bool) Estimate {
	switch {
	case t.paired == 0:
		return undefined(NoPairs)
	case constant:
		return undefined(NoVariation)
	}
	var apart float64
	for _, g := range t.groups {
		if g.size < 2 {
			continue
		}
		row := g.pair[k*t.levels : (k+1)*t.levels]
		apart += 2 * (sum(row) - row[k]) / (g.size * (g.size - 1))
	}
	return defined(1 - apart/float64(t.paired)/(2*p*(1-p)))
}

// fleissZ is kappa over its standard error under the hypothesis of random ratings,
//
//	√(2/(N m (m-1))) √((Σ p q)² - Σ p q (q-p)) / Σ p q        with q = 1 - p for each level
func (t tally) fleissZ(c Coefficient, pi []float64) Estimate {
	switch {
	case !c.Defined():
		return undefined(c.State)
	case c.Weights != Identity || len(t.groups) != 1:
		return undefined(NotApplicable)
	}
	var pq, skew float64
	for _, p := range pi {
		pq += p * (1 - p)
		skew += p * (1 - p) * (1 - 2*p)
	}
	m := t.groups[0].size
	se := math.Sqrt(2/(float64(t.rated)*m*(m-1))) * math.Sqrt(pq*pq-skew) / pq
	if !(se > 0) {
		return undefined(NotApplicable)
	}
	return defined(c.Value / se)
}
