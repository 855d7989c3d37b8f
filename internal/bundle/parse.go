package bundle

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

func (f *file) pack(root *yaml.Node) *Pack {
	o, ok := f.object(root, packShape)
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
	p.accept = f.accept(o.take("accept"))
	p.Params = f.params(o.take("params"))
	p.Attributes = f.attributes(o.take("attributes"))
	p.Lets = f.lets(o.take("let"), p.ID)
	for _, n := range o.list("tables") {
		if t, ok := f.table(n, p.ID); ok {
			t.Source = p.Source.paragraph(t.Source)
			p.Tables = append(p.Tables, t)
		}
	}
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
	p.Disable = f.changes(o.list("disable"), disableShape, "rule")
	p.Raise = f.changes(o.list("raise"), raiseShape, "rule")
	p.Set = f.changes(o.list("set"), setShape, "param")
	return p
}

func (f *file) source(n *yaml.Node) Source {
	if n == nil {
		return Source{}
	}
	o, ok := f.object(n, sourceShape)
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
	return s
}

// accept reads what a pack says is meant so. Each needs a reason.
func (f *file) accept(n *yaml.Node) map[string]Pos {
	if n == nil {
		return nil
	}
	o, ok := f.object(n, acceptShape)
	if !ok {
		return nil
	}
	all := map[string]Pos{}
	for _, k := range lintCodes {
		if o.take(k.name) != nil && o.needText(k.name) != "" {
			all[k.name] = f.at(o.key[k.name])
		}
	}
	return all
}

func (f *file) rule(n *yaml.Node, pack string) (Rule, bool) {
	o, ok := f.object(n, ruleShape)
	if !ok {
		return Rule{}, false
	}
	r := Rule{Pack: pack, Pos: f.at(n), ID: o.needText("id")}
	r.Decides = o.needText("decides")
	r.decidesAt = o.place("decides")
	r.Subject, r.States, r.onAt = f.on(o)
	r.When = f.expr(o.take("when"))
	for _, severity := range severities {
		check := o.take(severity)
		if check == nil {
			continue
		}
		if r.Severity != "" {
			f.add(f.at(o.key[severity]), CodeNoSeverity, r.ID, "a rule has one of must, should and may",
				"write two rules, or join both with &&")
		}
		r.Severity, r.Check = severity, f.expr(check)
	}
	if r.Severity == "" {
		f.add(r.Pos, CodeNoSeverity, r.ID, "a rule needs must, should or may, with what has to hold", "")
	}
	r.Because = f.because(o)
	r.Source, r.Ask, r.Waivable, r.Replaces = o.text("source"), o.text("ask"), o.yes("waivable"), o.text("replaces")
	if o.take("on") != nil && r.Subject == "" {
		return r, false
	}
	return r, r.ID != "" && !r.Check.IsZero()
}

// on reads the subject and its states: {engagement: [implementing, reviewed]}, {engagement: implementing} or
// {engagement: any}. The places are those of the subject and of each state.
func (f *file) on(o *object) (subject string, states []string, at []Pos) {
	n := o.take("on")
	if n == nil {
		return "", nil, nil
	}
	if n.Kind == yaml.ScalarNode {
		return n.Value, nil, []Pos{f.at(n)}
	}
	if n.Kind != yaml.MappingNode || len(n.Content) != 2 {
		f.add(f.at(n), CodeBadValue, o.rule, `"on" names one subject and its states, such as {engagement: implementing}`, "")
		return "", nil, nil
	}
	subject, at = n.Content[0].Value, []Pos{f.at(n.Content[0])}
	in := []*yaml.Node{n.Content[1]}
	if in[0].Kind == yaml.SequenceNode {
		in = in[0].Content
	} else if in[0].Value == "any" {
		in = nil
	}
	for _, s := range in {
		states, at = append(states, s.Value), append(at, f.at(s))
	}
	return subject, states, at
}

// because reads a message in one or several languages; a bare text is English.
func (f *file) because(o *object) map[string]Expr {
	var n *yaml.Node
	if o.shape.key("because").need {
		n = o.need("because")
	} else {
		n = o.take("because")
	}
	if n == nil {
		return nil
	}
	if n.Kind == yaml.ScalarNode {
		return map[string]Expr{"en": f.message(n, o.rule)}
	}
	texts, ok := f.object(n, messageShape, o.rule)
	if !ok {
		return nil
	}
	messages := map[string]Expr{}
	for _, lang := range languages {
		if text := texts.take(lang); text != nil {
			messages[lang] = f.message(text, o.rule)
		}
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
