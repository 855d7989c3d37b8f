package rules

import (
	"unsafe"

	"cel.dev/cel-go/common/ast"
	celfn "cel.dev/cel-go/common/functions"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// bridged compiles the call of a function on single values by calling what cel-go would call, so that no function falls
// back. It makes values for cel-go and so allocates; what rules call often has closures of its own.
func (c *compiler) bridged(e ast.Expr, args []node) (node, bool) {
	call := c.binding(e)
	if call == nil || len(args) == 0 {
		return node{}, false
	}
	values := make([]func(*frame) (ref.Val, status), len(args))
	for i, arg := range args {
		if values[i] = valueFn(arg.fn); values[i] == nil {
			return node{}, false
		}
	}
	at := c.faultAt(e, "")
	run := func(f *frame) (ref.Val, status) {
		given := make([]ref.Val, len(values))
		mark, worst := len(f.missing), ok
		for i, value := range values {
			v, s := value(f)
			switch {
			case s == failed && worst == unknown_ && len(values) == 2:
				return nil, unknown_ // of two operands an unknown on the left hides a fault on the right
			case s == failed:
				f.forget(mark)
				return nil, failed
			case s == unknown_:
				worst = unknown_
			}
			given[i] = v
		}
		if worst != ok {
			return nil, worst
		}
		return f.came(call(given), at)
	}
	switch t := c.ast.GetType(e.ID()); kindOf(t) {
	case Bool:
		return node{fn: boolFn(func(f *frame) (bool, status) { v, s := run(f); b, _ := v.(types.Bool); return bool(b), s })}, true
	case Int:
		return node{fn: intFn(func(f *frame) (int64, status) { v, s := run(f); n, _ := v.(types.Int); return int64(n), s })}, true
	case Double:
		return node{fn: doubleFn(func(f *frame) (float64, status) { v, s := run(f); x, _ := v.(types.Double); return float64(x), s })}, true
	case String:
		return node{fn: textFn(c.shortFn(func(f *frame) (string, status) { v, s := run(f); t, _ := v.(types.String); return string(t), s }))}, true
	case Date:
		return node{fn: dayFn(func(f *frame) (caldate.Day, status) { v, s := run(f); d, _ := v.(dateVal); return caldate.Day(d), s })}, true
	case ListOf:
		if kindOf(t.Parameters()[0]) == String {
			return node{list: &listNode{elem: textElement, computed: true,
				at: func(f *frame) (List, status) { v, s := run(f); return textList(v), s }}}, true
		}
	}
	return node{}, false
}

// came puts what a function of cel-go came to into the frame.
func (f *frame) came(v ref.Val, at *EvalError) (ref.Val, status) {
	switch v := v.(type) {
	case *types.Err:
		return nil, f.fail(&EvalError{at.Line, at.Column, v.Error()})
	case *types.Unknown:
		f.missing = append(f.missing, missing(v)...)
		return nil, unknown_
	}
	return v, ok
}

// binding finds what cel-go would call: the one overload that the checker chose.
func (c *compiler) binding(e ast.Expr) func([]ref.Val) ref.Val {
	reference := c.ast.ReferenceMap()[e.ID()]
	declared := c.point.env.Functions()[e.AsCall().FunctionName()]
	if reference == nil || declared == nil || len(reference.OverloadIDs) != 1 {
		return nil
	}
	bindings, err := declared.Bindings()
	if err != nil {
		return nil
	}
	var found *celfn.Overload
	for _, b := range bindings {
		if b.Operator == reference.OverloadIDs[0] || found == nil && b.Operator == declared.Name() {
			found = b
		}
	}
	switch {
	case found == nil || found.NonStrict:
		return nil
	case found.Unary != nil:
		return func(v []ref.Val) ref.Val { return found.Unary(v[0]) }
	case found.Binary != nil:
		return func(v []ref.Val) ref.Val { return found.Binary(v[0], v[1]) }
	case found.Function != nil:
		return func(v []ref.Val) ref.Val { return found.Function(v...) }
	}
	return nil
}

// valueFn gives a closure's value as cel-go has it; nil for what is no single value.
func valueFn(fn any) func(*frame) (ref.Val, status) {
	switch fn := fn.(type) {
	case boolFn:
		return func(f *frame) (ref.Val, status) { v, s := fn(f); return types.Bool(v), s }
	case intFn:
		return func(f *frame) (ref.Val, status) { v, s := fn(f); return types.Int(v), s }
	case doubleFn:
		return func(f *frame) (ref.Val, status) { v, s := fn(f); return types.Double(v), s }
	case textFn:
		return func(f *frame) (ref.Val, status) { v, s := fn(f); return types.String(v), s }
	case dayFn:
		return func(f *frame) (ref.Val, status) { v, s := fn(f); return dateVal(v), s }
	}
	return nil
}

var textElement = &Field{Kind: String, String: func(p unsafe.Pointer) (string, bool) { return *(*string)(p), true }}

// textList lays out a list of texts of cel-go as getters hand lists out.
func textList(v ref.Val) List {
	l, is := v.(traits.Lister)
	if !is {
		return List{}
	}
	var all []string
	for it := l.Iterator(); it.HasNext() == types.True; {
		s, _ := it.Next().(types.String)
		all = append(all, string(s))
	}
	return List{Base: unsafe.Pointer(unsafe.SliceData(all)), Len: len(all), Stride: unsafe.Sizeof("")}
}
