package year_test

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

const many = 100_000

// BenchmarkDue100k reviews what is due in 100,000 practices and 100,000 engagements. A host that wants all its cores gives
// each a part, as the second half does; run it with -cpu 1,2.
func BenchmarkDue100k(b *testing.B) {
	today := date("2026-04-15")
	practices := make([]practice.Practice, many)
	stages := practice.Stages()
	for i := range practices {
		p := practice.Practice{ID: fmt.Sprint("P-", i), Stage: stages[i%len(stages)], IdentifiedOn: date("2024-01-08").AddDays(i % 800)}
		if i%3 == 0 {
			p.Shares = []practice.Share{{Channel: practice.ProviderNewsletter, On: p.IdentifiedOn}}
			p.Transfers = []practice.Transfer{{ID: "T1", State: practice.Monitoring, StartedOn: p.IdentifiedOn.AddDays(30)}}
		}
		practices[i] = p
	}
	three := engagements()
	all := make([]dissemination.Engagement, many)
	for i := range all {
		e := three[i%3]
		e.ID = fmt.Sprint("E-", i)
		all[i] = e
	}
	report := func(b *testing.B) { b.ReportMetric(float64(many)*float64(b.N)/b.Elapsed().Seconds(), "documents/s") }
	limits := practice.DueLimits{Within: map[practice.Stage]int{practice.InValidation: 28}}
	b.Run("practices", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			practice.DueList(practices, limits)
		}
		report(b)
	})
	b.Run("engagements", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			evaluate.DueList(all, today, evaluate.Limits{})
		}
		report(b)
	})
	b.Run("both in parts", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			inParts(func(from, to int) {
				practice.DueList(practices[from:to], limits)
				evaluate.DueList(all[from:to], today, evaluate.Limits{})
			})
		}
		b.ReportMetric(2*float64(many)*float64(b.N)/b.Elapsed().Seconds(), "documents/s")
	})
}

// inParts gives each core parts of 1,000 until none is left.
func inParts(do func(from, to int)) {
	var next atomic.Int64
	done := make(chan struct{})
	cores := runtime.GOMAXPROCS(0)
	for range cores {
		go func() {
			for from := int(next.Add(1000)) - 1000; from < many; from = int(next.Add(1000)) - 1000 {
				do(from, min(from+1000, many))
			}
			done <- struct{}{}
		}()
	}
	for range cores {
		<-done
	}
}
