package evaluate_test

import (
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

// Cases whose figures are worked out by hand.
func TestAssess_figures(t *testing.T) {
	rating := measured(soundPlan(), func(m *evaluate.Measure) {
		m.Kind, m.Min, m.Max, m.Unit = evaluate.Rating, known(1), known(10), "steps"
	})
	four := []float64{4, 4, 4, 4, 4, 4, 4, 4}
	rates := measured(soundPlan(), func(m *evaluate.Measure) { m.Kind = evaluate.Rate })
	var counted []evaluate.Record
	for i := range 6 {
		a, b := record(i, 1, 0), record(i, 2, 0)
		a.Count, a.Total, b.Count, b.Total = 80, 100, 80+i+1, 100
		counted = append(counted, a, b)
	}
	did := comparisonPlan(evaluate.Asked)
	for _, tc := range []struct {
		name                    string
		plan                    evaluate.Plan
		records                 []evaluate.Record
		method                  evaluate.Method
		value, lower, upper, p  float64
		pairs, rose, fell, same int
		claim                   evaluate.Claim
	}{
		// Changes of 1 to 6, −1 and 0: with zeros ranked (Pratt) the fall has rank 2.5, and 3 of 2⁷ sign vectors give no
		// more. The interval touches 0, and then nothing is claimed although p is under 0.05.
		{"signed rank", rating, twice(four, []float64{5, 6, 7, 8, 9, 10, 3, 4}), evaluate.BySignedRank,
			2.5, 0, 5, 6 / 128.0, 8, 6, 1, 1, evaluate.CannotTell},
		// Eight rises of 1 to 8: p = 2/2⁸. Of the 36 averages of two rises the exact interval cuts off the three lowest and
		// highest (P(W<=3) = 5/256): it starts at the fourth, 2, and ends at 7.
		{"all rise", rating, twice([]float64{1, 1, 1, 1, 1, 1, 1, 1}, []float64{2, 3, 4, 5, 6, 7, 8, 9}), evaluate.BySignedRank,
			4.5, 2, 7, 2 / 256.0, 8, 8, 0, 0, evaluate.ChangedAfter},
		// Rates: 80% before, 81 to 86% after; changes of 1 to 6 points, and with six the interval is all of them.
		{"rates", rates, counted, evaluate.BySignedRank, 3.5, 1, 6, 2 / 64.0, 6, 6, 0, 0, evaluate.ChangedAfter},
		// Ten of sixteen went from no to yes, none back: p = 2/2¹⁰. Wilson's limits are 0.386 and 0.815 of 10 in 16, and
		// 0.194 of none: 0.625 − √(0.239² + 0.194²) = 0.318.
		{"yes or no", measured(soundPlan(), yesNo), twice(bits(0, 16), bits(10, 16)), evaluate.ByMcNemar,
			62.5, 31.8, 81.5, 2 / 1024.0, 16, 10, 0, 6, evaluate.ChangedAfter},
		// One of 20 with help, and its change the largest: p = 1/20. The differences allowed leave it not the extreme.
		{"one of twenty", did, helped(1, twice(make([]float64, 20), append([]float64{30}, plus(make([]float64, 19), 0, 1, 2)...))),
			evaluate.ByPermutation, 30 - 18/19.0, 0, 0, 1 / 20.0, 20, 1, 0, 0, evaluate.ChangedMore},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := primary(t, tc.plan, tc.records, noneKnown())
			require.NotNil(t, f.Effect, f.Verdict.Sentence)
			assert.Equal(t, tc.method, f.Method)
			assert.InDelta(t, tc.value, f.Effect.Value, 1e-8)
			if tc.upper != 0 {
				assert.InDelta(t, tc.lower, f.Effect.Interval.Lower, .06)
				assert.InDelta(t, tc.upper, f.Effect.Interval.Upper, .06)
			}
			assert.InDelta(t, tc.p, f.P.Value, 1e-9)
			assert.Equal(t, []int{tc.pairs, tc.rose, tc.fell, tc.same}, []int{f.Counts.Pairs, f.Counts.Rose, f.Counts.Fell, f.Counts.Same})
			assert.Equal(t, tc.claim, f.Verdict.Claim, f.Verdict.Sentence)
		})
	}
}

// How the evidence falls, one weakness at a time.
func TestAssess_downgrades(t *testing.T) {
	base := upTo(20)
	sound := func() (evaluate.Plan, []evaluate.Record, []evaluate.Influence) {
		return comparisonPlan(evaluate.Asked), helped(10, twice(base, append(plus(base[:10], 9, 8, 7), plus(base[10:], 1, 0)...))), noneKnown()
	}
	p, records, log := sound()
	f := primary(t, p, records, log)
	require.Equal(t, evaluate.ComparisonLevel, f.Evidence.Level)
	require.Empty(t, f.Evidence.Downgrades)
	require.Equal(t, evaluate.Contributed, f.Verdict.Claim)
	drop := func(n int) func(*evaluate.Plan, *[]evaluate.Record, *[]evaluate.Influence) {
		return func(_ *evaluate.Plan, r *[]evaluate.Record, _ *[]evaluate.Influence) {
			*r = slices.DeleteFunc(*r, func(r evaluate.Record) bool { return r.Period == 2 && r.Unit < []string{"u00", "u01", "u02", "u03"}[n] })
		}
	}
	for _, tc := range []struct {
		threat evaluate.Threat // empty for none
		change func(*evaluate.Plan, *[]evaluate.Record, *[]evaluate.Influence)
		claim  evaluate.Claim
	}{
		{"", drop(2), evaluate.Contributed}, // 2 of 10 is a fifth
		{evaluate.Attrition, drop(3), evaluate.ChangedMore},
		{evaluate.OwnReport, func(p *evaluate.Plan, _ *[]evaluate.Record, _ *[]evaluate.Influence) {
			p.Measures[0].Source = evaluate.SelfReport
		}, evaluate.ChangedMore},
		{evaluate.OwnReport, func(p *evaluate.Plan, _ *[]evaluate.Record, _ *[]evaluate.Influence) { p.Measures[0].Source = "" }, evaluate.ChangedMore},
		{evaluate.LateBaseline, func(p *evaluate.Plan, _ *[]evaluate.Record, _ *[]evaluate.Influence) {
			p.Periods[0].On = date("2025-09-09")
		}, evaluate.ChangedMore},
		{evaluate.LateBaseline, func(p *evaluate.Plan, _ *[]evaluate.Record, _ *[]evaluate.Influence) {
			p.Periods[0].On = practice.Date{}
		}, evaluate.ChangedMore},
		{evaluate.LateFollowUp, func(p *evaluate.Plan, _ *[]evaluate.Record, _ *[]evaluate.Influence) {
			p.Periods[1].On = date("2026-12-02")
		}, evaluate.ChangedMore},
		{"", func(p *evaluate.Plan, _ *[]evaluate.Record, _ *[]evaluate.Influence) {
			p.Periods[1].On = date("2026-12-01")
		}, evaluate.Contributed},
		{evaluate.Redefined, func(p *evaluate.Plan, _ *[]evaluate.Record, _ *[]evaluate.Influence) {
			p.Measures[0].RedefinedOn = date("2026-01-01")
		}, evaluate.ChangedMore},
		{evaluate.FewGroups, func(p *evaluate.Plan, _ *[]evaluate.Record, _ *[]evaluate.Influence) { p.Groups = "providers" }, evaluate.ChangedMore},
		{evaluate.Unanswered, func(_ *evaluate.Plan, _ *[]evaluate.Record, in *[]evaluate.Influence) { *in = nil }, evaluate.ChangedAfter},
		{evaluate.Unanswered, func(_ *evaluate.Plan, _ *[]evaluate.Record, in *[]evaluate.Influence) { (*in)[0].SignedBy = "" }, evaluate.ChangedAfter},
		{evaluate.OtherInvolvement, func(_ *evaluate.Plan, _ *[]evaluate.Record, in *[]evaluate.Influence) {
			(*in)[0].Kind, (*in)[0].Major = evaluate.OtherHelp, true
		}, evaluate.ChangedMore},
	} {
		t.Run(string(tc.threat), func(t *testing.T) {
			p, records, log := sound()
			tc.change(&p, &records, &log)
			f := primary(t, p, records, log)
			want := []evaluate.Threat{tc.threat}
			if tc.threat == "" {
				want = nil
			}
			var got []evaluate.Threat
			for _, d := range f.Evidence.Downgrades {
				got = append(got, d.Threat)
				assert.NotEmpty(t, d.Remedy)
				if d.Threat != evaluate.Attrition { // said with its counts instead
					assert.Contains(t, f.Verdict.Sentence, d.Reason)
				}
			}
			assert.Equal(t, want, got)
			assert.Equal(t, evaluate.ComparisonLevel-evaluate.Level(len(want)), f.Evidence.Level)
			assert.Equal(t, tc.claim, f.Verdict.Claim, f.Verdict.Sentence)
		})
	}
}

// The words of each claim.
func TestAssess_claims(t *testing.T) {
	b := upTo(12)
	lower := measured(soundPlan(), func(m *evaluate.Measure) { m.Direction = evaluate.LowerIsBetter })
	noLimit := measured(soundPlan(), func(m *evaluate.Measure) { m.Smallest = practice.Fact[float64]{} })
	for _, tc := range []struct {
		name   string
		plan   evaluate.Plan
		after  []float64
		claim  evaluate.Claim
		better bool
		says   string
	}{
		{"rise", soundPlan(), plus(b, 3, 5, 4, 6), evaluate.ChangedAfter, true, "Attendance rose after the work, for the better. Of 12 partners 12"},
		{"fall", soundPlan(), plus(b, -3, -5, -4, -6), evaluate.ChangedAfter, false, "Attendance fell after the work, for the worse."},
		{"a fall that is good", lower, plus(b, -3, -5, -4, -6), evaluate.ChangedAfter, true, "Attendance fell after the work, for the better."},
		{"nothing to be seen", soundPlan(), plus(b, 3, -5, 4, -3), evaluate.CannotTell, false, "We cannot tell whether attendance changed."},
		{"nothing worth having", soundPlan(), plus(b, .3, -.5, .4, .6), evaluate.NoEffect, false, "No effect on attendance that would have been worth having: it is smaller than 2.0 points."},
		{"a sure rise, not worth having", soundPlan(), plus(b, 1, .9, 1.1), evaluate.NoEffect, false, "No effect"},
		{"nobody said what is worth having", noLimit, plus(b, .3, -.5, .4, .6), evaluate.CannotTell, false, "We cannot tell"},
		{"perhaps too small", soundPlan(), plus(b, 1, 2, 3, 4), evaluate.ChangedAfter, true, "It may be smaller than the 2.0 points that were worth having."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := primary(t, tc.plan, twice(b, tc.after), noneKnown())
			assert.Equal(t, tc.claim, f.Verdict.Claim)
			assert.Equal(t, tc.better, f.Verdict.Better)
			assert.Contains(t, f.Verdict.Sentence, tc.says)
			for _, c := range f.Verdict.Caveats {
				assert.Contains(t, f.Verdict.Sentence, c.Text, "a caveat was dropped")
			}
			if f.Effect.Interval != nil {
				assert.Contains(t, f.Verdict.Sentence, "interval")
			}
		})
	}
}

// One measure of twenty moved: taken alone it would be more than chance, as one of twenty it is not.
func TestAssess_family(t *testing.T) {
	b := upTo(7)
	p := soundPlan()
	for i := range 19 {
		p.Measures = append(p.Measures, evaluate.Measure{ID: string(rune('a' + i)), Kind: evaluate.Amount, Direction: evaluate.HigherIsBetter})
	}
	p.Measures[13].ID = "m2"
	f := primary(t, p, twice(b, plus(b, 3, 5, 4, 6)), noneKnown())
	assert.InDelta(t, 2/128.0, f.P.Value, 1e-12)
	assert.InDelta(t, 40/128.0, f.P.Adjusted, 1e-9, "measures without a record belong to the family")
	assert.Equal(t, evaluate.CannotTell, f.Verdict.Claim)
	assert.Contains(t, f.Verdict.Sentence, "0.016 taken alone, and of 0.31 in one of the measures")

	// Two that moved alike share the smallest p-value: Holm does not halve it for that.
	second := twice(b, plus(b, 3, 5, 4, 6))
	for i := range second {
		second[i].MeasureID = "a"
	}
	f = primary(t, p, append(twice(b, plus(b, 3, 5, 4, 6)), second...), noneKnown())
	assert.InDelta(t, 40/128.0, f.P.Adjusted, 1e-9)
}

// One with help among twenty, whose others changed by 0 to 18: an effect is unusual when what is left of the change is
// farther from the mean of all than any other, which solved for both sides leaves −1 to 19.
func TestAssess_permutationInterval(t *testing.T) {
	after := []float64{30}
	for i := range 19 {
		after = append(after, float64(i))
	}
	f := primary(t, comparisonPlan(evaluate.Asked), helped(1, twice(make([]float64, 20), after)), noneKnown())
	require.Equal(t, evaluate.ByPermutation, f.Method)
	assert.InDelta(t, 30-19, f.Effect.Interval.Lower, .05)
	assert.InDelta(t, 30+1, f.Effect.Interval.Upper, .05)
}

// Two of nine lost is more than a fifth, two of ten is not.
func TestAssess_attritionLimit(t *testing.T) {
	for helpedUnits, want := range map[int]int{9: 1, 10: 0} {
		records := helped(helpedUnits, twice(upTo(20), plus(upTo(20), 1, 2, 3)))
		records = slices.DeleteFunc(records, func(r evaluate.Record) bool { return r.Period == 2 && r.Unit < "u02" })
		assert.Len(t, primary(t, comparisonPlan(evaluate.Asked), records, noneKnown()).Evidence.Downgrades, want)
	}
}

func TestParagraph_escapes(t *testing.T) {
	p := measured(soundPlan(), func(m *evaluate.Measure) { m.Name = "*a*|b\n# <script> [x](y) `z` _w_" })
	a, err := evaluate.Assess(p, nil, []evaluate.Statement{{Kind: evaluate.QualitativeChange, Text: "one\n- two"}}, nil, evaluate.Options{})
	require.NoError(t, err)
	text := evaluate.Paragraph(a)
	assert.Contains(t, text, `\*a\*\|b # &lt;script&gt; \[x\](y) \`+"`z"+`\`+"`"+` \_w\_.**`)
	assert.Contains(t, text, "- one - two (no figure agreed yet)\n")
}

// The weakest chosen: what comes by itself is taken off and shown.
func TestAssess_regressionToTheMean(t *testing.T) {
	b := []float64{50, 52, 54, 56, 58, 60, 62, 64}
	p := soundPlan()
	p.Chosen = evaluate.OnScore
	p.Population = []evaluate.Population{{MeasureID: "m", Mean: 70, SD: 8, Reliability: .5, Cut: known(65)}}
	expected := make([]float64, len(b))
	for i, v := range b {
		expected[i] = v + .5*(70-v) // exactly what is expected with no help
	}
	f := primary(t, p, twice(b, plus(expected, .1, -.1, .2, -.2)), noneKnown())
	assert.Equal(t, evaluate.NoEffect, f.Verdict.Claim, f.Verdict.Sentence)
	assert.InDelta(t, 6.5, f.ToMean.Expected, 1e-9) // half of 70 − 57
	assert.InDelta(t, 6.5, f.ToMean.Change, 1e-9)
	// σw²/σ·φ(z)/Φ(z) with z = −0.625: 4·0.32816/0.26599.
	assert.InDelta(t, 4.935, f.ToMean.FromCut.Or(0), .001)
	assert.Contains(t, f.Verdict.Sentence, "Of the mean change of +6.5, +6.5 is to be expected without any help")
	f = primary(t, p, twice(b, plus(expected, 6, 5, 7)), noneKnown())
	assert.Equal(t, evaluate.ChangedAfter, f.Verdict.Claim, f.Verdict.Sentence)
	assert.Contains(t, f.Verdict.Sentence, "beyond what comes by itself")
}

// Three ratings: the complete ones are looked at together, and those lost are counted.
func TestAssess_threeRatings(t *testing.T) {
	p := soundPlan()
	p.Measures[0].Kind, p.Measures[0].Min, p.Measures[0].Max = evaluate.Rating, known(1), known(10)
	p.Periods = nil
	var records []evaluate.Record
	for u := range 8 {
		for period := 1; period <= 3; period++ {
			if u == 7 && period == 3 || u == 6 && period == 2 {
				continue
			}
			records = append(records, record(u, period, float64(2+u%3+period)))
		}
	}
	f := primary(t, p, records, noneKnown())
	assert.Equal(t, 7, f.Counts.Pairs)
	assert.Equal(t, 1, f.Counts.Lost)
	require.NotEmpty(t, f.Checks)
	assert.Contains(t, f.Checks[0].Says, "Over all 3 periods, of 6 complete partners (2 incomplete)")
	assert.Contains(t, f.Verdict.Sentence, "Left out: 1 measured only before and 0 only at the end.")
}

func TestAssess_groups(t *testing.T) {
	p := comparisonPlan(evaluate.AtRandom)
	p.Groups = "providers"
	records := inGroups(10, helped(40, twice(upTo(80), plus(upTo(80), 5, 4, 6))))
	f := primary(t, p, records, noneKnown())
	require.NotNil(t, f.Grouping)
	assert.Equal(t, 8, f.Grouping.Groups)
	assert.Equal(t, 4, f.Counts.TreatedIn)
	assert.Equal(t, 4, f.Counts.OthersIn)
	assert.Equal(t, evaluate.ByPermutation, f.Method)
	assert.Contains(t, f.Verdict.Sentence, "They belong to 8 providers, whose means are compared.")
}

func TestAssess_gaps(t *testing.T) {
	p := measured(soundPlan(), func(m *evaluate.Measure) { m.Smallest = practice.Fact[float64]{} })
	p.FixedOn = practice.Date{}
	words := []evaluate.Statement{{Kind: evaluate.QualitativeChange, Text: "groups are screened"}}
	a, err := evaluate.Assess(p, nil, words, []evaluate.Influence{{Kind: evaluate.NoneKnown}}, evaluate.Options{})
	require.NoError(t, err)
	var paths []string
	for _, g := range a.Gaps {
		paths = append(paths, g.Path)
	}
	assert.Equal(t, []string{"plan.fixed_on", "plan.measures[0].smallest_worthwhile", "influences[0].signed_by", "influences", "statements[0].becomes", "statements"}, paths)
	assert.Equal(t, words, a.Words)

	b := upTo(12)
	a = assess(t, soundPlan(), twice(b, plus(b, .3, -.5, .4, .6)), noneKnown())
	assert.Equal(t, "L-36.10", a.Gaps[len(a.Gaps)-1].Rule, "why it failed is asked for")
}

func TestAssess_words(t *testing.T) {
	words := []evaluate.Statement{
		{Kind: evaluate.StartingPosition, On: date("2025-09-08"), Text: "one in five leaves early"},
		{Kind: evaluate.QualitativeChange, On: date("2026-06-01"), Text: "groups are screened", Becomes: "retention", DueOn: date("2026-12-01")}}
	a, err := evaluate.Assess(soundPlan(), nil, words, noneKnown(), evaluate.Options{})
	require.NoError(t, err)
	assert.Equal(t, evaluate.AccountLevel, a.Findings[0].Evidence.Level)
	assert.Equal(t, evaluate.DescribedOnly, a.Findings[0].Verdict.Claim)
	words[0].On = date("2025-09-09")
	a, err = evaluate.Assess(soundPlan(), nil, words, noneKnown(), evaluate.Options{})
	require.NoError(t, err)
	assert.Equal(t, evaluate.NoEvidence, a.Findings[0].Evidence.Level)
}

// The same input gives the same result on any number of processors, and the seed comes back.
func TestAssess_reproducible(t *testing.T) {
	p := comparisonPlan(evaluate.Asked)
	records := helped(3, twice(upTo(300), plus(upTo(300), 5, 4, 6, 9, 1)))
	o := evaluate.Options{Seed: 17, Draws: 999}
	want, err := evaluate.Assess(p, records, nil, noneKnown(), o)
	require.NoError(t, err)
	assert.Equal(t, o, want.Options)
	assert.False(t, want.Findings[0].P.Exact, "so many arrangements are sampled")
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	got, err := evaluate.Assess(p, records, nil, noneKnown(), o)
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

// No type has a field that adds things up into one number or mark, and none speaks of months of progress.
func TestAssessment_noScore(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(v reflect.Type) {
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Slice {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct || seen[v] || !strings.HasSuffix(v.PkgPath(), "/evaluate") {
			return
		}
		seen[v] = true
		for i := range v.NumField() {
			f := v.Field(i)
			for _, word := range []string{"score", "overall", "composite", "index", "months", "stars", "padlock", "total_impact", "rank"} {
				assert.NotContains(t, strings.ToLower(f.Name+" "+f.Tag.Get("json")), word, "%s.%s", v.Name(), f.Name)
			}
			walk(f.Type)
		}
	}
	for _, root := range []any{evaluate.Assessment{}, evaluate.Plan{}, evaluate.Record{}, evaluate.BaseRates{}, evaluate.Reinspection{}} {
		walk(reflect.TypeOf(root))
	}
	assert.Greater(t, len(seen), 15)
}
