package dissemination

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Enquiry is a possible partner, from the first contact to the decision of stage 4. Rules know it as partner: the
// provider that would receive help.
type Enquiry struct {
	ID       string            `json:"id"`
	Provider practice.Provider `json:"provider"`
	MadeOn   practice.Date     `json:"made_on,omitzero"`
	// Approached says that the disseminator made the first contact, not the partner.
	Approached   practice.Fact[bool] `json:"approached,omitzero"`
	ViaLocalBody practice.Fact[bool] `json:"via_local_body,omitzero"`

	Needs          []string           `json:"needs,omitzero"`            // ids of areas the partner asks about
	AreasToAddress practice.Fact[int] `json:"areas_to_address,omitzero"` // areas in which it must improve
	Mode           Mode               `json:"mode,omitzero"`             // the kind of help asked for
	ModeNote       string             `json:"mode_note,omitzero"`        // what other help is
	Band           Band               `json:"band,omitzero"`             // overrides what the inspection says

	Competitor practice.Fact[bool]    `json:"competitor,omitzero"`
	DistanceKM practice.Fact[float64] `json:"distance_km,omitzero"`

	// Filter is the letter or call that settles exactly what is wanted; nil when there was none.
	Filter       *Filter  `json:"filter,omitzero"`
	SignpostedTo []string `json:"signposted_to,omitzero"`

	State   State           `json:"state"`
	History []practice.Step `json:"history,omitzero"`

	*wire.Extra
}

// Filter is the record of the filter by letter or telephone (LSC 2004 §23).
type Filter struct {
	Method  FilterMethod  `json:"method,omitzero"`
	HeldOn  practice.Date `json:"held_on,omitzero"`
	By      string        `json:"by,omitzero"`      // the role or id of who held it
	Support string        `json:"support,omitzero"` // what exactly is wanted, in words
	Note    string        `json:"note,omitzero"`    // what another way of holding it was
	Needs   []string      `json:"needs,omitzero"`
	Matched []string      `json:"matched_areas,omitzero"` // ids of the offer's areas that meet a need
	*wire.Extra
}

// Performance returns the partner's band: the one on the enquiry, else what its latest inspection says (1 excellent, 2
// strong, 3 middle, 4 weak), else empty. The bands are those of LSC 2004 §20; reading them off grades is the
// library's choice.
func (e Enquiry) Performance() Band {
	if e.Band != "" || e.Provider.Inspection == nil {
		return e.Band
	}
	grade, _ := e.Provider.Inspection.Overall.Get()
	return bandOf[grade]
}

// NeedsStated returns the ids of the areas the partner needs help with: what the filter settled, else what it first
// asked about. The caller must not change the list.
func (e Enquiry) NeedsStated() []string {
	if e.Filter != nil && len(e.Filter.Needs) > 0 {
		return e.Filter.Needs
	}
	return e.Needs
}

// Advance moves the enquiry to the state the ruling is about and keeps the ruling. The receiver is unchanged; a
// refusal is a *[practice.StageError].
func (e Enquiry) Advance(r practice.Ruling) (Enquiry, error) {
	step, err := enquiryLife.Advance(e.ID, e.State, e.History, r)
	if err != nil {
		return e, err
	}
	e.State = State(r.To)
	e.History = append(slices.Clip(e.History), step)
	return e, nil
}

// MatchAreas returns the ids of the offer's areas, suggested ones included, that meet a need, in the order of the
// needs and once each, and the needs that none meets. An area that the offer holds back meets no need.
func MatchAreas(needs []string, offer Offer) (matched, unmet []string) {
	meets := map[string]bool{}
	for _, a := range slices.Concat(offer.Areas, offer.Suggested) {
		meets[a.ID] = true
	}
	for _, x := range offer.Excluded {
		meets[x.Area] = false
	}
	seen := make(map[string]bool, len(needs))
	for _, n := range needs {
		if seen[n] {
			continue
		}
		seen[n] = true
		if meets[n] {
			matched = append(matched, n)
		} else {
			unmet = append(unmet, n)
		}
	}
	return matched, unmet
}
