package agreement_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

// pairwise is Krippendorff's alpha as textbooks write it: every pair of ratings of a unit, and every pair of ratings there
// are. It is the peer of the benchmarks, and costs O(ratings²).
func pairwise(rows [][]int, levels int) float64 {
	cols := columns(rows)
	var all []int
	n := make([]float64, levels+1)
	for _, col := range cols {
		if len(col) > 1 {
			for _, v := range col {
				all = append(all, v)
				n[v]++
			}
		}
	}
	between := func(c, k int) float64 {
		c, k = min(c, k), max(c, k)
		d := -(n[c] + n[k]) / 2
		for g := c; g <= k; g++ {
			d += n[g]
		}
		return d * d
	}
	var observed, expected float64
	for _, col := range cols {
		for i, a := range col {
			for j, b := range col {
				if i != j && a != b {
					observed += between(a, b) / float64(len(col)-1)
				}
			}
		}
	}
	for i, a := range all {
		for j, b := range all {
			if i != j && a != b {
				expected += between(a, b)
			}
		}
	}
	return 1 - float64(len(all)-1)*observed/expected
}

func TestAlpha_pairwise(t *testing.T) {
	for _, raters := range []int{2, 5, 40} {
		rows := invented(raters, 17, 4, uint64(raters))
		require.InDelta(t, pairwise(rows, 4), agreement.Alpha(ratings(t, 4, rows), agreement.Ordinal).Value, 1e-12)
	}
}

// BenchmarkAlpha_peer sets alpha beside its peer; a bootstrap of 1,000 resamples needs 1,001 of either.
func BenchmarkAlpha_peer(b *testing.B) {
	for _, raters := range []int{20, 200} {
		rows := invented(raters, 17, 4, 1)
		r := ratings(b, 4, rows)
		b.Run(fmt.Sprintf("%d_raters/counted", raters), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				agreement.Alpha(r, agreement.Ordinal)
			}
		})
		b.Run(fmt.Sprintf("%d_raters/pair_by_pair", raters), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				pairwise(rows, 4)
			}
		})
	}
}
