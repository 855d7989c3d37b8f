package rules

import (
	"fmt"
	"slices"
	"strings"
)

// Clause is one part of an expression with what it came to. A part joined by and, or, not, if, all or exists has Parts;
// anything else is a leaf with the fields it read.
type Clause struct {
	Text    string   `json:"text"`              // the part as an expression
	Of      string   `json:"of,omitzero"`       // the entry it is about, below all and exists
	Value   any      `json:"value,omitempty"`   // bool, int64, float64, text or date; nil when it has none
	Missing []string `json:"missing,omitempty"` // paths of the facts that decide and are not known, sorted
	Fault   string   `json:"fault,omitzero"`    // what went wrong
	Joined  string   `json:"joined,omitzero"`   // and, or, not, if, all, exists; empty for a leaf
	Parts   []Clause `json:"parts,omitempty"`   // of all and exists the entries that decide, at most 20
	Reads   []Read   `json:"reads,omitempty"`
	Has     any      `json:"has,omitempty"`   // of a comparison: the side of the facts
	Limit   any      `json:"limit,omitempty"` // and what it is held against
	// Distance says in words how a comparison stands, such as: 3 allowed, has 4. Of all and exists it says how many.
	Distance string `json:"distance,omitzero"`
}

// Read is one field that a clause read.
type Read struct {
	Path  string `json:"path"`            // with the element's id where it is one of a list
	Label string `json:"label,omitzero"`  // what the field means, empty when nobody said
	Value any    `json:"value,omitempty"` // nil when it is not known; of a list how many entries it has
}

// most is how many entries of a list a trace shows.
const mostEntries = 20

// Trace judges one set of facts part by part, to tell what each came to. It never panics.
func (p *Program) Trace(f Facts) (r Result, c Clause) {
	r = p.Eval(f)
	defer func() {
		if recover() != nil { // a getter is broken: there is the verdict and nothing more to tell
			c = Clause{Text: p.Source}
		}
		c.Value, c.Missing, c.Fault = r.Value, r.Missing, fault(r)
	}()
	t := p.tracing(f)
	return r, t.told(p.explained().root, t.scope, "", r)
}

// tracing is one set of facts being explained.
type tracing struct {
	point *Point
	scope *scope
}

func (p *Program) tracing(f Facts) *tracing {
	root := &seen{of: p.point.Root, p: f.Root}
	return &tracing{p.point, &scope{root: root, today: f.Today}}
}

func fault(r Result) string {
	if r.Err == nil {
		return ""
	}
	return r.Err.Error()
}

func (t *tracing) clause(p *part, s *scope, of string) Clause { return t.told(p, s, of, p.in(s)) }

// told is the clause of a part that came to a result.
func (t *tracing) told(p *part, s *scope, of string, r Result) Clause {
	c := Clause{Text: p.text, Of: of, Value: r.Value, Missing: r.Missing, Fault: fault(r), Joined: p.joined}
	switch p.joined {
	case "and", "or", "not":
		for _, x := range p.parts {
			c.Parts = append(c.Parts, t.clause(x, s, ""))
		}
		return c
	case "if":
		when := t.clause(p.parts[0], s, "")
		c.Parts = []Clause{when}
		if b, known := when.Value.(bool); known {
			c.Parts = append(c.Parts, t.clause(p.parts[map[bool]int{true: 1, false: 2}[b]], s, ""))
		}
		return c
	case "all", "exists":
		t.entries(p, s, &c)
		return c
	}
	for _, n := range p.names {
		c.Reads = append(c.Reads, Read{Path: n.name, Label: n.doc, Value: n.part.in(s).Value})
	}
	for _, path := range p.reads {
		c.Reads = append(c.Reads, t.read(s, path)...)
	}
	t.measure(p, s, &c)
	return c
}

// entries tells of the entries of a list that decide: those that fail under all, the first that holds under exists, and
// every one where none does.
func (t *tracing) entries(p *part, s *scope, c *Clause) {
	c.Reads = t.read(s, p.list)
	counted, holding, all := 0, 0, t.elements(p, s)
	for i, e := range all {
		inner := s.within(p.loop, e.value)
		value := p.parts[0].in(inner).Value
		counted++
		if value == true {
			holding++
		}
		deciding := value != true
		if p.joined == "exists" && c.Value == true {
			deciding = value == true && holding == 1
		}
		if deciding && len(c.Parts) < mostEntries {
			c.Parts = append(c.Parts, t.clause(p.parts[0], inner, all[i].path))
		}
	}
	switch {
	case counted == 0:
		c.Distance = "there is none"
	case p.joined == "all" && c.Value != true:
		c.Distance = fmt.Sprintf("%d of %d", counted-holding, counted) + " not"
	case p.joined == "exists" && c.Value != true:
		c.Distance = fmt.Sprintf("none of %d", counted)
	default:
		c.Distance = fmt.Sprintf("%d of %d", holding, counted)
	}
}

// element is an entry of a list: a record of the mirror or a single value.
type element struct {
	value any
	path  string
}

func (t *tracing) elements(p *part, s *scope) []element {
	var all []element
	for _, at := range s.targets(p.list) {
		if at.field.Elem.Kind == RecordOf {
			entries, _ := at.on.entries(at.field)
			for _, e := range entries {
				all = append(all, element{e, e.path})
			}
			continue
		}
		for i, v := range at.on.values(at.field) {
			all = append(all, element{v, fmt.Sprintf("%s[%d]", at.path(), i)})
		}
	}
	if p.elements != nil {
		all = slices.DeleteFunc(all, func(e element) bool { return p.elements.in(s.within(p.filter, e.value)).Value != true })
	}
	return all
}

// values are the entries of a list of single values, none of a list of records; nil stands for one that is not known.
func (s *seen) values(f *Field) []any {
	if texts, is := s.over[f.Name].([]string); is {
		all := make([]any, len(texts))
		for i, t := range texts {
			all[i] = t
		}
		return all
	}
	if s.p == nil || f.Elem.Kind == RecordOf {
		return nil
	}
	list, _ := f.List(s.p)
	var all []any
	for i := range list.Len {
		one := seen{p: list.At(i)}
		all = append(all, one.value(f.Elem))
	}
	return all
}

// read gives the value at a path, and one for each element where the path goes through a list.
func (t *tracing) read(s *scope, path string) []Read {
	if name, of, _ := strings.Cut(path, "."); name == todayName || name == paramsName {
		return t.constant(name, of)
	}
	var all []Read
	for _, at := range s.targets(path) {
		r := Read{Path: at.path(), Label: at.field.Doc, Value: at.on.value(at.field)}
		if n, is := r.Value.(int); is {
			if to, longer := at.on.over[at.field.Name].(int); longer {
				n = to
			}
			r.Value = fmt.Sprintf("%d %s", n, plural(n, "entry", "entries"))
		}
		all = append(all, r)
	}
	return all
}

func (t *tracing) constant(name, of string) []Read {
	if name == todayName {
		return []Read{{Path: name, Label: "the day of the decision", Value: ifKnown(t.scope.today, t.scope.today != 0)}}
	}
	if t.point.Params == nil || t.point.Params.Field(of) == nil {
		return nil
	}
	f := t.point.Params.Field(of)
	value := (&seen{p: paramsAt(t.point)}).value(f)
	if n, is := value.(int); is && f.Kind == ListOf {
		value = fmt.Sprintf("%d %s", n, plural(n, "entry", "entries"))
	}
	return []Read{{Path: name + "." + of, Label: f.Doc, Value: value}}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
