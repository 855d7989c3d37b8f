package match_test

import (
	"context"
	"encoding/json"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/match"
	"github.com/acl-beacon/beacon/practice"
)

// Twenty people in sets of six, seven and seven, as in the source, proven and better than by hand.
func TestTwentyPeople(t *testing.T) {
	for name, of := range map[string]worth{"colleges": colleges(20, 3), "scattered": scattered(20, 3)} {
		g := match.Grouping{People: names(20), Min: 6, Max: 7, Count: 3, Worth: of,
			Quotas: []match.Quota{{Name: "facilitators", Of: []string{"p000", "p001", "p002", "p003"}, Min: 1}}}
		got, err := g.Solve(t.Context())
		require.NoError(t, err, name)
		assert.True(t, got.Optimal(), "%s: %v", name, got.Proof)
		assert.Empty(t, got.LeftOut)
		var sizes []int
		for _, group := range got.Groups {
			sizes = append(sizes, len(group.Members))
		}
		slices.Sort(sizes)
		assert.Equal(t, []int{6, 7, 7}, sizes, name)
		g.Quotas = nil
		free, err := g.Solve(t.Context())
		require.NoError(t, err)
		assert.Greater(t, free.Score, greedy(g), name)
		assert.GreaterOrEqual(t, free.Score, got.Score, "a constraint less")
		keeps(t, g, free)
	}
}

// The same input gives the same bytes, on any number of cores and also when the work runs out.
func TestSameInputSameBytes(t *testing.T) {
	g := match.Grouping{People: names(40), Min: 6, Max: 7, Worth: scattered(40, 1), Work: 60_000_000}
	solve := func() string {
		got, err := g.Solve(t.Context())
		require.NoError(t, err)
		require.False(t, got.Optimal(), "the work is to run out")
		require.Less(t, got.Gap(), 0.5)
		data, err := json.Marshal(got)
		require.NoError(t, err)
		return string(data)
	}
	first := solve()
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	require.Equal(t, first, solve())
}

// A bound by smaller groups holds: here the best score is known, since everybody has a perfect set.
func TestRelaxedBoundHolds(t *testing.T) {
	people := names(84)
	at := map[string]int{}
	for i, id := range people {
		at[id] = i % 14
	}
	g := match.Grouping{People: people, Min: 6, Max: 6, Work: 400_000_000, Worth: func(a, b string) match.Worth {
		if at[a] == at[b] {
			return match.Worth{Terms: []match.Term{{ID: "theme", Value: 1}}}
		}
		return match.Worth{}
	}}
	got, err := g.Solve(t.Context())
	require.NoError(t, err)
	require.GreaterOrEqual(t, got.Bound, 84.0)
	require.LessOrEqual(t, got.Gap(), 0.001, got.Proof)
}

func TestWhoIsLeftOut(t *testing.T) {
	same := func(a, b string) match.Worth { return match.Worth{Terms: []match.Term{{ID: "theme", Value: 1}}} }
	got, err := match.Grouping{People: names(5), Min: 2, Max: 2, Worth: same}.Solve(t.Context())
	require.NoError(t, err)
	require.Len(t, got.LeftOut, 1)
	assert.Equal(t, "5 people do not divide into groups of 2; leaving this person out costs least.", got.LeftOut[0].Why)

	alone := func(a, b string) match.Worth {
		if b == "p003" {
			return match.Worth{Barred: "They share an office."}
		}
		return same(a, b)
	}
	got, err = match.Grouping{People: names(4), Min: 2, Max: 3, Worth: alone}.Solve(t.Context())
	require.NoError(t, err)
	require.Equal(t, []match.LeftOut{{ID: "p003", Why: "May be in a group with nobody: They share an office."}}, got.LeftOut)
	assert.True(t, got.Optimal(), got.Proof)
	assert.Equal(t, "p000 and p001: 1 (theme 1)", got.Groups[0].Pairs[0].String())
}

func TestWhatCannotBe(t *testing.T) {
	free := func(a, b string) match.Worth { return match.Worth{} }
	barred := func(a, b string) match.Worth { return match.Worth{Barred: "They share an office."} }
	for name, c := range map[string]struct {
		grouping   match.Grouping
		constraint match.Constraint
		why        string
	}{
		"too few": {match.Grouping{People: names(5), Min: 6, Max: 7, Worth: free}, match.GroupSize, "5 people are too few for groups of 6 to 7"},
		"too few for the number": {match.Grouping{People: names(17), Min: 6, Max: 7, Count: 3, Worth: free}, match.GroupSize,
			"17 people are too few for 3 groups of 6 to 7"},
		"quota": {match.Grouping{People: names(20), Min: 6, Max: 7, Count: 3, Worth: free,
			Quotas: []match.Quota{{Name: "facilitators", Of: []string{"p001", "p002"}, Min: 1}}}, match.Quotas,
			`3 groups of 6 to 7 need 3 of "facilitators" between them, and there are 2`},
		"together and barred": {match.Grouping{People: names(4), Min: 2, Max: 2, Worth: barred, Together: [][]string{{"p000", "p002"}}},
			match.Together, "p000 and p002 have to stay together and are barred from it: They share an office."},
		"together and too many": {match.Grouping{People: names(4), Min: 2, Max: 2, Worth: free, Together: [][]string{{"p000", "p002", "p003"}}},
			match.Together, "3 people have to stay together, and a group has 2 at most: [p000 p002 p003]"},
		"together and no time": {match.Grouping{People: names(4), Min: 2, Max: 2, Worth: free, Together: [][]string{{"p000", "p002"}},
			Free: map[string][]string{"p000": {"mon"}, "p002": {"tue"}}}, match.Together,
			"there is no time at which all are free who have to stay together: [p000 p002]"},
		"all barred": {match.Grouping{People: names(4), Min: 2, Max: 2, Worth: barred}, match.GroupSize,
			"no one group of 2 to 2 people keeps the bars, quotas and times; lift some"},
	} {
		_, err := c.grouping.Solve(t.Context())
		var no *match.InfeasibleError
		require.ErrorAs(t, err, &no, name)
		assert.Equal(t, c.constraint, no.Constraint, name)
		assert.Equal(t, c.why, no.Why, name)
	}
	for name, g := range map[string]match.Grouping{
		"one alone":     {People: names(4), Min: 1, Max: 2, Worth: free},
		"twice":         {People: []string{"a", "a"}, Min: 2, Max: 2, Worth: free},
		"unknown":       {People: names(4), Min: 2, Max: 2, Worth: free, Together: [][]string{{"p000", "x"}}},
		"unknown quota": {People: names(4), Min: 2, Max: 2, Worth: free, Quotas: []match.Quota{{Of: []string{"x"}}}},
		"not a number": {People: names(4), Min: 2, Max: 2, Worth: func(a, b string) match.Worth {
			return match.Worth{Terms: []match.Term{{ID: "x", Value: 1e300}}}
		}},
	} {
		_, err := g.Solve(t.Context())
		require.ErrorAs(t, err, new(*practice.DataError), name)
	}
}

// Whoever cancels gets the best plan so far, and the error that says so.
func TestCancel(t *testing.T) {
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	got, err := match.Grouping{People: names(20), Min: 2, Max: 3, Worth: scattered(20, 1)}.Solve(gone)
	require.ErrorIs(t, err, context.Canceled)
	require.GreaterOrEqual(t, got.Bound, got.Score)

	// In the middle of the search, too, the bound holds: the best score is that of twenty perfect sets.
	soon, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	got, err = match.Grouping{People: names(120), Min: 6, Max: 6, Worth: func(a, b string) match.Worth {
		return match.Worth{Terms: []match.Term{{ID: "x", Value: 1}}}
	}}.Solve(soon)
	if err != nil {
		require.ErrorIs(t, err, context.DeadlineExceeded)
	}
	require.GreaterOrEqual(t, got.Bound, got.Score)
}
