package evaluate_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/evaluate"
)

// comparisonPlan compares helped units with others.
func comparisonPlan(chosen evaluate.Selection) evaluate.Plan {
	p := soundPlan()
	p.Design, p.Chosen = evaluate.Comparison, chosen
	return p
}

// lines gives every unit a value in each of n periods.
func linesOf(units, periods int, value func(unit, period int) float64) []evaluate.Record {
	var list []evaluate.Record
	for u := range units {
		for p := 1; p <= periods; p++ {
			list = append(list, record(u, p, value(u, p)))
		}
	}
	return list
}

func seriesPlan(start, periods int) evaluate.Plan {
	p := soundPlan()
	p.Design, p.StartPeriod, p.Periods = evaluate.Series, start, nil
	for i := 1; i <= periods; i++ {
		p.Periods = append(p.Periods, evaluate.Period{Number: i, On: date("2025-09-08").AddMonths(i - start)})
	}
	return p
}

func syntheticPlan(start, periods int) evaluate.Plan {
	p := seriesPlan(start, periods)
	p.Design, p.Chosen = evaluate.Synthetic, evaluate.Asked
	return p
}

// measured changes the only measure of a plan.
func measured(p evaluate.Plan, change func(*evaluate.Measure)) evaluate.Plan {
	p.Measures = append([]evaluate.Measure(nil), p.Measures...)
	change(&p.Measures[0])
	return p
}

func yesNo(m *evaluate.Measure) { m.Kind = evaluate.YesNo }

// bits gives n units the values 1 for the first k and 0 for the rest.
func bits(k, n int) []float64 {
	out := make([]float64, n)
	for i := range k {
		out[i] = 1
	}
	return out
}

// afterwards gives values in period 2 alone.
func afterwards(values ...float64) []evaluate.Record {
	var list []evaluate.Record
	for i, v := range values {
		list = append(list, record(i, 2, v))
	}
	return list
}

// inGroups puts units into groups of the given size.
func inGroups(size int, records []evaluate.Record) []evaluate.Record {
	for i := range records {
		var n int
		_, _ = fmt.Sscanf(records[i].Unit, "u%d", &n)
		records[i].Group = fmt.Sprint("g", n/size)
	}
	return records
}

type refusalCase struct {
	code       evaluate.RefusalCode
	claim      evaluate.Claim
	plan       evaluate.Plan
	records    []evaluate.Record
	influences []evaluate.Influence
}

func pairedRefusals() []refusalCase {
	ten, none := upTo(10), noneKnown()
	late := soundPlan()
	late.FixedOn = date("2025-09-09")
	unknownChoice := soundPlan()
	unknownChoice.Chosen = ""
	low := soundPlan()
	low.Chosen = evaluate.OnScore
	weak := measured(soundPlan(), func(m *evaluate.Measure) { m.Source = evaluate.SelfReport })
	rates := measured(soundPlan(), func(m *evaluate.Measure) { m.Kind = evaluate.Rate })
	// Both units fall, and the total rises because the better one grew: Simpson.
	mix := []evaluate.Record{
		{MeasureID: "m", Unit: "a", Period: 1, Count: 90, Total: 100}, {MeasureID: "m", Unit: "a", Period: 2, Count: 850, Total: 1000},
		{MeasureID: "m", Unit: "b", Period: 1, Count: 500, Total: 1000}, {MeasureID: "m", Unit: "b", Period: 2, Count: 40, Total: 100}}
	return []refusalCase{
		{evaluate.NoRecords, evaluate.DescribedOnly, soundPlan(), nil, none},
		{evaluate.NoBaseline, evaluate.Refused, soundPlan(), afterwards(1, 2, 3, 4, 5, 6, 7), none},
		{evaluate.NoPairs, evaluate.Refused, soundPlan(), []evaluate.Record{record(1, 1, 50), record(2, 2, 60)}, none},
		{evaluate.TooFewChanged, evaluate.DescribedOnly, soundPlan(), twice(ten[:5], plus(ten[:5], 5)), none},
		{evaluate.TooFewChanged, evaluate.DescribedOnly, soundPlan(), twice(ten, plus(ten, 5, 0)), none},
		{evaluate.NoVariation, evaluate.DescribedOnly, soundPlan(), twice(upTo(20), plus(upTo(20), 5)), none},
		{evaluate.MixReversed, evaluate.Refused, rates, mix, none},
		{evaluate.NoPopulation, evaluate.DescribedOnly, low, twice(ten, plus(ten, 5, 4)), none},
		{evaluate.ChoiceUnknown, evaluate.DescribedOnly, unknownChoice, twice(ten, plus(ten, 5, 4)), none},
		{evaluate.NotDeclared, evaluate.DescribedOnly, late, twice(ten, plus(ten, 5, 4)), none},
		{evaluate.WeakEvidence, evaluate.DescribedOnly, weak, twice(ten, plus(ten, 5, 4)), nil},
		{evaluate.NoLog, evaluate.ChangedAfter, soundPlan(), twice(ten, plus(ten, 5, 4)), nil},
		{evaluate.SpreadZero, evaluate.ChangedAfter, soundPlan(), twice(ten, plus(ten, 5)), none},
		{evaluate.SmallPercentage, evaluate.ChangedAfter, measured(soundPlan(), yesNo), twice(bits(1, 9), bits(9, 9)), none},
		{evaluate.TooFewGroups, evaluate.Refused, soundPlan(), inGroups(20, twice(upTo(60), plus(upTo(60), 5, 4, 6))), none},
	}
}

func comparisonRefusals() []refusalCase {
	ten, none := upTo(10), noneKnown()
	twenty := helped(10, twice(upTo(20), append(plus(upTo(20)[:10], 7, 6), plus(upTo(20)[10:], 1, 0)...)))
	random := measured(comparisonPlan(evaluate.AtRandom), yesNo)
	random.Design = evaluate.AfterOnly
	chosenAfter := random
	chosenAfter.Chosen = evaluate.Asked
	did := comparisonPlan(evaluate.Asked)
	did.Design = evaluate.DifferenceInDifference
	staggered := did
	staggered.Design = evaluate.Staggered
	oddStarts := helped(10, twice(upTo(20), plus(upTo(20), 1, 2, 0)))
	for i := range oddStarts {
		if oddStarts[i].Unit < "u05" {
			oddStarts[i].Start = 3
		}
	}
	turned := make([]float64, 20)
	for i, v := range upTo(20) {
		turned[i] = 120 - v + float64(i%2)
	}
	after := comparisonPlan(evaluate.OnScore)
	after.Periods = []evaluate.Period{{Number: 1, On: date("2025-09-20")}, {Number: 2, On: date("2026-06-01")}}
	apart := append(make([]float64, 0, 20), plus(make([]float64, 10), 40)...)
	apart = append(apart, plus(make([]float64, 10), 60)...)
	exposed := append(noneKnown(), evaluate.Influence{Kind: evaluate.SamePractice, Units: []string{"u15"},
		SignedBy: "quality manager", SignedOn: date("2026-06-02")})
	b, a := weakest(newWorld(5, 8, .5).twoYears(60))
	return []refusalCase{
		{evaluate.NoArms, evaluate.Refused, did, twice(ten, plus(ten, 5, 4)), none},
		{evaluate.TooFewToTell, evaluate.Refused, did, helped(1, twice(upTo(8), plus(upTo(8), 1, 2))), none},
		{evaluate.TooFewGroups, evaluate.Refused, did, inGroups(10, helped(20, twice(upTo(40), plus(upTo(40), 1, 2)))), none},
		{evaluate.TooFewToAdjust, evaluate.Refused, comparisonPlan(evaluate.OnScore), helped(4, twice(upTo(20), plus(upTo(20), 1, 2))), none},
		{evaluate.SlopeNotCredible, evaluate.Refused, comparisonPlan(evaluate.OnScore), helped(10, twice(upTo(20), turned)), none},
		{evaluate.BaselineTooLate, evaluate.Refused, after, twenty, none},
		{evaluate.StartsDiffer, evaluate.Refused, did, oddStarts, none},
		{evaluate.SmallCohort, evaluate.DescribedOnly, staggered, helped(2, twice(ten, plus(ten, 5, 4, 3))), none},
		{evaluate.OthersExposed, evaluate.Refused, did, twenty, exposed},
		{evaluate.NotComputable, evaluate.DescribedOnly, comparisonPlan(evaluate.OnScore), helped(10, twice(apart, plus(apart, 1, 2, 4))), none},
		{evaluate.ZeroCell, evaluate.Contributed, random, helped(10, afterwards(bits(10, 20)...)), none},
		{evaluate.NoBaseline, evaluate.Refused, chosenAfter, helped(10, afterwards(bits(10, 20)...)), none},
		{evaluate.TrendUnchecked, evaluate.Contributed, did, twenty, none},
		{evaluate.ChoiceUnknown, evaluate.DescribedOnly, comparisonPlan(""), twenty, none},
		{evaluate.MethodsDisagree, evaluate.CannotTell, comparisonPlan(evaluate.Asked), helped(8, twice(b, a)), none},
	}
}

func seriesRefusals() []refusalCase {
	none := noneKnown()
	wave := func(_, p int) float64 { return 80 + float64(p*5%7) }
	season := seriesPlan(9, 16)
	season.Season = 12
	jump := func(_, p int) float64 {
		if p >= 13 {
			return wave(0, p) + 30
		}
		return wave(0, p)
	}
	event := append(noneKnown(), evaluate.Influence{Kind: evaluate.OtherEvent, What: "new opening hours", From: date("2025-09-20"),
		SignedBy: "quality manager", SignedOn: date("2026-06-02")})
	levels := func(u, p int) float64 { return float64(u) + .1*float64(p*(u+3)%5) }
	one := func(first func(p int) float64) func(u, p int) float64 {
		return func(u, p int) float64 {
			if u == 0 {
				return first(p)
			}
			return float64(u)
		}
	}
	gap := linesOf(1, 20, wave)
	return []refusalCase{
		{evaluate.SeriesTooShort, evaluate.DescribedOnly, seriesPlan(3, 12), linesOf(1, 12, wave), none},
		{evaluate.SeriesBroken, evaluate.DescribedOnly, seriesPlan(9, 20), append(gap[:4:4], gap[5:]...), none},
		{evaluate.SeasonUnknown, evaluate.DescribedOnly, season, linesOf(1, 16, wave), none},
		{evaluate.EventAtStart, evaluate.ChangedAfter, seriesPlan(13, 24), linesOf(1, 24, jump), event},
		{evaluate.TooFewToTell, evaluate.Refused, syntheticPlan(9, 12), helped(1, linesOf(12, 12, levels)), none},
		{evaluate.TooFewBefore, evaluate.DescribedOnly, syntheticPlan(5, 12), helped(1, linesOf(21, 12, levels)), none},
		{evaluate.OutOfRange, evaluate.DescribedOnly, syntheticPlan(9, 12), helped(1, linesOf(21, 12, one(func(int) float64 { return 99 }))), none},
		{evaluate.PoorFit, evaluate.DescribedOnly, syntheticPlan(9, 12), helped(1, linesOf(21, 12, one(func(p int) float64 { return float64(5 + p%2*8) }))), none},
	}
}

// Everything that is refused, once at least.
func TestAssess_refusals(t *testing.T) {
	seen := map[string]bool{}
	cases := append(append(pairedRefusals(), comparisonRefusals()...), seriesRefusals()...)
	for _, tc := range cases {
		t.Run(string(tc.code), func(t *testing.T) {
			f := primary(t, tc.plan, tc.records, tc.influences)
			var got *evaluate.Refusal
			for i := range f.Refusals {
				if f.Refusals[i].Code == tc.code {
					got = &f.Refusals[i]
				}
			}
			require.NotNil(t, got, "%+v\n%s", f.Refusals, f.Verdict.Sentence)
			seen[string(tc.code)] = true
			assert.NotEmpty(t, got.Reason)
			assert.NotEmpty(t, got.Remedy)
			assert.Equal(t, tc.claim, f.Verdict.Claim, f.Verdict.Sentence)
			if tc.code == evaluate.NoArms || tc.code == evaluate.OthersExposed {
				assert.LessOrEqual(t, f.Evidence.ByDesign, evaluate.ChangeLevel, "without others it is before and after")
			}
			if got.Of == evaluate.OfClaim {
				assert.False(t, f.Verdict.Claim.OfEffect())
				assert.Contains(t, f.Verdict.Sentence, f.Refusals[0].Reason)
				assert.Contains(t, f.Verdict.ToSay, got.Remedy)
			}
		})
	}
	for _, name := range evaluate.RefusalCode("").Names() {
		assert.True(t, seen[name], "no case refuses with %s", name)
	}
}
