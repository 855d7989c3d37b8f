package dissemination

import (
	"slices"

	"github.com/acl-beacon/beacon/practice"
)

// UsualApproach is how providers of a kind usually choose their areas: colleges prescribe them, to keep the work manageable
// (LSC 2004 §8), and work-based learning providers let partners bring their needs (§9). Of any other kind the source says
// nothing, and the answer is empty. Both approaches are open to everybody.
func UsualApproach(k practice.ProviderKind) Approach {
	switch k {
	case practice.College:
		return SupplyDriven
	case practice.WorkBased:
		return DemandDriven
	}
	return ""
}

// Prospect is a provider that may benefit, with what points to it and the way to approach it (LSC 2004 §16 and §17).
type Prospect struct {
	ProviderID string `json:"provider_id"`
	Band       Band   `json:"band,omitzero"` // by its latest inspection; empty where there is none
	// ByInspection says that the band is one the disseminator looks for; Bodies are the awarding bodies both work with.
	ByInspection bool     `json:"by_inspection,omitzero"`
	Bodies       []string `json:"bodies,omitzero"`
	// Through is the channel to use: the local body for a provider that performs weakly, whatever points to it, and else
	// what pointed to it.
	Through PromotionChannel `json:"through"`
}

// Prospects returns the providers that an inspection report or a shared awarding body points to, in the order they are
// given. A disseminator that does not say which partners it looks for is taken to look for weak and middling ones. Its own
// provider is left out.
func Prospects(d Disseminator, providers []practice.Provider) []Prospect {
	wanted := d.PartnerTypes
	if len(wanted) == 0 {
		wanted = []Band{Weak, Middle}
	}
	var found []Prospect
	for i := range providers {
		p := &providers[i]
		if p.ID == d.Provider.ID && p.ID != "" {
			continue
		}
		q := Prospect{ProviderID: p.ID, Band: Enquiry{Provider: *p}.Performance()}
		q.ByInspection = q.Band != "" && slices.Contains(wanted, q.Band)
		for _, body := range p.AwardingBodies {
			if slices.Contains(d.Provider.AwardingBodies, body) && !slices.Contains(q.Bodies, body) {
				q.Bodies = append(q.Bodies, body)
			}
		}
		switch {
		case !q.ByInspection && len(q.Bodies) == 0:
			continue
		case q.Band == Weak:
			q.Through = Intermediary
		case q.ByInspection:
			q.Through = InspectionReports
		default:
			q.Through = AwardingBody
		}
		found = append(found, q)
	}
	return found
}
