package practice_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

// FuzzDecodePractice: what is read is written so that it reads the same again, and what is refused says where.
func FuzzDecodePractice(f *testing.F) {
	files, err := filepath.Glob("testdata/v1/*.json")
	require.NoError(f, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var p practice.Practice
		if err := p.UnmarshalJSON(text); err != nil {
			var dataErr *practice.DataError
			var schemaErr *practice.SchemaError
			if !errors.As(err, &dataErr) && !errors.As(err, &schemaErr) {
				t.Fatalf("%T is no error of a document: %v", err, err)
			}
			require.Zero(t, p)
			return
		}
		first := encode(t, p)
		again := decode(t, string(first))
		require.Equal(t, string(first), string(encode(t, again)))
		require.Equal(t, again, decode(t, string(first)))
		// Whatever was read can be asked to move without a panic.
		for _, s := range practice.Stages() {
			_, _ = p.Advance(byHand(p.ID, string(s)))
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-03-31", "2024-02-29", "0001-01-01", "9999-12-31", "2025-02-29", "", "31/03/2026",
		"2026-3-31", "２026-03-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := practice.ParseDate(s)
		if err != nil {
			require.True(t, d.IsZero())
			return
		}
		require.Equal(t, s, d.String())
		again, ok := practice.NewDate(d.Civil())
		require.True(t, ok)
		require.Equal(t, d, again)
	})
}
