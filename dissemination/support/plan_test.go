package support_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

func TestPlans(t *testing.T) {
	for i, want := range []struct {
		kind                          support.Kind
		weeks, more, times, every     int
		signOff, escalates, decidable bool
	}{
		{support.ToOutstanding, 6, 0, support.Unlimited, 0, false, false, false},
		{support.ToGood, 8, 4, 1, 2, true, true, true},
		{support.NewStaff, 8, 4, 1, 0, true, false, true},
	} {
		p := support.Plans()[i]
		assert.Equal(t, want.kind, p.Kind)
		assert.Equal(t, [4]int{want.weeks, want.more, want.times, want.every}, [4]int{p.Weeks, p.ExtensionWeeks, p.MaxExtensions, p.UpdateWeeks}, p.Kind)
		assert.Equal(t, [3]bool{want.signOff, want.escalates, want.decidable}, [3]bool{p.SignOff, p.Escalates, len(p.After) > 0}, p.Kind)
	}
	support.Plans()[1].After[0] = "elsewhere"
	assert.Equal(t, support.HeadReview, support.Plans()[1].After[0])
	_, ok := support.PlanOf("to_perfect")
	assert.False(t, ok)
}

func TestPlan_Eligible(t *testing.T) {
	yes, no := practice.Known(true), practice.Known(false)
	for _, tc := range []struct {
		kind support.Kind
		who  support.Participant
		want practice.Outcome
	}{
		{support.ToOutstanding, support.Participant{CurrentStandard: support.StandardGood, Consistent: yes}, practice.Open},
		{support.ToOutstanding, support.Participant{CurrentStandard: support.StandardGood, Consistent: no}, practice.Closed},
		{support.ToOutstanding, support.Participant{CurrentStandard: support.StandardGood}, practice.CannotTell},
		{support.ToOutstanding, support.Participant{CurrentStandard: support.StandardBelow}, practice.Closed},
		{support.ToOutstanding, support.Participant{Consistent: yes}, practice.CannotTell},
		{support.ToGood, support.Participant{CurrentStandard: support.StandardBelow}, practice.Open},
		{support.ToGood, support.Participant{CurrentStandard: support.StandardGood}, practice.Closed}, // SC-09 n
		{support.ToGood, support.Participant{}, practice.CannotTell},
		{support.NewStaff, support.Participant{NewStaff: yes}, practice.Open},
		{support.NewStaff, support.Participant{NewStaff: no}, practice.Closed},
		{support.NewStaff, support.Participant{CurrentStandard: support.StandardBelow}, practice.CannotTell},
	} {
		plan, ok := support.PlanOf(tc.kind)
		require.True(t, ok)
		assert.Equal(t, tc.want, plan.Eligible(tc.who), "%s %+v", tc.kind, tc.who)
	}
}

// Weeks are sevens of civil days, over month ends, leap days and the change of the clocks.
func TestProgramme_dates(t *testing.T) {
	for _, tc := range []struct {
		start             string
		kind              support.Kind
		middle, end, last string
		opens             string
	}{
		{"2025-09-15", support.ToGood, "2025-10-13", "2025-11-10", "2025-12-08", "2025-11-03"},
		{"2025-09-15", support.NewStaff, "2025-10-13", "2025-11-10", "2025-12-08", "2025-11-03"},
		{"2025-09-15", support.ToOutstanding, "2025-10-06", "2025-10-27", "", ""},
		{"2024-01-31", support.ToGood, "2024-02-28", "2024-03-27", "2024-04-24", "2024-03-20"}, // through 29 February
		{"2025-01-31", support.ToGood, "2025-02-28", "2025-03-28", "2025-04-25", "2025-03-21"},
		{"2024-02-29", support.ToOutstanding, "2024-03-21", "2024-04-11", "", ""},
		{"2025-12-31", support.ToOutstanding, "2026-01-21", "2026-02-11", "", ""},
		{"", support.ToGood, "", "", "", ""},
		{"2025-09-15", "", "", "", "", ""},
	} {
		p := proposed(tc.kind)
		if p.StartedOn = (practice.Date{}); tc.start != "" {
			p.StartedOn = date(tc.start)
		}
		assert.Equal(t, tc.middle, p.RatingDay(support.AtMiddle).String(), tc)
		assert.Equal(t, tc.end, p.EndsOn().String(), tc)
		assert.Equal(t, tc.end, p.RatingDay(support.AtEnd).String(), tc)
		assert.Equal(t, tc.last, p.LatestEnd().String(), tc)
		assert.Equal(t, tc.opens, p.SignOffOpens().String(), tc)
		assert.True(t, p.RatingDay("later").IsZero())
		if tc.kind != "" {
			assert.Equal(t, p.StartedOn, p.RatingDay(support.AtStart))
		}
	}
}

// An extension moves the end and not the middle.
func TestProgramme_middleStays(t *testing.T) {
	p := extended(t, support.ToGood)
	assert.Equal(t, date("2025-10-13"), p.RatingDay(support.AtMiddle))
	assert.Equal(t, date(week12), p.RatingDay(support.AtEnd))
	assert.Equal(t, date("2025-12-01"), p.SignOffOpens())
}

// A college may set its own lengths; what is not a length leaves the plan's.
func TestProgramme_ownLengths(t *testing.T) {
	p := proposed(support.ToGood)
	for weeks, want := range map[int]string{7: "2025-11-03", 10: "2025-11-24", 0: week8, -3: week8, 105: week8, 104: "2027-09-13"} {
		p.PlannedWeeks = practice.Known(weeks)
		assert.Equal(t, want, p.EndsOn().String(), weeks)
	}
	p.PlannedWeeks, p.ExtensionWeeks = practice.Known(7), practice.Known(3)
	assert.Equal(t, date("2025-11-24"), p.LatestEnd())
	assert.Equal(t, date("2025-10-09"), p.RatingDay(support.AtMiddle), "half of 49 days, rounded down")
	p.Kind = support.ToOutstanding
	assert.True(t, p.LatestEnd().IsZero(), "no length makes its extensions limited")
	p.StartedOn = date("9999-12-01")
	assert.True(t, p.EndsOn().IsZero(), "no date lies beyond the calendar")
}
