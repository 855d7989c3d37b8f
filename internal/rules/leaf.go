package rules

import (
	"math"
	"slices"
	"strings"
)

// leaf tries values: one fact first, then what a new entry of a list needs, then two facts.
func (s *solver) leaf(p *part, want bool, in *scope) (best []step, found bool) {
	candidates := s.candidates(p, in)
	try := func(steps ...step) {
		if found && cost(best) <= cost(steps) || !s.left() {
			return
		}
		with(steps, func() {
			if s.is(p, want, in) {
				best, found = slices.Clone(steps), true
			}
		})
	}
	for _, c := range candidates {
		try(c)
	}
	for _, c := range candidates {
		if _, grows := c.value.(int); grows {
			for _, inner := range s.inside(c, p, in) {
				try(c, inner)
			}
		}
	}
	if !found {
		best, found = s.climb(p, want, in, candidates)
	}
	if found {
		return best, true
	}
	for i, a := range candidates {
		for _, b := range candidates[i+1:] {
			if a.target != b.target {
				try(a, b)
			}
		}
	}
	return best, found
}

// inside lists what the fields of an added entry may be given.
func (s *solver) inside(c step, p *part, in *scope) (all []step) {
	with([]step{c}, func() {
		for _, st := range s.candidates(p, in) {
			if strings.HasPrefix(st.on.path, c.path()+"[") && st.on.p == nil {
				all = append(all, st)
			}
		}
	})
	return all
}

// climb takes one step after another towards the limit of a comparison, each time the one that comes nearest: two more
// visits of a kind take two new entries.
func (s *solver) climb(p *part, want bool, in *scope, candidates []step) (steps []step, found bool) {
	now, is := distanceTo(p, in)
	for is && len(steps) < mostClimbed && s.left() {
		var next []step
		nearest := now
		try := func(more ...step) {
			with(append(slices.Clip(steps), more...), func() {
				if s.is(p, want, in) {
					next, found = slices.Clone(more), true
				} else if d, known := distanceTo(p, in); known && d < nearest && !found {
					next, nearest = slices.Clone(more), d
				}
			})
		}
		with(steps, func() { candidates = s.candidates(p, in) })
		for _, c := range candidates {
			if found || !s.left() {
				break
			}
			try(c)
			if n, grows := c.value.(int); grows && n == s.length(steps, c)+1 {
				with(steps, func() {
					for _, inner := range s.inside(c, p, in) {
						try(c, inner)
					}
				})
			}
		}
		if next == nil {
			return nil, false
		}
		steps = settled(append(steps, next...))
		if found {
			return steps, true
		}
		now = nearest
	}
	return nil, false
}

const mostClimbed = 12

// length is how long the list of a step is once other steps are taken.
func (s *solver) length(steps []step, c step) (n int) {
	with(steps, func() {
		entries, _ := c.on.entries(c.field)
		n = len(entries)
	})
	return n
}

// settled leaves the last of several steps with one fact.
func settled(steps []step) []step {
	var out []step
	for i, st := range steps {
		if !slices.ContainsFunc(steps[i+1:], func(o step) bool { return o.target == st.target }) {
			out = append(out, st)
		}
	}
	return out
}

// distanceTo is how far the two sides of a comparison are apart.
func distanceTo(p *part, in *scope) (float64, bool) {
	if p.left == nil || p.right == nil || p.op == "in" {
		return 0, false
	}
	c := candidates{left: p.left.in(in).Value, right: p.right.in(in).Value}
	gap, is := c.gap()
	return math.Abs(gap), is
}
