// Package calendar writes days as iCalendar (RFC 5545), so that a coordinator sees what is due where he already looks: a
// file that Outlook, Google and Apple calendars import, or that a web server hands out as a subscription.
//
// Whatever has a day becomes an Entry: a review that is due, a visit, a meeting of a set. Entries are whole days that do
// not block time. Each keeps its id, so that a feed read again moves and renames entries and doubles none.
package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/acl-beacon/beacon/practice"
)

// Entry is one line of a calendar.
type Entry struct {
	ID    string        // the same for the same thing in every feed, as "E-4/review"; never empty
	Day   practice.Date // the day, or the first of several
	Last  practice.Date // the last of several days, itself included; zero for one day
	Title string
	Note  string
	Role  string // who has to act; shown as the entry's category
	Place string
}

// Error says which entry cannot be written and why.
type Error struct {
	Index   int // of the entry, from 0
	ID      string
	Problem string
}

// Error names the entry by its place and id.
func (e *Error) Error() string {
	return fmt.Sprintf("calendar: entry %d (%q): %s", e.Index, e.ID, e.Problem)
}

// Write writes the entries, the earliest first, as a calendar of that name. The day it was made is the entries' time
// stamp; without it the error is a *[practice.DataError]. An entry without id, title or day, with a last day before its
// first, or with the id of another is an *Error. After either nothing is written.
func Write(w io.Writer, name string, made practice.Date, entries []Entry) error {
	if made.IsZero() {
		return &practice.DataError{Path: "/made", Err: errors.New("give the day on which the calendar is made; every entry carries it")}
	}
	if err := check(entries); err != nil {
		return err
	}
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b Entry) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.ID, b.ID))
	})
	cal := ics.NewCalendarFor("Beacon")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(name)
	for _, e := range entries {
		event := cal.AddEvent(e.ID + "@beacon")
		event.SetDtStampTime(at(made))
		event.SetAllDayStartAt(at(e.Day))
		// RFC 5545 §3.6.1: the end is the first day that is no longer part of the event.
		event.SetAllDayEndAt(at(last(e).AddDays(1)))
		event.SetSummary(e.Title)
		event.SetTimeTransparency(ics.TransparencyTransparent)
		if e.Note != "" {
			event.SetDescription(e.Note)
		}
		if e.Role != "" {
			event.AddCategory(e.Role)
		}
		if e.Place != "" {
			event.SetLocation(e.Place)
		}
	}
	return cal.SerializeTo(w, ics.WithNewLineWindows)
}

func check(entries []Entry) error {
	seen := map[string]int{}
	for i, e := range entries {
		problem := ""
		first, again := seen[e.ID]
		switch {
		case e.ID == "":
			problem = "it needs an id that stays the same from feed to feed"
		case again:
			problem = fmt.Sprintf("entry %d has the same id; a calendar would show one of them", first)
		case e.Title == "":
			problem = "it needs a title"
		case e.Day.IsZero():
			problem = "it needs a day; leave out what has none yet"
		case e.Last.Before(e.Day):
			problem = fmt.Sprintf("its last day %s is before its first, %s", e.Last, e.Day)
		case last(e).AddDays(1).IsZero():
			problem = fmt.Sprintf("it ends on %s, and a calendar needs a day after it", last(e))
		}
		if problem != "" {
			return &Error{i, e.ID, problem}
		}
		seen[e.ID] = i
	}
	return nil
}

func last(e Entry) practice.Date {
	if e.Last.IsZero() {
		return e.Day
	}
	return e.Last
}

func at(d practice.Date) time.Time {
	year, month, day := d.Civil()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// OfDue makes an entry for each thing that waits and has a last day, on that day. What has none belongs in a list and not in
// a calendar.
func OfDue(list []practice.Due) []Entry {
	var entries []Entry
	for _, d := range list {
		if !d.LastDay.IsZero() {
			entries = append(entries, Entry{ID: d.ID, Day: d.LastDay, Title: d.Subject + ": " + d.What, Note: d.Source, Role: d.Role})
		}
	}
	return entries
}
