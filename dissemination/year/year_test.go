package year_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/dissemination/year"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/calendar"
)

var update = flag.Bool("update", false, "write the golden files anew")

var (
	date = practice.MustDate
	yes  = practice.Known(true)
	no   = practice.Known(false)
)

// marram is a college in its first year with four enquiries and three engagements, one of them inside.
func marram() dissemination.Work {
	d := dissemination.Disseminator{ID: "D-1", Provider: practice.Provider{ID: "marram", Name: "Marram College"}, Kind: practice.College,
		Status:       &dissemination.Status{AwardedOn: date("2024-11-01")},
		Offer:        &dissemination.Offer{Areas: []dissemination.Area{{ID: "screening"}, {ID: "targets"}}, Excluded: []dissemination.Exclusion{{Area: "targets"}}},
		PartnerLimit: practice.Known(3), Barriers: []dissemination.Barrier{{Code: dissemination.KeyStaffPressure}},
		Plan: &dissemination.Plan{
			Activities: []dissemination.Activity{
				{ID: "A-1", Title: "Open day", Event: yes, StartOn: date("2025-02-12"), EndOn: date("2025-02-13"), HeldOn: date("2025-02-12"),
					BriefedOn: date("2025-02-05"), PlanCheckedOn: date("2025-02-03"), DaysNeeded: practice.Known(6.0)},
				{ID: "A-2", Title: "Spring visit", StartOn: date("2025-04-01"), EndOn: date("2025-04-02"), HeldOn: date("2025-04-09"), DaysNeeded: practice.Known(2.0)},
				{ID: "A-3", Title: "Summer school", Event: yes, StartOn: date("2026-07-06"), EndOn: date("2026-07-08"), DaysNeeded: practice.Known(4.5)},
				{ID: "A-4", Title: "Newsletter", StartOn: date("2025-09-01"), DaysNeeded: practice.Known(0.5)},
				{ID: "A-5", Title: "Film"},
			},
			Staff: []dissemination.Commitment{{ID: "staff-4", Committed: yes, DaysAvailable: practice.Known(10.0)}, {ID: "staff-9", DaysAvailable: practice.Known(3.0)}}},
		Promotions: []dissemination.Promotion{
			{ID: "PR-1", Channel: dissemination.Intermediary, PartnerID: "dunlin", FirstContact: yes, ViaLocalBody: yes},
			{ID: "PR-2", Channel: dissemination.Intermediary, PartnerID: "dunlin", FirstContact: no, ViaLocalBody: yes},
			{ID: "PR-3", Channel: dissemination.MailOut}},
		State: dissemination.Working}
	return dissemination.Work{Disseminator: d, Enquiries: enquiries(), Engagements: engagements()}
}

func enquiries() []dissemination.Enquiry {
	return []dissemination.Enquiry{
		{ID: "Q-1", Provider: practice.Provider{ID: "dunlin"}, MadeOn: date("2025-02-03"), Approached: yes, ViaLocalBody: yes, Band: dissemination.Weak,
			Needs: []string{"screening", "targets"}, Filter: &dissemination.Filter{HeldOn: date("2025-02-10"), Needs: []string{"screening"}}, State: dissemination.Accepted},
		{ID: "Q-2", Provider: practice.Provider{ID: "knot"}, MadeOn: date("2025-02-04"), Band: dissemination.StrongNotExcellent,
			Needs: []string{"screening", "screening"}, State: dissemination.Accepted},
		{ID: "Q-3", Provider: practice.Provider{ID: "plover"}, MadeOn: date("2025-02-05"), Needs: []string{"targets"}, State: dissemination.Declined},
		{ID: "Q-4", Provider: practice.Provider{ID: "ruff"}, MadeOn: date("2025-05-05"), Needs: []string{"screening"}, State: dissemination.Enquired},
	}
}

func engagements() []dissemination.Engagement {
	return []dissemination.Engagement{
		{ID: "E-1", EnquiryID: "Q-1", PartnerID: "dunlin", Scope: dissemination.External, Mode: dissemination.OneToOne, State: dissemination.Evaluated,
			AgreedAreas: []string{"screening"}, StartedOn: date("2025-02-24"), FirstDiscussionOn: date("2025-03-10"), EndedOn: date("2025-05-31"),
			Baseline: &dissemination.Baseline{Dated: date("2025-03-10"), Problem: "learners leave early", Reason: "nobody looks at what they can do"},
			Summary: &dissemination.Summary{Dated: date("2025-06-06"), Activities: []string{"two visits"}, Ideas: []string{"screen in week one"},
				IntendedChanges: "every group is screened"},
			Contacts: []dissemination.Contact{
				{On: date("2025-03-12"), Kind: dissemination.WorkingContact, Mode: dissemination.Visit, AtBase: yes, PractitionersPresent: yes,
					TalkedToLearners: yes, LearnersMet: practice.Known(8), DaysSpent: practice.Known(1.5)},
				{On: date("2025-04-08"), Kind: dissemination.FollowUp, Mode: dissemination.Visit, TalkedToLearners: yes}},
			Review: &dissemination.Review{DueOn: date("2026-01-30"), HeldOn: date("2026-03-02"), Changes: "eleven of twelve groups are screened",
				Impact: "fewer learners leave early", MetExpectations: no, Shortfall: "a post stood empty", Counterfactual: "the neighbour kept its rate"},
			Changes: []dissemination.Change{{What: "screening in week one", Attribution: dissemination.FromBoth, Worked: yes, Measures: []string{"retention"}},
				{What: "a common form", Worked: no, WhyNot: "tutors had three already"}},
			Assessments: []dissemination.ImpactAssessment{{DueOn: date("2026-03-15"), HeldOn: date("2026-03-15"), Findings: "tutors trust the screening",
				Measures: []dissemination.Measure{{Name: "retention", Unit: "percentage points", Before: practice.Known(80.0), After: practice.Known(84.0),
					Attribution: dissemination.FromBoth, Source: dissemination.ReinspectionReport}}}, {DueOn: date("2026-09-15")}},
			Barriers: []dissemination.Barrier{{Code: dissemination.PoorCommunication, Mitigation: "a weekly call"}},
			Gains:    []dissemination.Gain{{Code: dissemination.Motivation}, {Code: dissemination.Motivation}}, CommendedIDs: []string{"P-17"}},
		{ID: "E-2", EnquiryID: "Q-2", PartnerID: "knot", Scope: dissemination.External, Mode: dissemination.Consultancy, State: dissemination.Implementing,
			StartedOn: date("2025-03-03"), FirstDiscussionOn: date("2025-03-20"), EndedOn: date("2025-08-29"),
			Baseline:   &dissemination.Baseline{Dated: date("2025-03-20"), Problem: "p", Reason: "r"},
			Summary:    &dissemination.Summary{Dated: date("2025-09-01"), Activities: []string{"a"}, Ideas: []string{"i"}, IntendedChanges: "c"},
			Review:     &dissemination.Review{DueOn: date("2026-04-20")},
			ActionPlan: &dissemination.ActionPlan{Actions: []dissemination.PlannedAction{{What: "Train six tutors.", Owner: "curriculum head", DueOn: date("2026-04-30")}}},
			Barriers:   []dissemination.Barrier{{Code: dissemination.PoorCommunication}}},
		{ID: "E-3", Scope: dissemination.Internal, Mode: dissemination.InternalConsultancy, State: dissemination.Active, StartedOn: date("2025-09-08"),
			NextContactOn: date("2026-04-22"), Contacts: []dissemination.Contact{{On: date("2025-09-10"), DaysSpent: practice.Known(0.5)}}},
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func TestYear_page(t *testing.T) {
	y := year.Of(marram(), year.Options{Today: date("2026-04-15")})
	golden(t, "marram.md", string(y.Markdown()))
	head, rest, _ := strings.Cut(string(y.HTML()), "<style>")
	_, body, _ := strings.Cut(rest, "</style>\n") // the package of pages answers for its style
	golden(t, "marram.html", head+body)
	var feed bytes.Buffer
	require.NoError(t, calendar.Write(&feed, "Marram College", date("2026-04-15"), y.Calendar))
	golden(t, "marram.ics", strings.ReplaceAll(feed.String(), "\r\n", "\n"))
}

// A year about which nothing is known is a page that says so.
func TestYear_nothing(t *testing.T) {
	y := year.Of(dissemination.Work{}, year.Options{})
	text := string(y.Markdown())
	for _, want := range []string{"Nothing waits for anybody.", "No activity is planned.", "Nothing was promoted.", "Nobody enquired.",
		"There are no partners.", "No change is recorded.", "No figure has been assessed.", "not recorded", "nothing is overdue"} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text, "First year:")
	assert.Empty(t, y.Calendar)
}

func TestYear_window(t *testing.T) {
	work := func(starts ...string) dissemination.Work {
		w := dissemination.Work{Disseminator: dissemination.Disseminator{ID: "D", Status: &dissemination.Status{AwardedOn: date("2024-11-01")}}}
		for i, on := range starts {
			e := dissemination.Engagement{ID: fmt.Sprint("E-", i)}
			if on != "" {
				e.StartedOn = date(on)
			}
			w.Engagements = append(w.Engagements, e)
		}
		return w
	}
	later := work()
	later.Disseminator.PreviousID = "D-0"
	for _, tc := range []struct {
		name  string
		w     dissemination.Work
		today string
		want  practice.Outcome
	}{
		{"begun on the last day", work("2025-11-01", "2025-12-01"), "2026-01-01", practice.Open},
		{"begun a day late", work("2025-11-02"), "2025-11-02", practice.Closed},
		{"the last day", work(), "2025-11-01", practice.CannotTell},
		{"the day after", work(), "2025-11-02", practice.Closed},
		{"begun on a day nobody recorded", work("", "2025-12-01"), "2026-01-01", practice.CannotTell},
		{"a later year owes nothing", later, "2030-01-01", practice.CannotTell},
		{"no award known", dissemination.Work{}, "2030-01-01", practice.CannotTell},
	} {
		y := year.Of(tc.w, year.Options{Today: date(tc.today)})
		assert.Equal(t, tc.want, y.Window.Met, tc.name)
		owes := slices.ContainsFunc(y.Due, func(d practice.Due) bool { return strings.HasSuffix(d.ID, "/window") })
		assert.Equal(t, len(tc.w.Engagements) == 0 && tc.w.Disseminator.Status != nil && tc.name != "a later year owes nothing", owes, tc.name)
	}
	y := year.Of(work(), year.Options{Today: date("2026-03-01"), WindowMonths: 18})
	assert.Equal(t, date("2026-05-01"), y.Window.LastDay)
}

func TestYear_due(t *testing.T) {
	w := marram()
	var got []string
	for _, d := range year.Of(w, year.Options{Today: date("2026-04-15")}).Due {
		got = append(got, d.ID+" "+d.LastDay.String())
	}
	assert.Equal(t, []string{
		"D-1/A-4/hold 2025-09-01",
		"E-3/contact 2026-04-22",
		"E-2/action-1 2026-04-30",
		"E-2/review 2026-05-29",
		"D-1/A-3/brief 2026-07-06",
		"D-1/A-3/check 2026-07-06",
		"D-1/A-3/hold 2026-07-08",
		"E-1/assessment-2 2026-09-15",
		"Q-4/filter ",
		"D-1/A-5/hold ",
		"E-3/baseline ",
		"Q-3/signpost ",
	}, got)

	// What is completed owes no step of its own; a stopped engagement owes nothing.
	w.Disseminator.State = dissemination.Completed
	for i := range w.Engagements {
		w.Engagements[i].State = dissemination.Stopped
	}
	got = nil
	for _, d := range year.Of(w, year.Options{Today: date("2026-04-15")}).Due {
		got = append(got, d.ID)
	}
	assert.Equal(t, []string{"Q-4/filter", "Q-3/signpost"}, got)
}

// Nobody's order matters, the report changes nothing, and every due has an id of its own.
func TestYear_order(t *testing.T) {
	o := year.Options{Today: date("2026-04-15")}
	w, same := marram(), marram()
	want := year.Of(w, o)
	slices.Reverse(w.Enquiries)
	slices.Reverse(w.Engagements)
	assert.Equal(t, want, year.Of(w, o))
	slices.Reverse(w.Enquiries)
	slices.Reverse(w.Engagements)
	assert.Equal(t, same, w)
	ids := map[string]bool{}
	for _, d := range want.Due {
		assert.False(t, ids[d.ID], d.ID)
		ids[d.ID] = true
		assert.NotEmpty(t, d.Role, d.ID)
		assert.NotEmpty(t, d.Source, d.ID)
	}
}

func TestYear_activities(t *testing.T) {
	for _, tc := range []struct {
		name             string
		start, end, held string
		want             year.ActivityStatus
	}{
		{"held on its last day", "2026-04-01", "2026-04-03", "2026-04-03", year.Held},
		{"held too early", "2026-04-01", "2026-04-03", "2026-03-31", year.HeldOff},
		{"held too late", "2026-04-01", "", "2026-04-02", year.HeldOff},
		{"held and never planned", "", "", "2026-04-02", year.Held},
		{"its last day", "2026-04-10", "2026-04-15", "", year.Running},
		{"its first day", "2026-04-15", "2026-04-16", "", year.Running},
		{"the day after", "2026-04-10", "2026-04-14", "", year.Late},
		{"the day before", "2026-04-16", "", "", year.Coming},
		{"no day", "", "", "", year.Undated},
	} {
		known := func(on string) practice.Date {
			d, _ := practice.ParseDate(on)
			return d
		}
		a := dissemination.Activity{StartOn: known(tc.start), EndOn: known(tc.end), HeldOn: known(tc.held)}
		w := dissemination.Work{Disseminator: dissemination.Disseminator{Plan: &dissemination.Plan{Activities: []dissemination.Activity{a}}}}
		assert.Equal(t, tc.want, year.Of(w, year.Options{Today: date("2026-04-15")}).Activities[0].Status, tc.name)
	}
}
