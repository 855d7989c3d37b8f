// Package wiretest is what the tests of every document ask of its fixtures.
package wiretest

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
)

// Fields looks through documents for the structs that stand in the package of the first one. It returns the names of
// those structs, and as Struct.Field the exported fields that are zero wherever they occur. A golden file says nothing
// of a field its fixture leaves out. Embedded structs are not looked at.
func Fields(documents ...any) (structs, empty []string) {
	pkg := reflect.Indirect(reflect.ValueOf(documents[0])).Type().PkgPath()
	found, filled := map[string]bool{}, map[string]bool{}
	var look func(v reflect.Value)
	look = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				look(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				look(v.Index(i))
			}
		case reflect.Struct:
			if v.Type().PkgPath() != pkg {
				return
			}
			found[v.Type().Name()] = true
			for i := range v.NumField() {
				f := v.Type().Field(i)
				if f.Anonymous || !f.IsExported() {
					continue
				}
				name := v.Type().Name() + "." + f.Name
				filled[name] = filled[name] || !v.Field(i).IsZero()
				look(v.Field(i))
			}
		}
	}
	for _, d := range documents {
		look(reflect.ValueOf(d))
	}
	maps.DeleteFunc(filled, func(_ string, is bool) bool { return is })
	return slices.Sorted(maps.Keys(found)), slices.Sorted(maps.Keys(filled))
}

// FromTheFuture adds a member that no program knows yet, from_the_future, to every object of a JSON text, and says to how
// many. What lies below a member named history stays as it is: package practice answers for it.
func FromTheFuture(data []byte) (extended []byte, objects int, err error) {
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		return nil, 0, err
	}
	var extend func(node any)
	extend = func(node any) {
		switch node := node.(type) {
		case []any:
			for _, n := range node {
				extend(n)
			}
		case map[string]any:
			for member, n := range node {
				if member != "history" {
					extend(n)
				}
			}
			objects++
			node["from_the_future"] = map[string]any{"n": objects, "list": []any{1.5, nil, "x"}}
		}
	}
	extend(tree)
	extended, err = json.Marshal(tree)
	return extended, objects, err
}
