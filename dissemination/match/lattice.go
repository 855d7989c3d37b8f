package match

// lattice says on which numbers the scores of plans lie, where those of pairs are whole multiples of something: whole points,
// say, or quarters. A bound then holds for the next such number below it as well, which is often the score of the best plan.
// It is the zero value where pairs have no such measure, or rounding could hide one.
type lattice struct {
	step   int64 // twice the measure of the pairs, in whole steps
	parts  int64 // into which the mean in a group divides it
	groups int64 // that there may be: the value of each is rounded down by less than a step
}

// widest is how large scores and divisors may be for products of them to fit.
const widest = 1000

func (p *problem) measure() lattice {
	measure, parts, people := int64(0), int64(1), 0
	for i, row := range p.pair {
		for _, v := range row[:i] {
			measure = divisor(measure, v)
		}
	}
	for size := p.min; size <= p.max; size++ {
		if parts *= int64(size-1) / divisor(parts, int64(size-1)); parts > widest {
			return lattice{}
		}
	}
	for u := range p.units {
		people += p.units[u].size
	}
	l := lattice{2 * measure, parts, int64(people / p.min)}
	if p.most > widest*grain || l.step < 4*l.parts*l.groups {
		return lattice{}
	}
	return l
}

// divisor is the greatest number that divides both.
func divisor(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}

// best reports whether nothing above a score lies on the lattice up to a bound.
func (l lattice) best(score, bound int64) bool {
	return l.step > 0 && floorDiv((bound+l.groups)*l.parts, l.step) <= -floorDiv(-score*l.parts, l.step)
}

// up is the next multiple of the step.
func (l lattice) up(v int64) int64 {
	if l.step == 0 {
		return v
	}
	return -floorDiv(-v, l.step) * l.step
}
