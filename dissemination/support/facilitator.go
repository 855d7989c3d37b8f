package support

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Facilitator is somebody who supports colleagues' teaching as a peer: at the source college a Learning Improvement
// Facilitator, at others an advanced practitioner. It is a plain value; [Facilitator.Advance] moves it on.
type Facilitator struct {
	ID     string                 `json:"id"`
	Campus string                 `json:"campus,omitzero"`
	Styles []string               `json:"delivery_styles,omitzero"`
	FTE    practice.Fact[float64] `json:"fte,omitzero"` // full-time equivalent, 0 to 1

	// How the Head of Teaching and Learning chose: a post offered, and what was looked at (F-83, F-89).
	Offered    practice.Fact[bool] `json:"offered,omitzero"`
	AssessedOn []Criterion         `json:"assessed_on,omitzero"`

	// Hours a week off the timetable, and hours a week that the support takes (F-86). Caseload and EstimatedHours come
	// from [Facilitator.WithCaseload].
	RemissionHours practice.Fact[float64] `json:"remission_hours,omitzero"`
	EstimatedHours practice.Fact[float64] `json:"estimated_hours_needed,omitzero"`
	Caseload       []string               `json:"caseload,omitzero"` // ids of the people supported now

	ActiveSince   practice.Date   `json:"active_since,omitzero"` // from when standing duties run
	TrainingDone  []TrainingKind  `json:"training_done,omitzero"`
	Development   []Development   `json:"development,omitzero"`
	TeamTrainings []TeamTraining  `json:"team_trainings,omitzero"` // those held
	OneToOnes     []OneToOne      `json:"one_to_ones,omitzero"`    // those held with the Head
	Sessions      []Session       `json:"sessions,omitzero"`       // work outside any programme, such as informal support
	Reports       []MonthlyReport `json:"reports,omitzero"`
	Resources     []Resource      `json:"resources,omitzero"`
	CaseStudies   []string        `json:"case_study_ids,omitzero"` // ids of practices that came out of support

	State   Post            `json:"state"`
	History []practice.Step `json:"history,omitzero"`

	*wire.Extra
}

// TeamTraining is one session for a curriculum team, every two weeks (F-50).
type TeamTraining struct {
	On     practice.Date `json:"on,omitzero"`
	Team   string        `json:"team,omitzero"`
	Topics []string      `json:"topics,omitzero"` // such as critical thinking or differentiation
	*wire.Extra
}

// OneToOne is a talk with the Head of Teaching and Learning about each person's progress, every two weeks (F-62).
type OneToOne struct {
	On   practice.Date `json:"on,omitzero"`
	Mode MeetingMode   `json:"mode,omitzero"`
	*wire.Extra
}

// Development is an outside opportunity such as a conference (F-64).
type Development struct {
	What string        `json:"what"`
	On   practice.Date `json:"on,omitzero"`
	// FundedBy says whose money it is; at the source college the central staff-development budget's.
	FundedBy string `json:"funded_by,omitzero"`
	*wire.Extra
}

// Resource is something a facilitator put on the college's intranet (F-20).
type Resource struct {
	Title      string        `json:"title"`
	Ref        string        `json:"ref,omitzero"`
	UploadedOn practice.Date `json:"uploaded_on,omitzero"`
	*wire.Extra
}

var facilitatorLife = practice.Ladder[Post]{
	{From: Candidate, To: InPost, Event: "appoint"},
	{From: Candidate, To: NotAppointed, Event: "not appoint", Exit: true},
	{From: InPost, To: LeftPost, Event: "leave the post", Exit: true},
}

// FacilitatorLife returns the table of a facilitator's post.
func FacilitatorLife() practice.Ladder[Post] { return slices.Clone(facilitatorLife) }

// Advance moves the facilitator to the state the ruling is about and keeps the ruling. Standing duties run from the day of
// the appointment unless another day is recorded. The receiver is unchanged; a refusal is a *[practice.StageError].
func (f Facilitator) Advance(r practice.Ruling) (Facilitator, error) {
	step, err := facilitatorLife.Advance(f.ID, f.State, f.History, r)
	if err != nil {
		return f, err
	}
	f.State = Post(r.To)
	if f.State == InPost && f.ActiveSince.IsZero() {
		f.ActiveSince = r.On
	}
	f.History = append(slices.Clip(f.History), step)
	return f, nil
}

// WithCaseload returns the facilitator with the people supported now and the hours a week this takes, from those of the
// programmes that are this facilitator's and under way. The hours are unknown where a programme does not give its own.
// The receiver is unchanged.
func (f Facilitator) WithCaseload(programmes []Programme) Facilitator {
	var people []string
	hours, all := 0.0, true
	for i := range programmes {
		p := &programmes[i]
		if p.Facilitator != f.ID || !p.State.Supporting() {
			continue
		}
		h, ok := p.WeeklyHours.Get()
		hours, all = hours+h, all && ok
		if p.Participant.ID != "" {
			people = append(people, p.Participant.ID)
		}
	}
	slices.Sort(people)
	f.Caseload = slices.Compact(people)
	f.EstimatedHours = practice.Fact[float64]{}
	if all {
		f.EstimatedHours = practice.Known(hours)
	}
	return f
}

// RemissionSuffices says whether the hours off the timetable match the hours needed (F-86): open, closed, or not to be
// told.
func (f Facilitator) RemissionSuffices() practice.Outcome {
	have, ok1 := f.RemissionHours.Get()
	need, ok2 := f.EstimatedHours.Get()
	return truth(have >= need, ok1 && ok2)
}

// LastTeamTrainingOn returns the day of the newest team training; zero when there was none.
func (f Facilitator) LastTeamTrainingOn() practice.Date {
	return newestDay(f.TeamTrainings, func(t TeamTraining) practice.Date { return t.On })
}

// LastOneToOneOn returns the day of the newest one-to-one with the Head; zero when there was none.
func (f Facilitator) LastOneToOneOn() practice.Date {
	return newestDay(f.OneToOnes, func(o OneToOne) practice.Date { return o.On })
}

func newestDay[T any](list []T, on func(T) practice.Date) practice.Date {
	var last practice.Date
	for _, v := range list {
		if d := on(v); d.Compare(last) > 0 {
			last = d
		}
	}
	return last
}

// CaseStudy raises a practice that came out of support, so that it starts on its own life (F-57). The facilitator that
// comes back names it, once. The practice says nothing about any programme: a reader must not learn from it who was
// supported, or why. Its originator is for the host to fill in, when the person agrees.
func (f Facilitator) CaseStudy(id, title string, on practice.Date) (Facilitator, practice.Practice) {
	if !slices.Contains(f.CaseStudies, id) {
		f.CaseStudies = append(slices.Clip(f.CaseStudies), id)
	}
	return f, practice.Practice{ID: id, Title: title, IdentifiedBy: f.ID, IdentifiedVia: practice.ByAnotherRoute,
		IdentifiedOn: on, Stage: practice.Identified}
}
