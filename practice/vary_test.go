package practice_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

// varied is a practice whose adopter did it differently and wants that looked at.
func varied(t *testing.T) practice.Practice {
	p := observed(t)
	tr, _ := p.Transfer("T1")
	return p.WithTransfer(differently(tr))
}

func differently(tr practice.Transfer) practice.Transfer {
	tr.ProviderID = "pr-2"
	tr.DiffersFromOriginal = practice.Known(true)
	tr.Differences = []string{"questions on cards"}
	tr.VariationDecision = practice.Proposed
	return tr
}

func TestPractice_Vary(t *testing.T) {
	p := varied(t)
	before := encode(t, p)
	v, err := p.Vary("T1", "P2", date("2026-02-12"))
	require.NoError(t, err)
	assert.Equal(t, before, encode(t, p), "the original keeps its state and its approval")

	reported := date("2026-02-10")
	assert.Equal(t, practice.Practice{
		ID: "P2", Title: p.Title, Area: p.Area, ProviderID: "pr-2",
		Originator: "tutor-b", IdentifiedBy: "tutor-b", IdentifiedVia: practice.SelfNominated,
		IdentifierAs: practice.AsTutor, IdentifiedOn: reported, RecordedOn: reported,
		Records:  []practice.Record{{Kind: practice.Stage5ReportRecord, Ref: "T1", On: reported}},
		ParentID: "P1", RootID: "P1", Lineage: []string{"P1"}, Stage: practice.InValidation,
		History: []practice.Step{{To: "in_validation", Event: "propose a variation",
			Ruling: practice.ByHand("P2", "in_validation", date("2026-02-12"), "tutor-b", "varies P1")}},
	}, v, "no approval, share or impact of the parent's carries over")
	assert.True(t, v.IsVariation())
	assert.Equal(t, 2, v.CompletedStage())
}

func TestPractice_Vary_ofAVariation(t *testing.T) {
	p1 := varied(t)
	p2, err := p1.Vary("T1", "P2", date("2026-02-12"))
	require.NoError(t, err)
	p2.Lineage = append(make([]string, 0, 8), p2.Lineage...)
	p2.Transfers = []practice.Transfer{differently(practice.Transfer{ID: "T2", Adopter: "tutor-c",
		Stage5Report: &practice.Stage5Report{SubmittedOn: date("2026-05-01")}, State: practice.Submitted})}
	before1, before2 := encode(t, p1), encode(t, p2)

	p3, err := p2.Vary("T2", "P3", date("2026-05-04"))
	require.NoError(t, err)
	sibling, err := p2.Vary("T2", "P4", date("2026-05-04"))
	require.NoError(t, err)
	assert.Equal(t, []string{"P2", "P1"}, []string{p3.ParentID, p3.RootID})
	assert.Equal(t, []string{"P1", "P2"}, p3.Lineage)
	p3.Transfers, sibling.Transfers = p2.Transfers, p2.Transfers
	p5, err := p3.Vary("T2", "P5", date("2026-05-05"))
	require.NoError(t, err)
	p6, err := sibling.Vary("T2", "P6", date("2026-05-05"))
	require.NoError(t, err)
	assert.Equal(t, []string{"P1", "P2", "P3"}, p5.Lineage, "two branches do not write into one list")
	assert.Equal(t, []string{"P1", "P2", "P4"}, p6.Lineage)
	assert.Equal(t, before1, encode(t, p1))
	assert.Equal(t, before2, encode(t, p2))

	p3.Validation = &practice.Validation{Status: practice.Approved, SubjectID: "P3", On: date("2026-06-01")}
	p3 = advance(t, p3, practice.Validated, "2026-06-01")
	p3.Shares = []practice.Share{{Channel: practice.Blog, On: date("2026-06-08")}}
	p3 = advance(t, p3, practice.Shared, "2026-06-08")
	assert.Len(t, p3.History, 3)

	p2, err = p2.Advance(byHand("P2", "withdrawn"))
	require.Error(t, err, "not before the day it was proposed")
	p2, err = p2.Advance(practice.ByHand("P2", "withdrawn", date("2026-07-01"), "quality_team", "superseded"))
	require.NoError(t, err)
	assert.Equal(t, practice.Withdrawn, p2.Stage)
	assert.Equal(t, practice.Shared, p3.Stage, "a variation outlives its parent")
}

func TestPractice_Vary_refused(t *testing.T) {
	for _, tc := range []struct {
		name         string
		transfer, id string
		on           practice.Date
		change       func(*practice.Practice)
		wantErr      string
	}{
		{name: "no such transfer", transfer: "T9", wantErr: `P1 has no transfer "T9"`},
		{name: "not decided", change: func(p *practice.Practice) { p.Transfers[0].VariationDecision = "" },
			wantErr: "the transfer's variation decision is not to propose it"},
		{name: "decided against", change: func(p *practice.Practice) { p.Transfers[0].VariationDecision = practice.NotProposed },
			wantErr: "the transfer's variation decision is not to propose it"},
		{name: "no report", change: func(p *practice.Practice) { p.Transfers[0].Stage5Report = nil },
			wantErr: "its record is the Stage 5 Report, which is not there"},
		{name: "nobody's", change: func(p *practice.Practice) { p.Transfers[0].Adopter = "" },
			wantErr: "the transfer does not name the adopter, whose practice it becomes"},
		{name: "no day", on: practice.Date{}, wantErr: "it has no date"},
		{name: "itself", id: "P1", wantErr: "a variation needs an id that its family tree does not hold"},
		{name: "an ancestor", id: "P0", change: func(p *practice.Practice) {
			p.RootID, p.ParentID, p.Lineage = "P00", "P0", []string{"P00", "P0"}
		}, wantErr: "a variation needs an id that its family tree does not hold"},
		{name: "the root", id: "P0", change: func(p *practice.Practice) { p.RootID = "P0" },
			wantErr: "a variation needs an id that its family tree does not hold"},
		{name: "a parent in its own lineage", change: func(p *practice.Practice) { p.Lineage = []string{"P0", "P1"} },
			wantErr: "the family tree of P1 goes round in a circle"},
		{name: "a parent that is its own root", change: func(p *practice.Practice) { p.RootID = "P1" },
			wantErr: "the family tree of P1 goes round in a circle"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := varied(t)
			if tc.change != nil {
				tc.change(&p)
			}
			if tc.transfer == "" {
				tc.transfer = "T1"
			}
			if tc.id == "" {
				tc.id = "P2"
			}
			if tc.name != "no day" {
				tc.on = date("2026-02-12")
			}
			before := encode(t, p)
			got, err := p.Vary(tc.transfer, tc.id, tc.on)
			require.EqualError(t, err, tc.id+" cannot enter in_validation: "+tc.wantErr)
			assert.Zero(t, got)
			assert.Equal(t, before, encode(t, p))
		})
	}
	_, err := varied(t).Vary("T1", "", date("2026-02-12"))
	require.ErrorContains(t, err, "a variation needs an id")
}
