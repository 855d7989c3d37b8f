package match_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination/match"
	"github.com/acl-beacon/beacon/practice"
)

// Three buddies: each makes a visit and receives one.
func ExampleTimetable() {
	t := match.Timetable{
		Groups:   [][]string{{"ada", "ben", "cem"}},
		Teaching: map[string][]string{"ada": {"mon-9", "thu-9"}, "ben": {"tue-9"}, "cem": {"wed-9", "thu-9"}},
		Free:     map[string][]string{"ada": {"tue-9", "wed-9"}, "ben": {"mon-9", "thu-9"}, "cem": {"mon-9", "tue-9"}},
	}
	visits, err := t.Solve(context.Background())
	if err != nil {
		fmt.Println(err)
	}
	for _, v := range visits.Visits {
		fmt.Println(v.Visitor, "visits", v.Host, "on", v.Time)
	}
	// Output:
	// ada visits ben on tue-9
	// ben visits cem on thu-9
	// cem visits ada on mon-9
}

func TestTimetable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := match.Timetable{Groups: [][]string{names(rapid.IntRange(2, 5).Draw(t, "people"))},
			Teaching: map[string][]string{}, Free: map[string][]string{}}
		for _, id := range table.Groups[0] {
			for _, time := range []string{"1", "2", "3", "4"} {
				switch rapid.IntRange(0, 2).Draw(t, "at") {
				case 0:
					table.Teaching[id] = append(table.Teaching[id], time)
				case 1:
					table.Free[id] = append(table.Free[id], time)
				}
			}
		}
		got, err := table.Solve(t.Context())
		require.NoError(t, err)
		visitor, host, when := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, v := range got.Visits {
			require.Contains(t, table.Free[v.Visitor], v.Time)
			require.Contains(t, table.Teaching[v.Host], v.Time)
			require.False(t, visitor[v.Visitor] || host[v.Host])
			visitor[v.Visitor], host[v.Host] = true, true
			require.False(t, when[v.Visitor+v.Time] || when[v.Host+v.Time], "nobody is in two places")
			when[v.Visitor+v.Time], when[v.Host+v.Time] = true, true
		}
		require.Len(t, got.LeftOut, len(table.Groups[0])-len(got.Visits))
	})
	_, err := match.Timetable{Groups: [][]string{{"a", "b"}}, Teaching: map[string][]string{"a": {"1"}}, Free: map[string][]string{"a": {"1"}}}.Solve(t.Context())
	require.ErrorAs(t, err, new(*practice.DataError))
	assert.EqualError(t, err, "/free/a: a teaches at 1 and is free to visit as well")
	got, err := match.Timetable{Groups: [][]string{{"a", "b"}}, Teaching: map[string][]string{"a": {"1"}}, Free: map[string][]string{"b": {"1"}}}.Solve(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []match.LeftOut{{ID: "a", Why: "a is free at no time at which another of the group teaches."}}, got.LeftOut)
}
