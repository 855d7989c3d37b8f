package report

import (
	"cmp"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/calendar"
)

// ProjectDays lists the days of a project for a calendar: visits, sets, the evaluation meeting, workshops and the targets
// that are not settled. What has no day is left out, since nothing in such a project has to have one (J-80).
func ProjectDays(p jpd.Project, opt Options) []calendar.Entry {
	var all []calendar.Entry
	add := func(id string, held, planned practice.Date, title, note string) {
		if d := cmp.Or(held, planned); !d.IsZero() {
			all = append(all, calendar.Entry{ID: p.ID + "/" + id, Day: d, Title: title, Note: note, Role: "participant"})
		}
	}
	for _, v := range p.Visits {
		if v.State != jpd.Cancelled {
			add("visit/"+v.ID, v.HeldOn, v.PlannedOn, opt.name(v.Visitor)+" visits "+opt.name(v.Host), "The visitor fills in the form and shares it with the host.")
		}
	}
	for _, s := range p.Sets {
		add("set/"+s.ID, s.HeldOn, s.PlannedOn, "Action learning set "+s.ID, "Facilitator: "+opt.name(cmp.Or(s.Facilitator, page.NotRecorded))+". Members: "+opt.namesOf(s.Members)+".")
	}
	if m := p.EvaluationMeeting; m != nil {
		add("evaluation", m.HeldOn, m.PlannedOn, "Evaluation meeting", "")
	}
	for _, w := range p.Workshops {
		add("workshop/"+w.ID, w.HeldOn, w.PlannedOn, cmp.Or(w.Title, "Workshop "+w.ID), "")
	}
	for i := range p.Targets {
		if t := &p.Targets[i]; t.CompletedOn.IsZero() {
			add("target/"+t.ID, t.RevisedOn, t.DueOn, "Due: "+cmp.Or(t.Title, t.ID), t.Reason)
		}
	}
	return all
}

// SchemeDays lists what a facilitator scheme owes for a calendar. An entry spans the days on which the duty is in time.
func SchemeDays(s support.Scheme, opt Options) []calendar.Entry {
	var all []calendar.Entry
	for _, d := range s.Duties(opt.Today, opt.Limits) {
		if d.From.IsZero() {
			continue
		}
		id := s.ID + "/" + string(d.Kind) + "/" + d.Subject
		if d.Month != "" {
			id += "/" + string(d.Month)
		}
		all = append(all, calendar.Entry{ID: id, Day: d.From, Last: d.LastDay, Title: dutyWords[d.Kind] + ": " + opt.name(d.Subject), Role: words(d.Role), Note: d.Source})
	}
	return all
}
