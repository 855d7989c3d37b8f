package jpd_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

// wellMeant does the next thing that brings the project nearer to its end, as a coordinator would.
func (w *walk) wellMeant(t *rapid.T) {
	for _, q := range w.p.Participants {
		if q.State == jpd.InSelfEvaluation {
			q.Themes = []jpd.Theme{{ID: "t1", Title: "questions"}}
			w.p = mustWith(t, w.p, q)
			next, err := w.p.AdvanceParticipant(practice.ByHand(q.ID, "participating", w.today, q.ID, "named"))
			w.fixed[q.ID] = []string{"t1"}
			w.put(t, next, err)
			return
		}
	}
	for _, v := range w.p.Visits {
		if next := jpd.VisitLife().Next(v.State); len(next) > 0 {
			to := next[0]
			if v.Visitor == v.Host || v.Visitor == "" || v.Host == "" {
				to = jpd.Cancelled // nobody could hold it
			}
			v.Form = &jpd.VisitForm{CompletedBy: v.Visitor, SharedWithHostOn: w.today}
			after, err := w.p.WithVisit(v).AdvanceVisit(practice.ByHand(v.ID, string(to), w.today, "coordinator", "as it was"))
			require.NoError(t, err)
			w.put(t, after, nil)
			return
		}
	}
	if w.p.State == jpd.Evaluating {
		w.p.EvaluationMeeting = &jpd.EvaluationMeeting{HeldOn: w.today}
		for _, id := range w.p.ParticipantIDs() {
			q, _ := w.p.Participant(id)
			q.EndReport = &jpd.EndReport{Impact: "more confident"}
			w.p = mustWith(t, w.p, q)
		}
	}
	if k, err := w.p.KPIs[0].Settle(jpd.Met, w.today, "minutes"); err == nil && w.p.State == jpd.Disseminating {
		w.p = w.p.WithKPI(k)
	}
	if next := jpd.Life().Next(w.p.State); len(next) > 0 {
		after, err := w.p.Advance(practice.ByHand(w.p.ID, string(next[0]), w.today, "coordinator", "it is time"))
		w.put(t, after, err)
	}
}

// A walk of chance seldom comes to the end, so one that means well is walked with the same invariants, and chance in
// between.
func TestWalk_meaningWell(t *testing.T) {
	ends := map[jpd.State]int{}
	rapid.Check(t, func(t *rapid.T) {
		w := newWalk()
		for i, id := range w.p.ParticipantIDs() {
			w.p = w.p.WithVisit(jpd.Visit{ID: "v-" + id, Visitor: id, Host: w.p.ParticipantIDs()[(i+1)%3], State: jpd.Arranged})
		}
		for range 30 {
			w.wellMeant(t)
			w.invariants(t)
			if rapid.IntRange(0, 3).Draw(t, "chance") == 2 {
				chance := []func(*rapid.T){w.closing, w.advanceParticipant, w.papers, w.theme, w.arrange}
				rapid.SampledFrom(chance).Draw(t, "do")(t)
				w.invariants(t)
			}
		}
		ask(w.p)
		require.Equal(t, encode(t, w.p), encode(t, decode(t, encode(t, w.p))), "what is saved comes back")
		ends[w.p.State]++
		if w.p.State == jpd.Closed {
			next, err := w.p.NextCycle("J2", "wider", w.today, "coordinator")
			require.NoError(t, err)
			require.Equal(t, "J", next.PreviousID)
		}
	})
	if ends[jpd.Closed] == 0 {
		t.Errorf("no walk came to the end: %v", ends)
	}
}
