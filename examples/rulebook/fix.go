package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/acl-beacon/beacon"
)

// rounds is how often the packs are read again after a mend: one mistake can hide another.
const rounds = 10

// fix puts right in the files what can be put right for certain, and returns what that was.
func fix(o options) ([]beacon.Issue, error) {
	var done []beacon.Issue
	for range rounds {
		l, err := load(o, o.args...)
		problems := asLoad(err)
		if problems == nil && err == nil {
			problems = &beacon.LoadError{}
			problems.Issues, err = l.testFaults()
		}
		if problems == nil || err != nil && len(problems.Issues) == 0 {
			return done, err
		}
		mended := 0
		for _, dir := range o.args {
			f, err := readFolder(dir)
			if err != nil {
				return done, err
			}
			all, err := f.mend(problems.Issues)
			if err != nil {
				return done, err
			}
			mended += len(all)
			done = append(done, all...)
		}
		if mended == 0 {
			break
		}
	}
	return done, nil
}

// mend rewrites the files of a folder.
func (f folder) mend(problems []beacon.Issue) ([]beacon.Issue, error) {
	var done []beacon.Issue
	err := fs.WalkDir(f.files, ".", func(name string, d fs.DirEntry, err error) error {
		if ext := path.Ext(name); err != nil || d.IsDir() || ext != ".yaml" && ext != ".yml" {
			return err
		}
		file := filepath.Join(filepath.FromSlash(f.path), filepath.FromSlash(name))
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		text, mended := beacon.Mend(f.path+"/"+name, data, problems)
		if len(mended) == 0 {
			return nil
		}
		done = append(done, mended...)
		return replaceFile(file, data, text)
	})
	return done, err
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
