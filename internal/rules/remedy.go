package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Change is a fact to supply, or to change, so that a rule passes.
type Change struct {
	Path  string `json:"path"`
	Kind  string `json:"kind"`           // yes/no, whole number, number, text, date, list or record
	Label string `json:"label,omitzero"` // what the fact means
	Unit  string `json:"unit,omitzero"`  // what its numbers count
	Ask   string `json:"ask,omitzero"`   // the role that usually knows
	// Has is what the facts hold, nil when it is not recorded. To is what would do: a value, or nil for anything at all and
	// for a record. Of a list both are how many entries it has; of a list of texts To is the one to add, nil for any.
	Has any `json:"has,omitempty"`
	To  any `json:"to,omitempty"`
	// Or says which values beside To would do as well: "or less", "or more", "or earlier", "or later"; empty for none that is
	// known.
	Or string `json:"or,omitzero"`
	// Counted marks what nobody enters: it follows from other facts, which have to change for it.
	Counted bool `json:"counted,omitzero"`
	// From are the facts beside it that it is worked out from, as far as that is known.
	From []string `json:"from,omitempty"`
}

// Remedy is the smallest set of facts found that lets a rule pass. Nothing is guessed: with these values it does.
type Remedy struct {
	Changes []Change `json:"changes,omitempty"` // in the order of the rule; nil when none was found
	Trials  int      `json:"trials"`            // how many values were tried
}

// Lines tells the remedy in words, a line for each fact: what would have to be so, and who knows. It orders nothing, since
// most facts are nobody's to change. The lines after the first begin with "and".
func (r Remedy) Lines() []string {
	if len(r.Changes) == 0 {
		return []string{fmt.Sprintf("nothing was found that would let it pass; %d values were tried", r.Trials)}
	}
	lines := make([]string, len(r.Changes))
	for i, c := range r.Changes {
		lines[i] = c.String()
		if i > 0 {
			lines[i] = "and " + lines[i]
		}
		switch {
		case c.Ask == "":
		case c.Has == nil && c.To != nil && c.Kind != ListOf.String():
			lines[i] += "; it is not recorded, ask the " + c.Ask
		default:
			lines[i] += "; ask the " + c.Ask
		}
	}
	return lines
}

// String tells the change in words, as a condition: the fact were so.
func (c Change) String() string {
	name := c.Path
	if c.Label != "" {
		name += " (" + c.Label + ")"
	}
	if c.Counted {
		name += ", which follows from other facts,"
		if len(c.From) > 0 {
			name = strings.TrimSuffix(name, "follows from other facts,") + "is worked out from " + inOne(c.From) + ","
		}
	}
	to := Format(c.To)
	if c.Unit != "" {
		to += " " + c.Unit
	}
	if c.Or != "" {
		to += " " + c.Or
	}
	before, _ := c.Has.(int)
	after, counts := c.To.(int)
	list := c.Kind == ListOf.String()
	switch {
	case list && counts && after > before:
		return fmt.Sprintf("%s had %d %s more", name, after-before, plural(after-before, "entry", "entries"))
	case list && counts:
		return fmt.Sprintf("%s had %d %s fewer", name, before-after, plural(before-after, "entry", "entries"))
	case list && c.To == nil:
		return name + " had one entry more"
	case list:
		return name + " had " + to + " in it"
	case c.Has == nil && c.To == nil && c.Counted:
		return name + " were known"
	case c.Has == nil && c.To == nil:
		return name + " were recorded"
	case c.Has == nil:
		return name + " were " + to
	case c.To == nil:
		return name + " were something else than " + Format(c.Has)
	}
	return name + " were " + to + ", not " + Format(c.Has)
}

// inOne joins names: a, b and c.
func inOne(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// changes puts steps into words that do not need the mirror.
func (s *solver) changes(goals []*part, steps []step) []Change {
	var all []Change
	for i, st := range steps {
		c := Change{Path: st.path(), Kind: st.field.Kind.String(), Label: st.field.Doc, Unit: st.field.Unit, Ask: st.field.Ask,
			Counted: st.counted(), From: st.field.WorkedOut(), Has: st.on.value(st.field), To: st.value}
		switch {
		case st.field.Kind == RecordOf || s.free(goals, steps, i):
			c.To = nil
		case st.field.Kind == ListOf && st.field.Elem.Kind == String:
			for _, added := range st.value.([]string)[len(st.on.values(st.field)):] {
				c.To = added
				if added == anything {
					c.To = nil
				}
				all = append(all, c)
			}
			continue
		default:
			c.Or = s.direction(goals, steps, i)
		}
		all = append(all, c)
	}
	return all
}

// free reports whether any value would do, by trying values far from the one found.
func (s *solver) free(goals []*part, steps []step, i int) bool {
	var others []any
	switch st := steps[i]; st.field.Kind {
	case Int:
		least, most := st.field.ends()
		others = []any{int64(least), int64(most)}
	case Double:
		least, most := st.field.ends()
		others = []any{least, most}
	case Date:
		others = []any{caldate.Day(1), caldate.Max}
	case Bool:
		others = []any{st.value != true}
	case String:
		others = []any{"?", anything}
		if len(st.field.Values) > 0 {
			others = nil
			for _, v := range st.field.Values {
				others = append(others, v)
			}
		}
	}
	for _, v := range others {
		other := slices.Clone(steps)
		other[i].value = v
		if !s.reaches(goals, other) {
			return false
		}
	}
	return len(others) > 0
}

// ends are those of a number, far away where it has none.
func (f *Field) ends() (least, most float64) {
	least, most = -1e6, 1e6
	if f.Least != nil {
		least = *f.Least
	}
	if f.Most != nil {
		most = *f.Most
	}
	return least, most
}

// reaches reports whether a number lies between the ends.
func (f *Field) reaches(x float64) bool {
	return (f.Least == nil || x >= *f.Least) && (f.Most == nil || x <= *f.Most)
}

// direction tells whether the values below or above would do as well.
func (s *solver) direction(goals []*part, steps []step, i int) string {
	does := func(by int) bool {
		to, is := moved(steps[i].value, by)
		if n, whole := to.(int64); !is || whole && !steps[i].field.reaches(float64(n)) {
			return false
		}
		if x, is := to.(float64); is && !steps[i].field.reaches(x) {
			return false
		}
		other := slices.Clone(steps)
		other[i].value = to
		return s.reaches(goals, other)
	}
	words := [2]string{"or less", "or more"}
	if _, is := steps[i].value.(caldate.Day); is {
		words = [2]string{"or earlier", "or later"}
	}
	switch below, above := does(-1), does(1); {
	case below && !above:
		return words[0]
	case above && !below:
		return words[1]
	}
	return ""
}

// moved is a value some steps on: whole numbers and days by one each.
func moved(value any, by int) (any, bool) {
	switch v := value.(type) {
	case int:
		return v + by, v+by >= 0
	case int64:
		return v + int64(by), true
	case float64:
		return v + float64(by), true
	case caldate.Day:
		d := v.AddDays(by)
		return d, d != 0
	}
	return nil, false
}
