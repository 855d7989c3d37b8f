package jpd_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

// three are a buddy group and a stranger with a group of their own.
func three(visits ...jpd.Visit) jpd.Project {
	return jpd.Project{ID: "J", Participants: []jpd.Participant{
		{ID: "a", ProviderID: "southend", Themes: []jpd.Theme{{ID: "t1"}, {ID: "t2"}}},
		{ID: "b", ProviderID: "thurrock"}, {ID: "c", ProviderID: "southend"}, {ID: "d"}},
		Groups: []jpd.BuddyGroup{{ID: "g1", Members: []string{"a", "b", "c"}}, {ID: "g2", Members: []string{"c", "d", "x"}}},
		Visits: visits}
}

func TestAdvanceVisit(t *testing.T) {
	form := &jpd.VisitForm{CompletedBy: "a"}
	shared := &jpd.VisitForm{CompletedBy: "a", SharedWithHostOn: date("2026-03-01")}
	for _, tc := range []struct {
		name  string
		visit jpd.Visit
		to    jpd.VisitState
		want  string // empty where it moves
	}{
		{"held", jpd.Visit{Visitor: "a", Host: "b", State: jpd.Arranged}, jpd.Held, ""},
		{"held, of a group", jpd.Visit{GroupID: "g1", Visitor: "a", Host: "b", State: jpd.Arranged}, jpd.Held, ""},
		{"to oneself", jpd.Visit{Visitor: "a", Host: "a", State: jpd.Arranged}, jpd.Held, "J-33 (Southend and Thurrock, Outcomes and process): Visit v has the same person as visitor and host."},
		{"no host", jpd.Visit{Visitor: "a", State: jpd.Arranged}, jpd.Held, "Visit v does not say who visits whom."},
		{"no visitor", jpd.Visit{Host: "a", State: jpd.Arranged}, jpd.Held, "Visit v does not say who visits whom."},
		{"no common group", jpd.Visit{Visitor: "a", Host: "d", State: jpd.Arranged}, jpd.Held, "Visit v is between two who share no buddy group."},
		{"another group", jpd.Visit{GroupID: "g2", Visitor: "a", Host: "b", State: jpd.Arranged}, jpd.Held, "Visit v is between two who are not both in the buddy group g2."},
		{"no such group", jpd.Visit{GroupID: "g9", Visitor: "a", Host: "b", State: jpd.Arranged}, jpd.Held, "buddy group g9"},
		{"filed", jpd.Visit{Visitor: "a", Host: "b", State: jpd.Held, Form: form}, jpd.FormFiled, ""},
		{"no form", jpd.Visit{Visitor: "a", Host: "b", State: jpd.Held}, jpd.FormFiled, "J-35 (Southend and Thurrock, Outcomes and process): The form of visit v has not been filled in by its visitor."},
		{"the host's form", jpd.Visit{Visitor: "b", Host: "a", State: jpd.Held, Form: form}, jpd.FormFiled, "J-35"},
		{"shared", jpd.Visit{Visitor: "a", Host: "b", State: jpd.FormFiled, Form: shared}, jpd.FormShared, ""},
		{"kept back", jpd.Visit{Visitor: "a", Host: "b", State: jpd.FormFiled, Form: form}, jpd.FormShared,
			"J-36 (Southend and Thurrock, Outcomes and process): The form of visit v has not been shared with its host. Not recorded: visit.form.shared_with_host_on."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tc.visit.ID = "v"
			p := three(tc.visit)
			before := string(encode(t, p))
			got, err := p.AdvanceVisit(allow("v", tc.to, "2026-03-01"))
			assert.Equal(t, before, string(encode(t, p)))
			if tc.want == "" {
				require.NoError(t, err)
				assert.Equal(t, tc.to, got.Visits[0].State)
				return
			}
			require.ErrorContains(t, err, tc.want)
			assert.Equal(t, p, got)
		})
	}
	// A visit that cannot be as it is can still be cancelled.
	p := three(jpd.Visit{ID: "v", Visitor: "a", Host: "a", State: jpd.Arranged})
	p, err := p.AdvanceVisit(practice.ByHand("v", "cancelled", date("2026-03-01"), "a", "ill"))
	require.NoError(t, err)
	assert.NotContains(t, rules(p.Gaps(jpd.Visiting)), "J-33")
}

func TestVisitTallies(t *testing.T) {
	done := func(id, visitor, host string) jpd.Visit {
		return jpd.Visit{ID: id, Visitor: visitor, Host: host, State: jpd.FormShared}
	}
	p := three(done("1", "a", "b"), done("2", "a", "c"), done("3", "b", "a"),
		jpd.Visit{ID: "4", Visitor: "b", Host: "c", State: jpd.FormFiled}, jpd.Visit{ID: "5", Visitor: "c", Host: "a", State: jpd.Arranged},
		jpd.Visit{ID: "6", Visitor: "c", Host: "b", State: jpd.Cancelled}, done("7", "d", "d"), done("8", "x", "d"))
	assert.Equal(t, []jpd.VisitTally{
		{ParticipantID: "a", Made: 2, Received: 1, ReceivesUnderWay: 1},
		{ParticipantID: "b", Made: 1, Received: 1, MakingUnderWay: 1},
		{ParticipantID: "c", Received: 1, MakingUnderWay: 1, ReceivesUnderWay: 1},
		{ParticipantID: "d", Received: 1},
	}, p.VisitTallies())
	p.Participants[3].State = jpd.Left
	lacking := p.LackingVisits()
	require.Len(t, lacking, 1, "who left is not waited for")
	assert.Equal(t, "c", lacking[0].ParticipantID)
	assert.Equal(t, []jpd.VisitTally{}, (&jpd.Project{}).LackingVisits())
}

func TestLearnersInvolved(t *testing.T) {
	p := three(
		jpd.Visit{ID: "1", State: jpd.Held, LearnerCount: practice.Known(12)},
		jpd.Visit{ID: "2", State: jpd.FormShared, LearnerCount: practice.Known(0)},
		jpd.Visit{ID: "3", State: jpd.Arranged, LearnerCount: practice.Known(9)},
		jpd.Visit{ID: "4", State: jpd.Cancelled, LearnerCount: practice.Known(9)})
	assert.Equal(t, jpd.Learners{Learners: 12, Visits: 2}, p.LearnersInvolved())
	assert.Equal(t, "12", p.LearnersInvolved().String())
	p.Visits = append(p.Visits, jpd.Visit{ID: "5", State: jpd.FormFiled})
	assert.Equal(t, jpd.Learners{Learners: 12, Visits: 3, Uncounted: 1}, p.LearnersInvolved())
	p.Visits[4].LearnerCount = practice.Known(-3)
	assert.Equal(t, "at least 12", p.LearnersInvolved().String())
}

func TestProviderCount_HostThemeIDs(t *testing.T) {
	p := three()
	assert.Equal(t, 2, p.ProviderCount(&p.Groups[0]))
	assert.Equal(t, 1, p.ProviderCount(&p.Groups[1]), "an unknown provider and a stranger do not count")
	assert.Equal(t, []string{"t1", "t2"}, p.HostThemeIDs(&jpd.Visit{Host: "a"}))
	assert.Equal(t, []string{}, p.HostThemeIDs(&jpd.Visit{Host: "b"}))
	assert.Equal(t, []string{}, p.HostThemeIDs(&jpd.Visit{Host: "x"}))
}

func TestSetReadiness(t *testing.T) {
	p := three(
		jpd.Visit{ID: "1", Visitor: "a", Host: "b", State: jpd.FormShared, HeldOn: date("2026-04-01")},
		jpd.Visit{ID: "2", Visitor: "c", Host: "a", State: jpd.Held, HeldOn: date("2026-04-02")},
		jpd.Visit{ID: "3", Visitor: "d", Host: "c", State: jpd.Held},
		jpd.Visit{ID: "4", Visitor: "e", Host: "e2", State: jpd.Arranged, HeldOn: date("2026-03-01")})
	set := jpd.ActionLearningSet{ID: "s", Members: []string{"a", "b", "c", "d", "e"}, HeldOn: date("2026-04-01")}
	r := p.SetReadiness(&set)
	assert.Equal(t, jpd.SetReadiness{SetID: "s", Ready: []string{"a", "b"}, Undated: []string{"c", "d"}, Without: []string{"e"}}, r)
	_, known := r.WithVisit()
	assert.False(t, known)

	set.HeldOn = date("2026-03-31")
	assert.Empty(t, p.SetReadiness(&set).Ready, "the day before the visit")
	set.HeldOn = practice.Date{}
	r = p.SetReadiness(&set)
	assert.Equal(t, []string{"a", "b", "c", "d"}, r.Ready, "who has a visit to bring, whenever the set meets")
	n, known := r.WithVisit()
	assert.Equal(t, 4, n)
	assert.True(t, known)
}

func TestSets(t *testing.T) {
	for n, want := range map[int]bool{0: false, 5: false, 6: true, 7: true, 8: false} {
		s := jpd.ActionLearningSet{Members: make([]string, n)}
		assert.Equal(t, want, s.AdvisedSize(), n)
	}
	p := jpd.Project{Sets: []jpd.ActionLearningSet{{ID: "1", Members: []string{"a", "b"}}, {ID: "2", Members: []string{"b"}}}}
	assert.Equal(t, []int{1, 2, 0}, []int{p.ALSCount("a"), p.ALSCount("b"), p.ALSCount("c")})
}
