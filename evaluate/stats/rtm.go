package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// RTM describes a selection on a first measurement. All fields but the last two are needed.
type RTM struct {
	Mean, SD    float64 // of one measurement in the population selected from
	Cut         float64 // units on the wrong side of it were selected
	Reliability float64 // correlation of two measurements of the same units, 0 to 1: ICC or year-to-year correlation
	Measures    int     // measurements averaged for the selection; 0 means 1
	Above       bool    // units above the cut were selected, as for best practice; the zero value is below
}

// RegressionToMean returns the change that units selected by their first measurement show on the next one with no
// effect at all, in the direction of the mean: positive, in the unit of the measurement.
//
// Formula: with σb² = Reliability·SD², σw² = (1−Reliability)·SD², m = Measures and z = (Cut−Mean)/√(σb²+σw²/m),
// RTM = σw²/m / √(σb²+σw²/m) · φ(z)/Φ(z); for Above, z changes sign.
//
// Assumes normal true values and errors with the same spread everywhere, and selection by the cut alone. The
// population is the one selected from, not the units selected.
//
// Minimum: a population mean, SD and reliability from outside the selected units, or two earlier measurements of all
// units.
//
// Sources: Barnett, van der Pols & Dobson 2005, Int. J. Epidemiol. 34:215-220, eq. 1-2; Davis 1976, Am. J.
// Epidemiol. 104:493-498.
//
// Errors: *[InputError] NotFinite, or OutOfRange for SD <= 0, Reliability outside 0…1, Measures < 0.
func RegressionToMean(s RTM) (float64, error) {
	for _, f := range []struct {
		name  string
		value float64
	}{{"Mean", s.Mean}, {"SD", s.SD}, {"Cut", s.Cut}, {"Reliability", s.Reliability}} {
		if err := number(f.name, -1, f.value); err != nil {
			return 0, err
		}
	}
	switch {
	case s.SD <= 0:
		return 0, outOfRange("SD", -1, s.SD, "a standard deviation above 0")
	case s.Reliability < 0 || s.Reliability > 1:
		return 0, outOfRange("Reliability", -1, s.Reliability, "a correlation from 0 to 1")
	case s.Measures < 0:
		return 0, outOfRange("Measures", -1, s.Measures, "a number of measurements, or 0 for 1")
	}
	between, within := s.Reliability, (1-s.Reliability)/float64(max(1, s.Measures))
	spread := math.Sqrt(between + within) // in units of SD
	if spread == 0 || within == 0 {
		return 0, nil
	}
	distance := s.Cut - s.Mean // beyond the cut lie the selected
	if s.Above {
		distance = -distance
	}
	z := distance / s.SD / spread
	if z < -30 {
		// φ(z)/Φ(z) is 0/0 here and tends to −z − 1/z, written so that a minute SD cannot overflow.
		return within / spread * (-distance/spread - s.SD*s.SD*spread/distance), nil
	}
	return s.SD * within / spread * distuv.UnitNormal.Prob(z) / distuv.UnitNormal.CDF(z), nil
}
