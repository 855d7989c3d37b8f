package match

import (
	"cmp"
	"math"
	"slices"
)

// promise bounds what can be added to the group so far: for each number of units that may still come, the best of so many,
// each with half of what its best partners could bring. It is false where no number of units fits.
func (r *pricer) promise(list []pick, left int) (int64, bool) {
	best, fits := int64(math.MinInt64), false
	for t := (left + r.larger - 1) / r.larger; t*r.smaller <= left && t <= len(list); t++ {
		for i := range list {
			list[i].promo = list[i].gain + r.tops[list[i].unit][t-1]
		}
		best, fits = max(best, sumTop(list, t)), true
	}
	return best, fits
}

// sumTop adds up the t highest promises.
func sumTop(list []pick, t int) int64 {
	var buffer [16]int64
	if t > len(buffer) {
		all := make([]int64, len(list))
		for i := range list {
			all[i] = list[i].promo
		}
		slices.SortFunc(all, func(a, b int64) int { return cmp.Compare(b, a) })
		sum := int64(0)
		for _, v := range all[:t] {
			sum += v
		}
		return sum
	}
	top := buffer[:0]
	for i := range list {
		v := list[i].promo
		if len(top) == t && v <= top[t-1] {
			continue
		}
		if len(top) < t {
			top = append(top, v)
		} else {
			top[t-1] = v
		}
		for k := len(top) - 1; k > 0 && top[k] > top[k-1]; k-- {
			top[k], top[k-1] = top[k-1], top[k]
		}
	}
	sum := int64(0)
	for _, v := range top {
		sum += v
	}
	return sum
}

// rest is the promise of what is left of a list that is sorted by it.
func (r *pricer) rest(list []pick, left int) (int64, bool) {
	if r.smaller != r.larger {
		return r.promise(list, left)
	}
	sum, t := int64(0), left/r.smaller
	if t > len(list) {
		return 0, false
	}
	for i := range t {
		sum += list[i].promo
	}
	return sum, true
}
