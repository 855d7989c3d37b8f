package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/near"
)

// suggestField looks for the field that was meant. The checker does not say which record it looked in, so a name is
// suggested only where the expression is understood with it in that place.
func (p *Point) suggestField(source, written string, to *Problem) {
	at := offset(source, to.Line, to.Column)
	if !strings.HasPrefix(source[at:], written) {
		return
	}
	names := p.allFields()
	elsewhere := slices.Contains(names, written)
	for range 3 {
		names = slices.DeleteFunc(names, func(n string) bool { return n == written })
		n, ok := near.Name(written, names)
		if !ok {
			break
		}
		_, issues := p.env.Compile(source[:at] + n + source[at+len(written):])
		if !strings.Contains(issues.String(), fmt.Sprintf("undefined field '%s'", n)) {
			to.Hint = fmt.Sprintf("did you mean %q?", n)
			to.certain(source, written, n)
			return
		}
		names = slices.DeleteFunc(names, func(m string) bool { return m == n })
	}
	if elsewhere {
		to.Hint = fmt.Sprintf("%q is a field of something else; the vocabulary lists the fields of each record", written)
	}
}

// suggestName says what to write for a name that there is not, and the name itself where that is certain.
func (p *Point) suggestName(written string) (hint, nearest string) {
	switch {
	case written == "duration" || written == "timestamp":
		return "write a date as date('2026-03-31') and move it with addDays, addWeeks or addMonths", ""
	case written == "now":
		return "the day of the decision is called today", "today"
	case slices.Contains([]string{"exists", "all", "filter", "map"}, written):
		return "name an entry of the list first, such as ." + written + "(x, …), and then say what holds for x", ""
	case strings.HasPrefix(written, "optional."):
		return noOptional.hint, ""
	case written == "not":
		return "write !", ""
	case p.isValue(written):
		return fmt.Sprintf("put it in quotes: '%s'", written), "'" + written + "'"
	}
	names := p.Variables()
	for _, f := range functions {
		names = append(names, f.Name)
	}
	names = append(names, "has", "size", "double", "int", "string", "matches")
	if n, ok := near.Name(written, names); ok {
		return fmt.Sprintf("did you mean %q?", n), n
	}
	return "use one of " + strings.Join(p.Variables(), ", "), ""
}

// isValue reports whether a closed list of a field has the name.
func (p *Point) isValue(name string) bool {
	records := map[string]*Record{}
	collect(p.Root, records)
	for _, r := range records {
		for _, f := range r.Fields {
			if slices.Contains(f.Values, name) || f.Elem != nil && slices.Contains(f.Elem.Values, name) {
				return true
			}
		}
	}
	return false
}

func (p *Point) allFields() []string {
	records := map[string]*Record{}
	collect(p.Root, records)
	if p.Params != nil {
		collect(p.Params, records)
	}
	found := map[string]bool{}
	for _, r := range records {
		for _, f := range r.Fields {
			found[f.Name] = true
		}
	}
	return sortedKeys(found)
}

func collect(r *Record, into map[string]*Record) {
	if _, done := into[r.Name]; done {
		return
	}
	into[r.Name] = r
	for _, f := range r.Fields {
		for _, of := range []*Record{f.Of, elemRecord(f)} {
			if of != nil {
				collect(of, into)
			}
		}
	}
}
