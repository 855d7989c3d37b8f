// Package caldate is civil calendar arithmetic on day numbers.
//
// A [Day] is a date without a time or a zone, small enough to copy and compare like an integer. Both the public
// date type and the rules evaluator stand on it, so that a limit counted in months falls on the same day in a
// rule and in Go.
package caldate

import (
	"fmt"
	"time"
)

// Day numbers the days of the proleptic Gregorian calendar: 1 is 1 January of year 1, 0 means no date.
type Day int32

// Max is the last day that can be written, 31 December 9999.
const Max Day = 3652059

// unixEpoch is the Day number of 1 January 1970.
const unixEpoch = 719163

// Of returns the day y-m-d, and false unless that date exists between the years 1 and 9999.
func Of(y int, m time.Month, d int) (Day, bool) {
	if y < 1 || y > 9999 || m < time.January || m > time.December || d < 1 || d > DaysIn(y, m) {
		return 0, false
	}
	return fromCivil(y, m, d), true
}

func fromCivil(y int, m time.Month, d int) Day {
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/86400) + unixEpoch
}

// Civil splits a day into year, month and day of the month. Of the zero Day it returns zeros.
func (d Day) Civil() (year int, month time.Month, day int) {
	if d == 0 {
		return 0, 0, 0
	}
	return d.time().Date()
}

func (d Day) time() time.Time { return time.Unix((int64(d)-unixEpoch)*86400, 0).UTC() }

// Weekday returns the day of the week. The zero Day has none; the caller checks.
func (d Day) Weekday() time.Weekday { return d.time().Weekday() }

// AddDays moves n days on, or back when n is negative. Beyond the years 1 to 9999, and from no date, there is no
// date.
func (d Day) AddDays(n int) Day {
	to := int64(d) + int64(n)
	if d == 0 || n > int(Max) || n < -int(Max) || to < 1 || to > int64(Max) {
		return 0
	}
	return Day(to)
}

// AddMonths moves n calendar months on, keeping the day of the month or taking the last one the month has:
// 31 May 2025 and nine months is 28 February 2026. Beyond the years 1 to 9999 there is no date.
func (d Day) AddMonths(n int) Day {
	if d == 0 || n > 12*9999 || n < -12*9999 {
		return 0
	}
	y, m, day := d.Civil()
	months := y*12 + int(m) - 1 + n
	y, m = months/12, time.Month(months%12+1)
	if months < 12 || y > 9999 {
		return 0
	}
	return fromCivil(y, m, min(day, DaysIn(y, m)))
}

// MonthsUntil counts the whole calendar months from d to e: the largest n for which d.AddMonths(n) is not after
// e. When e is earlier it is the count from e to d, negative. It means nothing for the zero Day; the caller checks.
func (d Day) MonthsUntil(e Day) int {
	if e < d {
		return -e.MonthsUntil(d)
	}
	y1, m1, _ := d.Civil()
	y2, m2, _ := e.Civil()
	n := (y2-y1)*12 + int(m2) - int(m1)
	if d.AddMonths(n) > e {
		n--
	}
	return n
}

// DaysIn returns the number of days in a month.
func DaysIn(y int, m time.Month) int {
	switch m {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// Parse reads a date written 2006-01-02.
func Parse(s string) (Day, error) {
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		y, ok1 := digits(s[:4])
		m, ok2 := digits(s[5:7])
		d, ok3 := digits(s[8:])
		if ok1 && ok2 && ok3 {
			if day, ok := Of(y, time.Month(m), d); ok {
				return day, nil
			}
			return 0, fmt.Errorf("there is no date %s", s)
		}
	}
	return 0, fmt.Errorf("%q is not a date; write it like 2026-03-31", s)
}

func digits(s string) (n int, ok bool) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// String writes the date as 2006-01-02, and no date as the empty text.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.time().Format(time.DateOnly)
}

// Long writes the date as people read it, 2 January 2006.
func (d Day) Long() string {
	if d == 0 {
		return ""
	}
	return d.time().Format("2 January 2006")
}
