package evaluate_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/evaluate/stats"
)

// ripple is noise without randomness, different for every unit and period.
func ripple(unit, period int) float64 { return float64((unit*7+period*period*3)%11)/5 - 1 }

// Every method is reached from the plan and the data alone, and says what the function of stats says.
func TestAssess_methods(t *testing.T) {
	base, none := upTo(24), noneKnown()
	after := append(plus(base[:12], 8, 6, 9, 7, 10), plus(base[12:], 1, 0, 3, -1, 2, 2)...)
	two := helped(12, twice(base, after))
	x, y := []float64{}, []float64{}
	for i := range base {
		if i < 12 {
			x = append(x, after[i]-base[i])
		} else {
			y = append(y, after[i]-base[i])
		}
	}
	welch, err := stats.WelchT(x, y, 0.95)
	require.NoError(t, err)
	treated := make([]bool, 24)
	for i := range 12 {
		treated[i] = true
	}
	ancova, err := stats.ANCOVA(base, after, treated, stats.FitOptions{})
	require.NoError(t, err)
	fifteen := append(plus(x, 0), 8, 9, 7)
	paired, err := stats.PairedT(fifteen, 0.95)
	require.NoError(t, err)

	jump := func(unit, period int) float64 {
		v := 80 + ripple(unit, period)
		if period >= 13 {
			v += 10
		}
		return v
	}
	// Donors at 21 levels and a treated unit in the middle that leaves them after period 10.
	leaves := func(unit, period int) float64 {
		v := float64(unit*3) + ripple(unit, period)
		if unit == 0 {
			v = 30 + ripple(3, period)
			if period > 10 {
				v += 25
			}
		}
		return v
	}
	staggeredRecords := linesOf(30, 6, func(unit, period int) float64 {
		v := float64(unit) + ripple(unit, period)
		if unit < 8 && period >= 4 || unit >= 8 && unit < 16 && period >= 5 {
			v += 12
		}
		return v
	})
	for i := range staggeredRecords {
		r := &staggeredRecords[i]
		if r.Treated = r.Unit < "u16"; r.Treated {
			r.Start = 5
			if r.Unit < "u08" {
				r.Start = 4
			}
		}
	}
	random := comparisonPlan(evaluate.AtRandom)
	onlyAfter := random
	onlyAfter.Design = evaluate.AfterOnly
	rating := func(m *evaluate.Measure) { m.Kind, m.Min, m.Max = evaluate.Rating, known(0), known(1000) }
	staggered := seriesPlan(4, 6)
	staggered.Design, staggered.Chosen = evaluate.Staggered, evaluate.Asked
	general := staggered
	general.Design = evaluate.Comparison

	for _, tc := range []struct {
		name    string
		plan    evaluate.Plan
		records []evaluate.Record
		method  evaluate.Method
		value   float64 // 0 when only the sign is known
		claim   evaluate.Claim
		level   evaluate.Level
	}{
		{"asked", comparisonPlan(evaluate.Asked), two, evaluate.ByChange, welch.Value, evaluate.Contributed, evaluate.ComparisonLevel},
		{"on a score", comparisonPlan(evaluate.OnScore), two, evaluate.ByANCOVA, ancova.Effect.Value, evaluate.Contributed, evaluate.ComparisonLevel},
		{"at random", random, two, evaluate.ByANCOVA, ancova.Effect.Value, evaluate.Contributed, evaluate.RandomisedLevel},
		{"few at random", random, helped(3, twice(base, append(plus(base[:3], 20), plus(base[3:], 1, 0, 2)...))), evaluate.ByPermutation, 19, evaluate.Contributed, evaluate.RandomisedLevel},
		{"many pairs", soundPlan(), twice(upTo(15), func() []float64 {
			out := upTo(15)
			for i := range out {
				out[i] += fifteen[i]
			}
			return out
		}()), evaluate.ByPairedT, paired.Value, evaluate.ChangedAfter, evaluate.ChangeLevel},
		{"mostly unchanged", measured(soundPlan(), rating), twice(upTo(20), plus(upTo(20), 3, 0, 0)), evaluate.BySignTest, 1.5, evaluate.ChangedAfter, evaluate.ChangeLevel},
		{"ratings at the end", measured(onlyAfter, rating), helped(12, afterwards(after...)), evaluate.ByRankSum, 0, evaluate.CannotTell, evaluate.RandomisedLevel},
		{"amounts at the end", onlyAfter, helped(12, afterwards(after...)), evaluate.ByWelch, 0, evaluate.CannotTell, evaluate.RandomisedLevel},
		{"series", seriesPlan(13, 24), linesOf(1, 24, jump), evaluate.BySeries, 0, evaluate.Contributed, evaluate.ComparisonLevel},
		{"one against many", syntheticPlan(11, 16), helped(1, linesOf(25, 16, leaves)), evaluate.BySynthetic, 0, evaluate.Contributed, evaluate.ComparisonLevel},
		{"staggered", staggered, staggeredRecords, evaluate.ByCohort, 0, evaluate.Contributed, evaluate.ComparisonLevel},
		{"starts that differ", general, staggeredRecords, evaluate.ByCohort, 0, evaluate.Contributed, evaluate.ComparisonLevel},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := primary(t, tc.plan, tc.records, none)
			assert.Equal(t, tc.method, f.Method, "%s %+v", f.Verdict.Sentence, f.Refusals)
			require.NotNil(t, f.Effect)
			if tc.value != 0 {
				assert.InDelta(t, tc.value, f.Effect.Value, 1e-8)
			}
			assert.Equal(t, tc.claim, f.Verdict.Claim, "%s %+v", f.Verdict.Sentence, f.P)
			assert.Equal(t, tc.level, f.Evidence.Level, "%+v", f.Evidence)
			assert.Equal(t, tc.claim.OfEffect(), f.Verdict.Better)
			if tc.name == "asked" {
				assert.InDelta(t, max(welch.P, ancova.Effect.P), f.P.Adjusted, 1e-12, "both views have to agree")
			}
		})
	}
}

// Where most did not change, it is counts that speak.
func TestAssess_mostlyUnchanged(t *testing.T) {
	f := primary(t, soundPlan(), twice(upTo(14), plus(upTo(14), 3, 0, 0, 3, 0)), noneKnown())
	require.Equal(t, evaluate.BySignTest, f.Method)
	assert.InDelta(t, 2/64.0, f.P.Value, 1e-12)
	// Wilson's lower limit of 6 in 6 is 6/(6+1.96²).
	assert.Contains(t, f.Verdict.Sentence, "6 were higher at the end, 0 lower and 8 unchanged.")
	assert.Contains(t, f.Verdict.Sentence, "Most did not change; of the 6 who did, 6 rose (95% interval 61 to 100%).")
}

// With three periods before, the check on trends is made and can fail.
func TestAssess_preTrend(t *testing.T) {
	for _, drift := range []float64{0, 3} {
		p := seriesPlan(4, 5)
		p.Design, p.Chosen = evaluate.DifferenceInDifference, evaluate.Asked
		records := helped(10, linesOf(20, 5, func(u, period int) float64 {
			v := 60 + float64(u) + ripple(u, period)
			if u < 10 {
				v += drift * float64(period)
			}
			return v
		}))
		f := primary(t, p, records, noneKnown())
		i := 0
		for f.Checks[i].Code != evaluate.CheckPreTrend {
			i++
		}
		assert.Equal(t, drift == 0, f.Checks[i].Passed, f.Checks[i].Says)
		assert.Equal(t, drift != 0, len(f.Evidence.Downgrades) == 1 && f.Evidence.Downgrades[0].Threat == evaluate.PreTrend, "%+v", f.Evidence)
		assert.NotEqual(t, evaluate.Contributed, f.Verdict.Claim)
	}
}

func TestAssess_weakSeries(t *testing.T) {
	wander := func(_, period int) float64 { return float64((period / 4) * 3 % 7 * 5) }
	f := primary(t, seriesPlan(6, 18), linesOf(1, 18, wander), noneKnown())
	var threats []evaluate.Threat
	for _, d := range f.Evidence.Downgrades {
		threats = append(threats, d.Threat)
	}
	assert.Contains(t, threats, evaluate.ShortSeries)
	assert.Contains(t, fmt.Sprint(f.Checks), "Durbin-Watson")
}
