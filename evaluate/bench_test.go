package evaluate_test

import (
	"strconv"
	"testing"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
)

func manyEngagements(n int) []dissemination.Engagement {
	list := make([]dissemination.Engagement, n)
	for i := range list {
		list[i] = sc12()
		list[i].ID = "E-" + strconv.Itoa(i)
		list[i].EndedOn = list[i].EndedOn.AddDays(i % 90)
		if i%2 == 0 {
			list[i].Review = &dissemination.Review{DueOn: list[i].EndedOn.AddMonths(10)}
		}
	}
	return list
}

func BenchmarkSchedule10000(b *testing.B) {
	engagements, today := manyEngagements(10_000), date("2026-02-01")
	b.ReportAllocs()
	for b.Loop() {
		for _, e := range engagements {
			evaluate.Schedule(e, today, evaluate.Limits{})
		}
	}
}

func BenchmarkDueList10000(b *testing.B) {
	engagements, today := manyEngagements(10_000), date("2026-02-01")
	b.ReportAllocs()
	for b.Loop() {
		evaluate.DueList(engagements, today, evaluate.Limits{})
	}
}

func BenchmarkAssessBeforeAfter14(b *testing.B) {
	p, records := soundPlan(), twice(upTo(14), plus(upTo(14), 3, 5, 4, 6))
	b.ReportAllocs()
	for b.Loop() {
		assess(b, p, records, noneKnown())
	}
}

func BenchmarkAssessComparison60(b *testing.B) {
	p, records := comparisonPlan(evaluate.OnScore), helped(20, twice(upTo(60), plus(upTo(60), 3, 5, 4, 6)))
	b.ReportAllocs()
	for b.Loop() {
		assess(b, p, records, noneKnown())
	}
}

func BenchmarkAssessComparison10000(b *testing.B) {
	p := comparisonPlan(evaluate.Asked)
	var records []evaluate.Record
	for i := range 10_000 {
		for period := 1; period <= 2; period++ {
			records = append(records, evaluate.Record{MeasureID: "m", Unit: strconv.Itoa(i), Period: period, Treated: i%2 == 0,
				Value: float64(50 + (i*7+period*3)%41)})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		assess(b, p, records, noneKnown())
	}
}

func BenchmarkAssessOneOfForty(b *testing.B) {
	p, records := comparisonPlan(evaluate.Asked), helped(1, twice(upTo(40), plus(upTo(40), 3, 5, 4, 6)))
	b.ReportAllocs()
	for b.Loop() {
		assess(b, p, records, noneKnown())
	}
}
