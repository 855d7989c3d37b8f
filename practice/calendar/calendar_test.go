package calendar_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/calendar"
)

func ExampleWrite() {
	var feed bytes.Buffer
	err := calendar.Write(&feed, "Beacon at Hillside", practice.MustDate("2026-01-05"), []calendar.Entry{{
		ID: "E-4/review", Day: practice.MustDate("2026-02-28"), Role: "coordinator",
		Title: "Review with Riverbank is due", Note: "LSC 2004 §36: no later than nine months after the work ended.",
	}})
	if err != nil {
		panic(err)
	}
	fmt.Print(strings.ReplaceAll(feed.String(), "\r\n", "\n"))
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//Beacon//Golang ICS Library
	// METHOD:PUBLISH
	// X-WR-CALNAME:Beacon at Hillside
	// BEGIN:VEVENT
	// UID:E-4/review@beacon
	// DTSTAMP:20260105T000000Z
	// DTSTART;VALUE=DATE:20260228
	// DTEND;VALUE=DATE:20260301
	// SUMMARY:Review with Riverbank is due
	// TRANSP:TRANSPARENT
	// DESCRIPTION:LSC 2004 §36: no later than nine months after the work ended.
	// CATEGORIES:coordinator
	// END:VEVENT
	// END:VCALENDAR
}

func TestWriteRefusesWhatACalendarWouldGetWrong(t *testing.T) {
	day := practice.MustDate("2026-03-02")
	good := calendar.Entry{ID: "a", Day: day, Title: "Visit"}
	for _, c := range []struct {
		name    string
		change  func(*calendar.Entry)
		problem string
	}{
		{"no id", func(e *calendar.Entry) { e.ID = "" }, "needs an id"},
		{"id twice", func(e *calendar.Entry) { e.ID = "a" }, "entry 0 has the same id"},
		{"no title", func(e *calendar.Entry) { e.Title = "" }, "needs a title"},
		{"no day", func(e *calendar.Entry) { e.Day = practice.Date{} }, "needs a day"},
		{"ends before it begins", func(e *calendar.Entry) { e.Last = day.AddDays(-1) }, "2026-03-01 is before its first, 2026-03-02"},
	} {
		t.Run(c.name, func(t *testing.T) {
			second := calendar.Entry{ID: "b", Day: day, Title: "Meeting"}
			c.change(&second)
			var out bytes.Buffer
			err := calendar.Write(&out, "x", day, []calendar.Entry{good, second})
			var e *calendar.Error
			require.True(t, errors.As(err, &e))
			require.Equal(t, 1, e.Index)
			require.Contains(t, err.Error(), c.problem)
			require.Zero(t, out.Len())
		})
	}
}

// TestEveryTextArrives reads back what was written: order by day, days kept, and every text as it was, whatever it holds.
func TestEveryTextArrives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab ,;:\\\"'éŵ漢\n–")), 1, 120, -1)
		start := practice.MustDate("2026-01-01")
		var entries []calendar.Entry
		for i := range rapid.IntRange(0, 5).Draw(t, "n") {
			day := start.AddDays(rapid.IntRange(0, 700).Draw(t, "day"))
			e := calendar.Entry{ID: "id" + string(rune('a'+i)), Day: day, Title: text.Draw(t, "title"), Note: text.Draw(t, "note")}
			if rapid.Bool().Draw(t, "several") {
				e.Last = day.AddDays(rapid.IntRange(0, 9).Draw(t, "more"))
			}
			entries = append(entries, e)
		}
		var out bytes.Buffer
		if err := calendar.Write(&out, "n", start, entries); err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(out.String(), "\r\n") {
			if len(line) > 75 {
				t.Fatalf("a line of %d octets, RFC 5545 §3.1 allows 75: %s", len(line), line)
			}
		}
		cal, err := ics.ParseCalendar(&out)
		if err != nil {
			t.Fatal(err)
		}
		if len(cal.Events()) != len(entries) {
			t.Fatalf("wrote %d, read %d", len(entries), len(cal.Events()))
		}
		before := ""
		for _, event := range cal.Events() {
			begin := event.GetProperty(ics.ComponentPropertyDtStart).Value
			if begin < before {
				t.Fatalf("%s after %s", begin, before)
			}
			before = begin
			for _, e := range entries {
				if event.Id() != e.ID+"@beacon" {
					continue
				}
				if got := event.GetProperty(ics.ComponentPropertySummary).Value; got != e.Title {
					t.Fatalf("title %q became %q", e.Title, got)
				}
				if got := event.GetProperty(ics.ComponentPropertyDescription).Value; got != e.Note {
					t.Fatalf("note %q became %q", e.Note, got)
				}
			}
		}
	})
}

func TestOfDue(t *testing.T) {
	day := practice.MustDate("2026-03-02")
	entries := calendar.OfDue([]practice.Due{
		{ID: "P-1/in_validation", Subject: "P-1", What: "Decide on this practice.", Role: "moderator", LastDay: day, Source: "Staffordshire stage 2"},
		{ID: "P-2/recorded", Subject: "P-2", What: "Submit it."}, // nobody set a limit
	})
	require.Equal(t, []calendar.Entry{{ID: "P-1/in_validation", Day: day, Title: "P-1: Decide on this practice.",
		Note: "Staffordshire stage 2", Role: "moderator"}}, entries)
}

// TestDaysThatCannotBeWritten: no day is invented where one is missing, or where there is none.
func TestDaysThatCannotBeWritten(t *testing.T) {
	var b bytes.Buffer
	day := practice.MustDate("2026-01-01")
	var data *practice.DataError
	require.ErrorAs(t, calendar.Write(&b, "n", practice.Date{}, nil), &data)
	var fault *calendar.Error
	last := []calendar.Entry{{ID: "a", Day: practice.MustDate("9999-12-31"), Title: "t"}}
	require.ErrorAs(t, calendar.Write(&b, "n", day, last), &fault)
	require.Empty(t, b.String())
}
