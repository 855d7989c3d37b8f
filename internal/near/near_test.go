package near_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/internal/near"
)

func TestName(t *testing.T) {
	stages := []string{"identified", "recorded", "in_validation", "validated", "shared", "in_transfer"}
	for _, tc := range []struct{ written, want string }{
		{"shared", "shared"},
		{"shard", "shared"},
		{"shraed", "shared"}, // two neighbours swapped count as one change
		{"shraedx", "shared"},
		{"in_validaton", "in_validation"},
		{"invalidation", "in_validation"},
		{"Validated", "validated"},
		{"transfer", ""}, // three of eight letters, more than a third
		{"in transfer", "in_transfer"},
		{"", ""},
		{"x", ""},
		{"xy", ""},
		{"assessed", ""},
	} {
		got, ok := near.Name(tc.written, stages)
		assert.Equal(t, tc.want, got, tc.written)
		assert.Equal(t, tc.want != "", ok, tc.written)
	}
}

func TestName_small(t *testing.T) {
	got, ok := near.Name("cpd", nil)
	assert.False(t, ok, got)
	got, ok = near.Name("cp", []string{"cpd", "cpx"})
	assert.True(t, ok)
	assert.Equal(t, "cpd", got, "of two as near, the first")
	_, ok = near.Name("ab", []string{"cd"})
	assert.False(t, ok, "with every letter changed it is another word")
	_, ok = near.Name("c", []string{""})
	assert.False(t, ok)
}

// TestName_letters: a letter is one change however many bytes it takes.
func TestName_letters(t *testing.T) {
	got, ok := near.Name("sefydlü", []string{"sefydlu"})
	assert.True(t, ok)
	assert.Equal(t, "sefydlu", got)
	_, ok = near.Name("ŵŷ", []string{"wy"})
	assert.False(t, ok, "both letters would change")
	_, ok = near.Name("ŵŷŵŷŵŷŵŷ", []string{"ŵŷŵŷŵabc"})
	assert.False(t, ok, "three of eight letters would change")
}

func TestName_properties(t *testing.T) {
	words := rapid.StringMatching(`[a-f_]{4,12}`)
	t.Run("a name is nearest to itself", rapid.MakeCheck(func(t *rapid.T) {
		names := rapid.SliceOfN(words, 1, 8).Draw(t, "names")
		written := rapid.SampledFrom(names).Draw(t, "written")
		if got, ok := near.Name(written, names); !ok || got != written {
			t.Fatalf("%q among %q is near %q", written, names, got)
		}
	}))
	t.Run("one slip is forgiven", rapid.MakeCheck(func(t *rapid.T) {
		name := words.Draw(t, "name")
		i := rapid.IntRange(0, len(name)-2).Draw(t, "i")
		slip := rapid.SampledFrom([]string{
			name[:i] + name[i+1:],
			name[:i] + "z" + name[i:],
			name[:i] + "z" + name[i+1:],
			name[:i] + name[i+1:i+2] + name[i:i+1] + name[i+2:],
		}).Draw(t, "slip")
		if got, ok := near.Name(slip, []string{name}); !ok || got != name {
			t.Fatalf("%q is not near %q", slip, name)
		}
	}))
}
