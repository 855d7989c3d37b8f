package stats

import (
	"math"
	"slices"
)

// CliffResult is the result of [CliffDelta].
type CliffResult struct {
	Delta       float64 // (#(x>y) − #(x<y))/(n1·n2), from −1 to 1
	Variance    float64 // its unbiased variance estimate
	Interval    Interval
	Superiority float64 // P(x>y) + P(x=y)/2, Vargha & Delaney's A = (Delta+1)/2
}

// CliffDelta measures how far one independent sample lies above another using order alone: the share of pairs in
// which x is larger less the share in which it is smaller. It suits ratings, where distances mean little.
//
// Formula: with dominance dij = sign(xi−yj), row means di. and column means d.j, the unbiased variance is
// (n2²Σ(di.−δ)² + n1²Σ(d.j−δ)² − ΣΣ(dij−δ)²)/(n1n2(n1−1)(n2−1)), not less than (1−δ²)/(n1n2−1); the interval is
// (δ−δ³ ± t·s√((1−δ²)²+t²s²))/(1−δ²+t²s²) with t on n1+n2−2 degrees of freedom. At δ = ±1, where the formula gives
// a point, the limit towards 0 is ±(m−t²)/(m+t²) with m = min(n1,n2).
//
// Assumes independent observations. Values closer than 1 part in 10⁹ are ties.
//
// Minimum: 2 values in each sample.
//
// Sources: Cliff 1996, Multivar. Behav. Res. 31:331-350; Feng & Cliff 2004, J. Mod. Appl. Stat. Meth. 3:322-332;
// Vargha & Delaney 2000.
//
// Errors: *[InputError] TooFew, NotFinite, or a level outside (0,1).
func CliffDelta(x, y []float64, level float64) (CliffResult, error) {
	level, err := confidence(level)
	if err != nil {
		return CliffResult{}, err
	}
	if err := numbers("x", x, 2); err != nil {
		return CliffResult{}, err
	}
	if err := numbers("y", y, 2); err != nil {
		return CliffResult{}, err
	}
	// Midranks settle what is tied once for both directions.
	doubled, _ := midranks(slices.Concat(x, y))
	rows, untied := dominance(doubled[:len(x)], doubled[len(x):])
	cols, _ := dominance(doubled[len(x):], doubled[:len(x)])
	n1, n2 := float64(len(x)), float64(len(y))
	r := CliffResult{Delta: meanOf(rows)}
	sumRows, sumCols := 0.0, 0.0
	for _, d := range rows {
		sumRows += (d - r.Delta) * (d - r.Delta)
	}
	for _, d := range cols {
		sumCols += (d + r.Delta) * (d + r.Delta)
	}
	sumAll := untied - n1*n2*r.Delta*r.Delta
	r.Variance = (n2*n2*sumRows + n1*n1*sumCols - sumAll) / (n1 * n2 * (n1 - 1) * (n2 - 1))
	r.Variance = math.Max(r.Variance, (1-r.Delta*r.Delta)/(n1*n2-1))
	r.Superiority = (r.Delta + 1) / 2
	r.Interval = cliffInterval(r.Delta, r.Variance, tQuantile(0.5+level/2, n1+n2-2), math.Min(n1, n2), level)
	return r, nil
}

// dominance gives each a the mean sign of a-b over all b, and the number of pairs that are not tied.
func dominance(a, b []int) (means []float64, untied float64) {
	sorted := slices.Sorted(slices.Values(b))
	means = make([]float64, len(a))
	for i, v := range a {
		below, _ := slices.BinarySearch(sorted, v)
		notAbove, _ := slices.BinarySearch(sorted, v+1)
		above := len(sorted) - notAbove
		means[i] = float64(below-above) / float64(len(sorted))
		untied += float64(below + above)
	}
	return means, untied
}

func cliffInterval(delta, variance, t, m, level float64) Interval {
	if math.Abs(delta) == 1 {
		limit := math.Max(-1, (m-t*t)/(m+t*t))
		if delta > 0 {
			return Interval{limit, 1, level}
		}
		return Interval{-1, -limit, level}
	}
	ts2, room := t*t*variance, 1-delta*delta
	half := math.Sqrt(ts2) * math.Sqrt(room*room+ts2)
	centre, scale := delta-delta*delta*delta, room+ts2
	return Interval{math.Max(-1, (centre-half)/scale), math.Min(1, (centre+half)/scale), level}
}
