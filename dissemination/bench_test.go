package dissemination_test

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

func BenchmarkEngagement_decode(b *testing.B) {
	data := fixture(b, "engagement")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var e dissemination.Engagement
		require.NoError(b, e.UnmarshalJSON(data))
	}
}

func BenchmarkEngagement_encode(b *testing.B) {
	e := read(b, "engagement", fixture(b, "engagement"))
	b.SetBytes(int64(len(encode(b, e))))
	b.ReportAllocs()
	for b.Loop() {
		encode(b, e)
	}
}

func BenchmarkNewShortlist(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		rng := rand.New(rand.NewPCG(1, 2))
		candidates := make([]candidate, n)
		for i := range candidates {
			candidates[i] = candidate{EnquiryID: "Q-" + strconv.Itoa(i), MadeOn: date("2025-02-01").AddDays(rng.IntN(60)),
				Outcome: practice.Outcome(rng.IntN(3)), Score: practice.Known(float64(rng.IntN(500)) / 10)}
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				dissemination.NewShortlist(candidates, practice.Known(50))
			}
		})
	}
}
