package rules

import (
	"fmt"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// provider tells cel-go's checker and evaluator about the records of a point.
type provider struct {
	*types.Registry
	records map[string]*Record
	fields  map[*Field]*types.FieldType
}

func newProvider(records map[string]*Record) (*provider, error) {
	registry, err := types.NewRegistry()
	if err != nil {
		return nil, err
	}
	p := &provider{Registry: registry, records: records, fields: map[*Field]*types.FieldType{}}
	for _, r := range records {
		for _, f := range r.Fields {
			p.fields[f] = fieldType(r, f)
		}
	}
	return p, nil
}

func fieldType(r *Record, f *Field) *types.FieldType {
	its := func(v *recordVal) *Field { // parameters may have been given other values
		if v.of == r {
			return f
		}
		return v.of.Field(f.Name)
	}
	return &types.FieldType{
		Type: celType(f),
		IsSet: func(target any) bool {
			v, ok := target.(*recordVal)
			return ok && v.isSet(its(v))
		},
		GetFrom: func(target any) (any, error) {
			switch v := target.(type) {
			case *recordVal:
				return v.get(its(v)), nil
			case *types.Unknown:
				return v, nil
			}
			return nil, fmt.Errorf("%s cannot be read from a %T", f.Name, target)
		},
	}
}

func celType(f *Field) *types.Type {
	switch f.Kind {
	case Bool:
		return types.BoolType
	case Int:
		return types.IntType
	case Double:
		return types.DoubleType
	case String:
		return types.StringType
	case Date:
		return dateType
	case RecordOf:
		return types.NewObjectType(f.Of.Name)
	case ListOf:
		return types.NewListType(celType(f.Elem))
	case MapOf:
		return types.NewMapType(types.StringType, celType(f.Elem))
	}
	return types.ErrorType
}

func (p *provider) FindStructType(name string) (*types.Type, bool) {
	if _, ok := p.records[name]; ok || name == dateType.TypeName() {
		return types.NewTypeTypeWithParam(types.NewObjectType(name)), true
	}
	return nil, false
}

func (p *provider) FindStructFieldNames(name string) ([]string, bool) {
	if r, ok := p.records[name]; ok {
		return r.Names(), true
	}
	return nil, false
}

func (p *provider) FindStructFieldType(name, field string) (*types.FieldType, bool) {
	if r, ok := p.records[name]; ok {
		if f := r.Field(field); f != nil {
			return p.fields[f], true
		}
	}
	return nil, false
}

// FindIdent finds no type by its name: expressions have no use for one.
func (p *provider) FindIdent(string) (ref.Val, bool) { return nil, false }

// NewValue refuses: an expression reads records and makes none.
func (p *provider) NewValue(name string, _ map[string]ref.Val) ref.Val {
	return types.NewErr("an expression cannot make a %s", name)
}

func (p *provider) NativeToValue(v any) ref.Val {
	if value, ok := v.(ref.Val); ok {
		return value
	}
	return p.Registry.NativeToValue(v)
}
