package match

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
)

// annealing looks for good plans by threshold accepting: it exchanges and moves units at random, and takes a change for the
// worse while that is below a limit which sinks. It reckons in whole numbers, so that every machine goes the same way.
type annealing struct {
	*problem
	random *rand.Rand
	groups [][]int // the last one is those left out
	at     []int   // group of each unit
	cost   []int64 // of each group: minus its value, and what it breaks
	broken int64   // what breaking a constraint costs
	work   int
	swap   [2][]int // candidates for two groups; reused
}

// anneal looks for plans from few groups and from many, where their number is open. Each run takes so many steps.
func (s *solver) anneal(steps int) {
	counts := []int{s.problem.groups}
	if s.problem.groups == 0 {
		few, many := (len(s.pair)+s.max-1)/s.max, len(s.pair)/s.min
		counts = slices.Compact([]int{many, few, (few + many) / 2})
	}
	runs := make([]*annealing, len(counts))
	var all sync.WaitGroup
	for i, k := range counts {
		a := s.annealing(uint64(i)+2, nil)
		for x, u := range a.random.Perm(len(a.units)) {
			a.groups[x%max(1, k)] = append(a.groups[x%max(1, k)], u)
		}
		runs[i] = a
		all.Go(func() { a.cool(s.ctx, s.most/2+1, steps) })
	}
	all.Wait()
	for _, a := range runs {
		s.cooled(a)
	}
}

// polish starts from groups and deals the rest out to as few more as hold them.
func (s *solver) polish(round uint64, groups [][]int, rest []int, steps int) {
	a := s.annealing(100*round, groups)
	size := 0
	for _, u := range rest {
		size += s.units[u].size
	}
	more := (size + s.max - 1) / s.max
	for i, u := range rest {
		g := min(len(groups)+i%more, len(a.groups)-1)
		a.groups[g] = append(a.groups[g], u)
	}
	a.cool(s.ctx, s.most/8+1, steps)
	s.cooled(a)
}

// annealing makes room for groups and for those left out.
func (s *solver) annealing(stream uint64, groups [][]int) *annealing {
	n := s.problem.groups
	if n == 0 {
		n = max(1, len(s.pair)/s.min)
	}
	a := &annealing{problem: s.problem, random: rand.New(rand.NewPCG(s.seed, stream)), broken: 3*s.most + grain}
	a.groups, a.cost, a.at = make([][]int, n+1), make([]int64, n+1), make([]int, len(s.units))
	for g, units := range groups {
		a.groups[g] = slices.Clone(units)
	}
	return a
}

// cooled offers what an annealing came to.
func (s *solver) cooled(a *annealing) {
	s.work += a.work
	s.offer(a.groups[:len(a.groups)-1])
}

// cool takes so many steps, at a limit that sinks to nothing, and descends from there.
func (a *annealing) cool(ctx context.Context, from int64, steps int) {
	in := newBitset(len(a.units))
	for g, units := range a.groups {
		for _, u := range units {
			a.at[u] = g
			in.set(u)
		}
	}
	out := len(a.groups) - 1
	for u := range a.units {
		if !in.has(u) {
			a.at[u] = out
			a.groups[out] = append(a.groups[out], u)
		}
	}
	for g := range a.groups {
		a.cost[g] = a.weigh(g, a.groups[g])
	}
	for limit, i := from, 0; i < steps && ctx.Err() == nil; i += 1024 {
		for range 1024 {
			a.step(limit)
		}
		limit = from * int64(steps-i) / int64(steps)
		limit = limit * int64(steps-i) / int64(steps)
	}
	a.descend()
}

// weigh gives the cost of units as group g.
func (a *annealing) weigh(g int, units []int) int64 {
	a.work += 8 + len(units)*len(units)
	sum, size, faults := int64(0), 0, int64(0)
	for x, u := range units {
		sum += a.units[u].inside
		size += a.units[u].size
		for _, v := range units[:x] {
			sum += a.worth[u][v]
			if a.barred[u].has(v) {
				faults++
			}
		}
	}
	if g == len(a.groups)-1 {
		return a.broken * 9 / 10 * int64(size)
	}
	if size == 0 && a.problem.groups == 0 {
		return 0
	}
	faults += int64(max(0, a.min-size) + max(0, size-a.max))
	for q, quota := range a.quotas {
		n := a.has(q, units)
		faults += int64(max(0, quota.Min-n))
		if quota.Max > 0 {
			faults += int64(max(0, n-quota.Max))
		}
	}
	if a.timed && len(units) > 1 && a.common(units).count() == 0 {
		faults += 2
	}
	if size < 2 {
		return faults * a.broken
	}
	return faults*a.broken - scaled(sum, size)
}

// step tries one change at random.
func (a *annealing) step(limit int64) {
	u := a.random.IntN(len(a.units))
	v, to := -1, a.random.IntN(len(a.groups))
	if a.random.IntN(4) > 0 {
		v = a.random.IntN(len(a.units))
		to = a.at[v]
	}
	a.change(u, v, to, int64(a.random.Uint64N(uint64(limit)+1)))
}

// change moves u to a group, and v, if there is one, back in exchange, unless that costs more than a limit.
func (a *annealing) change(u, v, to int, limit int64) bool {
	from := a.at[u]
	if from == to {
		return false
	}
	one, two := a.swap[0][:0], a.swap[1][:0]
	for _, x := range a.groups[from] {
		if x != u {
			one = append(one, x)
		}
	}
	for _, x := range a.groups[to] {
		if x != v {
			two = append(two, x)
		}
	}
	if two = append(two, u); v >= 0 {
		one = append(one, v)
	}
	a.swap = [2][]int{one, two}
	first, second := a.weigh(from, one), a.weigh(to, two)
	if first+second-a.cost[from]-a.cost[to] > limit {
		return false
	}
	a.cost[from], a.cost[to], a.at[u] = first, second, to
	a.groups[from], a.groups[to] = append(a.groups[from][:0], one...), append(a.groups[to][:0], two...)
	if v >= 0 {
		a.at[v] = from
	}
	return true
}

// descend takes every change for the better until there is none.
func (a *annealing) descend() {
	for better, rounds := true, 0; better && rounds < 50; rounds++ {
		better = false
		for u := range a.units {
			for v := range u {
				better = a.change(u, v, a.at[v], -1) || better
			}
			for g := range a.groups {
				better = a.change(u, -1, g, -1) || better
			}
		}
	}
}
