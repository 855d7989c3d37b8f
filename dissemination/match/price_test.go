package match

import (
	"cmp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// drawProblem makes people, some of whom are barred from each other.
func drawProblem(t *rapid.T, n int, score *rapid.Generator[int64]) *problem {
	g := Grouping{Min: 3, Max: 5, Worth: func(a, b string) Worth {
		if rapid.IntRange(0, 9).Draw(t, "barred") == 0 {
			return Worth{Barred: "They share a line manager."}
		}
		return Worth{Terms: []Term{{Value: points(score.Draw(t, "score"))}}}
	}}
	for i := range n {
		g.People = append(g.People, string(rune('a'+i)))
	}
	p, err := g.problem()
	require.NoError(t, err)
	return p
}

// A search that may look everywhere finds every group worth more than its prices and some amount, and no other.
func TestSearchLosesNoGroup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, size := rapid.IntRange(5, 9).Draw(t, "people"), rapid.IntRange(3, 5).Draw(t, "size")
		p := drawProblem(t, n, rapid.Int64Range(-2e6, 6e6))
		price := rapid.SliceOfN(rapid.Int64Range(-1e6, 8e6), n, n).Draw(t, "price")
		over := rapid.Int64Range(-3e6, 3e6).Draw(t, "over")

		var want [][]int
		best := over
		for set := range 1 << n {
			var units []int
			cost := int64(0)
			for u := range n {
				if set>>u&1 == 1 {
					units, cost = append(units, u), cost+price[u]
				}
			}
			if v, ok := p.value(units); ok && len(units) == size {
				if best = max(best, v-cost); v-cost > over {
					want = append(want, units)
				}
			}
		}
		r := newPricer(t.Context(), p, size)
		r.search(price, over, 1000, 1<<40)
		require.False(t, r.ended)
		var got [][]int
		for _, f := range r.found {
			got = append(got, f.units)
		}
		slices.SortFunc(got, slices.Compare)
		slices.SortFunc(want, slices.Compare)
		require.Equal(t, want, got)
		require.GreaterOrEqual(t, r.best, best)
		require.True(t, slices.IsSortedFunc(r.found, func(a, b priced) int { return cmp.Compare(b.above, a.above) }))
	})
}

// Where the lattice says that no plan lies between a score and a bound, none of those that the bound allows is better.
func TestLatticeHidesNoBetterPlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		measure := rapid.SampledFrom([]int64{250_000, 1_000_000, 300_000}).Draw(t, "measure")
		l := lattice{step: 2 * measure, parts: 12, groups: 4} // groups of 4, 5 and 7
		plan := func(name string) (steps, twelfths int64) {
			for range rapid.IntRange(1, 4).Draw(t, name) {
				size := rapid.SampledFrom([]int{4, 5, 7}).Draw(t, "size")
				sum := measure * rapid.Int64Range(-5, 40).Draw(t, "sum")
				steps += scaled(sum, size)
				twelfths += 12 / int64(size-1) * 2 * sum
			}
			return steps, twelfths
		}
		score, exact := plan("best")
		other, better := plan("other")
		bound := other + rapid.Int64Range(0, 300_000).Draw(t, "above")
		require.Equal(t, l.best(score, other), better <= exact, "the lattice tells plans apart")
		if l.best(score, bound) {
			require.LessOrEqual(t, better, exact)
		}
	})
}
