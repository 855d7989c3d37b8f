package beacon_test

import (
	"encoding/json"
	"io/fs"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// own makes an engine over nothing but the rules given.
func own(t *testing.T, text string, points ...beacon.Point) *beacon.Engine {
	t.Helper()
	eng, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{pack(head + text)}, Points: points})
	require.NoError(t, err)
	return eng
}

const threeRules = `
rules:
  - {id: C-2, decides: stage_gate, on: {engagement: active}, must: engagement.management_buy_in, because: Win the managers over., source: college, ask: coordinator, waivable: true}
  - {id: C-1, decides: stage_gate, on: {engagement: active}, should: has(engagement.senior_sponsor), because: Find a sponsor., source: college}
  - {id: C-3, decides: stage_gate, on: {engagement: active}, may: engagement.mode == 'visit', because: A visit would help., source: college}
  - {id: C-4, decides: check, on: {engagement: active}, must: has(engagement.purpose), because: Say what it is for., source: college}
`

func TestDecisionListsEveryReasonInOrder(t *testing.T) {
	eng, today := own(t, threeRules), practice.MustDate("2026-03-02")
	e := dissemination.Engagement{ID: "E-1", State: dissemination.Agreed, Mode: dissemination.OneToOne}
	d, err := eng.Gate(beacon.OnEngagement(e, dissemination.Work{}), dissemination.Active, today)
	require.NoError(t, err)
	require.Equal(t, practice.CannotTell, d.Outcome)
	require.Equal(t, `engagement E-1 to active: cannot tell
  must   Not recorded: whether the partner's management is behind the change (engagement.management_buy_in). Ask the coordinator. [C-2, college]
  should Find a sponsor. [C-1, college]
  may    A visit would help. [C-3, college]`, d.String())
	require.Equal(t, []string{"engagement.management_buy_in"}, d.Missing)
	require.Empty(t, d.Verdict("C-4"), "a check has no part in a gate")

	rep, err := eng.Review(beacon.OnEngagement(dissemination.Engagement{ID: "E-1", State: dissemination.Active}, dissemination.Work{}), today)
	require.NoError(t, err)
	require.Equal(t, practice.Fail, rep.Verdict("C-4"), "and does in a review")

	first, err := json.Marshal(d)
	require.NoError(t, err)
	again, err := eng.Gate(beacon.OnEngagement(e, dissemination.Work{}), dissemination.Active, today)
	require.NoError(t, err)
	second, err := json.Marshal(again)
	require.NoError(t, err)
	require.JSONEq(t, string(first), string(second))
	require.Equal(t, first, second)
	var read beacon.Decision
	require.NoError(t, json.Unmarshal(first, &read))
	require.Equal(t, d.Reasons, read.Reasons)
	require.Equal(t, d.Rules, read.Rules)
}

func TestRulingWaivesAndOverrides(t *testing.T) {
	eng, today := own(t, threeRules), practice.MustDate("2026-03-02")
	e := dissemination.Engagement{ID: "E-1", State: dissemination.Agreed, Mode: dissemination.Visit, ManagementBuyIn: practice.Known(false)}
	d, err := eng.Gate(beacon.OnEngagement(e, dissemination.Work{}), dissemination.Active, today)
	require.NoError(t, err)
	require.Equal(t, practice.Closed, d.Outcome)

	because := func(rule, until string) practice.Override {
		o := practice.Override{Rule: rule, Reason: "the board agreed", Role: "principal", On: today}
		if until != "" {
			o.Until = practice.MustDate(until)
		}
		return o
	}
	refused := func(overrides ...practice.Override) *practice.StageError {
		t.Helper()
		_, err := e.Advance(d.Ruling(overrides...))
		var stage *practice.StageError
		require.ErrorAs(t, err, &stage)
		return stage
	}
	require.Contains(t, refused().Error(), "the rules close it")
	require.Contains(t, refused(because("C-1", "")).Error(), "the rules close it")
	require.Contains(t, refused(because("C-1", ""), because("C-2", "")).Error(), "the rules close it", "a waiver has a last day")
	require.Contains(t, refused(because("C-1", ""), because("C-2", "2026-03-01")).Error(), "the rules close it", "and it has passed")
	require.Contains(t, refused(because("C-2", "2026-03-02")).Error(), "written reason for C-1")
	require.Contains(t, refused(practice.Override{Rule: "C-1", Reason: " ", Role: "x"}, because("C-2", "2026-03-02")).Error(), "written reason for C-1")

	moved, err := e.Advance(d.Ruling(because("C-1", ""), because("C-2", "2026-03-02")))
	require.NoError(t, err)
	require.Equal(t, dissemination.Active, moved.State)
	require.Len(t, moved.History[0].Ruling.Overrides, 2)
	require.Equal(t, practice.Closed, moved.History[0].Ruling.Outcome, "the record keeps what the rules said")
	require.Equal(t, dissemination.Agreed, e.State)
}

func TestMustThatIsNotWaivableStaysClosed(t *testing.T) {
	eng, today := own(t, `
rules:
  - {id: C-1, decides: stage_gate, on: {engagement: active}, must: engagement.management_buy_in, because: Win the managers over.}
`), practice.MustDate("2026-03-02")
	e := dissemination.Engagement{ID: "E-1", State: dissemination.Agreed, ManagementBuyIn: practice.Known(false)}
	d, err := eng.Gate(beacon.OnEngagement(e, dissemination.Work{}), dissemination.Active, today)
	require.NoError(t, err)
	_, err = e.Advance(d.Ruling(practice.Override{Rule: "C-1", Reason: "r", Role: "principal", On: today, Until: today}))
	require.ErrorContains(t, err, "the rules close it")

	// Nor does a waiver stand in for a fact nobody has.
	e.ManagementBuyIn = practice.Fact[bool]{}
	d, err = eng.Gate(beacon.OnEngagement(e, dissemination.Work{}), dissemination.Active, today)
	require.NoError(t, err)
	require.Equal(t, practice.CannotTell, d.Ruling(practice.Override{Rule: "C-1", Reason: "r", Role: "principal", On: today, Until: today}).Effective())
}

func TestExitsAreGatedByNoRule(t *testing.T) {
	eng, today := own(t, `
rules:
  - {id: C-1, decides: stage_gate, on: {engagement: any}, must: has(engagement.purpose), because: Say what it is for.}
`), practice.MustDate("2026-03-02")
	e := dissemination.Engagement{ID: "E-1", State: dissemination.Agreed}
	d, err := eng.Gate(beacon.OnEngagement(e, dissemination.Work{}), dissemination.Stopped, today)
	require.NoError(t, err)
	require.Equal(t, practice.Open, d.Outcome)
	_, err = e.Advance(d.Ruling())
	require.ErrorContains(t, err, "a person decides this", "rules alone cannot stop it either")
	_, err = e.Advance(practice.ByHand("E-1", "stopped", today, "coordinator", "the partner closed"))
	require.NoError(t, err)
}

func TestGateIsForItsSubjects(t *testing.T) {
	_, err := beacon.Default().Gate(beacon.OnMeeting(practice.Meeting{ID: "M"}), dissemination.Active, practice.MustDate("2026-03-02"))
	require.EqualError(t, err, `beacon: the subject "meeting" has no gates`)
	_, err = beacon.Default().Gate(beacon.OnEngagement(dissemination.Engagement{ID: "E"}, dissemination.Work{}), practice.Shared, practice.MustDate("2026-03-02"))
	require.EqualError(t, err, `beacon: "shared" is not a state of the subject engagement`)
	d, err := beacon.Default().Gate(beacon.OnPractice(practice.Practice{ID: "P"}), practice.Recorded, practice.MustDate("2026-03-02"))
	require.NoError(t, err)
	require.Equal(t, "promotion", d.Decides)
	_, err = beacon.Default().Gate(beacon.Subject{}, dissemination.Active, practice.MustDate("2026-03-02"))
	require.Error(t, err)
	_, err = beacon.Default().Review(beacon.Subject{}, practice.MustDate("2026-03-02"))
	require.EqualError(t, err, "beacon: there is nothing to judge; make a Subject with one of the On functions")
}

type placement struct {
	Learner  string              `json:"learner"`
	Hours    int                 `json:"hours"`
	Insured  practice.Fact[bool] `json:"insured"`
	StartsOn practice.Date       `json:"starts_on"`
	Visits   []struct {
		On practice.Date `json:"on"`
	} `json:"visits"`
}

func TestHostPoint(t *testing.T) {
	eng := own(t, `
params:
  most: {value: 30, unit: hours}
rules:
  - {id: H-1, decides: placement, must: hours <= params.most && insured, because: "At most {params.most} hours, and insured.", ask: employer}
  - {id: H-2, decides: placement, should: "visits.exists(v, v.on >= starts_on)", because: Visit the learner.}
`, beacon.PointFor[placement]("placement"))
	today := practice.MustDate("2026-03-02")
	p := placement{Learner: "L-1", Hours: 30}
	d, err := beacon.Decide(eng, &p, today)
	require.NoError(t, err)
	require.Equal(t, practice.CannotTell, d.Outcome)
	require.Equal(t, []string{"insured"}, d.Missing)
	p.Insured = practice.Known(true)
	d, err = beacon.Decide(eng, &p, today)
	require.NoError(t, err)
	require.Equal(t, practice.Open, d.Outcome)
	require.Equal(t, practice.Fail, d.Verdict("H-2"))
	p.Hours = 31
	d, err = beacon.Decide(eng, &p, today)
	require.NoError(t, err)
	require.Equal(t, practice.Closed, d.Outcome)
	require.Equal(t, "At most 30 hours, and insured.", d.Reasons[0].Message)

	d, err = beacon.Decide[placement](eng, nil, today)
	require.NoError(t, err)
	require.Equal(t, practice.CannotTell, d.Outcome, "nothing is known of nothing")
	_, err = beacon.Decide(eng, new(int), today)
	require.EqualError(t, err, "beacon: no decision point stands on int; add PointFor to Config.Points")
	_, err = beacon.New(beacon.Config{Points: []beacon.Point{beacon.PointFor[placement]("practice")}})
	require.EqualError(t, err, `beacon: there are two points called "practice"`)
	_, err = beacon.New(beacon.Config{Points: []beacon.Point{beacon.PointFor[chan int]("x")}})
	var refused *beacon.TypeError
	require.ErrorAs(t, err, &refused)
}

func TestExplain(t *testing.T) {
	eng, today := own(t, `
params:
  months: {value: 9, unit: months}
rules:
  - id: C-1
    decides: stage_gate
    on: {engagement: implementing}
    when: has(engagement.ended_on)
    must: >
      engagement.review.due_on <= addMonths(engagement.ended_on, params.months)
      && engagement.contacts.all(c, c.practitioners_present)
      && (engagement.management_buy_in || has(engagement.senior_sponsor))
    because: "Review by {addMonths(engagement.ended_on, params.months)}."
    source: college
`), practice.MustDate("2026-03-02")
	e := booked("2026-03-02")
	e.Contacts = []dissemination.Contact{{PractitionersPresent: practice.Known(true)}, {}}
	d, err := eng.Gate(beacon.OnEngagement(e, dissemination.Work{}), dissemination.Implementing, today)
	require.NoError(t, err)
	trace, err := eng.Explain(d, "C-1")
	require.NoError(t, err)
	golden(t, "explain.golden", trace.String()+"\n")
	require.Len(t, trace.Check.Parts, 3)

	_, err = eng.Explain(d, "C-9")
	require.EqualError(t, err, `beacon: rule "C-9" had no part in this decision`)
	_, err = eng.Explain(beacon.Decision{}, "C-1")
	require.ErrorContains(t, err, "has no facts any more")
}

func TestEngineIsSafeForConcurrentUse(t *testing.T) {
	eng, today, w := beacon.Default(), practice.MustDate("2025-06-10"), work(3)
	want, err := eng.Gate(beacon.OnEngagement(w.Engagements[0], w), dissemination.Implementing, today)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				d, err := eng.Gate(beacon.OnEngagement(w.Engagements[0], w), dissemination.Implementing, today)
				if err != nil || d.String() != want.String() {
					t.Error(d, err)
				}
				if len(d.Passed) > 0 {
					if _, err := eng.Explain(d, d.Passed[0]); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
}
