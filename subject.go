package beacon

import (
	"iter"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/practice"
)

// Subject is a document together with the surroundings that rules about it read.
type Subject struct {
	name  string
	id    string
	state string
	roots func(*facts.Step) any // a pointer to the subject's struct in package facts
}

// OnPractice is a practice by itself. For a variation give its parent with [OnVariation].
func OnPractice(p practice.Practice) Subject { return OnVariation(p, nil) }

// OnVariation is a variation and the practice it varies, which may be nil.
func OnVariation(p practice.Practice, parent *practice.Practice) Subject {
	return Subject{"practice", p.ID, string(p.Stage), func(s *facts.Step) any {
		return &facts.Practice{Practice: &p, Parent: parent, Step: s}
	}}
}

// OnTransfer is one transfer of a practice.
func OnTransfer(t practice.Transfer, of practice.Practice) Subject {
	return Subject{"transfer", t.ID, string(t.State), func(s *facts.Step) any {
		return &facts.Transfer{Transfer: &t, Practice: &of, Step: s}
	}}
}

// OnMeeting is a meeting.
func OnMeeting(m practice.Meeting) Subject {
	return Subject{"meeting", m.ID, "", func(*facts.Step) any { return &facts.Meeting{Meeting: &m} }}
}

// OnService is a teaching service as a whole.
func OnService(s practice.Service) Subject {
	return Subject{"service", s.ID, "", func(*facts.Step) any { return &facts.Service{Service: &s} }}
}

// OnDisseminator is the disseminator of a programme of work.
func OnDisseminator(w dissemination.Work) Subject {
	return onDisseminator(facts.NewWork(w))
}

func onDisseminator(w *facts.Work) Subject {
	return Subject{"disseminator", w.Disseminator.ID, string(w.Disseminator.State), func(s *facts.Step) any {
		return &facts.Disseminator{Disseminator: &w.Disseminator, Work: w, Step: s}
	}}
}

// OnWork is each document of a programme of work: its disseminator, its enquiries and its engagements. What rules read of
// the programme as a whole is counted once for all of them, where [OnEngagement] counts it anew. The documents are not
// copied, so they must not change meanwhile.
func OnWork(w dissemination.Work) iter.Seq[Subject] {
	return func(yield func(Subject) bool) {
		work := facts.NewWork(w)
		if !yield(onDisseminator(work)) {
			return
		}
		for i := range w.Enquiries {
			if !yield(onEnquiry(&w.Enquiries[i], work)) {
				return
			}
		}
		for i := range w.Engagements {
			if !yield(onEngagement(&w.Engagements[i], work)) {
				return
			}
		}
	}
}

// OnEnquiry is an enquiry to the disseminator of a programme of work. Rules call it partner. The zero Work means that
// the surroundings are not known.
func OnEnquiry(e dissemination.Enquiry, w dissemination.Work) Subject {
	return onEnquiry(&e, surroundings(w))
}

func onEnquiry(e *dissemination.Enquiry, w *facts.Work) Subject {
	return Subject{"partner", e.ID, string(e.State), func(s *facts.Step) any {
		roots := &facts.Partner{Partner: e, Work: w, Step: s}
		if w != nil {
			roots.Disseminator = &w.Disseminator
		}
		return roots
	}}
}

// OnEngagement is an engagement of a programme of work. The zero Work means that the surroundings are not known.
func OnEngagement(e dissemination.Engagement, w dissemination.Work) Subject {
	return onEngagement(&e, surroundings(w))
}

func onEngagement(e *dissemination.Engagement, work *facts.Work) Subject {
	return Subject{"engagement", e.ID, string(e.State), func(s *facts.Step) any {
		roots := &facts.Engagement{Engagement: e, Work: work, Step: s}
		if work != nil {
			roots.Disseminator = &work.Disseminator
		}
		return roots
	}}
}

// surroundings is nil where nothing is known of them.
func surroundings(w dissemination.Work) *facts.Work {
	if w.Disseminator.ID == "" {
		return nil
	}
	return facts.NewWork(w)
}
