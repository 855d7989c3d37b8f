package match

import (
	"math/rand/v2"
	"slices"
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

// anneal looks for plans from few groups and from many, where their number is open. Each run takes so many steps, and runs of another round go another way.
func (s *solver) anneal(round uint64, steps int) {
	people := 0
	for u := range s.units {
		people += s.units[u].size
	}
	counts := []int{s.problem.groups}
	if s.problem.groups == 0 {
		few, many := (people+s.max-1)/s.max, people/s.min
		counts = slices.Compact([]int{many, few, (few + many) / 2})
	}
	if round > 0 && s.best != nil { // all steps go where the best plan was
		counts = []int{len(s.best.groups)}
	}
	for run, k := range counts {
		a := &annealing{problem: s.problem, random: rand.New(rand.NewPCG(s.seed, 100*round+uint64(run)+2)), broken: 3*s.most + grain}
		groups := k
		if s.problem.groups == 0 {
			groups = max(1, people/s.min)
		}
		a.start(max(1, k), groups)
		for limit, i := s.most/2+1, 0; i < steps && s.ctx.Err() == nil; i += 1024 {
			for range 1024 {
				a.step(limit)
			}
			limit = (s.most/2 + 1) * int64(steps-i) / int64(steps)
			limit = limit * int64(steps-i) / int64(steps)
		}
		a.descend()
		s.work += a.work
		s.offer(a.groups[:len(a.groups)-1])
	}
}

// start deals the units out to the first k of so many groups.
func (a *annealing) start(k, groups int) {
	a.groups, a.cost, a.at = make([][]int, groups+1), make([]int64, groups+1), make([]int, len(a.units))
	for x, u := range a.random.Perm(len(a.units)) {
		a.groups[x%k] = append(a.groups[x%k], u)
		a.at[u] = x % k
	}
	for g := range a.groups {
		a.cost[g] = a.weigh(g, a.groups[g])
	}
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
