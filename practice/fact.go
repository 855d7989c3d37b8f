package practice

import (
	"bytes"
	"fmt"

	"github.com/acl-beacon/beacon/internal/wire"
)

// Fact is a value that may not be known. Its zero value is unknown, so what nobody entered never reads as 0,
// false or the empty text: a rule that needs it answers "cannot tell" and names it.
//
// In JSON an unknown Fact is absent or null, and a known one is its value alone.
type Fact[T any] struct {
	value T
	known bool
}

// Known returns a fact whose value is v.
func Known[T any](v T) Fact[T] { return Fact[T]{v, true} }

// Get returns the value and whether it is known. An unknown fact gives T's zero value and false.
func (f Fact[T]) Get() (T, bool) { return f.value, f.known }

// Or returns the value, or otherwise where the fact is not known.
func (f Fact[T]) Or(otherwise T) T {
	if f.known {
		return f.value
	}
	return otherwise
}

// IsZero reports whether the fact is unknown.
func (f Fact[T]) IsZero() bool { return !f.known }

// String writes the value, and an unknown fact as "not recorded".
func (f Fact[T]) String() string {
	if !f.known {
		return "not recorded"
	}
	return fmt.Sprint(f.value)
}

// MarshalJSON writes the value, and an unknown fact as null.
func (f Fact[T]) MarshalJSON() ([]byte, error) {
	if !f.known {
		return []byte("null"), nil
	}
	return wire.Marshal(f.value)
}

// UnmarshalJSON reads a value; null makes the fact unknown.
func (f *Fact[T]) UnmarshalJSON(data []byte) error {
	var read Fact[T]
	if !bytes.Equal(bytes.TrimSpace(data), []byte("null")) {
		if err := wire.Unmarshal(data, &read.value); err != nil {
			return err
		}
		read.known = true
	}
	*f = read
	return nil
}
