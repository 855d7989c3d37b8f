package main

import (
	"fmt"
	"reflect"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
)

// celText writes a rule as cel-go and expr-lang are given it: fields of partner, and days as numbers.
func celText(text string) string {
	text = strings.ReplaceAll(text, "daysBetween(last_contact_on, today)", "today - last_contact")
	for _, field := range []string{"sector in", "inspection_grade", "competitor", "distance_km", "areas", "agreed_baseline", "senior_sponsor",
		"via_local_body", "last_contact ", "tags"} {
		text = strings.ReplaceAll(text, field, "partner."+field)
	}
	return text
}

// celMap gives cel-go a map that was made beforehand.
func celMap() contender {
	env := must(cel.NewEnv(cel.Variable("partner", cel.MapType(cel.StringType, cel.DynType)), cel.Variable("today", cel.IntType)))
	c := contender{name: "cel-go, map made beforehand"}
	made := map[*Partner]map[string]any{}
	for i, text := range ruleTexts {
		ast, issues := env.Compile(celText(text))
		if issues.Err() != nil {
			panic(issues.Err())
		}
		program := must(env.Program(ast, cel.EvalOptions(cel.OptOptimize)))
		c.rules[i] = func(p *Partner) bool {
			in, ok := made[p]
			if !ok {
				in = map[string]any{"partner": asMap(p), "today": int64(todayDay)}
				made[p] = in
			}
			v, _, err := program.Eval(in)
			return err == nil && v == types.True
		}
	}
	return c
}

func asMap(p *Partner) map[string]any {
	areas := make([]any, len(p.Areas))
	for i, a := range p.Areas {
		areas[i] = map[string]any{"name": a.Name, "severity": int64(a.Severity), "subject": a.Subject}
	}
	tags := make(map[string]any, len(p.Tags))
	for k, v := range p.Tags {
		tags[k] = v
	}
	return map[string]any{"sector": p.Sector, "inspection_grade": int64(p.InspectionGrade), "distance_km": p.DistanceKM, "areas": areas,
		"agreed_baseline": p.AgreedBaseline, "senior_sponsor": p.SeniorSponsor, "competitor": p.Competitor,
		"via_local_body": p.ViaLocalBody, "last_contact": int64(p.LastContact), "tags": tags}
}

// celTyped gives cel-go the structs through getters, without reflection and without unknowns: the fastest way we know.
func celTyped() contender {
	provider := &typedProvider{Registry: must(types.NewRegistry())}
	env := must(cel.NewEnv(cel.CustomTypeProvider(provider), cel.CustomTypeAdapter(provider),
		cel.Variable("partner", cel.ObjectType("Partner")), cel.Variable("today", cel.IntType)))
	c := contender{name: "cel-go, typed getters"}
	for i, text := range ruleTexts {
		ast, issues := env.Compile(celText(text))
		if issues.Err() != nil {
			panic(issues.Err())
		}
		program := must(env.Program(ast, cel.EvalOptions(cel.OptOptimize)))
		in := &activation{}
		c.rules[i] = func(p *Partner) bool {
			in.partner.p = p
			v, _, err := program.Eval(in)
			return err == nil && v == types.True
		}
	}
	return c
}

type activation struct{ partner object[Partner] }

func (a *activation) ResolveName(name string) (any, bool) {
	if name == "partner" {
		return &a.partner, true
	}
	return types.Int(todayDay), name == "today"
}
func (a *activation) Parent() cel.Activation { return nil }

// object is a pointer to a struct as cel-go has it.
type object[T any] struct{ p *T }

func (o *object[T]) ConvertToNative(reflect.Type) (any, error) {
	return nil, fmt.Errorf("not converted")
}
func (o *object[T]) ConvertToType(ref.Type) ref.Val { return types.NewErr("not converted") }
func (o *object[T]) Equal(other ref.Val) ref.Val    { return types.Bool(ref.Val(o) == other) }
func (o *object[T]) Type() ref.Type                 { return types.NewObjectType(reflect.TypeFor[T]().Name()) }
func (o *object[T]) Value() any                     { return o }

type typedProvider struct{ *types.Registry }

func (p *typedProvider) FindStructType(name string) (*types.Type, bool) {
	return types.NewTypeTypeWithParam(types.NewObjectType(name)), name == "Partner" || name == "Area"
}

func (p *typedProvider) FindStructFieldType(of, field string) (*types.FieldType, bool) {
	if of == "Area" {
		f, ok := areaFields[field]
		return f, ok
	}
	f, ok := partnerFields[field]
	return f, ok
}

func getter[T any](t *types.Type, get func(*T) any) *types.FieldType {
	return &types.FieldType{Type: t, IsSet: func(any) bool { return true },
		GetFrom: func(o any) (any, error) { return get(o.(*object[T]).p), nil }}
}

var partnerFields = map[string]*types.FieldType{
	"sector":           getter(types.StringType, func(p *Partner) any { return types.String(p.Sector) }),
	"inspection_grade": getter(types.IntType, func(p *Partner) any { return types.Int(p.InspectionGrade) }),
	"distance_km":      getter(types.DoubleType, func(p *Partner) any { return types.Double(p.DistanceKM) }),
	"areas":            getter(types.NewListType(types.NewObjectType("Area")), func(p *Partner) any { return areaList(p.Areas) }),
	"agreed_baseline":  getter(types.BoolType, func(p *Partner) any { return types.Bool(p.AgreedBaseline) }),
	"senior_sponsor":   getter(types.BoolType, func(p *Partner) any { return types.Bool(p.SeniorSponsor) }),
	"competitor":       getter(types.BoolType, func(p *Partner) any { return types.Bool(p.Competitor) }),
	"via_local_body":   getter(types.BoolType, func(p *Partner) any { return types.Bool(p.ViaLocalBody) }),
	"last_contact":     getter(types.IntType, func(p *Partner) any { return types.Int(p.LastContact) }),
	"tags": getter(types.NewMapType(types.StringType, types.StringType), func(p *Partner) any {
		return types.NewStringStringMap(types.DefaultTypeAdapter, p.Tags)
	}),
}

var areaFields = map[string]*types.FieldType{
	"name":     getter(types.StringType, func(a *Area) any { return types.String(a.Name) }),
	"severity": getter(types.IntType, func(a *Area) any { return types.Int(a.Severity) }),
	"subject":  getter(types.StringType, func(a *Area) any { return types.String(a.Subject) }),
}

// areaList is a list of areas as cel-go has it.
type areaList []Area

func (l areaList) Add(ref.Val) ref.Val                       { return types.NewErr("not added") }
func (l areaList) Contains(ref.Val) ref.Val                  { return types.False }
func (l areaList) ConvertToNative(reflect.Type) (any, error) { return nil, fmt.Errorf("not converted") }
func (l areaList) ConvertToType(ref.Type) ref.Val            { return types.NewErr("not converted") }
func (l areaList) Equal(ref.Val) ref.Val                     { return types.False }
func (l areaList) Get(i ref.Val) ref.Val                     { return &object[Area]{&l[i.(types.Int)]} }
func (l areaList) Iterator() traits.Iterator                 { return &areaIterator{list: l} }
func (l areaList) Size() ref.Val                             { return types.Int(len(l)) }
func (l areaList) Type() ref.Type                            { return types.ListType }
func (l areaList) Value() any                                { return l }

type areaIterator struct {
	ref.Val
	list areaList
	at   int
}

func (it *areaIterator) HasNext() ref.Val { return types.Bool(it.at < len(it.list)) }
func (it *areaIterator) Next() ref.Val {
	it.at++
	return &object[Area]{&it.list[it.at-1]}
}
