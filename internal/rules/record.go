package rules

import (
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Kind is the kind of a value as an expression sees it.
type Kind uint8

// The kinds.
const (
	Bool Kind = 1 + iota
	Int
	Double
	String
	Date
	ListOf
	RecordOf
	MapOf // of texts to single values
)

var kindNames = [...]string{"nothing", "yes/no", "whole number", "number", "text", "date", "list", "record", "map"}

// String names the kind for people.
func (k Kind) String() string { return kindNames[k] }

// Field is one named member of a record. Exactly the getter of its kind is set.
//
// A getter takes a pointer to the record's struct and returns the value and whether it is known. It is never called
// with nil: reading through an absent record is unknown without asking.
type Field struct {
	Name string
	Kind Kind

	Bool   func(unsafe.Pointer) (bool, bool)
	Int    func(unsafe.Pointer) (int64, bool)
	Double func(unsafe.Pointer) (float64, bool)
	String func(unsafe.Pointer) (string, bool)
	Date   func(unsafe.Pointer) caldate.Day    // 0 is unknown
	Record func(unsafe.Pointer) unsafe.Pointer // nil is absent
	List   func(unsafe.Pointer) (List, bool)
	Map    func(unsafe.Pointer) (Map, bool)

	// Memory says where the value lies, so that it can be read without calling the getter; nil where only the getter
	// knows.
	Memory *Memory
	// Constant is the value where it is the same for every record: bool, int64, float64, string or caldate.Day.
	Constant any

	// Of is the record type of a record, and of the elements of a list of records.
	Of *Record
	// Elem reads one element of a list, from a pointer to the element. Of a map it has the kind of the values.
	Elem *Field

	// Values is the closed list of names a text can have; nil when it is open.
	Values []string
	// Doc says in a phrase what the field means, Unit what its numbers count.
	Doc, Unit string
	// Least and Most are the ends of what a number can be, such as 1 and 4 for a grade; nil where there is no such end.
	Least, Most *float64
	// DocIn and UnitIn are the same in other languages, NamesIn what the names it can have are called in them.
	DocIn, UnitIn Texts
	NamesIn       map[string]map[string]string
	// Fact marks what is about the world: nobody having entered it says nothing, so an expression should not take
	// its absence for an answer. Any other field is a record the service itself keeps.
	Fact bool
	// Ask is the role that usually knows.
	Ask string
	// From are the fields of the same record that this one follows from, such as activities[].start_on. Where the value is
	// not known, those of them that are not recorded are what is missing.
	From []string
	// Counted marks what follows from other facts, so that nobody enters it, and Works says from which: fields of the same
	// record or of the one around it. nil is as From.
	Counted bool
	Works   []string

	sources []source // From, found
}

// WorkedOut are the fields that a counted field follows from, without [] and what is below it.
func (f *Field) WorkedOut() []string {
	if !f.Counted {
		return nil
	}
	if f.Works != nil {
		return f.Works
	}
	var all []string
	for _, path := range f.From {
		name, _, _ := strings.Cut(path, "[")
		if name, _, _ = strings.Cut(name, "."); !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// List is a Go slice as a getter hands it out: Len elements of Stride bytes from Base on.
type List struct {
	Base   unsafe.Pointer
	Len    int
	Stride uintptr
}

// At returns a pointer to element i, which must be in range.
func (l List) At(i int) unsafe.Pointer { return unsafe.Add(l.Base, uintptr(i)*l.Stride) }

// Record describes a Go struct to expressions.
type Record struct {
	Name   string // unique within a point
	Doc    string
	Fields []*Field
	// ID names one value in messages, such as E-4; nil when elements have only their position.
	ID func(unsafe.Pointer) string
	// Extra gives the JSON of a member that a value has beyond its fields; nil when values have none.
	Extra func(p unsafe.Pointer, member string) ([]byte, bool)

	index  map[string]*Field
	shared shared // of expressions with this root
}

// Field returns the field with a name, nil when there is none. It must not be called before the record is complete.
func (r *Record) Field(name string) *Field {
	if r.index == nil {
		for _, f := range r.Fields {
			if f.Name == name {
				return f
			}
		}
		return nil
	}
	return r.index[name]
}

// Find returns the field at a path below the record, such as work.engagements["E-4"].ended_on; nil when there is none.
func (r *Record) Find(path string) *Field {
	var f *Field
	for r != nil && path != "" {
		name := path
		if i := strings.IndexAny(path, ".["); i >= 0 {
			name = path[:i]
		}
		if f = r.Field(name); f == nil {
			return nil
		}
		path, r = path[len(name):], f.Of
		if strings.HasPrefix(path, "[") && f.Elem != nil {
			end := strings.Index(path, "]")
			if q, err := strconv.QuotedPrefix(path[1:]); err == nil {
				end = 1 + len(q)
			}
			if end < 0 || end >= len(path) {
				return nil
			}
			path, f, r = path[end+1:], f.Elem, f.Elem.Of
		}
		path = strings.TrimPrefix(path, ".")
	}
	if path != "" {
		return nil
	}
	return f
}

// Walk calls do for every field that can be reached, with its path below the record. A list's path ends in [] where its
// elements are meant. A record that is reached inside itself is not entered again.
func (r *Record) Walk(do func(path string, f *Field)) { r.walk("", map[*Record]bool{}, do) }

func (r *Record) walk(prefix string, inside map[*Record]bool, do func(string, *Field)) {
	if inside[r] {
		return
	}
	inside[r] = true
	defer delete(inside, r)
	for _, f := range r.Fields {
		path := prefix + f.Name
		do(path, f)
		if f.Of != nil {
			f.Of.walk(path+".", inside, do)
		}
		if of := elemRecord(f); of != nil {
			of.walk(path+"[].", inside, do)
		}
	}
}

// seal builds the index of the record and of all records it reaches.
func (r *Record) seal(into map[string]*Record) {
	if _, done := into[r.Name]; done {
		return
	}
	into[r.Name] = r
	r.index = make(map[string]*Field, len(r.Fields))
	for _, f := range r.Fields {
		r.index[f.Name] = f
	}
	for _, f := range r.Fields {
		f.sources = r.find(f.From)
		for _, of := range []*Record{f.Of, elemRecord(f)} {
			if of != nil {
				of.seal(into)
			}
		}
	}
}

func elemRecord(f *Field) *Record {
	if f.Elem == nil {
		return nil
	}
	return f.Elem.Of
}

// Names lists the fields' names in their order.
func (r *Record) Names() []string {
	names := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		names[i] = f.Name
	}
	return names
}

// Constants makes a record of fixed values: bool, int64, float64, string and caldate.Day. A nil value is unknown and
// takes the kind it is given. It is how parameters reach an expression.
func Constants(name string, values []Constant) *Record {
	r := &Record{Name: name}
	for _, c := range values {
		r.Fields = append(r.Fields, c.field())
	}
	return r
}

// Constant is one fixed value of a record made by [Constants].
type Constant struct {
	Name      string
	Kind      Kind
	Value     any // nil, bool, int64, float64, string, caldate.Day or []string
	Doc, Unit string
	// Least and Most are the ends of what a number can be, such as 1 and 4 for a grade; nil where there is no such end.
	Least, Most *float64
	DocIn       Texts
	UnitIn      Texts
}

func (c Constant) field() *Field {
	f := &Field{Name: c.Name, Kind: c.Kind, Doc: c.Doc, Unit: c.Unit, DocIn: c.DocIn, UnitIn: c.UnitIn}
	known := c.Value != nil
	if c.Kind != ListOf {
		f.Constant = c.Value
	}
	switch c.Kind {
	case Bool:
		v, _ := c.Value.(bool)
		f.Bool = func(unsafe.Pointer) (bool, bool) { return v, known }
	case Int:
		v, _ := c.Value.(int64)
		f.Int = func(unsafe.Pointer) (int64, bool) { return v, known }
	case Double:
		v, _ := c.Value.(float64)
		f.Double = func(unsafe.Pointer) (float64, bool) { return v, known }
	case String:
		v, _ := c.Value.(string)
		f.String = func(unsafe.Pointer) (string, bool) { return v, known }
	case Date:
		v, _ := c.Value.(caldate.Day)
		f.Date = func(unsafe.Pointer) caldate.Day { return v }
	case ListOf:
		v, _ := c.Value.([]string)
		list := List{Base: unsafe.Pointer(unsafe.SliceData(v)), Len: len(v), Stride: unsafe.Sizeof("")}
		f.List = func(unsafe.Pointer) (List, bool) { return list, known }
		f.Elem = &Field{Kind: String, String: func(p unsafe.Pointer) (string, bool) { return *(*string)(p), true }}
	}
	return f
}
