package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// The codes of what is worth a look in an expression that can be evaluated.
const (
	CodeRemainder  Code = "remainder"   // a division of whole numbers drops what is left over
	CodeOtherUnit  Code = "other-unit"  // a parameter counts something else than what it is held against
	CodeHasFact    Code = "has-fact"    // a must fails because nobody entered a fact about the world
	CodeEmptyList  Code = "empty-list"  // all holds where the list has no entries
	CodeAlwaysTrue Code = "always-true" // whatever the facts are
	CodeNeverTrue  Code = "never-true"  // likewise
)

// look collects what is worth a look in one program.
type look struct {
	*Program
	ast   *ast.AST
	found []Problem
}

func (l *look) add(e ast.Expr, code Code, message, hint string) *Problem {
	at := l.ast.SourceInfo().GetStartLocation(e.ID())
	return l.addAt(at.Line(), at.Column()+1, code, message, hint)
}

func (l *look) addAt(line, column int, code Code, message, hint string) *Problem {
	l.found = append(l.found, Problem{Line: max(1, line), Column: max(1, column), Code: code, Message: message, Hint: hint})
	return &l.found[len(l.found)-1]
}

// Look finds what is worth a look in any expression: divisions that drop a remainder, and parameters of another unit than
// what they are held against.
func (p *Program) Look() []Problem {
	l := &look{Program: p, ast: p.checked.NativeRep()}
	ast.PreOrderVisit(l.ast.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.CallKind {
			return
		}
		switch name := e.AsCall().FunctionName(); {
		case name == operators.Divide:
			l.remainder(e)
		case unitOfMove[name] != "":
			l.moved(e)
		case english.comparing[name] != [2]string{}:
			l.otherUnit(e)
		}
	}))
	return l.found
}

// LookAtDefinition is Look at the expression of a defined name.
func (p *Point) LookAtDefinition(name string) []Problem {
	if d := p.definition(name); d != nil {
		return d.program.Look()
	}
	return nil
}

// remainder tells of whole numbers that are divided, unless it is certain that nothing is left over.
func (l *look) remainder(e ast.Expr) {
	args := e.AsCall().Args()
	if !l.ast.GetType(e.ID()).IsExactType(cel.IntType) || l.exact(args[0], args[1]) {
		return
	}
	problem := l.add(e, CodeRemainder, "whole numbers are divided here, and what is left over is dropped: 7 / 2 is 3",
		"keep the fraction with / 2.0 or / double(…), or say with int(a / double(b)) that it is to be dropped")
	l.fraction(problem)
}

var divisor = regexp.MustCompile(`^/ *(?:(\d+)|([A-Za-z_][\w.]*(?:\([^()]*\))?))`)

// fraction says how the division keeps its fraction, where the rest of the expression takes one.
func (l *look) fraction(problem *Problem) {
	at := offset(l.Source, problem.Line, problem.Column)
	m := divisor.FindStringSubmatch(l.Source[at:])
	if m == nil || strings.HasPrefix(l.Source[at+len(m[0]):], ".") || strings.HasPrefix(l.Source[at+len(m[0]):], "[") {
		return
	}
	instead := "/ double(" + m[2] + ")"
	if m[1] != "" {
		instead = "/ " + m[1] + ".0"
	}
	checked, issues := l.point.check(l.Source[:at] + instead + l.Source[at+len(m[0]):])
	if issues.Err() == nil && kindOf(checked.OutputType()) == l.Kind {
		problem.Old, problem.New = m[0], instead
		problem.Hint = fmt.Sprintf("write %s to keep the fraction, or int(…) round the division where it is to be dropped", instead)
	}
}

// exact reports whether a divisor is certain to divide without a remainder.
func (l *look) exact(of, by ast.Expr) bool {
	if by.Kind() != ast.LiteralKind {
		return written(l.Program, of) == written(l.Program, by)
	}
	n, _ := by.AsLiteral().(types.Int)
	return n != 0 && multiple(of, int64(n))
}

func multiple(e ast.Expr, of int64) bool {
	if of == 1 || of == -1 {
		return true
	}
	if e.Kind() == ast.LiteralKind {
		v, is := e.AsLiteral().(types.Int)
		return is && int64(v)%of == 0
	}
	if e.Kind() != ast.CallKind {
		return false
	}
	args := e.AsCall().Args()
	switch e.AsCall().FunctionName() {
	case operators.Multiply:
		return multiple(args[0], of) || multiple(args[1], of)
	case operators.Add, operators.Subtract:
		return multiple(args[0], of) && multiple(args[1], of)
	case operators.Negate:
		return multiple(args[0], of)
	}
	return false
}

// LookAtRule finds what is worth a look in what a rule says: parts that are always true or never, and lists that may be
// empty; and in a must facts whose absence makes it fail. When is nil for a rule that always applies.
func LookAtRule(when, check *Program, must bool) (inWhen, inCheck []Problem) {
	c := &look{Program: check, ast: check.checked.NativeRep()}
	w := &look{}
	if when != nil {
		w = &look{Program: when, ast: when.checked.NativeRep()}
		w.oneWay("so the rule never applies", "so the rule always applies", "take it out, or ")
	}
	if must {
		c.hasFacts()
	}
	c.emptyLists(when)
	if !c.oneWay("so the rule fails wherever it applies", "so the rule can never fail", "") && when != nil && len(w.found) == 0 {
		c.given(when)
	}
	return w.found, c.found
}

// hasFacts tells of has() on a fact.
func (l *look) hasFacts() {
	ast.PreOrderVisit(l.ast.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.SelectKind || !e.AsSelect().IsTestOnly() {
			return
		}
		if f := l.point.fieldOf(l.ast, e); f != nil && f.Fact {
			l.tell(e, CodeHasFact, fmt.Sprintf("%q is a fact about the world: that nobody entered it says nothing, and here it decides", f.Name),
				"take has(…) out: while it is not known, the rule cannot be judged and asks for it; or put it under when")
		}
	}))
}

// emptyLists tells of all over a list of which nothing else says how many entries it has.
func (l *look) emptyLists(when *Program) {
	asked := map[string]bool{}
	note := func(p *Program) {
		if p == nil {
			return
		}
		ast.PreOrderVisit(p.checked.NativeRep().Expr(), ast.NewExprVisitor(func(e ast.Expr) {
			switch e.Kind() {
			case ast.CallKind:
				if call := e.AsCall(); call.FunctionName() == "size" {
					asked[written(p, append(slices.Clone(call.Args()), targetOf(call)...)[0])] = true
				}
			case ast.ComprehensionKind:
				if joined, _, is := quantifierOf(e.AsComprehension()); is && joined == "exists" {
					asked[written(p, e.AsComprehension().IterRange())] = true
				}
			}
		}))
	}
	note(when)
	note(l.Program)
	ast.PreOrderVisit(l.ast.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.ComprehensionKind {
			return
		}
		c := e.AsComprehension()
		joined, _, is := quantifierOf(c)
		list := ""
		if is && joined == "all" && c.IterRange().Kind() != ast.ListKind {
			list = written(l.Program, c.IterRange())
		}
		if list == "" || asked[list] {
			return
		}
		asked[list] = true
		l.tell(c.IterRange(), CodeEmptyList, fmt.Sprintf("this holds also where %s has no entries", list),
			fmt.Sprintf("put size(%s) > 0 && before it where there have to be some, and size(%[1]s) == 0 || where none is as good", list))
	}))
}

func targetOf(call ast.CallExpr) []ast.Expr {
	if call.IsMemberFunction() {
		return []ast.Expr{call.Target()}
	}
	return nil
}
