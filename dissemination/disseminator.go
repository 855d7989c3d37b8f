package dissemination

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Disseminator is a provider with the status and the duty to share its practice, such as a Beacon, in one year of
// its work (LSC 2004 stages 1 to 3). It is a plain value; fill in its parts as they happen and move it on with
// [Disseminator.Advance].
type Disseminator struct {
	ID       string                `json:"id"`
	Provider practice.Provider     `json:"provider,omitzero"`
	Kind     practice.ProviderKind `json:"kind,omitzero"`   // decides which advice applies
	Scheme   string                `json:"scheme,omitzero"` // beacon, or the host's own
	// PreviousID is the year before this one; empty in the first year. See [Disseminator.NextYear].
	PreviousID string  `json:"previous_id,omitzero"`
	Status     *Status `json:"status,omitzero"`

	Proposal *Proposal `json:"proposal,omitzero"`
	Offer    *Offer    `json:"offer,omitzero"`
	Plan     *Plan     `json:"plan,omitzero"`
	// Promotions are the times possible partners were told (stage 3).
	Promotions []Promotion `json:"promotions,omitzero"`

	// Partners says which of the two models of choosing partners it follows.
	Partners SelectionModel `json:"selection_model,omitzero"`
	// PartnerTypes, PartnerLimit and the offer's areas are what stage 4 must be clear about.
	PartnerTypes []Band              `json:"partner_types,omitzero"`
	PartnerLimit practice.Fact[int]  `json:"partner_limit,omitzero"` // partners this provider can take
	OpenToAll    practice.Fact[bool] `json:"open_to_all,omitzero"`   // no filter is used
	// Signposts are the other sources of support that declined partners are pointed to.
	Signposts []Signpost `json:"signposts,omitzero"`

	FocusStrategies    []FocusStrategy `json:"focus_strategies,omitzero"`
	DisseminationDay   Weekday         `json:"dissemination_day,omitzero"`
	LocalBodyEngagedOn practice.Date   `json:"local_body_engaged_on,omitzero"`
	// Barriers are what stands in the way of its own work, such as the time that a demand-driven offer takes (§10).
	Barriers []Barrier `json:"barriers,omitzero"`
	// EvaluationReportOn closes the year's work with a brief report.
	EvaluationReportOn practice.Date `json:"evaluation_report_on,omitzero"`

	State   State           `json:"state"`
	History []practice.Step `json:"history,omitzero"`

	*wire.Extra
}

// Status is the award that makes a provider a disseminator.
type Status struct {
	AwardedBy string        `json:"awarded_by,omitzero"`
	AwardedOn practice.Date `json:"awarded_on,omitzero"`
	RunBy     string        `json:"run_by,omitzero"`    // who runs the selection and the award (§13)
	FundedBy  string        `json:"funded_by,omitzero"` // who pays for the work (§3)
	// Excellent, TeachingQuality, Leadership and WillShare are the conditions of the award.
	Excellent       practice.Fact[bool] `json:"excellent,omitzero"`
	TeachingQuality Quality             `json:"teaching_quality,omitzero"`
	Leadership      Quality             `json:"leadership,omitzero"`
	WillShare       practice.Fact[bool] `json:"will_share,omitzero"`
	*wire.Extra
}

// Proposal is the short paper that opens the work: what will be done and what should come of it.
type Proposal struct {
	On         practice.Date      `json:"on,omitzero"`
	Activities []ProposedActivity `json:"activities,omitzero"`
	*wire.Extra
}

// ProposedActivity is one activity of a proposal with the outcomes tied to it.
type ProposedActivity struct {
	Title    string   `json:"title"`
	Outcomes []string `json:"outcomes,omitzero"`
	*wire.Extra
}

// Offer is what a disseminator can share.
type Offer struct {
	Approach  Approach `json:"approach,omitzero"`
	Areas     []Area   `json:"areas,omitzero"`
	Suggested []Area   `json:"suggested_areas,omitzero"` // pointers only, in a demand-driven offer
	// Excluded areas are held back, each for a reason.
	Excluded []Exclusion `json:"excluded_areas,omitzero"`
	Staff    []string    `json:"staff,omitzero"` // ids of those who can deliver

	PublishedOn          practice.Date `json:"published_on,omitzero"`
	LimitPublishedOn     practice.Date `json:"limit_published_on,omitzero"`
	LocalBodyConsultedOn practice.Date `json:"local_body_consulted_on,omitzero"`
	*wire.Extra
}

// Area is an area of good practice on offer.
type Area struct {
	ID          string   `json:"id"`
	Title       string   `json:"title,omitzero"`
	PracticeIDs []string `json:"practice_ids,omitzero"`
	*wire.Extra
}

// Exclusion is an area held back.
type Exclusion struct {
	Area   string          `json:"area"`
	Reason ExclusionReason `json:"reason,omitzero"`
	Note   string          `json:"note,omitzero"`
	*wire.Extra
}

// Signpost is another source of support.
type Signpost struct {
	To    string   `json:"to"`
	Areas []string `json:"areas,omitzero"` // ids of areas it can help with; empty means any
	Ref   string   `json:"ref,omitzero"`
	*wire.Extra
}

// Plan is the dissemination action plan of stage 2.
type Plan struct {
	Activities []Activity   `json:"activities,omitzero"`
	Staff      []Commitment `json:"staff,omitzero"`

	Coordinator          string        `json:"coordinator,omitzero"` // role or id of the one who oversees it
	ConsultedInternally  []string      `json:"consulted_internal,omitzero"`
	LocalBodyConsultedOn practice.Date `json:"local_body_consulted_on,omitzero"`
	AgreedOn             practice.Date `json:"agreed_on,omitzero"`

	Measures              []string      `json:"measures,omitzero"` // of success, set at the outset
	MeasuresSetOn         practice.Date `json:"measures_set_on,omitzero"`
	EvaluationDesign      string        `json:"evaluation_design,omitzero"`
	OwnProvisionSafeguard string        `json:"own_provision_safeguard,omitzero"`
	*wire.Extra
}

// FirstActivityOn returns the earliest start of an activity, the zero date when none has one.
func (p Plan) FirstActivityOn() practice.Date {
	var first practice.Date
	for _, a := range p.Activities {
		if first.IsZero() || a.StartOn.Before(first) {
			first = a.StartOn
		}
	}
	return first
}

// Activity is one planned activity.
type Activity struct {
	ID            string              `json:"id"`
	Title         string              `json:"title,omitzero"`
	Event         practice.Fact[bool] `json:"is_event,omitzero"` // others attend, so reputation is on trial
	StartOn       practice.Date       `json:"start_on,omitzero"`
	EndOn         practice.Date       `json:"end_on,omitzero"`
	BriefedOn     practice.Date       `json:"briefed_on,omitzero"` // staff told what happens and when
	PlanCheckedOn practice.Date       `json:"plan_checked_on,omitzero"`
	HeldOn        practice.Date       `json:"held_on,omitzero"` // the day it took place; zero until then
	Staff         []string            `json:"staff,omitzero"`   // ids of those who deliver it
	// DaysNeeded are days of staff time for all of its staff together.
	DaysNeeded practice.Fact[float64] `json:"days_needed,omitzero"`
	*wire.Extra
}

// Commitment is one member of staff's part in the plan.
type Commitment struct {
	ID         string              `json:"id"`
	InformedOn practice.Date       `json:"informed_on,omitzero"`
	Committed  practice.Fact[bool] `json:"committed,omitzero"`
	// ShareOfActivities is the part of all activities that rests on this person, 0 to 1.
	ShareOfActivities practice.Fact[float64] `json:"share_of_activities,omitzero"`
	// DaysAvailable are the days of this person's time that are set aside for dissemination in the year.
	DaysAvailable practice.Fact[float64] `json:"days_available,omitzero"`
	*wire.Extra
}

// Promotion is one time possible partners were told that help exists (stage 3).
type Promotion struct {
	ID                string              `json:"id"`
	Channel           PromotionChannel    `json:"channel"`
	ChannelNote       string              `json:"channel_note,omitzero"`
	Through           string              `json:"through,omitzero"`     // the third party that carried it
	TargetedBy        string              `json:"targeted_by,omitzero"` // the awarding body, specification or inspection report that led to the partner
	PartnerID         string              `json:"partner_id,omitzero"`  // empty when it went to many
	SentOn            practice.Date       `json:"sent_on,omitzero"`
	AudienceLevel     AudienceLevel       `json:"audience_level,omitzero"`
	AudienceNote      string              `json:"audience_note,omitzero"` // who an other audience was
	FirstContact      practice.Fact[bool] `json:"first_contact,omitzero"`
	TargetPerformance Band                `json:"target_performance,omitzero"`
	ViaLocalBody      practice.Fact[bool] `json:"via_local_body,omitzero"`
	AvoidPeriods      []Period            `json:"avoid_periods,omitzero"` // the partner's busy times
	*wire.Extra
}

// Period is a span of days, both ends included.
type Period struct {
	StartOn practice.Date `json:"start_on"`
	EndOn   practice.Date `json:"end_on"`
	*wire.Extra
}

// Advance moves the disseminator to the state the ruling is about and keeps the ruling. The receiver is unchanged; a
// refusal is a *[practice.StageError].
func (d Disseminator) Advance(r practice.Ruling) (Disseminator, error) {
	step, err := disseminatorLife.Advance(d.ID, d.State, d.History, r)
	if err != nil {
		return d, err
	}
	d.State = State(r.To)
	d.History = append(slices.Clip(d.History), step)
	return d, nil
}
