package rules

import "slices"

// shrink leaves out the steps that are not needed.
func (s *solver) shrink(goals []*part, steps []step) []step {
	for i := 0; i < len(steps); {
		without := slices.Delete(slices.Clone(steps), i, i+1)
		if s.reaches(goals, without) {
			steps = without
		} else {
			i++
		}
	}
	return steps
}

// smaller tries every fact by itself, and every two, where more were needed so far: one fact may serve two clauses.
func (s *solver) smaller(goals []*part, best []step, found bool) ([]step, bool) {
	if found && len(best) <= 1 {
		return best, true
	}
	var all []step
	for _, g := range goals {
		s.gather(g, s.scope, &all)
	}
	try := func(steps ...step) {
		if s.left() && (!found || cost(steps) < cost(best)) && s.reaches(goals, steps) {
			best, found = slices.Clone(steps), true
		}
	}
	for _, a := range all {
		try(a)
	}
	if found && len(best) <= 2 {
		return best, true
	}
	for i, a := range all {
		for _, b := range all[i+1:] {
			if a.target != b.target {
				try(a, b)
			}
		}
	}
	return best, found
}

// gather lists what the leaves of a part may be given.
func (s *solver) gather(p *part, in *scope, all *[]step) {
	switch p.joined {
	case "":
		for _, c := range s.candidates(p, in) {
			if !slices.ContainsFunc(*all, func(o step) bool { return o.target == c.target && equalValues(o.value, c.value) }) {
				*all = append(*all, c)
			}
		}
	case "all", "exists":
		for _, e := range s.elements(p, in) {
			s.gather(p.parts[0], in.within(p.loop, e.value), all)
		}
	default:
		for _, x := range p.parts {
			s.gather(x, in, all)
		}
	}
}

func equalValues(a, b any) bool {
	if x, is := a.([]string); is {
		y, is := b.([]string)
		return is && slices.Equal(x, y)
	}
	if _, is := b.([]string); is {
		return false
	}
	return a == b
}
