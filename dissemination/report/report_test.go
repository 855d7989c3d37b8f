package report_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/dissemination/report"
	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/calendar"
)

var update = flag.Bool("update", false, "write the golden files")

var date = practice.MustDate

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := "testdata/" + name
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), string(got))
}

// project is a project of two colleges with four people, half-way.
func project() jpd.Project {
	p := jpd.Project{ID: "J-1", Title: "Peers of two colleges", LeadProvider: "A", PartnerProviders: []string{"B"}, State: jpd.Visiting,
		StatedTotal: practice.Known(5),
		KPIs:        []jpd.KPI{{Code: "1", Title: "judge one's own teaching", Status: jpd.Met, SettledOn: date("2026-02-01"), Evidence: []string{"minute 4"}}, {Code: "4", Title: "pass it on", TargetIDs: []string{"workshop"}}},
		Targets: []jpd.Target{{ID: "workshop", Title: "final workshop", Deliverable: jpd.WorkshopHeld, Status: jpd.Slipped, DueOn: date("2026-07-01"),
			SlippedOn: date("2026-02-20"), RevisedOn: date("2026-09-03"), Reason: "more tutors can come in September"}},
		Outcomes: []jpd.Outcome{{Code: "1", Title: "ownership", Measure: jpd.VisitAndSetImpact, KPICodes: []string{"1"}}},
		Plan:     &jpd.Plan{VisitsMade: practice.Known(1), VisitsReceived: practice.Known(1), ALSCount: practice.Known(1), Workshops: practice.Known(1)},
		Groups:   []jpd.BuddyGroup{{ID: "g1", Members: []string{"a1", "b1"}}, {ID: "g2", Members: []string{"a2", "b2"}}},
		Sets:     []jpd.ActionLearningSet{{ID: "s1", Members: []string{"a1", "a2", "b1", "b2"}, Facilitator: "a1", PlannedOn: date("2026-04-01")}},
		EvaluationMeeting: &jpd.EvaluationMeeting{PlannedOn: date("2026-06-30"),
			Aspects: []jpd.ImpactAspect{jpd.Professionalism}},
		Workshops: []jpd.Workshop{{ID: "w1", Kind: jpd.OpenWorkshop}},
	}
	for _, id := range []string{"a1", "a2", "b1", "b2"} {
		p.Participants = append(p.Participants, jpd.Participant{ID: id, ProviderID: map[byte]string{'a': "A", 'b': "B"}[id[0]], State: jpd.Participating})
	}
	p.Visits = []jpd.Visit{
		{ID: "v1", Visitor: "a1", Host: "b1", PlannedOn: date("2026-02-09"), HeldOn: date("2026-02-10"), LearnerCount: practice.Known(11), State: jpd.FormShared,
			Form: &jpd.VisitForm{CompletedBy: "a1", SharedWithHostOn: date("2026-02-12")}},
		{ID: "v2", Visitor: "b1", Host: "a1", PlannedOn: date("2026-03-09"), State: jpd.Arranged},
	}
	return p
}

func TestProject(t *testing.T) {
	opt := report.Options{Today: date("2026-03-02"), Names: map[string]string{"A": "Northbank College", "workshop": "Final workshop"}}
	got := report.Project(project(), opt)
	golden(t, "project.md", got.Markdown())
	assert.Contains(t, string(got.HTML()), "<h1>Peers of two colleges</h1>")
	days := report.ProjectDays(project(), opt)
	var ics bytes.Buffer
	require.NoError(t, calendar.Write(&ics, "Peers", opt.Today, days))
	golden(t, "project.ics", ics.Bytes())
}

// scheme has two facilitators; six people of one have rated themselves, one person of the other.
func scheme(t *testing.T) support.Scheme {
	s := support.Scheme{ID: "college", Campuses: []string{"north", "south"}}
	s.Facilitators = []support.Facilitator{
		{ID: "lif-1", Campus: "north", State: support.InPost, ActiveSince: date("2025-09-01"), RemissionHours: practice.Known(6.0), FTE: practice.Known(1.0),
			TeamTrainings: []support.TeamTraining{{On: date("2025-10-20")}}},
		{ID: "lif-2", State: support.Candidate}}
	for i := range 6 {
		p := support.Programme{ID: fmt.Sprintf("P-%d", i+1), Kind: support.ToGood, State: support.Active, Facilitator: "lif-1", StartedOn: date("2025-09-15"),
			Participant: support.Participant{ID: fmt.Sprintf("tutor-%d", i+1)}, WeeklyHours: practice.Known(1.5), Checklist: []string{"differentiation", "questioning"}}
		for point, score := range map[support.Point]int{support.AtStart: 4, support.AtMiddle: 3 + i%3} {
			var err error
			p, err = p.Rate(support.Rating{Activity: "questioning", Point: point, Score: practice.Known(score)}, support.Limits{})
			require.NoError(t, err)
		}
		s.Programmes = append(s.Programmes, p)
	}
	return s
}

func TestScheme(t *testing.T) {
	opt := report.Options{Today: date("2025-11-05")}
	got := report.Scheme(scheme(t), opt)
	golden(t, "scheme.md", got.Markdown())
	var ics bytes.Buffer
	require.NoError(t, calendar.Write(&ics, "Facilitators", opt.Today, report.SchemeDays(scheme(t), opt)))
	golden(t, "scheme.ics", ics.Bytes())

	opt.SmallGroup = 7
	held := string(report.Scheme(scheme(t), opt).Markdown())
	assert.Contains(t, held, "held back")
	assert.NotContains(t, held, "| questioning | start | middle | 2 |")
}

// An empty document makes a page that says so.
func TestNothingYet(t *testing.T) {
	assert.Contains(t, string(report.Project(jpd.Project{ID: "J-1"}, report.Options{}).Markdown()), "There are no buddy groups yet.")
	assert.Contains(t, string(report.Scheme(support.Scheme{ID: "college"}, report.Options{}).Markdown()), "Nobody is in post.")
	assert.Nil(t, report.Page{}.HTML())
	assert.Nil(t, report.Page{}.Markdown())
}
