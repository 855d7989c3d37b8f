package beacon

import (
	"fmt"
	"time"

	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// TermDates is a college's year, for rules that count working days or ask for terms. What it leaves out is not known: such
// a rule then cannot judge and names calendar.closed_days or calendar.terms.
type TermDates struct {
	// YearStarts is the month on whose first day the academic year begins, 1 to 12. 0 is August.
	YearStarts time.Month `json:"year_starts,omitzero"`
	// From and To are the first and last day for which ClosedDays and Terms are complete. Without them ClosedDays count as
	// complete for ever, and Terms between the first and the last.
	From practice.Date `json:"from,omitzero"`
	To   practice.Date `json:"to,omitzero"`
	// ClosedDays are those besides Saturdays and Sundays. Empty and not nil says that there are none.
	ClosedDays []practice.Date `json:"closed_days,omitzero"`
	// Terms are in order and do not overlap.
	Terms []CollegeTerm `json:"terms,omitzero"`
}

// CollegeTerm is a term of a college's year.
type CollegeTerm struct {
	Name string        `json:"name"` // such as autumn 2025
	From practice.Date `json:"from"` // its first day
	To   practice.Date `json:"to"`   // and its last
}

// calendar puts the dates into the form that rules count with. The error is a *[practice.DataError].
func (t *TermDates) calendar() (*rules.Calendar, error) {
	if t == nil {
		return nil, nil
	}
	c := &rules.Calendar{YearStarts: t.YearStarts, From: dayOf(t.From), To: dayOf(t.To)}
	if t.ClosedDays != nil {
		c.Closed = make([]caldate.Day, len(t.ClosedDays))
		for i, d := range t.ClosedDays {
			c.Closed[i] = dayOf(d)
		}
	}
	for _, term := range t.Terms {
		c.Terms = append(c.Terms, rules.Term{Name: term.Name, From: dayOf(term.From), To: dayOf(term.To)})
	}
	if where, err := c.Check(); err != nil {
		return nil, fmt.Errorf("beacon: the term dates: %w", &wire.DataError{Path: where, Err: err})
	}
	return c, nil
}

func dayOf(d practice.Date) caldate.Day {
	day, _ := caldate.Of(d.Civil())
	return day
}

func dateOf(d caldate.Day) practice.Date {
	date, _ := practice.NewDate(d.Civil())
	return date
}
