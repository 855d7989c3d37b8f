package main

import (
	"encoding"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/acl-beacon/beacon/practice"
)

// fault is one thing wrong with a cell, or with a whole column or row.
type fault struct {
	file   string
	line   int    // of the file, counted from 1; 0 when the whole file is meant
	column string // empty when the whole row is meant
	what   string
}

func (f fault) String() string {
	at := f.file
	if f.line > 0 {
		at += fmt.Sprintf(", line %d", f.line)
	}
	if f.column != "" {
		at += ", column " + f.column
	}
	return at + ": " + f.what
}

// faults are everything wrong with the input. Nothing is worked out until they are put right: leaving a row out in
// silence would change who is counted.
type faults []fault

// mostFaults is how many faults are listed.
const mostFaults = 20

// Error lists the faults, one a line.
func (f faults) Error() string {
	var b strings.Builder
	if len(f) == 1 {
		b.WriteString("one thing to put right; nothing was worked out.")
	} else {
		fmt.Fprintf(&b, "%d things to put right; nothing was worked out.", len(f))
	}
	for _, one := range f[:min(len(f), mostFaults)] {
		b.WriteString("\n  " + one.String())
	}
	if n := len(f) - mostFaults; n > 0 {
		fmt.Fprintf(&b, "\n  and %d more", n)
	}
	return b.String()
}

// sheet is a CSV file as text.
type sheet struct {
	file    string
	columns []string
	rows    [][]string
	lines   []int // of the rows
}

// readSheet reads a CSV file with a header. The separator is a comma, or a semicolon where the header has one and no
// comma, as spreadsheets write it in some countries.
func readSheet(file string, in io.Reader) (*sheet, error) {
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, faults{{file: file, what: err.Error()}}
	}
	text := strings.TrimPrefix(string(data), "\ufeff") // some programs put this mark before a text
	r := csv.NewReader(strings.NewReader(text))
	if first, _, _ := strings.Cut(text, "\n"); strings.Contains(first, ";") && !strings.Contains(first, ",") {
		r.Comma = ';'
	}
	r.TrimLeadingSpace = true
	s := &sheet{file: file}
	for {
		row, err := r.Read()
		switch at := (*csv.ParseError)(nil); {
		case err == io.EOF:
			if s.columns == nil {
				return nil, faults{{file: file, what: "it is empty; the first line names the columns"}}
			}
			return s, s.checkHeader()
		case errors.As(err, &at) && errors.Is(err, csv.ErrFieldCount):
			return nil, faults{{file, at.Line, "", fmt.Sprintf("it has %d cells where the header has %d", len(row), len(s.columns))}}
		case errors.As(err, &at):
			return nil, faults{{file, at.Line, "", at.Err.Error()}}
		}
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		if s.columns == nil {
			s.columns = row
			continue
		}
		line, _ := r.FieldPos(0)
		s.rows, s.lines = append(s.rows, row), append(s.lines, line)
	}
}

func (s *sheet) checkHeader() error {
	for i, name := range s.columns {
		if name == "" || slices.Contains(s.columns[:i], name) {
			return faults{{s.file, 1, name, fmt.Sprintf("heading %d is empty or there twice", i+1)}}
		}
	}
	return nil
}

// decode reads the rows of a sheet into structs whose JSON names are the headings. A heading that no member has is a
// fault: its figures would be missed in silence. Needed names the columns without which a row means nothing; one may
// offer several, such as value|count.
func decode[T any](s *sheet, needed ...string) ([]T, error) {
	fields := jsonFields(reflect.TypeFor[T]())
	var bad faults
	var known []string
	for name := range fields {
		known = append(known, name)
	}
	slices.Sort(known)
	for _, name := range s.columns {
		if _, ok := fields[name]; !ok {
			bad = append(bad, fault{s.file, 1, name, "this column is not known; there are " + strings.Join(known, ", ")})
		}
	}
	for _, name := range needed {
		if !slices.ContainsFunc(strings.Split(name, "|"), func(one string) bool { return slices.Contains(s.columns, one) }) {
			bad = append(bad, fault{s.file, 1, strings.ReplaceAll(name, "|", " or "), "this column is missing"})
		}
	}
	if bad != nil {
		return nil, bad
	}
	list := make([]T, len(s.rows))
	for i, row := range s.rows {
		v := reflect.ValueOf(&list[i]).Elem()
		for k, cell := range row {
			name := s.columns[k]
			switch {
			case cell != "":
				if err := set(v.Field(fields[name]), cell); err != nil {
					bad = append(bad, fault{s.file, s.lines[i], name, err.Error()})
				}
			case slices.Contains(needed, name):
				bad = append(bad, fault{s.file, s.lines[i], name, "it is empty"})
			}
		}
	}
	if bad != nil {
		return nil, bad
	}
	return list, nil
}

func jsonFields(t reflect.Type) map[string]int {
	fields := map[string]int{}
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "" && !t.Field(i).Anonymous {
			fields[name] = i
		}
	}
	return fields
}

// set reads a cell into a member.
func set(v reflect.Value, cell string) error {
	switch p := v.Addr().Interface().(type) {
	case *practice.Date:
		return setDate(p, cell)
	case encoding.TextUnmarshaler:
		return p.UnmarshalText([]byte(strings.ToLower(cell)))
	case *[]string:
		for part := range strings.SplitSeq(cell, ";") {
			if part = strings.TrimSpace(part); part != "" {
				*p = append(*p, part)
			}
		}
		return nil
	case *float64:
		x, err := number(cell)
		*p = x
		return err
	case *bool:
		switch strings.ToLower(cell) {
		case "yes", "y", "true", "1":
			*p = true
		case "no", "n", "false", "0":
		default:
			return fmt.Errorf("%q is neither yes nor no", cell)
		}
		return nil
	case *int:
		n, err := strconv.Atoi(cell)
		if err != nil {
			return fmt.Errorf("%q is not a whole number", cell)
		}
		*p = n
		return nil
	}
	v.SetString(cell)
	return nil
}

// setDate reads a day as it is written in data, 2026-03-31, or by spreadsheets in Britain, 31/03/2026.
func setDate(d *practice.Date, cell string) error {
	if t, err := time.Parse("2/1/2006", cell); err == nil {
		*d = practice.DateOf(t)
		return nil
	}
	day, err := practice.ParseDate(cell)
	if err != nil {
		return fmt.Errorf("%q is not a day; write 2026-03-31 or 31/03/2026", cell)
	}
	*d = day
	return nil
}

func number(cell string) (float64, error) {
	x, err := strconv.ParseFloat(cell, 64)
	switch {
	case err != nil && strings.HasSuffix(cell, "%"):
		return 0, fmt.Errorf("%q is a percentage; of a rate give the counts, in the columns count and total", cell)
	case err != nil:
		return 0, fmt.Errorf("%q is not a number", cell)
	case math.IsNaN(x) || math.IsInf(x, 0):
		return 0, fmt.Errorf("%q is not a number; leave the row out if nothing was measured", cell)
	}
	return x, nil
}
