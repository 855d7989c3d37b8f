package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

type explainReport struct {
	Rule    ruleView         `json:"rule"`
	Says    string           `json:"says,omitempty"` // its message, filled with the facts
	Reads   []reading        `json:"reads,omitempty"`
	Today   practice.Date    `json:"today,omitzero"` // with facts, as all that follows
	Verdict practice.Verdict `json:"verdict,omitempty"`
	When    *clause          `json:"when,omitempty"`
	Check   *clause          `json:"check,omitempty"`
	alone   bool             // there are no facts
}

// reading is something a rule reads, in words.
type reading struct {
	beacon.Field
	Value string `json:"value,omitempty"` // of a parameter
}

// clause is one part of a rule and what it came to.
type clause struct {
	Text     string   `json:"text"`
	Value    string   `json:"value"`
	Joined   string   `json:"joined,omitempty"` // and, or
	Parts    []clause `json:"parts,omitempty"`
	Distance string   `json:"distance,omitempty"`
	Reads    []fact   `json:"reads,omitempty"`
}

type fact struct {
	Path  string `json:"path"`
	Means string `json:"means,omitempty"`
	Value string `json:"value"`
}

func explain(o options) (report, error) {
	l, err := load(o, o.args[1:]...)
	if err != nil {
		return nil, err
	}
	return l.explain(o.args[0], o)
}

func (l *library) explain(id string, o options) (report, error) {
	rule, err := l.rule(id)
	if err != nil {
		return nil, err
	}
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
	r := explainReport{Rule: view(rule), Says: t.Message, Reads: l.reads(rule), alone: o.facts == ""}
	if !r.alone {
		r.Today, r.Verdict, r.When, r.Check = d.Today, t.Verdict, clauseOf(t.When), clauseOf(t.Check)
	}
	return r, nil
}

var parameter = regexp.MustCompile(`\bparams\.(\w+)`)

// reads describes the facts and parameters of a rule.
func (l *library) reads(r beacon.RuleInfo) []reading {
	paths := slices.Clone(r.Reads)
	for _, m := range parameter.FindAllString(r.When+" "+r.Check, -1) {
		if !slices.Contains(paths, m) {
			paths = append(paths, m)
		}
	}
	var all []reading
	for _, path := range paths {
		f, ok := l.Describe(r.Subject, path)
		if ok {
			all = append(all, reading{Field: f})
			continue
		}
		f.Path = path
		if path == "today" {
			f.Kind, f.Means = "date", "the day of the decision"
		}
		one := reading{Field: f}
		for _, v := range l.Params() {
			if v.Pack == r.Pack && "params."+v.Name == path {
				one.Value, one.Means, one.Unit = valueOf(v), v.Says, v.Unit
			}
		}
		all = append(all, one)
	}
	return all
}

func clauseOf(c *beacon.Clause) *clause {
	if c == nil {
		return nil
	}
	out := &clause{Text: c.Text, Value: written(c.Value), Joined: c.Joined, Distance: c.Distance}
	if c.Fault != "" {
		out.Value = "broke down: " + c.Fault
	}
	for i := range c.Parts {
		out.Parts = append(out.Parts, *clauseOf(&c.Parts[i]))
	}
	for _, r := range c.Reads {
		out.Reads = append(out.Reads, fact{r.Path, r.Label, written(r.Value)})
	}
	return out
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

const column = 16

func (r explainReport) text(p page) {
	if !r.alone {
		r.trace(p)
		return
	}
	p.line(fmt.Sprintf("%s, a %s of the pack %s", r.Rule.ID, r.Rule.Severity, r.Rule.Pack))
	p.line("")
	p.item("Decides", column, decidesWords(r.Rule))
	p.item("Asked", column, asked(r.Rule))
	p.item("Applies", column, cmp.Or(prefixed("when ", r.Rule.When), "always"))
	p.item(sentenceCase(string(r.Rule.Severity))+" hold", column, r.Rule.Check)
	p.item("If it does not", column, strings.ReplaceAll(r.Says, "not recorded", "…"))
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
	if strings.Contains(r.Says, "not recorded") {
		p.line("")
		p.para("Where … stands in the message, a fact is filled in. Give facts with -facts to see it.")
	}
}

func (r explainReport) trace(p page) {
	p.para(fmt.Sprintf("%s, on %s: %s", r.Rule.ID, r.Today.Long(), verdictWords[r.Verdict]))
	if r.Verdict == practice.Fail {
		p.item("", 2, r.Says)
	}
	if r.When != nil {
		p.line("\nIt applies when")
		r.When.text(p, 2)
	}
	if r.Check != nil && r.Verdict != practice.NotApplicable {
		p.line("\n" + fmt.Sprintf("It %s hold that", r.Rule.Severity))
		r.Check.text(p, 2)
	}
	p.line("")
	p.para(strings.TrimPrefix(prefixed("Source: ", r.Rule.Source)+". Written in "+r.Rule.Place+".", ". "))
}

func (c clause) text(p page, indent int) {
	if c.Joined != "" {
		for i, part := range c.Parts {
			if i > 0 {
				p.line(strings.Repeat(" ", indent) + c.Joined)
			}
			part.text(p, indent+2)
		}
		return
	}
	p.item("", indent, c.Text)
	value := c.Value
	if c.Distance != "" {
		value += ": " + c.Distance
	}
	p.item(strings.Repeat(" ", indent)+"=>", indent+3, value)
	for _, f := range c.Reads {
		text := f.Path + " is " + f.Value
		if f.Means != "" {
			text += " (" + f.Means + ")"
		}
		p.item(strings.Repeat(" ", indent)+"  -", indent+4, text)
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
	if len(f.Values) > 0 {
		text += "; one of " + strings.Join(f.Values, ", ")
	}
	if f.Ask != "" {
		text += ". Ask the " + f.Ask
	}
	return sentence(text)
}
