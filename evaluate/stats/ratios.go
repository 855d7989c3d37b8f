package stats

import "math"

// Ratio is a ratio of risks or odds with an interval computed on the logarithmic scale.
type Ratio struct {
	Value    float64
	LogSE    float64 // standard error of log(Value)
	Interval Interval
}

func newRatio(value, logVariance, level float64) Ratio {
	se := math.Sqrt(math.Max(0, logVariance))
	spread := math.Exp(tQuantile(0.5+level/2, 0) * se)
	return Ratio{value, se, Interval{value / spread, value * spread, level}}
}

func zeroCell(arg string) error {
	return &InputError{arg, -1, ZeroCell, "is 0, which makes the ratio or its interval infinite",
		"give the difference of the rates (NewcombeDifference) instead"}
}

// RiskRatio gives (X1/N1)/(X2/N2) with Katz's interval.
//
// Formula: Var log RR = 1/X1 − 1/N1 + 1/X2 − 1/N2.
//
// Assumes independent observations and counts large enough for the normal approximation of the logarithm (about 5 in
// each cell). Minimum: X1 and X2 at least 1.
//
// Source: Katz, Baptista, Azen & Pike 1978, Biometrics 34:469-474.
//
// Errors: *[InputError] ZeroCell, counts that cannot be, or a level outside (0,1).
func RiskRatio(t TwoRates, level float64) (Ratio, error) {
	level, err := confidence(level)
	if err != nil {
		return Ratio{}, err
	}
	if err := t.check(); err != nil {
		return Ratio{}, err
	}
	switch {
	case t.X1 == 0:
		return Ratio{}, zeroCell("X1")
	case t.X2 == 0:
		return Ratio{}, zeroCell("X2")
	}
	x1, n1, x2, n2 := float64(t.X1), float64(t.N1), float64(t.X2), float64(t.N2)
	return newRatio(x1/n1/(x2/n2), 1/x1-1/n1+1/x2-1/n2, level), nil
}

// OddsRatio gives (X1/(N1−X1))/(X2/(N2−X2)) with Woolf's interval.
//
// Formula: Var log OR is the sum of the reciprocals of the four cells.
//
// Assumes independent observations and counts large enough for the normal approximation of the logarithm (about 5 in
// each cell). Minimum: 1 in each of the four cells. An odds ratio is not a risk ratio and should not be read as one.
//
// Source: Woolf 1955, Ann. Hum. Genet. 19:251-253.
//
// Errors: *[InputError] ZeroCell, counts that cannot be, or a level outside (0,1).
func OddsRatio(t TwoRates, level float64) (Ratio, error) {
	level, err := confidence(level)
	if err != nil {
		return Ratio{}, err
	}
	if err := t.check(); err != nil {
		return Ratio{}, err
	}
	cells := []int{t.X1, t.N1 - t.X1, t.X2, t.N2 - t.X2}
	variance := 0.0
	for i, c := range cells {
		if c == 0 {
			return Ratio{}, zeroCell([]string{"X1", "N1-X1", "X2", "N2-X2"}[i])
		}
		variance += 1 / float64(c)
	}
	value := float64(cells[0]) / float64(cells[1]) * (float64(cells[3]) / float64(cells[2]))
	return newRatio(value, variance, level), nil
}
