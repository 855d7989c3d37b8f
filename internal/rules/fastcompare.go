package rules

import (
	"math"
	"reflect"
	"slices"

	"cel.dev/cel-go/common/operators"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// negated is the test that holds where this one does not.
func (t test) negated() node {
	t.want = !t.want
	return fused(t)
}

// opposite is the comparison with its sides changed.
var opposite = map[string]string{operators.Less: operators.Greater, operators.LessEquals: operators.GreaterEquals,
	operators.Greater: operators.Less, operators.GreaterEquals: operators.LessEquals, operators.Equals: operators.Equals,
	operators.NotEquals: operators.NotEquals}

// comparison compiles a comparison with a constant: as a test where the other side lies in memory, and else as bounds put
// to what the other side gives.
func comparison(op string, left, right node) (node, bool) {
	if left.literal != nil {
		left, right, op = right, left, opposite[op]
	}
	if right.literal == nil {
		return node{}, false
	}
	if left.cell != nil && (left.cell.known != NotZero || left.kind == String || left.kind == Date || left.kind == ListOf) {
		if t, is := questionOf(left, right.literal); is {
			if t := newTest(left.cell, t); t.compare(op, right.literal) {
				return fused(t), true
			}
		}
	}
	n, is := bounded(op, left.fn, right.literal)
	if v, whole := right.literal.(int64); is && whole {
		low, high := bounds(op, v)
		want := op != operators.NotEquals
		switch {
		case left.counted != nil:
			n.plan = countPlan(left.counted, low, high, want)
		case left.since != nil:
			n.plan = spanPlan(left.since, false, low, high, want)
		case left.until != nil:
			n.plan = spanPlan(left.until, true, low, high, want)
		}
		if n.plan != nil && left.shared != nil {
			n.plan = orShared(n.plan, left.shared, n.fn.(boolFn))
		}
	}
	return n, is
}

// questionOf picks the question that compares a value in memory with a constant.
func questionOf(n node, constant any) (question, bool) {
	switch constant.(type) {
	case bool:
		return isTrue, n.kind == Bool
	case string:
		return isText, n.kind == String
	case caldate.Day:
		return withinDay, n.kind == Date
	}
	switch n.kind {
	case Int:
		_, whole := constant.(int64)
		ask, sized := intQuestions[n.cell.kind]
		return ask, sized && whole
	case ListOf:
		_, whole := constant.(int64)
		return withinLength, whole
	case Double:
		if n.cell.kind == reflect.Float32 {
			return withinFloat32, true
		}
		return withinFloat64, true
	}
	return 0, false
}

// compare sets what a test compares with, and reports whether it can.
func (t *test) compare(op string, constant any) bool {
	same := op == operators.Equals || op == operators.NotEquals
	t.want = op != operators.NotEquals
	switch v := constant.(type) {
	case bool:
		t.want = t.want == v
		return same
	case string:
		t.texts = []string{v}
		return same
	case caldate.Day:
		t.low, t.high = bounds(op, int64(v))
	case int64:
		if t.ask == withinFloat32 || t.ask == withinFloat64 {
			return t.compare(op, float64(v))
		}
		t.low, t.high = bounds(op, v)
	case float64:
		has := false
		t.from, t.to, has = floatBounds(op, v)
		return has
	}
	return true
}

// bounds are what a whole number must lie within, for != outside of. Where nothing does, low is above high.
func bounds(op string, v int64) (low, high int64) {
	switch {
	case op == operators.Less && v == math.MinInt64 || op == operators.Greater && v == math.MaxInt64:
		return 1, 0
	case op == operators.Less:
		return math.MinInt64, v - 1
	case op == operators.LessEquals:
		return math.MinInt64, v
	case op == operators.Greater:
		return v + 1, math.MaxInt64
	case op == operators.GreaterEquals:
		return v, math.MaxInt64
	}
	return v, v
}

// floatBounds are the same for a number; false where there are none.
func floatBounds(op string, v float64) (low, high float64, ok bool) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, 0, false
	}
	switch op {
	case operators.Less:
		return math.Inf(-1), math.Nextafter(v, math.Inf(-1)), true
	case operators.LessEquals:
		return math.Inf(-1), v, true
	case operators.Greater:
		return math.Nextafter(v, math.Inf(1)), math.Inf(1), true
	case operators.GreaterEquals:
		return v, math.Inf(1), true
	}
	return v, v, true
}

// bounded puts bounds to what a closure gives.
func bounded(op string, fn, constant any) (node, bool) {
	want := op != operators.NotEquals
	switch fn := fn.(type) {
	case intFn:
		if v, is := constant.(int64); is {
			low, high := bounds(op, v)
			return within(fn, low, high, want), true
		}
	case dayFn:
		if v, is := constant.(caldate.Day); is && v > 0 && v < caldate.Max {
			low, high := bounds(op, int64(v))
			return within(fn, caldate.Day(max(low, 0)), caldate.Day(min(high, int64(caldate.Max))), want), true
		}
	case doubleFn:
		v, is := constant.(float64)
		if n, whole := constant.(int64); whole {
			v, is = float64(n), true
		}
		if low, high, has := floatBounds(op, v); is && has {
			return within(fn, low, high, want), true
		}
	}
	return node{}, false
}

func within[T int64 | float64 | caldate.Day, F ~func(*frame) (T, status)](fn F, low, high T, want bool) node {
	return node{fn: boolFn(func(f *frame) (bool, status) {
		v, s := fn(f)
		if s != ok {
			return false, s
		}
		return (low <= v && v <= high) == want, ok
	})}
}

// anyText makes a test of membership in a list of texts.
func anyText(item node, texts []string) (node, bool) {
	if item.cell == nil || item.kind != String {
		return node{}, false
	}
	if len(texts) == 0 {
		return node{}, false
	}
	t := newTest(item.cell, isText)
	t.texts = slices.Clone(texts)
	return fused(t), true
}

// withToday compares a date in memory with today.
func (c *compiler) withToday(op string, left, right node) (node, bool) {
	date, of := left, op
	if left.today {
		date, of = right, opposite[op]
	}
	if left.today == right.today || date.cell == nil || date.kind != Date {
		return node{}, false
	}
	n, is := compared(op, left, right)
	if is {
		// The date is before today where the days from it until today are above 0.
		low, high := bounds(opposite[of], 0)
		n.plan = spanPlan(date.cell, false, low, high, op != operators.NotEquals)
	}
	return n, is
}
