package agreement

// Weights is how much agreement two levels k and l count for, from 1 (the same level) to 0. The weights depend only
// on the number q of levels and on d = |k-l|.
type Weights string

// The sets of weights.
const (
	// Identity: only the same level counts, w = 1 if d = 0, else 0. The coefficient is unweighted.
	Identity Weights = "identity"
	// Linear: w = 1 - d/(q-1) (Cicchetti and Allison 1971).
	Linear Weights = "linear"
	// Quadratic: w = 1 - d²/(q-1)² (Fleiss and Cohen 1973). It forgives neighbouring levels most.
	Quadratic Weights = "quadratic"
	// OrdinalWeights: w = 1 - C(d+1,2)/C(q,2), the share of pairs of levels that do not lie within the two (Gwet
	// 2014, chapter 3). Not to be confused with the metric [Ordinal].
	OrdinalWeights Weights = "ordinal"
)

// matrix returns the weights as a square matrix over q levels; nil if they are unknown or q is below 2.
func (w Weights) matrix(q int) []float64 {
	cost := w.cost()
	if cost == nil || q < 2 {
		return nil
	}
	m := make([]float64, q*q)
	for k := range q {
		for l := range q {
			m[k*q+l] = 1
			if d := max(k-l, l-k); d > 0 {
				m[k*q+l] = 1 - cost(d, q)
			}
		}
	}
	return m
}

// cost returns the loss of agreement of levels d > 0 apart, or nil.
func (w Weights) cost() func(d, q int) float64 {
	switch w {
	case Identity:
		return func(int, int) float64 { return 1 }
	case Linear:
		return func(d, q int) float64 { return float64(d) / float64(q-1) }
	case Quadratic:
		return func(d, q int) float64 { return float64(d*d) / float64((q-1)*(q-1)) }
	case OrdinalWeights:
		return func(d, q int) float64 { return float64(d*(d+1)) / float64(q*(q-1)) }
	}
	return nil
}
