package evaluate_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

var full = flag.Bool("full", false, "run the simulations at full size (4,000 studies each)")

// studies is the number of simulated studies of each kind: few in the ordinary run, and 4,000 with
//
//	go test ./evaluate/ -run Simulation -full
func studies() int {
	if *full {
		return 4000
	}
	return 120
}

// world is a population of providers without any effect: a true level and noise, with the given correlation from year to
// year.
type world struct {
	r           *rand.Rand
	sd, between float64
}

func newWorld(seed uint64, sd, reliability float64) world {
	return world{rand.New(rand.NewPCG(seed, 7)), sd, reliability}
}

// twoYears draws two years of n providers.
func (w world) twoYears(n int) (before, after []float64) {
	for range n {
		level := 70 + w.sd*math.Sqrt(w.between)*w.r.NormFloat64()
		noise := w.sd * math.Sqrt(1-w.between)
		before = append(before, level+noise*w.r.NormFloat64())
		after = append(after, level+noise*w.r.NormFloat64())
	}
	return before, after
}

// weakest marks the k lowest values as helped, by putting them first.
func weakest(before, after []float64) ([]float64, []float64) {
	order := make([]int, len(before))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if before[a] < before[b] {
			return -1
		}
		return 1
	})
	b, a := make([]float64, len(order)), make([]float64, len(order))
	for i, j := range order {
		b[i], a[i] = before[j], after[j]
	}
	return b, a
}

// nominal is the false-positive rate plus three standard errors of the simulation.
func nominal(rate float64) float64 { return rate + 3*math.Sqrt(rate*(1-rate)/float64(studies())) }

// falseClaims is the share of studies in which some measure is said to have changed, with no effect anywhere.
func falseClaims(t *testing.T, study func(i uint64) (evaluate.Plan, []evaluate.Record)) float64 {
	t.Helper()
	claims := 0
	for i := range studies() {
		p, records := study(uint64(i))
		p.Measures[0].Smallest = practice.Fact[float64]{} // "no effect" would hide a false claim
		a, err := evaluate.Assess(p, records, nil, noneKnown(), evaluate.Options{})
		require.NoError(t, err)
		if slices.ContainsFunc(a.Findings, func(f evaluate.Finding) bool { return f.Verdict.Claim.OfEffect() }) {
			claims++
		}
	}
	return float64(claims) / float64(studies())
}

// The weakest 8 of 60 improve by themselves. However the plan looks, nothing may be made of that.
func TestSimulation_regressionToTheMean(t *testing.T) {
	population := func(reliability float64) []evaluate.Population {
		return []evaluate.Population{{MeasureID: "m", Mean: 70, SD: 8, Reliability: reliability}}
	}
	for _, tc := range []struct {
		name        string
		design      evaluate.Design
		chosen      evaluate.Selection
		population  bool
		partners    int // of the 60, of whom the weakest 8 had the help
		atMost      float64
		reliability float64
	}{
		{"before and after, population known", evaluate.BeforeAfter, evaluate.OnScore, true, 8, .05, .6},
		{"before and after, population unknown", evaluate.BeforeAfter, evaluate.OnScore, false, 8, 0, .6},
		{"before and after, on need", evaluate.BeforeAfter, evaluate.OnNeed, false, 8, 0, .6},
		{"before and after, nobody knows", evaluate.BeforeAfter, "", false, 8, 0, .6},
		{"comparison, on score", evaluate.Comparison, evaluate.OnScore, false, 60, .05, .6},
		{"comparison, on score, noisy", evaluate.Comparison, evaluate.OnScore, false, 60, .05, .4},
		{"comparison, said to have asked", evaluate.Comparison, evaluate.Asked, false, 60, .05, .6},
		{"comparison, on need", evaluate.Comparison, evaluate.OnNeed, false, 60, .05, .6},
		{"comparison, nobody knows", evaluate.Comparison, "", false, 60, 0, .6},
	} {
		t.Run(tc.name, func(t *testing.T) {
			rate := falseClaims(t, func(i uint64) (evaluate.Plan, []evaluate.Record) {
				p := soundPlan()
				p.Design, p.Chosen = tc.design, tc.chosen
				if tc.population {
					p.Population = population(tc.reliability)
				}
				b, a := weakest(newWorld(i, 8, tc.reliability).twoYears(60))
				records := twice(b[:tc.partners], a[:tc.partners])
				if tc.design == evaluate.Comparison {
					records = helped(8, records)
				}
				return p, records
			})
			t.Logf("false claims: %.3f", rate)
			assert.LessOrEqual(t, rate, nominal(tc.atMost))
		})
	}
}

// The same study judged as people usually judge it, to show that the simulation would notice.
func TestSimulation_noticesWhatIsWrong(t *testing.T) {
	rate := falseClaims(t, func(i uint64) (evaluate.Plan, []evaluate.Record) {
		p := soundPlan()
		p.Chosen = evaluate.Everyone // a lie: the weakest 8 were picked
		b, a := weakest(newWorld(i, 8, .6).twoYears(60))
		return p, twice(b[:8], a[:8])
	})
	t.Logf("false claims: %.3f", rate)
	assert.Greater(t, rate, .25)
}

// 200 learners in few groups, half of which had the help: learners are not independent.
func TestSimulation_groups(t *testing.T) {
	for _, groups := range []int{4, 8, 20} {
		t.Run(fmt.Sprint(groups), func(t *testing.T) {
			rate := falseClaims(t, func(i uint64) (evaluate.Plan, []evaluate.Record) {
				p := soundPlan()
				p.Design, p.Chosen, p.Groups = evaluate.Comparison, evaluate.AtRandom, "providers"
				r := rand.New(rand.NewPCG(i, 9))
				var records []evaluate.Record
				for g := range groups {
					shift := math.Sqrt(.1) * r.NormFloat64() // of everybody in the group, between the two periods
					for j := range 200 / groups {
						before := 50 + r.NormFloat64()
						after := before + shift + math.Sqrt(.9)*r.NormFloat64()
						for period, v := range []float64{before, after} {
							records = append(records, evaluate.Record{MeasureID: "m", Unit: fmt.Sprint(g, "-", j),
								Group: fmt.Sprint(g), Treated: g%2 == 0, Period: period + 1, Value: v})
						}
					}
				}
				return p, records
			})
			t.Logf("false claims: %.3f", rate)
			assert.LessOrEqual(t, rate, nominal(.05))
		})
	}
}

// One, two or four helped among few: a standard error would claim an effect in up to half of such studies.
func TestSimulation_oneTreated(t *testing.T) {
	for _, tc := range []struct{ treated, all int }{{1, 12}, {1, 24}, {2, 12}, {4, 12}} {
		t.Run(fmt.Sprintf("%d of %d", tc.treated, tc.all), func(t *testing.T) {
			rate := falseClaims(t, func(i uint64) (evaluate.Plan, []evaluate.Record) {
				p := soundPlan()
				p.Design, p.Chosen = evaluate.DifferenceInDifference, evaluate.Asked
				b, a := newWorld(i, 8, .7).twoYears(tc.all)
				return p, helped(tc.treated, twice(b, a))
			})
			t.Logf("false claims: %.3f", rate)
			assert.LessOrEqual(t, rate, nominal(.05))
		})
	}
}

// A checklist of 20 items rated by 14 tutors, without change.
func TestSimulation_manyMeasures(t *testing.T) {
	rate := falseClaims(t, func(i uint64) (evaluate.Plan, []evaluate.Record) {
		p := soundPlan()
		p.Measures = nil
		r := rand.New(rand.NewPCG(i, 11))
		var records []evaluate.Record
		for item := range 20 {
			id := fmt.Sprint("item", item)
			p.Measures = append(p.Measures, evaluate.Measure{ID: id, Kind: evaluate.Rating, Direction: evaluate.HigherIsBetter,
				Min: known(1), Max: known(10), Level: evaluate.Learning, Source: evaluate.Observation})
			for tutor := range 14 {
				level := 5 + r.IntN(3)
				for period := range 2 {
					records = append(records, evaluate.Record{MeasureID: id, Unit: fmt.Sprint(tutor), Period: period + 1,
						Value: float64(level + r.IntN(5) - 2)})
				}
			}
		}
		p.Primary = "item0"
		return p, records
	})
	t.Logf("false claims: %.3f", rate)
	assert.LessOrEqual(t, rate, nominal(.05))
}

// A series without a break.
func TestSimulation_series(t *testing.T) {
	rate := falseClaims(t, func(i uint64) (evaluate.Plan, []evaluate.Record) {
		p := soundPlan()
		p.Design, p.StartPeriod, p.Periods = evaluate.Series, 13, nil
		r := rand.New(rand.NewPCG(i, 13))
		var records []evaluate.Record
		for period := range 24 {
			records = append(records, evaluate.Record{MeasureID: "m", Unit: "college", Period: period + 1, Value: 80 + r.NormFloat64(),
				On: date("2024-09-01").AddMonths(period)})
		}
		return p, records
	})
	t.Logf("false claims: %.3f", rate)
	assert.LessOrEqual(t, rate, nominal(.05))
}

// Where there is an effect, the same verdicts find it: refusing everything would be no art.
func TestSimulation_findsEffects(t *testing.T) {
	for _, tc := range []struct {
		name   string
		design evaluate.Design
		chosen evaluate.Selection
		effect float64
	}{
		{"comparison, on score", evaluate.Comparison, evaluate.OnScore, 14},
		{"comparison, at random", evaluate.Comparison, evaluate.AtRandom, 8},
		{"before and after", evaluate.BeforeAfter, evaluate.Everyone, 6},
	} {
		t.Run(tc.name, func(t *testing.T) {
			rate := falseClaims(t, func(i uint64) (evaluate.Plan, []evaluate.Record) {
				p := soundPlan()
				p.Design, p.Chosen = tc.design, tc.chosen
				b, a := newWorld(i, 8, .7).twoYears(60)
				if tc.chosen == evaluate.OnScore {
					b, a = weakest(b, a)
				}
				for j := range a {
					if j < 16 || tc.design == evaluate.BeforeAfter {
						a[j] += tc.effect
					}
				}
				records := twice(b, a)
				if tc.design == evaluate.Comparison {
					records = helped(16, records)
				}
				return p, records
			})
			t.Logf("found: %.3f", rate)
			assert.Greater(t, rate, .8)
		})
	}
}
