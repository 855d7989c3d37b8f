package stats

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestSingleRate_reference(t *testing.T) {
	var v struct {
		Tolerance float64
		Expected  []struct {
			X, N     int
			P        float64
			Wilson   []float64 `json:"wilson_ci95"`
			Wilson90 []float64 `json:"wilson_ci90"`
			Exact    []float64 `json:"clopper_pearson_ci95"`
		}
	}
	load(t, "proportions", &v)
	a := reference(t, v.Tolerance)
	for _, c := range v.Expected {
		r, err := Wilson(c.X, c.N, 0.95)
		require.NoError(t, err)
		a.near(c.P, r.Value, "p")
		a.interval(c.Wilson, r.Interval, "%d/%d Wilson", c.X, c.N)
		require.Equal(t, c.X == 0, r.Interval.Lower == 0, "exactly 0 at 0 and only there")
		require.Equal(t, c.X == c.N, r.Interval.Upper == 1, "exactly 1 at n and only there")
		r, err = Wilson(c.X, c.N, 0.9)
		require.NoError(t, err)
		a.interval(c.Wilson90, r.Interval, "%d/%d Wilson 90", c.X, c.N)
		r, err = ClopperPearson(c.X, c.N, 0)
		require.NoError(t, err)
		a.interval(c.Exact, r.Interval, "%d/%d exact", c.X, c.N)
	}
}

func TestTwoRates_reference(t *testing.T) {
	var v struct {
		Tolerance float64
		Expected  []struct {
			X1, N1, X2, N2 int
			RD             float64   `json:"risk_difference"`
			Newcombe       []float64 `json:"newcombe_hybrid_score_ci95"`
			Wilson1        []float64 `json:"wilson1"`
			Wilson2        []float64 `json:"wilson2"`
			RR             *float64  `json:"risk_ratio"`
			Katz           []float64 `json:"rr_katz_ci95"`
			OR             *float64  `json:"odds_ratio"`
			Woolf          []float64 `json:"or_woolf_ci95"`
			Fisher         float64   `json:"fisher_p_two_sided"`
			CMLE           *float64  `json:"fisher_or_cmle"`
		}
	}
	load(t, "differences", &v)
	a := reference(t, v.Tolerance)
	for _, c := range v.Expected {
		table := TwoRates{c.X1, c.N1, c.X2, c.N2}
		d, err := NewcombeDifference(table, 0)
		require.NoError(t, err)
		a.near(c.RD, d.Value, "%v difference", table)
		a.interval(c.Newcombe, d.Interval, "%v difference", table)
		a.interval(c.Wilson1, d.Rate1.Interval, "%v first rate", table)
		a.interval(c.Wilson2, d.Rate2.Interval, "%v second rate", table)
		rr, err := RiskRatio(table, 0)
		or, orErr := OddsRatio(table, 0)
		if c.RR == nil {
			require.Equal(t, ZeroCell, problem(t, err))
			require.Equal(t, ZeroCell, problem(t, orErr))
		} else {
			require.NoError(t, err)
			require.NoError(t, orErr)
			a.near(*c.RR, rr.Value, "%v risk ratio", table)
			a.interval(c.Katz, rr.Interval, "%v risk ratio", table)
			a.near(*c.OR, or.Value, "%v odds ratio", table)
			a.interval(c.Woolf, or.Interval, "%v odds ratio", table)
		}
		f, err := FisherExact(table)
		require.NoError(t, err)
		a.near(c.Fisher, f.P.TwoSided, "%v Fisher", table)
		if c.CMLE != nil {
			// R stops its root search at a tolerance of 1e-4; TestFisherExact_conditionalOdds checks the digits.
			require.InDelta(t, *c.CMLE, f.OddsRatio, 1e-3**c.CMLE, "%v", table)
		} else {
			require.True(t, f.Infinite)
		}
	}
}

// Newcombe 1998, Stat. Med. 17:2635-2650, Table II, method 10 (four decimals).
func TestNewcombePaired_published(t *testing.T) {
	r, err := NewcombePaired(PairedRates{36, 12, 2, 0}, 0)
	require.NoError(t, err)
	require.InDelta(t, 0.2, r.Value, 1e-12)
	t.Logf("%+v", r.Interval)
	require.InDelta(t, 0.0569, r.Interval.Lower, 5e-5)
	require.InDelta(t, 0.3404, r.Interval.Upper, 5e-5)
	p, err := McNemar(PairedRates{36, 12, 2, 0})
	require.NoError(t, err)
	require.InDelta(t, 2*(1+14+91)/16384.0, p.TwoSided, 1e-15)
}

// The admissions of Bickel, Hammel & O'Connell 1975 (R datasets::UCBAdmissions), men against women; R's
// mantelhaen.test gives the common odds ratio 0.9046968, 95% 0.7719074 to 1.0603298.
var berkeley = []TwoRates{
	{512, 825, 89, 108}, {353, 560, 17, 25}, {120, 325, 202, 593},
	{138, 417, 131, 375}, {53, 191, 94, 393}, {22, 373, 24, 341},
}

func TestMantelHaenszel_berkeley(t *testing.T) {
	r, err := MantelHaenszel(append(berkeley, TwoRates{0, 0, 3, 9}), 0)
	require.NoError(t, err)
	require.Equal(t, 6, r.Strata)
	require.Equal(t, 1, r.Empty)
	require.InDelta(t, 0.9046968, r.OddsRatio.Value, 5e-8)
	require.InDelta(t, 0.7719074, r.OddsRatio.Interval.Lower, 5e-8)
	require.InDelta(t, 1.0603298, r.OddsRatio.Interval.Upper, 5e-8)
	require.True(t, r.Reversed)
	require.InDelta(t, 0.1416, r.Crude, 1e-4)
	require.Less(t, r.Difference.Value, 0.0)
	require.Equal(t, 4, r.Against)
}

// With one stratum the pooled measures are the plain ones, and the variances reduce to theirs.
func TestMantelHaenszel_oneStratum(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n1, n2 := rapid.IntRange(2, 60).Draw(rt, "n1"), rapid.IntRange(2, 60).Draw(rt, "n2")
		s := TwoRates{rapid.IntRange(1, n1-1).Draw(rt, "x1"), n1, rapid.IntRange(1, n2-1).Draw(rt, "x2"), n2}
		m, err := MantelHaenszel([]TwoRates{s}, 0)
		require.NoError(rt, err)
		rr, err := RiskRatio(s, 0)
		require.NoError(rt, err)
		or, err := OddsRatio(s, 0)
		require.NoError(rt, err)
		for _, pair := range [][2]Ratio{{rr, m.RiskRatio}, {or, m.OddsRatio}} {
			require.InEpsilon(rt, pair[0].Value, pair[1].Value, 1e-12)
			require.InEpsilon(rt, pair[0].Interval.Lower, pair[1].Interval.Lower, 1e-10)
			require.InEpsilon(rt, pair[0].Interval.Upper, pair[1].Interval.Upper, 1e-10)
		}
		require.InDelta(rt, m.Crude, m.Difference.Value, 1e-12)
		p1, p2 := float64(s.X1)/float64(n1), float64(s.X2)/float64(n2)
		require.InEpsilon(rt, p1*(1-p1)/float64(n1)+p2*(1-p2)/float64(n2), m.Difference.SE*m.Difference.SE, 1e-9)
		require.False(rt, m.Reversed && math.Abs(m.Crude) > 1e-9)
	})
}

func TestFisherExact_isTheEnumeration(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n1, n2 := rapid.IntRange(1, 40).Draw(rt, "n1"), rapid.IntRange(1, 40).Draw(rt, "n2")
		c := TwoRates{rapid.IntRange(0, n1).Draw(rt, "x1"), n1, rapid.IntRange(0, n2).Draw(rt, "x2"), n2}
		f, err := FisherExact(c)
		require.NoError(rt, err)
		k := c.X1 + c.X2
		prob := func(x int) float64 { return choose(n1, x) * choose(n2, k-x) / choose(n1+n2, k) }
		var two, less, greater float64
		for x := 0; x <= min(n1, k); x++ {
			if k-x > n2 {
				continue
			}
			if prob(x) <= prob(c.X1)*(1+1e-7) {
				two += prob(x)
			}
			if x <= c.X1 {
				less += prob(x)
			}
			if x >= c.X1 {
				greater += prob(x)
			}
		}
		require.InDelta(rt, two, f.P.TwoSided, 1e-11)
		require.InDelta(rt, less, f.P.Less, 1e-11)
		require.InDelta(rt, greater, f.P.Greater, 1e-11)
		require.GreaterOrEqual(rt, f.P.TwoSided, f.P.Smallest-1e-11)
	})
}

// Under the estimated odds ratio the expected count is the observed one: that is what the estimate means.
func TestFisherExact_conditionalOdds(t *testing.T) {
	for _, c := range []TwoRates{{56, 70, 48, 80}, {9, 10, 3, 10}, {6, 7, 2, 7}, {14, 20, 9, 20}, {160, 200, 140, 200}} {
		f, err := FisherExact(c)
		require.NoError(t, err)
		k := c.X1 + c.X2
		var all, sum float64
		for x := max(0, k-c.N2); x <= min(c.N1, k); x++ {
			w := choose(c.N1, x) / choose(c.N1+c.N2, k) * choose(c.N2, k-x) * math.Pow(f.OddsRatio, float64(x-c.X1))
			all += w
			sum += w * float64(x)
		}
		require.InEpsilon(t, c.X1, sum/all, 1e-12)
	}
}

func TestNewcombe_staysInRangeAndMirrors(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		small := rapid.IntRange(0, 30)
		p := PairedRates{small.Draw(rt, "a"), small.Draw(rt, "b"), small.Draw(rt, "c"), small.Draw(rt, "d") + 1}
		r, err := NewcombePaired(p, 0)
		require.NoError(rt, err)
		require.GreaterOrEqual(rt, r.Interval.Lower, -1.0)
		require.LessOrEqual(rt, r.Interval.Upper, 1.0)
		m, err := NewcombePaired(PairedRates{p.Both, p.OnlySecond, p.OnlyFirst, p.Neither}, 0)
		require.NoError(rt, err)
		require.InDelta(rt, r.Interval.Lower, -m.Interval.Upper, 1e-12)
	})
}

// A positive association is reduced by n/2 before it narrows the interval.
func TestNewcombePaired_correctedAssociation(t *testing.T) {
	r, err := NewcombePaired(PairedRates{20, 5, 3, 12}, 0)
	require.NoError(t, err)
	phi := (20*12 - 5*3 - 20.0) / math.Sqrt(25*15*23*17)
	a, b := wilson(25, 40, 0.95), wilson(23, 40, 0.95)
	down, up := a.Value-a.Interval.Lower, b.Interval.Upper-b.Value
	require.InDelta(t, 0.05-math.Sqrt(down*down-2*phi*down*up+up*up), r.Interval.Lower, 1e-12)
}
