package support

import (
	"cmp"
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// DutyKind says what is owed.
type DutyKind string

// The duties: two of a facilitator in post, one on each month, three of a programme.
const (
	TeamTrainingDuty DutyKind = "team_training"
	OneToOneDuty     DutyKind = "one_to_one"     // with the Head of Teaching and Learning
	ReportDuty       DutyKind = "monthly_report" // on each person supported in the month
	UpdateDuty       DutyKind = "update"         // to the line manager, in the programme to good alone
	SignOffDuty      DutyKind = "sign_off"
	HeadReviewDuty   DutyKind = "head_review"
)

// Names lists the values DutyKind can have.
func (DutyKind) Names() []string {
	return wire.Names(TeamTrainingDuty, OneToOneDuty, ReportDuty, UpdateDuty, SignOffDuty, HeadReviewDuty)
}

// DutyStatus is where a duty stands on a day.
type DutyStatus string

// The statuses.
const (
	DutyUpcoming DutyStatus = "upcoming" // its first day lies ahead, or hangs on a fact that is not known
	DutyDue      DutyStatus = "due"      // can be done in time
	DutyOverdue  DutyStatus = "overdue"  // its last day has passed
)

// Names lists the values DutyStatus can have.
func (DutyStatus) Names() []string { return wire.Names(DutyUpcoming, DutyDue, DutyOverdue) }

// Duty is something that has not been done yet and has a day.
type Duty struct {
	Kind    DutyKind `json:"kind"`
	Subject string   `json:"subject"` // id of the facilitator or the programme
	Month   Month    `json:"month,omitzero"`
	// People are the ids of those a monthly report still has to be written on.
	People []string `json:"people,omitzero"`
	// From is the first day on which it is due and LastDay the last on which it is in time. Both are the same for what
	// falls on one day. LastDay is zero where nothing sets one.
	From    practice.Date `json:"from,omitzero"`
	LastDay practice.Date `json:"last_day,omitzero"`
	Status  DutyStatus    `json:"status"`
	// WaitsFor is the path of the fact that the days hang on and that is not known.
	WaitsFor string `json:"waits_for,omitzero"`
	Role     Role   `json:"role"` // who owes it
	Source   string `json:"source"`
}

func (d Duty) on(today practice.Date) Duty {
	switch {
	case d.From.IsZero() || today.IsZero() || today.Before(d.From):
		d.Status = DutyUpcoming
	case today.After(d.LastDay):
		d.Status = DutyOverdue
	default:
		d.Status = DutyDue
	}
	if !d.From.IsZero() {
		d.WaitsFor = ""
	}
	return d
}

// Duties returns what this programme owes next, on the day today: an update to the line manager, the sign-off
// observation, the Head's review. Two weeks run from the last update, or from the start (F-34): one made late puts off
// the next. A programme that is not under way owes nothing. Without a today nothing is due or overdue.
func (p Programme) Duties(today practice.Date, limits Limits) []Duty {
	if !p.State.Supporting() {
		return nil
	}
	plan, _ := p.Plan()
	limits = limits.filled(plan)
	var list []Duty
	add := func(d Duty) {
		d.Subject, d.Source = p.ID, plan.source+", "+d.Source
		list = append(list, d.on(today))
	}
	if limits.UpdateWeeks > 0 {
		day := p.LastUpdateOn().AddWeeks(limits.UpdateWeeks)
		add(Duty{Kind: UpdateDuty, From: day, LastDay: day, WaitsFor: "programme.started_on", Role: FacilitatorRole, Source: "F-34"})
	}
	if opens := p.SignOffOpens(); plan.SignOff && !p.signedOffSince(opens) {
		waitsFor := "programme.started_on"
		if x, path := p.lastExtension(); p.Extended() && x.NewEndOn.IsZero() {
			waitsFor = path + ".new_end_on"
		}
		add(Duty{Kind: SignOffDuty, From: opens, LastDay: p.EndsOn(), WaitsFor: waitsFor, Role: FacilitatorRole, Source: plan.signOffRule})
	}
	signs, ok := p.SignsOfImprovement.Get()
	if plan.Escalates && p.State == Extended && p.HeadReview == nil && !signs {
		d := Duty{Kind: HeadReviewDuty, From: p.LatestEnd(), WaitsFor: "programme.started_on", Role: HeadRole, Source: "F-39"}
		if !ok { // it may never come to a review
			d.From, d.WaitsFor = practice.Date{}, "programme.signs_of_improvement"
		}
		add(d)
	}
	return list
}

func (p *Programme) signedOffSince(day practice.Date) bool {
	return slices.ContainsFunc(p.SignOffs, func(s SignOff) bool { return !day.IsZero() && !s.On.IsZero() && !s.On.Before(day) })
}

// UpdateDays returns the days on which the line manager hears of progress when every update is in time: days 14, 28, 42
// and 56 of the programme to good, and 70 and 84 once it is extended. There are none for the other kinds.
func (p Programme) UpdateDays(limits Limits) []practice.Date {
	plan, _ := p.Plan()
	every := limits.filled(plan).UpdateWeeks
	var days []practice.Date
	for n := every; every > 0; n += every {
		day := p.WeekEnds(n)
		if day.IsZero() || p.EndsOn().IsZero() || day.After(p.EndsOn()) {
			break
		}
		days = append(days, day)
	}
	return days
}

// Duties returns what a facilitator in post owes on the day today, with what the programmes that are this facilitator's
// owe: by first day, those without one last, then by subject. Two weeks run from the last team training or one-to-one,
// or from the day in post. A monthly report is owed for every month up to today's in which somebody was supported and
// whom no report of that month names.
func (f Facilitator) Duties(programmes []Programme, today practice.Date, limits Limits) []Duty {
	var own []Programme
	for _, p := range programmes {
		if p.Facilitator == f.ID {
			own = append(own, p)
		}
	}
	var list []Duty
	if f.State == InPost {
		l := limits.filled(Plan{})
		list = append(list,
			f.everyWeeks(TeamTrainingDuty, f.LastTeamTrainingOn(), l.TrainingWeeks, "F-50").on(today),
			f.everyWeeks(OneToOneDuty, f.LastOneToOneOn(), l.OneToOneWeeks, "F-62").on(today))
		list = append(list, f.reportsOwed(own, today)...)
	}
	for _, p := range own {
		list = append(list, p.Duties(today, limits)...)
	}
	return inOrder(list)
}

// inOrder sorts duties by first day, those without one last, then by subject.
func inOrder(list []Duty) []Duty {
	slices.SortStableFunc(list, func(a, b Duty) int {
		if a.From.IsZero() != b.From.IsZero() {
			return -a.From.Compare(b.From)
		}
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Subject, b.Subject))
	})
	return list
}

func (f *Facilitator) everyWeeks(kind DutyKind, last practice.Date, weeks int, source string) Duty {
	if last.Compare(f.ActiveSince) < 0 {
		last = f.ActiveSince
	}
	day := last.AddWeeks(weeks)
	return Duty{Kind: kind, Subject: f.ID, From: day, LastDay: day, WaitsFor: "facilitator.active_since", Role: FacilitatorRole,
		Source: "North Hertfordshire, " + source}
}

// reportsOwed goes through the months from the first in which anybody was supported to today's.
func (f *Facilitator) reportsOwed(own []Programme, today practice.Date) []Duty {
	var first practice.Date
	for _, p := range own {
		if from, _, ok := p.supported(); ok && (first.IsZero() || from.Before(first)) {
			first = from
		}
	}
	var list []Duty
	for m := MonthOf(first); m != "" && m <= MonthOf(today); m = MonthOf(m.End().AddDays(1)) {
		if people := f.unreported(own, m, today); len(people) > 0 {
			list = append(list, Duty{Kind: ReportDuty, Subject: f.ID, Month: m, People: people, From: m.End(), LastDay: m.End(),
				Role: FacilitatorRole, Source: "North Hertfordshire, F-65"}.on(today))
		}
	}
	return list
}

// unreported lists the people supported in a month, up to today, whom no report of it names.
func (f *Facilitator) unreported(own []Programme, m Month, today practice.Date) []string {
	var people []string
	for i := range own {
		p := &own[i]
		from, to, ok := p.supported()
		if !ok || p.Participant.ID == "" || from.After(m.End()) || from.After(today) || to.Before(m.First()) {
			continue
		}
		named := slices.ContainsFunc(f.Reports, func(r MonthlyReport) bool {
			return r.Month == m && slices.Contains(r.Participants(), p.Participant.ID)
		})
		if !named {
			people = append(people, p.Participant.ID)
		}
	}
	slices.Sort(people)
	return slices.Compact(people)
}

// supported returns the first and the last day of support; the last is zero while it goes on.
func (p *Programme) supported() (from, to practice.Date, ok bool) {
	ok = p.State.Supporting()
	for _, s := range p.History {
		if State(s.From).Supporting() && !State(s.To).Supporting() {
			to, ok = s.Ruling.On, true
		}
	}
	return p.StartedOn, to, ok && !p.StartedOn.IsZero()
}
