package bundle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/near"
	"github.com/acl-beacon/beacon/internal/rules"
)

// extend gives the subjects the attributes that the packs declare.
func (l *loader) extend() {
	more := map[string][]*rules.Field{}
	first := map[string]Attribute{}
	for _, p := range l.packs {
		for _, a := range p.Attributes {
			of := l.record(p, a)
			if of == nil || a.Kind == 0 {
				continue
			}
			key := of.Name + "." + a.Name
			if was, twice := first[key]; twice {
				if was.Kind != a.Kind {
					p.file.add(a.Pos, CodeDuplicate, "", fmt.Sprintf("%s.%s is %s at %s, and %s here", a.Path, a.Name, was.Kind, was.Pos, a.Kind),
						"give one of the two another name")
				}
				continue
			}
			first[key] = a
			if of.Field(a.Name) != nil {
				p.file.add(a.Pos, CodeDuplicate, "", fmt.Sprintf("%s has a field %q already", a.Path, a.Name), "read that one, or choose another name")
				continue
			}
			f, err := rules.Attribute(of, a.Name, a.Kind)
			if err != nil {
				p.file.add(a.Pos, CodeBadValue, "", fmt.Sprintf("%s can have no columns of your own", a.Path), "give them to a document, such as partner")
				continue
			}
			f.Unit, f.Doc, f.Ask, f.Values = a.Unit, a.Says, a.Ask, a.Values
			more[of.Name] = append(more[of.Name], f)
		}
	}
	if len(more) == 0 {
		return
	}
	l.subjects = slices.Clone(l.subjects)
	for i := range l.subjects {
		l.subjects[i].Root = l.subjects[i].Root.Extend(more)
	}
	l.own = more
}

// record finds the record that an attribute belongs to.
func (l *loader) record(p *Pack, a Attribute) *rules.Record {
	var names []string
	for _, s := range l.subjects {
		if f := s.Root.Find(a.Path); f != nil && f.Of != nil {
			return f.Of
		}
		for _, f := range s.Root.Fields {
			if f.Of != nil && !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		}
	}
	p.file.add(a.Pos, CodeUnknownState, "", fmt.Sprintf("there is no record %q to give columns to", a.Path), suggest(a.Path, names))
	return nil
}

// point returns the variables an expression of a pack about a subject may use: the facts, the pack's params, and what it
// names under let and tables.
func (l *loader) point(p *Pack, pos Pos, rule, subject string) (*Subject, *rules.Point) {
	i := slices.IndexFunc(l.subjects, func(s Subject) bool { return s.Name == subject })
	if i < 0 {
		names := make([]string, len(l.subjects))
		for i, s := range l.subjects {
			names[i] = s.Name
		}
		p.file.suggest(pos, CodeUnknownState, rule, fmt.Sprintf("rules cannot judge %q", subject), subject, names)
		return nil, nil
	}
	s := &l.subjects[i]
	key := pointKey(p.ID, subject)
	if point, ok := l.points[key]; ok {
		return s, point
	}
	point, err := rules.NewPoint(s.Root, p.constants(), l.options.Options)
	if err != nil {
		p.file.add(pos, rulesCode(rules.CodeInternal), rule, err.Error(), "")
		return nil, nil
	}
	for _, let := range p.Lets {
		if let.Subject == subject {
			point = l.define(p, point, let.Name, let.Says, let.Is, let.Name)
		}
	}
	for i := range p.Tables {
		if t := &p.Tables[i]; t.Subject == subject {
			point = l.defineTable(p, point, t)
		}
	}
	l.points[key] = point
	return s, point
}

// pointKey names the point of a pack and a subject.
func pointKey(pack, subject string) string { return pack + "/" + subject }

// constants are the pack's parameters as its rules read them.
func (p *Pack) constants() *rules.Record {
	var all []rules.Constant
	for _, v := range p.Params {
		if v.Kind != 0 {
			all = append(all, rules.Constant{Name: v.Name, Kind: v.Kind, Value: v.Value, Doc: v.Says, Unit: v.Unit, DocIn: v.SaysIn, UnitIn: v.UnitIn})
		}
	}
	return rules.Constants("params of "+p.ID, all)
}

// define gives an expression of a pack a name. Where it has problems the point stays as it was.
func (l *loader) define(p *Pack, point *rules.Point, name, says string, e Expr, rule string) *rules.Point {
	more, problems := point.Define(name, says, e.Text)
	for _, pr := range problems {
		at := e.Pos(pr.Line, pr.Column)
		if pr.Code == rules.CodeNameTaken && strings.HasPrefix(pr.Message, fmt.Sprintf("%q is", name)) {
			at = l.placeOf(p, name, at)
		}
		for _, let := range p.Lets {
			if pr.Code == rules.CodeUnknownName && strings.Contains(pr.Message, fmt.Sprintf("called %q", let.Name)) {
				pr.Old, pr.New, pr.Hint = "", "", "a part under let can use those above it, about the same subject"
			}
		}
		p.file.problem(e, at, rule, pr)
	}
	if more == nil {
		return point
	}
	return more
}

// placeOf is where a name is given.
func (l *loader) placeOf(p *Pack, name string, otherwise Pos) Pos {
	for _, let := range p.Lets {
		if let.Name == name {
			return let.Pos
		}
	}
	return otherwise
}

// problem reports a problem of an expression.
func (f *file) problem(e Expr, at Pos, rule string, pr rules.Problem) {
	f.add(at, rulesCode(pr.Code), rule, pr.Message, pr.Hint)
	if pr.Old == "" {
		return
	}
	whole, is := f.bare(e)
	if !is || at != e.Pos(1, 1) || !unquotable(pr.New+strings.TrimPrefix(whole, pr.Old)) {
		f.mend(at, pr.Old, pr.New)
	} else if quoted := inQuotes(pr.New + strings.TrimPrefix(whole, pr.Old)); quoted != "" {
		f.mend(at, whole, quoted)
	}
}

// names makes sure that whatever a pack names is checked, whether a rule uses it or not.
func (l *loader) names(p *Pack) {
	for _, let := range p.Lets {
		l.point(p, let.onAt, let.Name, let.Subject)
	}
	for _, t := range p.Tables {
		l.point(p, t.onAt, t.ID, t.Subject)
	}
}

// a puts the article before a noun.
func a(noun string) string {
	if strings.ContainsAny(noun[:1], "aeiou") {
		return "an " + noun
	}
	return "a " + noun
}

func suggest(written string, names []string) string {
	if n, ok := near.Name(written, names); ok {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return "use one of " + strings.Join(names, ", ")
}

func rulesCode(c rules.Code) string { return string(c) }
