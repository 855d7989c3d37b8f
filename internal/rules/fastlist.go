package rules

import (
	"slices"
	"unicode/utf8"
	"unsafe"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// in compiles membership: in a list of literals, or in a list of the facts.
func (c *compiler) in(item, list ast.Expr) (node, bool) {
	x, covered := c.compile(item)
	if !covered {
		return node{}, false
	}
	if list.Kind() == ast.ListKind {
		var literals []any
		for _, e := range list.AsList().Elements() {
			n, covered := c.compile(e)
			if !covered || n.literal == nil {
				return node{}, false
			}
			literals = append(literals, n.literal)
		}
		switch f := x.fn.(type) {
		case textFn:
			return among(f, literals)
		case intFn:
			return among(f, literals)
		case doubleFn:
			return among(f, literals)
		}
		return node{}, false
	}
	l, covered := c.compile(list)
	if !covered || l.list == nil || l.list.filter != nil || l.list.mapped != nil {
		return node{}, false
	}
	switch f := x.fn.(type) {
	case textFn:
		if l.list.elem.Kind == String {
			return contained(f, l.list, l.list.elem.String), true
		}
	case intFn:
		if l.list.elem.Kind == Int {
			return contained(f, l.list, l.list.elem.Int), true
		}
	}
	return node{}, false
}

func among[T comparable, F ~func(*frame) (T, status)](item F, literals []any) (node, bool) {
	set := make([]T, len(literals))
	for i, l := range literals {
		v, is := l.(T)
		if !is {
			return node{}, false
		}
		set[i] = v
	}
	return node{fn: boolFn(func(f *frame) (bool, status) {
		v, s := item(f)
		return s == ok && slices.Contains(set, v), s
	})}, true
}

// contained looks for a value among the elements. An element that is not known is equal to nothing.
func contained[T comparable, F ~func(*frame) (T, status)](item F, l *listNode, get func(unsafe.Pointer) (T, bool)) node {
	return node{fn: boolFn(strict[T, List, bool](item, l.at, func(_ *frame, v T, list List) (bool, status) {
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
	}
	return node{}, false
}

// indexed looks at the position first: what it lacks, or its fault, hides what the list lacks.
func indexed[T any](l *listNode, at intFn, get func(unsafe.Pointer) (T, bool), outside error) func(*frame) (T, status) {
	return func(f *frame) (v T, s status) {
		i, s := at(f)
		if s != ok {
			return v, s
		}
		list, s := l.at(f)
		if s != ok {
			return v, s
		}
		if i < 0 || i >= int64(list.Len) {
			return v, f.fail(outside)
		}
		if v, known := get(list.At(int(i))); known {
			return v, ok
		}
		return v, f.miss(l.path(f))
	}
}

// comprehension compiles exists, all, exists_one, filter and map over a list of the facts.
func (c *compiler) comprehension(e ast.ComprehensionExpr) (node, bool) {
	source, covered := c.compile(e.IterRange())
	if !covered || source.list == nil || source.list.mapped != nil || e.HasIterVar2() {
		return node{}, false
	}
	base := source.list
	slot := base.slot
	if base.filter == nil {
		slot = c.depth()
	}
	c.scope = append(c.scope, variable{e.IterVar(), slot, base.elem, base.path})
	defer func() { c.scope = c.scope[:len(c.scope)-1] }()
	c.most = max(c.most, slot+1)
	step := e.LoopStep()
	if step.Kind() != ast.CallKind {
		return node{}, false
	}
	call := step.AsCall()
	isAccu := func(x ast.Expr) bool { return x.Kind() == ast.IdentKind && x.AsIdent() == e.AccuVar() }
	switch fn, args := call.FunctionName(), call.Args(); {
	case (fn == operators.LogicalOr || fn == operators.LogicalAnd) && isAccu(args[0]) && isAccu(e.Result()):
		return c.quantifier(base, slot, args[1], fn == operators.LogicalOr)
	case fn == operators.Add && isAccu(args[0]) && isAccu(e.Result()):
		return c.mapping(base, slot, args[1])
	case fn == operators.Conditional && isAccu(args[2]):
		return c.filtering(e, base, slot, args)
	}
	return node{}, false
}

func (c *compiler) depth() int {
	d := 0
	for _, v := range c.scope {
		d = max(d, v.slot+1)
	}
	return d
}

func (c *compiler) predicate(e ast.Expr) (boolFn, bool) {
	n, covered := c.compile(e)
	f, is := n.fn.(boolFn)
	return f, covered && is
}

// each runs over the elements of a list with the comprehension's variable bound to each. Where the list was filtered it
// first settles what the filter comes to: an element that cannot be judged makes the whole list unknown.
func (l *listNode) each(f *frame, slot int, do func() bool) status {
	list, s := l.at(f)
	if s != ok {
		return s
	}
	if l.filter != nil {
		if s := l.settle(f, slot, list); s != ok {
			return s
		}
	}
	for i := range list.Len {
		if !f.spend() {
			return f.fail(errBudget)
		}
		f.loops[slot] = loop{list.At(i), i}
		if l.filter != nil {
			mark := len(f.missing)
			if is, _ := l.filter(f); !is {
				f.forget(mark)
				continue
			}
			f.loops[slot] = loop{list.At(i), i}
		}
		if !do() {
			break
		}
	}
	return ok
}

// settle gives the status of a filtered list: that of the last element whose condition has no answer.
func (l *listNode) settle(f *frame, slot int, list List) status {
	mark, last := len(f.missing), ok
	var fault error
	for i := range list.Len {
		if !f.spend() {
			f.forget(mark)
			return f.fail(errBudget)
		}
		f.loops[slot] = loop{list.At(i), i}
		before := len(f.missing)
		switch _, s := l.filter(f); s {
		case unknown_:
			// Only this element's unknowns count now.
			n := copy(f.missing[mark:], f.missing[before:])
			f.forget(mark + n)
			last = unknown_
		case failed:
			f.forget(mark)
			last, fault = failed, f.fault
		}
	}
	f.fault = fault
	return last
}

// quantifier compiles exists (deciding true) and all (deciding false).
func (c *compiler) quantifier(base *listNode, slot int, predicate ast.Expr, deciding bool) (node, bool) {
	test, covered := c.predicate(predicate)
	if !covered {
		return node{}, false
	}
	return node{fn: boolFn(func(f *frame) (bool, status) {
		mark, worst, decided := len(f.missing), ok, false
		var fault error
		s := base.each(f, slot, func() bool {
			switch v, s := test(f); s {
			case ok:
				decided = v == deciding
			case unknown_:
				worst = unknown_
			case failed:
				if fault == nil {
					fault = f.fault
				}
				if worst == ok {
					worst = failed
				}
			}
			return !decided
		})
		switch {
		case s != ok:
			if s == failed {
				f.forget(mark)
			}
			return false, s
		case decided:
			f.forget(mark)
			return deciding, ok
		}
		f.fault = fault
		return !deciding, worst
	})}, true
}

// mapping compiles map: its elements are values of one kind.
func (c *compiler) mapping(base *listNode, slot int, step ast.Expr) (node, bool) {
	if step.Kind() != ast.ListKind || len(step.AsList().Elements()) != 1 {
		return node{}, false
	}
	n, covered := c.compile(step.AsList().Elements()[0])
	if !covered || n.fn == nil {
		return node{}, false
	}
	return node{list: &listNode{elem: base.elem, at: base.at, path: base.path, filter: base.filter, mapped: n.fn, slot: slot}}, true
}

// filtering compiles filter and exists_one.
func (c *compiler) filtering(e ast.ComprehensionExpr, base *listNode, slot int, args []ast.Expr) (node, bool) {
	if base.filter != nil || args[1].Kind() != ast.CallKind || args[1].AsCall().FunctionName() != operators.Add {
		return node{}, false
	}
	test, covered := c.predicate(args[0])
	if !covered {
		return node{}, false
	}
	added := args[1].AsCall().Args()[1]
	switch {
	case added.Kind() == ast.LiteralKind: // exists_one counts
		one := &listNode{elem: base.elem, at: base.at, path: base.path, filter: test, slot: slot}
		return node{fn: boolFn(func(f *frame) (bool, status) {
			n := 0
			s := one.each(f, slot, func() bool { n++; return true })
			return n == 1, s
		})}, true
	case added.Kind() == ast.ListKind && len(added.AsList().Elements()) == 1:
		el := added.AsList().Elements()[0]
		if el.Kind() == ast.IdentKind && el.AsIdent() == e.IterVar() {
			return node{list: &listNode{elem: base.elem, at: base.at, path: base.path, filter: test, slot: slot}}, true
		}
	}
	return node{}, false
}

// count gives the length of a list.
func (l *listNode) count(f *frame) (int64, status) {
	if l.filter == nil && l.mapped == nil {
		list, s := l.at(f)
		return int64(list.Len), s
	}
	n := int64(0)
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
