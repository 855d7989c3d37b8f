package practice_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/practice"
)

// walk is a service whose practices live through whatever happens to them. Everything that happens is drawn, most of
// it nonsense, and what must hold of a life holds after each event.
type walk struct {
	practices []practice.Practice
	today     practice.Date
	// seen are earlier values with the bytes they had: a value that somebody still holds never changes.
	seen []snapshot
}

type snapshot struct {
	p    practice.Practice
	data []byte
}

func TestPractice_walk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &walk{today: date("2025-09-01")}
		w.practices = []practice.Practice{{ID: "P1", Originator: "tutor-0", Stage: practice.Identified}}
		t.Repeat(map[string]func(*rapid.T){
			"":         w.invariants,
			"day":      func(t *rapid.T) { w.today = w.today.AddDays(rapid.IntRange(0, 40).Draw(t, "days")) },
			"step":     w.step,
			"any step": w.anyStep,
			"minutes":  w.minutes,
			"transfer": w.transfer,
			"follow":   w.follow,
			"vary":     w.vary,
		})
	})
}

func (w *walk) pick(t *rapid.T) int { return rapid.IntRange(0, len(w.practices)-1).Draw(t, "practice") }

// put replaces a practice unless the move was refused, and holds what a refusal must look like.
func (w *walk) put(t *rapid.T, i int, next practice.Practice, err error) {
	if err == nil {
		w.seen = append(w.seen, snapshot{w.practices[i], encode(t, w.practices[i])})
		w.practices[i] = next
		return
	}
	var stageErr *practice.StageError
	if !errors.As(err, &stageErr) || stageErr.Why == "" {
		t.Fatalf("refused with %T %v", err, err)
	}
	if !reflect.DeepEqual(next, w.practices[i]) {
		t.Fatalf("%v, and yet the practice changed", err)
	}
}

// step goes one of the ways that the table shows.
func (w *walk) step(t *rapid.T) {
	i := w.pick(t)
	p := w.practices[i]
	// Endings end a walk, so they are drawn less often than they stand in the table.
	next := slices.DeleteFunc(p.Stage.Next(), func(s practice.Stage) bool { return s == practice.Withdrawn })
	if len(next) == 0 {
		t.Skip("final")
	}
	got, err := p.Advance(practice.ByHand(p.ID, string(rapid.SampledFrom(next).Draw(t, "to")), w.today, "quality_manager", "it fits"))
	w.put(t, i, got, err)
}

// anyStep asks for any step with any ruling.
func (w *walk) anyStep(t *rapid.T) {
	i := w.pick(t)
	r := practice.Ruling{
		Subject: rapid.SampledFrom([]string{w.practices[i].ID, w.practices[i].ID, "P1", ""}).Draw(t, "subject"),
		To:      string(rapid.SampledFrom(append(practice.Stages(), "", "lost")).Draw(t, "to")),
		Outcome: rapid.SampledFrom([]practice.Outcome{open, open, closed, unsure}).Draw(t, "outcome"),
		On:      rapid.SampledFrom([]practice.Date{w.today, w.today, w.today.AddDays(-30), {}}).Draw(t, "on"),
		By:      rapid.SampledFrom([]string{"", "moderator", " "}).Draw(t, "by"),
		Note:    rapid.SampledFrom([]string{"", "agreed"}).Draw(t, "note"),
	}
	got, err := w.practices[i].Advance(r)
	w.put(t, i, got, err)
}

func (w *walk) minutes(t *rapid.T) {
	i := w.pick(t)
	got, err := w.practices[i].Minuted(practice.Meeting{ID: "M", Kind: practice.OfQualityTeam, On: w.today})
	w.put(t, i, got, err)
}

func (w *walk) transfer(t *rapid.T) {
	i := w.pick(t)
	n := len(w.practices[i].Transfers)
	tr := practice.Transfer{ID: fmt.Sprintf("T%d", n), Adopter: fmt.Sprintf("tutor-%d", n+1), State: practice.Started}
	w.put(t, i, w.practices[i].WithTransfer(tr), nil)
}

// follow moves a transfer on, or anywhere, or decides on its difference.
func (w *walk) follow(t *rapid.T) {
	i := w.pick(t)
	p := w.practices[i]
	if len(p.Transfers) == 0 {
		t.Skip("nobody took it up")
	}
	tr := rapid.SampledFrom(p.Transfers).Draw(t, "transfer")
	if rapid.Bool().Draw(t, "decide") {
		tr.VariationDecision = rapid.SampledFrom([]practice.VariationDecision{practice.Proposed, practice.NotProposed}).Draw(t, "decision")
		tr.Stage5Report = &practice.Stage5Report{Success: "it went well", SubmittedOn: w.today}
		w.put(t, i, p.WithTransfer(tr), nil)
		return
	}
	to := rapid.SampledFrom(tr.State.Names()).Draw(t, "to")
	got, err := tr.Advance(practice.ByHand(tr.ID, to, w.today, "quality_manager", "it fits"))
	if err != nil {
		if !reflect.DeepEqual(got, tr) {
			t.Fatalf("%v, and yet the transfer changed", err)
		}
		return
	}
	w.put(t, i, p.WithTransfer(got), nil)
}

func (w *walk) vary(t *rapid.T) {
	i := w.pick(t)
	p := w.practices[i]
	if len(p.Transfers) == 0 {
		p = p.WithTransfer(practice.Transfer{ID: "T0", Adopter: "tutor-1", State: practice.Started,
			VariationDecision: practice.Proposed, Stage5Report: &practice.Stage5Report{}})
		w.put(t, i, p, nil)
	}
	// Any id may be asked for; one that another family has is the host's to refuse.
	id := rapid.SampledFrom(append([]string{p.ID, "P1", fmt.Sprintf("P%d", len(w.practices)+1)}, p.Lineage...)).Draw(t, "id")
	v, err := p.Vary(rapid.SampledFrom(p.Transfers).Draw(t, "transfer").ID, id, w.today)
	if err == nil && !slices.ContainsFunc(w.practices, func(q practice.Practice) bool { return q.ID == id }) {
		w.practices = append(w.practices, v)
	}
	if err == nil && (id == p.ID || slices.Contains(p.Lineage, id)) {
		t.Fatalf("%s may not vary %s with the lineage %v", id, p.ID, p.Lineage)
	}
}

func (w *walk) invariants(t *rapid.T) {
	for _, p := range w.practices {
		holdHistory(t, practice.Life(), p.History, p.Stage)
		for _, tr := range p.Transfers {
			holdHistory(t, practice.TransferLife(), tr.History, tr.State)
		}
		holdValidation(t, p)
		holdLineage(t, p)
	}
	for _, s := range w.seen[max(0, len(w.seen)-8):] {
		if !bytes.Equal(s.data, encode(t, s.p)) {
			t.Fatalf("an earlier value of %s changed", s.p.ID)
		}
	}
}

// holdHistory: a history is complete, in order, ends where the document stands and goes no way the table has not. Only what
// was sent back goes round; no other state is reached twice.
func holdHistory[S ~string](t *rapid.T, table practice.Ladder[S], history []practice.Step, now S) {
	if len(history) == 0 {
		return // only a document that has just begun
	}
	round := []string{string(practice.Recorded), string(practice.InValidation), string(practice.Returned)}
	for i, step := range history {
		if !slices.Contains(round, step.To) && slices.ContainsFunc(history[:i], func(s practice.Step) bool { return s.To == step.To }) {
			t.Fatalf("step %d enters %s a second time", i, step.To)
		}
		if step.Ruling.On.IsZero() || step.Ruling.Outcome != open || step.Ruling.To != step.To {
			t.Fatalf("step %d rests on the ruling %+v", i, step.Ruling)
		}
		if i == 0 {
			if step.From == "" {
				continue // a variation begins in the middle
			}
		} else if last := history[i-1]; last.To != step.From || step.Ruling.On.Before(last.Ruling.On) {
			t.Fatalf("step %d does not follow %+v: %+v", i, last, step)
		}
		move, ok := table.Find(S(step.From), S(step.To))
		if !ok || move.Event != step.Event {
			t.Fatalf("step %d is not in the table: %+v", i, step)
		}
		if move.Exit && step.Ruling.Note == "" {
			t.Fatalf("step %d is an exit without a reason", i)
		}
		if len(table.Next(S(step.From))) == 0 {
			t.Fatalf("step %d leaves %s, which is final", i, step.From)
		}
	}
	if last := history[len(history)-1]; last.To != string(now) {
		t.Fatalf("the history ends in %s and the document stands in %s", last.To, now)
	}
}

// holdValidation: nothing is shared, or goes further, before it was validated or minuted.
func holdValidation(t *rapid.T, p practice.Practice) {
	validated := false
	for _, step := range p.History {
		to := practice.Stage(step.To)
		validated = validated || to == practice.Validated
		if to.Number() >= practice.Shared.Number() && !validated && p.Minutes == nil {
			t.Fatalf("%s is %s and nobody validated it", p.ID, to)
		}
	}
}

// holdLineage: a family tree has no circle and agrees with the parent and the root.
func holdLineage(t *rapid.T, p practice.Practice) {
	tree := append(slices.Clone(p.Lineage), p.ID)
	if len(slices.Compact(slices.Sorted(slices.Values(tree)))) != len(tree) {
		t.Fatalf("the family tree goes round in a circle: %v", tree)
	}
	if n := len(p.Lineage); n > 0 && (p.Lineage[0] != p.RootID || p.Lineage[n-1] != p.ParentID) {
		t.Fatalf("lineage %v, root %s, parent %s", p.Lineage, p.RootID, p.ParentID)
	}
	if (len(p.Lineage) > 0) != p.IsVariation() {
		t.Fatalf("%s is half a variation", p.ID)
	}
}
