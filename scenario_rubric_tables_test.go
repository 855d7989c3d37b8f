package beacon_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/report"
	"github.com/acl-beacon/beacon/rubric/sheet"
)

// TestScenario_SC08_fromTables takes a topic from the tables that partners filled in through its gates to the table that
// another system loads: the rules judge what came in as they judge what was typed in.
func TestScenario_SC08_fromTables(t *testing.T) {
	r := rubric.ACLWales()
	a := r.Open("A-2026", "partnership-1", day("2026-01-12"))
	a.LeadGroup = "strategy_group"
	views, err := sheet.Read[sheet.View](strings.NewReader("topic,partner,perspective,on,level,reason,respondents\n"+
		"T07,college,strategy group,2026-01-20,Extending,ambassadors sit on our panels,\n"), sheet.Options{})
	require.NoError(t, err)
	a, _, err = sheet.MergeViews(r, a, views.Rows)
	require.NoError(t, err)
	a = gatedTopic(t, a, "T07", rubric.ViewsOpen, "2026-01-12")
	a = gatedTopic(t, a, "T07", rubric.InDiscussion, "2026-02-18", "W-38") // one partner alone
	a = with(a, "T07", func(t *rubric.AssessedTopic) {
		t.Comments = "the learner strategy is still a draft"
		t.Moderation = &rubric.Moderation{HeldOn: day("2026-02-18"), Moderator: "strategy_group_lead", Level: rubric.Established,
			Reason: "both descriptors hold", AgreedBy: rubric.ByPartnership, AgreedOn: day("2026-02-20")}
	})
	one := gatedTopic(t, a, "T07", rubric.Agreed, "2026-02-20", "W-38", "W-48") // and no evidence
	_, late, err := sheet.MergeViews(r, one, []sheet.View{{Topic: "T07", View: rubric.View{Partner: "council", Level: rubric.Emerging}}})
	require.NoError(t, err)
	require.Len(t, late.Refused, 1, "what was agreed was agreed on what had been heard")

	council, err := sheet.Read[sheet.View](strings.NewReader("Level,Topic,Partner,Perspective,On,Respondents\n"+
		"EM,T07,council,learner,2026-01-27,9\n"), sheet.Options{})
	require.NoError(t, err)
	a, _, err = sheet.MergeViews(r, a, council.Rows)
	require.NoError(t, err)
	evidence, err := sheet.Read[sheet.Evidence](strings.NewReader("topic,what,partner,level,descriptors,on\nT07,survey,council,established,ES.a,2025-11-03\n"), sheet.Options{})
	require.NoError(t, err)
	a, _, err = sheet.MergeEvidence(r, a, evidence.Rows)
	require.NoError(t, err)
	a = gatedTopic(t, a, "T07", rubric.Agreed, "2026-02-20")

	rows, err := sheet.Outcomes(r, a)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, sheet.Write(&out, rows[6:7], sheet.Options{}))
	assert.Contains(t, out.String(), "A-2026,partnership-1,acl-wales,2024-09-18,T07,agreed,established,2026-02-20,both descriptors hold")
	page, err := report.Profile(r, a, nil, report.Options{Today: practice.MustDate("2026-03-02")})
	require.NoError(t, err)
	assert.Contains(t, string(page.HTML()), "both descriptors hold")
}
