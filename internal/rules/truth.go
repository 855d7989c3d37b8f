package rules

import (
	"math"
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// truth finds out whether a condition can come out both ways, by trying every way in which what it asks can stand. Each
// thing it compares is tried below, at and between the values it is compared with; whatever else is yes or no is tried
// both ways. More is tried than facts can be, so what comes out one way only, always does.
type truth struct {
	terms []*unsettled
}

// unsettled is one thing that a condition asks about, by its text.
type unsettled struct {
	key      string
	kind     Kind
	closed   []string  // the texts it can be, nil when it is open
	counts   bool      // it is never below 0
	numbers  []float64 // what it is compared with; days as numbers
	texts    []string
	values   []any // to try
	now      any
	relation bool // it says how two things stand to each other: -1, 0 or 1
}

// mostTried bounds the ways in which one condition is tried. Beyond it nothing is said.
const mostTried = 1 << 13

// try calls do for every way in which the terms can stand, until do says that it has seen enough. It reports whether it
// could.
func (t *truth) try(do func() (enough bool)) bool {
	ways := 1
	for _, x := range t.terms {
		x.spread()
		if ways *= max(1, len(x.values)); ways > mostTried {
			return false
		}
	}
	var next func(int) bool
	next = func(i int) bool {
		if i == len(t.terms) {
			return do()
		}
		for _, v := range t.terms[i].values {
			t.terms[i].now = v
			if next(i + 1) {
				return true
			}
		}
		return false
	}
	next(0)
	return true
}

// spread works out the values to try.
func (x *unsettled) spread() {
	switch {
	case x.relation:
		x.values = []any{-1.0, 0.0, 1.0}
	case x.kind == Bool:
		x.values = []any{true, false}
	case x.kind == String:
		texts := slices.Clone(x.closed)
		if x.closed == nil {
			texts = append(texts, "\x00") // any other, before all that are named
			for _, v := range x.texts {
				texts = append(texts, v, v+"\x00")
			}
		}
		x.values = nil
		for _, v := range texts {
			x.values = append(x.values, v)
		}
	default:
		x.values = nil
		if x.counts {
			x.values = []any{0.0}
		}
		for _, n := range x.stretches() {
			if n > 0 || !x.counts {
				x.values = append(x.values, n)
			}
		}
	}
}

// stretches are the numbers a term is compared with, one between each two of them, and one beyond either end.
func (x *unsettled) stretches() []float64 {
	slices.Sort(x.numbers)
	x.numbers = slices.Compact(x.numbers)
	var all []float64
	for i, n := range x.numbers {
		if x.kind != Double { // whole numbers and days have neighbours
			all = append(all, math.Floor(n)-1, math.Floor(n), math.Ceil(n), math.Ceil(n)+1)
			continue
		}
		if i > 0 {
			all = append(all, (x.numbers[i-1]+n)/2)
		}
		all = append(all, n)
	}
	if x.kind == Double && len(all) > 0 {
		all = append(all, all[0]-1, all[len(all)-1]+1)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (t *truth) term(key string, kind Kind) *unsettled {
	for _, x := range t.terms {
		if x.key == key {
			return x
		}
	}
	x := &unsettled{key: key, kind: kind}
	t.terms = append(t.terms, x)
	return x
}

// condition makes a yes/no expression ready to be tried.
func (t *truth) condition(p *Program, e ast.Expr) func() bool {
	switch e.Kind() {
	case ast.LiteralKind:
		holds := e.AsLiteral() == types.True
		return func() bool { return holds }
	case ast.IdentKind:
		if d := p.point.definition(e.AsIdent()); d != nil {
			return t.condition(d.program, d.program.checked.NativeRep().Expr())
		}
	case ast.CallKind:
		if c := t.call(p, e.AsCall()); c != nil {
			return c
		}
	}
	x := t.term(written(p, e), Bool)
	return func() bool { return x.now == true }
}

func (t *truth) call(p *Program, call ast.CallExpr) func() bool {
	var args []func() bool
	all := func() {
		for _, x := range call.Args() {
			args = append(args, t.condition(p, x))
		}
	}
	switch name := call.FunctionName(); name {
	case operators.LogicalAnd:
		all()
		return func() bool { return args[0]() && args[1]() }
	case operators.LogicalOr:
		all()
		return func() bool { return args[0]() || args[1]() }
	case operators.LogicalNot:
		all()
		return func() bool { return !args[0]() }
	case operators.Conditional:
		all()
		return func() bool { return args[0]() && args[1]() || !args[0]() && args[2]() }
	case operators.In:
		return t.among(p, call.Args()[0], call.Args()[1])
	case operators.Equals, operators.NotEquals, operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
		return t.comparison(p, name, call.Args()[0], call.Args()[1])
	}
	return nil
}

func (t *truth) among(p *Program, of, list ast.Expr) func() bool {
	if list.Kind() != ast.ListKind {
		return nil
	}
	var any []func() bool
	for _, x := range list.AsList().Elements() {
		c := t.comparison(p, operators.Equals, of, x)
		if c == nil {
			return nil
		}
		any = append(any, c)
	}
	return func() bool { return slices.ContainsFunc(any, func(c func() bool) bool { return c() }) }
}

// fieldAt returns the field that an expression reads, of the facts or of an entry of a list; nil when it reads none.
func (p *Point) fieldAt(a *ast.AST, e ast.Expr) *Field {
	if e.Kind() == ast.IdentKind {
		return p.Root.Field(e.AsIdent())
	}
	return p.fieldOf(a, e)
}
