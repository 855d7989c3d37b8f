package support

import (
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// maxWeeks bounds the lengths a college may set for itself.
const maxWeeks = 104

// Extension is more time (F-26, F-36, F-48).
type Extension struct {
	GrantedOn practice.Date `json:"granted_on,omitzero"`
	ByRole    Role          `json:"by_role,omitzero"`
	NewEndOn  practice.Date `json:"new_end_on,omitzero"`
	Reason    string        `json:"reason,omitzero"`
	*wire.Extra
}

// Plan returns the plan of the programme's kind with the lengths the college set for it, and false when it has no kind.
// A length outside 1 to 104 weeks is not one and leaves the plan's.
func (p Programme) Plan() (Plan, bool) {
	plan, ok := PlanOf(p.Kind)
	if n, known := p.PlannedWeeks.Get(); ok && known && n >= 1 && n <= maxWeeks {
		plan.Weeks = n
	}
	if n, known := p.ExtensionWeeks.Get(); ok && known && n >= 1 && n <= maxWeeks && plan.ExtensionWeeks > 0 {
		plan.ExtensionWeeks = n
	}
	return plan, ok
}

// WeekEnds returns the last day of week n: day 7n, with the day of the start as day 0. It is zero before the start is
// known.
func (p Programme) WeekEnds(n int) practice.Date { return p.StartedOn.AddWeeks(n) }

// EndsOn returns the last day of the programme with its extensions, zero where that is not known: it has not started, or
// its last extension names no new end.
func (p Programme) EndsOn() practice.Date {
	if n := len(p.Extensions); n > 0 {
		return p.Extensions[n-1].NewEndOn
	}
	plan, ok := p.Plan()
	if !ok {
		return practice.Date{}
	}
	return p.WeekEnds(plan.Weeks)
}

// LatestEnd returns the last day of the full period, planned weeks and extension together: week 12 of the programmes to
// good and for new staff. It is zero where extensions have no limit or the start is not known.
func (p Programme) LatestEnd() practice.Date {
	plan, _ := p.Plan()
	if plan.ExtensionWeeks == 0 {
		return practice.Date{}
	}
	return p.WeekEnds(plan.Weeks + plan.ExtensionWeeks)
}

// SignOffOpens returns the first day on which a sign-off observation can be held: seven days before the end, which is the
// last week (F-35; day 49 of 56). It is zero where there is no sign-off or the end is not known.
func (p Programme) SignOffOpens() practice.Date {
	if !p.RequiresSignOff() {
		return practice.Date{}
	}
	return p.EndsOn().AddWeeks(-1)
}

// RatingDay returns the day on which competence is to be rated: the start, halfway through the planned weeks, or the end.
// An extension moves the end and never the middle, so that the middles of all programmes of a kind can be compared. It
// is zero for anything else, and where the day is not known.
func (p Programme) RatingDay(point Point) practice.Date {
	plan, ok := p.Plan()
	switch {
	case !ok:
	case point == AtStart:
		return p.StartedOn
	case point == AtMiddle:
		return p.StartedOn.AddDays(7 * plan.Weeks / 2)
	case point == AtEnd:
		return p.EndsOn()
	}
	return practice.Date{}
}

// plannedOpens is the first day of the sign-off that an extension rests on.
func (p *Programme) plannedOpens() practice.Date {
	plan, _ := p.Plan()
	return p.WeekEnds(plan.Weeks - 1)
}
