package bundle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/near"
	"github.com/acl-beacon/beacon/internal/rules"
)

// layer applies what each pack says of earlier ones. Nothing is replaced in silence.
func (l *loader) layer() {
	seen := map[string]*Pack{}
	for i, p := range l.packs {
		if first, twice := seen[p.ID]; twice {
			p.file.add(p.pos, CodeDuplicate, "", fmt.Sprintf("pack %q is already in %s", p.ID, first.file.name), "give this one another id")
		}
		seen[p.ID] = p
		earlier := l.packs[:i]
		l.unique(p, earlier)
		for _, c := range p.Disable {
			l.change(p, earlier, c, func(from *Pack, at int) {
				l.changed(p, Changed{Kind: "disabled", Name: c.Name, From: from.ID, Because: c.Because, Was: from.Rules[at].Pos, Pos: c.Pos})
				from.Rules = slices.Delete(from.Rules, at, at+1)
			})
		}
		for _, c := range p.Raise {
			l.change(p, earlier, c, func(from *Pack, at int) {
				r := &from.Rules[at]
				if c.To == nil || !slices.Contains(severities, c.To.Value) {
					return // Read has told of it
				}
				kind := "raised"
				if slices.Index(severities, c.To.Value) > slices.Index(severities, r.Severity) {
					kind = "lowered"
				}
				l.changed(p, Changed{Kind: kind, Name: c.Name, From: from.ID, Because: c.Because, Was: r.Pos, Pos: c.Pos, Old: r.Severity, New: c.To.Value})
				r.Severity = c.To.Value
			})
		}
		for _, c := range p.Set {
			l.set(p, earlier, c)
		}
	}
}

// unique takes replaced rules out of earlier packs and reports ids that are there twice.
func (l *loader) unique(p *Pack, earlier []*Pack) {
	own := map[string]bool{}
	for _, r := range p.Rules {
		if own[r.ID] {
			p.file.add(r.Pos, CodeDuplicate, r.ID, "this id is here twice", "ids are permanent and never used again")
		}
		own[r.ID] = true
		from, at := find(earlier, r.ID)
		switch {
		case r.Replaces == "" && from != nil:
			p.file.add(r.Pos, CodeDuplicate, r.ID, fmt.Sprintf("pack %q has this rule already", from.ID),
				"write replaces: "+from.ID+" to take its place")
		case r.Replaces != "" && (from == nil || from.ID != r.Replaces):
			p.file.add(r.Pos, CodeUnknownRule, r.ID, fmt.Sprintf("pack %q has no such rule to replace", r.Replaces), suggestRule(earlier, r.ID))
		case r.Replaces != "":
			l.changed(p, Changed{Kind: "replaced", Name: r.ID, From: from.ID, Because: r.Source, Was: from.Rules[at].Pos, Pos: r.Pos})
			from.Rules = slices.Delete(slices.Clone(from.Rules), at, at+1)
		}
	}
}

// Changed is what a pack did to an earlier one: the rule or parameter, who did it and why, and where both are written.
type Changed struct {
	Kind    string `json:"kind"`              // replaced, disabled, raised, lowered or set
	Name    string `json:"name"`              // id of the rule, or the parameter with its pack
	From    string `json:"from"`              // the earlier pack
	By      string `json:"by"`                // the pack that changes it
	Because string `json:"because,omitempty"` // the reason; of a rule that replaces another, its source
	Was     Pos    `json:"was"`               // where the rule or parameter is written
	Pos     Pos    `json:"pos"`               // where the change is written
	Old     string `json:"old,omitempty"`     // weight or value before
	New     string `json:"new,omitempty"`     // and after
}

func (l *loader) changed(by *Pack, c Changed) {
	c.By = by.ID
	l.changes = append(l.changes, c)
}

// negative reports whether a value is a number below 0.
func negative(v any) bool {
	switch v := v.(type) {
	case int64:
		return v < 0
	case float64:
		return v < 0
	}
	return false
}

// valueText writes a parameter's value for people.
func valueText(v any) string {
	switch v := v.(type) {
	case nil:
		return "not set"
	case []string:
		return strings.Join(v, ", ")
	}
	return rules.Format(v)
}

func find(packs []*Pack, rule string) (*Pack, int) {
	for _, p := range packs {
		if i := slices.IndexFunc(p.Rules, func(r Rule) bool { return r.ID == rule }); i >= 0 {
			return p, i
		}
	}
	return nil, 0
}

func suggestRule(packs []*Pack, id string) string {
	var ids []string
	for _, p := range packs {
		for _, r := range p.Rules {
			ids = append(ids, r.ID)
		}
	}
	if n, ok := near.Name(id, ids); ok {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return ""
}

func (l *loader) change(p *Pack, earlier []*Pack, c Change, do func(*Pack, int)) {
	from, at := find(earlier, c.Name)
	if from == nil {
		p.file.add(c.Pos, CodeUnknownRule, "", fmt.Sprintf("no earlier pack has a rule %q", c.Name), suggestRule(earlier, c.Name))
		return
	}
	do(from, at)
}

func (l *loader) set(p *Pack, earlier []*Pack, c Change) {
	if c.Name == "" || c.Pack == "" {
		return // Read has told of it
	}
	for _, from := range earlier {
		if from.ID != c.Pack {
			continue
		}
		for i := range from.Params {
			if param := &from.Params[i]; param.Name == c.Name && c.To != nil {
				was := param.Value
				param.Value = p.file.value(c.To, &param.Kind)
				if negative(param.Value) && !negative(was) && was != nil && param.Unit != "" {
					p.file.add(p.file.at(c.To), CodeBadValue, "", fmt.Sprintf("%s counts %s, and there are never %s of them", c.Name, param.Unit, c.To.Value),
						"write a number that is not below 0; until now it is "+valueText(was))
				}
				l.changed(p, Changed{Kind: "set", Name: c.Pack + "." + c.Name, From: c.Pack, Because: c.Because, Was: param.Pos, Pos: c.Pos,
					Old: valueText(was), New: valueText(param.Value)})
				return
			}
		}
	}
	var names []string
	for _, from := range earlier {
		for _, param := range from.Params {
			names = append(names, from.ID+"."+param.Name)
		}
	}
	hint := "write it as pack.parameter, such as lsc2004.review_max_months"
	if n, ok := near.Name(c.Pack+"."+c.Name, names); ok {
		hint = fmt.Sprintf("did you mean %q?", n)
	}
	p.file.add(c.Pos, CodeUnknownRule, "", fmt.Sprintf("no earlier pack has a parameter %q", c.Pack+"."+c.Name), hint)
}
