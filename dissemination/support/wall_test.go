package support_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// What crosses from support to performance records is text that somebody listed. From an escalation, by whatever fields,
// pointers, lists or methods, no value of a support record can be reached.
func TestEscalation_isAWall(t *testing.T) {
	pkg := reflect.TypeFor[support.Escalation]().PkgPath()
	allowed := map[reflect.Type]bool{
		reflect.TypeFor[support.Escalation](): true, reflect.TypeFor[support.Role](): true,
		// Members a newer version wrote into the escalation itself, as the text they were.
		reflect.TypeFor[wire.Extra](): true,
	}
	seen := map[reflect.Type]bool{}
	var look func(typ reflect.Type, path string)
	look = func(typ reflect.Type, path string) {
		if seen[typ] {
			return
		}
		seen[typ] = true
		if typ.PkgPath() == pkg {
			assert.True(t, allowed[typ], "%s reaches %v", path, typ)
		}
		assert.NotEqual(t, reflect.TypeFor[practice.Step](), typ, path)
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map, reflect.Chan:
			look(typ.Elem(), path)
		case reflect.Interface, reflect.Func, reflect.UnsafePointer:
			t.Errorf("%s may hold anything: %v", path, typ)
		case reflect.Struct:
			for i := range typ.NumField() {
				look(typ.Field(i).Type, path+"."+typ.Field(i).Name)
			}
		}
	}
	escalation := reflect.TypeFor[support.Escalation]()
	look(escalation, "Escalation")
	for i := range reflect.PointerTo(escalation).NumMethod() {
		// First comes with the unknown members and names one of them.
		assert.Equal(t, "First", reflect.PointerTo(escalation).Method(i).Name, "a method of an escalation could lead back")
	}

	// And in fact: the saved escalation holds the listed items and no other word of the programme.
	p := underReview(t)
	p = withCycle(t, p)
	p, err := p.Escalate(passedOn)
	require.NoError(t, err)
	data, err := json.Marshal(p.Escalation)
	require.NoError(t, err)
	assert.Equal(t, `{"on":"2025-12-10","by_role":"head_of_teaching_and_learning","to_role":"line_manager",`+
		`"items":["The standard was not met on 10 November"]}`, string(data))
}
