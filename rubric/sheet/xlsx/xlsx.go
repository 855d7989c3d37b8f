// Package xlsx is package sheet for Excel workbooks: the same lines and columns, a worksheet for each kind.
//
//	err := xlsx.Write(w, xlsx.Book{Views: sheet.Views(a), Evidence: sheet.EvidenceOf(a)})
//	read, err := xlsx.Read[sheet.View](file, sheet.Options{})
//
// What is written cannot run as a formula, for every text is stored as text. Days are stored as days, so that they show as
// people are used to, and days that somebody types are read as such. Columns with a closed list of values offer it in the
// cell.
//
// The package is a module of its own, so that a host that needs no workbooks does not link a library for them.
package xlsx

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/sheet"
)

// Book is what a workbook holds. Each kind of line has a worksheet, also where there is no line yet: views and evidence are
// there to be filled in.
type Book struct {
	Views    []sheet.View
	Evidence []sheet.Evidence
	Outcomes []sheet.Outcome
	Actions  []sheet.Action
}

// worksheets are the names of the worksheets.
const (
	viewsName    = "views"
	evidenceName = "evidence"
	outcomesName = "outcomes"
	actionsName  = "actions"
)

// FileError says that a workbook could not be read at all.
type FileError struct {
	Sheets []string // the worksheets it has, where it could be opened
	Err    error
}

// Error says what is wrong and what there is.
func (e *FileError) Error() string {
	if len(e.Sheets) > 0 {
		return fmt.Sprintf("%v; there are %s", e.Err, strings.Join(e.Sheets, ", "))
	}
	return "the file cannot be read as an Excel workbook (.xlsx): " + e.Err.Error()
}

// Unwrap returns the fault.
func (e *FileError) Unwrap() error { return e.Err }

// dated are the columns that hold a day.
var dated = regexp.MustCompile(`(?i)^\s*(.+[_ ])?on\s*$`)

// counted is the column that holds a number of people.
const counted = "respondents"

// Write writes a workbook. The errors are those of w.
func Write(w io.Writer, b Book) error {
	f := excelize.NewFile()
	defer f.Close()
	styles, err := newStyles(f)
	if err != nil {
		return err
	}
	for _, s := range []struct {
		name string
		grid [][]string
	}{{viewsName, sheet.Grid(b.Views)}, {evidenceName, sheet.Grid(b.Evidence)}, {outcomesName, sheet.Grid(b.Outcomes)}, {actionsName, sheet.Grid(b.Actions)}} {
		if s.name == viewsName {
			err = f.SetSheetName("Sheet1", s.name)
		} else {
			_, err = f.NewSheet(s.name)
		}
		if err != nil {
			return err
		}
		if err := write(f, s.name, s.grid, styles); err != nil {
			return err
		}
	}
	_, err = f.WriteTo(w)
	return err
}

// styles are ids of cell styles.
type styles struct{ head, text, day int }

func newStyles(f *excelize.File) (styles, error) {
	head, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top"}})
	if err != nil {
		return styles{}, err
	}
	text, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	if err != nil {
		return styles{}, err
	}
	iso := "yyyy-mm-dd"
	day, err := f.NewStyle(&excelize.Style{CustomNumFmt: &iso, Alignment: &excelize.Alignment{Vertical: "top"}})
	return styles{head, text, day}, err
}

func write(f *excelize.File, name string, grid [][]string, s styles) error {
	for i, head := range grid[0] {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		style, width := s.text, 14.0
		switch {
		case dated.MatchString(head):
			style = s.day
		case slices.Contains([]string{"reason", "what", "comments", "review", "progress", "springboard"}, head):
			width = 48
		}
		if err := f.SetColStyle(name, column, style); err != nil {
			return err
		}
		if err := f.SetColWidth(name, column, column, width); err != nil {
			return err
		}
		if err := offer(f, name, column, head); err != nil {
			return err
		}
	}
	for r, row := range grid {
		for c, text := range row {
			if text == "" {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				return err
			}
			if err := set(f, name, cell, text, r > 0 && dated.MatchString(grid[0][c]), r > 0 && grid[0][c] == counted); err != nil {
				return err
			}
		}
	}
	last, err := excelize.CoordinatesToCellName(len(grid[0]), 1)
	if err != nil {
		return err
	}
	if err := f.SetCellStyle(name, "A1", last, s.head); err != nil {
		return err
	}
	return f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// set stores a day as a day, a number as a number and all else as text.
func set(f *excelize.File, name, cell, text string, day, number bool) error {
	if day {
		if d, err := practice.ParseDate(text); err == nil {
			return f.SetCellValue(name, cell, float64(excelEpoch.DaysUntil(d)))
		}
	}
	if number {
		if n, err := strconv.Atoi(text); err == nil {
			return f.SetCellInt(name, cell, int64(n))
		}
	}
	if len([]rune(text)) > excelize.TotalCellChars {
		return fmt.Errorf("%s %s: a cell holds %d characters and this text has %d; write CSV", name, cell, excelize.TotalCellChars, len([]rune(text)))
	}
	return f.SetCellStr(name, cell, text)
}

// The days that Excel counts from: the usual one, and that of workbooks from old Macintoshes.
var (
	excelEpoch = practice.MustDate("1899-12-30")
	macEpoch   = practice.MustDate("1904-01-01")
)

// offer lets a cell be filled from the closed list of its column.
func offer(f *excelize.File, name, column, head string) error {
	var values []string
	switch head {
	case "level":
		for _, l := range rubric.Levels() {
			values = append(values, l.String())
		}
	case "no_level":
		values = rubric.NoLevel("").Names()
	case "perspective":
		values = rubric.Perspective("").Names()
	case "status":
		values = rubric.ActionStatus("").Names()
	case "state":
		values = rubric.TopicState("").Names()
	case "priority":
		values = []string{"yes", "no"}
	default:
		return nil
	}
	v := excelize.NewDataValidation(true)
	v.SetSqref(column + "2:" + column + "5000")
	if err := v.SetDropList(values); err != nil {
		return err
	}
	return f.AddDataValidation(name, v)
}

// sizeLimit is how large a workbook may become when it is unpacked, in bytes: many times any real one.
const sizeLimit = 256 << 20

// Read reads the worksheet of a kind of line: the one named for it, else the only one there is. Rows are refused, and
// columns passed over, as in [sheet.Read]. A workbook that cannot be opened, or has no such worksheet, is a *[FileError], a
// first row that does not name the columns a *[sheet.HeaderError].
func Read[R sheet.Row](r io.Reader, opt sheet.Options) (sheet.Result[R], error) {
	f, err := excelize.OpenReader(r, excelize.Options{RawCellValue: true, UnzipSizeLimit: sizeLimit})
	if err != nil {
		return sheet.Result[R]{}, &FileError{Err: err}
	}
	defer f.Close()
	name, err := worksheet(f, nameOf[R]())
	if err != nil {
		return sheet.Result[R]{}, err
	}
	rows, err := f.GetRows(name)
	if err != nil {
		return sheet.Result[R]{}, &FileError{Err: err}
	}
	epoch := excelEpoch
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil && *props.Date1904 {
		epoch = macEpoch
	}
	days(rows, epoch)
	return sheet.Parse[R](rows, opt)
}

func nameOf[R sheet.Row]() string {
	var r R
	switch any(r).(type) {
	case sheet.View:
		return viewsName
	case sheet.Evidence:
		return evidenceName
	case sheet.Outcome:
		return outcomesName
	}
	return actionsName
}

func worksheet(f *excelize.File, want string) (string, error) {
	all := f.GetSheetList()
	for _, name := range all {
		if strings.EqualFold(strings.TrimSpace(name), want) {
			return name, nil
		}
	}
	if len(all) == 1 {
		return all[0], nil
	}
	return "", &FileError{Sheets: all, Err: fmt.Errorf("there is no worksheet %q", want)}
}

// days turns the numbers that stand for days into days, in the columns that hold one.
func days(rows [][]string, epoch practice.Date) {
	if len(rows) == 0 {
		return
	}
	for c, head := range rows[0] {
		if !dated.MatchString(head) {
			continue
		}
		for _, row := range rows[1:] {
			if c >= len(row) {
				continue
			}
			if n, err := strconv.ParseFloat(row[c], 64); err == nil && n >= 1 && n < 2958466 { // up to the year 9999
				row[c] = epoch.AddDays(int(n)).String()
			}
		}
	}
}
