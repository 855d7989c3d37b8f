package beacon_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

func TestMutants(t *testing.T) {
	eng := own(t, `
rules:
  - id: C-1
    decides: check
    on: {engagement: any}
    when: size(engagement.contacts) > 0
    must: size(engagement.contacts) <= 3
    because: x
`)
	tests := func(cases string) fs.FS {
		return fstest.MapFS{"c_test.yaml": {Data: []byte("beacon: 1\ntoday: 2026-03-02\ncases:\n" + cases)}}
	}
	some := `
  - {rule: C-1, given: {engagement: {id: E, contacts: [{}]}}, expect: pass}
  - {rule: C-1, given: {engagement: {id: E, contacts: [{}, {}, {}, {}]}}, expect: fail}
  - {rule: C-1, given: {engagement: {id: E}}, expect: not_applicable}
`
	survivors, all, err := eng.Mutants(tests(some))
	require.NoError(t, err)
	require.Equal(t, 7, all)
	var places []string
	for _, m := range survivors {
		places = append(places, m.From+" "+m.To)
		require.Equal(t, "C-1", m.Rule)
		require.Equal(t, 10, m.Pos.Line)
	}
	require.Equal(t, []string{"<= <", "3 2"}, places, "nothing tests the limit itself")

	survivors, _, err = eng.Mutants(tests(some + "  - {rule: C-1, given: {engagement: {id: E, contacts: [{}, {}, {}]}}, expect: pass}\n"))
	require.NoError(t, err)
	require.Empty(t, survivors)

	_, _, err = eng.Mutants(tests("  - {rule: C-1, given: {engagement: {id: E}}, expect: fail}\n"))
	require.ErrorContains(t, err, "the test fails as it is: want fail, got not_applicable")
}

// The tests of the embedded packs notice every comparison, number, and, or and not that is changed in a rule they are about.
// Clauses that can be left out without a test noticing are listed: most of them guard against what is not recorded, and the
// list is there to get shorter.
func TestEmbeddedPacksNoticeEveryChange(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	survivors, all, err := everyPack(t).Mutants(beacon.EmbeddedPacks())
	require.NoError(t, err)
	require.Greater(t, all, 300)
	var dropped strings.Builder
	for _, m := range survivors {
		if m.To == "" && m.From != "!" {
			fmt.Fprintf(&dropped, "%s without %s\n", m.Rule, m.From)
			continue
		}
		t.Errorf("%s: no test of %s notices %q for %q in %s", m.Pos, m.Rule, m.To, m.From, m.Text)
	}
	golden(t, "mutants_dropped.golden", dropped.String())
}
