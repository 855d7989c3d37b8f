package practice_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

func TestFeeds(t *testing.T) {
	p := observed(t)
	p.Impact.InSARFeed = practice.Known(false)
	want := practice.FeedLine{
		PracticeID: "P1", Title: p.Title, Area: "cookery", Stage: practice.Assessed, Finding: "learners rely less on repeats",
		Actions: []string{"model it at the spring event"}, AssessedOn: date("2026-02-24"), Carried: practice.Known(true),
	}
	practices := []practice.Practice{{ID: "P0", Stage: practice.Monitored}, p}
	cpd := practice.CPDFeed(practices)
	assert.Equal(t, []practice.FeedLine{want}, cpd)
	want.Carried = practice.Known(false)
	assert.Equal(t, []practice.FeedLine{want}, practice.SARFeed(practices))

	cpd[0].Actions[0] = "changed"
	assert.Equal(t, "model it at the spring event", p.Impact.CPDActions[0], "the lines are the caller's own")
}

func TestFeeds_order(t *testing.T) {
	assessed := func(id string, on practice.Date) practice.Practice {
		return practice.Practice{ID: id, Impact: &practice.Impact{AssessedOn: on}}
	}
	lines := practice.CPDFeed([]practice.Practice{
		assessed("P9", practice.Date{}), assessed("P4", date("2026-02-24")), assessed("P3", date("2026-02-24")),
		assessed("P8", practice.Date{}), assessed("P7", date("2025-02-24")),
	})
	var ids []string
	for _, l := range lines {
		ids = append(ids, l.PracticeID)
	}
	assert.Equal(t, []string{"P7", "P3", "P4", "P8", "P9"}, ids)

	none := practice.SARFeed(nil)
	require.NotNil(t, none, "a report of nothing is an empty list")
	assert.Empty(t, none)
}
