package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// OneWayICCResult is the result of [OneWayICC].
type OneWayICCResult struct {
	Clusters, N      int
	Between, Within  float64  // mean squares
	TypicalSize      float64  // n0, the cluster size that enters the formula; the common size when all are equal
	ICC              float64  // can be negative: clusters more alike than chance would have them
	Interval         Interval // exact with clusters of equal size and normal data
	DegreesOfFreedom [2]float64
}

// OneWayICC estimates the intraclass correlation of observations in clusters: the share of the variance that lies
// between clusters, which is how far members of a cluster are alike.
//
// Formula: one-way analysis of variance, ICC = (MSB−MSW)/(MSB+(n0−1)MSW) with n0 = (N−Σn²/N)/(G−1), which is
// ICC(1,1) of Shrout & Fleiss for equal sizes; interval from the F distribution of MSB/MSW.
//
// Assumes clusters drawn at random, one variance within them. Minimum: 2 clusters, more observations than clusters;
// under 10 clusters the interval is wide and the estimate should not be used alone.
//
// Sources: Fisher 1925; Donner 1986, Int. Stat. Rev. 54:67-82; Shrout & Fleiss 1979, Psychol. Bull. 86:420-428.
//
// Errors: *[InputError] TooFew, NotFinite, NoVariation.
func OneWayICC(clusters [][]float64, level float64) (OneWayICCResult, error) {
	level, err := confidence(level)
	if err != nil {
		return OneWayICCResult{}, err
	}
	if err := enough("clusters", "cluster(s)", len(clusters), 2); err != nil {
		return OneWayICCResult{}, err
	}
	r := OneWayICCResult{Clusters: len(clusters)}
	var sum, squaredSizes float64
	for i, c := range clusters {
		if len(c) == 0 {
			return r, &InputError{"clusters", i, TooFew, "is empty", "leave it out and count it"}
		}
		for _, v := range c {
			if err := number("clusters", i, v); err != nil {
				return r, err
			}
			sum += v
		}
		r.N += len(c)
		squaredSizes += float64(len(c)) * float64(len(c))
	}
	if err := enough("clusters", "observations", r.N, len(clusters)+1); err != nil {
		return r, err
	}
	n, g := float64(r.N), float64(r.Clusters)
	grand, scale := sum/n, 0.0
	for _, c := range clusters {
		mean := meanOf(c)
		r.Between += float64(len(c)) * (mean - grand) * (mean - grand)
		for _, v := range c {
			r.Within += (v - mean) * (v - mean)
			scale += v * v
		}
	}
	if r.Between+r.Within <= 1e-24*scale {
		return r, noVariation("clusters")
	}
	r.DegreesOfFreedom = [2]float64{g - 1, n - g}
	r.Between, r.Within = r.Between/(g-1), r.Within/(n-g)
	r.TypicalSize = (n - squaredSizes/n) / (g - 1)
	r.ICC = (r.Between - r.Within) / (r.Between + (r.TypicalSize-1)*r.Within)
	r.Interval = r.interval(level)
	return r, nil
}

func (r OneWayICCResult) interval(level float64) Interval {
	if r.Within <= 1e-24*r.Between {
		return Interval{1, 1, level}
	}
	f, m := r.Between/r.Within, r.TypicalSize
	limit := func(p float64) float64 {
		x := f / fQuantile(p, r.DegreesOfFreedom[0], r.DegreesOfFreedom[1])
		return (x - 1) / (x + m - 1)
	}
	return Interval{limit(0.5 + level/2), limit(0.5 - level/2), level}
}

// fQuantile inverts the F distribution through the beta distribution.
func fQuantile(p, df1, df2 float64) float64 {
	b := distuv.Beta{Alpha: df2 / 2, Beta: df1 / 2}.Quantile(1 - p)
	return math.Max(df2*(1-b)/(df1*b), 1e-300)
}

// TwoWayICCResult is the result of [TwoWayICC].
type TwoWayICCResult struct {
	Targets, Judges int
	// Mean squares: between targets, within targets, between judges, and the rest.
	Between, Within, BetweenJudges, Error float64
	ICC1, ICC2, ICC3                      float64 // ICC(1,1), ICC(2,1), ICC(3,1)
}

// TwoWayICC estimates the agreement of judges who each rate all targets once; ratings[i][j] is target i by judge j.
//
// Formula (k judges, n targets): ICC1 = (MSB−MSW)/(MSB+(k−1)MSW), targets with judges of their own;
// ICC2 = (MSB−MSE)/(MSB+(k−1)MSE+k(MSJ−MSE)/n), judges drawn at random and their severity counts as error;
// ICC3 = (MSB−MSE)/(MSB+(k−1)MSE), these judges only and severity does not count.
//
// Assumes that every judge rates every target, apart from the others, with errors of one spread. Minimum: 2 targets and
// 2 judges.
//
// Source: Shrout & Fleiss 1979, Psychol. Bull. 86:420-428.
//
// Errors: *[InputError] TooFew, Mismatch for an incomplete table, NotFinite, NoVariation.
func TwoWayICC(ratings [][]float64) (TwoWayICCResult, error) {
	if _, err := rankBlocks(ratings); err != nil { // the same table, so the same checks
		err.(*InputError).Arg = "ratings"
		return TwoWayICCResult{}, err
	}
	r := TwoWayICCResult{Targets: len(ratings), Judges: len(ratings[0])}
	n, k := float64(r.Targets), float64(r.Judges)
	judges, grand, scale := make([]float64, r.Judges), 0.0, 0.0
	for _, row := range ratings {
		for j, v := range row {
			judges[j] += v / n
			grand += v / (n * k)
		}
	}
	var total float64
	for _, row := range ratings {
		mean := meanOf(row)
		r.Between += k * (mean - grand) * (mean - grand)
		for _, v := range row {
			total += (v - grand) * (v - grand)
			scale += v * v
		}
	}
	for _, j := range judges {
		r.BetweenJudges += n * (j - grand) * (j - grand)
	}
	if total <= 1e-24*scale {
		return TwoWayICCResult{}, noVariation("ratings")
	}
	r.Within = (total - r.Between) / (n * (k - 1))
	r.Error = math.Max(0, total-r.Between-r.BetweenJudges) / ((n - 1) * (k - 1))
	r.Between /= n - 1
	r.BetweenJudges /= k - 1
	r.ICC1 = share(r.Between-r.Within, r.Between+(k-1)*r.Within)
	r.ICC2 = share(r.Between-r.Error, r.Between+(k-1)*r.Error+k*(r.BetweenJudges-r.Error)/n)
	r.ICC3 = share(r.Between-r.Error, r.Between+(k-1)*r.Error)
	return r, nil
}

func share(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

// DesignEffect returns the factor by which clustering inflates the variance of a mean: 200 people in groups
// of 20 with an intraclass correlation of 0.1 are worth 200/2.9 = 69 independent ones.
//
// Formula: 1 + (m−1)·icc with m = Σn²/Σn over the cluster sizes, which is the size itself when all are equal. A
// negative icc gives a factor under 1.
//
// Assumes that any two members of a cluster are equally alike. Minimum: 1 cluster.
//
// Source: Kish 1965, Survey Sampling, §8.2; Kish 1987 for unequal sizes.
//
// Errors: *[InputError] TooFew without sizes, OutOfRange for a size under 1 or an icc outside −1…1.
func DesignEffect(icc float64, sizes []int) (float64, error) {
	if err := number("icc", -1, icc); err != nil {
		return 0, err
	}
	if icc < -1 || icc > 1 {
		return 0, outOfRange("icc", -1, icc, "an intraclass correlation from −1 to 1")
	}
	if err := enough("sizes", "cluster(s)", len(sizes), 1); err != nil {
		return 0, err
	}
	var sum, squares float64
	for i, n := range sizes {
		if n < 1 {
			return 0, outOfRange("sizes", i, n, "the number of members, at least 1")
		}
		sum += float64(n)
		squares += float64(n) * float64(n)
	}
	return 1 + (squares/sum-1)*icc, nil
}
