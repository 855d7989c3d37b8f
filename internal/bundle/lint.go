package bundle

import (
	"fmt"
	"slices"
	"strings"
)

// lints are what is worth a look in packs that are right: what nobody uses, what is not said in every
// language, and expressions that hardly say what was meant.
func (l *loader) lints(set *Set) []Issue {
	var lints []Issue
	for _, p := range l.packs {
		mine := &LoadError{}
		f := *p.file
		f.issues = mine
		used := l.used(p)
		for _, v := range p.Params {
			if !used["params."+v.Name] && !l.lostRules(p) {
				f.add(v.Pos, CodeUnused, "", fmt.Sprintf("no rule of this pack uses the parameter %q", v.Name), "take it out, or use it")
			}
		}
		for _, let := range p.Lets {
			if !used[let.Name] {
				f.add(let.Pos, CodeUnused, "", fmt.Sprintf("nothing uses %q", let.Name), "take it out, or use it")
			}
		}
		for _, a := range p.Attributes {
			if !l.anyReads(a) {
				f.add(a.Pos, CodeUnused, "", fmt.Sprintf("no rule reads %s.%s", a.Path, a.Name), "take it out, or use it")
			}
		}
		for _, c := range l.changes {
			if c.Kind == "set" && c.By == p.ID && c.Old == c.New {
				f.add(c.Pos, CodeUnused, "", fmt.Sprintf("this changes nothing: %s is %s already", c.Name, c.Old), "take it out, or write another value")
			}
		}
		l.untranslated(&f, p)
		l.look(&f, p, set)
		f.accepted(p)
		_ = mine.sorted()
		lints = append(lints, mine.Issues...)
	}
	return lints
}

// accepted takes out what the pack says is meant so, and reports what it says so of for nothing.
func (f *file) accepted(p *Pack) {
	found := map[string]bool{}
	f.issues.Issues = slices.DeleteFunc(f.issues.Issues, func(i Issue) bool {
		found[i.Code] = true
		_, meant := p.accept[i.Code]
		return meant
	})
	for _, k := range lintCodes {
		if pos, meant := p.accept[k.name]; meant && !found[k.name] {
			f.add(pos, CodeUnused, "", fmt.Sprintf("nothing in this pack is %q", k.name), "take the line out")
		}
	}
}

// lostRules reports whether a later pack took rules out of this one: a parameter that nothing uses now is then no slip.
func (l *loader) lostRules(p *Pack) bool {
	return slices.ContainsFunc(l.changes, func(c Changed) bool { return c.From == p.ID && (c.Kind == "disabled" || c.Kind == "replaced") })
}

// used holds the names and the parameters that the expressions of a pack use.
func (l *loader) used(p *Pack) map[string]bool {
	used := map[string]bool{}
	note := func(names []string) {
		for _, n := range names {
			used[n] = true
		}
	}
	for _, j := range l.jobs {
		if j.pack == p {
			note(j.program.Uses())
			note(j.program.Reads())
		}
	}
	for _, let := range p.Lets {
		if point := l.points[pointKey(p.ID, let.Subject)]; point != nil {
			note(point.DefinitionUses(let.Name))
			note(point.DefinitionReads(let.Name))
		}
	}
	for _, t := range p.Tables {
		if point := l.points[pointKey(p.ID, t.Subject)]; point != nil {
			note(point.DefinitionReads(t.ID))
			for _, c := range t.Columns {
				note(point.DefinitionUses("_" + t.ID + "_" + c.Name))
			}
		}
	}
	return used
}

func (l *loader) anyReads(a Attribute) bool {
	reads := func(path string) bool { return strings.HasSuffix(path, "."+a.Name) }
	for _, j := range l.jobs {
		if slices.ContainsFunc(j.program.Reads(), reads) {
			return true
		}
	}
	for _, p := range l.packs {
		for _, let := range p.Lets {
			if point := l.points[pointKey(p.ID, let.Subject)]; point != nil && slices.ContainsFunc(point.DefinitionReads(let.Name), reads) {
				return true
			}
		}
	}
	return false
}

// untranslated reports a pack in which some messages are in another language and some are not, and one that has none in
// the language that is asked for.
func (l *loader) untranslated(f *file, p *Pack) {
	for _, lang := range languages[1:] {
		var without []string
		all, lacking := 0, 0
		count := func(id string, because map[string]Expr) {
			if len(because) == 0 {
				return
			}
			all++
			if _, ok := because[lang]; ok {
				return
			}
			lacking++
			if !slices.Contains(without, id) {
				without = append(without, id)
			}
		}
		for _, r := range p.Rules {
			count(r.ID, r.Because)
		}
		for _, s := range p.Scores {
			count(s.ID, s.Because)
		}
		for _, c := range p.Choices {
			for _, r := range c.Rows {
				count(c.ID, r.Because)
			}
		}
		for _, t := range p.Tables {
			for _, r := range t.Rows {
				count(t.ID, r.Because)
			}
		}
		if lacking == 0 || lacking == all && l.options.Language != lang {
			continue
		}
		shown := strings.Join(without[:min(len(without), 5)], ", ")
		if len(without) > 5 {
			shown += " and others"
		}
		f.add(p.pos, CodeUntranslated, "", fmt.Sprintf("%d of %d messages have no text in %s: %s", lacking, all, lang, shown),
			"until they have, they are given in English and say so")
	}
}
