package facts_test

import (
	"fmt"
	"reflect"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// A field hides the one of its name in an embedded struct, wherever it stands, and fields of other names stay.
func TestFieldsHideEmbedded(t *testing.T) {
	type innermost struct {
		A string `json:"a"`
		D string `json:"d"`
	}
	type middle struct {
		innermost
		A string `json:"a"`
		B string `json:"b"`
	}
	type outer struct {
		C string `json:"c"`
		middle
		B string `json:"b"`
	}
	r := describe[outer](t)
	v := outer{C: "c", middle: middle{innermost: innermost{A: "hidden", D: "d"}, A: "a", B: "hidden"}, B: "b"}
	var names []string
	for _, f := range r.Fields {
		got, ok := f.String(unsafe.Pointer(&v))
		require.True(t, ok)
		require.Equal(t, f.Name, got)
		names = append(names, f.Name)
	}
	require.ElementsMatch(t, []string{"a", "b", "c", "d"}, names)
}

func TestSubjectsNameNothingTwice(t *testing.T) {
	var look func(r *rules.Record, seen map[*rules.Record]bool)
	look = func(r *rules.Record, seen map[*rules.Record]bool) {
		if r == nil || seen[r] {
			return
		}
		seen[r] = true
		names := map[string]bool{}
		for _, f := range r.Fields {
			require.False(t, names[f.Name], "%s.%s", r.Name, f.Name)
			names[f.Name] = true
			look(f.Of, seen)
			if f.Elem != nil {
				look(f.Elem.Of, seen)
			}
		}
	}
	for _, s := range facts.Subjects() {
		r, err := facts.Of(s.Roots)
		require.NoError(t, err)
		look(r, map[*rules.Record]bool{})
	}
}

// What is counted once for rules is what the project itself says.
func TestPeerFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := jpd.Project{ID: "J-1", LeadProvider: "A", PartnerProviders: []string{"B"}}
		for i := range rapid.IntRange(0, 6).Draw(t, "participants") {
			p.Participants = append(p.Participants, jpd.Participant{ID: fmt.Sprintf("p%d", i),
				ProviderID: rapid.SampledFrom([]string{"A", "B", ""}).Draw(t, "provider"), Themes: []jpd.Theme{{ID: fmt.Sprintf("t%d", i)}}})
		}
		person := rapid.SampledFrom([]string{"p0", "p1", "p2", "p3", "p4", "p9"})
		people := rapid.SliceOfN(person, 0, 4)
		day := rapid.SampledFrom([]practice.Date{{}, practice.MustDate("2026-02-24"), practice.MustDate("2026-04-01")})
		for i := range rapid.IntRange(0, 3).Draw(t, "groups") {
			p.Groups = append(p.Groups, jpd.BuddyGroup{ID: fmt.Sprintf("g%d", i), Members: people.Draw(t, "members")})
			p.Sets = append(p.Sets, jpd.ActionLearningSet{ID: fmt.Sprintf("a%d", i), Members: people.Draw(t, "set"), HeldOn: day.Draw(t, "held")})
		}
		for i := range rapid.IntRange(0, 5).Draw(t, "visits") {
			p.Visits = append(p.Visits, jpd.Visit{ID: fmt.Sprintf("v%d", i), Visitor: person.Draw(t, "visitor"), Host: person.Draw(t, "host"),
				GroupID: rapid.SampledFrom([]string{"", "g0", "g9"}).Draw(t, "group"), HeldOn: day.Draw(t, "on"),
				State: rapid.SampledFrom([]jpd.VisitState{jpd.Arranged, jpd.Held, jpd.FormShared, jpd.Cancelled}).Draw(t, "state")})
		}
		peer := facts.NewPeerProject(p)
		for i, g := range peer.Groups {
			if n, ok := g.ProviderCount.Get(); ok {
				require.Equal(t, p.ProviderCount(&p.Groups[i]), n)
			}
		}
		for i, s := range peer.Sets {
			want, known := p.SetReadiness(&p.Sets[i]).WithVisit()
			n, ok := s.MembersWithVisit.Get()
			require.Equal(t, known, ok)
			if known {
				require.Equal(t, want, n)
			}
		}
		for _, tally := range p.VisitTallies() {
			q := facts.NewParticipant(p, tally.ParticipantID, nil).Participant
			require.Equal(t, practice.Known(tally.Made), q.VisitsMade)
			require.Equal(t, practice.Known(tally.Received), q.VisitsReceived)
			require.Equal(t, practice.Known(p.ALSCount(q.ID)), q.ALSCount)
		}
		for i := range p.Visits {
			r := facts.NewVisit(p, p.Visits[i].ID, nil)
			require.Equal(t, practice.Known(p.HostThemeIDs(&p.Visits[i])), r.Visit.HostThemeIDs)
			require.NotNil(t, r.Group)
		}
		require.Nil(t, facts.NewParticipant(p, "p99", nil).Participant)
		require.Nil(t, facts.NewVisit(p, "v99", nil).Visit)
	})
}

// Each struct knows where its subject stands and takes a step.
func TestPeerRootsHaveStates(t *testing.T) {
	p := jpd.Project{ID: "J-1", State: jpd.Visiting, Participants: []jpd.Participant{{ID: "p1", State: jpd.Participating}},
		Visits: []jpd.Visit{{ID: "v1", State: jpd.Held}}}
	for want, roots := range map[string]any{
		"visiting":      &facts.Project{Project: facts.NewPeerProject(p)},
		"participating": facts.NewParticipant(p, "p1", nil),
		"held":          facts.NewVisit(p, "v1", nil),
	} {
		require.Equal(t, want, facts.StateOf(roots))
		facts.Enter(roots, "", "next")
		step := reflect.ValueOf(roots).Elem().FieldByName("Step").Interface().(*facts.Step)
		require.Equal(t, &facts.Step{From: want, To: "next"}, step)
	}
	require.Empty(t, facts.StateOf(facts.NewVisit(p, "v2", nil)))
}
