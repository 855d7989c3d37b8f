package match

// relaxedFrom is the number of people from which a bound by smaller groups is worth its work.
const relaxedFrom = 80

// relaxedSize is the size of the smaller groups: the largest of which all can be searched among two hundred people.
const relaxedSize = 4

// relax finds a first bound by smaller groups. The mean over the pairs of a group is the mean, over all its parts of some
// smaller size, of the means in these parts. So a plan, taken apart, is a plan of fractions of smaller groups with the same
// score, and prices at which no smaller group is worth more than its members hold for the larger ones too. Small groups can
// be searched in full where large ones are too many. Bars and times hold for the parts of a group as well; quotas and the
// number of groups are let go.
func (s *solver) relax() {
	if relaxedSize >= s.min || len(s.units) < relaxedFrom || len(s.units) != len(s.pair) || s.spent() {
		return
	}
	p := *s.problem
	p.min, p.max, p.groups, p.quotas, p.lattice = relaxedSize, relaxedSize, 0, nil, lattice{}
	small := &solver{problem: &p, ctx: s.ctx, limit: s.work + (s.limit-s.work)*2/3, work: s.work, seed: s.seed, leave: s.leave,
		seen: map[string]bool{}}
	small.anneal(firstSteps)
	small.price(small.limit)
	s.work = small.work
	price := small.prices
	share := (small.upper - sum(price) + int64(len(price)) - 1) / int64(len(price))
	for u := range price {
		price[u] += share + 1 // a step for each rounding
	}
	s.prove(s.withGroups(price), 0, 0)
}

func sum(list []int64) int64 {
	all := int64(0)
	for _, v := range list {
		all += v
	}
	return all
}
