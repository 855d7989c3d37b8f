package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

type explainReport struct {
	Rule    ruleView         `json:"rule"`
	Says    string           `json:"says,omitempty"`  // its message, filled with the facts
	Words   string           `json:"words,omitempty"` // the rule in plain English
	Reads   []reading        `json:"reads,omitempty"`
	Calls   []function       `json:"functions,omitempty"`
	Today   practice.Date    `json:"today,omitzero"` // with facts, as all that follows
	Verdict practice.Verdict `json:"verdict,omitempty"`
	Missing []string         `json:"missing,omitempty"`
	When    *beacon.Clause   `json:"when,omitempty"`
	Check   *beacon.Clause   `json:"check,omitempty"`
	Opens   *beacon.Remedy   `json:"opens,omitempty"` // what would let it pass
	alone   bool             // there are no facts
}

// reading is something a rule reads, in words.
type reading struct {
	beacon.Field
	Value  string `json:"value,omitempty"`  // of a parameter
	Source string `json:"source,omitempty"` // of its figure
}

func explain(o options) (report, error) {
	l, err := load(o, o.args[1:]...)
	if err != nil {
		return nil, err
	}
	return l.explain(o.args[0], o)
}

func (l *library) explain(id string, o options) (report, error) {
	if slices.Contains(l.Choices(), id) {
		return l.explainChoice(id, o)
	}
	rule, err := l.rule(id)
	if err != nil {
		return nil, err
	}
	id = rule.ID
	s := situation{To: o.to, told: o.to != ""}
	if o.facts != "" {
		if s, err = situationOf(o); err != nil {
			return nil, err
		}
	}
	d, err := l.ask(id, s, o.day(s.Today))
	if err != nil {
		return nil, err
	}
	t, err := l.Explain(d, id)
	if err != nil {
		return nil, err
	}
	r := explainReport{Rule: view(rule), Says: t.Message, Reads: l.reads(rule), Calls: calls(rule), alone: o.facts == ""}
	r.Words, _ = l.Words(id)
	if !r.alone {
		r.Today, r.Verdict, r.Missing, r.When, r.Check, r.Opens = d.Today, t.Verdict, t.Missing, t.When, t.Check, t.Opens
	}
	return r, nil
}

// reads describes the facts and parameters of a rule.
func (l *library) reads(r beacon.RuleInfo) []reading {
	var all []reading
	for _, path := range r.Reads {
		f, ok := l.Describe(r.Subject, path)
		if !ok {
			f.Path = path
		}
		if path == "today" {
			f.Kind, f.Means = "date", "the day of the decision"
		}
		all = append(all, reading{Field: f})
	}
	for _, v := range r.Params {
		all = append(all, reading{Field: beacon.Field{Path: "params." + v.Name, Means: v.Says, Unit: v.Unit}, Value: valueOf(v), Source: v.Source})
	}
	return all
}

// calls describes the functions of a rule.
func calls(r beacon.RuleInfo) []function {
	var all []function
	for _, f := range beacon.Functions() {
		if slices.Contains(r.Functions, f.Name) {
			all = append(all, function{f.Name, f.Usage, f.Doc, f.Example})
		}
	}
	return all
}

// written puts a value that a rule read or reached into words.
func written(v any) string {
	switch v := v.(type) {
	case nil:
		return "not recorded"
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case interface{ Long() string }: // a date
		return v.Long()
	}
	return fmt.Sprint(v)
}

func (r explainReport) fine() bool {
	return r.alone || r.Verdict == practice.Pass || r.Verdict == practice.NotApplicable
}

// blanks are what stands in a message, in either language, for what is filled in.
var blanks = strings.NewReplacer("not recorded", "…", "heb ei gofnodi", "…")

const column = 16

func (r explainReport) text(p page) {
	if !r.alone {
		r.trace(p)
		return
	}
	p.line(fmt.Sprintf("%s, a %s of the pack %s", r.Rule.ID, r.Rule.Severity, r.Rule.Pack))
	p.line("")
	p.item("In words", column, r.Words)
	p.item("Decides", column, decidesWords(r.Rule))
	p.item("Asked", column, asked(r.Rule))
	p.item("Applies", column, cmp.Or(prefixed("when ", r.Rule.When), "always"))
	p.item(sentenceCase(string(r.Rule.Severity))+" hold", column, r.Rule.Check)
	p.item("If it does not", column, blanks.Replace(r.Says))
	p.item("Source", column, cmp.Or(r.Rule.Source, "none given"))
	p.item("Ask", column, cmp.Or(prefixed("the ", r.Rule.Ask), "nobody named"))
	if r.Rule.Waivable {
		p.item("May be waived", column, "with a reason, until a day")
	}
	p.item("Written in", column, r.Rule.Place)
	p.line("\nReads")
	for _, f := range r.Reads {
		p.line("  " + f.Path)
		p.item("", column, f.words())
	}
	if len(r.Calls) > 0 {
		p.line("\nFunctions")
	}
	for _, f := range r.Calls {
		p.line("  " + f.Usage)
		p.item("", column, sentence(f.Means))
	}
	if blanks.Replace(r.Says) != r.Says {
		p.line("")
		p.para("Where … stands in the message, a fact is filled in. Give facts with -facts to see it.")
	}
}

func (r explainReport) trace(p page) {
	p.para(fmt.Sprintf("%s, on %s: %s", r.Rule.ID, r.Today.Long(), verdictWords[r.Verdict]))
	switch {
	case r.Verdict == practice.Fail:
		p.item("", 2, r.Says)
	case len(r.Missing) > 0:
		p.item("", 2, "Not recorded: "+countingAll(r.Missing))
	}
	if r.When != nil {
		p.line("\nIt applies when")
		writeClause(p, *r.When, 2)
	}
	if r.Check != nil && r.Verdict != practice.NotApplicable {
		p.line("\n" + fmt.Sprintf("It %s hold that", r.Rule.Severity))
		writeClause(p, *r.Check, 2)
	}
	if r.Opens != nil {
		p.line("")
		if len(r.Opens.Changes) > 0 {
			p.line("It would pass if")
		}
		for _, line := range r.Opens.Lines() {
			p.item("  -", 4, line)
		}
	}
	p.line("")
	p.para(strings.TrimPrefix(prefixed("Source: ", r.Rule.Source)+". Written in "+r.Rule.Place+".", ". "))
}

// writeClause tells what a part of a rule came to, and of all and exists which entries decide.
func writeClause(p page, c beacon.Clause, indent int) {
	if c.Of != "" {
		p.item("", indent, "for "+counting(c.Of))
		indent += 2
	}
	at := strings.Repeat(" ", indent)
	switch c.Joined {
	case "and", "or":
		for i, part := range c.Parts {
			if i > 0 {
				p.line(at + c.Joined)
			}
			writeClause(p, part, indent+2)
		}
		return
	case "not":
		p.line(at + "not")
		writeClause(p, c.Parts[0], indent+2)
		return
	}
	p.item("", indent, c.Text)
	value := written(c.Value)
	switch {
	case c.Fault != "":
		value = "broke down: " + c.Fault
	case c.Value == nil:
		value = "cannot tell"
	}
	if c.Distance != "" {
		value += ": " + c.Distance
	}
	p.item(at+"=>", indent+3, value)
	for _, part := range c.Parts {
		writeClause(p, part, indent+2)
	}
	for _, r := range c.Reads {
		text := counting(r.Path) + " is " + written(r.Value)
		if r.Label != "" {
			text += " (" + r.Label + ")"
		}
		p.item(at+"  -", indent+4, text)
	}
}

func (f reading) words() string {
	text := f.Kind
	if f.Value != "" {
		text = f.Value
	} else if f.Unit != "" {
		text += ", " + f.Unit
	}
	if f.Means != "" {
		text = strings.TrimPrefix(text+": "+f.Means, ": ")
	}
	if f.Source != "" {
		text += " (" + f.Source + ")"
	}
	if len(f.Values) > 0 {
		text += "; one of " + strings.Join(f.Values, ", ")
	}
	if f.Ask != "" {
		text += ". Ask the " + f.Ask
	}
	return sentence(text)
}
