package match

import (
	"cmp"
	"math"
	"slices"
)

// cover looks through the plans that the bound leaves possible. What a plan falls short of the bound is what its groups fall
// short of the prices of their members, added up. So plans that fall short by less than some window use only groups that do,
// and where there is none, the bound comes down by the window.
type cover struct {
	*solver
	all    []option
	lists  [][]int // options still possible, by depth
	chosen []int
	used   bitset
	window int64 // a plan has to fall short by less
	limit  int
	ended  bool

	least []float64 // by unit: the least that covering it falls short, a group's sum shared out among its units
	count []int     // by unit: options
}

// option is a group, or a unit that is left out, with what it falls short.
type option struct {
	column
	short int64
	set   bitset
	out   bool
}

// mostOptions is how many groups the search may hold.
const mostOptions = 100_000

// cover closes the gap as far as it can, one window after another.
func (s *solver) cover() {
	if !s.known {
		return
	}
	price, groupPrice := s.raised()
	upper := s.upper // what the prices add up to; s.upper comes down from there
	for window := max(1, s.gap()/64); !s.closed() && !s.spent(); {
		window = min(window, upper-(s.upper-s.gap()))
		options, whole := s.options(price, groupPrice, window)
		if !whole {
			return
		}
		c := &cover{solver: s, all: options, window: window, limit: s.work + (s.limit-s.work)/2,
			used: newBitset(len(s.units)), least: make([]float64, len(s.units)), count: make([]int, len(s.units))}
		c.lists = make([][]int, len(s.units)+1)
		for i := range options {
			c.lists[0] = append(c.lists[0], i)
		}
		c.node(0, 0)
		if c.ended {
			return
		}
		s.upper = min(s.upper, upper-c.window) // a plan found has narrowed the window to what it falls short itself
		window *= 2
	}
}

// raised returns the prices at which no group is worth more than its members' together, and which add up to the bound.
func (s *solver) raised() ([]int64, int64) {
	price := slices.Clone(s.prices[:len(s.units)])
	sum, people := int64(0), 0
	for u := range price {
		price[u] = max(price[u], -s.leave*int64(s.units[u].size))
		sum += price[u]
		people += s.units[u].size
	}
	switch over := s.upper - sum; {
	case s.problem.groups > 0: // what is over is the price of a group
		return price, floorDiv(over, int64(s.problem.groups))
	case over > 0:
		for u := range price {
			price[u] += over / int64(people) * int64(s.units[u].size)
		}
	}
	return price, 0
}

// options lists all groups that fall short of the prices by less than a window, and says whether the list is whole.
func (s *solver) options(price []int64, groupPrice, window int64) ([]option, bool) {
	var all []option
	for size := s.min; size <= s.max; size++ {
		r := newPricer(s.ctx, s.problem, size)
		limit := max(1, (s.limit-s.work)/4)
		r.search(price, groupPrice-window, mostOptions, limit)
		s.work += limit - r.left
		if r.ended || len(r.found) >= mostOptions {
			return nil, false
		}
		for _, f := range r.found {
			all = append(all, s.option(f.column, price, groupPrice, false))
		}
	}
	for u := range s.units {
		all = append(all, s.option(column{[]int{u}, -s.leave * int64(s.units[u].size)}, price, 0, true))
	}
	all = slices.DeleteFunc(all, func(o option) bool { return o.short >= window })
	slices.SortStableFunc(all, func(a, b option) int { return cmp.Compare(a.short, b.short) })
	return all, true
}

func (s *solver) option(c column, price []int64, groupPrice int64, out bool) option {
	o := option{column: c, short: groupPrice - c.value, set: newBitset(len(s.units)), out: out}
	for _, u := range c.units {
		o.short += price[u]
		o.set.set(u)
	}
	o.short = max(o.short, 0)
	return o
}

// node covers the unit with the fewest options left, in each way that may still lead to a plan within the window.
func (c *cover) node(depth int, short int64) {
	list := c.lists[depth]
	c.work += len(list)*25 + 8*len(c.units)
	if c.work > c.limit || c.ctx.Err() != nil {
		c.ended = true
		return
	}
	c.survey(list)
	pick, rest := -1, 0.0
	for u := range c.units {
		if c.used.has(u) {
			continue
		}
		if c.count[u] == 0 {
			return
		}
		rest += c.least[u]
		if pick < 0 || c.count[u] < c.count[pick] {
			pick = u
		}
	}
	if pick < 0 {
		c.done(short)
		return
	}
	if short+int64(math.Floor(float64(rest*(1-1e-9)))) >= c.window {
		return
	}
	for _, i := range list {
		o := &c.all[i]
		if short+o.short >= c.window || c.ended {
			return
		}
		if o.set.has(pick) {
			c.choose(depth, i, short+o.short)
		}
	}
}

// choose takes an option and goes on with those that keep out of its way.
func (c *cover) choose(depth, i int, short int64) {
	o := &c.all[i]
	next := c.lists[depth+1][:0]
	for _, j := range c.lists[depth] {
		other := &c.all[j]
		if short+other.short >= c.window {
			break // they are in order
		}
		if !other.set.meets(o.set) {
			next = append(next, j)
		}
	}
	c.lists[depth+1] = next
	c.chosen = append(c.chosen, i)
	for _, u := range o.units {
		c.used.set(u)
	}
	c.node(depth+1, short)
	for _, u := range o.units {
		c.used.clear(u)
	}
	c.chosen = c.chosen[:len(c.chosen)-1]
}

// survey fills in least and count for a list.
func (c *cover) survey(list []int) {
	clear(c.count)
	for _, i := range list {
		o := &c.all[i]
		share := float64(o.short) / float64(len(o.units))
		for _, u := range o.units {
			if c.count[u] == 0 { // the list is in order of what groups fall short, not of shares
				c.least[u] = share
			}
			c.least[u] = min(c.least[u], share)
			c.count[u]++
		}
	}
}

// done takes the plan chosen.
func (c *cover) done(short int64) {
	var groups [][]int
	for _, i := range c.chosen {
		if !c.all[i].out {
			groups = append(groups, c.all[i].units)
		}
	}
	if c.problem.groups == 0 || len(groups) == c.problem.groups {
		c.offer(groups)
		c.window = short
	}
}
