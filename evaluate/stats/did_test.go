package stats

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

type robustErrors struct {
	HC0 map[string]float64 `json:"se_HC0"`
	HC1 map[string]float64 `json:"se_HC1"`
	HC2 map[string]float64 `json:"se_HC2"`
	G   int                `json:"n_clusters"`
	CR0 map[string]float64 `json:"se_CR0"`
	CR1 map[string]float64 `json:"se_CR1_stata"`
	CR2 map[string]float64 `json:"se_CR2"`
	DF  map[string]float64 `json:"df_Satterthwaite"`
	P   map[string]float64 `json:"p_CR2_Satterthwaite"`
}

type cardKrueger struct {
	Tolerance float64
	Expected  struct {
		Cells map[string]struct {
			N        int
			Mean, SE float64
		}
		Coef      map[string]float64
		DiD       float64
		Classic   float64 `json:"reg_se_classic"`
		FourMeans float64 `json:"se_four_means_independent"`
		Robust    robustErrors
		Balanced  struct {
			N      int `json:"n_stores"`
			Coef   map[string]float64
			Robust robustErrors
			Welch  struct {
				Diff, T, DF, P float64
				CI             []float64 `json:"ci95"`
			} `json:"change_welch"`
		}
	}
}

// stores returns the wages file as observations; complete keeps only stores seen twice.
func stores(t testing.TB, complete bool) []Observation {
	rows := loadCSV(t, "card_krueger")
	times := map[string]int{}
	for _, row := range rows {
		times[row["id"]]++
	}
	var obs []Observation
	for _, row := range rows {
		if complete && times[row["id"]] < 2 {
			continue
		}
		obs = append(obs, Observation{
			Unit: row["id"], Period: 1 + whole(t, row["d"]), Start: 2 * whole(t, row["nj"]), Value: number64(t, row["fte"]),
		})
	}
	return obs
}

func didColumns(obs []Observation) (y []float64, columns []Column, cluster []string) {
	columns = []Column{{Name: "nj"}, {Name: "d"}, {Name: "nj:d"}}
	for _, o := range obs {
		nj, d := float64(o.Start/2), float64(o.Period-1)
		y, cluster = append(y, o.Value), append(cluster, o.Unit)
		for j, v := range []float64{nj, d, nj * d} {
			columns[j].Values = append(columns[j].Values, v)
		}
	}
	return y, columns, cluster
}

func checkRobust(a *against, obs []Observation, coef map[string]float64, want robustErrors) {
	y, columns, cluster := didColumns(obs)
	n, k := float64(len(y)), 4.0
	fit := func(options FitOptions) Fit {
		f, err := OLS(y, columns, options)
		require.NoError(a.t, err)
		return f
	}
	for _, c := range fit(FitOptions{}).Coefficients {
		a.near(coef[c.Name], c.Value, "%s", c.Name)
		a.near(want.HC2[c.Name], c.SE, "HC2 %s", c.Name)
	}
	for _, c := range fit(FitOptions{SE: CR1}).Coefficients {
		a.near(want.HC1[c.Name], c.SE, "HC1 %s", c.Name)
		a.near(want.HC0[c.Name], c.SE*math.Sqrt((n-k)/n), "HC0 %s", c.Name)
	}
	f := fit(FitOptions{SE: CR1, Cluster: cluster})
	g := float64(f.Clusters)
	for _, c := range f.Coefficients {
		a.near(want.CR1[c.Name], c.SE, "CR1 %s", c.Name)
		a.near(want.CR0[c.Name], c.SE/math.Sqrt(g/(g-1)*(n-1)/(n-k)), "CR0 %s", c.Name)
	}
	f = fit(FitOptions{Cluster: cluster})
	require.Equal(a.t, want.G, f.Clusters)
	for _, c := range f.Coefficients {
		a.near(want.CR2[c.Name], c.SE, "CR2 %s", c.Name)
		a.near(want.DF[c.Name], c.DF, "df %s", c.Name)
		a.near(want.P[c.Name], c.P, "p %s", c.Name)
	}
}

func TestDiD_reference(t *testing.T) {
	var v cardKrueger
	load(t, "card_krueger", &v)
	a := reference(t, v.Tolerance)
	obs := stores(t, false)
	checkRobust(a, obs, v.Expected.Coef, v.Expected.Robust)
	y, columns, _ := didColumns(obs)
	f, err := OLS(y, columns, FitOptions{SE: Classic})
	require.NoError(t, err)
	a.near(v.Expected.Classic, f.Coefficients[3].SE, "classic")

	r, err := DiD(obs, 0)
	require.NoError(t, err)
	a.near(v.Expected.DiD, r.Effect.Value, "DiD")
	a.near(v.Expected.Robust.CR2["nj:d"], r.Effect.SE, "DiD CR2")
	require.Equal(t, 410, r.Clusters)
	require.Equal(t, 26, r.Incomplete)
	for cell, name := range map[Cell]string{
		r.ComparisonBefore: "0.0", r.TreatedBefore: "1.0", r.ComparisonAfter: "0.1", r.TreatedAfter: "1.1",
	} {
		require.Equal(t, v.Expected.Cells[name].N, cell.N)
		a.near(v.Expected.Cells[name].Mean, cell.Mean, "%s", name)
	}
	four := 0.0
	for _, c := range v.Expected.Cells {
		four += c.SE * c.SE
	}
	a.near(v.Expected.FourMeans, math.Sqrt(four), "four means")
}

func TestDiD_balancedReference(t *testing.T) {
	var v cardKrueger
	load(t, "card_krueger", &v)
	a := reference(t, v.Tolerance)
	obs := stores(t, true)
	want := v.Expected.Balanced
	checkRobust(a, obs, want.Coef, want.Robust)
	before := map[string]float64{}
	var x, y []float64
	for _, o := range obs {
		if o.Period == 1 {
			before[o.Unit] = o.Value
		}
	}
	for _, o := range obs {
		if o.Period == 2 && o.Start > 0 {
			x = append(x, o.Value-before[o.Unit])
		} else if o.Period == 2 {
			y = append(y, o.Value-before[o.Unit])
		}
	}
	require.Len(t, append(x, y...), want.N)
	w, err := WelchT(x, y, 0)
	require.NoError(t, err)
	a.near(want.Welch.Diff, w.Value, "Welch difference")
	a.near(want.Welch.T, w.T, "Welch t")
	a.near(want.Welch.DF, w.DF, "Welch df")
	a.near(want.Welch.P, w.P, "Welch p")
	a.interval(want.Welch.CI, w.Interval, "Welch")

	r, err := DiD(obs, 0)
	require.NoError(t, err)
	require.InDelta(t, w.SE, r.Effect.SE, 1e-10)
	e, err := EventStudy(obs, 0)
	require.NoError(t, err)
	require.InDelta(t, w.Value, e.Effects[1].Effect.Value, 1e-10)
	require.InDelta(t, w.SE, e.Effects[1].Effect.SE, 1e-10)
	require.Zero(t, e.PreTrend.DF1)
	require.Zero(t, e.PreSlope.Interval.Level)
}
