package main

import (
	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// onState reports whether there is a state of that name on any ladder of dissemination.
func onState(name string) error {
	var s dissemination.State
	return s.UnmarshalText([]byte(name))
}

func disseminators(e *beacon.Engine, w *dissemination.Work) mover[dissemination.Disseminator] {
	return mover[dissemination.Disseminator]{
		id:    func(d dissemination.Disseminator) string { return d.ID },
		state: func(d dissemination.Disseminator) string { return string(d.State) },
		next: func(d dissemination.Disseminator) []string {
			return texts(dissemination.DisseminatorLife().Next(d.State))
		},
		known: onState,
		ask: func(d dissemination.Disseminator, to string, on practice.Date) (beacon.Decision, error) {
			then := asOf(*w, on)
			then.Disseminator = d
			return e.Gate(beacon.OnDisseminator(then), dissemination.State(to), on)
		},
		advance: dissemination.Disseminator.Advance,
	}
}

func engagements(e *beacon.Engine, w *dissemination.Work) mover[dissemination.Engagement] {
	return mover[dissemination.Engagement]{
		id:    func(g dissemination.Engagement) string { return g.ID },
		state: func(g dissemination.Engagement) string { return string(g.State) },
		next:  func(g dissemination.Engagement) []string { return texts(dissemination.EngagementLife().Next(g.State)) },
		known: onState,
		ask: func(g dissemination.Engagement, to string, on practice.Date) (beacon.Decision, error) {
			return e.Gate(beacon.OnEngagement(g, asOf(*w, on).With(g)), dissemination.State(to), on)
		},
		advance: dissemination.Engagement.Advance,
	}
}

func enquiries(e *beacon.Engine, w *dissemination.Work) mover[dissemination.Enquiry] {
	return mover[dissemination.Enquiry]{
		id:    func(q dissemination.Enquiry) string { return q.ID },
		state: func(q dissemination.Enquiry) string { return string(q.State) },
		next:  func(q dissemination.Enquiry) []string { return texts(dissemination.EnquiryLife().Next(q.State)) },
		known: onState,
		ask: func(q dissemination.Enquiry, to string, on practice.Date) (beacon.Decision, error) {
			return e.Gate(beacon.OnEnquiry(q, asOf(*w, on).WithEnquiry(q)), dissemination.State(to), on)
		},
		advance: dissemination.Enquiry.Advance,
	}
}

func practices(e *beacon.Engine) mover[practice.Practice] {
	return mover[practice.Practice]{
		id:    func(p practice.Practice) string { return p.ID },
		state: func(p practice.Practice) string { return string(p.Stage) },
		next:  func(p practice.Practice) []string { return texts(p.Stage.Next()) },
		known: func(name string) error {
			var s practice.Stage
			return s.UnmarshalText([]byte(name))
		},
		ask: func(p practice.Practice, to string, on practice.Date) (beacon.Decision, error) {
			return e.Promote(p, practice.Stage(to), on)
		},
		advance: practice.Practice.Advance,
	}
}

func transfers(e *beacon.Engine, of practice.Practice) mover[practice.Transfer] {
	return mover[practice.Transfer]{
		id:    func(t practice.Transfer) string { return t.ID },
		state: func(t practice.Transfer) string { return string(t.State) },
		next:  func(t practice.Transfer) []string { return texts(practice.TransferLife().Next(t.State)) },
		known: func(name string) error {
			var s practice.TransferState
			return s.UnmarshalText([]byte(name))
		},
		ask: func(t practice.Transfer, to string, on practice.Date) (beacon.Decision, error) {
			return e.PromoteTransfer(t, of, practice.TransferState(to), on)
		},
		advance: practice.Transfer.Advance,
	}
}

// asOf returns the programme of work with what had begun by a day, so that a gate of last year does not see this year's
// partners. What has no date is taken to have begun.
func asOf(w dissemination.Work, day practice.Date) dissemination.Work {
	then := dissemination.Work{Disseminator: w.Disseminator}
	for _, q := range w.Enquiries {
		if !q.MadeOn.After(day) {
			then.Enquiries = append(then.Enquiries, q)
		}
	}
	for _, e := range w.Engagements {
		if !e.StartedOn.After(day) {
			then.Engagements = append(then.Engagements, e)
		}
	}
	return then
}
