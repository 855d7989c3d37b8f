package facts

import (
	"reflect"
	"slices"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// jpdSubjects lists what rules about joint practice development judge.
func jpdSubjects() []Subject {
	return []Subject{
		ladder("project", StageGate, reflect.TypeFor[Project](), jpd.Life()),
		ladder("participant", StageGate, reflect.TypeFor[Participant](), jpd.ParticipantLife()),
		ladder("visit", StageGate, reflect.TypeFor[Visit](), jpd.VisitLife()),
	}
}

// jpdDerived is empty: what follows from a project needs more of it than one of its parts, so it is counted once in the
// structs below.
var jpdDerived map[reflect.Type][]*rules.Field

// The structs that rules about joint practice development can read.
type (
	// Project is a project by itself.
	Project struct {
		Project *PeerProject `json:"project"`
		Step    *Step        `json:"step,omitzero"`
	}
	// Participant is one participant of a project.
	Participant struct {
		Participant *PeerParticipant `json:"participant"`
		Project     *PeerProject     `json:"project,omitzero"`
		Step        *Step            `json:"step,omitzero"`
	}
	// Visit is one buddy visit of a project. Group is the buddy group it belongs to. Where the project has none for it, it
	// is there and empty, since the project's list of groups is complete.
	Visit struct {
		Visit   *PeerVisit   `json:"visit"`
		Group   *PeerGroup   `json:"group,omitzero" rule:"counted"`
		Project *PeerProject `json:"project,omitzero"`
		Step    *Step        `json:"step,omitzero"`
	}
)

// The structs below are parts of a project with the figures that follow from the whole. They are counted once, when the
// struct is made, and not each time a rule asks. A figure cannot be given in JSON.
type (
	// PeerProject is a project.
	PeerProject struct {
		jpd.Project
		Groups         []PeerGroup `json:"groups"`
		Sets           []PeerSet   `json:"als"`
		AllProviders   []string    `json:"all_providers"`
		ParticipantIDs []string    `json:"participant_ids"`
	}
	// PeerGroup is a buddy group.
	PeerGroup struct {
		jpd.BuddyGroup
		// ParticipantCount counts each participant once and nobody else, as [jpd.Project.Gaps] does.
		ParticipantCount practice.Fact[int] `json:"participant_count,omitzero"`
		// ProviderCount is not known where another provider might be among members whose provider is not recorded.
		ProviderCount practice.Fact[int] `json:"provider_count,omitzero"`
	}
	// PeerSet is an action learning set.
	PeerSet struct {
		jpd.ActionLearningSet
		// MembersWithVisit is not known where it depends on a visit without a day.
		MembersWithVisit practice.Fact[int] `json:"members_with_visit_before_set,omitzero"`
	}
	// PeerParticipant is a participant. Without the project its figures are not known.
	PeerParticipant struct {
		jpd.Participant
		VisitsMade     practice.Fact[int] `json:"visits_made,omitzero"`
		VisitsReceived practice.Fact[int] `json:"visits_received,omitzero"`
		ALSCount       practice.Fact[int] `json:"als_count,omitzero"`
	}
	// PeerVisit is a buddy visit. Without the project the themes of its host are not known.
	PeerVisit struct {
		jpd.Visit
		HostThemeIDs practice.Fact[[]string] `json:"host_theme_ids,omitzero"`
	}
)

// NewPeerProject counts a project.
func NewPeerProject(p jpd.Project) *PeerProject {
	peer := &PeerProject{Project: p, AllProviders: p.AllProviders(), ParticipantIDs: p.ParticipantIDs()}
	provider := make(map[string]string, len(p.Participants))
	for i := range p.Participants {
		provider[p.Participants[i].ID] = p.Participants[i].ProviderID
	}
	for _, g := range p.Groups {
		peer.Groups = append(peer.Groups, newPeerGroup(g, provider))
	}
	for i := range p.Sets {
		set := PeerSet{ActionLearningSet: p.Sets[i]}
		if n, ok := p.SetReadiness(&p.Sets[i]).WithVisit(); ok {
			set.MembersWithVisit = practice.Known(n)
		}
		peer.Sets = append(peer.Sets, set)
	}
	return peer
}

// newPeerGroup counts a group, given the provider of each participant.
func newPeerGroup(g jpd.BuddyGroup, provider map[string]string) PeerGroup {
	people, providers, unclear := map[string]bool{}, map[string]bool{}, false
	for _, id := range g.Members {
		from, ok := provider[id]
		switch {
		case !ok:
			continue
		case from == "":
			unclear = true
		default:
			providers[from] = true
		}
		people[id] = true
	}
	peer := PeerGroup{BuddyGroup: g, ParticipantCount: practice.Known(len(people))}
	if !unclear || len(providers) > 1 {
		peer.ProviderCount = practice.Known(len(providers))
	}
	return peer
}

// NewParticipant is the participant of a project with an id. Where there is none, nothing is known of them.
func NewParticipant(p jpd.Project, id string, s *Step) *Participant {
	r := &Participant{Project: NewPeerProject(p), Step: s}
	if q, ok := p.Participant(id); ok {
		r.Participant = &PeerParticipant{Participant: q}
	}
	r.count()
	return r
}

func (r *Participant) count() {
	if r.Participant == nil || r.Project == nil {
		return
	}
	id := r.Participant.ID
	for _, t := range r.Project.VisitTallies() {
		if t.ParticipantID == id {
			r.Participant.VisitsMade, r.Participant.VisitsReceived = practice.Known(t.Made), practice.Known(t.Received)
		}
	}
	r.Participant.ALSCount = practice.Known(r.Project.ALSCount(id))
}

// NewVisit is the visit of a project with an id. Where there is none, nothing is known of it.
func NewVisit(p jpd.Project, id string, s *Step) *Visit {
	r := &Visit{Project: NewPeerProject(p), Step: s}
	if i := slices.IndexFunc(p.Visits, func(v jpd.Visit) bool { return v.ID == id }); i >= 0 {
		r.Visit = &PeerVisit{Visit: p.Visits[i]}
	}
	r.count()
	return r
}

func (r *Visit) count() {
	if r.Visit == nil || r.Project == nil {
		return
	}
	v := &r.Visit.Visit
	r.Visit.HostThemeIDs = practice.Known(r.Project.HostThemeIDs(v))
	if r.Group == nil {
		r.Group = r.Project.groupOf(v)
	}
}

// groupOf returns the group that a visit names, else one that has both of the two, else one that has either.
func (p *PeerProject) groupOf(v *jpd.Visit) *PeerGroup {
	if v.GroupID != "" {
		if i := slices.IndexFunc(p.Groups, func(g PeerGroup) bool { return g.ID == v.GroupID }); i >= 0 {
			return &p.Groups[i]
		}
		return nobody()
	}
	best, most := nobody(), 0
	for i := range p.Groups {
		n := 0
		for _, id := range []string{v.Visitor, v.Host} {
			if slices.Contains(p.Groups[i].Members, id) {
				n++
			}
		}
		if n > most {
			best, most = &p.Groups[i], n
		}
	}
	return best
}

func nobody() *PeerGroup {
	g := newPeerGroup(jpd.BuddyGroup{}, nil)
	return &g
}

// UnmarshalJSON reads the project and counts it again.
func (p *PeerProject) UnmarshalJSON(data []byte) error {
	var read jpd.Project
	if err := wire.UnmarshalStrict(data, &read); err != nil {
		return err
	}
	*p = *NewPeerProject(read)
	return nil
}

// UnmarshalJSON reads a group by itself, whose members nobody knows more of.
func (g *PeerGroup) UnmarshalJSON(data []byte) error {
	*g = PeerGroup{}
	return wire.UnmarshalStrict(data, &g.BuddyGroup)
}

// UnmarshalJSON reads the participant without the figures, which are the project's to give.
func (q *PeerParticipant) UnmarshalJSON(data []byte) error {
	*q = PeerParticipant{}
	return wire.UnmarshalStrict(data, &q.Participant)
}

// UnmarshalJSON reads the visit without the themes of its host, which are the project's to give.
func (v *PeerVisit) UnmarshalJSON(data []byte) error {
	*v = PeerVisit{}
	return wire.UnmarshalStrict(data, &v.Visit)
}

// UnmarshalJSON reads the participant and counts what the project says of them.
func (r *Participant) UnmarshalJSON(data []byte) error {
	type plain Participant
	if err := wire.UnmarshalStrict(data, (*plain)(r)); err != nil {
		return err
	}
	r.count()
	return nil
}

// UnmarshalJSON reads the visit and finds what the project says of it.
func (r *Visit) UnmarshalJSON(data []byte) error {
	type plain Visit
	if err := wire.UnmarshalStrict(data, (*plain)(r)); err != nil {
		return err
	}
	r.count()
	return nil
}

func (r *Project) state() string {
	return stateOf(r.Project, func(p *PeerProject) jpd.State { return p.State })
}
func (r *Participant) state() string {
	return stateOf(r.Participant, func(q *PeerParticipant) jpd.ParticipantState { return q.State })
}
func (r *Visit) state() string {
	return stateOf(r.Visit, func(v *PeerVisit) jpd.VisitState { return v.State })
}

func (r *Project) step(s *Step)     { r.Step = s }
func (r *Participant) step(s *Step) { r.Step = s }
func (r *Visit) step(s *Step)       { r.Step = s }
