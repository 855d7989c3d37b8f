package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"github.com/acl-beacon/beacon/internal/near"
)

// Code names a kind of problem. Codes are stable; the words of a message are not.
type Code string

// The problems of an expression.
const (
	CodeSyntax       Code = "syntax"        // it cannot be read as an expression
	CodeUnknownName  Code = "unknown-name"  // no such variable or function
	CodeUnknownField Code = "unknown-field" // the record has no such field
	CodeUnknownValue Code = "unknown-value" // a closed list has no such name
	CodeWrongTypes   Code = "wrong-types"   // values that do not go together
	CodeNotYesNo     Code = "not-yes-no"    // a rule must be true or false
	CodeWrongResult  Code = "wrong-result"  // another kind of value is expected
	CodeBadLiteral   Code = "bad-literal"   // a date or pattern that is none
	CodeNameTaken    Code = "name-taken"    // it means something already
	CodeTooLarge     Code = "too-large"     // beyond a limit
	CodeInternal     Code = "internal"      // the checker itself failed
)

// Problem is one fault of an expression. Line and Column count from 1 within the expression, Column in characters.
type Problem struct {
	Line, Column int
	Code         Code
	Message      string // plain words
	Hint         string // what to write instead, where that is known
	// Old and New say that the problem is put right for certain where New takes the place of Old, which stands at Line and
	// Column. Both are empty where it is not certain.
	Old, New string
}

// certain says what to write, provided that the source reads as expected there.
func (p *Problem) certain(source, old, new string) {
	if strings.HasPrefix(source[offset(source, p.Line, p.Column):], old) {
		p.Old, p.New = old, new
	}
}

var (
	undeclared  = regexp.MustCompile(`undeclared reference to '([^']*)'`)
	undefined   = regexp.MustCompile(`undefined field '([^']*)'`)
	noOverload  = regexp.MustCompile(`found no matching overload for '([^']*)' applied to '(.*)'`)
	operatorFor = map[string]string{
		"_==_": "==", "_!=_": "!=", "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=", "_+_": "+", "_-_": "-",
		"_*_": "*", "_/_": "/", "_%_": "%", "_&&_": "&&", "_||_": "||", "!_": "!", "-_": "-", "@in": "in", "_[_]": "[ ]",
		"_?_:_": "? :",
	}
)

// explain turns the checker's issues into problems in plain words.
func (p *Point) explain(source string, issues *cel.Issues) []Problem {
	problems := p.findSlips(source)
	known := len(problems)
	for _, e := range issues.Errors() {
		if strings.Contains(e.Message, "!error!") {
			continue // follows from another problem that is listed
		}
		if strings.HasPrefix(e.Message, "Syntax error") && len(problems) > 0 {
			continue // one slip makes the parser stumble on
		}
		problem := Problem{Line: max(1, e.Location.Line()), Column: max(1, e.Location.Column()+1)}
		p.translate(source, e, &problem)
		if known > 0 && (problem.Code == CodeWrongTypes || slices.ContainsFunc(problems[:known], problem.samePlace)) {
			continue // the slip explains it better
		}
		if _, refused := refusalOf(e.Message); refused && slices.ContainsFunc(problems, func(q Problem) bool { return q.Message == problem.Message }) {
			continue // once is enough
		}
		if !slices.Contains(problems, problem) {
			problems = append(problems, problem)
		}
	}
	return problems
}

func (p Problem) samePlace(q Problem) bool { return p.Line == q.Line && p.Column == q.Column }

func (p *Point) translate(source string, e *cel.Error, to *Problem) {
	text := e.Message
	if m := undeclared.FindStringSubmatch(text); m != nil {
		to.Code, to.Message = CodeUnknownName, fmt.Sprintf("there is nothing called %q here", m[1])
		name := strings.TrimPrefix(m[1], ".")
		// The checker points at the bracket of a call.
		if at := offset(source, to.Line, to.Column); strings.HasPrefix(source[at:], "(") && strings.HasSuffix(source[:at], name) {
			to.Column -= len([]rune(name))
		}
		var nearest string
		if to.Hint, nearest = p.suggestName(name); nearest != "" {
			to.certain(source, name, nearest)
		}
		return
	}
	if m := undefined.FindStringSubmatch(text); m != nil {
		to.Column++ // the checker points at the dot
		to.Code, to.Message = CodeUnknownField, fmt.Sprintf("there is no field %q", m[1])
		p.suggestField(source, m[1], to)
		return
	}
	if m := noOverload.FindStringSubmatch(text); m != nil {
		to.Code = CodeWrongTypes
		to.Message, to.Hint = wrongTypes(m[1], strings.TrimSuffix(strings.TrimPrefix(m[2], "("), ")"))
		p.dateInQuotes(source, e.ExprID, to)
		return
	}
	if r, is := refusalOf(text); is {
		to.Code, to.Message, to.Hint = CodeSyntax, r.message, r.hint
		return
	}
	switch {
	case strings.Contains(text, "does not support field selection") && strings.Contains(text, "list("):
		to.Code, to.Message = CodeWrongTypes, "a list has no fields of its own"
		to.Hint = "ask of its entries, with .exists(x, …) for one of them or .all(x, …) for each"
	case strings.Contains(text, "invalid argument to has() macro"):
		p.hasOf(source, to)
	case strings.HasPrefix(text, "reserved identifier: "):
		to.Code, to.Message = CodeSyntax, fmt.Sprintf("%q has no meaning here", strings.TrimPrefix(text, "reserved identifier: "))
		to.Hint = "choose between two values with condition ? one : other"
	case strings.HasPrefix(text, "Syntax error"):
		to.Code, to.Message, to.Hint = CodeSyntax, "this cannot be read: "+syntax(text), syntaxHint(text)
	case strings.Contains(text, "limit"), strings.Contains(text, "exceed"):
		to.Code, to.Message = CodeTooLarge, "this expression is too large: "+text
	case strings.Contains(text, "invalid"):
		to.Code, to.Message = CodeBadLiteral, text
	default:
		to.Code, to.Message = CodeWrongTypes, text
	}
}

func wrongTypes(op, args string) (message, hint string) {
	name := op
	if sign, ok := operatorFor[op]; ok {
		name = sign
	}
	kinds := strings.Split(args, ", ")
	for i, k := range kinds {
		kinds[i] = plainType(k)
	}
	message = fmt.Sprintf("%s does not work on a %s", name, strings.Join(kinds, " and a "))
	both := strings.Join(kinds, " ")
	if i := slices.IndexFunc(functions, func(f function) bool { return f.Name == op }); i >= 0 {
		return message, "it is written " + functions[i].Usage
	}
	switch {
	case op == "_-_" && both == "date date":
		hint = "count the days from one date to another with daysBetween(first, last)"
	case strings.ContainsAny(op, "<>") && strings.Contains(both, "yes/no") && strings.Contains(both, "number"):
		hint = "compare twice and join both with &&, such as 20 <= x && x <= 80"
	case strings.Contains(both, "list") && strings.Contains(both, "number"):
		hint = "count the entries of the list with size(…)"
	case strings.Contains(both, "date") && strings.Contains(both, "text"):
		hint = "write a date as date('2026-03-31')"
	case strings.Contains(both, "date") && strings.Contains(both, "number"):
		hint = "move a date with addDays, addWeeks or addMonths"
	case strings.Contains(both, "text") && strings.Contains(both, "number"):
		hint = "a number is written in digits and without quotes, a text with them"
	case both == "whole number number" || both == "number whole number":
		hint = "write the whole number with a decimal point, such as 3.0"
	}
	return message, hint
}

var plainTypes = map[string]string{"int": "whole number", "double": "number", "string": "text", "bool": "yes/no",
	"date": "date", "null": "nothing"}

func plainType(celName string) string {
	if n, ok := plainTypes[celName]; ok {
		return n
	}
	if strings.HasPrefix(celName, "list(") {
		return "list"
	}
	return celName
}

func typeName(t *cel.Type) string { return plainType(t.String()) }

func syntax(text string) string {
	text = strings.TrimPrefix(text, "Syntax error: ")
	switch {
	case strings.Contains(text, "<EOF>") && strings.Contains(text, "input '<EOF>'"):
		return "it breaks off in the middle"
	case strings.HasPrefix(text, "missing ')' at"):
		return "a bracket is not closed"
	case strings.HasPrefix(text, "token recognition error at: ''"), strings.HasPrefix(text, "token recognition error at: '\""):
		return "a quotation mark is not closed"
	case strings.HasPrefix(text, "token recognition error at"):
		return "the sign " + strings.Trim(strings.TrimPrefix(text, "token recognition error at:"), " ") + " has no meaning here"
	}
	if i := strings.Index(text, " expecting "); i > 0 {
		text = text[:i]
	}
	return strings.TrimPrefix(text, "mismatched input ")
}

func syntaxHint(text string) string {
	for wrong, right := range map[string]string{"'AND'": "&&", "'and'": "&&", "'OR'": "||", "'or'": "||", "'= '": "==",
		"'='": "==", "'NOT'": "!", "'not'": "!", "'<>'": "!="} {
		if strings.Contains(text, wrong) {
			return "write " + right
		}
	}
	return ""
}

// fieldOf returns the field that an expression selects, nil when it selects none.
func (p *Point) fieldOf(a *ast.AST, e ast.Expr) *Field {
	if e.Kind() != ast.SelectKind {
		return nil
	}
	s := e.AsSelect()
	records := map[string]*Record{}
	collect(p.Root, records)
	if r := records[a.GetType(s.Operand().ID()).TypeName()]; r != nil {
		return r.Field(s.FieldName())
	}
	return nil
}

func isNull(e ast.Expr) bool {
	if e.Kind() != ast.LiteralKind {
		return false
	}
	_, null := e.AsLiteral().(types.Null)
	return null
}

// texts returns the text literals an expression is or lists.
func texts(e ast.Expr) []ast.Expr {
	switch e.Kind() {
	case ast.LiteralKind:
		if _, ok := e.AsLiteral().(types.String); ok {
			return []ast.Expr{e}
		}
	case ast.ListKind:
		var all []ast.Expr
		for _, x := range e.AsList().Elements() {
			all = append(all, texts(x)...)
		}
		return all
	}
	return nil
}

func oneOf(written string, names []string) string {
	if n, ok := near.Name(written, names); ok {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return "it is one of " + strings.Join(names, ", ")
}

func sortedKeys(m map[string]bool) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
