package stats

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// StandardError is a way to compute standard errors of a regression.
type StandardError uint8

// The standard errors of [OLS].
const (
	// CR2 is Bell & McCaffrey's bias-reduced cluster estimator, HC2 without clusters, with Satterthwaite df.
	CR2 StandardError = iota
	// CR1 is the plain cluster sandwich times G/(G−1)·(N−1)/(N−k), HC1 without clusters, with df G−1. It is too small
	// with few clusters; it is here because most published numbers use it.
	CR1
	// Classic is σ²(X'X)⁻¹ with df N−k, for independent rows with one variance. It refuses clusters.
	Classic
)

// clusterRows lists the rows of each cluster in order of first appearance.
func clusterRows(cluster []string, n int) ([][]int, error) {
	if cluster == nil {
		groups := make([][]int, n)
		rows := make([]int, n)
		for i := range groups {
			rows[i] = i
			groups[i] = rows[i : i+1]
		}
		return groups, nil
	}
	if err := sameLength("Cluster", len(cluster), "y", n); err != nil {
		return nil, err
	}
	index := map[string]int{}
	var groups [][]int
	for i, c := range cluster {
		g, ok := index[c]
		if !ok {
			g = len(groups)
			index[c] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	if err := enough("Cluster", "cluster(s)", len(groups), 2); err != nil {
		return nil, err
	}
	return groups, nil
}

// seDF is a standard error and its degrees of freedom.
type seDF struct{ se, df float64 }

func (l *leastSquares) standardErrors(kind StandardError, groups [][]int) ([]seDF, error) {
	out := make([]seDF, l.k)
	contrasts := make([][]float64, l.k)
	for j := range contrasts {
		contrasts[j] = l.contrast(l.unit(j))
	}
	switch kind {
	case Classic:
		if len(groups) < l.n {
			return nil, &InputError{"SE", -1, Inconsistent, "is Classic, which ignores clusters", "use CR2"}
		}
		for j, h := range contrasts {
			out[j] = seDF{math.Sqrt(l.rss/float64(l.n-l.k)) * norm(h), float64(l.n - l.k)}
		}
	case CR1:
		g, n := float64(len(groups)), float64(l.n)
		factor := g / (g - 1) * (n - 1) / (n - float64(l.k))
		for j, h := range contrasts {
			sum := 0.0
			for _, rows := range groups {
				s := dot(h, l.score(rows))
				sum += s * s
			}
			out[j] = seDF{math.Sqrt(factor * sum), g - 1}
		}
	case CR2:
		l.biasReduced(groups, contrasts, out)
	default:
		return nil, outOfRange("SE", -1, kind, "CR2, CR1 or Classic")
	}
	return out, nil
}

// score is Qg'eg.
func (l *leastSquares) score(rows []int) []float64 {
	w := make([]float64, l.k)
	for _, i := range rows {
		for j, q := range l.row(i) {
			w[j] += q * l.residuals[i]
		}
	}
	return w
}

// biasReduced works in the basis Q, where the block Hgg is Qg·Qg' and shares its non-zero eigenvalues s with the
// small matrix Qg'Qg = VSV'. Everything that is needed of the n×n matrix (I−Hgg)^(−1/2) is then k×k:
//
//	Qg'Ag eg        = V (1−s)^(−1/2) V' Qg'eg
//	Qg'Ag Qg h      = V s(1−s)^(−1/2) V'h           =: bg
//	|Ag Qg h|²      = h'V s/(1−s) V'h               =: dg
//
// and the matrix whose trace and squares give Satterthwaite's degrees of freedom is diag(dg) − BB'.
func (l *leastSquares) biasReduced(groups [][]int, contrasts [][]float64, out []seDF) {
	k := l.k
	variance := make([]float64, k)
	sums := make([]satterthwaite, k)
	for j := range sums {
		sums[j].outer = make([]float64, k*k)
	}
	b, rotated := make([]float64, k), make([]float64, k)
	for _, rows := range groups {
		spectrum := l.spectrum(rows)
		adjusted := make([]float64, k)
		score := l.score(rows)
		for e, s := range spectrum.values {
			c := dot(spectrum.vector(e), score) * inverseRoot(s)
			subtract(adjusted, -c, spectrum.vector(e))
		}
		for j, h := range contrasts {
			s := dot(h, adjusted)
			variance[j] += s * s
			clear(b)
			d := 0.0
			for e, s := range spectrum.values {
				rotated[e] = dot(spectrum.vector(e), h)
				root := inverseRoot(s)
				d += rotated[e] * rotated[e] * s * root * root
				subtract(b, -rotated[e]*s*root, spectrum.vector(e))
			}
			sums[j].add(d, b)
		}
	}
	for j := range out {
		out[j] = seDF{math.Sqrt(variance[j]), sums[j].df()}
	}
}

// inverseRoot is (1−s)^(−1/2), and 0 where s is 1: the generalised inverse, for clusters that determine a column
// alone.
func inverseRoot(s float64) float64 {
	if 1-s < 1e-9 {
		return 0
	}
	return 1 / math.Sqrt(1-s)
}

type satterthwaite struct {
	trace, squares float64
	outer          []float64 // BB' transposed: Σ b b'
}

func (s *satterthwaite) add(d float64, b []float64) {
	bb := dot(b, b)
	s.trace += d - bb
	s.squares += d*d - 2*d*bb
	for i, x := range b {
		for j, y := range b {
			s.outer[i*len(b)+j] += x * y
		}
	}
}

func (s *satterthwaite) df() float64 {
	squares := s.squares + dot(s.outer, s.outer)
	if squares <= 0 {
		return 0
	}
	return s.trace * s.trace / squares
}

// eigen holds the non-zero eigenvalues of Qg'Qg and their vectors.
type eigen struct {
	values  []float64
	vectors []float64 // one after another
	k       int
}

func (e eigen) vector(i int) []float64 { return e.vectors[i*e.k : (i+1)*e.k] }

func (l *leastSquares) spectrum(rows []int) eigen {
	if len(rows) == 1 {
		q := l.row(rows[0])
		s := dot(q, q)
		if s == 0 {
			return eigen{k: l.k}
		}
		v := append([]float64(nil), q...)
		for i := range v {
			v[i] /= math.Sqrt(s)
		}
		return eigen{[]float64{s}, v, l.k}
	}
	gram := mat.NewSymDense(l.k, nil)
	for a := range l.k {
		for b := a; b < l.k; b++ {
			sum := 0.0
			for _, i := range rows {
				sum += l.q[i*l.k+a] * l.q[i*l.k+b]
			}
			gram.SetSym(a, b, sum)
		}
	}
	var decomposition mat.EigenSym
	if !decomposition.Factorize(gram, true) {
		return eigen{k: l.k}
	}
	var vectors mat.Dense
	decomposition.VectorsTo(&vectors)
	e := eigen{k: l.k}
	for i, s := range decomposition.Values(nil) {
		if s > 1e-14 {
			e.values = append(e.values, s)
			e.vectors = append(e.vectors, mat.Col(nil, i, &vectors)...)
		}
	}
	return e
}
