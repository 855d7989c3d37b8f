package practice_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

const (
	unsure = practice.CannotTell
	closed = practice.Closed
	open   = practice.Open
)

// TestOutcome_kleene holds every cell of Kleene's strong tables.
func TestOutcome_kleene(t *testing.T) {
	for _, tc := range []struct{ a, b, and, or practice.Outcome }{
		{open, open, open, open},
		{open, closed, closed, open},
		{open, unsure, unsure, open},
		{closed, open, closed, open},
		{closed, closed, closed, closed},
		{closed, unsure, closed, unsure},
		{unsure, open, unsure, open},
		{unsure, closed, closed, unsure},
		{unsure, unsure, unsure, unsure},
	} {
		assert.Equal(t, tc.and, tc.a.And(tc.b), "%v and %v", tc.a, tc.b)
		assert.Equal(t, tc.or, tc.a.Or(tc.b), "%v or %v", tc.a, tc.b)
		assert.Equal(t, tc.and, practice.All(tc.a, tc.b), "all of %v and %v", tc.a, tc.b)
		assert.Equal(t, tc.or, practice.Any(tc.a, tc.b), "any of %v and %v", tc.a, tc.b)
	}
	assert.Equal(t, closed, open.Not())
	assert.Equal(t, open, closed.Not())
	assert.Equal(t, unsure, unsure.Not())
	assert.Equal(t, open, practice.All())
	assert.Equal(t, closed, practice.Any())
	assert.Equal(t, closed, practice.All(open, unsure, closed))
	assert.Equal(t, open, practice.Any(closed, unsure, open))
}

// TestOutcome_forged: a number outside the three never opens anything.
func TestOutcome_forged(t *testing.T) {
	forged := practice.Outcome(9)
	assert.Equal(t, unsure, forged.And(open))
	assert.Equal(t, unsure, forged.Or(closed))
	assert.Equal(t, "Outcome(9)", forged.String())
	var back practice.Outcome
	assert.Error(t, back.UnmarshalText([]byte(forged.String())))
}

func TestOutcome_text(t *testing.T) {
	var zero practice.Outcome
	assert.Equal(t, unsure, zero, "a result nobody filled in opens nothing")
	for o, name := range map[practice.Outcome]string{unsure: "cannot_tell", closed: "closed", open: "open"} {
		text, err := json.Marshal(o)
		require.NoError(t, err)
		assert.Equal(t, `"`+name+`"`, string(text))
		var back practice.Outcome
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, o, back)
	}
	back := open
	for _, wrong := range []string{"", "Open", "true"} {
		require.ErrorContains(t, back.UnmarshalText([]byte(wrong)), "is not an outcome; use open, closed or cannot_tell")
		assert.Equal(t, open, back)
	}
}
