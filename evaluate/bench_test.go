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
