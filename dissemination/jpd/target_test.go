package jpd_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

// Every pair of statuses is tried, for KPIs and for targets.
func TestStatus_everyPair(t *testing.T) {
	moves := strings.Fields(`open>met open>partly_met open>not_met open>slipped slipped>met slipped>partly_met
		slipped>not_met slipped>slipped`)
	require.Len(t, jpd.StatusLife(), len(moves))
	on := date("2026-07-06")
	for _, from := range append(jpd.Status("").Names(), "") {
		for _, to := range append(jpd.Status("").Names(), "", "lost") {
			want := slices.Contains(moves, from+">"+to) || from == "" && slices.Contains(moves, "open>"+to)
			k := jpd.KPI{Code: "1", Status: jpd.Status(from), Evidence: append(make([]string, 0, 4), "plan")}
			got, err := k.Settle(jpd.Status(to), on, "report")
			assert.Equal(t, want, err == nil, "KPI %s>%s", from, to)
			if want {
				assert.Equal(t, jpd.KPI{Code: "1", Status: jpd.Status(to), SettledOn: on, Evidence: []string{"plan", "report"}}, got)
				assert.Empty(t, k.Evidence[:2][1], "the receiver's spare room was written to")
			} else {
				assert.Equal(t, k, got)
			}

			target := jpd.Target{ID: "w", Status: jpd.Status(from)}
			moved, err := target.Settle(jpd.Status(to), on)
			if to == "slipped" {
				require.Error(t, err)
				moved, err = target.Slip(date("2026-09-03"), "holidays", on)
			}
			assert.Equal(t, want, err == nil, "target %s>%s", from, to)
			if !want {
				var refused *practice.StageError
				require.ErrorAs(t, err, &refused)
				assert.Equal(t, target, moved)
			} else {
				assert.Equal(t, jpd.Status(to), moved.Status)
			}
		}
	}
}

func TestStatus_refused(t *testing.T) {
	on := date("2026-07-06")
	target := jpd.Target{ID: "w", Status: jpd.OpenStatus}
	refuse := func(want string, err error) { assert.EqualError(t, err, want) }
	_, err := target.Slip(practice.Date{}, "holidays", on)
	refuse("w cannot go from open to slipped: it needs a revised date", err)
	_, err = target.Slip(date("2026-09-03"), " ", on)
	refuse("w cannot go from open to slipped: it needs a reason", err)
	_, err = target.Slip(date("2026-09-03"), "holidays", practice.Date{})
	refuse("w cannot go from open to slipped: it has no date", err)
	_, err = target.Slip(date("2026-07-05"), "holidays", on)
	refuse("w cannot go from open to slipped: the revised date 2026-07-05 has passed already", err)
	_, err = target.Settle(jpd.Met, practice.Date{})
	refuse("w cannot go from open to met: it has no date", err)
	_, err = target.Settle(jpd.Slipped, on)
	refuse("w cannot go from open to slipped: a target slips with a revised date and a reason, by Slip", err)
	_, err = jpd.Target{ID: "w", Status: jpd.Met}.Slip(date("2026-09-03"), "holidays", on)
	refuse("w cannot go from met to slipped: met is final", err)
	_, err = jpd.KPI{Code: "4"}.Settle(jpd.Met, on)
	refuse("4 cannot go from open to met: there is nothing to show for it", err)
	_, err = jpd.KPI{Code: "4"}.Settle(jpd.Met, practice.Date{}, "report")
	refuse("4 cannot go from open to met: it has no date", err)
	_, err = jpd.KPI{Code: "4"}.Settle(jpd.OpenStatus, on, "report")
	refuse("4 cannot go from open to open: there is no such step; from open it may go to met, partly_met, not_met, slipped", err)
}

func TestTarget_StandingOn(t *testing.T) {
	target := jpd.Target{ID: "w", DueOn: date("2026-06-30"), Status: jpd.OpenStatus}
	target, err := target.Slip(date("2026-09-03"), "holidays", date("2026-07-06"))
	require.NoError(t, err)
	first := target
	target, err = target.Slip(date("2026-11-02"), "no room", date("2026-09-01"))
	require.NoError(t, err)
	assert.Equal(t, []jpd.Slippage{{SlippedOn: date("2026-07-06"), RevisedOn: date("2026-09-03"), Reason: "holidays"}}, target.Earlier)
	assert.Empty(t, first.Earlier)
	again := target
	again.Earlier = append(make([]jpd.Slippage, 0, 8), target.Earlier...)
	third, err := again.Slip(date("2026-12-14"), "snow", date("2026-11-01"))
	require.NoError(t, err)
	assert.Zero(t, again.Earlier[:2][1], "the receiver's spare room was written to")
	assert.Equal(t, []jpd.Slippage{{TargetID: "w", SlippedOn: date("2026-09-01"), RevisedOn: date("2026-11-02"), Reason: "no room"}},
		(&jpd.Project{Targets: []jpd.Target{third}}).Slippages(date("2026-10-01")), "the later of two earlier ones")
	settled, err := target.Settle(jpd.PartlyMet, date("2026-11-20"))
	require.NoError(t, err)
	for _, tc := range []struct {
		on   string
		want jpd.Standing
	}{
		{"2026-06-30", jpd.StandsOpen}, {"2026-07-01", jpd.Overdue}, {"2026-07-06", jpd.StandsSlipped},
		{"2026-08-31", jpd.StandsSlipped}, {"2026-09-03", jpd.StandsSlipped}, {"2026-11-02", jpd.StandsSlipped},
		{"2026-11-03", jpd.Overdue}, {"2026-11-19", jpd.Overdue}, {"2026-11-20", jpd.StandsPartlyMet},
	} {
		assert.Equal(t, tc.want, settled.StandingOn(date(tc.on)), tc.on)
	}
	assert.Equal(t, jpd.Overdue, first.StandingOn(date("2026-09-04")))
	p := jpd.Project{Targets: []jpd.Target{settled}}
	assert.Equal(t, []jpd.Slippage{{TargetID: "w", SlippedOn: date("2026-07-06"), RevisedOn: date("2026-09-03"), Reason: "holidays"}},
		p.Slippages(date("2026-08-31")), "what was in force then")
	assert.Equal(t, []jpd.Slippage{}, p.Slippages(date("2026-11-20")))
	assert.Equal(t, []jpd.Slippage{}, p.Slippages(date("2026-07-01")), "late is not slipped while nobody said so")

	undated := jpd.Target{Status: jpd.NotMet}
	assert.Equal(t, jpd.StandsNotMet, undated.StandingOn(date("2026-01-01")))
	assert.Equal(t, jpd.StandsOpen, (&jpd.Target{}).StandingOn(date("2026-01-01")), "without a date nothing is late")
}

func TestProject_StandingOn(t *testing.T) {
	p := jpd.Project{Targets: []jpd.Target{
		{ID: "w", Status: jpd.Slipped, SlippedOn: date("2026-07-06"), RevisedOn: date("2026-09-03")},
		{ID: "v", Status: jpd.Slipped, SlippedOn: date("2026-07-06"), RevisedOn: date("2026-10-03")},
	}}
	for _, tc := range []struct {
		kpi  jpd.KPI
		on   string
		want jpd.Standing
	}{
		{jpd.KPI{}, "2026-08-01", jpd.StandsOpen},
		{jpd.KPI{Status: jpd.OpenStatus, TargetIDs: []string{"w"}}, "2026-08-01", jpd.StandsOpen},
		{jpd.KPI{Status: jpd.Met}, "2026-08-01", jpd.StandsMet},
		{jpd.KPI{Status: jpd.Met, SettledOn: date("2026-08-02")}, "2026-08-01", jpd.StandsOpen},
		{jpd.KPI{Status: jpd.Met, SettledOn: date("2026-08-02"), TargetIDs: []string{"v"}}, "2026-08-01", jpd.StandsSlipped},
		{jpd.KPI{Status: jpd.Slipped}, "2026-12-01", jpd.StandsSlipped},
		{jpd.KPI{Status: jpd.Slipped, TargetIDs: []string{"v", "w"}}, "2026-09-03", jpd.StandsSlipped},
		{jpd.KPI{Status: jpd.Slipped, TargetIDs: []string{"v", "w"}}, "2026-09-04", jpd.Overdue},
		{jpd.KPI{Status: jpd.Slipped, TargetIDs: []string{"v"}}, "2026-09-04", jpd.StandsSlipped},
	} {
		assert.Equal(t, tc.want, p.StandingOn(&tc.kpi, date(tc.on)), "%+v %s", tc.kpi, tc.on)
	}
}

func TestResult(t *testing.T) {
	today := date("2026-07-10")
	late := jpd.Target{Status: jpd.Slipped, RevisedOn: date("2026-07-09")}
	slipped := jpd.Target{Status: jpd.Slipped, RevisedOn: date("2026-07-10")}
	for _, tc := range []struct {
		kpis    []jpd.Status
		targets []jpd.Target
		want    jpd.Result
	}{
		{nil, nil, ""},
		{[]jpd.Status{jpd.Met}, nil, jpd.ResultMet},
		{nil, []jpd.Target{{Status: jpd.Met}}, jpd.ResultMet},
		{[]jpd.Status{jpd.Met, jpd.OpenStatus}, nil, jpd.InProgress},
		{[]jpd.Status{jpd.Met, ""}, nil, jpd.InProgress},
		{[]jpd.Status{jpd.Met}, []jpd.Target{slipped}, jpd.MetWithSlippage},
		{[]jpd.Status{jpd.Met, jpd.OpenStatus}, []jpd.Target{slipped}, jpd.InProgress},
		{[]jpd.Status{jpd.Met, jpd.OpenStatus}, []jpd.Target{late}, jpd.ResultOverdue},
		{nil, []jpd.Target{slipped}, jpd.InProgress},
		{[]jpd.Status{jpd.NotMet}, []jpd.Target{slipped}, jpd.ResultPartlyMet},
		{[]jpd.Status{jpd.NotMet, jpd.NotMet}, nil, jpd.ResultNotMet},
		{[]jpd.Status{jpd.NotMet, jpd.Met}, nil, jpd.ResultPartlyMet},
		{[]jpd.Status{jpd.PartlyMet, jpd.Met}, []jpd.Target{slipped}, jpd.ResultPartlyMet},
	} {
		p := jpd.Project{Targets: tc.targets}
		for _, s := range tc.kpis {
			p.KPIs = append(p.KPIs, jpd.KPI{Status: s})
		}
		assert.Equal(t, tc.want, p.Result(today), "%+v", tc)
	}
}
