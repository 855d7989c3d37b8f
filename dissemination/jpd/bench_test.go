package jpd_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

func BenchmarkProject_decode(b *testing.B) {
	data := fixture(b, "peers")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var p jpd.Project
		require.NoError(b, p.UnmarshalJSON(data))
	}
}

func BenchmarkProject_encode(b *testing.B) {
	p := decode(b, fixture(b, "peers"))
	b.SetBytes(int64(len(encode(b, p))))
	b.ReportAllocs()
	for b.Loop() {
		encode(b, p)
	}
}

// crowd is a project of n people in groups of four, each of whom visits the next.
func crowd(n int) jpd.Project {
	p := planned()
	p.Participants, p.StatedByProvider, p.StatedTotal = nil, nil, practice.Known(n)
	for i := range n {
		id := fmt.Sprint("p", i)
		p.Participants = append(p.Participants, jpd.Participant{ID: id, ProviderID: p.AllProviders()[i%2], State: jpd.Participating,
			Themes: []jpd.Theme{{ID: "t", Title: "questions"}}, ThemesAtStart: []jpd.Theme{{ID: "t", Title: "questions"}}})
		if i%4 == 0 {
			p.Groups = append(p.Groups, jpd.BuddyGroup{ID: fmt.Sprint("g", i)})
		}
		g := &p.Groups[len(p.Groups)-1]
		g.Members = append(g.Members, id)
		p.Visits = append(p.Visits, jpd.Visit{ID: fmt.Sprint("v", i), GroupID: g.ID, Visitor: id, Host: fmt.Sprint("p", i/4*4+(i+1)%4),
			State: jpd.FormShared, Form: &jpd.VisitForm{CompletedBy: id, SharedWithHostOn: date("2026-03-01")}})
	}
	p.State = jpd.Reflecting
	return p
}

func BenchmarkProject_Advance(b *testing.B) {
	for _, n := range []int{20, 200} {
		p := crowd(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Advance(allow(p.ID, jpd.Evaluating, "2026-05-04")); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkProject_PlanVsActual(b *testing.B) {
	for _, n := range []int{20, 200} {
		p := crowd(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if lines := p.PlanVsActual(date("2026-05-04")); lines[0].Done != n {
					b.Fatal(lines[0])
				}
			}
		})
	}
}
