package practice_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

// The machines as the requirements have them, written out so that a change of a table shows here.
var lifeMoves = map[practice.Stage][]practice.Stage{
	practice.Identified:   {practice.Recorded, practice.Shared, practice.Withdrawn},
	practice.Recorded:     {practice.InValidation, practice.Shared, practice.Withdrawn},
	practice.InValidation: {practice.Validated, practice.Returned, practice.Declined, practice.Withdrawn},
	practice.Returned:     {practice.Recorded, practice.Withdrawn},
	practice.Validated:    {practice.Shared, practice.Withdrawn},
	practice.Shared:       {practice.InTransfer, practice.Withdrawn},
	practice.InTransfer:   {practice.Monitored, practice.Withdrawn},
	practice.Monitored:    {practice.Assessed, practice.Withdrawn},
	practice.Assessed:     {practice.Withdrawn},
	practice.Declined:     nil,
	practice.Withdrawn:    nil,
}

var transferMoves = map[practice.TransferState][]practice.TransferState{
	practice.Started:    {practice.Monitoring, practice.Abandoned},
	practice.Monitoring: {practice.Reported, practice.Abandoned},
	practice.Reported:   {practice.Submitted, practice.Abandoned},
	practice.Submitted:  nil,
	practice.Abandoned:  nil,
}

func permit(subject, to string, on practice.Date) practice.Ruling {
	return practice.Ruling{Subject: subject, To: to, Outcome: practice.Open, On: on}
}

// byHand is a ruling that any move accepts: an exit wants a person, and the others do not mind one.
func byHand(subject, to string) practice.Ruling {
	return practice.ByHand(subject, to, date("2025-11-03"), "quality_manager", "agreed in the team")
}

func TestPractice_Advance_moves(t *testing.T) {
	require.Len(t, lifeMoves, len(practice.Stages()))
	minutes := &practice.Meeting{ID: "M1", Kind: practice.OfQualityTeam}
	for _, from := range practice.Stages() {
		assert.Equal(t, lifeMoves[from], from.Next(), "from %s", from)
		for _, to := range practice.Stages() {
			t.Run(fmt.Sprintf("%s to %s", from, to), func(t *testing.T) {
				p := practice.Practice{ID: "P1", Stage: from, Minutes: minutes}
				got, err := p.Advance(byHand("P1", string(to)))
				if !slices.Contains(lifeMoves[from], to) {
					refused(t, err, lifeMoves[from])
					assert.Equal(t, p, got)
					return
				}
				require.NoError(t, err)
				assert.Equal(t, to, got.Stage)
				require.Len(t, got.History, 1)
				step := got.History[0]
				assert.Equal(t, []string{string(from), string(to)}, []string{step.From, step.To})
				assert.Equal(t, byHand("P1", string(to)), step.Ruling, "the history keeps the ruling")
				move, ok := practice.Life().Find(from, to)
				require.True(t, ok)
				assert.Equal(t, move.Event, step.Event)
				assert.NotEmpty(t, step.Event)
			})
		}
	}
}

func TestTransfer_Advance_moves(t *testing.T) {
	for from, allowed := range transferMoves {
		for to := range transferMoves {
			t.Run(fmt.Sprintf("%s to %s", from, to), func(t *testing.T) {
				tr := practice.Transfer{ID: "T1", State: from}
				got, err := tr.Advance(byHand("T1", string(to)))
				if !slices.Contains(allowed, to) {
					refused(t, err, allowed)
					assert.Equal(t, tr, got)
					return
				}
				require.NoError(t, err)
				assert.Equal(t, to, got.State)
				assert.Len(t, got.History, 1)
			})
		}
	}
}

// refused holds the shape of a refusal of a move that the table does not have.
func refused[S ~string](t *testing.T, err error, allowed []S) {
	t.Helper()
	var stageErr *practice.StageError
	require.ErrorAs(t, err, &stageErr)
	assert.Len(t, stageErr.Allowed, len(allowed))
	if len(allowed) == 0 {
		assert.Contains(t, err.Error(), "is final")
		return
	}
	assert.Contains(t, err.Error(), "there is no such step; from "+stageErr.From+" it may go to "+stageErr.Allowed[0])
}

func TestLadder_Advance_nowhere(t *testing.T) {
	_, err := practice.Practice{ID: "P1"}.Advance(byHand("P1", "recorded"))
	require.EqualError(t, err, "P1 cannot enter recorded: it does not say where it stands")
	_, err = practice.Practice{ID: "P1", Stage: "lost"}.Advance(byHand("P1", "recorded"))
	require.EqualError(t, err, `P1 cannot go from lost to recorded: "lost" is not on this ladder`)
}

func TestLadder_exits(t *testing.T) {
	for _, s := range practice.Stages() {
		want := s == practice.Returned || s == practice.Declined || s == practice.Withdrawn
		assert.Equal(t, want, s.IsExit(), s)
		assert.Equal(t, want, practice.Life().IsExit(s), s)
	}
	for s := range transferMoves {
		assert.Equal(t, s == practice.Abandoned, s.IsExit(), s)
	}
	assert.False(t, practice.Stage("lost").IsExit())

	for _, role := range []string{"", " "} {
		r := permit("P1", "withdrawn", date("2025-11-03"))
		r.By, r.Note = role, "out of date"
		_, err := practice.Practice{ID: "P1", Stage: practice.Shared}.Advance(r)
		require.EqualError(t, err, "P1 cannot go from shared to withdrawn: a person decides this and gives a reason")
	}
}

// TestLadder_copies: what a caller does to a table or a list stays with the caller.
func TestLadder_copies(t *testing.T) {
	practice.Life()[0].To = practice.Assessed
	practice.TransferLife()[0].To = practice.Submitted
	practice.Stages()[0] = practice.Withdrawn
	assert.Equal(t, practice.Recorded, practice.Life()[0].To)
	assert.Equal(t, practice.Monitoring, practice.TransferLife()[0].To)
	assert.Equal(t, practice.Identified, practice.Stages()[0])
}

func TestStage_Step(t *testing.T) {
	for s, want := range map[practice.Stage]struct {
		label  string
		number int
	}{
		practice.Identified: {"1a", 1}, practice.Recorded: {"1b", 2}, practice.InValidation: {"1b", 2},
		practice.Returned: {"1b", 2}, practice.Declined: {"1b", 2}, practice.Validated: {"2", 3},
		practice.Shared: {"3", 4}, practice.InTransfer: {"4", 5}, practice.Monitored: {"5", 6},
		practice.Assessed: {"6", 7}, practice.Withdrawn: {"", 0}, "": {"", 0},
	} {
		assert.Equal(t, want.label, s.Step(), s)
		assert.Equal(t, want.number, s.Number(), s)
	}
}
