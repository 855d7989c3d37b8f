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

// plan is what a test asks.
func (t *test) plan() plan {
	return func(l *layout, yes, no spot) spot {
		if !t.want {
			yes, no = no, yes
		}
		c := t.cell
		if t.ask >= isSet {
			return t.set(l, yes, no)
		}
		at := t.value(l, yes, no)
		if c.known == Flag {
			at = l.at(c.site, c.flag, boundsAsk(askOctet, 1, 1, at, toUnsure))
		}
		return at
	}
}

// value asks what lies there, once its flag was looked at.
func (t *test) value(l *layout, yes, no spot) spot {
	c := t.cell
	switch t.ask {
	case isTrue:
		return l.at(c.site, c.offset, boundsAsk(askOctet, 1, 1, yes, no))
	case isText:
		m := &more{texts: newFewTexts(t.texts)}
		return l.at(c.site, c.offset, ask{how: askText, needed: t.known == NotZero, holds: yes, fails: no, absent: toUnsure, more: m})
	case withinFloat64:
		return l.at(c.site, c.offset, floatAsk(askFloat64, t.from, t.to, yes, no))
	case withinFloat32:
		return l.at(c.site, c.offset, floatAsk(askFloat32, t.from, t.to, yes, no))
	case withinDay:
		return t.unlessZero(l, askInt32, c.offset, askInt32, c.offset, yes, no)
	case withinLength:
		length := c.offset + unsafe.Sizeof(uintptr(0))
		if t.known != NotZero {
			return t.between(l, machineWord, length, yes, no)
		}
		return t.unlessZero(l, machineWord, length, machineWord, c.offset, yes, no)
	}
	return t.between(l, widths[c.kind], c.offset, yes, no)
}

func (t *test) between(l *layout, h how, offset uintptr, yes, no spot) spot {
	if t.low > t.high {
		return no // nothing lies there, but that it is known has been asked
	}
	return l.at(t.cell.site, offset, boundsAsk(h, t.low, t.high, yes, no))
}

// unlessZero asks for bounds, and whether what is at zeroAt is not zero, which says that the value is known. Where no zero is
// within the bounds that need not be asked first.
func (t *test) unlessZero(l *layout, h how, offset uintptr, zero how, zeroAt uintptr, yes, no spot) spot {
	known := func(then spot) spot { return l.at(t.cell.site, zeroAt, boundsAsk(zero, 0, 0, toUnsure, then)) }
	if t.low > t.high {
		return known(no)
	}
	if t.low <= 0 && 0 <= t.high {
		return known(t.between(l, h, offset, yes, no))
	}
	return t.between(l, h, offset, yes, known(no))
}

// set asks has().
func (t *test) set(l *layout, yes, no spot) spot {
	c := t.cell
	there := func(a ask) spot {
		a.absent = no // nothing is set in an absent record
		return l.at(c.site, a.offset, a)
	}
	at := func() spot {
		unlessZero := func(h how, offset uintptr) spot {
			a := boundsAsk(h, 0, 0, no, yes)
			a.offset = offset
			return there(a)
		}
		switch {
		case t.ask == isDated:
			return unlessZero(askInt32, c.offset)
		case t.known != NotZero:
			return there(ask{how: askThere, holds: yes, fails: yes})
		case c.kind == reflect.String:
			return unlessZero(machineWord, c.offset+unsafe.Sizeof(uintptr(0)))
		case c.kind == reflect.Float64, c.kind == reflect.Float32:
			a := floatAsk(map[reflect.Kind]how{reflect.Float64: askFloat64, reflect.Float32: askFloat32}[c.kind], 0, 0, no, yes)
			a.offset = c.offset
			return there(a)
		}
		return unlessZero(widths[c.kind], c.offset) // a pointer, a map or the base of a slice is a int64s
	}()
	if c.known == Flag {
		a := boundsAsk(askOctet, 1, 1, at, no)
		a.offset = c.flag
		at = there(a)
	}
	return at
}
