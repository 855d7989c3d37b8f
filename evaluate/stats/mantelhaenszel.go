package stats

import (
	"fmt"
	"math"
)

// MantelHaenszelResult is the result of [MantelHaenszel].
type MantelHaenszelResult struct {
	Strata int // strata used
	Empty  int // strata left out because one of their groups is empty

	// Difference is the common risk difference, group 1 minus group 2, with a normal interval and test. Where the
	// data leave no variance only its Value is set.
	Difference Estimate
	RiskRatio  Ratio // zero, with Interval.Level 0, when a sum in its fraction is 0
	OddsRatio  Ratio // the same

	Crude    float64 // the risk difference when the strata are thrown together
	Reversed bool    // Simpson's check: Crude and Difference have opposite signs
	Against  int     // strata whose own difference has the sign opposite to Crude
}

// MantelHaenszel compares two rates within strata (within each site, say) and pools the comparisons, so
// that a changed mix of strata cannot pass for a changed rate.
//
// Formula, with weights w = N1·N2/N per stratum: RD = Σw(p1−p2)/Σw with Sato's variance; RR = Σ(X1N2/N)/Σ(X2N1/N)
// with Greenland and Robins' variance of the logarithm; OR = Σ(X1(N2−X2)/N)/Σ(X2(N1−X1)/N) with Robins, Breslow and
// Greenland's. The intervals hold with few large strata and with many small ones.
//
// Assumes independent observations and an effect that is about the same in every stratum on the scale used. When
// Reversed is true no statement about the pooled rates should be made.
//
// Minimum: 1 stratum with people in both groups; 2 to be of use.
//
// Sources: Mantel & Haenszel 1959, JNCI 22:719-748; Sato 1989, Biometrics 45:1323; Greenland & Robins 1985,
// Biometrics 41:55-68; Robins, Breslow & Greenland 1986, Biometrics 42:311-323; Simpson 1951.
//
// Errors: *[InputError] for counts that cannot be, TooFew when no stratum has both groups, a level outside (0,1).
func MantelHaenszel(strata []TwoRates, level float64) (MantelHaenszelResult, error) {
	level, err := confidence(level)
	if err != nil {
		return MantelHaenszelResult{}, err
	}
	var r MantelHaenszelResult
	var pooled TwoRates
	var used []TwoRates
	for i, s := range strata {
		if s.N1 < 0 || s.N2 < 0 || s.X1 < 0 || s.X2 < 0 || s.X1 > s.N1 || s.X2 > s.N2 || s.N1 > maxCount || s.N2 > maxCount {
			return r, outOfRange("strata", i, fmt.Sprintf("%+v", s), "counts with 0 <= X <= N in each group")
		}
		if s.N1 == 0 || s.N2 == 0 {
			r.Empty++
			continue
		}
		used = append(used, s)
		pooled.X1, pooled.N1 = pooled.X1+s.X1, pooled.N1+s.N1
		pooled.X2, pooled.N2 = pooled.X2+s.X2, pooled.N2+s.N2
	}
	r.Strata = len(used)
	if err := enough("strata", "strata with people in both groups", len(used), 1); err != nil {
		return r, err
	}
	r.Crude = difference(pooled)
	for _, s := range used {
		if difference(s)*r.Crude < 0 {
			r.Against++
		}
	}
	r.Difference = commonDifference(used, level)
	r.RiskRatio, r.OddsRatio = commonRisk(used, level), commonOdds(used, level)
	r.Reversed = r.Crude*r.Difference.Value < 0
	return r, nil
}

func difference(t TwoRates) float64 {
	return float64(t.X1)/float64(t.N1) - float64(t.X2)/float64(t.N2)
}

func commonDifference(strata []TwoRates, level float64) Estimate {
	var weights, sum, p, q float64
	for _, s := range strata {
		x1, n1, x2, n2 := float64(s.X1), float64(s.N1), float64(s.X2), float64(s.N2)
		n := n1 + n2
		weights += n1 * n2 / n
		sum += (x1*n2 - x2*n1) / n
		p += (n1*n1*x2 - n2*n2*x1 + n1*n2*(n2-n1)/2) / (n * n)
		q += (x1*(n2-x2) + x2*(n1-x1)) / (2 * n)
	}
	rd := sum / weights
	variance := (rd*p + q) / (weights * weights)
	if variance <= 1e-300 {
		return Estimate{Value: rd}
	}
	return newEstimate(rd, math.Sqrt(variance), 0, level)
}

func commonRisk(strata []TwoRates, level float64) Ratio {
	var top, bottom, spread float64
	for _, s := range strata {
		x1, n1, x2, n2 := float64(s.X1), float64(s.N1), float64(s.X2), float64(s.N2)
		n := n1 + n2
		top += x1 * n2 / n
		bottom += x2 * n1 / n
		spread += (n1*n2*(x1+x2) - x1*x2*n) / (n * n)
	}
	if top == 0 || bottom == 0 {
		return Ratio{}
	}
	return newRatio(top/bottom, spread/(top*bottom), level)
}

func commonOdds(strata []TwoRates, level float64) Ratio {
	var r, s, pr, mixed, qs float64
	for _, t := range strata {
		a, b := float64(t.X1), float64(t.N1-t.X1)
		c, d := float64(t.X2), float64(t.N2-t.X2)
		n := a + b + c + d
		p, q := (a+d)/n, (b+c)/n
		r += a * d / n
		s += b * c / n
		pr += p * a * d / n
		mixed += p*b*c/n + q*a*d/n
		qs += q * b * c / n
	}
	if r == 0 || s == 0 {
		return Ratio{}
	}
	return newRatio(r/s, pr/(2*r*r)+mixed/(2*r*s)+qs/(2*s*s), level)
}
