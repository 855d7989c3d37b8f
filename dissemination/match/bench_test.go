package match_test

import (
	"fmt"
	"testing"

	"github.com/acl-beacon/beacon/dissemination/match"
)

// BenchmarkGroups reports, beside time and memory, the proven gap and how much the plan scores over the greedy one.
func BenchmarkGroups(b *testing.B) {
	for _, of := range []struct {
		name string
		make func(int, uint64) worth
	}{{"colleges", colleges}, {"scattered", scattered}} {
		for _, size := range [][2]int{{2, 3}, {6, 7}} {
			for _, n := range []int{20, 60, 200} {
				b.Run(fmt.Sprintf("%s/%dto%d/%d", of.name, size[0], size[1], n), func(b *testing.B) {
					g := match.Grouping{People: names(n), Min: size[0], Max: size[1], Worth: of.make(n, 1)}
					benchGroups(b, g)
				})
			}
		}
	}
}

func benchGroups(b *testing.B, g match.Grouping) {
	b.ReportAllocs()
	var got match.Groups
	var err error
	for b.Loop() {
		if got, err = g.Solve(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100*got.Gap(), "%gap")
	b.ReportMetric(100*(got.Score/greedy(g)-1), "%over-greedy")
	b.ReportMetric(got.Score, "score")
}

// Buddies of two or three who stay together in sets of six or seven.
func BenchmarkSetsOfBuddies(b *testing.B) {
	for _, n := range []int{60, 200} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			buddies, err := match.Grouping{People: names(n), Min: 2, Max: 3, Count: 2 * n / 5, Worth: colleges(n, 1)}.Solve(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			g := match.Grouping{People: names(n), Min: 6, Max: 7, Worth: colleges(n, 1)}
			for _, group := range buddies.Groups {
				g.Together = append(g.Together, group.Members)
			}
			benchGroups(b, g)
		})
	}
}

func BenchmarkAssign(b *testing.B) {
	a := tutors(500, 40, 13)
	b.ReportAllocs()
	var got match.Assigned
	var err error
	for b.Loop() {
		if got, err = a.Solve(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	score, _ := greedyAssign(a)
	b.ReportMetric(100*(got.Score/score-1), "%over-greedy")
}
