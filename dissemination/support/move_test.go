package support_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

// moves is written out by hand from the lifecycle and not taken from the code.
var moves = map[support.Kind]string{
	support.ToOutstanding: `proposed>active active>extended extended>extended active>completed extended>completed
		proposed>declined proposed>stopped active>stopped extended>stopped`,
	support.ToGood: `proposed>active active>extended active>completed extended>completed extended>head_review
		extended>improving_not_met head_review>escalated head_review>decided improving_not_met>decided
		proposed>declined proposed>stopped active>stopped extended>stopped`,
	support.NewStaff: `proposed>active active>extended active>completed extended>completed extended>unresolved
		unresolved>decided proposed>declined proposed>stopped active>stopped extended>stopped`,
}

// complete is a programme whose records bear every move of its kind, met and not met apart.
func complete(t testing.TB, k support.Kind, from, to support.State) support.Programme {
	p := proposed(k)
	p.State = from
	p.ClosingNote = &support.ClosingNote{On: date(week8), Note: "done"}
	p = withCycle(t, p)
	if plan, _ := p.Plan(); plan.SignOff {
		p.SignOffs = []support.SignOff{notMet8}
		if to == support.Completed {
			p.SignOffs = append(p.SignOffs, support.SignOff{On: date(week12), Outcome: support.Met, ByRole: support.HeadRole})
		}
	}
	p.Extensions = []support.Extension{extension}
	p.SignsOfImprovement = practice.Known(to == support.ImprovingNotMet)
	p.HeadReview, p.Escalation = &reviewed, &passedOn
	return p
}

// Every pair of states is tried for every kind: the listed moves work, all others are refused and change nothing.
func TestAdvance_everyPair(t *testing.T) {
	names := support.State("").Names()
	require.Len(t, names, 11)
	for k, text := range moves {
		listed := strings.Fields(text)
		require.Len(t, support.Life(k), len(listed), k)
		for _, from := range names {
			for _, to := range names {
				p := complete(t, k, support.State(from), support.State(to))
				before := saved(t, p)
				next, err := p.Advance(byHead(support.State(to), "2025-12-10"))
				assert.Equal(t, before, saved(t, p), "%s %s>%s: the receiver changed", k, from, to)
				if slices.Contains(listed, from+">"+to) {
					require.NoError(t, err, "%s %s>%s", k, from, to)
					assert.Equal(t, to, string(next.State))
					require.Len(t, next.History, 1)
					assert.NotEmpty(t, next.History[0].Event)
					continue
				}
				refused(t, err)
				assert.Equal(t, before, saved(t, next), "%s %s>%s", k, from, to)
			}
		}
	}
}

// Escalated has one way in, and only in the programme to good.
func TestLife_oneWayToEscalated(t *testing.T) {
	for _, plan := range support.Plans() {
		var in []support.State
		for _, m := range support.Life(plan.Kind) {
			if m.To == support.Escalated {
				in = append(in, m.From)
			}
			assert.Equal(t, m.To.IsExit(), m.Exit, "%s %s>%s", plan.Kind, m.From, m.To)
		}
		if plan.Kind != support.ToGood {
			assert.Empty(t, in)
			continue
		}
		assert.Equal(t, []support.State{support.HeadReview}, in)
	}
	support.Life(support.ToGood)[0].To = "elsewhere"
	assert.Equal(t, support.Active, support.Life(support.ToGood)[0].To, "the table was handed out, not a copy")
	assert.Nil(t, support.Life("to_perfect"))
}

// Each line takes one thing away from records that carry the move.
func TestAdvance_refused(t *testing.T) {
	type change func(*support.Programme)
	for name, tc := range map[string]struct {
		kind     support.Kind
		from, to support.State
		change   change
		on       string
		rules    []string
		missing  []string
	}{
		"no facilitator": {support.ToGood, support.Proposed, support.Active,
			func(p *support.Programme) { p.Facilitator = "" }, start, []string{"F-84"}, []string{"programme.facilitator"}},
		"no start": {support.ToOutstanding, support.Proposed, support.Active,
			func(p *support.Programme) { p.StartedOn = practice.Date{} }, start, []string{"F-21"}, []string{"programme.started_on"}},
		"no start, new staff": {support.NewStaff, support.Proposed, support.Active,
			func(p *support.Programme) { p.StartedOn = practice.Date{} }, start, []string{"F-44"}, []string{"programme.started_on"}},
		"extension of the facilitator's": {support.ToGood, support.Active, support.Extended,
			func(p *support.Programme) { p.Extensions[0].ByRole = support.FacilitatorRole }, week8, []string{"F-38"}, nil},
		"extension of nobody's": {support.NewStaff, support.Active, support.Extended,
			func(p *support.Programme) { p.Extensions[0].ByRole = "" }, week8, []string{"F-48"}, []string{"programme.extensions[0].by_role"}},
		"extension a day too long": {support.ToGood, support.Active, support.Extended,
			func(p *support.Programme) { p.Extensions[0].NewEndOn = date("2025-12-09") }, week8, []string{"F-38"}, nil},
		"extension that adds nothing": {support.ToGood, support.Active, support.Extended,
			func(p *support.Programme) { p.Extensions[0].NewEndOn = date(week8) }, week8, []string{"F-38"}, nil},
		"extension without an end": {support.ToGood, support.Active, support.Extended,
			func(p *support.Programme) { p.Extensions[0].NewEndOn = practice.Date{} }, week8, []string{"F-38"}, []string{"programme.extensions[0].new_end_on"}},
		"extension without a day": {support.ToGood, support.Active, support.Extended,
			func(p *support.Programme) { p.Extensions[0].GrantedOn = practice.Date{} }, week8, []string{"F-37"}, []string{"programme.extensions[0].granted_on"}},
		"extension granted tomorrow": {support.ToGood, support.Active, support.Extended,
			func(p *support.Programme) {}, "2025-11-09", []string{"F-38"}, nil},
		"two extensions": {support.ToGood, support.Active, support.Extended,
			func(p *support.Programme) { p.Extensions = append(p.Extensions, extension) }, week8, []string{"F-38"}, nil},
		"extended before the outcome": {support.ToGood, support.Active, support.Extended,
			func(p *support.Programme) { p.Extensions[0].GrantedOn = date("2025-11-09") }, week8, []string{"F-37"}, nil},
		"extended on an outcome of week 5": {support.ToGood, support.Active, support.Extended,
			func(p *support.Programme) { p.SignOffs[0].On = date("2025-10-15") }, week8, []string{"F-37"}, nil},
		"extended although met": {support.ToGood, support.Active, support.Extended,
			func(p *support.Programme) { p.SignOffs[0].Outcome = support.Met }, week8, []string{"F-37"}, nil},
		"extended on an unknown outcome": {support.ToGood, support.Active, support.Extended,
			func(p *support.Programme) { p.SignOffs[0].Outcome = "" }, week8, []string{"F-37"}, []string{"programme.sign_offs[0].outcome"}},
		"extended on the line manager's sign-off": {support.ToGood, support.Active, support.Extended,
			func(p *support.Programme) { p.SignOffs[0].ByRole = support.LineManagerRole }, week8, []string{"F-37"}, nil},
		"met, then not met": {support.ToGood, support.Extended, support.Completed,
			func(p *support.Programme) {
				p.SignOffs = append(p.SignOffs, support.SignOff{On: date("2025-12-09"), Outcome: support.NotMet, ByRole: support.HeadRole})
			}, "2025-12-10", []string{"F-35"}, nil},
		"met, and a later one without a day": {support.NewStaff, support.Extended, support.Completed,
			func(p *support.Programme) {
				p.SignOffs = append(p.SignOffs, support.SignOff{Outcome: support.NotMet, ByRole: support.HeadRole})
			}, "2025-12-10", []string{"F-47"}, []string{"programme.sign_offs[2].on"}},
		"closed without a note": {support.ToOutstanding, support.Active, support.Completed,
			func(p *support.Programme) { p.ClosingNote = nil }, week8, []string{"F-25"}, nil},
		"closed without a check": {support.ToOutstanding, support.Active, support.Completed,
			func(p *support.Programme) { p.Actions[0].CheckedIn = "" }, week8, []string{"F-23"}, nil},
		"escalated without a review": {support.ToGood, support.HeadReview, support.Escalated,
			func(p *support.Programme) { p.HeadReview = nil }, "2025-12-10", []string{"F-40"}, nil},
		"escalated on a review by another": {support.ToGood, support.HeadReview, support.Escalated,
			func(p *support.Programme) {
				p.HeadReview = &support.Review{On: date("2025-12-09"), ByRole: support.LineManagerRole}
			},
			"2025-12-10", []string{"F-40"}, nil},
		"escalated on a review without a day": {support.ToGood, support.HeadReview, support.Escalated,
			func(p *support.Programme) { p.HeadReview = &support.Review{ByRole: support.HeadRole} },
			"2025-12-10", []string{"F-40"}, []string{"programme.head_review.on"}},
		"escalated without a record": {support.ToGood, support.HeadReview, support.Escalated,
			func(p *support.Programme) { p.Escalation = nil }, "2025-12-10", []string{"F-40"}, nil},
		"escalated before it was": {support.ToGood, support.HeadReview, support.Escalated,
			func(p *support.Programme) {}, "2025-12-09", []string{"F-40"}, nil},
		"escalated to the Head": {support.ToGood, support.HeadReview, support.Escalated,
			func(p *support.Programme) { e := passedOn; e.ToRole = support.HeadRole; p.Escalation = &e }, "2025-12-10", []string{"F-40"}, nil},
		"escalated to nobody": {support.ToGood, support.HeadReview, support.Escalated,
			func(p *support.Programme) { e := passedOn; e.ToRole = ""; p.Escalation = &e }, "2025-12-10", []string{"F-40"},
			[]string{"programme.escalation.to_role"}},
		"escalated without items": {support.ToGood, support.HeadReview, support.Escalated,
			func(p *support.Programme) { e := passedOn; e.Items = nil; p.Escalation = &e }, "2025-12-10", []string{"F-42"}, nil},
		"escalated with an empty item": {support.ToGood, support.HeadReview, support.Escalated,
			func(p *support.Programme) { e := passedOn; e.Items = []string{"a", " "}; p.Escalation = &e }, "2025-12-10", []string{"F-42"}, nil},
		"decided without the review": {support.ToGood, support.HeadReview, support.Decided,
			func(p *support.Programme) { p.HeadReview = nil }, "2025-12-10", []string{"F-39"}, nil},
	} {
		p := complete(t, tc.kind, tc.from, tc.to)
		p.Extensions, p.SignOffs = slices.Clone(p.Extensions), slices.Clone(p.SignOffs)
		tc.change(&p)
		before := saved(t, p)
		next, err := p.Advance(byHead(tc.to, tc.on))
		assert.Equal(t, tc.rules, refused(t, err), name)
		var e *practice.StageError
		require.ErrorAs(t, err, &e)
		assert.Equal(t, tc.missing, e.Missing(), name)
		assert.Equal(t, tc.missing == nil, e.Outcome == practice.Closed, name)
		assert.Equal(t, before, saved(t, next), name)
	}
}

// What does not decide does not stand in the way.
func TestAdvance_allowed(t *testing.T) {
	// An older sign-off that lacks its outcome cannot be the newest.
	p := complete(t, support.ToGood, support.Extended, support.Completed)
	p.SignOffs = append(p.SignOffs, support.SignOff{On: date("2025-12-01"), ByRole: support.HeadRole})
	advanced(t, p, support.Completed, "2025-12-10")
	// One planned for later does not count yet.
	p.SignOffs = append(p.SignOffs, support.SignOff{On: date("2025-12-20"), Outcome: support.NotMet, ByRole: support.HeadRole})
	advanced(t, p, support.Completed, "2025-12-10")
	// On the same day the one recorded later counts.
	p.SignOffs = []support.SignOff{
		{On: date(week12), Outcome: support.NotMet, ByRole: support.FacilitatorRole}, {On: date(week12), Outcome: support.Met, ByRole: support.HeadRole}}
	advanced(t, p, support.Completed, "2025-12-10")
}

func TestAdvance_ruling(t *testing.T) {
	p := proposed(support.ToGood)
	for name, r := range map[string]practice.Ruling{
		"closed":        {Subject: "FP-2", To: "active", On: date(start), Outcome: practice.Closed},
		"cannot tell":   {Subject: "FP-2", To: "active", On: date(start)},
		"other subject": practice.ByHand("FP-3", "active", date(start), "head_of_teaching_and_learning", "agreed"),
		"no day":        practice.ByHand("FP-2", "active", practice.Date{}, "head_of_teaching_and_learning", "agreed"),
	} {
		_, err := p.Advance(r)
		assert.Empty(t, refused(t, err), name)
	}
	p.Kind = ""
	_, err := p.Advance(byHead(support.Active, start))
	assert.ErrorContains(t, err, "which of the three programmes")
}

// Two programmes made from one never share an element, and spare room behind a list is not written to.
func TestRecord_noAliasing(t *testing.T) {
	base := withCycle(t, extended(t, support.ToGood))
	base.Checklist = []string{"questioning"}
	base.Ratings = make([]support.Rating, 0, 8)
	base.Observations = append(make([]support.Observation, 0, 8), base.Observations...)
	base.Actions = append(make([]support.Action, 0, 8), base.Actions...)
	base.SignOffs = append(make([]support.SignOff, 0, 8), base.SignOffs...)
	base.History = append(make([]practice.Step, 0, 8), base.History...)
	base.SignsOfImprovement = practice.Known(false)
	before := saved(t, base)

	two := func(name string, record func(p support.Programme, note string) (support.Programme, error)) {
		a, err := record(base, "a")
		require.NoError(t, err, name)
		was := saved(t, a)
		b, err := record(base, "b")
		require.NoError(t, err, name)
		assert.NotEqual(t, was, saved(t, b), name)
		assert.Equal(t, was, saved(t, a), "%s: the second wrote into the first", name)
		assert.Equal(t, before, saved(t, base), "%s: the receiver changed", name)
	}
	two("observe", func(p support.Programme, note string) (support.Programme, error) {
		return p.Observe(support.Observation{ID: "O-" + note}, false)
	})
	two("reflect", func(p support.Programme, note string) (support.Programme, error) {
		return p.Reflect("O-2", support.Feedback{Strengths: []string{note}})
	})
	two("agree", func(p support.Programme, note string) (support.Programme, error) {
		return p.Agree(support.Action{ID: "A-" + note, From: "O-1"})
	})
	two("rate", func(p support.Programme, note string) (support.Programme, error) {
		return p.Rate(support.Rating{Activity: "questioning", Point: support.AtStart, Score: practice.Known(len(note) + int(note[0]-'a'))}, support.Limits{})
	})
	two("sign off", func(p support.Programme, note string) (support.Programme, error) {
		return p.SignOff(support.SignOff{On: date(week12), Outcome: support.NotMet, ByRole: support.HeadRole, Note: note})
	})
	two("review", func(p support.Programme, note string) (support.Programme, error) {
		return p.Review(support.Review{On: date(week12), ByRole: support.HeadRole, Note: note})
	})
	two("advance", func(p support.Programme, note string) (support.Programme, error) {
		return p.Advance(practice.ByHand("FP-2", "head_review", date(week12), "head_of_teaching_and_learning", note))
	})

	items := []string{"listed"}
	e := passedOn
	e.Items = items
	p, err := underReview(t).Escalate(e)
	require.NoError(t, err)
	items[0] = "changed afterwards"
	assert.Equal(t, []string{"listed"}, p.Escalation.Items)

	// The third and second round of extending share nothing either.
	q := active(t, support.ToOutstanding)
	q.Extensions = make([]support.Extension, 0, 4)
	x, err := q.Extend(support.Extension{GrantedOn: date(week8), Reason: "x"})
	require.NoError(t, err)
	_, err = q.Extend(support.Extension{GrantedOn: date(week8), Reason: "y"})
	require.NoError(t, err)
	assert.Equal(t, "x", x.Extensions[0].Reason)

	// Checking changes an action that is there.
	checked, err := base.CheckAction("A-1", "O-2")
	require.NoError(t, err)
	checked.Actions[0].What = "changed"
	assert.Equal(t, before, saved(t, base))
}
