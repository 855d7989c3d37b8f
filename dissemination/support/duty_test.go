package support_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

// written writes duties down, a line each, for comparing.
func written(list []support.Duty) []string {
	var lines []string
	for _, d := range list {
		line := fmt.Sprintf("%s %s %s..%s %s", d.Subject, d.Kind, d.From, d.LastDay, d.Status)
		for _, more := range append([]string{string(d.Month), d.WaitsFor}, d.People...) {
			if more != "" {
				line += " " + more
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func on(s string) practice.Date {
	if s == "" {
		return practice.Date{}
	}
	return date(s)
}

func TestProgramme_Duties(t *testing.T) {
	toGood := active(t, support.ToGood)
	updated := toGood
	updated.Updates = []support.Update{{On: date("2025-09-29")}}
	signed, err := toGood.SignOff(notMet8)
	require.NoError(t, err)
	longer := extended(t, support.ToGood)
	longer.Updates = []support.Update{{On: date("2025-12-01")}}
	hopeless, better, seen := longer, longer, longer
	hopeless.SignsOfImprovement, better.SignsOfImprovement = practice.Known(false), practice.Known(true)
	seen.HeadReview = &reviewed
	openEnd := active(t, support.ToGood)
	openEnd.Extensions = []support.Extension{{}}
	unstarted := toGood
	unstarted.StartedOn = practice.Date{}

	for _, tc := range []struct {
		name  string
		p     support.Programme
		today string
		want  string
	}{
		{"first days", toGood, "2025-09-16", "update 2025-09-29..2025-09-29 upcoming, sign_off 2025-11-03..2025-11-10 upcoming"},
		{"on the day", toGood, "2025-09-29", "update 2025-09-29..2025-09-29 due, sign_off 2025-11-03..2025-11-10 upcoming"},
		{"a day late", toGood, "2025-09-30", "update 2025-09-29..2025-09-29 overdue, sign_off 2025-11-03..2025-11-10 upcoming"},
		{"the next", updated, "2025-10-13", "update 2025-10-13..2025-10-13 due, sign_off 2025-11-03..2025-11-10 upcoming"},
		{"last week", updated, "2025-11-03", "update 2025-10-13..2025-10-13 overdue, sign_off 2025-11-03..2025-11-10 due"},
		{"after", updated, "2025-11-11", "update 2025-10-13..2025-10-13 overdue, sign_off 2025-11-03..2025-11-10 overdue"},
		{"signed off", signed, week8, "update 2025-09-29..2025-09-29 overdue"},
		{"extended", longer, "2025-12-02", "update 2025-12-15..2025-12-15 upcoming, sign_off 2025-12-01..2025-12-08 due, head_review .. upcoming programme.signs_of_improvement"},
		{"before the review", hopeless, "2025-12-07", "update 2025-12-15..2025-12-15 upcoming, sign_off 2025-12-01..2025-12-08 due, head_review 2025-12-08.. upcoming"},
		{"the review", hopeless, week12, "update 2025-12-15..2025-12-15 upcoming, sign_off 2025-12-01..2025-12-08 due, head_review 2025-12-08.. due"},
		{"the review has no last day", hopeless, "2026-06-01", "update 2025-12-15..2025-12-15 overdue, sign_off 2025-12-01..2025-12-08 overdue, head_review 2025-12-08.. due"},
		{"improving", better, week12, "update 2025-12-15..2025-12-15 upcoming, sign_off 2025-12-01..2025-12-08 due"},
		{"reviewed", seen, week12, "update 2025-12-15..2025-12-15 upcoming, sign_off 2025-12-01..2025-12-08 due"},
		{"no end", openEnd, week12, "update 2025-09-29..2025-09-29 overdue, sign_off .. upcoming programme.extensions[0].new_end_on"},
		{"no start", unstarted, week12, "update .. upcoming programme.started_on, sign_off .. upcoming programme.started_on"},
		{"no today", toGood, "", "update 2025-09-29..2025-09-29 upcoming, sign_off 2025-11-03..2025-11-10 upcoming"},
		{"to outstanding", active(t, support.ToOutstanding), week8, ""},
		{"new staff", active(t, support.NewStaff), week8, "sign_off 2025-11-03..2025-11-10 due"},
		{"proposed", proposed(support.ToGood), week8, ""},
		{"under review", underReview(t), week12, ""},
	} {
		got := strings.ReplaceAll(strings.Join(written(tc.p.Duties(on(tc.today), support.Limits{})), ", "), "FP-2 ", "")
		assert.Equal(t, tc.want, got, tc.name)
	}
	for _, d := range hopeless.Duties(date(week12), support.Limits{}) {
		assert.Equal(t, d.Kind == support.HeadReviewDuty, d.Role == support.HeadRole)
		assert.Regexp(t, `^North Hertfordshire, to good, F-(34|35|39)$`, d.Source)
	}
	// A college that asks for an update every week, of this kind alone.
	assert.Equal(t, date("2025-09-22"), toGood.Duties(date(start), support.Limits{UpdateWeeks: 1})[0].LastDay)
	assert.Empty(t, active(t, support.ToOutstanding).Duties(date(start), support.Limits{UpdateWeeks: 1}))
}

func TestProgramme_UpdateDays(t *testing.T) {
	days := func(p support.Programme, l support.Limits) (list []int) {
		for _, d := range p.UpdateDays(l) {
			list = append(list, p.StartedOn.DaysUntil(d))
		}
		return list
	}
	assert.Equal(t, []int{14, 28, 42, 56}, days(active(t, support.ToGood), support.Limits{}))
	assert.Equal(t, []int{14, 28, 42, 56, 70, 84}, days(extended(t, support.ToGood), support.Limits{}))
	assert.Equal(t, []int{21, 42}, days(active(t, support.ToGood), support.Limits{UpdateWeeks: 3}))
	assert.Empty(t, days(active(t, support.NewStaff), support.Limits{}))
	assert.Empty(t, days(support.Programme{Kind: support.ToGood}, support.Limits{}))
	assert.Empty(t, days(support.Programme{Kind: support.ToGood, Extensions: []support.Extension{extension}}, support.Limits{}))
	last := active(t, support.ToGood)
	last.StartedOn = date("9999-12-20")
	assert.Empty(t, days(last, support.Limits{}), "the calendar ends before the programme does")
}

func TestFacilitator_Duties(t *testing.T) {
	f := support.Facilitator{ID: "lif-1", State: support.InPost, ActiveSince: date("2025-09-01")}
	a := active(t, support.ToOutstanding)
	a.ID, a.Participant.ID = "FP-1", "tutor-1"
	// tutor-2's support ended on 3 October, which still is a month to report on.
	b := active(t, support.ToOutstanding)
	b.Participant.ID = "tutor-2"
	b = advanced(t, b, support.Stopped, "2025-10-03")
	others := active(t, support.ToGood)
	others.Facilitator = "lif-2"
	notYet := proposed(support.ToGood)
	all := []support.Programme{a, b, others, notYet}

	training := "lif-1 team_training 2025-09-15..2025-09-15 "
	talk := "lif-1 one_to_one 2025-09-15..2025-09-15 "
	report := func(month, end, status, people string) string {
		return fmt.Sprintf("lif-1 monthly_report %s..%s %s %s %s", end, end, status, month, people)
	}
	sept := func(status string) string { return report("2025-09", "2025-09-30", status, "tutor-1 tutor-2") }
	for today, want := range map[string][]string{
		"2025-09-14": {training + "upcoming", talk + "upcoming"}, // before anybody was supported
		"2025-09-15": {training + "due", talk + "due", sept("upcoming")},
		"2025-09-30": {training + "overdue", talk + "overdue", sept("due")},
		"2025-10-01": {training + "overdue", talk + "overdue", sept("overdue"), report("2025-10", "2025-10-31", "upcoming", "tutor-1 tutor-2")},
		"2025-11-01": {training + "overdue", talk + "overdue", sept("overdue"), report("2025-10", "2025-10-31", "overdue", "tutor-1 tutor-2"),
			report("2025-11", "2025-11-30", "upcoming", "tutor-1")},
		"": {training + "upcoming", talk + "upcoming"},
	} {
		assert.Equal(t, want, written(f.Duties(all, on(today), support.Limits{})), today)
	}

	f.Reports = []support.MonthlyReport{
		{Month: "2025-09", People: []support.PersonReport{{Participant: "tutor-2"}}},
		{Month: "2025-10", People: []support.PersonReport{{Participant: "tutor-1"}, {Participant: "tutor-2"}}},
		{Month: "2025-09", People: []support.PersonReport{{Participant: "tutor-1"}}},
	}
	f.TeamTrainings = []support.TeamTraining{{On: date("2025-10-20")}, {On: date("2025-09-10")}}
	f.OneToOnes = []support.OneToOne{{On: date("2025-10-30"), Mode: support.ByTelephone}}
	assert.Equal(t, []string{"lif-1 team_training 2025-11-03..2025-11-03 due", "lif-1 one_to_one 2025-11-13..2025-11-13 upcoming",
		report("2025-11", "2025-11-30", "upcoming", "tutor-1")}, written(f.Duties(all, date("2025-11-03"), support.Limits{})))
	assert.Equal(t, "2025-11-10", f.Duties(nil, date("2025-11-03"), support.Limits{TrainingWeeks: 3})[0].LastDay.String())

	// Duties of programmes come with those of the facilitator, by day; what has no day comes last.
	f.ActiveSince, f.TeamTrainings = practice.Date{}, nil
	mine := extended(t, support.ToGood)
	mine.ID = "FP-0"
	list := written(f.Duties([]support.Programme{mine}, date(week8), support.Limits{}))
	assert.Equal(t, []string{"FP-0 update 2025-09-29..2025-09-29 overdue",
		report("2025-09", "2025-09-30", "overdue", "tutor-9"), report("2025-10", "2025-10-31", "overdue", "tutor-9"),
		"lif-1 one_to_one 2025-11-13..2025-11-13 upcoming", report("2025-11", "2025-11-30", "upcoming", "tutor-9"),
		"FP-0 sign_off 2025-12-01..2025-12-08 upcoming",
		"FP-0 head_review .. upcoming programme.signs_of_improvement",
		"lif-1 team_training .. upcoming facilitator.active_since"}, list)

	// Nobody in post, no standing duties.
	f.State = support.LeftPost
	assert.Empty(t, f.Duties(all, date("2025-11-01"), support.Limits{}))
}

func TestMonth(t *testing.T) {
	for day, want := range map[string][2]string{
		"2025-11-30": {"2025-11-01", "2025-11-30"}, "2024-02-10": {"2024-02-01", "2024-02-29"}, "2025-02-28": {"2025-02-01", "2025-02-28"},
		"2025-12-01": {"2025-12-01", "2025-12-31"}, "9999-12-05": {"9999-12-01", "9999-12-31"}, "0001-01-01": {"0001-01-01", "0001-01-31"},
		"1900-02-03": {"1900-02-01", "1900-02-28"},
	} {
		m := support.MonthOf(date(day))
		assert.Equal(t, want, [2]string{m.First().String(), m.End().String()}, day)
		var read support.Month
		require.NoError(t, read.UnmarshalText([]byte(m)))
		assert.Equal(t, m, read)
	}
	assert.Empty(t, support.MonthOf(practice.Date{}))
	for _, wrong := range []string{"2025", "2025-13", "2025-1", "2025-11-30", "november", "0000-01"} {
		m := support.Month("2025-01")
		require.ErrorContains(t, m.UnmarshalText([]byte(wrong)), "write it like 2026-03", wrong)
		assert.Equal(t, support.Month("2025-01"), m)
		assert.True(t, support.Month(wrong).First().IsZero(), wrong)
		assert.True(t, support.Month(wrong).End().IsZero(), wrong)
	}
}
