package facts

import (
	"reflect"

	"github.com/acl-beacon/beacon/internal/wire"
)

// Encode writes the roots of a subject as JSON that [Decode] reads: each as its document, without what is counted from it.
func Encode(roots any) ([]byte, error) {
	v := reflect.Indirect(reflect.ValueOf(roots))
	if v.Kind() != reflect.Struct {
		return wire.Marshal(roots)
	}
	members := map[string]any{}
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		if !sf.IsExported() || sf.Tag.Get("json") == "-" || v.Field(i).IsZero() {
			continue
		}
		members[jsonName(sf)] = document(v.Field(i)).Interface()
	}
	return wire.Marshal(members)
}

// document is the document that a struct of this package holds beside its figures, or the value itself.
func document(v reflect.Value) reflect.Value {
	inner := reflect.Indirect(v)
	if inner.Kind() != reflect.Struct || inner.Type().PkgPath() != reflect.TypeFor[Step]().PkgPath() {
		return v
	}
	for i := range inner.NumField() {
		if sf := inner.Type().Field(i); sf.Anonymous && sf.Type.Kind() == reflect.Struct {
			return inner.Field(i)
		}
	}
	return v
}
