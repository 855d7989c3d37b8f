package beacon

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/caldate"
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
	known := e.subjects[s.name]
	if len(known.States) == 0 {
		return Decision{}, fmt.Errorf("beacon: the subject %q has no gates", s.name)
	}
	state := fmt.Sprint(to)
	if !slices.Contains(known.States, state) {
		return Decision{}, fmt.Errorf("beacon: %q is not a state of the subject %s", state, s.name)
	}
	return e.gate(s, known.Decides, state, today)
}

// Review judges a document by every rule about it, of any kind, that holds where it stands. The outcome says whether
// every must holds; what is wrong or not recorded is in the reasons.
func (e *Engine) Review(s Subject, today practice.Date) (Decision, error) {
	if s.roots == nil {
		return Decision{}, errors.New("beacon: there is nothing to review; make a Subject with one of the On functions")
	}
	return e.decide(question{subject: s.name, id: s.id, state: s.state, roots: s.roots(nil)}, today)
}

func (e *Engine) gate(s Subject, decides, to string, today practice.Date) (Decision, error) {
	roots := s.roots(facts.NewStep(s.name, s.state, to))
	return e.decide(question{decides: decides, subject: s.name, id: s.id, state: to, to: to, roots: roots}, today)
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
	y, m, d := today.Civil()
	day, _ := caldate.Of(y, m, d)
	return rules.Facts{Root: reflect.ValueOf(q.roots).UnsafePointer(), Today: day}
}

// inScope reports whether a rule has a say: it is about this kind of decision and this state. A state that a person
// enters the subject into is gated by nothing.
func (e *Engine) inScope(r *bundle.Compiled, q question) bool {
	if q.decides != "" && r.Decides != q.decides {
		return false
	}
	if q.state == "" || r.States != nil {
		return r.States == nil || slices.Contains(r.States, q.state)
	}
	return !slices.Contains(e.subjects[q.subject].Exits, q.state)
}

// decide asks every rule in scope; nothing stops at the first failure.
func (e *Engine) decide(q question, today practice.Date) (Decision, error) {
	d := Decision{Decides: q.decides, Subject: q.subject, ID: q.id, To: q.to, Today: today, Outcome: practice.Open,
		Rules: e.ref, asked: &asked{e, q}}
	var faults []error
	for _, r := range e.scope[q.subject] {
		if e.inScope(r, q) {
			faults = append(faults, e.ask(&d, r, q, today))
		}
	}
	d.sort()
	return d, errors.Join(faults...)
}

// ask adds what one rule says to a decision. The error is an *[EvalError].
func (e *Engine) ask(d *Decision, r *bundle.Compiled, q question, today practice.Date) error {
	in := q.facts(today)
	verdict, result := judge(r, in)
	switch verdict {
	case practice.Pass:
		d.Passed = append(d.Passed, r.ID)
		return nil
	case practice.NotApplicable:
		d.NotApplicable = append(d.NotApplicable, r.ID)
		return nil
	}
	d.Reasons = append(d.Reasons, e.reason(r, verdict, result, in))
	if r.Severity == string(practice.Must) {
		d.Outcome = d.Outcome.And(outcomeOf[verdict])
	}
	if verdict == practice.RuleError {
		return e.fault(r, q, result.Err)
	}
	return nil
}

var outcomeOf = map[practice.Verdict]practice.Outcome{
	practice.Fail: practice.Closed, practice.CannotJudge: practice.CannotTell, practice.RuleError: practice.CannotTell,
}

// judge gives a rule's verdict. The result is that of the part which decided it.
func judge(r *bundle.Compiled, in rules.Facts) (practice.Verdict, rules.Result) {
	if r.When != nil {
		when := r.When.Eval(in)
		switch {
		case when.Err != nil:
			return practice.RuleError, when
		case !when.Known():
			return practice.CannotJudge, when
		case !when.True():
			return practice.NotApplicable, when
		}
	}
	check := r.Check.Eval(in)
	switch {
	case check.Err != nil:
		return practice.RuleError, check
	case !check.Known():
		return practice.CannotJudge, check
	case check.True():
		return practice.Pass, check
	}
	return practice.Fail, check
}

func (e *Engine) reason(r *bundle.Compiled, v practice.Verdict, result rules.Result, in rules.Facts) practice.Reason {
	reason := practice.Reason{Rule: r.ID, Severity: practice.Severity(r.Severity), Verdict: v, Source: r.Source,
		Missing: result.Missing, Waivable: r.Waivable}
	switch v {
	case practice.CannotJudge:
		reason.Message, reason.Ask = e.notRecorded(r.Subject, result.Missing), r.Ask
	case practice.RuleError:
		reason.Message = "The rule itself failed, so it opens and closes nothing."
	default:
		reason.Message = e.message(r.Messages, in)
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

func (e *Engine) message(all map[string]bundle.Message, in rules.Facts) string {
	if m, ok := all[e.language]; ok {
		return m.Fill(in)
	}
	return all["en"].Fill(in)
}

func (e *Engine) fault(r *bundle.Compiled, q question, err error) *EvalError {
	pos := r.Pos
	var at *rules.EvalError
	if errors.As(err, &at) && at.Line > 0 {
		pos = r.Rule.Check.Pos(at.Line, at.Column)
	}
	return &EvalError{Rule: r.ID, Pos: pos, Subject: cmp.Or(q.id, q.subject), Message: err.Error()}
}
