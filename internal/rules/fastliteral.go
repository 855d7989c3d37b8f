package rules

import (
	"reflect"
	"unsafe"

	"cel.dev/cel-go/common/ast"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// written compiles a list that is written out, of single values of one kind: [1, work.grade].
func (c *compiler) written(e ast.ListExpr) (node, bool) {
	if len(e.Elements()) == 0 || len(e.OptionalIndices()) > 0 {
		return node{}, false
	}
	var elements []node
	for _, x := range e.Elements() {
		n, covered := c.compile(x)
		if !covered || n.fn == nil {
			return node{}, false
		}
		elements = append(elements, n)
	}
	switch elements[0].fn.(type) {
	case boolFn:
		return listed[bool, boolFn](elements, &Field{Kind: Bool, Memory: &Memory{Kind: reflect.Bool},
			Bool: func(p unsafe.Pointer) (bool, bool) { return *(*bool)(p), true }})
	case intFn:
		return listed[int64, intFn](elements, &Field{Kind: Int, Memory: &Memory{Kind: reflect.Int64},
			Int: func(p unsafe.Pointer) (int64, bool) { return *(*int64)(p), true }})
	case doubleFn:
		return listed[float64, doubleFn](elements, &Field{Kind: Double, Memory: &Memory{Kind: reflect.Float64},
			Double: func(p unsafe.Pointer) (float64, bool) { return *(*float64)(p), true }})
	case textFn:
		return listed[string, textFn](elements, &Field{Kind: String, Memory: &Memory{Kind: reflect.String},
			String: func(p unsafe.Pointer) (string, bool) { return *(*string)(p), true }})
	case dayFn:
		return listed[caldate.Day, dayFn](elements, &Field{Kind: Date, Memory: &Memory{Kind: reflect.Int32, Known: NotZero},
			Date: func(p unsafe.Pointer) caldate.Day { return *(*caldate.Day)(p) }})
	}
	return node{}, false
}

// listed lays values out as a getter would. Constants are laid out once. A fault ends it, unknowns gather.
func listed[T any, F ~func(*frame) (T, status)](elements []node, elem *Field) (node, bool) {
	fns, constants, all := make([]F, len(elements)), make([]T, len(elements)), true
	for i, n := range elements {
		fn, same := n.fn.(F)
		if !same {
			return node{}, false
		}
		fns[i] = fn
		v, is := n.literal.(T)
		constants[i], all = v, all && is
	}
	lay := func(of []T) List {
		return List{Base: unsafe.Pointer(unsafe.SliceData(of)), Len: len(of), Stride: unsafe.Sizeof(*new(T))}
	}
	if all {
		list := lay(constants)
		return node{list: &listNode{elem: elem, computed: true, at: func(*frame) (List, status) { return list, ok }}}, true
	}
	return node{list: &listNode{elem: elem, computed: true, at: func(f *frame) (List, status) {
		values, mark, worst := make([]T, len(fns)), len(f.missing), ok
		for i, fn := range fns {
			v, s := fn(f)
			switch s {
			case failed:
				f.forget(mark)
				return List{}, failed
			case unknown_:
				worst = unknown_
			}
			values[i] = v
		}
		if worst != ok {
			return List{}, worst
		}
		return lay(values), ok
	}}}, true
}
