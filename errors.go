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
	// Fix is a change of a pack file that puts a problem right for certain; see [Mend].
	Fix = bundle.Fix
	// ProblemCode explains one code of an [Issue], with an example.
	ProblemCode = bundle.ProblemCode
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

// Mend puts right in one file of a pack what can be put right for certain: the problems with a [Fix] in the file of that
// name. Everything else stays as it was, byte for byte. A fix whose place does not read any more as it did is left out;
// mended lists those that were made.
func Mend(name string, data []byte, problems []Issue) (text []byte, mended []Issue) {
	return bundle.Mend(name, data, problems)
}

// ProblemCodes explains every code that an [Issue] can have, each with an example of the mistake and how to put it right.
func ProblemCodes() []ProblemCode { return bundle.ProblemCodes() }

// FormatPack lays a pack file, or a test file beside a pack, out as all are: keys in one order, two spaces to a level, a
// blank line between rules. Comments and the text of every value stay as they were written; what it cannot lay out so it
// refuses. The file's name says which of the two it is: the name of a test file ends in _test.yaml.
func FormatPack(name string, data []byte) ([]byte, error) { return bundle.Layout(name, data) }
