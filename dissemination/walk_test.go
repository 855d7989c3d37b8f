package dissemination_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// walk is one partner's way from the enquiry on, with every value it passed through as it was saved then.
type walk struct {
	today      practice.Date
	enquiry    dissemination.Enquiry
	engagement *dissemination.Engagement
	passed     []snapshot
	wasLate    bool
}

type snapshot struct {
	engagement dissemination.Engagement
	saved      string
}

func newWalk() *walk {
	return &walk{today: date("2025-01-31"), enquiry: dissemination.Enquiry{ID: "Q-1", State: dissemination.Enquired}}
}

func saved(t *rapid.T, e dissemination.Engagement) string {
	data, err := json.Marshal(e)
	require.NoError(t, err)
	return string(data)
}

func (w *walk) keep(t *rapid.T, e dissemination.Engagement) {
	w.engagement = &e
	w.passed = append(w.passed, snapshot{e, saved(t, e)})
}

// ruling is mostly one that carries the document on, and else any at all; its day may lie before the last step.
func (w *walk) ruling(t *rapid.T, subject string, life practice.Ladder[dissemination.State], from dissemination.State) practice.Ruling {
	next := life.Next(from)
	if len(next) > 0 && rapid.IntRange(0, 4).Draw(t, "sense") != 3 {
		// Next lists the exit last; taking it seldom lets most walks come far.
		if rapid.IntRange(0, 15).Draw(t, "leave") != 7 { // draws lean to the ends of a range
			return practice.ByHand(subject, string(next[0]), w.today, "coordinator", "agreed")
		}
		return practice.ByHand(subject, string(next[len(next)-1]), w.today, "coordinator", "given up")
	}
	r := practice.Ruling{Subject: subject, To: rapid.SampledFrom(dissemination.State("").Names()).Draw(t, "to"),
		On: w.today.AddDays(rapid.IntRange(-20, 0).Draw(t, "days"))}
	r.Outcome = rapid.SampledFrom([]practice.Outcome{practice.Open, practice.Closed, practice.CannotTell}).Draw(t, "outcome")
	if rapid.Bool().Draw(t, "by hand") {
		r.By, r.Note = "coordinator", "agreed"
	}
	return r
}

func (w *walk) decideEnquiry(t *rapid.T) {
	if w.engagement != nil {
		t.Skip("decided")
	}
	next, err := w.enquiry.Advance(w.ruling(t, "Q-1", dissemination.EnquiryLife(), w.enquiry.State))
	if err != nil {
		require.Equal(t, w.enquiry, next)
	}
	w.enquiry = next
}

func (w *walk) start(t *rapid.T) {
	if w.engagement != nil {
		t.Skip("started")
	}
	e, err := dissemination.Start("E-1", dissemination.Disseminator{ID: "D-1"}, w.enquiry, w.today)
	require.Equal(t, w.enquiry.State == dissemination.Accepted, err == nil)
	if err == nil {
		w.keep(t, e)
	}
}

func (w *walk) advance(t *rapid.T) {
	if w.engagement == nil {
		t.Skip("not started")
	}
	before := *w.engagement
	life := dissemination.EngagementLife()
	after, err := before.Advance(w.ruling(t, "E-1", life, before.State))
	if err != nil {
		var refused *practice.StageError
		require.ErrorAs(t, err, &refused)
		require.Equal(t, before, after, "a refused move changed something")
		return
	}
	require.NotEmpty(t, life.Next(before.State), "%s is final", before.State)
	require.Len(t, after.History, len(before.History)+1)
	w.keep(t, after)
}

func (w *walk) endWork(t *rapid.T) {
	if w.engagement == nil || !w.engagement.EndedOn.IsZero() {
		t.Skip("no end to record")
	}
	e := *w.engagement
	e.EndedOn = w.today
	w.keep(t, e)
}

func (w *walk) holdReview(t *rapid.T) {
	if w.engagement == nil || w.engagement.EndedOn.IsZero() || w.engagement.Review != nil {
		t.Skip("no review to hold")
	}
	e := *w.engagement
	w.today = w.today.AddDays(rapid.IntRange(0, 600).Draw(t, "later"))
	e.Review = &dissemination.Review{HeldOn: w.today}
	w.wasLate = w.today.After(e.ReviewDeadline(9))
	w.keep(t, e)
}

func (w *walk) invariants(t *rapid.T) {
	for _, s := range w.passed {
		require.Equal(t, s.saved, saved(t, s.engagement), "a value passed long ago has changed")
	}
	if w.engagement == nil {
		return
	}
	e := *w.engagement
	at, last := string(dissemination.Enquired), practice.Date{}
	for i, step := range e.History {
		require.False(t, slices.ContainsFunc(e.History[:i], func(s practice.Step) bool { return s.To == step.To }), "%s was entered twice", step.To)
		require.Equal(t, at, step.From, "the history has a hole")
		require.Equal(t, step.To, step.Ruling.To)
		require.Equal(t, practice.Open, step.Ruling.Outcome)
		require.False(t, step.Ruling.On.Before(last), "the history goes back in time")
		if dissemination.State(step.To).IsExit() {
			require.NotEmpty(t, step.Ruling.By, "no person decided to leave")
		}
		at, last = step.To, step.Ruling.On
	}
	require.Equal(t, at, string(e.State))
	if e.Review != nil {
		require.Equal(t, w.wasLate, e.ReviewOverdue(9, w.today), "a late review must stay late, and one in time in time")
	}
}

// Whatever a host tries, in whatever order, the rules of the lifecycle hold after every step.
func TestWalk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWalk()
		t.Repeat(map[string]func(*rapid.T){
			"decide the enquiry": w.decideEnquiry,
			"start":              w.start,
			"advance":            w.advance,
			"advance again":      w.advance,
			"and again":          w.advance,
			"end the work":       w.endWork,
			"hold the review":    w.holdReview,
			"time passes":        func(t *rapid.T) { w.today = w.today.AddDays(rapid.IntRange(1, 120).Draw(t, "days")) },
			"":                   w.invariants,
		})
	})
}
