package rules

import (
	"fmt"
	"math"
	"sync"
	"sync/atomic"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
)

// Program is a checked expression, ready to judge any number of values from any number of goroutines.
type Program struct {
	// Source is the expression as it was written.
	Source string
	// Kind is the kind of value it gives.
	Kind Kind

	point   *Point
	checked *cel.Ast
	fast    *fast                       // nil where the closures do not cover the expression
	plain   func() (cel.Program, error) // the reference, made when it is first asked
	nodes   int                         // its parts, and those of the definitions it uses
	// explained is made when the program is explained for the first time.
	explained func() *explainer
	turns     *atomic.Uint64 // evaluations so far, where a shadow counts them
	budget    int64          // turns of its loops
	plainly   bool           // whether it takes Eval to judge it: by the reference, or beside a shadow
	asks      *branching     // of fast, to be found without a detour
	bools     boolFn         // likewise
}

// Covered reports whether the fast evaluator covers the expression. The reference evaluates what it does not.
func (p *Program) Covered() bool { return p.fast != nil }

// Compile checks an expression and makes it ready. want lists the kinds its value may have; none means any single
// value. It returns every problem it finds, and then no program.
func (p *Point) Compile(source string, want ...Kind) (prog *Program, problems []Problem) {
	// The checker beneath has panicked on hostile text before; a panic must not take the host down.
	defer func() {
		if r := recover(); r != nil {
			prog = nil
			problems = []Problem{{Line: 1, Column: 1, Code: CodeInternal,
				Message: fmt.Sprintf("this expression cannot be checked (%v); write it more simply", r)}}
		}
	}()
	checked, issues := p.check(source)
	if issues.Err() != nil {
		return nil, p.explain(source, issues)
	}
	kind := kindOf(checked.OutputType())
	if problem, wrong := wantKind(kind, checked, want); wrong {
		return nil, []Problem{problem}
	}
	problems = append(p.definitions(checked.NativeRep()), p.literals(source, checked.NativeRep())...)
	if len(problems) > 0 {
		return nil, problems
	}
	prog = p.program(source, kind, checked)
	if !prog.usesFast() {
		// What the reference cannot make ready is a problem now and not when a decision is due.
		if _, err := prog.plain(); err != nil {
			return nil, []Problem{{Line: 1, Column: 1, Code: CodeInternal, Message: err.Error()}}
		}
	}
	return prog, nil
}

// program makes a checked expression ready.
func (p *Point) program(source string, kind Kind, checked *cel.Ast) *Program {
	prog := &Program{Source: source, Kind: kind, point: p, checked: checked, fast: compileFast(p, checked.NativeRep()),
		nodes: p.size(checked.NativeRep()), budget: int64(min(p.limits.Cost, math.MaxInt64))}
	prog.plain = sync.OnceValues(func() (cel.Program, error) {
		return p.env.PlanProgram(guarded(checked.NativeRep()), cel.CostLimit(p.limits.Cost), cel.InterruptCheckFrequency(100))
	})
	prog.explained = sync.OnceValue(prog.newExplainer)
	if p.limits.Shadow.on() {
		prog.turns = new(atomic.Uint64)
	}
	if prog.fast != nil {
		prog.bools, prog.asks = prog.fast.bools, prog.fast.asks
	}
	prog.plainly = !prog.usesFast() || prog.turns != nil || prog.fast.bools == nil
	if prog.plainly {
		prog.asks = nil
	}
	return prog
}

func kindOf(t *cel.Type) Kind {
	switch {
	case t.IsExactType(cel.BoolType):
		return Bool
	case t.IsExactType(cel.IntType):
		return Int
	case t.IsExactType(cel.DoubleType):
		return Double
	case t.IsExactType(cel.StringType):
		return String
	case t.IsExactType(dateType):
		return Date
	case t.Kind() == cel.ListKind:
		return ListOf
	case t.Kind() == cel.MapKind:
		return MapOf
	case t.Kind() == cel.StructKind:
		return RecordOf
	}
	return 0
}

func wantKind(got Kind, checked *cel.Ast, want []Kind) (Problem, bool) {
	if len(want) == 0 {
		want = []Kind{Bool, Int, Double, String, Date}
	}
	for _, k := range want {
		if k == got {
			return Problem{}, false
		}
	}
	if want[0] == Bool && len(want) == 1 {
		return Problem{Line: 1, Column: 1, Code: CodeNotYesNo,
			Message: fmt.Sprintf("this gives a %s, and a rule must be true or false", typeName(checked.OutputType())),
			Hint:    "compare it with something, for example with == or <="}, true
	}
	return Problem{Line: 1, Column: 1, Code: CodeWrongResult,
		Message: fmt.Sprintf("this gives a %s, and a %s is expected here", typeName(checked.OutputType()), want[0])}, true
}

// Reads lists, sorted and once each, the paths of the fields the expression reads, such as engagement.ended_on.
// Elements of a list are written with [].
func (p *Program) Reads() []string {
	found := map[string]bool{}
	p.point.reads(p.checked.NativeRep().Expr(), found)
	return sortedKeys(found)
}

// Calls lists, sorted and once each, the functions that the expression calls, itself or by the names it uses, as authors
// write them: has, exists and their like among them, operators not.
func (p *Program) Calls() []string {
	found := map[string]bool{}
	p.calls(found)
	return sortedKeys(found)
}

func (p *Program) calls(found map[string]bool) {
	a := p.checked.NativeRep()
	note := ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() == ast.CallKind && callable[e.AsCall().FunctionName()] {
			found[e.AsCall().FunctionName()] = true
		}
	})
	ast.PostOrderVisit(a.Expr(), note)
	for _, macro := range a.SourceInfo().MacroCalls() {
		note.VisitExpr(macro)
	}
	for _, d := range p.point.uses(a.Expr()) {
		d.program.calls(found)
	}
}

// walkReads notes the longest select chains below e. scope maps the variables of comprehensions to the path of the
// list they run over.
func walkReads(e ast.Expr, scope map[string]string, found map[string]bool) {
	if path, ok := readPath(e, scope); ok {
		if path != "" {
			found[path] = true
		}
		return
	}
	switch e.Kind() {
	case ast.SelectKind:
		walkReads(e.AsSelect().Operand(), scope, found)
	case ast.CallKind:
		c := e.AsCall()
		if c.IsMemberFunction() {
			walkReads(c.Target(), scope, found)
		}
		for _, a := range c.Args() {
			walkReads(a, scope, found)
		}
	case ast.ListKind:
		for _, x := range e.AsList().Elements() {
			walkReads(x, scope, found)
		}
	case ast.ComprehensionKind:
		c := e.AsComprehension()
		walkReads(c.IterRange(), scope, found)
		inner := make(map[string]string, len(scope)+2)
		for k, v := range scope {
			inner[k] = v
		}
		inner[c.IterVar()], inner[c.AccuVar()] = "", ""
		if path, ok := readPath(c.IterRange(), scope); ok && path != "" {
			inner[c.IterVar()] = path + "[]"
		}
		for _, x := range []ast.Expr{c.LoopCondition(), c.LoopStep(), c.Result()} {
			walkReads(x, inner, found)
		}
	}
}

// readPath gives the path of a chain of selects from a variable. A variable that stands for no field has the empty
// path.
func readPath(e ast.Expr, scope map[string]string) (string, bool) {
	switch e.Kind() {
	case ast.IdentKind:
		if path, ok := scope[e.AsIdent()]; ok {
			return path, true
		}
		return e.AsIdent(), true
	case ast.SelectKind:
		s := e.AsSelect()
		path, ok := readPath(s.Operand(), scope)
		if !ok || path == "" {
			return "", false
		}
		return path + "." + s.FieldName(), true
	}
	return "", false
}
