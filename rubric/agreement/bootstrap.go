package agreement

import (
	"math"
	"math/rand/v2"
	"slices"
)

// The defaults of [BootstrapOptions].
const (
	DefaultResamples  = 1000
	DefaultConfidence = 0.95
)

// BootstrapOptions says how to resample. The zero value is [DefaultResamples] resamples at [DefaultConfidence] from
// seed 0.
type BootstrapOptions struct {
	// Resamples is how many resamples to draw; 0 is [DefaultResamples].
	Resamples int
	// Confidence is the share of resamples between the two ends, above 0 and below 1; 0 is [DefaultConfidence].
	Confidence float64
	// Seed makes the draw repeatable: the same ratings, options and seed give the same interval. Two statistics
	// bootstrapped with the same seed see the same resamples.
	Seed uint64
}

// BootstrapResult is a percentile bootstrap interval.
type BootstrapResult struct {
	// Point is the statistic of the ratings as they are.
	Point Estimate
	// State says whether Low and High are there: the state of Point if that is undefined, [TooFewUnits] with fewer
	// than two rated units, [TooFewResamples] or [BadOption]; Low and High are then 0.
	State State
	// Low and High are the ends of the interval.
	Low, High float64
	// Confidence, Resamples and Seed are what was used, defaults filled in.
	Confidence float64
	Resamples  int
	Seed       uint64
	// Undefined is how many resamples had no value, as when all units drawn hold a single level. They are left out,
	// so that the interval speaks only of samples in which the statistic exists.
	Undefined int
}

// Bootstrap returns the percentile interval of any statistic over the units:
//
//	iv := agreement.Bootstrap(r, func(r agreement.Ratings) agreement.Estimate {
//		return agreement.Alpha(r, agreement.Ordinal).Estimate
//	}, agreement.BootstrapOptions{Seed: 1})
//
// Each resample draws as many whole units, with replacement, as there are units that anybody rated; raters, and the
// gaps within a unit, stay as they are. The ends are the k-th lowest and k-th highest of the B values defined, with
// k = ⌊(B+1)(1-confidence)/2⌋. If k is 0, or if fewer than half of the resamples were defined, the state is
// [TooFewResamples].
//
// It assumes that units are a sample of the units one wants to speak of. The topics of a rubric are all there are, so
// read the interval as how much the figure hangs on which topics happen to be in the rubric, not as a test. Percentile
// intervals are too narrow with few units, and have no width at all when the raters agree on every unit: that is no
// proof that they always would.
//
// It draws units and not pairs of ratings: pairs within a unit are not independent.
//
// Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13. The generator is PCG of
// math/rand/v2, seeded with Seed and 0.
func Bootstrap(r Ratings, statistic func(Ratings) Estimate, opt BootstrapOptions) BootstrapResult {
	if opt.Resamples == 0 {
		opt.Resamples = DefaultResamples
	}
	if opt.Confidence == 0 {
		opt.Confidence = DefaultConfidence
	}
	iv := BootstrapResult{Confidence: opt.Confidence, Resamples: opt.Resamples, Seed: opt.Seed}
	if statistic == nil || opt.Resamples < 0 || !(opt.Confidence > 0 && opt.Confidence < 1) {
		// What was asked for may be NaN, and is not handed back.
		return BootstrapResult{Point: undefined(BadOption), State: BadOption, Seed: opt.Seed}
	}
	iv.Point = finite(statistic(r))
	if !iv.Point.Defined() {
		iv.State = iv.Point.State
		return iv
	}
	values, ok := resample(r, statistic, opt)
	if !ok {
		iv.State = TooFewUnits
		return iv
	}
	iv.Undefined = opt.Resamples - len(values)
	iv.State, iv.Low, iv.High = percentiles(values, opt)
	return iv
}

// resample returns the defined values of the statistic, ascending; false if there are fewer than two rated units.
func resample(r Ratings, statistic func(Ratings) Estimate, opt BootstrapOptions) ([]float64, bool) {
	rated := make([]unit, 0, len(r.units))
	for _, u := range r.units {
		if u.total > 0 {
			rated = append(rated, u)
		}
	}
	if len(rated) < 2 {
		return nil, false
	}
	rng := rand.New(rand.NewPCG(opt.Seed, 0))
	var values []float64
	for range opt.Resamples {
		drawn := make([]unit, len(rated)) // a new one each time: the statistic may keep what it is given
		for i := range drawn {
			drawn[i] = rated[rng.IntN(len(rated))]
		}
		e := finite(statistic(Ratings{levels: r.levels, raters: r.raters, units: drawn}))
		if e.Defined() {
			values = append(values, e.Value)
		}
	}
	slices.Sort(values)
	return values, true
}

func percentiles(values []float64, opt BootstrapOptions) (State, float64, float64) {
	b := len(values)
	// The small addend undoes the rounding of 1 - 0.9 and its like, which would otherwise move an end by one value.
	k := int(math.Floor(float64(b+1)*(1-opt.Confidence)/2 + 1e-9))
	if k < 1 || 2*k > b || 2*b < opt.Resamples {
		return TooFewResamples, 0, 0
	}
	return Defined, values[k-1], values[b-k]
}

// finite keeps the promise of [Estimate] for a caller's own statistic, which may not.
func finite(e Estimate) Estimate {
	switch {
	case !e.Defined():
		return undefined(e.State)
	case math.IsNaN(e.Value) || math.IsInf(e.Value, 0):
		return undefined(NotApplicable)
	}
	return e
}
