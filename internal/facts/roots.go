package facts

import (
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Step is the move that a decision is about. It is absent when a document is only looked over.
type Step struct {
	From string `json:"from"`
	To   string `json:"to"`
	// Number is how many of Staffordshire's seven steps a practice will have completed.
	Number practice.Fact[int] `json:"number,omitzero"`
}

// The structs below are what rules of each subject can read. Their JSON names are the variables of an expression.
type (
	// Practice is a practice and, for a variation, its parent.
	Practice struct {
		Practice *practice.Practice `json:"practice"`
		Parent   *practice.Practice `json:"parent,omitzero"`
		Step     *Step              `json:"step,omitzero"`
	}
	// Transfer is one transfer of a practice.
	Transfer struct {
		Transfer *practice.Transfer `json:"transfer"`
		Practice *practice.Practice `json:"practice,omitzero"`
		Step     *Step              `json:"step,omitzero"`
	}
	// Meeting is a meeting by itself.
	Meeting struct {
		Meeting *practice.Meeting `json:"meeting"`
	}
	// Service is a teaching service as a whole.
	Service struct {
		Service *practice.Service `json:"service"`
	}
	// Disseminator is a disseminator and its year's work.
	Disseminator struct {
		Disseminator *dissemination.Disseminator `json:"disseminator"`
		Work         *Work                       `json:"work,omitzero"`
		Step         *Step                       `json:"step,omitzero"`
	}
	// Partner is an enquiry, which rules call partner, and the disseminator it asks.
	Partner struct {
		Partner      *dissemination.Enquiry      `json:"partner"`
		Disseminator *dissemination.Disseminator `json:"disseminator,omitzero"`
		Work         *Work                       `json:"work,omitzero"`
		Step         *Step                       `json:"step,omitzero"`
	}
	// Engagement is an engagement and the disseminator's year that it is part of.
	Engagement struct {
		Engagement   *dissemination.Engagement   `json:"engagement"`
		Disseminator *dissemination.Disseminator `json:"disseminator,omitzero"`
		Work         *Work                       `json:"work,omitzero"`
		Step         *Step                       `json:"step,omitzero"`
	}
)

// Work is a disseminator's programme of work with the figures that follow from it. They are counted once, when it is
// made, and not each time a rule asks.
type Work struct {
	dissemination.Work
	PartnerCount        int `json:"partner_count"`
	OpenEnquiries       int `json:"open_enquiries"`
	ActiveConsultancies int `json:"active_consultancies"`
	// PromisedConsultancies are those of accepted partners that are not agreed yet. Without them a rule could let in
	// any number of partners before the first one starts.
	PromisedConsultancies int                `json:"promised_consultancies"`
	FreePlaces            practice.Fact[int] `json:"free_places,omitzero"`
}

// NewWork counts a programme of work.
func NewWork(w dissemination.Work) *Work {
	work := &Work{Work: w, PartnerCount: w.PartnerCount(), OpenEnquiries: w.OpenEnquiries(),
		ActiveConsultancies: w.ActiveConsultancies(), PromisedConsultancies: promisedConsultancies(w)}
	if n, limited := w.FreePlaces(); limited {
		work.FreePlaces = practice.Known(n)
	}
	return work
}

func promisedConsultancies(w dissemination.Work) int {
	n := 0
	for i := range w.Engagements {
		e := &w.Engagements[i]
		if e.Mode == dissemination.Consultancy && (e.State == dissemination.Accepted || e.State == dissemination.BaselineRecorded) {
			n++
		}
	}
	var begun map[string]bool // enquiries that led to an engagement; made when one is asked for
	for i := range w.Enquiries {
		q := &w.Enquiries[i]
		if q.Mode != dissemination.Consultancy || q.State != dissemination.Accepted {
			continue
		}
		if begun == nil {
			begun = make(map[string]bool, len(w.Engagements))
			for i := range w.Engagements {
				begun[w.Engagements[i].EnquiryID] = true
			}
		}
		if !begun[q.ID] {
			n++
		}
	}
	return n
}

// UnmarshalJSON reads the programme of work and counts it again.
func (w *Work) UnmarshalJSON(data []byte) error {
	var read dissemination.Work
	if err := wire.UnmarshalStrict(data, &read); err != nil {
		return err
	}
	*w = *NewWork(read)
	return nil
}

// rooted is what every struct of a subject that moves can do.
type rooted interface {
	state() string
	step(*Step)
}

func (r *Practice) state() string {
	return stateOf(r.Practice, func(p *practice.Practice) practice.Stage { return p.Stage })
}
func (r *Transfer) state() string {
	return stateOf(r.Transfer, func(t *practice.Transfer) practice.TransferState { return t.State })
}
func (r *Disseminator) state() string {
	return stateOf(r.Disseminator, func(d *dissemination.Disseminator) dissemination.State { return d.State })
}
func (r *Partner) state() string {
	return stateOf(r.Partner, func(e *dissemination.Enquiry) dissemination.State { return e.State })
}
func (r *Engagement) state() string {
	return stateOf(r.Engagement, func(e *dissemination.Engagement) dissemination.State { return e.State })
}

func (r *Practice) step(s *Step)     { r.Step = s }
func (r *Transfer) step(s *Step)     { r.Step = s }
func (r *Disseminator) step(s *Step) { r.Step = s }
func (r *Partner) step(s *Step)      { r.Step = s }
func (r *Engagement) step(s *Step)   { r.Step = s }

func stateOf[T any, S ~string](p *T, of func(*T) S) string {
	if p == nil {
		return ""
	}
	return string(of(p))
}

// StateOf returns where the subject of a pointer to one of the structs above stands; empty when it has no state.
func StateOf(roots any) string {
	if r, ok := roots.(rooted); ok {
		return r.state()
	}
	return ""
}

// NewStep is the step of a subject from one state to another.
func NewStep(subject, from, to string) *Step {
	s := &Step{From: from, To: to}
	if subject == "practice" {
		s.Number = practice.Known(practice.Stage(to).Number())
	}
	return s
}

// Enter makes the decision about a pointer to one of the structs above one about entering a state.
func Enter(roots any, subject, to string) {
	if r, ok := roots.(rooted); ok {
		r.step(NewStep(subject, r.state(), to))
	}
}
