package rules

import (
	"fmt"
	"regexp"
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
	before := chain.FindString(source[:at])
	if d := p.definition(written); d != nil && before != "" {
		to.Column -= len(before)
		to.Hint = fmt.Sprintf("%s is a name of its own, so write %s alone", written, written)
		to.certain(source, before+written, written)
		return
	}
	names := p.allFields()
	elsewhere := slices.Contains(names, written)
	if longer := p.longer(written, names, source, at); longer != "" {
		to.Hint = fmt.Sprintf("did you mean %q?", longer)
		to.certain(source, written, longer)
		return
	}
	for range 3 {
		names = slices.DeleteFunc(names, func(n string) bool { return n == written })
		n, ok := near.Name(written, names)
		if !ok {
			break
		}
		if p.fieldThere(n, written, source, at) {
			to.Hint = fmt.Sprintf("did you mean %q?", n)
			to.certain(source, written, n)
			return
		}
		names = slices.DeleteFunc(names, func(m string) bool { return m == n })
	}
	path := strings.TrimSuffix(before, ".")
	of := p.Root.Find(path)
	switch {
	case path == paramsName:
		to.Hint = fmt.Sprintf("declare it in this pack, such as params: {%s: {value: …}}", written)
	case elsewhere:
		to.Hint = fmt.Sprintf("%q is a field of something else; the vocabulary lists the fields of each record", written)
	case of != nil && of.Kind == RecordOf:
		to.Hint = fmt.Sprintf("the vocabulary lists its fields; a column of your own is declared, such as attributes: {%s: {%s: {kind: number}}}", path, written)
	}
}

// chain is what stands before a field where that is names and points alone.
var chain = regexp.MustCompile(`\b[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*\.$`)

// fieldThere reports whether what stands before the place has a field of that name.
func (p *Point) fieldThere(name, written, source string, at int) bool {
	_, issues := p.env.Compile(source[:at] + name + source[at+len(written):])
	return !strings.Contains(issues.String(), fmt.Sprintf("undefined field '%s'", name))
}

// longer is the one field whose name begins or ends with what was written, as distance_km does with distance; empty where
// there is none or several.
func (p *Point) longer(written string, names []string, source string, at int) string {
	found := ""
	for _, n := range names {
		if (strings.HasPrefix(n, written+"_") || strings.HasSuffix(n, "_"+written)) && p.fieldThere(n, written, source, at) {
			if found != "" {
				return ""
			}
			found = n
		}
	}
	return found
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
	case p.isValue(strings.ToLower(written)):
		value := "'" + strings.ToLower(written) + "'"
		return "write " + value + ", with the quotes", value
	case yesNo[strings.ToLower(written)] != "":
		value := yesNo[strings.ToLower(written)]
		return "write " + value, value
	case written == paramsName:
		return "declare the figure in this pack, such as params: {months: {value: 3}}", ""
	}
	if i := slices.IndexFunc(functions, func(f function) bool { return f.Name == written }); i >= 0 {
		return "it is written " + functions[i].Usage, ""
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

// yesNo is what yes and no are called here.
var yesNo = map[string]string{"yes": "true", "no": "false"}

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
