package dissemination_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

var date = practice.MustDate

// open is what the rules engine would say of a move that nothing stands against.
func open(subject string, to dissemination.State, on string) practice.Ruling {
	return practice.Ruling{Subject: subject, To: string(to), Outcome: practice.Open, On: date(on)}
}

// machine is one of the three documents, so that the tests of moving are written once.
type machine struct {
	name  string
	moves string // every move, written out by hand from the lifecycle and not taken from the code
	life  practice.Ladder[dissemination.State]
	// advance moves a document with the id X that stands in from, with spare room behind its history.
	advance func(from dissemination.State, history []practice.Step, r practice.Ruling) (dissemination.State, []practice.Step, error)
}

var machines = []machine{
	{
		name: "disseminator", life: dissemination.DisseminatorLife(),
		moves: `awarded>proposing proposing>identifying identifying>planning planning>promoting promoting>selecting
			selecting>working working>reporting reporting>completed`,
		advance: func(from dissemination.State, h []practice.Step, r practice.Ruling) (dissemination.State, []practice.Step, error) {
			d, err := dissemination.Disseminator{ID: "X", State: from, History: h}.Advance(r)
			return d.State, d.History, err
		},
	},
	{
		name: "enquiry", life: dissemination.EnquiryLife(),
		moves: `enquiry>filtered enquiry>accepted enquiry>declined filtered>accepted filtered>declined`,
		advance: func(from dissemination.State, h []practice.Step, r practice.Ruling) (dissemination.State, []practice.Step, error) {
			e, err := dissemination.Enquiry{ID: "X", State: from, History: h}.Advance(r)
			return e.State, e.History, err
		},
	},
	{
		name: "engagement", life: dissemination.EngagementLife(),
		moves: `accepted>baseline_recorded baseline_recorded>agreed agreed>active active>disseminated
			disseminated>implementing implementing>reviewed reviewed>evaluated accepted>stopped
			baseline_recorded>stopped agreed>stopped active>stopped disseminated>stopped implementing>stopped
			reviewed>stopped`,
		advance: func(from dissemination.State, h []practice.Step, r practice.Ruling) (dissemination.State, []practice.Step, error) {
			e, err := dissemination.Engagement{ID: "X", State: from, History: h}.Advance(r)
			return e.State, e.History, err
		},
	},
}

// Every pair of states is tried in every machine: the listed moves work and all others are refused.
func TestAdvance_everyPair(t *testing.T) {
	names := dissemination.State("").Names()
	require.Len(t, names, 21)
	for _, m := range machines {
		moves := strings.Fields(m.moves)
		require.Len(t, m.life, len(moves), m.name)
		for _, from := range names {
			for _, to := range names {
				r := practice.ByHand("X", to, date("2025-03-10"), "coordinator", "agreed")
				state, history, err := m.advance(dissemination.State(from), nil, r)
				if slices.Contains(moves, from+">"+to) {
					require.NoError(t, err, "%s %s>%s", m.name, from, to)
					assert.Equal(t, to, string(state))
					require.Len(t, history, 1)
					assert.Equal(t, r, history[0].Ruling)
					assert.Equal(t, [2]string{from, to}, [2]string{history[0].From, history[0].To})
					assert.NotEmpty(t, history[0].Event)
					continue
				}
				var refused *practice.StageError
				require.ErrorAs(t, err, &refused, "%s %s>%s", m.name, from, to)
				assert.Equal(t, from, string(state), "%s %s>%s", m.name, from, to)
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
		move := m.life[0]
		good := open("X", move.To, "2025-03-10")
		change := func(f func(*practice.Ruling)) practice.Ruling { r := good; f(&r); return r }
		advice := practice.Reason{Rule: "L-29.1", Severity: practice.Should, Verdict: practice.Fail}
		for name, r := range map[string]practice.Ruling{
			"closed":        change(func(r *practice.Ruling) { r.Outcome = practice.Closed }),
			"cannot tell":   change(func(r *practice.Ruling) { r.Outcome = practice.CannotTell }),
			"other subject": change(func(r *practice.Ruling) { r.Subject = "Y" }),
			"no date":       change(func(r *practice.Ruling) { r.On = practice.Date{} }),
			"too old":       change(func(r *practice.Ruling) { r.On = date("2025-01-31") }),
			"no reason":     change(func(r *practice.Ruling) { r.By = "coordinator" }),
			"advice unanswered": change(func(r *practice.Ruling) {
				r.Reasons = []practice.Reason{advice}
			}),
		} {
			earlier := []practice.Step{{To: string(move.From), Ruling: practice.Ruling{On: date("2025-02-01")}}}
			state, history, err := m.advance(move.From, earlier, r)
			var refused *practice.StageError
			require.ErrorAs(t, err, &refused, "%s: %s", m.name, name)
			assert.Equal(t, move.From, state, "%s: %s", m.name, name)
			assert.Equal(t, earlier, history, "%s: %s", m.name, name)
		}
		answered := change(func(r *practice.Ruling) {
			r.Reasons = []practice.Reason{advice}
			r.Overrides = []practice.Override{{Rule: "L-29.1", Reason: "one ends in a week", Role: "coordinator"}}
		})
		_, _, err := m.advance(move.From, nil, answered)
		assert.NoError(t, err, m.name)
	}
}

func TestAdvance_exitNeedsPerson(t *testing.T) {
	for _, m := range machines {
		for _, move := range m.life {
			assert.Equal(t, move.Exit, move.To.IsExit(), "%s %s>%s", m.name, move.From, move.To)
			_, _, err := m.advance(move.From, nil, open("X", move.To, "2025-03-10"))
			var refused *practice.StageError
			assert.Equal(t, move.Exit, errors.As(err, &refused), "%s %s>%s", m.name, move.From, move.To)
		}
	}
}

// Two moves from the same value must not write into each other's history, even where the slice has spare room.
func TestAdvance_noAliasing(t *testing.T) {
	for _, m := range machines {
		for _, from := range []dissemination.State{m.life[0].From, m.life[len(m.life)-1].From} {
			roomy := append(make([]practice.Step, 0, 8), practice.Step{To: string(from), Ruling: practice.Ruling{Note: "first"}})
			var histories [][]practice.Step
			for _, on := range []string{"2025-03-10", "2025-03-11"} {
				r := practice.ByHand("X", string(m.life.Next(from)[0]), date(on), "coordinator", on)
				_, h, err := m.advance(from, roomy, r)
				require.NoError(t, err)
				histories = append(histories, h)
			}
			assert.Equal(t, "2025-03-10", histories[0][1].Ruling.Note, m.name)
			assert.Equal(t, "2025-03-11", histories[1][1].Ruling.Note, m.name)
			assert.Equal(t, practice.Step{}, roomy[:2][1], "%s: the receiver's spare room was written to", m.name)
		}
	}
}

func TestLife_isCopy(t *testing.T) {
	for _, life := range []func() practice.Ladder[dissemination.State]{
		dissemination.DisseminatorLife, dissemination.EnquiryLife, dissemination.EngagementLife,
	} {
		life()[0].To = "elsewhere"
		assert.NotEqual(t, dissemination.State("elsewhere"), life()[0].To)
	}
}

func TestState_Stage(t *testing.T) {
	want := map[dissemination.State]dissemination.Stage{
		dissemination.Awarded: 1, dissemination.Proposing: 1, dissemination.Identifying: 1, dissemination.Planning: 2,
		dissemination.Promoting: 3, dissemination.Selecting: 4, dissemination.Working: 5, dissemination.Reporting: 7,
		dissemination.Completed: 7, dissemination.Enquired: 4, dissemination.Filtered: 4, dissemination.Declined: 4,
		dissemination.Accepted: 4, dissemination.BaselineRecorded: 5, dissemination.Agreed: 5, dissemination.Active: 5,
		dissemination.Disseminated: 5, dissemination.Implementing: 6, dissemination.Reviewed: 7,
		dissemination.Evaluated: 7, dissemination.Stopped: 0,
	}
	for _, name := range dissemination.State("").Names() {
		stage, listed := want[dissemination.State(name)]
		require.True(t, listed, name)
		assert.Equal(t, stage, dissemination.State(name).Stage(), name)
	}
	var names []string
	for s := dissemination.StageIdentification; s <= dissemination.StageEvaluation; s++ {
		names = append(names, s.String())
	}
	assert.Equal(t, []string{"identification", "preparation", "promotion", "selection", "dissemination", "implementation",
		"evaluation"}, names)
	for _, none := range []dissemination.Stage{-1, 0, 8} {
		assert.Empty(t, none.String())
	}
}
