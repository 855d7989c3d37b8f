package beacon

import (
	"slices"
	"sync"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/practice"
)

// place is a kind of decision about a subject and where the rules see it.
type place struct {
	subject string
	decides string // empty asks every kind
	state   string
}

// place notes for each place which rules have a say there, so that a decision need not look through all of them.
func (e *Engine) place() {
	e.infos = sync.OnceValue(e.allInfos)
	e.scope = map[string][]*bundle.Compiled{}
	for _, r := range e.set.Rules {
		e.scope[r.Subject] = append(e.scope[r.Subject], r)
	}
	e.inForce, e.musts = map[place][]*bundle.Compiled{}, map[string][]*bundle.Compiled{}
	for _, point := range e.points {
		for _, r := range e.haveSay(place{subject: point, decides: point}) {
			if r.Severity == string(practice.Must) {
				e.musts[point] = append(e.musts[point], r)
			}
		}
	}
	for name, s := range e.subjects {
		kinds := []string{""}
		for _, r := range e.scope[name] {
			if !slices.Contains(kinds, r.Decides) {
				kinds = append(kinds, r.Decides)
			}
		}
		for _, kind := range kinds {
			for _, state := range append([]string{""}, s.States...) {
				at := place{name, kind, state}
				e.inForce[at] = e.haveSay(at)
			}
		}
	}
}

// inScope lists the rules that a question is put to.
func (e *Engine) inScope(q question) []*bundle.Compiled {
	at := place{q.subject, q.decides, q.state}
	if all, known := e.inForce[at]; known {
		return all
	}
	return e.haveSay(at)
}

// haveSay picks the rules that are about this kind of decision and this state. A state that a person enters the subject
// into is gated by nothing.
func (e *Engine) haveSay(at place) []*bundle.Compiled {
	var all []*bundle.Compiled
	for _, r := range e.scope[at.subject] {
		if at.decides != "" && r.Decides != at.decides {
			continue
		}
		switch {
		case r.States != nil && !slices.Contains(r.States, at.state):
		case r.States == nil && at.state != "" && slices.Contains(e.subjects[at.subject].Exits, at.state):
		default:
			all = append(all, r)
		}
	}
	return all
}
