package rules

import (
	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// Drops leaves out one clause of and and or at a time, to see whether a test notices that it is gone.
func (p *Program) Drops() []Mutation {
	a := p.checked.NativeRep()
	var all []Mutation
	var visit func(e ast.Expr, within string)
	visit = func(e ast.Expr, within string) {
		name := ""
		if e.Kind() == ast.CallKind {
			name = e.AsCall().FunctionName()
		}
		switch {
		case joins[name] != "" && name != within:
			for _, clause := range flatten(e, name) {
				all = append(all, p.drop(a, clause, name))
				visit(clause, name)
			}
			return
		case e.Kind() == ast.CallKind:
			for _, x := range e.AsCall().Args() {
				visit(x, "")
			}
			if e.AsCall().IsMemberFunction() {
				visit(e.AsCall().Target(), "")
			}
		case e.Kind() == ast.ComprehensionKind:
			// What the macros add, such as whether to go on, is nothing an author wrote.
			c := e.AsComprehension()
			visit(c.IterRange(), "")
			if _, test, is := quantifierOf(c); is {
				visit(test, "")
			} else if test, is := filterOf(c); is {
				visit(test, "")
			}
		}
	}
	visit(a.Expr(), "")
	return all
}

// drop writes the expression without a clause: in its place stands what changes nothing.
func (p *Program) drop(a *ast.AST, clause ast.Expr, function string) Mutation {
	neutral := ref.Val(types.True)
	if function == operators.LogicalOr {
		neutral = types.False
	}
	without := ast.Copy(a)
	replace := ast.NewExprVisitor(func(e ast.Expr) {
		if e.ID() == clause.ID() {
			e.SetKindCase(ast.NewExprFactory().NewLiteral(e.ID(), neutral))
		}
	})
	ast.PostOrderVisit(without.Expr(), replace)
	for _, macro := range without.SourceInfo().MacroCalls() {
		ast.PostOrderVisit(macro, replace)
	}
	without.SourceInfo().ClearMacroCall(clause.ID()) // else has, all and exists are written as they were
	m := Mutation{Line: 1, Column: 1}
	if at := a.SourceInfo().GetStartLocation(leftmost(a, clause)); at.Line() > 0 {
		m.Line, m.Column = at.Line(), at.Column()+1
	}
	m.From, _ = cel.ExprToString(clause, a.SourceInfo())
	m.Source, _ = cel.ExprToString(without.Expr(), without.SourceInfo())
	return m
}

// leftmost is the part of an expression that is written first.
func leftmost(a *ast.AST, e ast.Expr) int64 {
	best, first := e.ID(), int32(-1)
	ast.PostOrderVisit(e, ast.NewExprVisitor(func(x ast.Expr) {
		if at, known := a.SourceInfo().GetOffsetRange(x.ID()); known && (first < 0 || at.Start < first) {
			best, first = x.ID(), at.Start
		}
	}))
	return best
}
