package stats

import (
	"math"
	"slices"
)

// PageResult is the result of [PageL].
type PageResult struct {
	Blocks, Treatments int
	L                  float64 // Σ j·Rj over the treatments in the hypothesised order
	Z                  float64 // standardised with the variance without ties, n k²(k+1)(k²−1)/144
	P                  PValue  // Greater: the values rise in the hypothesised order
}

// PageL tests whether k treatments (or occasions) measured on the same n blocks rise in the order in which they are
// given: the test for begin, middle, end. blocks[i][j] is block i under treatment j.
//
// Formula: L = Σ j·Rj with Rj the sum of the midranks of treatment j, j from 1. Given the ties, all orders within a
// block are equally likely; P is exact under that distribution for up to 7 treatments, and from the normal
// distribution with the tie-corrected variance (Σ of the blocks' own variances) beyond, or when the table would be
// too long. The distribution is symmetric, so two-sided is twice the smaller tail.
//
// Assumes independent, complete blocks and an order fixed before the data were seen.
//
// Minimum: 2 blocks and 2 treatments.
//
// Source: Page 1963, JASA 58:216-230.
//
// Errors: as [Friedman].
func PageL(blocks [][]float64) (PageResult, error) {
	ranks, err := rankBlocks(blocks)
	if err != nil {
		return PageResult{}, err
	}
	n, k := len(blocks), len(blocks[0])
	r := PageResult{Blocks: n, Treatments: k}
	observed, spread, smallest := 0, 0.0, 1.0
	for _, block := range ranks {
		for j, rank := range block {
			observed += (j + 1) * rank
			spread += float64(rank-k-1) * float64(rank-k-1) / 4
		}
		smallest /= countOrders(slices.Sorted(slices.Values(block)))
	}
	if spread == 0 {
		return PageResult{}, noVariation("blocks")
	}
	nf, kf := float64(n), float64(k)
	r.L = float64(observed) / 2
	mean := nf * kf * (kf + 1) * (kf + 1) / 4
	r.Z = (r.L - mean) / math.Sqrt(nf*kf*kf*(kf+1)*(kf*kf-1)/144)
	if p, ok := pageExact(ranks, observed); ok {
		r.P = p
	} else {
		// Var Σ j r(j) over random orders is Σ(j-j̄)² Σ(r-r̄)²/(k-1) in each block.
		sd := math.Sqrt(kf * (kf*kf - 1) / 12 * spread / (kf - 1))
		z := (r.L - mean) / sd
		r.P = PValue{Greater: tTail(z, 0), Less: tTail(-z, 0), TwoSided: math.Min(1, 2*tTail(math.Abs(z), 0))}
	}
	r.P.Smallest = math.Min(1, 2*smallest)
	return r, nil
}

func pageScore(ranks []int) int {
	score := 0
	for j, rank := range ranks {
		score += (j + 1) * rank
	}
	return score
}

// countOrders is the number of different arrangements of sorted values.
func countOrders(sorted []int) float64 {
	ways, run := 1.0, 0
	for i := range sorted {
		if i > 0 && sorted[i] == sorted[i-1] {
			run++
		} else {
			run = 1
		}
		ways *= float64(i+1) / float64(run)
	}
	return ways
}

// pageExact convolves the blocks' score distributions. Blocks with the same ties share one.
func pageExact(ranks [][]int, observed int) (PValue, bool) {
	k := len(ranks[0])
	if k > 7 {
		return PValue{}, false
	}
	cache := map[string]blockScores{}
	dist, low, mean := []float64{1}, 0, 0
	steps := 0
	for _, block := range ranks {
		sorted := slices.Sorted(slices.Values(block))
		name := ""
		for _, rank := range sorted {
			name += string(rune(rank))
		}
		one, ok := cache[name]
		if !ok {
			one = scoresOf(sorted)
			cache[name] = one
		}
		steps += len(dist) * len(one.p)
		if steps > maxWork/5 {
			return PValue{}, false
		}
		next := make([]float64, len(dist)+len(one.p)-1)
		for i, p := range dist {
			for j, q := range one.p {
				next[i+j] += p * q
			}
		}
		dist, low = next, low+one.low
		mean += k * (k + 1) * (k + 1) / 2
	}
	v := PValue{Exact: true}
	dev := max(observed-mean, mean-observed)
	for i, p := range dist {
		s := low + i
		if s >= observed {
			v.Greater += p
		}
		if s <= observed {
			v.Less += p
		}
		if max(s-mean, mean-s) >= dev {
			v.TwoSided += p
		}
	}
	v.Greater, v.Less, v.TwoSided = math.Min(1, v.Greater), math.Min(1, v.Less), math.Min(1, v.TwoSided)
	return v, true
}

// blockScores is the distribution of Σ j·rank over the orders of one block: p[i] belongs to score low+i.
type blockScores struct {
	low int
	p   []float64
}

func scoresOf(sorted []int) blockScores {
	orders := distinctOrders(sorted)
	high := pageScore(orders[0]) // ascending ranks score highest
	low := pageScore(orders[len(orders)-1])
	b := blockScores{low, make([]float64, high-low+1)}
	for _, order := range orders {
		b.p[pageScore(order)-low] += 1 / float64(len(orders))
	}
	return b
}
