package jpd_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

func rules(gaps []practice.Reason) []string {
	ids := []string{}
	for _, g := range gaps {
		ids = append(ids, g.Rule)
	}
	return slices.Compact(ids)
}

// TestSC11 runs two colleges' project with slippage from its plan to the held workshop.
func TestSC11(t *testing.T) {
	p := closed(t)
	today := date("2026-07-10")
	assert.Equal(t, jpd.MetWithSlippage, p.Result(today))
	assert.Empty(t, p.Gaps(jpd.Closed))
	assert.Equal(t, []jpd.Slippage{{TargetID: "final-workshop", SlippedOn: date("2026-07-06"), RevisedOn: date("2026-09-03"),
		Reason: "more tutors can come in September"}}, p.Slippages(today))
	for _, line := range p.PlanVsActual(today) {
		outstanding, ok := line.Open.Get()
		require.True(t, ok, line.Deliverable)
		assert.Zero(t, outstanding+line.Overdue, line.Deliverable)
		if line.Deliverable == jpd.WorkshopHeld {
			assert.Equal(t, []int{0, 1}, []int{line.Done, line.Slipped})
			assert.Equal(t, p.Slippages(today), line.Slippages)
			continue
		}
		assert.Equal(t, line.Planned, practice.Known(line.Done), line.Deliverable)
		assert.Zero(t, line.Slipped, line.Deliverable)
	}
	assert.Equal(t, jpd.Learners{Learners: 220, Visits: 20}, p.LearnersInvolved(), "over 200, reported and not required")
	var sizes []int
	for _, s := range p.Sets {
		sizes = append(sizes, len(s.Members))
		assert.True(t, s.AdvisedSize())
		assert.Contains(t, p.ParticipantIDs(), s.Facilitator)
	}
	assert.Equal(t, []int{6, 7, 7}, sizes)

	// Its new day passes, and then it is held after all.
	assert.Equal(t, jpd.MetWithSlippage, p.Result(date("2026-09-03")))
	assert.Equal(t, jpd.ResultOverdue, p.Result(date("2026-09-04")))
	target, err := p.Targets[1].Settle(jpd.Met, date("2026-09-03"))
	require.NoError(t, err)
	kpi, err := p.KPIs[3].Settle(jpd.Met, date("2026-09-04"), "list of those present")
	require.NoError(t, err)
	held := p.WithTarget(target).WithKPI(kpi)
	assert.Equal(t, jpd.ResultMet, held.Result(date("2026-09-04")))
	assert.Equal(t, jpd.MetWithSlippage, held.Result(today), "as it stood in July")
}

// TestSC11_projectVariants breaks the closed project in one place each, which then could not have been closed.
func TestSC11_projectVariants(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(*jpd.Project)
		want   string
	}{
		{"b fourteen and seven", func(p *jpd.Project) { p.StatedByProvider = []jpd.ProviderCount{{Count: 14}, {Count: 7}} }, "J-22"},
		{"c lead also partner", func(p *jpd.Project) { p.PartnerProviders = []string{"thurrock", "southend"} }, "J-05"},
		{"d nineteen end reports", func(p *jpd.Project) { p.Participants[19].EndReport = nil }, "J-49"},
		{"d an empty end report", func(p *jpd.Project) { p.Participants[19].EndReport = &jpd.EndReport{Impact: " "} }, "J-49"},
		{"e made two, received none", func(p *jpd.Project) { p.Visits[0].Host, p.Visits[0].GroupID = "s03", "" }, "J-32"},
		{"f theme swapped", func(p *jpd.Project) { p.Participants[0].Themes = []jpd.Theme{{ID: "t9", Title: "x"}} }, "J-26"},
		{"h form kept back", func(p *jpd.Project) { p.Visits[0].Form = &jpd.VisitForm{CompletedBy: "s01"} }, "J-36"},
		{"h no form", func(p *jpd.Project) { p.Visits[0].Form = nil }, "J-35 J-36"},
		{"i self-visit", func(p *jpd.Project) { p.Visits[0].Host = "s01" }, "J-32 J-33"},
		{"j a set of five", func(p *jpd.Project) { p.Sets[0].Members = p.Sets[0].Members[:5] }, ""},
		{"j a set of eight", func(p *jpd.Project) { p.Sets[1].Members = append(p.Sets[1].Members, "s01") }, ""},
		{"k outside facilitator", func(p *jpd.Project) { p.Sets[0].Facilitator = "consultant" }, "J-43"},
		{"l no support", func(p *jpd.Project) { p.Sets[0].FacilitatorSupportOn = practice.Date{} }, "J-44"},
		{"l support after the set", func(p *jpd.Project) { p.Sets[0].FacilitatorSupportOn = date("2026-04-02") }, "J-44"},
		{"m no reason", func(p *jpd.Project) { p.Targets[1].Reason = "" }, "J-18"},
		{"m no new date", func(p *jpd.Project) { p.Targets[1].RevisedOn = practice.Date{} }, "J-18"},
		{"o outcome without KPI", func(p *jpd.Project) { p.Outcomes[0].KPICodes = nil }, "J-56"},
		{"o outcome without measure", func(p *jpd.Project) { p.Outcomes[0].Measure = "" }, "J-56"},
		{"o outcome with a KPI of no one", func(p *jpd.Project) { p.Outcomes[0].KPICodes = []string{"9"} }, "J-56"},
		{"p group of one", func(p *jpd.Project) { p.Groups = append(p.Groups, jpd.BuddyGroup{Members: []string{"s01"}}) }, "J-30"},
		{"p a group of one, twice", func(p *jpd.Project) { p.Groups = append(p.Groups, jpd.BuddyGroup{Members: []string{"s01", "s01"}}) }, "J-30"},
		{"p a group with a stranger", func(p *jpd.Project) { p.Groups = append(p.Groups, jpd.BuddyGroup{Members: []string{"s01", "x"}}) }, "J-30"},
		{"no meeting", func(p *jpd.Project) { p.EvaluationMeeting.HeldOn = practice.Date{} }, "J-47"},
		{"a KPI left open", func(p *jpd.Project) { p.KPIs[0].Status = jpd.OpenStatus }, "J-13"},
		{"a KPI without evidence", func(p *jpd.Project) { p.KPIs[0].Evidence = nil }, "J-13"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := decode(t, encode(t, closed(t))) // nothing shared with the other variants
			p.State = jpd.Disseminating
			p.History = p.History[:len(p.History)-1]
			tc.change(&p)
			gaps := p.Gaps(jpd.Closed)
			var got string
			for i, id := range rules(gaps) {
				got += map[bool]string{true: " "}[i > 0] + id
			}
			assert.Equal(t, tc.want, got)

			_, err := p.Advance(allow(p.ID, jpd.Closed, "2026-07-10"))
			if tc.want == "" {
				require.NoError(t, err)
				return
			}
			var refused *practice.StageError
			require.ErrorAs(t, err, &refused)
			assert.Equal(t, gaps, refused.Reasons)
			assert.Equal(t, practice.Closed, refused.Outcome)
			assert.Contains(t, err.Error(), "Southend and Thurrock")
		})
	}
}

func TestSC11_slippageInTime(t *testing.T) {
	target := jpd.Target{ID: "w", Status: jpd.Slipped, RevisedOn: date("2026-09-03"), Reason: "better attendance"}
	assert.Equal(t, jpd.StandsSlipped, target.StandingOn(date("2026-03-02")), "before its date it is no failure")
	target.RevisedOn = date("2026-02-03")
	assert.Equal(t, jpd.Overdue, target.StandingOn(date("2026-03-02")))
	target.CompletedOn = date("2026-02-03")
	assert.Equal(t, jpd.StandsMet, target.StandingOn(date("2026-03-02")))
}
