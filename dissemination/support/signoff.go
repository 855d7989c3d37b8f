package support

import (
	"slices"
	"strconv"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// SignOff is the observation at the end of the planned weeks, or of the extension. It is not graded and is not a formal
// observation, and the facilitator or the Head of Teaching and Learning may hold it.
type SignOff struct {
	On      practice.Date  `json:"on,omitzero"`
	Outcome SignOffOutcome `json:"outcome,omitzero"`
	ByRole  Role           `json:"by_role,omitzero"`
	Note    string         `json:"note,omitzero"`
	*wire.Extra
}

// SignOffOutcome says whether the standard was met.
type SignOffOutcome string

// The two outcomes.
const (
	Met    SignOffOutcome = "met"
	NotMet SignOffOutcome = "not_met"
)

// Names lists the values SignOffOutcome can have.
func (SignOffOutcome) Names() []string { return wire.Names(Met, NotMet) }

// UnmarshalText refuses a name that is not one of the constants.
func (o *SignOffOutcome) UnmarshalText(text []byte) error {
	return wire.Enum(text, o, "an outcome of a sign-off")
}

// SignOff records a sign-off observation. The receiver is unchanged. A refusal is a *[practice.StageError]: the programme
// has no sign-off (F-25) or is not under way, the last week has not begun (F-35, F-47), the outcome or the day is not
// given, or neither the facilitator nor the Head held it.
func (p Programme) SignOff(s SignOff) (Programme, error) {
	to := Completed
	if s.Outcome == NotMet {
		to = Extended
	}
	plan, _ := p.Plan()
	refuse := func(outcome practice.Outcome, message string, missing ...string) (Programme, error) {
		e := p.refusal(to, "the sign-off observation cannot be recorded")
		e.Outcome = outcome
		e.Reasons = []practice.Reason{{Rule: plan.signOffRule, Severity: practice.Must, Verdict: practice.Fail,
			Message: message, Source: plan.source, Missing: missing}}
		if outcome == practice.CannotTell {
			e.Reasons[0].Verdict = practice.CannotJudge
		}
		return p, e
	}
	opens := p.SignOffOpens()
	switch {
	case !plan.SignOff:
		return refuse(practice.Closed, "This programme has no sign-off observation; close it with a note.")
	case !p.State.Supporting():
		return refuse(practice.Closed, "The programme is not under way.")
	case s.On.IsZero() || s.Outcome == "":
		return refuse(practice.CannotTell, "Give the day and whether the standard was met.", "sign_off.on", "sign_off.outcome")
	case opens.IsZero():
		return refuse(practice.CannotTell, "Record the day the programme starts.", "programme.started_on")
	case s.On.Before(opens):
		return refuse(practice.Closed, "It is too early: the last week begins on "+opens.Long()+".")
	case !s.ByRole.signsOff():
		return refuse(practice.Closed, "The facilitator or the Head of Teaching and Learning holds it.")
	}
	p.SignOffs = append(slices.Clip(p.SignOffs), s)
	return p, nil
}

func (r Role) signsOff() bool { return r == FacilitatorRole || r == HeadRole }

// newest says whether the newest sign-off held from one day to another had the outcome want. A sign-off that lacks its
// day, outcome or holder leaves it open which is the newest, unless it is certainly older than a complete one.
func (p *Programme) newest(want SignOffOutcome, from, to practice.Date) (practice.Outcome, []string) {
	if from.IsZero() || to.IsZero() {
		return practice.CannotTell, []string{"programme.started_on"}
	}
	last := -1
	for i, s := range p.SignOffs {
		if s.whole() && s.ByRole.signsOff() && !s.On.Before(from) && !s.On.After(to) && (last < 0 || !s.On.Before(p.SignOffs[last].On)) {
			last = i
		}
	}
	var missing []string
	for i, s := range p.SignOffs {
		older := s.On.Before(from) || last >= 0 && s.On.Before(p.SignOffs[last].On)
		if !s.whole() && !older && !s.On.After(to) {
			missing = append(missing, s.missing("programme.sign_offs["+strconv.Itoa(i)+"].")...)
		}
	}
	switch {
	case missing != nil:
		return practice.CannotTell, missing
	case last < 0:
		return practice.Closed, nil
	}
	return truth(p.SignOffs[last].Outcome == want, true), nil
}

func (s SignOff) whole() bool { return !s.On.IsZero() && s.Outcome != "" && s.ByRole != "" }

func (s SignOff) missing(path string) (paths []string) {
	if s.On.IsZero() {
		paths = append(paths, path+"on")
	}
	if s.Outcome == "" {
		paths = append(paths, path+"outcome")
	}
	if s.ByRole == "" {
		paths = append(paths, path+"by_role")
	}
	return paths
}

var (
	signedOff = check{bySignOff, "It ends with a sign-off observation that meets the standard, held in its last week or later.",
		func(p *Programme, _ Plan, m moment) (practice.Outcome, []string) {
			return p.newest(Met, p.SignOffOpens(), m.on)
		}}
	stillNotMet = check{bySignOff, "The newest sign-off observation has to say that the standard is not met.",
		func(p *Programme, _ Plan, m moment) (practice.Outcome, []string) {
			return p.newest(NotMet, p.plannedOpens(), m.on)
		}}
)
