package rules

import (
	"cmp"
	"math"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/acl-beacon/beacon/internal/caldate"
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

// comparison holds a term against a value, or two terms against each other.
func (t *truth) comparison(p *Program, name string, left, right ast.Expr) func() bool {
	l, r := t.side(p, left), t.side(p, right)
	switch {
	case l.constant != nil && r.constant != nil:
		return func() bool { return relate(name, l.constant, r.constant) }
	case l.constant != nil:
		l, r, name = r, l, turnedRound(name)
		fallthrough
	case r.constant != nil:
		x := t.term(l.key, l.kind)
		x.closed, x.counts = l.closed, l.counts
		switch v := r.constant.(type) {
		case float64:
			x.numbers = append(x.numbers, v)
		case string:
			if !slices.Contains(x.texts, v) {
				x.texts = append(x.texts, v)
			}
		}
		return func() bool { return relate(name, x.now, r.constant) }
	case l.kind == 0 || r.kind == 0 || l.kind == ListOf || r.kind == ListOf:
		return nil
	case l.key > r.key:
		l, r, name = r, l, turnedRound(name)
	}
	if l.key == r.key {
		return func() bool { return relate(name, 0.0, 0.0) }
	}
	x := t.term(l.key+"\x00"+r.key, Double)
	x.relation = true
	return func() bool { return relate(name, x.now, 0.0) }
}

// side is one side of a comparison: a constant, or a term.
type side struct {
	constant any // float64, string or bool
	key      string
	kind     Kind
	closed   []string
	counts   bool
}

func (t *truth) side(p *Program, e ast.Expr) side {
	for {
		if c := constantOf(p, e); c != nil {
			return side{constant: c}
		}
		if e.Kind() == ast.CallKind && e.AsCall().FunctionName() == "double" && kindOf(p.checked.NativeRep().GetType(e.AsCall().Args()[0].ID())) != String {
			e = e.AsCall().Args()[0]
			continue
		}
		if e.Kind() == ast.IdentKind {
			if d := p.point.definition(e.AsIdent()); d != nil {
				p, e = d.program, d.program.checked.NativeRep().Expr()
				continue
			}
		}
		break
	}
	s := side{key: written(p, e), kind: kindOf(p.checked.NativeRep().GetType(e.ID()))}
	if f := p.point.fieldAt(p.checked.NativeRep(), e); f != nil {
		s.closed = f.Values
	}
	s.counts = e.Kind() == ast.CallKind && e.AsCall().FunctionName() == "size"
	return s
}

// constantOf is the value of an expression that has the same for all facts, nil where it has not: what is written, and the
// parameters in force.
func constantOf(p *Program, e ast.Expr) any {
	switch e.Kind() {
	case ast.LiteralKind:
		return plainValue(e.AsLiteral().Value())
	case ast.SelectKind:
		path, is := readPath(e, map[string]string{})
		if is && p.point.Params != nil && len(path) > len(paramsName) && path[:len(paramsName)+1] == paramsName+"." {
			if f := p.point.Params.Field(path[len(paramsName)+1:]); f != nil && oneValue(f.Kind) {
				return plainValue((&seen{p: paramsAt(p.point)}).value(f))
			}
		}
	case ast.CallKind:
		call := e.AsCall()
		if call.FunctionName() == "date" && len(call.Args()) == 1 && call.Args()[0].Kind() == ast.LiteralKind {
			if s, is := call.Args()[0].AsLiteral().Value().(string); is {
				if d, err := caldate.Parse(s); err == nil {
					return float64(d)
				}
			}
		}
		if call.FunctionName() == "double" && len(call.Args()) == 1 {
			if n, is := constantOf(p, call.Args()[0]).(float64); is {
				return n
			}
		}
	}
	return nil
}

// plainValue is a value as conditions are tried with; nil for numbers so large that they have no neighbours.
func plainValue(v any) any {
	n, is := v.(float64)
	switch v := v.(type) {
	case int64:
		n, is = float64(v), true
	case caldate.Day:
		n, is = float64(v), true
	case string, bool:
		return v
	}
	if is && math.Abs(n) < 1<<53 {
		return n
	}
	return nil
}

func written(p *Program, e ast.Expr) string {
	s, err := cel.ExprToString(e, p.checked.NativeRep().SourceInfo())
	if err != nil {
		return p.Source
	}
	return s
}

var roundabout = map[string]string{operators.Less: operators.Greater, operators.LessEquals: operators.GreaterEquals,
	operators.Greater: operators.Less, operators.GreaterEquals: operators.LessEquals}

// turnedRound is the comparison with its sides exchanged.
func turnedRound(name string) string {
	if m := roundabout[name]; m != "" {
		return m
	}
	return name
}

// relate compares two values of a kind.
func relate(name string, a, b any) bool {
	switch name {
	case operators.Equals:
		return a == b
	case operators.NotEquals:
		return a != b
	}
	var order int
	switch x := a.(type) {
	case float64:
		y, _ := b.(float64)
		order = cmp.Compare(x, y)
	case string:
		y, _ := b.(string)
		order = cmp.Compare(x, y)
	case bool: // no is before yes
		if y, _ := b.(bool); x != y {
			order = map[bool]int{false: -1, true: 1}[x]
		}
	}
	switch name {
	case operators.Less:
		return order < 0
	case operators.LessEquals:
		return order <= 0
	case operators.Greater:
		return order > 0
	}
	return order >= 0
}

// fieldAt returns the field that an expression reads, of the facts or of an entry of a list; nil when it reads none.
func (p *Point) fieldAt(a *ast.AST, e ast.Expr) *Field {
	if e.Kind() == ast.IdentKind {
		return p.Root.Field(e.AsIdent())
	}
	return p.fieldOf(a, e)
}
