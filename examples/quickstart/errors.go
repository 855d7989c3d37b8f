package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

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
	return &dataError{file, path, cli.Reason(err)}
}

func takes(goKind string) string {
	if words, ok := map[string]string{"struct": "an object", "map": "an object", "slice": "a list", "string": "a text"}[goKind]; ok {
		return words
	}
	return "something else"
}

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
