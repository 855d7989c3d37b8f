package jpd

import (
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Benefit is something that participants said the project gave them (J-59 to J-70).
type Benefit struct {
	Code BenefitCode `json:"code"`
	Note string      `json:"note,omitzero"` // in the host's words; what an other benefit is
	*wire.Extra
}

// Wish is something that participants would like to have (J-71 to J-73), and what is done about it (J-78).
type Wish struct {
	Code        WishCode      `json:"code"`
	Note        string        `json:"note,omitzero"`
	Action      string        `json:"action,omitzero"`
	ActionOwner string        `json:"action_owner,omitzero"` // role or id
	ActionDueOn practice.Date `json:"action_due_on,omitzero"`
	*wire.Extra
}

// Continuation is the decision on whether the work goes on after this cycle (J-77).
type Continuation struct {
	Decision ContinuationDecision `json:"decision,omitzero"`
	On       practice.Date        `json:"on,omitzero"`
	Note     string               `json:"note,omitzero"`
	*wire.Extra
}

// NextCycle plans the cycle that follows a closed project as a project of its own, planned, with the same providers and
// the scope that the evaluation led to (J-74, J-75). Participants, themes and KPIs are new each time. It is refused with a
// *[practice.StageError] while the project is not closed, where its continuation was decided against, and without an id
// of its own, a note on the scope, a day and a role.
func (p Project) NextCycle(id, scope string, on practice.Date, role string) (Project, error) {
	why := ""
	switch {
	case p.State != Closed:
		why = "the cycle before it, " + p.ID + ", is not closed"
	case p.Continuation != nil && p.Continuation.Decision == WillEnd:
		why = "it was decided that the project ends"
	case strings.TrimSpace(id) == "" || id == p.ID || id == p.PreviousID:
		why = "it needs an id of its own"
	case strings.TrimSpace(scope) == "":
		why = "it needs a note on what its scope is now"
	case on.IsZero() || strings.TrimSpace(role) == "":
		why = "it needs a day and the role that plans it"
	case len(p.History) > 0 && on.Before(p.History[len(p.History)-1].Ruling.On):
		why = "it begins before the cycle before it was closed"
	}
	if why != "" {
		return Project{}, &practice.StageError{Subject: id, To: string(Planned), Outcome: practice.Closed, Why: why}
	}
	next := Project{
		ID: id, Title: p.Title, SourceLabel: p.SourceLabel,
		LeadProvider: p.LeadProvider, PartnerProviders: slices.Clone(p.PartnerProviders),
		PreviousID: p.ID, ScopeNote: scope, State: Planned,
	}
	if n, ok := p.CycleNumber.Get(); ok {
		next.CycleNumber = practice.Known(n + 1)
	}
	next.History = []practice.Step{{To: string(Planned), Event: "plan the next cycle",
		Ruling: practice.ByHand(id, string(Planned), on, role, "follows "+p.ID)}}
	return next, nil
}
