package rules

import (
	"math"
	"reflect"
	"slices"
	"unsafe"

	"cel.dev/cel-go/common/operators"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// test compares one value in memory with constants. Most of what rules ask is of this form, and a chain of them is answered
// in one loop without a call through a pointer for each.
type test struct {
	*cell
	ask       question
	want      bool // the answer for which the test holds
	low, high int64
	from, to  float64
	texts     []string
	date      bool // of isSet: whether the value is a date, which is not known while it is zero
}

type question uint8

const (
	isTrue question = iota
	isText
	isAnyText
	withinInt
	withinInt8
	withinInt16
	withinInt32
	withinUint8
	withinUint16
	withinUint32
	withinFloat32
	withinFloat64
	withinDay
	withinLength // of a list
	isSet
)

var intQuestions = map[reflect.Kind]question{reflect.Int64: withinInt, reflect.Int8: withinInt8, reflect.Int16: withinInt16,
	reflect.Int32: withinInt32, reflect.Uint8: withinUint8, reflect.Uint16: withinUint16, reflect.Uint32: withinUint32}

func init() {
	if unsafe.Sizeof(0) == 8 {
		intQuestions[reflect.Int] = withinInt
	}
}

// answer reads the value and compares it.
func (t *test) answer(f *frame) (bool, status) {
	p := t.cell.at(f)
	if p == nil {
		return t.absent(f)
	}
	yes := false
	zero := false // whether the value is the zero one
	switch t.ask {
	case isTrue:
		yes = *(*bool)(p)
		return yes == t.want, ok
	case isText:
		s := *(*string)(p)
		yes, zero = s == t.texts[0], s == ""
	case isAnyText:
		s := *(*string)(p)
		zero = s == ""
		for i := range t.texts {
			if s == t.texts[i] {
				yes = true
				break
			}
		}
	case withinFloat64:
		x := *(*float64)(p)
		yes, zero = t.from <= x && x <= t.to, x == 0
	case withinFloat32:
		x := float64(*(*float32)(p))
		yes, zero = t.from <= x && x <= t.to, x == 0
	case isSet:
		return t.isSet(p) == t.want, ok
	case withinDay:
		n := int64(*(*caldate.Day)(p))
		if n == 0 {
			return t.absent(f)
		}
		return (t.low <= n && n <= t.high) == t.want, ok
	case withinLength:
		s := *(*[]byte)(p)
		yes, zero = t.low <= int64(len(s)) && int64(len(s)) <= t.high, s == nil
	default:
		n := t.number(p)
		yes, zero = t.low <= n && n <= t.high, n == 0
	}
	if zero && t.known == NotZero {
		return t.absent(f)
	}
	return yes == t.want, ok
}

// number reads the whole number that bounds are put to.
func (t *test) number(p unsafe.Pointer) int64 {
	switch t.ask {
	case withinInt:
		return *(*int64)(p)
	case withinInt8:
		return int64(*(*int8)(p))
	case withinInt16:
		return int64(*(*int16)(p))
	case withinInt32:
		return int64(*(*int32)(p))
	case withinUint8:
		return int64(*(*uint8)(p))
	case withinUint16:
		return int64(*(*uint16)(p))
	}
	return int64(*(*uint32)(p))
}

// absent is the answer about what is not known: only has() has one.
func (t *test) absent(f *frame) (bool, status) {
	if t.ask == isSet {
		return !t.want, ok
	}
	return false, f.miss(t.path)
}

// isSet reports whether a value that is there holds anything.
func (t *test) isSet(p unsafe.Pointer) bool {
	if t.known != NotZero && !t.date {
		return true
	}
	switch t.kind {
	case reflect.Bool, reflect.Int8, reflect.Uint8:
		return *(*uint8)(p) != 0
	case reflect.Int16, reflect.Uint16:
		return *(*uint16)(p) != 0
	case reflect.Int32, reflect.Uint32:
		return *(*uint32)(p) != 0
	case reflect.Float32:
		return *(*float32)(p) != 0
	case reflect.Float64:
		return *(*float64)(p) != 0
	case reflect.String:
		return *(*string)(p) != ""
	case reflect.Int64:
		return *(*int64)(p) != 0
	case reflect.Int:
		return *(*int)(p) != 0
	}
	return *(*unsafe.Pointer)(p) != nil // a pointer, or the base of a slice
}

// fused makes a closure of a test and remembers the test, for a chain to take it in.
func fused(t *test) node { return node{fn: boolFn(t.answer), test: t} }

// opposite is the comparison with its sides changed.
var opposite = map[string]string{operators.Less: operators.Greater, operators.LessEquals: operators.GreaterEquals,
	operators.Greater: operators.Less, operators.GreaterEquals: operators.LessEquals, operators.Equals: operators.Equals,
	operators.NotEquals: operators.NotEquals}

// comparison makes a test of a comparison of a value in memory with a constant, where it is one.
func comparison(op string, left, right node) (node, bool) {
	if left.literal != nil {
		left, right, op = right, left, opposite[op]
	}
	c := left.cell
	if c == nil || right.literal == nil {
		return node{}, false
	}
	t := &test{cell: c, want: op != operators.NotEquals}
	switch v := right.literal.(type) {
	case bool:
		if op != operators.Equals && op != operators.NotEquals || left.kind != Bool {
			return node{}, false
		}
		t.ask, t.want = isTrue, t.want == v
	case string:
		if op != operators.Equals && op != operators.NotEquals || left.kind != String {
			return node{}, false
		}
		t.ask, t.texts = isText, []string{v}
	case int64:
		return t.integer(op, left.kind, v)
	case float64:
		return t.double(op, left.kind, v)
	case caldate.Day:
		if left.kind != Date {
			return node{}, false
		}
		t.ask = withinDay
		t.bounds(op, int64(v))
	default:
		return node{}, false
	}
	return fused(t), true
}

func (t *test) integer(op string, kind Kind, v int64) (node, bool) {
	switch kind {
	case Double:
		return t.double(op, kind, float64(v))
	case Int:
		ask, sized := intQuestions[t.kind]
		if !sized {
			return node{}, false
		}
		t.ask = ask
	case ListOf:
		t.ask = withinLength
	default:
		return node{}, false
	}
	t.bounds(op, v)
	return fused(t), true
}

func (t *test) double(op string, kind Kind, v float64) (node, bool) {
	if kind != Double || math.IsNaN(v) {
		return node{}, false
	}
	t.ask = withinFloat64
	if t.kind == reflect.Float32 {
		t.ask = withinFloat32
	}
	t.from, t.to = math.Inf(-1), math.Inf(1)
	switch op {
	case operators.Less:
		t.to = math.Nextafter(v, math.Inf(-1))
	case operators.LessEquals:
		t.to = v
	case operators.Greater:
		t.from = math.Nextafter(v, math.Inf(1))
	case operators.GreaterEquals:
		t.from = v
	default:
		t.from, t.to = v, v
	}
	return fused(t), !(op == operators.Less && math.IsInf(v, -1) || op == operators.Greater && math.IsInf(v, 1))
}

// bounds sets what a whole number must lie within. Where nothing does, low is above high.
func (t *test) bounds(op string, v int64) {
	t.low, t.high = math.MinInt64, math.MaxInt64
	switch op {
	case operators.Less:
		if t.high = v - 1; v == math.MinInt64 {
			t.low, t.high = 1, 0
		}
	case operators.LessEquals:
		t.high = v
	case operators.Greater:
		if t.low = v + 1; v == math.MaxInt64 {
			t.low, t.high = 1, 0
		}
	case operators.GreaterEquals:
		t.low = v
	default:
		t.low, t.high = v, v
	}
}

// anyText makes a test of membership in a list of texts.
func anyText(item node, texts []string) (node, bool) {
	if item.cell == nil || item.kind != String {
		return node{}, false
	}
	return fused(&test{cell: item.cell, ask: isAnyText, want: true, texts: slices.Clone(texts)}), true
}

// negated is the test that holds where this one does not.
func (t *test) negated() node {
	n := *t
	n.want = !t.want
	return fused(&n)
}
