package beacon

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// Trace tells how one rule came to its verdict.
type Trace struct {
	Rule    RuleInfo
	Verdict practice.Verdict
	Message string
	When    *Clause // nil when the rule always applies
	Check   *Clause // nil when the rule does not apply
}

// Clause is one part of a rule's expression, what it came to, and the facts it read.
type Clause = rules.Clause

// Explain tells how a rule came to its verdict in a decision of this engine: each clause with its value, the facts it
// read, and how far a comparison is from its limit.
//
// It is an error when the rule had no part in the decision, or when the decision was read from JSON and so no longer
// has its facts.
func (e *Engine) Explain(d Decision, rule string) (Trace, error) {
	if d.asked == nil {
		return Trace{}, errors.New("beacon: this decision has no facts any more; decide again to explain it")
	}
	i := slices.IndexFunc(e.scope[d.Subject], func(r *bundle.Compiled) bool { return r.ID == rule })
	if i < 0 || d.Verdict(rule) == "" {
		return Trace{}, fmt.Errorf("beacon: rule %q had no part in this decision", rule)
	}
	r, in := e.scope[d.Subject][i], d.asked.question.facts(d.Today)
	t := Trace{Rule: info(r), Verdict: d.Verdict(rule), Message: e.message(r.Messages, in)}
	if r.When != nil {
		_, c := r.When.Trace(in)
		t.When = &c
	}
	if t.Verdict != practice.NotApplicable {
		_, c := r.Check.Trace(in)
		t.Check = &c
	}
	return t, nil
}

// String tells the trace in plain text, a line for each clause and each fact it read.
func (t Trace) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s, %s): %s\n", t.Rule.ID, t.Rule.Severity, t.Rule.Source, t.Verdict)
	if t.Verdict != practice.Pass && t.Verdict != practice.NotApplicable {
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
	fmt.Fprintf(&b, "  written at %s", t.Rule.Pos)
	return b.String()
}

func writeClause(b *strings.Builder, c Clause, indent string) {
	if c.Joined != "" {
		for i, part := range c.Parts {
			if i > 0 {
				fmt.Fprintf(b, "%s%s\n", indent, c.Joined)
			}
			writeClause(b, part, indent+"  ")
		}
		return
	}
	fmt.Fprintf(b, "%s%s: %s", indent, c.Text, rules.Format(c.Result.Value))
	if c.Distance != "" {
		fmt.Fprintf(b, " (%s)", c.Distance)
	}
	b.WriteString("\n")
	for _, r := range c.Reads {
		fmt.Fprintf(b, "%s  %s = %s\n", indent, r.Path, rules.Format(r.Value))
	}
}
