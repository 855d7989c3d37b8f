package beacon_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// Verdicts are those of the decision, without its messages.
func TestVerdictsAreThoseOfTheDecision(t *testing.T) {
	e, today, w := beacon.Default(), practice.MustDate("2025-06-10"), work(2)
	bad := fullEngagement()
	bad.Baseline, bad.ManagementBuyIn, bad.Review = nil, practice.Fact[bool]{}, &dissemination.Review{DueOn: practice.MustDate("2027-01-01")}
	p := practice.Practice{ID: "P-1", Stage: practice.Recorded}
	var said []practice.Reason
	for name, c := range map[string]struct {
		subject beacon.Subject
		to      beacon.State
		decide  func(beacon.Subject) (beacon.Decision, error)
	}{
		"open":   {beacon.OnEngagement(w.Engagements[0], w), dissemination.Implementing, nil},
		"closed": {beacon.OnEngagement(bad, w), dissemination.Implementing, nil},
		"review": {beacon.OnEngagement(bad, w), nil, func(s beacon.Subject) (beacon.Decision, error) { return e.Review(s, today) }},
		"practice": {beacon.OnPractice(p), practice.Validated, func(beacon.Subject) (beacon.Decision, error) {
			return e.Promote(p, practice.Validated, today)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			decide := c.decide
			if decide == nil {
				decide = func(s beacon.Subject) (beacon.Decision, error) { return e.Gate(s, c.to, today) }
			}
			d, err := decide(c.subject)
			require.NoError(t, err)
			var outcome practice.Outcome
			said, outcome, err = e.Verdicts(said[:0], c.subject, c.to, today)
			require.NoError(t, err)
			require.Equal(t, d.Outcome, outcome)
			require.Len(t, said, len(d.Reasons)+len(d.Passed)+len(d.NotApplicable))
			for _, r := range said {
				require.Equal(t, d.Verdict(r.Rule), r.Verdict, r.Rule)
				require.Empty(t, r.Message)
			}
			for _, want := range d.Reasons {
				want.Message, want.Language = "", ""
				if want.Verdict == practice.Fail {
					want.Ask, want.Missing = "", nil
				}
				require.Contains(t, said, want)
			}
		})
	}
	require.NotZero(t, cap(said))
}

func TestVerdictsUseTheRoomAgain(t *testing.T) {
	e, today, w := beacon.Default(), practice.MustDate("2025-06-10"), work(2)
	s := beacon.OnEngagement(w.Engagements[0], w)
	room, _, err := e.Verdicts(nil, s, nil, today)
	require.NoError(t, err)
	again, _, err := e.Verdicts(room[:0], s, nil, today)
	require.NoError(t, err)
	require.Same(t, &room[0], &again[0])
	kept := room[:1:1]
	both, _, err := e.Verdicts(kept, s, nil, today)
	require.NoError(t, err)
	require.Equal(t, kept[0], both[0], "what dst holds stays")
	require.Len(t, both, 1+len(room))
	if testing.Short() {
		return // under the race detector pools forget what they hold, now and then
	}
	verdicts := testing.AllocsPerRun(100, func() { room, _, _ = e.Verdicts(room[:0], s, nil, today) })
	decision := testing.AllocsPerRun(100, func() { _, _ = e.Review(s, today) })
	require.Less(t, verdicts, decision, "what the rules read is put together, and nothing else")
	t.Logf("%v pieces of memory, a decision %v", verdicts, decision)
}

func TestVerdictsOfNothing(t *testing.T) {
	e := beacon.Default()
	kept := []practice.Reason{{Rule: "X-1"}}
	for _, c := range []struct {
		subject beacon.Subject
		to      beacon.State
		says    string
	}{
		{beacon.Subject{}, nil, "nothing to judge"},
		{beacon.OnMeeting(practice.Meeting{}), practice.Validated, "has no gates"},
		{beacon.OnPractice(practice.Practice{}), dissemination.Implementing, "is not a state of"},
	} {
		said, outcome, err := e.Verdicts(kept, c.subject, c.to, practice.Date{})
		require.ErrorContains(t, err, c.says)
		require.Equal(t, kept, said)
		require.NotEqual(t, practice.Open, outcome)
	}
	_, err := e.Gate(beacon.OnPractice(practice.Practice{}), nil, practice.Date{})
	require.ErrorContains(t, err, "use Review")
}
