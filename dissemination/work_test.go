package dissemination_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// consultancies is a disseminator with a limit of three and so many engagements in the given mode and state.
func consultancies(limit practice.Fact[int], mode dissemination.Mode, states ...dissemination.State) dissemination.Work {
	w := dissemination.Work{Disseminator: dissemination.Disseminator{ID: "D-1", PartnerLimit: limit}}
	for i, s := range states {
		id := strconv.Itoa(i)
		w.Engagements = append(w.Engagements, dissemination.Engagement{ID: "E-" + id, EnquiryID: "Q-" + id,
			Scope: dissemination.External, Mode: mode, State: s})
	}
	return w
}

func TestWork_counts(t *testing.T) {
	three, none := practice.Known(3), practice.Fact[int]{}
	active, ended := dissemination.Active, dissemination.Evaluated
	four := consultancies(three, dissemination.Consultancy, active, active, dissemination.Agreed, active)
	internal := consultancies(three, dissemination.InternalConsultancy, active)
	internal.Engagements[0].Scope = dissemination.Internal
	unsaid := consultancies(three, dissemination.OneToOne, active)
	unsaid.Engagements[0].Scope = ""
	asking := dissemination.Work{Disseminator: four.Disseminator, Enquiries: []dissemination.Enquiry{
		{ID: "Q-1", State: dissemination.Enquired}, {ID: "Q-2", State: dissemination.Filtered},
		{ID: "Q-3", State: dissemination.Declined}, {ID: "Q-4", State: dissemination.Accepted},
	}}
	begun := asking.With(dissemination.Engagement{ID: "E-4", EnquiryID: "Q-4", State: dissemination.Accepted})
	stopped := asking.With(dissemination.Engagement{ID: "E-4", EnquiryID: "Q-4", State: dissemination.Stopped})
	for _, tc := range []struct {
		name                                 string
		w                                    dissemination.Work
		partners, free, asked, consultancies int
		limited                              bool
	}{
		{"nothing yet", consultancies(three, ""), 0, 3, 0, 0, true},
		{"no limit set", consultancies(none, dissemination.OneToOne, active), 1, 0, 0, 0, false},
		{"a limit of none", consultancies(practice.Known(0), ""), 0, 0, 0, 0, true},
		{"three at once", consultancies(three, dissemination.Consultancy, active, active, active), 3, 0, 0, 3, true},
		{"four at once", four, 4, 0, 0, 4, true},
		{"one has ended", consultancies(three, dissemination.Consultancy, active, ended), 2, 1, 0, 1, true},
		{"one was stopped", consultancies(three, dissemination.Consultancy, active, dissemination.Stopped), 1, 2, 0, 1, true},
		{"one to one is not consultancy", consultancies(three, dissemination.OneToOne, active), 1, 2, 0, 0, true},
		{"before it is agreed", consultancies(three, dissemination.Consultancy, dissemination.BaselineRecorded), 1, 2, 0, 0, true},
		{"inside the provider", internal, 0, 3, 0, 0, true},
		{"scope not stated", unsaid, 1, 2, 0, 0, true},
		{"one accepted", asking, 1, 2, 2, 0, true},
		{"its engagement has begun", begun, 1, 2, 2, 0, true},
		{"and was stopped", stopped, 0, 3, 2, 0, true},
	} {
		free, limited := tc.w.FreePlaces()
		assert.Equal(t, tc.partners, tc.w.PartnerCount(), tc.name)
		assert.Equal(t, tc.free, free, tc.name)
		assert.Equal(t, tc.limited, limited, tc.name)
		assert.Equal(t, tc.asked, tc.w.OpenEnquiries(), tc.name)
		assert.Equal(t, tc.consultancies, tc.w.ActiveConsultancies(), tc.name)
	}
}

// Two values made from one must not share an element, whether they replace one or add one.
func TestWork_With(t *testing.T) {
	roomy := append(make([]dissemination.Engagement, 0, 4), dissemination.Engagement{ID: "E-1", Purpose: "old"})
	w := dissemination.Work{Engagements: roomy}
	replaced := w.With(dissemination.Engagement{ID: "E-1", Purpose: "new"})
	added := w.With(dissemination.Engagement{ID: "E-2"})
	other := w.With(dissemination.Engagement{ID: "E-3"})
	assert.Equal(t, []dissemination.Engagement{{ID: "E-1", Purpose: "old"}}, w.Engagements)
	assert.Equal(t, []dissemination.Engagement{{ID: "E-1", Purpose: "new"}}, replaced.Engagements)
	assert.Equal(t, "E-2", added.Engagements[1].ID)
	assert.Equal(t, "E-3", other.Engagements[1].ID)
	assert.Empty(t, roomy[:2][1].ID, "the receiver's spare room was written to")
}

func TestWork_WithEnquiry(t *testing.T) {
	w := dissemination.Work{Enquiries: []dissemination.Enquiry{{ID: "Q-1", Mode: dissemination.Visit}}}
	replaced := w.WithEnquiry(dissemination.Enquiry{ID: "Q-1", Mode: dissemination.Website})
	added := replaced.WithEnquiry(dissemination.Enquiry{ID: "Q-2"})
	assert.Equal(t, dissemination.Visit, w.Enquiries[0].Mode)
	assert.Len(t, replaced.Enquiries, 1)
	assert.Equal(t, dissemination.Website, replaced.Enquiries[0].Mode)
	assert.Len(t, added.Enquiries, 2)
	assert.Empty(t, dissemination.Work{}.WithEnquiry(dissemination.Enquiry{}).Engagements)
}

// However enquiries and engagements lie, the places taken and the free ones make up the limit until it is exceeded.
func TestWork_placesAddUp(t *testing.T) {
	state := rapid.SampledFrom(dissemination.State("").Names())
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(-1, 6).Draw(t, "limit")
		w := dissemination.Work{Disseminator: dissemination.Disseminator{PartnerLimit: practice.Known(limit)}}
		for i := range rapid.IntRange(0, 6).Draw(t, "enquiries") {
			w = w.WithEnquiry(dissemination.Enquiry{ID: strconv.Itoa(i), State: dissemination.State(state.Draw(t, "state"))})
		}
		for i := range rapid.IntRange(0, 6).Draw(t, "engagements") {
			before := w.PartnerCount()
			e := dissemination.Engagement{ID: strconv.Itoa(i), EnquiryID: strconv.Itoa(i), State: dissemination.State(state.Draw(t, "state"))}
			w = w.With(e)
			assert.LessOrEqual(t, w.PartnerCount(), before+1)
			assert.GreaterOrEqual(t, w.PartnerCount(), before-1)
		}
		free, ok := w.FreePlaces()
		assert.True(t, ok)
		assert.GreaterOrEqual(t, free, 0)
		if n := w.PartnerCount(); n <= limit {
			assert.Equal(t, limit, n+free)
		} else {
			assert.Zero(t, free)
		}
		assert.LessOrEqual(t, w.ActiveConsultancies(), len(w.Engagements))
		assert.LessOrEqual(t, w.OpenEnquiries(), len(w.Enquiries))
	})
}
