package support

import (
	"fmt"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Month is a calendar month, written 2006-01. The empty text is no month.
type Month string

// MonthOf returns the month a day lies in, and no month for the zero date.
func MonthOf(d practice.Date) Month {
	if d.IsZero() {
		return ""
	}
	return Month(d.String()[:7])
}

// First returns the first day of the month, the zero date where it is not a month.
func (m Month) First() practice.Date {
	d, err := practice.ParseDate(string(m) + "-01")
	if err != nil {
		return practice.Date{}
	}
	return d
}

// End returns the last day of the month, on which its report is due; the zero date where it is not a month.
func (m Month) End() practice.Date {
	first := m.First()
	if next := first.AddMonths(1); !next.IsZero() {
		return next.AddDays(-1)
	}
	return first.AddDays(30) // December 9999 has no next month
}

// UnmarshalText refuses what is not a month.
func (m *Month) UnmarshalText(text []byte) error {
	if len(text) > 0 && Month(text).First().IsZero() {
		return fmt.Errorf("%q is not a month; write it like 2026-03", text)
	}
	*m = Month(text)
	return nil
}

// MonthlyReport is the written report at the end of a calendar month on each person supported (F-65). It goes to the Head
// of Teaching and Learning and stays among support records.
type MonthlyReport struct {
	Month     Month          `json:"month"`
	WrittenOn practice.Date  `json:"written_on,omitzero"`
	People    []PersonReport `json:"people,omitzero"`
	*wire.Extra
}

// PersonReport is what a monthly report says about one person.
type PersonReport struct {
	Participant string `json:"participant"`       // id
	Where       string `json:"where,omitzero"`    // where the person stands
	Next        string `json:"next,omitzero"`     // what is needed to move on
	Problems    string `json:"problems,omitzero"` // if there are any
	*wire.Extra
}

// Participants lists the ids of the people the report is about.
func (r MonthlyReport) Participants() []string {
	ids := make([]string, len(r.People))
	for i, p := range r.People {
		ids[i] = p.Participant
	}
	return ids
}
