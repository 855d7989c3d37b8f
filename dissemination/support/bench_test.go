package support_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

func BenchmarkProgramme_decode(b *testing.B) {
	data := fixture(b, "programme")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var p support.Programme
		require.NoError(b, p.UnmarshalJSON(data))
	}
}

func BenchmarkProgramme_encode(b *testing.B) {
	p := read(b, "programme", fixture(b, "programme"))
	b.SetBytes(int64(len(encode(b, p))))
	b.ReportAllocs()
	for b.Loop() {
		encode(b, p)
	}
}

func BenchmarkProgramme_Advance(b *testing.B) {
	p := extended(b, support.ToGood)
	p.SignsOfImprovement = practice.Known(false)
	r := byHead(support.HeadReview, week12)
	b.ReportAllocs()
	for b.Loop() {
		_, err := p.Advance(r)
		require.NoError(b, err)
	}
}

// crowd is a year of one facilitator, or of many: people with three programmes each and a checklist of ten items.
func crowd(n int) []support.Programme {
	list := make([]support.Programme, n)
	for i := range list {
		p := proposed(support.ToGood)
		p.ID, p.Participant.ID, p.State = fmt.Sprint("FP-", i), fmt.Sprint("tutor-", i/3), support.Active
		p.StartedOn = p.StartedOn.AddDays(i % 300)
		for item := range 10 {
			name := fmt.Sprint("item ", item)
			p.Checklist = append(p.Checklist, name)
			for j, point := range []support.Point{support.AtStart, support.AtMiddle, support.AtEnd} {
				p.Ratings = append(p.Ratings, support.Rating{Activity: name, Point: point, Score: practice.Known(1 + (i+j*item)%10)})
			}
		}
		list[i] = p
	}
	return list
}

func BenchmarkGroupGains(b *testing.B) {
	for _, n := range []int{100, 3000} {
		list := crowd(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				support.GroupGains(list, 5)
			}
		})
	}
}

func BenchmarkFacilitator_Duties(b *testing.B) {
	f := support.Facilitator{ID: "lif-1", State: support.InPost, ActiveSince: date(start)}
	for _, n := range []int{15, 500} {
		list := crowd(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f.Duties(list, date("2026-07-31"), support.Limits{})
			}
		})
	}
}
