package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

// library is an engine together with the folders its rules were read from.
type library struct {
	*beacon.Engine
	folders []folder
}

// folder is one PATH of the command line. The engine knows a file only by its name within the folder, so the files are
// read into a tree under a mark, and the mark is exchanged for the path wherever a place is shown.
type folder struct {
	path  string
	mark  string
	files fs.FS
}

func readFolder(dir string, n int) (folder, error) {
	f := folder{path: filepath.ToSlash(filepath.Clean(dir)), mark: fmt.Sprintf("‹%d›", n)}
	info, err := os.Stat(dir)
	if err != nil {
		return f, fmt.Errorf("there is no folder %s", dir)
	}
	if !info.IsDir() {
		return f, fmt.Errorf("%s is a file; give the folder that it lies in", dir)
	}
	files := fstest.MapFS{}
	packs := 0
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		ext := path.Ext(name)
		if err != nil || d.IsDir() || ext != ".yaml" && ext != ".yml" {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if !strings.HasSuffix(strings.TrimSuffix(name, ext), "_test") {
			packs++
		}
		files[f.mark+"/"+name] = &fstest.MapFile{Data: data}
		return err
	})
	if err == nil && packs == 0 {
		err = fmt.Errorf("there is no rule pack in %s: no file ends in .yaml; \"rulebook new FOLDER\" writes a first one", dir)
	}
	f.files = files
	return f, err
}

// load makes an engine of the packs that come with the program and the folders over them.
func load(o options, paths ...string) (*library, error) {
	l := &library{}
	var c beacon.Config
	if o.alone {
		if len(paths) == 0 {
			return nil, misuse("-alone leaves no rules at all; name a folder with a pack")
		}
		c.Embedded = []string{}
	}
	var faults []error
	for i, dir := range paths {
		f, err := readFolder(dir, i)
		faults = append(faults, err)
		l.folders, c.Packs = append(l.folders, f), append(c.Packs, f.files)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	var err error
	l.Engine, err = beacon.New(c)
	return l, l.placed(err)
}

// placed gives the problems of an error their full path.
func (l *library) placed(err error) error {
	load := asLoad(err)
	if load == nil {
		if err == nil {
			return nil
		}
		return errors.New(l.named(strings.TrimPrefix(err.Error(), "beacon: ")))
	}
	issues := slices.Clone(load.Issues)
	for i := range issues {
		issues[i].Pos.File = l.named(issues[i].Pos.File)
		issues[i].Message, issues[i].Hint = l.named(issues[i].Message), l.named(issues[i].Hint)
	}
	return &beacon.LoadError{Issues: issues}
}

// named exchanges the marks in a text for the folders they stand for.
func (l *library) named(text string) string {
	for _, f := range l.folders {
		text = strings.ReplaceAll(text, f.mark, f.path)
	}
	return text
}

// place tells the file and line of a rule.
func (l *library) place(p beacon.Pos) string { return l.named(fmt.Sprintf("%s:%d", p.File, p.Line)) }

// own reports whether a place is in one of the folders of the command line.
func (l *library) own(p beacon.Pos) bool {
	return slices.ContainsFunc(l.folders, func(f folder) bool { return strings.HasPrefix(p.File, f.mark+"/") })
}

// rule finds a rule in force.
func (l *library) rule(id string) (beacon.RuleInfo, error) {
	var ids []string
	for _, r := range l.Rules() {
		if r.ID == id {
			return r, nil
		}
		ids = append(ids, r.ID)
	}
	return beacon.RuleInfo{}, misuse("no rule %q is in force%s", id, didYouMean(id, ids))
}

// subject finds what rules can say about one thing.
func (l *library) subject(name string) (beacon.Vocabulary, error) {
	var names []string
	for _, v := range l.Vocabulary() {
		if v.Subject == name {
			return v, nil
		}
		names = append(names, v.Subject)
	}
	return beacon.Vocabulary{}, misuse("there is nothing called %q to judge%s", name, didYouMean(name, names))
}

// packs names the packs in force, in their order. A decision carries them; on what it is does not matter.
func (l *library) packs() []practice.PackRef {
	d, err := l.DecideJSON("service", "", []byte("{}"), practice.Date{})
	if err != nil && len(d.Rules.Packs) == 0 {
		return nil
	}
	return d.Rules.Packs
}
