package facts

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/near"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/internal/wire"
)

// position is an entry of a list in a JSON pointer.
var position = regexp.MustCompile(`/(\d+)`)

// Offering adds to a fault of [Decode] which name was probably meant, or which there are where they are few. It returns the
// error itself where rules know the name.
func Offering(roots *rules.Record, err error) error {
	fault, is := errors.AsType[*wire.DataError](err)
	if !is || fault.Path == "" {
		return err
	}
	path := strings.ReplaceAll(strings.TrimPrefix(position.ReplaceAllString(fault.Path, "[]"), "/"), "/", ".")
	before, name := "", path
	if i := strings.LastIndex(path, "."); i >= 0 {
		before, name = path[:i+1], path[i+1:]
	}
	var names []string
	known := false
	roots.Walk(func(at string, f *rules.Field) {
		known = known || at == path || strings.HasPrefix(at, path+".") || at == strings.TrimSuffix(path, "[]")
		if rest, below := strings.CutPrefix(at, before); below && !strings.ContainsAny(rest, ".[") {
			names = append(names, rest)
		}
	})
	if known {
		return err
	}
	return &wire.DataError{Path: fault.Path, Err: fmt.Errorf("%w%s", fault.Err, Offer(name, names))}
}

// mostNames is how many names are listed where none of them is near the one that was written.
const mostNames = 25

// Offer ends a message with the name that was probably meant. A name that begins like one there is counts as near: distance
// for distance_km.
func Offer(written string, names []string) string {
	if n, ok := meant(written, names); ok {
		return fmt.Sprintf("; did you mean %q?", n)
	}
	if len(names) == 0 || len(names) > mostNames {
		return ""
	}
	return "; use " + strings.Join(names[:len(names)-1], ", ") + map[bool]string{true: " or "}[len(names) > 1] + names[len(names)-1]
}

func meant(written string, names []string) (string, bool) {
	begins := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !strings.HasPrefix(n, written+"_") })
	if len(begins) == 1 {
		return begins[0], true
	}
	return near.Name(written, names)
}
