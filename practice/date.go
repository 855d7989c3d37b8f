package practice

import (
	"time"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Date is a civil date: a day without a time of day or a time zone. The zero Date means that no date is known.
//
// Dates compare with == and [Date.Compare] and are written as 2006-01-02 in text and JSON. They run from the year
// 1 to 9999; arithmetic that leaves those years gives the zero Date.
type Date struct{ day caldate.Day }

// ParseDate reads a date written 2006-01-02. Anything else, and a date that does not exist, is an error that
// says so.
func ParseDate(s string) (Date, error) {
	d, err := caldate.Parse(s)
	return Date{d}, err
}

// MustDate is [ParseDate] for dates written in a program; it panics where the text is not a date.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic("practice.MustDate: " + err.Error())
	}
	return d
}

// DateOf returns the date that t has in its own time zone.
func DateOf(t time.Time) Date {
	d, _ := caldate.Of(t.Date())
	return Date{d}
}

// NewDate returns the date year-month-day, and false when there is no such date.
func NewDate(year int, month time.Month, day int) (Date, bool) {
	d, ok := caldate.Of(year, month, day)
	return Date{d}, ok
}

// IsZero reports whether no date is known.
func (d Date) IsZero() bool { return d.day == 0 }

// Civil returns the year, month and day of the month; all zero for the zero Date.
func (d Date) Civil() (year int, month time.Month, day int) { return d.day.Civil() }

// Weekday returns the day of the week. It means nothing for the zero Date.
func (d Date) Weekday() time.Weekday { return d.day.Weekday() }

// Compare is negative when d is earlier than e, positive when it is later and 0 when they are the same day. The
// zero Date sorts first; test [Date.IsZero] before reading anything into that.
func (d Date) Compare(e Date) int { return int(d.day - e.day) }

// Before reports whether d is earlier than e. Of an unknown date nothing is true: it reports false when either
// date is zero.
func (d Date) Before(e Date) bool { return !d.IsZero() && !e.IsZero() && d.day < e.day }

// After reports whether d is later than e, and false when either date is zero.
func (d Date) After(e Date) bool { return e.Before(d) }

// AddDays returns the date n days later, or earlier when n is negative. The zero Date stays zero.
func (d Date) AddDays(n int) Date { return Date{d.day.AddDays(n)} }

// AddWeeks returns the date n times seven civil days later.
func (d Date) AddWeeks(n int) Date {
	if n > int(caldate.Max) || n < -int(caldate.Max) {
		return Date{} // seven times as many days may not be a number any more
	}
	return Date{d.day.AddDays(7 * n)}
}

// AddMonths returns the same day of the month n calendar months later, or that month's last day where it is
// shorter: 2025-05-31 and 9 months is 2026-02-28.
func (d Date) AddMonths(n int) Date { return Date{d.day.AddMonths(n)} }

// DaysUntil returns the number of days from d to e, negative when e is earlier, and 0 when either date is zero.
func (d Date) DaysUntil(e Date) int {
	if d.IsZero() || e.IsZero() {
		return 0
	}
	return int(e.day - d.day)
}

// String writes the date as 2006-01-02, and the zero Date as the empty text.
func (d Date) String() string { return d.day.String() }

// Long writes the date for people to read, such as 28 February 2026.
func (d Date) Long() string { return d.day.Long() }

// MarshalText writes the date as 2006-01-02, and the zero Date as the empty text.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [ParseDate] reads; the empty text is the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
