package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/acl-beacon/beacon/internal/formula"
)

const bom = "\ufeff"

// Write writes lines as CSV (RFC 4180) in UTF-8 under a row that names the columns. Text that a spreadsheet would run as a
// formula gets an apostrophe in front. The errors are those of w, and one for text that is not UTF-8.
func Write[R Row](w io.Writer, rows []R, opt Options) error {
	if opt.BOM {
		if _, err := io.WriteString(w, bom); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	out.UseCRLF = opt.CRLF
	for i, cells := range Grid(rows) {
		for j, c := range cells {
			if !utf8.ValidString(c) {
				return fmt.Errorf("row %d, column %d: the text %q is not UTF-8", i+1, j+1, c)
			}
			cells[j] = formula.Guard(lineEnds.Replace(c))
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// lineEnds makes of every end of line the one that CSV gives back.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// Read reads a table from CSV, see the package for how. Faults of a row are in the result; an error means that nothing was
// read: the reader's own, a *[HeaderError], or one that says that the file is in another encoding.
func Read[R Row](r io.Reader, opt Options) (Result[R], error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return Result[R]{}, err
	}
	if err := encoded(data); err != nil {
		return Result[R]{}, err
	}
	return parse[R](records(bytes.TrimPrefix(data, []byte(bom))), opt)
}

// encoded refuses what is not UTF-8: read as if it were, letters would be lost.
func encoded(data []byte) error {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return errors.New("the file is UTF-16; save it as CSV UTF-8")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return errors.New("the file is a workbook or a zip, not CSV; save it as CSV UTF-8")
	case !utf8.Valid(data):
		for i, line := range bytes.Split(data, []byte("\n")) {
			if !utf8.Valid(line) {
				return fmt.Errorf("line %d has letters that are not UTF-8; save the file as CSV UTF-8", i+1)
			}
		}
	}
	return nil
}

// records takes the file apart and counts rows as a spreadsheet shows them: an empty line is a row, and a cell with several
// lines is in one.
func records(data []byte) []numberedRow {
	in := csv.NewReader(bytes.NewReader(data))
	in.FieldsPerRecord = -1
	var rows []numberedRow
	number, end := 0, 0 // of the row before, and the line it ends on
	for {
		cells, err := in.Read()
		if err == io.EOF {
			return rows
		}
		row := numberedRow{cells: cells}
		var start, last int
		if fault, ok := errors.AsType[*csv.ParseError](err); ok {
			start, last = fault.StartLine, fault.Line
			row.cells, row.fault = nil, "a quotation mark stands where none may; put the text in quotation marks and double those within"
			if errors.Is(fault.Err, csv.ErrQuote) && in.InputOffset() >= int64(len(data)) {
				row.fault = "a quotation mark is opened here and not closed, so nothing after it could be read"
			}
		} else {
			start, _ = in.FieldPos(0)
			last, _ = in.FieldPos(len(cells) - 1)
			last += strings.Count(cells[len(cells)-1], "\n")
			for i, c := range cells {
				cells[i] = formula.Unguard(lineEnds.Replace(c))
			}
		}
		number += 1 + max(start-end-1, 0)
		row.number, end = number, max(last, start)
		rows = append(rows, row)
	}
}
