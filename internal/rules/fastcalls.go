package rules

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unsafe"

	"cel.dev/cel-go/common/ast"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// function compiles a call of a named function.
func (c *compiler) function(e ast.Expr, name string, args []node) (node, bool) {
	given := args
	if name != "size" {
		args = c.short(args)
	}
	switch name {
	case "size":
		if m := args[0].dict; m != nil {
			return node{fn: intFn(func(f *frame) (int64, status) {
				m, s := m.at(f)
				if s != ok {
					return 0, s
				}
				return int64(m.size()), ok
			})}, true
		}
		if l := args[0].list; l != nil {
			return node{fn: intFn(l.count), cell: args[0].cell, kind: args[0].kind, counted: l}, true
		}
		if f, is := args[0].fn.(textFn); is {
			return node{fn: intFn(func(fr *frame) (int64, status) { s, st := f(fr); return runes(s), st })}, true
		}
	case "double":
		if f, is := args[0].fn.(intFn); is {
			return node{fn: widened(f)}, true
		}
	case "date":
		if s, is := args[0].literal.(string); is {
			if d, err := caldate.Parse(s); err == nil {
				return constant(d)
			}
		}
	case "startsWith":
		return c.texts2(args, given, strings.HasPrefix)
	case "endsWith":
		return c.texts2(args, given, strings.HasSuffix)
	case "contains":
		return c.texts2(args, given, strings.Contains)
	case "matches":
		return matches(args)
	case "addDays", "addWeeks", "addMonths":
		return c.moved(e, name, args)
	case "daysBetween":
		n, is := days2(args, func(a, b caldate.Day) int64 { return int64(b) - int64(a) })
		switch from, to := args[0], args[1]; {
		case is && from.cell != nil && to.today:
			n.since = from.cell
		case is && from.today && to.cell != nil:
			n.until = to.cell
		}
		return n, is
	case "monthsBetween":
		return days2(args, func(a, b caldate.Day) int64 { return int64(a.MonthsUntil(b)) })
	case "year":
		return ofDay(args, func(d caldate.Day) int64 { y, _, _ := d.Civil(); return int64(y) })
	case "month":
		return ofDay(args, func(d caldate.Day) int64 { _, m, _ := d.Civil(); return int64(m) })
	case "academicYear":
		return ofDay(args, func(d caldate.Day) int64 { return int64(c.point.calendar.academicYear(d)) })
	case "dayOfWeek":
		if f, is := args[0].fn.(dayFn); is {
			return node{fn: textFn(func(fr *frame) (string, status) {
				d, s := f(fr)
				if s != ok {
					return "", s
				}
				return strings.ToLower(d.Weekday().String()), ok
			})}, true
		}
	case "sum", "avg", "median":
		if n, covered := c.folded(e, name, args[0]); covered {
			return n, true
		}
	}
	return c.bridged(e, args)
}

// texts2 holds a text against another. Given are the arguments before they were bounded.
func (c *compiler) texts2(args, given []node, test func(a, b string) bool) (node, bool) {
	l, is1 := args[0].fn.(textFn)
	r, is2 := args[1].fn.(textFn)
	if !is1 || !is2 {
		return node{}, false
	}
	if b, same := args[1].literal.(string); same {
		n := node{fn: boolFn(func(f *frame) (bool, status) {
			a, s := l(f)
			return s == ok && test(a, b), s
		})}
		switch most := c.point.limits.Text; {
		case given[0].key != nil:
			n.key = &keyNode{given[0].key.cell, given[0].key.key, test, b, most}
			n.plan = n.key.plan(false)
		case given[0].cell != nil && given[0].kind == String:
			n.plan = partPlan(given[0].cell, test, b, most)
		}
		return n, true
	}
	return node{fn: boolFn(strict[string, string, bool](l, r, func(_ *frame, a, b string) (bool, status) { return test(a, b), ok }))}, true
}

func matches(args []node) (node, bool) {
	f, is := args[0].fn.(textFn)
	pattern, fixed := args[1].literal.(string)
	if !is || !fixed {
		return node{}, false
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return node{}, false
	}
	return node{fn: boolFn(func(fr *frame) (bool, status) { s, st := f(fr); return st == ok && re.MatchString(s), st })}, true
}

func (c *compiler) moved(e ast.Expr, name string, args []node) (node, bool) {
	from, is1 := args[0].fn.(dayFn)
	by, is2 := args[1].fn.(intFn)
	if !is1 || !is2 {
		return node{}, false
	}
	beyond := c.faultAt(e, name+": the result is not between the years 1 and 9999")
	move := caldate.Day.AddDays
	switch name {
	case "addWeeks":
		move = func(d caldate.Day, n int) caldate.Day { return d.AddDays(7 * n) }
	case "addMonths":
		move = caldate.Day.AddMonths
	}
	return node{fn: dayFn(strict[caldate.Day, int64, caldate.Day](from, by, func(f *frame, d caldate.Day, n int64) (caldate.Day, status) {
		if n > math.MaxInt32 || n < math.MinInt32 {
			return 0, f.fail(beyond)
		}
		if d = move(d, int(n)); d == 0 {
			return 0, f.fail(beyond)
		}
		return d, ok
	}))}, true
}

func days2(args []node, count func(a, b caldate.Day) int64) (node, bool) {
	l, is1 := args[0].fn.(dayFn)
	r, is2 := args[1].fn.(dayFn)
	if !is1 || !is2 {
		return node{}, false
	}
	return node{fn: intFn(func(f *frame) (int64, status) {
		a, b, s := both(f, l, r)
		if s != ok {
			return 0, s
		}
		return count(a, b), ok
	})}, true
}

func ofDay(args []node, of func(caldate.Day) int64) (node, bool) {
	f, is := args[0].fn.(dayFn)
	if !is {
		return node{}, false
	}
	return node{fn: intFn(func(fr *frame) (int64, status) {
		d, s := f(fr)
		if s != ok {
			return 0, s
		}
		return of(d), ok
	})}, true
}

// mappedToItself makes of a list of numbers one that maps each to itself; nil where it holds something else.
func (c *compiler) mappedToItself(l *listNode) *listNode {
	itself := *l
	if itself.filter == nil {
		itself.slot = c.depth()
	}
	if l.elem.Kind != Int && l.elem.Kind != Double || itself.slot >= maxLoops {
		return nil
	}
	slot := itself.slot
	element := recordNode{site: &site{base: slot}, at: func(f *frame) unsafe.Pointer { return f.bases[slot] }}
	n, _ := reading(l.elem, &element, l.path)
	itself.mapped = n.fn
	return &itself
}

// folded compiles sum, avg and median over a list made by map.
func (c *compiler) folded(e ast.Expr, name string, arg node) (node, bool) {
	l := arg.list
	if l != nil && l.mapped == nil {
		l = c.mappedToItself(l)
	}
	if l == nil || l.mapped == nil {
		return node{}, false
	}
	overflow := c.faultAt(e, "the result is too large for a whole number")
	ints, whole := l.mapped.(intFn)
	if whole && name == "sum" {
		return node{fn: intFn(func(f *frame) (int64, status) { return sumInts(f, l, ints, overflow) })}, true
	}
	floats, is := l.mapped.(doubleFn)
	if whole {
		floats = widened(ints)
	} else if !is {
		return node{}, false
	}
	empty := c.faultAt(e, name+": "+nothing)
	return node{fn: doubleFn(func(f *frame) (float64, status) {
		var xs []float64
		if s := l.values(f, func() status { x, s := floats(f); xs = append(xs, x); return s }); s != ok {
			return 0, s
		}
		total := 0.0
		for _, x := range xs {
			total += x
		}
		switch {
		case name == "sum":
			return total, ok
		case len(xs) == 0:
			return 0, f.fail(empty)
		case name == "avg":
			return total / float64(len(xs)), ok
		}
		slices.Sort(xs)
		half := len(xs) / 2
		if len(xs)%2 == 1 {
			return xs[half], ok
		}
		return (xs[half-1] + xs[half]) / 2, ok
	})}, true
}

func sumInts(f *frame, l *listNode, value intFn, overflow error) (int64, status) {
	total, over := int64(0), false
	s := l.values(f, func() status {
		n, s := value(f)
		if s == ok {
			sum := total + n
			over = over || (sum > total) != (n > 0)
			total = sum
		}
		return s
	})
	if s == ok && over {
		return 0, f.fail(overflow)
	}
	return total, s
}
