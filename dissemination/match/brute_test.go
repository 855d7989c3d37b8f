package match_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination/match"
)

// brute tries every division of the people into groups and people left out. It returns the fewest left out and the highest
// score with so many, in millionths.
func brute(g match.Grouping) (left int, score int64, ok bool) {
	var groups [][]string
	left = math.MaxInt
	var deal func(i, out int)
	deal = func(i, out int) {
		if i == len(g.People) {
			if s, fits := worthOf(g, groups); fits && (out < left || out == left && s > score) {
				left, score, ok = out, s, true
			}
			return
		}
		for k := range groups {
			groups[k] = append(groups[k], g.People[i])
			deal(i+1, out)
			groups[k] = groups[k][:len(groups[k])-1]
		}
		groups = append(groups, []string{g.People[i]})
		deal(i+1, out)
		groups = groups[:len(groups)-1]
		deal(i+1, out+1)
	}
	deal(0, 0)
	return left, score, ok
}

// worthOf scores groups by the definition, and says whether they keep every constraint.
func worthOf(g match.Grouping, groups [][]string) (int64, bool) {
	if len(groups) == 0 || g.Count > 0 && len(groups) != g.Count {
		return 0, false
	}
	total := int64(0)
	for _, members := range groups {
		if len(members) < g.Min || len(members) > g.Max || !meet(g, members) {
			return 0, false
		}
		for _, t := range g.Together {
			n := 0
			for _, id := range t {
				if slices.Contains(members, id) {
					n++
				}
			}
			if n != 0 && n != len(t) {
				return 0, false
			}
		}
		for _, q := range g.Quotas {
			n := 0
			for _, id := range q.Of {
				if slices.Contains(members, id) {
					n++
				}
			}
			if n < q.Min || q.Max > 0 && n > q.Max {
				return 0, false
			}
		}
		sum := int64(0)
		for i, a := range members {
			for _, b := range members[i+1:] {
				w := g.Worth(a, b)
				if w.Barred != "" {
					return 0, false
				}
				sum += int64(math.Round(w.Score() * 1e6))
			}
		}
		total += int64(math.Floor(float64(2*sum) / float64(len(members)-1)))
	}
	return total, true
}

func meet(g match.Grouping, members []string) bool {
	if g.Free == nil {
		return true
	}
	for _, t := range []string{"mon", "tue", "wed"} {
		if !slices.ContainsFunc(members, func(id string) bool {
			times, named := g.Free[id]
			return named && !slices.Contains(times, t)
		}) {
			return true
		}
	}
	return false
}

func drawGrouping(t *rapid.T) match.Grouping {
	n := rapid.IntRange(2, 7).Draw(t, "people")
	least := rapid.IntRange(2, 3).Draw(t, "min")
	g := match.Grouping{People: names(n), Min: least, Max: least + rapid.IntRange(0, 2).Draw(t, "more"),
		Count: rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "count")}
	values := map[[2]string]match.Worth{}
	for i, a := range g.People {
		for _, b := range g.People[i+1:] {
			w := match.Worth{Terms: []match.Term{{ID: "x", Value: float64(rapid.IntRange(-3, 9).Draw(t, "worth")) / 3}}}
			if rapid.IntRange(0, 5).Draw(t, "bar") == 0 {
				w.Barred = "They share an office."
			}
			values[[2]string{a, b}], values[[2]string{b, a}] = w, w
		}
	}
	g.Worth = func(a, b string) match.Worth { return values[[2]string{a, b}] }
	if rapid.Bool().Draw(t, "timed") {
		g.Free = map[string][]string{}
		for _, id := range g.People {
			if rapid.IntRange(0, 3).Draw(t, "named") > 0 {
				g.Free[id] = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"mon", "tue", "wed"}), 1, 3, rapid.ID).Draw(t, "free")
			}
		}
	}
	if rapid.IntRange(0, 2).Draw(t, "quota") == 0 {
		g.Quotas = []match.Quota{{Name: "facilitators", Of: g.People[:rapid.IntRange(1, n).Draw(t, "of")],
			Min: rapid.IntRange(0, 1).Draw(t, "least"), Max: rapid.IntRange(0, 2).Draw(t, "most")}}
	}
	if n > 3 && rapid.IntRange(0, 2).Draw(t, "together") == 0 {
		g.Together = [][]string{{g.People[1], g.People[n-1]}}
	}
	return g
}

// The plan is the best of all, and says so.
func TestGroupsAreTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGrouping(t)
		left, score, ok := brute(g)
		got, err := g.Solve(t.Context())
		var no *match.InfeasibleError
		if errors.As(err, &no) && no.Constraint != match.GroupSize {
			return // refused before any search, where brute force would leave people out
		}
		if !ok {
			require.ErrorAs(t, err, &no)
			return
		}
		require.NoError(t, err)
		require.Len(t, got.LeftOut, left)
		require.InDelta(t, float64(score)/1e6, got.Score, 1e-9)
		require.GreaterOrEqual(t, got.Bound, got.Score)
		require.True(t, left > 0 || got.Optimal(), got.Proof)
		keeps(t, g, got)
	})
}

// However early the search has to stop, its plan keeps the constraints and no plan scores above its bound.
func TestBoundHoldsWhenStoppedEarly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGrouping(t)
		g.Work = rapid.IntRange(1, 30_000).Draw(t, "work")
		left, score, ok := brute(g)
		got, err := g.Solve(t.Context())
		if err != nil || !ok {
			require.ErrorAs(t, err, new(*match.InfeasibleError))
			return
		}
		keeps(t, g, got)
		require.GreaterOrEqual(t, len(got.LeftOut), left)
		if len(got.LeftOut) == left {
			require.LessOrEqual(t, got.Score, float64(score)/1e6+1e-9)
		}
		require.GreaterOrEqual(t, got.Bound, float64(score)/1e6-1e-9)
	})
}

// keeps holds a plan against its constraints.
func keeps(t require.TestingT, g match.Grouping, got match.Groups) {
	var groups [][]string
	total, seen := 0.0, map[string]bool{}
	for _, group := range got.Groups {
		groups = append(groups, group.Members)
		total += group.Score
		require.Len(t, group.Pairs, len(group.Members)*(len(group.Members)-1)/2)
		for _, id := range group.Members {
			require.False(t, seen[id], id)
			seen[id] = true
		}
	}
	for _, l := range got.LeftOut {
		require.False(t, seen[l.ID], l.ID)
		require.NotEmpty(t, l.Why)
		seen[l.ID] = true
	}
	require.Len(t, seen, len(g.People))
	score, ok := worthOf(g, groups)
	require.True(t, ok)
	require.InDelta(t, float64(score)/1e6, got.Score, 1e-6)
	require.InDelta(t, got.Score, total, 1e-6)
}
