package jpd_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

// walk is a small project to which anything may happen, most of it nonsense.
type walk struct {
	p     jpd.Project
	today practice.Date
	seen  []snapshot
	// fixed are the themes each participant left self-evaluation with, kept apart from the project.
	fixed map[string][]string
}

// snapshot is an earlier value with the bytes it had: a value that somebody still holds never changes.
type snapshot struct {
	p    jpd.Project
	data []byte
}

// newWalk begins with most of what a project needs on paper, so that walks come far.
func newWalk() *walk {
	p := jpd.Project{ID: "J", LeadProvider: "a", PartnerProviders: []string{"b"}, State: jpd.Planned,
		KPIs:     []jpd.KPI{{Code: "1", Status: jpd.OpenStatus}},
		Outcomes: []jpd.Outcome{{Code: "1", Measure: jpd.GroupEvaluation, KPICodes: []string{"1"}}},
		Targets:  []jpd.Target{{ID: "w", Status: jpd.OpenStatus}}}
	for _, id := range []string{"a1", "a2", "b1"} {
		p.Participants = append(p.Participants, jpd.Participant{ID: id, ProviderID: id[:1], State: jpd.InSelfEvaluation})
	}
	p.Groups = []jpd.BuddyGroup{{ID: "g", Members: []string{"a1", "a2", "b1"}}}
	return &walk{p: p, today: date("2025-09-01"), fixed: map[string][]string{}}
}

// put takes the next value unless the move was refused, and holds what a refusal must look like.
func (w *walk) put(t *rapid.T, next jpd.Project, err error) {
	if err != nil {
		var refused *practice.StageError
		var fault *practice.DataError
		if !asEither(err, &refused, &fault) {
			t.Fatalf("refused with %T %v", err, err)
		}
		require.Equal(t, w.p, next, "%v, and yet the project changed", err)
		return
	}
	w.seen = append(w.seen, snapshot{w.p, encode(t, w.p)})
	w.p = next
}

// ruling is mostly one that carries the document on, and else any at all.
func (w *walk) ruling(t *rapid.T, subject string, next []string, names []string) practice.Ruling {
	if len(next) > 0 && rapid.IntRange(0, 9).Draw(t, "sense") < 8 {
		to := next[0]
		if rapid.IntRange(0, 19).Draw(t, "leave") == 13 {
			to = next[len(next)-1]
		}
		return practice.ByHand(subject, to, w.today, "coordinator", "agreed")
	}
	return practice.Ruling{Subject: subject, To: rapid.SampledFrom(append(names, "", "lost")).Draw(t, "to"),
		Outcome: rapid.SampledFrom([]practice.Outcome{practice.Open, practice.Closed, practice.CannotTell}).Draw(t, "outcome"),
		On:      w.today.AddDays(rapid.IntRange(-20, 0).Draw(t, "days")),
		By:      rapid.SampledFrom([]string{"", "coordinator"}).Draw(t, "by"), Note: "x"}
}

func (w *walk) advance(t *rapid.T) {
	next, err := w.p.Advance(w.ruling(t, w.p.ID, names(jpd.Life().Next(w.p.State)), jpd.State("").Names()))
	w.put(t, next, err)
}

func (w *walk) participant(t *rapid.T) jpd.Participant {
	return rapid.SampledFrom(w.p.Participants).Draw(t, "participant")
}

func (w *walk) advanceParticipant(t *rapid.T) {
	q := w.participant(t)
	next, err := w.p.AdvanceParticipant(w.ruling(t, q.ID, names(jpd.ParticipantLife().Next(q.State)), q.State.Names()))
	w.put(t, next, err)
	if after, _ := w.p.Participant(q.ID); err == nil && after.State == jpd.Participating {
		for _, theme := range after.Themes {
			w.fixed[q.ID] = append(w.fixed[q.ID], theme.ID)
		}
	}
}

// theme names, drops, swaps or corrects themes.
func (w *walk) theme(t *rapid.T) {
	q := w.participant(t)
	title := rapid.SampledFrom([]string{"questions", "feedback", ""}).Draw(t, "title")
	if rapid.Bool().Draw(t, "correct") {
		if next, err := q.CorrectTheme("t1", title, w.today, q.ID, "clearer"); err == nil {
			q = next
		}
	} else {
		q.Themes = nil
		for i := range rapid.IntRange(0, 2).Draw(t, "themes") {
			q.Themes = append(q.Themes, jpd.Theme{ID: fmt.Sprintf("t%d", i+1), Title: title})
		}
		if rapid.IntRange(0, 9).Draw(t, "cheat") == 7 {
			q.ThemesAtStart, q.Corrections = nil, nil
		}
	}
	next, err := w.p.WithParticipant(q)
	w.put(t, next, err)
}

func (w *walk) arrange(t *rapid.T) {
	ids := append(w.p.ParticipantIDs(), "")
	v := jpd.Visit{ID: fmt.Sprintf("v%d", len(w.p.Visits)), State: jpd.Arranged, HeldOn: w.today,
		Visitor: rapid.SampledFrom(ids).Draw(t, "visitor"), Host: rapid.SampledFrom(ids).Draw(t, "host")}
	if rapid.IntRange(0, 3).Draw(t, "form") > 0 {
		v.Form = &jpd.VisitForm{CompletedBy: v.Visitor, SharedWithHostOn: w.today}
	}
	w.put(t, w.p.WithVisit(v), nil)
}

func (w *walk) follow(t *rapid.T) {
	if len(w.p.Visits) == 0 {
		t.Skip("no visit")
	}
	v := rapid.SampledFrom(w.p.Visits).Draw(t, "visit")
	next, err := w.p.AdvanceVisit(w.ruling(t, v.ID, names(jpd.VisitLife().Next(v.State)), v.State.Names()))
	w.put(t, next, err)
}

// papers files what the end of a project asks for, or takes it back.
func (w *walk) papers(t *rapid.T) {
	next := w.p
	switch rapid.IntRange(0, 4).Draw(t, "what") {
	case 0:
		next.EvaluationMeeting = &jpd.EvaluationMeeting{HeldOn: w.today}
	case 1:
		next.EvaluationMeeting = nil
	case 2:
		q := w.participant(t)
		q.EndReport = &jpd.EndReport{Impact: rapid.SampledFrom([]string{"more confident", ""}).Draw(t, "impact")}
		next = mustWith(t, next, q)
	case 3:
		if k, err := next.KPIs[0].Settle(jpd.Status(rapid.SampledFrom(jpd.Status("").Names()).Draw(t, "status")), w.today, "minutes"); err == nil {
			next = next.WithKPI(k)
		}
	case 4:
		if target, err := next.Targets[0].Slip(w.today.AddDays(rapid.IntRange(-5, 60).Draw(t, "by")), "no room", w.today); err == nil {
			next = next.WithTarget(target)
		}
	}
	w.put(t, next, nil)
}

func names[S ~string](states []S) []string {
	var list []string
	for _, s := range states {
		list = append(list, string(s))
	}
	return list
}

func (w *walk) invariants(t *rapid.T) {
	p := w.p
	holdHistory(t, jpd.Life(), p.History, jpd.Planned, p.State)
	made, received := map[string]bool{}, map[string]bool{}
	for _, v := range p.Visits {
		holdHistory(t, jpd.VisitLife(), v.History, jpd.Arranged, v.State)
		if v.State == jpd.FormShared {
			require.NotEqual(t, v.Visitor, v.Host)
			require.Equal(t, v.Visitor, v.Form.CompletedBy)
			made[v.Visitor], received[v.Host] = true, true
		}
	}
	for _, q := range p.Participants {
		holdHistory(t, jpd.ParticipantLife(), q.History, jpd.InSelfEvaluation, q.State)
		for _, id := range w.fixed[q.ID] {
			kept := slices.ContainsFunc(q.Themes, func(theme jpd.Theme) bool { return theme.ID == id })
			require.True(t, kept, "%s lost the theme %s", q.ID, id)
		}
		if q.State == jpd.Completed {
			require.True(t, made[q.ID] && received[q.ID], "%s completed without a visit both ways", q.ID)
		}
	}
	if since(p, jpd.Evaluating) {
		require.Empty(t, p.LackingVisits(), "evaluating while visits are outstanding")
	}
	for _, s := range w.seen[max(0, len(w.seen)-2):] {
		require.True(t, bytes.Equal(s.data, encode(t, s.p)), "an earlier value changed")
	}
}

// since reports whether the project has just entered a state or one after it.
func since(p jpd.Project, s jpd.State) bool {
	order := jpd.State("").Names()
	return p.State != jpd.Stopped && slices.Index(order, string(p.State)) >= slices.Index(order, string(s))
}

// closing: on the day of closing the meeting has been held and everybody has reported.
func (w *walk) closing(t *rapid.T) {
	before := w.p.State
	w.advance(t)
	if before != jpd.Closed && w.p.State == jpd.Closed {
		require.False(t, w.p.EvaluationMeeting.HeldOn.IsZero())
		for _, q := range w.p.Participants {
			require.True(t, q.State == jpd.Left || q.EndReport.Impact != "", q.ID)
		}
		require.NotEmpty(t, w.p.KPIs[0].Evidence)
	}
}

// holdHistory: a history is complete, in order, ends where the document stands and goes no way the table has not.
func holdHistory[S ~string](t *rapid.T, table practice.Ladder[S], history []practice.Step, first, now S) {
	at, last := string(first), practice.Date{}
	for _, step := range history {
		move, ok := table.Find(S(step.From), S(step.To))
		require.True(t, ok, "%s>%s is not in the table", step.From, step.To)
		require.Equal(t, at, step.From, "the history has a hole")
		require.Equal(t, move.Event, step.Event)
		require.Equal(t, practice.Open, step.Ruling.Outcome)
		require.False(t, step.Ruling.On.Before(last), "the history goes back in time")
		require.True(t, !move.Exit || step.Ruling.By != "", "no person decided to leave")
		at, last = step.To, step.Ruling.On
	}
	require.Equal(t, at, string(now))
}

// Whatever a host tries, in whatever order, what must hold of a project holds after every step.
func TestWalk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWalk()
		t.Repeat(map[string]func(*rapid.T){
			"advance":             w.closing,
			"advance again":       w.closing,
			"advance participant": w.advanceParticipant,
			"and another":         w.advanceParticipant,
			"theme":               w.theme,
			"arrange":             w.arrange,
			"follow a visit":      w.follow,
			"follow another":      w.follow,
			"and one more":        w.follow,
			"papers":              w.papers,
			"time passes":         func(t *rapid.T) { w.today = w.today.AddDays(rapid.IntRange(1, 40).Draw(t, "days")) },
			"":                    w.invariants,
		})
	})
}
