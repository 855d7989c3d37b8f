package dissemination_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

func TestProspects(t *testing.T) {
	graded := func(id string, g practice.Grade, bodies ...string) practice.Provider {
		return practice.Provider{ID: id, AwardingBodies: bodies, Inspection: &practice.Inspection{Overall: practice.Known(g)}}
	}
	d := dissemination.Disseminator{Provider: graded("us", practice.Outstanding, "city board", "trade board")}
	providers := []practice.Provider{
		d.Provider,
		graded("weak", practice.Inadequate, "city board", "city board"),
		graded("middle", practice.RequiresImprovement),
		graded("good", practice.Good),
		graded("good, same board", practice.Good, "another", "trade board"),
		{ID: "never inspected"},
		{ID: "never inspected, same board", AwardingBodies: []string{"city board"}},
	}
	weak := dissemination.Prospect{ProviderID: "weak", Band: dissemination.Weak, ByInspection: true, Bodies: []string{"city board"},
		Through: dissemination.Intermediary}
	middle := dissemination.Prospect{ProviderID: "middle", Band: dissemination.Middle, ByInspection: true, Through: dissemination.InspectionReports}
	board := dissemination.Prospect{ProviderID: "good, same board", Band: dissemination.StrongNotExcellent, Bodies: []string{"trade board"},
		Through: dissemination.AwardingBody}
	unknown := dissemination.Prospect{ProviderID: "never inspected, same board", Bodies: []string{"city board"}, Through: dissemination.AwardingBody}
	assert.Equal(t, []dissemination.Prospect{weak, middle, board, unknown}, dissemination.Prospects(d, providers))

	// A disseminator that looks for strong partners still approaches a weak one through the local body.
	d.PartnerTypes = []dissemination.Band{dissemination.StrongNotExcellent}
	weak.ByInspection = false
	board.ByInspection, board.Through = true, dissemination.InspectionReports
	good := dissemination.Prospect{ProviderID: "good", Band: dissemination.StrongNotExcellent, ByInspection: true, Through: dissemination.InspectionReports}
	assert.Equal(t, []dissemination.Prospect{weak, good, board, unknown}, dissemination.Prospects(d, providers))
}

func TestUsualApproach(t *testing.T) {
	assert.Equal(t, dissemination.SupplyDriven, dissemination.UsualApproach(practice.College))
	assert.Equal(t, dissemination.DemandDriven, dissemination.UsualApproach(practice.WorkBased))
	assert.Empty(t, dissemination.UsualApproach(practice.Adult))
}
