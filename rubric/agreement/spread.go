package agreement

import "cmp"

// Spread is how far apart the ratings of one unit lie. It is what a discussion needs, more than any coefficient.
type Spread struct {
	// Unit is the unit's place in the ratings, from 0, and Ratings how many raters rated it.
	Unit, Ratings int
	// State is [Defined] with two ratings or more, else [NoPairs]; Range and MeanDifference are then 0 and mean
	// nothing. One rating is not agreement.
	State State
	// Min and Max are the lowest and the highest level given, and Median the middle one, half-way between the two
	// middle ones if the number of ratings is even. All are 0 where there is no rating.
	Min, Max int
	Median   float64
	// Range is Max - Min, in levels. Two levels or more call for a discussion.
	Range int
	// MeanDifference is the mean of |a-b| over all pairs of ratings of the unit (Gini's mean difference), in levels:
	// one dissenter among many makes the range large but this small.
	MeanDifference float64
}

// Spreads returns the spread of every unit, in the order of the units. To make an agenda, sort it with [WiderFirst].
// It assumes evenly spaced levels in MeanDifference and in an even-numbered Median; Min, Max and Range need only their
// order.
//
// Source: C. Gini, Variabilità e mutabilità (1912), for the mean difference.
func Spreads(r Ratings) []Spread {
	out := make([]Spread, len(r.units))
	for i, u := range r.units {
		out[i] = u.spread()
		out[i].Unit = i
	}
	return out
}

// WiderFirst orders spreads for a discussion: the larger range first, then the larger mean difference, then the order
// of the units; units with fewer than two ratings come last. It is made for [slices.SortFunc].
func WiderFirst(a, b Spread) int {
	if a.State != b.State {
		if a.State == Defined {
			return -1
		}
		if b.State == Defined {
			return 1
		}
	}
	return cmp.Or(
		cmp.Compare(b.Range, a.Range),
		cmp.Compare(b.MeanDifference, a.MeanDifference),
		cmp.Compare(a.Unit, b.Unit),
	)
}

func (u unit) spread() Spread {
	s := Spread{Ratings: u.total, State: NoPairs}
	if u.total == 0 {
		return s
	}
	// Each step from level k to k+1 is part of the difference of every pair that has one rating on either side.
	var below, apart float64
	total := float64(u.total)
	for k, n := range u.count {
		if n > 0 {
			if s.Min == 0 {
				s.Min = k + 1
			}
			s.Max = k + 1
		}
		below += n
		apart += below * (total - below)
	}
	s.Median = float64(u.nth((u.total+1)/2)+u.nth(u.total/2+1)) / 2
	if u.total > 1 {
		s.State = Defined
		s.Range = s.Max - s.Min
		s.MeanDifference = apart / (total * (total - 1) / 2)
	}
	return s
}

// nth returns the level of the nth lowest rating, from 1.
func (u unit) nth(n int) int {
	below := 0
	for k, c := range u.count {
		below += int(c)
		if below >= n {
			return k + 1
		}
	}
	return 0
}
