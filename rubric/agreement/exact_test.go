package agreement_test

import (
	"math/big"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

// This file is a second, slow implementation in exact fractions: pair by pair as the definitions have it, with no
// coincidence counts, no floating point and nothing shared with the package. Each function returns nil where the
// statistic is undefined.

func frac(a, b int) *big.Rat { return big.NewRat(int64(a), int64(b)) }

func whole(a int) *big.Rat { return frac(a, 1) }

func add(x, y *big.Rat) *big.Rat { return new(big.Rat).Add(x, y) }
func sub(x, y *big.Rat) *big.Rat { return new(big.Rat).Sub(x, y) }
func mul(x, y *big.Rat) *big.Rat { return new(big.Rat).Mul(x, y) }

// over returns x/y, or nil if y is 0.
func over(x, y *big.Rat) *big.Rat {
	if y.Sign() == 0 {
		return nil
	}
	return new(big.Rat).Quo(x, y)
}

// columns returns the ratings of each unit without the gaps.
func columns(rows [][]int) [][]int {
	if len(rows) == 0 {
		return nil
	}
	cols := make([][]int, len(rows[0]))
	for _, row := range rows {
		for u, v := range row {
			if v != 0 {
				cols[u] = append(cols[u], v)
			}
		}
	}
	return cols
}

func exactDelta(m agreement.Metric, values []int, c, k int) *big.Rat {
	c, k = min(c, k), max(c, k)
	if c == k {
		return new(big.Rat)
	}
	d := whole(1)
	switch m {
	case agreement.Ordinal:
		d = new(big.Rat)
		for _, v := range values {
			switch {
			case v == c || v == k:
				d = add(d, frac(1, 2))
			case v > c && v < k:
				d = add(d, whole(1))
			}
		}
	case agreement.Interval:
		d = whole(k - c)
	case agreement.Ratio:
		d = frac(k-c, k+c)
	}
	return mul(d, d)
}

func exactAlpha(rows [][]int, m agreement.Metric) *big.Rat {
	do, de := exactDisagreement(rows, m)
	if do == nil || de.Sign() == 0 {
		return nil
	}
	return sub(whole(1), over(do, de))
}

func exactDisagreement(rows [][]int, m agreement.Metric) (do, de *big.Rat) {
	var values []int
	for _, col := range columns(rows) {
		if len(col) > 1 {
			values = append(values, col...)
		}
	}
	n := len(values)
	if n == 0 {
		return nil, nil
	}
	do, de = new(big.Rat), new(big.Rat)
	for _, col := range columns(rows) {
		for i := range col {
			for j := range col {
				if i != j {
					do = add(do, mul(frac(1, (len(col)-1)*n), exactDelta(m, values, col[i], col[j])))
				}
			}
		}
	}
	for i := range values {
		for j := range values {
			if i != j {
				de = add(de, mul(frac(1, n*(n-1)), exactDelta(m, values, values[i], values[j])))
			}
		}
	}
	return do, de
}

func exactWeight(w agreement.Weights, q, k, l int) *big.Rat {
	d := max(k-l, l-k)
	if d == 0 {
		return whole(1)
	}
	switch w {
	case agreement.Linear:
		return sub(whole(1), frac(d, q-1))
	case agreement.Quadratic:
		return sub(whole(1), frac(d*d, (q-1)*(q-1)))
	case agreement.OrdinalWeights:
		return sub(whole(1), frac((d+1)*d/2, q*(q-1)/2))
	}
	return new(big.Rat)
}

// exactObserved returns p_a, or nil if no unit has two ratings.
func exactObserved(rows [][]int, q int, w agreement.Weights) *big.Rat {
	total, units := new(big.Rat), 0
	for _, col := range columns(rows) {
		if len(col) < 2 {
			continue
		}
		units++
		for i := range col {
			for j := range col {
				if i != j {
					total = add(total, mul(frac(1, len(col)*(len(col)-1)), exactWeight(w, q, col[i], col[j])))
				}
			}
		}
	}
	return over(total, whole(units))
}

// exactExpected returns p_e of "ac", "fleiss", "bp" or "percent".
func exactExpected(rows [][]int, q int, w agreement.Weights, kind string) *big.Rat {
	pi := make([]*big.Rat, q+1)
	for k := range pi {
		pi[k] = new(big.Rat)
	}
	rated := 0
	for _, col := range columns(rows) {
		for range min(1, len(col)) {
			rated++
		}
		for _, v := range col {
			pi[v] = add(pi[v], frac(1, len(col)))
		}
	}
	sumW, like, spread := new(big.Rat), new(big.Rat), new(big.Rat)
	for k := 1; k <= q; k++ {
		share := over(pi[k], whole(rated))
		spread = add(spread, mul(share, sub(whole(1), share)))
		for l := 1; l <= q; l++ {
			sumW = add(sumW, exactWeight(w, q, k, l))
			like = add(like, mul(exactWeight(w, q, k, l), mul(share, over(pi[l], whole(rated)))))
		}
	}
	switch kind {
	case "ac":
		return mul(over(sumW, whole(q*(q-1))), spread)
	case "fleiss":
		return like
	case "bp":
		return over(sumW, whole(q*q))
	}
	return new(big.Rat)
}

func exactCoefficient(rows [][]int, q int, w agreement.Weights, kind string) *big.Rat {
	pa := exactObserved(rows, q, w)
	if pa == nil {
		return nil
	}
	pe := exactExpected(rows, q, w, kind)
	return over(sub(pa, pe), sub(whole(1), pe))
}

func exactKappa(rows [][]int, a, b, q int, w agreement.Weights) *big.Rat {
	var one, two []int
	for u := range rows[a] {
		if rows[a][u] != 0 && rows[b][u] != 0 {
			one, two = append(one, rows[a][u]), append(two, rows[b][u])
		}
	}
	n := len(one)
	if n == 0 {
		return nil
	}
	pa, pe := new(big.Rat), new(big.Rat)
	for i := range one {
		pa = add(pa, mul(frac(1, n), exactWeight(w, q, one[i], two[i])))
		for j := range two {
			pe = add(pe, mul(frac(1, n*n), exactWeight(w, q, one[i], two[j])))
		}
	}
	return over(sub(pa, pe), sub(whole(1), pe))
}

// exactW ranks each unit by counting the units below it and level with it.
func exactW(rows [][]int) *big.Rat {
	var units []int
	for u, col := range columns(rows) {
		if len(col) == len(rows) {
			units = append(units, u)
		}
	}
	m, n := len(rows), len(units)
	if m < 2 || n < 2 {
		return nil
	}
	sums := make([]*big.Rat, n)
	for i := range sums {
		sums[i] = new(big.Rat)
	}
	ties := new(big.Rat)
	for _, row := range rows {
		for i, u := range units {
			below, level := 0, 0
			for _, other := range units {
				if row[other] < row[u] {
					below++
				}
				if row[other] == row[u] {
					level++
				}
			}
			sums[i] = add(sums[i], frac(2*below+level+1, 2))
			ties = add(ties, whole(level*level-1)) // t such units make t³ - t
		}
	}
	s := new(big.Rat)
	for _, r := range sums {
		d := sub(r, frac(m*(n+1), 2))
		s = add(s, mul(d, d))
	}
	return over(mul(whole(12), s), sub(whole(m*m*(n*n*n-n)), mul(whole(m), ties)))
}
