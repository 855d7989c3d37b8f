package evaluate_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

var known = practice.Known[float64]

// soundPlan is a plan without a weakness of its own: one amount, two dated periods, nothing chosen.
func soundPlan() evaluate.Plan {
	return evaluate.Plan{
		ID: "PL-1", FixedOn: date("2025-09-01"), FirstContact: date("2025-09-08"), EndedOn: date("2026-03-01"),
		Design: evaluate.BeforeAfter, Chosen: evaluate.Everyone, Primary: "m", StartPeriod: 2,
		Periods: []evaluate.Period{{Number: 1, Name: "start", On: date("2025-09-05")}, {Number: 2, Name: "end", On: date("2026-06-01")}},
		Units:   "partners",
		Measures: []evaluate.Measure{{ID: "m", Name: "attendance", Kind: evaluate.Amount, Direction: evaluate.HigherIsBetter,
			Level: evaluate.LearnerResult, Source: evaluate.Administrative, Smallest: known(2)}},
	}
}

// noneKnown answers the question what else was going on.
func noneKnown() []evaluate.Influence {
	return []evaluate.Influence{{Kind: evaluate.NoneKnown, SignedBy: "quality manager", SignedOn: date("2026-06-02")}}
}

// twice gives every unit a value in period 1 and one in period 2, units u00, u01 and so on.
func twice(before, after []float64) []evaluate.Record {
	var list []evaluate.Record
	for i := range before {
		list = append(list, record(i, 1, before[i]), record(i, 2, after[i]))
	}
	return list
}

func record(unit, period int, value float64) evaluate.Record {
	return evaluate.Record{MeasureID: "m", Unit: fmt.Sprintf("u%02d", unit), Period: period, Value: value}
}

// helped marks the first n units as those that had the help.
func helped(n int, records []evaluate.Record) []evaluate.Record {
	for i := range records {
		records[i].Treated = records[i].Unit < fmt.Sprintf("u%02d", n)
	}
	return records
}

// plus returns values moved by the given amounts, which are used again from the start when they run out.
func plus(values []float64, by ...float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = v + by[i%len(by)]
	}
	return out
}

func upTo(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 50 + float64(i*7%n)
	}
	return out
}

func assess(t testing.TB, p evaluate.Plan, records []evaluate.Record, influences []evaluate.Influence) evaluate.Assessment {
	t.Helper()
	a, err := evaluate.Assess(p, records, nil, influences, evaluate.Options{Seed: 1})
	require.NoError(t, err)
	return a
}

func primary(t testing.TB, p evaluate.Plan, records []evaluate.Record, influences []evaluate.Influence) evaluate.Finding {
	t.Helper()
	return assess(t, p, records, influences).Findings[0]
}
