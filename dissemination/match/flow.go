package match

// flow is a transportation problem solved by successive best augmenting paths. After each person added, the assignment is
// the best for the people so far. Being left out is one more place, without a limit.
type flow struct {
	value    [][]int64 // by person and place
	open     [][]bool
	min, max []int

	at     []int // place of each person added, out() for none
	load   []int
	people [][]int // who is at each place, ascending
	work   int

	best []gain // of the path that ends at each place; reused
	from []int  // place before it on that path, or -1
	by   []int  // who moves along the last step
}

// gain is what a change brings, compared in order: seats that places must fill, people placed, score.
type gain struct {
	seats, placed int
	score         int64
}

func (g gain) plus(h gain) gain {
	return gain{g.seats + h.seats, g.placed + h.placed, g.score + h.score}
}

func (g gain) over(h gain) bool {
	if g.seats != h.seats {
		return g.seats > h.seats
	}
	if g.placed != h.placed {
		return g.placed > h.placed
	}
	return g.score > h.score
}

func (f *flow) out() int { return len(f.max) }

func (f *flow) start() {
	n := len(f.max) + 1
	f.load, f.people = make([]int, n), make([][]int, n)
	f.best, f.from, f.by = make([]gain, n), make([]int, n), make([]int, n)
}

// worth is what person i at place j counts; whether that is allowed comes with it.
func (f *flow) worth(i, j int) (gain, bool) {
	if j == f.out() {
		return gain{}, true
	}
	return gain{placed: 1, score: f.value[i][j]}, f.open[i][j]
}

// add gives person i the place that is best for all, with whatever moves of others it takes.
func (f *flow) add(i int) {
	f.paths(i)
	end, most := f.out(), f.best[f.out()]
	for j := range f.max {
		if f.from[j] == unreached || f.load[j] == f.max[j] {
			continue
		}
		g := f.best[j]
		if f.load[j] < f.min[j] {
			g.seats++
		}
		if g.over(most) {
			end, most = j, g
		}
	}
	f.at = append(f.at, -1)
	for j := end; ; j = f.from[j] {
		f.move(f.by[j], j)
		if f.from[j] == entry {
			break
		}
	}
	f.load[end]++
}

const (
	unreached = -2
	entry     = -1
)

// paths finds the best path from person i to each place: i takes one, somebody there moves on, and so forth. No round trip
// gains anything, since the assignment so far is the best; so a path is final once nothing improves any more.
func (f *flow) paths(i int) {
	for j := range f.best {
		f.from[j] = unreached
		if g, ok := f.worth(i, j); ok {
			f.best[j], f.from[j], f.by[j] = g, entry, i
		}
	}
	for changed := true; changed; {
		changed = false
		for p := range f.best {
			if f.from[p] == unreached || p == f.out() {
				continue
			}
			f.work += len(f.people[p]) * len(f.best)
			for _, k := range f.people[p] {
				away, _ := f.worth(k, p)
				start := f.best[p].plus(gain{placed: -away.placed, score: -away.score})
				for q := range f.best {
					g, ok := f.worth(k, q)
					if !ok || q == p {
						continue
					}
					if g = start.plus(g); f.from[q] == unreached || g.over(f.best[q]) {
						f.best[q], f.from[q], f.by[q], changed = g, p, k, true
					}
				}
			}
		}
	}
}

func (f *flow) move(k, to int) {
	if from := f.at[k]; from >= 0 {
		f.people[from] = without(f.people[from], k)
	}
	f.at[k] = to
	f.people[to] = append(f.people[to], k)
}

func without(list []int, v int) []int {
	kept := list[:0]
	for _, w := range list {
		if w != v {
			kept = append(kept, w)
		}
	}
	return kept
}

// instead finds who would be left out, and what would be lost, if person i, who is left out, were taken in.
func (f *flow) instead(i int) (who int, loss int64, ok bool) {
	f.paths(i)
	who, loss, ok = -1, 0, false
	for p := range f.max {
		if f.from[p] == unreached {
			continue
		}
		for _, k := range f.people[p] {
			if l := f.value[k][p] - f.best[p].score; f.best[p].placed == 1 && (!ok || l < loss) {
				who, loss, ok = k, l, true
			}
		}
	}
	return who, loss, ok
}
