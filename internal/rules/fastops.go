package rules

import (
	"cmp"
	"math"
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// logical compiles a chain of && or ||: the deciding value wins over everything, unknown over a fault.
func (c *compiler) logical(e ast.Expr, function string, deciding bool) (node, bool) {
	var terms []boolFn
	var plans [ranks][]plan
	var last node
	asks := false // whether any part asks something of memory
	for _, part := range flatten(e, function) {
		n, covered := c.compile(part)
		f, is := n.fn.(boolFn)
		if !covered || !is {
			return node{}, false
		}
		terms = append(terms, f)
		asks = asks || n.plan != nil
		if asked := n.key.after(last.key); asked != nil && !deciding {
			plans[ranks-1][len(plans[ranks-1])-1] = asked // the key and its text in one
		} else {
			rank := n.test.rank()
			plans[rank] = append(plans[rank], planOf(n))
		}
		last = n
	}
	out := node{fn: boolFn(func(f *frame) (bool, status) {
		mark := len(f.missing)
		for i, term := range terms {
			if v, s := term(f); s != ok {
				return undecided(f, mark, terms[i+1:], s, deciding)
			} else if v == deciding {
				return deciding, ok
			}
		}
		return !deciding, ok
	})}
	if asks {
		out.plan = joined(slices.Concat(plans[:]...), deciding)
	}
	return out, true
}

// undecided goes on with a chain after a term that had no answer.
func undecided(f *frame, mark int, rest []boolFn, worst status, deciding bool) (bool, status) {
	var fault error
	if worst == failed {
		fault = f.fault
	}
	for i := range rest {
		switch v, s := rest[i](f); s {
		case ok:
			if v == deciding {
				f.forget(mark)
				return deciding, ok
			}
		case unknown_:
			worst = unknown_
		case failed:
			if fault == nil {
				fault = f.fault
			}
			if worst == ok {
				worst = failed
			}
		}
	}
	if worst == failed {
		f.fault = fault
	}
	return !deciding, worst
}

func conditional(args []node) (node, bool) {
	when, is := args[0].fn.(boolFn)
	if !is {
		return node{}, false
	}
	switch yes := args[1].fn.(type) {
	case boolFn:
		n, is := choice(when, yes, args[2].fn)
		if is && (args[0].plan != nil || args[1].plan != nil || args[2].plan != nil) {
			n.plan = chosen(planOf(args[0]), planOf(args[1]), planOf(args[2]))
		}
		return n, is
	case intFn:
		return choice(when, yes, args[2].fn)
	case doubleFn:
		return choice(when, yes, args[2].fn)
	case textFn:
		return choice(when, yes, args[2].fn)
	case dayFn:
		return choice(when, yes, args[2].fn)
	}
	return node{}, false
}

func choice[T any, F ~func(*frame) (T, status)](when boolFn, yes F, other any) (node, bool) {
	no, is := other.(F)
	if !is {
		return node{}, false
	}
	return node{fn: F(func(f *frame) (v T, s status) {
		switch is, s := when(f); {
		case s != ok:
			return v, s
		case is:
			return yes(f)
		}
		return no(f)
	})}, true
}

// strict combines two operands as every call but == and != does: a fault on the left ends it, an unknown on the left takes
// in the unknowns on the right and hides a fault there.
func strict[A, B, R any](left func(*frame) (A, status), right func(*frame) (B, status), op func(*frame, A, B) (R, status)) func(*frame) (R, status) {
	return func(f *frame) (r R, s status) {
		a, b, s := both(f, left, right)
		if s != ok {
			return r, s
		}
		return op(f, a, b)
	}
}

// both evaluates two operands so.
func both[A, B any, F ~func(*frame) (A, status), G ~func(*frame) (B, status)](f *frame, left F, right G) (a A, b B, s status) {
	if a, s = left(f); s == ok {
		b, s = right(f)
		return a, b, s
	}
	if s == unknown_ {
		mark := len(f.missing)
		if _, s := right(f); s != unknown_ {
			f.forget(mark)
		}
	}
	return a, b, s
}

// compared compares two values.
func compared(op string, left, right node) (node, bool) {
	switch op {
	case operators.Equals:
		return equal(left, right, false)
	case operators.NotEquals:
		return equal(left, right, true)
	}
	return compare(op, left, right)
}

func equal(left, right node, not bool) (node, bool) {
	switch l := left.fn.(type) {
	case boolFn:
		if r, is := right.fn.(boolFn); is {
			return equals(l, r, not), true
		}
	case intFn:
		if r, is := right.fn.(intFn); is {
			return equals(l, r, not), true
		}
	case doubleFn:
		if r, is := right.fn.(doubleFn); is {
			return equals(l, r, not), true
		}
	case textFn:
		if r, is := right.fn.(textFn); is {
			return equals(l, r, not), true
		}
	case dayFn:
		if r, is := right.fn.(dayFn); is {
			return equals(l, r, not), true
		}
	}
	return node{}, false
}

// equals differs from strict in that a fault on the right wins over an unknown on the left.
func equals[T comparable, F ~func(*frame) (T, status)](left, right F, not bool) node {
	return node{fn: boolFn(func(f *frame) (bool, status) {
		mark := len(f.missing)
		a, s := left(f)
		if s == failed {
			return false, failed
		}
		b, t := right(f)
		switch {
		case t == failed:
			f.forget(mark)
			return false, failed
		case s == unknown_ || t == unknown_:
			return false, unknown_
		}
		return (a == b) != not, ok
	})}
}

// compare orders two values. A number that is none (NaN) is neither before nor after anything.
func compare(op string, left, right node) (node, bool) {
	switch l := left.fn.(type) {
	case boolFn: // false is before true
		if r, is := right.fn.(boolFn); is {
			return ordered(op, numbered(l), numbered(r)), true
		}
	case intFn:
		switch r := right.fn.(type) {
		case intFn:
			return ordered(op, l, r), true
		case doubleFn:
			return ordered(op, widened(l), r), true
		}
	case doubleFn:
		switch r := right.fn.(type) {
		case intFn:
			return ordered(op, l, widened(r)), true
		case doubleFn:
			return ordered(op, l, r), true
		}
	case textFn:
		if r, is := right.fn.(textFn); is {
			return ordered(op, l, r), true
		}
	case dayFn:
		if r, is := right.fn.(dayFn); is {
			return ordered(op, l, r), true
		}
	}
	return node{}, false
}

func numbered(f boolFn) intFn {
	return func(fr *frame) (int64, status) {
		v, s := f(fr)
		if v {
			return 1, s
		}
		return 0, s
	}
}

func widened(f intFn) doubleFn {
	return func(fr *frame) (float64, status) { n, s := f(fr); return float64(n), s }
}

func ordered[T cmp.Ordered, F ~func(*frame) (T, status)](op string, left, right F) node {
	switch op {
	case operators.Less:
		return node{fn: boolFn(func(f *frame) (bool, status) { a, b, s := both(f, left, right); return a < b, s })}
	case operators.LessEquals:
		return node{fn: boolFn(func(f *frame) (bool, status) { a, b, s := both(f, left, right); return a <= b, s })}
	case operators.Greater:
		return node{fn: boolFn(func(f *frame) (bool, status) { a, b, s := both(f, left, right); return a > b, s })}
	}
	return node{fn: boolFn(func(f *frame) (bool, status) { a, b, s := both(f, left, right); return a >= b, s })}
}

func (c *compiler) arithmetic(e ast.Expr, op string, args []node) (node, bool) {
	overflow := c.faultAt(e, "the result is too large for a whole number")
	if op == operators.Negate {
		switch f := args[0].fn.(type) {
		case intFn:
			return node{fn: intFn(func(fr *frame) (int64, status) {
				n, s := f(fr)
				if s == ok && n == math.MinInt64 {
					return 0, fr.fail(overflow)
				}
				return -n, s
			})}, true
		case doubleFn:
			return node{fn: doubleFn(func(fr *frame) (float64, status) { x, s := f(fr); return -x, s })}, true
		}
		return node{}, false
	}
	switch l := args[0].fn.(type) {
	case intFn:
		if r, is := args[1].fn.(intFn); is {
			zero := c.faultAt(e, "division by zero")
			return node{fn: intFn(strict[int64, int64, int64](l, r, func(f *frame, a, b int64) (int64, status) {
				if b == 0 && (op == operators.Divide || op == operators.Modulo) {
					return 0, f.fail(zero)
				}
				n, fits := whole(op, a, b)
				if !fits {
					return 0, f.fail(overflow)
				}
				return n, ok
			}))}, true
		}
	case doubleFn:
		if r, is := args[1].fn.(doubleFn); is && op != operators.Modulo {
			return node{fn: doubleFn(strict[float64, float64, float64](l, r, func(_ *frame, a, b float64) (float64, status) {
				return float(op, a, b), ok
			}))}, true
		}
	case textFn:
		if r, is := args[1].fn.(textFn); is && op == operators.Add {
			return node{fn: textFn(c.shortFn(strict[string, string, string](l, r, func(_ *frame, a, b string) (string, status) { return a + b, ok })))}, true
		}
	}
	return node{}, false
}

// whole does arithmetic on whole numbers and reports whether the result is one.
func whole(op string, a, b int64) (int64, bool) {
	switch op {
	case operators.Add:
		n := a + b
		return n, (n > a) == (b > 0)
	case operators.Subtract:
		n := a - b
		return n, (n < a) == (b > 0)
	case operators.Multiply:
		if a == 0 || b == 0 {
			return 0, true
		}
		n := a * b
		return n, n/b == a && !(a == -1 && b == math.MinInt64) && !(b == -1 && a == math.MinInt64)
	case operators.Divide:
		return a / b, !(a == math.MinInt64 && b == -1)
	}
	return a % b, !(a == math.MinInt64 && b == -1)
}

func float(op string, a, b float64) float64 {
	switch op {
	case operators.Add:
		return a + b
	case operators.Subtract:
		return a - b
	case operators.Multiply:
		return a * b
	}
	return a / b
}
