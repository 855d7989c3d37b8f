package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/ofsted"
)

//go:embed data
var own embed.FS

// study is what is evaluated.
type study struct {
	plan       evaluate.Plan
	records    []evaluate.Record
	statements []evaluate.Statement
	influences []evaluate.Influence
	options    evaluate.Options

	lines map[string][]int  // of the rows of a table
	file  map[string]string // in which a table lies

	rates    evaluate.BaseRates // of other providers; empty when no inspections are given
	partners []practice.Provider
}

// open opens a file; without a name the one that comes with the program.
func open(name, standIn string) (fs.File, string, error) {
	if name == "" {
		f, err := own.Open("data/" + standIn)
		return f, standIn, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, name, faults{{file: name, what: cli.Reason(err).Error()}}
	}
	return f, name, nil
}

func readStudy(o options) (*study, error) {
	s := &study{lines: map[string][]int{}, file: map[string]string{}, options: evaluate.Options{Seed: o.seed}}
	demo := o.plan == ""
	f, name, err := open(o.plan, "plan.json")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := readPlan(f, name, &s.plan); err != nil {
		return nil, err
	}
	s.file["plan"], s.file["measures"], s.file["population"] = name, name, name
	records, err := readTable[evaluate.Record](s, o.records, "records.csv", "records", "measure_id", "unit", "period", "value|count")
	if err != nil {
		return nil, err
	}
	s.records = records
	if demo || o.statements != "" {
		if s.statements, err = readTable[evaluate.Statement](s, o.statements, "statements.csv", "statements", "kind", "text"); err != nil {
			return nil, err
		}
	}
	if demo || o.influences != "" {
		if s.influences, err = readTable[evaluate.Influence](s, o.influences, "influences.csv", "influences", "kind"); err != nil {
			return nil, err
		}
	}
	return s, s.readInspections(o)
}

func readPlan(in io.Reader, name string, plan *evaluate.Plan) error {
	data, err := io.ReadAll(in)
	if err != nil {
		return faults{{file: name, what: err.Error()}}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	err = json.Unmarshal(data, plan)
	if at := (*json.SyntaxError)(nil); errors.As(err, &at) {
		line := 1 + bytes.Count(data[:min(int(at.Offset), len(data))], []byte("\n"))
		return faults{{file: name, line: line, what: "this is not JSON: " + at.Error()}}
	}
	if err != nil {
		return faults{{file: name, what: err.Error()}}
	}
	return nil
}

func readTable[T any](s *study, name, standIn, table string, needed ...string) ([]T, error) {
	f, name, err := open(name, standIn)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := readSheet(name, f)
	if err != nil {
		return nil, err
	}
	s.lines[table], s.file[table] = text.lines, name
	list, err := decode[T](text, needed...)
	if records, ok := any(list).([]evaluate.Record); ok && err == nil {
		err = s.checkBlanks(text, records)
	}
	return list, err
}

// checkBlanks refuses a record without its figures: an empty cell is not 0, and not no.
func (s *study) checkBlanks(text *sheet, records []evaluate.Record) error {
	kind := map[string]evaluate.Kind{}
	for _, m := range s.plan.Measures {
		kind[m.ID] = m.Kind
	}
	advice := map[string]string{"value": "leave the row out if nothing was measured", "count": "leave the row out if nothing was counted",
		"total": "say of how many", "treated": "say yes or no"}
	var bad faults
	for i := range records {
		needed := []string{"value"}
		switch kind[records[i].MeasureID] {
		case "":
			continue // the measure is not in the plan, or it says too little of it; that is told later
		case evaluate.Rate:
			needed = []string{"count", "total"}
		}
		if slices.Contains(text.columns, "treated") {
			needed = append(needed, "treated")
		}
		for _, name := range needed {
			k := slices.Index(text.columns, name)
			if k < 0 || text.rows[i][k] == "" {
				bad = append(bad, fault{text.file, text.lines[i], name, "it is empty; " + advice[name]})
			}
		}
	}
	if bad != nil {
		return bad
	}
	return nil
}

// readInspections reads Ofsted's file, in which the partners are those named and all others the base rate.
func (s *study) readInspections(o options) error {
	if o.inspections == "" {
		return nil
	}
	f, err := os.Open(o.inspections)
	if err != nil {
		return faults{{file: o.inspections, what: cli.Reason(err).Error()}}
	}
	defer f.Close()
	mi, err := ofsted.Read(f)
	if err != nil {
		return faults{{file: o.inspections, what: err.Error()}}
	}
	var others []practice.Provider
	for _, p := range mi.Providers() {
		if slices.Contains(o.partners, p.UKPRN) {
			s.partners = append(s.partners, p)
		} else {
			others = append(others, p)
		}
	}
	for _, id := range o.partners {
		if !slices.ContainsFunc(s.partners, func(p practice.Provider) bool { return p.UKPRN == id }) {
			return faults{{file: o.inspections, what: fmt.Sprintf("it has no provider with the UKPRN %s", id)}}
		}
	}
	s.rates, err = evaluate.BaseRatesOf(others, 0)
	return err
}

// assess turns the places of faults into lines of files.
func (s *study) assess() (evaluate.Assessment, error) {
	a, err := evaluate.Assess(s.plan, s.records, s.statements, s.influences, s.options)
	input := (*evaluate.InputError)(nil)
	if !errors.As(err, &input) {
		return a, err
	}
	var bad faults
	for _, f := range input.Faults {
		at := fault{file: s.file[f.Table], column: f.Column, what: f.Detail}
		if at.file == "" {
			at.file = f.Table
		}
		if lines := s.lines[f.Table]; f.Row > 0 && f.Row <= len(lines) {
			at.line = lines[f.Row-1]
		} else if f.Row > 0 {
			at.column = fmt.Sprintf("%s[%d].%s", f.Table, f.Row-1, f.Column)
		}
		bad = append(bad, at)
	}
	return a, bad
}
