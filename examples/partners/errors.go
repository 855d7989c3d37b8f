package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

// fileError is a fault of the file of inspections: it cannot be read, or is not Ofsted's.
type fileError struct {
	file string
	err  error
}

func (e *fileError) Error() string { return fmt.Sprintf("%s: %v", e.file, e.err) }
func (e *fileError) Unwrap() error { return e.err }

// unknownProviderError is a disseminator that the file does not have.
type unknownProviderError struct {
	given   string
	similar []practice.Provider
	refused int // rows of the file that could not be read, one of which may be the one
}

func (e *unknownProviderError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "the file has no provider with the UKPRN %q", e.given)
	if len(e.similar) > 0 {
		b.WriteString("; did you mean one of these?")
		for _, p := range e.similar {
			fmt.Fprintf(&b, "\n  %s  %s", p.UKPRN, cli.Plain(p.Name))
		}
	}
	switch {
	case e.refused == 1:
		b.WriteString("\nOne row of the file could not be read and may be it.")
	case e.refused > 1:
		fmt.Fprintf(&b, "\n%d rows of the file could not be read and may hold it.", e.refused)
	}
	return b.String()
}

// unknownRegionError is a region that the file does not have.
type unknownRegionError struct {
	given string
	known []string
}

func (e *unknownRegionError) Error() string {
	return fmt.Sprintf("the file has no region %q; it has %s", e.given, strings.Join(e.known, ", "))
}

// faultError tells the rules that failed while they ran, once each, however many providers they failed on.
type faultError struct {
	first []*beacon.EvalError // the first of each rule
	count map[string]int      // providers by rule
}

// faultsOf gathers what Select joined. An error that is none of a rule is passed on.
func faultsOf(err error) error {
	if err == nil {
		return nil
	}
	faults := &faultError{count: map[string]int{}}
	var rest []error
	var walk func(error)
	walk = func(err error) {
		if joined, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range joined.Unwrap() {
				walk(e)
			}
			return
		}
		if e := (*beacon.EvalError)(nil); errors.As(err, &e) {
			if faults.count[e.Rule] == 0 {
				faults.first = append(faults.first, e)
			}
			faults.count[e.Rule]++
			return
		}
		rest = append(rest, err)
	}
	walk(err)
	if len(faults.first) > 0 {
		rest = append(rest, faults)
	}
	return errors.Join(rest...)
}

func (e *faultError) Error() string {
	var lines []string
	for _, f := range e.first {
		line := f.Error()
		if n := e.count[f.Rule] - 1; n > 0 {
			line += fmt.Sprintf(" (and on %d more)", n)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
