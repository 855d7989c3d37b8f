package jpd_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

func line(p jpd.Project, d jpd.Deliverable, on string) jpd.PlanLine {
	for _, l := range p.PlanVsActual(date(on)) {
		if l.Deliverable == d {
			return l
		}
	}
	panic(d)
}

func TestPlanVsActual_midway(t *testing.T) {
	p := closed(t)
	p.Visits = p.Visits[2:] // s01 and s02 made none, s02 and s03 received none
	assert.Equal(t, jpd.PlanLine{Deliverable: jpd.VisitMade, Planned: practice.Known(20), Done: 18, Open: practice.Known(2),
		Waiting: []string{"s01", "s02"}, Slippages: []jpd.Slippage{}}, line(p, jpd.VisitMade, "2026-03-01"))
	assert.Equal(t, []string{"s02", "s03"}, line(p, jpd.VisitReceived, "2026-03-01").Waiting)
	assert.Zero(t, line(p, jpd.VisitMade, "2026-02-28").Done, "no form had been shared")
	assert.Equal(t, 0, line(p, jpd.SetsHeld, "2026-03-31").Done)
	assert.Equal(t, 3, line(p, jpd.SetsHeld, "2026-04-01").Done)
	assert.Equal(t, 0, line(p, jpd.EvaluationDone, "2026-06-25").Done)
	assert.Equal(t, 20, line(p, jpd.EvaluationDone, "2026-06-26").Done, "an end report serves as evaluation")
	assert.Equal(t, 0, line(p, jpd.FinalMeeting, "2026-06-29").Done)
	assert.Equal(t, 1, line(p, jpd.FinalMeeting, "2026-06-30").Done)

	workshop := line(p, jpd.WorkshopHeld, "2026-07-05")
	assert.Equal(t, practice.Known(1), workshop.Open, "not slipped yet")
	workshop = line(p, jpd.WorkshopHeld, "2026-09-04")
	assert.Equal(t, []int{0, 1}, []int{workshop.Slipped, workshop.Overdue})
	assert.Len(t, workshop.Slippages, 1)
	p.Workshops[0].HeldOn = date("2026-09-03")
	workshop = line(p, jpd.WorkshopHeld, "2026-09-04")
	assert.Equal(t, []int{1, 0, 0}, []int{workshop.Done, workshop.Slipped, workshop.Overdue}, "it is done, whatever the target says")
}

func TestPlanVsActual_noFigures(t *testing.T) {
	p := closed(t)
	p.Plan = nil
	for _, l := range p.PlanVsActual(date("2026-07-10")) {
		assert.True(t, l.Planned.IsZero() && l.Open.IsZero(), l.Deliverable)
		assert.Empty(t, l.Waiting)
		assert.Zero(t, l.Slipped)
	}
	assert.Equal(t, 20, line(p, jpd.VisitMade, "2026-07-10").Done)
	assert.Len(t, line(p, jpd.WorkshopHeld, "2026-07-10").Slippages, 1)
	require.Len(t, (&jpd.Project{}).PlanVsActual(date("2026-07-10")), 6)
}

// A figure that cannot be meant plans nothing.
func TestPlanVsActual_impossibleFigures(t *testing.T) {
	for _, n := range []int{-1, math.MinInt, math.MaxInt, math.MaxInt32} {
		p := closed(t)
		p.Plan = &jpd.Plan{VisitsMade: practice.Known(n)}
		l := line(p, jpd.VisitMade, "2026-07-10")
		assert.True(t, l.Planned.IsZero(), n)
		assert.Equal(t, 20, l.Done, n)
	}
	p := jpd.Project{Plan: &jpd.Plan{ALSCount: practice.Known(-1), VisitsMade: practice.Known(3)}}
	assert.True(t, line(p, jpd.SetsHeld, "2026-07-10").Planned.IsZero())
	assert.Equal(t, practice.Known(0), line(p, jpd.VisitMade, "2026-07-10").Planned, "of nobody nothing is planned")
}

// More than was planned of one person does not make up for another.
func TestPlanVsActual_surplus(t *testing.T) {
	p := three(jpd.Visit{ID: "1", Visitor: "a", Host: "b", State: jpd.FormShared}, jpd.Visit{ID: "2", Visitor: "a", Host: "c", State: jpd.FormShared})
	p.Plan = &jpd.Plan{VisitsMade: practice.Known(1)}
	l := line(p, jpd.VisitMade, "2026-07-10")
	assert.Equal(t, 1, l.Done)
	assert.Equal(t, []string{"b", "c", "d"}, l.Waiting)
}

// Whatever the plan and what was done, the parts of a line add up.
func TestPlanVsActual_addsUp(t *testing.T) {
	whole := closed(t)
	rapid.Check(t, func(t *rapid.T) {
		p := whole
		fact := rapid.Custom(func(t *rapid.T) practice.Fact[int] {
			if rapid.Bool().Draw(t, "unknown") {
				return practice.Fact[int]{}
			}
			return practice.Known(rapid.IntRange(0, 4).Draw(t, "n"))
		})
		p.Plan = &jpd.Plan{VisitsMade: fact.Draw(t, "made"), VisitsReceived: fact.Draw(t, "received"), Evaluations: fact.Draw(t, "evaluations"),
			ALSCount: fact.Draw(t, "sets"), FinalMeetings: fact.Draw(t, "meetings"), Workshops: fact.Draw(t, "workshops")}
		p.Visits = rapid.SliceOfN(rapid.SampledFrom(whole.Visits), 0, 40).Draw(t, "visits")
		p.Targets = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) jpd.Target {
			return jpd.Target{Deliverable: jpd.Deliverable(rapid.SampledFrom(jpd.Deliverable("").Names()).Draw(t, "of")),
				Status:    jpd.Status(rapid.SampledFrom(jpd.Status("").Names()).Draw(t, "status")),
				RevisedOn: date("2026-07-01").AddDays(rapid.IntRange(0, 20).Draw(t, "revised"))}
		}), 0, 8).Draw(t, "targets")
		for _, l := range p.PlanVsActual(date("2026-07-10")) {
			planned, known := l.Planned.Get()
			open, _ := l.Open.Get()
			if known && min(l.Done, planned)+l.Slipped+l.Overdue+open != planned || open < 0 {
				t.Fatalf("%+v does not add up", l)
			}
			if !known && l.Slipped+l.Overdue > 0 {
				t.Fatalf("%+v: something outstanding of nothing planned", l)
			}
		}
	})
}

func TestCounts(t *testing.T) {
	p := planned()
	c := p.Counts()
	assert.True(t, c.Agree())
	assert.Equal(t, jpd.Counts{Total: 20, ByProvider: []jpd.ProviderCount{{Provider: "southend", Count: 14}, {Provider: "thurrock", Count: 6}},
		StatedTotal: practice.Known(20), StatedSum: practice.Known(20), Faults: []string{}}, c)
	for _, tc := range []struct {
		name   string
		change func(*jpd.Project)
		want   []string
	}{
		{"nothing stated", func(p *jpd.Project) { p.StatedTotal, p.StatedByProvider = practice.Fact[int]{}, nil }, []string{}},
		{"only a total", func(p *jpd.Project) { p.StatedByProvider = nil }, []string{}},
		{"figures without a provider", func(p *jpd.Project) { p.StatedByProvider = []jpd.ProviderCount{{Count: 14}, {Count: 6}} }, []string{}},
		{"14 + 7", func(p *jpd.Project) { p.StatedByProvider = []jpd.ProviderCount{{Count: 14}, {Count: 7}} },
			[]string{"The providers' numbers come to 21 and the total is given as 20."}},
		{"no total", func(p *jpd.Project) { p.StatedTotal = practice.Fact[int]{} }, []string{"The providers' numbers come to 20 and no total is given."}},
		{"another total", func(p *jpd.Project) { p.StatedTotal, p.StatedByProvider = practice.Known(21), nil },
			[]string{"The total is given as 21 and the list has 20."}},
		{"a total of 0", func(p *jpd.Project) { p.StatedTotal, p.StatedByProvider = practice.Known(0), nil },
			[]string{"The total is given as 0 and the list has 20."}},
		{"mixed up", func(p *jpd.Project) { p.Participants[0].ProviderID = "thurrock" },
			[]string{"southend is given 14 and the list has 13.", "thurrock is given 6 and the list has 7."}},
		{"from elsewhere", func(p *jpd.Project) { p.StatedByProvider = nil; p.Participants[0].ProviderID = "basildon" },
			[]string{"1 participant belongs to no provider of the project."}},
		{"from nowhere", func(p *jpd.Project) {
			p.StatedByProvider = nil
			p.Participants[0].ProviderID, p.Participants[1].ProviderID = "", ""
		}, []string{"2 participants belong to no provider of the project."}},
	} {
		p := planned()
		tc.change(&p)
		c := p.Counts()
		assert.Equal(t, tc.want, c.Faults, tc.name)
		assert.Equal(t, len(tc.want) == 0, c.Agree())
		_, err := p.Advance(allow(p.ID, jpd.SelfEvaluating, "2025-10-06"))
		assert.Equal(t, c.Agree(), err == nil, "%s: %v", tc.name, err)
	}
	p.Participants[0].ProviderID = "basildon"
	by := p.Counts().ByProvider
	assert.Equal(t, jpd.ProviderCount{Provider: "basildon", Count: 1}, by[len(by)-1])
}

func TestProviders(t *testing.T) {
	for _, tc := range []struct {
		lead     string
		partners []string
		all      []string
		want     string // empty where the project may be launched
	}{
		{"a", []string{"b"}, []string{"a", "b"}, ""},
		{"a", []string{"b", "c", "b"}, []string{"a", "b", "c"}, ""},
		{"", []string{"b"}, []string{"b"}, "no lead provider"},
		{"a", nil, []string{"a"}, "no partner"},
		{"a", []string{""}, []string{"a"}, "no partner"},
		{"a", []string{"b", "a"}, []string{"a", "b"}, "listed as a partner as well"},
	} {
		p := jpd.Project{LeadProvider: tc.lead, PartnerProviders: tc.partners}
		assert.Equal(t, tc.all, p.AllProviders())
		gaps := p.Gaps(jpd.SelfEvaluating)
		if tc.want == "" {
			assert.NotContains(t, rules(gaps), "J-05")
			continue
		}
		assert.Equal(t, "J-05", gaps[0].Rule)
		assert.Contains(t, gaps[0].Message, tc.want)
	}
}

func TestNextCycle(t *testing.T) {
	p := closed(t)
	before := string(encode(t, p))
	next, err := p.NextCycle("J-2027", "arts and crafts join in", date("2026-07-10"), "coordinator")
	require.NoError(t, err)
	assert.Equal(t, before, string(encode(t, p)))
	assert.Equal(t, jpd.Project{ID: "J-2027", Title: p.Title, SourceLabel: "LPD", LeadProvider: "southend", PartnerProviders: []string{"thurrock"},
		CycleNumber: practice.Known(3), PreviousID: "J-2026", ScopeNote: "arts and crafts join in", State: jpd.Planned,
		History: []practice.Step{{To: "planned", Event: "plan the next cycle",
			Ruling: practice.ByHand("J-2027", "planned", date("2026-07-10"), "coordinator", "follows J-2026")}}}, next)
	next.PartnerProviders[0] = "basildon"
	assert.Equal(t, "thurrock", p.PartnerProviders[0])

	p.CycleNumber = practice.Fact[int]{}
	next, err = p.NextCycle("J-2027", "the same", date("2026-09-01"), "coordinator")
	require.NoError(t, err)
	assert.True(t, next.CycleNumber.IsZero(), "nobody said which year this is")

	for name, tc := range map[string]struct {
		change               func(*jpd.Project)
		id, scope, on, want  string
		withoutDate, nobodys bool
	}{
		"not closed":   {func(p *jpd.Project) { p.State = jpd.Disseminating }, "J", "s", "2026-09-01", "J-2026, is not closed", false, false},
		"will end":     {func(p *jpd.Project) { p.Continuation = &jpd.Continuation{Decision: jpd.WillEnd} }, "J", "s", "2026-09-01", "that the project ends", false, false},
		"no id":        {nil, " ", "s", "2026-09-01", "an id of its own", false, false},
		"its id":       {nil, "J-2026", "s", "2026-09-01", "an id of its own", false, false},
		"the first id": {nil, "J-2025", "s", "2026-09-01", "an id of its own", false, false},
		"no scope":     {nil, "J", "", "2026-09-01", "a note on what its scope is now", false, false},
		"no day":       {nil, "J", "s", "2026-09-01", "a day and the role", true, false},
		"no role":      {nil, "J", "s", "2026-09-01", "a day and the role", false, true},
		"too early":    {nil, "J", "s", "2026-07-09", "before the cycle before it was closed", false, false},
	} {
		p := closed(t)
		if tc.change != nil {
			tc.change(&p)
		}
		on, role := date(tc.on), "coordinator"
		if tc.withoutDate {
			on = practice.Date{}
		}
		if tc.nobodys {
			role = ""
		}
		got, err := p.NextCycle(tc.id, tc.scope, on, role)
		var refused *practice.StageError
		require.ErrorAs(t, err, &refused, name)
		assert.Contains(t, err.Error(), tc.want, name)
		assert.Zero(t, got)
	}
}
