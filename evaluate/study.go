package evaluate

import (
	"cmp"
	"maps"
	"slices"

	"github.com/acl-beacon/beacon/practice"
)

// point is what one unit had in one period.
type point struct {
	value float64 // per cent for rates
	count int
	total int
	on    practice.Date
}

// unit is what is known of one unit about one measure.
type unit struct {
	id, group string
	treated   bool
	start     int
	at        map[int]point
}

// pair is one unit, or the mean of one group of units, measured before and in the last period.
type pair struct {
	id            string
	treated       bool
	before, after float64
	units         int
}

func (p pair) change() float64 { return p.after - p.before }

// sample is everything about one measure, in an order that does not depend on that of the records.
type sample struct {
	plan       *Plan
	measure    *Measure
	design     Design
	chosen     Selection
	options    Options
	influences []Influence

	units   []unit // by id
	periods []int  // all that occur, in order
	last    int    // the period that counts as after
	ended   bool   // there is one
	grouped bool   // some group has more than one unit
	open    bool   // the plan speaks of groups and some unit has none
}

func newSample(plan *Plan, m *Measure, records []Record, influences []Influence, o Options) *sample {
	s := &sample{plan: plan, measure: m, design: plan.design(m), chosen: plan.chosen(m), options: o, influences: influences}
	byUnit, seen := map[string]*unit{}, map[int]bool{}
	for i := range records {
		r := &records[i]
		if r.MeasureID != m.ID {
			continue
		}
		u := byUnit[r.Unit]
		if u == nil {
			u = &unit{id: r.Unit, group: r.Group, treated: r.Treated, start: r.Start, at: map[int]point{}}
			if u.start == 0 {
				u.start = plan.StartPeriod
			}
			byUnit[r.Unit] = u
		}
		u.at[r.Period] = pointOf(plan, m, r)
		seen[r.Period] = true
	}
	s.periods = slices.Sorted(maps.Keys(seen))
	for _, u := range byUnit {
		s.units = append(s.units, *u)
	}
	slices.SortFunc(s.units, func(a, b unit) int { return cmp.Compare(a.id, b.id) })
	s.findLast()
	s.findGroups()
	return s
}

func pointOf(plan *Plan, m *Measure, r *Record) point {
	p := point{value: r.Value, count: r.Count, total: r.Total, on: or2(r.On, plan.on(r.Period))}
	switch m.Kind {
	case Rate:
		p.value = 100 * float64(r.Count) / float64(r.Total)
	case YesNo:
		p.value = 100 * r.Value
	}
	return p
}

// findLast takes the last period that occurs, from the start on.
func (s *sample) findLast() {
	for _, p := range s.periods {
		if p >= s.plan.StartPeriod {
			s.last, s.ended = p, true
		}
	}
}

func (s *sample) findGroups() {
	members := map[string]int{}
	for _, u := range s.units {
		if u.group == "" {
			s.open = s.open || s.plan.Groups != ""
			continue
		}
		members[u.group]++
		s.grouped = s.grouped || members[u.group] > 1
	}
}

// before returns the unit's last value before the start, and its period.
func (s *sample) before(u *unit) (point, int, bool) {
	for _, p := range slices.Backward(s.periods) {
		if v, ok := u.at[p]; ok && p < s.plan.StartPeriod {
			return v, p, true
		}
	}
	return point{}, 0, false
}

func (s *sample) after(u *unit) (point, bool) {
	if !s.ended {
		return point{}, false
	}
	v, ok := u.at[s.last]
	return v, ok
}

// count fills in who is in the finding, and returns the pairs.
func (s *sample) count(c *Counts) []pair {
	var pairs []pair
	in := [2]map[string]bool{{}, {}}
	for i := range s.units {
		u := &s.units[i]
		c.Units++
		b, _, ok1 := s.before(u)
		a, ok2 := s.after(u)
		switch {
		case ok1 && ok2:
			pairs = append(pairs, pair{u.id, u.treated, b.value, a.value, 1})
			in[arm(u.treated)][or(u.group, "\x00"+u.id)] = true
		case ok1:
			c.Lost++
			if s.helped(u.treated) {
				c.LostHelped++
			}
		case ok2:
			c.Late++
		}
	}
	c.Pairs = len(pairs)
	for _, p := range pairs {
		s.countPair(c, p)
	}
	if s.grouped {
		c.TreatedIn, c.OthersIn = len(in[1]), len(in[0])
		if !s.design.compares() {
			c.TreatedIn, c.OthersIn = len(in[1])+len(in[0]), 0
		}
	}
	return pairs
}

func arm(treated bool) int {
	if treated {
		return 1
	}
	return 0
}

// helped reports whether a unit counts as having had the help: without a comparison all do, marked or not.
func (s *sample) helped(treated bool) bool { return treated || !s.design.compares() }

func (s *sample) countPair(c *Counts, p pair) {
	if !s.helped(p.treated) {
		c.Others++
		return
	}
	c.Treated++
	switch d := p.change(); {
	case same(d):
		c.Same++
	case d > 0:
		c.Rose++
	default:
		c.Fell++
	}
}

// same reports whether a change is none: values are in units or per cent, where a billionth means nothing.
func same(d float64) bool { return d < 1e-9 && d > -1e-9 }

// cells reduces the pairs to what is independent: the units or, where units belong to groups, the groups' means.
func (s *sample) cells(pairs []pair) []pair {
	if !s.grouped {
		return pairs
	}
	group := make(map[string]string, len(s.units))
	for _, u := range s.units {
		group[u.id] = or(u.group, "\x00"+u.id)
	}
	type key struct {
		group   string
		treated bool
	}
	sums := map[key]*pair{}
	var order []key
	for _, p := range pairs {
		k := key{group[p.id], p.treated && s.design.compares()}
		if sums[k] == nil {
			sums[k] = &pair{id: k.group, treated: p.treated}
			order = append(order, k)
		}
		sums[k].before += p.before
		sums[k].after += p.after
		sums[k].units++
	}
	cells := make([]pair, 0, len(order))
	for _, k := range order {
		c := *sums[k]
		c.before /= float64(c.units)
		c.after /= float64(c.units)
		cells = append(cells, c)
	}
	return cells
}

func changes(pairs []pair) []float64 {
	d := make([]float64, len(pairs))
	for i, p := range pairs {
		d[i] = p.change()
	}
	return d
}

// split parts the pairs into those that had the help and the others.
func split(pairs []pair) (treated, others []pair) {
	for _, p := range pairs {
		if p.treated {
			treated = append(treated, p)
		} else {
			others = append(others, p)
		}
	}
	return treated, others
}
