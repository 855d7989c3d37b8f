package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing/fstest"

	"github.com/acl-beacon/beacon"
)

//go:embed starter
var starter embed.FS

type writeReport struct {
	Written []string `json:"written"`
	next    string
}

func newPack(o options) (report, error) {
	files := fstest.MapFS{}
	err := fs.WalkDir(starter, "starter", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := starter.ReadFile(name)
		files[strings.TrimPrefix(name, "starter/")] = &fstest.MapFile{Data: data, Mode: 0o644}
		return err
	})
	if err != nil {
		return nil, err
	}
	// With these beside it, an editor that knows YAML completes the keys and marks mistakes while they are made.
	files["schema/pack.json"] = &fstest.MapFile{Data: beacon.Default().PackSchema(), Mode: 0o644}
	files["schema/test.json"] = &fstest.MapFile{Data: beacon.Default().TestSchema(), Mode: 0o644}
	dir := o.args[0]
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s cannot be written: %w", dir, err)
	}
	for _, e := range entries {
		// Beside what is there already, the new pack would be read as a second one.
		if !strings.HasPrefix(e.Name(), ".") {
			return nil, fmt.Errorf("%s is not empty: %s is there already; name a new folder", dir, e.Name())
		}
	}
	return write(dir, files, "Now open "+path.Join(filepath.ToSlash(dir), "college.yaml")+" and read its comments. Then: rulebook check "+dir)
}

func export(o options) (report, error) {
	return write(o.args[0], beacon.EmbeddedPacks(), "")
}

// write copies files into a folder. It looks first, so that it writes all of them or none.
func write(dir string, files fs.FS, next string) (report, error) {
	r := writeReport{Written: []string{}, next: next}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		to := filepath.Join(dir, filepath.FromSlash(name))
		if _, err := os.Lstat(to); err == nil {
			return fmt.Errorf("%s is there already and is not overwritten; name another folder", to)
		}
		r.Written = append(r.Written, filepath.ToSlash(to))
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := os.CopyFS(dir, files); err != nil {
		return nil, fmt.Errorf("%s cannot be written: %w", dir, err)
	}
	return r, nil
}

func (r writeReport) fine() bool { return true }

func (r writeReport) text(p page) {
	p.line("Written:")
	for _, name := range r.Written {
		p.line("  " + name)
	}
	if r.next != "" {
		p.line("")
		p.para(r.next)
	}
}
