package rules

import (
	"fmt"
	"maps"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Words tells an expression in plain words, by what its fields mean, in a language: en or cy, empty is en. What has no words
// stands as it is written, and what has none in the language stands in English, marked [en]. They are for reading along; the
// expression is what counts.
func (p *Program) Words(language string) string {
	w := wordingOf(p, language)
	return w.run(w.clause(w.ast.Expr(), nil, false))
}

// RuleWords tells a rule, by its condition and what has to hold; when is nil for a rule that always applies.
func RuleWords(when, check *Program, language string) string {
	text := check.Words(language)
	if when != nil {
		text = fmt.Sprintf(tongues[language].when, when.Words(language), text)
	}
	return text
}

type wording struct {
	*tongue
	point    *Point
	ast      *ast.AST
	language string
	names    map[string]string // of the values of closed lists, in the language
}

func wordingOf(p *Program, language string) wording {
	w := wording{tongue: tongues[language], point: p.point, ast: p.checked.NativeRep(), language: language, names: map[string]string{}}
	records := map[string]*Record{}
	collect(p.point.Root, records)
	for _, r := range records {
		for _, f := range r.Fields {
			for _, g := range []*Field{f, f.Elem} {
				if g != nil {
					maps.Copy(w.names, g.NamesIn[language])
				}
			}
		}
	}
	return w
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

var oppositeOf = map[string]string{operators.Equals: operators.NotEquals, operators.NotEquals: operators.Equals, operators.Less: operators.GreaterEquals,
	operators.LessEquals: operators.Greater, operators.Greater: operators.LessEquals, operators.GreaterEquals: operators.Less}

// clause tells what a yes/no expression says, or its oppositeOf.
func (w wording) clause(e ast.Expr, in loopNames, not bool) string {
	switch e.Kind() {
	case ast.LiteralKind:
		return map[bool]string{true: w.always, false: w.never}[(e.AsLiteral() == types.True) != not]
	case ast.SelectKind:
		if e.AsSelect().IsTestOnly() {
			return fmt.Sprintf(map[bool]string{true: w.unrecorded, false: w.recorded}[not], w.label(e, in))
		}
	case ast.ComprehensionKind:
		return w.loop(e, in, not)
	case ast.CallKind:
		if s, is := w.call(e, in, not); is {
			return s
		}
	}
	what := w.noun(e, in)
	if rest, is := strings.CutPrefix(what, w.asked); is {
		if not {
			return w.fails + rest
		}
		return w.holds + rest
	}
	if not {
		return fmt.Sprintf(w.not, what)
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
		join := w.and
		if (name == operators.LogicalOr) != not {
			join = w.or
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
		return fmt.Sprintf(w.choose, w.clause(args[0], in, false), w.clause(args[1], in, not), w.clause(args[2], in, not)), true
	case operators.In:
		return fmt.Sprintf(map[bool]string{true: w.amongNone, false: w.among}[not], w.noun(args[0], in), w.noun(args[1], in)), true
	case "inTerm":
		return fmt.Sprintf(map[bool]string{true: w.notInTerm, false: w.inTerm}[not], w.noun(args[0], in)), true
	}
	if says, is := w.says[name]; is {
		return fmt.Sprintf(says[which(not)], w.noun(args[0], in), w.noun(args[1], in)), true
	}
	if _, compares := w.comparing[name]; !compares {
		return "", false
	}
	if not {
		name = oppositeOf[name]
	}
	form := w.comparing[name][which(kindOf(w.ast.GetType(args[0].ID())) == Date)]
	return fmt.Sprintf(form, w.noun(args[0], in), w.noun(args[1], in)), true
}

func (w wording) loop(e ast.Expr, in loopNames, not bool) string {
	c := e.AsComprehension()
	joined, test, is := quantifierOf(c)
	if !is {
		return fmt.Sprintf(map[bool]string{true: w.not, false: "%s"}[not], w.code(e))
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
		return fmt.Sprintf(w.all, list, body)
	case joined == "all":
		return fmt.Sprintf(w.notAll, list, body)
	case !not:
		return fmt.Sprintf(w.some, list, body)
	}
	return fmt.Sprintf(w.none, list, body)
}

// noun tells a value.
func (w wording) noun(e ast.Expr, in loopNames) string {
	switch e.Kind() {
	case ast.LiteralKind:
		switch v := e.AsLiteral().(type) {
		case types.String:
			return "“" + w.named(string(v)) + "”"
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
			return fmt.Sprintf(w.those, list, w.clause(test, loopNames{c.IterVar(): list}, false))
		}
	case ast.CallKind:
		if s, is := w.value(e, in); is {
			return s
		}
	}
	return w.code(e)
}

func (w wording) value(e ast.Expr, in loopNames) (string, bool) {
	call := e.AsCall()
	args := call.Args()
	if call.IsMemberFunction() {
		args = append([]ast.Expr{call.Target()}, args...)
	}
	name := call.FunctionName()
	if name == "date" && args[0].Kind() == ast.LiteralKind {
		if d, err := caldate.Parse(fmt.Sprint(args[0].AsLiteral().Value())); err == nil {
			return w.date(d), true
		}
	}
	if name == operators.Conditional {
		return fmt.Sprintf(w.either, w.noun(args[1], in), w.noun(args[2], in), w.clause(args[0], in, false)), true
	}
	form, known := w.valued[name]
	if back, is := backwards(args); is && strings.HasPrefix(name, "add") && name != operators.Add {
		form, args = strings.Replace(form, w.later, w.earlier, 1), []ast.Expr{args[0], back}
	}
	if !known {
		return "", false
	}
	var words []any
	for _, x := range args {
		s := w.noun(x, in)
		if strings.HasPrefix(name, "add") && name != operators.Add {
			for _, unit := range w.spans {
				s = strings.TrimSuffix(s, unit) // the function says it
			}
		}
		words = append(words, s)
	}
	return fmt.Sprintf(form, words...), true
}

// backwards is what the second argument is the opposite of, where it is written with a minus.
func backwards(args []ast.Expr) (ast.Expr, bool) {
	if len(args) != 2 {
		return nil, false
	}
	switch by := args[1]; {
	case by.Kind() == ast.CallKind && by.AsCall().FunctionName() == operators.Negate:
		return by.AsCall().Args()[0], true
	case by.Kind() == ast.LiteralKind:
		if n, is := by.AsLiteral().(types.Int); is && n < 0 {
			return ast.NewExprFactory().NewLiteral(by.ID(), -n), true
		}
	}
	return nil, false
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
		return w.today
	case in[first] != "" && rest == "":
		return w.it
	case first == paramsName && w.point.Params != nil:
		if f := w.point.Params.Field(rest); f != nil {
			if v := (&seen{p: paramsAt(w.point)}).value(f); v != nil && f.Kind != ListOf {
				return w.param(v, f)
			}
			if f.Doc != "" {
				return f.DocIn.in(w.language, f.Doc)
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
	return f.DocIn.in(w.language, f.Doc)
}

// param tells the value of a parameter with its unit.
func (w wording) param(v any, f *Field) string {
	value := Format(v)
	if d, is := v.(caldate.Day); is {
		value = w.date(d)
	}
	if t, is := v.(string); is {
		value = w.named(t)
	}
	return strings.TrimSpace(value + " " + f.UnitIn.in(w.language, f.Unit))
}

// named is a name of a closed list in the language, any other text as it is.
func (w wording) named(text string) string {
	if name := w.names[text]; name != "" {
		return name
	}
	return strings.ReplaceAll(text, "_", " ")
}

func which(second bool) int {
	if second {
		return 1
	}
	return 0
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
