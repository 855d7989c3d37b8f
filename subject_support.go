package beacon

import (
	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/internal/facts"
)

// OnProgramme is a programme of support and the facilitator it is matched with. Nil means that the facilitator is not
// known; the programme still names one.
func OnProgramme(p support.Programme, by *support.Facilitator) Subject {
	return Subject{"programme", p.ID, string(p.State), func(s *facts.Step) any {
		return &facts.Programme{Programme: &p, Facilitator: by, Step: s}
	}}
}

// OnFacilitator is a facilitator among a college's programmes, of which those count that are this facilitator's. They
// give the caseload and the hours needed anew, and tell on whom a monthly report is owed. Nil means that the programmes are
// not known, and the facilitator is then judged by what its own document holds.
func OnFacilitator(f support.Facilitator, programmes []support.Programme) Subject {
	var work *facts.Casework
	if programmes != nil {
		f, work = f.WithCaseload(programmes), facts.NewCasework(f.ID, programmes)
	}
	return Subject{"facilitator", f.ID, string(f.State), func(s *facts.Step) any {
		return &facts.Facilitator{Facilitator: &f, Work: work, Step: s}
	}}
}

// OnScheme is a college's facilitator scheme as a whole.
func OnScheme(s support.Scheme) Subject {
	return Subject{"scheme", s.ID, "", func(*facts.Step) any { return &facts.Scheme{Provider: &s} }}
}
