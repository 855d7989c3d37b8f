package match

import (
	"context"
	"fmt"
)

// Grouping asks who forms a group with whom: buddy groups of two or three, action learning sets of six or seven. Everybody
// is in one group at most.
type Grouping struct {
	People   []string
	Min, Max int // size of a group, in people; Min is 2 or more
	Count    int // how many groups there must be; 0 leaves it open
	// Worth is asked once for each two people, the earlier of the list first. Two who are barred are never in one group.
	Worth func(a, b string) Worth
	// Together are people who stay in one group, such as a buddy group inside a set. Nobody is named twice.
	Together [][]string
	Quotas   []Quota
	// Free holds, where groups have to meet, the times at which each person can. The members of a group then have one in
	// common. A person who is not named can at any time. Nil asks for no time.
	Free map[string][]string
	// Work limits the search, in steps of a few nanoseconds. 0 means DefaultWork. The same limit gives the same plan on any
	// machine.
	Work int
	// Seed moves the random part of the search elsewhere. The proof does not depend on it.
	Seed uint64
}

// DefaultWork is enough for a proof with twenty people, and with sixty; two hundred people in sets of six or seven come within
// two per cent of the proven bound, and often to the proof where scores of pairs are few whole numbers.
const DefaultWork = 4_500_000_000

// Quota is how many of some people each group has, such as one at least who can facilitate it.
type Quota struct {
	Name string // what the people have in common
	Of   []string
	Min  int
	Max  int // 0 sets no limit
}

// Groups is a plan of groups. Every person is in exactly one group or left out.
type Groups struct {
	Groups  []Group   `json:"groups"` // by the first member
	LeftOut []LeftOut `json:"left_out"`
	Proof
}

// Group is people who work together, in the order of the input.
type Group struct {
	Members []string `json:"members"`
	Times   []string `json:"times,omitzero"` // at which all are free, where times were given
	Pairs   []Pair   `json:"pairs"`          // each two members
	// Score is, for each member, the mean of what the others are worth with them, added up. So neither large groups nor
	// small ones score more for their size.
	Score float64 `json:"score"`
}

// Solve finds the best groups: as few people left out as it can, then the highest score. Small input is solved to the proven
// optimum. Where the work runs out before, the plan is the best found, and its bound says how much better one could be.
//
// The method is column generation: a linear programme over groups prices people, a search with bounds looks for groups worth
// more than the prices of their members, and what the prices add up to is the bound, in whole numbers. Annealing finds
// plans, and so does following the programme down group by group; a search over all groups that the bound leaves possible
// closes the gap. Where all scores are multiples of something, so are those of plans, and the bound is rounded down to one.
//
// The error is a *[practice.DataError] for input that is at fault, an *[InfeasibleError], or that of the context; with the
// last comes the best plan so far.
func (g Grouping) Solve(ctx context.Context) (Groups, error) {
	p, err := g.problem()
	if err != nil {
		return Groups{}, err
	}
	s := &solver{problem: p, ctx: ctx, limit: g.Work, seed: g.Seed}
	if s.limit == 0 {
		s.limit = DefaultWork
	}
	s.run()
	if s.best == nil {
		if err := ctx.Err(); err != nil {
			return Groups{}, err
		}
		return Groups{}, p.impossible()
	}
	return g.result(p, s), ctx.Err()
}

func (g Grouping) result(p *problem, s *solver) Groups {
	var out Groups
	for _, units := range s.best.groups {
		out.Groups = append(out.Groups, g.group(p, units))
	}
	for _, u := range s.best.out {
		for _, i := range p.units[u].people {
			out.LeftOut = append(out.LeftOut, LeftOut{g.People[i], p.why(u, g.People)})
		}
	}
	out.Proof = Proof{Score: points(s.best.score), Bound: points(max(s.best.score, s.bound())), Work: s.work}
	return out
}

func (g Grouping) group(p *problem, units []int) Group {
	var out Group
	people := p.people(units)
	for x, i := range people {
		out.Members = append(out.Members, g.People[i])
		for _, j := range people[x+1:] {
			w := g.Worth(g.People[i], g.People[j])
			out.Pairs = append(out.Pairs, Pair{g.People[i], g.People[j], points(p.pair[i][j]), w.Terms})
		}
	}
	for t, name := range p.times {
		if p.common(units).has(t) {
			out.Times = append(out.Times, name)
		}
	}
	v, _ := p.value(units)
	out.Score = points(v)
	return out
}

// why says why a unit is in no group.
func (p *problem) why(u int, names []string) string {
	free := 0
	for v := range p.units {
		if v != u && !p.barred[u].has(v) {
			free++
		}
	}
	size := p.units[u].size
	if free == 0 && size < p.min {
		return "May be in a group with nobody: " + p.bar(u, names)
	}
	if p.countFits(len(names)) {
		return "No plan was found that has room for everybody within the bars, quotas and times; leaving this person out costs least."
	}
	return fmt.Sprintf("%d people do not divide into %s; leaving this person out costs least.", len(names), p.shape())
}
