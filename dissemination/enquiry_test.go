package dissemination_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

func TestMatchAreas(t *testing.T) {
	offer := dissemination.Offer{
		Areas:     []dissemination.Area{{ID: "initial-assessment"}, {ID: "retention"}, {ID: "recruitment"}},
		Suggested: []dissemination.Area{{ID: "target-setting"}},
		Excluded:  []dissemination.Exclusion{{Area: "recruitment", Reason: dissemination.Competition}},
	}
	for _, tc := range []struct {
		name                  string
		needs, matched, unmet []string
	}{
		{"nothing", nil, nil, nil},
		{"in the order of the needs", []string{"retention", "initial-assessment"}, []string{"retention", "initial-assessment"}, nil},
		{"suggested areas count", []string{"target-setting"}, []string{"target-setting"}, nil},
		{"not on offer", []string{"payroll", "retention"}, []string{"retention"}, []string{"payroll"}},
		{"held back", []string{"recruitment"}, nil, []string{"recruitment"}},
		{"once each", []string{"retention", "payroll", "retention", "payroll"}, []string{"retention"}, []string{"payroll"}},
	} {
		matched, unmet := dissemination.MatchAreas(tc.needs, offer)
		assert.Equal(t, tc.matched, matched, tc.name)
		assert.Equal(t, tc.unmet, unmet, tc.name)
	}
}

// Each need is met or not met, exactly once.
func TestMatchAreas_losesNothing(t *testing.T) {
	ids := rapid.SliceOf(rapid.SampledFrom([]string{"a", "b", "c", "d"}))
	rapid.Check(t, func(t *rapid.T) {
		var offer dissemination.Offer
		for _, id := range ids.Draw(t, "offered") {
			offer.Areas = append(offer.Areas, dissemination.Area{ID: id})
		}
		needs := ids.Draw(t, "needs")
		matched, unmet := dissemination.MatchAreas(needs, offer)
		want := slices.Compact(slices.Sorted(slices.Values(needs)))
		assert.Equal(t, want, slices.Sorted(slices.Values(slices.Concat(matched, unmet))))
	})
}

func TestEnquiry_Performance(t *testing.T) {
	inspected := func(g practice.Fact[practice.Grade]) dissemination.Enquiry {
		return dissemination.Enquiry{Provider: practice.Provider{Inspection: &practice.Inspection{Overall: g}}}
	}
	known := practice.Known[practice.Grade]
	told := inspected(known(practice.Outstanding))
	told.Band = dissemination.Weak
	for _, tc := range []struct {
		name string
		e    dissemination.Enquiry
		want dissemination.Band
	}{
		{"never inspected", dissemination.Enquiry{}, ""},
		{"no overall grade", inspected(practice.Fact[practice.Grade]{}), ""},
		{"grade 1 is best", inspected(known(practice.Outstanding)), dissemination.Excellent},
		{"grade 2", inspected(known(practice.Good)), dissemination.StrongNotExcellent},
		{"grade 3", inspected(known(practice.RequiresImprovement)), dissemination.Middle},
		{"grade 4", inspected(known(practice.Inadequate)), dissemination.Weak},
		{"not a grade", inspected(known(practice.Grade(5))), ""},
		{"the enquiry says otherwise", told, dissemination.Weak},
	} {
		assert.Equal(t, tc.want, tc.e.Performance(), tc.name)
	}
}

func TestEnquiry_NeedsStated(t *testing.T) {
	e := dissemination.Enquiry{Needs: []string{"a", "b"}}
	assert.Equal(t, []string{"a", "b"}, e.NeedsStated())
	e.Filter = &dissemination.Filter{}
	assert.Equal(t, []string{"a", "b"}, e.NeedsStated(), "a filter that settled nothing")
	e.Filter.Needs = []string{"c"}
	assert.Equal(t, []string{"c"}, e.NeedsStated())
	assert.Empty(t, dissemination.Enquiry{}.NeedsStated())
}
