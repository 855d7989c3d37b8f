package jpd

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// ActionLearningSet is a group of participants that reflects on what the visits brought (J-40), with one of the
// project's practitioners as its facilitator (J-43). Three sets of the source's figure are three groups, and each may
// meet more than once (A-J2).
type ActionLearningSet struct {
	ID          string   `json:"id"`
	Members     []string `json:"members,omitzero"`     // participant ids
	Facilitator string   `json:"facilitator,omitzero"` // participant id, inside or outside the members
	// FacilitatorSupportOn is when the facilitator was given support for the role, not later than the first meeting
	// (J-44).
	FacilitatorSupportOn practice.Date `json:"facilitator_support_on,omitzero"`
	PlannedOn            practice.Date `json:"planned_on,omitzero"`
	HeldOn               practice.Date `json:"held_on,omitzero"` // the first meeting
	Notes                string        `json:"notes,omitzero"`
	LaterMeetings        []SetMeeting  `json:"later_meetings,omitzero"`
	*wire.Extra
}

// SetMeeting is a later meeting of an action learning set.
type SetMeeting struct {
	PlannedOn practice.Date `json:"planned_on,omitzero"`
	HeldOn    practice.Date `json:"held_on,omitzero"`
	Notes     string        `json:"notes,omitzero"`
	*wire.Extra
}

// The sizes of action learning sets in the source, in people (J-41). They are advice: no set is refused for its size.
const (
	AdvisedSetMin = 6
	AdvisedSetMax = 7
)

// AdvisedSize reports whether the set has six or seven members (J-41).
func (s *ActionLearningSet) AdvisedSize() bool {
	return len(s.Members) >= AdvisedSetMin && len(s.Members) <= AdvisedSetMax
}

// supported reports whether the facilitator had support by the day of the first meeting.
func (s *ActionLearningSet) supported() bool {
	return !s.FacilitatorSupportOn.IsZero() && !s.FacilitatorSupportOn.After(s.HeldOn)
}

// SetReadiness says who of a set has a buddy visit to reflect on. Every member is in one of the three lists.
type SetReadiness struct {
	SetID string `json:"set_id"`
	// Ready made or received a visit on or before the day of the first meeting; before that day is set, any visit that was
	// held.
	Ready []string `json:"ready"`
	// Undated had visits only of which nobody recorded the day.
	Undated []string `json:"undated"`
	Without []string `json:"without"`
}

// WithVisit returns how many members come with a visit, and false where that depends on a visit without a day.
func (r SetReadiness) WithVisit() (int, bool) { return len(r.Ready), len(r.Undated) == 0 }

// SetReadiness says which members of a set had a visit before it met (J-45).
func (p *Project) SetReadiness(s *ActionLearningSet) SetReadiness {
	dated, undated := map[string]bool{}, map[string]bool{}
	for i := range p.Visits {
		v := &p.Visits[i]
		if !v.State.TookPlace() || v.HeldOn.After(s.HeldOn) {
			continue
		}
		to := dated
		if v.HeldOn.IsZero() && !s.HeldOn.IsZero() {
			to = undated
		}
		to[v.Visitor], to[v.Host] = true, true
	}
	r := SetReadiness{SetID: s.ID, Ready: []string{}, Undated: []string{}, Without: []string{}}
	for _, id := range s.Members {
		switch {
		case dated[id]:
			r.Ready = append(r.Ready, id)
		case undated[id]:
			r.Undated = append(r.Undated, id)
		default:
			r.Without = append(r.Without, id)
		}
	}
	return r
}

// ALSCount returns how many action learning sets a participant belongs to; one is usual (J-46).
func (p *Project) ALSCount(participantID string) int {
	n := 0
	for i := range p.Sets {
		if slices.Contains(p.Sets[i].Members, participantID) {
			n++
		}
	}
	return n
}
