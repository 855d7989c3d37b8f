package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	hasCall = regexp.MustCompile(`^has\(\s*`)
	alone   = regexp.MustCompile(`^([A-Za-z_]\w*)\s*\)`)
)

// hasOf tells of has(…) about what is no field of a record.
func (p *Point) hasOf(source string, to *Problem) {
	to.Code, to.Message = CodeSyntax, "has(…) asks about a field of a record, and about nothing else"
	to.Hint = "write the field alone, such as has(engagement.baseline)"
	at := offset(source, to.Line, to.Column) // of the argument, or of a bracket or sign in it
	if i := strings.LastIndex(source[:at], "has"); i >= 0 {
		at = i + len(hasCall.FindString(source[i:]))
	}
	to.Line, to.Column = position(source, at)
	m := alone.FindStringSubmatch(source[at:])
	if m == nil || !slices.Contains(p.Variables(), m[1]) {
		return
	}
	to.Message = fmt.Sprintf("has(…) asks about a field of a record, and %q is none", m[1])
	if f := p.Root.Field(m[1]); f != nil && f.Of != nil {
		for _, inner := range f.Of.Fields {
			if inner.Kind == RecordOf || inner.Kind == Date {
				to.Hint = fmt.Sprintf("name a field behind it, such as has(%s.%s); where %[1]q itself is not recorded, the rule cannot be judged and asks for it", m[1], inner.Name)
				break
			}
		}
		return
	}
	to.Hint = fmt.Sprintf("take has(…) out: while %q is not recorded, the rule cannot be judged and asks for it; "+
		"rules can ask with has(…) about what a host puts inside a record", m[1])
}
