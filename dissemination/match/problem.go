package match

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// bitset is a set of small numbers.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) clear(i int)    { b[i/64] &^= 1 << (i % 64) }
func (b bitset) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bitset) has(i int) bool { return b[i/64]>>(i%64)&1 == 1 }

func (b bitset) and(c bitset) bitset {
	d := make(bitset, len(b))
	for i := range b {
		d[i] = b[i] & c[i]
	}
	return d
}

func (b bitset) meets(c bitset) bool {
	for i := range b {
		if b[i]&c[i] != 0 {
			return true
		}
	}
	return false
}

func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// unit is people who stay together, mostly one.
type unit struct {
	people []int
	size   int
	inside int64 // what the pairs among them add up to
	free   bitset
	quota  []int // how many of each quota are among them
}

// problem is a grouping in numbers.
type problem struct {
	units    []unit
	worth    [][]int64 // between units: the pairs added up
	barred   []bitset  // by unit
	pair     [][]int64 // between people
	reasons  map[[2]int]string
	min, max int
	groups   int // how many there must be; 0 is any
	quotas   []Quota
	times    []string
	timed    bool
	most     int64 // the largest score of a pair, either way
	lattice  lattice
}

// value returns what a group counts, and whether it keeps every constraint.
func (p *problem) value(units []int) (int64, bool) {
	sum, size := int64(0), 0
	for x, u := range units {
		sum += p.units[u].inside
		size += p.units[u].size
		for _, v := range units[x+1:] {
			sum += p.worth[u][v]
			if p.barred[u].has(v) {
				return 0, false
			}
		}
	}
	if size < p.min || size > p.max || p.timed && p.common(units).count() == 0 {
		return 0, false
	}
	for q := range p.quotas {
		if !p.quotas[q].holds(p.has(q, units)) {
			return 0, false
		}
	}
	return scaled(sum, size), true
}

// scaled turns the sum over pairs into the sum over members of the mean of what the others are worth, rounded down.
func scaled(sum int64, size int) int64 { return floorDiv(2*sum, int64(size-1)) }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func (p *problem) has(q int, units []int) int {
	n := 0
	for _, u := range units {
		n += p.units[u].quota[q]
	}
	return n
}

func (q Quota) holds(n int) bool { return n >= q.Min && (q.Max == 0 || n <= q.Max) }

// common are the times at which all of some units are free.
func (p *problem) common(units []int) bitset {
	if len(units) == 0 || !p.timed {
		return newBitset(len(p.times))
	}
	free := p.units[units[0]].free
	for _, u := range units[1:] {
		free = free.and(p.units[u].free)
	}
	return free
}

func (p *problem) people(units []int) []int {
	var all []int
	for _, u := range units {
		all = append(all, p.units[u].people...)
	}
	slices.Sort(all)
	return all
}

// countFits reports whether so many people divide into groups of these sizes, as many as there must be.
func (p *problem) countFits(n int) bool {
	if p.groups > 0 {
		return p.groups*p.min <= n && n <= p.groups*p.max
	}
	return (n+p.max-1)/p.max <= n/p.min
}

func (p *problem) shape() string {
	sizes := fmt.Sprintf("groups of %d to %d", p.min, p.max)
	if p.min == p.max {
		sizes = fmt.Sprintf("groups of %d", p.min)
	}
	if p.groups > 0 {
		return fmt.Sprintf("%d %s", p.groups, sizes)
	}
	return sizes
}

// bar gives the reasons for which a unit may not be with others.
func (p *problem) bar(u int, names []string) string {
	var all []string
	for _, i := range p.units[u].people {
		for j := range names {
			why := p.reasons[[2]int{min(i, j), max(i, j)}]
			if why != "" && !slices.Contains(all, why) {
				all = append(all, why)
			}
		}
	}
	if len(all) == 0 && p.timed {
		all = []string{"there is no time at which this person and another are both free."}
	}
	return strings.Join(first(all, 3), " ")
}

// impossible says what stands against any plan, as far as counting tells.
func (p *problem) impossible() error {
	if p.groups > 0 {
		return &InfeasibleError{Constraint: GroupSize, Why: fmt.Sprintf(
			"no plan with %s was found within the bars, quotas and times; ask for fewer, or lift some", p.shape())}
	}
	return &InfeasibleError{Constraint: GroupSize, Why: fmt.Sprintf(
		"no one group of %d to %d people keeps the bars, quotas and times; lift some", p.min, p.max)}
}
