package schema

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
)

// probes is how many numbers are tried to find out which names or values a type has.
const probes = 64

// closed is the schema of a type that reads only certain values, nil for any other type. The type itself is asked: for its
// list of names, or which of the first numbers it writes and reads again.
func closed(t reflect.Type) *Schema {
	to := reflect.New(t)
	text, readsText := to.Interface().(encoding.TextUnmarshaler)
	value, readsJSON := to.Interface().(json.Unmarshaler)
	switch {
	case readsText && t.Kind() == reflect.String:
		if named, ok := to.Interface().(interface{ Names() []string }); ok {
			return names(named.Names())
		}
		return month(t, text)
	case readsText && t.Kind() != reflect.Struct:
		return namesOfNumbers(to, text)
	case readsJSON && t.Kind() == reflect.Int:
		s := &Schema{}
		for n := range probes {
			if value.UnmarshalJSON(fmt.Append(nil, n)) == nil {
				s.Enum = append(s.Enum, n)
			}
		}
		s.Enum = append(s.Enum, nil)
		return s
	}
	return nil
}

// names is an enumeration: one of the names, or empty or null where it is not known.
func names(list []string) *Schema {
	s := &Schema{}
	for _, name := range list {
		s.Enum = append(s.Enum, name)
	}
	s.Enum = append(s.Enum, "", nil)
	return s
}

// namesOfNumbers is an enumeration whose Go type is a number.
func namesOfNumbers(to reflect.Value, text encoding.TextUnmarshaler) *Schema {
	s := &Schema{}
	for n := range probes {
		if to.Elem().CanInt() {
			to.Elem().SetInt(int64(n))
		} else {
			to.Elem().SetUint(uint64(n))
		}
		name, err := to.Interface().(encoding.TextMarshaler).MarshalText()
		if err == nil && text.UnmarshalText(name) == nil {
			s.Enum = append(s.Enum, string(name))
		}
	}
	if len(s.Enum) == 0 {
		panic(fmt.Sprintf("schema: %v writes no name that it reads", to.Type().Elem()))
	}
	s.Enum = append(s.Enum, nil)
	return s
}

// month is a text that reads a calendar month and nothing else.
func month(t reflect.Type, text encoding.TextUnmarshaler) *Schema {
	if text.UnmarshalText([]byte("2026-03")) != nil || text.UnmarshalText([]byte("March")) == nil {
		panic(fmt.Sprintf("schema: what a %v reads is not known here", t))
	}
	return &Schema{Type: Types{"string", "null"}, Pattern: `^$|^[0-9]{4}-(0[1-9]|1[0-2])$`}
}
