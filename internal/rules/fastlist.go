package rules

import (
	"slices"
	"unicode/utf8"
	"unsafe"

	"cel.dev/cel-go/common/ast"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// in compiles membership: in a list of literals, or in a list of the facts.
func (c *compiler) in(item, list ast.Expr) (node, bool) {
	x, covered := c.compile(item)
	if !covered {
		return node{}, false
	}
	if literals, all := c.constants(list); all {
		switch f := x.fn.(type) {
		case textFn:
			if texts, all := only[string](literals); all {
				if n, is := anyText(x, texts); is {
					return n, true
				}
			}
			return among(f, literals)
		case intFn:
			return among(f, literals)
		case doubleFn:
			return among(f, literals)
		}
	}
	l, covered := c.compile(list)
	if covered && l.dict != nil {
		return l.dict.keyed(x)
	}
	if !covered || l.list == nil || l.list.filter != nil || l.list.mapped != nil {
		return node{}, false
	}
	switch f := x.fn.(type) {
	case textFn:
		if l.list.elem.Kind == String {
			return contained(f, c.bounded(l.list), l.list.elem.String), true
		}
	case intFn:
		if l.list.elem.Kind == Int {
			return contained(f, c.bounded(l.list), l.list.elem.Int), true
		}
	case doubleFn:
		if l.list.elem.Kind == Double {
			return contained(f, c.bounded(l.list), l.list.elem.Double), true
		}
	case boolFn:
		if l.list.elem.Kind == Bool {
			return contained(f, c.bounded(l.list), l.list.elem.Bool), true
		}
	case dayFn:
		if date := l.list.elem.Date; l.list.elem.Kind == Date {
			return contained(f, c.bounded(l.list), func(p unsafe.Pointer) (caldate.Day, bool) { d := date(p); return d, d != 0 }), true
		}
	}
	return node{}, false
}

// constants are the values of a list that is written out and holds nothing else.
func (c *compiler) constants(list ast.Expr) ([]any, bool) {
	if list.Kind() != ast.ListKind || len(list.AsList().OptionalIndices()) > 0 {
		return nil, false
	}
	var literals []any
	for _, e := range list.AsList().Elements() {
		n, covered := c.compile(e)
		if !covered || n.literal == nil {
			return nil, false
		}
		literals = append(literals, n.literal)
	}
	return literals, len(literals) > 0
}

func only[T any](literals []any) ([]T, bool) {
	set := make([]T, len(literals))
	for i, l := range literals {
		v, is := l.(T)
		if !is {
			return nil, false
		}
		set[i] = v
	}
	return set, true
}

func among[T comparable, F ~func(*frame) (T, status)](item F, literals []any) (node, bool) {
	set, all := only[T](literals)
	if !all {
		return node{}, false
	}
	return node{fn: boolFn(func(f *frame) (bool, status) {
		v, s := item(f)
		return s == ok && slices.Contains(set, v), s
	})}, true
}

// contained looks for a value among the elements. An element that is not known is equal to nothing.
func contained[T comparable, F ~func(*frame) (T, status)](item F, l *listNode, get func(unsafe.Pointer) (T, bool)) node {
	return node{fn: boolFn(strict[T, List, bool](item, l.at, func(fr *frame, v T, list List) (bool, status) {
		if fr.budget -= int64(list.Len / textsATurn); fr.budget < 0 {
			return false, fr.fail(errBudget)
		}
		for i := range list.Len {
			if x, known := get(list.At(i)); known && x == v {
				return true, ok
			}
		}
		return false, ok
	}))}
}

// index compiles the element of a list of single values at a position.
func (c *compiler) index(e ast.Expr, list, position node) (node, bool) {
	if key, is := position.fn.(textFn); is && list.dict != nil {
		return c.entry(e, list.dict, key, position.literal)
	}
	l := list.list
	at, is := position.fn.(intFn)
	if l == nil || l.filter != nil || l.mapped != nil || !is {
		return node{}, false
	}
	outside := c.faultAt(e, "the list has no entry at this position")
	switch elem := l.elem; elem.Kind {
	case String:
		return node{fn: textFn(indexed(l, at, elem.String, outside))}, true
	case Int:
		return node{fn: intFn(indexed(l, at, elem.Int, outside))}, true
	case Double:
		return node{fn: doubleFn(indexed(l, at, elem.Double, outside))}, true
	case Bool:
		return node{fn: boolFn(indexed(l, at, elem.Bool, outside))}, true
	case Date:
		return node{fn: dayFn(indexed(l, at, func(p unsafe.Pointer) (caldate.Day, bool) { d := elem.Date(p); return d, d != 0 }, outside))}, true
	}
	return node{}, false
}

// indexed looks at the position first: what it lacks, or its fault, hides what the list lacks. In a computed list it is the
// other way round.
func indexed[T any](l *listNode, at intFn, get func(unsafe.Pointer) (T, bool), outside error) func(*frame) (T, status) {
	return func(f *frame) (v T, s status) {
		var list List
		if l.computed {
			if list, s = l.at(f); s != ok {
				return v, s
			}
		}
		i, s := at(f)
		if s != ok {
			return v, s
		}
		if !l.computed {
			if list, s = l.at(f); s != ok {
				return v, s
			}
		}
		if i < 0 || i >= int64(list.Len) {
			return v, f.fail(outside)
		}
		if v, known := get(list.At(int(i))); known {
			return v, ok
		}
		return v, f.miss(l.path)
	}
}

// count gives the length of a list.
func (l *listNode) count(f *frame) (int64, status) {
	if l.filter == nil && l.mapped == nil {
		list, s := l.at(f)
		return int64(list.Len), s
	}
	n := int64(0)
	if l.mapped == nil {
		s := l.each(f, l.slot, func() bool { n++; return true })
		return n, s
	}
	s := l.values(f, func() status {
		n++
		return evalAny(l.mapped, f)
	})
	return n, s
}

// values runs over a list that may be mapped: the first fault or unknown among the values decides, and later unknowns join
// an unknown.
func (l *listNode) values(f *frame, do func() status) status {
	mark, worst := len(f.missing), ok
	var fault error
	s := l.each(f, l.slot, func() bool {
		before := len(f.missing)
		switch s := do(); {
		case s == ok:
		case worst == ok:
			worst, fault = s, f.fault
		case worst == failed || s == failed:
			f.forget(before)
		}
		return true
	})
	if s != ok {
		return s
	}
	if worst == failed {
		f.forget(mark)
		f.fault = fault
	}
	return worst
}

func evalAny(fn any, f *frame) status {
	var s status
	switch fn := fn.(type) {
	case boolFn:
		_, s = fn(f)
	case intFn:
		_, s = fn(f)
	case doubleFn:
		_, s = fn(f)
	case textFn:
		_, s = fn(f)
	case dayFn:
		_, s = fn(f)
	}
	return s
}

func runes(s string) int64 { return int64(utf8.RuneCountInString(s)) }
