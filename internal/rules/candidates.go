package rules

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// candidates lists the values worth trying in a leaf: those at its threshold and beside it, those of closed lists, and
// those that the leaf itself names. The nearest come first.
func (s *solver) candidates(p *part, in *scope) []step {
	var targets []target
	for _, path := range p.ordered() {
		for _, at := range in.targets(path) {
			if !s.fixed(at.path()) && !slices.Contains(targets, at) {
				targets = append(targets, at)
			}
		}
	}
	c := &candidates{part: p, today: in.today, literals: p.literals}
	if p.left != nil && p.right != nil && p.op != "in" {
		c.left, c.right = p.left.in(in).Value, p.right.in(in).Value
	}
	for _, at := range targets {
		if at.field.Kind == ListOf {
			c.others = append(c.others, at.on.values(at.field)...)
		} else if v := at.on.value(at.field); v != nil {
			c.others = append(c.others, v)
		}
	}
	if params := s.values(p, in); params != nil {
		c.others = append(c.others, params...)
	}
	for _, at := range targets {
		c.of(at)
	}
	return c.steps
}

// ordered is what a part reads, the side that is held against a limit first.
func (p *part) ordered() []string {
	switch {
	case p.left == nil || p.right == nil || p.op == "in":
		return p.reads
	case !readsFacts(p.left):
		return slices.Concat(p.right.reads, p.reads)
	}
	return slices.Concat(p.left.reads, p.reads)
}

// values are those of the parameters that a part reads.
func (s *solver) values(p *part, in *scope) []any {
	var all []any
	for _, path := range p.reads {
		for _, r := range s.read(in, path) {
			if r.Value != nil && len(in.targets(path)) == 0 {
				all = append(all, r.Value)
			}
		}
	}
	return all
}

type candidates struct {
	part        *part
	today       caldate.Day
	left, right any
	literals    []any
	others      []any // what else the leaf reads
	steps       []step
}

// anything stands for a text that only has to be there.
const anything = "…"

func (c *candidates) add(at target, value any) {
	if value == at.on.value(at.field) && at.field.Kind != ListOf || slices.ContainsFunc(c.steps, func(o step) bool {
		return o.target == at && equalValues(o.value, value)
	}) {
		return
	}
	c.steps = append(c.steps, step{target: at, value: value})
}

func (c *candidates) of(at target) {
	switch at.field.Kind {
	case Bool:
		c.add(at, true)
		c.add(at, false)
	case Int:
		for _, n := range c.numbers(at) {
			c.add(at, int64(n))
		}
	case Double:
		for _, x := range c.numbers(at) {
			c.add(at, x)
		}
	case Date:
		for _, d := range c.days(at) {
			c.add(at, d)
		}
	case String:
		for _, t := range c.texts(at.field.Values) {
			c.add(at, t)
		}
	case RecordOf:
		if !at.on.has(at.field) {
			c.add(at, true)
		}
	case ListOf:
		c.list(at)
	}
}

// gap is how far the left side of the comparison is below the right one, in whole numbers or days.
func (c *candidates) gap() (float64, bool) {
	switch l := c.left.(type) {
	case int64:
		switch r := c.right.(type) {
		case int64:
			return float64(r - l), true
		case float64:
			return r - float64(l), true
		}
	case float64:
		switch r := c.right.(type) {
		case int64:
			return float64(r) - l, true
		case float64:
			return r - l, true
		}
	case caldate.Day:
		if r, is := c.right.(caldate.Day); is {
			return float64(r - l), true
		}
	}
	return 0, false
}

func (c *candidates) numbers(at target) []float64 {
	var all []float64
	beside := func(x float64) { all = append(all, x, x-1, x+1) }
	for _, v := range slices.Concat([]any{c.left, c.right}, c.literals, c.others) {
		switch n := v.(type) {
		case int64:
			beside(float64(n))
		case float64:
			beside(n)
		}
	}
	if gap, is := c.gap(); is {
		switch now := at.on.value(at.field).(type) {
		case int64:
			all = slices.Concat([]float64{float64(now) + gap, float64(now) + gap + 1, float64(now) + gap - 1, float64(now) - gap, float64(now) - gap - 1,
				float64(now) - gap + 1}, all)
		case float64:
			all = slices.Concat([]float64{now + gap, now + gap + 1, now + gap - 1, now - gap, now - gap - 1, now - gap + 1}, all)
		}
	}
	all = append(all, 0, 1)
	return slices.DeleteFunc(all, func(x float64) bool { return !c.real(at.field, x) })
}

// real reports whether a number can stand in a field: it lies between its ends, and what is counted or measured is not
// negative, unless a number that is here already is.
func (c *candidates) real(f *Field, x float64) bool {
	if !f.reaches(x) || x >= 0 || f.Least != nil {
		return f.reaches(x)
	}
	for _, v := range slices.Concat([]any{c.left, c.right}, c.literals, c.others) {
		switch n := v.(type) {
		case int64:
			if n < 0 {
				return true
			}
		case float64:
			if n < 0 {
				return true
			}
		}
	}
	return false
}

func (c *candidates) days(at target) []caldate.Day {
	var all []caldate.Day
	add := func(days ...caldate.Day) {
		for _, d := range days {
			if d > 0 && d <= caldate.Max {
				all = append(all, d)
			}
		}
	}
	beside := func(d caldate.Day) { add(d, d-1, d+1) }
	if c.part.op == "has" && c.today != 0 {
		add(c.today)
	}
	for _, v := range slices.Concat([]any{c.left, c.right}, c.others) {
		if d, is := v.(caldate.Day); is {
			beside(d)
		}
	}
	now, is := at.on.value(at.field).(caldate.Day)
	if is {
		if gap, is := c.gap(); is && gap > -1e6 && gap < 1e6 {
			n := caldate.Day(gap)
			add(now+n, now+n+1, now+n-1, now-n, now-n-1, now-n+1)
		}
	}
	if c.today != 0 {
		beside(c.today)
	}
	if from := max(now, c.today); from != 0 {
		add(from+2, from+3, from+4, from+5, from+6) // another day of the week
	}
	if len(all) == 0 {
		add(730120) // 1 January 2000, for a date that only has to be there
	}
	return all
}

// texts are those the leaf names and, of a closed list, all of it.
func (c *candidates) texts(closed []string) []string {
	var all []string
	for _, v := range slices.Concat(c.literals, []any{c.left, c.right}, c.others) {
		if t, is := v.(string); is && (closed == nil || slices.Contains(closed, t)) {
			all = append(all, t)
		}
	}
	if closed != nil {
		return append(all, closed...)
	}
	return append(all, anything)
}

// list tries a list with more entries, or fewer.
func (c *candidates) list(at target) {
	if at.field.Elem.Kind == String {
		var now []string
		for _, v := range at.on.values(at.field) {
			t, _ := v.(string)
			now = append(now, t)
		}
		for _, t := range c.texts(at.field.Elem.Values) {
			if !slices.Contains(now, t) {
				c.add(at, append(slices.Clip(now), t))
			}
		}
		return
	}
	if at.field.Elem.Kind != RecordOf {
		return
	}
	entries, _ := at.on.entries(at.field)
	now := len(entries)
	lengths := []int{now + 1}
	if gap, is := c.gap(); is && gap > -1000 && gap < 1000 {
		n := int(gap)
		lengths = []int{now + n, now - n, now + n + 1, now + n - 1, now - n - 1, now - n + 1, now + 1}
	}
	for _, n := range lengths {
		if n >= 0 && n != now && n < now+mostAdded {
			c.add(at, n)
		}
	}
}

// mostAdded bounds the entries that are tried at the end of a list.
const mostAdded = 20
