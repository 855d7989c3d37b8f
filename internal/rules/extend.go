package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"unsafe"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Extend returns the record, and all that it reaches, as they are with more fields on those of some names. The record
// itself stays as it was.
func (r *Record) Extend(more map[string][]*Field) *Record {
	return r.extended(more, map[*Record]*Record{})
}

func (r *Record) extended(more map[string][]*Field, done map[*Record]*Record) *Record {
	if r == nil {
		return nil
	}
	if c, ok := done[r]; ok {
		return c
	}
	c := &Record{Name: r.Name, Doc: r.Doc, ID: r.ID, Extra: r.Extra}
	done[r] = c
	for _, f := range r.Fields {
		c.Fields = append(c.Fields, f.extended(more, done))
	}
	c.Fields = append(c.Fields, more[r.Name]...)
	return c
}

func (f *Field) extended(more map[string][]*Field, done map[*Record]*Record) *Field {
	c := *f
	c.Of = f.Of.extended(more, done)
	if f.Elem != nil {
		c.Elem = f.Elem.extended(more, done)
	}
	return &c
}

// Attribute is a field that a host's documents have beyond those of their Go struct. Its value is the JSON that the
// record's Extra gives; nothing, or another kind of value, is unknown.
func Attribute(of *Record, name string, kind Kind) (*Field, error) {
	if of.Extra == nil {
		return nil, fmt.Errorf("a %s holds nothing but its own fields", of.Name)
	}
	f := &Field{Name: name, Kind: kind, Fact: true}
	switch kind {
	case Bool:
		f.Bool = attribute[bool](of, name)
	case Int:
		f.Int = attribute[int64](of, name)
	case Double:
		f.Double = attribute[float64](of, name)
	case String:
		text := attribute[string](of, name)
		f.String = func(p unsafe.Pointer) (string, bool) { s, known := text(p); return s, known && s != "" }
	case Date:
		text := attribute[string](of, name)
		f.Date = func(p unsafe.Pointer) caldate.Day {
			s, _ := text(p)
			d, _ := caldate.Parse(s)
			return d
		}
	case ListOf:
		list := attribute[[]string](of, name)
		f.List = func(p unsafe.Pointer) (List, bool) {
			all, known := list(p)
			return List{Base: unsafe.Pointer(unsafe.SliceData(all)), Len: len(all), Stride: unsafe.Sizeof("")}, known
		}
		f.Elem = &Field{Kind: String, String: func(p unsafe.Pointer) (string, bool) { return *(*string)(p), true }}
	}
	return f, nil
}

// attribute reads a value. A JSON null is none.
func attribute[T any](of *Record, name string) func(unsafe.Pointer) (T, bool) {
	return func(p unsafe.Pointer) (v T, known bool) {
		data, ok := of.Extra(p, name)
		if !ok || string(data) == "null" || json.Unmarshal(data, &v) != nil {
			var none T
			return none, false
		}
		return v, true
	}
}

// Refuse says why the JSON of an attribute is not one of its values; null is none, and never refused.
func (f *Field) Refuse(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if !f.fits(data) {
		return fmt.Errorf("%s is not a %s", data, f.Kind)
	}
	var text string
	if len(f.Values) == 0 || json.Unmarshal(data, &text) != nil || slices.Contains(f.Values, text) {
		return nil
	}
	return fmt.Errorf("%s is never %q; %s", f.Name, text, oneOf(text, f.Values))
}

func (f *Field) fits(data []byte) bool {
	fits := func(v any) bool { return json.Unmarshal(data, v) == nil }
	switch f.Kind {
	case Bool:
		return fits(new(bool))
	case Int:
		return fits(new(int64))
	case Double:
		return fits(new(float64))
	case ListOf:
		return fits(new([]string))
	case Date:
		var s string
		if !fits(&s) {
			return false
		}
		_, err := caldate.Parse(s)
		return err == nil
	}
	return fits(new(string))
}
