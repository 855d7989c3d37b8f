package support

import (
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Review is the Head of Teaching and Learning's look at a case in which the full period brought no improvement (F-39).
type Review struct {
	On     practice.Date `json:"on,omitzero"`
	ByRole Role          `json:"by_role,omitzero"`
	Note   string        `json:"note,omitzero"`
	*wire.Extra
}

// Escalation is what the Head passes to the line manager, and the only thing that crosses from support to performance
// records. It holds the listed items as text and nothing else: no value of this type leads back to the programme, its
// observations, ratings or history (F-40, F-42).
type Escalation struct {
	On     practice.Date `json:"on,omitzero"`
	ByRole Role          `json:"by_role,omitzero"`
	ToRole Role          `json:"to_role,omitzero"`
	Items  []string      `json:"items,omitzero"` // each as it was passed on
	// WholeFile records that somebody handed over the file itself by other ways. Nothing in this package does; a rule
	// warns.
	WholeFile practice.Fact[bool] `json:"whole_file,omitzero"`
	*wire.Extra
}

// Review records the Head's review. It waits until the full period is over (F-39); a review by somebody else, without a
// day or in a state with nothing to review is refused with a *[practice.StageError]. The receiver is unchanged.
func (p Programme) Review(v Review) (Programme, error) {
	if p.State != Extended && p.State != HeadReview && p.State != ImprovingNotMet {
		return p, p.refusal(HeadReview, "there is nothing to review in this state")
	}
	outcome, missing := reached(&p, v.On)
	switch {
	case v.On.IsZero():
		return p, p.refusal(HeadReview, "the review has no date")
	case v.ByRole != HeadRole:
		return p, p.refusal(HeadReview, "the Head of Teaching and Learning holds the review")
	case outcome != practice.Open:
		e := p.refusal(HeadReview, "its records do not show what this needs")
		e.Outcome = outcome
		e.Reasons = []practice.Reason{{Rule: "F-39", Severity: practice.Must, Verdict: practice.Fail, Message: fullPeriodOver.message}}
		if outcome == practice.CannotTell {
			e.Reasons[0].Verdict, e.Reasons[0].Missing = practice.CannotJudge, missing
		}
		return p, e
	}
	p.HeadReview = &v
	return p, nil
}

// Escalate records what is passed on; [Programme.Advance] to escalated then moves the programme. The receiver is
// unchanged, and the items are copied.
//
// It is for a case under review in the programme to good alone. Whoever else escalates or receives it, a day before the
// review or before the full period is over, and an escalation that lists nothing are refused with a
// *[practice.StageError] (F-40 to F-42).
func (p Programme) Escalate(e Escalation) (Programme, error) {
	if err := p.canEnter(Escalated); err != nil {
		return p, err
	}
	e.Items = slices.Clone(e.Items)
	q := p
	q.Escalation = &e
	if err := q.guard(Escalated, moment{on: e.On}); err != nil {
		return p, err
	}
	return q, nil
}

// ifEscalated asks of a recorded escalation; that there is one is a check of its own.
func ifEscalated(ask func(p *Programme, e *Escalation) (practice.Outcome, []string)) func(*Programme, Plan, moment) (practice.Outcome, []string) {
	return func(p *Programme, _ Plan, _ moment) (practice.Outcome, []string) {
		if p.Escalation == nil {
			return practice.Open, nil
		}
		return ask(p, p.Escalation)
	}
}

var (
	escalationRecorded = check{rule("F-40"), "Record what is passed on, and when.",
		func(p *Programme, _ Plan, m moment) (practice.Outcome, []string) {
			if p.Escalation == nil || p.Escalation.On.After(m.on) {
				return practice.Closed, nil
			}
			return known(!p.Escalation.On.IsZero(), "programme.escalation.on")
		}}
	escalationByHead = check{rule("F-40"), "The Head of Teaching and Learning escalates, to the line manager.",
		ifEscalated(func(_ *Programme, e *Escalation) (practice.Outcome, []string) {
			outcome := truth(e.ByRole == HeadRole, e.ByRole != "").And(truth(e.ToRole == LineManagerRole, e.ToRole != ""))
			var missing []string
			if e.ByRole == "" {
				missing = append(missing, "programme.escalation.by_role")
			}
			if e.ToRole == "" {
				missing = append(missing, "programme.escalation.to_role")
			}
			return outcome, missing
		})}
	escalationAfterReview = check{rule("F-40"), "The Head of Teaching and Learning reviews the case first.",
		ifEscalated(func(p *Programme, e *Escalation) (practice.Outcome, []string) {
			if p.HeadReview == nil || p.HeadReview.ByRole != HeadRole && p.HeadReview.ByRole != "" {
				return practice.Closed, nil
			}
			if p.HeadReview.ByRole == "" {
				return practice.CannotTell, []string{"programme.head_review.by_role"}
			}
			return truth(!e.On.Before(p.HeadReview.On), !p.HeadReview.On.IsZero() && !e.On.IsZero()), []string{"programme.head_review.on"}
		})}
	escalationNotEarly = check{rule("F-41"), "It is too early: the full period has not ended.",
		ifEscalated(func(p *Programme, e *Escalation) (practice.Outcome, []string) { return reached(p, e.On) })}
	escalationListed = check{rule("F-42"), "List what is passed on; pass on what the line manager needs and no more.",
		ifEscalated(func(_ *Programme, e *Escalation) (practice.Outcome, []string) {
			empty := slices.ContainsFunc(e.Items, func(s string) bool { return strings.TrimSpace(s) == "" })
			return truth(len(e.Items) > 0 && !empty, true), nil
		})}
	reviewedFirst = check{rule("F-39"), "Record the review of the Head of Teaching and Learning first.",
		func(p *Programme, _ Plan, m moment) (practice.Outcome, []string) {
			if p.State != HeadReview {
				return practice.Open, nil
			}
			return truth(p.HeadReview != nil && !p.HeadReview.On.After(m.on), true), nil
		}}
	// decidedByHead leaves new staff out: the source does not say who decides there (F-49).
	decidedByHead = check{rule("F-39"), "The Head of Teaching and Learning decides.",
		func(p *Programme, plan Plan, m moment) (practice.Outcome, []string) {
			return truth(!plan.Escalates || m.by == HeadRole, true), nil
		}}
)
