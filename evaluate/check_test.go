package evaluate_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/evaluate"
)

func TestAssess_faultsOfRecords(t *testing.T) {
	good := record(0, 1, 50)
	rating := func(m *evaluate.Measure) { m.Kind, m.Min, m.Max = evaluate.Rating, known(1), known(10) }
	rate := func(m *evaluate.Measure) { m.Kind = evaluate.Rate }
	alter := func(change func(*evaluate.Record)) []evaluate.Record {
		r := record(0, 2, 60)
		change(&r)
		return []evaluate.Record{good, r}
	}
	count := func(x, n int) []evaluate.Record {
		return []evaluate.Record{{MeasureID: "m", Unit: "a", Period: 1, Count: x, Total: n}}
	}
	for _, tc := range []struct {
		name    string
		measure func(*evaluate.Measure)
		records []evaluate.Record
		row     int
		column  string
		code    evaluate.FaultCode
		says    string
	}{
		{"not a number", nil, []evaluate.Record{good, record(0, 2, math.NaN())}, 2, "value", evaluate.NotANumber, "NaN is not a number"},
		{"infinite", nil, []evaluate.Record{record(0, 1, math.Inf(-1))}, 1, "value", evaluate.NotANumber, "-Inf"},
		{"the same twice", nil, []evaluate.Record{good, record(1, 1, 4), good}, 3, "period", evaluate.Repeated, "u00 was already measured in period 1, in row 1"},
		{"after before before", nil, alter(func(r *evaluate.Record) { r.On = date("2025-09-04") }), 2, "on", evaluate.WrongOrder, "period 1, measured on 2025-09-05"},
		{"rating above", rating, []evaluate.Record{record(0, 1, 10), record(0, 2, 11)}, 2, "value", evaluate.OutsideScale, "11 is off the scale of 1 to 10"},
		{"rating below", rating, []evaluate.Record{record(0, 1, 0)}, 1, "value", evaluate.OutsideScale, "0 is off"},
		{"yes or no", yesNo, []evaluate.Record{record(0, 1, .5)}, 1, "value", evaluate.OutsideScale, "neither 0 nor 1"},
		{"count above total", rate, count(11, 10), 1, "count", evaluate.AboveTotal, "11 of 10"},
		{"count below nothing", rate, count(-1, 10), 1, "count", evaluate.AboveTotal, "-1 of 10"},
		{"no total", rate, count(0, 0), 1, "count", evaluate.AboveTotal, "0 of 0"},
		{"a count of no rate", nil, count(1, 2), 1, "count", evaluate.Contradiction, "not counted"},
		{"unknown outcome", nil, alter(func(r *evaluate.Record) { r.MeasureID = "n" }), 2, "measure_id", evaluate.UnknownID, `no measure "n"`},
		{"nobody", nil, alter(func(r *evaluate.Record) { r.Unit = "" }), 2, "unit", evaluate.Absent, "who or what"},
		{"another group", nil, alter(func(r *evaluate.Record) { r.Group = "g" }), 2, "unit", evaluate.Contradiction, "u00 has another group"},
		{"helped and not", nil, alter(func(r *evaluate.Record) { r.Treated = true }), 2, "unit", evaluate.Contradiction, "u00 has another"},
		{"compared with nobody", nil, append(helped(1, twice([]float64{1, 2}, []float64{3, 4})), good)[:3], 3, "treated", evaluate.Contradiction, "compares attendance with nobody"},
		{"a start without help", nil, []evaluate.Record{{MeasureID: "m", Unit: "a", Period: 1, Start: 2}}, 1, "start", evaluate.Contradiction, "had no help"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := soundPlan()
			if tc.measure != nil {
				p = measured(p, tc.measure)
			}
			a, err := evaluate.Assess(p, tc.records, nil, nil, evaluate.Options{})
			assert.Zero(t, a)
			var input *evaluate.InputError
			require.ErrorAs(t, err, &input)
			var fault evaluate.Fault
			require.ErrorAs(t, err, &fault)
			require.Equal(t, "records", fault.Table)
			assert.Equal(t, tc.row, fault.Row)
			assert.Equal(t, tc.column, fault.Column)
			assert.Equal(t, tc.code, fault.Code)
			assert.Contains(t, fault.Detail, tc.says)
			assert.Contains(t, evaluate.FaultCode("").Names(), string(fault.Code))
		})
	}
}

func TestAssess_faultsOfPlan(t *testing.T) {
	measure := func(change func(*evaluate.Measure)) func(*evaluate.Plan) {
		return func(p *evaluate.Plan) { change(&p.Measures[0]) }
	}
	for _, tc := range []struct {
		name   string
		change func(*evaluate.Plan)
		want   string
	}{
		{"no design", func(p *evaluate.Plan) { p.Design = "" }, "plan, design: say what is compared with what"},
		{"no start", func(p *evaluate.Plan) { p.StartPeriod = 0 }, "plan, start_period: say in which period"},
		{"no primary", func(p *evaluate.Plan) { p.Primary = "x" }, `plan, primary: "x" is not a measure of the plan`},
		{"confidence", func(p *evaluate.Plan) { p.Confidence = 95 }, "plan, confidence: 95 is not between 0.5 and 1"},
		{"not a confidence", func(p *evaluate.Plan) { p.Confidence = math.NaN() }, "plan, confidence: NaN"},
		{"season", func(p *evaluate.Plan) { p.Season = -1 }, "plan, season: -1"},
		{"period twice", func(p *evaluate.Plan) { p.Periods[1].Number = 1 }, "plan, periods: period 1 is there twice"},
		{"periods turned round", func(p *evaluate.Plan) { p.Periods[1].On = date("2025-01-01") }, "plan, periods: periods 1 and 2 are dated in the wrong order"},
		{"population of nothing", func(p *evaluate.Plan) { p.Population = []evaluate.Population{{MeasureID: "x", SD: 1}} }, `population row 1, measure_id: the plan has no measure "x"`},
		{"population without spread", func(p *evaluate.Plan) { p.Population = []evaluate.Population{{MeasureID: "m"}} }, "population row 1, reliability: the spread"},
		{"population of no number", func(p *evaluate.Plan) { p.Population = []evaluate.Population{{MeasureID: "m", SD: math.NaN()}} }, "population row 1, mean: its figures"},
		{"same id", func(p *evaluate.Plan) { p.Measures = append(p.Measures, p.Measures[0]) }, `measures row 2, id: "m" is not an id of its own`},
		{"no kind", measure(func(m *evaluate.Measure) { m.Kind = "" }), "measures row 1, kind: say whether attendance"},
		{"no direction", measure(func(m *evaluate.Measure) { m.Direction = "" }), "measures row 1, direction: say whether"},
		{"no scale", measure(func(m *evaluate.Measure) { m.Kind = evaluate.Rating }), "measures row 1, min: a rating needs both ends"},
		{"scale of no numbers", measure(func(m *evaluate.Measure) { m.Min = known(math.NaN()) }), "measures row 1, min: an end"},
		{"scale without room", measure(func(m *evaluate.Measure) { m.Min, m.Max = known(5), known(5) }), "measures row 1, max: the scale from 5 to 5"},
		{"smallest", measure(func(m *evaluate.Measure) { m.Smallest = known(0) }), "measures row 1, smallest_worthwhile: 0 is not above 0"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := soundPlan()
			tc.change(&p)
			_, err := evaluate.Assess(p, nil, nil, nil, evaluate.Options{})
			require.ErrorContains(t, err, "evaluate: "+tc.want)
		})
	}
	_, err := evaluate.Assess(soundPlan(), nil, nil, nil, evaluate.Options{Draws: 998})
	require.ErrorContains(t, err, "options, draws: 998 draws are too few")
	_, err = evaluate.Assess(soundPlan(), nil, []evaluate.Statement{{MeasureID: "x"}}, []evaluate.Influence{{MeasureIDs: []string{"m", "y"}}}, evaluate.Options{})
	require.EqualError(t, err, `evaluate: statements row 1, measure_id: the plan has no measure "x"; it cannot be added after the plan was fixed (and 1 more)`)
	var input *evaluate.InputError
	require.ErrorAs(t, err, &input)
	assert.Equal(t, "influences", input.Faults[1].Table)
	_, err = evaluate.Assess(evaluate.Plan{}, nil, nil, nil, evaluate.Options{})
	require.Error(t, err)
}
