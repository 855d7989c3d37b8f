package agreement_test

import (
	"testing"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

func benchmarkBootstrap(b *testing.B, raters int) {
	r := ratings(b, 4, invented(raters, 17, 4, 1))
	opt := agreement.BootstrapOptions{Resamples: 1000, Seed: 1}
	b.ReportAllocs()
	for b.Loop() {
		agreement.Bootstrap(r, ordinalAlpha, opt)
		agreement.Bootstrap(r, func(r agreement.Ratings) agreement.Estimate {
			return agreement.AC(r, agreement.OrdinalWeights).Estimate
		}, opt)
	}
}

// Alpha and AC2, each with 1,000 resamples.
func BenchmarkBootstrap20Raters17Units(b *testing.B)  { benchmarkBootstrap(b, 20) }
func BenchmarkBootstrap200Raters17Units(b *testing.B) { benchmarkBootstrap(b, 200) }

func BenchmarkAlpha1000Raters1000Units(b *testing.B) {
	rows := invented(1000, 1000, 4, 1)
	b.Run("from rows", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			agreement.Alpha(ratings(b, 4, rows), agreement.Ordinal)
		}
	})
	b.Run("from ratings", func(b *testing.B) {
		r := ratings(b, 4, rows)
		b.ReportAllocs()
		for b.Loop() {
			agreement.Alpha(r, agreement.Ordinal)
		}
	})
}
