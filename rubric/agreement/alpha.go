package agreement

// AlphaResult is Krippendorff's alpha with what it was made from.
type AlphaResult struct {
	// Estimate is alpha, at most 1. Undefined: [NoPairs], [NoVariation], [BadOption].
	Estimate
	// Metric is the metric asked for.
	Metric Metric
	// Observed is the observed disagreement D_o and Expected the disagreement D_e expected by chance, both in the
	// units of the metric; alpha = 1 - D_o/D_e.
	Observed, Expected Estimate
	// Units is the number of units with at least two ratings, and Ratings the number n of ratings in them. Others
	// do not count.
	Units, Ratings int
}

// Alpha is Krippendorff's alpha: the agreement of any number of raters on nominal, ordinal, interval or ratio levels,
// with gaps.
//
//	alpha = 1 - D_o/D_e
//	D_o = (1/n) Σ_c Σ_k o_ck δ²(c,k)             D_e = (1/(n(n-1))) Σ_c Σ_k n_c n_k δ²(c,k)
//	o_ck = Σ_u (pairs of c and k in unit u) / (m_u - 1)        n_c = Σ_k o_ck        n = Σ_c n_c
//
// where m_u is the number of ratings of unit u, pairs are ordered pairs of different raters, and units with fewer
// than two ratings are left out. It is 1 when the raters agree on every unit, 0 when they agree as ratings drawn at
// random from all of them would, and below 0 when they disagree systematically.
//
// It assumes that raters are interchangeable and rate independently; levels nobody used do not change it. It needs
// one unit with two ratings and two levels in use: if all ratings are of one level D_e is 0 and alpha is undefined
// ([NoVariation]), neither 1 nor 0. It comes with no standard error: Krippendorff gives none, use [Bootstrap].
//
// Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); Content Analysis, 4th ed. (2019),
// chapter 12.
func Alpha(r Ratings, m Metric) AlphaResult {
	t := count(r)
	level, n := t.used(2)
	res := AlphaResult{Metric: m, Units: t.paired, Ratings: int(n)}
	delta := m.differences(level)
	if delta == nil {
		return res.undefined(BadOption)
	}
	if t.paired == 0 {
		return res.undefined(NoPairs)
	}
	var do, de float64
	for c, o := range t.coincidences() {
		do += o * delta[c]
		de += level[c/t.levels] * level[c%t.levels] * delta[c]
	}
	do, de = do/n, de/(n*(n-1))
	res.Observed, res.Expected = defined(do), defined(de)
	if oneLevel(level, n) {
		res.Estimate = undefined(NoVariation)
		return res
	}
	res.Estimate = defined(1 - do/de)
	return res
}

func (a AlphaResult) undefined(why State) AlphaResult {
	a.Estimate, a.Observed, a.Expected = undefined(why), undefined(why), undefined(why)
	return a
}

// coincidences returns the matrix o_ck.
func (t tally) coincidences() []float64 {
	o := make([]float64, t.levels*t.levels)
	for _, g := range t.groups {
		if g.size < 2 {
			continue
		}
		for i, n := range g.pair {
			o[i] += n / (g.size - 1)
		}
	}
	return o
}
