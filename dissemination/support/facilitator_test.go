package support_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

func TestFacilitator_Advance(t *testing.T) {
	listed := strings.Fields("candidate>active candidate>not_appointed active>left")
	names := support.Post("").Names()
	for _, from := range names {
		for _, to := range names {
			f := support.Facilitator{ID: "lif-1", State: support.Post(from)}
			next, err := f.Advance(practice.ByHand("lif-1", to, date("2025-09-01"), "head_of_teaching_and_learning", "decided"))
			if !slices.Contains(listed, from+">"+to) {
				var e *practice.StageError
				require.ErrorAs(t, err, &e, "%s>%s", from, to)
				assert.Equal(t, f, next)
				continue
			}
			require.NoError(t, err)
			assert.Equal(t, support.Facilitator{ID: "lif-1", State: support.Post(from)}, f)
			assert.Equal(t, to, string(next.State))
			assert.Equal(t, to == "active", next.ActiveSince == date("2025-09-01"))
		}
	}
	early := support.Facilitator{ID: "lif-1", State: support.Candidate, ActiveSince: date("2025-08-20")}
	early, err := early.Advance(practice.ByHand("lif-1", "active", date("2025-09-01"), "head_of_teaching_and_learning", "decided"))
	require.NoError(t, err)
	assert.Equal(t, date("2025-08-20"), early.ActiveSince)
	support.FacilitatorLife()[0].To = "elsewhere"
	assert.Equal(t, support.InPost, support.FacilitatorLife()[0].To)
}

func TestFacilitator_caseload(t *testing.T) {
	f := support.Facilitator{ID: "lif-1", RemissionHours: practice.Known(5.0)}
	assert.Equal(t, practice.CannotTell, f.RemissionSuffices())
	one, two := active(t, support.ToGood), extended(t, support.NewStaff)
	one.WeeklyHours, two.WeeklyHours = practice.Known(2.0), practice.Known(3.0)
	two.Participant.ID = "tutor-1"
	another, over := one, complete(t, support.ToGood, support.Completed, support.Completed)
	another.Facilitator = "lif-2"

	g := f.WithCaseload([]support.Programme{one, two, another, over, proposed(support.ToGood)})
	assert.Empty(t, f.Caseload)
	assert.Equal(t, []string{"tutor-1", "tutor-9"}, g.Caseload)
	assert.Equal(t, practice.Known(5.0), g.EstimatedHours)
	assert.Equal(t, practice.Open, g.RemissionSuffices())
	g.RemissionHours = practice.Known(4.5)
	assert.Equal(t, practice.Closed, g.RemissionSuffices())

	two.WeeklyHours = practice.Fact[float64]{}
	g = g.WithCaseload([]support.Programme{one, two, one})
	assert.Equal(t, []string{"tutor-1", "tutor-9"}, g.Caseload)
	assert.True(t, g.EstimatedHours.IsZero())
	assert.Equal(t, practice.CannotTell, g.RemissionSuffices())
	assert.Equal(t, practice.Known(0.0), g.WithCaseload(nil).EstimatedHours)
}

func TestScheme(t *testing.T) {
	one := active(t, support.ToGood)
	one.WeeklyHours = practice.Known(2.0)
	s := support.Scheme{
		Campuses: []string{"north", "centre", "south"},
		Facilitators: []support.Facilitator{
			{ID: "lif-1", Campus: "centre", State: support.InPost, FTE: practice.Known(1.0), RemissionHours: practice.Known(18.0)},
			{ID: "lif-2", Campus: "north", State: support.Candidate},
			{ID: "lif-3", Campus: "south", State: support.InPost, FTE: practice.Known(0.5)},
		},
		Programmes: []support.Programme{one},
	}
	assert.Equal(t, []string{"north"}, s.UncoveredCampuses())
	assert.Equal(t, support.Capacity{InPost: 2, FTE: practice.Known(1.5), HoursNeeded: practice.Known(2.0)}, s.Capacity())
}

// A practice that came out of support shows nothing of it.
func TestFacilitator_CaseStudy(t *testing.T) {
	f := support.Facilitator{ID: "lif-1", Caseload: []string{"tutor-9"}}
	g, p := f.CaseStudy("P-40", "Starter cards", date(week8))
	assert.Equal(t, practice.Practice{ID: "P-40", Title: "Starter cards", Stage: practice.Identified, IdentifiedBy: "lif-1",
		IdentifiedVia: practice.ByAnotherRoute, IdentifiedOn: date(week8)}, p)
	assert.Empty(t, f.CaseStudies)
	again, _ := g.CaseStudy("P-40", "Starter cards", date(week8))
	assert.Equal(t, []string{"P-40"}, again.CaseStudies)
}
