package beacon_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

// Every embedded pack passes the tests that lie beside it.
func TestEmbeddedPacks(t *testing.T) {
	results, err := beacon.Default().Test(beacon.EmbeddedPacks())
	require.NoError(t, err)
	require.NotEmpty(t, results)
	for _, r := range results {
		require.True(t, r.OK, "%s %s %s: want %s, got %s", r.Pos, r.Rule, r.Name, r.Want, r.Got)
	}
}
