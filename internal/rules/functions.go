package rules

import (
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types/ref"
)

// Function is a function that expressions may call, described for people.
type Function struct {
	Name    string
	Usage   string // how it is written, with its result
	Doc     string
	Example string
}

// Functions lists the functions an expression may call: those of the package, then those of CEL that authors of rules
// need.
func Functions() []Function {
	var all []Function
	for _, f := range functions {
		all = append(all, f.Function)
	}
	return append(all, celFunctions...)
}

// callable holds the names of all of them.
var callable = func() map[string]bool {
	names := map[string]bool{}
	for _, f := range Functions() {
		names[f.Name] = true
	}
	return names
}()

// function is one that the package adds to CEL.
type function struct {
	Function
	overloads []overload
}

type overload struct {
	args   []*cel.Type
	result *cel.Type
	call   func(args ...ref.Val) ref.Val
}

// functions describes them; it is bound to no calendar.
var functions = functionsOf((*Calendar)(nil).prepared())

func functionsOf(c *Calendar) []function {
	return slices.Concat(dateFunctions(c), calendarFunctions(c), listFunctions)
}

// celFunctions are of CEL itself and its strings library, in the words of this package.
var celFunctions = []Function{
	{"has", "has(field) -> yes/no", "whether something is recorded", "has(engagement.review)"},
	{"size", "size(list or text) -> whole number", "the number of entries or characters", "size('abc') == 3"},
	{"exists", "list.exists(x, condition) -> yes/no", "whether the condition holds for an entry, called x", "[1, 5].exists(x, x > 3)"},
	{"all", "list.all(x, condition) -> yes/no", "whether it holds for every entry, which it does when there is none", "[1, 5].all(x, x > 0)"},
	{"exists_one", "list.exists_one(x, condition) -> yes/no", "whether it holds for exactly one entry", "[1, 5].exists_one(x, x > 3)"},
	{"filter", "list.filter(x, condition) -> list", "the entries for which it holds", "size([1, 5].filter(x, x > 3)) == 1"},
	{"map", "list.map(x, value) -> list", "one value for each entry", "sum([1, 5].map(x, x * 2)) == 12"},
	{"startsWith", "text.startsWith(text) -> yes/no", "whether it begins so", "'E-12'.startsWith('E-')"},
	{"endsWith", "text.endsWith(text) -> yes/no", "whether it ends so", "'notes.pdf'.endsWith('.pdf')"},
	{"contains", "text.contains(text) -> yes/no", "whether it has the other text in it", "'peer review'.contains('review')"},
	{"matches", "text.matches(pattern) -> yes/no", "whether a part of it fits the pattern (RE2)", "'E-12'.matches('^E-[0-9]+$')"},
	{"lowerAscii", "text.lowerAscii() -> text", "the text with the letters A to Z made small", "'Visit'.lowerAscii() == 'visit'"},
	{"upperAscii", "text.upperAscii() -> text", "the text with the letters a to z made capital", "'visit'.upperAscii() == 'VISIT'"},
	{"trim", "text.trim() -> text", "the text without blanks at its ends", "' visit '.trim() == 'visit'"},
	{"replace", "text.replace(old, new) -> text", "the text with each old part replaced", "'a-b'.replace('-', ' ') == 'a b'"},
	{"split", "text.split(separator) -> list", "the parts between the separators", "size('a,b'.split(',')) == 2"},
	{"substring", "text.substring(from, to) -> text", "the characters from a position on, the first being 0, up to before another", "'E-12'.substring(0, 1) == 'E'"},
	{"indexOf", "text.indexOf(text) -> whole number", "where the other text begins in it, the first position being 0; -1 when it is not in it", "'E-12'.indexOf('-') == 1"},
	{"lastIndexOf", "text.lastIndexOf(text) -> whole number", "where the other text begins in it for the last time", "'a-b-c'.lastIndexOf('-') == 3"},
	{"charAt", "text.charAt(position) -> text", "the character at a position, the first being 0", "'E-12'.charAt(0) == 'E'"},
	{"int", "int(number or text) -> whole number", "the whole number in a text, or a number without what follows the point", "int('12') == 12"},
	{"double", "double(whole number or text) -> number", "a number that can have a fraction", "double(1) / double(2) == 0.5"},
	{"string", "string(value) -> text", "the value as text", "string(12) == '12'"},
}

// functionOptions declares the functions, bound to a calendar, and that dates can be ordered.
func functionOptions(c *Calendar) []cel.EnvOption {
	var opts []cel.EnvOption
	for _, f := range functionsOf(c) {
		var overloads []cel.FunctionOpt
		for _, o := range f.overloads {
			// Bound by their number of arguments, they treat unknowns and faults as CEL's own functions do.
			bound := cel.UnaryBinding(func(a ref.Val) ref.Val { return o.call(a) })
			if len(o.args) == 2 {
				bound = cel.BinaryBinding(func(a, b ref.Val) ref.Val { return o.call(a, b) })
			}
			overloads = append(overloads, cel.Overload(overloadID(f.Name, o.args), o.args, o.result, bound))
		}
		opts = append(opts, cel.Function(f.Name, overloads...))
	}
	for _, op := range []string{operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals} {
		args := []*cel.Type{dateType, dateType}
		opts = append(opts, cel.Function(op, cel.Overload(overloadID(op, args), args, cel.BoolType)))
	}
	return opts
}

func overloadID(name string, args []*cel.Type) string {
	id := name
	for _, a := range args {
		id += "_" + strings.NewReplacer("(", "_", ")", "").Replace(a.String())
	}
	return id
}
