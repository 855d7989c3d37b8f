package facts

import (
	"fmt"
	"reflect"

	"github.com/acl-beacon/beacon/internal/wire"
)

// SetAttribute gives a document a member beyond its own fields.
func SetAttribute(doc any, name string, value any) error {
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
