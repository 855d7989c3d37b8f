package support

import (
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Programme is the support of one person, or one team, by a facilitator. It is a plain value: the recording methods
// ([Programme.Observe], [Programme.Rate], [Programme.SignOff] and so on) fill it in and refuse what cannot be, and
// [Programme.Advance] moves it on.
type Programme struct {
	ID          string      `json:"id"`
	Kind        Kind        `json:"kind"`
	Target      Target      `json:"target,omitzero"`
	Participant Participant `json:"participant,omitzero"`
	Facilitator string      `json:"facilitator,omitzero"`  // id
	LineManager string      `json:"line_manager,omitzero"` // id

	// The styles of delivery, in the college's own words such as practical; a wish in matching, never a filter (F-15).
	ParticipantStyle  string   `json:"participant_delivery_style,omitzero"`
	FacilitatorStyles []string `json:"facilitator_delivery_styles,omitzero"`

	Referral        *Referral              `json:"referral,omitzero"`
	FramedAsSupport practice.Fact[bool]    `json:"framed_as_support,omitzero"` // the participant was told so (F-82)
	WeeklyHours     practice.Fact[float64] `json:"weekly_hours,omitzero"`      // of the facilitator's time

	// The two lengths where the college's own differ from the [Plan]'s: weeks, 1 to 104.
	PlannedWeeks   practice.Fact[int] `json:"planned_weeks,omitzero"`
	ExtensionWeeks practice.Fact[int] `json:"extension_weeks,omitzero"`
	StartedOn      practice.Date      `json:"started_on,omitzero"` // day 0

	Objectives     []string      `json:"objectives,omitzero"`
	Milestones     []Milestone   `json:"milestones,omitzero"`
	ContentCovered []ContentArea `json:"content_covered,omitzero"`
	Sessions       []Session     `json:"sessions,omitzero"`
	Signposts      []Signpost    `json:"signposts,omitzero"`
	Observations   []Observation `json:"observations,omitzero"`
	Actions        []Action      `json:"actions,omitzero"`
	Updates        []Update      `json:"updates,omitzero"`
	Checklist      []string      `json:"checklist,omitzero"` // competences that are rated, the same each time (F-72)
	Ratings        []Rating      `json:"ratings,omitzero"`
	SignOffs       []SignOff     `json:"sign_offs,omitzero"`
	Extensions     []Extension   `json:"extensions,omitzero"`

	// SignsOfImprovement is another threshold than the standard: there may be some although the standard is not met.
	SignsOfImprovement practice.Fact[bool] `json:"signs_of_improvement,omitzero"`
	ClosingNote        *ClosingNote        `json:"closing_note,omitzero"`
	HeadReview         *Review             `json:"head_review,omitzero"`
	Escalation         *Escalation         `json:"escalation,omitzero"`
	Benefits           []Benefit           `json:"benefits,omitzero"`
	Barriers           []Barrier           `json:"barriers,omitzero"`

	State   State           `json:"state"`
	History []practice.Step `json:"history,omitzero"`

	*wire.Extra
}

// Participant is who is supported, as far as a programme needs to know.
type Participant struct {
	ID              string              `json:"id,omitzero"` // of a person, or of a team where the target is one
	CurrentStandard Standard            `json:"current_standard,omitzero"`
	Consistent      practice.Fact[bool] `json:"consistent,omitzero"`
	NewStaff        practice.Fact[bool] `json:"is_new_staff,omitzero"`
	*wire.Extra
}

// Referral is how somebody came to the programme.
type Referral struct {
	Source ReferralSource `json:"source,omitzero"`
	On     practice.Date  `json:"on,omitzero"`
	Reason string         `json:"reason,omitzero"`
	*wire.Extra
}

// Milestone is a step towards an objective (F-30).
type Milestone struct {
	What      string        `json:"what"`
	DueOn     practice.Date `json:"due_on,omitzero"`
	ReachedOn practice.Date `json:"reached_on,omitzero"`
	*wire.Extra
}

// Session is one piece of work together. Which activities make up a programme differs by person and is not prescribed
// (F-60).
type Session struct {
	On       practice.Date          `json:"on,omitzero"`
	Activity Activity               `json:"activity"`
	Hours    practice.Fact[float64] `json:"hours,omitzero"`
	Note     string                 `json:"note,omitzero"`
	*wire.Extra
}

// Signpost points to something to read or use (F-33).
type Signpost struct {
	Kind SignpostKind  `json:"kind,omitzero"`
	To   string        `json:"to"`
	On   practice.Date `json:"on,omitzero"`
	*wire.Extra
}

// Update is one word on progress to the line manager, which the programme to good owes every two weeks (F-34).
type Update struct {
	On   practice.Date `json:"on,omitzero"`
	Note string        `json:"note,omitzero"`
	*wire.Extra
}

// ClosingNote ends a programme that has no sign-off observation (F-25). Both write it.
type ClosingNote struct {
	On           practice.Date       `json:"on,omitzero"`
	Note         string              `json:"note,omitzero"`
	AgreedByBoth practice.Fact[bool] `json:"agreed_by_both,omitzero"`
	*wire.Extra
}

// Benefit is what support led to, in words: the source gives no targets.
type Benefit struct {
	Code    BenefitCode `json:"code"`
	Finding string      `json:"finding,omitzero"`
	ByRole  Role        `json:"by_role,omitzero"` // who saw it
	*wire.Extra
}

// Barrier is something that stands in the way, and what is done about it.
type Barrier struct {
	Code       BarrierCode `json:"code"`
	Note       string      `json:"note,omitzero"`
	Mitigation string      `json:"mitigation,omitzero"`
	*wire.Extra
}

// Extended reports whether an extension was granted.
func (p Programme) Extended() bool { return len(p.Extensions) > 0 }

// RequiresSignOff reports whether a sign-off observation has to end it. It follows from the kind: a programme to
// outstanding can never require one (F-25).
func (p Programme) RequiresSignOff() bool {
	plan, _ := PlanOf(p.Kind)
	return plan.SignOff
}

// LastUpdateOn returns the day of the newest update to the line manager. The clock begins on the day of the start
// (F-34), so that before the first update it is that day.
func (p Programme) LastUpdateOn() practice.Date {
	last := p.StartedOn
	for _, u := range p.Updates {
		if u.On.After(last) {
			last = u.On
		}
	}
	return last
}

// OneToOneSessions counts the sessions of one-to-one coaching (F-87).
func (p Programme) OneToOneSessions() int {
	n := 0
	for _, s := range p.Sessions {
		if s.Activity == OneToOneCoaching {
			n++
		}
	}
	return n
}
