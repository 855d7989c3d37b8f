package rules

import (
	"strings"
	"unsafe"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// scope is what a part of an expression sees: the variables of the point, and the elements that the loops around the
// part stand at.
type scope struct {
	root  *seen
	names []string // of the loops' variables, outermost first
	at    []any    // *seen, or a single value
	today caldate.Day
}

// within is the scope inside a loop that stands at an element.
func (s *scope) within(name string, element any) *scope {
	return &scope{s.root, append(s.names[:len(s.names):len(s.names)], name), append(s.at[:len(s.at):len(s.at)], element), s.today}
}

// scopeRecord describes a scope to the evaluator: the fields of the mirrored root, and a field for each loop. A loop's
// variable hides what has its name.
func scopeRecord(root *Record, loops []loopVariable) *Record {
	r := &Record{Name: root.Name}
	for i := len(loops) - 1; i >= 0; i-- {
		if r.Field(loops[i].name) == nil {
			r.Fields = append(r.Fields, loops[i].field(i))
		}
	}
	for _, f := range root.Fields {
		if r.Field(f.Name) == nil {
			r.Fields = append(r.Fields, lifted(f, func(p unsafe.Pointer) unsafe.Pointer { return unsafe.Pointer((*scope)(p).root) }))
		}
	}
	return r
}

// loopVariable is the variable of a loop: elem reads an element as the mirror has it.
type loopVariable struct {
	name string
	elem *Field
}

func (l loopVariable) field(depth int) *Field {
	g := &Field{Name: l.name, Kind: l.elem.Kind, Of: l.elem.Of, Values: l.elem.Values}
	switch g.Kind {
	case RecordOf:
		g.Record = func(p unsafe.Pointer) unsafe.Pointer {
			s, _ := (*scope)(p).at[depth].(*seen)
			return unsafe.Pointer(s)
		}
	case String:
		g.String = func(p unsafe.Pointer) (string, bool) { t, is := (*scope)(p).at[depth].(string); return t, is }
	case Int:
		g.Int = func(p unsafe.Pointer) (int64, bool) { n, is := (*scope)(p).at[depth].(int64); return n, is }
	case Double:
		g.Double = func(p unsafe.Pointer) (float64, bool) { x, is := (*scope)(p).at[depth].(float64); return x, is }
	case Date:
		g.Date = func(p unsafe.Pointer) caldate.Day { d, _ := (*scope)(p).at[depth].(caldate.Day); return d }
	case Bool:
		g.Bool = func(p unsafe.Pointer) (bool, bool) { b, is := (*scope)(p).at[depth].(bool); return b, is }
	}
	return g
}

// lifted reads a field from a record that is found from another pointer.
func lifted(f *Field, to func(unsafe.Pointer) unsafe.Pointer) *Field {
	g := *f
	switch f.Kind {
	case Bool:
		g.Bool = func(p unsafe.Pointer) (bool, bool) { return f.Bool(to(p)) }
	case Int:
		g.Int = func(p unsafe.Pointer) (int64, bool) { return f.Int(to(p)) }
	case Double:
		g.Double = func(p unsafe.Pointer) (float64, bool) { return f.Double(to(p)) }
	case String:
		g.String = func(p unsafe.Pointer) (string, bool) { return f.String(to(p)) }
	case Date:
		g.Date = func(p unsafe.Pointer) caldate.Day { return f.Date(to(p)) }
	case RecordOf:
		g.Record = func(p unsafe.Pointer) unsafe.Pointer { return f.Record(to(p)) }
	case ListOf:
		g.List = func(p unsafe.Pointer) (List, bool) { return f.List(to(p)) }
	case MapOf:
		g.Map = func(p unsafe.Pointer) (Map, bool) { return f.Map(to(p)) }
	}
	return &g
}

// named puts the elements that loops stand at in place of the loops' variables, in paths.
func (s *scope) named(paths []string) []string {
	for i, path := range paths {
		end := strings.IndexAny(path+".", ".[")
		for j := len(s.names) - 1; j >= 0; j-- {
			if s.names[j] != path[:end] {
				continue
			}
			if e, is := s.at[j].(*seen); is {
				paths[i] = e.path + path[end:]
			}
			break
		}
	}
	return paths
}

// target is a field of a record in the mirror that a part reads.
type target struct {
	on    *seen
	field *Field // as the facts have it
}

func (t target) path() string { return t.on.member(t.field.Name) }

// counted reports whether the fact follows from others.
func (t target) counted() bool { return t.on.counted || t.field.Counted }

// targets finds what a path such as engagement.contacts[].kind reads in a scope.
func (s *scope) targets(path string) []target {
	first, rest, further := strings.Cut(path, ".")
	for j := len(s.names) - 1; j >= 0; j-- {
		if s.names[j] == first {
			if e, is := s.at[j].(*seen); is && further {
				return below(e, rest, nil)
			}
			return nil
		}
	}
	return below(s.root, path, nil)
}

func below(on *seen, path string, all []target) []target {
	name, rest, further := strings.Cut(path, ".")
	f := on.of.Field(strings.TrimSuffix(name, "[]"))
	switch {
	case f == nil:
	case !further && f.Name == name:
		return append(all, target{on, f})
	case further && f.Kind == RecordOf:
		return below(on.child(f), rest, all)
	case further && f.Kind == ListOf && f.Elem.Kind == RecordOf:
		entries, _ := on.entries(f)
		for _, e := range entries {
			all = below(e, rest, all)
		}
	}
	return all
}
