package practice_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

func monitored() []practice.Practice {
	return []practice.Practice{
		{ID: "P1", Transfers: []practice.Transfer{
			{ID: "T1", Adopter: "tutor-b", Vehicle: practice.InActionPlan, State: practice.Reported, LogRef: "row 4",
				ActionPlan: &practice.ActionPlan{Progress: []practice.Progress{
					{On: date("2026-01-12"), Note: "tried it twice"}, {On: date("2025-12-01"), Note: "planned, with \"cards\""}}}},
			{ID: "T2", Adopter: "tutor-c", State: practice.Started}, // nobody monitors it yet
			{ID: "T3", Adopter: "tutor-d", Vehicle: practice.ByStage5Report, State: practice.Monitoring},
		}},
		{ID: "P2", Transfers: []practice.Transfer{
			{ID: "T4", Adopter: "tutor-e", Vehicle: practice.ByQualityManagerReport, State: practice.Submitted,
				LogRef: "row 5", SubmittedOn: date("2025-12-15")},
			{ID: "T5", Adopter: "tutor-f", Vehicle: practice.ByStage5Report, State: practice.Submitted,
				SubmittedOn:  date("2026-02-11"),
				Stage5Report: &practice.Stage5Report{Success: "=it went well", Impact: "more talk", SubmittedOn: date("2026-02-10")}},
			{ID: "T6", Adopter: "tutor-g", Vehicle: practice.ByStage5Report, Stage5Report: &practice.Stage5Report{Impact: "none yet"}},
		}},
	}
}

func TestMonitoringLogOf(t *testing.T) {
	log := practice.MonitoringLogOf(monitored())
	var got []string
	for _, r := range log {
		got = append(got, strings.Join([]string{r.On.String(), r.PracticeID, r.TransferID, string(r.Vehicle), r.Note}, "|"))
	}
	assert.Equal(t, []string{
		`2025-12-01|P1|T1|action_plan|planned, with "cards"`,
		"2025-12-15|P2|T4|quality_manager_report|",
		"2026-01-12|P1|T1|action_plan|tried it twice",
		"2026-02-10|P2|T5|stage5_report|=it went well / more talk",
		"|P1|T3|stage5_report|",
		"|P2|T6|stage5_report|none yet",
	}, got)
	assert.Equal(t, practice.LogRow{PracticeID: "P1", TransferID: "T1", Adopter: "tutor-b", Vehicle: practice.InActionPlan,
		State: practice.Reported, On: date("2025-12-01"), Note: `planned, with "cards"`, Ref: "row 4"}, log[0])
	assert.NotNil(t, practice.MonitoringLogOf(nil), "a log of nothing is an empty list")
}

func TestMonitoringLog_WriteCSV(t *testing.T) {
	var b strings.Builder
	require.NoError(t, practice.MonitoringLogOf(monitored()).WriteCSV(&b))
	assert.Equal(t, `practice,transfer,adopter,vehicle,state,date,note,reference
P1,T1,tutor-b,action_plan,reported,2025-12-01,"planned, with ""cards""",row 4
P2,T4,tutor-e,quality_manager_report,submitted,2025-12-15,,row 5
P1,T1,tutor-b,action_plan,reported,2026-01-12,tried it twice,row 4
P2,T5,tutor-f,stage5_report,submitted,2026-02-10,'=it went well / more talk,
P1,T3,tutor-d,stage5_report,monitoring,,,
P2,T6,tutor-g,stage5_report,,,none yet,
`, b.String())

	for _, start := range []string{"+", "-", "@", "\t", "="} {
		b.Reset()
		require.NoError(t, practice.MonitoringLog{{Note: start + "1+1"}}.WriteCSV(&b))
		assert.Contains(t, b.String(), "'"+start+"1+1", "a spreadsheet would calculate it")
	}
	full := errors.New("the disk is full")
	require.ErrorIs(t, practice.MonitoringLog{}.WriteCSV(broken{full}), full)
}

type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }
