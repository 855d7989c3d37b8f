package stats

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestRegressionToMean_reference(t *testing.T) {
	var v struct {
		Data struct {
			Mu, SD, Cut, Rho []float64
			M                []int
			Side             []string
			RTM              []float64
		}
		Tolerance float64
	}
	load(t, "regression_to_mean", &v)
	a := reference(t, v.Tolerance)
	for i, want := range v.Data.RTM {
		s := RTM{v.Data.Mu[i], v.Data.SD[i], v.Data.Cut[i], v.Data.Rho[i], v.Data.M[i], v.Data.Side[i] == "above"}
		got, err := RegressionToMean(s)
		require.NoError(t, err)
		a.near(want, got, "%+v", s)
	}
	far, err := RegressionToMean(RTM{Mean: 0, SD: 1, Cut: -40, Reliability: 0.5})
	require.NoError(t, err)
	near, err := RegressionToMean(RTM{Mean: 0, SD: 1, Cut: -29.9, Reliability: 0.5})
	require.NoError(t, err)
	require.Greater(t, far, near)
	require.InDelta(t, 20.0125, far, 1e-3)
}

func TestICC_reference(t *testing.T) {
	var v struct {
		Data struct {
			Target, Judge []int
			Y             []float64
		}
		Tolerance float64
		Expected  struct {
			MSB, MSW, MSE, MSJ float64
			ICC1, ICC2, ICC3   float64
			Deff4              float64 `json:"deff_m4"`
			Deff20             float64 `json:"deff_m20"`
		}
	}
	load(t, "icc", &v)
	a := reference(t, v.Tolerance)
	table := make([][]float64, 6)
	for i, y := range v.Data.Y {
		table[v.Data.Target[i]-1] = append(table[v.Data.Target[i]-1], y)
	}
	two, err := TwoWayICC(table)
	require.NoError(t, err)
	one, err := OneWayICC(table, 0)
	require.NoError(t, err)
	a.near(v.Expected.MSB, two.Between, "MSB")
	a.near(v.Expected.MSW, two.Within, "MSW")
	a.near(v.Expected.MSE, two.Error, "MSE")
	a.near(v.Expected.MSJ, two.BetweenJudges, "MSJ")
	a.near(v.Expected.ICC1, two.ICC1, "ICC1")
	a.near(v.Expected.ICC2, two.ICC2, "ICC2")
	a.near(v.Expected.ICC3, two.ICC3, "ICC3")
	a.near(v.Expected.ICC1, one.ICC, "one-way ICC")
	a.near(v.Expected.MSB, one.Between, "one-way MSB")
	a.near(v.Expected.MSW, one.Within, "one-way MSW")
	require.Equal(t, 4.0, one.TypicalSize)
	// R's psych::ICC prints -0.13 to 0.72 for these data.
	require.InDelta(t, -0.13, one.Interval.Lower, 0.005)
	require.InDelta(t, 0.72, one.Interval.Upper, 0.005)
	d, err := DesignEffect(one.ICC, []int{4, 4, 4})
	require.NoError(t, err)
	a.near(v.Expected.Deff4, d, "design effect")
	d, err = DesignEffect(one.ICC, []int{20})
	require.NoError(t, err)
	a.near(v.Expected.Deff20, d, "design effect")
}

func TestAdjust_reference(t *testing.T) {
	var v struct {
		Data      struct{ P []float64 }
		Tolerance float64
		Expected  map[string][]float64
	}
	load(t, "multiplicity", &v)
	a := reference(t, v.Tolerance)
	for name, method := range map[string]Adjustment{
		"holm": Holm, "hochberg": Hochberg, "BH": BH, "BY": BY, "bonferroni": Bonferroni,
	} {
		got, err := Adjust(v.Data.P, method)
		require.NoError(t, err)
		require.Len(t, v.Expected[name], len(got))
		for i, want := range v.Expected[name] {
			a.near(want, got[i], "%s[%d]", name, i)
		}
	}
}

// The order of the tests does not matter, no value shrinks, and the methods stand in their known order.
func TestAdjust_laws(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 20).Draw(rt, "p")
		reversed := make([]float64, len(p))
		for i, v := range p {
			reversed[len(p)-1-i] = v
		}
		by := map[Adjustment][]float64{}
		for method := Holm; method <= Bonferroni; method++ {
			a, err := Adjust(p, method)
			require.NoError(rt, err)
			b, err := Adjust(reversed, method)
			require.NoError(rt, err)
			for i := range p {
				require.GreaterOrEqual(rt, a[i], p[i])
				require.LessOrEqual(rt, a[i], 1.0)
				require.Equal(rt, a[i], b[len(p)-1-i])
			}
			by[method] = a
		}
		for i := range p {
			require.LessOrEqual(rt, by[Hochberg][i], by[Holm][i])
			require.LessOrEqual(rt, by[Holm][i], by[Bonferroni][i])
			require.LessOrEqual(rt, by[BH][i], by[Hochberg][i]+1e-15)
			require.LessOrEqual(rt, by[BH][i], by[BY][i])
		}
	})
}
