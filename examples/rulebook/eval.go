package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

type evalReport struct {
	Rule     string           `json:"rule,omitempty"`    // with -rule
	Verdict  practice.Verdict `json:"verdict,omitempty"` // of that rule
	Decision beacon.Decision  `json:"decision"`
	Missing  []missing        `json:"missing,omitempty"`
	Opens    []opening        `json:"opens,omitempty"` // of each rule that fails or cannot be judged
}

// opening is what would let one rule pass.
type opening struct {
	Rule  string        `json:"rule"`
	Opens beacon.Remedy `json:"opens"`
}

// missing is a fact that decides and is not recorded, in words.
type missing struct {
	Path  string `json:"path"`
	Means string `json:"means,omitempty"`
	Kind  string `json:"kind,omitempty"`
	Unit  string `json:"unit,omitempty"`
	Ask   string `json:"ask,omitempty"`
}

func eval(o options) (report, error) {
	if o.facts == "" {
		return nil, misuse("eval needs -facts with the file to judge")
	}
	l, err := load(o, o.args...)
	if err != nil {
		return nil, err
	}
	s, err := situationOf(o)
	if err != nil {
		return nil, err
	}
	if o.rule == "" && s.On == "" {
		return nil, misuse("say what the facts are about with -on, such as -on engagement, or which rule to ask with -rule")
	}
	if slices.Contains(l.Choices(), o.rule) {
		return l.explainChoice(o.rule, o)
	}
	r := evalReport{Rule: o.rule}
	if o.rule != "" {
		rule, err := l.rule(o.rule)
		if err != nil {
			return nil, err
		}
		o.rule, r.Rule = rule.ID, rule.ID
		d, err := l.ask(o.rule, s, o.day(s.Today))
		if err != nil {
			return nil, err
		}
		r.Verdict, r.Decision = d.Verdict(o.rule), only(d, o.rule)
	} else if r.Decision, err = l.decide(s, o.day(s.Today)); err != nil {
		return nil, err
	}
	r.Missing = l.missing(r.Decision)
	if r.Opens, err = l.opens(r.Decision); err != nil {
		return nil, err
	}
	if o.store != "" {
		return r, store(o.store, r.Decision)
	}
	return r, nil
}

// situationOf reads the file of facts. What the command line says goes before what the file says.
func situationOf(o options) (situation, error) {
	s, err := readFacts(o.facts)
	s.On, s.To, s.told = cmp.Or(o.on, s.On), cmp.Or(o.to, s.To), o.to != ""
	return s, err
}

// ask decides in a situation in which a rule is asked.
func (l *library) ask(rule string, s situation, today practice.Date) (beacon.Decision, error) {
	r, err := l.rule(rule)
	if err != nil {
		return beacon.Decision{}, err
	}
	v, err := l.subject(r.Subject)
	if err != nil {
		return beacon.Decision{}, err
	}
	if s, err = s.about(r, v); err != nil {
		return beacon.Decision{}, err
	}
	d, err := l.decide(s, today)
	if err == nil && d.Verdict(rule) == "" {
		err = fmt.Errorf("%s: rule %s is not asked in the state that these facts have; it is asked in %s",
			s.file, rule, cmp.Or(or(r.States), "every state that a rule can hold up"))
	}
	return d, err
}

// only leaves of a decision what one rule said.
func only(d beacon.Decision, rule string) beacon.Decision {
	d.Reasons = slices.DeleteFunc(slices.Clone(d.Reasons), func(r practice.Reason) bool { return r.Rule != rule })
	not := func(id string) bool { return id != rule }
	d.Passed = slices.DeleteFunc(slices.Clone(d.Passed), not)
	d.NotApplicable = slices.DeleteFunc(slices.Clone(d.NotApplicable), not)
	d.Outcome, d.Missing = practice.Open, nil
	for _, r := range d.Reasons {
		d.Missing = r.Missing
		switch {
		case r.Severity != practice.Must:
		case r.Verdict == practice.Fail:
			d.Outcome = practice.Closed
		default:
			d.Outcome = practice.CannotTell
		}
	}
	return d
}

// missing says what the missing facts of a decision mean and who knows them.
func (l *library) missing(d beacon.Decision) []missing {
	asked := map[string]string{} // by path; the author of a rule knows best whom to ask
	for _, r := range d.Reasons {
		for _, path := range r.Missing {
			asked[path] = cmp.Or(asked[path], r.Ask)
		}
	}
	var all []missing
	for _, path := range d.Missing {
		f, _ := l.Describe(d.Subject, path)
		all = append(all, missing{path, f.Means, f.Kind, f.Unit, cmp.Or(asked[path], f.Ask)})
	}
	return all
}

// opens finds for each rule that does not pass what would let it.
func (l *library) opens(d beacon.Decision) ([]opening, error) {
	var all []opening
	for _, reason := range d.Reasons {
		t, err := l.Explain(d, reason.Rule)
		if err != nil {
			return nil, err
		}
		if t.Opens != nil {
			all = append(all, opening{reason.Rule, *t.Opens})
		}
	}
	return all, nil
}

func (r evalReport) fine() bool {
	if r.Rule != "" {
		return r.Verdict == practice.Pass || r.Verdict == practice.NotApplicable
	}
	return r.Decision.Outcome == practice.Open
}

func (r evalReport) text(p page) {
	d := r.Decision
	what := strings.TrimSpace(d.Subject + " " + d.ID)
	if d.To != "" {
		what += " entering " + d.To
	}
	answer := outcomeWords[d.Outcome]
	if r.Rule != "" {
		what, answer = "Rule "+r.Rule+" on "+what, verdictWords[r.Verdict]
	}
	p.para(sentence(fmt.Sprintf("%s, on %s: %s", what, d.Today.Long(), answer)))
	for _, reason := range d.Reasons {
		p.line("")
		name := fmt.Sprintf("%s %s", reason.Rule, verdictWords[reason.Verdict])
		if reason.Source != "" {
			name += " (" + reason.Source + ")"
		}
		p.item("  "+string(reason.Severity), 10, name)
		switch reason.Verdict {
		case practice.CannotJudge: // what is missing is listed below, with more about it
			p.item("", 10, "Not recorded: "+countingAll(reason.Missing))
		case practice.RuleError:
			p.item("", 10, reason.Message+" See where with: rulebook explain "+reason.Rule+" and the same facts.")
		default:
			p.item("", 10, reason.Message)
		}
		r.opensText(p, reason.Rule)
	}
	r.missingText(p)
	if r.Rule != "" {
		return
	}
	if len(d.Passed)+len(d.NotApplicable) > 0 {
		p.line("")
	}
	if len(d.Passed) > 0 {
		p.item("Passed", 14, strings.Join(d.Passed, ", "))
	}
	if len(d.NotApplicable) > 0 {
		p.item("No say here", 14, strings.Join(d.NotApplicable, ", "))
	}
}

func (r evalReport) opensText(p page, rule string) {
	for _, o := range r.Opens {
		if o.Rule != rule {
			continue
		}
		if len(o.Opens.Changes) > 0 {
			p.item("", 10, "It would pass if")
		}
		for _, line := range o.Opens.Lines() {
			p.item("          -", 12, line)
		}
	}
}

func (r evalReport) missingText(p page) {
	if len(r.Missing) == 0 {
		return
	}
	p.line("\nTo find out:")
	for _, m := range r.Missing {
		text := cmp.Or(m.Means, "nobody has said what it means")
		if m.Kind != "" {
			text += " (" + strings.TrimSuffix(m.Kind+", "+m.Unit, ", ") + ")"
		}
		if m.Ask != "" {
			text += ". Ask the " + m.Ask
		}
		p.line("  " + counting(m.Path))
		p.item("", 10, sentence(text))
	}
}

var outcomeWords = map[practice.Outcome]string{practice.Open: "open", practice.Closed: "closed", practice.CannotTell: "cannot tell"}

var verdictWords = map[practice.Verdict]string{practice.Pass: "passes", practice.Fail: "fails", practice.NotApplicable: "does not apply",
	practice.CannotJudge: "cannot be judged", practice.RuleError: "broke down"}
