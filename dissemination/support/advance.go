package support

import (
	"slices"

	"github.com/acl-beacon/beacon/practice"
)

// Advance moves the programme to the state the ruling is about and keeps the ruling. The receiver is unchanged.
//
// A refusal is a *[practice.StageError]: the kind has no such move, the ruling does not carry it, or the programme's own
// records do not. What the records must show whoever decides is in its Reasons, each with the id of the rule it comes
// from; a fact that is not recorded is listed as missing. Whether a programme is for this person, and everything the
// source only advises, is left to the ruling.
func (p Programme) Advance(r practice.Ruling) (Programme, error) {
	if _, ok := lives[p.Kind]; !ok {
		return p, p.refusal(State(r.To), "it does not say which of the three programmes it is")
	}
	step, err := lives[p.Kind].Advance(p.ID, p.State, p.History, r)
	if err != nil {
		return p, err
	}
	if err := p.guard(State(r.To), moment{r.On, Role(r.By)}); err != nil {
		return p, err
	}
	p.State = State(r.To)
	p.History = append(slices.Clip(p.History), step)
	return p, nil
}

// moment is when somebody wants the move, and who.
type moment struct {
	on practice.Date
	by Role
}

// check is one thing that the records must show before a state can be entered.
type check struct {
	rule    func(Plan) string
	message string // plain words that name the remedy
	// holds answers open, closed, or cannot tell with the facts that are missing.
	holds func(p *Programme, plan Plan, m moment) (practice.Outcome, []string)
}

func rule(id string) func(Plan) string { return func(Plan) string { return id } }

var (
	byLength    = func(p Plan) string { return p.lengthRule }
	bySignOff   = func(p Plan) string { return p.signOffRule }
	byExtension = func(p Plan) string { return p.extensionRule }
	// byEnd cites the row on what follows a full period in which the standard was not met.
	byEnd = func(p Plan) string {
		if p.Escalates {
			return "F-39"
		}
		return "F-49"
	}
)

// checksFor lists what has to hold to enter a state of one kind of programme.
func checksFor(plan Plan, to State) []check {
	switch {
	case to == Completed && plan.SignOff:
		return []check{signedOff}
	case to == Completed:
		return []check{closingNote, cycleDone}
	case to == Extended && plan.MaxExtensions != Unlimited:
		return []check{extensionRecorded, extensionInPlan, extensionAfterNotMet, extensionByHead}
	}
	return checks[to]
}

var checks = map[State][]check{
	Active:          {matched, started},
	Extended:        {extensionRecorded},
	HeadReview:      {fullPeriodOver, stillNotMet, noSigns},
	ImprovingNotMet: {fullPeriodOver, stillNotMet, someSigns},
	Unresolved:      {fullPeriodOver, stillNotMet},
	Escalated:       {escalationRecorded, escalationByHead, escalationAfterReview, escalationNotEarly, escalationListed},
	Decided:         {reviewedFirst, decidedByHead},
}

// guard asks the checks of a state and refuses with every one that does not hold.
func (p *Programme) guard(to State, m moment) error {
	plan, _ := p.Plan()
	all := practice.Open
	var reasons []practice.Reason
	for _, c := range checksFor(plan, to) {
		outcome, missing := c.holds(p, plan, m)
		if outcome == practice.Open {
			continue
		}
		all = all.And(outcome)
		reason := practice.Reason{Rule: c.rule(plan), Severity: practice.Must, Verdict: practice.Fail, Message: c.message,
			Source: plan.source}
		if outcome == practice.CannotTell {
			reason.Verdict, reason.Missing = practice.CannotJudge, missing
		}
		reasons = append(reasons, reason)
	}
	if len(reasons) == 0 {
		return nil
	}
	e := p.refusal(to, "its records do not show what this needs")
	e.Outcome, e.Reasons = all, reasons
	return e
}

func (p *Programme) refusal(to State, why string) *practice.StageError {
	return &practice.StageError{Subject: p.ID, From: string(p.State), To: string(to), Outcome: practice.Closed, Why: why}
}

// canEnter refuses, with the states that can follow, what the kind's ladder does not have.
func (p *Programme) canEnter(to State) error {
	if _, ok := lives[p.Kind].Find(p.State, to); ok {
		return nil
	}
	e := p.refusal(to, "there is no such step in this kind of programme")
	for _, s := range lives[p.Kind].Next(p.State) {
		e.Allowed = append(e.Allowed, string(s))
	}
	return e
}

var (
	matched = check{rule("F-84"), "Match a facilitator with this person first.",
		func(p *Programme, _ Plan, _ moment) (practice.Outcome, []string) {
			return known(p.Facilitator != "", "programme.facilitator")
		}}
	started = check{byLength, "Record the day it starts; every deadline counts from it.",
		func(p *Programme, _ Plan, _ moment) (practice.Outcome, []string) {
			return known(!p.StartedOn.IsZero(), "programme.started_on")
		}}
	closingNote = check{rule("F-25"), "Write a closing note together; this programme has no sign-off observation.",
		func(p *Programme, _ Plan, m moment) (practice.Outcome, []string) {
			if p.ClosingNote == nil || p.ClosingNote.Note == "" || p.ClosingNote.On.After(m.on) {
				return practice.Closed, nil
			}
			return known(!p.ClosingNote.On.IsZero(), "programme.closing_note.on")
		}}
	cycleDone = check{rule("F-23"), "Go through the learning cycle once: observe, reflect, agree actions, and check them in a later observation.",
		func(p *Programme, _ Plan, _ moment) (practice.Outcome, []string) {
			return truth(slices.ContainsFunc(p.Cycles(), func(c Cycle) bool { return c.Step == StepCheck }), true), nil
		}}
	fullPeriodOver = check{byEnd, "Wait until the planned weeks and the extension have ended.",
		func(p *Programme, _ Plan, m moment) (practice.Outcome, []string) {
			return reached(p, m.on)
		}}
	noSigns = check{rule("F-39"), "Record that there are no signs of improvement; only then does the Head of Teaching and Learning review the case.",
		func(p *Programme, _ Plan, _ moment) (practice.Outcome, []string) {
			signs, ok := p.SignsOfImprovement.Get()
			return truth(!signs, ok), []string{"programme.signs_of_improvement"}
		}}
	someSigns = check{rule("F-39"), "Record that there are signs of improvement; without any the Head of Teaching and Learning reviews the case.",
		func(p *Programme, _ Plan, _ moment) (practice.Outcome, []string) {
			signs, ok := p.SignsOfImprovement.Get()
			return truth(signs, ok), []string{"programme.signs_of_improvement"}
		}}
)

func known(ok bool, path string) (practice.Outcome, []string) {
	if ok {
		return practice.Open, nil
	}
	return practice.CannotTell, []string{path}
}

// reached says whether the full period has ended on a day: its last day counts as the end, as in a limit of week 12.
func reached(p *Programme, on practice.Date) (practice.Outcome, []string) {
	end := p.LatestEnd()
	return truth(!on.Before(end), !end.IsZero() && !on.IsZero()), []string{"programme.started_on"}
}
