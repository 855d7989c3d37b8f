package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/acl-beacon/beacon"
)

// misuseError is a mistake on the command line.
type misuseError struct{ what string }

func (e *misuseError) Error() string { return e.what }

func misuse(format string, args ...any) error { return &misuseError{fmt.Sprintf(format, args...)} }

// asLoad returns the problems of packs that an error holds, nil when it is another error.
func asLoad(err error) *beacon.LoadError {
	if load := (*beacon.LoadError)(nil); errors.As(err, &load) {
		return load
	}
	return nil
}

// failure is an error in the form that programs read.
type failure struct {
	Error    string         `json:"error"`
	Problems []beacon.Issue `json:"problems,omitempty"`
}

func newFailure(err error) failure {
	if load := asLoad(err); load != nil {
		if countTests(load.Issues) == len(load.Issues) {
			return failure{counted(len(load.Issues), "problem") + " in the tests; none of them is run", load.Issues}
		}
		return failure{counted(len(load.Issues), "problem") + " in the rule packs; none of them is in force", load.Issues}
	}
	return failure{Error: err.Error()}
}

func writeJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
