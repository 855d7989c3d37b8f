package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/near"
)

// Options says how a table is written and read. The zero value is plain UTF-8 with \n.
type Options struct {
	// BOM puts the mark of UTF-8 first, and CRLF ends lines as Windows does: Excel needs the first to show ŵ and ŷ.
	// Reading takes a file with or without either.
	BOM, CRLF bool
	// DayFirst also reads 31/03/2026, which is what Excel in Britain makes of a date. In America it would be another day,
	// so it is never guessed.
	DayFirst bool
}

// Result is what was read from a table.
type Result[R Row] struct {
	Rows    []R
	Refused []Refusal // in the order of the table
	// Ignored are the columns that nothing was read from, as the table names them.
	Ignored []string
}

// Refusal says why one row was left out.
type Refusal struct {
	Row    int    // in the spreadsheet, from 1 for the header
	Column string // empty where the row as a whole is at fault
	Value  string // what stands there
	Why    string // what is wrong, and what to do
}

// Error gives row, column and reason.
func (r Refusal) Error() string {
	if r.Column == "" {
		return fmt.Sprintf("row %d: %s", r.Row, r.Why)
	}
	return fmt.Sprintf("row %d, %s: %s", r.Row, r.Column, r.Why)
}

// HeaderError says that the first row does not name the columns, so that nothing could be read.
type HeaderError struct {
	Missing []string          // columns that must be there
	Twice   []string          // columns that stand there more than once
	Slips   map[string]string // columns that look like a slip for one that is not there
	Hint    string            // what may have happened to the file as a whole
}

// Error lists what is wrong with the header and what to do.
func (e *HeaderError) Error() string {
	var parts []string
	if e.Hint != "" {
		parts = append(parts, e.Hint)
	}
	for _, c := range e.Missing {
		parts = append(parts, fmt.Sprintf("there is no column %s", c))
	}
	for _, c := range e.Twice {
		parts = append(parts, fmt.Sprintf("column %s stands there twice; take one away", c))
	}
	for _, c := range slices.Sorted(maps.Keys(e.Slips)) {
		parts = append(parts, fmt.Sprintf("there is a column %q; is it meant for %s?", c, e.Slips[c]))
	}
	return "the first row must name the columns: " + strings.Join(parts, "; ")
}

// Grid lays lines out as the cells of a table, the names of the columns first. Use it where [Write] does not fit, such as
// for a workbook or a database; nothing in it is protected against formulas.
func Grid[R Row](rows []R) [][]string {
	t := tableOf[R]()
	head := make([]string, len(t.columns))
	for i, c := range t.columns {
		head[i] = c.name
	}
	grid := append(make([][]string, 0, len(rows)+1), head)
	for i := range rows {
		cells := make([]string, len(t.columns))
		for j, c := range t.columns {
			cells[j] = c.get(&rows[i])
		}
		grid = append(grid, cells)
	}
	return grid
}

// Parse reads the cells of a table whose first row names the columns; see [Read]. Rows without a cell filled in are passed
// over.
func Parse[R Row](grid [][]string, opt Options) (Result[R], error) {
	numbered := make([]numberedRow, len(grid))
	for i, cells := range grid {
		numbered[i] = numberedRow{number: i + 1, cells: cells}
	}
	return parse[R](numbered, opt)
}

type numberedRow struct {
	number int
	cells  []string
	fault  string // why the row could not be taken apart
}

func parse[R Row](rows []numberedRow, opt Options) (Result[R], error) {
	t := tableOf[R]()
	if len(rows) == 0 {
		return Result[R]{}, &HeaderError{Hint: "the table is empty"}
	}
	place, ignored, err := t.header(rows[0])
	if err != nil {
		return Result[R]{}, err
	}
	result := Result[R]{Ignored: ignored}
	for _, row := range rows[1:] {
		if row.fault == "" && row.blank() {
			continue
		}
		line, refused := t.line(row, place, len(rows[0].cells), opt)
		if refused != nil {
			result.Refused = append(result.Refused, *refused)
			continue
		}
		result.Rows = append(result.Rows, line)
	}
	return result, nil
}

func (r numberedRow) blank() bool {
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// header finds each column's place; -1 where the table does not have it.
func (t table[R]) header(head numberedRow) (place []int, ignored []string, err error) {
	fault := HeaderError{Slips: map[string]string{}, Hint: head.fault}
	place = make([]int, len(t.columns))
	at := map[string]int{}
	for i, cell := range head.cells {
		name := plain(strings.TrimPrefix(cell, "\ufeff"))
		if _, twice := at[name]; twice && name != "" {
			fault.Twice = append(fault.Twice, name)
		}
		at[name] = i
	}
	var missing []string
	for i, c := range t.columns {
		var there bool
		if place[i], there = at[c.name]; !there {
			place[i] = -1
			missing = append(missing, c.name)
			if c.must {
				fault.Missing = append(fault.Missing, c.name)
			}
		}
		delete(at, c.name)
	}
	for _, cell := range head.cells {
		name := plain(cell)
		if _, unknown := at[name]; !unknown || name == "" {
			continue
		}
		ignored = append(ignored, strings.TrimSpace(cell))
		// A short name is near to any other: a column ref is no slip for yes.
		if meant, ok := near.Name(name, missing); ok && min(len(name), len(meant)) >= 5 {
			fault.Slips[strings.TrimSpace(cell)] = meant
		}
	}
	if len(head.cells) == 1 && strings.ContainsAny(head.cells[0], ";\t|") {
		fault.Hint = "the cells are not separated by commas; save the table as CSV with commas"
	}
	if fault.Hint != "" || len(fault.Missing)+len(fault.Twice)+len(fault.Slips) > 0 {
		return nil, nil, &fault
	}
	return place, ignored, nil
}

// line reads one row, or says why not.
func (t table[R]) line(row numberedRow, place []int, width int, opt Options) (R, *Refusal) {
	var line R
	*t.row(&line) = row.number
	if row.fault != "" {
		return line, &Refusal{Row: row.number, Why: row.fault}
	}
	for i := width; i < len(row.cells); i++ {
		if strings.TrimSpace(row.cells[i]) != "" {
			return line, &Refusal{Row: row.number, Value: row.cells[i], Why: "there are more cells than columns; put a text that holds a comma in quotation marks"}
		}
	}
	for i, c := range t.columns {
		cell := ""
		if p := place[i]; p >= 0 && p < len(row.cells) {
			cell = row.cells[p]
		}
		if strings.TrimSpace(cell) == "" {
			if c.must {
				return line, &Refusal{Row: row.number, Column: c.name, Why: "the cell is empty; every row needs it"}
			}
			continue
		}
		if err := c.set(&line, cell, opt); err != nil {
			return line, &Refusal{Row: row.number, Column: c.name, Value: cell, Why: err.Error()}
		}
	}
	if t.check != nil {
		if name, why := t.check(&line); why != "" {
			return line, &Refusal{Row: row.number, Column: name, Why: why}
		}
	}
	return line, nil
}
