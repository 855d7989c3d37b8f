package bundle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

func (f *file) pack(root *yaml.Node) *Pack {
	o, ok := f.object(root, "a pack")
	if !ok {
		return nil
	}
	if format := o.needText("beacon"); format != "" && format != strconv.Itoa(Format) {
		f.add(f.at(o.value["beacon"]), CodeBadValue, "",
			fmt.Sprintf("this file is written for format %s and this program reads format %d", format, Format), "")
		return nil
	}
	p := &Pack{ID: o.needText("pack"), Version: o.needText("version"), file: f, pos: f.at(root)}
	o.take("vocabulary")
	p.Source = f.source(o.take("source"))
	p.Params = f.params(o.take("params"))
	for _, n := range o.list("rules") {
		if r, ok := f.rule(n, p.ID); ok {
			r.Source = p.Source.paragraph(r.Source)
			p.Rules = append(p.Rules, r)
		}
	}
	for _, n := range o.list("scores") {
		if s, ok := f.score(n, p.ID); ok {
			s.Source = p.Source.paragraph(s.Source)
			p.Scores = append(p.Scores, s)
		}
	}
	for _, n := range o.list("choices") {
		if c, ok := f.choice(n, p.ID); ok {
			c.Source = p.Source.paragraph(c.Source)
			p.Choices = append(p.Choices, c)
		}
	}
	p.Disable = f.changes(o.list("disable"), "rule", false)
	p.Raise = f.changes(o.list("raise"), "rule", true)
	p.Set = f.changes(o.list("set"), "param", true)
	o.done()
	return p
}

func (f *file) source(n *yaml.Node) Source {
	if n == nil {
		return Source{}
	}
	o, ok := f.object(n, "the source")
	if !ok {
		return Source{}
	}
	s := Source{Title: o.text("title"), Publisher: o.text("publisher"), Ref: o.text("ref"), Cite: o.text("cite")}
	if year := o.text("year"); year != "" {
		var err error
		if s.Year, err = strconv.Atoi(year); err != nil {
			f.add(f.at(o.value["year"]), CodeBadValue, "", "the year must be a number", "")
		}
	}
	o.done()
	return s
}

func (f *file) rule(n *yaml.Node, pack string) (Rule, bool) {
	o, ok := f.object(n, "a rule")
	if !ok {
		return Rule{}, false
	}
	r := Rule{Pack: pack, Pos: f.at(n), ID: o.needText("id")}
	o.rule = r.ID
	r.Decides = o.needText("decides")
	r.Subject, r.States = f.on(o)
	r.When = f.expr(o.take("when"))
	for _, severity := range []string{"must", "should", "may"} {
		check := o.take(severity)
		if check == nil {
			continue
		}
		if r.Severity != "" {
			f.add(f.at(o.key[severity]), CodeNoSeverity, r.ID, "a rule has one of must, should and may", "")
		}
		r.Severity, r.Check = severity, f.expr(check)
	}
	if r.Severity == "" {
		f.add(r.Pos, CodeNoSeverity, r.ID, "a rule needs must, should or may, with what has to hold", "")
	}
	r.Because = f.because(o)
	r.Source, r.Ask, r.Waivable, r.Replaces = o.text("source"), o.text("ask"), o.yes("waivable"), o.text("replaces")
	o.done()
	return r, r.ID != "" && !r.Check.IsZero()
}

// on reads the subject and its states: {engagement: [implementing, reviewed]}, {engagement: implementing} or
// {engagement: any}.
func (f *file) on(o *object) (subject string, states []string) {
	n := o.take("on")
	if n == nil {
		return "", nil
	}
	if n.Kind == yaml.ScalarNode {
		return n.Value, nil
	}
	if n.Kind != yaml.MappingNode || len(n.Content) != 2 {
		f.add(f.at(n), CodeBadValue, o.rule, `"on" names one subject and its states, such as {engagement: implementing}`, "")
		return "", nil
	}
	subject = n.Content[0].Value
	switch v := n.Content[1]; {
	case v.Kind == yaml.ScalarNode && v.Value != "any":
		states = []string{v.Value}
	case v.Kind == yaml.SequenceNode:
		for _, s := range v.Content {
			states = append(states, s.Value)
		}
	}
	return subject, states
}

// because reads a message in one or several languages; a bare text is English.
func (f *file) because(o *object) map[string]Expr {
	n := o.need("because")
	if n == nil {
		return nil
	}
	if n.Kind == yaml.ScalarNode {
		return map[string]Expr{"en": f.message(n, o.rule)}
	}
	texts, ok := f.object(n, "because")
	if !ok {
		return nil
	}
	messages := map[string]Expr{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		lang := n.Content[i].Value
		if !slices.Contains([]string{"en", "cy"}, lang) {
			f.add(f.at(n.Content[i]), CodeUnknownKey, o.rule, fmt.Sprintf("%q is not a language of messages", lang), "use en or cy")
			continue
		}
		messages[lang] = f.message(texts.take(lang), o.rule)
	}
	if _, ok := messages["en"]; !ok {
		f.add(f.at(n), CodeMissingKey, o.rule, "the message is missing in English (en)", "")
	}
	return messages
}

func (f *file) message(n *yaml.Node, rule string) Expr {
	if strings.TrimSpace(n.Value) == "" {
		f.add(f.at(n), CodeBadValue, rule, "the message is empty", "say in plain words what to do")
		return Expr{}
	}
	e := f.expr(n)
	if len(e.from) > 0 && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		e.Text = n.Value
	}
	return e
}

func (f *file) score(n *yaml.Node, pack string) (Score, bool) {
	o, ok := f.object(n, "a score")
	if !ok {
		return Score{}, false
	}
	s := Score{Pack: pack, Pos: f.at(n), ID: o.needText("id"), Subject: o.needText("on"), Weight: 1}
	o.rule = s.ID
	s.Value = f.expr(o.need("value"))
	if w := o.take("weight"); w != nil {
		var err error
		if s.Weight, err = strconv.ParseFloat(w.Value, 64); err != nil {
			f.add(f.at(w), CodeBadValue, s.ID, "the weight must be a number", "")
		}
	}
	s.Because, s.Source = f.because(o), o.text("source")
	o.done()
	return s, s.ID != "" && !s.Value.IsZero()
}

func (f *file) choice(n *yaml.Node, pack string) (Choice, bool) {
	o, ok := f.object(n, "a choice")
	if !ok {
		return Choice{}, false
	}
	c := Choice{Pack: pack, Pos: f.at(n), ID: o.needText("id"), Subject: o.needText("on"), Source: o.text("source")}
	o.rule = c.ID
	for _, rn := range o.list("first") {
		ro, ok := f.object(rn, "a row")
		if !ok {
			continue
		}
		ro.rule = c.ID
		c.Rows = append(c.Rows, Row{When: f.expr(ro.take("when")), Then: ro.needText("then"), Because: f.because(ro), Pos: f.at(rn)})
		ro.done()
	}
	if len(c.Rows) == 0 {
		f.add(c.Pos, CodeMissingKey, c.ID, `a choice needs rows under "first"`, "")
	}
	o.done()
	return c, c.ID != ""
}

func (f *file) changes(nodes []*yaml.Node, what string, to bool) []Change {
	var all []Change
	for _, n := range nodes {
		o, ok := f.object(n, "an entry")
		if !ok {
			continue
		}
		c := Change{Name: o.needText(what), Pos: f.at(n), Because: o.needText("because")}
		if what == "param" {
			c.Pack, c.Name, _ = strings.Cut(c.Name, ".")
		}
		if to {
			c.To = o.need("to")
		}
		o.done()
		all = append(all, c)
	}
	return all
}
