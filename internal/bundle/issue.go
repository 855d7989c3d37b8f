package bundle

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Pos is a place in a pack file. Line and Column count from 1, Column in characters.
type Pos struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// String writes the place as file:line:column.
func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// The codes of problems in a pack, besides those of expressions in package rules. They are stable.
const (
	CodeYAML         = "yaml"          // the file is not YAML
	CodeComma        = "comma"         // inside braces a comma cut a text in two
	CodeHash         = "hash"          // a # cut the end of a text off
	CodeUnknownKey   = "unknown-key"   // a key that means nothing
	CodeMissingKey   = "missing-key"   // a key that has to be there
	CodeBadValue     = "bad-value"     // a value that the key cannot take
	CodeDuplicate    = "duplicate"     // an id or key that is there already
	CodeUnknownRule  = "unknown-rule"  // a rule, pack or parameter that no earlier pack has
	CodeUnknownState = "unknown-state" // the subject has no such state, or there is no such subject
	CodeNoSeverity   = "no-severity"   // none or several of must, should and may
	CodeGap          = "gap"           // a table has no row for some values
	CodeOverlap      = "overlap"       // two rows of a table hold at once
	CodeNeverHolds   = "never-holds"   // a row that is never picked
	CodeUnused       = "unused"        // worth a look: nothing uses it
	CodeUntranslated = "untranslated"  // worth a look: a message is not in every language
	CodeTooLargeFile = "too-large"     // the file is beyond the limit
)

// Issue is one problem in a pack.
type Issue struct {
	Pos     Pos    `json:"pos"`
	Code    string `json:"code"`
	Rule    string `json:"rule,omitempty"` // id of the rule it is in
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Snippet string `json:"snippet,omitempty"` // the line, and a caret under the place
	Fix     *Fix   `json:"fix,omitempty"`     // how to put it right, where that is certain
}

// Fix is a change of a file that puts a problem right: at the place, Old is exchanged for New.
type Fix struct {
	Pos Pos    `json:"pos"`
	Old string `json:"old"`
	New string `json:"new"`
}

// LoadError holds every problem found in the packs, sorted by place. None of the packs is in force.
type LoadError struct{ Issues []Issue }

// Error lists the problems, each with its place and the line it is in.
func (e *LoadError) Error() string {
	var b strings.Builder
	where := "in the rule packs; none of them is in force"
	if !slices.ContainsFunc(e.Issues, func(i Issue) bool { return !isTest(i.Pos.File) }) {
		where = "in the tests; none of them is run"
	}
	fmt.Fprintf(&b, "%d %s %s", len(e.Issues), plural(len(e.Issues), "problem"), where)
	for _, i := range e.Issues {
		fmt.Fprintf(&b, "\n%s: ", i.Pos)
		if i.Rule != "" {
			fmt.Fprintf(&b, "rule %s: ", i.Rule)
		}
		fmt.Fprintf(&b, "%s [%s]", i.Message, i.Code)
		if i.Snippet != "" {
			b.WriteString("\n" + i.Snippet)
		}
		if i.Hint != "" {
			b.WriteString("\n  " + i.Hint)
		}
	}
	return b.String()
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

func (e *LoadError) sorted() error {
	if len(e.Issues) == 0 {
		return nil
	}
	slices.SortStableFunc(e.Issues, func(a, b Issue) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), a.Pos.Line-b.Pos.Line, a.Pos.Column-b.Pos.Column,
			cmp.Compare(a.Message, b.Message))
	})
	e.Issues = slices.CompactFunc(e.Issues, func(a, b Issue) bool { a.Fix, b.Fix = nil, nil; return a == b })
	return e
}
