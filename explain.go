package beacon

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// Trace tells how one rule came to its verdict, and what would let it pass.
type Trace struct {
	Rule    RuleInfo         `json:"rule"`
	Verdict practice.Verdict `json:"verdict"`
	Message string           `json:"message,omitzero"`  // what the rule says where it fails
	Missing []string         `json:"missing,omitempty"` // the facts it cannot be judged without
	When    *Clause          `json:"when,omitzero"`     // nil when the rule always applies
	Check   *Clause          `json:"check,omitzero"`    // nil when the rule does not apply
	Opens   *Remedy          `json:"opens,omitzero"`    // nil when the rule passes or does not apply
}

type (
	// Clause is one part of a rule's expression, what it came to, and the facts it read.
	Clause = rules.Clause
	// Read is a fact that a [Clause] read.
	Read = rules.Read
	// Remedy is the smallest set of facts found that lets a rule pass.
	Remedy = rules.Remedy
	// Change is one fact of a [Remedy].
	Change = rules.Change
)

// Explain tells how a rule came to its verdict in a decision of this engine: each clause with its value, the facts it
// read, how far a comparison is from its limit, which entries of a list decide, and which facts to supply or change so
// that the rule passes. What would let it pass is found by trying; where it is not found within a bounded number of trials
// the remedy has no changes.
//
// It is an error when the rule had no part in the decision, or when the decision was read from JSON and so no longer
// has its facts.
func (e *Engine) Explain(d Decision, rule string) (Trace, error) {
	t, err := e.trace(d, rule)
	if err != nil || t.Verdict != practice.Fail && t.Verdict != practice.CannotJudge {
		return t, err
	}
	i := slices.IndexFunc(e.scope[d.Subject], func(r *bundle.Compiled) bool { return r.ID == rule })
	r, in := e.scope[d.Subject][i], d.asked.question.facts(d.Today)
	found := rules.Opens(r.When, r.Check, in, fixed)
	for i := range found.Changes {
		c := &found.Changes[i]
		c.Has, c.To = publicValue(c.Has), publicValue(c.To)
	}
	for i, c := range found.Changes {
		if c.Has == nil && c.Ask != "" && !c.Counted {
			found.Changes[i].Ask = cmp.Or(t.Rule.Ask, c.Ask) // the author of a rule knows best whom to ask
		}
	}
	t.Opens = &found
	return t, nil
}

// trace is Explain without what would let the rule pass.
func (e *Engine) trace(d Decision, rule string) (Trace, error) {
	if d.asked == nil {
		return Trace{}, errors.New("beacon: this decision has no facts any more; decide again to explain it")
	}
	i := slices.IndexFunc(e.scope[d.Subject], func(r *bundle.Compiled) bool { return r.ID == rule })
	if i < 0 || d.Verdict(rule) == "" {
		return Trace{}, fmt.Errorf("beacon: rule %q had no part in this decision", rule)
	}
	r, in := e.scope[d.Subject][i], d.asked.question.facts(d.Today)
	t := Trace{Rule: e.info(r), Verdict: d.Verdict(rule)}
	t.Message, _ = e.message(r.Messages, in)
	for _, reason := range d.Reasons {
		if reason.Rule == rule {
			t.Missing = reason.Missing
		}
	}
	if r.When != nil {
		_, c := r.When.Trace(in)
		t.When = public(&c)
	}
	if t.Verdict != practice.NotApplicable {
		_, c := r.Check.Trace(in)
		t.Check = public(&c)
	}
	return t, nil
}

// fixed reports whether a fact is not for changing: what a document is called, and the step it is asked about.
func fixed(path string) bool {
	last := path[strings.LastIndex(path, ".")+1:]
	return path == "step" || strings.HasPrefix(path, "step.") || strings.HasSuffix(last, "_id") ||
		slices.Contains([]string{"id", "state", "stage"}, last)
}

// public gives a clause's days as dates, and its parts' too.
func public(c *Clause) *Clause {
	c.Value, c.Has, c.Limit = publicValue(c.Value), publicValue(c.Has), publicValue(c.Limit)
	for i := range c.Reads {
		c.Reads[i].Value = publicValue(c.Reads[i].Value)
	}
	for i := range c.Parts {
		public(&c.Parts[i])
	}
	return c
}

func publicValue(v any) any {
	if day, is := v.(caldate.Day); is {
		return dateOf(day)
	}
	return v
}

// String tells the trace in plain text, a line for each clause and each fact it read.
func (t Trace) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s, %s): %s\n", t.Rule.ID, t.Rule.Severity, t.Rule.Source, t.Verdict)
	switch {
	case len(t.Missing) > 0:
		fmt.Fprintf(&b, "  Not recorded: %s\n", strings.Join(t.Missing, ", "))
	case t.Verdict == practice.Fail:
		fmt.Fprintf(&b, "  %s\n", t.Message)
	}
	if t.When != nil {
		b.WriteString("  applies when\n")
		writeClause(&b, *t.When, "    ")
	}
	if t.Check != nil {
		fmt.Fprintf(&b, "  %s hold\n", t.Rule.Severity)
		writeClause(&b, *t.Check, "    ")
	}
	if t.Opens != nil {
		if len(t.Opens.Changes) > 0 {
			b.WriteString("  it would pass if\n")
		}
		for _, line := range t.Opens.Lines() {
			fmt.Fprintf(&b, "    %s\n", line)
		}
	}
	fmt.Fprintf(&b, "  written at %s", t.Rule.Pos)
	return b.String()
}

func writeClause(b *strings.Builder, c Clause, indent string) {
	if c.Of != "" {
		fmt.Fprintf(b, "%sfor %s\n", indent, c.Of)
		indent += "  "
	}
	switch c.Joined {
	case "and", "or":
		for i, part := range c.Parts {
			if i > 0 {
				fmt.Fprintf(b, "%s%s\n", indent, c.Joined)
			}
			writeClause(b, part, indent+"  ")
		}
		return
	case "not":
		fmt.Fprintf(b, "%snot\n", indent)
		writeClause(b, c.Parts[0], indent+"  ")
		return
	}
	fmt.Fprintf(b, "%s%s: %s", indent, c.Text, valueOf(c))
	if c.Distance != "" {
		fmt.Fprintf(b, " (%s)", c.Distance)
	}
	b.WriteString("\n")
	for _, part := range c.Parts {
		writeClause(b, part, indent+"  ")
	}
	for _, r := range c.Reads {
		fmt.Fprintf(b, "%s  %s = %s\n", indent, r.Path, rules.Format(r.Value))
	}
}

func valueOf(c Clause) string {
	if c.Fault != "" {
		return "failed, " + c.Fault
	}
	if c.Value == nil {
		return "cannot tell"
	}
	return rules.Format(c.Value)
}
