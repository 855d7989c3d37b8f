package evaluate_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/evaluate/stats"
)

// refuseWhen is one line of the list of what must be refused or said more weakly: when, of which method, and a study in
// which it is so.
type refuseWhen struct {
	method, when string
	// One of these says what has to come of it.
	code  evaluate.RefusalCode         // refused, in the cases of TestAssess_refusals
	check func(t *testing.T)           // anything else
	weigh func() evaluate.Finding      // with
	falls evaluate.Threat              // a lost level of evidence, or
	says  func(f evaluate.Finding) any // something true of the finding
}

// refusals by code, from the cases that hold each of them to its claim.
func refusalCases() map[evaluate.RefusalCode][]refusalCase {
	all := map[evaluate.RefusalCode][]refusalCase{}
	for _, c := range append(append(pairedRefusals(), comparisonRefusals()...), seriesRefusals()...) {
		all[c.code] = append(all[c.code], c)
	}
	return all
}

// TestRefuseWhen holds every line of the list, method by method, to a test. "Describe" is the claim described_only:
// numbers, and no conclusion.
func TestRefuseWhen(t *testing.T) {
	cases, seen := refusalCases(), map[string]bool{}
	for _, tc := range refuseWhenList(t) {
		name := tc.method + ": " + tc.when
		require.False(t, seen[name], "twice: %s", name)
		seen[name] = true
		t.Run(name, func(t *testing.T) {
			switch {
			case tc.check != nil:
				tc.check(t)
			case tc.code != "":
				require.NotEmpty(t, cases[tc.code])
				for _, c := range cases[tc.code] {
					f := primary(t, c.plan, c.records, c.influences)
					assert.Equal(t, c.claim, f.Verdict.Claim, f.Verdict.Sentence)
				}
			case tc.falls != "":
				e := tc.weigh().Evidence
				assert.Less(t, e.Level, e.ByDesign)
				assert.Contains(t, threats(e), tc.falls)
			default:
				f := tc.weigh()
				assert.Equal(t, true, tc.says(f), "%s %s", f.Method, f.Verdict.Sentence)
			}
		})
	}
	assert.GreaterOrEqual(t, len(seen), 45)
}

func threats(e evaluate.Evidence) []evaluate.Threat {
	var list []evaluate.Threat
	for _, d := range e.Downgrades {
		list = append(list, d.Threat)
	}
	return list
}

func has(code evaluate.RefusalCode) func(evaluate.Finding) any {
	return func(f evaluate.Finding) any {
		for _, r := range f.Refusals {
			if r.Code == code {
				return true
			}
		}
		return false
	}
}

func by(m evaluate.Method) func(evaluate.Finding) any {
	return func(f evaluate.Finding) any { return f.Method == m }
}

func says(words string) func(evaluate.Finding) any {
	return func(f evaluate.Finding) any { return strings.Contains(f.Verdict.Sentence, words) }
}

func refuseWhenList(t *testing.T) []refuseWhen {
	return append(append(refuseWhenPairs(t), refuseWhenCompared(t)...), refuseWhenAlways(t)...)
}

// refuseWhenPairs: the same people twice, and rates.
func refuseWhenPairs(t *testing.T) []refuseWhen {
	with := func(p evaluate.Plan, r []evaluate.Record) func() evaluate.Finding {
		return func() evaluate.Finding { return primary(t, p, r, noneKnown()) }
	}
	ten := upTo(10)
	rating := measured(soundPlan(), func(m *evaluate.Measure) { m.Kind, m.Min, m.Max = evaluate.Rating, known(0), known(100) })
	mostly := twice(upTo(20), plus(upTo(20), 5, 0, 0))
	three := rating
	three.Periods = nil
	middleMissing := linesOf(9, 3, func(u, p int) float64 { return float64(40 + u + 3*p) })
	middleMissing = append(middleMissing[:1:1], middleMissing[2:]...)
	asked := measured(soundPlan(), yesNo)
	return []refuseWhen{
		{method: "signed rank", when: "fewer than 6 changed: describe", code: evaluate.TooFewChanged},
		{method: "signed rank", when: "more than half unchanged: lead with the sign test", weigh: with(rating, mostly), says: by(evaluate.BySignTest)},
		{method: "signed rank", when: "more than half unchanged: say how many", weigh: with(rating, mostly), says: says("Most did not change; of the 7 who did, 7 rose")},
		{method: "signed rank", when: "all differences 0: not significant, and no crash", weigh: with(rating, twice(ten, ten)), says: has(evaluate.TooFewChanged)},
		{method: "sign test", when: "fewer than 6 changed: describe", weigh: with(rating, twice(upTo(20), plus(upTo(20), 5, 0, 0, 0))), says: has(evaluate.TooFewChanged)},
		{method: "sign flip", when: "fewer than 999 draws", check: func(t *testing.T) {
			_, err := stats.SignFlip(upTo(40), stats.Sampling{Draws: 998})
			require.Error(t, err)
			_, err = evaluate.Assess(soundPlan(), nil, nil, nil, evaluate.Options{Draws: 998})
			require.Error(t, err)
		}},
		{method: "Friedman and Page", when: "middle ratings missing: complete cases, and say how many are lost", weigh: with(three, middleMissing), says: func(f evaluate.Finding) any {
			for _, c := range f.Checks {
				if c.Code == evaluate.CheckTrend {
					return strings.Contains(c.Says, "of 8 complete partners (1 incomplete)")
				}
			}
			return false
		}},
		{method: "Friedman and Page", when: "fewer than 4 complete: not computed", weigh: with(three, linesOf(3, 3, func(u, p int) float64 { return float64(u + p) })),
			says: func(f evaluate.Finding) any { return len(f.Checks) == 0 }},
		{method: "effect size", when: "no spread", code: evaluate.SpreadZero},
		{method: "effect size", when: "fewer than 4", weigh: with(rating, twice(ten[:3], plus(ten[:3], 1, 2))), says: func(f evaluate.Finding) any { return f.Standardised == nil }},
		{method: "effect size", when: "called small, medium or large, or turned into months of progress", check: noGrand},
		{method: "paired t", when: "fewer than 15: exact methods instead", weigh: with(soundPlan(), twice(upTo(14), plus(upTo(14), 5, 4, 6))), says: by(evaluate.BySignedRank)},
		{method: "paired t", when: "no variation", code: evaluate.NoVariation},
		{method: "single rate", when: "fewer than 10: how many of how many, no percentage", code: evaluate.SmallPercentage},
		{method: "single rate", when: "fewer than 10: the sentence has no percentage", weigh: with(asked, twice(bits(0, 9), bits(7, 9))), says: func(f evaluate.Finding) any {
			return !strings.Contains(f.Verdict.Sentence, "percentage points") && strings.Contains(f.Verdict.Sentence, "Of 9 partners 7 went from no to yes")
		}},
		{method: "two rates", when: "a zero cell: no ratio", code: evaluate.ZeroCell},
		{method: "two rates", when: "the same people twice: the paired form", weigh: with(asked, twice(bits(2, 16), bits(12, 16))), says: by(evaluate.ByMcNemar)},
		{method: "paired rates", when: "fewer than 6 changed: describe", weigh: with(asked, twice(bits(0, 16), bits(5, 16))), says: has(evaluate.TooFewChanged)},
		{method: "stratified rates", when: "pooled and stratified differ in sign (Simpson)", code: evaluate.MixReversed},
		{method: "clustered values", when: "members counted as independent: fewer than 6 groups refused", code: evaluate.TooFewGroups},
		{method: "clustered values", when: "members counted as independent: the groups' means are compared", weigh: with(soundPlan(), inGroups(6, twice(upTo(60), plus(upTo(60), 5, 4, 6)))),
			says: says("They belong to 10 groups, whose means are compared")},
	}
}

// refuseWhenCompared: comparison groups, series and single units.
func refuseWhenCompared(t *testing.T) []refuseWhen {
	with := func(p evaluate.Plan, r []evaluate.Record) func() evaluate.Finding {
		return func() evaluate.Finding { return primary(t, p, r, noneKnown()) }
	}
	base := upTo(24)
	did := comparisonPlan(evaluate.Asked)
	did.Design = evaluate.DifferenceInDifference
	few := func(n int) []evaluate.Record { return helped(n, twice(base, plus(base, 3, 1, 4, 2))) }
	short := linesOf(1, 10, func(_, p int) float64 { return 80 + float64(p*5%7) })
	low := comparisonPlan(evaluate.OnScore)
	return []refuseWhen{
		{method: "rank sum", when: "no arrangement can be unusual enough", code: evaluate.TooFewToTell},
		{method: "two groups", when: "no comparison", code: evaluate.NoArms},
		{method: "two groups", when: "no value before, and chance did not choose", code: evaluate.NoBaseline},
		{method: "ANCOVA", when: "fewer than 5 in an arm", code: evaluate.TooFewToAdjust},
		{method: "ANCOVA", when: "slope not credible", code: evaluate.SlopeNotCredible},
		{method: "ANCOVA", when: "values before taken after the first contact", code: evaluate.BaselineTooLate},
		{method: "difference in differences", when: "one treated: permutation only", weigh: with(did, few(1)), says: by(evaluate.ByPermutation)},
		{method: "difference in differences", when: "fewer than 6 treated: permutation only", weigh: with(did, few(5)), says: by(evaluate.ByPermutation)},
		{method: "difference in differences", when: "chosen for a low value: an adjustment instead, the difference beside it", weigh: with(low, few(8)), says: func(f evaluate.Finding) any {
			return f.Method == evaluate.ByANCOVA && strings.Contains(f.Checks[0].Says, "with what those that stood low gain by themselves")
		}},
		{method: "difference in differences", when: "how they were chosen is not known", code: evaluate.ChoiceUnknown},
		{method: "difference in differences", when: "two views of how they were chosen do not agree", code: evaluate.MethodsDisagree},
		{method: "event study", when: "fewer than 3 periods before: trends cannot be checked", code: evaluate.TrendUnchecked},
		{method: "event study", when: "moving apart before", falls: evaluate.PreTrend, weigh: func() evaluate.Finding {
			p := did
			p.StartPeriod, p.Periods = 5, nil
			return primary(t, p, helped(8, linesOf(24, 6, func(u, q int) float64 {
				v := float64(u) + ripple(u, q)
				if u < 8 {
					v += 6 * float64(q)
				}
				return v
			})), noneKnown())
		}},
		{method: "staggered start", when: "fewer than 5 in a cohort", code: evaluate.SmallCohort},
		{method: "staggered start", when: "one regression over all starts", code: evaluate.StartsDiffer},
		{method: "interrupted series", when: "fewer than 3 points on a side", code: evaluate.SeriesTooShort},
		{method: "interrupted series", when: "fewer than 8 points on a side: weak", weigh: with(seriesPlan(6, 10), short), falls: evaluate.ShortSeries},
		{method: "interrupted series", when: "a season and less than two years", code: evaluate.SeasonUnknown},
		{method: "interrupted series", when: "another event at the same time", code: evaluate.EventAtStart},
		{method: "interrupted series", when: "missing periods", code: evaluate.SeriesBroken},
		{method: "synthetic control", when: "fewer than 19 donors", weigh: with(syntheticPlan(9, 12), helped(1, linesOf(19, 12, func(u, p int) float64 { return float64(u) + .1*float64(p*(u+3)%5) }))),
			says: has(evaluate.TooFewToTell)},
		{method: "synthetic control", when: "fewer than 8 periods before", code: evaluate.TooFewBefore},
		{method: "synthetic control", when: "a poor fit before", code: evaluate.PoorFit},
		{method: "synthetic control", when: "beyond all donors", code: evaluate.OutOfRange},
		{method: "synthetic control", when: "donors that had the practice as well", code: evaluate.OthersExposed},
		{method: "synthetic control", when: "one donor weighs more than 0.6: warn", weigh: with(syntheticPlan(9, 12), helped(1, linesOf(24, 12, func(u, p int) float64 {
			if u == 0 {
				u = 10 // like the eleventh and nobody else
			}
			return float64(5*u) + float64(p*(u+3)%5)
		}))), says: func(f evaluate.Finding) any {
			for _, c := range f.Verdict.Caveats {
				if c.Code == string(evaluate.CheckOneDonor) {
					return true
				}
			}
			return false
		}},
	}
}

// refuseWhenAlways: what holds of every method.
func refuseWhenAlways(t *testing.T) []refuseWhen {
	ten := upTo(10)
	changed := func(change func(*evaluate.Plan), log []evaluate.Influence) func() evaluate.Finding {
		return func() evaluate.Finding {
			p := soundPlan()
			p.Measures = append([]evaluate.Measure(nil), p.Measures...)
			change(&p)
			return primary(t, p, twice(ten, plus(ten, 5, 4, 6)), log)
		}
	}
	return []refuseWhen{
		{method: "regression to the mean", when: "chosen for a low value and the population is not known", code: evaluate.NoPopulation},
		{method: "multiplicity", when: "the primary measure was not declared at the baseline", code: evaluate.NotDeclared},
		{method: "contribution analysis", when: "nobody answered what else was going on", code: evaluate.NoLog},
		{method: "contribution analysis", when: "nobody answered: at most changed after, never because of", weigh: changed(func(*evaluate.Plan) {}, nil),
			says: func(f evaluate.Finding) any { return f.Verdict.Claim != evaluate.Contributed }},
		{method: "evidence", when: "self-report", weigh: changed(func(p *evaluate.Plan) { p.Measures[0].Source = evaluate.SelfReport }, noneKnown()), falls: evaluate.OwnReport},
		{method: "evidence", when: "baseline after the first contact", weigh: changed(func(p *evaluate.Plan) { p.FirstContact = date("2025-09-04"); p.FixedOn = date("2025-09-04") }, noneKnown()), falls: evaluate.LateBaseline},
		{method: "evidence", when: "follow-up more than nine months after the work", weigh: changed(func(p *evaluate.Plan) { p.EndedOn = date("2025-08-31") }, noneKnown()), falls: evaluate.LateFollowUp},
		{method: "evidence", when: "the measure was defined anew", weigh: changed(func(p *evaluate.Plan) { p.Measures[0].RedefinedOn = date("2026-01-01") }, noneKnown()), falls: evaluate.Redefined},
		{method: "evidence", when: "groups exist and are not recorded", weigh: changed(func(p *evaluate.Plan) { p.Groups = "providers" }, noneKnown()), falls: evaluate.FewGroups},
		{method: "evidence", when: "more than a fifth lost", falls: evaluate.Attrition, weigh: func() evaluate.Finding {
			return primary(t, soundPlan(), append(twice(ten, plus(ten, 5, 4, 6)), record(20, 1, 3), record(21, 1, 3), record(22, 1, 3)), noneKnown())
		}},
		{method: "evidence", when: "too many weaknesses", code: evaluate.WeakEvidence},
		{method: "self-rating", when: "taken for a result of learners", weigh: changed(func(p *evaluate.Plan) { p.Measures[0].Level = evaluate.Learning }, noneKnown()),
			says: says("not that they do it or that learners did better")},
		{method: "no result", when: "not significant is not no effect", weigh: func() evaluate.Finding {
			return primary(t, soundPlan(), twice(ten, plus(ten, 9, -8, 7, -9)), noneKnown())
		}, says: func(f evaluate.Finding) any { return f.Verdict.Claim == evaluate.CannotTell }},
		{method: "no result", when: "no effect only with the whole interval inside the smallest effect worth having", weigh: func() evaluate.Finding {
			return primary(t, soundPlan(), twice(ten, plus(ten, .1, -.1, .2, -.2)), noneKnown())
		}, says: func(f evaluate.Finding) any {
			i := f.Effect.Interval
			return f.Verdict.Claim == evaluate.NoEffect && i.Lower > -2 && i.Upper < 2
		}},
		{method: "anything", when: "no records", code: evaluate.NoRecords},
		{method: "anything", when: "nobody measured twice", code: evaluate.NoPairs},
		{method: "anything", when: "a formula that cannot be computed", code: evaluate.NotComputable},
	}
}

// grand are words that no text may use of an effect: they stand for sectors and ages that adult education is not.
var grand = regexp.MustCompile(`(?i)\b(small|medium|large|huge) effect|months? of progress|statistically significant|\bproves?\b`)

func noGrand(t *testing.T) {
	for _, list := range refusalCases() {
		for _, c := range list {
			a := assess(t, c.plan, c.records, c.influences)
			r, err := evaluate.ReportOf(c.plan, c.records, a, evaluate.ReportOptions{})
			require.NoError(t, err)
			assert.Empty(t, grand.FindAllString(string(r.Markdown())+evaluate.Paragraph(a), -1))
		}
	}
}
