package rules

import "github.com/acl-beacon/beacon/internal/caldate"

// Threshold is a value of a fact at which a comparison turns.
type Threshold struct {
	Path string
	Text string // the comparison
	// Values are those just below it, at it and just above it.
	Values [3]any
}

// Thresholds finds, for one set of facts, the value of each fact at which a comparison turns. Of a list only the first entry
// is looked at. Facts for which fixed holds, and those that follow from others, are left out.
func (p *Program) Thresholds(f Facts, fixed func(path string) bool) (all []Threshold) {
	defer func() {
		if recover() != nil { // a getter is broken
			all = nil
		}
	}()
	s := &solver{tracing: p.tracing(f), fixed: fixed}
	s.thresholds(p.explained().root, s.scope, &all)
	return all
}

func (s *solver) thresholds(p *part, in *scope, all *[]Threshold) {
	switch p.joined {
	case "all", "exists":
		for _, e := range s.elements(p, in)[:min(1, len(s.elements(p, in)))] {
			s.thresholds(p.parts[0], in.within(p.loop, e.value), all)
		}
		return
	case "":
	default:
		for _, x := range p.parts {
			s.thresholds(x, in, all)
		}
		return
	}
	if p.left == nil || p.op == "in" || p.op == "==" || p.op == "!=" {
		return
	}
	c := candidates{left: p.left.in(in).Value, right: p.right.in(in).Value}
	gap, is := c.gap()
	if !is || gap > 1e6 || gap < -1e6 {
		return
	}
	for _, path := range p.ordered() {
		for _, at := range in.targets(path) {
			if s.fixed(at.path()) || at.counted() {
				continue
			}
			for _, by := range []float64{gap, -gap} {
				if value, found := turning(p, in, at, by); found {
					t := Threshold{Path: at.path(), Text: p.text}
					t.Values[0], _ = moved(value, -1)
					t.Values[1] = value
					t.Values[2], _ = moved(value, 1)
					*all = append(*all, t)
					return
				}
			}
		}
	}
}

// turning moves a fact by the gap of a comparison and reports whether its two sides are then alike.
func turning(p *part, in *scope, at target, by float64) (value any, found bool) {
	switch now := at.on.value(at.field).(type) {
	case int64:
		value = now + int64(by)
	case float64:
		value = now + by
	case caldate.Day:
		value = now + caldate.Day(by)
	default:
		return nil, false
	}
	with([]step{{target: at, value: value}}, func() {
		left, right := p.left.in(in).Value, p.right.in(in).Value
		found = left != nil && equalNumbers(left, right)
	})
	return value, found
}

func equalNumbers(a, b any) bool {
	if x, is := a.(int64); is {
		a = float64(x)
	}
	if y, is := b.(int64); is {
		b = float64(y)
	}
	return a == b
}

// Clauses lists the leaves of an expression, in order and once each.
func (p *Program) Clauses() []string {
	var all []string
	seen := map[string]bool{}
	var walk func(*part)
	walk = func(p *part) {
		if p.joined == "" && !seen[p.text] {
			seen[p.text] = true
			all = append(all, p.text)
		}
		for _, x := range p.parts {
			walk(x)
		}
	}
	walk(p.explained().root)
	return all
}
