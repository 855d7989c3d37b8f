package rules

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Clause is one part of an expression with what it came to. The parts of && and || are its Parts; anything else is a
// leaf with the fields it read.
type Clause struct {
	Text     string // the part as an expression
	Result   Result
	Joined   string   // and, or; empty for a leaf
	Parts    []Clause // of and, or
	Reads    []Read
	Distance string // by how much a comparison holds or fails, in words; empty where there is no distance
}

// Read is one field that a clause read.
type Read struct {
	Path  string // with the element's id where it is one of a list
	Label string // what the field means, empty when nobody said
	Value any    // nil when it is not known
}

// Trace judges one set of facts again and tells what each clause came to. It costs several plain evaluations, so it is
// for when somebody asks.
func (p *Program) Trace(f Facts) (Result, Clause) {
	traced, err := p.traced()
	if err != nil {
		r := Result{Err: &EvalError{Message: err.Error()}}
		return r, Clause{Text: p.Source, Result: r}
	}
	act := p.point.activation(f)
	value, details, err := traced.Eval(act)
	result := p.result(value, err)
	t := tracer{program: p, act: act, info: p.checked.NativeRep().SourceInfo()}
	if details != nil {
		t.state = details.State()
	}
	root := t.clause(p.checked.NativeRep().Expr())
	root.Result = result
	return result, root
}

type tracer struct {
	program *Program
	act     *activation
	info    *ast.SourceInfo
	state   interpreter.EvalState
}

var joins = map[string]string{operators.LogicalAnd: "and", operators.LogicalOr: "or"}

func (t tracer) clause(e ast.Expr) Clause {
	c := Clause{Text: t.text(e), Result: t.value(e)}
	if e.Kind() == ast.CallKind {
		if join, ok := joins[e.AsCall().FunctionName()]; ok {
			c.Joined = join
			for _, part := range flatten(e, e.AsCall().FunctionName()) {
				c.Parts = append(c.Parts, t.clause(part))
			}
			return c
		}
		c.Distance = t.distance(e.AsCall())
	}
	found := map[string]bool{}
	walkReads(e, map[string]string{}, found)
	for _, path := range sortedKeys(found) {
		c.Reads = append(c.Reads, t.read(path)...)
	}
	return c
}

func flatten(e ast.Expr, function string) []ast.Expr {
	if e.Kind() == ast.CallKind && e.AsCall().FunctionName() == function {
		return append(flatten(e.AsCall().Args()[0], function), flatten(e.AsCall().Args()[1], function)...)
	}
	return []ast.Expr{e}
}

func (t tracer) text(e ast.Expr) string {
	s, err := cel.ExprToString(e, t.info)
	if err != nil {
		return t.program.Source
	}
	return s
}

func (t tracer) value(e ast.Expr) Result {
	if e.Kind() == ast.LiteralKind {
		return t.program.result(e.AsLiteral(), nil)
	}
	if t.state == nil {
		return Result{}
	}
	v, ok := t.state.Value(e.ID())
	if !ok {
		return Result{}
	}
	return t.program.result(v, nil)
}

// read returns the value at a path, and one value for each element where the path goes through a list.
func (t tracer) read(path string) []Read {
	name, rest, _ := strings.Cut(path, ".")
	value, ok := t.act.ResolveName(name)
	if !ok {
		return nil
	}
	var field *Field
	if name != paramsName && name != todayName {
		field = t.program.point.Root.Field(name)
	}
	return readAt(value.(ref.Val), field, name, rest)
}

func readAt(v ref.Val, f *Field, path, rest string) []Read {
	if rest == "" {
		r := Read{Path: path}
		if f != nil {
			r.Label = f.Doc
		}
		switch v := v.(type) {
		case *recordVal:
			if v.p != nil {
				r.Value = "recorded"
			}
		case *listVal:
			r.Value = fmt.Sprintf("%d %s", v.list.Len, plural(v.list.Len, "entry", "entries"))
		case dateVal:
			r.Value = caldate.Day(v)
		case *types.Unknown:
		default:
			r.Value = v.Value()
		}
		return []Read{r}
	}
	name, rest, _ := strings.Cut(rest, ".")
	plain := strings.TrimSuffix(name, "[]")
	record, ok := v.(*recordVal)
	if !ok || record.of.Field(plain) == nil {
		return nil
	}
	field := record.of.Field(plain)
	value := record.get(field)
	list, ok := value.(*listVal)
	if !ok || !strings.HasSuffix(name, "[]") {
		return readAt(value, field, path+"."+plain, rest)
	}
	var all []Read
	for i := range list.list.Len {
		element := list.element(i)
		at := fmt.Sprintf("%s.%s[%d]", path, plain, i)
		if r, ok := element.(*recordVal); ok {
			at = r.path()
		}
		all = append(all, readAt(element, field.Elem, at, rest)...)
	}
	return all
}

// distance says how far apart the two sides of a comparison are.
func (t tracer) distance(call ast.CallExpr) string {
	switch call.FunctionName() {
	case operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
	default:
		return ""
	}
	left, right := t.value(call.Args()[0]), t.value(call.Args()[1])
	if a, ok := left.Value.(caldate.Day); ok {
		if b, ok := right.Value.(caldate.Day); ok {
			n := int(a - b)
			switch {
			case n == 0:
				return a.Long() + ", the same day"
			case n > 0:
				return fmt.Sprintf("%s is %d %s after %s", a.Long(), n, plural(n, "day", "days"), b.Long())
			}
			return fmt.Sprintf("%s is %d %s before %s", a.Long(), -n, plural(-n, "day", "days"), b.Long())
		}
	}
	if left.Known() && right.Known() {
		return fmt.Sprintf("%s against %s", Format(left.Value), Format(right.Value))
	}
	return ""
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
