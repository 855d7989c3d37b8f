package beacon

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/practice"
)

// storedCases are decisions on the facts of the embedded packs' tests, a gate or a review for each.
func storedCases(t *testing.T, e *Engine) []Decision {
	t.Helper()
	cases, err := bundle.ReadTests(EmbeddedPacks(), "")
	require.NoError(t, err)
	var all []Decision
	for _, c := range cases {
		var today practice.Date
		require.NoError(t, today.UnmarshalText([]byte(c.Today)))
		subject, fault := e.testSubject(c)
		require.Nil(t, fault)
		d, err := e.DecideJSON(subject, c.State, c.Facts, today)
		require.NoError(t, err, c.Pos)
		all = append(all, d)
	}
	return all
}

// Every decision that is stored with its facts and read back comes out the same, to the letter.
func TestReplay_everyCase(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	e, err := New(Config{})
	require.NoError(t, err)
	all := storedCases(t, e)
	for _, d := range all {
		kept, err := d.WithFacts()
		require.NoError(t, err)
		data, err := json.Marshal(kept)
		require.NoError(t, err)
		var stored Decision
		require.NoError(t, json.Unmarshal(data, &stored))
		r, err := e.Replay(stored)
		require.NoError(t, err, "%s %s", d.Subject, kept.Facts)
		require.True(t, r.SameRules)
		require.Empty(t, r.Packs)
		require.Empty(t, r.Changes, "%s\n%s", d, kept.Facts)
		again, err := json.Marshal(r.Decision)
		require.NoError(t, err)
		require.Equal(t, string(data), string(again))
	}
	t.Logf("%d decisions", len(all))
}
