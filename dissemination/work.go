package dissemination

import "slices"

// Work is one disseminator's programme of work for its year, the surroundings that a decision about any part of it
// reads: how many partners it has already, how many enquiries are open. Every enquiry and engagement in it is this
// disseminator's. It is not a document of its own; each part is saved by itself.
type Work struct {
	Disseminator Disseminator `json:"disseminator"`
	Enquiries    []Enquiry    `json:"enquiries,omitzero"`
	Engagements  []Engagement `json:"engagements,omitzero"`
}

// PartnerCount returns how many partners hold one of the disseminator's places: engagements that were not stopped, and
// accepted enquiries whose engagement has not begun. Work inside the disseminator takes no place; an engagement
// that does not state its scope does, since a place promised twice is the worse mistake.
//
// It is not the count of consultancies, [Work.ActiveConsultancies]: the limit on partners is the disseminator's own
// choice (LSC 2004 §27), the one on consultancy comes from evidence (§29).
func (w *Work) PartnerCount() int {
	n := 0
	for i := range w.Engagements {
		if e := &w.Engagements[i]; e.Scope != Internal && e.State != Stopped {
			n++
		}
	}
	var begun map[string]bool // enquiries that led to an engagement; made when one is asked for
	for i := range w.Enquiries {
		q := &w.Enquiries[i]
		if q.State != Accepted {
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

// FreePlaces returns how many more partners the disseminator can take, and false when it set no limit. It is 0 when
// there are as many partners as the limit or more.
func (w *Work) FreePlaces() (int, bool) {
	limit, ok := w.Disseminator.PartnerLimit.Get()
	if !ok {
		return 0, false
	}
	return max(0, limit-w.PartnerCount()), true
}

// OpenEnquiries returns how many enquiries wait for a decision, filtered or not.
func (w *Work) OpenEnquiries() int {
	n := 0
	for i := range w.Enquiries {
		if s := w.Enquiries[i].State; s == Enquired || s == Filtered {
			n++
		}
	}
	return n
}

// ActiveConsultancies returns how many partners are helped by consultancy at the same time, agreed or already under
// way (LSC 2004 §29). Work that has ended does not count.
func (w *Work) ActiveConsultancies() int {
	n := 0
	for i := range w.Engagements {
		e := &w.Engagements[i]
		if e.Mode == Consultancy && (e.State == Agreed || e.State == Active) {
			n++
		}
	}
	return n
}

// With returns the work with e added, or in the place of the engagement with the same id. The receiver is unchanged.
func (w Work) With(e Engagement) Work {
	w.Engagements = put(w.Engagements, e, func(f Engagement) bool { return f.ID == e.ID })
	return w
}

// WithEnquiry returns the work with q added, or in the place of the enquiry with the same id. The receiver is
// unchanged.
func (w Work) WithEnquiry(q Enquiry) Work {
	w.Enquiries = put(w.Enquiries, q, func(r Enquiry) bool { return r.ID == q.ID })
	return w
}

// put works on a copy, so that two values made from one never share an element.
func put[T any](list []T, v T, same func(T) bool) []T {
	list = slices.Clone(list)
	if i := slices.IndexFunc(list, same); i >= 0 {
		list[i] = v
		return list
	}
	return append(list, v)
}
