package agreement

import "gonum.org/v1/gonum/stat/distuv"

// Concordance is Kendall's W with what it was made from.
type Concordance struct {
	// Estimate is W corrected for ties, in 0..1. Undefined: [TooFewRaters], [TooFewUnits], [NoVariation].
	Estimate
	// Uncorrected is W without the correction, at most W: how much of the order the ties hide. With four levels and
	// many units, ties abound.
	Uncorrected Estimate
	// ChiSquared is m(n-1)W, and P the probability of so large a value if all raters ranked at random, from the
	// chi-squared distribution with DF = n-1 degrees of freedom. The approximation is poor below about eight units.
	ChiSquared, P Estimate
	DF            int
	// Raters is m, Units the number n of complete units, and LeftOut the number of units with a gap, which do not
	// count.
	Raters, Units, LeftOut int
}

// KendallW is Kendall's coefficient of concordance: do the raters put the units in the same order?
//
//	W = 12 S / (m² (n³ - n) - m Σ_j T_j)        S = Σ_i (R_i - m(n+1)/2)²        T_j = Σ (t³ - t)
//
// where each of m raters ranks the n units by level, equal levels sharing their mean rank, R_i is the sum of the ranks
// of unit i, and T_j runs over the groups of t equal ranks of rater j.
//
// It sees order only: a rater who is one level harsher throughout leaves W at 1. Read it beside [Alpha], as "you agree
// on what is weak, you differ on how weak". Ranks need complete units, so units with a gap are left out and counted in
// LeftOut; a rater with many gaps is better left out before [New]. It needs two raters, two complete units and one
// rater who tells units apart. Units are taken as independent in P; topics of a rubric are not a random sample, so it
// is a guide at most.
//
// Source: M. G. Kendall and B. Babington Smith, Annals of Mathematical Statistics 10 (1939) 275–287; ties: M. G.
// Kendall, Rank Correlation Methods, 4th ed. (1970), chapter 6.
func KendallW(r Ratings) Concordance {
	whole := make([]unit, 0, len(r.units))
	for _, u := range r.units {
		if u.total == r.raters {
			whole = append(whole, u)
		}
	}
	res := Concordance{Raters: r.raters, Units: len(whole), LeftOut: len(r.units) - len(whole)}
	switch {
	case r.raters < 2:
		return res.undefined(TooFewRaters)
	case len(whole) < 2:
		return res.undefined(TooFewUnits)
	}
	m, n := float64(r.raters), float64(len(whole))
	s4, ties := rankSums(r, whole)
	most := m * m * (n*n*n - n)
	if most == m*ties {
		return res.undefined(NoVariation)
	}
	w := 3 * s4 / (most - m*ties)
	res.Estimate, res.Uncorrected = defined(w), defined(3*s4/most)
	res.DF = len(whole) - 1
	res.ChiSquared = defined(m * (n - 1) * w)
	res.P = defined(distuv.ChiSquared{K: n - 1}.Survival(res.ChiSquared.Value))
	return res
}

func (c Concordance) undefined(why State) Concordance {
	c.Estimate, c.Uncorrected, c.ChiSquared, c.P = undefined(why), undefined(why), undefined(why), undefined(why)
	return c
}

// rankSums returns 4S and the sum of all T_j. Twice a mean rank is a whole number, so both are exact.
func rankSums(r Ratings, units []unit) (s4, ties float64) {
	twice := make([]float64, len(units)) // 2 R_i
	have := make([]float64, r.levels)
	rank := make([]float64, r.levels)
	for j := range r.raters {
		clear(have)
		for _, u := range units {
			have[u.given[j]-1]++
		}
		var below float64
		for k, t := range have {
			rank[k] = 2*below + t + 1
			below += t
			ties += t*t*t - t
		}
		for i, u := range units {
			twice[i] += rank[u.given[j]-1]
		}
	}
	middle := float64(r.raters) * float64(len(units)+1)
	for _, x := range twice {
		s4 += (x - middle) * (x - middle)
	}
	return s4, ties
}
