package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

// explanation is how one rule came to close one gate.
type explanation struct {
	Subject string            `json:"subject"`
	To      string            `json:"to"`
	On      practice.Date     `json:"on"`
	Rule    string            `json:"rule"`
	Weight  practice.Severity `json:"severity"`
	Source  string            `json:"source,omitzero"`
	Message string            `json:"message"`
	Written string            `json:"written_at"` // file, line and column
	When    []clause          `json:"when,omitzero"`
	Check   []clause          `json:"check,omitzero"`
}

// clause is one part of a rule, what it came to and what it read.
type clause struct {
	Text     string     `json:"text"`
	Value    string     `json:"value"`
	Distance string     `json:"distance,omitzero"` // from the limit
	Reads    []factRead `json:"reads,omitzero"`
}

// factRead is one fact that a clause read.
type factRead struct {
	Path  string `json:"path"`
	Means string `json:"means"`
	Value string `json:"value"`
}

// explain picks the first gate that a rule closed, one that somebody asked for and of an engagement if there is one, and
// explains that rule in full.
func (t *teller) explain(s story) (*explanation, error) {
	gates := s.gates()
	next := func(g gate) bool { return g.Next }
	asked := slices.DeleteFunc(slices.Clone(gates), next)
	gates = slices.Concat(asked, slices.DeleteFunc(gates, func(g gate) bool { return !next(g) }))
	for _, g := range gates {
		if g.Decision == nil {
			continue
		}
		i := slices.IndexFunc(g.Decision.Reasons, closes)
		if i < 0 {
			continue
		}
		trace, err := t.engine.Explain(*g.Decision, g.Decision.Reasons[i].Rule)
		if err != nil {
			return nil, err
		}
		e := t.explained(trace)
		e.Subject, e.To, e.On = g.Subject, g.To, g.On
		return e, nil
	}
	return nil, nil
}

// closes reports whether a reason closes its gate.
func closes(r practice.Reason) bool {
	return r.Severity == practice.Must && r.Verdict == practice.Fail
}

func (t *teller) explained(trace beacon.Trace) *explanation {
	r := trace.Rule
	return &explanation{Rule: r.ID, Weight: r.Severity, Source: r.Source, Message: trace.Message, Written: r.Pos.String(),
		When: t.clauses(r.Subject, trace.When), Check: t.clauses(r.Subject, trace.Check)}
}

// clauses lists the parts that decide, in the order they are written.
func (t *teller) clauses(subject string, c *beacon.Clause) []clause {
	if c == nil {
		return nil
	}
	if c.Joined == "and" || c.Joined == "or" {
		var all []clause
		for i := range c.Parts {
			all = append(all, t.clauses(subject, &c.Parts[i])...)
		}
		return all
	}
	one := clause{Text: c.Text, Value: valueText(c.Value), Distance: c.Distance}
	for _, r := range c.Reads {
		one.Reads = append(one.Reads, factRead{r.Path, meaning(t.engine, subject, r.Path), valueText(r.Value)})
	}
	return []clause{one}
}

// valueText writes a value as people read it.
func valueText(v any) string {
	switch v := v.(type) {
	case nil:
		return "not recorded"
	case bool:
		return map[bool]string{true: "yes", false: "no"}[v]
	case interface{ Long() string }:
		return v.Long()
	}
	return cmp.Or(fmt.Sprint(v), "empty")
}
