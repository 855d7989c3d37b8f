package rules

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// unitOfMove is what the functions that move a date take, unitOfSpan what those that count give.
var (
	unitOfMove = map[string]string{"addDays": "days", "addWeeks": "weeks", "addMonths": "months", "addWorkingDays": "working days"}
	unitOfSpan = map[string]string{"daysBetween": "days", "monthsBetween": "months", "workingDaysBetween": "working days"}
)

// spans are the units that a date can be moved by, with the function for each.
var spans = map[string]string{"day": "addDays", "week": "addWeeks", "month": "addMonths", "working day": "addWorkingDays", "year": "addMonths"}

func (l *look) moved(e ast.Expr) {
	args := e.AsCall().Args()
	if len(args) != 2 {
		return
	}
	name := e.AsCall().FunctionName()
	unit, what := l.unit(l.Program, args[1]), unitOfMove[name]
	if better := spans[oneOfUnit(unit)]; better != "" && oneOfUnit(unit) != oneOfUnit(what) {
		hint := "move the date with " + better
		if better == name { // years
			hint = "multiply years by 12"
		}
		l.add(args[1], CodeOtherUnit, fmt.Sprintf("%s takes %s, and this counts %s", name, what, unit), hint)
	}
}

func (l *look) otherUnit(e ast.Expr) {
	args := e.AsCall().Args()
	left, right := l.unit(l.Program, args[0]), l.unit(l.Program, args[1])
	if left == "" || right == "" || oneOfUnit(left) == oneOfUnit(right) || !readsParam(args[0]) && !readsParam(args[1]) {
		return
	}
	l.add(e, CodeOtherUnit, fmt.Sprintf("%s are held against %s here", left, right),
		"count both sides in the same unit, or mend the unit of the parameter or of the column")
}

func readsParam(e ast.Expr) bool {
	found := map[string]bool{}
	walkReads(e, map[string]string{}, found)
	for path := range found {
		if strings.HasPrefix(path, paramsName+".") {
			return true
		}
	}
	return false
}

// oneOfUnit names a unit in one form.
func oneOfUnit(unit string) string {
	unit = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(unit)), "calendar ")
	if short := map[string]string{"km": "kilometre", "%": "percent", "mins": "minute", "hrs": "hour"}[unit]; short != "" {
		return short
	}
	return strings.TrimSuffix(unit, "s")
}

// unit is what a number counts, as far as the words of fields and parameters tell; empty where they do not.
func (l *look) unit(p *Program, e ast.Expr) string {
	a := p.checked.NativeRep()
	switch e.Kind() {
	case ast.IdentKind:
		if d := p.point.definition(e.AsIdent()); d != nil {
			return l.unit(d.program, d.program.checked.NativeRep().Expr())
		}
		fallthrough
	case ast.SelectKind:
		if path, is := readPath(e, map[string]string{}); is && p.point.Params != nil && strings.HasPrefix(path, paramsName+".") {
			if f := p.point.Params.Field(strings.TrimPrefix(path, paramsName+".")); f != nil {
				return f.Unit
			}
			return ""
		}
		if f := p.point.fieldAt(a, e); f != nil {
			return f.Unit
		}
	case ast.CallKind:
		call := e.AsCall()
		name, args := call.FunctionName(), call.Args()
		switch {
		case unitOfSpan[name] != "":
			return unitOfSpan[name]
		case name == "double" || name == "int" || name == operators.Negate:
			return l.unit(p, args[0])
		case name == operators.Add || name == operators.Subtract:
			return l.same(p, args[0], args[1])
		case name == operators.Conditional:
			return l.same(p, args[1], args[2])
		}
	}
	return ""
}

// same is the unit of two numbers that are added or chosen from; a number that is written out takes that of the other.
func (l *look) same(p *Program, a, b ast.Expr) string {
	x, y := l.unit(p, a), l.unit(p, b)
	switch {
	case x == y, b.Kind() == ast.LiteralKind:
		return x
	case a.Kind() == ast.LiteralKind:
		return y
	}
	return ""
}
