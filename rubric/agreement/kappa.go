package agreement

import "math"

// Kappa is Cohen's kappa of two raters (with [Identity]) or weighted kappa (with any other weights). Raters a and b
// are rows of the ratings, counted from 0; only units that both rated count.
//
//	p_a = Σ_k Σ_l w_kl p_kl        p_e = Σ_k Σ_l w_kl p_k· p_·l
//
// where p_kl is the share of units that a put at level k and b at level l, and p_k·, p_·l are the raters' own
// shares: chance is two raters who each keep their own habits. It is at most 1; with [Quadratic] weights it is akin to
// an intraclass correlation. It needs one unit that both rated ([NoPairs]) and two levels in use between them
// ([NoVariation]). State the weights with the number: on the same ratings they give very different ones.
//
// The standard error is that of Fleiss, Cohen and Everitt for a kappa that need not be 0; it needs two units.
//
// Source: J. Cohen, Educational and Psychological Measurement 20 (1960) 37–46, and Psychological Bulletin 70 (1968)
// 213–220; J. L. Fleiss, J. Cohen and B. S. Everitt, Psychological Bulletin 72 (1969) 323–327.
func Kappa(r Ratings, a, b int, w Weights) Coefficient {
	c := Coefficient{Weights: w}
	switch {
	case w.cost() == nil:
		return c.undefined(BadOption)
	case a < 0 || b < 0 || a >= r.raters || b >= r.raters || a == b:
		return c.undefined(NoSuchPair)
	}
	p := cross(r, a, b)
	c.Units, c.Ratings = int(p.n), 2*int(p.n)
	if p.n == 0 {
		return c.undefined(NoPairs)
	}
	matrix := w.matrix(r.levels)
	pa, pe := p.agreement(matrix)
	c.Observed, c.Expected = defined(pa), defined(pe)
	if p.oneLevel() {
		c.Estimate, c.SE = undefined(NoVariation), undefined(NoVariation)
		return c
	}
	c.Estimate = defined((pa - pe) / (1 - pe))
	c.SE = p.standardError(matrix, c.Value, pe)
	return c
}

// pairTable is the cross-table of two raters.
type pairTable struct {
	n        float64
	cell     []float64 // units by level of a and level of b
	row, col []float64
}

func cross(r Ratings, a, b int) pairTable {
	q := r.levels
	t := pairTable{cell: make([]float64, q*q), row: make([]float64, q), col: make([]float64, q)}
	for _, u := range r.units {
		k, l := int(u.given[a])-1, int(u.given[b])-1
		if k < 0 || l < 0 {
			continue
		}
		t.n++
		t.cell[k*q+l]++
		t.row[k]++
		t.col[l]++
	}
	return t
}

func (t pairTable) agreement(matrix []float64) (pa, pe float64) {
	q := len(t.row)
	for i, n := range t.cell {
		pa += matrix[i] * n
		pe += matrix[i] * t.row[i/q] * t.col[i%q]
	}
	return pa / t.n, pe / (t.n * t.n)
}

func (t pairTable) oneLevel() bool {
	for k, n := range t.row {
		if n == t.n && t.col[k] == t.n {
			return true
		}
	}
	return false
}

// standardError is
//
//	√( (Σ p_kl (w_kl - (w̄_k· + w̄_·l)(1-κ))² - (κ - p_e (1-κ))²) / n ) / (1 - p_e)
//
// where w̄_k· is the mean weight of row k over the other rater's levels and w̄_·l that of column l.
func (t pairTable) standardError(matrix []float64, kappa, pe float64) Estimate {
	if t.n < 2 {
		return undefined(TooFewUnits)
	}
	q := len(t.row)
	row, col := make([]float64, q), make([]float64, q)
	for i, w := range matrix {
		row[i/q] += w * t.col[i%q] / t.n
		col[i%q] += w * t.row[i/q] / t.n
	}
	var v float64
	for i, n := range t.cell {
		d := matrix[i] - (row[i/q]+col[i%q])*(1-kappa)
		v += n / t.n * d * d
	}
	d := kappa - pe*(1-kappa)
	return defined(math.Sqrt(max(0, v-d*d)/t.n) / (1 - pe))
}
