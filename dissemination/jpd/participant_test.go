package jpd_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

// themed is a project of one participant whose themes are fixed.
func themed(t fails) jpd.Project {
	p := jpd.Project{ID: "J", Participants: []jpd.Participant{{ID: "a", State: jpd.InSelfEvaluation,
		Themes: []jpd.Theme{{ID: "t1", Title: "questions"}, {ID: "t2", Title: "feedback"}}}}}
	next, err := p.AdvanceParticipant(allow("a", jpd.Participating, "2025-11-03"))
	return must(t, next, err)
}

func TestThemes_leavingSelfEvaluation(t *testing.T) {
	for name, themes := range map[string][]jpd.Theme{
		"none": nil, "no title": {{ID: "t1"}}, "blank": {{ID: "t1", Title: "\t"}}, "no id": {{Title: "questions"}},
		"one of two": {{ID: "t1", Title: "questions"}, {ID: "t2"}},
	} {
		p := jpd.Project{Participants: []jpd.Participant{{ID: "a", State: jpd.InSelfEvaluation, Themes: themes}}}
		got, err := p.AdvanceParticipant(allow("a", jpd.Participating, "2025-11-03"))
		require.ErrorContains(t, err, "J-25", name)
		assert.Equal(t, p, got)
		_, err = p.AdvanceParticipant(practice.ByHand("a", "left", date("2025-11-03"), "a", "new job"))
		assert.NoError(t, err, "a person may leave at any time")
	}
	p := themed(t)
	assert.Equal(t, p.Participants[0].Themes, p.Participants[0].ThemesAtStart)
	p.Participants[0].Themes[0].Title = "changed"
	assert.Equal(t, "questions", p.Participants[0].ThemesAtStart[0].Title, "the copy is a copy")
}

// A theme that was fixed cannot be lost by any door.
func TestThemes_neverLost(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(*jpd.Participant)
		path   string
	}{
		{"dropped", func(q *jpd.Participant) { q.Themes = q.Themes[:1] }, "/themes"},
		{"swapped", func(q *jpd.Participant) { q.Themes = []jpd.Theme{{ID: "t9", Title: "x"}, q.Themes[1]} }, "/themes"},
		{"all gone", func(q *jpd.Participant) { q.Themes = nil }, "/themes"},
		{"reworded", func(q *jpd.Participant) { q.Themes = []jpd.Theme{q.Themes[0], {ID: "t2", Title: "praise"}} }, "/themes/1/title"},
	} {
		p := themed(t)
		q := p.Participants[0]
		tc.change(&q)
		got, err := p.WithParticipant(q)
		var fault *practice.DataError
		require.ErrorAs(t, err, &fault, tc.name)
		assert.Equal(t, "/participants/0"+tc.path, fault.Path, tc.name)
		assert.Equal(t, p, got)

		p.Participants = []jpd.Participant{q}
		_, err = p.MarshalJSON()
		require.ErrorAs(t, err, &fault, "%s: written", tc.name)
		assert.Equal(t, "/participants/0"+tc.path, fault.Path)
		_, err = p.AdvanceParticipant(allow("a", jpd.Completed, "2026-05-01"))
		require.ErrorContains(t, err, "J-26", tc.name)
		assert.Contains(t, rules(p.Gaps(jpd.Visiting)), "J-26")
		_, err = p.AdvanceParticipant(practice.ByHand("a", "left", date("2026-05-01"), "a", "new job"))
		assert.NoError(t, err, "whatever was lost, a person may leave")
	}

	// Both lists changed at once show against what the project had.
	p := themed(t)
	q := p.Participants[0]
	q.Themes, q.ThemesAtStart = q.Themes[:1], q.ThemesAtStart[:1]
	_, err := p.WithParticipant(q)
	require.EqualError(t, err, "/participants/0/themes_at_start: the themes of the start were changed")

	// A further theme may be taken up.
	q = p.Participants[0]
	q.Themes = append(q.Themes[:2:2], jpd.Theme{ID: "t3", Title: "groups"})
	assert.Len(t, mustWith(t, p, q).Participants[0].Themes, 3)

	// A participant who is new to the project is named by the place they would take.
	_, err = p.WithParticipant(jpd.Participant{ID: "b", ThemesAtStart: []jpd.Theme{{ID: "t1"}}})
	require.ErrorContains(t, err, "/participants/1/themes")
}

func TestCorrectTheme(t *testing.T) {
	p := themed(t)
	q, err := p.Participants[0].CorrectTheme("t1", "open questions", date("2026-01-12"), "a", "too broad")
	require.NoError(t, err)
	assert.Equal(t, "questions", p.Participants[0].Themes[0].Title, "the receiver is unchanged")
	assert.Equal(t, []jpd.ThemeCorrection{{ThemeID: "t1", From: "questions", To: "open questions", On: date("2026-01-12"), By: "a",
		Reason: "too broad"}}, q.Corrections)
	p = mustWith(t, p, q)
	q, err = q.CorrectTheme("t1", "questions for all", date("2026-02-12"), "a", "clearer")
	require.NoError(t, err)
	p = mustWith(t, p, q)
	assert.Equal(t, "questions", q.ThemesAtStart[0].Title)
	assert.Equal(t, p, decode(t, encode(t, p)))

	q.Corrections = append(make([]jpd.ThemeCorrection, 0, 8), q.Corrections...)
	_, err = q.CorrectTheme("t2", "praise", date("2026-02-12"), "a", "clearer")
	require.NoError(t, err)
	assert.Zero(t, q.Corrections[:3][2], "the receiver's spare room was written to")

	for name, change := range map[string]func(*jpd.Participant){
		"removed": func(q *jpd.Participant) { q.Corrections = nil; q.Themes = q.ThemesAtStart },
		"changed": func(q *jpd.Participant) {
			q.Corrections = []jpd.ThemeCorrection{q.Corrections[0], {ThemeID: "t1", To: "questions for all"}}
		},
	} {
		r := q
		change(&r)
		_, err := p.WithParticipant(r)
		require.ErrorContains(t, err, "/participants/0/theme_corrections: a correction was changed or removed", name)
	}
}

func TestCorrectTheme_refused(t *testing.T) {
	on := date("2026-01-12")
	for _, tc := range []struct {
		name, id, title, by, reason string
		on                          practice.Date
		state                       jpd.ParticipantState
		want                        string
	}{
		{"no such theme", "t9", "x", "a", "r", on, "", `/themes: a has no theme "t9"`},
		{"no title", "t1", " ", "a", "r", on, "", "/themes: a theme needs a title"},
		{"no role", "t1", "x", "", "r", on, "", "/theme_corrections: a correction needs a day, a role and a reason"},
		{"no reason", "t1", "x", "a", "\n", on, "", "/theme_corrections: a correction needs a day, a role and a reason"},
		{"no day", "t1", "x", "a", "r", practice.Date{}, "", "/theme_corrections: a correction needs a day, a role and a reason"},
		{"too early", "t1", "x", "a", "r", on, jpd.InSelfEvaluation, "/state: themes are free until self-evaluation has ended; change them directly"},
	} {
		q := themed(t).Participants[0]
		if tc.state != "" {
			q.State = tc.state
		}
		got, err := q.CorrectTheme(tc.id, tc.title, tc.on, tc.by, tc.reason)
		require.EqualError(t, err, tc.want, tc.name)
		assert.Equal(t, q, got)
		var fault *practice.DataError
		assert.True(t, errors.As(err, &fault))
	}
}

// One paper may serve as end report and as evaluation.
func TestEvaluated(t *testing.T) {
	for _, tc := range []struct {
		p    jpd.Participant
		want bool
	}{
		{jpd.Participant{}, false},
		{jpd.Participant{EndReport: &jpd.EndReport{}}, true},
		{jpd.Participant{Evaluation: &jpd.Evaluation{}}, true},
	} {
		assert.Equal(t, tc.want, tc.p.Evaluated())
	}
}

func TestCompleting(t *testing.T) {
	for name, tc := range map[string]struct {
		keep func(jpd.Visit) bool
		want string
	}{
		"both":     {func(jpd.Visit) bool { return true }, ""},
		"neither":  {func(v jpd.Visit) bool { return v.Visitor != "s01" && v.Host != "s01" }, "s01 has neither made a visit nor received one."},
		"made":     {func(v jpd.Visit) bool { return v.Host != "s01" }, "s01 has made a visit and received none."},
		"received": {func(v jpd.Visit) bool { return v.Visitor != "s01" }, "s01 has received a visit and made none."},
	} {
		p := reflected(t)
		var kept []jpd.Visit
		for _, v := range p.Visits {
			if tc.keep(v) {
				kept = append(kept, v)
			}
		}
		p.Visits = kept
		_, err := p.AdvanceParticipant(allow("s01", jpd.Completed, "2026-05-04"))
		if tc.want == "" {
			require.NoError(t, err)
			continue
		}
		require.ErrorContains(t, err, "J-32 (Southend and Thurrock, Outcomes and process): "+tc.want, name)
	}
}

// Who left is waited for no longer, and still counts.
func TestLeft(t *testing.T) {
	early := move(t, planned(), jpd.SelfEvaluating, "2025-10-06")
	early.Groups = buddyGroups
	for i, id := range early.ParticipantIDs() {
		r := practice.ByHand(id, "left", date("2025-10-13"), "coordinator", "moved away")
		if i > 0 {
			early.Participants[i].Themes = []jpd.Theme{{ID: "t1", Title: "questions"}}
			r = allow(id, jpd.Participating, "2025-11-03")
		}
		next, err := early.AdvanceParticipant(r)
		early = must(t, next, err)
	}
	move(t, early, jpd.Visiting, "2025-11-10")

	p := reflected(t)
	p.Visits = p.Visits[1:] // s01 made none, s02 received none
	_, err := p.Advance(allow(p.ID, jpd.Evaluating, "2026-05-04"))
	require.ErrorContains(t, err, "s01, s02")
	for _, id := range []string{"s01", "s02"} {
		next, err := p.AdvanceParticipant(practice.ByHand(id, "left", date("2026-04-20"), "coordinator", "moved away"))
		p = must(t, next, err)
	}
	p = move(t, p, jpd.Evaluating, "2026-05-04")
	assert.Equal(t, 20, p.Counts().Total)
	assert.Equal(t, practice.Known(18), p.PlanVsActual(date("2026-05-04"))[0].Planned)
	assert.NotContains(t, p.Gaps(jpd.Disseminating)[1].Message, "s01")
}
