package rules

import (
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
)

// Rules are not given the loops of CEL with two variables, nor its optional values. Those who write rules are in charge of
// quality and not programmers: an entry of a list has an id or a day to be told by and never a position that means something,
// and a fact that nobody recorded is not known already, which an optional value would only hide behind another one. Who
// has them from elsewhere reads what to write in their place.

// refusal is what is said of something that CEL has and rules have not.
type refusal struct{ message, hint string }

var (
	oneName = refusal{"a loop has one name for an entry here, and then what holds for it",
		"write .all(x, …) or .exists(x, …); over a map x is a key, and map[x] its value"}
	noTransform = refusal{"rules have no transformList", "write .map(x, …), after .filter(x, …) where only some of the entries count"}
	noMaps      = refusal{"a rule makes no maps", "go through the keys with .all(x, …), .exists(x, …) or .map(x, …); map[x] is the value of one"}
	noOptional  = refusal{"rules have no optional values: what is not recorded is not known already",
		"write the field as it is; where another value takes its place, write has(field) ? field : value"}
	noBind = refusal{"a rule gives no names to its parts", "give the part a name under let in the pack, and write that name here"}
)

// refusedMacros are they, by name and the number of their arguments.
var refusedMacros = []struct {
	name string
	args []int
	refusal
}{
	{"all", []int{3}, oneName}, {"exists", []int{3}, oneName}, {"exists_one", []int{3}, oneName}, {"existsOne", []int{3}, oneName},
	{"transformList", []int{3, 4}, noTransform}, {"transformMap", []int{3, 4}, noMaps}, {"transformMapEntry", []int{3, 4}, noMaps},
	{"optMap", []int{2}, noOptional}, {"optFlatMap", []int{2}, noOptional}, {"orValue", []int{1}, noOptional}, {"hasValue", []int{0}, noOptional},
	{"bind", []int{3}, noBind},
}

// refusing makes the macros report what they are refused for.
func refusing() cel.EnvOption {
	var macros []cel.Macro
	for _, m := range refusedMacros {
		for _, n := range m.args {
			macros = append(macros, cel.ReceiverMacro(m.name, n, func(eh cel.MacroExprFactory, target ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
				at := append(args, target)[0]
				return nil, eh.NewError(at.ID(), m.message)
			}))
		}
	}
	return cel.Macros(macros...)
}

// refusalOf finds what to write in place of something that is refused.
func refusalOf(message string) (refusal, bool) {
	if strings.Contains(message, "unsupported syntax") && strings.Contains(message, "?") {
		return noOptional, true
	}
	for _, m := range refusedMacros {
		if m.message == message {
			return m.refusal, true
		}
	}
	return refusal{}, false
}
