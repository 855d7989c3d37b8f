package beacon_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// heldByTypes are the rules that the types themselves keep: a document that breaks one is refused when it is read.
var heldByTypes = map[string]string{
	"J-37": "a visit has no grade",
	"W-07": "an assessment does not stand in for inspection",
	"W-08": "a level is turned into no inspection grade",
	"W-45": "an assessment has no level of the whole",
}

// Every rule of the catalogue is in a pack, or kept by the types.
func TestEveryRuleOfTheCatalogue(t *testing.T) {
	data, err := os.ReadFile("testdata/rule_ids.txt")
	require.NoError(t, err)
	ids := strings.Fields(string(data))
	require.Len(t, ids, 191)
	in := map[string]bool{}
	for _, r := range everyPack(t).Rules() {
		in[r.ID] = true
	}
	for _, id := range ids {
		_, held := heldByTypes[id]
		assert.NotEqual(t, in[id], held, "%s is in no pack, or kept twice", id)
	}
}
