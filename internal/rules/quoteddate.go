package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	slashed   = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$`)
)

// dateInQuotes tells, of an operation that does not take its values, where one of them is a day in quotes. What day is
// meant is certain but for 03/04/2026, which people in two countries read differently.
func (p *Point) dateInQuotes(source string, call int64, to *Problem) {
	parsed, issues := p.env.Parse(source)
	if issues.Err() != nil {
		return
	}
	a := parsed.NativeRep()
	ast.PostOrderVisit(a.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.ID() != call || e.Kind() != ast.CallKind || !takesDates(e.AsCall().FunctionName()) {
			return
		}
		for _, arg := range e.AsCall().Args() {
			for _, literal := range texts(arg) {
				at := a.SourceInfo().GetStartLocation(literal.ID())
				if p.quotedDate(source, string(literal.AsLiteral().(types.String)), at.Line(), at.Column()+1, to) {
					return
				}
			}
		}
	}))
}

func takesDates(name string) bool {
	return english.comparing[name] != [2]string{} || name == operators.In ||
		slices.ContainsFunc(functions, func(f function) bool { return f.Name == name && strings.Contains(f.Usage, "(date") })
}

// mixedList finds the first entry of a list that is of another kind than those before it. Nothing could be equal to both.
func (p *Point) mixedList(source string, a *ast.AST, list ast.Expr) []Problem {
	kinds := map[Kind]bool{}
	for _, e := range list.AsList().Elements() {
		kind := kindOf(a.GetType(e.ID()))
		if kind == Int {
			kind = Double // they mix
		}
		kinds[kind] = true
	}
	if len(kinds) < 2 {
		return nil
	}
	to := Problem{Code: CodeWrongTypes, Message: "the entries of this list are of different kinds", Hint: "write all as dates, all as texts or all as numbers"}
	at := a.SourceInfo().GetStartLocation(list.ID())
	to.Line, to.Column = max(1, at.Line()), max(1, at.Column()+1)
	if kinds[Date] {
		for _, literal := range texts(list) {
			at := a.SourceInfo().GetStartLocation(literal.ID())
			if p.quotedDate(source, string(literal.AsLiteral().(types.String)), at.Line(), at.Column()+1, &to) {
				break
			}
		}
	}
	return []Problem{to}
}

func (p *Point) quotedDate(source, written string, line, column int, to *Problem) bool {
	var y, m, d string
	certain := true
	if parts := yearFirst.FindStringSubmatch(written); parts != nil {
		y, m, d = parts[1], parts[2], parts[3]
	} else if parts := slashed.FindStringSubmatch(written); parts != nil {
		y, m, d = parts[3], parts[2], parts[1]
		certain = len(d) == 2 && d > "12" || d == m
	} else {
		return false
	}
	instead, why, hint := asDate(y, m, d)
	to.Line, to.Column = line, column
	to.Message, to.Hint = fmt.Sprintf("%q is a text here, because of its quotation marks, and not a date", written), hint
	switch {
	case instead == "":
		to.Message += ": " + why
	case !certain:
		to.Hint = "write year, month and day: " + instead + " if it is day first"
	default:
		for _, quote := range []string{"'", `"`} {
			to.certain(source, quote+written+quote, instead)
		}
	}
	return true
}
