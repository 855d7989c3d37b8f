package beacon_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

// packNames lists the embedded packs with rules of their own. Strict only raises those of others.
func packNames(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, name := range []string{"staffordshire", "lsc2004", "facilitators", "jpd", "acl-wales"} {
		if _, err := fs.Stat(beacon.EmbeddedPacks(), name); err == nil {
			names = append(names, name)
		}
	}
	return names
}

// everyPack is an engine that has all rules of the module.
func everyPack(t *testing.T) *beacon.Engine {
	t.Helper()
	return engine(t, beacon.Config{Embedded: packNames(t)})
}

// The tests beside the packs show every rule both ways: a rule that never fails, or never holds, may say nothing.
func TestEmbeddedPacks_everyRuleBothWays(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	eng := everyPack(t)
	results, err := eng.Test(beacon.EmbeddedPacks())
	require.NoError(t, err)
	seen := map[string]map[string]bool{} // verdicts by rule
	for _, r := range results {
		assert.True(t, r.OK, "%s %s %s: want %s, got %s", r.Pos, r.Rule, r.Name, r.Want, r.Got)
		if seen[r.Rule] == nil {
			seen[r.Rule] = map[string]bool{}
		}
		verdict, _, _ := strings.Cut(r.Want, ",")
		seen[r.Rule][verdict] = true
	}
	for _, pack := range packNames(t) {
		t.Run(pack, func(t *testing.T) {
			var never []string
			for _, r := range eng.Rules() {
				for _, verdict := range []string{"pass", "fail"} {
					if r.Pack == pack && !seen[r.ID][verdict] {
						never = append(never, r.ID+" "+verdict)
					}
				}
			}
			assert.Empty(t, never, "no test shows these")
		})
	}
}
