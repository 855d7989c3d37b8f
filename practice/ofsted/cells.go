package ofsted

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/acl-beacon/beacon/practice"
)

// cells reads the cells of one row and remembers the first fault; after a fault, what it returns means nothing.
type cells struct {
	*layout
	record []string
	line   func(field int) int
	fault  *RowError
}

func (c *cells) refuse(col column, reason error) {
	if c.fault != nil {
		return
	}
	field := c.at[col]
	c.fault = &RowError{Line: c.line(field), Column: headings[col], Value: c.record[field], Err: reason}
}

// count checks that the row is as wide as the header. Without that a stray comma would move every later value
// under the wrong heading.
func (c *cells) count() bool {
	var reason error
	if n := len(c.record); n < c.named || n > c.all {
		reason = fmt.Errorf("the row has %s and the header %d", counted(n, "cell"), c.named)
	} else if beyond := strings.Join(c.record[c.named:], ""); strings.TrimSpace(beyond) != "" {
		reason = errors.New("a value stands beyond the last column that has a heading")
	}
	if reason != nil {
		c.fault = &RowError{Line: c.line(0), Err: reason}
	}
	return reason == nil
}

// text returns a cell without surrounding blanks, and the empty text for a cell that is blank in any of the file's
// ways.
func (c *cells) text(col column) string {
	if col == colNone {
		return ""
	}
	s := strings.TrimSpace(c.record[c.at[col]])
	if !utf8.ValidString(s) {
		c.refuse(col, errors.New("not UTF-8 text; save the file as CSV in UTF-8"))
		return ""
	}
	if s == "-" || strings.EqualFold(s, "NULL") || strings.EqualFold(s, "Not Applicable") {
		return ""
	}
	return s
}

// ukprn returns the reference number that identifies the provider, which a row cannot do without.
func (c *cells) ukprn() string {
	s := c.text(colUKPRN)
	if _, ok := digits(s); !ok || len(s) != 8 {
		c.refuse(colUKPRN, errors.New("not a UKPRN, which has eight digits"))
	}
	return s
}

func (c *cells) date(col column) practice.Date {
	s := c.text(col)
	if s == "" {
		return practice.Date{}
	}
	if len(s) == 10 && s[2] == '/' && s[5] == '/' {
		day, ok1 := digits(s[:2])
		month, ok2 := digits(s[3:5])
		year, ok3 := digits(s[6:])
		if ok1 && ok2 && ok3 {
			date, ok := practice.NewDate(year, time.Month(month), day)
			if !ok {
				c.refuse(col, errors.New("there is no such date"))
			}
			return date
		}
	}
	c.refuse(col, errors.New("not a date written dd/mm/yyyy"))
	return practice.Date{}
}

func (c *cells) grade(col column) practice.Fact[practice.Grade] {
	s := c.text(col)
	if s == "" {
		return practice.Fact[practice.Grade]{}
	}
	if len(s) != 1 || s[0] < '1' || s[0] > '4' {
		c.refuse(col, errors.New("not a grade; grades run from 1, the best, to 4"))
	}
	return practice.Known(practice.Grade(s[0] - '0'))
}

func (c *cells) number(col column) practice.Fact[int] {
	s := c.text(col)
	if s == "" {
		return practice.Fact[int]{}
	}
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil {
		c.refuse(col, errors.New("not a number of inspections"))
	}
	return practice.Known(int(n))
}

// skills gives the judgement in lower case, as [practice.Inspection] has it.
func (c *cells) skills(col column) practice.Fact[string] {
	s := strings.ToLower(c.text(col))
	switch s {
	case "":
		return practice.Fact[string]{}
	case "limited", "reasonable", "strong":
	default:
		c.refuse(col, errors.New("not a judgement on skills needs; use Limited, Reasonable or Strong"))
	}
	return practice.Known(s)
}

func (c *cells) yes(col column) practice.Fact[bool] {
	s := c.text(col)
	switch {
	case s == "":
		return practice.Fact[bool]{}
	case strings.EqualFold(s, "Yes"):
		return practice.Known(true)
	case !strings.EqualFold(s, "No"):
		c.refuse(col, errors.New("use Yes or No"))
	}
	return practice.Known(false)
}

func (c *cells) movement() Movement {
	s := c.text(colMovement)
	switch {
	case s == "":
		return ""
	case strings.EqualFold(s, "Improved"):
		return Improved
	case strings.EqualFold(s, "Declined"):
		return Declined
	case strings.EqualFold(s, "Stayed the Same"):
		return Same
	}
	c.refuse(colMovement, errors.New("use Improved, Declined or Stayed the Same"))
	return ""
}

func digits(s string) (n int, ok bool) {
	for _, b := range []byte(s) {
		if b < '0' || b > '9' {
			return 0, false
		}
		n = n*10 + int(b-'0')
	}
	return n, true
}
