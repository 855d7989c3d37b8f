package main

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

//go:embed data rules
var own embed.FS

// embedded returns a folder that comes with the program.
func embedded(name string) fs.FS {
	sub, err := fs.Sub(own, name)
	if err != nil {
		panic(err) // the name is valid and compiled in
	}
	return sub
}

// documents are the saved documents of one college, and what happened to each of them since.
type documents struct {
	work      dissemination.Work
	practices []practice.Practice
	scripts   map[string]*script // by the id of the document
	file      map[string]string  // where a document lies, by its id
}

// reader gathers documents.
type reader struct {
	fsys fs.FS
	root string // put before names of files in messages
	docs *documents
}

// read reads a folder of documents; without one the documents that come with the program.
func read(folder string) (*documents, error) {
	r := reader{embedded("data"), "data", &documents{scripts: map[string]*script{}, file: map[string]string{}}}
	if folder != "" {
		info, err := os.Stat(folder)
		if err != nil {
			return nil, &dataError{file: folder, err: cli.Reason(err)}
		}
		if !info.IsDir() {
			return nil, &dataError{file: folder, err: errors.New("it is not a folder; give the folder in which disseminator.json lies")}
		}
		r.fsys, r.root = os.DirFS(folder), folder
	}
	if err := r.readAll(); err != nil {
		return nil, err
	}
	return r.docs, r.docs.check()
}

func (r *reader) name(file string) string { return filepath.Join(r.root, filepath.FromSlash(file)) }

// readAll refuses what it does not know, for a folder with a slip in its name would be missed in silence.
func (r *reader) readAll() error {
	if err := document(r, "disseminator.json", &r.docs.work.Disseminator, func(d dissemination.Disseminator) (string, string) {
		return d.ID, string(d.State)
	}); err != nil {
		return err
	}
	entries, err := fs.ReadDir(r.fsys, ".")
	if err != nil {
		return inFile(r.root, "", err)
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case name == "disseminator.json" || strings.HasPrefix(name, "."):
		case name == "disseminator.steps.json":
			err = r.script(name)
		case e.IsDir():
			err = r.folder(name)
		case path.Ext(name) == ".json":
			err = &dataError{file: r.name(name), err: errors.New("a document lies in practices, enquiries or engagements; move it there")}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) folder(name string) error {
	docs := r.docs
	var one func(file string) error
	switch name {
	case "practices":
		one = func(file string) error {
			return add(r, file, &docs.practices, func(p practice.Practice) (string, string) { return p.ID, string(p.Stage) })
		}
	case "enquiries":
		one = func(file string) error {
			return add(r, file, &docs.work.Enquiries, func(q dissemination.Enquiry) (string, string) { return q.ID, string(q.State) })
		}
	case "engagements":
		one = func(file string) error {
			return add(r, file, &docs.work.Engagements, func(e dissemination.Engagement) (string, string) { return e.ID, string(e.State) })
		}
	default:
		return &dataError{file: r.name(name), err: errors.New("this folder is not known; use practices, enquiries and engagements")}
	}
	entries, err := fs.ReadDir(r.fsys, name)
	if err != nil {
		return inFile(r.name(name), "", err)
	}
	for _, e := range entries {
		file := path.Join(name, e.Name())
		switch {
		case e.IsDir() || path.Ext(file) != ".json" || strings.HasPrefix(e.Name(), "."):
		case strings.HasSuffix(file, ".steps.json"):
			err = r.script(file)
		default:
			err = one(file)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// add reads one document of a list.
func add[T any](r *reader, file string, to *[]T, about func(T) (id, state string)) error {
	var doc T
	if err := document(r, file, &doc, about); err != nil {
		return err
	}
	*to = append(*to, doc)
	return nil
}

// document reads one document in the saved form and notes where it lies.
func document[T any](r *reader, file string, to *T, about func(T) (id, state string)) error {
	data, err := r.text(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, to); err != nil {
		return inFile(r.name(file), "", err)
	}
	id, state := about(*to)
	switch {
	case id == "":
		return &dataError{r.name(file), "/id", errors.New("it is missing; give the document an id of its own")}
	case state == "":
		return &dataError{file: r.name(file), err: errors.New("it does not say where it stands; give its state (or, of a practice, its stage)")}
	case r.docs.file[id] != "":
		return &dataError{r.name(file), "/id", fmt.Errorf("%q is taken by %s; give each document an id of its own", id, r.docs.file[id])}
	}
	r.docs.file[id] = r.name(file)
	return nil
}

// text reads a file and checks that it is JSON at all, with the line of the fault.
func (r *reader) text(file string) ([]byte, error) {
	data, err := fs.ReadFile(r.fsys, file)
	if err != nil {
		return nil, inFile(r.name(file), "", err)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // some editors put this mark before a text
	var any json.RawMessage
	if at := (*json.SyntaxError)(nil); errors.As(json.Unmarshal(data, &any), &at) {
		line := 1 + bytes.Count(data[:min(int(at.Offset), len(data))], []byte("\n"))
		return nil, &dataError{file: r.name(file), err: fmt.Errorf("line %d: this is not JSON: %v", line, at)}
	}
	return data, nil
}

// check looks at how the documents hang together.
func (d *documents) check() error {
	for _, e := range d.work.Engagements {
		if id := d.work.Disseminator.ID; e.DisseminatorID != "" && e.DisseminatorID != id {
			return &dataError{d.file[e.ID], "/disseminator_id", fmt.Errorf("it is %q, and the disseminator here is %q", e.DisseminatorID, id)}
		}
	}
	born := map[string]bool{}
	for _, s := range d.scripts {
		for _, step := range s.steps {
			if step.vary != nil {
				born[step.vary.As] = true
			}
		}
	}
	for _, s := range d.sorted() {
		if d.file[s.of] == "" && !born[s.of] {
			return &dataError{s.file, "/of", fmt.Errorf("there is no document %q", s.of)}
		}
	}
	return nil
}

func (d *documents) sorted() []*script {
	var all []*script
	for _, s := range d.scripts {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *script) int { return cmp.Compare(a.file, b.file) })
	return all
}
