package stats

import (
	"math"

	"golang.org/x/exp/stats"
	"gonum.org/v1/gonum/stat/distuv"
)

// Interval is a confidence interval. Level is the confidence, 0.95 for a 95% interval; an Interval whose Level is 0
// was not computed, and the field that holds it says when that happens.
type Interval struct {
	Lower, Upper, Level float64
}

// PValue is the outcome of a test of no effect.
//
// Greater is the probability, with no effect, of a statistic at least as large as the one observed, Less of one at
// least as small, and TwoSided of one at least as far from its expectation, P(|T−E(T)| ≥ |t−E(T)|). With a symmetric
// null distribution that is twice the smaller tail; with ties in two independent samples it need not be, and
// [RankSumResult] gives the doubled value too.
//
// Smallest is the least two-sided value that any outcome of a study of this size, with these ties, could have had.
// Where it exceeds the level of the test no result can be significant and the test should not be run.
//
// Exact is true when the values come from the full null distribution; otherwise they come from the approximation
// or the Monte Carlo sample that the function's documentation names.
type PValue struct {
	TwoSided, Greater, Less, Smallest float64
	Exact                             bool
}

// Estimate is a quantity with its standard error and the t test that it is 0: T = Value/SE on DF degrees of
// freedom, P two-sided. DF is 0 where the normal distribution takes the place of t. Value, SE and Interval are in
// the unit of the outcome.
type Estimate struct {
	Value, SE, T, DF, P float64
	Interval            Interval
}

// confidence returns the level asked for, with 0 standing for 0.95.
func confidence(level float64) (float64, error) {
	if level == 0 {
		return 0.95, nil
	}
	if !(level > 0 && level < 1) {
		return 0, outOfRange("level", -1, level, "a confidence level between 0 and 1, or 0 for 0.95")
	}
	return level, nil
}

// newEstimate builds an Estimate; df 0 means normal. The caller has made sure that se is positive.
func newEstimate(value, se, df, level float64) Estimate {
	e := Estimate{Value: value, SE: se, T: value / se, DF: df}
	e.P = math.Min(1, 2*tTail(math.Abs(e.T), df))
	half := tQuantile(0.5+level/2, df) * se
	e.Interval = Interval{value - half, value + half, level}
	return e
}

// tTail is P(T >= t). gonum's Survival is 1-CDF for some distributions and loses the far tail, so the tail is always
// taken as the CDF on the other side.
func tTail(t, df float64) float64 {
	if df == 0 {
		return distuv.UnitNormal.CDF(-t)
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.CDF(-t)
}

func tQuantile(p, df float64) float64 {
	if df == 0 {
		return distuv.UnitNormal.Quantile(p)
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(p)
}

// fTail is P(F >= f) through the beta distribution's lower tail, because gonum's F survival is 1-CDF.
func fTail(f, df1, df2 float64) float64 {
	return distuv.Beta{Alpha: df2 / 2, Beta: df1 / 2}.CDF(df2 / (df2 + df1*f))
}

func chiSquaredTail(x, df float64) float64 {
	return distuv.ChiSquared{K: df}.Survival(x)
}

func meanOf(xs []float64) float64 { return stats.Mean(xs) }

// meanAndSD returns the mean and the sample standard deviation (divisor n-1). A spread that is only the rounding
// error of equal numbers is reported as 0.
func meanAndSD(xs []float64) (mean, sd float64) {
	mean, sd = stats.MeanAndStdDev(xs)
	scale := 0.0
	for _, x := range xs {
		scale = math.Max(scale, math.Abs(x))
	}
	if sd <= 1e-13*scale {
		return mean, 0
	}
	return mean, sd
}
