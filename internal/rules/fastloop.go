package rules

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// comprehension compiles exists, all, exists_one, filter and map over a list of the facts.
func (c *compiler) comprehension(e ast.ComprehensionExpr) (node, bool) {
	source, covered := c.compile(e.IterRange())
	if covered && source.dict != nil {
		source.list = source.dict.listed()
	}
	if !covered || source.list == nil || source.list.mapped != nil || e.HasIterVar2() {
		return node{}, false
	}
	base := c.bounded(source.list)
	slot := base.slot
	if base.filter == nil {
		slot = c.depth()
	}
	if slot >= maxLoops {
		return node{}, false
	}
	c.scope = append(c.scope, variable{e.IterVar(), slot, base.elem, base.path})
	defer func() { c.scope = c.scope[:len(c.scope)-1] }()
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
	d := 1
	for _, v := range c.scope {
		d = max(d, v.slot+1)
	}
	return d
}

// each runs over the elements of a list with the comprehension's variable bound to each. Where the list was filtered, an
// element that cannot be judged makes the whole list unknown, whatever do made of those before.
func (l *listNode) each(f *frame, slot int, do func() bool) status {
	list, s := l.at(f)
	if s != ok {
		return s
	}
	mark, more := len(f.missing), true
	for i := range list.Len {
		if f.budget--; f.budget < 0 {
			f.forget(mark)
			return f.fail(errBudget)
		}
		f.bases[slot], f.index[slot] = list.At(i), i
		if l.filter != nil {
			before := len(f.missing)
			if is, s := l.passes(f); s != ok {
				f.missing = append(f.missing[:mark], f.missing[before:]...)
				return l.settle(f, slot, list, i+1, mark, s)
			} else if !is {
				continue
			}
		}
		if more {
			more = do()
		}
		if !more && l.filter == nil {
			break
		}
	}
	return ok
}

// passes asks the filter about the element the loop stands at.
func (l *listNode) passes(f *frame) (bool, status) {
	if l.filterAsks != nil {
		if r := l.filterAsks.answer(f); r != unsure {
			return r == yes, ok
		}
	}
	return l.filter(f)
}

// settle gives the status of a filtered list after an element whose condition had no answer: that of the last such one.
func (l *listNode) settle(f *frame, slot int, list List, from, mark int, last status) status {
	fault := f.fault
	for i := from; i < list.Len; i++ {
		if f.budget--; f.budget < 0 {
			f.forget(mark)
			return f.fail(errBudget)
		}
		f.bases[slot], f.index[slot] = list.At(i), i
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
	n, covered := c.compile(predicate)
	test, is := n.fn.(boolFn)
	if !covered || !is {
		return node{}, false
	}
	if base.filter == nil {
		return quantified(base, slot, n, deciding), true
	}
	return node{fn: boolFn(func(f *frame) (bool, status) {
		q := quest{mark: len(f.missing), deciding: deciding}
		s := base.each(f, slot, func() bool { return q.take(f, test) })
		return q.result(f, s)
	})}, true
}

// quantified runs over a list as it stands. Where what is asked of memory decides on an element its closure is not called.
func quantified(base *listNode, slot int, predicate node, deciding bool) node {
	list, ask, asks := base.at, predicate.fn.(boolFn), predicate.asks(slot)
	decides, goesOn := answerOf(deciding), answerOf(!deciding)
	return node{plan: loopPlan(base, slot, planOf(predicate), deciding), fn: boolFn(func(f *frame) (bool, status) {
		l, s := list(f)
		q := quest{mark: len(f.missing), deciding: deciding}
		for i := range l.Len {
			if f.budget--; f.budget < 0 {
				s = f.fail(errBudget)
				break
			}
			f.bases[slot], f.index[slot] = l.At(i), i
			if asks != nil {
				switch asks.answer(f) {
				case decides:
					f.forget(q.mark)
					return deciding, ok
				case goesOn:
					continue
				}
			}
			if v, t := ask(f); t != ok {
				q.note(f, t)
			} else if v == deciding {
				f.forget(q.mark)
				return deciding, ok
			}
		}
		return q.result(f, s)
	})}
}

// quest gathers what the elements of exists (deciding true) and all (deciding false) come to: the deciding value wins over
// everything, unknown over a fault.
type quest struct {
	mark              int // the missing facts before
	deciding, decided bool
	worst             status
	fault             error
}

// take asks the element the loop stands at, and reports whether to go on.
func (q *quest) take(f *frame, test boolFn) bool {
	v, s := test(f)
	if s != ok {
		q.note(f, s)
		return true
	}
	q.decided = v == q.deciding
	return !q.decided
}

func (q *quest) note(f *frame, s status) {
	if s == unknown_ {
		q.worst = unknown_
		return
	}
	if q.fault == nil {
		q.fault = f.fault
	}
	if q.worst == ok {
		q.worst = failed
	}
}

// result is what the loop comes to that ended with a status of its own.
func (q *quest) result(f *frame, s status) (bool, status) {
	switch {
	case s != ok:
		if s == failed {
			f.forget(q.mark)
		}
		return false, s
	case q.decided:
		f.forget(q.mark)
		return q.deciding, ok
	case q.worst == failed:
		f.fault = q.fault
	}
	return !q.deciding, q.worst
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
	l := &listNode{elem: base.elem, at: base.at, path: base.path, filter: base.filter, filterAsks: base.filterAsks, filterPlan: base.filterPlan, mapped: n.fn, slot: slot,
		cell: base.cell, stride: base.stride, most: base.most}
	if n.cell != nil && n.cell.base == slot && len(n.cell.hops) == 0 {
		ask := isSet
		if n.kind == Date {
			ask = isDated
		}
		known := newTest(n.cell, ask)
		l.mappedKnown = known.plan()
	}
	return node{list: l}, true
}

// filtering compiles filter and exists_one.
func (c *compiler) filtering(e ast.ComprehensionExpr, base *listNode, slot int, args []ast.Expr) (node, bool) {
	if base.filter != nil || args[1].Kind() != ast.CallKind || args[1].AsCall().FunctionName() != operators.Add {
		return node{}, false
	}
	n, covered := c.compile(args[0])
	test, is := n.fn.(boolFn)
	if !covered || !is {
		return node{}, false
	}
	added := args[1].AsCall().Args()[1]
	filtered := &listNode{elem: base.elem, at: base.at, path: base.path, filter: test, filterAsks: n.asks(slot), filterPlan: planOf(n), slot: slot,
		cell: base.cell, stride: base.stride, most: base.most}
	switch {
	case added.Kind() == ast.LiteralKind: // exists_one counts
		one := filtered
		return node{fn: boolFn(func(f *frame) (bool, status) {
			n := 0
			s := one.each(f, slot, func() bool { n++; return true })
			return n == 1, s
		})}, true
	case added.Kind() == ast.ListKind && len(added.AsList().Elements()) == 1:
		el := added.AsList().Elements()[0]
		if el.Kind() == ast.IdentKind && el.AsIdent() == e.IterVar() {
			return node{list: filtered}, true
		}
	}
	return node{}, false
}
