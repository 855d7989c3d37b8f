package stats_test

import (
	"errors"
	"fmt"
	"math"

	"github.com/acl-beacon/beacon/evaluate/stats"
)

func ExampleSignedRank() {
	before := []float64{4, 5, 7, 5, 4, 7, 7, 5, 4, 6, 4, 4, 3, 5}
	after := []float64{5, 10, 8, 4, 8, 10, 6, 6, 7, 9, 4, 5, 5, 8}
	changes := make([]float64, len(before))
	for i := range before {
		changes[i] = after[i] - before[i]
	}
	r, err := stats.SignedRank(changes, stats.Pratt)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d of %d rose, %d unchanged; p = %.4f (exact: %v)\n", r.Positive, r.N, r.Zeros, r.P.TwoSided, r.P.Exact)
	// Output: 11 of 14 rose, 1 unchanged; p = 0.0056 (exact: true)
}

// Four people who all improved cannot be told from chance, and the result says so.
func ExampleSignedRank_tooFew() {
	r, _ := stats.SignedRank([]float64{1, 2, 3, 2}, stats.Pratt)
	fmt.Printf("p = %.3f, and no outcome of 4 pairs gives less than %.3f\n", r.P.TwoSided, r.P.Smallest)
	// Output: p = 0.125, and no outcome of 4 pairs gives less than 0.125
}

func ExampleInputError() {
	_, err := stats.SignTest([]float64{1, 2, math.NaN()})
	var input *stats.InputError
	if errors.As(err, &input) {
		fmt.Println(input.Problem, input.Index)
	}
	fmt.Println(err)
	// Output:
	// not_finite 2
	// stats: d[2] is NaN; leave the observation out and count it, or correct it
}

func ExampleSignFlip() {
	r, _ := stats.SignFlip([]float64{1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4}, stats.Sampling{})
	fmt.Printf("mean %.2f, p = %.5f, draws %d\n", r.Mean, r.P.TwoSided, r.Draws)
	// Output: mean 1.58, p = 0.00391, draws 0
}

func ExampleRankSum() {
	r, _ := stats.RankSum([]float64{7, 8, 9, 9, 10}, []float64{5, 6, 6, 7, 8})
	d, _ := stats.CliffDelta([]float64{7, 8, 9, 9, 10}, []float64{5, 6, 6, 7, 8}, 0.95)
	fmt.Printf("U = %v, p = %.3f, delta = %.2f (%.2f to %.2f)\n",
		r.U, r.P.TwoSided, d.Delta, d.Interval.Lower, d.Interval.Upper)
	// Output: U = 23, p = 0.040, delta = 0.84 (0.25 to 0.98)
}

func ExampleFriedman() {
	ratings := [][]float64{{3, 5, 6}, {4, 4, 7}, {2, 3, 3}, {5, 6, 8}, {4, 5, 5}}
	f, _ := stats.Friedman(ratings)
	l, _ := stats.PageL(ratings)
	fmt.Printf("Friedman %.2f, p = %.4f; rising order p = %.4f\n", f.ChiSquared, f.P, l.P.Greater)
	// Output: Friedman 8.59, p = 0.0062; rising order p = 0.0010
}

func ExampleHedgesG() {
	g, _ := stats.HedgesG([]float64{12, 15, 11, 14, 16}, []float64{10, 9, 13, 11, 12}, 0)
	fmt.Printf("g = %.2f (%.2f to %.2f)\n", g.G, g.GInterval.Lower, g.GInterval.Upper)
	// Output: g = 1.27 (-0.03 to 2.52)
}

func ExampleNewcombeDifference() {
	d, _ := stats.NewcombeDifference(stats.TwoRates{X1: 160, N1: 200, X2: 140, N2: 200}, 0)
	fmt.Printf("%.1f points (%.1f to %.1f)\n", 100*d.Value, 100*d.Interval.Lower, 100*d.Interval.Upper)
	// Output: 10.0 points (1.5 to 18.3)
}

// A zero cell has no odds ratio; the error says what to use.
func ExampleOddsRatio_zeroCell() {
	_, err := stats.OddsRatio(stats.TwoRates{X1: 5, N1: 56, X2: 0, N2: 29}, 0)
	fmt.Println(err)
	// Output: stats: X2 is 0, which makes the ratio or its interval infinite; give the difference of the rates (NewcombeDifference) instead
}

// Admissions to six departments in Berkeley in 1973, men against women: the pooled rates mislead.
func ExampleMantelHaenszel() {
	m, _ := stats.MantelHaenszel([]stats.TwoRates{
		{X1: 512, N1: 825, X2: 89, N2: 108}, {X1: 353, N1: 560, X2: 17, N2: 25}, {X1: 120, N1: 325, X2: 202, N2: 593},
		{X1: 138, N1: 417, X2: 131, N2: 375}, {X1: 53, N1: 191, X2: 94, N2: 393}, {X1: 22, N1: 373, X2: 24, N2: 341},
	}, 0)
	fmt.Printf("crude %+.3f, within departments %+.3f, reversed %v\n", m.Crude, m.Difference.Value, m.Reversed)
	// Output: crude +0.142, within departments -0.018, reversed true
}

func ExampleDiD() {
	var observations []stats.Observation
	add := func(unit string, start int, before, after float64) {
		observations = append(observations,
			stats.Observation{Unit: unit, Period: 1, Start: start, Value: before},
			stats.Observation{Unit: unit, Period: 2, Start: start, Value: after})
	}
	for i, v := range [][2]float64{{70, 78}, {65, 75}, {72, 77}, {68, 79}} {
		add(fmt.Sprint("treated ", i), 2, v[0], v[1])
	}
	for i, v := range [][2]float64{{71, 72}, {66, 70}, {74, 73}, {69, 72}, {70, 71}} {
		add(fmt.Sprint("other ", i), 0, v[0], v[1])
	}
	d, _ := stats.DiD(observations, 0)
	fmt.Printf("%.1f (%.1f to %.1f), %.1f degrees of freedom\n",
		d.Effect.Value, d.Effect.Interval.Lower, d.Effect.Interval.Upper, d.Effect.DF)
	// Output: 6.9 (3.1 to 10.7), 6.6 degrees of freedom
}

// One treated unit among eight: the best result chance can give comes up one time in eight.
func ExamplePermuteTreated() {
	r, _ := stats.PermuteTreated([]float64{9, 1, 2, 0, 3, 1, 2, 2}, []bool{0: true, 7: false}, stats.Sampling{})
	fmt.Printf("difference %.2f, p = %.3f, smallest possible %.3f\n", r.Difference, r.P.TwoSided, r.P.Smallest)
	// Output: difference 7.43, p = 0.125, smallest possible 0.125
}

func ExampleITS() {
	attendance := []float64{81, 83, 82, 82, 84, 82, 83, 83, 87, 88, 87, 89, 88, 90, 89, 90}
	r, _ := stats.ITS(attendance, 8, stats.ITSOptions{})
	fmt.Printf("jump %.1f (%.1f to %.1f), Durbin-Watson %.1f\n",
		r.LevelChange.Value, r.LevelChange.Interval.Lower, r.LevelChange.Interval.Upper, r.DurbinWatson)
	// Output: jump 3.7 (2.9 to 4.5), Durbin-Watson 3.3
}

func ExampleSyntheticControl() {
	r, _ := stats.SyntheticControl(
		stats.Series{Name: "treated", Values: []float64{5, 6, 7, 8, 12}},
		[]stats.Series{
			{Name: "a", Values: []float64{4, 5, 6, 7, 8}}, {Name: "b", Values: []float64{6, 7, 8, 9, 10}},
			{Name: "c", Values: []float64{9, 8, 9, 8, 9}},
		}, 4)
	fmt.Printf("effect %.1f, weights %.1f and %.1f, rank %d of 4\n", r.Effect, r.Weights[0].Value, r.Weights[1].Value, r.Rank)
	// Output: effect 3.0, weights 0.5 and 0.5, rank 1 of 4
}

// Units chosen because they scored under 40, where the mean is 60: on half-reliable data they gain 13 points
// with no help at all.
func ExampleRegressionToMean() {
	gain, _ := stats.RegressionToMean(stats.RTM{Mean: 60, SD: 15, Cut: 40, Reliability: 0.5})
	fmt.Printf("%.1f points\n", gain)
	// Output: 13.5 points
}

func ExampleDesignEffect() {
	d, _ := stats.DesignEffect(0.1, []int{20, 20, 20, 20, 20, 20, 20, 20, 20, 20})
	fmt.Printf("200 people count as %.0f\n", 200/d)
	// Output: 200 people count as 69
}

func ExampleAdjust() {
	p, _ := stats.Adjust([]float64{0.01, 0.04, 0.03}, stats.Holm)
	fmt.Printf("%.2f\n", p)
	// Output: [0.03 0.06 0.06]
}

func ExampleClusterBootstrap() {
	treated := []stats.ClusterTotal{{Sum: 12, N: 10}, {Sum: 30, N: 14}, {Sum: 9, N: 8}, {Sum: 25, N: 11}}
	others := []stats.ClusterTotal{{Sum: 3, N: 12}, {Sum: 1, N: 9}, {Sum: 6, N: 10}, {Sum: 2, N: 13}}
	r, _ := stats.ClusterBootstrap(treated, others, stats.BootstrapOptions{Sampling: stats.Sampling{Seed: 1}})
	fmt.Printf("%.2f, %d clusters, seed %d\n", r.Value, r.Units, r.Seed)
	// Output: 1.49, 8 clusters, seed 1
}
