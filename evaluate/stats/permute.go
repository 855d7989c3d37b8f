package stats

import "math"

// PermutationResult is the result of [PermuteTreated].
type PermutationResult struct {
	Treated, Comparison int
	Difference          float64 // mean of the treated minus mean of the others
	P                   PValue
	Arrangements        float64 // C(n, Treated), the ways to choose the treated
	Draws               int     // random arrangements drawn; 0 when P is exact
	Seed                uint64  // as given
}

// maxArrangements bounds the enumeration to some tens of milliseconds.
const maxArrangements = 2_000_000

// PermuteTreated tests whether the units that were treated differ from the others by permuting which units were
// treated. Give it one number per unit or cluster: its change, or its mean. It is the test to use with few clusters,
// and the only one with a single treated cluster.
//
// Formula: the statistic is the difference of means, and P the share of all C(n,k) choices of k treated units whose
// statistic is at least as extreme, the actual one included; two-sided is P(|T| >= |t|). Up to 2,000,000
// arrangements are enumerated; beyond, sampling.Draws random ones give P = (k+1)/(B+1) (Phipson & Smyth 2010).
//
// Assumes that with no effect any k of the units were as likely to be the treated ones: exact after random
// assignment, and otherwise an answer to "how unusual is this difference among such units?".
//
// Minimum: 1 treated and 1 other unit; 20 arrangements before P can reach 0.05 (see [SmallestTwoGroups]).
//
// Sources: Fisher 1935; Conley & Taber 2011, Rev. Econ. Stat. 93:113-125, on few treated.
//
// Errors: *[InputError] Mismatch, NotFinite, TooFew for an empty arm, fewer than 999 draws.
func PermuteTreated(values []float64, treated []bool, sampling Sampling) (PermutationResult, error) {
	if err := numbers("values", values, 2); err != nil {
		return PermutationResult{}, err
	}
	if err := sameLength("treated", len(treated), "values", len(values)); err != nil {
		return PermutationResult{}, err
	}
	sampling, err := sampling.sample()
	if err != nil {
		return PermutationResult{}, err
	}
	r := PermutationResult{Seed: sampling.Seed}
	centre := meanOf(values)
	centred, observed, size := make([]float64, len(values)), 0.0, 0.0
	for i, v := range values {
		centred[i] = v - centre
		size += math.Abs(centred[i])
		if treated[i] {
			observed += centred[i]
			r.Treated++
		} else {
			r.Comparison++
		}
	}
	if err := enough("treated", "treated unit(s)", r.Treated, 1); err != nil {
		return r, err
	}
	if err := enough("treated", "comparison unit(s)", r.Comparison, 1); err != nil {
		return r, err
	}
	n, k := float64(len(values)), float64(r.Treated)
	// The centred values sum to 0, so the sum over the treated decides the difference of means.
	r.Difference = observed * n / (k * (n - k))
	smallest, err := SmallestTwoGroups(r.Treated, r.Comparison)
	r.Arrangements = smallest.Arrangements
	t := tally{observed: observed, slack: tieTolerance * size}
	if r.Treated > r.Comparison {
		t.mirrored = true // choosing the few untreated gives the same arrangements sooner
	}
	if r.Arrangements <= maxArrangements {
		t.enumerate(centred, min(r.Treated, r.Comparison), 0)
		r.P = t.exact()
	} else {
		t.sample(centred, min(r.Treated, r.Comparison), sampling)
		r.P, r.Draws = t.monteCarlo(), sampling.Draws
		r.P.Smallest = math.Max(smallest.AbsDeviation, 1/float64(sampling.Draws+1))
	}
	return r, err
}

// tally counts arrangements against the observed sum.
type tally struct {
	observed, slack         float64
	mirrored                bool // sums are over the comparison units
	all, two, greater, less int
	most                    float64 // largest deviation met, and how often
	mostOften               int
}

func (t *tally) count(sum float64) {
	if t.mirrored {
		sum = -sum
	}
	t.all++
	size := math.Abs(sum)
	if size >= math.Abs(t.observed)-t.slack {
		t.two++
	}
	if sum >= t.observed-t.slack {
		t.greater++
	}
	if sum <= t.observed+t.slack {
		t.less++
	}
	switch {
	case size > t.most+t.slack:
		t.most, t.mostOften = size, 1
	case size >= t.most-t.slack:
		t.mostOften++
	}
}

// enumerate adds every choice of k of the values to a partial sum.
func (t *tally) enumerate(values []float64, k int, sum float64) {
	if k == 0 {
		t.count(sum)
		return
	}
	for i := range len(values) - k + 1 {
		t.enumerate(values[i+1:], k-1, sum+values[i])
	}
}

func (t *tally) sample(values []float64, k int, sampling Sampling) {
	sums := make([]float64, sampling.Draws)
	inChunks(sampling, func(r *random, from, to int) {
		index := make([]int, len(values))
		for i := range index {
			index[i] = i
		}
		for b := from; b < to; b++ {
			r.pick(index, k)
			for _, i := range index[:k] {
				sums[b] += values[i]
			}
		}
	})
	for _, s := range sums {
		t.count(s)
	}
}

func (t *tally) exact() PValue {
	all := float64(t.all)
	return PValue{
		TwoSided: float64(t.two) / all, Greater: float64(t.greater) / all, Less: float64(t.less) / all,
		Smallest: float64(t.mostOften) / all, Exact: true,
	}
}

func (t *tally) monteCarlo() PValue {
	share := func(k int) float64 { return float64(k+1) / float64(t.all+1) }
	return PValue{TwoSided: share(t.two), Greater: share(t.greater), Less: share(t.less)}
}
