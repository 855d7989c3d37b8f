package beacon

import (
	"fmt"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/facts"
)

type (
	// LoadError holds every problem found in the rule packs, each with its place, a stable code, plain words and a
	// snippet. None of the packs is then in force.
	LoadError = bundle.LoadError
	// Issue is one problem of a [LoadError].
	Issue = bundle.Issue
	// Pos is a place in a pack file, counted from 1.
	Pos = bundle.Pos
	// TypeError refuses a Go struct that rules cannot read: which field and what to do.
	TypeError = facts.TypeError
)

// EvalError is a rule that failed while it ran, such as a division by zero. It opens and closes nothing.
type EvalError struct {
	Rule    string
	Pos     Pos    // in the pack
	Subject string // id of the document it was judging
	Message string
}

// Error gives the rule, its place and the fault.
func (e *EvalError) Error() string {
	return fmt.Sprintf("%s: rule %s failed on %s: %s", e.Pos, e.Rule, e.Subject, e.Message)
}
