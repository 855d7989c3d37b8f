package rules

import (
	"fmt"
	"hash/fnv"
	"reflect"
	"strconv"
	"unsafe"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// The values below are how the getters look to cel-go. They carry where they came from, so that an unknown can say
// its path; the path is built only when it is needed.

// dateType is an ordered scalar of its own: a date cannot be mixed up with a text or a time.
var dateType = types.NewObjectType("date", traits.ComparerType)

// place is how a value was reached.
type place struct {
	from  *recordVal // nil for a variable
	field string
	index int // position in the list, -1 when the field itself is meant
}

func (at place) path() string {
	s := at.field
	if at.from != nil && at.from.at.field != "" {
		s = at.from.path() + "." + s
	}
	return s
}

// recordVal is a record; a nil pointer is an absent one.
type recordVal struct {
	of *Record
	p  unsafe.Pointer
	at place
}

func (v *recordVal) path() string {
	s := v.at.path()
	if v.at.index < 0 {
		return s
	}
	if v.p != nil && v.of.ID != nil {
		if id := v.of.ID(v.p); id != "" {
			return s + "[" + strconv.Quote(id) + "]"
		}
	}
	return s + "[" + strconv.Itoa(v.at.index) + "]"
}

// get reads a field, giving unknown where it is not known or the record is absent.
func (v *recordVal) get(f *Field) ref.Val {
	at := place{from: v, field: f.Name, index: -1}
	if v.p == nil {
		if f.Kind == RecordOf {
			return &recordVal{of: f.Of, at: at}
		}
		return unknown(f.lacking(nil, at.path())...)
	}
	return read(f, v.p, at)
}

func read(f *Field, p unsafe.Pointer, at place) ref.Val {
	switch f.Kind {
	case Bool:
		if b, ok := f.Bool(p); ok {
			return types.Bool(b)
		}
	case Int:
		if n, ok := f.Int(p); ok {
			return types.Int(n)
		}
	case Double:
		if x, ok := f.Double(p); ok {
			return types.Double(x)
		}
	case String:
		if s, ok := f.String(p); ok {
			return types.String(s)
		}
	case Date:
		if d := f.Date(p); d != 0 {
			return dateVal(d)
		}
	case RecordOf:
		return &recordVal{of: f.Of, p: f.Record(p), at: at}
	case ListOf:
		if l, ok := f.List(p); ok {
			return &listVal{elem: f.Elem, list: l, at: at}
		}
	case MapOf:
		if m, ok := f.Map(p); ok {
			return m.value()
		}
	}
	return unknown(f.lacking(p, at.path())...)
}

// isSet is what has() asks: whether the field holds anything.
func (v *recordVal) isSet(f *Field) bool {
	if v.p == nil {
		return false
	}
	switch got := v.get(f).(type) {
	case *types.Unknown:
		return false
	case *recordVal:
		return got.p != nil
	}
	return true
}

// unknown is the value of facts nobody recorded. The id of each is a hash of its path, because cel-go keeps unknowns by
// id and would otherwise merge different facts into one list.
func unknown(paths ...string) *types.Unknown {
	var all *types.Unknown
	for _, path := range paths {
		h := fnv.New64a()
		h.Write([]byte(path))
		all = types.MergeUnknowns(all, types.NewUnknown(int64(h.Sum64()>>1), types.NewAttributeTrail(path)))
	}
	return all
}

func (v *recordVal) Type() ref.Type { return types.NewObjectType(v.of.Name) }
func (v *recordVal) Value() any     { return v }
func (v *recordVal) Equal(other ref.Val) ref.Val {
	o, ok := other.(*recordVal)
	return types.Bool(ok && o.p == v.p)
}
func (v *recordVal) ConvertToType(t ref.Type) ref.Val { return noConversion(v.of.Name, t) }
func (v *recordVal) ConvertToNative(t reflect.Type) (any, error) {
	return nil, fmt.Errorf("a %s cannot become a %v", v.of.Name, t)
}

// listVal is a list over the elements of a Go slice.
type listVal struct {
	elem *Field
	list List
	at   place
}

func (v *listVal) element(i int) ref.Val {
	return read(v.elem, v.list.At(i), place{from: v.at.from, field: v.at.field, index: i})
}

func (v *listVal) Get(index ref.Val) ref.Val {
	i, ok := index.(types.Int)
	if !ok {
		return types.MaybeNoSuchOverloadErr(index)
	}
	if i < 0 || int(i) >= v.list.Len {
		return types.NewErr("%s has %d entries, so there is no number %d", v.at.path(), v.list.Len, i)
	}
	return v.element(int(i))
}

func (v *listVal) Contains(x ref.Val) ref.Val {
	for i := range v.list.Len {
		if types.Equal(v.element(i), x) == types.True {
			return types.True
		}
	}
	return types.False
}

func (v *listVal) Add(other ref.Val) ref.Val {
	o, ok := other.(traits.Lister)
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	return v.copy().Add(o)
}

func (v *listVal) copy() traits.Lister {
	all := make([]ref.Val, v.list.Len)
	for i := range all {
		all[i] = v.element(i)
	}
	return types.NewRefValList(types.DefaultTypeAdapter, all)
}

func (v *listVal) Equal(other ref.Val) ref.Val                 { return v.copy().Equal(other) }
func (v *listVal) Size() ref.Val                               { return types.Int(v.list.Len) }
func (v *listVal) Iterator() traits.Iterator                   { return &listIterator{of: v} }
func (v *listVal) Type() ref.Type                              { return types.ListType }
func (v *listVal) Value() any                                  { return v }
func (v *listVal) ConvertToType(t ref.Type) ref.Val            { return v.copy().ConvertToType(t) }
func (v *listVal) ConvertToNative(t reflect.Type) (any, error) { return v.copy().ConvertToNative(t) }

type listIterator struct {
	of   *listVal
	next int
}

func (it *listIterator) HasNext() ref.Val { return types.Bool(it.next < it.of.list.Len) }
func (it *listIterator) Next() ref.Val {
	if it.next >= it.of.list.Len {
		return nil
	}
	it.next++
	return it.of.element(it.next - 1)
}
func (it *listIterator) Type() ref.Type                   { return types.IteratorType }
func (it *listIterator) Value() any                       { return nil }
func (it *listIterator) Equal(ref.Val) ref.Val            { return types.False }
func (it *listIterator) ConvertToType(t ref.Type) ref.Val { return noConversion("iterator", t) }
func (it *listIterator) ConvertToNative(t reflect.Type) (any, error) {
	return nil, fmt.Errorf("an iterator cannot become a %v", t)
}

// dateVal is a civil date.
type dateVal caldate.Day

func (d dateVal) Compare(other ref.Val) ref.Val {
	e, ok := other.(dateVal)
	switch {
	case !ok:
		return types.MaybeNoSuchOverloadErr(other)
	case d < e:
		return types.IntNegOne
	case d > e:
		return types.IntOne
	}
	return types.IntZero
}

func (d dateVal) Type() ref.Type { return dateType }
func (d dateVal) Value() any     { return caldate.Day(d) }
func (d dateVal) Equal(other ref.Val) ref.Val {
	e, ok := other.(dateVal)
	return types.Bool(ok && d == e)
}
func (d dateVal) ConvertToType(t ref.Type) ref.Val {
	if t == types.StringType {
		return types.String(caldate.Day(d).String())
	}
	return noConversion("date", t)
}
func (d dateVal) ConvertToNative(t reflect.Type) (any, error) {
	return nil, fmt.Errorf("a date cannot become a %v", t)
}

func noConversion(what string, to ref.Type) ref.Val {
	return types.NewErr("a %s cannot become a %s", what, to.TypeName())
}
