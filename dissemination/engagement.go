package dissemination

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Engagement is the work of one disseminator with one partner, through dissemination, implementation and evaluation
// (LSC 2004 stages 5 to 7). It is a plain value; fill in its parts as they happen and move it on with
// [Engagement.Advance].
type Engagement struct {
	ID             string   `json:"id"`
	DisseminatorID string   `json:"disseminator_id,omitzero"`
	EnquiryID      string   `json:"enquiry_id,omitzero"`
	PartnerID      string   `json:"partner_id,omitzero"` // id of the recipient provider
	Scope          Scope    `json:"scope,omitzero"`
	Mode           Mode     `json:"mode,omitzero"` // the main way of working
	Modes          []Mode   `json:"modes,omitzero"`
	ModeNote       string   `json:"mode_note,omitzero"`     // what another way is
	PracticeIDs    []string `json:"practice_ids,omitzero"`  // practices that are shared
	ProgrammeIDs   []string `json:"programme_ids,omitzero"` // facilitator programmes that carry internal work
	// EvaluationPlanID is the plan of package evaluate that this work is measured by.
	EvaluationPlanID string `json:"evaluation_plan_id,omitzero"`

	Purpose           string              `json:"purpose,omitzero"`
	PurposeShared     practice.Fact[bool] `json:"purpose_shared_with_all,omitzero"`
	AgreedAreas       []string            `json:"agreed_areas,omitzero"`
	AgreedByPartner   practice.Fact[bool] `json:"agreed_by_partner,omitzero"`
	TimeScheduled     practice.Fact[bool] `json:"implementation_time_scheduled,omitzero"`
	SeniorSponsor     string              `json:"senior_sponsor,omitzero"` // role or id, in the partner
	ManagementBuyIn   practice.Fact[bool] `json:"management_buy_in,omitzero"`
	StartedOn         practice.Date       `json:"started_on,omitzero"`
	FirstDiscussionOn practice.Date       `json:"first_discussion_on,omitzero"`
	NextContactOn     practice.Date       `json:"next_contact_on,omitzero"`
	EndedOn           practice.Date       `json:"ended_on,omitzero"` // end of dissemination to this partner
	CommendedIDs      []string            `json:"commended_practice_ids,omitzero"`
	Contacts          []Contact           `json:"contacts,omitzero"`
	Baseline          *Baseline           `json:"baseline,omitzero"`
	Summary           *Summary            `json:"summary,omitzero"`
	ActionPlan        *ActionPlan         `json:"action_plan,omitzero"`
	Barriers          []Barrier           `json:"barriers,omitzero"`
	Review            *Review             `json:"review,omitzero"`        // the first, which the limit is about
	LaterReviews      []Review            `json:"later_reviews,omitzero"` // any that follow
	Changes           []Change            `json:"changes,omitzero"`
	Assessments       []ImpactAssessment  `json:"assessments,omitzero"`
	Gains             []Gain              `json:"gains,omitzero"` // what both sides gained besides the changes

	State   State           `json:"state"`
	History []practice.Step `json:"history,omitzero"`

	*wire.Extra
}

// Contact is one meeting, visit or call with the partner.
type Contact struct {
	On                   practice.Date       `json:"on,omitzero"`
	Kind                 ContactKind         `json:"kind,omitzero"`
	Mode                 Mode                `json:"mode,omitzero"`     // such as a visit or access to the intranet
	AtBase               practice.Fact[bool] `json:"at_base,omitzero"`  // whether the partner came to the disseminator
	Attended             []string            `json:"attended,omitzero"` // roles or ids of who took part, of both sides
	PractitionersPresent practice.Fact[bool] `json:"practitioners_present,omitzero"`
	RightPersonPresent   practice.Fact[bool] `json:"right_person_present,omitzero"`
	TalkedToLearners     practice.Fact[bool] `json:"talked_to_learners,omitzero"`
	LearnersMet          practice.Fact[int]  `json:"learners_met,omitzero"`
	PartnersPresent      practice.Fact[int]  `json:"partners_present,omitzero"` // partners in the same visit
	// DaysSpent are days of the disseminator's staff time, preparation included.
	DaysSpent practice.Fact[float64] `json:"days_spent,omitzero"`
	Note      string                 `json:"note,omitzero"`
	*wire.Extra
}

// Baseline is the partner's starting position, recorded at or before the first discussion (§36).
type Baseline struct {
	Dated   practice.Date `json:"dated,omitzero"`
	Problem string        `json:"problem,omitzero"` // what is wrong
	Reason  string        `json:"reason,omitzero"`  // why the partner seeks help
	*wire.Extra
}

// Summary is written straight after dissemination ends (§36).
type Summary struct {
	Dated           practice.Date `json:"dated,omitzero"`
	Activities      []string      `json:"activities,omitzero"`
	Ideas           []string      `json:"ideas,omitzero"`
	IntendedChanges string        `json:"intended_changes,omitzero"`
	*wire.Extra
}

// ActionPlan is the partner's own plan for change.
type ActionPlan struct {
	Actions []PlannedAction `json:"actions,omitzero"`
	*wire.Extra
}

// PlannedAction is one action of a partner's plan.
type PlannedAction struct {
	What  string        `json:"what"`
	Owner string        `json:"owner,omitzero"`
	DueOn practice.Date `json:"due_on,omitzero"`
	*wire.Extra
}

// Barrier is something that stands in the way of change, and what is done about it.
type Barrier struct {
	Code       BarrierCode `json:"code"`
	Note       string      `json:"note,omitzero"`
	Mitigation string      `json:"mitigation,omitzero"`
	*wire.Extra
}

// Review looks back on an agreed date, the first not later than nine months after the work ended (§36).
type Review struct {
	DueOn                practice.Date       `json:"due_on,omitzero"`
	HeldOn               practice.Date       `json:"held_on,omitzero"`
	Changes              string              `json:"changes,omitzero"`
	Impact               string              `json:"impact,omitzero"`
	ComparedWithBaseline practice.Fact[bool] `json:"compared_with_baseline,omitzero"`
	MetExpectations      practice.Fact[bool] `json:"met_expectations,omitzero"`
	// Shortfall says why hoped-for results did not come; Counterfactual how the partner would have fared without
	// the help.
	Shortfall      string `json:"shortfall_reasons,omitzero"`
	Counterfactual string `json:"counterfactual,omitzero"`
	*wire.Extra
}

// Change is one change in the partner and how far it came from this work.
type Change struct {
	What        string      `json:"what"`
	Attribution Attribution `json:"attribution,omitzero"`
	// Measures names the measures of later assessments that put a figure on it: changed processes show in words first
	// (§33).
	Measures []string            `json:"measures,omitzero"`
	Worked   practice.Fact[bool] `json:"worked,omitzero"`
	WhyNot   string              `json:"why_not,omitzero"` // why it failed
	*wire.Extra
}

// Gain is something that the two providers gained from working together (§35).
type Gain struct {
	Code GainCode `json:"code"`
	Note string   `json:"note,omitzero"`
	*wire.Extra
}

// ImpactAssessment is a later, dated look that puts figures on impact (§36). More than one may follow.
type ImpactAssessment struct {
	DueOn    practice.Date `json:"due_on,omitzero"`
	HeldOn   practice.Date `json:"held_on,omitzero"`
	Measures []Measure     `json:"measures,omitzero"`
	Findings string        `json:"findings,omitzero"` // what figures do not show, in words
	// AssessmentID is the assessment of package evaluate that says what may be claimed.
	AssessmentID string `json:"assessment_id,omitzero"`
	*wire.Extra
}

// Measure is one figure before and after.
type Measure struct {
	Name        string                 `json:"name"`
	Unit        string                 `json:"unit,omitzero"` // such as percentage points
	Before      practice.Fact[float64] `json:"before,omitzero"`
	After       practice.Fact[float64] `json:"after,omitzero"`
	Attribution Attribution            `json:"attribution,omitzero"`
	Source      EvidenceSource         `json:"source,omitzero"`
	SourceNote  string                 `json:"source_note,omitzero"` // more about the source, such as which report
	*wire.Extra
}

// Change returns after minus before, unknown when either is.
func (m Measure) Change() practice.Fact[float64] {
	before, ok1 := m.Before.Get()
	after, ok2 := m.After.Get()
	if !ok1 || !ok2 {
		return practice.Fact[float64]{}
	}
	return practice.Known(after - before)
}

// Start opens an engagement with an accepted enquiry. It is refused with a *[practice.StageError] when the enquiry
// was not accepted.
func Start(id string, d Disseminator, e Enquiry, on practice.Date) (Engagement, error) {
	if e.State != Accepted {
		return Engagement{}, &practice.StageError{Subject: id, From: string(e.State), To: string(Accepted),
			Why: "its enquiry " + e.ID + " has not been accepted"}
	}
	g := Engagement{ID: id, DisseminatorID: d.ID, EnquiryID: e.ID, PartnerID: e.Provider.ID, Scope: External,
		Mode: e.Mode, State: Accepted, StartedOn: on}
	if e.Mode != "" {
		g.Modes = []Mode{e.Mode}
	}
	if e.Filter != nil {
		g.AgreedAreas = slices.Clone(e.Filter.Matched)
	}
	g.History = slices.Clone(e.History)
	return g, nil
}

// Advance moves the engagement to the state the ruling is about and keeps the ruling. The receiver is unchanged; a
// refusal is a *[practice.StageError].
func (e Engagement) Advance(r practice.Ruling) (Engagement, error) {
	step, err := engagementLife.Advance(e.ID, e.State, e.History, r)
	if err != nil {
		return e, err
	}
	e.State = State(r.To)
	e.History = append(slices.Clip(e.History), step)
	return e, nil
}

// Commend raises a practice that was found in the partner, so that it starts on its own life (§35). The engagement
// that comes back names it, once. The practice keeps what describes it; it needs a validation of its own, so that
// whatever approved, shared or took it up elsewhere is left behind.
func (e Engagement) Commend(p practice.Practice, by string, on practice.Date) (Engagement, practice.Practice) {
	p.Stage = practice.Identified
	p.ProviderID = e.PartnerID
	p.IdentifiedVia, p.IdentifiedBy, p.IdentifiedOn = practice.ByQualityManager, by, on
	p.Validation, p.Minutes, p.Impact = nil, nil, nil
	p.Shares, p.Transfers, p.History = nil, nil, nil
	if !slices.Contains(e.CommendedIDs, p.ID) {
		e.CommendedIDs = append(slices.Clip(e.CommendedIDs), p.ID)
	}
	return e, p
}

// StoppedOn returns the day on which the engagement was given up, the zero date when it was not.
func (e Engagement) StoppedOn() practice.Date {
	if n := len(e.History); e.State == Stopped && n > 0 {
		return e.History[n-1].Ruling.On
	}
	return practice.Date{}
}

// ReviewDeadline returns the last day on which the first review may be held, so many calendar months after the
// dissemination ended; the zero date while it has not.
func (e Engagement) ReviewDeadline(months int) practice.Date { return e.EndedOn.AddMonths(months) }

// ReviewOverdue reports whether the limit for the first review has passed on the day today without one, or was
// passed before it was held: a late review stays overdue in the record. Of a stopped engagement it says how things
// stood on the day it was stopped, since nobody reviews it after that.
func (e Engagement) ReviewOverdue(months int, today practice.Date) bool {
	deadline := e.ReviewDeadline(months)
	if e.Review != nil && !e.Review.HeldOn.IsZero() {
		return e.Review.HeldOn.After(deadline)
	}
	if e.State == Stopped && !e.StoppedOn().After(today) {
		today = e.StoppedOn()
	}
	return today.After(deadline)
}
