package stats

import (
	"fmt"
	"math"
)

// Series is the outcome of one unit over the periods of a study.
type Series struct {
	Name   string
	Values []float64
}

// Weight is the share of one donor in a synthetic control.
type Weight struct {
	Name  string
	Value float64
}

// Placebo is the fit of one unit as if it had been treated; the first of [SyntheticResult].Placebos is the treated
// unit itself.
type Placebo struct {
	Name                string
	PreRMSPE, PostRMSPE float64 // root mean squared gap before and after, unit of the outcome
	Ratio               float64 // PostRMSPE/PreRMSPE, the test statistic
}

// SyntheticResult is the result of [SyntheticControl].
type SyntheticResult struct {
	Weights   []Weight  // all donors in the order given; most are 0
	Synthetic []float64 // the weighted donors, for every period
	Gaps      []float64 // treated − synthetic, for every period
	Effect    float64   // mean gap after: the average effect on the treated unit
	Placebos  []Placebo // the treated unit, then each donor
	Rank      int       // place of the treated unit by Ratio, 1 the largest; ties count against it
	P         PValue    // TwoSided = Rank/(donors+1); Greater and Less rank the mean gap after instead
	KKTGap    float64   // how far the optimality conditions are from holding, relative; 0 at the optimum
	Unique    bool      // whether other weights give the same fit; when false, individual weights mean nothing
	TopWeight float64   // the largest weight; over 0.6 the study rests on one donor
	Inside    bool      // whether the treated unit lies within the donors' range in every period before
}

// SyntheticControl compares one treated unit with a weighted average of donors that followed it before treatment.
// pre is the number of periods before treatment; the others are after.
//
// Formula: weights minimise Σ over the periods before of (treated − Σ wⱼ donorⱼ)² subject to w >= 0 and Σw = 1, all
// periods weighing the same and no other predictors, solved exactly by an active set method with the optimality
// conditions checked. P comes from in-space placebos: every donor is fitted by the other donors (not by the treated
// unit), and P.TwoSided is the rank of the treated unit's post/pre RMSPE ratio divided by donors+1. A pre-RMSPE under
// 10⁻⁹ of the largest value in the study counts as that.
//
// Assumes that donors were not affected by the treatment, did not start something like it themselves, and that the
// fit before would have gone on. Refuse when PreRMSPE is large or the treated unit is not Inside: no average of
// donors can be like it.
//
// Minimum: 2 donors and 2 periods before to compute; 19 donors before P can reach 0.05, 8 periods before.
//
// Sources: Abadie, Diamond & Hainmueller 2010, JASA 105:493-505; Abadie 2021, J. Econ. Lit. 59:391-425.
//
// Errors: *[InputError] TooFew, Mismatch, NotFinite, OutOfRange for pre.
func SyntheticControl(treated Series, donors []Series, pre int) (SyntheticResult, error) {
	if err := checkSeries(treated, donors, pre); err != nil {
		return SyntheticResult{}, err
	}
	f := fitSynthetic(treated.Values, donors, -1, pre)
	r := SyntheticResult{Synthetic: f.synthetic, KKTGap: f.gap, Unique: f.unique, Inside: true}
	for j, d := range donors {
		r.Weights = append(r.Weights, Weight{d.Name, f.weights[j]})
		r.TopWeight = math.Max(r.TopWeight, f.weights[j])
	}
	r.Gaps = minusSlices(treated.Values, f.synthetic)
	r.Effect = meanOf(r.Gaps[pre:])
	for t := range pre {
		low, high := math.Inf(1), math.Inf(-1)
		for _, d := range donors {
			low, high = math.Min(low, d.Values[t]), math.Max(high, d.Values[t])
		}
		r.Inside = r.Inside && treated.Values[t] >= low && treated.Values[t] <= high
	}
	size := magnitude(treated.Values)
	for _, d := range donors {
		size = math.Max(size, magnitude(d.Values))
	}
	r.Placebos = append(r.Placebos, newPlacebo(treated.Name, treated.Values, f.synthetic, pre, size))
	var greater, less int
	for j, d := range donors {
		f := fitSynthetic(d.Values, donors, j, pre)
		r.Placebos = append(r.Placebos, newPlacebo(d.Name, d.Values, f.synthetic, pre, size))
		gap := meanOf(minusSlices(d.Values, f.synthetic)[pre:])
		if gap >= r.Effect {
			greater++
		}
		if gap <= r.Effect {
			less++
		}
	}
	for _, p := range r.Placebos {
		if p.Ratio >= r.Placebos[0].Ratio {
			r.Rank++
		}
	}
	all := float64(len(donors) + 1)
	r.P = PValue{
		TwoSided: float64(r.Rank) / all, Greater: float64(greater+1) / all, Less: float64(less+1) / all,
		Smallest: 1 / all, Exact: true,
	}
	return r, nil
}

func checkSeries(treated Series, donors []Series, pre int) error {
	if err := numbers("treated", treated.Values, 3); err != nil {
		return err
	}
	if err := enough("donors", "series", len(donors), 2); err != nil {
		return err
	}
	for j, d := range donors {
		if err := sameLength(fmt.Sprintf("donors[%d] (%q)", j, d.Name), len(d.Values), "treated", len(treated.Values)); err != nil {
			return err
		}
		if err := numbers(fmt.Sprintf("donors[%d] (%q)", j, d.Name), d.Values, 0); err != nil {
			return err
		}
	}
	if pre < 2 || pre >= len(treated.Values) {
		return outOfRange("pre", -1, pre, "at least 2 periods before and at least 1 after")
	}
	return nil
}

type syntheticFit struct {
	nearest
	synthetic []float64
}

// fitSynthetic fits one series by all donors but the one at skip. Subtracting the series from each donor turns the
// problem into the point of the donors' hull nearest to the origin.
func fitSynthetic(target []float64, donors []Series, skip, pre int) syntheticFit {
	points := make([][]float64, 0, len(donors))
	for j, d := range donors {
		if j != skip {
			points = append(points, minusSlices(d.Values[:pre], target[:pre]))
		}
	}
	f := syntheticFit{nearest: nearestPoint(points), synthetic: make([]float64, len(target))}
	at := 0
	for j, d := range donors {
		if j == skip {
			continue
		}
		subtract(f.synthetic, -f.weights[at], d.Values)
		at++
	}
	return f
}

// newPlacebo keeps the ratio finite where the fit before is perfect; size is the largest magnitude in the study.
func newPlacebo(name string, actual, synthetic []float64, pre int, size float64) Placebo {
	gaps := minusSlices(actual, synthetic)
	p := Placebo{Name: name, PreRMSPE: rms(gaps[:pre]), PostRMSPE: rms(gaps[pre:])}
	if floor := math.Max(p.PreRMSPE, 1e-9*size); floor > 0 {
		p.Ratio = p.PostRMSPE / floor
	}
	return p
}

func magnitude(xs []float64) float64 {
	largest := 0.0
	for _, x := range xs {
		largest = math.Max(largest, math.Abs(x))
	}
	return largest
}

func rms(xs []float64) float64 { return norm(xs) / math.Sqrt(float64(len(xs))) }

func minusSlices(a, b []float64) []float64 {
	d := append([]float64(nil), a...)
	subtract(d, 1, b)
	return d
}
