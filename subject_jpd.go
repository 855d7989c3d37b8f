package beacon

import (
	"slices"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/internal/facts"
)

// OnProject is a project of joint practice development, for [jpd.Project.Advance].
func OnProject(p jpd.Project) Subject {
	return Subject{"project", p.ID, string(p.State), func(s *facts.Step) any {
		return &facts.Project{Project: facts.NewPeerProject(p), Step: s}
	}}
}

// OnParticipant is the participant of a project with an id, for [jpd.Project.AdvanceParticipant]. It is judged as the
// project has it. Where the project has no such participant, nothing is known of them and a gate is not open.
func OnParticipant(p jpd.Project, id string) Subject {
	q, _ := p.Participant(id)
	return Subject{"participant", id, string(q.State), func(s *facts.Step) any { return facts.NewParticipant(p, id, s) }}
}

// OnVisit is the buddy visit of a project with an id, for [jpd.Project.AdvanceVisit]. It is judged as the project has it.
// Where the project has no such visit, nothing is known of it and a gate is not open.
func OnVisit(p jpd.Project, id string) Subject {
	state := jpd.VisitState("")
	if i := slices.IndexFunc(p.Visits, func(v jpd.Visit) bool { return v.ID == id }); i >= 0 {
		state = p.Visits[i].State
	}
	return Subject{"visit", id, string(state), func(s *facts.Step) any { return facts.NewVisit(p, id, s) }}
}
