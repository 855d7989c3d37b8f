package rules

import (
	"slices"
	"strings"
	"sync"
	"unsafe"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// part is one part of an expression, made ready to be judged by itself in the mirror.
type part struct {
	text   string
	kind   Kind
	joined string // and, or, not, if, all, exists; empty for a leaf
	parts  []*part
	fast   *fast    // nil where the evaluator does not cover it
	reads  []string // paths that it reads, from the variables of its scope
	names  []named  // definitions that it uses

	// Of all and exists.
	list     string // path of the list
	elements *part  // nil, or what of the list counts: the condition of a filter
	loop     string // its variable
	filter   string // the filter's

	// Of a leaf.
	op          string // of a comparison, in, or has; empty otherwise
	left, right *part
	literals    []any // single values written in it, and lists of them
}

// named is a definition with the part that it stands for.
type named struct {
	*definition
	part *part
}

// explainer is a program's parts with the mirror they look through.
type explainer struct {
	point  *Point
	mirror *Record
	root   *part
}

func (p *Program) newExplainer() *explainer {
	m := p.point.mirror
	m.Do(func() { m.root = mirrored{}.record(p.point.Root); m.root.seal(map[string]*Record{}) })
	e := &explainer{point: p.point, mirror: m.root}
	b := &partBuilder{explainer: e, ast: p.checked.NativeRep(), program: p}
	e.root = b.part(b.ast.Expr(), nil)
	return e
}

// mirrorOnce is made when a point's first program is explained.
type mirrorOnce struct {
	sync.Once
	root *Record
}

type partBuilder struct {
	*explainer
	ast     *ast.AST
	program *Program
}

func (b *partBuilder) part(e ast.Expr, loops []loopVariable) *part {
	if e.Kind() == ast.IdentKind {
		if d := b.point.definition(e.AsIdent()); d != nil {
			return b.definition(d, loops)
		}
	}
	p := &part{text: b.text(e), kind: kindOf(b.ast.GetType(e.ID()))}
	scoped := *b.point
	scoped.Root = scopeRecord(b.mirror, loops)
	scoped.Root.seal(map[string]*Record{})
	p.fast = compileFast(&scoped, ast.NewCheckedAST(ast.NewAST(e, b.ast.SourceInfo()), b.ast.TypeMap(), b.ast.ReferenceMap()))
	found := map[string]bool{}
	b.point.reads(e, found)
	p.reads = sortedKeys(found)
	for _, d := range b.point.uses(e) {
		if oneValue(d.program.Kind) {
			p.names = append(p.names, named{d, b.definition(d, loops)})
		}
	}
	switch e.Kind() {
	case ast.CallKind:
		b.call(p, e, loops)
	case ast.ComprehensionKind:
		b.loop(p, e.AsComprehension(), loops)
	case ast.SelectKind:
		if e.AsSelect().IsTestOnly() {
			p.op = "has"
		}
	}
	if p.joined == "" {
		p.literals = literalsOf(e)
	}
	return p
}

// definition is the part that a definition stands for, told by its name.
func (b *partBuilder) definition(d *definition, loops []loopVariable) *part {
	within := &partBuilder{&explainer{point: d.program.point, mirror: b.mirror}, d.program.checked.NativeRep(), d.program}
	p := within.part(within.ast.Expr(), loops)
	p.text = d.name + " (" + p.text + ")"
	return p
}

func oneValue(k Kind) bool { return k != ListOf && k != RecordOf && k != MapOf }

func (b *partBuilder) text(e ast.Expr) string {
	s, err := cel.ExprToString(e, b.ast.SourceInfo())
	if err != nil {
		return b.program.Source
	}
	return s
}

func (b *partBuilder) call(p *part, e ast.Expr, loops []loopVariable) {
	call := e.AsCall()
	switch name := call.FunctionName(); name {
	case operators.LogicalAnd, operators.LogicalOr:
		p.joined = joins[name]
		for _, x := range flatten(e, name) {
			p.parts = append(p.parts, b.part(x, loops))
		}
	case operators.LogicalNot:
		if inner := b.part(call.Args()[0], loops); inner.joined != "" || inner.op != "" {
			p.joined, p.parts = "not", []*part{inner}
		}
	case operators.Conditional:
		if p.kind == Bool {
			p.joined = "if"
			for _, x := range call.Args() {
				p.parts = append(p.parts, b.part(x, loops))
			}
		}
	case operators.Equals, operators.NotEquals, operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals, operators.In:
		p.op = operatorFor[name]
		p.left, p.right = b.part(call.Args()[0], loops), b.part(call.Args()[1], loops)
	}
}

var joins = map[string]string{operators.LogicalAnd: "and", operators.LogicalOr: "or"}

func flatten(e ast.Expr, function string) []ast.Expr {
	if e.Kind() == ast.CallKind && e.AsCall().FunctionName() == function {
		return append(flatten(e.AsCall().Args()[0], function), flatten(e.AsCall().Args()[1], function)...)
	}
	return []ast.Expr{e}
}

// loop takes apart all and exists over a list of the facts, or over those of its entries that a filter leaves. Another
// loop stays a leaf.
func (b *partBuilder) loop(p *part, e ast.ComprehensionExpr, loops []loopVariable) {
	joined, test, is := quantifierOf(e)
	if !is {
		return
	}
	source, filter := e.IterRange(), ast.Expr(nil)
	if source.Kind() == ast.ComprehensionKind {
		inner := source.AsComprehension()
		if filter, is = filterOf(inner); !is {
			return
		}
		source, p.filter = inner.IterRange(), inner.IterVar()
	}
	path, is := readPath(source, map[string]string{})
	if !is || path == "" {
		return
	}
	elem := b.elem(path, loops)
	if elem == nil || elem.Kind == ListOf {
		return
	}
	p.joined, p.list, p.loop = joined, path, e.IterVar()
	p.parts = []*part{b.part(test, append(slices.Clip(loops), loopVariable{p.loop, elem}))}
	if filter != nil {
		p.elements = b.part(filter, append(slices.Clip(loops), loopVariable{p.filter, elem}))
	}
}

// quantifierOf recognises all and exists, by how the macros are written out.
func quantifierOf(e ast.ComprehensionExpr) (joined string, test ast.Expr, is bool) {
	step := e.LoopStep()
	if e.HasIterVar2() || step.Kind() != ast.CallKind || e.Result().Kind() != ast.IdentKind {
		return "", nil, false
	}
	switch call := step.AsCall(); call.FunctionName() {
	case operators.LogicalAnd:
		return "all", call.Args()[1], true
	case operators.LogicalOr:
		return "exists", call.Args()[1], true
	}
	return "", nil, false
}

// filterOf recognises filter: condition ? list + [x] : list.
func filterOf(e ast.ComprehensionExpr) (condition ast.Expr, is bool) {
	step := e.LoopStep()
	if e.HasIterVar2() || step.Kind() != ast.CallKind || step.AsCall().FunctionName() != operators.Conditional {
		return nil, false
	}
	args := step.AsCall().Args()
	if args[1].Kind() != ast.CallKind || args[1].AsCall().FunctionName() != operators.Add {
		return nil, false
	}
	added := args[1].AsCall().Args()[1]
	if added.Kind() != ast.ListKind || len(added.AsList().Elements()) != 1 {
		return nil, false
	}
	x := added.AsList().Elements()[0]
	return args[0], x.Kind() == ast.IdentKind && x.AsIdent() == e.IterVar()
}

// elem reads an element of the list at a path, as the mirror has it.
func (b *partBuilder) elem(path string, loops []loopVariable) *Field {
	r := scopeRecord(b.mirror, loops)
	var f *Field
	for name := range strings.SplitSeq(path, ".") {
		if r == nil {
			return nil
		}
		if f = r.Field(name); f == nil {
			return nil
		}
		r = f.Of
	}
	if f.Kind != ListOf {
		return nil
	}
	return f.Elem
}

// literalsOf lists the single values written in an expression, those of a list one by one.
func literalsOf(e ast.Expr) []any {
	var all []any
	ast.PreOrderVisit(e, ast.NewExprVisitor(func(x ast.Expr) {
		if x.Kind() != ast.LiteralKind {
			return
		}
		switch v := x.AsLiteral().(type) {
		case types.Int:
			all = append(all, int64(v))
		case types.Double:
			all = append(all, float64(v))
		case types.String:
			all = append(all, string(v))
		}
	}))
	return all
}

// in judges a part in a scope. It never panics.
func (p *part) in(s *scope) (r Result) {
	if p.fast == nil {
		return Result{}
	}
	defer caught(&r)
	r = p.fast.eval(Facts{Root: unsafe.Pointer(s), Today: s.today}, explainBudget)
	r.Missing = s.named(r.Missing)
	return r
}

// explainBudget bounds the loops of one part of an explanation.
const explainBudget = 100_000
