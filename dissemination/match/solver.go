package match

import (
	"context"
	"math"
	"slices"
	"sync"
)

// plan is groups of units and who is left out.
type plan struct {
	groups [][]int
	out    []int
	score  int64
	people int // left out
}

// better reports whether p leaves out fewer people than q, or as many with a higher score.
func (p *plan) better(q *plan) bool {
	return q == nil || p.people < q.people || p.people == q.people && p.score > q.score
}

// solver is one run on a problem.
type solver struct {
	*problem
	ctx   context.Context
	limit int
	work  int
	seed  uint64

	best  *plan
	leave int64 // what leaving a person out costs in the bound
	upper int64 // no plan scores more, with what it costs to leave out taken off
	known bool  // upper is known

	master  *master
	pricers []*pricer // by size
	seen    map[string]bool
	pool    []column
	prices  []int64 // those that gave the upper bound
}

func (s *solver) spent() bool { return s.work >= s.limit || s.ctx.Err() != nil }

// bound is what no plan scores more than that leaves out no more people than the best one.
func (s *solver) bound() int64 {
	if !s.known {
		return sum(s.partners())
	}
	return s.best.score + s.gap()
}

// partners are prices at which no group is worth more than its members: nobody has more than their best partner.
func (s *solver) partners() []int64 {
	price := make([]int64, len(s.units), len(s.units)+1)
	for u := range s.units {
		for _, i := range s.units[u].people {
			best := int64(0)
			for _, v := range s.pair[i] {
				best = max(best, v)
			}
			price[u] += best
		}
	}
	return s.withGroups(price)
}

// shares are what each unit brings to the best plan so far: a guess at prices that starts the search well.
func (s *solver) shares() []int64 {
	price := make([]int64, len(s.units), len(s.units)+1)
	for _, units := range s.best.groups {
		others := int64(len(s.people(units)) - 1)
		for _, u := range units {
			price[u] = 2 * s.units[u].inside / others
			for _, v := range units {
				price[u] += s.worth[u][v] / others
			}
		}
	}
	return s.withGroups(price)
}

// withGroups adds the price of a group as such, where their number is set.
func (s *solver) withGroups(price []int64) []int64 {
	if s.problem.groups > 0 {
		price = append(price, 0)
	}
	return price
}

func (s *solver) run() {
	s.leave = s.lattice.up(4*s.most*int64(s.max) + grain)
	s.seen = map[string]bool{}
	n := len(s.units)
	s.anneal(min(400*n*min(n, 20), firstSteps, s.limit/800))
	s.relax()
	s.price(s.limit - (s.limit-s.work)/3)
	s.dive()
	s.cover()
	if !s.closed() && s.best != nil { // what work is left goes into a better plan
		const each = 100 // work of a step, about
		s.polish(2, s.best.groups, nil, max(0, s.limit-s.work)/each)
	}
}

// firstSteps is how many steps the first plans take at most.
const firstSteps = 400_000

// offer keeps a plan that is better than the best so far.
func (s *solver) offer(groups [][]int) {
	q := &plan{}
	in := make([]bool, len(s.units))
	for _, units := range groups {
		v, ok := s.value(units)
		if !ok {
			continue
		}
		for _, u := range units {
			in[u] = true
		}
		q.score += v
		q.groups = append(q.groups, slices.Sorted(slices.Values(units)))
	}
	if len(q.groups) == 0 || s.problem.groups > 0 && len(q.groups) != s.problem.groups {
		return
	}
	for u, yes := range in {
		if !yes {
			q.out, q.people = append(q.out, u), q.people+s.units[u].size
		}
	}
	slices.SortFunc(q.groups, slices.Compare)
	if q.better(s.best) {
		s.best = q
	}
}

// price finds prices by column generation and the bound that goes with them, until so much work is done in all.
func (s *solver) price(limit int) {
	defer func(whole int) { s.limit = whole }(s.limit)
	s.limit = limit
	s.master = newMaster(s.problem, s.leave, s.seed)
	if s.best != nil {
		for _, units := range s.best.groups {
			s.take(units)
		}
	}
	s.pricers = nil
	for size := s.min; size <= s.max; size++ {
		s.pricers = append(s.pricers, newPricer(s.ctx, s.problem, size))
		s.work += len(s.units) * len(s.units) * 8
	}
	if !s.known {
		s.prove(s.partners(), 0, 0)
	}
	if s.best != nil {
		s.ask(s.shares(), s.master.whole(), s.limit)
	}
	lowest, room := int64(math.MaxInt64), s.most/3+1
	for !s.spent() && !s.closed() {
		if s.upper < lowest {
			lowest = s.upper
			s.master.hold(s.prices, room)
		}
		s.work += s.master.solve(s.ctx, s.limit-s.work)
		own := s.master.whole()
		at := middle(s.prices, own)
		switch {
		case s.ask(at, own, glance) > 0, s.ask(own, own, glance) > 0:
		case s.ask(at, own, s.limit) > 0, s.ask(own, own, s.limit) > 0:
		case !s.master.held():
			return
		default:
			lowest, room = math.MaxInt64, 2*room
		}
	}
}

// glance is the work of a search that is not meant to be whole: where prices are still far off, most groups worth having turn
// up early.
const glance = 4_000_000

// middle lies between two lists of prices, nearer to the first: prices of the programme jump about, and those near the best
// bound so far get on faster.
func middle(a, b []int64) []int64 {
	mid := make([]int64, len(a))
	for i := range a {
		mid[i] = (7*a[i] + 3*b[i]) / 10
	}
	return mid
}

// gap is how much better than the best plan the bound leaves room for. Without a plan, everybody is left out.
func (s *solver) gap() int64 {
	if s.best == nil {
		return s.upper + s.leave*int64(len(s.pair))
	}
	score := s.best.score - s.leave*int64(s.best.people)
	if s.lattice.best(score, s.upper) {
		return 0
	}
	return s.upper - score
}

// closed reports whether there is no better plan, or none at all.
func (s *solver) closed() bool {
	return s.known && s.gap() <= 0
}

// ask looks, with so much work for each size, for groups worth more than some prices. It takes the bound they give, and
// returns how many groups came in that are worth more than the programme's own prices.
func (s *solver) ask(price, own []int64, work int) int {
	groupPrice, most := int64(0), int64(0)
	if s.problem.groups > 0 {
		groupPrice, most = price[len(s.units)], -1<<60
	}
	work = max(1, min(work, (s.limit-s.work)/(4*len(s.pricers))))
	var searches sync.WaitGroup
	for _, r := range s.pricers {
		searches.Go(func() { r.search(price, groupPrice, 2*len(s.units)+20, work) })
	}
	searches.Wait()
	for _, r := range s.pricers {
		s.work += work - r.left
		most = max(most, r.best-groupPrice)
	}
	s.prove(price, groupPrice, most)
	taken := 0
	for _, r := range s.pricers {
		for _, c := range r.found {
			above := c.value
			for _, u := range c.units {
				above -= own[u]
			}
			if s.problem.groups > 0 {
				above -= own[len(s.units)]
			}
			if above > 0 && s.take(c.units) {
				taken++
			}
		}
	}
	return taken
}

// prove keeps the bound that prices give where it is the lowest yet. Where groups may be worth more than their prices by
// some amount, every member's price goes up by a share of it, so that none is.
func (s *solver) prove(price []int64, groupPrice, most int64) {
	upper := int64(0)
	for u := range s.units {
		upper += max(price[u], -s.leave*int64(s.units[u].size))
	}
	if s.problem.groups > 0 {
		upper += int64(s.problem.groups) * (groupPrice + most)
	} else if most > 0 {
		share := (most + int64(s.min) - 1) / int64(s.min)
		for u := range s.units {
			upper += share * int64(s.units[u].size)
		}
	}
	if !s.known || upper < s.upper {
		s.known, s.upper, s.prices = true, upper, slices.Clone(price)
	}
}

// take adds a group to the programme unless it is there.
func (s *solver) take(units []int) bool {
	key := make([]byte, 0, 2*len(units))
	for _, u := range units {
		key = append(key, byte(u), byte(u>>8))
	}
	if s.seen[string(key)] {
		return false
	}
	v, ok := s.value(units)
	if !ok {
		return false
	}
	s.seen[string(key)] = true
	c := column{slices.Clone(units), v}
	s.pool = append(s.pool, c)
	s.master.add(c, s.problem.groups > 0)
	return true
}
