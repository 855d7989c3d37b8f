package evaluate_test

import (
	"fmt"
	"html"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/evaluate"
)

// someStudy draws a plan with weaknesses and records that fit it.
func someStudy(t *rapid.T) (evaluate.Plan, []evaluate.Record, []evaluate.Influence) {
	p := soundPlan()
	p.Design = evaluate.Design(rapid.SampledFrom(evaluate.Design("").Names()).Draw(t, "design"))
	p.Chosen = evaluate.Selection(rapid.SampledFrom(append(evaluate.Selection("").Names(), "")).Draw(t, "chosen"))
	m := &p.Measures[0]
	m.Source = evaluate.Source(rapid.SampledFrom(append(evaluate.Source("").Names(), "")).Draw(t, "source"))
	m.Kind = evaluate.Kind(rapid.SampledFrom([]string{"rating", "amount", "yes_no"}).Draw(t, "kind"))
	top := 10
	if m.Kind == evaluate.YesNo {
		top = 1
	}
	m.Min, m.Max = known(0), known(float64(top))
	alone := p.Design == evaluate.BeforeAfter || p.Design == evaluate.Series
	groups := rapid.IntRange(0, 6).Draw(t, "groups")
	var records []evaluate.Record
	for u := range rapid.IntRange(1, 24).Draw(t, "units") {
		unit := fmt.Sprintf("u%02d", u)
		helped := alone || rapid.Bool().Draw(t, "helped")
		for period := 1; period <= rapid.IntRange(1, 3).Draw(t, "periods"); period++ {
			r := evaluate.Record{MeasureID: "m", Unit: unit, Period: period, Treated: helped, Value: float64(rapid.IntRange(0, top).Draw(t, "value"))}
			if groups > 0 {
				r.Group = fmt.Sprint("g", u%groups)
			}
			records = append(records, r)
		}
	}
	var log []evaluate.Influence
	if rapid.Bool().Draw(t, "answered") {
		log = noneKnown()
	}
	return p, records, log
}

func ceiling(d evaluate.Design, s evaluate.Selection) evaluate.Level {
	switch {
	case d == evaluate.BeforeAfter:
		return evaluate.ChangeLevel
	case d != evaluate.Series && s == evaluate.AtRandom:
		return evaluate.RandomisedLevel
	}
	return evaluate.ComparisonLevel
}

// Whatever the data: no panic, a whole verdict, evidence never above the design's, nothing without a reason.
func TestAssess_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, records, log := someStudy(t)
		before := saved(t, records)
		a, err := evaluate.Assess(p, records, nil, log, evaluate.Options{Seed: 5, Draws: 999})
		require.NoError(t, err)
		f := a.Findings[0]
		assert.LessOrEqual(t, f.Evidence.ByDesign, ceiling(p.Design, p.Chosen))
		assert.Equal(t, f.Evidence.ByDesign-min(f.Evidence.ByDesign, evaluate.Level(len(f.Evidence.Downgrades))), f.Evidence.Level)
		assert.NotEmpty(t, f.Verdict.Sentence)
		for _, c := range f.Verdict.Caveats {
			assert.Contains(t, f.Verdict.Sentence, c.Text)
		}
		if f.Verdict.Claim.OfEffect() {
			assert.LessOrEqual(t, f.P.Adjusted, .05+1e-9)
			assert.GreaterOrEqual(t, f.P.Adjusted, f.P.Value)
			assert.True(t, f.Effect.Interval == nil || f.Effect.Interval.Lower > 0 || f.Effect.Interval.Upper < 0)
		}
		if f.Verdict.Claim == evaluate.Contributed {
			assert.GreaterOrEqual(t, f.Evidence.Level, evaluate.ComparisonLevel)
			assert.NotEmpty(t, log)
		}
		if f.P != nil && f.P.Smallest > .05+1e-9 {
			assert.False(t, f.Verdict.Claim.OfEffect(), "no result of this study could have been more than chance")
		}
		r, err := evaluate.ReportOf(p, records, a, evaluate.ReportOptions{})
		require.NoError(t, err)
		assert.Contains(t, string(r.HTML()), html.EscapeString(f.Verdict.Sentence))
		assert.Equal(t, before, saved(t, records), "the records were changed")

		shuffled := rapid.Permutation(records).Draw(t, "shuffled")
		again, err := evaluate.Assess(p, shuffled, nil, log, evaluate.Options{Seed: 5, Draws: 999})
		require.NoError(t, err)
		assert.Equal(t, saved(t, a), saved(t, again), "the order of the records made a difference")
	})
}

// One more record, of somebody new, completes no pair: it cannot make anybody surer.
func TestAssess_oneMoreRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, records, log := someStudy(t)
		if p.Design == evaluate.AfterOnly {
			t.Skip("there one record is all there is of a unit")
		}
		o := evaluate.Options{Draws: 999}
		a, err := evaluate.Assess(p, records, nil, log, o)
		require.NoError(t, err)
		more := record(99, rapid.IntRange(1, 2).Draw(t, "period"), 1)
		more.Treated = p.Design == evaluate.BeforeAfter || p.Design == evaluate.Series || rapid.Bool().Draw(t, "new helped")
		more.Group = rapid.SampledFrom([]string{"", "g0", "new"}).Draw(t, "new group")
		if more.Period == 2 && !anyIn(records, 2) {
			t.Skip("it would begin the period that counts as the end")
		}
		b, err := evaluate.Assess(p, append(records[:len(records):len(records)], more), nil, log, o)
		require.NoError(t, err)
		assert.LessOrEqual(t, b.Findings[0].Evidence.Level, a.Findings[0].Evidence.Level)
	})
}

func anyIn(records []evaluate.Record, period int) bool {
	for _, r := range records {
		if r.Period >= period {
			return true
		}
	}
	return false
}
