package rules

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Change is a fact to supply, or to change, so that a rule passes.
type Change struct {
	Path  string `json:"path"`
	Label string `json:"label,omitzero"` // what the fact means
	Unit  string `json:"unit,omitzero"`  // what its numbers count
	Ask   string `json:"ask,omitzero"`   // the role that usually knows
	// Has is what the facts hold, nil when it is not recorded. To is what would do: a value, or nil for anything at all. Of a
	// list both are how many entries it has.
	Has any `json:"has,omitempty"`
	To  any `json:"to,omitempty"`
	// Or says which values beside To would do as well: "or less", "or more", "or earlier", "or later"; empty for none that is
	// known.
	Or string `json:"or,omitzero"`

	record bool // it is a record, and recording it is enough
}

// Remedy is the smallest set of facts found that lets a rule pass. Nothing is guessed: with these values it does.
type Remedy struct {
	Changes []Change `json:"changes,omitempty"` // in the order of the rule; nil when none was found
	Trials  int      `json:"trials"`            // how many values were tried
}

// Lines tells the remedy in words, a line for each fact.
func (r Remedy) Lines() []string {
	if len(r.Changes) == 0 {
		return []string{fmt.Sprintf("nothing was found that would let it pass; %d values were tried", r.Trials)}
	}
	lines := make([]string, len(r.Changes))
	for i, c := range r.Changes {
		lines[i] = c.String()
		if c.Ask != "" {
			lines[i] += "; ask the " + c.Ask
		}
	}
	return lines
}

// maxTrials bounds the values tried for one rule.
const maxTrials = 600

// Opens looks for the smallest set of facts that lets a rule apply and hold. when is nil for a rule that always applies.
// Facts for which fixed holds stay as they are. What follows from other facts is taken for a fact of its own.
func Opens(when, check *Program, f Facts, fixed func(path string) bool) Remedy {
	s := &solver{tracing: check.tracing(f), fixed: fixed}
	goals := []*part{check.explained().root}
	if when != nil {
		goals = []*part{when.explained().root, goals[0]}
	}
	best, found := s.all(goals, true, s.scope)
	if !found || !s.reaches(goals, best) {
		best, found = nil, false
	}
	if found {
		best = s.shrink(goals, best)
	}
	best, found = s.smaller(goals, best, found)
	if !found {
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

// step gives one fact a value.
type step struct {
	target
	value any  // length, an int, of a list of records
	free  bool // whatever the value
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
		if s.fixed(at.path()) || at.field.Elem.Kind != RecordOf {
			continue
		}
		if steps, is := s.newEntry(p, at, want, in); is && (!found || cost(steps) < cost(best)) {
			best, found = steps, true
		}
	}
	return best, found
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
	}
	return total
}

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

// changes puts steps into words that do not need the mirror.
func (s *solver) changes(goals []*part, steps []step) []Change {
	all := make([]Change, len(steps))
	for i, st := range steps {
		c := Change{Path: st.path(), Label: st.field.Doc, Unit: st.field.Unit, Ask: st.field.Ask, Has: st.on.value(st.field), To: st.value}
		c.record = st.field.Kind == RecordOf
		switch to := st.value.(type) {
		case []string:
			if c.To = len(to); to[len(to)-1] != anything {
				c.To = to[len(to)-1] // the text to add
			}
		case string:
			if st.free {
				c.To = nil
			}
		default:
			if st.free && st.field.Kind != RecordOf && st.field.Kind != ListOf {
				c.To = nil
			} else {
				c.Or = s.direction(goals, steps, i)
			}
		}
		all[i] = c
	}
	return all
}

// direction tells whether the values below or above would do as well.
func (s *solver) direction(goals []*part, steps []step, i int) string {
	does := func(by int) bool {
		to, is := moved(steps[i].value, by)
		if !is {
			return false
		}
		other := slices.Clone(steps)
		other[i].value = to
		return s.reaches(goals, other)
	}
	words := [2]string{"or less", "or more"}
	if _, is := steps[i].value.(caldate.Day); is {
		words = [2]string{"or earlier", "or later"}
	}
	switch below, above := does(-1), does(1); {
	case below && !above:
		return words[0]
	case above && !below:
		return words[1]
	}
	return ""
}

// moved is a value some steps on: whole numbers and days by one each.
func moved(value any, by int) (any, bool) {
	switch v := value.(type) {
	case int:
		return v + by, v+by >= 0
	case int64:
		return v + int64(by), true
	case float64:
		return v + float64(by), true
	case caldate.Day:
		d := v.AddDays(by)
		return d, d != 0
	}
	return nil, false
}

// String tells the change in words.
func (c Change) String() string {
	name := c.Path
	if c.Label != "" {
		name += " (" + c.Label + ")"
	}
	to := "anything"
	if c.To != nil {
		to = Format(c.To)
		if c.Unit != "" {
			to += " " + c.Unit
		}
	}
	if c.Or != "" {
		to += " " + c.Or
	}
	before, list := c.Has.(int)
	after, counts := c.To.(int)
	switch {
	case list && counts && after > before:
		return fmt.Sprintf("add %d %s to %s", after-before, plural(after-before, "entry", "entries"), name)
	case list && counts:
		return fmt.Sprintf("take %d %s out of %s", before-after, plural(before-after, "entry", "entries"), name)
	case list:
		return "add " + to + " to " + name
	case c.Has == nil && (c.To == nil || c.To == true && c.record):
		return "record " + name
	case c.Has == nil:
		return "record " + name + " as " + to
	}
	return "change " + name + " from " + Format(c.Has) + " to " + to
}
