package jpd_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

// sound is the closed project put back into a state, so that nothing but the table decides a move.
func sound(t fails, s jpd.State) jpd.Project {
	p := closed(t)
	p.State, p.History = s, nil
	return p
}

// machine is one of the three state machines, so that the tests of moving are written once. The document that moves has
// the id in subject and stands in from; rich documents lack nothing.
type machine struct {
	name, subject string
	states        []string
	moves         string // every move, written out by hand from the lifecycle and not taken from the code
	put           func(p jpd.Project, from string, history []practice.Step) jpd.Project
	advance       func(jpd.Project, practice.Ruling) (jpd.Project, error)
	at            func(jpd.Project) (string, []practice.Step)
}

var machines = []machine{
	{
		name: "project", subject: "J-2026", states: jpd.State("").Names(),
		moves: `planned>self_evaluating self_evaluating>visiting visiting>reflecting reflecting>evaluating
			evaluating>disseminating disseminating>closed planned>stopped self_evaluating>stopped visiting>stopped
			reflecting>stopped evaluating>stopped disseminating>stopped`,
		put: func(p jpd.Project, from string, h []practice.Step) jpd.Project {
			p.State, p.History = jpd.State(from), h
			return p
		},
		advance: jpd.Project.Advance,
		at:      func(p jpd.Project) (string, []practice.Step) { return string(p.State), p.History },
	},
	{
		name: "participant", subject: "s01", states: jpd.ParticipantState("").Names(),
		moves: `self_evaluating>participating participating>completed self_evaluating>left participating>left`,
		put: func(p jpd.Project, from string, h []practice.Step) jpd.Project {
			p.Participants = slices.Clone(p.Participants)
			p.Participants[0].State, p.Participants[0].History = jpd.ParticipantState(from), h
			return p
		},
		advance: jpd.Project.AdvanceParticipant,
		at: func(p jpd.Project) (string, []practice.Step) {
			return string(p.Participants[0].State), p.Participants[0].History
		},
	},
	{
		name: "visit", subject: "v-s01", states: jpd.VisitState("").Names(),
		moves: `arranged>held held>form_filed form_filed>form_shared arranged>cancelled`,
		put: func(p jpd.Project, from string, h []practice.Step) jpd.Project {
			p.Visits = slices.Clone(p.Visits)
			p.Visits[0].State, p.Visits[0].History = jpd.VisitState(from), h
			return p
		},
		advance: jpd.Project.AdvanceVisit,
		at:      func(p jpd.Project) (string, []practice.Step) { return string(p.Visits[0].State), p.Visits[0].History },
	},
}

// Every pair of states is tried in every machine: the listed moves work and all others are refused.
func TestAdvance_everyPair(t *testing.T) {
	for _, m := range machines {
		moves := strings.Fields(m.moves)
		for _, from := range append([]string{"", "lost"}, m.states...) {
			for _, to := range append([]string{"", "lost"}, m.states...) {
				p := m.put(sound(t, jpd.Closed), from, nil)
				before := string(encode(t, p))
				r := practice.ByHand(m.subject, to, date("2026-07-10"), "coordinator", "agreed")
				got, err := m.advance(p, r)
				assert.Equal(t, before, string(encode(t, p)), "%s %s>%s changed its receiver", m.name, from, to)
				state, history := m.at(got)
				if slices.Contains(moves, from+">"+to) {
					require.NoError(t, err, "%s %s>%s", m.name, from, to)
					assert.Equal(t, to, state)
					require.Len(t, history, 1)
					assert.Equal(t, r, history[0].Ruling)
					assert.NotEmpty(t, history[0].Event)
					continue
				}
				var refused *practice.StageError
				require.ErrorAs(t, err, &refused, "%s %s>%s", m.name, from, to)
				assert.Equal(t, from, state)
				assert.Empty(t, history)
				for _, a := range refused.Allowed {
					assert.Contains(t, moves, from+">"+a)
				}
			}
		}
	}
}

// A move that exists is refused where its ruling does not carry it, and the document stays as it was.
func TestAdvance_ruling(t *testing.T) {
	for _, m := range machines {
		from, to, _ := strings.Cut(strings.Fields(m.moves)[0], ">")
		for name, change := range map[string]func(*practice.Ruling){
			"closed":        func(r *practice.Ruling) { r.Outcome = practice.Closed },
			"cannot tell":   func(r *practice.Ruling) { r.Outcome = practice.CannotTell },
			"no date":       func(r *practice.Ruling) { r.On = practice.Date{} },
			"too old":       func(r *practice.Ruling) { r.On = date("2025-01-31") },
			"no reason":     func(r *practice.Ruling) { r.By = "coordinator" },
			"other subject": func(r *practice.Ruling) { r.Subject = "X" },
			"advice unanswered": func(r *practice.Ruling) {
				r.Reasons = []practice.Reason{{Rule: "J-41", Severity: practice.Should, Verdict: practice.Fail}}
			},
		} {
			earlier := []practice.Step{{To: from, Ruling: practice.Ruling{On: date("2025-02-01")}}}
			p := m.put(sound(t, jpd.Closed), from, earlier)
			r := allow(m.subject, to, "2026-07-10")
			change(&r)
			got, err := m.advance(p, r)
			var refused *practice.StageError
			require.ErrorAs(t, err, &refused, "%s: %s", m.name, name)
			assert.Equal(t, p, got, "%s: %s", m.name, name)
		}
	}
}

func TestAdvance_exitNeedsPerson(t *testing.T) {
	for _, m := range machines {
		for _, pair := range strings.Fields(m.moves) {
			from, to, _ := strings.Cut(pair, ">")
			exit := slices.Contains([]string{"stopped", "left", "cancelled"}, to)
			_, err := m.advance(m.put(sound(t, jpd.Closed), from, nil), allow(m.subject, to, "2026-07-10"))
			assert.Equal(t, exit, err != nil, "%s %s", m.name, pair)
		}
	}
	assert.True(t, jpd.Stopped.IsExit() && jpd.Left.IsExit() && jpd.Cancelled.IsExit())
	assert.False(t, jpd.Closed.IsExit() || jpd.Completed.IsExit() || jpd.FormShared.IsExit())
}

// Two moves from the same value must not write into each other's history, even where the slice has spare room.
func TestAdvance_noAliasing(t *testing.T) {
	for _, m := range machines {
		from, to, _ := strings.Cut(strings.Fields(m.moves)[0], ">")
		roomy := append(make([]practice.Step, 0, 8), practice.Step{To: from, Ruling: practice.Ruling{Note: "first"}})
		p := m.put(sound(t, jpd.Closed), from, roomy)
		var histories [][]practice.Step
		for _, on := range []string{"2026-07-10", "2026-07-11"} {
			got, err := m.advance(p, practice.ByHand(m.subject, to, date(on), "coordinator", on))
			require.NoError(t, err, m.name)
			_, h := m.at(got)
			histories = append(histories, h)
		}
		assert.Equal(t, "2026-07-10", histories[0][1].Ruling.Note, m.name)
		assert.Equal(t, "2026-07-11", histories[1][1].Ruling.Note, m.name)
		assert.Equal(t, practice.Step{}, roomy[:2][1], "%s: the receiver's spare room was written to", m.name)
	}
}

func TestAdvance_nobodyThere(t *testing.T) {
	for _, m := range machines[1:] {
		p := planned()
		got, err := m.advance(p, allow("nobody", "held", "2026-07-10"))
		require.ErrorContains(t, err, "the project has no such "+m.name)
		assert.Equal(t, p, got)
	}
}

func TestLife_isCopy(t *testing.T) {
	jpd.Life()[0].To, jpd.ParticipantLife()[0].To, jpd.VisitLife()[0].To, jpd.StatusLife()[0].To = "x", "x", "x", "x"
	assert.NotEqual(t, jpd.State("x"), jpd.Life()[0].To)
	assert.NotEqual(t, jpd.ParticipantState("x"), jpd.ParticipantLife()[0].To)
	assert.NotEqual(t, jpd.VisitState("x"), jpd.VisitLife()[0].To)
	assert.NotEqual(t, jpd.Status("x"), jpd.StatusLife()[0].To)
}

func TestWith_noAliasing(t *testing.T) {
	p := closed(t)
	before := string(encode(t, p))
	v, s, target, k, q := p.Visits[0], p.Sets[0], p.Targets[0], p.KPIs[0], p.Participants[0]
	v.Themes, s.Notes, target.Title, k.Title, q.Subject = nil, "x", "x", "x", "x"
	after := mustWith(t, p.WithVisit(v).WithSet(s).WithTarget(target).WithKPI(k), q)
	assert.Equal(t, before, string(encode(t, p)))
	assert.Equal(t, []string{"x", "x", "x", "x"}, []string{after.Sets[0].Notes, after.Targets[0].Title, after.KPIs[0].Title, after.Participants[0].Subject})
	assert.Nil(t, after.Visits[0].Themes)

	v.ID, s.ID, target.ID, k.Code, q.ID = "n", "n", "n", "n", "n"
	more := mustWith(t, p.WithVisit(v).WithSet(s).WithTarget(target).WithKPI(k), q)
	assert.Equal(t, []int{21, 4, 3, 6, 21}, []int{len(more.Visits), len(more.Sets), len(more.Targets), len(more.KPIs), len(more.Participants)})
	assert.Equal(t, before, string(encode(t, p)))
}
