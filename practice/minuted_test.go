package practice_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

// reported is a practice that came in on the provider form and goes no other way than by minutes.
func reported() practice.Practice {
	return practice.Practice{
		ID: "P2", IdentifiedBy: "pm-4", IdentifiedVia: practice.ByProviderForm, IdentifierAs: practice.AsProviderManager,
		IdentifiedOn: date("2025-10-27"), Stage: practice.Identified,
	}
}

func minutes() practice.Meeting {
	return practice.Meeting{
		ID: "QT-2025-11", Kind: practice.OfQualityTeam, On: date("2025-11-03"), Minuted: practice.Known(true),
		AttendeeRoles: []string{"quality_manager", "quality_manager", "observer", "provider_manager"},
		PracticeIDs:   []string{"P2"},
	}
}

func TestPractice_Minuted(t *testing.T) {
	p := reported()
	before := encode(t, p)
	m, err := p.Minuted(minutes())
	require.NoError(t, err)
	assert.Equal(t, before, encode(t, p), "the practice it was asked of stays as it was")
	assert.Equal(t, practice.Identified, m.Stage, "minutes alone move nothing")

	got, err := m.Advance(permit("P2", "shared", date("2025-11-03")))
	require.NoError(t, err)
	assert.Equal(t, practice.Shared, got.Stage)
	require.Len(t, got.History, 1)
	assert.Equal(t, "minuted at the Quality Team", got.History[0].Event)

	on := date("2025-11-03")
	assert.Equal(t, []practice.Record{{Kind: practice.QualityTeamMinutes, Ref: "QT-2025-11", On: on}}, got.Records)
	assert.Equal(t, &practice.Validation{Status: practice.Approved, Route: practice.ByQualityTeam, By: "QT-2025-11",
		On: on, SubjectID: "P2"}, got.Validation)
	assert.Equal(t, []practice.Share{{ID: "QT-2025-11", Channel: practice.QualityTeamMeeting, On: on}}, got.Shares)
	assert.Equal(t, on, got.RecordedOn)
	assert.Equal(t, practice.Known(true), got.Minutes.ClaimsShortcut)
	assert.Equal(t, 4, got.CompletedStage(), "the minutes count as a share")
	assert.False(t, got.Shares[0].ReachedTutors(), "no tutor has heard yet")
}

func TestPractice_Minuted_recorded(t *testing.T) {
	p := reported()
	p.Records = append(make([]practice.Record, 0, 4), practice.Record{Kind: practice.ProviderForm})
	p.Shares = make([]practice.Share, 0, 4)
	p.Stage, p.RecordedOn = practice.Recorded, date("2025-10-28")
	first, err := p.Minuted(minutes())
	require.NoError(t, err)
	later := minutes()
	later.ID = "QT-2025-12"
	_, err = p.Minuted(later)
	require.NoError(t, err)
	assert.Equal(t, "QT-2025-11", first.Records[1].Ref, "two sets of minutes do not write into one list")
	assert.Equal(t, "QT-2025-11", first.Shares[0].ID)
	assert.Equal(t, date("2025-10-28"), first.RecordedOn, "it was written down before the meeting")
}

func TestPractice_Minuted_refused(t *testing.T) {
	for _, tc := range []struct {
		name    string
		change  func(*practice.Practice)
		wantErr string
	}{
		{"declined", func(p *practice.Practice) {
			p.Stage = practice.Declined
		}, "P2 cannot go from declined to shared: minutes stand in for record, validation and share only before validation"},
		{"declined and recorded again", func(p *practice.Practice) {
			p.Stage = practice.Recorded
			p.Validation = &practice.Validation{Status: practice.NotApproved, On: date("2025-11-01")}
		}, "P2 cannot go from recorded to shared: it was declined on 2025-11-01, and minutes cannot overturn that"},
		{"validated already", func(p *practice.Practice) {
			p.Stage = practice.Validated
		}, "P2 cannot go from validated to shared: minutes stand in for record, validation and share only before validation"},
		{"minuted already", func(p *practice.Practice) {
			m := minutes()
			p.Minutes = &m
		}, `P2 cannot go from identified to shared: minutes "QT-2025-11" already stand in for record, validation and share`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := reported()
			tc.change(&p)
			before := encode(t, p)
			got, err := p.Minuted(minutes())
			require.EqualError(t, err, tc.wantErr)
			assert.Equal(t, p, got)
			assert.Equal(t, before, encode(t, p))
		})
	}
}

// TestPractice_Minuted_closed: whether minutes count is for the rules. Where they close the step, nothing of the
// shortcut sticks to the practice.
func TestPractice_Minuted_closed(t *testing.T) {
	noManager, notNamed := minutes(), minutes()
	noManager.AttendeeRoles = []string{"observer", "provider_manager"}
	notNamed.PracticeIDs = []string{"P7"}
	for name, m := range map[string]practice.Meeting{"no quality manager": noManager, "not named": notNamed} {
		t.Run(name, func(t *testing.T) {
			p := reported()
			before := encode(t, p)
			minuted, err := p.Minuted(m)
			require.NoError(t, err)
			r := permit("P2", "shared", date("2025-11-03"))
			r.Outcome = practice.Closed
			r.Reasons = []practice.Reason{{Rule: "S-29", Severity: practice.Must, Verdict: practice.Fail,
				Source: "Staffordshire stage 1b", Message: "The minutes must name the practice and show a quality manager."}}
			got, err := minuted.Advance(r)
			require.EqualError(t, err, "P2 cannot go from identified to shared: the rules close it\n"+
				"  S-29 (Staffordshire stage 1b): The minutes must name the practice and show a quality manager.")
			assert.Equal(t, practice.Identified, got.Stage)
			assert.Equal(t, before, encode(t, p))
		})
	}
}

// TestPractice_Advance_withoutMinutes: an open ruling does not replace the minutes themselves.
func TestPractice_Advance_withoutMinutes(t *testing.T) {
	for _, from := range []practice.Stage{practice.Identified, practice.Recorded} {
		p := reported()
		p.Stage = from
		got, err := p.Advance(byHand("P2", "shared"))
		require.EqualError(t, err, "P2 cannot go from "+string(from)+" to shared: only Quality Team minutes take a practice from "+
			string(from)+" straight to shared; record them first")
		assert.Equal(t, p, got)
	}
}
