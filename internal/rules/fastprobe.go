package rules

import (
	"reflect"
	"slices"
	"unsafe"

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
