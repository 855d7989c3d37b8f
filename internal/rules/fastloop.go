package rules

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

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
