package beacon

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// Promote asks whether a practice may go up to a stage. It judges the practice as it stands, so first fill in what the
// step is about, such as the validation; then hand the decision's ruling to [practice.Practice.Advance].
//
// An error is an *[EvalError] of a rule that failed; the decision beside it is never open.
func (e *Engine) Promote(p practice.Practice, to practice.Stage, today practice.Date) (Decision, error) {
	return e.gate(OnPractice(p), facts.Promotion, string(to), today)
}

// PromoteTransfer asks whether one transfer of a practice may go on to a state, for [practice.Transfer.Advance].
func (e *Engine) PromoteTransfer(t practice.Transfer, of practice.Practice, to practice.TransferState, today practice.Date) (Decision, error) {
	return e.gate(OnTransfer(t, of), facts.Promotion, string(to), today)
}

// State is a state of some ladder: a [practice.Stage], a [dissemination.State] or another string type with a closed list of
// names.
type State interface{ Names() []string }

// Gate asks whether a subject may move on to a state of its own ladder, for the Advance method of the document. A subject
// without a ladder, and a state of another one, is an error.
func (e *Engine) Gate(s Subject, to State, today practice.Date) (Decision, error) {
	if to == nil {
		return Decision{}, errors.New("beacon: a gate leads to a state; to judge a document where it stands, use Review")
	}
	q, err := e.asking(s, to)
	if err != nil {
		return Decision{}, err
	}
	return e.decide(q, today)
}

// stateName is the name of a state of any ladder.
func stateName(to State) string {
	if v := reflect.ValueOf(to); v.Kind() == reflect.String {
		return v.String()
	}
	return fmt.Sprint(to)
}

// Review judges a document by every rule about it, of any kind, that holds where it stands. The outcome says whether
// every must holds; what is wrong or not recorded is in the reasons.
func (e *Engine) Review(s Subject, today practice.Date) (Decision, error) {
	q, err := e.asking(s, nil)
	if err != nil {
		return Decision{}, err
	}
	return e.decide(q, today)
}

func (e *Engine) gate(s Subject, decides, to string, today practice.Date) (Decision, error) {
	return e.decide(entering(s, decides, to), today)
}

// question is one set of facts and the rules to ask about it.
type question struct {
	decides string // kind of decision; empty asks every kind
	subject string
	id      string
	state   string // where the rules see the subject
	to      string
	roots   any // pointer to a struct
}

func (q question) facts(today practice.Date) rules.Facts {
	return rules.Facts{Root: reflect.ValueOf(q.roots).UnsafePointer(), Today: facts.Day(today)}
}

// decide asks every rule in scope; nothing stops at the first failure.
func (e *Engine) decide(q question, today practice.Date) (Decision, error) {
	d := Decision{Decides: q.decides, Subject: q.subject, ID: q.id, To: q.to, Today: today, Outcome: practice.Open,
		Rules: e.ref, asked: &asked{e, q}}
	return d, e.hear(&d, e.inScope(q), q, today)
}

// hear adds what rules say to a decision. An error joins the *[EvalError] of each.
func (e *Engine) hear(d *Decision, all []*bundle.Compiled, q question, today practice.Date) error {
	in := e.bounded(q, today)
	var faults []error
	var room [128]practice.Verdict
	verdicts := room[:0]
	e.ask(all, in, func(i int, v practice.Verdict, missing []string, fault error) {
		verdicts = append(verdicts, v)
		if v == practice.Pass || v == practice.NotApplicable {
			return
		}
		r := all[i]
		d.Reasons = append(d.Reasons, e.reason(r, v, missing, in))
		if r.Severity == string(practice.Must) {
			d.Outcome = d.Outcome.And(outcomeFor(v))
		}
		if v == practice.RuleError {
			faults = append(faults, e.fault(r, q, fault))
		}
	})
	d.list(all, verdicts)
	d.sort()
	return errors.Join(faults...)
}

// list names the rules that passed and those that do not apply.
func (d *Decision) list(all []*bundle.Compiled, verdicts []practice.Verdict) {
	passed, not := 0, 0
	for _, v := range verdicts {
		switch v {
		case practice.Pass:
			passed++
		case practice.NotApplicable:
			not++
		}
	}
	ids := make([]string, passed+not) // of both lists, so that it takes one piece of memory
	if passed > 0 {
		d.Passed = ids[:0:passed]
	}
	if not > 0 {
		d.NotApplicable = ids[passed:passed]
	}
	for i, v := range verdicts {
		switch v {
		case practice.Pass:
			d.Passed = append(d.Passed, all[i].ID)
		case practice.NotApplicable:
			d.NotApplicable = append(d.NotApplicable, all[i].ID)
		}
	}
}

// judge says whether a rule applies and then whether it holds. Where that has no answer, or whether it applies has none,
// the session has what is missing or the fault.
func judge(r *bundle.Compiled, s *rules.Session) (applies bool, holds rules.Truth) {
	if r.When != nil {
		if when := s.Test(r.When); when != rules.True {
			return when != rules.False, when
		}
	}
	return true, s.Test(r.Check)
}

var verdictOf = [...]practice.Verdict{rules.Unknown: practice.CannotJudge, rules.False: practice.Fail, rules.True: practice.Pass,
	rules.Fault: practice.RuleError}

func (e *Engine) reason(r *bundle.Compiled, v practice.Verdict, missing []string, in rules.Facts) practice.Reason {
	reason := practice.Reason{Rule: r.ID, Severity: practice.Severity(r.Severity), Verdict: v, Source: r.Source,
		Missing: missing, Waivable: r.Waivable}
	switch v {
	case practice.CannotJudge:
		reason.Message, reason.Ask, reason.Language = e.notRecorded(r.Subject, missing), r.Ask, e.notEnglish()
	case practice.RuleError:
		reason.Message, reason.Language = "The rule itself failed, so it opens and closes nothing.", e.notEnglish()
	default:
		reason.Message, reason.Language = e.message(r.Messages, in)
	}
	return reason
}

// notRecorded asks for what is missing, in words where there are any.
func (e *Engine) notRecorded(subject string, paths []string) string {
	words := make([]string, len(paths))
	for i, path := range paths {
		words[i] = path
		if f, ok := e.Describe(subject, path); ok && f.Means != "" {
			words[i] = f.Means + " (" + path + ")"
		}
	}
	return "Not recorded: " + strings.Join(words, "; ") + "."
}

// notEnglish is the mark of a text that is in English although another language was asked for.
func (e *Engine) notEnglish() string {
	if e.language == "" || e.language == "en" {
		return ""
	}
	return "en"
}

// message fills a message. Where there is none in the language that is asked for it is in English, and other says so.
func (e *Engine) message(all map[string]bundle.Message, in rules.Facts) (text, other string) {
	if m, ok := all[e.language]; ok {
		return m.Fill(in), ""
	}
	return all["en"].Fill(in), e.notEnglish()
}

func (e *Engine) fault(r *bundle.Compiled, q question, err error) *EvalError {
	pos := r.Pos
	var at *rules.EvalError
	if errors.As(err, &at) && at.Line > 0 {
		pos = r.Rule.Check.Pos(at.Line, at.Column)
	}
	return &EvalError{Rule: r.ID, Pos: pos, Subject: cmp.Or(q.id, q.subject), Message: err.Error()}
}
