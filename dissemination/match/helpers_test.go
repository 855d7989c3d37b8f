package match_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/acl-beacon/beacon/dissemination/match"
)

func names(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("p%03d", i)
	}
	return all
}

type worth = func(a, b string) match.Worth

// colleges are preferences as projects have them: people of two providers, three in ten from the second, with a subject and
// two themes each. Another provider counts 2, a theme in common 3, another subject 1.
func colleges(n int, seed uint64) worth {
	r := rand.New(rand.NewPCG(seed, 9))
	type person struct {
		second  bool
		subject int
		themes  [2]int
	}
	at := map[string]person{}
	for _, id := range names(n) {
		at[id] = person{r.IntN(10) < 3, r.IntN(8), [2]int{r.IntN(10), r.IntN(10)}}
	}
	return func(a, b string) match.Worth {
		p, q := at[a], at[b]
		var t []match.Term
		if p.second != q.second {
			t = append(t, match.Term{ID: "provider", Value: 2})
		}
		if p.themes[0] == q.themes[0] || p.themes[0] == q.themes[1] || p.themes[1] == q.themes[0] || p.themes[1] == q.themes[1] {
			t = append(t, match.Term{ID: "theme", Value: 3})
		}
		if p.subject != q.subject {
			t = append(t, match.Term{ID: "subject", Value: 1})
		}
		return match.Worth{Terms: t}
	}
}

// scattered are preferences without any pattern, the hardest to prove anything with.
func scattered(n int, seed uint64) worth {
	r := rand.New(rand.NewPCG(seed, 9))
	at := map[[2]string]float64{}
	people := names(n)
	for i := range people {
		for j := range i {
			v := r.Float64()
			at[[2]string{people[i], people[j]}], at[[2]string{people[j], people[i]}] = v, v
		}
	}
	return func(a, b string) match.Worth {
		return match.Worth{Terms: []match.Term{{ID: "liking", Value: at[[2]string{a, b}]}}}
	}
}

// greedy forms groups as by hand: it opens a group with the next person and fills it, up to a size that comes out even,
// with whoever adds most.
func greedy(g match.Grouping) float64 {
	left := append([]string(nil), g.People...)
	groups := (len(left) + g.Max - 1) / g.Max
	if g.Max-g.Min < 2 && g.Min < 4 {
		groups = len(left) / g.Min
	}
	total := 0.0
	for k := groups; k > 0; k-- {
		size := (len(left) + k - 1) / k
		members := []string{left[0]}
		left = left[1:]
		sum := 0.0
		for len(members) < size {
			best, most := -1, 0.0
			for i, id := range left {
				v := 0.0
				for _, m := range members {
					v += g.Worth(m, id).Score()
				}
				if best < 0 || v > most {
					best, most = i, v
				}
			}
			members = append(members, left[best])
			left = append(left[:best], left[best+1:]...)
			sum += most
		}
		total += 2 * sum / float64(size-1)
	}
	return total
}
