package jpd

import (
	"math"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Plan is what a project set out to do (J-51). A figure that the plan does not name is unknown, not 0, and so is one
// below 0.
type Plan struct {
	AcceptedOn practice.Date `json:"accepted_on,omitzero"`
	// The first three are per participant, the others for the project as a whole.
	VisitsReceived practice.Fact[int] `json:"visits_received,omitzero"`
	VisitsMade     practice.Fact[int] `json:"visits_made,omitzero"`
	Evaluations    practice.Fact[int] `json:"evaluations,omitzero"`
	ALSCount       practice.Fact[int] `json:"als_count,omitzero"` // action learning sets (J-42)
	FinalMeetings  practice.Fact[int] `json:"final_meetings,omitzero"`
	Workshops      practice.Fact[int] `json:"workshops,omitzero"`
	Ref            string             `json:"ref,omitzero"`
	*wire.Extra
}

// PlanLine holds one deliverable of a plan against what was done. Where the plan has a figure, what was done up to it,
// Slipped, Overdue and Open add up to Planned.
type PlanLine struct {
	Deliverable Deliverable        `json:"deliverable"`
	Planned     practice.Fact[int] `json:"planned"` // unknown where the plan has no figure
	Done        int                `json:"done"`    // for each person at most as many as planned, where that is known
	Slipped     int                `json:"slipped"` // outstanding, with a revised date to come
	Overdue     int                `json:"overdue"` // outstanding, and its date has passed
	Open        practice.Fact[int] `json:"open"`    // outstanding, with nothing said about it
	// Waiting are the participants whose part is outstanding.
	Waiting []string `json:"waiting"`
	// Slippages are the slipped targets about this deliverable, with date and reason.
	Slippages []Slippage `json:"slippages"`
}

// PlanVsActual holds the plan against what was done by a day (J-51), one line for each kind of deliverable. What has no
// date counts as done, since the source dates nothing (J-80); participants who left are neither planned for nor counted.
// Each target about a deliverable that is slipped or overdue stands for one of its outstanding pieces, where the plan has a
// figure for them.
func (p *Project) PlanVsActual(today practice.Date) []PlanLine {
	var plan Plan
	if p.Plan != nil {
		plan = *p.Plan
	}
	tallies := p.talliesOn(today)
	lines := []PlanLine{
		p.perPerson(VisitReceived, plan.VisitsReceived, func(i int) int { return tallies[i].Received }),
		p.perPerson(VisitMade, plan.VisitsMade, func(i int) int { return tallies[i].Made }),
		p.perPerson(EvaluationDone, plan.Evaluations, func(i int) int { return p.Participants[i].evaluationsOn(today) }),
		{Deliverable: SetsHeld, Planned: figure(plan.ALSCount, 1), Done: p.setsHeldOn(today)},
		{Deliverable: FinalMeeting, Planned: figure(plan.FinalMeetings, 1), Done: p.meetingsOn(today)},
		{Deliverable: WorkshopHeld, Planned: figure(plan.Workshops, 1), Done: p.workshopsOn(today)},
	}
	for i := range lines {
		p.outstanding(&lines[i], today)
	}
	return lines
}

func (p *Project) perPerson(d Deliverable, each practice.Fact[int], done func(int) int) PlanLine {
	line := PlanLine{Deliverable: d}
	most, planned := figure(each, 1).Get()
	people := 0
	for i := range p.Participants {
		if p.Participants[i].State == Left {
			continue
		}
		people++
		n := done(i)
		if planned {
			if n < most {
				line.Waiting = append(line.Waiting, p.Participants[i].ID)
			}
			n = min(n, most)
		}
		line.Done += n
	}
	line.Planned = figure(each, people)
	return line
}

// figure returns so many times a figure of the plan. One below 0, or too large to count with, is none.
func figure(f practice.Fact[int], times int) practice.Fact[int] {
	n, ok := f.Get()
	if !ok || n < 0 || times > 0 && n > math.MaxInt32/times {
		return practice.Fact[int]{}
	}
	return practice.Known(n * times)
}

// outstanding tells what is not done apart, by the targets about it.
func (p *Project) outstanding(line *PlanLine, today practice.Date) {
	planned, known := line.Planned.Get()
	left := max(0, planned-line.Done)
	line.Slippages = []Slippage{}
	if line.Waiting == nil {
		line.Waiting = []string{}
	}
	for i := range p.Targets {
		t := &p.Targets[i]
		if t.Deliverable != line.Deliverable {
			continue
		}
		standing := t.StandingOn(today)
		if s, ok := t.slippedStill(today); ok {
			line.Slippages = append(line.Slippages, s)
		}
		if left == 0 || standing != StandsSlipped && standing != Overdue {
			continue
		}
		*pick(standing == Overdue, &line.Overdue, &line.Slipped)++
		left--
	}
	if known {
		line.Open = practice.Known(left)
	}
}

func (p *Participant) evaluationsOn(today practice.Date) int {
	if p.Evaluation != nil && !p.Evaluation.On.After(today) || p.EndReport != nil && !p.EndReport.On.After(today) {
		return 1
	}
	return 0
}

// by reports whether something with this date had happened by a day. Without a date it had not: a set, a meeting and a
// workshop are known to be held by their day alone.
func by(d, today practice.Date) bool { return !d.IsZero() && !d.After(today) }

func (p *Project) setsHeldOn(today practice.Date) int {
	n := 0
	for i := range p.Sets {
		if by(p.Sets[i].HeldOn, today) {
			n++
		}
	}
	return n
}

func (p *Project) meetingsOn(today practice.Date) int {
	if p.EvaluationMeeting != nil && by(p.EvaluationMeeting.HeldOn, today) {
		return 1
	}
	return 0
}

func (p *Project) workshopsOn(today practice.Date) int {
	n := 0
	for i := range p.Workshops {
		if by(p.Workshops[i].HeldOn, today) {
			n++
		}
	}
	return n
}
