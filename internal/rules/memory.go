package rules

import (
	"reflect"
	"slices"
	"unsafe"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Memory says where a field lies in its record's struct and when it is known. It says the same as the getter beside it.
type Memory struct {
	// Kind is that of the Go value: a number's width, Pointer or Struct of a record, Slice of a list, Int32 of a date.
	Kind   reflect.Kind
	Offset uintptr
	Known  Known
	Flag   uintptr // offset of the yes/no that says whether the value is known
	Stride uintptr // of a list's elements
}

// Known says how a value in memory shows that it is known.
type Known uint8

// The ways.
const (
	Always  Known = iota
	NotZero       // a text, date, pointer, list or number is not known while it is the zero value
	Flag          // a yes/no beside it says so, and a date must not be zero besides
)

// Flagged returns the memory of a value that a flag says is known. Nil where a flag does not say it all.
func (m *Memory) Flagged(flag uintptr) *Memory {
	if m == nil || m.Known == Flag || m.Kind == reflect.Pointer || m.Kind == reflect.Struct {
		return nil
	}
	flagged := *m
	flagged.Known, flagged.Flag = Flag, flag
	return &flagged
}

// path names a fact when it is missing. It is put together only then.
type path struct {
	fixed string
	made  func(*frame) string // where it depends on the element that a loop stands at
}

func (p path) in(f *frame) string {
	if p.made != nil {
		return p.made(f)
	}
	return p.fixed
}

// member is the path of a field below.
func (p path) member(name string) path {
	if p.made == nil {
		return path{fixed: p.fixed + "." + name}
	}
	return path{made: func(f *frame) string { return p.made(f) + "." + name }}
}

// site is where a record or a value lies, seen from the root or from the element of a loop: pointers to follow and an
// offset.
type site struct {
	base   int // index into the frame's bases
	hops   []uintptr
	offset uintptr
}

// record is the site of a record that lies in the memory of this one; false where only a getter can find it.
func (s site) record(m *Memory) (site, bool) {
	switch {
	case m == nil:
	case m.Kind == reflect.Struct:
		return site{s.base, s.hops, s.offset + m.Offset}, true
	case m.Kind == reflect.Pointer:
		return site{s.base, append(s.hops[:len(s.hops):len(s.hops)], s.offset+m.Offset), 0}, true
	}
	return site{}, false
}

// at returns the pointer that the offset counts from, nil where a record on the way is absent.
func (s *site) at(f *frame) unsafe.Pointer {
	p := f.bases[s.base&(maxLoops-1)]
	for _, hop := range s.hops {
		if p == nil {
			return nil
		}
		p = *(*unsafe.Pointer)(unsafe.Add(p, hop))
	}
	return p
}

// pointer returns a pointer to the record at the site, nil where it is absent.
func (s *site) pointer(f *frame) unsafe.Pointer {
	if p := s.at(f); p != nil {
		return unsafe.Add(p, s.offset)
	}
	return nil
}

// cell is one value in memory.
type cell struct {
	site
	kind  reflect.Kind
	known Known
	flag  uintptr
	path  path
}

func newCell(s site, m *Memory, p path) *cell {
	return &cell{site{s.base, s.hops, s.offset + m.Offset}, m.Kind, m.Known, s.offset + m.Flag, p}
}

// at returns a pointer to the value, nil where a record on the way is absent or the flag says that it is not known. Whether
// zero means not known is left to the caller.
func (c *cell) at(f *frame) unsafe.Pointer {
	p := c.site.at(f)
	if p == nil || c.known == Flag && !*(*bool)(unsafe.Add(p, c.flag)) {
		return nil
	}
	return unsafe.Add(p, c.offset)
}

// same reports whether two cells are one.
func (c *cell) same(d *cell) bool {
	return c.base == d.base && c.offset == d.offset && slices.Equal(c.hops, d.hops)
}

// load returns the closure that reads the cell.
func (c *cell) load(kind Kind) any {
	switch kind {
	case Bool:
		return boolFn(loading[bool](c))
	case Int:
		switch c.kind {
		case reflect.Int64:
			return intFn(loading[int64](c))
		case reflect.Int:
			return widening[int](c)
		case reflect.Int8:
			return widening[int8](c)
		case reflect.Int16:
			return widening[int16](c)
		case reflect.Int32:
			return widening[int32](c)
		case reflect.Uint8:
			return widening[uint8](c)
		case reflect.Uint16:
			return widening[uint16](c)
		case reflect.Uint32:
			return widening[uint32](c)
		}
	case Double:
		if c.kind == reflect.Float64 {
			return doubleFn(loading[float64](c))
		}
		get := loading[float32](c)
		return doubleFn(func(f *frame) (float64, status) { x, s := get(f); return float64(x), s })
	case String:
		return textFn(loading[string](c))
	case Date:
		return dayFn(loading[caldate.Day](c))
	}
	return nil
}

func loading[T comparable](c *cell) func(*frame) (T, status) {
	var zero T
	_, date := any(zero).(caldate.Day)
	needed := c.known == NotZero || date
	return func(f *frame) (T, status) {
		if p := c.at(f); p != nil {
			if v := *(*T)(p); !needed || v != zero {
				return v, ok
			}
		}
		return zero, f.miss(c.path)
	}
}

func widening[T int | int8 | int16 | int32 | uint8 | uint16 | uint32](c *cell) intFn {
	get := loading[T](c)
	return func(f *frame) (int64, status) { v, s := get(f); return int64(v), s }
}

// list reads the slice in the cell.
func (c *cell) list(stride uintptr) func(*frame) (List, status) {
	return func(f *frame) (List, status) {
		if p := c.at(f); p != nil {
			// Every slice has the layout of a []byte; its length counts elements.
			if s := *(*[]byte)(p); s != nil || c.known != NotZero {
				return List{unsafe.Pointer(unsafe.SliceData(s)), len(s), stride}, ok
			}
		}
		return List{}, f.miss(c.path)
	}
}
