package stats

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestATTGT_reference(t *testing.T) {
	var v struct {
		Tolerance float64
		Published struct {
			Vignette struct{ Simple float64 } `json:"vignette_no_covariates"`
		}
		Expected struct {
			ATT []struct {
				G, T    int
				ATT, SE float64
				Treated int `json:"n_treated"`
				Control int `json:"n_control"`
			} `json:"att_gt"`
			Dynamic map[string]float64
			Overall float64 `json:"dynamic_overall"`
			Simple  float64
		}
	}
	load(t, "mpdta", &v)
	a := reference(t, v.Tolerance)
	r, err := ATTGT(counties(t), ATTOptions{})
	require.NoError(t, err)
	require.Equal(t, 500, r.Units)
	require.Zero(t, r.Incomplete+r.AlwaysTreated)
	require.Len(t, r.Effects, len(v.Expected.ATT))
	for i, want := range v.Expected.ATT {
		e := r.Effects[i]
		require.Equal(t, []int{want.G, want.T, want.Treated, want.Control}, []int{e.Group, e.Period, e.Treated, e.Comparison})
		a.near(want.ATT, e.Effect.Value, "ATT(%d,%d)", want.G, want.T)
		a.near(want.SE, e.Effect.SE, "SE(%d,%d)", want.G, want.T)
	}
	require.Len(t, r.Dynamic, len(v.Expected.Dynamic))
	for _, e := range r.Dynamic {
		a.near(v.Expected.Dynamic[strconv.Itoa(e.Relative)], e.Effect.Value, "dynamic %d", e.Relative)
	}
	a.near(v.Expected.Overall, r.Overall.Value, "overall")
	a.near(v.Expected.Simple, r.Simple.Value, "simple")
	// The vignette's bootstrap errors vary in the third digit: 0.012 for the simple and 0.02 for the dynamic average.
	require.InDelta(t, 0.012, r.Simple.SE, 0.001)
	require.InDelta(t, 0.02, r.Overall.SE, 0.002)
}

func counties(t testing.TB) []Observation {
	var obs []Observation
	for _, row := range loadCSV(t, "mpdta") {
		obs = append(obs, Observation{
			Unit: row["unit"], Period: whole(t, row["year"]), Start: whole(t, row["first_treat"]), Value: number64(t, row["y"]),
		})
	}
	return obs
}

func TestATTGT_controlsAndSmallCohorts(t *testing.T) {
	obs := counties(t)
	r, err := ATTGT(obs, ATTOptions{Control: NotYetTreated})
	require.NoError(t, err)
	require.Equal(t, 480, r.Effects[0].Comparison, "2004 against all that start later or never")
	require.Equal(t, 309, r.Effects[3].Comparison, "in 2007 everyone has started")

	var few []Observation // keep four of the 2004 cohort and spoil one county
	kept := map[string]bool{}
	for i, o := range obs {
		if o.Start == 2004 && !kept[o.Unit] && len(kept) == 4 || i == len(obs)-1 {
			continue
		}
		if o.Start == 2004 {
			kept[o.Unit] = true
		}
		few = append(few, o)
	}
	r, err = ATTGT(few, ATTOptions{})
	require.NoError(t, err)
	require.Equal(t, 1, r.Incomplete)
	require.Zero(t, r.Effects[0].Effect.Interval.Level)
	require.Zero(t, r.Simple.Interval.Level)
	require.NotZero(t, r.Effects[4].Effect.Interval.Level)

	_, err = EventStudy(obs, 0)
	require.Equal(t, Inconsistent, problem(t, err))
	_, err = DiD(obs, 0)
	require.Equal(t, Inconsistent, problem(t, err))
}

// Two units per cluster with different trends: the numbers must be those of one cohort's Welch comparison, and the
// joint test the square of Student's t when there is one pre-change.
func TestEventStudy_oneCohort(t *testing.T) {
	r := newRandom(7, 1)
	var obs []Observation
	pre := map[bool][]float64{}
	slopes := map[bool][]float64{}
	for u := range 24 {
		start := 0
		if u%3 == 0 {
			start = 4
		}
		var ys []float64
		for period := 1; period <= 5; period++ {
			y := float64(r.below(1000))/100 + float64(period)
			ys = append(ys, y)
			if period > 1 { // periods 2 and 3 are before, so there is one pre-change
				obs = append(obs, Observation{Unit: fmt.Sprint(u), Period: period, Start: start, Value: y})
			}
		}
		pre[start > 0] = append(pre[start > 0], ys[1]-ys[2])
		slopes[start > 0] = append(slopes[start > 0], ys[2]-ys[1])
	}
	e, err := EventStudy(obs, 0)
	require.NoError(t, err)
	require.Equal(t, []int{4, 3, 2, 8, 16}, []int{e.Start, e.Base, e.PrePeriods, e.Treated, e.Comparison})
	g, err := HedgesG(pre[true], pre[false], 0)
	require.NoError(t, err)
	require.InDelta(t, g.T*g.T, e.PreTrend.F, 1e-9)
	require.InDelta(t, 2*tTail(math.Abs(g.T), g.DF), e.PreTrend.P, 1e-9)
	require.Zero(t, e.Effects[1].Effect.Value)
	w, err := WelchT(pre[true], pre[false], 0)
	require.NoError(t, err)
	require.InDelta(t, w.Value, e.Effects[0].Effect.Value, 1e-9)
	require.InDelta(t, w.SE, e.Effects[0].Effect.SE, 1e-9)
	require.Equal(t, -2, e.Effects[0].Relative)
}

// Three periods before treatment: the joint test is Hotelling's T² with its 2×2 covariance inverted by hand, and the
// slope of three equal steps is half the distance of the ends.
func TestEventStudy_preTrends(t *testing.T) {
	r := newRandom(17, 1)
	var obs []Observation
	var vectors [2][][2]float64
	var slopes [2][]float64
	for u := range 20 {
		arm, start := 0, 0
		if u < 8 {
			arm, start = 1, 14
		}
		y := [4]float64{}
		for i := range y {
			y[i] = float64(r.below(1000)) / 50
			obs = append(obs, Observation{Unit: fmt.Sprint(u), Period: 11 + i, Start: start, Value: y[i]})
		}
		vectors[arm] = append(vectors[arm], [2]float64{y[0] - y[2], y[1] - y[2]})
		slopes[arm] = append(slopes[arm], (y[2]-y[0])/2)
	}
	var mean [2][2]float64
	var s [2][2]float64
	for a, vs := range vectors {
		for _, v := range vs {
			mean[a][0] += v[0] / float64(len(vs))
			mean[a][1] += v[1] / float64(len(vs))
		}
		for _, v := range vs {
			for i := range 2 {
				for j := range 2 {
					s[i][j] += (v[i] - mean[a][i]) * (v[j] - mean[a][j]) / 18
				}
			}
		}
	}
	d := [2]float64{mean[1][0] - mean[0][0], mean[1][1] - mean[0][1]}
	det := s[0][0]*s[1][1] - s[0][1]*s[1][0]
	t2 := 8 * 12 / 20.0 * (d[0]*d[0]*s[1][1] - 2*d[0]*d[1]*s[0][1] + d[1]*d[1]*s[0][0]) / det
	e, err := EventStudy(obs, 0)
	require.NoError(t, err)
	require.Equal(t, []float64{2, 17}, []float64{e.PreTrend.DF1, e.PreTrend.DF2})
	require.InEpsilon(t, t2*17/(18*2), e.PreTrend.F, 1e-9)
	w, err := WelchT(slopes[1], slopes[0], 0)
	require.NoError(t, err)
	require.InDelta(t, w.Value, e.PreSlope.Value, 1e-12)
	require.InDelta(t, w.SE, e.PreSlope.SE, 1e-12)
}

// Leaving out one unit at a time measures the error of an average over cohorts without any formula. The effects
// differ so much by cohort that the error of the cohorts' shares is most of it.
func TestATTGT_errorOfAveragesIsTheJackknife(t *testing.T) {
	r := newRandom(23, 1)
	var obs []Observation
	const units = 90
	for u := range units {
		start := []int{0, 2, 3}[u%3]
		for period := 1; period <= 3; period++ {
			y := float64(r.below(100)) / 100
			if start > 0 && period >= start {
				y += float64(10 * (start - 1) * (start - 1))
			}
			obs = append(obs, Observation{Unit: fmt.Sprint(u), Period: period, Start: start, Value: y})
		}
	}
	all, err := ATTGT(obs, ATTOptions{})
	require.NoError(t, err)
	var simple, overall []float64
	for u := range units {
		rest := append(append([]Observation(nil), obs[:3*u]...), obs[3*u+3:]...)
		one, err := ATTGT(rest, ATTOptions{})
		require.NoError(t, err)
		simple, overall = append(simple, one.Simple.Value), append(overall, one.Overall.Value)
	}
	for _, c := range []struct {
		values []float64
		se     float64
	}{{simple, all.Simple.SE}, {overall, all.Overall.SE}} {
		_, sd := meanAndSD(c.values)
		require.InEpsilon(t, sd*(units-1)/math.Sqrt(units), c.se, 0.03)
	}
}
