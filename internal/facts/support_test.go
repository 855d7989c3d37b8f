package facts

import (
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

// A programme stands in any state that one of the three kinds has, and a person alone puts it in three of them.
func TestSupportSubjects(t *testing.T) {
	s := supportSubjects()[0]
	for _, name := range support.State("").Names() {
		require.Contains(t, s.States, name)
	}
	require.Len(t, s.States, len(support.State("").Names()))
	exits := slices.Sorted(slices.Values(s.Exits))
	require.Equal(t, []string{"decided", "declined", "stopped"}, exits)
}

func TestNewCasework(t *testing.T) {
	all := []support.Programme{{ID: "FP-1", Facilitator: "lif-1"}, {ID: "FP-2", Facilitator: "lif-2"}, {ID: "FP-3", Facilitator: "lif-1"}}
	require.Equal(t, []support.Programme{all[0], all[2]}, NewCasework("lif-1", all).Programmes)
	require.Equal(t, "FP-2", all[1].ID, "the list handed in is unchanged")
}

// Reports are owed from the month in which support began to the one in which it ended.
func TestProgramme_monthsOfReports(t *testing.T) {
	r, err := Of(reflect.TypeFor[support.Programme]())
	require.NoError(t, err)
	step := func(from, to support.State, on string) practice.Step {
		return practice.Step{From: string(from), To: string(to), Ruling: practice.Ruling{On: practice.MustDate(on)}}
	}
	started := step(support.Proposed, support.Active, "2025-09-15")
	for name, tc := range map[string]struct {
		state    support.State
		history  []practice.Step
		from, to string
	}{
		"proposed": {support.Proposed, nil, "", ""},
		"declined": {support.Declined, []practice.Step{step(support.Proposed, support.Declined, "2025-09-15")}, "", ""},
		"active":   {support.Active, []practice.Step{started}, "2025-09-01", ""},
		"extended": {support.Extended, []practice.Step{started, step(support.Active, support.Extended, "2025-11-10")}, "2025-09-01", ""},
		"ended":    {support.Completed, []practice.Step{started, step(support.Active, support.Completed, "2025-11-10")}, "2025-09-01", "2025-11-01"},
		"with the Head": {support.Escalated, []practice.Step{started, step(support.Extended, support.HeadReview, "2025-12-08"),
			step(support.HeadReview, support.Escalated, "2026-01-10")}, "2025-09-01", "2025-12-01"},
	} {
		p := support.Programme{State: tc.state, History: tc.history, StartedOn: practice.MustDate("2025-09-15")}
		for field, want := range map[string]string{"reports_from": tc.from, "reports_to": tc.to} {
			day := r.Field(field).Date(unsafe.Pointer(&p))
			if want == "" {
				require.Zero(t, day, "%s of %s", field, name)
			} else {
				require.Equal(t, want, day.String(), "%s of %s", field, name)
			}
		}
	}
}
