package rules

import (
	"fmt"
	"slices"

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
}

// Remedy is the smallest set of facts found that lets a rule pass. Nothing is guessed: with these values it does.
type Remedy struct {
	Changes []Change `json:"changes,omitempty"` // in the order of the rule; nil when none was found
	Trials  int      `json:"trials"`            // how many values were tried
}

// Lines tells the remedy in words, a line for each fact.
func (r Remedy) Lines() []string {
	if len(r.Changes) == 0 {
		return []string{fmt.Sprintf("nothing was found that would let it pass; %d values were tried", r.Trials)}
	}
	lines := make([]string, len(r.Changes))
	for i, c := range r.Changes {
		lines[i] = c.String()
		if c.Ask != "" {
			lines[i] += "; ask the " + c.Ask
		}
	}
	return lines
}

// String tells the change in words.
func (c Change) String() string {
	name := c.Path
	if c.Label != "" {
		name += " (" + c.Label + ")"
	}
	to := "anything"
	if c.To != nil {
		to = Format(c.To)
		if c.Unit != "" {
			to += " " + c.Unit
		}
	}
	if c.Or != "" {
		to += " " + c.Or
	}
	if c.Counted {
		name += ", which follows from other facts,"
	}
	before, _ := c.Has.(int)
	after, counts := c.To.(int)
	list := c.Kind == ListOf.String()
	switch {
	case list && counts && after > before:
		return fmt.Sprintf("add %d %s to %s", after-before, plural(after-before, "entry", "entries"), name)
	case list && counts:
		return fmt.Sprintf("take %d %s out of %s", before-after, plural(before-after, "entry", "entries"), name)
	case list && c.To == nil:
		return "add an entry to " + name
	case list:
		return "add " + to + " to " + name
	case c.Has == nil && c.To == nil:
		return "record " + name
	case c.Has == nil:
		return "record " + name + " as " + to
	case c.To == nil:
		to = "another value"
	}
	return "change " + name + " from " + Format(c.Has) + " to " + to
}

// changes puts steps into words that do not need the mirror.
func (s *solver) changes(goals []*part, steps []step) []Change {
	var all []Change
	for i, st := range steps {
		c := Change{Path: st.path(), Kind: st.field.Kind.String(), Label: st.field.Doc, Unit: st.field.Unit, Ask: st.field.Ask,
			Counted: st.counted(), Has: st.on.value(st.field), To: st.value}
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
		others = []any{int64(-1_000_000), int64(1_000_000)}
	case Double:
		others = []any{-1e6, 1e6}
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

// direction tells whether the values below or above would do as well.
func (s *solver) direction(goals []*part, steps []step, i int) string {
	does := func(by int) bool {
		to, is := moved(steps[i].value, by)
		if !is {
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
