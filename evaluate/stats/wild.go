package stats

import (
	"fmt"
	"math"
	"slices"
)

// WildWeights is the distribution of the random factor of each cluster in [WildBootstrap].
type WildWeights uint8

// The distributions.
const (
	Rademacher WildWeights = iota // −1 or 1
	Webb                          // ±√½, ±1, ±√1½: for fewer than about 12 clusters, where signs give few different draws
)

// WildOptions are the options of [WildBootstrap]. The zero value draws 9,999 times from seed 0 with Rademacher weights.
type WildOptions struct {
	Sampling
	Weights WildWeights
}

// WildResult is the result of [WildBootstrap].
type WildResult struct {
	Value    float64 // the coefficient
	T        float64 // its t value with CR1 errors
	P        float64 // two-sided, symmetric: P(|t*| >= |t|)
	Smallest float64 // the least P that could have come out
	Clusters int
	Exact    bool // whether all sign vectors were gone through
	Draws    int  // random draws; 0 when Exact
	Seed     uint64
}

// WildBootstrap tests whether one coefficient of a least squares regression is 0 with the wild cluster restricted
// bootstrap: for few clusters (about 6 to 40), where t tests claim too much.
//
// Formula: the regression is fitted with the coefficient held at 0; each draw multiplies every cluster's residuals by
// one random weight, adds them to the fit, and computes the CR1 t value; the two-sided
// P is the share of |t*| >= |t|, ties counting. With Rademacher weights and up to 12 clusters all 2^G sign vectors are gone through; otherwise
// P = (k+1)/(B+1).
//
// Assumes independent clusters of not too different size and at least 3 treated ones: with 1 or 2 treated clusters it
// hardly ever rejects (MacKinnon & Webb 2017); use [PermuteTreated].
//
// Minimum: 3 clusters to compute; 6 before P can reach 0.05 with Rademacher weights (Smallest = 2/2^G).
//
// Sources: Cameron, Gelbach & Miller 2008, Rev. Econ. Stat. 90:414-427; Webb 2014; Roodman et al. 2019, Stata J.
// 19:4-60.
//
// Errors: as [OLS], OutOfRange for a coefficient that is not among the columns or fewer than 999 draws.
func WildBootstrap(y []float64, columns []Column, coefficient string, cluster []string, options WildOptions) (WildResult, error) {
	sampling, err := options.sample()
	if err != nil {
		return WildResult{}, err
	}
	if options.Weights > Webb {
		return WildResult{}, outOfRange("Weights", -1, options.Weights, "Rademacher or Webb")
	}
	l, groups, err := fitLast(y, columns, coefficient, cluster)
	if err != nil {
		return WildResult{}, err
	}
	w := newWild(l, groups)
	ones := make([]float64, len(groups))
	for i := range ones {
		ones[i] = 1
	}
	scratch := make([]float64, l.k)
	t := w.t(ones, scratch)
	g, n := float64(len(groups)), float64(l.n)
	r := WildResult{
		Value:    l.z[l.k-1] / l.r[l.k-1][l.k-1],
		T:        t / math.Sqrt(g/(g-1)*(n-1)/(n-float64(l.k))),
		Clusters: len(groups), Seed: sampling.Seed,
	}
	if math.IsInf(t, 0) || math.IsNaN(t) {
		return WildResult{}, &InputError{coefficient, -1, NoVariation, "has a standard error of 0",
			"too few clusters carry this column; permute the treated units instead"}
	}
	if options.Weights == Rademacher && len(groups) <= 12 {
		r.P, r.Exact = w.enumerate(t), true
		r.Smallest = SmallestPaired(len(groups))
		return r, nil
	}
	r.P, r.Draws = w.sample(t, sampling, options.Weights), sampling.Draws
	r.Smallest = 1 / float64(sampling.Draws+1)
	if options.Weights == Rademacher {
		r.Smallest = math.Max(r.Smallest, SmallestPaired(len(groups)))
	}
	return r, nil
}

// fitLast fits the regression with the tested column last: the last direction of Q is then what it adds to the others.
func fitLast(y []float64, columns []Column, coefficient string, cluster []string) (*leastSquares, [][]int, error) {
	at := slices.IndexFunc(columns, func(c Column) bool { return c.Name == coefficient })
	if at < 0 {
		return nil, nil, outOfRange("coefficient", -1, fmt.Sprintf("%q", coefficient), "the name of one of the columns")
	}
	l, err := newLeastSquares(y, append(slices.Delete(slices.Clone(columns), at, at+1), columns[at]))
	if err != nil {
		return nil, nil, err
	}
	if cluster == nil {
		cluster = []string{} // rows without clusters are not a case for this test
	}
	groups, err := clusterRows(cluster, len(y))
	if err != nil {
		return nil, nil, err
	}
	return l, groups, enough("cluster", "clusters", len(groups), 3)
}

// wild holds what a draw needs of each cluster in the basis Q: the score of the restricted residuals, and the last
// row of Qg'Qg. A draw is then G·k steps however many rows there are.
type wild struct {
	k      int
	scores []float64 // k per cluster
	last   []float64 // k per cluster
}

func newWild(l *leastSquares, groups [][]int) wild {
	w := wild{k: l.k}
	end := l.k - 1
	for _, rows := range groups {
		score, last := make([]float64, l.k), make([]float64, l.k)
		for _, i := range rows {
			q := l.row(i)
			restricted := l.residuals[i] + l.z[end]*q[end]
			subtract(score, -restricted, q)
			subtract(last, -q[end], q)
		}
		w.scores, w.last = append(w.scores, score...), append(w.last, last...)
	}
	return w
}

// t is the t value of a draw up to a factor that is the same for all draws; infinite where its error is 0.
func (w wild) t(weights, z []float64) float64 {
	clear(z)
	for g, v := range weights {
		subtract(z, -v, w.scores[g*w.k:(g+1)*w.k])
	}
	squares := 0.0
	for g, v := range weights {
		s := v*w.scores[g*w.k+w.k-1] - dot(w.last[g*w.k:(g+1)*w.k], z)
		squares += s * s
	}
	return z[w.k-1] / math.Sqrt(squares)
}

// extreme says whether a draw is at least as far out as the data. A draw without an error counts: that can only make
// P larger.
func extreme(draw, t float64) bool {
	return math.IsNaN(draw) || math.Abs(draw) >= math.Abs(t)*(1-1e-10)
}

func (w wild) enumerate(t float64) float64 {
	clusters := len(w.scores) / w.k
	weights, z, hits := make([]float64, clusters), make([]float64, w.k), 0
	for mask := range 1 << clusters {
		for g := range weights {
			weights[g] = 1 - 2*float64(mask>>g&1)
		}
		if extreme(w.t(weights, z), t) {
			hits++
		}
	}
	return float64(hits) / float64(int(1)<<clusters)
}

var webbWeights = [...]float64{
	-math.Sqrt(1.5), -1, -math.Sqrt(0.5), math.Sqrt(0.5), 1, math.Sqrt(1.5),
}

func (w wild) sample(t float64, sampling Sampling, kind WildWeights) float64 {
	hit := make([]bool, sampling.Draws)
	inChunks(sampling, func(r *random, from, to int) {
		weights, z := make([]float64, len(w.scores)/w.k), make([]float64, w.k)
		for b := from; b < to; b++ {
			if kind == Rademacher {
				r.coins(weights)
			} else {
				for g := range weights {
					weights[g] = webbWeights[r.below(6)]
				}
			}
			hit[b] = extreme(w.t(weights, z), t)
		}
	})
	k := 0
	for _, h := range hit {
		if h {
			k++
		}
	}
	return float64(k+1) / float64(sampling.Draws+1)
}
