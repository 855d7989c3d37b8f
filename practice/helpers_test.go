package practice_test

import (
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

// fails is what a test, a benchmark and a property check have in common.
type fails interface {
	require.TestingT
	Helper()
}

func decode(t fails, text string) practice.Practice {
	t.Helper()
	var p practice.Practice
	require.NoError(t, p.UnmarshalJSON([]byte(text)))
	return p
}

func encode(t fails, p practice.Practice) []byte {
	t.Helper()
	data, err := p.MarshalJSON()
	require.NoError(t, err)
	return data
}

func advance(t fails, p practice.Practice, to practice.Stage, on string) practice.Practice {
	t.Helper()
	next, err := p.Advance(permit(p.ID, string(to), date(on)))
	require.NoError(t, err)
	return next
}

// submitted is the course of one transfer, from its start to the Quality Team.
func submitted(t fails, tr practice.Transfer, dates ...string) practice.Transfer {
	t.Helper()
	states := []practice.TransferState{practice.Monitoring, practice.Reported, practice.Submitted}
	for i, on := range dates {
		next, err := tr.Advance(permit(tr.ID, string(states[i]), date(on)))
		require.NoError(t, err)
		tr = next
	}
	return tr
}

// observed is a practice seen in an observation and followed through the whole course.
func observed(t fails) practice.Practice {
	t.Helper()
	p := practice.Practice{
		ID: "P1", Title: "Peer questions before the demonstration", Area: "cookery", Standing: practice.GoodPractice,
		Originator: "tutor-a", IdentifiedBy: "obs-7", IdentifiedVia: practice.ByObservation,
		IdentifierAs: practice.AsObserver, IdentifiedOn: date("2025-10-06"), Stage: practice.Identified,
	}
	p.Records = []practice.Record{{Kind: practice.OLTReport, Ref: "olt-114", On: date("2025-10-07")}}
	p = advance(t, p, practice.Recorded, "2025-10-07")
	p = advance(t, p, practice.InValidation, "2025-10-08")
	p.Validation = &practice.Validation{Status: practice.Approved, Route: practice.ByOLTModeration, By: "mod-2",
		On: date("2025-10-20"), SubjectID: "P1"}
	p = advance(t, p, practice.Validated, "2025-10-20")
	p.Shares = []practice.Share{{ID: "sh-1", Channel: practice.CPDEvent, On: date("2025-11-05"), Reached: []string{"tutor-b", "tutor-c"}}}
	p = advance(t, p, practice.Shared, "2025-11-05")
	tr := practice.Transfer{ID: "T1", Adopter: "tutor-b", StartedOn: date("2025-11-17"), ViaChannel: practice.CPDEvent,
		Vehicle: practice.ByStage5Report, DiffersFromOriginal: practice.Known(false), State: practice.Started}
	p = advance(t, p.WithTransfer(tr), practice.InTransfer, "2025-11-17")
	tr.Stage5Report = &practice.Stage5Report{Success: "every learner asked something", Impact: "fewer repeated demonstrations",
		SubmittedOn: date("2026-02-10")}
	tr.SubmittedOn = date("2026-02-10")
	p = advance(t, p.WithTransfer(submitted(t, tr, "2025-12-01", "2026-02-09", "2026-02-10")), practice.Monitored, "2026-02-10")
	p.Impact = &practice.Impact{Finding: "learners rely less on repeats", AssessedOn: date("2026-02-24"),
		AssessedByRole: "quality_team", CPDActions: []string{"model it at the spring event"},
		InCPDFeed: practice.Known(true), InSARFeed: practice.Known(true)}
	return advance(t, p, practice.Assessed, "2026-02-24")
}
