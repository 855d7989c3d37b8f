package support

import (
	"slices"

	"github.com/acl-beacon/beacon/practice"
)

// Scheme is a college's facilitator scheme as a whole (F-04): the campuses it has to reach and everybody in it. Rules
// read it as provider. It is not a document of its own; each part is saved by itself.
type Scheme struct {
	ID           string        `json:"id"` // of the college
	Campuses     []string      `json:"campuses,omitzero"`
	Facilitators []Facilitator `json:"facilitators,omitzero"`
	Programmes   []Programme   `json:"programmes,omitzero"`
}

// UncoveredCampuses lists the campuses that have no facilitator in post (F-12), in their own order.
func (s *Scheme) UncoveredCampuses() []string {
	var bare []string
	for _, campus := range s.Campuses {
		if !slices.ContainsFunc(s.Facilitators, func(f Facilitator) bool { return f.Campus == campus && f.State == InPost }) {
			bare = append(bare, campus)
		}
	}
	return bare
}

// Capacity is what a scheme has to give (F-10, F-68). A sum is unknown where one part of it is.
type Capacity struct {
	InPost         int                    `json:"in_post"`
	FTE            practice.Fact[float64] `json:"fte,omitzero"`
	RemissionHours practice.Fact[float64] `json:"remission_hours,omitzero"`        // a week
	HoursNeeded    practice.Fact[float64] `json:"estimated_hours_needed,omitzero"` // a week
}

// Capacity adds up the facilitators in post, with the hours that the scheme's programmes take.
func (s *Scheme) Capacity() Capacity {
	zero := practice.Known(0.0)
	c := Capacity{FTE: zero, RemissionHours: zero, HoursNeeded: zero}
	for _, f := range s.Facilitators {
		if f.State != InPost {
			continue
		}
		c.InPost++
		c.FTE = plus(c.FTE, f.FTE)
		c.RemissionHours = plus(c.RemissionHours, f.RemissionHours)
		c.HoursNeeded = plus(c.HoursNeeded, f.WithCaseload(s.Programmes).EstimatedHours)
	}
	return c
}

// Duties lists what everybody in the scheme owes on the day today: those in post, and the programmes that nobody in post
// has. The order is that of [Facilitator.Duties].
func (s *Scheme) Duties(today practice.Date, limits Limits) []Duty {
	var list []Duty
	inPost := map[string]bool{}
	for _, f := range s.Facilitators {
		if f.State == InPost {
			inPost[f.ID] = true
			list = append(list, f.Duties(s.Programmes, today, limits)...)
		}
	}
	for _, p := range s.Programmes {
		if !inPost[p.Facilitator] {
			list = append(list, p.Duties(today, limits)...)
		}
	}
	return inOrder(list)
}

func plus(a, b practice.Fact[float64]) practice.Fact[float64] {
	x, ok1 := a.Get()
	y, ok2 := b.Get()
	if !ok1 || !ok2 {
		return practice.Fact[float64]{}
	}
	return practice.Known(x + y)
}
