package rules

import (
	"slices"
	"strings"
)

// maxTrials bounds the values tried for one rule.
const maxTrials = 600

// Opens looks for the smallest set of facts that lets a rule apply and hold. when is nil for a rule that always applies.
// Facts for which fixed holds stay as they are. What follows from other facts is taken for a fact of its own.
func Opens(when, check *Program, f Facts, fixed func(path string) bool) (found Remedy) {
	defer func() {
		if recover() != nil { // a getter is broken
			found = Remedy{}
		}
	}()
	s := &solver{tracing: check.tracing(f), fixed: fixed}
	goals := []*part{check.explained().root}
	if when != nil {
		goals = []*part{when.explained().root, goals[0]}
	}
	best, is := s.find(goals)
	if !is {
		return Remedy{Trials: s.trials}
	}
	// A list grows before its new entry is filled in.
	slices.SortStableFunc(best, func(a, b step) int {
		if a.on.path != b.on.path && strings.HasPrefix(b.on.path, a.path()+"[") {
			return -1
		}
		if strings.HasPrefix(a.on.path, b.path()+"[") {
			return 1
		}
		return 0
	})
	return Remedy{Changes: s.changes(goals, best), Trials: s.trials}
}

// find looks for the steps after which every goal holds.
func (s *solver) find(goals []*part) ([]step, bool) {
	best, found := s.all(goals, true, s.scope)
	if !found || !s.reaches(goals, best) {
		best, found = nil, false
	}
	if found {
		best = s.shrink(goals, best)
	}
	best, found = s.smaller(goals, best, found)
	return best, found
}

// step gives one fact a value.
type step struct {
	target
	value any // length, an int, of a list of records
}

type solver struct {
	*tracing
	fixed  func(string) bool
	trials int
}

func (s *solver) is(p *part, want bool, in *scope) bool {
	s.trials++
	return p.in(in).Value == want
}

func (s *solver) left() bool { return s.trials < maxTrials }

// with runs do with the steps taken.
func with(steps []step, do func()) {
	for _, st := range steps {
		defer st.on.give(st.field.Name, st.value)()
	}
	do()
}

func (s *solver) reaches(goals []*part, steps []step) (all bool) {
	with(steps, func() {
		all = !slices.ContainsFunc(goals, func(p *part) bool { return !s.is(p, true, s.scope) })
	})
	return all
}

// all finds steps after which every part is as wanted, each part being judged with the steps of those before it taken.
func (s *solver) all(parts []*part, want bool, in *scope) (steps []step, found bool) {
	found = true
	for _, p := range parts {
		var more []step
		with(steps, func() { more, found = s.solve(p, want, in) })
		if !found {
			return nil, false
		}
		steps = append(steps, more...)
	}
	return steps, true
}

// any finds the cheapest steps after which one part is as wanted.
func (s *solver) any(parts []*part, want bool, in *scope) (best []step, found bool) {
	for _, p := range parts {
		if steps, is := s.solve(p, want, in); is && (!found || cost(steps) < cost(best)) {
			best, found = steps, true
		}
	}
	return best, found
}

// solve finds steps after which a part is as wanted.
func (s *solver) solve(p *part, want bool, in *scope) ([]step, bool) {
	if s.is(p, want, in) {
		return nil, true
	}
	if !s.left() {
		return nil, false
	}
	switch p.joined {
	case "and", "or":
		if (p.joined == "and") == want {
			return s.all(p.parts, want, in)
		}
		return s.any(p.parts, want, in)
	case "not":
		return s.solve(p.parts[0], !want, in)
	case "if":
		return s.branch(p, want, in)
	case "all", "exists":
		if (p.joined == "all") == want {
			return s.everyEntry(p, want, in)
		}
		return s.someEntry(p, want, in)
	}
	return s.leaf(p, want, in)
}

// branch solves either branch, with its condition.
func (s *solver) branch(p *part, want bool, in *scope) (best []step, found bool) {
	for i, holds := range []bool{true, false} {
		first, is := s.solve(p.parts[0], holds, in)
		if !is {
			continue
		}
		var then []step
		with(first, func() { then, is = s.solve(p.parts[1+i], want, in) })
		if steps := slices.Concat(first, then); is && (!found || cost(steps) < cost(best)) {
			best, found = steps, true
		}
	}
	return best, found
}

func (s *solver) everyEntry(p *part, want bool, in *scope) (steps []step, found bool) {
	for _, e := range s.elements(p, in) {
		var more []step
		with(steps, func() { more, found = s.solve(p.parts[0], want, in.within(p.loop, e.value)) })
		if !found {
			return nil, false
		}
		steps = append(steps, more...)
	}
	return steps, s.left()
}

// someEntry makes one entry as wanted: one that is there or, where that is no dearer, a new one.
func (s *solver) someEntry(p *part, want bool, in *scope) (best []step, found bool) {
	for _, e := range s.elements(p, in) {
		if steps, is := s.solve(p.parts[0], want, in.within(p.loop, e.value)); is && (!found || cost(steps) < cost(best)) {
			best, found = steps, true
		}
	}
	for _, at := range in.targets(p.list) {
		if s.fixed(at.path()) {
			continue
		}
		add := s.newEntry
		if at.field.Elem.Kind != RecordOf {
			add = s.newText
		}
		if steps, is := add(p, at, want, in); is && (!found || cost(steps) < cost(best)) {
			best, found = steps, true
		}
	}
	return best, found
}

// newText adds a text that the condition names, or one of the closed list, to a list of texts.
func (s *solver) newText(p *part, at target, want bool, in *scope) ([]step, bool) {
	c := &candidates{part: p, literals: p.parts[0].literals}
	if at.field.Elem.Kind == String {
		c.list(at)
	}
	for _, st := range c.steps {
		reached := false
		with([]step{st}, func() { reached = s.is(p, want, in) })
		if reached {
			return []step{st}, true
		}
	}
	return nil, false
}

func (s *solver) newEntry(p *part, at target, want bool, in *scope) (steps []step, found bool) {
	before, _ := at.on.entries(at.field)
	longer := []step{{target: at, value: len(before) + 1}}
	with(longer, func() {
		entries, _ := at.on.entries(at.field)
		e := entries[len(entries)-1]
		found = true
		if p.elements != nil {
			steps, found = s.solve(p.elements, true, in.within(p.filter, e))
		}
		if found {
			var more []step
			with(steps, func() { more, found = s.solve(p.parts[0], want, in.within(p.loop, e)) })
			steps = append(steps, more...)
		}
	})
	return append(longer, steps...), found
}

// cost orders sets of steps: fewer facts first, then supplying what is not recorded before changing what is.
func cost(steps []step) int {
	total := 0
	var added []string
	for _, st := range steps {
		if _, grows := st.value.(int); grows {
			added = append(added, st.path()+"[")
		}
		if st.on.p == nil && slices.ContainsFunc(added, func(list string) bool { return strings.HasPrefix(st.on.path, list) }) {
			total++ // the fields of an added entry come with it
			continue
		}
		total += 100
		if st.field.Kind != ListOf && st.on.value(st.field) != nil {
			total += 10
		}
		if st.counted() {
			total += 20 // it takes something else to change it
		}
	}
	return total
}
