package agreement

// tally is all that the coefficients for many raters need to know of the ratings: how often each level, and each
// ordered pair of levels within a unit, occurs among the units that have the same number of ratings.
//
// The counts are whole numbers, so they come out the same in whatever order raters and units are given; a sum of
// fractions per unit would not. Making one costs O(units × levels²), whatever the number of raters.
type tally struct {
	levels int
	rated  int     // units with at least one rating
	paired int     // units with at least two
	groups []group // ascending by size, from 1
}

// group is the units that have the same number of ratings.
type group struct {
	size  float64   // ratings per unit
	units float64   // number of units
	level []float64 // ratings of each level
	pair  []float64 // ordered pairs of different raters, by the two levels
}

func count(r Ratings) tally {
	t := tally{levels: r.levels}
	slot, sizes := slots(r)
	q := r.levels
	room := make([]float64, len(sizes)*(q+q*q))
	t.groups = make([]group, len(sizes))
	for i, size := range sizes {
		t.groups[i] = group{size: float64(size), level: room[:q:q], pair: room[q : q+q*q : q+q*q]}
		room = room[q+q*q:]
	}
	for _, u := range r.units {
		if u.total == 0 {
			continue
		}
		t.rated++
		if u.total > 1 {
			t.paired++
		}
		t.groups[slot[u.total]].add(u)
	}
	return t
}

// slots returns the sizes that occur, ascending, and where each stands in that list.
func slots(r Ratings) (slot, sizes []int) {
	slot = make([]int, r.raters+1)
	for _, u := range r.units {
		slot[u.total]++
	}
	for size := 1; size < len(slot); size++ {
		if slot[size] > 0 {
			slot[size] = len(sizes)
			sizes = append(sizes, size)
		}
	}
	return slot, sizes
}

func (g *group) add(u unit) {
	g.units++
	q := len(g.level)
	for k, nk := range u.count {
		if nk == 0 {
			continue
		}
		g.level[k] += nk
		row := g.pair[k*q : (k+1)*q]
		for l, nl := range u.count {
			row[l] += nk * nl
		}
		row[k] -= nk // a rating is not paired with itself
	}
}

// prevalence returns π, the mean over the rated units of the share of its ratings that each level has.
func (t tally) prevalence() []float64 {
	pi := make([]float64, t.levels)
	for _, g := range t.groups {
		for k, n := range g.level {
			pi[k] += n / g.size
		}
	}
	for k := range pi {
		pi[k] /= float64(t.rated)
	}
	return pi
}

// used returns how many ratings each level has among the units with at least so many ratings, and how many there
// are of all levels.
func (t tally) used(least float64) (level []float64, total float64) {
	level = make([]float64, t.levels)
	for _, g := range t.groups {
		if g.size < least {
			continue
		}
		for k, n := range g.level {
			level[k] += n
			total += n
		}
	}
	return level, total
}

// oneLevel reports whether all ratings are of one level.
func oneLevel(level []float64, total float64) bool {
	for _, n := range level {
		if n == total {
			return true
		}
	}
	return false
}
