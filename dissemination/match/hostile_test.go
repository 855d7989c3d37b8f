package match_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/match"
	"github.com/acl-beacon/beacon/practice"
)

// TestNumbersWithoutLimit: "as many as you like" is often written as the largest number there is.
func TestNumbersWithoutLimit(t *testing.T) {
	three, most := []string{"a", "b", "c"}, math.MaxInt
	alike := func(a, b string) match.Worth { return match.Worth{} }
	plan, err := match.Grouping{People: three, Min: 2, Max: most, Worth: alike}.Solve(context.Background())
	require.NoError(t, err)
	require.Empty(t, plan.LeftOut)
	for _, g := range []match.Grouping{
		{People: three, Min: 2, Max: 3, Count: most, Worth: alike},
		{People: three, Min: most, Max: most, Count: 2, Worth: alike},
		{People: three, Min: 2, Max: most, Worth: alike, Quotas: []match.Quota{{Name: "can facilitate", Of: three, Min: most}}},
	} {
		_, err := g.Solve(context.Background())
		var no *match.InfeasibleError
		require.ErrorAs(t, err, &no)
	}
	assigned, err := match.Assignment{People: three, Places: []match.Place{{ID: "p", Max: most}, {ID: "q", Max: most}}, Worth: alike}.Solve(context.Background())
	require.NoError(t, err)
	require.Len(t, assigned.Pairs, 3)
}

func TestWorthIsNeeded(t *testing.T) {
	_, grouping := match.Grouping{People: []string{"a", "b"}, Min: 2, Max: 2}.Solve(context.Background())
	_, assignment := match.Assignment{People: []string{"a"}, Places: []match.Place{{ID: "p", Max: 1}}}.Solve(context.Background())
	for _, err := range []error{grouping, assignment} {
		fault, ok := errors.AsType[*practice.DataError](err)
		require.True(t, ok, "%v", err)
		require.Equal(t, "/worth", fault.Path)
	}
}
