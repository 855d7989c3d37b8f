package stats

import (
	"fmt"
	"math"
	"slices"
)

// BootstrapOptions are the options of [Bootstrap] and [ClusterBootstrap]. The zero value draws 9,999 times from seed
// 0 for 95% intervals.
type BootstrapOptions struct {
	Sampling
	Level  float64 // confidence level; 0 means 0.95
	Strata []int   // for [Bootstrap]: the stratum of each unit, resampled within itself; nil for one stratum
}

// BootstrapResult is the result of [Bootstrap] and [ClusterBootstrap].
type BootstrapResult struct {
	Value      float64  // the statistic of the data
	SE         float64  // standard deviation of the resampled statistic
	Bias       float64  // mean of the resampled statistic − Value
	Percentile Interval // its quantiles
	BCa        Interval // bias-corrected and accelerated; Level 0 where the correction does not exist
	Units      int      // units or clusters resampled
	Draws      int
	Seed       uint64
}

// Bootstrap estimates the sampling distribution of any statistic by resampling n units with replacement. Resample
// clusters where observations come in clusters: unit i is then cluster i.
//
// statistic receives the units drawn, each from 0 to n−1, and must not keep the slice. It is called in one goroutine,
// Draws + n + 1 times.
//
// Formula: percentile limits are order statistics (inverse of the empirical distribution); BCa limits are those at
// Φ(z0+(z0+z)/(1−a(z0+z))), with z0 from the share of draws below Value, those equal counting a half, and a from the
// jackknife (within strata).
//
// Assumes independent units. Minimum: 2 units; under 15 units, or 10 clusters, percentile limits are too narrow and
// an exact test or a t interval is better.
//
// Sources: Efron 1987, JASA 82:171-185; Davison & Hinkley 1997, §5.3.
//
// Errors: *[InputError] TooFew, Mismatch for Strata, fewer than 999 draws, NotFinite when statistic returns NaN or an
// infinity, with the draw as Index.
func Bootstrap(n int, statistic func(units []int) float64, options BootstrapOptions) (BootstrapResult, error) {
	level, sampling, err := options.check(n)
	if err != nil {
		return BootstrapResult{}, err
	}
	strata, err := strataOf(options.Strata, n)
	if err != nil {
		return BootstrapResult{}, err
	}
	drawn := make([]int, n)
	for i := range drawn {
		drawn[i] = i
	}
	value, err := finiteStatistic(statistic(drawn), -1)
	if err != nil {
		return BootstrapResult{}, err
	}
	draws := make([]float64, sampling.Draws)
	var r *random
	for b := range draws {
		if b%chunkSize == 0 {
			r = newRandom(sampling.Seed, uint64(b/chunkSize))
		}
		at := 0
		for _, units := range strata {
			for range units {
				drawn[at] = units[r.below(uint32(len(units)))]
				at++
			}
		}
		if draws[b], err = finiteStatistic(statistic(drawn), b); err != nil {
			return BootstrapResult{}, err
		}
	}
	influence := make([][]float64, len(strata))
	for s, units := range strata {
		for _, left := range units {
			rest := drawn[:0]
			for i := range n {
				if i != left {
					rest = append(rest, i)
				}
			}
			// A statistic that needs every unit has no jackknife, and so no BCa interval.
			influence[s] = append(influence[s], -float64(len(units)-1)*statistic(rest))
		}
	}
	return newBootstrapResult(value, draws, influence, level, n, sampling), nil
}

func (o BootstrapOptions) check(n int) (float64, Sampling, error) {
	level, err := confidence(o.Level)
	if err != nil {
		return 0, Sampling{}, err
	}
	sampling, err := o.sample()
	if err != nil {
		return 0, Sampling{}, err
	}
	if n > math.MaxInt32 {
		return 0, Sampling{}, outOfRange("n", -1, n, "at most 2³¹−1 units")
	}
	return level, sampling, enough("n", "unit(s)", n, 2)
}

func finiteStatistic(v float64, draw int) (float64, error) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, &InputError{"statistic", draw, NotFinite, fmt.Sprintf("returned %v", v),
			"resample within Strata so that every draw has all it needs"}
	}
	return v, nil
}

func strataOf(strata []int, n int) ([][]int, error) {
	if strata == nil {
		strata = make([]int, n)
	}
	if err := sameLength("Strata", len(strata), "n", n); err != nil {
		return nil, err
	}
	index := map[int]int{}
	var units [][]int
	for i, s := range strata {
		at, ok := index[s]
		if !ok {
			at = len(units)
			index[s] = at
			units = append(units, nil)
		}
		units[at] = append(units[at], i)
	}
	return units, nil
}

// newBootstrapResult takes the influence of each unit by stratum, up to a constant per stratum.
func newBootstrapResult(value float64, draws []float64, influence [][]float64, level float64, n int, s Sampling) BootstrapResult {
	r := BootstrapResult{Value: value, Units: n, Draws: s.Draws, Seed: s.Seed}
	mean, sd := meanAndSD(draws)
	r.SE, r.Bias = sd, mean-value
	sorted := slices.Clone(draws)
	slices.Sort(sorted)
	r.Percentile = Interval{quantile(sorted, 0.5-level/2), quantile(sorted, 0.5+level/2), level}
	z0, ok := biasCorrection(sorted, value)
	a := acceleration(influence)
	if !ok || math.IsNaN(a) {
		return r
	}
	lower, okLower := bcaLevel(0.5-level/2, z0, a)
	upper, okUpper := bcaLevel(0.5+level/2, z0, a)
	if okLower && okUpper {
		r.BCa = Interval{quantile(sorted, lower), quantile(sorted, upper), level}
	}
	return r
}

// quantile is the inverse of the empirical distribution function, R's type 1.
func quantile(sorted []float64, p float64) float64 {
	at := int(math.Ceil(p*float64(len(sorted))-1e-9)) - 1
	return sorted[min(max(at, 0), len(sorted)-1)]
}

// biasCorrection is z0; draws equal to the value, up to rounding, count a half, which matters on discrete data.
func biasCorrection(sorted []float64, value float64) (float64, bool) {
	slack := 1e-12 * math.Max(math.Abs(sorted[0]), math.Abs(sorted[len(sorted)-1]))
	below, _ := slices.BinarySearch(sorted, value-slack)
	notAbove, _ := slices.BinarySearch(sorted, math.Nextafter(value+slack, math.Inf(1)))
	p := (float64(below) + float64(notAbove)) / 2 / float64(len(sorted))
	if p <= 0 || p >= 1 {
		return 0, false
	}
	return tQuantile(p, 0), true
}

func bcaLevel(p, z0, a float64) (float64, bool) {
	z := z0 + tQuantile(p, 0)
	if 1-a*z <= 0 {
		return 0, false
	}
	return tTail(-(z0 + z/(1-a*z)), 0), true
}

// acceleration is a sixth of the skewness of the influence values, pooled over strata (Davison & Hinkley 5.23); NaN
// when any of them is.
func acceleration(influence [][]float64) float64 {
	var cubes, squares, scale float64
	for _, values := range influence {
		mean, n := meanOf(values), float64(len(values))
		for _, v := range values {
			l := (v - mean) / n
			squares += l * l
			cubes += l * l * l
			scale = math.Max(scale, math.Abs(v)/n)
		}
	}
	if squares <= 1e-24*scale*scale {
		return 0
	}
	return cubes / (6 * math.Pow(squares, 1.5))
}
