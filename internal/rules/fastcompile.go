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
	// Inside a definition, hidden are the comprehension variables that its use stands in, and within is the fault of its use.
	hidden int
	within *EvalError
}

// variable is a comprehension variable: the element of a list that is read through its getter.
type variable struct {
	name string
	slot int // of the frame's bases, from 1
	elem *Field
	path path // of the list
}

// node is a compiled part: a closure of one of the five kinds, a record or a list.
type node struct {
	fn      any // boolFn, intFn, doubleFn, textFn, dayFn; nil for a record or a list
	literal any // the value, where it is always the same
	record  *recordNode
	list    *listNode
	dict    *mapNode
	cell    *cell // where the value lies, if it lies in memory
	kind    Kind  // of what lies there
	test    *test // where fn asks no more than this
	plan    plan  // what fn comes to, where it comes to yes or no
	// What plans are made of.
	counted *listNode   // fn counts its entries
	since   *cell       // fn counts the days from the date there until today
	until   *cell       // fn counts the days from today until the date there
	today   bool        // fn is today
	shared  *sharedPart // fn keeps its answer
	key     *keyNode    // fn asks for a key of a map, or reads its text
}

// recordNode finds a record: nil where it is absent.
type recordNode struct {
	of   *Record
	at   func(*frame) unsafe.Pointer
	site *site // nil where only a getter can find it
	path path
}

// listNode finds a list of the facts.
type listNode struct {
	elem *Field
	at   func(*frame) (List, status)
	path path
	// filter and mapped say that the list is made from another by filter or map.
	computed    bool // and not read, so that it comes before the position in it
	filter      boolFn
	filterAsks  *branching // what filter comes to, where it comes to yes or no
	filterPlan  plan
	mappedKnown plan // whether what an element is mapped to is known, where that lies in the element
	mapped      any  // closure of the elements
	slot        int
	cell        *cell   // where the list lies, if it lies in memory
	stride      uintptr // of its elements
	most        int     // elements that it may have
}

func (c *compiler) compile(e ast.Expr) (node, bool) {
	if n, covered := c.part(e); covered {
		return c.share(e, n), true
	}
	return c.fold(e)
}

func (c *compiler) part(e ast.Expr) (node, bool) {
	switch e.Kind() {
	case ast.LiteralKind:
		return literal(e)
	case ast.IdentKind:
		return c.ident(e)
	case ast.SelectKind:
		return c.selected(e, e.AsSelect())
	case ast.CallKind:
		return c.call(e)
	case ast.ComprehensionKind:
		return c.comprehension(e.AsComprehension())
	case ast.ListKind:
		return c.written(e.AsList())
	}
	return node{}, false
}

func literal(e ast.Expr) (node, bool) {
	switch v := e.AsLiteral().(type) {
	case types.Bool:
		return constant(bool(v))
	case types.Int:
		return constant(int64(v))
	case types.Double:
		return constant(float64(v))
	case types.String:
		return constant(string(v))
	}
	return node{}, false
}

// constant compiles a value that is always the same.
func constant(value any) (node, bool) {
	n := node{literal: value}
	switch v := value.(type) {
	case bool:
		n.fn = boolFn(func(*frame) (bool, status) { return v, ok })
	case int64:
		n.fn = intFn(func(*frame) (int64, status) { return v, ok })
	case float64:
		n.fn = doubleFn(func(*frame) (float64, status) { return v, ok })
	case string:
		n.fn = textFn(func(*frame) (string, status) { return v, ok })
	case caldate.Day:
		n.fn = dayFn(func(*frame) (caldate.Day, status) { return v, ok })
	default:
		return node{}, false
	}
	return n, true
}

func (c *compiler) ident(e ast.Expr) (node, bool) {
	name := e.AsIdent()
	if d := c.point.definition(name); d != nil {
		return c.useDefinition(d, e)
	}
	for i := len(c.scope) - 1; i >= c.hidden; i-- {
		if v := c.scope[i]; v.name == name {
			slot := v.slot
			element := recordNode{site: &site{base: slot}, at: func(f *frame) unsafe.Pointer { return f.bases[slot] }}
			return reading(v.elem, &element, path{made: func(f *frame) string { return elementPath(v, f) }})
		}
	}
	if name == todayName {
		return node{today: true, fn: dayFn(func(f *frame) (caldate.Day, status) {
			if f.today == 0 {
				return 0, f.miss(path{fixed: todayName})
			}
			return f.today, ok
		})}, true
	}
	if name == paramsName && c.point.Params != nil {
		// Constants take any pointer that is not nil.
		at := unsafe.Pointer(c.point)
		return node{record: &recordNode{of: c.point.Params, at: func(*frame) unsafe.Pointer { return at }, path: path{fixed: paramsName}}}, true
	}
	f := c.point.Root.Field(name)
	if f == nil {
		return node{}, false
	}
	root := recordNode{of: c.point.Root, site: &site{}, at: func(f *frame) unsafe.Pointer { return f.bases[0] }}
	return reading(f, &root, path{fixed: name})
}

// elementPath names the element a comprehension variable is bound to.
func elementPath(v variable, f *frame) string {
	if v.elem.Kind != RecordOf {
		return v.path.in(f) // a single value is named by its list, as the reference does
	}
	r := recordVal{of: v.elem.Of, at: place{field: v.path.in(f), index: f.index[v.slot]}}
	r.p = v.elem.Record(f.bases[v.slot])
	return r.path()
}

func (c *compiler) selected(e ast.Expr, s ast.SelectExpr) (node, bool) {
	n, covered := c.compile(s.Operand())
	if covered && n.dict != nil {
		key, _ := constant(s.FieldName())
		if s.IsTestOnly() {
			return n.dict.keyed(key)
		}
		return c.entry(e, n.dict, key.fn.(textFn), key.literal)
	}
	if !covered || n.record == nil {
		return node{}, false
	}
	r := n.record
	f := r.of.Field(s.FieldName())
	if f == nil {
		return node{}, false
	}
	if s.IsTestOnly() {
		return has(f, r), true
	}
	if f.Constant != nil {
		return constant(f.Constant)
	}
	return reading(f, r, r.path.member(f.Name))
}

// has compiles the question whether a record holds anything in a field.
func has(f *Field, r *recordNode) node {
	if r.site != nil && f.Memory != nil && f.sources == nil {
		ask := isSet
		if f.Kind == Date {
			ask = isDated
		}
		return fused(newTest(newCell(*r.site, f.Memory, path{}), ask))
	}
	set := isSetFn(f)
	return node{fn: boolFn(func(fr *frame) (bool, status) {
		p := r.at(fr)
		return p != nil && set(p), ok
	})}
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
	if f.Kind == MapOf {
		return func(p unsafe.Pointer) bool { _, known := f.Map(p); return known }
	}
	return func(p unsafe.Pointer) bool { _, known := f.List(p); return known }
}

// reading compiles the read of a field of a record.
func reading(f *Field, r *recordNode, p path) (node, bool) {
	if r.site != nil && f.Memory != nil && f.sources == nil {
		if n, direct := inMemory(f, *r.site, p); direct {
			return n, true
		}
	}
	switch f.Kind {
	case Bool:
		return node{fn: boolFn(readFn(f, f.Bool, r.at, p))}, true
	case Int:
		return node{fn: intFn(readFn(f, f.Int, r.at, p))}, true
	case Double:
		return node{fn: doubleFn(readFn(f, f.Double, r.at, p))}, true
	case String:
		return node{fn: textFn(readFn(f, f.String, r.at, p))}, true
	case Date:
		return node{fn: dayFn(readFn(f, func(p unsafe.Pointer) (caldate.Day, bool) { d := f.Date(p); return d, d != 0 }, r.at, p))}, true
	case RecordOf:
		return node{record: &recordNode{of: f.Of, path: p, at: func(fr *frame) unsafe.Pointer {
			if p := r.at(fr); p != nil {
				return f.Record(p)
			}
			return nil
		}}}, true
	case ListOf:
		return node{list: &listNode{elem: f.Elem, at: readFn(f, f.List, r.at, p), path: p}}, true
	case MapOf:
		n := &mapNode{elem: f.Elem, at: readFn(f, f.Map, r.at, p)}
		if r.site != nil && f.Memory != nil && f.Elem.Kind == String && f.Memory.Known != NotZero {
			n.cell = newCell(*r.site, f.Memory, p)
		}
		return node{dict: n}, true
	}
	return node{}, false
}

// inMemory compiles the read of a field that needs no getter.
func inMemory(f *Field, s site, p path) (node, bool) {
	switch f.Kind {
	case RecordOf:
		at, direct := s.record(f.Memory)
		if !direct {
			return node{}, false
		}
		return node{record: &recordNode{of: f.Of, path: p, site: &at, at: at.pointer}}, true
	case ListOf:
		cell := newCell(s, f.Memory, p)
		return node{cell: cell, kind: ListOf, list: &listNode{elem: f.Elem, at: cell.list(f.Memory.Stride), path: p, cell: cell, stride: f.Memory.Stride}}, true
	}
	if f.Kind == MapOf {
		return node{}, false
	}
	cell := newCell(s, f.Memory, p)
	n := node{fn: cell.load(f.Kind), cell: cell, kind: f.Kind}
	if f.Kind == Bool && cell.known != NotZero {
		asked := fused(newTest(cell, isTrue))
		n.test, n.fn, n.plan = asked.test, asked.fn, asked.plan
	}
	return n, n.fn != nil
}

func readFn[T any](field *Field, get func(unsafe.Pointer) (T, bool), at func(*frame) unsafe.Pointer, path path) func(*frame) (T, status) {
	return func(f *frame) (v T, s status) {
		p := at(f)
		if p != nil {
			if v, known := get(p); known {
				return v, ok
			}
		}
		if field.sources == nil {
			return v, f.miss(path)
		}
		if !f.mute {
			f.missing = append(f.missing, field.lacking(p, path.in(f))...)
		}
		return v, unknown_
	}
}

func (c *compiler) call(e ast.Expr) (node, bool) {
	call := e.AsCall()
	var args []node
	all := call.Args()
	if call.IsMemberFunction() {
		all = append([]ast.Expr{call.Target()}, all...)
	}
	switch call.FunctionName() { // that compile their parts themselves, once
	case operators.In:
		return c.in(all[0], all[1])
	case operators.LogicalAnd:
		return c.logical(e, operators.LogicalAnd, false)
	case operators.LogicalOr:
		return c.logical(e, operators.LogicalOr, true)
	}
	for _, arg := range all {
		n, covered := c.compile(arg)
		if !covered {
			return node{}, false
		}
		args = append(args, n)
	}
	switch call.FunctionName() {
	case operators.LogicalNot:
		if t := args[0].test; t != nil {
			return t.negated(), true
		}
		if f, is := args[0].fn.(boolFn); is {
			n := node{fn: boolFn(func(fr *frame) (bool, status) { v, s := f(fr); return !v, s })}
			if args[0].plan != nil {
				n.plan = args[0].plan.negated()
			}
			return n, true
		}
	case operators.Conditional:
		return conditional(args)
	case operators.Equals, operators.NotEquals, operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
		if n, is := comparison(call.FunctionName(), args[0], args[1]); is {
			return n, true
		}
		if n, is := c.withToday(call.FunctionName(), args[0], args[1]); is {
			return n, true
		}
	}
	switch call.FunctionName() {
	case operators.Equals, operators.NotEquals, operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
		return compared(call.FunctionName(), args[0], args[1])
	case operators.Index:
		return c.index(e, args[0], args[1])
	case operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Modulo, operators.Negate:
		return c.arithmetic(e, call.FunctionName(), args)
	}
	return c.function(e, call.FunctionName(), args)
}

// faultAt is a fault at the place of an expression.
func (c *compiler) faultAt(e ast.Expr, message string) *EvalError {
	if c.within != nil {
		return &EvalError{Line: c.within.Line, Column: c.within.Column, Message: c.within.Message + message}
	}
	at := c.ast.SourceInfo().GetStartLocation(e.ID())
	if at.Line() <= 0 {
		return &EvalError{Message: message}
	}
	return &EvalError{Line: at.Line(), Column: at.Column() + 1, Message: message}
}
