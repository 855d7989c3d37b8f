package sheet

import (
	"encoding"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// column is one column of a table of R: what a line says in it, and how a cell is read into a line. No cell that is
// empty is read.
type column[R any] struct {
	name string
	must bool // there is no line without it
	get  func(*R) string
	set  func(*R, string, Options) error
}

// table describes the kinds of line. Columns are read in this order, so that a later one may rely on an earlier.
type table[R any] struct {
	columns []column[R]
	row     func(*R) *int
	check   func(*R) (column, why string) // what no single cell can say
}

func text[R any](name string, at func(*R) *string) column[R] {
	return column[R]{name, false,
		func(r *R) string { return *at(r) },
		func(r *R, cell string, _ Options) error { *at(r) = cell; return nil }}
}

// id is text that identifies something: spaces around it are slips.
func id[R any](name string, must bool, at func(*R) *string) column[R] {
	c := text(name, at)
	c.must = must
	c.set = func(r *R, cell string, _ Options) error { *at(r) = strings.TrimSpace(cell); return nil }
	return c
}

type namedText interface{ encoding.TextUnmarshaler }

// named is a value from a closed list.
func named[R any](name string, get func(*R) string, at func(*R) namedText) column[R] {
	return column[R]{name, false, get, func(r *R, cell string, _ Options) error {
		return at(r).UnmarshalText([]byte(plain(cell)))
	}}
}

// plain is a name as the saved form has it: Strategy group is strategy_group.
func plain(cell string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(cell), func(c rune) bool { return c == ' ' || c == '_' || c == '-' || c == '\u00a0' }), "_")
}

func level[R any](name string, at func(*R) *rubric.Level) column[R] {
	return column[R]{name, false, func(r *R) string { return at(r).String() }, func(r *R, cell string, _ Options) error {
		for _, l := range rubric.Levels() {
			if strings.EqualFold(strings.TrimSpace(cell), l.Code()) {
				*at(r) = l
				return nil
			}
		}
		name := []byte(plain(cell))
		err := at(r).UnmarshalText(name)
		if n := rubric.NoLevel(""); err != nil && n.UnmarshalText(name) == nil {
			return fmt.Errorf("%q says why there is no level; put it in a column no_level", cell)
		}
		return err
	}}
}

var dayFirst = regexp.MustCompile(`^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$`)

func day[R any](name string, at func(*R) *practice.Date) column[R] {
	return column[R]{name, false, func(r *R) string { return at(r).String() }, func(r *R, cell string, opt Options) error {
		cell = strings.TrimSpace(cell)
		if parts := dayFirst.FindStringSubmatch(cell); parts != nil {
			if !opt.DayFirst {
				return fmt.Errorf("%q may be read two ways; write it as 2026-03-31, or read the file with the day first", cell)
			}
			cell = fmt.Sprintf("%s-%02s-%02s", parts[3], parts[2], parts[1])
		}
		return at(r).UnmarshalText([]byte(cell))
	}}
}

// ids is a list of ids with spaces between them; commas and semicolons will do as well. One that leaves out the topic
// of its row, such as ES.a, is completed.
func ids[R any](name string, get func(*R) []string, put func(*R, []string), topic func(*R) string) column[R] {
	return column[R]{name, false, func(r *R) string { return strings.Join(get(r), " ") }, func(r *R, cell string, _ Options) error {
		list := strings.FieldsFunc(cell, func(c rune) bool { return strings.ContainsRune(" ,;\r\n\t\u00a0", c) })
		for i, x := range list {
			if topic != nil && strings.Count(x, ".") == 1 {
				list[i] = topic(r) + "." + x
			}
		}
		put(r, list)
		return nil
	}}
}

func number[R any](name string, at func(*R) *practice.Fact[int]) column[R] {
	return column[R]{name, false,
		func(r *R) string {
			if n, ok := at(r).Get(); ok {
				return strconv.Itoa(n)
			}
			return ""
		},
		func(r *R, cell string, _ Options) error {
			n, err := strconv.Atoi(strings.TrimSpace(cell))
			if err != nil || n < 1 {
				return fmt.Errorf("%q is not a number of people; write it in figures, such as 12", cell)
			}
			*at(r) = practice.Known(n)
			return nil
		}}
}

func yesNo[R any](name string, at func(*R) *practice.Fact[bool]) column[R] {
	return column[R]{name, false,
		func(r *R) string {
			switch v, ok := at(r).Get(); {
			case !ok:
				return ""
			case v:
				return "yes"
			}
			return "no"
		},
		func(r *R, cell string, _ Options) error {
			switch plain(cell) {
			case "yes":
				*at(r) = practice.Known(true)
			case "no":
				*at(r) = practice.Known(false)
			default:
				return fmt.Errorf("%q is neither yes nor no", cell)
			}
			return nil
		}}
}
