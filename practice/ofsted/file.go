package ofsted

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"github.com/acl-beacon/beacon/practice"
)

// File is what one file says. Its rows and refusals together are all rows of the file, each list in file order.
type File struct {
	Rows    []Row       `json:"rows"`
	Refused []*RowError `json:"refused,omitzero"`
}

// Providers returns the providers of all rows, in file order.
func (f *File) Providers() []practice.Provider {
	providers := make([]practice.Provider, len(f.Rows))
	for i := range f.Rows {
		providers[i] = f.Rows[i].Provider
	}
	return providers
}

// Row is one line of the file: a provider, and what the file says about it that is not part of a
// [practice.Provider].
type Row struct {
	Line int `json:"line"` // the line of the file on which the row starts; the header is line 1

	// Provider has the UKPRN as its ID, and Ofsted's provider type as its KindNote.
	Provider practice.Provider `json:"provider"`

	// OfstedRegion is the region of Ofsted that inspects the provider. It differs from the provider's own Region
	// where a provider based in Scotland, say, teaches in England.
	OfstedRegion string `json:"ofsted_region,omitzero"`

	// LatestShortOn is the date of the latest short inspection since the latest full one, and ShortInspections how
	// many there were. A short inspection gives no grades unless it is
	// extended to a full one.
	LatestShortOn    practice.Date      `json:"latest_short_on,omitzero"`
	ShortInspections practice.Fact[int] `json:"short_inspections,omitzero"`

	// Movement is what Ofsted itself says became of the overall effectiveness. [MovementOf] derives it from the
	// grades, so that either can check the other.
	Movement Movement `json:"movement,omitzero"`
}

var byteOrderMark = []byte("\uFEFF")

// Read reads a whole file. It reads no further than the header if columns are missing (*[HeaderError]), and gives
// nothing if the file cannot be read to its end (*[ReadError]). Rows it refuses are in [File.Refused] and are not
// an error.
func Read(r io.Reader) (*File, error) {
	lines := &lineCounter{r: r}
	buffered := bufio.NewReader(lines)
	if start, _ := buffered.Peek(len(byteOrderMark)); bytes.Equal(start, byteOrderMark) {
		_, _ = buffered.Discard(len(start))
	}
	records := csv.NewReader(buffered)
	records.FieldsPerRecord = -1
	records.ReuseRecord = true

	header, err := records.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, readError(err, lines)
	}
	columns, err := newLayout(header)
	if err != nil {
		return nil, err
	}
	line := func(field int) int {
		line, _ := records.FieldPos(field)
		return line
	}
	f, seen := &File{Rows: []Row{}}, map[string]int{}
	for {
		record, err := records.Read()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return nil, readError(err, lines)
		}
		f.add(&cells{layout: columns, record: record, line: line}, seen)
	}
}

// add keeps the row or its refusal. seen has the line of every UKPRN kept so far: of two rows for one provider the
// file does not say which is right, and the first is kept.
func (f *File) add(c *cells, seen map[string]int) {
	row := c.row()
	if line, ok := seen[row.Provider.UKPRN]; ok && c.fault == nil {
		c.refuse(colUKPRN, fmt.Errorf("line %d has this provider already; keep one of them", line))
	}
	if c.fault != nil {
		f.Refused = append(f.Refused, c.fault)
		return
	}
	seen[row.Provider.UKPRN] = row.Line
	f.Rows = append(f.Rows, row)
}

// readError puts a fault of quotation on the line where its row starts: a mark that was never closed swallows line
// after line, and where that ends is not where anybody should look.
func readError(err error, lines *lineCounter) error {
	var malformed *csv.ParseError
	if errors.As(err, &malformed) {
		fault := fmt.Errorf("the row starting here is not valid CSV at line %d, byte %d: %w",
			malformed.Line, malformed.Column, malformed.Err)
		return &ReadError{Line: malformed.StartLine, Err: fault}
	}
	return &ReadError{Line: lines.ended + 1, Err: err}
}

// lineCounter counts the lines that a reader delivered in full, because the CSV reader says of its own faults where
// they are, but not of those of the reader beneath it.
type lineCounter struct {
	r     io.Reader
	ended int
}

func (l *lineCounter) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	l.ended += bytes.Count(p[:n], []byte{'\n'})
	return n, err
}
