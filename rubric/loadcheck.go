package rubric

import (
	"fmt"
	"strings"
)

// idCheck gives out each id once.
type idCheck struct {
	l    *loader
	seen map[string]string // id to where it was first
}

func (c idCheck) take(id, at string) {
	switch first, taken := c.seen[id]; {
	case strings.TrimSpace(id) == "":
		c.l.add(rubricFileName, at, "the id is empty", "give it a permanent one")
	case taken:
		c.l.add(rubricFileName, at, fmt.Sprintf("%q is the id of %s already", id, first), "give each its own id")
	default:
		c.seen[id] = at
	}
}

// rubric checks what the file says against itself.
func (l *loader) rubric(f rubricFile) {
	c := idCheck{l, map[string]string{}}
	for _, level := range Levels() {
		c.seen[level.String()] = "a level"
	}
	for _, m := range [][2]string{{"/id", f.ID}, {"/edition", f.Edition}, {"/language", f.Language}} {
		if at, v := m[0], m[1]; strings.TrimSpace(v) == "" {
			l.add(rubricFileName, at, "it is empty", "say which rubric, edition and language this is")
		}
	}
	domains := map[string]bool{}
	for i, d := range f.Domains {
		c.take(d, fmt.Sprintf("/domains/%d", i))
		domains[d] = true
	}
	if len(f.Topics) == 0 {
		l.add(rubricFileName, "/topics", "there is no topic", "a rubric needs at least one")
	}
	for i, t := range f.Topics {
		at := fmt.Sprintf("/topics/%d", i)
		c.take(t.ID, at+"/id")
		if !domains[t.Domain] {
			l.add(rubricFileName, at+"/domain", fmt.Sprintf("%q is not a domain of this rubric", t.Domain), "use one of "+strings.Join(f.Domains, ", "))
		}
		l.descriptors(c, t, at)
	}
	l.objectives(c, f.Objectives)
	l.references(c, f)
}

// descriptors checks the descriptors of one topic: each level has one, or there is no column to the right of another.
func (l *loader) descriptors(c idCheck, t topicFile, at string) {
	earlier := map[string]Level{}
	columns := map[Level]int{}
	for i, d := range t.Descriptors {
		at := fmt.Sprintf("%s/descriptors/%d", at, i)
		c.take(d.ID, at+"/id")
		topic, level, _, ok := splitID(d.ID)
		if !ok || topic != t.ID {
			l.add(rubricFileName, at+"/id", fmt.Sprintf("%q does not say topic, level and letter", d.ID),
				fmt.Sprintf("write it like %s.ES.a, with IN, EM, ES or EX in the middle", t.ID))
		}
		if d.Polarity == "" {
			l.add(rubricFileName, at+"/polarity", "it is empty", "use "+strings.Join(d.Polarity.Names(), ", "))
		}
		if of, there := earlier[d.Repeats]; d.Repeats != "" && (!there || of != level) {
			l.add(rubricFileName, at+"/repeats", fmt.Sprintf("%q does not stand before %q at the same level", d.Repeats, d.ID),
				"name the first of the two in the later one")
		}
		if d.Repeats == "" {
			earlier[d.ID] = level // a repeat of a repeat names the first
		}
		columns[level]++
	}
	for _, level := range Levels() {
		if columns[level] == 0 {
			l.add(rubricFileName, at+"/descriptors", fmt.Sprintf("%s has none at %s", t.ID, level),
				"give each level one: it is the next step from the level below")
		}
	}
}

func (l *loader) objectives(c idCheck, o Objectives) {
	here := map[string]bool{"": true}
	for i, x := range o.List {
		at := fmt.Sprintf("/objectives/list/%d", i)
		c.take(x.ID, at+"/id")
		if x.Kind == "" {
			l.add(rubricFileName, at+"/kind", "it is empty", "use "+strings.Join(x.Kind.Names(), ", "))
		}
		if !here[x.Under] {
			l.add(rubricFileName, at+"/under", fmt.Sprintf("%q is no objective before this one", x.Under), "list the upper one first")
		}
		here[x.ID] = true
	}
}

// references checks that links and errata speak of what is there.
func (l *loader) references(c idCheck, f rubricFile) {
	refers := func(id, at string) {
		if c.seen[id] == "" {
			l.add(rubricFileName, at, fmt.Sprintf("there is no %q here", id), "name an id of this rubric")
		}
	}
	for i, link := range f.Links {
		refers(link.From, fmt.Sprintf("/links/%d/from", i))
		for j, id := range link.To {
			refers(id, fmt.Sprintf("/links/%d/to/%d", i, j))
		}
	}
	for i, e := range f.Errata {
		for j, id := range e.About {
			refers(id, fmt.Sprintf("/errata/%d/about/%d", i, j))
		}
	}
}
