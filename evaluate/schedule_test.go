package evaluate_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

var date = practice.MustDate

// sc12 is the engagement of scenario SC-12, evaluated in full.
func sc12() dissemination.Engagement {
	return dissemination.Engagement{
		ID: "E-3", State: dissemination.Evaluated,
		StartedOn: date("2025-02-24"), FirstDiscussionOn: date("2025-03-10"), EndedOn: date("2025-05-31"),
		Baseline: &dissemination.Baseline{Dated: date("2025-03-10"), Problem: "one in five leaves early", Reason: "placed unseen"},
		Summary: &dissemination.Summary{Dated: date("2025-06-06"), Activities: []string{"two visits"},
			Ideas: []string{"screen in week one"}, IntendedChanges: "screen every group"},
		Review: &dissemination.Review{DueOn: date("2026-01-30"), HeldOn: date("2026-01-30"), Changes: "groups are screened",
			Impact: "fewer leave", MetExpectations: practice.Known(true), ComparedWithBaseline: practice.Known(true), Counterfactual: "as before"},
		Assessments: []dissemination.ImpactAssessment{{DueOn: date("2026-02-15"), HeldOn: date("2026-02-15"),
			Measures: []dissemination.Measure{{Name: "retention", Before: practice.Known(80.0), After: practice.Known(84.0)}}}},
	}
}

// line is what most tests look at.
type line struct {
	kind                    evaluate.DueKind
	agreed, last, done      string
	status                  evaluate.DueStatus
	waitsFor, role, missing string
}

func lines(dues []evaluate.Due) (out []line) {
	for _, d := range dues {
		l := line{d.Kind, d.AgreedOn.String(), d.LastDay.String(), d.DoneOn.String(), d.Status, d.WaitsFor, d.Role, ""}
		for _, g := range d.Gaps {
			l.missing += g.Path + " (" + g.Rule + ") "
		}
		out = append(out, l)
	}
	return out
}

func TestSchedule_sc12(t *testing.T) {
	want := []line{
		{evaluate.DueBaseline, "", "2025-03-10", "2025-03-10", evaluate.Done, "", "partner", ""},
		{evaluate.DueSummary, "", "2025-06-14", "2025-06-06", evaluate.Done, "", "coordinator", ""},
		{evaluate.DueReview, "2026-01-30", "2026-02-28", "2026-01-30", evaluate.Done, "", "coordinator", ""},
		{evaluate.DueAssessment, "2026-02-15", "2026-02-15", "2026-02-15", evaluate.Done, "", "partner", ""},
	}
	dues := evaluate.Schedule(sc12(), date("2026-03-02"), evaluate.Limits{})
	assert.Equal(t, want, lines(dues))
	for _, d := range dues {
		assert.Equal(t, "E-3", d.EngagementID)
		assert.Contains(t, d.Source, "LSC 2004 §36")
		assert.False(t, d.Open())
	}
	assert.Empty(t, evaluate.DueList([]dissemination.Engagement{sc12()}, date("2026-03-02"), evaluate.Limits{}))
	assert.Empty(t, evaluate.Missing(sc12(), date("2026-03-02"), evaluate.Limits{}))
}

// The same engagement as it grew: what its calendar says on days along the way.
func TestSchedule_overTime(t *testing.T) {
	bare := dissemination.Engagement{ID: "E-3", StartedOn: date("2025-02-24")}
	talked := bare
	talked.FirstDiscussionOn = date("2025-03-10")
	ended := talked
	ended.Baseline, ended.EndedOn = sc12().Baseline, date("2025-05-31")
	agreed := ended
	agreed.Summary = sc12().Summary
	agreed.Review = &dissemination.Review{DueOn: date("2026-01-30")}
	reviewed := agreed
	reviewed.Review = sc12().Review
	assessing := reviewed
	assessing.Assessments = []dissemination.ImpactAssessment{{DueOn: date("2026-02-15")}}

	up, now, over, done := evaluate.Upcoming, evaluate.DueNow, evaluate.Overdue, evaluate.Done
	for _, tc := range []struct {
		name  string
		e     dissemination.Engagement
		today string
		want  [4]evaluate.DueStatus // baseline, summary, review, assessment
	}{
		{"no day known", bare, "", [4]evaluate.DueStatus{up, up, up, up}},
		{"before it starts", bare, "2025-02-23", [4]evaluate.DueStatus{up, up, up, up}},
		{"on its first day", bare, "2025-02-24", [4]evaluate.DueStatus{now, up, up, up}},
		{"day of the discussion", talked, "2025-03-10", [4]evaluate.DueStatus{now, up, up, up}},
		{"day after the discussion", talked, "2025-03-11", [4]evaluate.DueStatus{over, up, up, up}},
		{"day before the end", ended, "2025-05-30", [4]evaluate.DueStatus{done, up, up, up}},
		{"day of the end", ended, "2025-05-31", [4]evaluate.DueStatus{done, now, now, up}},
		{"two weeks after", ended, "2025-06-14", [4]evaluate.DueStatus{done, now, now, up}},
		{"a day later", ended, "2025-06-15", [4]evaluate.DueStatus{done, over, now, up}},
		{"a review is agreed", agreed, "2026-01-29", [4]evaluate.DueStatus{done, done, up, up}},
		{"on the agreed day", agreed, "2026-01-30", [4]evaluate.DueStatus{done, done, now, up}},
		{"nine months after", agreed, "2026-02-28", [4]evaluate.DueStatus{done, done, now, up}},
		{"too late", agreed, "2026-03-01", [4]evaluate.DueStatus{done, done, over, up}},
		{"reviewed, nothing agreed", reviewed, "2026-01-30", [4]evaluate.DueStatus{done, done, done, now}},
		{"assessment ahead", assessing, "2026-02-14", [4]evaluate.DueStatus{done, done, done, up}},
		{"assessment today", assessing, "2026-02-15", [4]evaluate.DueStatus{done, done, done, now}},
		{"assessment missed", assessing, "2026-02-16", [4]evaluate.DueStatus{done, done, done, over}},
	} {
		today, _ := practice.ParseDate(tc.today)
		dues := evaluate.Schedule(tc.e, today, evaluate.Limits{})
		require.Len(t, dues, 4, tc.name)
		for i, d := range dues {
			assert.Equal(t, tc.want[i], d.Status, "%s: %s", tc.name, d.Kind)
			assert.Equal(t, d.LastDay.IsZero(), d.WaitsFor != "", "%s: %s", tc.name, d.Kind)
			assert.Equal(t, d.Status != done, d.Open(), "%s: %s", tc.name, d.Kind)
			// What lies ahead is not missing; what is done here lacks nothing.
			assert.Equal(t, d.Status == now || d.Status == over, len(d.Gaps) > 0, "%s: %s", tc.name, d.Kind)
		}
	}
}

func TestSchedule_waitsFor(t *testing.T) {
	e := dissemination.Engagement{Assessments: []dissemination.ImpactAssessment{{}, {DueOn: date("2026-02-15")}},
		LaterReviews: []dissemination.Review{{}}}
	var waits []string
	for _, d := range evaluate.Schedule(e, date("2026-01-01"), evaluate.Limits{}) {
		waits = append(waits, d.WaitsFor)
	}
	assert.Equal(t, []string{"engagement.first_discussion_on", "engagement.ended_on", "engagement.ended_on",
		"engagement.later_reviews[0].due_on", "engagement.assessments[0].due_on", ""}, waits)
	last := evaluate.Schedule(dissemination.Engagement{}, practice.Date{}, evaluate.Limits{})[3]
	assert.Equal(t, "engagement.assessments", last.WaitsFor)
	assert.Equal(t, "engagement.assessments", last.Path)
}

func TestSchedule_limits(t *testing.T) {
	for _, tc := range []struct {
		ended           string
		limits          evaluate.Limits
		summary, review string
	}{
		{"2025-05-31", evaluate.Limits{}, "2025-06-14", "2026-02-28"},
		{"2023-05-31", evaluate.Limits{}, "2023-06-14", "2024-02-29"},
		{"2025-05-31", evaluate.Limits{ReviewMonths: 6, SummaryWeeks: 1}, "2025-06-07", "2025-11-30"},
		{"2025-05-31", evaluate.Limits{ReviewMonths: -3, SummaryWeeks: -1}, "2025-06-14", "2026-02-28"},
		{"2025-12-20", evaluate.Limits{SummaryWeeks: 4}, "2026-01-17", "2026-09-20"},
		{"9999-12-01", evaluate.Limits{}, "9999-12-15", ""},
	} {
		dues := evaluate.Schedule(dissemination.Engagement{EndedOn: date(tc.ended)}, date("2025-06-01"), tc.limits)
		assert.Equal(t, tc.summary, dues[1].LastDay.String(), "%s %v", tc.ended, tc.limits)
		assert.Equal(t, tc.review, dues[2].LastDay.String(), "%s %v", tc.ended, tc.limits)
	}
}

// Late is history: nothing recorded afterwards turns it into done.
func TestSchedule_late(t *testing.T) {
	e := sc12()
	e.Baseline.Dated = date("2025-03-11")
	e.Summary.Dated = date("2025-06-15")
	e.Review.HeldOn = date("2026-03-01")
	e.Assessments[0].HeldOn = date("2026-02-16")
	e.LaterReviews = []dissemination.Review{{DueOn: date("2026-07-01"), HeldOn: date("2026-07-02"), Changes: "more", Impact: "more"}}
	for _, today := range []string{"2026-08-01", "2036-08-01"} {
		dues := evaluate.Schedule(e, date(today), evaluate.Limits{})
		require.Len(t, dues, 5)
		for _, d := range dues {
			assert.Equal(t, evaluate.DoneLate, d.Status, "%s", d.Kind)
			assert.False(t, d.Open())
		}
	}
}

// A summary cannot look back on work that went on after it.
func TestSchedule_summaryBeforeTheEnd(t *testing.T) {
	e := sc12()
	e.Summary.Dated = date("2025-05-30")
	d := evaluate.Schedule(e, date("2025-06-10"), evaluate.Limits{})[1]
	assert.True(t, d.DoneOn.IsZero())
	assert.Equal(t, evaluate.DueNow, d.Status)
	e.Summary.Dated = date("2025-05-31")
	assert.Equal(t, evaluate.Done, evaluate.Schedule(e, date("2025-06-10"), evaluate.Limits{})[1].Status)
	e.EndedOn = practice.Date{}
	assert.Equal(t, evaluate.Done, evaluate.Schedule(e, date("2025-06-10"), evaluate.Limits{})[1].Status, "no known end to be before")
}

func TestSchedule_stopped(t *testing.T) {
	e := dissemination.Engagement{ID: "E-3", State: dissemination.Active, FirstDiscussionOn: date("2025-03-10"),
		EndedOn: date("2025-05-31"), Baseline: &dissemination.Baseline{Dated: date("2025-03-12")},
		Review: &dissemination.Review{DueOn: date("2026-01-30")}}
	e, err := e.Advance(practice.ByHand("E-3", "stopped", date("2025-09-01"), "coordinator", "the partner closed"))
	require.NoError(t, err)
	var statuses []evaluate.DueStatus
	for _, d := range evaluate.Schedule(e, date("2026-06-01"), evaluate.Limits{}) {
		statuses = append(statuses, d.Status)
		assert.Empty(t, d.Gaps)
		assert.False(t, d.Open(), d.Kind)
	}
	assert.Equal(t, []evaluate.DueStatus{evaluate.DoneLate, evaluate.Dropped, evaluate.Dropped, evaluate.Dropped}, statuses)
	assert.Empty(t, evaluate.DueList([]dissemination.Engagement{e}, date("2026-06-01"), evaluate.Limits{}))

	before := evaluate.Schedule(e, date("2025-08-31"), evaluate.Limits{})
	assert.Equal(t, evaluate.Overdue, before[1].Status, "on a day before it was stopped")
}

func TestDue_Day(t *testing.T) {
	for _, tc := range []struct{ agreed, last, want string }{
		{"", "", ""},
		{"", "2026-02-28", "2026-02-28"},
		{"2026-01-30", "2026-02-28", "2026-01-30"},
		{"2026-02-28", "2026-02-28", "2026-02-28"},
		{"2026-03-10", "2026-02-28", "2026-02-28"},
		{"2026-03-10", "", "2026-03-10"},
	} {
		agreed, _ := practice.ParseDate(tc.agreed)
		last, _ := practice.ParseDate(tc.last)
		assert.Equal(t, tc.want, evaluate.Due{AgreedOn: agreed, LastDay: last}.Day().String())
	}
}
