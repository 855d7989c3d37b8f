package rules

import (
	"strconv"
	"unsafe"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// An explanation asks what a rule would say if a fact were another. It never touches the facts: it puts a mirror before
// them, records of the same fields whose getters look first whether the field has been given another value. The evaluator
// does not know the difference.

// seen is a record in the mirror.
type seen struct {
	of    *Record
	p     unsafe.Pointer // the facts; nil where they have none
	path  string
	under *seen
	// over are the values given to fields: nil makes one unknown. Of a record it is true, of a list of records a length,
	// of a list of texts the texts.
	over  map[string]any
	given int // values given to it or below it, so that an absent record is there
	// counted marks a record that follows from other facts.
	counted bool
	kids    map[string]*seen
	lists   map[string]*seenList
}

// has reports whether the record in a field is recorded, or is taken to be.
func (s *seen) has(f *Field) bool {
	k := s.child(f)
	return k.p != nil || k.given > 0 || s.over[f.Name] == true
}

// give gives a field a value and returns what takes it back.
func (s *seen) give(name string, value any) (undo func()) {
	before, was := s.over[name]
	if s.over == nil {
		s.over = map[string]any{}
	}
	s.over[name] = value
	for at := s; at != nil; at = at.under {
		at.given++
	}
	return func() {
		delete(s.over, name)
		if was {
			s.over[name] = before
		}
		for at := s; at != nil; at = at.under {
			at.given--
		}
	}
}

// child is the record in a field, whether it is there or not.
func (s *seen) child(f *Field) *seen {
	if k := s.kids[f.Name]; k != nil {
		return k
	}
	k := &seen{of: f.Of, path: s.member(f.Name), under: s, counted: s.counted || f.Counted}
	if s.p != nil {
		k.p = f.Record(s.p)
	}
	if s.kids == nil {
		s.kids = map[string]*seen{}
	}
	s.kids[f.Name] = k
	return k
}

func (s *seen) member(name string) string {
	if s.path == "" {
		return name
	}
	return s.path + "." + name
}

// entries are the elements of a list of records; false where the list is not known.
func (s *seen) entries(f *Field) ([]*seen, bool) {
	l := s.lists[f.Name]
	if l == nil {
		l = &seenList{}
		if s.p != nil {
			var list List
			list, l.known = f.List(s.p)
			for i := range list.Len {
				l.entries = append(l.entries, s.entry(f, i, f.Elem.Record(list.At(i))))
			}
			l.recorded = len(l.entries)
		}
		if s.lists == nil {
			s.lists = map[string]*seenList{}
		}
		s.lists[f.Name] = l
	}
	n, given := s.over[f.Name].(int)
	if !given {
		return l.entries[:l.recorded], l.known
	}
	for i := len(l.entries); i < n; i++ {
		added := s.entry(f, i, nil)
		added.given = 1 // it is there
		l.entries = append(l.entries, added)
	}
	return l.entries[:n], true
}

// seenList is a list of records in the mirror, with the entries that were ever added to it.
type seenList struct {
	known    bool
	recorded int
	entries  []*seen
}

func (s *seen) entry(f *Field, i int, p unsafe.Pointer) *seen {
	name := strconv.Itoa(i)
	if id := f.Elem.Of.ID; id != nil && p != nil && id(p) != "" {
		name = strconv.Quote(id(p))
	}
	return &seen{of: f.Elem.Of, p: p, path: s.member(f.Name) + "[" + name + "]", under: s, counted: s.counted || f.Counted}
}

// value is what a field reads in the mirror: nil when it is not known.
func (s *seen) value(f *Field) any {
	if to, is := s.over[f.Name]; is && f.Kind != ListOf && f.Kind != RecordOf {
		return to
	}
	switch {
	case f.Kind == RecordOf:
		if s.has(f) {
			return "recorded"
		}
		return nil
	case s.p == nil:
		return nil
	}
	switch f.Kind {
	case Bool:
		return ifKnown(f.Bool(s.p))
	case Int:
		return ifKnown(f.Int(s.p))
	case Double:
		return ifKnown(f.Double(s.p))
	case String:
		return ifKnown(f.String(s.p))
	case Date:
		d := f.Date(s.p)
		return ifKnown(d, d != 0)
	}
	if f.Kind == MapOf {
		m, known := f.Map(s.p)
		if !known {
			return nil
		}
		return m.size()
	}
	list, known := f.List(s.p)
	return ifKnown(list.Len, known)
}

func ifKnown[T any](v T, known bool) any {
	if !known {
		return nil
	}
	return v
}

// mirrored makes the records of a point as the mirror has them, each once.
type mirrored map[*Record]*Record

func (m mirrored) record(r *Record) *Record {
	if made := m[r]; made != nil {
		return made
	}
	out := &Record{Name: r.Name}
	m[r] = out
	if r.ID != nil {
		out.ID = func(p unsafe.Pointer) string {
			if s := (*seen)(p); s.p != nil {
				return r.ID(s.p)
			}
			return ""
		}
	}
	for _, f := range r.Fields {
		out.Fields = append(out.Fields, m.field(f))
	}
	return out
}

func (m mirrored) field(f *Field) *Field {
	g := &Field{Name: f.Name, Kind: f.Kind, Values: f.Values, Doc: f.Doc, Unit: f.Unit, Least: f.Least, Most: f.Most, Fact: f.Fact, Ask: f.Ask, From: f.From, Counted: f.Counted,
		Works: f.Works}
	switch f.Kind {
	case Bool:
		g.Bool = through(f.Name, f.Bool)
	case Int:
		g.Int = through(f.Name, f.Int)
	case Double:
		g.Double = through(f.Name, f.Double)
	case String:
		g.String = through(f.Name, f.String)
	case Date:
		get := through(f.Name, func(p unsafe.Pointer) (caldate.Day, bool) { d := f.Date(p); return d, d != 0 })
		g.Date = func(p unsafe.Pointer) caldate.Day { d, _ := get(p); return d }
	case RecordOf:
		g.Of = m.record(f.Of)
		g.Record = func(p unsafe.Pointer) unsafe.Pointer {
			if s := (*seen)(p); s.has(f) {
				return unsafe.Pointer(s.child(f))
			}
			return nil
		}
	case ListOf:
		m.list(f, g)
	case MapOf:
		g.Elem = f.Elem
		g.Map = func(p unsafe.Pointer) (Map, bool) {
			if s := (*seen)(p); s.p != nil {
				return f.Map(s.p)
			}
			return nil, false
		}
	}
	return g
}

func (m mirrored) list(f, g *Field) {
	if f.Elem.Kind != RecordOf {
		g.Elem = f.Elem
		g.List = func(p unsafe.Pointer) (List, bool) {
			s := (*seen)(p)
			if texts, is := s.over[f.Name].([]string); is {
				return List{Base: unsafe.Pointer(unsafe.SliceData(texts)), Len: len(texts), Stride: unsafe.Sizeof("")}, true
			}
			if s.p == nil {
				return List{}, false
			}
			return f.List(s.p)
		}
		return
	}
	of := m.record(f.Elem.Of)
	g.Elem = &Field{Name: f.Elem.Name, Kind: RecordOf, Of: of, Record: func(p unsafe.Pointer) unsafe.Pointer { return unsafe.Pointer(*(**seen)(p)) }}
	g.List = func(p unsafe.Pointer) (List, bool) {
		all, known := (*seen)(p).entries(f)
		return List{Base: unsafe.Pointer(unsafe.SliceData(all)), Len: len(all), Stride: unsafe.Sizeof(p)}, known
	}
}

// through reads a field of a mirrored record: the value given to it, else that of the facts.
func through[T any](name string, get func(unsafe.Pointer) (T, bool)) func(unsafe.Pointer) (T, bool) {
	return func(p unsafe.Pointer) (v T, known bool) {
		s := (*seen)(p)
		if to, is := s.over[name]; is {
			v, known = to.(T)
			return v, known
		}
		if s.p == nil {
			return v, false
		}
		return get(s.p)
	}
}
