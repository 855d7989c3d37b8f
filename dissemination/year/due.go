package year

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/calendar"
)

// due gathers what waits: the disseminator's own steps, its planned activities, the enquiries without an answer, the
// partners' planned actions and what §36 wants collected. What is done or dropped is not there.
func due(w *dissemination.Work, win Window, o Options) []practice.Due {
	d := &w.Disseminator
	list := []practice.Due{}
	add := func(x practice.Due) { list = append(list, x) }
	if d.State != dissemination.Completed {
		if win.FirstWork.IsZero() && !win.LastDay.IsZero() {
			add(practice.Due{ID: d.ID + "/window", Subject: d.ID, What: "Begin work with a first partner.", Role: "coordinator",
				Since: win.AwardedOn, LastDay: win.LastDay, Source: "LSC 2004 §4"})
		}
		if d.State == dissemination.Reporting && d.EvaluationReportOn.IsZero() {
			add(practice.Due{ID: d.ID + "/report", Subject: d.ID, What: "Write the brief evaluation report.", Role: "coordinator",
				Source: "LSC 2004 §4"})
		}
		if d.Plan != nil {
			for i := range d.Plan.Activities {
				activityDue(d.ID, &d.Plan.Activities[i], o.Today, add)
			}
		}
	}
	for i := range w.Enquiries {
		enquiryDue(&w.Enquiries[i], add)
	}
	for i := range w.Engagements {
		engagementDue(&w.Engagements[i], o, add)
	}
	practice.SortDue(list)
	return list
}

// heldBy ends the id of what asks for an activity to be held.
const heldBy = "/hold"

func activityDue(id string, a *dissemination.Activity, today practice.Date, add func(practice.Due)) {
	if !a.HeldOn.IsZero() {
		return
	}
	subject, title := id+"/"+a.ID, cmp.Or(a.Title, a.ID)
	if event, _ := a.Event.Get(); event {
		if a.PlanCheckedOn.IsZero() {
			add(practice.Due{ID: subject + "/check", Subject: a.ID, What: "Check the planning of " + title + ".", Role: "coordinator",
				LastDay: a.StartOn, Source: "LSC 2004 stage 2 tip 4"})
		}
		if a.BriefedOn.IsZero() {
			add(practice.Due{ID: subject + "/brief", Subject: a.ID, What: "Brief staff on " + title + ".", Role: "coordinator",
				LastDay: a.StartOn, Source: "LSC 2004 stage 2 tip 5"})
		}
	}
	last := a.EndOn
	if last.IsZero() {
		last = a.StartOn
	}
	what := "Hold " + title + "."
	if today.After(last) {
		what = "Enter the day on which " + title + " was held, or plan it anew."
	}
	add(practice.Due{ID: subject + heldBy, Subject: a.ID, What: what, Role: "coordinator",
		Since: a.StartOn, LastDay: last, Source: "LSC 2004 §14"})
}

func enquiryDue(q *dissemination.Enquiry, add func(practice.Due)) {
	switch {
	case q.State == dissemination.Enquired:
		add(practice.Due{ID: q.ID + "/filter", Subject: q.ID, What: "Find out by letter or telephone exactly what support is wanted.",
			Role: "coordinator", Since: q.MadeOn, Source: "LSC 2004 §23"})
	case q.State == dissemination.Filtered:
		since := q.MadeOn
		if q.Filter != nil {
			since = q.Filter.HeldOn
		}
		add(practice.Due{ID: q.ID + "/decide", Subject: q.ID, What: "Decide on this enquiry.", Role: "coordinator", Since: since,
			Source: "LSC 2004 §23"})
	case q.State == dissemination.Declined && len(q.SignpostedTo) == 0:
		add(practice.Due{ID: q.ID + "/signpost", Subject: q.ID, What: "Point this provider to other support.", Role: "coordinator",
			Source: "LSC 2004 §24"})
	}
}

// tasks says what each piece of §36 asks somebody to do.
var tasks = map[evaluate.DueKind]string{
	evaluate.DueBaseline:    "Record the partner's starting position",
	evaluate.DueSummary:     "Write the summary of what was done and taken away",
	evaluate.DueReview:      "Hold the follow-up review",
	evaluate.DueLaterReview: "Hold the later review",
	evaluate.DueAssessment:  "Assess impact in figures",
}

func engagementDue(e *dissemination.Engagement, o Options, add func(practice.Due)) {
	later := 0
	for _, piece := range evaluate.Schedule(*e, o.Today, o.Limits) {
		id := e.ID + "/" + string(piece.Kind)
		if piece.Kind == evaluate.DueLaterReview || piece.Kind == evaluate.DueAssessment {
			later++
			id += "-" + strconv.Itoa(later)
		}
		switch piece.Status {
		case evaluate.DueNow, evaluate.Overdue, evaluate.Upcoming:
			if piece.Status == evaluate.Upcoming && piece.Day().IsZero() {
				continue // its time has not come, and nobody knows when it will
			}
			what, since := tasks[piece.Kind]+".", piece.AgreedOn
			if since.After(o.Today) {
				since = practice.Date{} // it waits from the day agreed
			}
			if !piece.AgreedOn.IsZero() {
				what = tasks[piece.Kind] + ", agreed for " + piece.AgreedOn.Long() + "."
			}
			add(practice.Due{ID: id, Subject: e.ID, What: what, Role: piece.Role, Since: since, LastDay: piece.LastDay, Source: piece.Source})
		case evaluate.Done, evaluate.DoneLate:
			for _, g := range piece.Gaps {
				if g.Severity == practice.Must {
					add(practice.Due{ID: id + "/" + g.Path, Subject: e.ID, What: g.Message, Role: g.Ask, Source: g.Source})
				}
			}
		}
	}
	if e.State == dissemination.Stopped {
		return
	}
	// A planned action says nowhere that it was done, so it is shown only while the partner is changing.
	if e.State == dissemination.Implementing && e.ActionPlan != nil {
		for i, a := range e.ActionPlan.Actions {
			add(practice.Due{ID: e.ID + "/action-" + strconv.Itoa(i+1), Subject: e.ID, What: a.What, Role: cmp.Or(a.Owner, "partner"),
				LastDay: a.DueOn, Source: "LSC 2004 §34"})
		}
	}
	if !e.NextContactOn.IsZero() && !o.Today.IsZero() && !e.NextContactOn.Before(o.Today) {
		add(practice.Due{ID: e.ID + "/contact", Subject: e.ID, What: "Meet the partner.", Role: "coordinator", LastDay: e.NextContactOn,
			Source: "LSC 2004 §28"})
	}
}

// days lists what belongs in a calendar: the planned activities, the days agreed with partners, and each last day of what
// waits.
func days(w *dissemination.Work, o Options, waiting []practice.Due) []calendar.Entry {
	entries := calendar.OfDue(slices.DeleteFunc(slices.Clone(waiting), func(d practice.Due) bool {
		return strings.HasSuffix(d.ID, heldBy) && !d.Since.IsZero() // it is there as an activity
	}))
	if p := w.Disseminator.Plan; p != nil {
		for i, a := range p.Activities {
			if !a.StartOn.IsZero() && !a.EndOn.Before(a.StartOn) {
				entries = append(entries, calendar.Entry{ID: w.Disseminator.ID + "/activity-" + strconv.Itoa(i+1), Day: a.StartOn, Last: a.EndOn,
					Title: cmp.Or(a.Title, a.ID, "Activity"), Role: "coordinator"})
			}
		}
	}
	for i := range w.Engagements {
		e := &w.Engagements[i]
		for n, piece := range evaluate.Schedule(*e, o.Today, o.Limits) {
			open := piece.Status == evaluate.DueNow || piece.Status == evaluate.Overdue || piece.Status == evaluate.Upcoming
			if open && !piece.AgreedOn.IsZero() && piece.AgreedOn != piece.LastDay {
				entries = append(entries, calendar.Entry{ID: e.ID + "/agreed-" + strconv.Itoa(n+1), Day: piece.AgreedOn, Role: piece.Role,
					Title: tasks[piece.Kind] + ": the day agreed with " + cmp.Or(e.PartnerID, e.ID), Note: piece.Source})
			}
		}
	}
	return entries
}
