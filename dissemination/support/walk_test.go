package support_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

// walk is one programme with every value it passed through as it was saved then.
type walk struct {
	p      support.Programme
	today  practice.Date
	passed []snapshot
}

type snapshot struct {
	p     support.Programme
	saved string
}

func (w *walk) take(t *rapid.T, next support.Programme, err error) {
	if err != nil {
		var e *practice.StageError
		var r *support.RecordError
		require.True(t, asError(err, &e) || asError(err, &r), "%v", err)
		require.Equal(t, w.p, next, "a refusal changed something")
		return
	}
	w.p = next
	data, err := next.MarshalJSON()
	require.NoError(t, err)
	w.passed = append(w.passed, snapshot{next, string(data)})
}

// day is mostly one on which something may happen.
func (w *walk) day(t *rapid.T) practice.Date {
	if rapid.Bool().Draw(t, "today") {
		return w.today
	}
	return w.today.AddDays(rapid.IntRange(-30, 10).Draw(t, "off"))
}

func role(t *rapid.T) support.Role {
	return rapid.SampledFrom([]support.Role{support.HeadRole, support.HeadRole, support.FacilitatorRole, support.LineManagerRole, ""}).Draw(t, "role")
}

func (w *walk) signOff(t *rapid.T) {
	s := support.SignOff{On: w.day(t), ByRole: role(t),
		Outcome: rapid.SampledFrom([]support.SignOffOutcome{support.NotMet, support.NotMet, support.Met, ""}).Draw(t, "outcome")}
	if rapid.IntRange(0, 9).Draw(t, "beside") == 5 { // a host may write into the fields
		w.p.SignOffs = append(slices.Clip(w.p.SignOffs), s)
		return
	}
	next, err := w.p.SignOff(s)
	w.take(t, next, err)
}

func (w *walk) extend(t *rapid.T) {
	x := support.Extension{GrantedOn: w.day(t), ByRole: role(t)}
	if end := w.p.EndsOn(); rapid.IntRange(0, 5).Draw(t, "end") != 3 && !end.IsZero() {
		x.NewEndOn = end.AddDays(rapid.SampledFrom([]int{28, 28, 14, 0, 29}).Draw(t, "days"))
	}
	if rapid.IntRange(0, 9).Draw(t, "beside") == 5 {
		w.p.Extensions = append(slices.Clip(w.p.Extensions), x)
		return
	}
	next, err := w.p.Extend(x)
	w.take(t, next, err)
}

func (w *walk) review(t *rapid.T) {
	next, err := w.p.Review(support.Review{On: w.day(t), ByRole: role(t)})
	w.take(t, next, err)
}

func (w *walk) escalate(t *rapid.T) {
	e := support.Escalation{On: w.day(t), ByRole: role(t), ToRole: support.LineManagerRole, Items: []string{"listed"}}
	if rapid.IntRange(0, 9).Draw(t, "beside") == 5 {
		w.p.Escalation = &e
		return
	}
	next, err := w.p.Escalate(e)
	w.take(t, next, err)
}

func (w *walk) advance(t *rapid.T) {
	to := rapid.SampledFrom(support.State("").Names()).Draw(t, "to")
	if next := support.Life(w.p.Kind).Next(w.p.State); len(next) > 0 && rapid.IntRange(0, 3).Draw(t, "sense") > 0 {
		if next = slices.DeleteFunc(next, func(s support.State) bool { return s == support.Stopped || s == support.Declined }); len(next) > 0 {
			to = string(rapid.SampledFrom(next).Draw(t, "next"))
		}
	}
	next, err := w.p.Advance(practice.ByHand("FP-2", to, w.day(t), string(role(t)), "decided"))
	w.take(t, next, err)
}

func (w *walk) learn(t *rapid.T) {
	next, err := w.p.Observe(support.Observation{ID: "O-" + w.today.String(), Kind: support.Developmental, On: w.today}, false)
	w.take(t, next, err)
	if n := len(w.p.Observations); n > 1 {
		o := w.p.Observations[n-2].ID
		next, err = w.p.Reflect(o, support.Feedback{On: w.today})
		w.take(t, next, err)
		next, err = w.p.Agree(support.Action{ID: "A-" + o, From: o})
		w.take(t, next, err)
		next, err = w.p.CheckAction("A-"+o, w.p.Observations[n-1].ID)
		w.take(t, next, err)
	}
}

func (w *walk) note(t *rapid.T) {
	if rapid.Bool().Draw(t, "signs") {
		w.p.SignsOfImprovement = practice.Known(rapid.IntRange(0, 3).Draw(t, "any") == 3)
		return
	}
	w.p.ClosingNote = &support.ClosingNote{On: w.today, Note: "done"}
}

// sensibly does what a college would do next, so that walks come far; the other steps do what it should not.
func (w *walk) sensibly(t *rapid.T) {
	plan, _ := w.p.Plan()
	signs := rapid.IntRange(0, 2).Draw(t, "signs") == 2
	switch p := w.p; {
	case p.State == support.Active && plan.SignOff:
		w.today = w.p.StartedOn.AddWeeks(8)
		next, err := p.SignOff(support.SignOff{On: w.today, Outcome: support.NotMet, ByRole: support.FacilitatorRole})
		w.take(t, next, err)
		next, err = w.p.Extend(support.Extension{GrantedOn: w.today, ByRole: support.HeadRole, NewEndOn: w.today.AddWeeks(4)})
		w.take(t, next, err)
	case p.State == support.Extended && plan.SignOff:
		w.p.SignsOfImprovement = practice.Known(signs)
		if w.today.Before(w.p.LatestEnd()) {
			w.today = w.p.LatestEnd()
		}
	case p.State == support.HeadReview:
		next, err := p.Review(support.Review{On: w.today, ByRole: support.HeadRole})
		w.take(t, next, err)
		next, err = w.p.Escalate(support.Escalation{On: w.today, ByRole: support.HeadRole, ToRole: support.LineManagerRole, Items: []string{"listed"}})
		w.take(t, next, err)
	}
	for _, s := range support.Life(w.p.Kind).Next(w.p.State) {
		if s != support.Stopped && s != support.Declined {
			next, err := w.p.Advance(practice.ByHand("FP-2", string(s), w.today, string(support.HeadRole), "decided"))
			w.take(t, next, err)
			if err == nil {
				return
			}
		}
	}
}

// invariants are those of state machine 3.
func (w *walk) invariants(t *rapid.T) {
	for _, s := range w.passed {
		data, err := s.p.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, s.saved, string(data), "a value passed long ago has changed")
	}
	p := w.p
	at, last := string(support.Proposed), practice.Date{}
	entered := map[support.State]practice.Date{}
	extensions := 0
	for _, step := range p.History {
		require.Equal(t, at, step.From, "the history has a hole")
		require.False(t, step.Ruling.On.Before(last), "the history goes back in time")
		at, last = step.To, step.Ruling.On
		entered[support.State(at)] = last
		if step.To == string(support.Extended) {
			extensions++
		}
		if step.To == string(support.Escalated) {
			require.Equal(t, string(support.HeadReview), step.From)
		}
	}
	require.Equal(t, at, string(p.State))
	plan, _ := p.Plan()
	full := p.StartedOn.AddWeeks(12)
	if plan.MaxExtensions == 1 {
		require.LessOrEqual(t, extensions, 1)
	}
	for s, on := range entered {
		switch s {
		case support.HeadReview, support.ImprovingNotMet:
			require.Equal(t, support.ToGood, p.Kind)
			require.False(t, on.Before(full), "%s before week 12", s)
		case support.Unresolved:
			require.Equal(t, support.NewStaff, p.Kind)
			require.False(t, on.Before(full))
		case support.Escalated:
			require.Contains(t, entered, support.Extended)
			require.Contains(t, entered, support.HeadReview)
		}
	}
}

// observed looks at a programme the moment it enters a state; a host may write more into it later.
func (w *walk) observed(do func(*walk, *rapid.T)) func(*rapid.T) {
	return func(t *rapid.T) {
		before := w.p.State
		do(w, t)
		if w.p.State != before {
			w.entered(t)
		}
	}
}

func (w *walk) entered(t *rapid.T) {
	switch w.p.State {
	case support.Completed:
		if w.p.RequiresSignOff() {
			require.True(t, slices.ContainsFunc(w.p.SignOffs, func(s support.SignOff) bool {
				return s.Outcome == support.Met && !s.On.Before(w.p.StartedOn.AddDays(49)) && (s.ByRole == support.HeadRole || s.ByRole == support.FacilitatorRole)
			}), "completed without a sign-off")
		}
	case support.Extended:
		if w.p.RequiresSignOff() {
			x := w.p.Extensions[0]
			require.False(t, x.NewEndOn.After(w.p.StartedOn.AddDays(84)))
			require.True(t, slices.ContainsFunc(w.p.SignOffs, func(s support.SignOff) bool {
				return s.Outcome == support.NotMet && !s.On.After(x.GrantedOn) && !s.On.Before(w.p.StartedOn.AddDays(49))
			}), "extended without an outcome")
		}
	case support.Escalated:
		e, v := w.p.Escalation, w.p.HeadReview
		require.False(t, e.On.Before(w.p.StartedOn.AddDays(84)))
		require.False(t, e.On.Before(v.On))
		require.Equal(t, [3]support.Role{support.HeadRole, support.HeadRole, support.LineManagerRole}, [3]support.Role{v.ByRole, e.ByRole, e.ToRole})
		require.NotEmpty(t, e.Items)
	}
}

// Whatever a host tries, in whatever order, the rules of the lifecycle hold after every step.
func TestWalk(t *testing.T) {
	reached := map[support.State]bool{}
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom([]support.Kind{support.ToGood, support.ToGood, support.NewStaff, support.ToOutstanding}).Draw(t, "kind")
		w := &walk{p: proposed(k), today: date(start)}
		if rapid.Bool().Draw(t, "under way") { // most of what matters happens after week 8
			next, err := w.p.Advance(byHead(support.Active, start))
			w.take(t, next, err)
			w.today = date("2025-11-03")
		}
		t.Repeat(map[string]func(*rapid.T){
			"sign off":     w.signOff,
			"extend":       w.extend,
			"review":       w.review,
			"escalate":     w.escalate,
			"learn":        w.learn,
			"note":         w.note,
			"advance":      w.observed((*walk).advance),
			"go on":        w.observed((*walk).advance),
			"sensibly":     w.observed((*walk).sensibly),
			"and again":    w.observed((*walk).sensibly),
			"and on":       w.observed((*walk).advance),
			"days pass":    func(t *rapid.T) { w.today = w.today.AddDays(rapid.IntRange(1, 9).Draw(t, "days")) },
			"a month goes": func(t *rapid.T) { w.today = w.today.AddDays(28) },
			"":             w.invariants,
		})
		for _, s := range w.p.History {
			reached[support.State(s.To)] = true
		}
	})
	t.Logf("states reached: %v", reached)
}
