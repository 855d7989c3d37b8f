package dissemination_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

func TestStart(t *testing.T) {
	d := dissemination.Disseminator{ID: "D-1"}
	q := dissemination.Enquiry{ID: "Q-3", Provider: practice.Provider{ID: "dunlin"}, Mode: dissemination.Consultancy,
		Filter: &dissemination.Filter{Matched: []string{"initial-assessment"}}, State: dissemination.Enquired}
	for _, name := range dissemination.State("").Names() {
		if name == string(dissemination.Accepted) {
			continue
		}
		q.State = dissemination.State(name)
		g, err := dissemination.Start("E-3", d, q, date("2025-02-24"))
		var refused *practice.StageError
		require.ErrorAs(t, err, &refused, name)
		assert.Equal(t, dissemination.Engagement{}, g)
		assert.Equal(t, "E-3 cannot go from "+name+" to accepted: its enquiry Q-3 has not been accepted", err.Error())
	}

	q.State = dissemination.Enquired
	q, err := q.Advance(open("Q-3", dissemination.Accepted, "2025-02-20"))
	require.NoError(t, err)
	g, err := dissemination.Start("E-3", d, q, date("2025-02-24"))
	require.NoError(t, err)
	assert.Equal(t, dissemination.Engagement{ID: "E-3", DisseminatorID: "D-1", EnquiryID: "Q-3", PartnerID: "dunlin",
		Scope: dissemination.External, Mode: dissemination.Consultancy, Modes: []dissemination.Mode{dissemination.Consultancy},
		AgreedAreas: []string{"initial-assessment"}, StartedOn: date("2025-02-24"), State: dissemination.Accepted,
		History: q.History}, g)

	g.AgreedAreas[0], g.History[0].Event = "changed", "changed"
	assert.Equal(t, "initial-assessment", q.Filter.Matched[0])
	assert.Equal(t, "accept, open to all", q.History[0].Event)

	bare, err := dissemination.Start("E-4", d, dissemination.Enquiry{State: dissemination.Accepted}, practice.Date{})
	require.NoError(t, err)
	assert.Empty(t, bare.Modes)
	assert.Empty(t, bare.AgreedAreas)
}

func TestEngagement_Commend(t *testing.T) {
	roomy := append(make([]string, 0, 4), "P-9")
	e := dissemination.Engagement{ID: "E-3", PartnerID: "dunlin", CommendedIDs: roomy}
	found := practice.Practice{
		ID: "P-17", Title: "Peer marking", Aim: "Feedback the same day", ProviderID: "elsewhere",
		Records:    []practice.Record{{Kind: practice.OtherRecord}},
		Stage:      practice.Assessed,
		Validation: &practice.Validation{Status: practice.Approved}, Minutes: &practice.Meeting{ID: "M-1"},
		Shares: []practice.Share{{ID: "S-1"}}, Transfers: []practice.Transfer{{ID: "T-1"}}, Impact: &practice.Impact{},
		History: []practice.Step{{To: string(practice.Assessed)}},
	}
	after, p := e.Commend(found, "coordinator-1", date("2026-02-20"))
	assert.Equal(t, []string{"P-9", "P-17"}, after.CommendedIDs)
	assert.Equal(t, []string{"P-9"}, e.CommendedIDs)
	assert.Equal(t, []string{"P-9", ""}, roomy[:2], "the receiver's spare room was written to")
	assert.Equal(t, practice.Practice{
		ID: "P-17", Title: "Peer marking", Aim: "Feedback the same day", ProviderID: "dunlin",
		Records: found.Records, Stage: practice.Identified, IdentifiedVia: practice.ByQualityManager,
		IdentifiedBy: "coordinator-1", IdentifiedOn: date("2026-02-20"),
	}, p)
	assert.Equal(t, practice.Assessed, found.Stage)

	again, _ := after.Commend(found, "coordinator-1", date("2026-02-21"))
	assert.Equal(t, after.CommendedIDs, again.CommendedIDs)
}

func TestEngagement_ReviewDeadline(t *testing.T) {
	for _, tc := range []struct {
		ended  string
		months int
		want   string
	}{
		{"2025-05-31", 9, "2026-02-28"},
		{"2023-05-31", 9, "2024-02-29"},
		{"2023-05-29", 9, "2024-02-29"},
		{"2025-05-28", 9, "2026-02-28"},
		{"2025-01-31", 9, "2025-10-31"},
		{"2025-12-31", 9, "2026-09-30"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2025-06-15", 9, "2026-03-15"},
		{"9999-12-31", 9, ""},
	} {
		e := dissemination.Engagement{EndedOn: date(tc.ended)}
		assert.Equal(t, tc.want, e.ReviewDeadline(tc.months).String(), tc.ended)
	}
	assert.True(t, dissemination.Engagement{}.ReviewDeadline(9).IsZero())
}

func TestEngagement_ReviewOverdue(t *testing.T) {
	ended := dissemination.Engagement{EndedOn: date("2025-05-31")}
	booked, late, inTime, lastDay := ended, ended, ended, ended
	booked.Review = &dissemination.Review{DueOn: date("2026-01-30")}
	late.Review = &dissemination.Review{HeldOn: date("2026-03-01")}
	inTime.Review = &dissemination.Review{HeldOn: date("2026-01-30")}
	lastDay.Review = &dissemination.Review{HeldOn: date("2026-02-28")}
	stopped := func(on string) dissemination.Engagement {
		e := ended
		e.State = dissemination.Active
		e.ID = "E-1"
		e, err := e.Advance(practice.ByHand("E-1", "stopped", date(on), "coordinator", "the partner closed"))
		require.NoError(t, err)
		return e
	}
	for _, tc := range []struct {
		name  string
		e     dissemination.Engagement
		today string
		want  bool
	}{
		{"not ended", dissemination.Engagement{}, "2099-01-01", false},
		{"day before the last", ended, "2026-02-27", false},
		{"last day is included", ended, "2026-02-28", false},
		{"day after", ended, "2026-03-01", true},
		{"booking is not holding", booked, "2026-03-01", true},
		{"held in time", inTime, "2026-03-01", false},
		{"held on the last day", lastDay, "2026-03-01", false},
		{"held late keeps it", late, "2030-01-01", true},
		{"stopped in time", stopped("2026-01-10"), "2026-06-01", false},
		{"stopped on the last day", stopped("2026-02-28"), "2026-06-01", false},
		{"stopped too late", stopped("2026-03-01"), "2026-06-01", true},
		{"looked at before it was stopped", stopped("2026-06-01"), "2026-02-28", false},
		{"looked at late before it was stopped", stopped("2026-06-01"), "2026-03-02", true},
		{"stopped on no known day", dissemination.Engagement{EndedOn: date("2025-05-31"), State: dissemination.Stopped},
			"2026-06-01", false},
	} {
		assert.Equal(t, tc.want, tc.e.ReviewOverdue(9, date(tc.today)), tc.name)
	}
	assert.False(t, ended.ReviewOverdue(9, practice.Date{}), "no day is after the limit when no day is known")
	assert.Equal(t, "2026-01-10", stopped("2026-01-10").StoppedOn().String())
	assert.True(t, ended.StoppedOn().IsZero())
}

func TestMeasure_Change(t *testing.T) {
	known, unknown := practice.Known[float64], practice.Fact[float64]{}
	for _, tc := range []struct {
		before, after, want practice.Fact[float64]
	}{
		{known(80), known(84), known(4)},
		{known(5), known(3), known(-2)},
		{known(0), known(0), known(0)},
		{unknown, known(84), unknown},
		{known(80), unknown, unknown},
	} {
		assert.Equal(t, tc.want, dissemination.Measure{Before: tc.before, After: tc.after}.Change())
	}
}

func TestPlan_FirstActivityOn(t *testing.T) {
	at := func(days ...string) dissemination.Plan {
		var p dissemination.Plan
		for _, d := range days {
			a := dissemination.Activity{}
			if d != "" {
				a.StartOn = date(d)
			}
			p.Activities = append(p.Activities, a)
		}
		return p
	}
	assert.Equal(t, "2025-02-12", at("2025-03-01", "", "2025-02-12").FirstActivityOn().String())
	assert.Equal(t, "2025-02-12", at("", "2025-02-12", "").FirstActivityOn().String())
	assert.True(t, at("", "").FirstActivityOn().IsZero())
	assert.True(t, at().FirstActivityOn().IsZero())
}
