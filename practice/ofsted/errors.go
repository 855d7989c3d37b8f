package ofsted

import (
	"fmt"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
)

// HeaderError refuses a file whose header is not that of Ofsted's file. Nothing of the file has been read.
type HeaderError struct {
	Missing []MissingColumn // in the order of Ofsted's file
	// Repeated names the columns that stand in the header more than once, so that it is not clear which counts.
	Repeated []string
}

// MissingColumn is a column that the file lacks.
type MissingColumn struct {
	Name    string
	Nearest string // the heading in the file that was probably meant; empty when none comes close
}

// Error names every column that is missing or repeated and says what to do.
func (e *HeaderError) Error() string {
	if len(e.Missing) == int(colCount) {
		return fmt.Sprintf("the first line has no column of Ofsted's management information; it must be the header, "+
			"separated by commas, that starts with %q and %q", headings[colURN], headings[colUKPRN])
	}
	var parts []string
	if len(e.Missing) > 0 {
		names := make([]string, len(e.Missing))
		for i, m := range e.Missing {
			names[i] = fmt.Sprintf("%q", m.Name)
			if m.Nearest != "" {
				names[i] += fmt.Sprintf(" (rename %q?)", m.Nearest)
			}
		}
		parts = append(parts, "the file lacks "+counted(len(names), "column")+": "+strings.Join(names, ", "))
	}
	for _, heading := range e.Repeated {
		parts = append(parts, fmt.Sprintf("the header has %q more than once; keep one of them", heading))
	}
	return strings.Join(parts, "; ")
}

// ReadError says where reading broke off: a fault of the reader, or quotation marks that do not follow the CSV
// rules, after which no row can be told from the next.
type ReadError struct {
	Line int // counted from 1; for quotation marks the line on which their row starts
	Err  error
}

// Error gives the line and the fault.
func (e *ReadError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns the fault without its line.
func (e *ReadError) Unwrap() error { return e.Err }

// RowError says why a row was refused. A row with several faults is refused for the first.
type RowError struct {
	Line   int    // the line of the file, counted from 1, on which the faulty cell starts
	Column string // Ofsted's heading; empty when the fault is in the row as a whole
	Value  string // the cell as it stands in the file
	Err    error  // the reason
}

// Error gives line, column, value and reason. A very long value is cut short.
func (e *RowError) Error() string {
	if e.Column == "" {
		return fmt.Sprintf("line %d: %v", e.Line, e.Err)
	}
	return fmt.Sprintf("line %d, %s %.80q: %v", e.Line, e.Column, e.Value, e.Err)
}

// Unwrap returns the reason without its place.
func (e *RowError) Unwrap() error { return e.Err }

// MarshalJSON writes an object with line, column, value and reason.
func (e *RowError) MarshalJSON() ([]byte, error) {
	return wire.Marshal(struct {
		Line   int    `json:"line"`
		Column string `json:"column,omitzero"`
		Value  string `json:"value,omitzero"`
		Reason string `json:"reason"`
	}{e.Line, e.Column, strings.ToValidUTF8(e.Value, "\uFFFD"), e.Err.Error()})
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
