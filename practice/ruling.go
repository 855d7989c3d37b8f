package practice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
)

// Severity is how much a rule weighs: a must closes a gate, a should warns, a may is a note.
type Severity string

// The severities, heaviest first.
const (
	Must   Severity = "must"
	Should Severity = "should"
	May    Severity = "may"
)

// Names lists the values Severity can have.
func (Severity) Names() []string { return wire.Names(Must, Should, May) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *Severity) UnmarshalText(text []byte) error { return wire.Enum(text, s, "a severity") }

// Verdict is what one rule says of one set of facts.
type Verdict string

// The verdicts. A rule that does not apply says nothing for or against.
const (
	Pass          Verdict = "pass"
	Fail          Verdict = "fail"
	NotApplicable Verdict = "not_applicable"
	CannotJudge   Verdict = "cannot_judge" // a fact it needs is not known
	RuleError     Verdict = "error"        // the rule itself is at fault
)

// Names lists the values Verdict can have.
func (Verdict) Names() []string {
	return wire.Names(Pass, Fail, NotApplicable, CannotJudge, RuleError)
}

// UnmarshalText refuses a name that is not one of the constants.
func (v *Verdict) UnmarshalText(text []byte) error { return wire.Enum(text, v, "a verdict") }

// Reason is what one rule had to say in a decision.
type Reason struct {
	Rule     string   `json:"rule"` // the rule's permanent id, such as L-36.7
	Severity Severity `json:"severity"`
	Verdict  Verdict  `json:"verdict"`
	Message  string   `json:"message,omitzero"` // plain words that name the remedy
	// Language is that of the message, such as en, where it is not the one that was asked for.
	Language string   `json:"language,omitzero"`
	Source   string   `json:"source,omitzero"`  // the paragraph the rule rests on
	Ask      string   `json:"ask,omitzero"`     // the role that usually has the missing fact
	Missing  []string `json:"missing,omitzero"` // paths of the facts that decide and are not known
	Waivable bool     `json:"waivable,omitzero"`
	*wire.Extra
}

// Override is a person's reason for going on although a rule failed. Advice (a should) is passed with a reason; a
// must only where its pack marks it waivable, and only until a day.
type Override struct {
	Rule   string `json:"rule"`
	Reason string `json:"reason"`
	Role   string `json:"role"` // who decided, as a role or an id, never a name
	On     Date   `json:"on"`
	Until  Date   `json:"until,omitzero"` // last day on which a waiver of a must holds
	*wire.Extra
}

// PackRef names a rule pack and its version.
type PackRef struct {
	Pack    string `json:"pack"`
	Version string `json:"version"`
	Title   string `json:"title,omitzero"` // of the publication its rules come from
	*wire.Extra
}

// RulesRef says which rules were in force, so that a decision can be replayed years later.
type RulesRef struct {
	Packs  []PackRef `json:"packs,omitzero"`
	Digest string    `json:"digest,omitzero"` // SHA-256 over the effective rules, hexadecimal
	*wire.Extra
}

// Ruling is a decision about one step, in the form that a document's history keeps. It comes from the rules engine,
// or from a person for steps no rule governs.
type Ruling struct {
	Subject string   `json:"subject"` // id of the document it is about
	To      string   `json:"to"`      // the stage or state it lets the document enter
	Outcome Outcome  `json:"outcome"`
	On      Date     `json:"on"`
	By      string   `json:"by,omitzero"`   // the role that decided; empty for the rules
	Note    string   `json:"note,omitzero"` // why, where a person decided
	Rules   RulesRef `json:"rules,omitzero"`
	// Reasons are the rules that did not simply pass.
	Reasons   []Reason   `json:"reasons,omitzero"`
	Overrides []Override `json:"overrides,omitzero"`
	*wire.Extra
}

// ByHand is a person's own ruling, for leaving a ladder (returned, declined, withdrawn, stopped) and for hosts that
// decide without rules. It needs a role and a reason.
func ByHand(subject, to string, on Date, role, reason string) Ruling {
	return Ruling{Subject: subject, To: to, Outcome: Open, On: on, By: role, Note: reason}
}

// permit reports whether the ruling lets the document subject leave the state from. A reason that an earlier step gives for
// going on against advice still stands. The error is a *[StageError].
func (r Ruling) permit(subject, from string, history []Step) error {
	refuse := func(why string) error {
		return &StageError{Subject: subject, From: from, To: r.To, Outcome: r.Outcome, Why: why, Reasons: r.Reasons}
	}
	outcome := r.Effective()
	switch {
	case r.Subject != subject:
		return refuse(fmt.Sprintf("the ruling is about %q", r.Subject))
	case outcome == Closed:
		return refuse("the rules close it")
	case outcome != Open:
		return refuse("the rules cannot tell yet")
	case r.On.IsZero():
		return refuse("the ruling has no date")
	case r.By != "" && strings.TrimSpace(r.Note) == "":
		return refuse("a person's ruling needs a reason")
	}
	if open := r.unanswered(history); len(open) > 0 {
		return refuse("going on against advice needs a written reason for " + strings.Join(open, ", "))
	}
	return nil
}

// Effective is the outcome once waivers are counted: a must that failed and that its pack marks waivable does not close
// the step while an override with reason and role waives it, up to and with the day Until. A must that cannot be judged is
// never waived, and no outcome is better than the musts among the reasons allow.
func (r Ruling) Effective() Outcome {
	outcome, musts := Open, false
	for _, reason := range r.Reasons {
		if reason.Severity != Must || reason.Verdict == Pass || reason.Verdict == NotApplicable {
			continue
		}
		musts = true
		switch {
		case reason.Verdict != Fail:
			outcome = outcome.And(CannotTell)
		case !r.waives(reason):
			outcome = outcome.And(Closed)
		}
	}
	if !musts {
		return r.Outcome
	}
	return outcome
}

func (r Ruling) waives(reason Reason) bool {
	return reason.Waivable && slices.ContainsFunc(r.Overrides, func(o Override) bool {
		return reason.answeredBy(o) && !o.Until.IsZero() && !o.Until.Before(r.On)
	})
}

// Unanswered lists the rules of severity should that failed and that no override gives a reason for.
func (r Ruling) Unanswered() []string { return r.unanswered(nil) }

func (r Ruling) unanswered(history []Step) []string {
	var open []string
	for _, reason := range r.Reasons {
		answered := slices.ContainsFunc(r.Overrides, reason.answeredBy) || slices.ContainsFunc(history, func(s Step) bool {
			return slices.ContainsFunc(s.Ruling.Overrides, reason.answeredBy)
		})
		if reason.Severity == Should && reason.Verdict == Fail && !answered {
			open = append(open, reason.Rule)
		}
	}
	return open
}

// answeredBy reports whether an override gives a reason and a role for going on although this rule failed.
func (r Reason) answeredBy(o Override) bool {
	return o.Rule == r.Rule && strings.TrimSpace(o.Reason) != "" && strings.TrimSpace(o.Role) != ""
}

// StageError refuses a move. The document it is about is unchanged.
type StageError struct {
	Subject  string
	From, To string // From is empty where the subject is not on the ladder yet
	Outcome  Outcome
	Why      string   // one sentence
	Reasons  []Reason // the rules behind it, if rules decided
	Allowed  []string // where the subject may go instead, if the move itself does not exist
}

// Error says what was refused, why, and what would help.
func (e *StageError) Error() string {
	var b strings.Builder
	if e.From == "" {
		fmt.Fprintf(&b, "%s cannot enter %s: %s", e.Subject, e.To, e.Why)
	} else {
		fmt.Fprintf(&b, "%s cannot go from %s to %s: %s", e.Subject, e.From, e.To, e.Why)
	}
	for _, r := range e.Reasons {
		if r.Severity == Must && r.Verdict != Pass || r.Verdict == Fail && r.Severity == Should {
			fmt.Fprintf(&b, "\n  %s", r.Rule)
			if r.Source != "" {
				fmt.Fprintf(&b, " (%s)", r.Source)
			}
			fmt.Fprintf(&b, ": %s", r.Message)
			if len(r.Missing) > 0 && !strings.Contains(r.Message, r.Missing[0]) {
				fmt.Fprintf(&b, " Not recorded: %s.", strings.Join(r.Missing, ", "))
			}
			if r.Ask != "" {
				fmt.Fprintf(&b, " Ask the %s.", r.Ask)
			}
		}
	}
	if len(e.Allowed) > 0 {
		fmt.Fprintf(&b, "; from %s it may go to %s", e.From, strings.Join(e.Allowed, ", "))
	}
	return b.String()
}

// Missing lists, sorted, the facts that are not known and decide.
func (e *StageError) Missing() []string {
	var paths []string
	for _, r := range e.Reasons {
		paths = append(paths, r.Missing...)
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// Step is one move in a document's history, with the ruling that allowed it.
type Step struct {
	From   string `json:"from"`
	To     string `json:"to"`
	Event  string `json:"event"`
	Ruling Ruling `json:"ruling"`
	*wire.Extra
}
