package stats

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// denseCR2 computes the slope's CR2 error and Satterthwaite degrees of freedom for a regression on a constant and x
// exactly as Pustejovsky & Tipton write them, with full n×n matrices.
func denseCR2(x, residuals []float64, cluster []string) (se, df float64) {
	n := len(x)
	design := mat.NewDense(n, 2, nil)
	for i, v := range x {
		design.Set(i, 0, 1)
		design.Set(i, 1, v)
	}
	var gram, m, hat mat.Dense
	gram.Mul(design.T(), design)
	if m.Inverse(&gram) != nil {
		return math.NaN(), math.NaN()
	}
	hat.Product(design, &m, design.T())
	residualMaker := mat.NewDense(n, n, nil)
	for i := range n {
		for j := range n {
			v := -hat.At(i, j)
			if i == j {
				v++
			}
			residualMaker.Set(i, j, v)
		}
	}
	var order []string
	seen := map[string]bool{}
	for _, c := range cluster {
		if !seen[c] {
			seen[c] = true
			order = append(order, c)
		}
	}
	variance := 0.0
	var ps []*mat.VecDense
	for _, c := range order {
		var rows []int
		for i := range n {
			if cluster[i] == c {
				rows = append(rows, i)
			}
		}
		block := mat.NewSymDense(len(rows), nil)
		for a, i := range rows {
			for b, j := range rows {
				if b >= a {
					block.SetSym(a, b, residualMaker.At(i, j))
				}
			}
		}
		var e mat.EigenSym
		e.Factorize(block, true)
		var vectors, adjust mat.Dense
		e.VectorsTo(&vectors)
		diag := mat.NewDiagDense(len(rows), nil)
		for i, v := range e.Values(nil) {
			if v > 1e-9 {
				diag.SetDiag(i, 1/math.Sqrt(v))
			}
		}
		adjust.Product(&vectors, diag, vectors.T())
		// a = Ag Xg M c for the slope, and p = (I-H)_g' a.
		xm := mat.NewVecDense(len(rows), nil)
		for a, i := range rows {
			xm.SetVec(a, m.At(0, 1)+m.At(1, 1)*x[i])
		}
		var a mat.VecDense
		a.MulVec(&adjust, xm)
		s := 0.0
		p := mat.NewVecDense(n, nil)
		for k, i := range rows {
			s += a.AtVec(k) * residuals[i]
			for j := range n {
				p.SetVec(j, p.AtVec(j)+residualMaker.At(j, i)*a.AtVec(k))
			}
		}
		variance += s * s
		ps = append(ps, p)
	}
	trace, squares := 0.0, 0.0
	for i, p := range ps {
		for j, q := range ps {
			d := mat.Dot(p, q)
			squares += d * d
			if i == j {
				trace += d
			}
		}
	}
	return math.Sqrt(variance), trace * trace / squares
}
