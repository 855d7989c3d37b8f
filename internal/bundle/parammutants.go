package bundle

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/rules"
)

// ofParam moves a figure by one either way, and turns a yes into a no, as far as it shows in what the cases are about. Its
// place is where the figure is written: in its pack, or in the one that sets it. One that a pack sets is moved even where
// no case can show it, since the pack was written for it.
func (s *Set) ofParam(pack *Pack, param Param, tested map[About]bool) []Mutant {
	shows := s.where(tested, func(id, _ string) bool { return id == pack.ID },
		func(p *rules.Program) bool { return slices.Contains(p.Reads(), "params."+param.Name) })
	m := Mutant{Pos: param.Pos, From: valueText(param.Value), Shows: shows}
	if len(shows) > 0 {
		m.ID = param.Name
	}
	for _, c := range s.Changes {
		if c.Kind == "set" && c.Name == pack.ID+"."+param.Name {
			m.ID, m.Pos = c.Name, c.Pos
		}
	}
	if m.ID == "" {
		return nil
	}
	var all []Mutant
	for _, value := range beside(param.Value) {
		m.To = valueText(value)
		m.change = func(to *Set) *Set { return to.withParam(pack.ID, param, value) }
		all = append(all, m)
	}
	return all
}

// beside are the values next to one; none for texts and lists.
func beside(value any) []any {
	switch v := value.(type) {
	case bool:
		return []any{!v}
	case int64:
		if v == 0 {
			return []any{v + 1}
		}
		return []any{v + 1, v - 1}
	case float64:
		return []any{v + 1}
	case caldate.Day:
		return []any{v.AddDays(1), v.AddDays(-1)}
	}
	return nil
}

// withParam is the set with another value of a parameter, unless the case already gives it one of its own.
func (s *Set) withParam(pack string, was Param, value any) *Set {
	out := *s
	out.packs, out.Packs = slices.Clone(s.packs), slices.Clone(s.Packs)
	for i, p := range s.packs {
		if p.ID != pack {
			continue
		}
		own := *p
		own.Params = slices.Clone(p.Params)
		n := slices.IndexFunc(own.Params, func(q Param) bool { return q.Name == was.Name })
		if valueText(own.Params[n].Value) != valueText(was.Value) {
			return s
		}
		own.Params[n].Value = value
		out.packs[i] = &own
		at := slices.IndexFunc(out.Packs, func(info PackRef) bool { return info.ID == pack })
		out.Packs[at].Params = own.Params
		points, constants := s.points(pack), own.constants()
		for key, p := range points {
			points[key] = p.With(constants)
		}
		return out.moved(points, func(p *rules.Program) bool { return slices.Contains(p.Reads(), "params."+was.Name) })
	}
	return s
}
