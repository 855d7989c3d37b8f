package wire

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/near"
)

// Named is a string type with a closed list of values.
type Named interface {
	~string
	Names() []string
}

// Names turns the constants of a string type into their names.
func Names[T ~string](values ...T) []string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = string(v)
	}
	return names
}

// Enum reads one of a closed list of names into *to and refuses any other by name, with the nearest one it could
// have been. The empty text is the zero value: not known.
func Enum[T Named](text []byte, to *T, what string) error {
	v, names := T(text), (*to).Names()
	if v != "" && !slices.Contains(names, string(v)) {
		if n, ok := near.Name(string(v), names); ok {
			return fmt.Errorf("%q is not %s; did you mean %q?", text, what, n)
		}
		return fmt.Errorf("%q is not %s; use one of %s", text, what, strings.Join(names, ", "))
	}
	*to = v
	return nil
}
