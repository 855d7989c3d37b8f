package match

import (
	"cmp"
	"math"
	"slices"
)

// dive makes a plan of what the programme leans on: it takes the groups with the largest parts in it, solves it anew for
// those who are left, and so on.
type dive struct {
	*solver
	taken  bitset
	left   int // people who are not taken
	groups [][]int
}

// dive spoils the programme: what is taken is out of it.
func (s *solver) dive() {
	if s.closed() || s.spent() || s.problem.groups > 0 {
		return
	}
	d := dive{solver: s, taken: newBitset(len(s.units)), left: len(s.pair)}
	s.master.hold(s.prices, math.MaxInt64/4)
	for !s.spent() && d.fix() {
		d.again()
	}
	var rest []int
	for u := range s.units {
		if !d.taken.has(u) {
			rest = append(rest, u)
		}
	}
	s.polish(1, d.groups, rest, 2000*len(s.units))
}

// fix takes the groups with the largest parts, several while many people are left.
func (d *dive) fix() bool {
	var rows []int
	for k, c := range d.master.basis {
		if c >= 0 && d.master.x[k] > 1e-3 {
			rows = append(rows, k)
		}
	}
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(d.master.x[b], d.master.x[a]) })
	before := len(d.groups)
	most := before + 1 + d.left/50
	for _, k := range rows {
		if c := d.master.basis[k]; d.free(c) && (len(d.groups) < most || d.master.x[k] > 1-1e-3) {
			d.fixed(c)
		}
	}
	return len(d.groups) > before
}

// free reports whether nobody in a group is taken, and those who would be left divide into groups.
func (d *dive) free(c int) bool {
	size := 0
	for _, u := range d.pool[c].units {
		if size += d.units[u].size; d.taken.has(u) {
			return false
		}
	}
	return d.countFits(d.left - size)
}

func (d *dive) fixed(c int) {
	d.groups = append(d.groups, d.pool[c].units)
	for _, u := range d.pool[c].units {
		d.taken.set(u)
		d.left -= d.units[u].size
	}
}

// again solves the programme for those who are left, with groups that are new to it.
func (d *dive) again() {
	for c := range d.pool {
		if slices.ContainsFunc(d.pool[c].units, d.taken.has) {
			d.master.drop(c)
		}
	}
	for u := range d.units {
		if d.taken.has(u) {
			d.master.forget(u)
		}
	}
	for range 3 {
		d.work += d.master.solve(d.ctx, d.limit-d.work)
		if d.spent() || d.dip(d.master.whole()) == 0 {
			return
		}
	}
}

// dip looks at a glance for groups of those who are left.
func (d *dive) dip(own []int64) int {
	taken := 0
	for _, r := range d.pricers {
		r.skip = d.taken
		limit := max(1, min(glance, (d.limit-d.work)/4))
		r.search(own, 0, 2*len(d.units)+20, limit)
		d.work += limit - r.left
		r.skip = nil
		for _, c := range r.found {
			if d.take(c.units) {
				taken++
			}
		}
	}
	return taken
}
