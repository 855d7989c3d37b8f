package stats_test

import (
	"fmt"

	"github.com/acl-beacon/beacon/evaluate/stats"
)

// A study from beginning to end: 12 units chosen for low scores and 12 others, two outcomes, and what may be said.
func Example() {
	before := []float64{52, 55, 49, 58, 51, 54, 50, 56, 53, 57, 48, 55, 61, 63, 66, 60, 68, 64, 62, 70, 65, 67, 63, 69}
	after := []float64{60, 61, 58, 65, 62, 60, 57, 66, 60, 63, 59, 62, 63, 62, 69, 61, 67, 66, 63, 72, 64, 69, 65, 68}
	treated := make([]bool, len(before))
	for i := range 12 {
		treated[i] = true
	}

	// How much of the gain would have come without help?
	expected, err := stats.RegressionToMean(stats.RTM{Mean: 60, SD: 7, Cut: 58.5, Reliability: 0.8})
	if err != nil {
		fmt.Println(err)
		return
	}

	// What was gained, and what is left at equal baseline?
	gains := make([]float64, 12)
	for i := range gains {
		gains[i] = after[i] - before[i]
	}
	shift, err := stats.HodgesLehmann(gains, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	adjusted, err := stats.ANCOVA(before, after, treated, stats.FitOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}

	// A second outcome, a rate, shares the claim: both p-values are adjusted.
	rate := stats.TwoRates{X1: 171, N1: 200, X2: 150, N2: 200}
	difference, err := stats.NewcombeDifference(rate, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fisher, err := stats.FisherExact(rate)
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := stats.Adjust([]float64{adjusted.Effect.P, fisher.P.TwoSided}, stats.Holm)
	if err != nil {
		fmt.Println(err)
		return
	}

	fmt.Printf("typical gain %.1f, of which %.1f by regression to the mean\n", shift.Shift, expected)
	fmt.Printf("at equal baseline %.1f (%.1f to %.1f), p = %.4f after adjustment\n",
		adjusted.Effect.Value, adjusted.Effect.Interval.Lower, adjusted.Effect.Interval.Upper, p[0])
	fmt.Printf("rate %+.1f points (%.1f to %.1f), p = %.4f after adjustment\n",
		100*difference.Value, 100*difference.Interval.Lower, 100*difference.Interval.Upper, p[1])
	// Output:
	// typical gain 8.0, of which 1.3 by regression to the mean
	// at equal baseline 4.7 (2.0 to 7.4), p = 0.0057 after adjustment
	// rate +10.5 points (2.7 to 18.2), p = 0.0117 after adjustment
}
