package rules

import (
	"unsafe"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// compiler walks one checked expression.
type compiler struct {
	point *Point
	ast   *ast.AST
	scope []variable // comprehension variables, innermost last
	most  int        // loops that run inside one another
}

// variable is a comprehension variable: the element of a list that is read through its getter.
type variable struct {
	name string
	slot int
	elem *Field
	path func(*frame) string // of the list
}

// node is a compiled part: a closure of one of the five kinds, a record or a list.
type node struct {
	fn      any // boolFn, intFn, doubleFn, textFn, dayFn; nil for a record or a list
	literal any // the value, where the part is a literal
	record  *recordNode
	list    *listNode
}

// recordNode finds a record: nil where it is absent.
type recordNode struct {
	of   *Record
	at   func(*frame) unsafe.Pointer
	path func(*frame) string
}

// listNode finds a list of the facts.
type listNode struct {
	elem *Field
	at   func(*frame) (List, status)
	path func(*frame) string
	// filter and mapped say that the list is made from another by filter or map.
	filter boolFn
	mapped any // closure of the elements
	slot   int
}

func (c *compiler) compile(e ast.Expr) (node, bool) {
	switch e.Kind() {
	case ast.LiteralKind:
		return literal(e)
	case ast.IdentKind:
		return c.ident(e.AsIdent())
	case ast.SelectKind:
		return c.selected(e.AsSelect())
	case ast.CallKind:
		return c.call(e)
	case ast.ComprehensionKind:
		return c.comprehension(e.AsComprehension())
	}
	return node{}, false
}

func literal(e ast.Expr) (node, bool) {
	switch v := e.AsLiteral().(type) {
	case types.Bool:
		b := bool(v)
		return node{fn: boolFn(func(*frame) (bool, status) { return b, ok }), literal: b}, true
	case types.Int:
		n := int64(v)
		return node{fn: intFn(func(*frame) (int64, status) { return n, ok }), literal: n}, true
	case types.Double:
		x := float64(v)
		return node{fn: doubleFn(func(*frame) (float64, status) { return x, ok }), literal: x}, true
	case types.String:
		s := string(v)
		return node{fn: textFn(func(*frame) (string, status) { return s, ok }), literal: s}, true
	}
	return node{}, false
}

func (c *compiler) ident(name string) (node, bool) {
	for i := len(c.scope) - 1; i >= 0; i-- {
		if v := c.scope[i]; v.name == name {
			slot := v.slot
			at := func(f *frame) unsafe.Pointer { return f.loops[slot].element }
			return reading(v.elem, at, func(f *frame) string { return elementPath(v, f) })
		}
	}
	if name == todayName {
		return node{fn: dayFn(func(f *frame) (caldate.Day, status) {
			if f.today == 0 {
				return 0, f.miss(todayName)
			}
			return f.today, ok
		})}, true
	}
	if name == paramsName && c.point.Params != nil {
		// Constants take any pointer that is not nil.
		at := unsafe.Pointer(c.point)
		return node{record: &recordNode{c.point.Params, func(*frame) unsafe.Pointer { return at },
			func(*frame) string { return paramsName }}}, true
	}
	f := c.point.Root.Field(name)
	if f == nil {
		return node{}, false
	}
	return reading(f, func(f *frame) unsafe.Pointer { return f.root }, func(*frame) string { return name })
}

// elementPath names the element a comprehension variable is bound to.
func elementPath(v variable, f *frame) string {
	at := f.loops[v.slot]
	r := recordVal{of: v.elem.Of, at: place{field: v.path(f), index: at.index}}
	if v.elem.Kind == RecordOf {
		r.p = v.elem.Record(at.element)
	} else {
		r.of = &Record{}
		return v.path(f) // a single value is named by its list, as the reference does
	}
	return r.path()
}

func (c *compiler) selected(s ast.SelectExpr) (node, bool) {
	n, covered := c.compile(s.Operand())
	if !covered || n.record == nil {
		return node{}, false
	}
	r := n.record
	f := r.of.Field(s.FieldName())
	if f == nil {
		return node{}, false
	}
	if s.IsTestOnly() {
		set := isSetFn(f)
		return node{fn: boolFn(func(fr *frame) (bool, status) {
			p := r.at(fr)
			return p != nil && set(p), ok
		})}, true
	}
	return reading(f, r.at, func(fr *frame) string { return r.path(fr) + "." + f.Name })
}

func isSetFn(f *Field) func(unsafe.Pointer) bool {
	switch f.Kind {
	case Bool:
		return func(p unsafe.Pointer) bool { _, known := f.Bool(p); return known }
	case Int:
		return func(p unsafe.Pointer) bool { _, known := f.Int(p); return known }
	case Double:
		return func(p unsafe.Pointer) bool { _, known := f.Double(p); return known }
	case String:
		return func(p unsafe.Pointer) bool { _, known := f.String(p); return known }
	case Date:
		return func(p unsafe.Pointer) bool { return f.Date(p) != 0 }
	case RecordOf:
		return func(p unsafe.Pointer) bool { return f.Record(p) != nil }
	}
	return func(p unsafe.Pointer) bool { _, known := f.List(p); return known }
}

// reading compiles the read of a field from the record at a place.
func reading(f *Field, at func(*frame) unsafe.Pointer, path func(*frame) string) (node, bool) {
	switch f.Kind {
	case Bool:
		return node{fn: boolFn(readFn(f, f.Bool, at, path))}, true
	case Int:
		return node{fn: intFn(readFn(f, f.Int, at, path))}, true
	case Double:
		return node{fn: doubleFn(readFn(f, f.Double, at, path))}, true
	case String:
		return node{fn: textFn(readFn(f, f.String, at, path))}, true
	case Date:
		return node{fn: dayFn(readFn(f, func(p unsafe.Pointer) (caldate.Day, bool) { d := f.Date(p); return d, d != 0 }, at, path))}, true
	case RecordOf:
		return node{record: &recordNode{f.Of, func(fr *frame) unsafe.Pointer {
			if p := at(fr); p != nil {
				return f.Record(p)
			}
			return nil
		}, path}}, true
	case ListOf:
		return node{list: &listNode{elem: f.Elem, at: readFn(f, f.List, at, path), path: path}}, true
	}
	return node{}, false
}

func readFn[T any](field *Field, get func(unsafe.Pointer) (T, bool), at func(*frame) unsafe.Pointer, path func(*frame) string) func(*frame) (T, status) {
	return func(f *frame) (v T, s status) {
		p := at(f)
		if p != nil {
			if v, known := get(p); known {
				return v, ok
			}
		}
		return v, f.miss(field.lacking(p, path(f))...)
	}
}

func (c *compiler) call(e ast.Expr) (node, bool) {
	call := e.AsCall()
	var args []node
	all := call.Args()
	if call.IsMemberFunction() {
		all = append([]ast.Expr{call.Target()}, all...)
	}
	if call.FunctionName() == operators.In {
		return c.in(all[0], all[1])
	}
	for _, arg := range all {
		n, covered := c.compile(arg)
		if !covered {
			return node{}, false
		}
		args = append(args, n)
	}
	switch call.FunctionName() {
	case operators.LogicalAnd:
		return c.logical(e, operators.LogicalAnd, false)
	case operators.LogicalOr:
		return c.logical(e, operators.LogicalOr, true)
	case operators.LogicalNot:
		if f, is := args[0].fn.(boolFn); is {
			return node{fn: boolFn(func(fr *frame) (bool, status) { v, s := f(fr); return !v, s })}, true
		}
	case operators.Conditional:
		return conditional(args)
	case operators.Equals:
		return equal(args[0], args[1], false)
	case operators.NotEquals:
		return equal(args[0], args[1], true)
	case operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
		return compare(call.FunctionName(), args[0], args[1])
	case operators.Index:
		return c.index(e, args[0], args[1])
	case operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Modulo, operators.Negate:
		return c.arithmetic(e, call.FunctionName(), args)
	}
	return c.function(e, call.FunctionName(), args)
}

// faultAt is a fault at the place of an expression.
func (c *compiler) faultAt(e ast.Expr, message string) *EvalError {
	at := c.ast.SourceInfo().GetStartLocation(e.ID())
	if at.Line() <= 0 {
		return &EvalError{Message: message}
	}
	return &EvalError{Line: at.Line(), Column: at.Column() + 1, Message: message}
}
