package rules

import (
	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// foldCost bounds what working out a constant part may cost while a rule is loaded, in cel-go's units.
const foldCost = 10_000

// fold works out by the reference, once, a part that reads nothing, such as {'college': 3, 'acl': 5}['acl']. So parts of kinds
// that the closures do not know are covered where they are constant, and what such a part fails with is kept.
func (c *compiler) fold(e ast.Expr) (n node, covered bool) {
	defer func() {
		if recover() != nil { // then the reference is asked each time
			covered = false
		}
	}()
	kind := kindOf(c.ast.GetType(e.ID()))
	if kind == 0 || kind > Date || !closed(e, nil) {
		return node{}, false
	}
	part := ast.NewCheckedAST(ast.NewAST(e, c.ast.SourceInfo()), c.ast.TypeMap(), c.ast.ReferenceMap())
	program, err := c.point.env.PlanProgram(part, cel.CostLimit(foldCost))
	if err != nil {
		return node{}, false
	}
	value, details, err := program.Eval(cel.NoVars())
	if cost := details.ActualCost(); cost == nil || *cost >= foldCost {
		return node{}, false
	}
	if err != nil {
		return failing(kind, c.faultAt(e, err.Error()))
	}
	return constant(native(value))
}

// native is a single value as closures have it; nil for any other.
func native(value ref.Val) any {
	switch v := value.(type) {
	case types.Bool:
		return bool(v)
	case types.Int:
		return int64(v)
	case types.Double:
		return float64(v)
	case types.String:
		return string(v)
	case dateVal:
		return caldate.Day(v)
	}
	return nil
}

// failing compiles what always fails.
func failing(kind Kind, fault error) (node, bool) {
	switch kind {
	case Bool:
		return node{fn: boolFn(func(f *frame) (bool, status) { return false, f.fail(fault) })}, true
	case Int:
		return node{fn: intFn(func(f *frame) (int64, status) { return 0, f.fail(fault) })}, true
	case Double:
		return node{fn: doubleFn(func(f *frame) (float64, status) { return 0, f.fail(fault) })}, true
	case String:
		return node{fn: textFn(func(f *frame) (string, status) { return "", f.fail(fault) })}, true
	}
	return node{fn: dayFn(func(f *frame) (caldate.Day, status) { return 0, f.fail(fault) })}, true
}

// closed reports whether an expression reads no variable but those of its own loops.
func closed(e ast.Expr, own []string) bool {
	switch e.Kind() {
	case ast.LiteralKind:
		return true
	case ast.IdentKind:
		for _, name := range own {
			if name == e.AsIdent() {
				return true
			}
		}
		return false
	case ast.SelectKind:
		return closed(e.AsSelect().Operand(), own)
	case ast.CallKind:
		all := e.AsCall().Args()
		if e.AsCall().IsMemberFunction() {
			all = append([]ast.Expr{e.AsCall().Target()}, all...)
		}
		return allClosed(all, own)
	case ast.ListKind:
		return allClosed(e.AsList().Elements(), own)
	case ast.MapKind:
		for _, entry := range e.AsMap().Entries() {
			if !closed(entry.AsMapEntry().Key(), own) || !closed(entry.AsMapEntry().Value(), own) {
				return false
			}
		}
		return true
	case ast.ComprehensionKind:
		l := e.AsComprehension()
		inner := append(own[:len(own):len(own)], l.IterVar(), l.IterVar2(), l.AccuVar())
		return closed(l.IterRange(), own) && closed(l.AccuInit(), own) &&
			allClosed([]ast.Expr{l.LoopCondition(), l.LoopStep(), l.Result()}, inner)
	}
	return false
}

func allClosed(all []ast.Expr, own []string) bool {
	for _, e := range all {
		if !closed(e, own) {
			return false
		}
	}
	return true
}
