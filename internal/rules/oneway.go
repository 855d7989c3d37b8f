package rules

import (
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// comes says which ways a condition can come out; known is false where it is too much to try.
func comes(p *Program, e ast.Expr) (yes, no, known bool) {
	t := &truth{}
	holds := t.condition(p, e)
	known = t.try(func() bool {
		if holds() {
			yes = true
		} else {
			no = true
		}
		return yes && no
	})
	return yes, no, known
}

const (
	neverHint  = "look for a comparison that no value passes, and for && where || is meant"
	alwaysHint = "look for a comparison that every value passes; \"none of them\" is written !(a in ['x', 'y']), or with && between"
)

// oneWay tells of an expression that is always true or never, or of parts of it. It reports whether there are any.
func (l *look) oneWay(never, always, hint string) bool {
	before := len(l.found)
	yes, no, known := comes(l.Program, l.ast.Expr())
	switch {
	case known && !yes:
		l.tell(l.ast.Expr(), CodeNeverTrue, "this is never true, "+never, neverHint)
	case known && !no:
		l.tell(l.ast.Expr(), CodeAlwaysTrue, "this is always true, "+always, hint+alwaysHint)
	default:
		l.parts(l.ast.Expr())
	}
	return len(l.found) > before
}

// parts tells of the parts of a condition that come out one way only.
func (l *look) parts(e ast.Expr) {
	for _, x := range conditionsIn(e) {
		if x.Kind() == ast.LiteralKind {
			continue // written so on purpose, as in condition ? … : true
		}
		yes, no, known := comes(l.Program, x)
		switch {
		case known && !yes:
			l.tell(x, CodeNeverTrue, "this part is never true", neverHint)
		case known && !no:
			l.tell(x, CodeAlwaysTrue, "this part is always true", alwaysHint)
		default:
			l.parts(x)
		}
	}
}

// conditionsIn lists the yes/no parts that a condition is made of, and those that its loops ask of each entry.
func conditionsIn(e ast.Expr) (all []ast.Expr) {
	switch e.Kind() {
	case ast.CallKind:
		switch name := e.AsCall().FunctionName(); name {
		case operators.LogicalAnd, operators.LogicalOr:
			return flatten(e, name)
		case operators.LogicalNot, operators.Conditional:
			return e.AsCall().Args()
		}
		for _, x := range slices.Concat(targetOf(e.AsCall()), e.AsCall().Args()) {
			all = append(all, conditionsIn(x)...)
		}
	case ast.ComprehensionKind:
		c := e.AsComprehension()
		all = conditionsIn(c.IterRange())
		if _, test, is := quantifierOf(c); is {
			all = append(all, test)
		} else if test, is := filterOf(c); is {
			all = append(all, test)
		}
	}
	return all
}

func (l *look) tell(e ast.Expr, code Code, message, hint string) {
	line, column := l.start(e)
	l.addAt(line, column, code, message, hint)
}

// start is where an expression begins. Of a call the parser keeps the place of its bracket.
func (l *look) start(e ast.Expr) (line, column int) {
	at := l.ast.SourceInfo().GetStartLocation(leftmost(l.ast, e))
	line, column = max(1, at.Line()), max(1, at.Column()+1)
	from := offset(l.Source, line, column)
	if !strings.HasPrefix(l.Source[from:], "(") {
		return line, column
	}
	name := wordBefore.FindString(l.Source[:from])
	return line, column - len([]rune(name))
}

var wordBefore = regexp.MustCompile(`[A-Za-z_]*$`)

// given tells where a check comes out one way only wherever its rule applies.
func (l *look) given(when *Program) {
	t := &truth{}
	applies := t.condition(when, when.checked.NativeRep().Expr())
	holds := t.condition(l.Program, l.ast.Expr())
	yes, no := false, false
	known := t.try(func() bool {
		if applies() {
			if holds() {
				yes = true
			} else {
				no = true
			}
		}
		return yes && no
	})
	switch {
	case known && yes && !no:
		l.tell(l.ast.Expr(), CodeAlwaysTrue, "this is true wherever the rule applies, so the rule can never fail", "ask here for what when does not say already")
	case known && no && !yes:
		l.tell(l.ast.Expr(), CodeNeverTrue, "this is never true where the rule applies, so the rule then always fails", "look for a condition that when rules out")
	}
}

// Unreached finds the rows of a choice that are never picked, since a row above holds wherever they do. A nil program
// always holds.
func Unreached(rows []*Program) (all []int) {
	for i, row := range rows {
		if row == nil {
			continue
		}
		t := &truth{}
		here := t.condition(row, row.checked.NativeRep().Expr())
		var above []func() bool
		for _, other := range rows[:i] {
			if other != nil {
				above = append(above, t.condition(other, other.checked.NativeRep().Expr()))
			}
		}
		reached := false
		known := t.try(func() bool {
			reached = here() && !slices.ContainsFunc(above, func(holds func() bool) bool { return holds() })
			return reached
		})
		if known && !reached {
			all = append(all, i)
		}
	}
	return all
}
