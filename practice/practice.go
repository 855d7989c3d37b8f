package practice

import (
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
)

// Practice is one piece of good practice: who saw it, what was written about it, who validated it, how it was
// shared, who took it up and what difference it made (Staffordshire stages 1a to 6).
//
// It is a plain value. Fill in its parts as they happen; move it up its ladder with [Practice.Advance].
type Practice struct {
	ID    string `json:"id"`
	Title string `json:"title,omitzero"`
	// Summary is free text for colleagues; Aim says what the practice is meant to improve.
	Summary  string   `json:"summary,omitzero"`
	Aim      string   `json:"aim,omitzero"`
	Area     string   `json:"area,omitzero"`     // curriculum area
	Standing Standing `json:"standing,omitzero"` // good or best; no rule may depend on it
	// ServiceAreas are the parts of the service that drew on it or contributed.
	ServiceAreas []string `json:"service_areas,omitzero"`
	ProviderID   string   `json:"provider_id,omitzero"` // where it was seen

	Originator    string         `json:"originator,omitzero"` // id of the tutor whose practice it is
	IdentifiedBy  string         `json:"identified_by,omitzero"`
	IdentifiedVia Route          `json:"identified_via,omitzero"`
	ViaNote       string         `json:"via_note,omitzero"` // what an other route was
	IdentifierAs  IdentifierRole `json:"identifier_role,omitzero"`
	AsNote        string         `json:"identifier_note,omitzero"` // what an other role was
	SelfPrompt    SelfPrompt     `json:"self_prompt,omitzero"`
	PromptNote    string         `json:"prompt_note,omitzero"` // what an other prompt was
	// ObservedGrade is the grade of the observation it was seen in, where a service grades them; 1 is the top one.
	ObservedGrade Fact[Grade] `json:"observed_grade,omitzero"`
	IdentifiedOn  Date        `json:"identified_on,omitzero"`
	RecordedOn    Date        `json:"recorded_on,omitzero"`

	Records    []Record    `json:"records,omitzero"`
	Evidence   []Evidence  `json:"evidence,omitzero"`
	Validation *Validation `json:"validation,omitzero"`
	// Minutes are the Quality Team's minutes that stand for record, validation and share at once.
	Minutes   *Meeting   `json:"minutes,omitzero"`
	Shares    []Share    `json:"shares,omitzero"`
	Transfers []Transfer `json:"transfers,omitzero"`
	Impact    *Impact    `json:"impact,omitzero"`

	// ParentID is the practice this one varies, RootID the first of the family and Lineage the ids from the root to
	// the parent. All are empty for an original.
	ParentID string   `json:"parent_id,omitzero"`
	RootID   string   `json:"root_id,omitzero"`
	Lineage  []string `json:"lineage,omitzero"`

	Stage   Stage  `json:"stage"`
	History []Step `json:"history,omitzero"`

	*wire.Extra
}

// Advance moves the practice to the stage the ruling is about and keeps the ruling in its history. The receiver is
// unchanged. A move that the ladder does not have, or that the ruling does not allow, is a *[StageError].
func (p Practice) Advance(r Ruling) (Practice, error) {
	step, err := life.Advance(p.ID, p.Stage, p.History, r)
	if err != nil {
		return p, err
	}
	if Stage(r.To) == Shared && p.Stage != Validated && p.Minutes == nil {
		return p, &StageError{Subject: p.ID, From: string(p.Stage), To: r.To, Outcome: r.Outcome,
			Why: "only Quality Team minutes take a practice from " + string(p.Stage) + " straight to shared; record them first"}
	}
	p.Stage = Stage(r.To)
	p.History = append(slices.Clip(p.History), step)
	return p, nil
}

// IsVariation reports whether the practice is another one changed by its adopter.
func (p Practice) IsVariation() bool { return p.ParentID != "" || p.RootID != "" || len(p.Lineage) > 0 }

// CompletedStage counts the steps, 1 to 7, that the documents in the practice support, each resting on the one
// before: a record, an approval, a share, a transfer, a submitted transfer, an impact record.
func (p Practice) CompletedStage() int {
	submitted := slices.ContainsFunc(p.Transfers, func(t Transfer) bool { return !t.SubmittedOn.IsZero() })
	done := []bool{
		true,
		len(p.Records) > 0,
		p.Validation != nil && p.Validation.Status == Approved,
		len(p.Shares) > 0,
		len(p.Transfers) > 0,
		submitted,
		p.Impact != nil,
	}
	if n := slices.Index(done, false); n >= 0 {
		return n
	}
	return len(done)
}

// Transfer returns the transfer with an id, and false when there is none.
func (p Practice) Transfer(id string) (Transfer, bool) {
	i := slices.IndexFunc(p.Transfers, func(t Transfer) bool { return t.ID == id })
	if i < 0 {
		return Transfer{}, false
	}
	return p.Transfers[i], true
}

// WithTransfer returns the practice with t added, or in the place of the transfer with the same id.
func (p Practice) WithTransfer(t Transfer) Practice {
	p.Transfers = slices.Clone(p.Transfers)
	if i := slices.IndexFunc(p.Transfers, func(u Transfer) bool { return u.ID == t.ID }); i >= 0 {
		p.Transfers[i] = t
	} else {
		p.Transfers = append(p.Transfers, t)
	}
	return p
}

// Minuted records that Quality Team minutes stand for the practice's record, validation and share at once
// (Staffordshire stage 1b). Nothing else changes: [Practice.Advance] moves it to shared once the rules agree.
//
// Minutes cannot overturn a decision, nor count twice: a declined practice, one that is past its record and one that
// has its minutes already are refused with a *[StageError].
func (p Practice) Minuted(m Meeting) (Practice, error) {
	if p.Stage != Identified && p.Stage != Recorded {
		return p, &StageError{Subject: p.ID, From: string(p.Stage), To: string(Shared),
			Why: "minutes stand in for record, validation and share only before validation"}
	}
	if p.Validation != nil && p.Validation.Status == NotApproved {
		return p, &StageError{Subject: p.ID, From: string(p.Stage), To: string(Shared),
			Why: fmt.Sprintf("it was declined on %s, and minutes cannot overturn that", p.Validation.On)}
	}
	if p.Minutes != nil {
		return p, &StageError{Subject: p.ID, From: string(p.Stage), To: string(Shared),
			Why: fmt.Sprintf("minutes %q already stand in for record, validation and share", p.Minutes.ID)}
	}
	m.ClaimsShortcut = Known(true)
	p.Minutes = &m
	p.Records = append(slices.Clip(p.Records), Record{Kind: QualityTeamMinutes, Ref: m.ID, On: m.On})
	p.Validation = &Validation{Status: Approved, Route: ByQualityTeam, By: m.ID, On: m.On, SubjectID: p.ID}
	p.Shares = append(slices.Clip(p.Shares), Share{ID: m.ID, Channel: QualityTeamMeeting, On: m.On})
	if p.RecordedOn.IsZero() {
		p.RecordedOn = m.On
	}
	return p, nil
}

// Vary makes the practice that the adopter of a transfer changed, ready for a validation of its own: its record is
// the Stage 5 Report, and it has none of the parent's approvals, shares or impact (Staffordshire stage 5). The
// parent is unchanged.
//
// It is refused with a *[StageError] unless the transfer names its adopter, its decision is to propose the variation
// and its report is there; without a day; and when id would make the family tree go round in a circle.
func (p Practice) Vary(transferID, id string, on Date) (Practice, error) {
	refuse := func(why string) (Practice, error) {
		return Practice{}, &StageError{Subject: id, To: string(InValidation), Why: why}
	}
	t, ok := p.Transfer(transferID)
	switch {
	case !ok:
		return refuse(fmt.Sprintf("%s has no transfer %q", p.ID, transferID))
	case t.VariationDecision != Proposed:
		return refuse("the transfer's variation decision is not to propose it")
	case t.Stage5Report == nil:
		return refuse("its record is the Stage 5 Report, which is not there")
	case t.Adopter == "":
		return refuse("the transfer does not name the adopter, whose practice it becomes")
	case on.IsZero():
		return refuse("it has no date")
	case id == "" || id == p.ID || id == p.RootID || slices.Contains(p.Lineage, id):
		return refuse("a variation needs an id that its family tree does not hold")
	case p.RootID == p.ID || slices.Contains(p.Lineage, p.ID):
		return refuse("the family tree of " + p.ID + " goes round in a circle")
	}
	v := Practice{
		ID: id, Title: p.Title, Area: p.Area, ProviderID: t.ProviderID,
		Originator: t.Adopter, IdentifiedBy: t.Adopter, IdentifiedVia: SelfNominated, IdentifierAs: AsTutor,
		IdentifiedOn: t.Stage5Report.SubmittedOn, RecordedOn: t.Stage5Report.SubmittedOn,
		Records:  []Record{{Kind: Stage5ReportRecord, Ref: t.ID, On: t.Stage5Report.SubmittedOn}},
		ParentID: p.ID, RootID: p.RootID, Lineage: append(slices.Clip(p.Lineage), p.ID),
		Stage: InValidation,
	}
	if v.RootID == "" {
		v.RootID = p.ID
	}
	v.History = []Step{{To: string(InValidation), Event: "propose a variation",
		Ruling: ByHand(id, string(InValidation), on, t.Adopter, "varies "+p.ID)}}
	return v, nil
}
