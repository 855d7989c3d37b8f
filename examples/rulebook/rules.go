package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

// library is an engine together with the folders its rules were read from.
type library struct {
	*beacon.Engine
	folders []folder
}

// folder is one PATH of the command line.
type folder struct {
	path  string
	files fs.FS
}

func readFolder(dir string) (folder, error) {
	f := folder{path: filepath.ToSlash(filepath.Clean(dir))}
	info, err := os.Stat(dir)
	if err != nil {
		return f, fmt.Errorf("there is no folder %s", dir)
	}
	if !info.IsDir() {
		return f, fmt.Errorf("%s is a file; give the folder that it lies in", dir)
	}
	f.files = beacon.Named(f.path, os.DirFS(dir))
	packs := 0
	err = fs.WalkDir(f.files, ".", func(name string, d fs.DirEntry, err error) error {
		ext := path.Ext(name)
		if err == nil && !d.IsDir() && (ext == ".yaml" || ext == ".yml") && !strings.HasSuffix(strings.TrimSuffix(name, ext), "_test") {
			packs++
		}
		return err
	})
	if err == nil && packs == 0 {
		err = fmt.Errorf("there is no rule pack in %s: no file ends in .yaml; \"rulebook new FOLDER\" writes a first one", dir)
	}
	return f, err
}

// load makes an engine of the packs that come with the program and the folders over them.
func load(o options, paths ...string) (*library, error) {
	l := &library{}
	c := beacon.Config{Language: o.lang}
	if o.lang != "" && o.lang != "en" && o.lang != "cy" {
		return nil, misuse("rules speak en or cy, not %q", o.lang)
	}
	if o.alone {
		if len(paths) == 0 {
			return nil, misuse("-alone leaves no rules at all; name a folder with a pack")
		}
		c.Embedded = []string{}
	}
	if err := readTerms(o.terms, &c); err != nil {
		return nil, err
	}
	var faults []error
	for _, dir := range paths {
		f, err := readFolder(dir)
		faults = append(faults, err)
		l.folders, c.Packs = append(l.folders, f), append(c.Packs, f.files)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	var err error
	l.Engine, err = beacon.New(c)
	if problems := asLoad(err); problems != nil && o.alone {
		c.Embedded = nil
		_, whole := beacon.New(c)
		leftOut(problems.Issues, asLoad(whole))
	}
	return l, plainly(err)
}

// leftOut says of what no pack has, but one that comes with the program does, that it is not there because of -alone.
func leftOut(alone []beacon.Issue, whole *beacon.LoadError) {
	for k, i := range alone {
		still := whole != nil && slices.ContainsFunc(whole.Issues, func(w beacon.Issue) bool { return w.Pos == i.Pos && w.Code == i.Code })
		if i.Code == "unknown-rule" && !still {
			alone[k].Hint = "-alone leaves out the packs that come with the program, and this names one of them; run it without -alone"
			alone[k].Fix = nil // a near name of another pack is not what is meant
		}
	}
}

// plainly takes the name of the library off an error: whoever writes rules does not know it.
func plainly(err error) error {
	if err == nil || asLoad(err) != nil {
		return err
	}
	return errors.New(strings.TrimPrefix(err.Error(), "beacon: "))
}

// place tells the file and line of a rule.
func place(p beacon.Pos) string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// own reports whether a place is in one of the folders of the command line.
func (l *library) own(p beacon.Pos) bool {
	return slices.ContainsFunc(l.folders, func(f folder) bool { return strings.HasPrefix(p.File, f.path+"/") })
}

// rule finds a rule in force, whether its id is written in capitals or not.
func (l *library) rule(id string) (beacon.RuleInfo, error) {
	var ids []string
	at := -1
	rules := l.Rules()
	for i, r := range rules {
		if r.ID == id {
			return r, nil
		}
		if strings.EqualFold(r.ID, id) {
			at = i
		}
		ids = append(ids, r.ID)
	}
	if at >= 0 {
		return rules[at], nil
	}
	hint := didYouMean(id, ids)
	if len(l.folders) == 0 {
		hint += " If it is in a pack of yours, name the folder of the pack too."
	}
	return beacon.RuleInfo{}, misuse("no rule %q is in force%s", id, hint)
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

// readTerms takes up the college's term dates from a file, where there is one.
func readTerms(file string, into *beacon.Config) error {
	if file == "" {
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("there is no file of term dates %s", file)
	}
	if err := json.Unmarshal(data, &into.TermDates); err != nil {
		return fmt.Errorf("%s: the term dates cannot be read: %w", file, err)
	}
	return nil
}
