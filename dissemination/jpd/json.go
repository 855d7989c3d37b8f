package jpd

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
)

type plain Project

var schema = wire.Schema{Kind: "beacon/project", Version: 1}

// MarshalJSON writes the saved form, beacon/project/1. The same project gives the same bytes. A project in which a theme
// was dropped or an id stands twice is a *[practice.DataError].
func (p Project) MarshalJSON() ([]byte, error) {
	if err := p.sound(); err != nil {
		return nil, err
	}
	return wire.MarshalDocument(schema, plain(p))
}

// UnmarshalJSON reads the saved form and keeps members it does not know, except a grade of a visit, which is refused
// (J-37). A fault is a *[practice.DataError] or a *[practice.SchemaError], and p is then unchanged.
func (p *Project) UnmarshalJSON(data []byte) error {
	read := plain(*p)
	err := wire.UnmarshalDocument(data, schema, &read)
	if err == nil {
		err = (*Project)(&read).sound()
	}
	if err == nil {
		*p = Project(read)
	}
	return err
}

// sound holds what a saved project must not contain whatever rules say: parts that could not be told apart, a theme that
// was lost, a grade.
func (p *Project) sound() error {
	for i := range p.Participants {
		if err := p.Participants[i].themesKept(); err != nil {
			return below(fmt.Sprintf("/participants/%d", i), err)
		}
	}
	for i := range p.Visits {
		v := &p.Visits[i]
		err := ungraded(v.Extra)
		if err == nil && v.Form != nil {
			err = below("/form", ungraded(v.Form.Extra))
		}
		if err != nil {
			return below(fmt.Sprintf("/visits/%d", i), err)
		}
	}
	return p.distinct()
}

// gradings are the words that would bring a judgement of a person into a visit.
var gradings = []string{"grade", "grades", "graded", "grading", "score", "scores", "rating", "ratings", "mark", "marks"}

// ungraded refuses a grade among the members that a visit kept without knowing them, at any depth.
func ungraded(e *wire.Extra) error {
	if e == nil || len(e.Unknown) == 0 {
		return nil
	}
	var members map[string]any
	if err := wire.Unmarshal(e.Unknown, &members); err != nil {
		return err
	}
	return gradeIn(members, "")
}

func gradeIn(value any, path string) error {
	switch value := value.(type) {
	case []any:
		for i, v := range value {
			if err := gradeIn(v, fmt.Sprintf("%s/%d", path, i)); err != nil {
				return err
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) { // the same fault every time
			at := path + "/" + pointer.Replace(name)
			words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r < 'a' || r > 'z' })
			if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(gradings, w) }) {
				return fault(at, "a buddy visit is developmental and is not graded; remove it")
			}
			if err := gradeIn(value[name], at); err != nil {
				return err
			}
		}
	}
	return nil
}

var pointer = strings.NewReplacer("~", "~0", "/", "~1") // RFC 6901

// distinct refuses an id that two parts of a kind share: the second could never be found. Parts without an id are for the
// host to name.
func (p *Project) distinct() error {
	for _, list := range []struct {
		path, member string
		n            int
		id           func(int) string
	}{
		{"kpis", "code", len(p.KPIs), func(i int) string { return p.KPIs[i].Code }},
		{"targets", "id", len(p.Targets), func(i int) string { return p.Targets[i].ID }},
		{"participants", "id", len(p.Participants), func(i int) string { return p.Participants[i].ID }},
		{"groups", "id", len(p.Groups), func(i int) string { return p.Groups[i].ID }},
		{"visits", "id", len(p.Visits), func(i int) string { return p.Visits[i].ID }},
		{"als", "id", len(p.Sets), func(i int) string { return p.Sets[i].ID }},
		{"workshops", "id", len(p.Workshops), func(i int) string { return p.Workshops[i].ID }},
	} {
		seen := make(map[string]bool, list.n)
		for i := range list.n {
			id := list.id(i)
			if id != "" && seen[id] {
				return fault(fmt.Sprintf("/%s/%d/%s", list.path, i, list.member), "%q stands twice", id)
			}
			seen[id] = true
		}
	}
	return nil
}
