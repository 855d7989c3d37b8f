package facts

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/acl-beacon/beacon/internal/near"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/internal/wire"
)

// SetAttribute gives a document a member beyond its own fields, of the kind that is declared. A name that nobody declared
// and a value of another kind are a *[wire.DataError]: either would count as not recorded, and nobody would be told.
func (own Own) SetAttribute(doc any, name string, value any) error {
	v := reflect.ValueOf(doc)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Struct {
		return fmt.Errorf("beacon: %T cannot have attributes; give a pointer to a document", doc)
	}
	v = v.Elem()
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		if sf.IsExported() && !sf.Anonymous && jsonName(sf) == name {
			return fmt.Errorf("beacon: %s is a field of %v itself", name, v.Type())
		}
	}
	extra := v.FieldByName("Extra")
	if !extra.IsValid() || extra.Type() != extraType {
		return fmt.Errorf("beacon: %v holds nothing but its own fields", v.Type())
	}
	if err := own.takes(v.Type(), name, value); err != nil && value != nil { // what an earlier pack declared can go
		return &wire.DataError{Path: "/" + name, Err: err}
	}
	changed := &wire.Extra{}
	if old, _ := extra.Interface().(*wire.Extra); old != nil {
		*changed = *old // the document may share it with a copy
	}
	if err := wire.SetMember(changed, name, value); err != nil {
		return fmt.Errorf("beacon: %w", err)
	}
	if len(changed.Unknown) == 0 {
		changed = nil
	}
	extra.Set(reflect.ValueOf(changed))
	return nil
}

// takes reports why a document cannot have the value.
func (own Own) takes(doc reflect.Type, name string, value any) error {
	declared := map[string]*rules.Field{}
	for _, record := range append(embedding()[doc], doc.String()) {
		maps.Copy(declared, own[record])
	}
	f := declared[name]
	if f == nil {
		err := fmt.Sprintf("no pack in force declares %q for a %v", name, doc)
		names := slices.Sorted(maps.Keys(declared))
		if meant, ok := near.Name(name, names); ok {
			err += fmt.Sprintf("; did you mean %q?", meant)
		} else if len(names) > 0 {
			err += "; it has " + strings.Join(names, ", ")
		}
		return errors.New(err)
	}
	data, err := wire.Marshal(value)
	if err != nil {
		return err
	}
	return f.Refuse(data)
}

// embedding are the records that rules read a document as, where it stands in one that says more of it.
var embedding = sync.OnceValue(func() map[reflect.Type][]string {
	all, seen := map[reflect.Type][]string{}, map[reflect.Type]bool{}
	var look func(t reflect.Type)
	look = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || seen[t] {
			return
		}
		seen[t] = true
		for i := range t.NumField() {
			if sf := t.Field(i); sf.IsExported() {
				if sf.Anonymous && sf.Type.Kind() == reflect.Struct {
					all[sf.Type] = append(all[sf.Type], t.String())
				}
				look(sf.Type)
			}
		}
	}
	for _, s := range Subjects() {
		look(s.Roots)
	}
	return all
})
