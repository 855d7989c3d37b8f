package stats

import "math"

// PairedT estimates the mean of paired differences d (later minus earlier) with Student's t interval and test.
//
// Formula: mean(d) ± t(n−1)·sd(d)/√n. Two-sided by symmetry.
//
// Assumes independent pairs and differences that are roughly normal or many; with ratings and few pairs use
// [SignedRank] and [HodgesLehmann].
//
// Minimum: 2 differences that are not all equal; take the interval seriously from about 15, or with no outliers.
//
// Source: Student 1908, Biometrika 6:1-25.
//
// Errors: *[InputError] TooFew, NotFinite, NoVariation, or a level outside (0,1).
func PairedT(d []float64, level float64) (Estimate, error) {
	level, err := confidence(level)
	if err != nil {
		return Estimate{}, err
	}
	if err := numbers("d", d, 2); err != nil {
		return Estimate{}, err
	}
	mean, sd := meanAndSD(d)
	if sd == 0 {
		return Estimate{}, noVariation("d")
	}
	n := float64(len(d))
	return newEstimate(mean, sd/math.Sqrt(n), n-1, level), nil
}

// WelchT estimates the difference of the means of two independent samples, mean(x) − mean(y), without assuming equal
// variances. On one mean per cluster it is the safe analysis of clustered data; on one change per unit it is the
// two-period difference in differences.
//
// Formula: SE² = s₁²/n₁ + s₂²/n₂, degrees of freedom SE⁴/(s₁⁴/n₁²(n₁−1) + s₂⁴/n₂²(n₂−1)). Two-sided by symmetry.
//
// Assumes independent observations within and between samples.
//
// Minimum: 2 in each sample, not all equal within both; 4 in each for clusters.
//
// Source: Welch 1947, Biometrika 34:28-35.
//
// Errors: *[InputError] TooFew, NotFinite, NoVariation, or a level outside (0,1).
func WelchT(x, y []float64, level float64) (Estimate, error) {
	level, err := confidence(level)
	if err != nil {
		return Estimate{}, err
	}
	if err := numbers("x", x, 2); err != nil {
		return Estimate{}, err
	}
	if err := numbers("y", y, 2); err != nil {
		return Estimate{}, err
	}
	e, ok := welch(x, y, level)
	if !ok {
		return Estimate{}, noVariation("x and y")
	}
	return e, nil
}

func welch(x, y []float64, level float64) (Estimate, bool) {
	meanX, sdX := meanAndSD(x)
	meanY, sdY := meanAndSD(y)
	n1, n2 := float64(len(x)), float64(len(y))
	v1, v2 := sdX*sdX/n1, sdY*sdY/n2
	if v1+v2 == 0 {
		return Estimate{Value: meanX - meanY}, false
	}
	// Shares rather than fourth powers, which would overflow or vanish in extreme units.
	share := v1 / (v1 + v2)
	df := 1 / (share*share/(n1-1) + (1-share)*(1-share)/(n2-1))
	return newEstimate(meanX-meanY, math.Sqrt(v1+v2), df, level), true
}
