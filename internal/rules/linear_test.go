package rules

import (
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// What a loop costs, in turns, grows with the entries of its list: ten times as many cost ten times as much. A loop in a loop
// costs their product.
func TestCostGrowsWithTheList(t *testing.T) {
	point := directPoint(t)
	for text, times := range map[string]int64{
		"work.visits.all(v, v.learners > 0)":                                          10,
		"work.visits.exists(v, v.learners < 0)":                                       10,
		"work.visits.filter(v, v.learners > 0).size() > 0":                            10,
		"work.visits.filter(v, v.learners > 0).exists(w, w.kind == 'follow_up')":      10,
		"sum(work.visits.map(v, v.learners)) > 0":                                     10,
		"work.visits.exists_one(v, v.kind == 'follow_up') || work.open":               10,
		"work.visits.exists(v, work.visits.exists(w, v.learners + w.learners < 0))":   100,
		"work.visits.all(v, v.learners > 0) && work.visits.all(v, v.kind == 'first')": 10,
	} {
		p, problems := point.Compile(text)
		require.Empty(t, problems, text)
		cost := func(n int) int64 {
			w := &work{visits: make([]visit, n)}
			for i := range w.visits {
				w.visits[i] = visit{kind: "first", learner: 1}
			}
			s := NewSession()
			defer s.Close()
			const limit = 1_000_000
			s.Turn(Facts{Root: unsafe.Pointer(w), Limit: limit})
			require.NotEqual(t, Fault, s.Test(p), text)
			return limit - s.left
		}
		if referenceOnly {
			require.NotZero(t, cost(30), "cel-go counts in its own units")
			continue
		}
		few, many := cost(30), cost(300)
		require.NotZero(t, few, text)
		require.InEpsilon(t, times*few, many, 0.05, text)
	}
}
