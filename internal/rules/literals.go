package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/near"
)

// literals checks what the checker beneath leaves to run time: names of closed lists and dates written as text.
func (p *Point) literals(source string, a *ast.AST) []Problem {
	var problems []Problem
	add := func(e ast.Expr, code Code, message, hint string) {
		at := a.SourceInfo().GetStartLocation(e.ID())
		problems = append(problems, Problem{Line: at.Line(), Column: at.Column() + 1, Code: code, Message: message, Hint: hint})
	}
	// exchange says that a text is exchanged for another, in the quotation marks it has.
	exchange := func(was, is string) {
		for _, quote := range []string{"'", `"`} {
			problems[len(problems)-1].certain(source, quote+was+quote, quote+is+quote)
		}
	}
	ast.PostOrderVisit(a.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() == ast.ListKind {
			problems = append(problems, p.mixedList(source, a, e)...)
		}
		if e.Kind() != ast.CallKind {
			return
		}
		call := e.AsCall()
		switch call.FunctionName() {
		case operators.Equals, operators.NotEquals, operators.In:
			left, right := call.Args()[0], call.Args()[1]
			if isNull(left) || isNull(right) {
				add(e, CodeWrongTypes, "nothing can be compared with null: what is not recorded is not known",
					"ask with has(…) whether it is recorded")
			}
			for _, pair := range [][2]ast.Expr{{left, right}, {right, left}} {
				if f := p.fieldOf(a, pair[0]); f != nil && len(f.Values) > 0 {
					for _, text := range texts(pair[1]) {
						if v := text.AsLiteral().Value().(string); !slices.Contains(f.Values, v) {
							add(text, CodeUnknownValue, fmt.Sprintf("%s is never %q", f.Name, v), oneOf(v, f.Values))
							if v == "" {
								problems[len(problems)-1].Message = fmt.Sprintf("%s is never empty: it is recorded, or it is not known", f.Name)
								problems[len(problems)-1].Hint = "ask with has(…) whether it is recorded"
							}
							if n, ok := near.Name(v, f.Values); ok {
								exchange(v, n)
							}
						}
					}
				}
			}
		case "date":
			for _, text := range texts(call.Args()[0]) {
				v := text.AsLiteral().Value().(string)
				if _, err := caldate.Parse(v); err != nil {
					add(text, CodeBadLiteral, err.Error(), "")
					if m := dayFirst.FindStringSubmatch(v); m != nil {
						if instead, _, _ := asDate(m[3], m[2], m[1]); instead != "" && m[1] > "12" {
							exchange(v, strings.Trim(instead, "date()'"))
						}
					}
				}
			}
		}
	}))
	return problems
}

var dayFirst = regexp.MustCompile(`^(\d{2})[/.](\d{1,2})[/.](\d{4})$`)
