package rules

import (
	"reflect"
	"unsafe"
)

// test compares one value in memory with constants. Most of what rules ask is of this form.
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

func answerOf(b bool) answer {
	if b {
		return yes
	}
	return no
}

// question is what a test asks.
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

// ranks is how many ranks there are.
const ranks = 4

// rank orders what && and || join by what it takes to ask. A program may ask in any order: where a part decides, it decides
// whatever the others come to, and where none does, all have been asked.
func (t *test) rank() int {
	switch {
	case t == nil:
		return 3
	case t.ask == isText:
		return 1
	case t.known == Always:
		return 0
	}
	return 2
}

func newTest(c *cell, ask question) test {
	return test{ask: ask, want: true, known: c.known, offset: c.offset, flag: c.flag, cell: c}
}

// fused makes a closure of a test and remembers the test.
func fused(t test) node {
	asks, slot, path := t.plan().laid(t.cell.base), t.cell.base, t.cell.path
	return node{test: &t, plan: t.plan(), fn: boolFn(func(f *frame) (bool, status) {
		p := f.bases[slot&(maxLoops-1)]
		if p == nil && t.ask >= isSet {
			return !t.want, ok // nothing is set in an absent record
		}
		if r := asks.about(f, p, asks.start); r != unsure {
			return r == yes, ok
		}
		return false, f.miss(path)
	})}
}
