package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/acl-beacon/beacon"
)

// PacksError is a fault of the rules.
type PacksError struct {
	Folder string // empty when the fault says itself where it is
	Err    error
}

// Error gives the folder and the fault.
func (e *PacksError) Error() string {
	if e.Folder == "" {
		return e.Err.Error()
	}
	return fmt.Sprintf("rules in %s: %v", e.Folder, e.Err)
}

// Unwrap returns the fault.
func (e *PacksError) Unwrap() error { return e.Err }

// Engine lays rules over the published ones: the program's own, then those in folders. The error is a *[PacksError].
func Engine(own []fs.FS, folders []string) (*beacon.Engine, error) {
	return With(beacon.Config{Embedded: []string{"staffordshire", "lsc2004"}, Packs: own}, folders)
}

// With lays rules in folders over those of a configuration. The error is a *[PacksError].
func With(config beacon.Config, folders []string) (*beacon.Engine, error) {
	config.Packs = slices.Clone(config.Packs)
	for _, folder := range folders {
		if err := checkFolder(folder); err != nil {
			return nil, &PacksError{folder, err}
		}
		config.Packs = append(config.Packs, os.DirFS(folder))
	}
	engine, err := beacon.New(config)
	if err != nil {
		return nil, &PacksError{Err: err}
	}
	return engine, nil
}

// checkFolder refuses a folder without rules: whoever names one believes that its rules are in force.
func checkFolder(folder string) error {
	info, err := os.Stat(folder)
	if err != nil {
		return Reason(err)
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
