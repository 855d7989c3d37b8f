package stats

import (
	"math"
	"slices"
)

// ShiftResult is the result of [HodgesLehmann] and [HodgesLehmannShift].
type ShiftResult struct {
	Shift    float64  // the Hodges-Lehmann estimate, in the unit of the data
	Interval Interval // its Level is the level achieved, not the one asked for
	Exact    bool     // whether the limits come from the exact distribution
}

// maxExactShift bounds the samples whose limits come from the exact distribution.
const maxExactShift = 200

// HodgesLehmann estimates the centre of paired differences d: the median of the averages of all pairs (di+dj)/2,
// i <= j, zeros included. It belongs to the signed rank test as the mean belongs to the t test.
//
// Interval: the averages that the exact signed rank distribution without ties cuts off, for up to 200 differences;
// the normal approximation beyond. The level achieved is at least the one asked for where n allows it (6 differences
// for 0.95); with fewer the interval runs from the smallest to the largest difference and its Level says how little
// that is. With ties and zeros the closed interval covers at least its Level.
//
// Assumes independent pairs and symmetric differences. Minimum: 1 difference.
//
// Sources: Hodges & Lehmann 1963, Ann. Math. Stat. 34:598-611; Hollander & Wolfe 1999, §3.2-3.3.
//
// Errors: *[InputError] for an empty d, a number that is not finite, or a level outside (0,1).
func HodgesLehmann(d []float64, level float64) (ShiftResult, error) {
	level, err := confidence(level)
	if err != nil {
		return ShiftResult{}, err
	}
	if err := numbers("d", d, 1); err != nil {
		return ShiftResult{}, err
	}
	x := slices.Sorted(slices.Values(d))
	n := len(x)
	averages := n * (n + 1) / 2
	atMost := func(limit float64) int {
		count, j := 0, n-1
		for i := range x {
			for j >= i && (x[i]+x[j])/2 > limit {
				j--
			}
			if j < i {
				break
			}
			count += j - i + 1
		}
		return count
	}
	r := ShiftResult{Shift: middle(averages, x[0], x[n-1], atMost), Exact: n <= maxExactShift}
	cut, achieved := signedRankCut(n, level)
	r.Interval = Interval{
		smallest(cut, x[0], x[n-1], atMost), smallest(averages+1-cut, x[0], x[n-1], atMost), achieved,
	}
	return r, nil
}

// signedRankCut returns how many averages to count in from either end, and the confidence that gives.
func signedRankCut(n int, level float64) (cut int, achieved float64) {
	tail, averages := (1-level)/2, n*(n+1)/2
	if n > maxExactShift {
		nf := float64(n)
		sd := math.Sqrt(nf * (nf + 1) * (2*nf + 1) / 24)
		z := tQuantile(1-tail, 0)
		return max(1, int(math.Floor(float64(averages)/2-z*sd))), level
	}
	weights := make([]int, n)
	for i := range weights {
		weights[i] = i + 1
	}
	table := signTable(weights, averages/2)
	sum := 0.0
	for w, p := range table {
		if sum+p >= tail || w == len(table)-1 {
			cut = w
			break
		}
		sum += p
	}
	if cut == 0 {
		return 1, 1 - 2*table[0]
	}
	return cut, 1 - 2*sum
}

// HodgesLehmannShift estimates how far the sample x lies above the independent sample y: the median of all
// differences xi − yj. It belongs to the rank sum test.
//
// Interval: the differences that the exact rank sum distribution without ties cuts off, for up to 200 values in all;
// the normal approximation beyond. Level as in [HodgesLehmann].
//
// Assumes independent observations and distributions that differ only in place. Minimum: 1 value in each sample.
//
// Sources: Hodges & Lehmann 1963, Ann. Math. Stat. 34:598-611; Hollander & Wolfe 1999, §4.2-4.3.
//
// Errors: *[InputError] for an empty sample, a number that is not finite, or a level outside (0,1).
func HodgesLehmannShift(x, y []float64, level float64) (ShiftResult, error) {
	level, err := confidence(level)
	if err != nil {
		return ShiftResult{}, err
	}
	if err := numbers("x", x, 1); err != nil {
		return ShiftResult{}, err
	}
	if err := numbers("y", y, 1); err != nil {
		return ShiftResult{}, err
	}
	a, b := slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y))
	pairs := len(a) * len(b)
	atMost := func(limit float64) int {
		count, j := 0, 0
		for _, v := range a {
			for j < len(b) && v-b[j] > limit {
				j++
			}
			count += len(b) - j
		}
		return count
	}
	low, high := a[0]-b[len(b)-1], a[len(a)-1]-b[0]
	r := ShiftResult{Shift: middle(pairs, low, high, atMost), Exact: len(x)+len(y) <= maxExactShift}
	cut, achieved := rankSumCut(len(a), len(b), level)
	r.Interval = Interval{smallest(cut, low, high, atMost), smallest(pairs+1-cut, low, high, atMost), achieved}
	return r, nil
}

func rankSumCut(n1, n2 int, level float64) (cut int, achieved float64) {
	tail, pairs := (1-level)/2, n1*n2
	if n1+n2 > maxExactShift {
		sd := math.Sqrt(float64(pairs) * float64(n1+n2+1) / 12)
		z := tQuantile(1-tail, 0)
		return max(1, int(math.Floor(float64(pairs)/2-z*sd))), level
	}
	groups := make([]int, n1+n2)
	for i := range groups {
		groups[i] = 1
	}
	d, _ := newRankSum(n1, n2, groups)
	below := func(u int) float64 { p, _ := d.tails([]int{2 * u}, nil); return p[0] }
	lo, hi := 0, pairs // the smallest u with P(U <= u) >= tail
	for lo < hi {
		if mid := (lo + hi) / 2; below(mid) >= tail {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	cut = max(lo, 1)
	return cut, math.Max(0, 1-2*below(cut-1))
}

// middle is the median of n values of which atMost counts those up to a limit.
func middle(n int, low, high float64, atMost func(float64) int) float64 {
	m := smallest((n+1)/2, low, high, atMost)
	if n%2 == 0 {
		m = (m + smallest(n/2+1, low, high, atMost)) / 2
	}
	return m
}

// smallest is the k-th smallest of the values that atMost counts. Halving the range of floating point numbers, which
// order like whole numbers, reaches the exact value in at most 64 counts and never stores the values.
func smallest(k int, low, high float64, atMost func(float64) int) float64 {
	lo, hi := ordinal(low), ordinal(high)
	for lo < hi {
		if mid := lo + (hi-lo)/2; atMost(fromOrdinal(mid)) >= k {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return fromOrdinal(lo) + 0 // adding 0 turns −0 into 0
}

func ordinal(f float64) uint64 {
	b := math.Float64bits(f)
	if b>>63 == 1 {
		return ^b
	}
	return b | 1<<63
}

func fromOrdinal(o uint64) float64 {
	if o>>63 == 1 {
		return math.Float64frombits(o &^ (1 << 63))
	}
	return math.Float64frombits(^o)
}
