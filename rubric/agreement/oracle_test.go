package agreement_test

import (
	"encoding/json"
	"math"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

// oracle is one published data set with what was printed for it, and exact fractions where they are known.
type oracle struct {
	ID      string  `json:"id"`
	Source  string  `json:"source"`
	Levels  int     `json:"levels"`
	Ratings [][]int `json:"ratings"` // one row per rater, 0 where there is no rating
	Table   [][]int `json:"table"`   // two raters, cross-tabulated
	Counts  [][]int `json:"counts"`  // raters per unit and level; who they are is not known
	Expect  []struct {
		Statistic string          `json:"statistic"`
		Option    string          `json:"option"`
		Exact     string          `json:"exact"`
		Printed   string          `json:"printed"`
		State     agreement.State `json:"state"`
		Source    string          `json:"source"`
	} `json:"expect"`
}

func oracles(t testing.TB) []oracle {
	t.Helper()
	text, err := os.ReadFile("testdata/oracles.json")
	require.NoError(t, err)
	var all []oracle
	require.NoError(t, json.Unmarshal(text, &all))
	require.NotEmpty(t, all)
	return all
}

func (o oracle) rows() [][]int {
	switch {
	case o.Table != nil:
		rows := make([][]int, 2)
		for k, line := range o.Table {
			for l, n := range line {
				for range n {
					rows[0], rows[1] = append(rows[0], k+1), append(rows[1], l+1)
				}
			}
		}
		return rows
	case o.Counts != nil:
		var rows [][]int
		for u, line := range o.Counts {
			rater := 0
			for k, n := range line {
				for range n {
					if u == 0 {
						rows = append(rows, make([]int, len(o.Counts)))
					}
					rows[rater][u] = k + 1
					rater++
				}
			}
		}
		return rows
	}
	return o.Ratings
}

// number reads the figure an oracle speaks of: "ac-se" with option "linear" is the standard error of AC2.
func number(t testing.TB, r agreement.Ratings, statistic, option string) agreement.Estimate {
	t.Helper()
	w := agreement.Weights(option)
	name, part, _ := strings.Cut(statistic, "-")
	switch name {
	case "alpha":
		a := agreement.Alpha(r, agreement.Metric(option))
		if part != "" {
			a = agreement.Alpha(r, agreement.Nominal)
		}
		return pick(t, part, map[string]agreement.Estimate{"": a.Estimate, "units": known(a.Units), "ratings": known(a.Ratings)})
	case "w":
		c := agreement.KendallW(r)
		return pick(t, part, map[string]agreement.Estimate{
			"": c.Estimate, "uncorrected": c.Uncorrected, "chisq": c.ChiSquared, "p": c.P, "df": known(c.DF),
		})
	case "fleiss":
		if part == "level" {
			k, err := strconv.Atoi(option)
			require.NoError(t, err)
			return agreement.Fleiss(r, agreement.Identity).Levels[k-1]
		}
		if part == "z" {
			return agreement.Fleiss(r, w).Z
		}
	}
	if statistic == "kappa-units" {
		w = agreement.Identity
	}
	c := coefficient(t, name, r, w)
	return pick(t, part, map[string]agreement.Estimate{
		"": c.Estimate, "observed": c.Observed, "expected": c.Expected, "se": c.SE, "units": known(c.Units),
	})
}

func coefficient(t testing.TB, name string, r agreement.Ratings, w agreement.Weights) agreement.Coefficient {
	t.Helper()
	switch name {
	case "ac":
		return agreement.AC(r, w)
	case "bp":
		return agreement.BrennanPrediger(r, w)
	case "percent":
		return agreement.PercentAgreement(r, w)
	case "fleiss":
		return agreement.Fleiss(r, w).Coefficient
	case "kappa":
		return agreement.Kappa(r, 0, 1, w)
	}
	require.FailNow(t, "no such statistic", name)
	return agreement.Coefficient{}
}

func pick(t testing.TB, part string, from map[string]agreement.Estimate) agreement.Estimate {
	t.Helper()
	e, ok := from[part]
	require.True(t, ok, "no part %q", part)
	return e
}

func known(n int) agreement.Estimate {
	return agreement.Estimate{Value: float64(n), State: agreement.Defined}
}

// requireExact holds a figure against a fraction: a few units in the last place of a number near 1.
func requireExact(t testing.TB, want *big.Rat, got agreement.Estimate, what string) {
	t.Helper()
	require.Equal(t, agreement.Defined, got.State, what)
	f, _ := want.Float64()
	require.InDelta(t, f, got.Value, 1e-14*math.Max(1, math.Abs(f)), what)
}

func TestOracles(t *testing.T) {
	for _, o := range oracles(t) {
		t.Run(o.ID, func(t *testing.T) {
			r, err := agreement.New(o.Levels, o.rows())
			require.NoError(t, err)
			for _, e := range o.Expect {
				what := e.Statistic + " " + e.Option + " (" + e.Source + ")"
				got := number(t, r, e.Statistic, e.Option)
				if e.State != "" {
					require.Equal(t, agreement.Estimate{State: e.State}, got, what)
					continue
				}
				require.True(t, got.Defined(), "%s: %s", what, got.State)
				if e.Printed != "" {
					_, decimals, _ := strings.Cut(e.Printed, ".")
					require.Equal(t, e.Printed, strconv.FormatFloat(got.Value, 'f', len(decimals), 64), what)
				}
				if e.Exact != "" {
					want, ok := new(big.Rat).SetString(e.Exact)
					require.True(t, ok, what)
					requireExact(t, want, got, what)
				}
			}
		})
	}
}

// TestExactFractions holds the fractions of the oracles against the slow implementation, so that the two that the
// properties compare are both anchored in print.
func TestExactFractions(t *testing.T) {
	compared := 0
	for _, o := range oracles(t) {
		rows := o.rows()
		for _, e := range o.Expect {
			if e.Exact == "" {
				continue
			}
			w := agreement.Weights(e.Option)
			var got *big.Rat
			switch e.Statistic {
			case "alpha":
				got = exactAlpha(rows, agreement.Metric(e.Option))
			case "w":
				got = exactW(rows)
			case "kappa":
				got = exactKappa(rows, 0, 1, o.Levels, w)
			default:
				got = exactCoefficient(rows, o.Levels, w, e.Statistic)
			}
			want, ok := new(big.Rat).SetString(e.Exact)
			require.True(t, ok)
			require.Equal(t, want.String(), got.String(), "%s %s %s", o.ID, e.Statistic, e.Option)
			compared++
		}
	}
	require.Greater(t, compared, 25)
}

// The two ordinal readings of the same data that are most easily mixed up.
func TestOrdinalMetricIsNotOrdinalWeights(t *testing.T) {
	o := oracles(t)[0]
	r, err := agreement.New(o.Levels, o.rows())
	require.NoError(t, err)
	alpha := agreement.Alpha(r, agreement.Ordinal)
	require.Equal(t, "0.81539", strconv.FormatFloat(alpha.Value, 'f', 5, 64))

	// Gwet's "ordinal" alpha swaps the metric for 1 - w; with the same D_o/D_e form it gives 0.83364.
	var do, de big.Rat
	var values []int
	for _, col := range columns(o.rows()) {
		if len(col) > 1 {
			values = append(values, col...)
		}
	}
	loss := func(a, b int) *big.Rat {
		return sub(whole(1), exactWeight(agreement.OrdinalWeights, o.Levels, a, b))
	}
	n := len(values)
	for _, col := range columns(o.rows()) {
		for i := range col {
			for j := range col {
				if i != j {
					do.Add(&do, mul(frac(1, (len(col)-1)*n), loss(col[i], col[j])))
				}
			}
		}
	}
	for i := range values {
		for j := range values {
			if i != j {
				de.Add(&de, mul(frac(1, n*(n-1)), loss(values[i], values[j])))
			}
		}
	}
	gwet, _ := sub(whole(1), over(&do, &de)).Float64()
	require.Equal(t, "0.83364", strconv.FormatFloat(gwet, 'f', 5, 64))
}
