package match_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination/match"
	"github.com/acl-beacon/beacon/practice"
)

// tutors makes so many tutors on three campuses, and facilitators who take so many each.
func tutors(n, facilitators, capacity int) match.Assignment {
	r := rand.New(rand.NewPCG(7, 7))
	a := match.Assignment{People: names(n)}
	for j := range facilitators {
		a.Places = append(a.Places, match.Place{ID: fmt.Sprintf("f%02d", j), Max: capacity})
	}
	campus, style := map[string]int{}, map[string]int{}
	for _, id := range a.People {
		campus[id], style[id] = r.IntN(3), r.IntN(5)
	}
	for _, p := range a.Places {
		campus[p.ID], style[p.ID] = r.IntN(3), r.IntN(5)
	}
	a.Worth = func(person, place string) match.Worth {
		var w match.Worth
		if campus[person] == campus[place] {
			w.Terms = append(w.Terms, match.Term{ID: "campus", Value: 3})
		}
		if style[person] == style[place] {
			w.Terms = append(w.Terms, match.Term{ID: "style", Value: 1})
		}
		return w
	}
	return a
}

// greedyAssign gives each person in turn the best place that is free.
func greedyAssign(a match.Assignment) (score float64, placed int) {
	load := map[string]int{}
	for _, person := range a.People {
		best, most := -1, 0.0
		for j, p := range a.Places {
			w := a.Worth(person, p.ID)
			if s := w.Score(); w.Barred == "" && load[p.ID] < p.Max && (best < 0 || s > most) {
				best, most = j, s
			}
		}
		if best >= 0 {
			load[a.Places[best].ID]++
			score += most
			placed++
		}
	}
	return score, placed
}

// bruteAssign tries everything: places filled to their least, then people placed, then score.
func bruteAssign(a match.Assignment) (seats, placed int, score float64) {
	load := make([]int, len(a.Places))
	seats = -1
	var deal func(i, n int, s float64)
	deal = func(i, n int, s float64) {
		if i == len(a.People) {
			filled := 0
			for j, p := range a.Places {
				filled += min(load[j], p.Min)
			}
			if filled > seats || filled == seats && (n > placed || n == placed && s > score+1e-9) {
				seats, placed, score = filled, n, s
			}
			return
		}
		deal(i+1, n, s)
		for j, p := range a.Places {
			if w := a.Worth(a.People[i], p.ID); w.Barred == "" && load[j] < p.Max {
				load[j]++
				deal(i+1, n+1, s+w.Score())
				load[j]--
			}
		}
	}
	deal(0, 0, 0)
	return seats, placed, score
}

func TestAssignmentIsTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := match.Assignment{People: names(rapid.IntRange(0, 6).Draw(t, "people"))}
		wanted := 0
		for j := range rapid.IntRange(1, 3).Draw(t, "places") {
			p := match.Place{ID: fmt.Sprintf("f%d", j), Min: rapid.IntRange(0, 1).Draw(t, "min")}
			p.Max = p.Min + rapid.IntRange(0, 2).Draw(t, "more")
			wanted += p.Min
			a.Places = append(a.Places, p)
		}
		worth := map[[2]string]match.Worth{}
		for _, person := range a.People {
			for _, p := range a.Places {
				w := match.Worth{Terms: []match.Term{{ID: "x", Value: float64(rapid.IntRange(-4, 9).Draw(t, "worth"))}}}
				if rapid.IntRange(0, 3).Draw(t, "bar") == 0 {
					w.Barred = "It is the line manager."
				}
				worth[[2]string{person, p.ID}] = w
			}
		}
		a.Worth = func(person, place string) match.Worth { return worth[[2]string{person, place}] }
		seats, placed, score := bruteAssign(a)
		got, err := a.Solve(t.Context())
		if seats < wanted {
			var no *match.InfeasibleError
			require.ErrorAs(t, err, &no)
			require.Equal(t, match.Seats, no.Constraint)
			return
		}
		require.NoError(t, err)
		require.Len(t, got.Pairs, placed)
		require.InDelta(t, score, got.Score, 1e-6)
		require.True(t, got.Optimal())
		greedy, n := greedyAssign(a)
		require.True(t, wanted > 0 || n < placed || greedy <= got.Score+1e-6)
		for _, l := range got.LeftOut {
			require.NotEmpty(t, l.Why)
		}
		require.Len(t, got.LeftOut, len(a.People)-placed)
	})
}

// Five hundred tutors, and one seat too few for one of them: the reason says what it would take.
func TestFiveHundredTutors(t *testing.T) {
	a := tutors(500, 40, 12)
	a.Places[3].Max = 31 // 499 seats in all
	got, err := a.Solve(t.Context())
	require.NoError(t, err)
	require.Len(t, got.Pairs, 499)
	require.Len(t, got.LeftOut, 1)
	require.Regexp(t, `^All places are full that may take this person: f00, f01, f02, f03, f04, and 35 more\. `+
		`Taking this person in would leave out p\d+ and lower the score by \d`, got.LeftOut[0].Why)
	greedy, _ := greedyAssign(a)
	require.Greater(t, got.Score, greedy)
	require.Len(t, got.At("f03"), 31)
}

func TestAssignmentRefuses(t *testing.T) {
	worth := func(person, place string) match.Worth {
		if place == "f1" {
			return match.Worth{Barred: "It is the line manager."}
		}
		return match.Worth{}
	}
	_, err := match.Assignment{People: names(3), Places: []match.Place{{ID: "f0", Max: 2}, {ID: "f1", Min: 1, Max: 2}}, Worth: worth}.Solve(t.Context())
	require.EqualError(t, err, "match: no plan is possible: f1 needs 1 people at least, and no more than 0 can come "+
		"(0 may at all) while the other places have theirs; lower its least number or lift a bar")
	_, err = match.Assignment{People: []string{"a", "a"}, Worth: worth}.Solve(t.Context())
	require.ErrorAs(t, err, new(*practice.DataError))
	_, err = match.Assignment{People: names(1), Places: []match.Place{{ID: "f0", Min: 2, Max: 1}}, Worth: worth}.Solve(t.Context())
	require.ErrorAs(t, err, new(*practice.DataError))
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = tutors(5, 2, 2).Solve(gone)
	require.ErrorIs(t, err, context.Canceled)
	got, err := match.Assignment{People: names(1), Places: []match.Place{{ID: "f1", Max: 2}}, Worth: worth}.Solve(t.Context())
	require.NoError(t, err)
	require.Equal(t, "No place may take this person: It is the line manager.", got.LeftOut[0].Why)
}
