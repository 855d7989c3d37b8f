package wire

import (
	"fmt"
	"maps"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Member returns the JSON of a member that was kept, and false when there is none of that name.
func Member(e *Extra, name string) ([]byte, bool) {
	members := unknown(e)
	v, ok := members[name]
	return v, ok
}

// Members names the members that were kept, sorted.
func Members(e *Extra) []string { return slices.Sorted(maps.Keys(unknown(e))) }

func unknown(e *Extra) map[string]jsontext.Value {
	var members map[string]jsontext.Value
	if e == nil || len(e.Unknown) == 0 || json.Unmarshal(e.Unknown, &members) != nil {
		return nil
	}
	return members
}

// SetMember keeps a member beside those that are kept already, in the place of one of its name. A nil value takes it
// away.
func SetMember(e *Extra, name string, value any) error {
	members := unknown(e)
	if members == nil {
		members = map[string]jsontext.Value{}
	}
	if value == nil {
		delete(members, name)
	} else {
		v, err := Marshal(value)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		members[name] = v
	}
	if len(members) == 0 {
		e.Unknown = nil
		return nil
	}
	all, err := Marshal(members)
	if err != nil {
		return err
	}
	e.Unknown = all
	return nil
}
