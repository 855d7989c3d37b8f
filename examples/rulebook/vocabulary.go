package main

import (
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
)

type vocabularyReport struct {
	Subjects  []beacon.Vocabulary `json:"subjects"`
	Functions []function          `json:"functions"`
}

type function struct {
	Name    string `json:"name"`
	Usage   string `json:"usage"`
	Means   string `json:"means"`
	Example string `json:"example"`
}

func vocabulary(o options) (report, error) {
	l, err := load(options{})
	if err != nil {
		return nil, err
	}
	r := vocabularyReport{Subjects: l.Vocabulary()}
	if o.on != "" {
		v, err := l.subject(o.on)
		if err != nil {
			return nil, err
		}
		r.Subjects = []beacon.Vocabulary{v}
	}
	for _, f := range beacon.Functions() {
		r.Functions = append(r.Functions, function{f.Name, f.Usage, f.Doc, f.Example})
	}
	return r, nil
}

func (r vocabularyReport) fine() bool { return true }

func (r vocabularyReport) text(p page) {
	p.line("# What rules can say\n")
	p.para("A **record** is what the service itself writes down, such as a baseline: a rule may find fault when it is " +
		"not there. A **fact** is about the world, such as a distance: when nobody entered it, a rule that needs it " +
		"cannot be judged and asks for it. What is **worked out** from other fields is read like any, and entered nowhere. " +
		"A list that nobody filled in is empty: it has 0 entries, and a rule can be judged by it. A group that nobody " +
		"filled in is not recorded, and a rule that reads one of its fields cannot be judged unless it asks has() first. A group has fields of its own. A name with `[]` is a field of each entry of a list. Everywhere there are " +
		"also `today`, the day of the decision, and `params`, the parameters of the rule's own pack.")
	for _, v := range r.Subjects {
		subjectText(p, v)
	}
	p.line("\n## Functions\n")
	for _, f := range r.Functions {
		p.item("-", 2, "`"+f.Usage+"`: "+f.Means+". Example: `"+f.Example+"`")
	}
}

func subjectText(p page, v beacon.Vocabulary) {
	p.line("\n## " + v.Subject + "\n")
	p.para("Decided about it: " + strings.Join(v.Decides, ", ") + ". A check is asked at a review, the others on entering a state.")
	if len(v.States) > 0 {
		p.para("States: " + strings.Join(v.States, ", ") + ".")
	}
	if len(v.Exits) > 0 {
		p.para("A person decides, and no rule stands in the way, that it is " + or(v.Exits) + ".")
	}
	variable := ""
	for _, f := range v.Fields {
		name, _, _ := strings.Cut(f.Path, ".")
		if name != variable {
			variable = name
			p.line("\n### " + name + "\n")
			p.para(sentence(f.Means))
			p.line("")
			if f.Path == name {
				continue
			}
		}
		p.item("-", 2, fieldText(f))
	}
}

func fieldText(f beacon.Field) string {
	about := []string{f.Kind}
	if f.Kind == "record" {
		about[0] = "group" // record is said below, of where it comes from
	}
	if f.Unit != "" {
		about = append(about, f.Unit)
	}
	switch {
	case f.Counted:
		about = append(about, strings.TrimSuffix("worked out from "+join(f.From, " and "), " from "))
	case f.Fact:
		about = append(about, "fact")
	default:
		about = append(about, "record")
	}
	text := "`" + f.Path + "` (" + strings.Join(about, ", ") + ")"
	if f.Means != "" {
		text += " " + f.Means
	}
	text += "."
	if len(f.Values) > 0 {
		quoted := slices.Clone(f.Values)
		for i := range quoted {
			quoted[i] = "'" + quoted[i] + "'"
		}
		text += " One of " + strings.Join(quoted, ", ") + "."
	}
	if f.Ask != "" && !f.Counted {
		text += " Ask the " + f.Ask + "."
	}
	return text
}
