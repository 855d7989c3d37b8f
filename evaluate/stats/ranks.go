package stats

import (
	"math"
	"slices"
)

// Two numbers tie when they differ by less than this share of the larger. Differences of recorded numbers carry
// rounding noise (1.9-0.7 is not 1.2 in binary), and noise must not break a tie.
const tieTolerance = 1e-9

// tied reports whether a and b are the same measurement; scale is the largest magnitude in the sample, against which
// both may be noise around 0.
func tied(a, b, scale float64) bool {
	size := math.Max(math.Abs(a), math.Abs(b))
	return math.Abs(a-b) <= tieTolerance*size || size <= 1e-12*scale
}

// midranks gives every value twice its midrank, which is a whole number, and the sizes of the groups of tied values
// from the smallest up.
func midranks(values []float64) (doubled []int, groups []int) {
	order := make([]int, len(values))
	scale := 0.0
	for i, v := range values {
		order[i] = i
		scale = math.Max(scale, math.Abs(v))
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case values[a] < values[b]:
			return -1
		case values[a] > values[b]:
			return 1
		}
		return 0
	})
	doubled = make([]int, len(values))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && tied(values[order[from]], values[order[to]], scale) {
			to++
		}
		for _, i := range order[from:to] {
			doubled[i] = from + 1 + to
		}
		groups = append(groups, to-from)
		from = to
	}
	return doubled, groups
}

// signs splits differences into magnitudes and signs, with noise around 0 taken as 0.
func signs(d []float64) (magnitude []float64, sign []int) {
	magnitude, sign = make([]float64, len(d)), make([]int, len(d))
	scale := 0.0
	for _, x := range d {
		scale = math.Max(scale, math.Abs(x))
	}
	for i, x := range d {
		switch {
		case math.Abs(x) <= 1e-12*scale:
		case x > 0:
			magnitude[i], sign[i] = x, 1
		default:
			magnitude[i], sign[i] = -x, -1
		}
	}
	return magnitude, sign
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
