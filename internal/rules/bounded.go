package rules

import (
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/decls"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
)

// The limits on the lists and texts of the facts hold in the reference too: what cel-go is given to evaluate is the checked
// expression with a guard round each list that it goes through and each text that it searches or makes. Authors cannot
// write the names of the guards.
const (
	entriesGuard, entriesOfList, entriesOfMap = "@entries", "guard_list", "guard_map"
	textGuard                                 = "@text"
)

// guards declares them.
func guards(l Limits) []cel.EnvOption {
	entries := func(v ref.Val) ref.Val {
		if n, is := v.(traits.Sizer).Size().(types.Int); is && int(n) > l.List {
			return types.NewErr("a list has %d entries; the limit is %d", n, l.List)
		}
		return v
	}
	text := func(v ref.Val) ref.Val {
		if s, is := v.(types.String); is && len(s) > l.Text {
			return types.NewErr("a text has %d bytes; the limit is %d", len(s), l.Text)
		}
		return v
	}
	list, table := cel.ListType(cel.DynType), cel.MapType(cel.DynType, cel.DynType)
	return []cel.EnvOption{
		cel.Function(entriesGuard, decls.DisableTypeGuards(true), cel.Overload(entriesOfList, []*cel.Type{list}, list, cel.UnaryBinding(entries)),
			cel.Overload(entriesOfMap, []*cel.Type{table}, table, cel.UnaryBinding(entries))),
		cel.Function(textGuard, decls.DisableTypeGuards(true), cel.Overload(textGuard, []*cel.Type{cel.StringType}, cel.StringType, cel.UnaryBinding(text))),
	}
}

// guarded is an expression with the guards, for the reference.
func guarded(a *ast.AST) *ast.AST {
	g := &guarding{ast.Copy(a), ast.NewExprFactory(), ast.MaxID(a) + 1}
	e := g.expr(g.Expr())
	return ast.NewCheckedAST(ast.NewAST(e, g.SourceInfo()), g.TypeMap(), g.ReferenceMap())
}

type guarding struct {
	*ast.AST
	ast.ExprFactory
	next int64
}

func (g *guarding) all(list []ast.Expr, each func(ast.Expr) ast.Expr) []ast.Expr {
	out := make([]ast.Expr, len(list))
	for i, e := range list {
		out[i] = each(e)
	}
	return out
}

// expr rebuilds an expression with the guards in it.
func (g *guarding) expr(e ast.Expr) ast.Expr {
	switch e.Kind() {
	case ast.SelectKind:
		s := e.AsSelect()
		if s.IsTestOnly() {
			return g.NewPresenceTest(e.ID(), g.expr(s.Operand()), s.FieldName())
		}
		return g.NewSelect(e.ID(), g.expr(s.Operand()), s.FieldName())
	case ast.ListKind:
		return g.NewList(e.ID(), g.all(e.AsList().Elements(), g.expr), e.AsList().OptionalIndices())
	case ast.ComprehensionKind:
		c := e.AsComprehension()
		return g.NewComprehension(e.ID(), g.entries(c.IterRange()), c.IterVar(), c.AccuVar(), g.expr(c.AccuInit()),
			g.expr(c.LoopCondition()), g.expr(c.LoopStep()), g.expr(c.Result()))
	case ast.CallKind:
		return g.call(e)
	}
	return e
}

func (g *guarding) call(e ast.Expr) ast.Expr {
	call := e.AsCall()
	name, named := call.FunctionName(), false
	if first := strings.ToLower(name[:1]); first >= "a" && first <= "z" {
		named = name != "size"
	}
	arg := g.expr
	if named {
		arg = g.text
	}
	args := g.all(call.Args(), arg)
	if name == operators.In {
		args[1] = g.entries(call.Args()[1])
	}
	out := g.NewCall(e.ID(), name, args...)
	if call.IsMemberFunction() {
		out = g.NewMemberCall(e.ID(), name, arg(call.Target()), args...)
	}
	if kindOf(g.GetType(e.ID())) == String && (named || name == operators.Add) {
		return g.guard(out, textGuard, textGuard)
	}
	return out
}

// text guards a text that is searched.
func (g *guarding) text(e ast.Expr) ast.Expr {
	out := g.expr(e)
	if e.Kind() == ast.LiteralKind || kindOf(g.GetType(e.ID())) != String {
		return out
	}
	return g.guard(out, textGuard, textGuard)
}

// entries guards a list, or a map, that is gone through.
func (g *guarding) entries(e ast.Expr) ast.Expr {
	out := g.expr(e)
	switch t := g.GetType(e.ID()); {
	case e.Kind() == ast.ListKind:
	case t.Kind() == types.ListKind:
		return g.guard(out, entriesGuard, entriesOfList)
	case t.Kind() == types.MapKind:
		return g.guard(out, entriesGuard, entriesOfMap)
	}
	return out
}

func (g *guarding) guard(e ast.Expr, name, overload string) ast.Expr {
	id := g.next
	g.next++
	if at, known := g.SourceInfo().GetOffsetRange(e.ID()); known {
		g.SourceInfo().SetOffsetRange(id, at)
	}
	g.SetType(id, g.GetType(e.ID()))
	g.SetReference(id, ast.NewFunctionReference(overload))
	return g.NewCall(id, name, e)
}
