package main

import (
	"context"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"github.com/expr-lang/expr"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

// The same three points as expr-lang and, with other names for the same, cel-go have them. The other engines are given what
// they read plainly: nothing is unknown, months were added beforehand, and they give a yes or no without a reason.
var pointTexts = [3]string{
	`sponsor != "" && buy_in && baseline != nil && baseline.dated <= first && baseline.problem != "" && baseline.reason != "" &&
	summary != nil && summary.dated >= ended && len(summary.activities) > 0 && len(summary.ideas) > 0 && summary.intended != "" &&
	reviewing && due <= latest && today <= latest`,
	`(!limited || partners + 1 <= limit) && filter != nil && len(filter.needs) > 0 && len(filter.matched) > 0 && filter.method != "" &&
	all(filter.matched, # in offered) && counted && (areas <= 3 || local)`,
	`stage >= 0 && by != "" && via != "" && !variation && !minuted && !assessed && shares == 0 && any(records, .kind != "other" || .note != "")`,
}

const pointPolicy = `package bench

p0 if {
	input.sponsor != ""; input.buy_in; input.baseline.dated <= input.first; input.baseline.problem != ""; input.baseline.reason != ""
	input.summary.dated >= input.ended; count(input.summary.activities) > 0; count(input.summary.ideas) > 0; input.summary.intended != ""
	input.reviewing; input.due <= input.latest; input.today <= input.latest
}
p1 if {
	room; count(input.filter.needs) > 0; count(input.filter.matched) > 0; input.filter.method != ""
	every m in input.filter.matched { m in input.offered }
	input.counted; near
}
room if not input.limited
room if input.partners + 1 <= input.limit
near if input.areas <= 3
near if input.local
p2 if {
	input.stage >= 0; input.by != ""; input.via != ""; not input.variation; not input.minuted; not input.assessed; input.shares == 0
	some r in input.records; told(r)
}
told(r) if r.kind != "other"
told(r) if r.note != ""
`

// pointPeer makes a question of one document ready in one engine.
type pointPeer struct {
	name string
	made func(point int, a asked) func() bool
}

func pointPeers() []pointPeer {
	views := [3]any{engagementView{}, enquiryView{}, practiceView{}}
	var inExpr [3]func(any) bool
	var inCEL [3]cel.Program
	var inOPA [3]rego.PreparedEvalQuery
	for i, text := range pointTexts {
		program := must(expr.Compile(text, expr.Env(views[i]), expr.AsBool()))
		inExpr[i] = func(v any) bool { return must(expr.Run(program, v)) == true }
		text = strings.NewReplacer("nil", "null", "all(filter.matched, # in offered)", "filter.matched.all(m, m in offered)",
			`any(records, .kind != "other" || .note != "")`, `records.exists(r, r.kind != "other" || r.note != "")`, "len(", "size(",
			"partners + 1 <=", "partners + 1.0 <=").Replace(text)
		var names []cel.EnvOption
		for _, name := range []string{"sponsor", "buy_in", "baseline", "first", "summary", "ended", "reviewing", "due", "latest", "today", "limited",
			"partners", "limit", "filter", "offered", "counted", "areas", "local", "stage", "by", "via", "variation", "minuted", "assessed", "shares", "records"} {
			names = append(names, cel.Variable(name, cel.DynType))
		}
		env := must(cel.NewEnv(names...))
		checked, issues := env.Compile(text)
		if issues.Err() != nil {
			panic(issues.Err())
		}
		inCEL[i] = must(env.Program(checked, cel.EvalOptions(cel.OptOptimize)))
		inOPA[i] = must(rego.New(rego.Query("data.bench.p"+string(rune('0'+i))), rego.Module("bench.rego", pointPolicy)).PrepareForEval(context.Background()))
	}
	return []pointPeer{
		{"expr-lang", func(p int, a asked) func() bool { return func() bool { return inExpr[p](a.view) } }},
		{"cel-go, map", func(p int, a asked) func() bool {
			return func() bool {
				v, _, err := inCEL[p].Eval(a.plain)
				return err == nil && v == types.True
			}
		}},
		{"OPA", func(p int, a asked) func() bool {
			in := must(ast.InterfaceToValue(a.plain))
			return func() bool {
				results := must(inOPA[p].Eval(context.Background(), rego.EvalParsedInput(in)))
				return len(results) == 1 && results[0].Expressions[0].Value == true
			}
		}},
	}
}
