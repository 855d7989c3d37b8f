package facts

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	"unsafe"

	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// TypeError refuses a Go type that rules cannot read.
type TypeError struct {
	Type  reflect.Type // the struct
	Field string       // its Go field, empty for the type itself
	Why   string
}

// Error says which field and what to do.
func (e *TypeError) Error() string {
	if e.Field == "" {
		return fmt.Sprintf("rules cannot read %v: %s", e.Type, e.Why)
	}
	return fmt.Sprintf("rules cannot read %v.%s: %s", e.Type, e.Field, e.Why)
}

// Of describes the struct type t, and every struct it reaches, to rules. A field tagged rule:"-" and one that JSON
// does not show stay hidden; one tagged rule:"counted" follows from others. The error is a *[TypeError].
func Of(t reflect.Type) (*rules.Record, error) {
	b := builder{records: map[reflect.Type]*rules.Record{}}
	return b.record(t)
}

type builder struct {
	records map[reflect.Type]*rules.Record
}

var (
	dateType    = reflect.TypeFor[practice.Date]()
	timeType    = reflect.TypeFor[time.Time]()
	extraType   = reflect.TypeFor[*wire.Extra]()
	historyType = reflect.TypeFor[[]practice.Step]()
	namedType   = reflect.TypeFor[interface{ Names() []string }]()
)

func (b builder) record(t reflect.Type) (*rules.Record, error) {
	if r, ok := b.records[t]; ok {
		return r, nil
	}
	if t.Kind() != reflect.Struct {
		return nil, &TypeError{Type: t, Why: "it is not a struct"}
	}
	r := &rules.Record{Name: t.String()}
	b.records[t] = r
	if err := b.fields(r, t, 0, nil); err != nil {
		return nil, err
	}
	for _, f := range derived[t] {
		own := *f // two engines may be made at a time, and each describes its own
		own.Counted = true
		r.Fields = append(r.Fields, &own)
	}
	markCounted(r, t)
	if id := r.Field("id"); id != nil && id.Kind == rules.String {
		r.ID = func(p unsafe.Pointer) string { s, _ := id.String(p); return s }
	}
	describe(r)
	return r, nil
}

// markCounted marks what a struct adds to the document that it holds: it is read as the document is, and the rest follows.
func markCounted(r *rules.Record, t reflect.Type) {
	entered := map[string]bool{}
	for i := range t.NumField() {
		if sf := t.Field(i); sf.Anonymous && sf.Type.Kind() == reflect.Struct {
			for j := range sf.Type.NumField() {
				entered[jsonName(sf.Type.Field(j))] = true
			}
		}
	}
	for _, f := range r.Fields {
		f.Counted = f.Counted || len(entered) > 0 && !entered[f.Name]
	}
}

// fields adds the fields of t, which lies at an offset inside the record's struct, and those of structs embedded in
// it. As in Go and in JSON, a field hides those of its name in a struct embedded beside it; hidden are the names that
// the structs around t have taken.
func (b builder) fields(r *rules.Record, t reflect.Type, offset uintptr, hidden []string) error {
	taken := slices.Clip(hidden)
	for i := range t.NumField() {
		if sf := t.Field(i); !sf.Anonymous && sf.IsExported() {
			taken = append(taken, jsonName(sf))
		}
	}
	for i := range t.NumField() {
		sf := t.Field(i)
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if sf.Type == extraType && r.Extra == nil {
			at := offset + sf.Offset
			r.Extra = func(p unsafe.Pointer, member string) ([]byte, bool) {
				return wire.Member(*(**wire.Extra)(unsafe.Add(p, at)), member)
			}
		}
		if name == "-" || sf.Tag.Get("rule") == "-" || sf.Type == extraType || sf.Type == historyType {
			continue
		}
		if sf.Anonymous && name == "" && sf.Type.Kind() == reflect.Struct {
			if err := b.fields(r, sf.Type, offset+sf.Offset, taken); err != nil {
				return err
			}
			continue
		}
		if !sf.IsExported() {
			continue
		}
		if name == "" {
			name = sf.Name
		}
		if slices.Contains(hidden, name) {
			continue
		}
		f := &rules.Field{Name: name}
		if err := b.read(f, sf.Type, offset+sf.Offset); err != nil {
			if e, ok := err.(*TypeError); ok && e.Field == "" {
				return &TypeError{Type: t, Field: sf.Name, Why: e.Why}
			}
			return err
		}
		f.Counted = sf.Tag.Get("rule") == "counted"
		r.Fields = append(r.Fields, f)
	}
	return nil
}

// read gives f the kind and getter for a Go value of type t at an offset.
func (b builder) read(f *rules.Field, t reflect.Type, offset uintptr) error {
	if value, flag, ok := factOf(t); ok {
		if err := b.optional(f, value, offset, func(p unsafe.Pointer) bool { return *(*bool)(unsafe.Add(p, offset+flag)) }); err != nil {
			return err
		}
		f.Memory = f.Memory.Flagged(offset + flag)
		return nil
	}
	if v, ok := reflect.Zero(t).Interface().(interface{ Names() []string }); ok && t.Implements(namedType) {
		f.Values = v.Names()
	}
	switch {
	case t == dateType:
		f.Kind, f.Memory = rules.Date, &rules.Memory{Kind: reflect.Int32, Offset: offset, Known: rules.NotZero}
		f.Date = func(p unsafe.Pointer) caldate.Day { return *dayAt(unsafe.Add(p, offset)) }
		return nil
	case t == timeType:
		return &TypeError{Type: t, Why: "a time has a zone and a rule compares days; use practice.Date"}
	case t.Kind() == reflect.Pointer:
		return b.pointer(f, t.Elem(), offset)
	case t.Kind() == reflect.Slice:
		return b.list(f, t.Elem(), offset)
	case t.Kind() == reflect.Map:
		return dictionary(f, t, offset)
	case t.Kind() == reflect.Struct:
		of, err := b.record(t)
		f.Kind, f.Of = rules.RecordOf, of
		f.Record = func(p unsafe.Pointer) unsafe.Pointer { return unsafe.Add(p, offset) }
		f.Memory = &rules.Memory{Kind: reflect.Struct, Offset: offset}
		return err
	}
	return scalar(f, t, offset)
}

// optional gives f the getter of a value that a flag says is known. The flag is asked first.
func (b builder) optional(f *rules.Field, t reflect.Type, offset uintptr, known func(unsafe.Pointer) bool) error {
	if err := b.read(f, t, offset); err != nil {
		return err
	}
	switch f.Kind {
	case rules.Bool:
		f.Bool = gated(f.Bool, known)
	case rules.Int:
		f.Int = gated(f.Int, known)
	case rules.Double:
		f.Double = gated(f.Double, known)
	case rules.String:
		get := f.String
		f.String = func(p unsafe.Pointer) (string, bool) { s, _ := get(p); return s, known(p) }
	case rules.Date:
		get := f.Date
		f.Date = func(p unsafe.Pointer) caldate.Day {
			if !known(p) {
				return 0
			}
			return get(p)
		}
	case rules.ListOf:
		f.List = gated(f.List, known)
	case rules.MapOf:
		f.Map = gated(f.Map, known)
	case rules.RecordOf:
		get := f.Record
		f.Record = func(p unsafe.Pointer) unsafe.Pointer {
			if !known(p) {
				return nil
			}
			return get(p)
		}
	}
	return nil
}

func gated[T any](get func(unsafe.Pointer) (T, bool), known func(unsafe.Pointer) bool) func(unsafe.Pointer) (T, bool) {
	return func(p unsafe.Pointer) (v T, ok bool) {
		if !known(p) {
			return v, false
		}
		return get(p)
	}
}

func (b builder) pointer(f *rules.Field, to reflect.Type, offset uintptr) error {
	deref := func(p unsafe.Pointer) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Add(p, offset)) }
	if to.Kind() == reflect.Struct && to != dateType && to != timeType {
		of, err := b.record(to)
		f.Kind, f.Of, f.Record = rules.RecordOf, of, deref
		f.Memory = &rules.Memory{Kind: reflect.Pointer, Offset: offset, Known: rules.NotZero}
		return err
	}
	at := &rules.Field{Name: f.Name}
	if err := b.read(at, to, 0); err != nil {
		return err
	}
	f.Kind, f.Values = at.Kind, at.Values
	switch at.Kind {
	case rules.Bool:
		f.Bool = through(at.Bool, deref)
	case rules.Int:
		f.Int = through(at.Int, deref)
	case rules.Double:
		f.Double = through(at.Double, deref)
	case rules.String:
		f.String = func(p unsafe.Pointer) (string, bool) {
			if q := deref(p); q != nil {
				s, _ := at.String(q)
				return s, true
			}
			return "", false
		}
	case rules.Date:
		f.Date = func(p unsafe.Pointer) caldate.Day {
			if q := deref(p); q != nil {
				return at.Date(q)
			}
			return 0
		}
	default:
		return &TypeError{Type: to, Why: "a pointer to it cannot be read; point to a struct or a single value"}
	}
	return nil
}

func through[T any](get func(unsafe.Pointer) (T, bool), deref func(unsafe.Pointer) unsafe.Pointer) func(unsafe.Pointer) (T, bool) {
	return func(p unsafe.Pointer) (v T, ok bool) {
		if q := deref(p); q != nil {
			return get(q)
		}
		return v, false
	}
}

func (b builder) list(f *rules.Field, of reflect.Type, offset uintptr) error {
	f.Kind, f.Elem = rules.ListOf, &rules.Field{Name: f.Name}
	stride := of.Size()
	f.Memory = &rules.Memory{Kind: reflect.Slice, Offset: offset, Stride: stride}
	f.List = func(p unsafe.Pointer) (rules.List, bool) {
		// Every slice has the layout of a []byte; its length counts elements.
		s := *(*[]byte)(unsafe.Add(p, offset))
		return rules.List{Base: unsafe.Pointer(unsafe.SliceData(s)), Len: len(s), Stride: stride}, true
	}
	if of.Kind() == reflect.String {
		f.Elem.Kind, f.Elem.Memory = rules.String, &rules.Memory{Kind: reflect.String}
		f.Elem.String = func(p unsafe.Pointer) (string, bool) { return *(*string)(p), true }
		if v, ok := reflect.Zero(of).Interface().(interface{ Names() []string }); ok {
			f.Elem.Values = v.Names()
		}
		return nil
	}
	return b.read(f.Elem, of, 0)
}

// dictionary gives f the getter of a map of texts to single values.
func dictionary(f *rules.Field, t reflect.Type, offset uintptr) error {
	f.Kind, f.Elem = rules.MapOf, &rules.Field{Name: f.Name}
	switch t {
	case reflect.TypeFor[map[string]bool]():
		f.Elem.Kind, f.Map = rules.Bool, entries[bool](offset)
	case reflect.TypeFor[map[string]int]():
		f.Elem.Kind, f.Map = rules.Int, entries[int](offset)
	case reflect.TypeFor[map[string]int64]():
		f.Elem.Kind, f.Map = rules.Int, entries[int64](offset)
	case reflect.TypeFor[map[string]float64]():
		f.Elem.Kind, f.Map = rules.Double, entries[float64](offset)
	case reflect.TypeFor[map[string]string]():
		f.Memory = &rules.Memory{Kind: reflect.Map, Offset: offset}
		f.Elem.Kind, f.Map = rules.String, entries[string](offset)
	default:
		return &TypeError{Type: t, Why: `a map must be of string to bool, int, int64, float64 or string; tag the field rule:"-" to hide it`}
	}
	return nil
}

func entries[V bool | int | int64 | float64 | string](offset uintptr) func(unsafe.Pointer) (rules.Map, bool) {
	return func(p unsafe.Pointer) (rules.Map, bool) {
		return rules.Entries[V](*(*map[string]V)(unsafe.Add(p, offset))), true
	}
}

func scalar(f *rules.Field, t reflect.Type, offset uintptr) error {
	f.Memory = &rules.Memory{Kind: t.Kind(), Offset: offset}
	switch t.Kind() {
	case reflect.Bool:
		f.Kind = rules.Bool
		f.Bool = func(p unsafe.Pointer) (bool, bool) { return *(*bool)(unsafe.Add(p, offset)), true }
	case reflect.Int:
		f.Kind, f.Int = rules.Int, integer[int](offset)
	case reflect.Int8:
		f.Kind, f.Int = rules.Int, integer[int8](offset)
	case reflect.Int16:
		f.Kind, f.Int = rules.Int, integer[int16](offset)
	case reflect.Int32:
		f.Kind, f.Int = rules.Int, integer[int32](offset)
	case reflect.Int64:
		f.Kind, f.Int = rules.Int, integer[int64](offset)
	case reflect.Uint8:
		f.Kind, f.Int = rules.Int, integer[uint8](offset)
	case reflect.Uint16:
		f.Kind, f.Int = rules.Int, integer[uint16](offset)
	case reflect.Uint32:
		f.Kind, f.Int = rules.Int, integer[uint32](offset)
	case reflect.Float32:
		f.Kind = rules.Double
		f.Double = func(p unsafe.Pointer) (float64, bool) { return float64(*(*float32)(unsafe.Add(p, offset))), true }
	case reflect.Float64:
		f.Kind = rules.Double
		f.Double = func(p unsafe.Pointer) (float64, bool) { return *(*float64)(unsafe.Add(p, offset)), true }
	case reflect.String:
		f.Kind, f.Memory.Known = rules.String, rules.NotZero
		f.String = func(p unsafe.Pointer) (string, bool) { s := *(*string)(unsafe.Add(p, offset)); return s, s != "" }
	default:
		return &TypeError{Type: t, Why: fmt.Sprintf(`a %v is not a value rules know; tag the field rule:"-" to hide it`, t)}
	}
	return nil
}

func integer[T int | int8 | int16 | int32 | int64 | uint8 | uint16 | uint32](offset uintptr) func(unsafe.Pointer) (int64, bool) {
	return func(p unsafe.Pointer) (int64, bool) { return int64(*(*T)(unsafe.Add(p, offset))), true }
}

// dayAt reads the day number of a practice.Date, which is all it holds.
func dayAt(p unsafe.Pointer) *caldate.Day { return (*caldate.Day)(p) }

// A practice.Date that held more or less than a day number would not compile here.
var _ = [1]struct{}{}[unsafe.Sizeof(practice.Date{})-unsafe.Sizeof(caldate.Day(0))]

// factOf recognises a practice.Fact[T] and returns T and the offset of the flag. T lies at offset 0.
func factOf(t reflect.Type) (value reflect.Type, flag uintptr, ok bool) {
	if t.Kind() != reflect.Struct || t.PkgPath() != dateType.PkgPath() || !strings.HasPrefix(t.Name(), "Fact[") {
		return nil, 0, false
	}
	v, okV := t.FieldByName("value")
	k, okK := t.FieldByName("known")
	return v.Type, k.Offset, okV && okK && v.Offset == 0
}

func jsonName(sf reflect.StructField) string {
	name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
	if name == "" {
		return sf.Name
	}
	return name
}

// Day is the day number of a date, 0 where there is none.
func Day(d practice.Date) caldate.Day { return *dayAt(unsafe.Pointer(&d)) }
