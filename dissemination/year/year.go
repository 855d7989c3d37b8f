package year

import (
	"cmp"
	"slices"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/calendar"
)

// Options are what a report needs besides the programme of work.
type Options struct {
	Today practice.Date // without it nothing is overdue
	// WindowMonths is how long after the award the first work has to begin, 12 where it is zero (§4).
	WindowMonths int
	Limits       evaluate.Limits // of the evaluation of each engagement (§36)
}

// Year is what a disseminator did in a year, and what came of it.
type Year struct {
	ID         string              `json:"id"`
	Provider   string              `json:"provider,omitzero"` // name, or id where no name is known
	State      dissemination.State `json:"state"`
	Stage      dissemination.Stage `json:"stage"`
	On         practice.Date       `json:"on"`
	Window     Window              `json:"window"`
	Activities []Activity          `json:"activities"` // plan against actual
	Days       Days                `json:"days"`
	Channels   []Channel           `json:"channels"` // of promotion
	Selection  Selection           `json:"selection"`
	Needs      []Need              `json:"needs"`
	Partners   []Partner           `json:"partners"`
	Reach      Reach               `json:"reach"`
	Modes      []Mode              `json:"modes"` // what worked, by way of working (§2)
	Changes    []Change            `json:"changes"`
	Figures    []Figure            `json:"figures"` // impact in figures
	Barriers   []Barrier           `json:"barriers"`
	Gains      []Gain              `json:"gains"`
	Commended  []string            `json:"commended"` // ids of practices found in partners (§35)
	Due        []practice.Due      `json:"due"`
	Feed       []Finding           `json:"feed"` // for the self-assessment report
	// Calendar is for [calendar.Write]: the planned activities, the days agreed with partners and the last days of what
	// waits.
	Calendar []calendar.Entry `json:"calendar"`
}

// Window is the time in which the first work has to begin (§4). A second or later year has none.
type Window struct {
	AwardedOn practice.Date    `json:"awarded_on,omitzero"`
	LastDay   practice.Date    `json:"last_day,omitzero"`
	FirstWork practice.Date    `json:"first_work_on,omitzero"`
	Met       practice.Outcome `json:"met"` // open where work began in time, closed where the time has passed without
	LaterYear bool             `json:"later_year,omitzero"`
}

// Of reports on a programme of work. The same input gives the same report, whatever the order of enquiries and
// engagements.
func Of(w dissemination.Work, o Options) Year {
	w.Enquiries, w.Engagements = slices.Clone(w.Enquiries), slices.Clone(w.Engagements)
	slices.SortStableFunc(w.Enquiries, func(a, b dissemination.Enquiry) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(w.Engagements, func(a, b dissemination.Engagement) int { return cmp.Compare(a.ID, b.ID) })
	d := &w.Disseminator
	y := Year{ID: d.ID, Provider: cmp.Or(d.Provider.Name, d.Provider.ID, d.ID), State: d.State, Stage: d.State.Stage(), On: o.Today,
		Window: window(&w, o), Activities: activities(d.Plan, o.Today), Days: daysOf(&w), Channels: channels(d.Promotions),
		Selection: selection(&w), Needs: needs(&w), Partners: partners(&w, o), Reach: reach(&w), Modes: modes(&w),
		Changes: changes(&w), Figures: figures(&w), Barriers: barriers(&w), Gains: gains(&w), Commended: commended(&w),
		Feed: feed(&w)}
	y.Due = due(&w, y.Window, o)
	y.Calendar = days(&w, o, y.Due)
	return y
}

func window(w *dissemination.Work, o Options) Window {
	out := Window{LaterYear: w.Disseminator.PreviousID != ""}
	if s := w.Disseminator.Status; s != nil {
		out.AwardedOn = s.AwardedOn
	}
	if !out.LaterYear {
		out.LastDay = out.AwardedOn.AddMonths(cmp.Or(o.WindowMonths, 12))
	}
	undated := false
	for i := range w.Engagements {
		on := w.Engagements[i].StartedOn
		undated = undated || on.IsZero()
		if !on.IsZero() && (out.FirstWork.IsZero() || on.Before(out.FirstWork)) {
			out.FirstWork = on
		}
	}
	switch {
	case out.LastDay.IsZero():
	case !out.FirstWork.IsZero() && !out.FirstWork.After(out.LastDay):
		out.Met = practice.Open
	case undated: // that work may have begun in time
	case !out.FirstWork.IsZero() || o.Today.After(out.LastDay):
		out.Met = practice.Closed
	}
	return out
}
