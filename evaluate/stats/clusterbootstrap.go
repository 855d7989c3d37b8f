package stats

import (
	"fmt"
	"math"
)

// ClusterTotal is one cluster's sum of an outcome (or of changes in it) over its members, and their number.
type ClusterTotal struct {
	Sum float64
	N   int
}

// ClusterBootstrap resamples whole clusters for the difference of two means, Σ Sum/Σ N of the treated less that of
// the comparison; without a comparison it is the mean of the treated alone. On changes it is the cluster bootstrap
// of a difference in differences, and on clusters of one member the ordinary bootstrap of a mean.
//
// Formula: each arm's clusters are drawn with replacement within the arm; intervals as in [Bootstrap], with the
// exact leave-one-cluster-out influence in place of repeated calls. It is fast: only the totals enter.
//
// Assumes independent clusters. Minimum: 2 clusters in each arm; under 10 the limits are too narrow: use [WelchT] on
// cluster means or [PermuteTreated].
//
// Sources: as [Bootstrap]; Davison & Hinkley 1997, §3.8.
//
// Errors: *[InputError] TooFew, NotFinite, OutOfRange for N < 1, fewer than 999 draws.
func ClusterBootstrap(treated, comparison []ClusterTotal, options BootstrapOptions) (BootstrapResult, error) {
	if options.Strata != nil {
		return BootstrapResult{}, outOfRange("Strata", -1, options.Strata, "none: the arms are the strata")
	}
	level, sampling, err := options.check(len(treated))
	if err != nil {
		return BootstrapResult{}, err
	}
	arms := []arm{}
	for i, clusters := range [][]ClusterTotal{treated, comparison} {
		if i == 1 && len(clusters) == 0 {
			break
		}
		a, err := newArm([]string{"treated", "comparison"}[i], clusters)
		if err != nil {
			return BootstrapResult{}, err
		}
		arms = append(arms, a)
	}
	draws := make([]float64, sampling.Draws)
	inChunks(sampling, func(r *random, from, to int) {
		for b := from; b < to; b++ {
			sign := 1.0
			for _, a := range arms {
				draws[b] += sign * a.draw(r)
				sign = -1
			}
		}
	})
	value, sign := 0.0, 1.0
	var influence [][]float64
	for _, a := range arms {
		value += sign * a.mean
		influence = append(influence, a.influence(sign))
		sign = -1
	}
	return newBootstrapResult(value, draws, influence, level, len(treated)+len(comparison), sampling), nil
}

// arm holds deviations from its mean rather than totals, so that sums over draws lose no digits to a large mean.
type arm struct {
	mean   float64
	excess []float64 // Sum − N·mean
	sized  []sized   // the same with N; nil when all N are equal
	equal  float64   // the common N
	total  float64
}

// sized keeps what one random index fetches together in memory.
type sized struct{ excess, n float64 }

func newArm(name string, clusters []ClusterTotal) (arm, error) {
	if err := enough(name, "cluster(s)", len(clusters), 2); err != nil {
		return arm{}, err
	}
	a := arm{equal: float64(clusters[0].N)}
	sum := 0.0
	for i, c := range clusters {
		if err := number(name, i, c.Sum); err != nil {
			return arm{}, err
		}
		if c.N < 1 || c.N > maxCount {
			return arm{}, outOfRange(name, i, fmt.Sprintf("of size %d", c.N), "clusters with at least one member")
		}
		sum += c.Sum
		a.total += float64(c.N)
		if float64(c.N) != a.equal {
			a.equal = 0
		}
	}
	a.mean = sum / a.total
	for _, c := range clusters {
		a.excess = append(a.excess, c.Sum-float64(c.N)*a.mean)
		if a.equal == 0 {
			a.sized = append(a.sized, sized{c.Sum - float64(c.N)*a.mean, float64(c.N)})
		}
	}
	return a, nil
}

// draw is the mean of one resample.
func (a arm) draw(r *random) float64 {
	if a.sized == nil {
		return a.mean + r.resample(a.excess)/a.total
	}
	excess, size := r.resampleSized(a.sized)
	return a.mean + excess/size
}

// influence is that of leaving out each cluster: −(n−1)·mean without it.
func (a arm) influence(sign float64) []float64 {
	out := make([]float64, len(a.excess))
	for i, e := range a.excess {
		size := a.equal
		if a.sized != nil {
			size = a.sized[i].n
		}
		// The excesses sum to 0, so those of the others sum to −e.
		out[i] = sign * float64(len(out)-1) * e / math.Max(a.total-size, 1)
	}
	return out
}

// resample sums as many values, drawn with replacement, as there are. Two indices come from each random word; a word
// that would favour some index is thrown away whole, which keeps both fair.
func (r *random) resample(values []float64) float64 {
	n := uint64(len(values))
	threshold := uint32(-uint32(n) % uint32(n))
	var a, b float64
	for pairs := len(values) / 2; pairs > 0; {
		word := r.Uint64()
		low, high := word&math.MaxUint32*n, word>>32*n
		if uint32(low) < threshold || uint32(high) < threshold {
			continue
		}
		a += values[low>>32]
		b += values[high>>32]
		pairs--
	}
	if n%2 == 1 {
		a += values[r.below(uint32(n))]
	}
	return a + b
}

// resampleSized is resample for two sums at once.
func (r *random) resampleSized(values []sized) (excess, size float64) {
	n := uint64(len(values))
	threshold := uint32(-uint32(n) % uint32(n))
	for pairs := len(values) / 2; pairs > 0; {
		word := r.Uint64()
		low, high := word&math.MaxUint32*n, word>>32*n
		if uint32(low) < threshold || uint32(high) < threshold {
			continue
		}
		a, b := values[low>>32], values[high>>32]
		excess += a.excess + b.excess
		size += a.n + b.n
		pairs--
	}
	if n%2 == 1 {
		last := values[r.below(uint32(n))]
		excess, size = excess+last.excess, size+last.n
	}
	return excess, size
}
