package stats

import "math"

// TwoRates is a two by two table of independent groups: X1 of N1 against X2 of N2.
type TwoRates struct {
	X1, N1, X2, N2 int
}

func (t TwoRates) check() error {
	if err := count("X1", t.X1, "N1", t.N1); err != nil {
		return err
	}
	return count("X2", t.X2, "N2", t.N2)
}

// RateDifference is the result of [NewcombeDifference] and [NewcombePaired].
type RateDifference struct {
	Rate1, Rate2 Rate    // each with its Wilson interval
	Value        float64 // Rate1 − Rate2; multiply by 100 for percentage points
	Interval     Interval
}

// NewcombeDifference gives the difference of two independent rates, X1/N1 − X2/N2, with the hybrid score interval.
//
// Formula: with Wilson limits l, u of each rate, lower = δ − √((p1−l1)² + (u2−p2)²), upper = δ + √((u1−p1)² + (p2−l2)²).
// It works with counts of 0 and never leaves −1…1.
//
// Assumes independent observations and different people in the two groups; the same people twice need
// [NewcombePaired]. Minimum: 1 in each group.
//
// Source: Newcombe 1998, Stat. Med. 17:873-890, method 10.
//
// Errors: *[InputError] for counts that cannot be or a level outside (0,1).
func NewcombeDifference(t TwoRates, level float64) (RateDifference, error) {
	level, err := confidence(level)
	if err != nil {
		return RateDifference{}, err
	}
	if err := t.check(); err != nil {
		return RateDifference{}, err
	}
	return hybridScore(wilson(t.X1, t.N1, level), wilson(t.X2, t.N2, level), 0), nil
}

// hybridScore joins two Wilson intervals, with correlation phi between the rates.
func hybridScore(a, b Rate, phi float64) RateDifference {
	d := RateDifference{Rate1: a, Rate2: b, Value: a.Value - b.Value}
	down1, up1 := a.Value-a.Interval.Lower, a.Interval.Upper-a.Value
	down2, up2 := b.Value-b.Interval.Lower, b.Interval.Upper-b.Value
	below := math.Sqrt(math.Max(0, down1*down1-2*phi*down1*up2+up2*up2))
	above := math.Sqrt(math.Max(0, up1*up1-2*phi*up1*down2+down2*down2))
	d.Interval = Interval{math.Max(-1, d.Value-below), math.Min(1, d.Value+above), a.Interval.Level}
	return d
}

// PairedRates counts the same people on two occasions (or matched pairs): how many had the outcome on both, only on
// the first, only on the second, and on neither.
type PairedRates struct {
	Both, OnlyFirst, OnlySecond, Neither int
}

func (p PairedRates) check() (n int, err error) {
	for i, c := range []int{p.Both, p.OnlyFirst, p.OnlySecond, p.Neither} {
		if c < 0 || c > maxCount {
			return 0, outOfRange([]string{"Both", "OnlyFirst", "OnlySecond", "Neither"}[i], -1, c, "a count of people")
		}
		n += c
	}
	return n, enough("PairedRates", "pairs", n, 1)
}

// NewcombePaired gives the difference of two rates among the same people, first minus second.
//
// Formula: the hybrid score interval of [NewcombeDifference] with the correlation φ of the two occasions,
// φ = (ad−bc)/√((a+b)(c+d)(a+c)(b+d)), whose numerator is reduced by n/2 (not below 0) when positive, and which is
// 0 when a margin is empty; a = Both, b = OnlyFirst, c = OnlySecond, d = Neither.
//
// Assumes independent pairs. Minimum: 1 pair; 6 that changed before [McNemar] can be significant.
//
// Source: Newcombe 1998, Stat. Med. 17:2635-2650, method 10.
//
// Errors: *[InputError] for counts that cannot be or a level outside (0,1).
func NewcombePaired(p PairedRates, level float64) (RateDifference, error) {
	level, err := confidence(level)
	if err != nil {
		return RateDifference{}, err
	}
	n, err := p.check()
	if err != nil {
		return RateDifference{}, err
	}
	a, b, c, d := float64(p.Both), float64(p.OnlyFirst), float64(p.OnlySecond), float64(p.Neither)
	phi := 0.0
	if margins := (a + b) * (c + d) * (a + c) * (b + d); margins > 0 {
		cross := a*d - b*c
		if cross > 0 {
			cross = math.Max(0, cross-float64(n)/2)
		}
		phi = cross / math.Sqrt(margins)
	}
	return hybridScore(wilson(p.Both+p.OnlyFirst, n, level), wilson(p.Both+p.OnlySecond, n, level), phi), nil
}

// McNemar tests exactly whether as many people moved one way as the other between two occasions.
//
// Formula: given the people who changed, OnlyFirst is binomial(OnlyFirst+OnlySecond, 1/2); two-sided by doubling the
// smaller tail. Greater means that OnlyFirst is large.
//
// Assumes independent pairs. Minimum: 6 who changed before P.TwoSided can fall under 0.05.
//
// Source: McNemar 1947, Psychometrika 12:153-157; exact form Mosteller 1952.
//
// Errors: *[InputError] for counts that cannot be.
func McNemar(p PairedRates) (PValue, error) {
	if _, err := p.check(); err != nil {
		return PValue{}, err
	}
	return fairCoin(p.OnlyFirst, p.OnlySecond), nil
}
