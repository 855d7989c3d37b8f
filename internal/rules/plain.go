package rules

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Words tells an expression in plain English, by what its fields mean. What has no words stands as it is written. They are
// for reading along; the expression is what counts.
func (p *Program) Words() string {
	a := p.checked.NativeRep()
	w := wording{point: p.point, ast: a}
	return w.clause(a.Expr(), nil, false)
}

type wording struct {
	point *Point
	ast   *ast.AST
}

// loopNames are the loops' variables with the list each runs over.
type loopNames map[string]string

func (w wording) code(e ast.Expr) string {
	s, err := cel.ExprToString(e, w.ast.SourceInfo())
	if err != nil {
		return "…"
	}
	return s
}

var comparing = map[string][2]string{ // of numbers and texts, then of dates
	operators.Equals: {"is", "is"}, operators.NotEquals: {"is not", "is not"},
	operators.LessEquals: {"is at most", "is not after"}, operators.Less: {"is less than", "is before"},
	operators.GreaterEquals: {"is at least", "is not before"}, operators.Greater: {"is more than", "is after"},
}

var oppositeOf = map[string]string{operators.Equals: operators.NotEquals, operators.NotEquals: operators.Equals, operators.Less: operators.GreaterEquals,
	operators.LessEquals: operators.Greater, operators.Greater: operators.LessEquals, operators.GreaterEquals: operators.Less}

// clause tells what a yes/no expression says, or its oppositeOf.
func (w wording) clause(e ast.Expr, in loopNames, not bool) string {
	switch e.Kind() {
	case ast.LiteralKind:
		return map[bool]string{true: "always", false: "never"}[(e.AsLiteral() == types.True) != not]
	case ast.SelectKind:
		if e.AsSelect().IsTestOnly() {
			return w.label(e, in) + map[bool]string{true: " is not recorded", false: " is recorded"}[not]
		}
	case ast.ComprehensionKind:
		return w.loop(e, in, not)
	case ast.CallKind:
		if s, is := w.call(e, in, not); is {
			return s
		}
	}
	what := w.noun(e, in)
	if rest, is := strings.CutPrefix(what, "whether "); is {
		if not {
			return "it is not so that " + rest
		}
		return rest
	}
	if not {
		return "not: " + what
	}
	return what
}

func (w wording) call(e ast.Expr, in loopNames, not bool) (string, bool) {
	call := e.AsCall()
	name, args := call.FunctionName(), call.Args()
	if call.IsMemberFunction() {
		args = append([]ast.Expr{call.Target()}, args...)
	}
	switch name {
	case operators.LogicalAnd, operators.LogicalOr:
		join := "; and "
		if (name == operators.LogicalOr) != not {
			join = "; or "
		}
		var all []string
		for _, x := range flatten(e, name) {
			s := w.clause(x, in, not)
			if strings.Contains(s, "; ") {
				s = "(" + s + ")"
			}
			all = append(all, s)
		}
		return strings.Join(all, join), true
	case operators.LogicalNot:
		return w.clause(args[0], in, !not), true
	case operators.Conditional:
		return fmt.Sprintf("where %s, %s; and otherwise, %s", w.clause(args[0], in, false), w.clause(args[1], in, not), w.clause(args[2], in, not)), true
	case operators.In:
		return w.noun(args[0], in) + map[bool]string{true: " is none of ", false: " is one of "}[not] + w.noun(args[1], in), true
	case "startsWith":
		return w.noun(args[0], in) + verb(not, " begins with ", " begin with ") + w.noun(args[1], in), true
	case "endsWith":
		return w.noun(args[0], in) + verb(not, " ends with ", " end with ") + w.noun(args[1], in), true
	case "contains":
		return w.noun(args[0], in) + verb(not, " contains ", " contain ") + w.noun(args[1], in), true
	case "matches":
		return w.noun(args[0], in) + verb(not, " fits the pattern ", " fit the pattern ") + w.noun(args[1], in), true
	case "inTerm":
		return w.noun(args[0], in) + map[bool]string{true: " is not in a term", false: " is in a term"}[not], true
	}
	if _, compares := comparing[name]; !compares {
		return "", false
	}
	if not {
		name = oppositeOf[name]
	}
	form := comparing[name][0]
	if kindOf(w.ast.GetType(args[0].ID())) == Date {
		form = comparing[name][1]
	}
	return w.noun(args[0], in) + " " + form + " " + w.noun(args[1], in), true
}

func verb(not bool, does, do string) string {
	if not {
		return " does not" + do
	}
	return does
}

func (w wording) loop(e ast.Expr, in loopNames, not bool) string {
	c := e.AsComprehension()
	joined, test, is := quantifierOf(c)
	if !is {
		return map[bool]string{true: "not: ", false: ""}[not] + w.code(e)
	}
	list := w.noun(c.IterRange(), in)
	inner := loopNames{c.IterVar(): list}
	for k, v := range in {
		if inner[k] == "" {
			inner[k] = v
		}
	}
	body := w.clause(test, inner, false)
	switch {
	case joined == "all" && !not:
		return "for each of " + list + ", " + body
	case joined == "all":
		return "for one of " + list + " at least, it is not so that " + body
	case !not:
		return "for one of " + list + " at least, " + body
	}
	return "for none of " + list + ", " + body
}

// noun tells a value.
func (w wording) noun(e ast.Expr, in loopNames) string {
	switch e.Kind() {
	case ast.LiteralKind:
		switch v := e.AsLiteral().(type) {
		case types.String:
			return "“" + strings.ReplaceAll(string(v), "_", " ") + "”"
		case types.Int:
			return fmt.Sprint(int64(v))
		case types.Double:
			return Format(float64(v))
		}
	case ast.ListKind:
		var all []string
		for _, x := range e.AsList().Elements() {
			all = append(all, w.noun(x, in))
		}
		return strings.Join(all, ", ")
	case ast.IdentKind, ast.SelectKind:
		return w.label(e, in)
	case ast.ComprehensionKind:
		c := e.AsComprehension()
		if test, is := filterOf(c); is {
			list := w.noun(c.IterRange(), in)
			return "those of " + list + " where " + w.clause(test, loopNames{c.IterVar(): list}, false)
		}
	case ast.CallKind:
		if s, is := w.value(e, in); is {
			return s
		}
	}
	return w.code(e)
}

var valued = map[string]string{"year": "the year of %s", "month": "the month of %s", "dayOfWeek": "the day of the week of %s",
	"academicYear": "the academic year of %s", "term": "the term of %s", "termEnds": "the end of the term of %s", "size": "the number of %s",
	"sum": "the total of %s", "avg": "the mean of %s", "median": "the median of %s", "double": "%s", "int": "%s", "trim": "%s", "lowerAscii": "%s", "upperAscii": "%s",
	"addDays": "%[2]s days after %[1]s", "addWeeks": "%[2]s weeks after %[1]s", "addMonths": "%[2]s months after %[1]s",
	"addWorkingDays": "%[2]s working days after %[1]s", "daysBetween": "the number of days from %s to %s",
	"monthsBetween": "the number of months from %s to %s", "workingDaysBetween": "the number of working days from %s to %s",
	operators.Add: "%s plus %s", operators.Subtract: "%s less %s", operators.Multiply: "%s times %s", operators.Divide: "%s divided by %s"}

func (w wording) value(e ast.Expr, in loopNames) (string, bool) {
	call := e.AsCall()
	args := call.Args()
	if call.IsMemberFunction() {
		args = append([]ast.Expr{call.Target()}, args...)
	}
	name := call.FunctionName()
	if name == "date" && args[0].Kind() == ast.LiteralKind {
		if d, err := caldate.Parse(fmt.Sprint(args[0].AsLiteral().Value())); err == nil {
			return d.Long(), true
		}
	}
	if name == operators.Conditional {
		return fmt.Sprintf("%s (or %s, unless %s)", w.noun(args[1], in), w.noun(args[2], in), w.clause(args[0], in, false)), true
	}
	form, known := valued[name]
	if !known {
		return "", false
	}
	var words []any
	for _, x := range args {
		s := w.noun(x, in)
		if strings.HasPrefix(name, "add") && name != operators.Add {
			for _, unit := range []string{" months", " weeks", " working days", " days"} {
				s = strings.TrimSuffix(s, unit) // the function says it
			}
		}
		words = append(words, s)
	}
	return fmt.Sprintf(form, words...), true
}

// label tells a field by what it means, a parameter by its value, and a loop's variable as it.
func (w wording) label(e ast.Expr, in loopNames) string {
	path, is := readPath(e, map[string]string{})
	if e.Kind() == ast.SelectKind && e.AsSelect().IsTestOnly() {
		path, is = readPath(ast.NewExprFactory().NewSelect(e.ID(), e.AsSelect().Operand(), e.AsSelect().FieldName()), map[string]string{})
	}
	if !is || path == "" {
		return w.code(e)
	}
	first, rest, _ := strings.Cut(path, ".")
	switch {
	case path == todayName:
		return "today"
	case in[first] != "" && rest == "":
		return "it"
	case first == paramsName && w.point.Params != nil:
		if f := w.point.Params.Field(rest); f != nil {
			if v := (&seen{p: paramsAt(w.point)}).value(f); v != nil && f.Kind != ListOf {
				return strings.TrimSpace(Format(v) + " " + f.Unit)
			}
			if f.Doc != "" {
				return f.Doc
			}
		}
		return path
	}
	var f *Field
	if in[first] == "" {
		f = w.point.Root.Find(path)
	} else if r := w.recordOf(e); r != nil {
		f = r
	}
	if f == nil || f.Doc == "" {
		return path
	}
	return f.Doc
}

// recordOf finds the field that a select reads, by the type of what it is read from.
func (w wording) recordOf(e ast.Expr) *Field {
	s := e.AsSelect()
	records := map[string]*Record{}
	collect(w.point.Root, records)
	if r := records[w.ast.GetType(s.Operand().ID()).TypeName()]; r != nil {
		return r.Field(s.FieldName())
	}
	return nil
}
