package main

import (
	"context"
	"strings"

	"github.com/PaesslerAG/gval"
	"github.com/expr-lang/expr"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

// exprLang gives expr-lang the structs as they are.
func exprLang() contender {
	type env struct {
		Partner *Partner `expr:"partner"`
		Today   int      `expr:"today"`
	}
	c := contender{name: "expr-lang"}
	for i, text := range ruleTexts {
		text = celText(text)
		text = strings.NewReplacer("size(partner.areas)", "len(partner.areas)",
			`partner.areas.exists(a, a.severity >= 2 && a.subject == "maths")`, `any(partner.areas, .severity >= 2 && .subject == "maths")`,
			`partner.areas.filter(a, a.severity > 1).map(a, a.name).size() > 0`, `len(map(filter(partner.areas, .severity > 1), .name)) > 0`,
			`partner.tags["region"].startsWith("north")`, `partner.tags["region"] startsWith "north"`).Replace(text)
		program := must(expr.Compile(text, expr.Env(env{}), expr.AsBool()))
		c.rules[i] = func(p *Partner) bool {
			v, err := expr.Run(program, env{p, todayDay})
			return err == nil && v == true
		}
	}
	return c
}

// gvalLang evaluates what needs no function of one argument.
func gvalLang() contender {
	c := contender{name: "gval, map made beforehand"}
	made := map[*Partner]map[string]any{}
	for i, text := range ruleTexts[:2] {
		eval := must(gval.Full().NewEvaluable(strings.ReplaceAll(celText(text), "partner.sector in [\"college\", \"acl\"]", `(partner.sector == "college" || partner.sector == "acl")`)))
		c.rules[i] = func(p *Partner) bool {
			in, ok := made[p]
			if !ok {
				in = map[string]any{"partner": asMap(p)}
				made[p] = in
			}
			v, err := eval.EvalBool(context.Background(), in)
			return err == nil && v
		}
	}
	return c
}

const policy = `package bench

r1 if { input.agreed_baseline; input.senior_sponsor }
r2 if { input.sector in {"college", "acl"}; input.inspection_grade >= 3; not input.competitor; input.distance_km < 80 }
r3 if { r2; count(input.areas) <= 3; some a in input.areas; a.severity >= 2; a.subject == "maths" }
r4 if {
	r3
	local
	input.today - input.last_contact > 30
	count([a.name | some a in input.areas; a.severity > 1]) > 0
	startswith(input.tags.region, "north")
}
local if input.inspection_grade < 4
local if input.via_local_body
`

// opa gives Open Policy Agent an input that was made beforehand.
func opa() contender {
	c := contender{name: "OPA, input made beforehand"}
	made := map[*Partner]ast.Value{}
	for i, name := range []string{"r1", "r2", "r3", "r4"} {
		query := must(rego.New(rego.Query("data.bench."+name), rego.Module("bench.rego", policy)).PrepareForEval(context.Background()))
		c.rules[i] = func(p *Partner) bool {
			in, ok := made[p]
			if !ok {
				m := asMap(p)
				m["today"] = todayDay
				in = must(ast.InterfaceToValue(m))
				made[p] = in
			}
			results, err := query.Eval(context.Background(), rego.EvalParsedInput(in))
			return err == nil && len(results) == 1 && results[0].Expressions[0].Value == true
		}
	}
	return c
}
