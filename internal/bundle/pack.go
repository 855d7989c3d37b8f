package bundle

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/rules"
)

// Format is the version of the pack format that this package reads, the value of the key beacon.
const Format = 1

// Pack is one file of rules as it was written.
type Pack struct {
	ID      string
	Version string
	Source  Source
	Params  []Param
	Rules   []Rule
	Scores  []Score
	Choices []Choice

	Disable []Change // rules of earlier packs that are switched off
	Raise   []Change // rules of earlier packs that weigh more here
	Set     []Change // parameters of earlier packs with another value

	file *file
	pos  Pos
}

// Source is the publication a pack's rules come from.
type Source struct {
	Title     string `json:"title,omitzero"`
	Publisher string `json:"publisher,omitzero"`
	Year      int    `json:"year,omitzero"`
	Ref       string `json:"ref,omitzero"`
	// Cite is how rules name it in short before a paragraph, such as LSC 2004.
	Cite string `json:"cite,omitzero"`
}

// paragraph puts the short name of the source before a paragraph of it. What the library itself decided is no paragraph.
func (s Source) paragraph(p string) string {
	if s.Cite == "" || p == "" || p == "design" {
		return p
	}
	return s.Cite + " " + p
}

// Param is a figure that rules use and a college may change.
type Param struct {
	Name   string
	Kind   rules.Kind
	Value  any // nil when it is not set: rules that need it sleep
	Unit   string
	Source string
	Says   string // what it limits
	Pos    Pos
}

// Rule is one rule as it was written.
type Rule struct {
	ID       string
	Pack     string
	Decides  string   // promotion, partner_filter, stage_gate or check, or a host's own point
	Subject  string   // what it judges
	States   []string // where the subject stands, or would enter; nil for anywhere on its ladder
	When     Expr     // whether it applies; zero for always
	Check    Expr     // what must hold
	Severity string   // must, should or may
	Because  map[string]Expr
	Source   string
	Ask      string
	Waivable bool
	Replaces string // pack whose rule of the same id this one takes the place of
	Pos      Pos
}

// Score is one term of the ranking of possible partners.
type Score struct {
	ID      string
	Pack    string
	Subject string
	Value   Expr
	Weight  float64
	Because map[string]Expr
	Source  string
	Pos     Pos
}

// Choice picks the first row whose condition holds.
type Choice struct {
	ID      string
	Pack    string
	Subject string
	Rows    []Row
	Source  string
	Pos     Pos
}

// Row is one row of a choice. A row without a condition always holds.
type Row struct {
	When    Expr
	Then    string
	Because map[string]Expr
	Pos     Pos
}

// Change is a pack's change to an earlier one, with the reason for it.
type Change struct {
	Pack, Name string // the rule, or the pack and its parameter
	To         *yaml.Node
	Because    string
	Pos        Pos
}

// Read parses every pack in the folder: the files ending in .yaml or .yml that are not tests. The packs come in the
// order of their names, folder by folder. Places are given with label before the file's name. Problems are added to
// issues.
func Read(fsys fs.FS, label string, issues *LoadError) []*Pack {
	var packs []*Pack
	files := 0
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isYAML(name) || isTest(name) {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		files++
		f := newFile(label+name, data, issues)
		if root := f.parse(data); root != nil {
			if p := f.pack(root); p != nil {
				packs = append(packs, p)
			}
		}
		return nil
	})
	if err == nil && files == 0 {
		err = errors.New("there is no rule pack in this folder: no file ends in .yaml")
	}
	if err != nil {
		issues.Issues = append(issues.Issues, Issue{Pos: Pos{File: label + "."}, Code: CodeYAML, Message: err.Error()})
	}
	return packs
}

func isYAML(name string) bool { return path.Ext(name) == ".yaml" || path.Ext(name) == ".yml" }

func isTest(name string) bool {
	return strings.HasSuffix(strings.TrimSuffix(name, path.Ext(name)), "_test")
}

func newFile(name string, data []byte, issues *LoadError) *file {
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	return &file{name: name, lines: strings.Split(text, "\n"), issues: issues}
}

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

var paramKinds = map[string]rules.Kind{"number": rules.Double, "whole number": rules.Int, "text": rules.String,
	"date": rules.Date, "yes/no": rules.Bool, "list": rules.ListOf}

func (f *file) params(n *yaml.Node) []Param {
	if n == nil {
		return nil
	}
	o, ok := f.object(n, "params")
	if !ok {
		return nil
	}
	var params []Param
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i].Value
		po, ok := f.object(o.take(name), "a parameter")
		if !ok {
			continue
		}
		p := Param{Name: name, Unit: po.text("unit"), Source: po.text("source"), Says: po.text("says"), Pos: f.at(n.Content[i])}
		kind := po.text("kind")
		if kind != "" {
			if p.Kind, ok = paramKinds[kind]; !ok {
				f.add(f.at(po.value["kind"]), CodeBadValue, "", fmt.Sprintf("%q is not a kind of value", kind),
					"use whole number, number, text, date, yes/no or list")
			}
		}
		if v := po.take("value"); v != nil && v.Tag != "!!null" {
			p.Value = f.value(v, &p.Kind)
		} else if p.Kind == 0 {
			f.add(p.Pos, CodeMissingKey, "", fmt.Sprintf("parameter %q needs a value, or the kind of value it will have", name), "")
		}
		po.done()
		params = append(params, p)
	}
	return params
}

// value reads a parameter's value. Where kind is not given it takes the value's own.
func (f *file) value(n *yaml.Node, kind *rules.Kind) any {
	refuse := func(what string) any {
		f.add(f.at(n), CodeBadValue, "", fmt.Sprintf("%q is not %s", n.Value, what), "")
		return nil
	}
	if *kind == 0 {
		*kind = kindOf(n)
	}
	switch *kind {
	case rules.Bool:
		if b, err := strconv.ParseBool(n.Value); err == nil && n.Tag == "!!bool" {
			return b
		}
		return refuse("true or false")
	case rules.Int:
		if v, err := strconv.ParseInt(n.Value, 10, 64); err == nil {
			return v
		}
		return refuse("a whole number")
	case rules.Double:
		if v, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return v
		}
		return refuse("a number")
	case rules.Date:
		if d, err := caldate.Parse(n.Value); err == nil {
			return d
		}
		return refuse("a date such as 2026-03-31")
	case rules.ListOf:
		var list []string
		if n.Kind != yaml.SequenceNode || n.Decode(&list) != nil {
			return refuse("a list of texts")
		}
		return list
	}
	if n.Kind != yaml.ScalarNode {
		return refuse("one value")
	}
	return n.Value
}

func kindOf(n *yaml.Node) rules.Kind {
	if n.Kind == yaml.SequenceNode {
		return rules.ListOf
	}
	switch n.Tag {
	case "!!bool":
		return rules.Bool
	case "!!int":
		return rules.Int
	case "!!float":
		return rules.Double
	case "!!timestamp":
		return rules.Date
	}
	return rules.String
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
	return r, r.ID != "" && r.Severity != ""
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
