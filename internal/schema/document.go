package schema

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/practice"
)

// Document is a kind of saved document.
type Document struct {
	Folder string       // of its package
	Kind   string       // its name in the header
	Header string       // such as beacon/practice/1
	Type   reflect.Type // of the struct
	// States narrows the member state, whose Go type several documents share; nil leaves it as wide as the type.
	States []string
	// Means says in a few words what a member of a struct means; empty where nobody said. The empty member is the
	// struct itself. It may be nil.
	Means func(t reflect.Type, member string) string
}

// File is where the module keeps the schema, beside the package it belongs to.
func (d Document) File() string {
	return d.Folder + "/schema/" + strings.ReplaceAll(strings.TrimPrefix(d.Header, "beacon/"), "/", "-") + ".json"
}

// Text writes the schema of the document for people to read, the same way every time. It panics for a type that no saved
// document may hold, which the tests would show.
func (d Document) Text() []byte {
	b := builder{doc: d, defs: map[string]*Schema{}}
	root := b.object(d.Type)
	root.Schema = "https://json-schema.org/draft/2020-12/schema"
	root.ID = "urn:" + strings.ReplaceAll(d.Header, "/", ":")
	root.Title = d.Header
	root.Type = Types{"object"}
	header := Member{"schema", &Schema{Description: "what the document is, and in which version", Const: d.Header}}
	root.Properties = slices.Insert(root.Properties, 0, header)
	root.Required = []string{"schema"}
	for name, def := range b.defs {
		root.Defs = append(root.Defs, Member{name, def})
	}
	slices.SortFunc(root.Defs, func(a, b Member) int { return cmp.Compare(a.Name, b.Name) })
	return layOut(root)
}

func layOut(s *Schema) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(s); err != nil {
		panic(err)
	}
	return b.Bytes()
}

type builder struct {
	doc  Document
	defs map[string]*Schema
}

func (b builder) means(t reflect.Type, member string) string {
	if b.doc.Means == nil {
		return ""
	}
	return b.doc.Means(t, member)
}

// object is the schema of a struct; what it does not know is allowed.
func (b builder) object(t reflect.Type) *Schema {
	s := &Schema{Type: Types{"object", "null"}, Description: b.means(t, "")}
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || !f.IsExported() || name == "-" {
			continue
		}
		member := b.value(f.Type)
		if t == b.doc.Type && name == "state" && b.doc.States != nil {
			member = names(b.doc.States)
		}
		if member.Description == "" {
			member.Description = b.means(t, name)
		}
		s.Properties = append(s.Properties, Member{cmp.Or(name, f.Name), member})
	}
	return s
}

var (
	date    = reflect.TypeFor[practice.Date]()
	factPkg = date.PkgPath()
)

// value is the schema of a value of type t where it stands.
func (b builder) value(t reflect.Type) *Schema {
	if t == date {
		b.defs["date"] = day()
		return &Schema{Ref: "#/$defs/date"}
	}
	if s := closed(t); s != nil {
		return s
	}
	switch t.Kind() {
	case reflect.Pointer:
		return b.value(t.Elem())
	case reflect.Slice, reflect.Array:
		return &Schema{Type: Types{"array", "null"}, Items: b.value(t.Elem())}
	case reflect.Map:
		return &Schema{Type: Types{"object", "null"}, Additional: b.value(t.Elem())}
	case reflect.Struct:
		if t.PkgPath() == factPkg && strings.HasPrefix(t.Name(), "Fact[") {
			return b.value(t.Field(0).Type)
		}
		return b.ref(t)
	case reflect.String:
		return &Schema{Type: Types{"string", "null"}}
	case reflect.Bool:
		return &Schema{Type: Types{"boolean", "null"}}
	case reflect.Float32, reflect.Float64:
		return &Schema{Type: Types{"number", "null"}}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return &Schema{Type: Types{"integer", "null"}}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return &Schema{Type: Types{"integer", "null"}, Minimum: new(int)}
	}
	panic(fmt.Sprintf("schema: no saved document may hold a %v", t))
}

// ref names a struct and describes it once.
func (b builder) ref(t reflect.Type) *Schema {
	name := t.String()
	if _, known := b.defs[name]; !known {
		b.defs[name] = nil // for a struct that holds itself
		b.defs[name] = b.object(t)
	}
	return &Schema{Ref: "#/$defs/" + name}
}

// day is a date: months have their days, and only the leap year is left to the decoder.
func day() *Schema {
	return &Schema{Description: "a civil date, such as 2026-03-31", Type: Types{"string", "null"}, Format: "date",
		Pattern: `^$|^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$`}
}
