package evaluate

import (
	"math"

	"github.com/acl-beacon/beacon/evaluate/stats"
)

// permuted asks how unusual the difference of two means is among all ways to choose who had the help. The interval holds
// the effects that would not be unusual: those which, taken from the values of the treated, leave a p-value above α
// (Garthwaite 1996, Biometrics 52:1387-1393).
func (s *sample) permuted(f *Finding, x, y []float64) {
	values := append(append(make([]float64, 0, len(x)+len(y)), x...), y...)
	treated := make([]bool, len(values))
	for i := range x {
		treated[i] = true
	}
	sampling := stats.Sampling{Draws: s.options.Draws, Seed: s.options.Seed}
	r, err := stats.PermuteTreated(values, treated, sampling)
	if err != nil {
		s.cannot(f, err)
		return
	}
	f.Method = ByPermutation
	f.P = &PValue{Value: tidy(r.P.TwoSided), Smallest: tidy(r.P.Smallest), Exact: r.P.Exact}
	alpha := s.plan.alpha()
	unusual := func(effect float64) bool {
		shifted := append([]float64(nil), values...)
		for i := range x {
			shifted[i] -= effect
		}
		q, err := stats.PermuteTreated(shifted, treated, sampling)
		return err == nil && q.P.TwoSided <= alpha
	}
	i := stats.Interval{Lower: edge(r.Difference, -1, spread(values), unusual), Upper: edge(r.Difference, 1, spread(values), unusual)}
	if !math.IsInf(i.Lower, 0) && !math.IsInf(i.Upper, 0) {
		i.Level = s.plan.confidence()
	}
	f.Effect = s.effect(r.Difference, i)
}

// edge finds where effects become unusual on one side of the estimate, to a thousandth of the spread and on the outer
// side. It is infinite where no effect is.
func edge(from, side, spread float64, unusual func(float64) bool) float64 {
	if spread == 0 {
		return from
	}
	near, step := from, spread/4
	far := from + side*step
	for !unusual(far) {
		near = far
		if step *= 2; step > 64*spread {
			return math.Inf(int(side))
		}
		far = from + side*step
	}
	for range 20 { // a millionth of the first step would be finer than any use
		if math.Abs(far-near) <= spread/1000 {
			break
		}
		if mid := (near + far) / 2; unusual(mid) {
			far = mid
		} else {
			near = mid
		}
	}
	return far
}

func spread(values []float64) float64 {
	low, high := values[0], values[0]
	for _, v := range values {
		low, high = math.Min(low, v), math.Max(high, v)
	}
	return high - low
}
