package beacon

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/practice"
)

// Decision is what the rules in force say of one document and one step: open, closed or cannot tell, with every reason.
type Decision struct {
	Decides string           `json:"decides,omitzero"` // kind of decision; empty for a review
	Subject string           `json:"subject"`          // what was judged, such as engagement
	ID      string           `json:"id,omitzero"`      // its id
	To      string           `json:"to,omitzero"`      // the stage or state it would enter
	Today   practice.Date    `json:"today,omitzero"`
	Outcome practice.Outcome `json:"outcome"`
	// Reasons are the rules that failed, could not be judged or erred: must, should, may, then by id.
	Reasons []practice.Reason `json:"reasons,omitzero"`
	// Missing are the facts that decide and are not recorded, sorted, once each.
	Missing       []string          `json:"missing,omitzero"`
	Passed        []string          `json:"passed,omitzero"`         // rules that hold
	NotApplicable []string          `json:"not_applicable,omitzero"` // rules that have no say here
	Rules         practice.RulesRef `json:"rules"`
	// Facts are what the decision rests on; nil unless [Decision.WithFacts] put them there.
	Facts json.RawMessage `json:"facts,omitzero"`

	asked *asked // for Explain; nil after a decision was read from JSON
}

type asked struct {
	engine   *Engine
	question question
}

func (d *Decision) sort() {
	if len(d.Reasons) == 0 {
		return
	}
	slices.SortStableFunc(d.Reasons, func(a, b practice.Reason) int {
		return cmp.Or(severityRank[a.Severity]-severityRank[b.Severity], cmp.Compare(a.Rule, b.Rule))
	})
	for _, r := range d.Reasons {
		d.Missing = append(d.Missing, r.Missing...)
	}
	slices.Sort(d.Missing)
	d.Missing = slices.Compact(d.Missing)
}

var severityRank = map[practice.Severity]int{practice.Must: 0, practice.Should: 1, practice.May: 2}

// Ruling puts the decision into the form that histories keep and Advance methods take. Overrides give a person's reason
// for going on although advice failed, and waive a must that its pack marks waivable, until a day; the ruling keeps them
// beside what the rules said. See [practice.Ruling.Effective].
func (d Decision) Ruling(overrides ...practice.Override) practice.Ruling {
	return practice.Ruling{Subject: d.ID, To: d.To, Outcome: d.Outcome, On: d.Today, Rules: d.Rules, Reasons: d.Reasons,
		Overrides: overrides}
}

// Failed reports whether a rule failed.
func (d Decision) Failed(rule string) bool { return d.Verdict(rule) == practice.Fail }

// Verdict returns what one rule said; empty when it was not in scope.
func (d Decision) Verdict(rule string) practice.Verdict {
	for _, r := range d.Reasons {
		if r.Rule == rule {
			return r.Verdict
		}
	}
	switch {
	case slices.Contains(d.Passed, rule):
		return practice.Pass
	case slices.Contains(d.NotApplicable, rule):
		return practice.NotApplicable
	}
	return ""
}

// String tells the decision in plain words, a line for each reason.
func (d Decision) String() string {
	var b strings.Builder
	what := d.Subject
	if d.ID != "" {
		what += " " + d.ID
	}
	if d.To != "" {
		what += " to " + d.To
	}
	fmt.Fprintf(&b, "%s: %s", what, outcomeWords[d.Outcome])
	for _, r := range d.Reasons {
		fmt.Fprintf(&b, "\n  %-6s %s", r.Severity, r.Message)
		if r.Ask != "" {
			fmt.Fprintf(&b, " Ask the %s.", r.Ask)
		}
		fmt.Fprintf(&b, " [%s, %s]", r.Rule, r.Source)
	}
	return b.String()
}

var outcomeWords = map[practice.Outcome]string{practice.Open: "open", practice.Closed: "closed", practice.CannotTell: "cannot tell"}
