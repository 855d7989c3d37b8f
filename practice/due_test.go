package practice_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

func mustRead(t testing.TB, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	return text
}

func TestDueList_practice(t *testing.T) {
	on := date("2026-01-12")
	at := func(s practice.Stage) practice.Practice {
		return practice.Practice{ID: "P1", Stage: s, IdentifiedOn: on}
	}
	inFramework := at(practice.InValidation)
	inFramework.IdentifiedVia = practice.ByClassVisit
	cascade := at(practice.Shared)
	cascade.Shares = []practice.Share{{ID: "sh-1", Channel: practice.Blog, On: on}, {Channel: practice.SocialMedia, On: on},
		{ID: "sh-3", Channel: practice.NetworkMeeting, On: on, CascadedOn: on}}
	assessed := at(practice.Assessed)
	assessed.Impact = &practice.Impact{AssessedOn: on, InSARFeed: yes, InCPDFeed: no}
	transfers := func(trs ...practice.Transfer) practice.Practice {
		p := at(practice.InTransfer)
		p.Transfers = trs
		return p
	}
	for _, tc := range []struct {
		name string
		p    practice.Practice
		want []string // id and role
	}{
		{"noticed", at(practice.Identified), []string{"P1/identified quality manager"}},
		{"written down", at(practice.Recorded), []string{"P1/recorded quality manager"}},
		{"with the team", at(practice.InValidation), []string{"P1/in_validation Quality Team"}},
		{"with a moderator", inFramework, []string{"P1/in_validation moderator"}},
		{"sent back", at(practice.Returned), []string{"P1/returned tutor"}},
		{"approved", at(practice.Validated), []string{"P1/validated quality manager"}},
		{"taking it up is voluntary", at(practice.Shared), nil},
		{"managers were told", cascade, []string{"P1/share/1 provider manager"}},
		{"followed", at(practice.Monitored), []string{"P1/monitored Quality Team"}},
		{"judged", assessed, []string{"P1/cpd quality manager"}},
		{"refused", at(practice.Declined), nil},
		{"a transfer begins", transfers(practice.Transfer{ID: "T1", State: practice.Started, SupportRequested: yes}),
			[]string{"P1/T1/support quality manager", "P1/T1/vehicle quality manager"}},
		{"help is there", transfers(practice.Transfer{ID: "T1", State: practice.Monitoring, SupportRequested: yes, SupportByRole: "x"}),
			[]string{"P1/T1/report tutor"}},
		{"it differs", transfers(practice.Transfer{ID: "T1", State: practice.Reported, DiffersFromOriginal: yes}),
			[]string{"P1/T1/submit quality manager", "P1/T1/variation tutor"}},
		{"it differs and stays", transfers(practice.Transfer{ID: "T1", State: practice.Reported, DiffersFromOriginal: yes,
			VariationDecision: practice.NotProposed}), []string{"P1/T1/submit quality manager"}},
		{"done or given up", transfers(practice.Transfer{ID: "T1", State: practice.Submitted, SupportRequested: yes},
			practice.Transfer{ID: "T2", State: practice.Abandoned, SupportRequested: yes}), nil},
	} {
		var got []string
		for _, d := range practice.DueList([]practice.Practice{tc.p}, practice.DueLimits{}) {
			got = append(got, d.ID+" "+d.Role)
			assert.True(t, d.LastDay.IsZero(), "%s: no limit was set", tc.name)
			assert.False(t, d.Overdue(date("2099-01-01")), tc.name)
			assert.NotEmpty(t, d.What)
			assert.NotEmpty(t, d.Source)
		}
		assert.Equal(t, tc.want, got, tc.name)
	}
}

// What a service limits itself has a last day, counted from the last step, and comes first.
func TestDueList_limits(t *testing.T) {
	list := practice.DueList([]practice.Practice{
		{ID: "P1", Stage: practice.Monitored, IdentifiedOn: date("2020-01-01")},
		{ID: "P2", Stage: practice.InValidation, IdentifiedOn: date("2026-01-02"),
			History: []practice.Step{{Ruling: practice.Ruling{On: date("2026-01-05")}}}},
		{ID: "P3", Stage: practice.InValidation, IdentifiedOn: date("2026-01-04")},
		{ID: "P4", Stage: practice.InValidation},
	}, practice.DueLimits{Within: map[practice.Stage]int{practice.InValidation: 14}})
	var got []string
	for _, d := range list {
		got = append(got, d.Subject+" "+d.LastDay.String())
	}
	assert.Equal(t, []string{"P3 2026-01-18", "P2 2026-01-19", "P1 ", "P4 "}, got)
	assert.False(t, list[0].Overdue(date("2026-01-18")), "the last day is included")
	assert.True(t, list[0].Overdue(date("2026-01-19")))
}

func TestService_Due(t *testing.T) {
	d, ok := practice.Service{ID: "S", LastBlogOn: date("2026-01-31")}.Due(1)
	require.True(t, ok)
	assert.Equal(t, date("2026-02-28"), d.LastDay)
	_, ok = practice.Service{ID: "S"}.Due(1)
	assert.False(t, ok, "nobody said that there is a blog")
}

func TestReportOf(t *testing.T) {
	practices := shelf(t)
	practices = append(practices, decode(t, string(mustRead(t, "testdata/v1/full.json"))))
	practices[len(practices)-1].ID = "P3b"
	o := practice.ReportOptions{Today: date("2026-03-02"), QuietSince: date("2025-06-01"),
		Service: practice.Service{ID: "S", LastBlogOn: date("2026-01-12")},
		Limits:  practice.DueLimits{Within: map[practice.Stage]int{practice.InValidation: 14}},
		Tutors: []practice.Tutor{{ID: "tutor-b", ProviderID: "pr-1", PartTime: yes, Venues: []string{"library", "school"}},
			{ID: "tutor-c", ProviderID: "pr-2", Subcontracted: yes, Venues: []string{"library"}}, {ID: "tutor-x", ProviderID: "pr-2"}}}
	r := practice.ReportOf(practices, o)
	golden(t, "report.md", string(r.Markdown()))
	golden(t, "report.html", unstyled(string(r.HTML())))

	// The order of the practices is nobody's business.
	practices[0], practices[4] = practices[4], practices[0]
	assert.Equal(t, r, practice.ReportOf(practices, o))
}

// unstyled leaves out the style sheet, which the package of pages answers for.
func unstyled(html string) string {
	head, rest, _ := strings.Cut(html, "<style>")
	_, body, _ := strings.Cut(rest, "</style>\n")
	return head + body
}

// A report of nothing is a page that says so, and no heading without a word under it.
func TestReportOf_nothing(t *testing.T) {
	text := string(practice.ReportOf(nil, practice.ReportOptions{}).Markdown())
	for _, want := range []string{"Nothing waits for anybody.", "There are no practices.", "Nothing has been shared.",
		"Nothing is monitored.", "No impact has been recorded.", "No practice varies another.", "no tutors listed", "nothing is overdue"} {
		assert.Contains(t, text, want)
	}
}
