package rules

import (
	"math"
	"reflect"
	"slices"
	"unsafe"

	"cel.dev/cel-go/common/operators"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// test compares one value in memory with constants. Most of what rules ask is of this form. A test becomes a closure over a
// pointer to its record, which needs no frame, and tests of one record are answered by one another's side.
type test struct {
	ask       question
	want      bool // the answer for which the test holds
	known     Known
	offset    uintptr // from the record
	flag      uintptr
	low, high int64
	from, to  float64
	texts     []string
	cell      *cell
}

// answer is what a test comes to.
type answer uint8

const (
	no answer = iota
	yes
	unsure // the fact is not known
)

func answerOf(b bool) answer {
	if b {
		return yes
	}
	return no
}

// probe asks a test, or some, of the record at a pointer.
type probe func(unsafe.Pointer) answer

type question uint8

const (
	isTrue question = iota
	isText          // one of a few
	withinInt64
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
	isDated // of has() and a date, which is not known while it is zero
)

var intQuestions = map[reflect.Kind]question{reflect.Int64: withinInt64, reflect.Int8: withinInt8, reflect.Int16: withinInt16,
	reflect.Int32: withinInt32, reflect.Uint8: withinUint8, reflect.Uint16: withinUint16, reflect.Uint32: withinUint32}

func init() {
	if unsafe.Sizeof(0) == 8 {
		intQuestions[reflect.Int] = withinInt64
	}
}

func newTest(c *cell, ask question) test {
	return test{ask: ask, want: true, known: c.known, offset: c.offset, flag: c.flag, cell: c}
}

// chain is tests of one record, joined by && (decided by no) or || (by yes). A test alone is a chain that no decides.
type chain struct {
	site     site
	tests    []test
	probes   []probe // of each
	all      probe   // of all together
	deciding answer
}

func newChain(deciding answer, tests ...test) *chain {
	c := &chain{site: tests[0].cell.site, tests: slices.Clone(tests), deciding: deciding}
	for i := range c.tests {
		c.probes = append(c.probes, c.tests[i].probe())
	}
	c.all = joined(c.probes, deciding)
	return c
}

// takes reports whether a test is of the chain's record.
func (c *chain) takes(t test) bool {
	of := t.cell.site
	return of.base == c.site.base && slices.Equal(of.hops, c.site.hops)
}

// joined makes one probe of some. Each is called at a place of its own, so that the processor learns where the call goes.
func joined(all []probe, deciding answer) probe {
	next := yes
	if deciding == yes {
		next = no
	}
	switch a := all[0]; len(all) {
	case 1:
		return a
	case 2:
		b := all[1]
		return func(p unsafe.Pointer) answer {
			if r := a(p); r != next {
				return r
			}
			return b(p)
		}
	case 3:
		b, c := all[1], all[2]
		return func(p unsafe.Pointer) answer {
			if r := a(p); r != next {
				return r
			}
			if r := b(p); r != next {
				return r
			}
			return c(p)
		}
	}
	a, b, c, rest := all[0], all[1], all[2], joined(all[3:], deciding)
	return func(p unsafe.Pointer) answer {
		if r := a(p); r != next {
			return r
		}
		if r := b(p); r != next {
			return r
		}
		if r := c(p); r != next {
			return r
		}
		return rest(p)
	}
}

// answer asks the tests in order until one decides.
func (c *chain) answer(f *frame) (bool, status) {
	p := c.site.at(f)
	if p != nil {
		if r := c.all(p); r != unsure {
			return r == yes, ok
		}
	}
	return c.unsure(f, p)
}

// unsure asks all tests of the record at p, nil where it is absent, when one of them has no answer: the deciding value can
// still answer the chain.
func (c *chain) unsure(f *frame, p unsafe.Pointer) (bool, status) {
	mark, s := len(f.missing), ok
	for i := range c.tests {
		t, r := &c.tests[i], unsure
		if p != nil {
			r = c.probes[i](p)
		} else if t.ask >= isSet {
			r = answerOf(!t.want) // nothing is set in an absent record
		}
		if r == c.deciding {
			f.forget(mark)
			return r == yes, ok
		} else if r == unsure {
			s = f.miss(t.cell.path)
		}
	}
	return c.deciding == no, s
}

// probe makes the closure of a test.
func (t *test) probe() probe {
	ask, flag := t.value(), t.flag
	switch {
	case t.known != Flag:
		return ask
	case t.ask >= isSet:
		unset := answerOf(!t.want)
		return func(p unsafe.Pointer) answer {
			if !*(*bool)(unsafe.Add(p, flag)) {
				return unset
			}
			return ask(p)
		}
	}
	return func(p unsafe.Pointer) answer {
		if !*(*bool)(unsafe.Add(p, flag)) {
			return unsure
		}
		return ask(p)
	}
}

// value makes the closure of a test whose flag was looked at.
func (t *test) value() probe {
	offset, want, needed := t.offset, t.want, t.known == NotZero
	switch t.ask {
	case isTrue:
		return func(p unsafe.Pointer) answer { return answerOf(*(*bool)(unsafe.Add(p, offset)) == want) }
	case isText:
		return t.text()
	case withinInt64:
		return inside[int64](t)
	case withinInt8:
		return inside[int8](t)
	case withinInt16:
		return inside[int16](t)
	case withinInt32:
		return inside[int32](t)
	case withinUint8:
		return inside[uint8](t)
	case withinUint16:
		return inside[uint16](t)
	case withinUint32:
		return inside[uint32](t)
	case withinFloat64:
		from, to := t.from, t.to
		return func(p unsafe.Pointer) answer {
			x := *(*float64)(unsafe.Add(p, offset))
			return answerOf((from <= x && x <= to) == want)
		}
	case withinFloat32:
		from, to := t.from, t.to
		return func(p unsafe.Pointer) answer {
			x := float64(*(*float32)(unsafe.Add(p, offset)))
			return answerOf((from <= x && x <= to) == want)
		}
	case withinDay:
		low, high := t.low, t.high
		return func(p unsafe.Pointer) answer {
			n := int64(*(*caldate.Day)(unsafe.Add(p, offset)))
			if n == 0 {
				return unsure
			}
			return answerOf((low <= n && n <= high) == want)
		}
	case withinLength:
		low, high := t.low, t.high
		return func(p unsafe.Pointer) answer {
			s := *(*[]byte)(unsafe.Add(p, offset))
			if needed && s == nil {
				return unsure
			}
			return answerOf((low <= int64(len(s)) && int64(len(s)) <= high) == want)
		}
	case isDated:
		return func(p unsafe.Pointer) answer { return answerOf((*(*caldate.Day)(unsafe.Add(p, offset)) != 0) == want) }
	}
	if !needed {
		set := answerOf(want)
		return func(unsafe.Pointer) answer { return set }
	}
	switch t.cell.kind {
	case reflect.Pointer:
		return func(p unsafe.Pointer) answer {
			return answerOf((*(*unsafe.Pointer)(unsafe.Add(p, offset)) != nil) == want)
		}
	case reflect.String:
		return func(p unsafe.Pointer) answer { return answerOf((*(*string)(unsafe.Add(p, offset)) != "") == want) }
	}
	c := t.cell
	return func(p unsafe.Pointer) answer { return answerOf(c.isSet(unsafe.Add(p, offset)) == want) }
}

// text makes the closure that compares a text with one or a few.
func (t *test) text() probe {
	offset, want, needed := t.offset, t.want, t.known == NotZero
	switch a := t.texts[0]; len(t.texts) {
	case 1:
		return func(p unsafe.Pointer) answer {
			s := *(*string)(unsafe.Add(p, offset))
			if s == "" && needed {
				return unsure
			}
			return answerOf((s == a) == want)
		}
	case 2:
		b := t.texts[1]
		return func(p unsafe.Pointer) answer {
			s := *(*string)(unsafe.Add(p, offset))
			if s == "" && needed {
				return unsure
			}
			return answerOf((s == a || s == b) == want)
		}
	}
	texts := t.texts
	return func(p unsafe.Pointer) answer {
		s := *(*string)(unsafe.Add(p, offset))
		if s == "" && needed {
			return unsure
		}
		return answerOf(slices.Contains(texts, s) == want)
	}
}

// inside makes the closure that puts bounds to a whole number.
func inside[T int8 | int16 | int32 | int64 | uint8 | uint16 | uint32](t *test) probe {
	offset, low, high, want := t.offset, t.low, t.high, t.want
	return func(p unsafe.Pointer) answer {
		n := int64(*(*T)(unsafe.Add(p, offset)))
		return answerOf((low <= n && n <= high) == want)
	}
}

// isSet reports whether a value that is known by not being zero holds anything.
func (c *cell) isSet(p unsafe.Pointer) bool {
	switch c.kind {
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
func fused(t test) node {
	alone := newChain(no, t)
	return node{fn: alone.closure(), test: &t, chain: alone}
}

// closure is the chain as a closure. Two yes/no of one record, which is what many rules come to, take no call.
func (c *chain) closure() boolFn {
	if !c.flags() {
		return func(f *frame) (bool, status) { return c.answer(f) }
	}
	base, and := c.site.base&(maxLoops-1), c.deciding == no
	first, want := c.tests[0].offset, c.tests[0].want
	second, wantToo := c.tests[1].offset, c.tests[1].want
	return func(f *frame) (bool, status) {
		p := f.bases[base]
		if p == nil {
			return c.unsure(f, p)
		}
		if v := *(*bool)(unsafe.Add(p, first)) == want; v != and {
			return v, ok
		}
		return *(*bool)(unsafe.Add(p, second)) == wantToo, ok
	}
}

// flags reports whether the chain asks two yes/no that are always known and lie in the record a loop or the facts begin with.
func (c *chain) flags() bool {
	plain := func(t test) bool { return t.ask == isTrue && t.known == Always }
	return len(c.tests) == 2 && len(c.site.hops) == 0 && plain(c.tests[0]) && plain(c.tests[1])
}

// of reports whether the chain asks about the element that a loop stands at, and not about what it points to.
func (c *chain) of(slot int) bool { return c != nil && c.site.base == slot && len(c.site.hops) == 0 }

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
		if t, is := question0(left, right.literal); is {
			if t := newTest(left.cell, t); t.compare(op, right.literal) {
				return fused(t), true
			}
		}
	}
	return bounded(op, left.fn, right.literal)
}

// question0 picks the question that compares a value in memory with a constant.
func question0(n node, constant any) (question, bool) {
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
