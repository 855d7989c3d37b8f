package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
)

// The null distribution of a signed rank sum, and of a sum of sign-flipped whole numbers, is that of S = Σ wᵢBᵢ where
// the weights w are positive whole numbers and the B are independent fair coins. It is symmetric about half the
// total.

// maxSignTerms keeps 2^n and 2^-n inside a float64.
const maxSignTerms = 1000

// maxWork bounds the steps of one exact distribution (about a second); larger problems use an approximation.
const maxWork = 1_500_000_000

// commonUnit is the largest number that divides all weights, and so all sums; at least 1. Ratings have many ties, and
// ties large units.
func commonUnit(weights []int) int {
	unit := 0
	for _, w := range weights {
		unit = gcd(unit, w)
	}
	return max(unit, 1)
}

// signWork bounds the steps of exactSigns.
func signWork(weights []int, bound int) int {
	return len(weights) * (bound/commonUnit(weights) + 1)
}

// signTable returns P(S = s) for s up to a bound, or up to the total where that is less; weights, in order, and s count
// units. It counts sign vectors, of which there are at most 2^1000, and turns counts into probabilities at the end:
// one addition a step. What lies above half the total is the mirror image of what lies below.
func signTable(sorted []int, bound int) []float64 {
	total := 0
	for _, w := range sorted {
		total += w
	}
	table := make([]float64, min(bound, total)+1)
	table[0] = 1
	top, reach := min(bound, total/2), 0
	for _, w := range sorted {
		reach = min(reach+w, top)
		shiftAdd(table[:reach+1], w)
	}
	for s := top + 1; s < len(table); s++ {
		table[s] = table[total-s]
	}
	floats.Scale(math.Ldexp(1, -len(sorted)), table)
	return table
}

// shiftAdd replaces p[s] by p[s] + p[s-w], from the top down so that every right-hand side is still the old one. A
// block of w entries and the block below it do not overlap, so whole blocks can be added at once.
func shiftAdd(p []float64, w int) {
	end := len(p)
	for ; w >= 8 && end >= 2*w; end -= w {
		floats.Add(p[end-w:end], p[end-2*w:end-w])
	}
	if w >= 8 && end > w {
		floats.Add(p[w:end], p[:end-w])
		return
	}
	for s := end - 1; s >= w; s-- {
		p[s] += p[s-w]
	}
}

// exactSigns gives the exact tails of an observed sum of weights, of which total is the largest value. Every second
// weight goes to a table of its own, which is half as long; the sums are then taken over pairs of entries.
func exactSigns(weights []int, observed, total int) PValue {
	unit := commonUnit(weights)
	sorted := slices.Sorted(slices.Values(weights))
	var halves [2][]int
	for i, w := range sorted {
		halves[i%2] = append(halves[i%2], w/unit)
	}
	near := min(observed, total-observed) / unit
	a, b := signTable(halves[0], near), signTable(halves[1], near)
	below, sum := make([]float64, len(b)), 0.0
	for s, p := range b {
		sum += p
		below[s] = sum
	}
	small, at := 0.0, 0.0 // P(S <= near), P(S = near)
	for s, p := range a {
		if rest := near - s; rest < len(b) {
			small += p * below[rest]
			at += p * b[rest]
		} else {
			small += p * below[len(b)-1]
		}
	}
	// The other tail contains the observed value as well.
	large := min(1, 1-small+at)
	p := PValue{Greater: large, Less: small, TwoSided: min(1, 2*small), Exact: true}
	if observed > total-observed {
		p.Greater, p.Less = small, large
	}
	if 2*observed == total {
		p.TwoSided = 1
	}
	p.Smallest = SmallestPaired(len(weights))
	return p
}
