package practice_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

// TestPractice_course is a practice that goes the whole way.
func TestPractice_course(t *testing.T) {
	p := observed(t)
	assert.Equal(t, practice.Assessed, p.Stage)
	tr, ok := p.Transfer("T1")
	require.True(t, ok)
	assert.Equal(t, practice.Submitted, tr.State)
	assert.Len(t, p.History, 7)
	assert.Len(t, tr.History, 3)
	assert.Equal(t, 7, p.CompletedStage())
	assert.False(t, p.IsVariation())
}

// TestPractice_Advance_untouched: neither a refusal nor a success changes the receiver, and two futures of one
// practice do not write into each other's history although it has room to grow.
func TestPractice_Advance_untouched(t *testing.T) {
	p := observed(t)
	p.Stage = practice.InValidation
	p.History = append(make([]practice.Step, 0, 16), p.History[:2]...)
	before := encode(t, p)

	_, err := p.Advance(permit("P1", "assessed", date("2026-03-01")))
	require.Error(t, err)
	assert.Equal(t, before, encode(t, p))

	approved, err := p.Advance(byHand("P1", "validated"))
	require.NoError(t, err)
	declined, err := p.Advance(byHand("P1", "declined"))
	require.NoError(t, err)
	assert.Equal(t, before, encode(t, p))
	assert.Equal(t, "validated", approved.History[2].To)
	assert.Equal(t, "declined", declined.History[2].To)
	assert.Len(t, p.History, 2)
}

func TestTransfer_Advance_untouched(t *testing.T) {
	tr := practice.Transfer{ID: "T1", State: practice.Started, History: make([]practice.Step, 0, 8)}
	watched, err := tr.Advance(byHand("T1", "monitoring"))
	require.NoError(t, err)
	given, err := tr.Advance(byHand("T1", "abandoned"))
	require.NoError(t, err)
	assert.Equal(t, practice.Started, tr.State)
	assert.Empty(t, tr.History)
	assert.Equal(t, "monitoring", watched.History[0].To)
	assert.Equal(t, "abandoned", given.History[0].To)
}

func TestPractice_WithTransfer(t *testing.T) {
	p := practice.Practice{ID: "P1", Transfers: make([]practice.Transfer, 0, 8)}
	one := p.WithTransfer(practice.Transfer{ID: "T1", State: practice.Started})
	two := one.WithTransfer(practice.Transfer{ID: "T2"})
	other := one.WithTransfer(practice.Transfer{ID: "T3"})
	changed := two.WithTransfer(practice.Transfer{ID: "T1", State: practice.Monitoring})

	assert.Empty(t, p.Transfers)
	assert.Equal(t, []practice.Transfer{{ID: "T1", State: practice.Started}}, one.Transfers)
	assert.Equal(t, []practice.Transfer{{ID: "T1", State: practice.Started}, {ID: "T2"}}, two.Transfers)
	assert.Equal(t, "T3", other.Transfers[1].ID)
	assert.Equal(t, []practice.Transfer{{ID: "T1", State: practice.Monitoring}, {ID: "T2"}}, changed.Transfers)

	_, ok := changed.Transfer("T9")
	assert.False(t, ok)
}

// TestPractice_CompletedStage: each step counts only on the ones before it.
func TestPractice_CompletedStage(t *testing.T) {
	p := practice.Practice{ID: "P1"}
	p.Impact = &practice.Impact{}
	p.Shares = []practice.Share{{Channel: practice.Blog}}
	assert.Equal(t, 1, p.CompletedStage())
	p.Records = []practice.Record{{Kind: practice.OLTReport}}
	assert.Equal(t, 2, p.CompletedStage())
	p.Validation = &practice.Validation{Status: practice.SentBack}
	assert.Equal(t, 2, p.CompletedStage())
	p.Validation = &practice.Validation{Status: practice.Approved}
	assert.Equal(t, 4, p.CompletedStage())
	p.Transfers = []practice.Transfer{{ID: "T1"}}
	assert.Equal(t, 5, p.CompletedStage())
	p.Transfers = append(p.Transfers, practice.Transfer{ID: "T2", SubmittedOn: date("2026-02-10")})
	assert.Equal(t, 7, p.CompletedStage())
	p.Impact = nil
	assert.Equal(t, 6, p.CompletedStage())
}

func TestPractice_IsVariation(t *testing.T) {
	assert.True(t, practice.Practice{ParentID: "P1"}.IsVariation())
	assert.True(t, practice.Practice{RootID: "P1"}.IsVariation())
	assert.True(t, practice.Practice{Lineage: []string{"P1"}}.IsVariation())
}
