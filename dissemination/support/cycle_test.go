package support_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/support"
)

// unrecorded asserts a refusal to record and the row it rests on.
func unrecorded(t testing.TB, rule string, p support.Programme, err error) {
	t.Helper()
	var e *support.RecordError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, rule, e.Rule, err.Error())
	assert.Equal(t, "FP-2", e.Subject)
	assert.NotEmpty(t, p.ID, "the programme did not come back")
}

func TestProgramme_Observe(t *testing.T) {
	p := active(t, support.ToOutstanding)
	for _, tc := range []struct {
		o      support.Observation
		graded bool
		rule   string
	}{
		{support.Observation{ID: "O", Kind: support.Developmental, ByRole: support.FacilitatorRole}, false, ""},
		{support.Observation{ID: "O", Kind: support.FormalObservation, ByRole: support.FacilitatorRole}, false, "F-07"},
		{support.Observation{ID: "O", Kind: support.FormalObservation}, true, "F-07"},
		{support.Observation{ID: "O", Kind: support.FormalObservation, ByRole: support.ObserverRole}, false, ""},
		{support.Observation{ID: "O", Kind: support.PeerObservation, Grade: "2"}, false, "F-08"},
		{support.Observation{ID: "O", Kind: support.PeerObservation, Grade: "2"}, true, ""},
		{support.Observation{Kind: support.PeerObservation}, false, "F-23"},
	} {
		q, err := p.Observe(tc.o, tc.graded)
		if tc.rule != "" {
			unrecorded(t, tc.rule, q, err)
			assert.Empty(t, q.Observations)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, []support.Observation{tc.o}, q.Observations)
		again, err := q.Observe(tc.o, true)
		if tc.o.Kind != support.FormalObservation {
			unrecorded(t, "F-23", again, err)
		}
	}
}

// The four steps come one after the other, and each round stands by itself.
func TestProgramme_Cycles(t *testing.T) {
	p := active(t, support.ToOutstanding)
	steps := func(p support.Programme) (list []support.CycleStep) {
		for _, c := range p.Cycles() {
			list = append(list, c.Step)
		}
		return list
	}
	observe := func(id, on string, kind support.ObservationKind) {
		var err error
		p, err = p.Observe(support.Observation{ID: id, Kind: kind, On: date(on), ByRole: support.FacilitatorRole}, false)
		require.NoError(t, err)
	}
	observe("O-1", "2025-09-22", support.Developmental)
	assert.Equal(t, []support.CycleStep{"observe"}, steps(p))

	q, err := p.Agree(support.Action{ID: "A-1", From: "O-1"})
	unrecorded(t, "F-23", q, err) // nobody has reflected
	q, err = p.Reflect("O-9", support.Feedback{})
	unrecorded(t, "F-23", q, err)
	p, err = p.Reflect("O-1", support.Feedback{Strengths: []string{"pace"}})
	require.NoError(t, err)
	assert.Equal(t, []support.CycleStep{"reflect"}, steps(p))

	q, err = p.Agree(support.Action{ID: "A-1", From: "O-9"})
	unrecorded(t, "F-23", q, err)
	q, err = p.Agree(support.Action{From: "O-1"})
	unrecorded(t, "F-23", q, err)
	p, err = p.Agree(support.Action{ID: "A-1", From: "O-1"})
	require.NoError(t, err)
	q, err = p.Agree(support.Action{ID: "A-1", From: "O-1"})
	unrecorded(t, "F-23", q, err)
	assert.Equal(t, []support.CycleStep{"agree_actions"}, steps(p))

	observe("O-0", "2025-09-15", support.Developmental) // recorded late: it was the earlier one
	observe("O-2", "2025-10-06", support.JointObservation)
	observe("O-3", "2025-11-10", support.SignOffObservation)
	for action, observation := range map[string]string{"A-1": "O-1", "A-9": "O-2", "": "O-2"} {
		q, err = p.CheckAction(action, observation)
		unrecorded(t, "F-24", q, err)
	}
	q, err = p.CheckAction("A-1", "O-0")
	unrecorded(t, "F-24", q, err)
	q, err = p.CheckAction("A-1", "O-9")
	unrecorded(t, "F-24", q, err)
	p, err = p.CheckAction("A-1", "O-2")
	require.NoError(t, err)
	assert.Equal(t, []support.CycleStep{"check_actions", "observe", "observe"}, steps(p), "the sign-off begins no round")

	p.Actions[0].CheckedIn = "O-0" // as a file may say
	assert.Equal(t, support.StepAgree, p.Cycles()[0].Step)
	p.Observations[1].On = p.Observations[0].On
	assert.Equal(t, support.StepCheck, p.Cycles()[0].Step, "on one day the order of the list counts")
}

func TestProgramme_counts(t *testing.T) {
	p := active(t, support.ToGood)
	assert.Zero(t, p.OneToOneSessions())
	p.Sessions = []support.Session{{Activity: support.OneToOneCoaching}, {Activity: support.InformalSupport}, {Activity: support.OneToOneCoaching}}
	assert.Equal(t, 2, p.OneToOneSessions())
	assert.Equal(t, date(start), p.LastUpdateOn())
	p.Updates = []support.Update{{On: date("2025-10-13")}, {On: date("2025-09-29")}, {}}
	assert.Equal(t, date("2025-10-13"), p.LastUpdateOn())
}
