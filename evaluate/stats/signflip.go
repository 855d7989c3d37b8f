package stats

import (
	"math"
	"slices"
)

// Sampling asks for a random sample where a full enumeration is too long. The zero value is useful: 9,999 draws
// from seed 0.
type Sampling struct {
	Draws int    // number of random draws; 0 means 9,999
	Seed  uint64 // start of the random sequence; the same seed always gives the same result
}

// sample fills in the default and refuses samples too small to say anything.
func (s Sampling) sample() (Sampling, error) {
	if s.Draws == 0 {
		s.Draws = 9999
	}
	if s.Draws < 999 || s.Draws > maxDraws {
		return s, outOfRange("Draws", -1, s.Draws, "0 for 9,999, or from 999 to 10,000,000 draws")
	}
	return s, nil
}

const maxDraws = 10_000_000

// SignFlipResult is the result of [SignFlip].
type SignFlipResult struct {
	N     int     // differences
	Mean  float64 // their mean
	P     PValue
	Draws int    // random sign vectors drawn; 0 when P is exact
	Seed  uint64 // as given
}

// SignFlip tests whether the mean of paired differences d is 0 by flipping their signs.
//
// Formula: if no effect makes each dᵢ and −dᵢ equally likely, the 2ⁿ sums Σ±dᵢ are equally likely, and P is the share
// of them at least as extreme as the one observed. Exact for up to 32 differences, and for more when they are whole
// multiples of 1, 1/2, 1/4, 0.1, 0.01 or 0.001 whose table is not too long (any realistic number of ratings).
// Otherwise sampling.Draws random sign vectors give P = (k+1)/(B+1), where k of B are as extreme, which never
// understates (Phipson & Smyth 2010). Two-sided is P(|S| >= |s|), the same as doubling by symmetry.
//
// Assumes independent pairs and, with no effect, a distribution symmetric about 0.
//
// Minimum: one difference; 6 that are not 0 before P.TwoSided can fall under 0.05.
//
// Sources: Fisher 1935, The Design of Experiments, §21; Phipson & Smyth 2010, SAGMB 9:39.
//
// Errors: *[InputError] for an empty d, a number that is not finite, fewer than 999 draws.
func SignFlip(d []float64, sampling Sampling) (SignFlipResult, error) {
	if err := numbers("d", d, 1); err != nil {
		return SignFlipResult{}, err
	}
	sampling, err := sampling.sample()
	if err != nil {
		return SignFlipResult{}, err
	}
	magnitude, sign := signs(d)
	r := SignFlipResult{N: len(d), Mean: meanOf(d), Seed: sampling.Seed}
	kept, observed := magnitude[:0:0], 0.0 // observed: sum of the positive magnitudes
	for i, s := range sign {
		if s != 0 {
			kept = append(kept, magnitude[i])
		}
		if s > 0 {
			observed += magnitude[i]
		}
	}
	if weights, positive, total, ok := wholeNumbers(kept, observed); ok {
		r.P = exactSigns(weights, positive, total)
		return r, nil
	}
	if len(kept) <= maxEnumeratedSigns {
		r.P = enumerateSigns(kept, observed)
	} else {
		r.P, r.Draws = sampleSigns(kept, observed, sampling), sampling.Draws
	}
	r.P.Smallest = math.Max(SmallestPaired(len(kept)), 1/float64(r.Draws+1))
	if r.P.Exact {
		r.P.Smallest = SmallestPaired(len(kept))
	}
	return r, nil
}

// wholeNumbers looks for a unit in which all magnitudes are whole, so that the sums can be tabulated.
func wholeNumbers(magnitude []float64, positive float64) (weights []int, observed, total int, ok bool) {
	if len(magnitude) > maxSignTerms {
		return nil, 0, 0, false
	}
	for _, scale := range []float64{1, 2, 4, 10, 100, 1000} {
		weights, total = weights[:0], 0
		for _, m := range magnitude {
			whole := math.Round(m * scale)
			if whole < 1 || whole > 1e6 || math.Abs(m*scale-whole) > tieTolerance*whole {
				break
			}
			weights = append(weights, int(whole))
			total += int(whole)
		}
		observed = int(math.Round(positive * scale))
		if len(weights) == len(magnitude) && signWork(weights, min(observed, total-observed)) <= maxWork/20 {
			return weights, observed, total, true
		}
	}
	return nil, 0, 0, false
}

// maxEnumeratedSigns bounds the two lists of subset sums to 2^16 entries each.
const maxEnumeratedSigns = 32

// enumerateSigns counts all 2^n sums of positive terms by splitting the terms in two halves, sorting the 2^(n/2)
// sums of each, and walking the two lists against each other.
func enumerateSigns(magnitude []float64, observed float64) PValue {
	total := 0.0
	for _, m := range magnitude {
		total += m
	}
	half := len(magnitude) / 2
	a, b := subsetSums(magnitude[:half]), subsetSums(magnitude[half:])
	slack := tieTolerance * total
	all := float64(len(a)) * float64(len(b))
	atMost := func(limit float64) float64 {
		n, j := 0, len(b)
		for _, x := range a {
			for j > 0 && x+b[j-1] > limit {
				j--
			}
			n += j
		}
		return float64(n) / all
	}
	near := math.Min(observed, total-observed)
	small := atMost(near + slack)
	p := PValue{Less: small, Greater: 1 - atMost(near-slack), TwoSided: math.Min(1, 2*small), Exact: true}
	if observed > total-observed {
		p.Less, p.Greater = p.Greater, p.Less
	}
	return p
}

// subsetSums returns the sums of all subsets in order. Adding a term merges the sums so far with themselves shifted,
// which costs far less than sorting at the end.
func subsetSums(terms []float64) []float64 {
	sums, merged := []float64{0}, []float64(nil)
	for _, t := range terms {
		merged = slices.Grow(merged[:0], 2*len(sums))
		i := 0
		for _, s := range sums {
			for ; i < len(sums) && sums[i]+t < s; i++ {
				merged = append(merged, sums[i]+t)
			}
			merged = append(merged, s)
		}
		for ; i < len(sums); i++ {
			merged = append(merged, sums[i]+t)
		}
		sums, merged = merged, sums
	}
	return sums
}

func sampleSigns(magnitude []float64, observed float64, sampling Sampling) PValue {
	total := 0.0
	for _, m := range magnitude {
		total += m
	}
	slack := tieTolerance * total
	dev := math.Abs(2*observed - total)
	sums := make([]float64, sampling.Draws)
	inChunks(sampling, func(r *random, from, to int) {
		for b := from; b < to; b++ {
			var word uint64
			sum := 0.0
			for i, m := range magnitude {
				if i%64 == 0 {
					word = r.Uint64()
				}
				// The lowest bit of the word becomes the sign bit: a branch on a coin is a mispredicted one.
				sum += math.Float64frombits(math.Float64bits(m) ^ word<<63)
				word >>= 1
			}
			sums[b] = sum
		}
	})
	var two, greater, less int
	for _, s := range sums {
		if math.Abs(s) >= dev-slack {
			two++
		}
		if s >= 2*observed-total-slack {
			greater++
		}
		if s <= 2*observed-total+slack {
			less++
		}
	}
	share := func(k int) float64 { return float64(k+1) / float64(sampling.Draws+1) }
	return PValue{TwoSided: share(two), Greater: share(greater), Less: share(less)}
}
