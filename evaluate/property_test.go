package evaluate_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

// someDay draws a day of two years, or none.
func someDay(t *rapid.T, label string) practice.Date {
	if rapid.Bool().Draw(t, label+" unknown") {
		return practice.Date{}
	}
	return date("2025-01-01").AddDays(rapid.IntRange(0, 730).Draw(t, label))
}

func someReview(t *rapid.T) dissemination.Review {
	return dissemination.Review{DueOn: someDay(t, "review due"), HeldOn: someDay(t, "review held"),
		Changes: rapid.SampledFrom([]string{"", "some"}).Draw(t, "changes"), Impact: "some", MetExpectations: practice.Known(true)}
}

// someEngagement draws dates in any order, as hosts record them: the calendar must make sense of every combination.
func someEngagement(t *rapid.T, id string) dissemination.Engagement {
	e := dissemination.Engagement{ID: id, State: dissemination.Active, StartedOn: someDay(t, "started"),
		FirstDiscussionOn: someDay(t, "discussion"), EndedOn: someDay(t, "ended")}
	if rapid.Bool().Draw(t, "baseline") {
		e.Baseline = &dissemination.Baseline{Dated: someDay(t, "baseline dated"), Problem: "some", Reason: "some"}
	}
	if rapid.Bool().Draw(t, "summary") {
		e.Summary = &dissemination.Summary{Dated: someDay(t, "summary dated")}
	}
	if rapid.Bool().Draw(t, "review") {
		r := someReview(t)
		e.Review = &r
	}
	for range rapid.IntRange(0, 2).Draw(t, "later reviews") {
		e.LaterReviews = append(e.LaterReviews, someReview(t))
	}
	for range rapid.IntRange(0, 2).Draw(t, "assessments") {
		e.Assessments = append(e.Assessments,
			dissemination.ImpactAssessment{DueOn: someDay(t, "assessment due"), HeldOn: someDay(t, "assessment held")})
	}
	if rapid.IntRange(0, 5).Draw(t, "stop") == 3 {
		stopped, err := e.Advance(practice.ByHand(id, "stopped", date("2025-06-01").AddDays(rapid.IntRange(0, 300).Draw(t, "stopped")),
			"coordinator", "given up"))
		require.NoError(t, err)
		e = stopped
	}
	return e
}

func saved(t *rapid.T, v any) string {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	return string(data)
}

func TestSchedule_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := someEngagement(t, "E-1")
		before := saved(t, e)
		today := date("2025-01-01").AddDays(rapid.IntRange(0, 900).Draw(t, "today"))
		dues := evaluate.Schedule(e, today, evaluate.Limits{})

		assert.Len(t, dues, 3+len(e.LaterReviews)+max(1, len(e.Assessments)))
		for _, d := range dues {
			assert.Contains(t, evaluate.DueKind("").Names(), string(d.Kind))
			assert.Contains(t, evaluate.DueStatus("").Names(), string(d.Status))
			assert.Equal(t, d.LastDay.IsZero(), d.WaitsFor != "", "%s: a day that is not known waits for something", d.Kind)
			assert.Equal(t, d.Status == evaluate.Done || d.Status == evaluate.DoneLate, !d.DoneOn.IsZero())
			assert.Equal(t, d.Status == evaluate.DoneLate, d.DoneOn.After(d.LastDay))
			if d.Status == evaluate.Overdue {
				assert.True(t, today.After(d.LastDay))
			}
			if d.Status == evaluate.DueNow {
				assert.False(t, today.After(d.LastDay))
			}
			for _, g := range d.Gaps {
				assert.Contains(t, g.Path, d.Path)
			}
		}
		assert.Equal(t, before, saved(t, e), "the engagement was changed")
		assert.Equal(t, saved(t, dues), saved(t, evaluate.Schedule(e, today, evaluate.Limits{})))
	})
}

// The flag of the lifecycle and the calendar must not tell two stories about the same review.
func TestSchedule_agreesWithReviewOverdue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := someEngagement(t, "E-1")
		today := date("2025-01-01").AddDays(rapid.IntRange(0, 900).Draw(t, "today"))
		months := rapid.IntRange(1, 12).Draw(t, "months")
		review := evaluate.Schedule(e, today, evaluate.Limits{ReviewMonths: months})[2]
		late := review.Status == evaluate.Overdue || review.Status == evaluate.DoneLate
		if review.Status != evaluate.Dropped { // of a dropped one only the flag remembers how it stood
			assert.Equal(t, e.ReviewOverdue(months, today), late)
		}
	})
}

// As days pass and nothing is recorded, a piece goes from upcoming to due to overdue or is dropped, and never back.
func TestSchedule_timeRunsForward(t *testing.T) {
	rank := map[evaluate.DueStatus]int{evaluate.Upcoming: 0, evaluate.DueNow: 1, evaluate.Overdue: 2, evaluate.Dropped: 3}
	rapid.Check(t, func(t *rapid.T) {
		e := someEngagement(t, "E-1")
		today := date("2025-01-01").AddDays(rapid.IntRange(0, 900).Draw(t, "today"))
		later := today.AddDays(rapid.IntRange(0, 300).Draw(t, "later"))
		then, now := evaluate.Schedule(e, today, evaluate.Limits{}), evaluate.Schedule(e, later, evaluate.Limits{})
		for i := range then {
			assert.Equal(t, then[i].LastDay, now[i].LastDay)
			assert.Equal(t, then[i].DoneOn, now[i].DoneOn)
			if then[i].DoneOn.IsZero() {
				assert.LessOrEqual(t, rank[then[i].Status], rank[now[i].Status], "%s", then[i].Kind)
			} else {
				assert.Equal(t, then[i].Status, now[i].Status, "%s", then[i].Kind)
			}
		}
	})
}

// The list holds every open piece once, in order, and does not depend on the order of the engagements.
func TestDueList_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var engagements []dissemination.Engagement
		for i := range rapid.IntRange(0, 4).Draw(t, "engagements") {
			engagements = append(engagements, someEngagement(t, "E-"+strconv.Itoa(i)))
		}
		today := date("2025-01-01").AddDays(rapid.IntRange(0, 900).Draw(t, "today"))
		list := evaluate.DueList(engagements, today, evaluate.Limits{})

		var open []evaluate.Due
		for _, e := range engagements {
			for _, d := range evaluate.Schedule(e, today, evaluate.Limits{}) {
				if d.Open() {
					open = append(open, d)
				}
			}
		}
		assert.ElementsMatch(t, open, list)
		assert.True(t, slices.IsSortedFunc(list, func(a, b evaluate.Due) int {
			if a.Day().IsZero() || b.Day().IsZero() {
				return map[bool]int{true: 1}[a.Day().IsZero()] - map[bool]int{true: 1}[b.Day().IsZero()]
			}
			return a.Day().Compare(b.Day())
		}))
		shuffled := rapid.Permutation(engagements).Draw(t, "shuffled")
		assert.Equal(t, list, evaluate.DueList(shuffled, today, evaluate.Limits{}))
	})
}
