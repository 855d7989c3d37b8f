package match

import (
	"fmt"
	"slices"
)

// problem turns the input into numbers and refuses what is at fault or can be counted out.
func (g Grouping) problem() (*problem, error) {
	at, err := index("/people", g.People)
	if err != nil {
		return nil, err
	}
	p := &problem{min: g.Min, max: g.Max, groups: g.Count, quotas: g.Quotas, reasons: map[[2]int]string{}}
	if g.Min < 2 || g.Max < g.Min || g.Count < 0 {
		return nil, fault("/min", "groups of %d to %d people, %d of them; a group has 2 people or more, and no fewer than the least", g.Min, g.Max, g.Count)
	}
	if g.Worth == nil {
		return nil, noWorth
	}
	if err := g.pairs(p); err != nil {
		return nil, err
	}
	if err := g.units(p, at); err != nil {
		return nil, err
	}
	if err := g.inUnits(p, at); err != nil {
		return nil, err
	}
	p.between()
	for u := range p.units {
		if err := p.whole(u, g.People); err != nil {
			return nil, err
		}
	}
	if err := p.countedOut(len(g.People)); err != nil {
		return nil, err
	}
	p.lattice = p.measure()
	return p, nil
}

func (g Grouping) pairs(p *problem) error {
	n := len(g.People)
	p.pair = make([][]int64, n)
	for i := range p.pair {
		p.pair[i] = make([]int64, n)
	}
	for i, a := range g.People {
		for j := i + 1; j < n; j++ {
			w := g.Worth(a, g.People[j])
			v, err := w.steps(a, g.People[j])
			if err != nil {
				return err
			}
			if w.Barred != "" {
				p.reasons[[2]int{i, j}] = w.Barred
			}
			p.pair[i][j], p.pair[j][i] = v, v
			p.most = max(p.most, v, -v)
		}
	}
	return nil
}

// units makes one unit of each that stay together, and one of everybody else, in the order of the first of each.
func (g Grouping) units(p *problem, at map[string]int) error {
	block := make([]int, len(g.People))
	for k, together := range g.Together {
		for x, id := range together {
			i, ok := at[id]
			if !ok {
				return fault(fmt.Sprintf("/together/%d/%d", k, x), "%q is not among the people", id)
			}
			if block[i] != 0 {
				return fault(fmt.Sprintf("/together/%d/%d", k, x), "%q is named twice among those who stay together", id)
			}
			block[i] = k + 1
		}
	}
	first := map[int]int{}
	for i := range g.People {
		u, seen := first[block[i]]
		if block[i] == 0 || !seen {
			u = len(p.units)
			p.units = append(p.units, unit{quota: make([]int, len(g.Quotas))})
			first[block[i]] = u
		}
		p.units[u].people = append(p.units[u].people, i)
		p.units[u].size++
	}
	return nil
}

// inUnits counts quotas and times by unit.
func (g Grouping) inUnits(p *problem, at map[string]int) error {
	unitOf := make([]int, len(g.People))
	for u := range p.units {
		for _, i := range p.units[u].people {
			unitOf[i] = u
		}
	}
	for q, quota := range g.Quotas {
		if _, err := index(fmt.Sprintf("/quotas/%d/of", q), quota.Of); err != nil {
			return err
		}
		for x, id := range quota.Of {
			i, ok := at[id]
			if !ok {
				return fault(fmt.Sprintf("/quotas/%d/of/%d", q, x), "%q is not among the people", id)
			}
			p.units[unitOf[i]].quota[q]++
		}
	}
	if g.Free == nil {
		return nil
	}
	return g.inTimes(p)
}

func (g Grouping) inTimes(p *problem) error {
	p.timed = true
	for _, id := range g.People {
		for _, t := range g.Free[id] {
			if !slices.Contains(p.times, t) {
				p.times = append(p.times, t)
			}
		}
	}
	slices.Sort(p.times)
	if len(p.times) == 0 {
		p.times = []string{""} // everybody is free at any time
	}
	for u := range p.units {
		free := newBitset(len(p.times))
		for t := range p.times {
			free.set(t)
		}
		for _, i := range p.units[u].people {
			if times, named := g.Free[g.People[i]]; named {
				own := newBitset(len(p.times))
				for _, t := range times {
					at, _ := slices.BinarySearch(p.times, t)
					own.set(at)
				}
				free = free.and(own)
			}
		}
		p.units[u].free = free
	}
	return nil
}

// between adds up the pairs between units and bars units of which two people, or all times, keep apart.
func (p *problem) between() {
	n := len(p.units)
	for range p.units {
		p.worth = append(p.worth, make([]int64, n))
		p.barred = append(p.barred, newBitset(n))
	}
	for u := range p.units {
		for _, i := range p.units[u].people {
			for _, j := range p.units[u].people {
				if i < j {
					p.units[u].inside += p.pair[i][j]
				}
			}
			for v := range n {
				for _, j := range p.units[v].people {
					if u == v {
						continue
					}
					p.worth[u][v] += p.pair[i][j]
					if p.reasons[[2]int{min(i, j), max(i, j)}] != "" {
						p.barred[u].set(v)
					}
				}
			}
		}
		for v := range n {
			if u != v && (p.timed && !p.units[u].free.meets(p.units[v].free) || p.units[u].size+p.units[v].size > p.max) {
				p.barred[u].set(v)
			}
		}
	}
}

// whole refuses people who have to stay together and cannot.
func (p *problem) whole(u int, names []string) error {
	var who []string
	for _, i := range p.units[u].people {
		who = append(who, names[i])
	}
	no := func(why string, args ...any) error {
		return &InfeasibleError{Constraint: Together, Who: who, Why: fmt.Sprintf(why, args...)}
	}
	if len(who) > 1 {
		for x, i := range p.units[u].people {
			for _, j := range p.units[u].people[x+1:] {
				if why := p.reasons[[2]int{i, j}]; why != "" {
					return no("%s and %s have to stay together and are barred from it: %s", names[i], names[j], why)
				}
			}
		}
		if len(who) > p.max {
			return no("%d people have to stay together, and a group has %d at most: %v", len(who), p.max, first(who, 8))
		}
		if p.timed && p.units[u].free.count() == 0 {
			return no("there is no time at which all are free who have to stay together: %v", first(who, 8))
		}
	}
	for q, quota := range p.quotas {
		if n := p.units[u].quota[q]; len(who) > 1 && quota.Max > 0 && n > quota.Max {
			return no("%d of those who have to stay together are %s, and a group has %d at most", n, quota.Name, quota.Max)
		}
	}
	return nil
}

// countedOut refuses what counting alone shows to be impossible, and bounds the size of a group by the people there are.
func (p *problem) countedOut(n int) error {
	least := max(1, p.groups)
	if n/least < p.min {
		return &InfeasibleError{Constraint: GroupSize, Why: fmt.Sprintf("%d people are too few for %s", n, p.shape())}
	}
	p.max = min(p.max, n)
	for q, quota := range p.quotas {
		have := len(quota.Of)
		if quota.Min > p.max || quota.Max > 0 && quota.Min > quota.Max {
			return &InfeasibleError{Constraint: Quotas, Why: fmt.Sprintf(
				"a group is to have %d of %q at least, which its size or the quota's own limit rules out", quota.Min, quota.Name)}
		}
		if need := least * quota.Min; have < need {
			return &InfeasibleError{Constraint: Quotas, Who: p.quotas[q].Of, Why: fmt.Sprintf(
				"%s need %d of %q between them, and there are %d", p.shape(), need, quota.Name, have)}
		}
	}
	return nil
}
