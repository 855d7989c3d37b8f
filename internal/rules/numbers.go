package rules

import (
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// maxWidenings bounds how often one expression is checked again.
const maxWidenings = 20

// check checks an expression and lets whole numbers stand where numbers meet: authors should not have to know that 80 and
// 80.0 are different kinds of value. Where the checker finds no operation on a whole number and a number, the whole
// number is made a number and the expression is checked again. What is refused for another reason is not touched.
func (p *Point) check(source string) (*cel.Ast, *cel.Issues) {
	parsed, issues := p.env.Parse(source)
	if issues.Err() != nil {
		return nil, issues
	}
	for range maxWidenings {
		checked, issues := p.env.Check(parsed)
		if issues.Err() == nil || !widen(parsed.NativeRep(), issues) {
			return checked, issues
		}
	}
	return p.env.Check(parsed)
}

var mixed = regexp.MustCompile(`applied to '\((.*)\)'`)

// widen makes a number of every whole number that met one, and reports whether there was any.
func widen(a *ast.AST, issues *cel.Issues) bool {
	changed := false
	for _, e := range issues.Errors() {
		m := mixed.FindStringSubmatch(e.Message)
		if m == nil {
			continue
		}
		kinds := strings.Split(m[1], ", ")
		if !slices.Contains(kinds, "double") && !slices.Contains(kinds, "list(double)") {
			continue
		}
		ast.PostOrderVisit(a.Expr(), ast.NewExprVisitor(func(x ast.Expr) {
			if x.ID() == e.ExprID && x.Kind() == ast.CallKind && mixes(x.AsCall().FunctionName()) {
				changed = widenCall(a, x, kinds) || changed
			}
		}))
	}
	return changed
}

// mixes reports whether an operation makes sense on a whole number and a number.
func mixes(function string) bool {
	switch function {
	case operators.Equals, operators.NotEquals, operators.Add, operators.Subtract, operators.Multiply, operators.Divide,
		operators.Conditional, operators.In:
		return true
	}
	return false
}

func widenCall(a *ast.AST, call ast.Expr, kinds []string) bool {
	changed := false
	args := slices.Clone(call.AsCall().Args())
	for i, arg := range args {
		switch {
		case i < len(kinds) && kinds[i] == "int":
			args[i] = asDouble(a, arg)
			changed = true
		case i < len(kinds) && kinds[i] == "list(int)" && arg.Kind() == ast.ListKind:
			elements := slices.Clone(arg.AsList().Elements())
			for j := range elements {
				elements[j] = asDouble(a, elements[j])
			}
			arg.SetKindCase(ast.NewExprFactory().NewList(arg.ID(), elements, arg.AsList().OptionalIndices()))
			changed = true
		}
	}
	if changed {
		call.SetKindCase(ast.NewExprFactory().NewCall(call.ID(), call.AsCall().FunctionName(), args...))
	}
	return changed
}

// asDouble wraps an expression in double(), at the place where it stands.
func asDouble(a *ast.AST, e ast.Expr) ast.Expr {
	id := ast.MaxID(a) + 1
	if at, ok := a.SourceInfo().GetOffsetRange(e.ID()); ok {
		a.SourceInfo().SetOffsetRange(id, at)
	}
	return ast.NewExprFactory().NewCall(id, "double", e)
}
