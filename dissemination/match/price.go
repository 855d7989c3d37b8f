package match

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// column is a group that a plan may use.
type column struct {
	units []int
	value int64
}

// priced is a group with what it is worth above the prices of its members.
type priced struct {
	column
	above int64
}

// pricer looks for the groups of one size that are worth most above the prices of their members. Everything is in whole
// steps and multiplied by size-1, so that means stay whole numbers.
type pricer struct {
	p       *problem
	ctx     context.Context
	size    int
	factor  int64
	tops    [][]int64 // by unit: sum of the best t partners, t from 0
	depth   [][]pick
	smaller int // size of the smallest unit
	larger  int

	best   int64  // what search comes to: no group is worth more
	skip   bitset // units that are not to be looked at; nil is none
	over   int64  // only groups that are worth more than this, multiplied
	keep   int    // how many of the best to keep
	lowest int64  // the last promise in the best sum
	found  []priced
	chain  []int
	quota  []int
	free   []bitset
	left   int // work that may still be done
	nodes  int
	ended  bool  // the work ran out
	bound  int64 // no group that was not looked at is worth more, multiplied
}

// pick is a unit that may come next, with what it adds to the group so far, and that with its best partners.
type pick struct {
	unit  int
	gain  int64
	promo int64
}

func newPricer(ctx context.Context, p *problem, size int) *pricer {
	r := &pricer{p: p, ctx: ctx, size: size, factor: int64(size - 1), smaller: math.MaxInt, quota: make([]int, len(p.quotas))}
	for u := range p.units {
		r.smaller, r.larger = min(r.smaller, p.units[u].size), max(r.larger, p.units[u].size)
	}
	n := len(p.units)
	most := min(n, size/r.smaller)
	var row []int64
	for u := range n {
		row = row[:0]
		for v := range n {
			if v != u && !p.barred[u].has(v) {
				row = append(row, p.worth[u][v])
			}
		}
		slices.SortFunc(row, func(a, b int64) int { return cmp.Compare(b, a) })
		tops := make([]int64, most+1)
		for t := 1; t <= most; t++ {
			if t > len(row) {
				tops[t] = tops[t-1] // fewer partners than that: the group cannot be, and the bound need not be sharp
				continue
			}
			tops[t] = tops[t-1] + row[t-1]
		}
		r.tops = append(r.tops, tops)
	}
	for range most + 1 {
		r.depth = append(r.depth, make([]pick, 0, n))
	}
	r.chain = make([]int, 0, most)
	r.free = make([]bitset, most+1)
	for i := range r.free {
		r.free[i] = newBitset(max(1, len(p.times)))
	}
	return r
}

// search prices groups. It leaves those found, best first, and in best a bound on what any group of this size is worth above
// the prices.
func (r *pricer) search(price []int64, over int64, keep, work int) {
	r.over, r.keep, r.left, r.ended, r.bound = over*r.factor, keep, work, false, over*r.factor
	r.found, r.chain = r.found[:0], r.chain[:0]
	top := r.depth[0][:0]
	for u := range r.p.units {
		if s := &r.p.units[u]; s.size <= r.size && (r.skip == nil || !r.skip.has(u)) {
			top = append(top, pick{unit: u, gain: 2*s.inside - r.factor*price[u]})
		}
	}
	r.depth[0] = top
	r.node(0, 0, r.size)
	r.trim()
	best := r.bound
	if len(r.found) > 0 {
		best = max(best, r.found[0].above*r.factor+r.factor-1)
	}
	r.best = floorDiv(best, r.factor)
}

// node goes on from a group so far, worth value, with left people to come.
func (r *pricer) node(depth int, value int64, left int) {
	if left == 0 {
		r.leaf(value)
		return
	}
	list := r.depth[depth]
	r.left -= 2 * len(list)
	promise, ok := r.promise(list, left)
	if !ok || value+promise <= r.over {
		return
	}
	if r.nodes++; r.nodes%1024 == 0 && r.ctx.Err() != nil {
		r.left = 0
	}
	if r.left <= 0 {
		r.ended, r.bound = true, max(r.bound, value+promise)
		return
	}
	if left <= r.smaller { // the last one: no need to go deeper
		r.last(list, value, left)
		return
	}
	if r.smaller == r.larger {
		if list = r.promising(list, value, promise, left); list == nil {
			return
		}
	}
	r.left -= 20 * len(list) // what sorting takes
	slices.SortFunc(list, byPromise)
	for i := range list {
		if r.ended || r.smaller == r.larger {
			rest, ok := r.rest(list[i:], left)
			if !ok || value+rest <= r.over {
				return
			}
			if r.ended {
				r.bound = max(r.bound, value+rest)
				return
			}
		}
		r.enter(depth, list, i, value, left)
	}
}

// byPromise puts the best first. Half of the time of a search is spent here, so it compares no more than it has to.
func byPromise(a, b pick) int {
	switch {
	case a.promo > b.promo:
		return -1
	case a.promo < b.promo:
		return 1
	}
	return a.unit - b.unit
}

func (r *pricer) last(list []pick, value int64, left int) {
	for i := range list {
		c := &list[i]
		if r.p.units[c.unit].size == left && value+c.gain > r.over {
			r.chain = append(r.chain, c.unit)
			r.leaf(value + c.gain)
			r.chain = r.chain[:len(r.chain)-1]
		}
	}
}

// enter takes the i-th of a list into the group; those before it have had their turn.
func (r *pricer) enter(depth int, list []pick, i int, value int64, left int) {
	u := list[i].unit
	left -= r.p.units[u].size
	if left < 0 {
		return
	}
	for q := range r.quota {
		r.quota[q] += r.p.units[u].quota[q]
	}
	defer func() {
		for q := range r.quota {
			r.quota[q] -= r.p.units[u].quota[q]
		}
	}()
	if r.overQuota(left) || !r.meet(depth, u) {
		return
	}
	next := r.depth[depth+1][:0]
	bars, worth := r.p.barred[u], r.p.worth[u]
	for _, c := range list[i+1:] {
		if s := r.p.units[c.unit].size; s <= left && !bars.has(c.unit) {
			next = append(next, pick{unit: c.unit, gain: c.gain + 2*worth[c.unit]})
		}
	}
	r.left -= len(list) - i
	r.depth[depth+1] = next
	r.chain = append(r.chain, u)
	r.node(depth+1, value+list[i].gain, left)
	r.chain = r.chain[:len(r.chain)-1]
}

// overQuota reports whether the group so far cannot keep the quotas with so many people to come.
func (r *pricer) overQuota(left int) bool {
	for q, quota := range r.p.quotas {
		if n := r.quota[q]; n+left < quota.Min || quota.Max > 0 && n > quota.Max {
			return true
		}
	}
	return false
}

// meet narrows the times of the group so far.
func (r *pricer) meet(depth, u int) bool {
	if !r.p.timed {
		return true
	}
	own, some := r.free[depth+1], false
	for i, w := range r.p.units[u].free {
		if depth > 0 {
			w &= r.free[depth][i]
		}
		own[i] = w
		some = some || w != 0
	}
	return some
}

func (r *pricer) leaf(value int64) {
	if value <= r.over {
		return
	}
	units := slices.Sorted(slices.Values(r.chain))
	v, ok := r.p.value(units)
	if !ok {
		return
	}
	r.found = append(r.found, priced{column{units, v}, floorDiv(value, r.factor)})
	if len(r.found) >= 2*r.keep {
		r.trim()
		r.over = max(r.over, r.found[r.keep-1].above*r.factor)
		r.found = r.found[:r.keep]
	}
}

// trim sorts what was found, best first, and keeps so many as there is room for.
func (r *pricer) trim() {
	slices.SortFunc(r.found, func(a, b priced) int {
		return cmp.Or(cmp.Compare(b.above, a.above), slices.Compare(a.units, b.units))
	})
	if len(r.found) > r.keep {
		r.found = r.found[:r.keep]
	}
}
