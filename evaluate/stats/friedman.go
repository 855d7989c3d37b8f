package stats

import (
	"math"
	"slices"
)

// FriedmanResult is the result of [Friedman].
type FriedmanResult struct {
	Blocks, Treatments int
	RankSums           []float64 // one for each treatment
	ChiSquared, DF     float64   // tie-corrected statistic; DF = Treatments − 1
	KendallW           float64   // agreement of the blocks, 0 to 1
	P                  float64   // P(χ² >= observed); there is no direction
	Asymptotic         float64   // the same from the chi-squared distribution
	Exact              bool      // whether P is exact; otherwise it equals Asymptotic
}

// Friedman tests whether k treatments (or k occasions) measured on the same n blocks (people) have the same effect.
// blocks[i][j] is block i under treatment j.
//
// Formula: each block is ranked, ties get midranks; with rank sums Rj,
// χ² = 12 Σ(Rj − n(k+1)/2)² / (nk(k+1) − Σ(t³−t)/(k−1)), Kendall's W = χ²/(n(k−1)). Given the ties, all orders within
// a block are equally likely; P is exact under that distribution while the number of distinct rank sum vectors stays
// small (three occasions: some 100 blocks; four: some 20; five: some 6), and from χ² with k−1 degrees of freedom beyond.
//
// Assumes independent blocks and complete ones: leave out a block that lacks a value and count it.
//
// Minimum: 2 blocks and 2 treatments to compute; n >= 4 at k = 3 for a p-value under 0.05.
//
// Sources: Friedman 1937, JASA 32:675-701; Hollander & Wolfe 1999, §7.1.
//
// Errors: *[InputError] for blocks of unequal length, numbers that are not finite, too few blocks or treatments, and
// NoVariation when every block is completely tied.
func Friedman(blocks [][]float64) (FriedmanResult, error) {
	ranks, err := rankBlocks(blocks)
	if err != nil {
		return FriedmanResult{}, err
	}
	n, k := len(blocks), len(blocks[0])
	r := FriedmanResult{Blocks: n, Treatments: k, RankSums: make([]float64, k), DF: float64(k - 1)}
	sums := make([]int, k)
	spread := 0 // Σ over blocks of Σ (doubled rank - (k+1))², which is the tie-corrected denominator
	for _, block := range ranks {
		for j, rank := range block {
			sums[j] += rank
			spread += (rank - k - 1) * (rank - k - 1)
		}
	}
	if spread == 0 {
		return FriedmanResult{}, noVariation("blocks")
	}
	between := 0
	for j, s := range sums {
		r.RankSums[j] = float64(s) / 2
		between += (s - n*(k+1)) * (s - n*(k+1))
	}
	r.ChiSquared = float64(k-1) * float64(between) / float64(spread)
	r.KendallW = r.ChiSquared / (float64(n) * float64(k-1))
	r.Asymptotic = chiSquaredTail(r.ChiSquared, r.DF)
	r.P = r.Asymptotic
	if p, ok := friedmanExact(ranks, between); ok {
		r.P, r.Exact = p, true
	}
	return r, nil
}

// rankBlocks checks a table and ranks its rows; ranks are doubled.
func rankBlocks(blocks [][]float64) ([][]int, error) {
	if err := enough("blocks", "block(s)", len(blocks), 2); err != nil {
		return nil, err
	}
	if err := enough("blocks", "treatment(s)", len(blocks[0]), 2); err != nil {
		return nil, err
	}
	ranks := make([][]int, len(blocks))
	for i, block := range blocks {
		if len(block) != len(blocks[0]) {
			return nil, &InputError{"blocks", i, Mismatch, "has another length than the first block",
				"leave out blocks that lack a value and count them"}
		}
		for _, v := range block {
			if err := number("blocks", i, v); err != nil {
				return nil, err
			}
		}
		ranks[i], _ = midranks(block)
	}
	return ranks, nil
}

// maxFriedmanSteps bounds the exact distribution to well under a second.
const maxFriedmanSteps = 4_000_000

// maxFriedmanTreatments bounds the orders of a block to 720 and packs a vector of sums into one word.
const maxFriedmanTreatments = 6

// friedmanExact adds the blocks one at a time to the distribution of the vector of rank sums. The statistic does not
// depend on which treatment has which sum, and every order of a block is equally likely, so vectors are kept sorted.
func friedmanExact(ranks [][]int, observed int) (float64, bool) {
	k := len(ranks[0])
	if k > maxFriedmanTreatments || len(ranks)*2*k >= 1<<10 {
		return 0, false
	}
	states := map[uint64]float64{0: 1}
	steps := 0
	sums := make([]int, k)
	for _, block := range ranks {
		orders := distinctOrders(block)
		steps += len(states) * len(orders)
		if steps > maxFriedmanSteps {
			return 0, false
		}
		next := make(map[uint64]float64, 2*len(states))
		share := 1 / float64(len(orders))
		// Keys are visited in order: a map's own order would change the rounding from run to run.
		for _, key := range sortedKeys(states) {
			p := states[key] * share
			for _, order := range orders {
				for j := range sums {
					sums[j] = int(key>>(10*j)&1023) + order[j]
				}
				next[packSorted(sums)] += p
			}
		}
		states = next
	}
	p := 0.0
	for _, key := range sortedKeys(states) {
		between := 0
		for j := range k {
			dev := int(key>>(10*j)&1023) - len(ranks)*(k+1)
			between += dev * dev
		}
		if between >= observed {
			p += states[key]
		}
	}
	return math.Min(p, 1), true
}

func sortedKeys(states map[uint64]float64) []uint64 {
	keys := make([]uint64, 0, len(states))
	for key := range states {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func packSorted(sums []int) uint64 {
	slices.Sort(sums)
	key := uint64(0)
	for j, s := range sums {
		key |= uint64(s) << (10 * j)
	}
	return key
}

// distinctOrders lists the different arrangements of a multiset, each of which is equally likely.
func distinctOrders(values []int) [][]int {
	current := slices.Sorted(slices.Values(values))
	orders := [][]int{slices.Clone(current)}
	for {
		i := len(current) - 2
		for i >= 0 && current[i] >= current[i+1] {
			i--
		}
		if i < 0 {
			return orders
		}
		j := len(current) - 1
		for current[j] <= current[i] {
			j--
		}
		current[i], current[j] = current[j], current[i]
		slices.Reverse(current[i+1:])
		orders = append(orders, slices.Clone(current))
	}
}
