package rules

import (
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// boundedReplace takes the place of cel-go's own, which makes any text it is asked for: a few calls in a row multiply, and
// would take the host's memory before a limit on cost is looked at.
func boundedReplace(most int) cel.EnvOption {
	text := cel.StringType
	replace := func(args ...ref.Val) ref.Val {
		s, old, by, n := string(args[0].(types.String)), string(args[1].(types.String)), string(args[2].(types.String)), -1
		if len(args) == 4 {
			n = int(args[3].(types.Int))
		}
		if more := len(by) - len(old); more > 0 {
			times := strings.Count(s, old)
			if n >= 0 {
				times = min(times, n)
			}
			if long := len(s) + times*more; long > most {
				return types.NewErr("a text would have %d bytes; the limit is %d", long, most)
			}
		}
		return types.String(strings.Replace(s, old, by, n))
	}
	return cel.Function("replace",
		cel.MemberOverload("string_replace_string_string", []*cel.Type{text, text, text}, text, cel.FunctionBinding(replace)),
		cel.MemberOverload("string_replace_string_string_int", []*cel.Type{text, text, text, cel.IntType}, text, cel.FunctionBinding(replace)))
}
