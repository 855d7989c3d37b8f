package casev1

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// Package is a CASE package as it was read or made. It never changes. The zero Package is empty and cannot be written.
type Package struct {
	raw     []byte
	rubrics []held
}

// Rubric is what a CFRubric says.
type Rubric struct {
	Identifier  string      `json:"identifier"`
	URI         string      `json:"uri"`
	Title       string      `json:"title"`
	Description string      `json:"description"`
	Criteria    []Criterion `json:"CFRubricCriteria"`
}

// Criterion is what a CFRubricCriterion says.
type Criterion struct {
	Identifier  string             `json:"identifier"`
	URI         string             `json:"uri"`
	Category    string             `json:"category"`
	Description string             `json:"description"`
	Item        Link               `json:"CFItemURI"`
	Position    practice.Fact[int] `json:"position"`
	Levels      []Level            `json:"CFRubricCriterionLevels"`
}

// Level is what a CFRubricCriterionLevel says.
type Level struct {
	Identifier  string             `json:"identifier"`
	URI         string             `json:"uri"`
	Quality     string             `json:"quality"`
	Description string             `json:"description"`
	Feedback    string             `json:"feedback"`
	Position    practice.Fact[int] `json:"position"`
}

// Link points to an item or a document.
type Link struct {
	Title      string `json:"title"`
	Identifier string `json:"identifier"`
	URI        string `json:"uri"`
}

// held is a rubric with what this package looks for in its extensions.
type held struct {
	Rubric
	Extensions json.RawMessage `json:"extensions"`
}

// files are those that rubric.Load reads, by name.
type files map[string]json.RawMessage

// UnmarshalJSON reads a package, or a single rubric as the endpoint CFRubrics gives it. A fault is a
// *[practice.DataError], and p is then unchanged.
func (p *Package) UnmarshalJSON(data []byte) error {
	var read struct {
		Rubrics  []held       `json:"CFRubrics"`
		Criteria *[]Criterion `json:"CFRubricCriteria"`
	}
	if err := wire.Unmarshal(data, &read); err != nil {
		return err
	}
	if read.Criteria != nil {
		var one held
		if err := wire.Unmarshal(data, &one); err != nil {
			return err
		}
		read.Rubrics = []held{one}
	}
	if read.Rubrics == nil {
		return &practice.DataError{Path: "/CFRubrics", Err: errors.New("there is no rubric here; a CASE package holds them as CFRubrics")}
	}
	p.raw, p.rubrics = bytes.Clone(data), read.Rubrics
	return nil
}

// MarshalJSON writes the package as it was read or made.
func (p Package) MarshalJSON() ([]byte, error) {
	if p.raw == nil {
		return nil, errors.New("the package is empty; read one, or make one with FromRubric")
	}
	return bytes.Clone(p.raw), nil
}

// Rubrics lists the rubrics in the package, in its order. What they say of score and weight is not in them.
func (p Package) Rubrics() []Rubric {
	all := make([]Rubric, len(p.rubrics))
	for i, r := range p.rubrics {
		all[i] = r.Rubric
		all[i].Criteria = slices.Clone(r.Criteria)
		for k := range all[i].Criteria {
			all[i].Criteria[k].Levels = slices.Clone(all[i].Criteria[k].Levels)
		}
	}
	return all
}

// NotOursError says that a rubric was not made by [FromRubric]: it does not say which letters its descriptors have, nor
// which of them are strengths.
type NotOursError struct {
	Identifier string
	Title      string
}

// Error names the rubric and says what to do.
func (e *NotOursError) Error() string {
	return fmt.Sprintf("the rubric %q (%s) does not say what its descriptors are and which of them are strengths; write it as rubric.json and text.en.json for rubric.Load", e.Title, e.Identifier)
}

// Rubric returns the first rubric of the package as [FromRubric] was given it. A package that has none is a
// *[practice.DataError], a rubric of another maker a *[NotOursError], and what is wrong with it as a rubric a
// *[rubric.LoadError].
func (p Package) Rubric() (*rubric.Rubric, error) {
	if len(p.rubrics) == 0 {
		return nil, &practice.DataError{Path: "/CFRubrics", Err: errors.New("there is no rubric here")}
	}
	r := p.rubrics[0]
	var ours struct {
		Files files `json:"beacon"`
	}
	if len(r.Extensions) == 0 || wire.Unmarshal(r.Extensions, &ours) != nil || len(ours.Files) == 0 {
		return nil, &NotOursError{Identifier: r.Identifier, Title: r.Title}
	}
	var memory bytes.Buffer
	z := zip.NewWriter(&memory) // a file system in memory
	for name, data := range ours.Files {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	fsys, err := zip.NewReader(bytes.NewReader(memory.Bytes()), int64(memory.Len()))
	if err != nil {
		return nil, err
	}
	return rubric.Load(fsys)
}
