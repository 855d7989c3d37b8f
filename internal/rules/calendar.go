package rules

import (
	"fmt"
	"slices"
	"time"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Calendar is what the host knows of its year. What it does not know makes the functions that need it unknown: a working
// day counted without the closed days would be a figure that nobody can trust.
type Calendar struct {
	// YearStarts is the month on whose first day the academic year begins; 0 is August.
	YearStarts time.Month
	// From and To are the first and last day for which Closed and Terms are complete; 0 has no bound.
	From, To caldate.Day
	// Closed are the days, besides Saturdays and Sundays, on which nobody works; nil when nobody said.
	Closed []caldate.Day
	// Terms are in order and do not overlap; nil when nobody said.
	Terms []Term
}

// Term is one term of a college's year.
type Term struct {
	Name     string
	From, To caldate.Day // first and last day
}

// The facts that are missing where the host gave no calendar.
const (
	closedDaysName = "calendar.closed_days"
	termsName      = "calendar.terms"
)

// Check returns what is wrong with a calendar and the JSON pointer of where.
func (c *Calendar) Check() (where string, err error) {
	if c.YearStarts < 0 || c.YearStarts > 12 {
		return "/year_starts", fmt.Errorf("there is no month %d", c.YearStarts)
	}
	if c.From != 0 && c.To != 0 && c.To < c.From {
		return "/to", fmt.Errorf("the calendar ends on %s, before it begins", c.To.Long())
	}
	for i, day := range c.Closed {
		if day == 0 {
			return fmt.Sprintf("/closed_days/%d", i), fmt.Errorf("there is no date")
		}
	}
	for i, t := range c.Terms {
		where := fmt.Sprintf("/terms/%d", i)
		switch {
		case t.Name == "":
			return where, fmt.Errorf("the term has no name")
		case t.From == 0 || t.To == 0:
			return where, fmt.Errorf("the term %q needs its first and its last day", t.Name)
		case t.To < t.From:
			return where, fmt.Errorf("the term %q ends on %s, before it begins", t.Name, t.To.Long())
		case i > 0 && t.From <= c.Terms[i-1].To:
			return where, fmt.Errorf("the term %q begins on %s, before the one above it has ended", t.Name, t.From.Long())
		}
	}
	return "", nil
}

// prepared is the calendar with its closed days sorted, once each, and none of them at a weekend. A nil calendar knows
// nothing.
func (c *Calendar) prepared() *Calendar {
	if c == nil {
		c = &Calendar{}
	}
	p := *c
	if p.YearStarts == 0 {
		p.YearStarts = time.August
	}
	if c.Closed != nil {
		p.Closed = slices.DeleteFunc(slices.Clone(c.Closed), weekend)
		slices.Sort(p.Closed)
		p.Closed = slices.Compact(p.Closed)
		if p.Closed == nil {
			p.Closed = []caldate.Day{}
		}
	}
	return &p
}

func weekend(d caldate.Day) bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }

func (c *Calendar) covers(d caldate.Day) bool { return d >= c.From && (c.To == 0 || d <= c.To) }

// academicYear is the calendar year in which the academic year of a day began.
func (c *Calendar) academicYear(d caldate.Day) int {
	y, m, _ := d.Civil()
	if m < c.YearStarts {
		y--
	}
	return y
}

// workingUpTo counts the working days from 1 January of year 1, a Monday, up to and with a day.
func (c *Calendar) workingUpTo(d caldate.Day) int {
	weeks, rest := int(d)/7, int(d)%7
	closed, found := slices.BinarySearch(c.Closed, d)
	if found {
		closed++
	}
	return 5*weeks + min(rest, 5) - closed
}

// workingDaysBetween counts the working days after a day up to and with another, negative where that is earlier. It is
// false where the calendar does not say.
func (c *Calendar) workingDaysBetween(a, b caldate.Day) (int, bool) {
	if c.Closed == nil || !c.covers(a) || !c.covers(b) {
		return 0, false
	}
	return c.workingUpTo(b) - c.workingUpTo(a), true
}

// addWorkingDays returns the n-th working day after a day, or before it where n is negative; the day itself for 0. It is 0
// beyond the last date there is, and false where the calendar does not say.
func (c *Calendar) addWorkingDays(d caldate.Day, n int) (caldate.Day, bool) {
	if c.Closed == nil || !c.covers(d) {
		return 0, false
	}
	if n == 0 {
		return d, true
	}
	// The wanted day is the first on which the count has risen by n; backwards it is the first on which the count
	// stands at one more than what remains.
	want := c.workingUpTo(d) + n
	if n < 0 {
		want = c.workingUpTo(d-1) + n + 1
	}
	low, high := caldate.Day(1), caldate.Max
	if want < 1 || want > c.workingUpTo(high) {
		return 0, true
	}
	for low < high {
		middle := low + (high-low)/2
		if c.workingUpTo(middle) >= want {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low, c.covers(low)
}

// term returns the term of a day; where it is between two, the next one and false, or the zero Term where none is known to
// follow. Known is false where the calendar does not say.
func (c *Calendar) term(d caldate.Day) (t Term, within, known bool) {
	if c.Terms == nil || !c.covers(d) {
		return Term{}, false, false
	}
	i, _ := slices.BinarySearchFunc(c.Terms, d, func(t Term, d caldate.Day) int { return int(t.To - d) })
	switch {
	case i == len(c.Terms):
		return Term{}, false, c.To != 0 // after the last there may be others that nobody entered
	case i == 0 && d < c.Terms[0].From:
		return c.Terms[0], false, c.From != 0 // and before the first
	}
	return c.Terms[i], d >= c.Terms[i].From, true
}
