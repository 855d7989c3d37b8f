package beacon_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

// All six packs are read, checked and compiled. Expected: under 100 ms.
func BenchmarkLoadSixPacks(b *testing.B) {
	c := beacon.Config{Embedded: []string{"staffordshire", "lsc2004", "facilitators", "jpd", "acl-wales", "strict"}}
	b.ReportAllocs()
	for b.Loop() {
		_, err := beacon.New(c)
		require.NoError(b, err)
	}
}

// The same, and every test beside the packs is run.
func BenchmarkLoadSixPacks_withTests(b *testing.B) {
	c := beacon.Config{Embedded: []string{"staffordshire", "lsc2004", "facilitators", "jpd", "acl-wales"}}
	b.ReportAllocs()
	for b.Loop() {
		eng, err := beacon.New(c)
		require.NoError(b, err)
		_, err = eng.Test(beacon.EmbeddedPacks())
		require.NoError(b, err)
	}
}
