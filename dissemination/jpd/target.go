package jpd

import (
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// KPI is a key performance indicator of a project, in words: none in the source carries a number, and none is made up
// for it (J-12).
type KPI struct {
	Code      string        `json:"code"`
	Title     string        `json:"title,omitzero"`
	Target    string        `json:"target,omitzero"` // what would count as meeting it, where the project says so
	Facets    []string      `json:"facets,omitzero"` // such as within_subject and across_college (J-11)
	Status    Status        `json:"status,omitzero"`
	SettledOn practice.Date `json:"settled_on,omitzero"`
	Evidence  []string      `json:"evidence,omitzero"`   // something to show for the status (J-13)
	TargetIDs []string      `json:"target_ids,omitzero"` // the key targets it rests on
	*wire.Extra
}

// Outcome is what a project wanted to come of itself, how that is told and which KPIs it supports (J-56). It is not a
// [practice.Outcome], which opens and closes gates.
type Outcome struct {
	Code        string    `json:"code,omitzero"`
	Title       string    `json:"title,omitzero"`
	Measure     MeasureBy `json:"measure,omitzero"`
	MeasureNote string    `json:"measure_note,omitzero"` // what an other measure is
	// KPICodes is the project's own map: the source says that outcomes relate to KPIs and not how (A-J4).
	KPICodes []string `json:"kpi_codes,omitzero"`
	// Achieved is about the project; what a person got from it is in [Participant.ImpactNote] (J-57).
	Achieved practice.Fact[bool] `json:"achieved,omitzero"`
	*wire.Extra
}

// Target is a key target of a project and, where it was not met in time, its slippage: the new date and the reason
// (J-16). The date it slipped from need not be known.
type Target struct {
	ID          string        `json:"id"`
	Title       string        `json:"title,omitzero"`
	Deliverable Deliverable   `json:"deliverable,omitzero"` // what of the plan it is about
	DueOn       practice.Date `json:"due_on,omitzero"`      // the original date
	Status      Status        `json:"status,omitzero"`
	SlippedOn   practice.Date `json:"slipped_on,omitzero"` // the day on which that was decided
	RevisedOn   practice.Date `json:"revised_on,omitzero"`
	Reason      string        `json:"reason,omitzero"`
	CompletedOn practice.Date `json:"completed_on,omitzero"` // the day it was settled
	Earlier     []Slippage    `json:"earlier_slippage,omitzero"`
	*wire.Extra
}

// Slippage is one postponement of a target.
type Slippage struct {
	TargetID  string        `json:"target_id,omitzero"`
	SlippedOn practice.Date `json:"slipped_on,omitzero"`
	RevisedOn practice.Date `json:"revised_on,omitzero"`
	Reason    string        `json:"reason,omitzero"`
	*wire.Extra
}

// statusLife is what may become of a KPI or a target. A slipped one may slip again.
var statusLife = practice.Ladder[Status]{
	{From: OpenStatus, To: Met, Event: "meet"},
	{From: OpenStatus, To: PartlyMet, Event: "meet in part"},
	{From: OpenStatus, To: NotMet, Event: "miss"},
	{From: OpenStatus, To: Slipped, Event: "slip"},
	{From: Slipped, To: Met, Event: "meet late"},
	{From: Slipped, To: PartlyMet, Event: "meet in part"},
	{From: Slipped, To: NotMet, Event: "miss"},
	{From: Slipped, To: Slipped, Event: "slip again"},
}

// StatusLife returns the table of a KPI's and a target's status. A status that nobody set counts as open.
func StatusLife() practice.Ladder[Status] { return slices.Clone(statusLife) }

// refuseStatus returns why a status may not follow another, nil where it may.
func refuseStatus(id string, from, to Status, why string) error {
	if from == "" {
		from = OpenStatus
	}
	e := &practice.StageError{Subject: id, From: string(from), To: string(to), Outcome: practice.Closed, Why: why}
	if _, ok := statusLife.Find(from, to); !ok {
		e.Why = "there is no such step"
		for _, s := range statusLife.Next(from) {
			e.Allowed = append(e.Allowed, string(s))
		}
		if e.Allowed == nil {
			e.Why = string(from) + " is final"
		}
	}
	if e.Why == "" {
		return nil
	}
	return e
}

// Settle gives the KPI a status, with what there is to show for it beside what it has already (J-13). The receiver is
// unchanged; a refusal is a *[practice.StageError].
func (k KPI) Settle(to Status, on practice.Date, evidence ...string) (KPI, error) {
	all := slices.Concat(k.Evidence, evidence)
	why := ""
	switch {
	case on.IsZero():
		why = "it has no date"
	case len(all) == 0:
		why = "there is nothing to show for it"
	}
	if err := refuseStatus(k.Code, k.Status, to, why); err != nil {
		return k, err
	}
	k.Status, k.SettledOn, k.Evidence = to, on, all
	return k, nil
}

// Slip postpones the target to a later day for a reason (J-18), on the day on. An earlier postponement is kept. The
// receiver is unchanged; a refusal is a *[practice.StageError].
func (t Target) Slip(to practice.Date, reason string, on practice.Date) (Target, error) {
	why := ""
	switch {
	case to.IsZero():
		why = "it needs a revised date"
	case strings.TrimSpace(reason) == "":
		why = "it needs a reason"
	case on.IsZero():
		why = "it has no date"
	case to.Before(on):
		why = "the revised date " + to.String() + " has passed already"
	}
	if err := refuseStatus(t.ID, t.Status, Slipped, why); err != nil {
		return t, err
	}
	if t.Status == Slipped {
		t.Earlier = append(slices.Clip(t.Earlier), Slippage{SlippedOn: t.SlippedOn, RevisedOn: t.RevisedOn, Reason: t.Reason})
	}
	t.Status, t.SlippedOn, t.RevisedOn, t.Reason = Slipped, on, to, reason
	return t, nil
}

// Settle ends the target as met, partly met or not met on a day. What it slipped by stays in the record. The receiver is
// unchanged; a refusal is a *[practice.StageError].
func (t Target) Settle(to Status, on practice.Date) (Target, error) {
	why := ""
	switch {
	case to == Slipped:
		why = "a target slips with a revised date and a reason, by Slip"
	case on.IsZero():
		why = "it has no date"
	}
	if err := refuseStatus(t.ID, t.Status, to, why); err != nil {
		return t, err
	}
	t.Status, t.CompletedOn = to, on
	return t, nil
}

// StandingOn says how the target stands on a day: a slipped one is no failure before its revised date (J-19), and
// overdue from the day after while nobody settled it, as an open one is after its own date.
func (t *Target) StandingOn(today practice.Date) Standing {
	if t.Status.final() && !t.CompletedOn.After(today) {
		return Standing(t.Status)
	}
	if !t.CompletedOn.IsZero() && !t.CompletedOn.After(today) {
		return StandsMet // completed, and nobody changed the status
	}
	if last, ok := t.lastSlip(today); ok {
		if last.RevisedOn.Before(today) {
			return Overdue
		}
		return StandsSlipped
	}
	if t.DueOn.Before(today) {
		return Overdue
	}
	return StandsOpen
}

// lastSlip returns the slippage that was in force on a day.
func (t *Target) lastSlip(today practice.Date) (Slippage, bool) {
	if (t.Status == Slipped || !t.RevisedOn.IsZero()) && !t.SlippedOn.After(today) {
		return t.slippage(), true
	}
	for _, s := range slices.Backward(t.Earlier) {
		if !s.SlippedOn.After(today) {
			return s, true
		}
	}
	return Slippage{}, false
}

// StandingOn says how a KPI of the project stands on a day. A slipped one is overdue where a target that it rests on is.
// Before the day it was settled, only its targets can still tell that it had slipped.
func (p *Project) StandingOn(k *KPI, today practice.Date) Standing {
	switch {
	case k.SettledOn.After(today):
		return p.worstSlip(k, today, StandsOpen)
	case k.Status.final():
		return Standing(k.Status)
	case k.Status == Slipped:
		return p.worstSlip(k, today, StandsSlipped)
	}
	return StandsOpen
}

// worstSlip returns overdue where a target of the KPI is, slipped where one is, and otherwise what it is given.
func (p *Project) worstSlip(k *KPI, today practice.Date, worst Standing) Standing {
	for i := range p.Targets {
		if t := &p.Targets[i]; slices.Contains(k.TargetIDs, t.ID) {
			switch t.StandingOn(today) {
			case Overdue:
				return Overdue
			case StandsSlipped:
				worst = StandsSlipped
			}
		}
	}
	return worst
}

// Slippages lists the slippage in force on a day, whether or not the revised date has passed, with that date and the
// reason (J-16). What was settled since is not among it.
func (p *Project) Slippages(today practice.Date) []Slippage {
	list := []Slippage{}
	for i := range p.Targets {
		if s, ok := p.Targets[i].slippedStill(today); ok {
			list = append(list, s)
		}
	}
	return list
}

func (t *Target) slippedStill(today practice.Date) (Slippage, bool) {
	if s := t.StandingOn(today); s != StandsSlipped && s != Overdue {
		return Slippage{}, false
	}
	last, ok := t.lastSlip(today)
	last.TargetID = t.ID
	return last, ok
}

func (t *Target) slippage() Slippage {
	return Slippage{TargetID: t.ID, SlippedOn: t.SlippedOn, RevisedOn: t.RevisedOn, Reason: t.Reason}
}

// Result sums up KPIs and key targets on a day (J-17). It is empty where a project has neither. One that is overdue or
// open keeps the project from a result; one that was missed or met in part makes the whole met in part, and all missed not
// met; slipped ones among met ones are met with slippage.
func (p *Project) Result(today practice.Date) Result {
	n, count := 0, map[Standing]int{}
	for i := range p.KPIs {
		count[p.StandingOn(&p.KPIs[i], today)]++
		n++
	}
	for i := range p.Targets {
		count[p.Targets[i].StandingOn(today)]++
		n++
	}
	switch {
	case n == 0:
		return ""
	case count[Overdue] > 0:
		return ResultOverdue
	case count[StandsOpen] > 0 || count[StandsSlipped] == n:
		return InProgress
	case count[StandsNotMet] == n:
		return ResultNotMet
	case count[StandsNotMet] > 0 || count[StandsPartlyMet] > 0:
		return ResultPartlyMet
	case count[StandsSlipped] > 0:
		return MetWithSlippage
	}
	return ResultMet
}
