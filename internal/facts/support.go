package facts

import (
	"reflect"
	"slices"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

type (
	// Programme is one programme of support and the facilitator it is matched with.
	Programme struct {
		Programme   *support.Programme   `json:"programme"`
		Facilitator *support.Facilitator `json:"facilitator,omitzero"`
		Step        *Step                `json:"step,omitzero"`
	}
	// Facilitator is a facilitator and the programmes that are this facilitator's.
	Facilitator struct {
		Facilitator *support.Facilitator `json:"facilitator"`
		Work        *Casework            `json:"work,omitzero"`
		Step        *Step                `json:"step,omitzero"`
	}
	// Scheme is a college's facilitator scheme as a whole, which rules call provider.
	Scheme struct {
		Provider *support.Scheme `json:"provider"`
	}
)

// Casework is the programmes of one facilitator. It is absent where nobody gave them, so that a rule about them cannot
// be judged and does not read an empty list.
type Casework struct {
	Programmes []support.Programme `json:"programmes,omitzero"`
}

// NewCasework picks the facilitator's own programmes out of a college's.
func NewCasework(facilitator string, of []support.Programme) *Casework {
	return &Casework{slices.DeleteFunc(slices.Clone(of), func(p support.Programme) bool { return p.Facilitator != facilitator })}
}

func (r *Programme) state() string {
	return stateOf(r.Programme, func(p *support.Programme) support.State { return p.State })
}
func (r *Facilitator) state() string {
	return stateOf(r.Facilitator, func(f *support.Facilitator) support.Post { return f.State })
}

func (r *Programme) step(s *Step)   { r.Step = s }
func (r *Facilitator) step(s *Step) { r.Step = s }

// supportSubjects lists what rules about facilitator programmes judge. A programme's states are those of all three kinds;
// which of them a kind has is for its own ladder to say.
func supportSubjects() []Subject {
	var life practice.Ladder[support.State]
	for _, p := range support.Plans() {
		life = append(life, support.Life(p.Kind)...)
	}
	return []Subject{
		ladder("programme", StageGate, reflect.TypeFor[Programme](), life),
		ladder("facilitator", StageGate, reflect.TypeFor[Facilitator](), support.FacilitatorLife()),
		{Name: "scheme", Decides: Check, Roots: reflect.TypeFor[Scheme]()},
	}
}

var supportDerived = map[reflect.Type][]*rules.Field{
	reflect.TypeFor[support.Programme](): {
		yesNo("requires_sign_off", func(p *support.Programme) (bool, bool) { return p.RequiresSignOff(), p.Kind != "" }),
		yesNo("extended", func(p *support.Programme) (bool, bool) { return p.Extended(), true }),
		date("ends_on", support.Programme.EndsOn, "kind", "started_on", "extensions[].new_end_on"),
		date("latest_end", support.Programme.LatestEnd, "kind", "started_on"),
		date("sign_off_opens", support.Programme.SignOffOpens, "kind", "started_on", "extensions[].new_end_on"),
		date("last_update_on", support.Programme.LastUpdateOn, "started_on"),
		number("one_to_one_sessions", func(p *support.Programme) (int, bool) { return p.OneToOneSessions(), true }),
		date("reports_from", func(p support.Programme) practice.Date {
			from, _ := supported(&p)
			return support.MonthOf(from).First()
		}, "started_on"),
		date("reports_to", func(p support.Programme) practice.Date {
			_, to := supported(&p)
			return support.MonthOf(to).First()
		}),
	},
	reflect.TypeFor[support.Facilitator](): {
		date("last_team_training_on", support.Facilitator.LastTeamTrainingOn, "team_trainings[].on"),
		date("last_one_to_one_on", support.Facilitator.LastOneToOneOn, "one_to_ones[].on"),
	},
	reflect.TypeFor[support.MonthlyReport](): {
		date("begins_on", func(r support.MonthlyReport) practice.Date { return r.Month.First() }, "month"),
	},
}

// supported returns the first and the last day of support: both zero where there was none, and the last one while it
// goes on.
func supported(p *support.Programme) (from, to practice.Date) {
	if p.State.Supporting() {
		return p.StartedOn, to
	}
	for _, s := range p.History {
		if support.State(s.From).Supporting() && !support.State(s.To).Supporting() {
			from, to = p.StartedOn, s.Ruling.On
		}
	}
	return from, to
}
