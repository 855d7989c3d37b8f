package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/acl-beacon/beacon"
)

// rounds is how often the packs are read again after a mend: one mistake can hide another.
const rounds = 10

// fix puts right in the files what can be put right for certain, and returns what that was. A mend that leaves a problem in
// its place is taken back.
func fix(o options) ([]beacon.Issue, error) {
	m := &mender{lines: map[string]*mendedLine{}}
	for range rounds {
		problems, err := faults(o)
		if len(problems) == 0 {
			return m.done, err
		}
		before := len(m.done)
		for _, dir := range o.args {
			f, err := readFolder(dir)
			if err != nil {
				return m.done, err
			}
			if err := m.mend(f, problems); err != nil {
				return m.done, err
			}
		}
		if len(m.done) == before {
			break
		}
	}
	problems, err := faults(o)
	if err != nil && len(problems) == 0 {
		return m.done, err
	}
	m.judge(problems)
	for _, dir := range o.args {
		f, err := readFolder(dir)
		if err != nil {
			return m.done, err
		}
		if err := m.takeBack(f); err != nil {
			return m.done, err
		}
	}
	return m.done, nil
}

// faults are the problems of the packs, or of their tests where the packs have none.
func faults(o options) ([]beacon.Issue, error) {
	l, err := load(o, o.args...)
	if problems := asLoad(err); problems != nil {
		return problems.Issues, nil
	}
	if err != nil {
		return nil, err
	}
	return l.testFaults()
}

// mender remembers what was put right, line by line.
type mender struct {
	done  []beacon.Issue
	lines map[string]*mendedLine // by file and line
}

// mendedLine is a line as it was, and the part of it that was written anew: columns from 1, the last left out.
type mendedLine struct {
	was      string
	from, to int
	vain     bool // a problem is in that part now
}

func lineOf(pos beacon.Pos) string { return fmt.Sprintf("%s:%d", pos.File, pos.Line) }

// judge looks which mends have a problem in their place.
func (m *mender) judge(problems []beacon.Issue) {
	for _, l := range m.lines {
		l.vain = false
	}
	for _, i := range problems {
		if l := m.lines[lineOf(i.Pos)]; l != nil && i.Pos.Column >= l.from && i.Pos.Column < max(l.to, l.from+1) {
			l.vain = true
		}
	}
}

// mend rewrites the files of a folder.
func (m *mender) mend(f folder, problems []beacon.Issue) error {
	return f.rewrite(func(name string, data []byte) []byte {
		text, mended := beacon.Mend(name, data, problems)
		lines := strings.Split(string(data), "\n")
		for n := len(mended) - 1; n >= 0; n-- { // from the right, so that places stay
			fix := mended[n].Fix
			l := m.lines[lineOf(fix.Pos)]
			end, longer := fix.Pos.Column+utf8.RuneCountInString(fix.New), utf8.RuneCountInString(fix.New)-utf8.RuneCountInString(fix.Old)
			if l == nil {
				m.lines[lineOf(fix.Pos)] = &mendedLine{was: lines[fix.Pos.Line-1], from: fix.Pos.Column, to: end}
				continue
			}
			if l.to > fix.Pos.Column {
				l.to += longer
			}
			l.from, l.to = min(l.from, fix.Pos.Column), max(l.to, end)
		}
		m.done = append(m.done, mended...)
		return text
	})
}

// takeBack writes lines as they were where what was put right left a problem.
func (m *mender) takeBack(f folder) error {
	return f.rewrite(func(name string, data []byte) []byte {
		lines := strings.Split(string(data), "\n")
		for i := range lines {
			if l := m.lines[fmt.Sprintf("%s:%d", name, i+1)]; l != nil && l.vain {
				lines[i] = l.was
				m.done = slices.DeleteFunc(m.done, func(d beacon.Issue) bool { return d.Fix.Pos.File == name && d.Fix.Pos.Line == i+1 })
			}
		}
		return []byte(strings.Join(lines, "\n"))
	})
}

// rewrite gives the YAML files of a folder the text that is made of theirs, by the name that problems call them.
func (f folder) rewrite(anew func(name string, data []byte) []byte) error {
	return fs.WalkDir(f.files, ".", func(name string, d fs.DirEntry, err error) error {
		if ext := path.Ext(name); err != nil || d.IsDir() || ext != ".yaml" && ext != ".yml" {
			return err
		}
		file := filepath.Join(filepath.FromSlash(f.path), filepath.FromSlash(name))
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if text := anew(f.path+"/"+name, data); string(text) != string(data) {
			return replaceFile(file, data, text)
		}
		return nil
	})
}

// replaceFile gives a file another text, whole or not at all. It refuses where somebody has changed the file since it was
// read.
func replaceFile(file string, was, text []byte) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	next, err := os.CreateTemp(filepath.Dir(file), ".rulebook-*")
	if err != nil {
		return err
	}
	defer os.Remove(next.Name())
	_, err = next.Write(text)
	if closeErr := next.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Chmod(next.Name(), info.Mode().Perm())
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", file, err)
	}
	if now, err := os.ReadFile(file); err != nil || string(now) != string(was) {
		return fmt.Errorf("%s was changed by somebody else just now and is left as it is; run this again", filepath.ToSlash(file))
	}
	return os.Rename(next.Name(), file)
}
