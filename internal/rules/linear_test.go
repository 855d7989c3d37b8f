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

// What memory decides costs as much as what closures decide, and never more.
func TestAskingCostsWhatClosuresCost(t *testing.T) {
	point := directPoint(t)
	w := &work{open: true, visits: []visit{{kind: "first", learner: 1}, {kind: "follow_up", learner: 5}, {kind: "first", learner: 9}}}
	for text, turns := range map[string]int64{
		"work.visits.exists(v, v.learners > 4)":                                     2,
		"work.visits.all(v, v.learners > 0)":                                        3,
		"work.visits.all(v, v.learners > 1)":                                        1,
		"work.visits.filter(v, v.learners > 4).size() == 2":                         3,
		"work.visits.exists(v, work.visits.exists(w, w.learners > v.learners + 3))": 1 + 2,
	} {
		p, problems := point.Compile(text)
		require.Empty(t, problems, text)
		require.NotNil(t, p.fast.asks, text)
		f := Facts{Root: unsafe.Pointer(w)}
		fr := frames.Get().(*frame)
		fr.begin(f)
		fr.budget = 100
		require.NotEqual(t, unsure, p.fast.asks.answer(fr), text)
		require.Equal(t, turns, 100-fr.budget, text)
		fr.budget = 100
		_, s := p.fast.bools(fr)
		require.Equal(t, ok, s)
		require.Equal(t, turns, 100-fr.budget, text)
		fr.budget = turns - 1
		require.Equal(t, unsure, p.fast.asks.answer(fr), "the closures tell of a budget that does not suffice: %s", text)
		require.Equal(t, turns-1, fr.budget)
		fr.end()
	}
}
