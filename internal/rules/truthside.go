package rules

import (
	"cmp"
	"math"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"github.com/acl-beacon/beacon/internal/caldate"
)

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
