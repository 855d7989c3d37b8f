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
		best, fits = max(best, r.sumTop(list, t)), true
	}
	return best, fits
}

// sumTop adds up the t highest promises, and keeps the lowest of them.
func (r *pricer) sumTop(list []pick, t int) int64 {
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
		r.lowest = all[t-1]
		return sum
	}
	top := buffer[:0]
	for i := range list {
		v := list[i].promo
		if len(top) == t && v <= top[t-1] {
			continue
		}
		top = highest(top, t, v)
	}
	sum := int64(0)
	for _, v := range top {
		sum += v
	}
	r.lowest = top[t-1]
	return sum
}

// highest puts a value among the t highest, which stand in order; if there are t, it is above the last.
func highest(top []int64, t int, v int64) []int64 {
	if len(top) < t {
		top = append(top, v)
	} else {
		top[t-1] = v
	}
	for k := len(top) - 1; k > 0 && top[k] > top[k-1]; k-- {
		top[k], top[k-1] = top[k-1], top[k]
	}
	return top
}

// few is how many units may be left for it to pay to look at which are partners of which.
const few = 40

// promising drops, where all units are of one size, those that no group good enough can take: with the best of the others,
// they do not promise enough. It returns nil where too few are left. Of few, it looks at the partners that are left.
func (r *pricer) promising(list []pick, value, promise int64, left int) []pick {
	t := left / r.smaller
	for before := 0; ; {
		need := r.over - value - promise + r.lowest
		list = slices.DeleteFunc(list, func(c pick) bool { return c.promo <= need && c.promo < r.lowest })
		if len(list) < t {
			return nil
		}
		if len(list) > few || len(list) == before {
			return list
		}
		before = len(list)
		r.partners(list, t-1)
		if promise = r.sumTop(list, t); value+promise <= r.over {
			return nil
		}
	}
}

// partners makes promises of the best so many partners in the list itself.
func (r *pricer) partners(list []pick, t int) {
	r.left -= 2 * len(list) * len(list)
	var buffer [16]int64
	for i := range list {
		u := list[i].unit
		worth, bars := r.p.worth[u], r.p.barred[u]
		top := buffer[:0]
		for _, c := range list {
			w := worth[c.unit]
			if c.unit == u || len(top) == t && w <= top[t-1] || bars.has(c.unit) {
				continue
			}
			top = highest(top, t, w)
		}
		if list[i].promo = list[i].gain + sum(top); len(top) < t {
			list[i].promo = math.MinInt64 / 1024 // too few partners: no group takes it
		}
	}
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
