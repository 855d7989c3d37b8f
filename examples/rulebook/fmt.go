package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/acl-beacon/beacon"
)

type formatReport struct {
	Files   []formatted `json:"files"` // those that are not laid out as all are
	written bool
	diff    bool
}

type formatted struct {
	File    string   `json:"file"`
	Changes []string `json:"changes,omitempty"` // lines, each with its number, in the old text or the new, and - or + before it
}

// format lays out the packs and tests in the folders: it says which files differ, shows how, or writes them.
func format(o options) (report, error) {
	r := formatReport{Files: []formatted{}, written: o.write, diff: o.diff}
	for _, dir := range o.args {
		f, err := readFolder(dir)
		if err != nil {
			return nil, err
		}
		err = fs.WalkDir(f.files, ".", func(name string, d fs.DirEntry, err error) error {
			if ext := path.Ext(name); err != nil || d.IsDir() || ext != ".yaml" && ext != ".yml" {
				return err
			}
			file := filepath.Join(filepath.FromSlash(f.path), filepath.FromSlash(name))
			data, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			text, err := beacon.FormatPack(f.path+"/"+name, data)
			if err != nil || string(text) == string(data) {
				return err
			}
			one := formatted{File: f.path + "/" + name}
			if o.diff {
				one.Changes = difference(string(data), string(text))
			}
			r.Files = append(r.Files, one)
			if o.write {
				return replaceFile(file, data, text)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (r formatReport) fine() bool { return r.written || len(r.Files) == 0 }

func (r formatReport) text(p page) {
	for _, f := range r.Files {
		p.line(f.File)
		for _, line := range f.Changes {
			p.line("  " + strings.TrimRight(line, "\r"))
		}
	}
	switch {
	case len(r.Files) == 0:
		p.line("Every file is laid out as it should be.")
	case r.written:
		p.line("\n" + counted(len(r.Files), "file") + " laid out anew.")
	default:
		p.line(fmt.Sprintf("\n%s would be laid out otherwise. -d shows how, -w does it.", counted(len(r.Files), "file")))
	}
}

// difference lists the lines that one text has and the other has not, in order, by their longest common sequence.
func difference(before, after string) []string {
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if common[i][j] = max(common[i+1][j], common[i][j+1]); a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	var lines []string
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			lines = append(lines, fmt.Sprintf("%4d - %s", i+1, a[i]))
			i++
		default:
			lines = append(lines, fmt.Sprintf("%4d + %s", j+1, b[j]))
			j++
		}
	}
	return lines
}
