package practice

import (
	"cmp"
	"slices"
)

// FeedLine carries what was found out about one practice to where the service plans and judges itself. It cites the
// practice, so that a reader of the plan or the report can go back to it.
type FeedLine struct {
	PracticeID string `json:"practice_id"`
	Title      string `json:"title,omitzero"`
	Area       string `json:"area,omitzero"`
	// Stage shows a practice that was withdrawn after its impact was found.
	Stage        Stage    `json:"stage,omitzero"`
	Finding      string   `json:"finding,omitzero"`
	Actions      []string `json:"actions,omitzero"` // for continuing professional development
	EvidenceRefs []string `json:"evidence_refs,omitzero"`
	AssessedOn   Date     `json:"assessed_on,omitzero"`
	// Carried is whether somebody has taken the line up: [Impact.InCPDFeed] or [Impact.InSARFeed].
	Carried Fact[bool] `json:"carried,omitzero"`
}

// CPDFeed returns a line for each practice whose impact is recorded, for the plan of continuing professional
// development (Staffordshire stage 6): the earliest assessed first, those without a date last.
func CPDFeed(practices []Practice) []FeedLine {
	return feed(practices, func(i Impact) Fact[bool] { return i.InCPDFeed })
}

// SARFeed returns the same lines for the service's self-assessment report (Staffordshire stage 6).
func SARFeed(practices []Practice) []FeedLine {
	return feed(practices, func(i Impact) Fact[bool] { return i.InSARFeed })
}

func feed(practices []Practice, carried func(Impact) Fact[bool]) []FeedLine {
	lines := []FeedLine{}
	for _, p := range practices {
		if p.Impact == nil {
			continue
		}
		lines = append(lines, FeedLine{
			PracticeID: p.ID, Title: p.Title, Area: p.Area, Stage: p.Stage,
			Finding: p.Impact.Finding, Actions: slices.Clone(p.Impact.CPDActions),
			EvidenceRefs: slices.Clone(p.Impact.EvidenceRefs), AssessedOn: p.Impact.AssessedOn,
			Carried: carried(*p.Impact),
		})
	}
	slices.SortStableFunc(lines, func(a, b FeedLine) int {
		return cmp.Or(undatedLast(a.AssessedOn, b.AssessedOn), cmp.Compare(a.PracticeID, b.PracticeID))
	})
	return lines
}

// undatedLast orders dates as they fall, with the unknown one after all others.
func undatedLast(a, b Date) int {
	switch {
	case a == b:
		return 0
	case a.IsZero():
		return 1
	case b.IsZero():
		return -1
	}
	return a.Compare(b)
}

// ImpactInputs is what the Quality Team has in front of it when it assesses impact (Staffordshire stage 6).
type ImpactInputs struct {
	ActionPlans   []Transfer    `json:"action_plans,omitzero"`   // transfers submitted with progress in an action plan
	Stage5Reports []Transfer    `json:"stage5_reports,omitzero"` // transfers submitted with a Stage 5 Report
	Log           MonitoringLog `json:"log,omitzero"`            // every row about this practice, submitted or not
}

// ImpactInputs gathers what was submitted about the practice and its rows in the monitoring log.
func (p Practice) ImpactInputs() ImpactInputs {
	in := ImpactInputs{Log: MonitoringLogOf([]Practice{p})}
	for _, t := range p.Transfers {
		if t.SubmittedOn.IsZero() {
			continue
		}
		if t.ActionPlan != nil && len(t.ActionPlan.Progress) > 0 {
			in.ActionPlans = append(in.ActionPlans, t)
		}
		if t.Stage5Report != nil {
			in.Stage5Reports = append(in.Stage5Reports, t)
		}
	}
	return in
}
