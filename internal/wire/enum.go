package wire

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/near"
)

// Enum reads one of a closed list of names into *to and refuses any other by name, with the nearest one it could
// have been. The empty text is the zero value: not known.
func Enum[T ~string](text []byte, to *T, what string, names []T) error {
	v := T(text)
	if v != "" && !slices.Contains(names, v) {
		if n, ok := near.Name(v, names); ok {
			return fmt.Errorf("%q is not %s; did you mean %q?", v, what, n)
		}
		list := make([]string, len(names))
		for i, n := range names {
			list[i] = string(n)
		}
		return fmt.Errorf("%q is not %s; use one of %s", v, what, strings.Join(list, ", "))
	}
	*to = v
	return nil
}
