package stats

import (
	"testing"

	"github.com/stretchr/testify/require"
)

type signedRankValues struct {
	WPlus    float64 `json:"W_plus"`
	WMinus   float64 `json:"W_minus"`
	Ties     bool    `json:"has_ties"`
	TwoSided float64 `json:"p_exact_two_sided"`
	Greater  float64 `json:"p_exact_greater"`
	Less     float64 `json:"p_exact_less"`
	Biserial float64 `json:"rank_biserial"`
	CC       float64 `json:"p_normal_cc"`
	NoCC     float64 `json:"p_normal_nocc"`
}

type signedRankExpected struct {
	N        int              `json:"n"`
	Zero     int              `json:"n_zero"`
	Pos      int              `json:"n_pos"`
	Neg      int              `json:"n_neg"`
	Wilcoxon signedRankValues `json:"wilcoxon"`
	Pratt    signedRankValues `json:"pratt"`
	Sign     struct {
		TwoSided float64 `json:"p_two_sided"`
		Greater  float64 `json:"p_greater"`
	} `json:"sign_test"`
	HL     float64 `json:"hodges_lehmann_all"`
	Median float64 `json:"median_diff"`
}

type flipExpected struct {
	Sum      float64 `json:"obs_sum"`
	TwoSided float64 `json:"p_two_sided"`
	Greater  float64 `json:"p_greater"`
	Less     float64 `json:"p_less"`
}

func checkSignedRank(a *against, d []float64, want signedRankExpected) {
	t := a.t
	t.Helper()
	for method, v := range map[Zeros]signedRankValues{Pratt: want.Pratt, Wilcoxon: want.Wilcoxon} {
		r, err := SignedRank(d, method)
		require.NoError(t, err)
		require.True(t, r.P.Exact)
		require.Equal(t, []int{want.N, want.Zero, want.Pos, want.Neg}, []int{r.N, r.Zeros, r.Positive, r.Negative})
		a.near(v.WPlus, r.WPlus, "W+")
		a.near(v.WMinus, r.WMinus, "W-")
		a.near(v.TwoSided, r.P.TwoSided, "two-sided %v", d)
		a.near(v.Greater, r.P.Greater, "greater")
		a.near(v.Less, r.P.Less, "less")
		if method == Wilcoxon {
			require.Equal(t, v.Ties, r.Ties)
			a.near(v.Biserial, r.RankBiserial, "rank biserial")
			weights, plus, total := doubledWeights(d)
			a.near(v.CC, normalSigns(weights, plus, total, true).TwoSided, "normal, corrected")
			a.near(v.NoCC, normalSigns(weights, plus, total, false).TwoSided, "normal")
		}
	}
	s, err := SignTest(d)
	require.NoError(t, err)
	a.near(want.Sign.TwoSided, s.P.TwoSided, "sign test")
	a.near(want.Sign.Greater, s.P.Greater, "sign test greater")
}

// doubledWeights repeats what SignedRank does with dropped zeros.
func doubledWeights(d []float64) (weights []int, plus, total int) {
	magnitude, sign := signs(d)
	var kept []float64
	var keptSign []int
	for i, s := range sign {
		if s != 0 {
			kept, keptSign = append(kept, magnitude[i]), append(keptSign, s)
		}
	}
	weights, _ = midranks(kept)
	for i, w := range weights {
		total += w
		if keptSign[i] > 0 {
			plus += w
		}
	}
	return weights, plus, total
}

func checkFlip(a *against, d []float64, want flipExpected) {
	a.t.Helper()
	r, err := SignFlip(d, Sampling{})
	require.NoError(a.t, err)
	require.True(a.t, r.P.Exact)
	a.near(want.Sum, r.Mean*float64(len(d)), "sum")
	a.near(want.TwoSided, r.P.TwoSided, "flip two-sided")
	a.near(want.Greater, r.P.Greater, "flip greater")
	a.near(want.Less, r.P.Less, "flip less")
}

func TestSignedRank_reference(t *testing.T) {
	for _, name := range []string{"sleep", "depression"} {
		t.Run(name, func(t *testing.T) {
			var v struct {
				Data      struct{ Pre, Post []float64 }
				Tolerance float64
				Expected  struct {
					Rank     *signedRankExpected `json:"signed_rank"`
					Reversed *signedRankExpected `json:"signed_rank_post_minus_pre"`
					OneSided float64             `json:"p_one_sided_decrease"`
					V        float64             `json:"V_pre_minus_post"`
					Flip     flipExpected        `json:"permutation_signflip_mean"`
				}
			}
			load(t, name, &v)
			a := reference(t, v.Tolerance)
			d := minus(v.Data.Post, v.Data.Pre)
			want := v.Expected.Rank
			if want == nil {
				want = v.Expected.Reversed
				r, err := SignedRank(minus(v.Data.Pre, v.Data.Post), Pratt)
				require.NoError(t, err)
				a.near(v.Expected.V, r.WPlus, "V")
				a.near(v.Expected.OneSided, r.P.Greater, "one-sided")
			}
			checkSignedRank(a, d, *want)
			checkFlip(a, d, v.Expected.Flip)
		})
	}
	for _, name := range []string{"ratings6", "ratings14", "ratings20"} {
		t.Run(name, func(t *testing.T) {
			var v struct {
				Data      struct{ Begin, Middle, End []float64 }
				Tolerance float64
				Expected  struct {
					Paired struct {
						Rank signedRankExpected `json:"signed_rank"`
						Flip flipExpected       `json:"permutation_signflip_mean"`
					} `json:"begin_to_end"`
					Friedman struct {
						Chi2       float64 `json:"chi2"`
						Asymptotic float64 `json:"p_asymptotic"`
						Exact      float64 `json:"p_exact_conditional"`
						W          float64 `json:"kendall_W"`
					}
				}
			}
			load(t, name, &v)
			a := reference(t, v.Tolerance)
			d := minus(v.Data.End, v.Data.Begin)
			checkSignedRank(a, d, v.Expected.Paired.Rank)
			checkFlip(a, d, v.Expected.Paired.Flip)
			f, err := Friedman(columns(v.Data.Begin, v.Data.Middle, v.Data.End))
			require.NoError(t, err)
			require.True(t, f.Exact)
			a.near(v.Expected.Friedman.Chi2, f.ChiSquared, "chi2")
			a.near(v.Expected.Friedman.Asymptotic, f.Asymptotic, "asymptotic")
			a.near(v.Expected.Friedman.Exact, f.P, "exact")
			a.near(v.Expected.Friedman.W, f.KendallW, "W")
		})
	}
	t.Run("random", func(t *testing.T) {
		var v struct {
			Tolerance float64
			Cases     []struct {
				Diffs    []float64
				Expected signedRankExpected
			}
		}
		load(t, "signed_rank", &v)
		require.Len(t, v.Cases, 40)
		a := reference(t, v.Tolerance)
		for _, c := range v.Cases {
			checkSignedRank(a, c.Diffs, c.Expected)
		}
	})
}

func columns(cols ...[]float64) [][]float64 {
	rows := make([][]float64, len(cols[0]))
	for i := range rows {
		for _, c := range cols {
			rows[i] = append(rows[i], c[i])
		}
	}
	return rows
}

func TestFriedmanAndPage_reference(t *testing.T) {
	var v struct {
		Data      struct{ A, B, C []float64 }
		Tolerance float64
		Expected  struct {
			Chi2     float64   `json:"chi2"`
			DF       float64   `json:"df"`
			P        float64   `json:"p"`
			W        float64   `json:"kendall_W"`
			RankSums []float64 `json:"rank_sums"`
			L        float64   `json:"page_L_order_abc"`
			Z        float64   `json:"page_z"`
		}
	}
	load(t, "rounding_times", &v)
	a := reference(t, v.Tolerance)
	blocks := columns(v.Data.A, v.Data.B, v.Data.C)
	f, err := Friedman(blocks)
	require.NoError(t, err)
	a.near(v.Expected.Chi2, f.ChiSquared, "chi2")
	a.near(v.Expected.P, f.Asymptotic, "p")
	a.near(v.Expected.W, f.KendallW, "W")
	require.Equal(t, v.Expected.DF, f.DF)
	require.Equal(t, v.Expected.RankSums, f.RankSums)
	l, err := PageL(blocks)
	require.NoError(t, err)
	a.near(v.Expected.L, l.L, "L")
	a.near(v.Expected.Z, l.Z, "Z")
	require.True(t, l.P.Exact)
	require.Less(t, l.P.Less, 0.002)
}

func TestRankSum_reference(t *testing.T) {
	type expected struct {
		N1, N2  int
		U       float64
		AbsDev  float64 `json:"p_exact_two_sided_absdev"`
		Doubled float64 `json:"p_exact_two_sided_doubled"`
		Greater float64 `json:"p_exact_greater"`
		Less    float64 `json:"p_exact_less"`
		CC      float64 `json:"p_normal_cc"`
		NoCC    float64 `json:"p_normal_nocc"`
	}
	check := func(a *against, x, y []float64, want expected) {
		r, err := RankSum(x, y)
		require.NoError(a.t, err)
		require.True(a.t, r.P.Exact)
		a.near(want.U, r.U, "U")
		a.near(want.AbsDev, r.P.TwoSided, "two-sided")
		a.near(want.Doubled, r.Doubled, "doubled")
		a.near(want.Greater, r.P.Greater, "greater")
		a.near(want.Less, r.P.Less, "less")
		_, groups := midranks(append(append([]float64(nil), x...), y...))
		a.near(want.CC, normalRankSum(r, groups, true).TwoSided, "normal, corrected")
		a.near(want.NoCC, normalRankSum(r, groups, false).TwoSided, "normal")
	}
	var v struct {
		Tolerance float64
		Cases     []struct {
			X, Y    []float64
			RankSum expected `json:"rank_sum"`
		}
	}
	load(t, "rank_sum", &v)
	a := reference(t, v.Tolerance)
	require.NotEmpty(t, v.Cases)
	for _, c := range v.Cases {
		check(a, c.X, c.Y, c.RankSum)
	}
	x, y, want := cliffData[expected](t, "rank_sum")
	check(a, x, y, want)
}

func TestSmallest_reference(t *testing.T) {
	var v struct {
		Data struct {
			Treated  []int     `json:"n_treated"`
			Control  []int     `json:"n_control"`
			N        []float64 `json:"n_arrangements"`
			One      []float64 `json:"min_one_sided_p"`
			Doubling []float64 `json:"min_two_sided_p_doubling"`
			AbsDev   []float64 `json:"min_two_sided_p_absdev"`
		}
		Tolerance float64
		Expected  struct {
			Signflip []struct {
				N int
				P float64 `json:"signflip_two_sided_min_p"`
			}
		}
	}
	load(t, "smallest_p", &v)
	a := reference(t, v.Tolerance)
	for _, c := range v.Expected.Signflip {
		a.near(c.P, SmallestPaired(c.N), "n=%d", c.N)
	}
	for i, n1 := range v.Data.Treated {
		n2 := v.Data.Control[i]
		s, err := SmallestTwoGroups(n1, n2)
		require.NoError(t, err)
		a.near(v.Data.N[i], s.Arrangements, "arrangements")
		a.near(v.Data.One[i], s.OneSided, "one-sided")
		a.near(v.Data.Doubling[i], s.Doubled, "doubled")
		a.near(v.Data.AbsDev[i], s.AbsDeviation, "absolute deviation")
		x, y := make([]float64, n1), make([]float64, n2)
		for j := range y {
			y[j] = float64(j + 1)
		}
		for j := range x {
			x[j] = -float64(j + 1)
		}
		r, err := RankSum(x, y)
		require.NoError(t, err)
		a.near(r.P.TwoSided, r.P.Smallest, "separated samples reach the smallest value")
	}
}
