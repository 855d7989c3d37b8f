package year

import (
	"slices"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

// Partner is the work with one partner in a line.
type Partner struct {
	EngagementID string              `json:"engagement_id"`
	PartnerID    string              `json:"partner_id,omitzero"`
	Scope        dissemination.Scope `json:"scope,omitzero"`
	Mode         dissemination.Mode  `json:"mode,omitzero"`
	State        dissemination.State `json:"state"`
	Areas        []string            `json:"areas,omitzero"`
	Contacts     int                 `json:"contacts"`
	EndedOn      practice.Date       `json:"ended_on,omitzero"`
	ReviewBy     practice.Date       `json:"review_by,omitzero"` // the last day of the limit (§36)
	ReviewedOn   practice.Date       `json:"reviewed_on,omitzero"`
	Overdue      bool                `json:"overdue,omitzero"` // a late review stays overdue in the record
}

func partners(w *dissemination.Work, o Options) []Partner {
	all := []Partner{}
	for i := range w.Engagements {
		e := &w.Engagements[i]
		p := Partner{EngagementID: e.ID, PartnerID: e.PartnerID, Scope: e.Scope, Mode: e.Mode, State: e.State, Areas: e.AgreedAreas,
			Contacts: len(e.Contacts), EndedOn: e.EndedOn}
		if e.Review != nil {
			p.ReviewedOn = e.Review.HeldOn
		}
		for _, d := range evaluate.Schedule(*e, o.Today, o.Limits) {
			if d.Kind == evaluate.DueReview {
				p.ReviewBy, p.Overdue = d.LastDay, d.Status == evaluate.Overdue || d.Status == evaluate.DoneLate
			}
		}
		all = append(all, p)
	}
	return all
}

// Reach is whom the year's work met (§25 to §31). A count says how many are known; the Untold beside it how many contacts do
// not say.
type Reach struct {
	External      int `json:"external"` // engagements with other providers
	Internal      int `json:"internal"` // with weaker areas of the same provider (§25)
	Contacts      int `json:"contacts"`
	Visits        int `json:"visits"`
	FollowUps     int `json:"follow_ups"`
	AtBase        int `json:"at_base"`       // contacts to which the partner came to the disseminator (§27)
	Practitioners int `json:"practitioners"` // contacts with practitioners, and not managers alone
	WithLearners  int `json:"with_learners"` // contacts in which learners were heard
	Learners      int `json:"learners"`      // met in those contacts that say how many
	Untold        int `json:"untold"`        // contacts in which learners were heard and nobody said how many
}

func reach(w *dissemination.Work) Reach {
	var r Reach
	for i := range w.Engagements {
		e := &w.Engagements[i]
		if e.Scope == dissemination.Internal {
			r.Internal++
		} else {
			r.External++
		}
		for _, c := range e.Contacts {
			r.add(c)
		}
	}
	return r
}

func (r *Reach) add(c dissemination.Contact) {
	r.Contacts++
	if c.Mode == dissemination.Visit {
		r.Visits++
	}
	if c.Kind == dissemination.FollowUp {
		r.FollowUps++
	}
	r.AtBase += one(c.AtBase)
	r.Practitioners += one(c.PractitionersPresent)
	heard := one(c.TalkedToLearners)
	r.WithLearners += heard
	if n, known := c.LearnersMet.Get(); known {
		r.Learners += n
	} else {
		r.Untold += heard
	}
}

// Mode says what came of one way of working (§2, §26 to §31). An engagement counts under its main way.
type Mode struct {
	Mode        dissemination.Mode `json:"mode"` // empty where nobody said
	Engagements int                `json:"engagements"`
	Stopped     int                `json:"stopped"`
	Reviewed    int                `json:"reviewed"`
	Met         int                `json:"met"`     // reviews that say that hoped-for results came
	NotMet      int                `json:"not_met"` // reviews that say that they did not
	Worked      int                `json:"worked"`  // changes known to have worked
	Failed      int                `json:"failed"`  // changes known to have failed
}

func modes(w *dissemination.Work) []Mode {
	all := []Mode{}
	for _, name := range append(dissemination.Mode("").Names(), "") {
		m := Mode{Mode: dissemination.Mode(name)}
		for i := range w.Engagements {
			if e := &w.Engagements[i]; e.Mode == m.Mode {
				m.add(e)
			}
		}
		if m.Engagements > 0 {
			all = append(all, m)
		}
	}
	return all
}

func (m *Mode) add(e *dissemination.Engagement) {
	m.Engagements++
	if e.State == dissemination.Stopped {
		m.Stopped++
	}
	if e.Review != nil && !e.Review.HeldOn.IsZero() {
		m.Reviewed++
		switch met, known := e.Review.MetExpectations.Get(); {
		case known && met:
			m.Met++
		case known:
			m.NotMet++
		}
	}
	for _, c := range e.Changes {
		switch worked, known := c.Worked.Get(); {
		case known && worked:
			m.Worked++
		case known:
			m.Failed++
		}
	}
}

// Change is a change in a partner, with how far it came from this work (§32, §33).
type Change struct {
	EngagementID string                    `json:"engagement_id"`
	What         string                    `json:"what"`
	Attribution  dissemination.Attribution `json:"attribution,omitzero"` // empty where nobody said
	Worked       practice.Fact[bool]       `json:"worked,omitzero"`
	WhyNot       string                    `json:"why_not,omitzero"`
	Measures     []string                  `json:"measures,omitzero"`
}

// Figure is one measure of a held assessment (§36).
type Figure struct {
	EngagementID string                 `json:"engagement_id"`
	HeldOn       practice.Date          `json:"held_on"`
	Measure      dissemination.Measure  `json:"measure"`
	Change       practice.Fact[float64] `json:"change,omitzero"` // after minus before, in the measure's unit
}

func changes(w *dissemination.Work) []Change {
	all := []Change{}
	for i := range w.Engagements {
		for _, c := range w.Engagements[i].Changes {
			all = append(all, Change{w.Engagements[i].ID, c.What, c.Attribution, c.Worked, c.WhyNot, c.Measures})
		}
	}
	return all
}

func figures(w *dissemination.Work) []Figure {
	all := []Figure{}
	for i := range w.Engagements {
		for _, a := range w.Engagements[i].Assessments {
			if a.HeldOn.IsZero() {
				continue
			}
			for _, m := range a.Measures {
				all = append(all, Figure{w.Engagements[i].ID, a.HeldOn, m, m.Change()})
			}
		}
	}
	return all
}

// Barrier is how often something stood in the way, and how often something was done about it (§10, §15, §18, §32, §34).
type Barrier struct {
	Code      dissemination.BarrierCode `json:"code"`
	Count     int                       `json:"count"`
	Mitigated int                       `json:"mitigated"`
}

func barriers(w *dissemination.Work) []Barrier {
	found := slices.Clone(w.Disseminator.Barriers)
	for i := range w.Engagements {
		found = append(found, w.Engagements[i].Barriers...)
	}
	counts := map[dissemination.BarrierCode]*Barrier{}
	for _, b := range found {
		c := counts[b.Code]
		if c == nil {
			c = &Barrier{Code: b.Code}
			counts[b.Code] = c
		}
		c.Count++
		if b.Mitigation != "" {
			c.Mitigated++
		}
	}
	return sorted(counts, func(a, b *Barrier) bool { return a.Count > b.Count || a.Count == b.Count && a.Code < b.Code })
}

// Gain is how many engagements named a gain (§35).
type Gain struct {
	Code        dissemination.GainCode `json:"code"`
	Engagements int                    `json:"engagements"`
}

func gains(w *dissemination.Work) []Gain {
	counts := map[dissemination.GainCode]*Gain{}
	for i := range w.Engagements {
		seen := map[dissemination.GainCode]bool{}
		for _, g := range w.Engagements[i].Gains {
			if seen[g.Code] {
				continue
			}
			seen[g.Code] = true
			if counts[g.Code] == nil {
				counts[g.Code] = &Gain{Code: g.Code}
			}
			counts[g.Code].Engagements++
		}
	}
	return sorted(counts, func(a, b *Gain) bool {
		return a.Engagements > b.Engagements || a.Engagements == b.Engagements && a.Code < b.Code
	})
}

func commended(w *dissemination.Work) []string {
	all := []string{}
	for i := range w.Engagements {
		all = append(all, w.Engagements[i].CommendedIDs...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Finding is one line for the self-assessment report: what a review or an assessment found, with what it rests on.
type Finding struct {
	EngagementID   string        `json:"engagement_id"`
	On             practice.Date `json:"on"`
	Impact         string        `json:"impact"`
	Shortfall      string        `json:"shortfall,omitzero"`      // why hoped-for results did not come
	Counterfactual string        `json:"counterfactual,omitzero"` // how the partner would have fared without the help
	Basis          string        `json:"basis"`                   // review or assessment
}

func feed(w *dissemination.Work) []Finding {
	all := []Finding{}
	for i := range w.Engagements {
		e := &w.Engagements[i]
		reviews := e.LaterReviews
		if e.Review != nil {
			reviews = append([]dissemination.Review{*e.Review}, reviews...)
		}
		for _, r := range reviews {
			if !r.HeldOn.IsZero() && r.Impact != "" {
				all = append(all, Finding{e.ID, r.HeldOn, r.Impact, r.Shortfall, r.Counterfactual, "review"})
			}
		}
		for _, a := range e.Assessments {
			if !a.HeldOn.IsZero() && a.Findings != "" {
				all = append(all, Finding{EngagementID: e.ID, On: a.HeldOn, Impact: a.Findings, Basis: "assessment"})
			}
		}
	}
	return all
}
