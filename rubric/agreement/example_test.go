package agreement_test

import (
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

// Five partners each placed eight topics on four levels; two of them left topics out.
var (
	partners = []string{"college", "council", "charity", "library", "union"}
	topics   = []string{"strategy", "planning", "data", "curriculum", "quality", "tutors", "learners", "progression"}
	judged   = [][]int{
		{2, 2, 3, 2, 3, 1, 3, 2},
		{2, 2, 3, 3, 3, 1, 3, 4},
		{2, 3, 3, 2, 0, 1, 3, 1},
		{2, 2, 4, 2, 3, 2, 3, 0},
		{2, 2, 3, 2, 3, 1, 4, 4},
	}
)

// How far do partners agree, how sure is that, and what should they talk about first?
func Example() {
	r, err := agreement.New(4, judged)
	if err != nil {
		fmt.Println(err)
		return
	}

	alpha := agreement.Alpha(r, agreement.Ordinal)
	ac2 := agreement.AC(r, agreement.OrdinalWeights)
	fmt.Printf("%d partners, %d topics compared\n", len(partners), alpha.Units)
	fmt.Printf("alpha (ordinal) %.2f, AC2 (ordinal weights, q=%d) %.2f, se %.2f\n",
		alpha.Value, r.Levels(), ac2.Value, ac2.SE.Value)

	interval := agreement.Bootstrap(r, func(r agreement.Ratings) agreement.Estimate {
		return agreement.Alpha(r, agreement.Ordinal).Estimate
	}, agreement.BootstrapOptions{Confidence: 0.9, Seed: 2026})
	fmt.Printf("alpha lies in %.2f to %.2f in %.0f%% of %d resamples of the topics\n",
		interval.Low, interval.High, 100*interval.Confidence, interval.Resamples)

	agenda := agreement.Spreads(r)
	slices.SortFunc(agenda, agreement.WiderFirst)
	fmt.Println("to discuss:")
	for _, s := range agenda {
		if s.Range >= 2 {
			fmt.Printf("  %s: levels %d to %d, %d partners\n", topics[s.Unit], s.Min, s.Max, s.Ratings)
		}
	}
	// Output:
	// 5 partners, 8 topics compared
	// alpha (ordinal) 0.56, AC2 (ordinal weights, q=4) 0.71, se 0.19
	// alpha lies in 0.08 to 0.83 in 90% of 1000 resamples of the topics
	// to discuss:
	//   progression: levels 1 to 4, 4 partners
}
