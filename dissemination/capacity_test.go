package dissemination_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

func days(n float64) practice.Fact[float64] { return practice.Known(n) }

func TestPlan_days(t *testing.T) {
	var none practice.Fact[float64]
	for _, tc := range []struct {
		name              string
		plan              dissemination.Plan
		needed, available practice.Fact[float64]
	}{
		{"nothing planned", dissemination.Plan{}, none, none},
		{"all known", dissemination.Plan{
			Activities: []dissemination.Activity{{DaysNeeded: days(2)}, {DaysNeeded: days(0.5)}},
			Staff:      []dissemination.Commitment{{DaysAvailable: days(10)}, {DaysAvailable: days(0)}}}, days(2.5), days(10)},
		{"one not known", dissemination.Plan{
			Activities: []dissemination.Activity{{DaysNeeded: days(2)}, {}},
			Staff:      []dissemination.Commitment{{}, {DaysAvailable: days(3)}}}, none, none},
	} {
		assert.Equal(t, tc.needed, tc.plan.DaysNeeded(), tc.name)
		assert.Equal(t, tc.available, tc.plan.DaysAvailable(), tc.name)
	}
}

func TestDisseminator_NextYear(t *testing.T) {
	first := *read(t, "disseminator", fixture(t, "disseminator")).(*dissemination.Disseminator)
	for _, tc := range []struct {
		name, id, on, want string
		state              dissemination.State
	}{
		{"not completed", "D-2", "2026-04-01", "D-2 cannot enter awarded: the year of D-1 is not completed; it is reporting", dissemination.Reporting},
		{"no day", "D-2", "", "D-2 cannot enter awarded: the renewed award has no day", dissemination.Completed},
		{"the same id", "D-1", "2026-04-01", "D-1 cannot enter awarded: the next year needs an id of its own", dissemination.Completed},
	} {
		first.State = tc.state
		var on practice.Date
		if tc.on != "" {
			on = date(tc.on)
		}
		next, err := first.NextYear(tc.id, on)
		var refused *practice.StageError
		require.ErrorAs(t, err, &refused, tc.name)
		assert.EqualError(t, err, tc.want)
		assert.Zero(t, next)
	}

	first.State = dissemination.Completed
	next, err := first.NextYear("D-2", date("2026-04-01"))
	require.NoError(t, err)
	assert.Equal(t, dissemination.Awarded, next.State)
	assert.Equal(t, "D-1", next.PreviousID)
	assert.Equal(t, date("2026-04-01"), next.Status.AwardedOn)
	assert.Equal(t, date("2024-11-01"), first.Status.AwardedOn, "the first year keeps its own award")
	assert.Equal(t, first.Status.Leadership, next.Status.Leadership)
	assert.Nil(t, next.Proposal)
	assert.Nil(t, next.Plan)
	assert.Empty(t, next.Promotions)
	assert.Empty(t, next.History)
	assert.True(t, next.EvaluationReportOn.IsZero())
}
