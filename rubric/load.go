package rubric

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
)

// rubricFile is rubric.json.
type rubricFile struct {
	Schema     string      `json:"schema"`
	ID         string      `json:"id"`
	Edition    string      `json:"edition"`
	Language   string      `json:"language"`
	Provenance Provenance  `json:"provenance,omitzero"`
	Domains    []string    `json:"domains"`
	Topics     []topicFile `json:"topics"`
	Links      []Link      `json:"links,omitzero"`
	Roles      []Role      `json:"roles,omitzero"`
	Objectives Objectives  `json:"objectives,omitzero"`
	Errata     []Erratum   `json:"errata,omitzero"`
}

type topicFile struct {
	ID          string           `json:"id"`
	Domain      string           `json:"domain"`
	Title       TitleSource      `json:"title_source,omitzero"`
	Bridges     []string         `json:"bridges,omitzero"`
	Descriptors []descriptorFile `json:"descriptors"`
}

type descriptorFile struct {
	ID       string   `json:"id"`
	Polarity Polarity `json:"polarity"`
	Repeats  string   `json:"repeats,omitzero"`
}

// textFile is text.LANGUAGE.json.
type textFile struct {
	Schema   string            `json:"schema"`
	Language string            `json:"language"`
	Wording  string            `json:"wording,omitzero"`
	Text     map[string]string `json:"text"`
}

const (
	rubricFileName = "rubric.json"
	rubricSchema   = "beacon/rubric/1"
	textSchema     = "beacon/rubric-text/1"
)

// Problem is one thing wrong with the files of a rubric.
type Problem struct {
	File string // name within the file system
	Path string // RFC 6901 pointer to the member; empty for the file as a whole
	What string // what is wrong
	Fix  string // what to do
}

// LoadError lists everything wrong with the files of a rubric.
type LoadError struct {
	Problems []Problem // by file, then in the order of the file
}

// Error has a line for each problem.
func (e *LoadError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = fmt.Sprintf("%s%s: %s; %s", p.File, p.Path, p.What, p.Fix)
	}
	return strings.Join(lines, "\n")
}

// Load reads a rubric from the top folder of a file system: rubric.json, and one text.LANGUAGE.json for each language.
// The rubric's own language must have a text for every id; other languages may have a part. The files of [ACLWales],
// in the folder acl-wales-2024 of this package, are the model to copy. Nothing there can give a level or a topic a
// number to reckon with, and unknown members are refused.
//
// A file that cannot be read, is not valid, or contradicts itself makes a *[LoadError] with every problem.
func Load(fsys fs.FS) (*Rubric, error) {
	l := loader{fsys: fsys}
	var f rubricFile
	if l.read(rubricFileName, &f) {
		l.checkHeader(rubricFileName, f.Schema, rubricSchema)
		l.rubric(f)
	}
	if len(l.problems) > 0 {
		return nil, &LoadError{l.problems}
	}
	r := newRubric(f)
	texts, err := fs.Glob(fsys, "text.*.json")
	if err != nil {
		return nil, err
	}
	for _, name := range texts {
		r = l.text(r, name)
	}
	for _, id := range r.Untranslated(f.Language) {
		l.add("text."+f.Language+".json", "/text", fmt.Sprintf("%s has no text", id), "give it one: this is the rubric's own language")
	}
	if len(l.problems) > 0 {
		return nil, &LoadError{l.problems}
	}
	return r, nil
}

type loader struct {
	fsys     fs.FS
	problems []Problem
}

func (l *loader) add(file, at, what, fix string) {
	l.problems = append(l.problems, Problem{File: file, Path: at, What: what, Fix: fix})
}

func (l *loader) read(name string, to any) bool {
	data, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.add(name, "", err.Error(), "put the file there")
		return false
	}
	if err := wire.UnmarshalStrict(data, to); err != nil {
		at := ""
		if fault, ok := errors.AsType[*wire.DataError](err); ok {
			at, err = fault.Path, fault.Err
		}
		l.add(name, at, err.Error(), "mend the member, or leave it out")
		return false
	}
	return true
}

func (l *loader) checkHeader(name, got, want string) {
	if got != want {
		l.add(name, "/schema", fmt.Sprintf("the file says it is %q", got), fmt.Sprintf("it must say %q", want))
	}
}

func (l *loader) text(r *Rubric, name string) *Rubric {
	var f textFile
	if !l.read(name, &f) {
		return r
	}
	l.checkHeader(name, f.Schema, textSchema)
	if want := strings.TrimSuffix(strings.TrimPrefix(path.Base(name), "text."), ".json"); f.Language != want {
		l.add(name, "/language", fmt.Sprintf("the file holds %q", f.Language), fmt.Sprintf("name the file for its language, or write %q", want))
		return r
	}
	laid, err := r.WithText(Text{Language: f.Language, Wording: f.Wording, ByID: f.Text})
	if err != nil {
		for _, line := range strings.Split(err.Error(), "\n") {
			l.add(name, "/text", line, "mend the id or the text")
		}
		return r
	}
	return laid
}

// newRubric builds a rubric from a file that was checked.
func newRubric(f rubricFile) *Rubric {
	r := &Rubric{ref: Ref{ID: f.ID, Edition: f.Edition}, language: f.Language, provenance: f.Provenance,
		domains: f.Domains, links: f.Links, roles: f.Roles, objectives: f.Objectives, errata: f.Errata,
		topic: map[string]int{}, descriptor: map[string]Descriptor{},
		text: map[string]map[string]string{}, wording: map[string]string{}}
	for _, l := range Levels() {
		r.ids = append(r.ids, l.String())
	}
	r.ids = append(r.ids, f.Domains...)
	for i, t := range f.Topics {
		topic := Topic{ID: t.ID, Number: i + 1, Domain: t.Domain, Title: t.Title, Bridges: t.Bridges}
		r.ids = append(r.ids, t.ID)
		for _, d := range t.Descriptors {
			_, level, letter, _ := splitID(d.ID)
			one := Descriptor{ID: d.ID, Topic: t.ID, Level: level, Letter: letter, Polarity: d.Polarity, Repeats: d.Repeats}
			topic.Descriptors = append(topic.Descriptors, one)
			r.descriptor[d.ID] = one
			r.ids = append(r.ids, d.ID)
		}
		slices.SortStableFunc(topic.Descriptors, func(a, b Descriptor) int { return cmp.Compare(a.Level, b.Level) })
		r.topic[t.ID] = i
		r.topics = append(r.topics, topic)
	}
	for _, o := range f.Objectives.List {
		r.ids = append(r.ids, o.ID)
	}
	return r
}

// splitID takes the id of a descriptor apart, such as T07.ES.a.
func splitID(id string) (topic string, l Level, letter string, ok bool) {
	parts := strings.Split(id, ".")
	if len(parts) != 3 {
		return "", 0, "", false
	}
	l = levelOf(parts[1])
	return parts[0], l, parts[2], parts[0] != "" && l.Valid() && parts[2] != ""
}
