package agreement_test

import (
	"errors"
	"fmt"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

// A level that the scale does not have is refused, with its place.
func ExampleNew_outOfRange() {
	_, err := agreement.New(4, [][]int{{1, 2, 3}, {1, 5, 3}})
	fmt.Println(err)
	var bad *agreement.InputError
	if errors.As(err, &bad) {
		fmt.Println(bad.Problem, "rater", bad.Rater, "unit", bad.Unit)
	}
	// Output:
	// agreement: rater 1, unit 1 (from 0): 5 is not a level in 1..4; give 0 where there is no rating, or a larger number of levels
	// level_out_of_range rater 1 unit 1
}

// Krippendorff's own example: four observers, twelve units, gaps, and one unit that a single observer rated.
func ExampleAlpha() {
	r, _ := agreement.New(5, [][]int{
		{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
		{1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
		{0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
		{1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0},
	})
	for _, m := range []agreement.Metric{agreement.Nominal, agreement.Ordinal, agreement.Interval, agreement.Ratio} {
		a := agreement.Alpha(r, m)
		fmt.Printf("%s %.3f of %d ratings\n", m, a.Value, a.Ratings)
	}
	// Output:
	// nominal 0.743 of 40 ratings
	// ordinal 0.815 of 40 ratings
	// interval 0.849 of 40 ratings
	// ratio 0.797 of 40 ratings
}

// When every rating is of one level there is agreement, but nothing that shows it to be more than habit.
func ExampleAlpha_noVariation() {
	r, _ := agreement.New(4, [][]int{{2, 2, 2}, {2, 2, 2}})
	a := agreement.Alpha(r, agreement.Ordinal)
	fmt.Println("alpha:", a.State)
	fmt.Println("observed disagreement:", a.Observed.Value)
	// Output:
	// alpha: no_variation
	// observed disagreement: 0
}

// The prevalence paradox: two raters agree on eighteen topics of twenty, nearly all at one level.
func ExampleAC_prevalence() {
	a := []int{2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3}
	b := []int{2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2}
	r, _ := agreement.New(4, [][]int{a, b})
	fmt.Printf("agreement %.0f%%\n", 100*agreement.PercentAgreement(r, agreement.Identity).Value)
	fmt.Printf("kappa %.2f, alpha %.2f\n",
		agreement.Kappa(r, 0, 1, agreement.Identity).Value, agreement.Alpha(r, agreement.Nominal).Value)
	fmt.Printf("AC1 %.2f\n", agreement.AC(r, agreement.Identity).Value)
	// Output:
	// agreement 90%
	// kappa -0.05, alpha -0.03
	// AC1 0.90
}

// Who differs from whom: weighted kappa of every pair.
func ExampleKappa_pairs() {
	r, _ := agreement.New(4, [][]int{
		{1, 2, 3, 4, 2, 3},
		{1, 2, 3, 4, 3, 3},
		{2, 1, 4, 2, 3, 0},
	})
	for a := range r.Raters() {
		for b := range a {
			k := agreement.Kappa(r, b, a, agreement.Linear)
			fmt.Printf("%d and %d: %.2f on %d units\n", b, a, k.Value, k.Units)
		}
	}
	// Output:
	// 0 and 1: 0.84 on 6 units
	// 0 and 2: -0.07 on 5 units
	// 1 and 2: 0.14 on 5 units
}

// The second rater is one level harsher throughout: the same order, not the same levels.
func ExampleKendallW_harshRater() {
	r, _ := agreement.New(4, [][]int{
		{2, 3, 4, 3, 2, 4},
		{1, 2, 3, 2, 1, 0},
	})
	w := agreement.KendallW(r)
	fmt.Printf("W %.2f on %d units, %d left out\n", w.Value, w.Units, w.LeftOut)
	fmt.Printf("alpha %.2f\n", agreement.Alpha(r, agreement.Ordinal).Value)
	// Output:
	// W 1.00 on 5 units, 1 left out
	// alpha 0.44
}

// Which level do the raters recognise?
func ExampleFleiss_levels() {
	r, _ := agreement.New(4, [][]int{
		{1, 1, 2, 3, 2, 3},
		{1, 1, 3, 2, 2, 3},
		{1, 1, 3, 3, 3, 2},
	})
	f := agreement.Fleiss(r, agreement.Identity)
	fmt.Printf("kappa %.2f\n", f.Value)
	for i, k := range f.Levels {
		if k.Defined() {
			fmt.Printf("level %d: %.2f\n", i+1, k.Value)
		} else {
			fmt.Printf("level %d: %s\n", i+1, k.State)
		}
	}
	// Output:
	// kappa 0.33
	// level 1: 1.00
	// level 2: -0.11
	// level 3: 0.06
	// level 4: no_variation
}
