package stats

import (
	"slices"

	"gonum.org/v1/gonum/floats"
)

// rankSum is the null distribution of twice the Mann-Whitney U of a first group of n1 among n1+n2 values whose ties
// form the given groups, from the smallest value up. The values are split in a lower and an upper half; each half is
// tabulated by how many of it fall in the first group, and tails are summed over the pairs of tables. That costs
// about an eighth of tabulating the whole.
type rankSum struct {
	n1, n2, n    int
	unit         int     // 2 without ties (U is whole), else 1 (U steps by halves)
	all          float64 // C(n, n1)
	lower, upper rankSumTable
}

// rankSumTable holds one half: ways[a][u] is the number of ways in which a of its size values fall in the first group
// with 2U = u units among themselves. Only rows up to half the size are kept: with the two groups changing places every
// win becomes a loss, so that row size-a is row a backwards. Rows that the group sizes rule out are nil.
type rankSumTable struct {
	size int
	ways [][]float64
}

// row returns ways[a], written into spare where it is kept as its mirror image; empty when there is none.
func (t *rankSumTable) row(a int, spare *[]float64) []float64 {
	kept := min(a, t.size-a)
	if kept < 0 || kept >= len(t.ways) {
		return nil
	}
	if kept == a {
		return t.ways[kept]
	}
	*spare = append((*spare)[:0], t.ways[kept]...)
	slices.Reverse(*spare)
	return *spare
}

// maxRankSumN keeps C(n, n1) inside a float64.
const maxRankSumN = 1000

// newRankSum returns false when the table would take too long; the caller then uses an approximation.
func newRankSum(n1, n2 int, groups []int) (rankSum, bool) {
	d := rankSum{n1: n1, n2: n2, n: n1 + n2, unit: 2}
	if d.n > maxRankSumN {
		return d, false
	}
	for _, m := range groups {
		if m > 1 {
			d.unit = 1
		}
	}
	split, below := 0, 0
	for split < len(groups) && (below+groups[split] <= d.n/2 || split == 0) {
		below += groups[split]
		split++
	}
	if d.work(groups[:split])+d.work(groups[split:]) > maxWork {
		return d, false
	}
	d.all = choose(d.n, n1)
	d.lower, d.upper = d.tabulate(groups[:split]), d.tabulate(groups[split:])
	return d, true
}

// rows is the range of counts a that so many values can send to the smaller of the two groups, up to most.
func (d rankSum) rows(size, most int) (from, to int) {
	return max(0, size-max(d.n1, d.n2)), min(size, d.n1, d.n2, most)
}

func (d rankSum) work(groups []int) int {
	most := sumOf(groups) / 2
	steps, size := 0, 0
	for _, m := range groups {
		from, to := d.rows(size, most)
		for a := from; a <= to; a++ {
			steps += (2*a*(size-a)/d.unit + 1) * (min(m, d.n1) + 1)
		}
		size += m
		if steps > maxWork {
			break
		}
	}
	return steps
}

func sumOf(counts []int) int {
	sum := 0
	for _, c := range counts {
		sum += c
	}
	return sum
}

// tabulate adds one group of tied values at a time. Rows are updated in place from the last to the first: the new row
// a is the old one plus shares of older rows, all of them before it.
func (d rankSum) tabulate(groups []int) rankSumTable {
	t := rankSumTable{size: sumOf(groups)}
	_, last := d.rows(t.size, t.size/2)
	t.ways = make([][]float64, last+1)
	for a := range t.ways {
		t.ways[a] = make([]float64, 2*a*(t.size-a)/d.unit+1)
	}
	t.ways[0][0] = 1
	size := 0
	for _, m := range groups {
		oldFrom, oldTo := d.rows(size, last)
		from, to := d.rows(size+m, last)
		t.add(size, m, [2]int{oldFrom, oldTo}, [2]int{from, to}, d.unit)
		size += m
	}
	from, _ := d.rows(size, last)
	for a := range from {
		t.ways[a] = nil
	}
	return t
}

// add brings a group of m tied values above the size values there are; old and now are the ranges of rows.
func (t *rankSumTable) add(size, m int, old, now [2]int, unit int) {
	ways := make([]float64, m+1)
	for k := range ways {
		ways[k] = choose(m, k)
	}
	for a := now[1]; a >= now[0]; a-- {
		for k := max(1, a-old[1]); k <= min(m, a-old[0]); k++ {
			// k values of this group join the first group: each beats the others below and ties with the m-k of its own
			// group.
			b := size - (a - k)
			shift, length := (2*k*b+k*(m-k))/unit, 2*(a-k)*b/unit+1
			floats.AddScaled(t.ways[a][shift:shift+length], ways[k], t.ways[a-k][:length])
		}
	}
}

// tails returns P(2U <= low) for each of the lows and P(2U >= high) for each of the highs.
func (d rankSum) tails(lows, highs []int) (atMost, atLeast []float64) {
	atMost, atLeast = make([]float64, len(lows)), make([]float64, len(highs))
	up, down := -1, 2*d.n1*d.n2+1
	for _, low := range lows {
		up = max(up, low)
	}
	for _, high := range highs {
		down = min(down, high)
	}
	var spare, other, prefix, suffix []float64
	for a := range d.lower.size + 1 {
		fromUpper := d.n1 - a
		row, above := d.lower.row(a, &spare), d.upper.row(fromUpper, &other)
		if len(row) == 0 || len(above) == 0 {
			continue
		}
		// Every first-group value above beats every second-group value below.
		between := 2 * fromUpper * (d.lower.size - a) / d.unit
		prefix, suffix = cumulate(above, prefix, suffix, floorDiv(up, d.unit)-between, -floorDiv(-down, d.unit)-between-len(row)+1)
		for i, low := range lows {
			atMost[i] += lowerPart(row, prefix, floorDiv(low, d.unit)-between)
		}
		for i, high := range highs {
			atLeast[i] += upperPart(row, suffix, -floorDiv(-high, d.unit)-between)
		}
	}
	floats.Scale(1/d.all, atMost)
	floats.Scale(1/d.all, atLeast)
	return atMost, atLeast
}

// cumulate sums a row from below into prefix, stored backwards so that it can be walked alongside another row, and
// from above into suffix, stored backwards too. Nobody asks for prefixes beyond upTo or suffixes before downTo.
func cumulate(row, prefix, suffix []float64, upTo, downTo int) (_, _ []float64) {
	n := len(row)
	if cap(prefix) < n {
		prefix, suffix = make([]float64, 2*n), make([]float64, 2*n)
	}
	prefix, suffix = prefix[:n], suffix[:n]
	sum := 0.0
	for i, ways := range row[:min(max(upTo+1, 0), n)] {
		sum += ways
		prefix[n-1-i] = sum
	}
	sum = 0
	for i := n - 1; i >= max(downTo, 0); i-- {
		sum += row[i]
		suffix[n-1-i] = sum
	}
	return prefix, suffix
}

// lowerPart is Σ row[u]·P(other <= limit-u), with P(other <= i) at prefix[last-i].
func lowerPart(row, prefix []float64, limit int) float64 {
	if limit < 0 {
		return 0
	}
	last := len(prefix) - 1
	row = row[:min(len(row), limit+1)]
	whole := min(max(limit-last, 0), len(row)) // for these u the whole other row counts
	sum := floats.Sum(row[:whole]) * prefix[0]
	if rest := row[whole:]; len(rest) > 0 {
		at := last - limit + whole
		sum += floats.Dot(rest, prefix[at:at+len(rest)])
	}
	return sum
}

// upperPart is Σ row[u]·P(other >= limit-u), with P(other >= i) at suffix[last-i].
func upperPart(row, suffix []float64, limit int) float64 {
	last := len(suffix) - 1
	first := max(limit-last, 0)
	if first >= len(row) {
		return 0
	}
	whole := min(max(limit, first), len(row)) // from here on the whole other row counts
	sum := floats.Sum(row[whole:]) * suffix[last]
	if rest := row[first:whole]; len(rest) > 0 {
		at := last - limit + first
		sum += floats.Dot(rest, suffix[at:at+len(rest)])
	}
	return sum
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// extremes returns the smallest and largest value of 2U that the ties allow.
func extremes(n1 int, groups []int) (low, high int) {
	n := 0
	for _, m := range groups {
		n += m
	}
	lowest := func(next func(i int) int) int {
		left, second, u := n1, 0, 0
		for i := range groups {
			m := next(i)
			k := min(left, m)
			u += 2*k*second + k*(m-k)
			left, second = left-k, second+m-k
		}
		return u
	}
	low = lowest(func(i int) int { return groups[i] })
	high = 2*n1*(n-n1) - lowest(func(i int) int { return groups[len(groups)-1-i] })
	return low, high
}
