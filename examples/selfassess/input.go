package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/report"
	"github.com/acl-beacon/beacon/rubric/sheet"
)

//go:embed data/*.json
var invented embed.FS

// input is what the papers are made from.
type input struct {
	rubric  *rubric.Rubric
	now     rubric.Assessment
	earlier []report.Round
	names   map[string]string
	tables  []table
}

// table is what became of one table.
type table struct {
	file            string
	added, already  int
	refused         []sheet.Refusal
	ignored         []string
	what, addedWhat string
}

// fileError is a fault of a file.
type fileError struct {
	file string
	err  error
}

func (e *fileError) Error() string { return e.file + ": " + e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }

func read(o options) (input, error) {
	in := input{rubric: rubric.ACLWales()}
	if o.rubric != "" {
		own, err := rubric.Load(os.DirFS(o.rubric))
		if err != nil {
			return in, &fileError{o.rubric, err}
		}
		in.rubric = own
	}
	if o.texts != "" {
		if err := in.lay(o.texts); err != nil {
			return in, err
		}
	}
	if err := readNames(&in, o); err != nil {
		return in, err
	}
	var fsys fs.FS = invented
	views, before := o.views, o.before
	if len(views) == 0 {
		views, before = []string{"data/assessment-2026.json"}, []string{"data/assessment-2025.json"}
	} else {
		fsys = disk{}
	}
	for _, file := range before {
		a, err := readAssessment(fsys, file, in.rubric)
		if err != nil {
			return in, err
		}
		in.earlier = append(in.earlier, report.Round{Rubric: in.rubric, Assessment: a})
	}
	for _, file := range views {
		if isTable(file) {
			continue
		}
		if in.now.ID != "" {
			return in, &cli.MisuseError{What: "give one saved assessment with -views, and earlier rounds with -before"}
		}
		a, err := readAssessment(fsys, file, in.rubric)
		if err != nil {
			return in, err
		}
		in.now = a
	}
	return in, in.tablesOf(o)
}

// tablesOf merges the tables into the assessment, which they open where none was saved.
func (in *input) tablesOf(o options) error {
	for _, file := range o.views {
		if !isTable(file) {
			continue
		}
		got, err := readTable[sheet.View](file, o)
		if err != nil {
			return err
		}
		if in.now.ID == "" {
			in.now = in.open(o, got.Rows)
		}
		a, m, err := sheet.MergeViews(in.rubric, in.now, got.Rows)
		if err != nil {
			return &fileError{file, err}
		}
		in.now = a
		in.tables = append(in.tables, table{file, m.Added, m.Already, append(got.Refused, m.Refused...), got.Ignored, "views", "view"})
	}
	for _, file := range o.evidence {
		got, err := readTable[sheet.Evidence](file, o)
		if err != nil {
			return err
		}
		a, m, err := sheet.MergeEvidence(in.rubric, in.now, got.Rows)
		if err != nil {
			return &fileError{file, err}
		}
		in.now = a
		in.tables = append(in.tables, table{file, m.Added, m.Already, append(got.Refused, m.Refused...), got.Ignored, "pieces of evidence", "piece of evidence"})
	}
	return nil
}

// open begins the assessment that a table is about, as the next cycle where there is an earlier round.
func (in *input) open(o options, rows []sheet.View) rubric.Assessment {
	id := o.id
	for _, r := range rows {
		if id == "" {
			id = r.Assessment
		}
	}
	if id == "" {
		id = "assessment"
	}
	var opened practice.Date
	if n := len(in.earlier); n > 0 {
		return in.rubric.NextCycle(in.earlier[n-1].Assessment, id, opened)
	}
	return in.rubric.Open(id, o.partnership, opened)
}

func readTable[R sheet.Row](file string, o options) (sheet.Result[R], error) {
	f, err := os.Open(file)
	if err != nil {
		return sheet.Result[R]{}, &fileError{file, cli.Reason(err)}
	}
	defer f.Close()
	got, err := sheet.Read[R](f, sheet.Options{DayFirst: o.dayFirst})
	if err != nil {
		return got, &fileError{file, err}
	}
	return got, nil
}

func readAssessment(fsys fs.FS, file string, r *rubric.Rubric) (rubric.Assessment, error) {
	var a rubric.Assessment
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return a, &fileError{file, cli.Reason(err)}
	}
	if err := json.Unmarshal(data, &a); err != nil {
		return a, &fileError{file, err}
	}
	if err := r.Check(a); err != nil {
		return a, &fileError{file, err}
	}
	return a, nil
}

func readNames(in *input, o options) error {
	var fsys fs.FS = disk{}
	file := o.names
	if file == "" {
		if len(o.views) > 0 {
			return nil
		}
		fsys, file = invented, "data/names.json"
	}
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return &fileError{file, cli.Reason(err)}
	}
	if err := json.Unmarshal(data, &in.names); err != nil {
		return &fileError{file, err}
	}
	return nil
}

// lay lays the texts of a folder over the rubric's own labels.
func (in *input) lay(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "text.*.json"))
	if err != nil || len(files) == 0 {
		return &fileError{folder, fmt.Errorf("there is no file text.LANGUAGE.json, such as text.cy.json")}
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return &fileError{file, cli.Reason(err)}
		}
		var t struct {
			Language, Wording string
			Text              map[string]string
		}
		if err := json.Unmarshal(data, &t); err != nil {
			return &fileError{file, err}
		}
		if in.rubric, err = in.rubric.WithText(rubric.Text{Language: t.Language, Wording: t.Wording, ByID: t.Text}); err != nil {
			return &fileError{file, err}
		}
	}
	return nil
}

// disk reads files wherever they are; an fs.FS of a folder would not go above it.
type disk struct{}

func (disk) Open(name string) (fs.File, error) { return os.Open(name) }
