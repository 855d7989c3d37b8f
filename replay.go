package beacon

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/practice"
)

// WithFacts returns the decision with the facts it rests on, as JSON, so that it can be stored and asked again years later
// by [Engine.Replay]. Nothing else of it changes. Without them a stored decision can be read and compared, not replayed.
//
// It is an error when the decision was read from JSON that has no facts.
func (d Decision) WithFacts() (Decision, error) {
	if d.Facts != nil {
		return d, nil
	}
	if d.asked == nil {
		return d, errors.New("beacon: this decision has no facts any more")
	}
	data, err := facts.Encode(d.asked.question.roots)
	if err != nil {
		return d, fmt.Errorf("beacon: the facts of the decision: %w", err)
	}
	d.Facts = data
	return d, nil
}

// DecisionChange is one thing that two decisions do not say alike.
type DecisionChange struct {
	Rule     string            `json:"rule,omitzero"` // empty when it is about the decision as a whole
	What     string            `json:"what"`          // outcome, verdict, severity, missing, message or id
	From     string            `json:"from,omitzero"` // a verdict is empty where the rule was not asked
	To       string            `json:"to,omitzero"`
	Severity practice.Severity `json:"severity,omitzero"` // of the rule, afterwards where it was asked
}

// Changes lists what another decision says differently of the same facts: the outcome first, then rule by rule, the
// heaviest first. Of a rule only the verdict is told where that differs.
func (d Decision) Changes(other Decision) []DecisionChange {
	var all []DecisionChange
	differ := func(rule, what, from, to string, weight practice.Severity) bool {
		if from != to {
			all = append(all, DecisionChange{rule, what, from, to, weight})
		}
		return from != to
	}
	for _, rule := range d.rulesWith(other) {
		was, is := d.reason(rule), other.reason(rule)
		weight := cmp.Or(is.Severity, was.Severity)
		if differ(rule, "verdict", string(d.Verdict(rule)), string(other.Verdict(rule)), weight) || was.Rule == "" || is.Rule == "" {
			continue
		}
		differ(rule, "severity", string(was.Severity), string(is.Severity), weight)
		differ(rule, "missing", fmt.Sprint(was.Missing), fmt.Sprint(is.Missing), weight)
		differ(rule, "message", was.Message, is.Message, weight)
	}
	slices.SortStableFunc(all, func(a, b DecisionChange) int {
		return cmp.Or(severityRank[a.Severity]-severityRank[b.Severity], cmp.Compare(a.Rule, b.Rule))
	})
	rest := all
	all = nil
	differ("", "id", d.ID, other.ID, "")
	differ("", "outcome", d.Outcome.String(), other.Outcome.String(), "")
	return append(all, rest...)
}

// rulesWith names every rule that one of two decisions asked, once each.
func (d Decision) rulesWith(other Decision) []string {
	all := slices.Concat(d.Passed, d.NotApplicable, other.Passed, other.NotApplicable)
	for _, r := range slices.Concat(d.Reasons, other.Reasons) {
		all = append(all, r.Rule)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (d Decision) reason(rule string) practice.Reason {
	for _, r := range d.Reasons {
		if r.Rule == rule {
			return r
		}
	}
	return practice.Reason{}
}

// Replay is a stored decision asked again.
type Replay struct {
	// Decision is what the engine says now of the stored facts.
	Decision Decision `json:"decision"`
	// Packs says which packs are not those of the stored decision; SameRules whether all rules in force read as they did.
	Packs     []string `json:"packs,omitempty"`
	SameRules bool     `json:"same_rules"`
	// Changes are what it says otherwise than the stored decision; nil when it says the same.
	Changes []DecisionChange `json:"changes,omitempty"`
}

// Same reports whether the decision came out as it was stored.
func (r Replay) Same() bool { return len(r.Changes) == 0 }

// Replay asks a stored decision again, by the rules of this engine, on the stored facts and the stored day. With the packs
// and versions that the decision names it comes out the same; otherwise the replay says what differs, and whether the rules
// are others.
//
// It is an error when the decision was stored without its facts (see [Decision.WithFacts]) or is about something that this
// engine does not judge; facts that cannot be read are a *[practice.DataError].
func (e *Engine) Replay(stored Decision) (Replay, error) {
	s, known := e.subjects[stored.Subject]
	switch {
	case !known:
		return Replay{}, fmt.Errorf("beacon: rules cannot judge %q", stored.Subject)
	case stored.Facts == nil:
		return Replay{}, errors.New("beacon: this decision was stored without its facts; WithFacts keeps them")
	case stored.To != "" && !slices.Contains(s.States, stored.To):
		return Replay{}, fmt.Errorf("beacon: %q is not a state of the subject %s", stored.To, stored.Subject)
	}
	roots := reflect.New(s.Roots)
	if err := facts.Decode(stored.Facts, roots.Interface(), e.own); err != nil {
		return Replay{}, err
	}
	q := e.questionOn(s, stored.To, roots.Interface())
	q.decides = stored.Decides
	again, err := e.decide(q, stored.Today)
	var fault *EvalError
	if err != nil && !errors.As(err, &fault) {
		return Replay{}, err
	}
	again.Facts = stored.Facts
	return Replay{Decision: again, Packs: otherPacks(stored.Rules, e.ref), SameRules: stored.Rules.Digest == e.ref.Digest,
		Changes: stored.Changes(again)}, nil
}

// otherPacks says in words how the packs in force differ from those of a stored decision.
func otherPacks(was, is practice.RulesRef) []string {
	var all []string
	find := func(in practice.RulesRef, pack string) (practice.PackRef, bool) {
		i := slices.IndexFunc(in.Packs, func(p practice.PackRef) bool { return p.Pack == pack })
		if i < 0 {
			return practice.PackRef{}, false
		}
		return in.Packs[i], true
	}
	for _, p := range was.Packs {
		now, there := find(is, p.Pack)
		switch {
		case !there:
			all = append(all, fmt.Sprintf("%s %s is not in force", p.Pack, p.Version))
		case now.Version != p.Version:
			all = append(all, fmt.Sprintf("%s was %s and is %s", p.Pack, p.Version, now.Version))
		}
	}
	for _, p := range is.Packs {
		if _, there := find(was, p.Pack); !there {
			all = append(all, fmt.Sprintf("%s %s was not in force", p.Pack, p.Version))
		}
	}
	if len(all) == 0 && was.Digest != is.Digest {
		all = append(all, "the packs have the same versions, and their rules, parameters or the term dates read differently")
	}
	return all
}
