package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/acl-beacon/beacon"
)

// newEngine lays rules over the published ones: those in the folders, or without any the invented college's own.
func newEngine(folders []string) (*beacon.Engine, error) {
	packs := []fs.FS{embedded("rules")}
	if len(folders) > 0 {
		packs = nil
	}
	for _, folder := range folders {
		if err := checkFolder(folder); err != nil {
			return nil, &packsError{folder, err}
		}
		packs = append(packs, os.DirFS(folder))
	}
	engine, err := beacon.New(beacon.Config{Packs: packs})
	if err != nil {
		return nil, &packsError{err: err}
	}
	return engine, nil
}

// checkFolder refuses a folder without rules: whoever names one believes that its rules are in force.
func checkFolder(folder string) error {
	info, err := os.Stat(folder)
	if err != nil {
		return reason(err)
	}
	if !info.IsDir() {
		return errors.New("it is not a folder; give the folder in which the rules lie")
	}
	found := false
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err == nil && !d.IsDir() && (ext == ".yaml" || ext == ".yml") {
			found = true
			return fs.SkipAll
		}
		return err
	})
	if err == nil && !found {
		err = errors.New("there is no file ending in .yaml or .yml")
	}
	return err
}
