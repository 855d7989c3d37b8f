package agreement

// Metric is how far apart two levels are in [Alpha]. It is not the same as [Weights]: Krippendorff's ordinal metric
// depends on how often each level was used, Gwet's ordinal weights do not, and the two give different numbers.
type Metric string

// The metrics δ²(c,k) of Krippendorff (2011). In all of them δ²(c,c) = 0.
const (
	// Nominal: any two different levels are equally far apart, δ² = 1.
	Nominal Metric = "nominal"
	// Ordinal: only the order of the levels counts. δ² = (n_c/2 + n_(c+1) + … + n_(k-1) + n_k/2)², where n_g is how
	// many pairable ratings are of level g: the number of ratings that lie between the two levels.
	Ordinal Metric = "ordinal"
	// Interval: the levels are evenly spaced, δ² = (c-k)².
	Interval Metric = "interval"
	// Ratio: the levels are multiples of a true unit, δ² = ((c-k)/(c+k))². Levels of a rubric are not.
	Ratio Metric = "ratio"
)

// differences returns δ² as a square matrix over the levels, given how many pairable ratings each level has; nil if
// the metric is unknown.
func (m Metric) differences(n []float64) []float64 {
	between, ok := m.between(n)
	if !ok {
		return nil
	}
	q := len(n)
	d := make([]float64, q*q)
	for c := range q {
		for k := c + 1; k < q; k++ {
			v := between(c, k)
			d[c*q+k], d[k*q+c] = v*v, v*v
		}
	}
	return d
}

// between returns the distance of levels c < k, both counted from 0.
func (m Metric) between(n []float64) (func(c, k int) float64, bool) {
	switch m {
	case Nominal:
		return func(int, int) float64 { return 1 }, true
	case Ordinal:
		below := make([]float64, len(n)+1)
		for g, v := range n {
			below[g+1] = below[g] + v
		}
		return func(c, k int) float64 { return below[k+1] - below[c] - (n[c]+n[k])/2 }, true
	case Interval:
		return func(c, k int) float64 { return float64(k - c) }, true
	case Ratio:
		return func(c, k int) float64 { return float64(k-c) / float64(k+c+2) }, true
	}
	return nil, false
}
