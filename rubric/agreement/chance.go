package agreement

import (
	"math"
	"slices"
)

// Coefficient is an agreement coefficient of the form (p_a - p_e)/(1 - p_e), with what it was made from.
type Coefficient struct {
	// Estimate is the coefficient, at most 1.
	Estimate
	// Weights is the set of weights asked for.
	Weights Weights
	// Observed is the observed agreement p_a and Expected the agreement p_e expected by chance, both in 0..1.
	Observed, Expected Estimate
	// SE is the standard error over the sampling of units, raters held fixed; it needs two units. It is a large-sample
	// formula. With fewer than about thirty units, read [Bootstrap] beside it.
	SE Estimate
	// Units is the number of units with at least two ratings, which make p_a.
	Units int
	// Ratings is the number of ratings that count. Except in [Kappa], a unit with a single rating is among them,
	// since it informs p_e.
	Ratings int
}

func (c Coefficient) undefined(why State) Coefficient {
	c.Estimate, c.Observed, c.Expected, c.SE = undefined(why), undefined(why), undefined(why), undefined(why)
	return c
}

// PercentAgreement is the (weighted) share of pairs of ratings of the same unit that agree, not corrected for chance:
//
//	p_a = (1/n') Σ_i Σ_k Σ_l w_kl (pairs of k and l in unit i) / (r_i (r_i - 1))
//
// over the n' units with r_i ≥ 2 ratings, pairs being ordered pairs of different raters. It lies in 0..1 and needs
// one unit with two ratings ([NoPairs]). It is easy to explain and easy to raise: two levels in place of four are
// enough. Expected is 0.
//
// Source: K. L. Gwet, Handbook of Inter-Rater Reliability, 4th ed. (2014), chapter 2, with the standard error of
// chapter 5.
func PercentAgreement(r Ratings, w Weights) Coefficient {
	return count(r).coefficient(r, w, func(pi, _ []float64) []float64 { return make([]float64, len(pi)) })
}

// BrennanPrediger is the Brennan–Prediger coefficient: chance is a rater who picks each of the q levels equally often.
//
//	p_e = T_w/q²        T_w = Σ_k Σ_l w_kl
//
// with p_a as in [PercentAgreement]. Unweighted p_e is 1/q (also known as Bennett's S or the free-marginal kappa). It
// lies in -1/(q-1)..1 when unweighted, does not suffer from the prevalence paradox, and rises with the number q of
// levels offered even if no rater ever uses some. It needs one unit with two ratings ([NoPairs]).
//
// Source: R. L. Brennan and D. J. Prediger, Educational and Psychological Measurement 41 (1981) 687–699; weighted and
// with gaps, and its standard error: Gwet (2014), chapters 4 and 5.
func BrennanPrediger(r Ratings, w Weights) Coefficient {
	return count(r).coefficient(r, w, func(pi, matrix []float64) []float64 {
		q := float64(len(pi))
		e := make([]float64, len(pi))
		for k := range e {
			e[k] = sum(matrix) / (q * q)
		}
		return e
	})
}

// AC is Gwet's AC1 (with [Identity]) and AC2 (with any other weights).
//
//	p_e = T_w/(q (q-1)) Σ_k π_k (1 - π_k)        T_w = Σ_k Σ_l w_kl
//
// where π_k is the mean over the rated units of the share of ratings of level k, and p_a is as in
// [PercentAgreement]. Chance is thought of as guessing on those units only that are hard to rate, so p_e is small
// when nearly all ratings are of one level, and the coefficient stays close to the observed agreement where kappa and
// alpha fall (the prevalence paradox, see the package comment).
//
// It is at most 1, and never undefined for want of variation; it needs one unit with two ratings ([NoPairs]). q is the
// number of levels given to [New], even if some were never used: leaving those out changes the result.
//
// The standard error is Gwet's linearised one, with units as the sample and no finite-population correction.
//
// Source: K. L. Gwet, British Journal of Mathematical and Statistical Psychology 61 (2008) 29–48; Handbook (2014),
// chapters 4 and 5.
func AC(r Ratings, w Weights) Coefficient {
	return count(r).coefficient(r, w, func(pi, matrix []float64) []float64 {
		q := float64(len(pi))
		e := make([]float64, len(pi))
		for k, p := range pi {
			e[k] = sum(matrix) / (q * (q - 1)) * (1 - p)
		}
		return e
	})
}

// coefficient is the form that the coefficients for many raters share. They differ in the expected agreement alone,
// p_e = Σ_k π_k e_k, where e_k is how far a rating of level k is expected to agree by chance. chance returns e from π
// and the weights.
func (t tally) coefficient(r Ratings, w Weights, chance func(pi, matrix []float64) []float64) Coefficient {
	_, ratings := t.used(1)
	c := Coefficient{Weights: w, Units: t.paired, Ratings: int(ratings)}
	if w.cost() == nil {
		return c.undefined(BadOption)
	}
	if t.paired == 0 {
		return c.undefined(NoPairs)
	}
	matrix := w.matrix(t.levels)
	pi := t.prevalence()
	e := chance(pi, matrix)
	var pe float64
	for k, p := range pi {
		pe += p * e[k]
	}
	pa := t.observed(matrix)
	c.Observed, c.Expected = defined(pa), defined(pe)
	if pe == 1 {
		c.Estimate, c.SE = undefined(NoVariation), undefined(NoVariation)
		return c
	}
	c.Estimate = defined((pa - pe) / (1 - pe))
	c.SE = t.linearised(r, c, matrix, e)
	return c
}

// observed returns p_a.
func (t tally) observed(matrix []float64) float64 {
	var pa float64
	for _, g := range t.groups {
		if g.size < 2 {
			continue
		}
		var agree float64
		for i, n := range g.pair {
			agree += matrix[i] * n
		}
		pa += agree / (g.size * (g.size - 1))
	}
	return pa / float64(t.paired)
}

// linearised returns Gwet's standard error: the coefficient is taken as a mean over units of
//
//	κ*_i = κ_i - 2 (1-κ) (p_e|i - p_e)/(1 - p_e)        κ_i = (n/n') (p_a|i - p_e)/(1 - p_e), or 0 if r_i < 2
//
// so that its variance is Σ_i (κ*_i - κ)² / (n (n-1)).
func (t tally) linearised(r Ratings, c Coefficient, matrix, e []float64) Estimate {
	if t.rated < 2 {
		return undefined(TooFewUnits)
	}
	n, paired := float64(t.rated), float64(t.paired)
	kappa, pe := c.Value, c.Expected.Value
	square := make([]float64, 0, t.rated)
	for _, u := range r.units {
		if u.total == 0 {
			continue
		}
		pai, pei := u.agreement(matrix, e)
		dev := -2 * (1 - kappa) * (pei - pe) / (1 - pe)
		if u.total > 1 {
			dev += n / paired * (pai - pe) / (1 - pe)
		}
		square = append(square, (dev-kappa)*(dev-kappa))
	}
	slices.Sort(square) // so that the order of the units cannot change the last digit
	return defined(math.Sqrt(sum(square) / (n * (n - 1))))
}

// agreement returns a unit's own p_a (0 if it has a single rating) and p_e.
func (u unit) agreement(matrix, e []float64) (pa, pe float64) {
	q, m := len(u.count), float64(u.total)
	for k, nk := range u.count {
		if nk == 0 {
			continue
		}
		pe += nk / m * e[k]
		pa -= nk
		for l, nl := range u.count {
			pa += matrix[k*q+l] * nk * nl
		}
	}
	if u.total < 2 {
		return 0, pe
	}
	return pa / (m * (m - 1)), pe
}

func sum(xs []float64) float64 {
	var s float64
	for _, x := range xs {
		s += x
	}
	return s
}
