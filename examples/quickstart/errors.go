package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

// misuseError is a mistake on the command line.
type misuseError struct{ what string }

func (e *misuseError) Error() string { return e.what }

// dataError is a fault of a document: in which file, where in it, and what.
type dataError struct {
	file string
	path string // JSON pointer; empty where the fault is of the whole file
	err  error
}

func (e *dataError) Error() string {
	if e.path == "" {
		return fmt.Sprintf("%s: %v", e.file, e.err)
	}
	return fmt.Sprintf("%s: at %s: %v", e.file, e.path, e.err)
}
func (e *dataError) Unwrap() error { return e.err }

// inFile says in which file, and under which path of it, a fault of a document lies.
func inFile(file, path string, err error) error {
	var data *practice.DataError
	var schema *practice.SchemaError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &schema):
		return &dataError{file, path + "/schema", err}
	case errors.As(err, &data) && data.Err != nil:
		return &dataError{file, path + data.Path, data.Err}
	case errors.As(err, &kind):
		return &dataError{file, path, fmt.Errorf("a %s stands here, and this place takes %s", kind.Value, takes(kind.Type.Kind().String()))}
	}
	return &dataError{file, path, reason(err)}
}

func takes(goKind string) string {
	if words, ok := map[string]string{"struct": "an object", "map": "an object", "slice": "a list", "string": "a text"}[goKind]; ok {
		return words
	}
	return "something else"
}

// reason takes the name of the file, which the message gives already, off a fault of the file system.
func reason(err error) error {
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file or folder")
	case errors.As(err, &at):
		return at.Err
	}
	return err
}

// packsError is a fault of the rules.
type packsError struct {
	folder string // empty when the fault says itself where it is
	err    error
}

func (e *packsError) Error() string {
	if e.folder == "" {
		return e.err.Error()
	}
	return fmt.Sprintf("rules in %s: %v", e.folder, e.err)
}
func (e *packsError) Unwrap() error { return e.err }

// faultError tells of rules that failed while they ran, once each, however many documents they failed on. The report is
// whole even so: such a rule opens no gate.
type faultError struct{ faults []error }

func (e *faultError) Error() string {
	var lines []string
	told := map[string]bool{}
	for _, fault := range flat(e.faults) {
		rule := fault.Error()
		if at := (*beacon.EvalError)(nil); errors.As(fault, &at) {
			rule = at.Rule
		}
		if !told[rule] {
			told[rule] = true
			lines = append(lines, fault.Error())
		}
	}
	return strings.Join(lines, "\n")
}
func (e *faultError) Unwrap() []error { return e.faults }

// flat takes joined errors apart.
func flat(all []error) []error {
	var each []error
	for _, err := range all {
		if joined, ok := err.(interface{ Unwrap() []error }); ok {
			each = append(each, flat(joined.Unwrap())...)
		} else {
			each = append(each, err)
		}
	}
	return each
}
