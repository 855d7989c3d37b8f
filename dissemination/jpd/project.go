package jpd

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Project is one cycle of joint practice development between a lead provider and its partners: who takes part, what
// they work on, the visits and sets in which they do so, and what came of it (J-01). It is a plain value. Fill in its
// parts as they happen; move it on with [Project.Advance], and what is inside it with [Project.AdvanceParticipant] and
// [Project.AdvanceVisit].
type Project struct {
	ID          string `json:"id"`
	Title       string `json:"title,omitzero"`
	SourceLabel string `json:"source_label,omitzero"` // what the project itself calls the model, such as LPD (A-J1)
	// LeadProvider and PartnerProviders are ids of providers (J-03, J-04).
	LeadProvider     string   `json:"lead_provider,omitzero"`
	PartnerProviders []string `json:"partner_providers,omitzero"`

	// CycleNumber is 1 in a project's first year. PreviousID is the project of the cycle before, and ScopeNote says what
	// its evaluation changed (J-74, J-75).
	CycleNumber practice.Fact[int] `json:"cycle_number,omitzero"`
	PreviousID  string             `json:"previous_id,omitzero"`
	ScopeNote   string             `json:"scope_note,omitzero"`

	KPIs     []KPI     `json:"kpis,omitzero"`
	Outcomes []Outcome `json:"outcomes,omitzero"`
	Targets  []Target  `json:"targets,omitzero"` // key targets, with their slippage
	Plan     *Plan     `json:"plan,omitzero"`

	// StatedTotal and StatedByProvider are the numbers of participants that the project gives out. [Project.Counts] holds
	// them against the list.
	StatedTotal      practice.Fact[int] `json:"participants_total,omitzero"`
	StatedByProvider []ProviderCount    `json:"participants_by_provider,omitzero"`
	Participants     []Participant      `json:"participants,omitzero"`

	Matching *Matching           `json:"matching,omitzero"`
	Groups   []BuddyGroup        `json:"groups,omitzero"`
	Visits   []Visit             `json:"visits,omitzero"`
	Sets     []ActionLearningSet `json:"als,omitzero"`

	EvaluationMeeting *EvaluationMeeting `json:"evaluation_meeting,omitzero"`
	Workshops         []Workshop         `json:"workshops,omitzero"`
	// PracticesForSharing are ids of practices and resources that the project put forward (J-08); each has a life of its
	// own in package practice.
	PracticesForSharing []string      `json:"practices_for_sharing,omitzero"`
	Benefits            []Benefit     `json:"benefits,omitzero"`
	Wishes              []Wish        `json:"wishes,omitzero"`
	Continuation        *Continuation `json:"continuation,omitzero"`
	Refs                []ExternalRef `json:"external_refs,omitzero"`

	State   State           `json:"state"`
	History []practice.Step `json:"history,omitzero"`

	*wire.Extra
}

// EvaluationMeeting is where the group looks back on the project together (J-47). The evaluation of each participant
// is in [Participant]; together they are the individual and the joint evaluation (J-52).
type EvaluationMeeting struct {
	PlannedOn practice.Date  `json:"planned_on,omitzero"`
	HeldOn    practice.Date  `json:"held_on,omitzero"`
	Aspects   []ImpactAspect `json:"aspects,omitzero"` // what impact was looked at (J-48)
	Findings  string         `json:"findings,omitzero"`
	Ref       string         `json:"ref,omitzero"`
	*wire.Extra
}

// Workshop is an event in which participants pass on what they learnt (J-09, J-10, J-76).
type Workshop struct {
	ID              string              `json:"id"`
	Title           string              `json:"title,omitzero"`
	Kind            WorkshopKind        `json:"kind,omitzero"`
	KindNote        string              `json:"kind_note,omitzero"` // what an other kind is
	PlannedOn       practice.Date       `json:"planned_on,omitzero"`
	HeldOn          practice.Date       `json:"held_on,omitzero"`
	Facilitators    []string            `json:"facilitators,omitzero"`     // participant ids, or ids of people from outside
	Invited         []string            `json:"invited,omitzero"`          // ids of providers
	ExternalInvited practice.Fact[bool] `json:"external_invited,omitzero"` // people from other providers
	KPICodes        []string            `json:"kpi_codes,omitzero"`
	*wire.Extra
}

// ExternalRef points to something outside the project's own records whose content is not kept here (J-79).
type ExternalRef struct {
	Title string `json:"title,omitzero"`
	URL   string `json:"url,omitzero"`
	*wire.Extra
}

// Advance moves the project to the state the ruling is about and keeps the ruling. The receiver is unchanged. A move that
// the table does not have, that the ruling does not allow or that [Project.Gaps] stand against is a
// *[practice.StageError].
//
// A gap does not stand in the way where the ruling, or advice answered at an earlier step, shows that a rule pack judged
// the same requirement and made less of it than a must, or that it was waived.
func (p Project) Advance(r practice.Ruling) (Project, error) {
	step, err := life.Advance(p.ID, p.State, p.History, r)
	if err != nil {
		return p, err
	}
	if gaps := unjudged(p.Gaps(State(r.To)), r, p.History); len(gaps) > 0 {
		return p, notReady(p.ID, string(p.State), r.To, gaps)
	}
	p.State = State(r.To)
	p.History = append(slices.Clip(p.History), step)
	return p, nil
}

// AllProviders returns the lead and the partners, each once.
func (p *Project) AllProviders() []string {
	all := make([]string, 0, 1+len(p.PartnerProviders))
	for _, id := range append([]string{p.LeadProvider}, p.PartnerProviders...) {
		if id != "" && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// Participant returns the participant with an id, and false when there is none.
func (p *Project) Participant(id string) (Participant, bool) {
	i := slices.IndexFunc(p.Participants, func(q Participant) bool { return q.ID == id })
	if i < 0 {
		return Participant{}, false
	}
	return p.Participants[i], true
}

// ParticipantIDs lists the ids of all participants, those who left too, in the order of the document.
func (p *Project) ParticipantIDs() []string {
	ids := make([]string, len(p.Participants))
	for i := range p.Participants {
		ids[i] = p.Participants[i].ID
	}
	return ids
}

// WithVisit returns the project with v added, or in the place of the visit with the same id. The receiver is unchanged.
func (p Project) WithVisit(v Visit) Project {
	p.Visits = put(p.Visits, v, func(w Visit) bool { return w.ID == v.ID })
	return p
}

// WithSet returns the project with s added, or in the place of the set with the same id. The receiver is unchanged.
func (p Project) WithSet(s ActionLearningSet) Project {
	p.Sets = put(p.Sets, s, func(t ActionLearningSet) bool { return t.ID == s.ID })
	return p
}

// WithTarget returns the project with t added, or in the place of the target with the same id. The receiver is
// unchanged.
func (p Project) WithTarget(t Target) Project {
	p.Targets = put(p.Targets, t, func(u Target) bool { return u.ID == t.ID })
	return p
}

// WithKPI returns the project with k added, or in the place of the KPI with the same code. The receiver is unchanged.
func (p Project) WithKPI(k KPI) Project {
	p.KPIs = put(p.KPIs, k, func(l KPI) bool { return l.Code == k.Code })
	return p
}

// put works on a copy, so that two values made from one never share an element.
func put[T any](list []T, v T, same func(T) bool) []T {
	list = slices.Clone(list)
	if i := slices.IndexFunc(list, same); i >= 0 {
		list[i] = v
		return list
	}
	return append(list, v)
}
