package beacon_test

import (
	"encoding/json"
	"io/fs"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

const termRule = head + `
rules:
  - {id: C-1, decides: stage_gate, on: {engagement: active}, must: "workingDaysBetween(engagement.ended_on, today) <= 5", because: Write within 5 working days.}
  - {id: C-2, decides: stage_gate, on: {engagement: active}, should: inTerm(today), because: Begin in term.}
  - {id: C-3, decides: stage_gate, on: {engagement: active}, may: academicYear(today) == 2025, because: Begin this year.}
`

func TestTermDates(t *testing.T) {
	day := practice.MustDate
	decide := func(dates *beacon.TermDates) beacon.Decision {
		t.Helper()
		eng, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{pack(termRule)}, TermDates: dates})
		require.NoError(t, err)
		e := dissemination.Engagement{ID: "E-1", State: dissemination.Agreed, EndedOn: day("2025-12-23")}
		d, err := eng.Gate(beacon.OnEngagement(e, dissemination.Work{}), dissemination.Active, day("2026-01-05"))
		require.NoError(t, err)
		return d
	}
	unsaid := decide(nil)
	require.Equal(t, practice.CannotTell, unsaid.Outcome)
	require.Equal(t, []string{"calendar.closed_days", "calendar.terms"}, unsaid.Missing)
	require.Equal(t, practice.Pass, unsaid.Verdict("C-3"))

	var dates beacon.TermDates
	require.NoError(t, json.Unmarshal([]byte(`{"year_starts": 9, "closed_days": ["2025-12-25", "2025-12-26", "2026-01-01"],
		"terms": [{"name": "autumn 2025", "from": "2025-09-08", "to": "2025-12-12"}, {"name": "spring 2026", "from": "2026-01-05", "to": "2026-03-27"}]}`), &dates))
	require.Equal(t, time.September, dates.YearStarts)
	d := decide(&dates)
	require.Equal(t, practice.Fail, d.Verdict("C-1"), "24, 29, 30, 31 December, 2 and 5 January")
	require.Equal(t, practice.Pass, d.Verdict("C-2"))
	require.NotEqual(t, unsaid.Rules.Digest, d.Rules.Digest, "the calendar is part of what is in force")
	dates.ClosedDays = append(dates.ClosedDays, day("2026-01-02"))
	require.Equal(t, practice.Pass, decide(&dates).Verdict("C-1"))

	written, err := json.Marshal(beacon.TermDates{ClosedDays: []practice.Date{}})
	require.NoError(t, err)
	require.Equal(t, `{"closed_days":[]}`, string(written), "no closed days and none known are two things")

	dates.Terms[1].From = day("2025-12-12")
	_, err = beacon.New(beacon.Config{TermDates: &dates})
	var fault *practice.DataError
	require.ErrorAs(t, err, &fault)
	require.EqualError(t, err, `beacon: the term dates: /terms/1: the term "spring 2026" begins on 12 December 2025, before the one above it has ended`)
}
