package jpd

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// State is where a project stands.
type State string

// The states of a project. Stopped is the library's own: the source tells of a project that ran to its end.
const (
	Planned        State = "planned"
	SelfEvaluating State = "self_evaluating" // participants name their themes
	Visiting       State = "visiting"        // buddy visits; sets may already meet
	Reflecting     State = "reflecting"      // action learning sets; visits may still be held
	Evaluating     State = "evaluating"      // evaluation meeting and end reports
	Disseminating  State = "disseminating"   // workshops
	Closed         State = "closed"          // final; a next cycle is a project of its own
	Stopped        State = "stopped"         // given up with a reason; final
)

var states = []State{Planned, SelfEvaluating, Visiting, Reflecting, Evaluating, Disseminating, Closed, Stopped}

// Names lists the values State can have.
func (State) Names() []string { return wire.Names(states...) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *State) UnmarshalText(text []byte) error { return wire.Enum(text, s, "a state of a project") }

// IsExit reports whether the state is entered by a person's decision alone and no rule governs entering it.
func (s State) IsExit() bool { return life.IsExit(s) }

// reaches reports whether a project in state s has come as far as t. A stopped project is held to nothing.
func (s State) reaches(t State) bool {
	return s != Stopped && slices.Index(states, s) >= slices.Index(states, t)
}

// ParticipantState is how far one practitioner has come.
type ParticipantState string

// The states of a participant. Participating and left are the library's own names.
const (
	InSelfEvaluation ParticipantState = "self_evaluating"
	Participating    ParticipantState = "participating" // themes named and fixed
	Completed        ParticipantState = "completed"     // visited and was visited; final
	Left             ParticipantState = "left"          // gave up taking part, with a reason; final
)

// Names lists the values ParticipantState can have.
func (ParticipantState) Names() []string {
	return wire.Names(InSelfEvaluation, Participating, Completed, Left)
}

// UnmarshalText refuses a name that is not one of the constants.
func (s *ParticipantState) UnmarshalText(text []byte) error {
	return wire.Enum(text, s, "a state of a participant")
}

// IsExit reports whether the state is entered by a person's decision alone.
func (s ParticipantState) IsExit() bool { return participantLife.IsExit(s) }

// VisitState is how far one buddy visit has come.
type VisitState string

// The states of a visit. It is done when its form has been shared; cancelled is the library's own.
const (
	Arranged   VisitState = "arranged"
	Held       VisitState = "held"
	FormFiled  VisitState = "form_filed"  // by the visitor (J-35)
	FormShared VisitState = "form_shared" // with the host (J-36); done, final
	Cancelled  VisitState = "cancelled"   // did not take place, with a reason; final
)

var visitStates = []VisitState{Arranged, Held, FormFiled, FormShared, Cancelled}

// Names lists the values VisitState can have.
func (VisitState) Names() []string { return wire.Names(visitStates...) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *VisitState) UnmarshalText(text []byte) error {
	return wire.Enum(text, s, "a state of a visit")
}

// IsExit reports whether the state is entered by a person's decision alone.
func (s VisitState) IsExit() bool { return visitLife.IsExit(s) }

// TookPlace reports whether the visit has been held, whatever became of its form.
func (s VisitState) TookPlace() bool { return s == Held || s == FormFiled || s == FormShared }

var (
	life = func() practice.Ladder[State] {
		l := practice.Ladder[State]{
			{From: Planned, To: SelfEvaluating, Event: "launch"},
			{From: SelfEvaluating, To: Visiting, Event: "fix the themes"},
			{From: Visiting, To: Reflecting, Event: "begin the sets"},
			{From: Reflecting, To: Evaluating, Event: "turn to evaluation"},
			{From: Evaluating, To: Disseminating, Event: "finish the evaluation"},
			{From: Disseminating, To: Closed, Event: "close"},
		}
		for _, m := range slices.Clone(l) {
			l = append(l, practice.Move[State]{From: m.From, To: Stopped, Event: "stop", Exit: true})
		}
		return l
	}()
	participantLife = practice.Ladder[ParticipantState]{
		{From: InSelfEvaluation, To: Participating, Event: "set themes"},
		{From: Participating, To: Completed, Event: "complete"},
		{From: InSelfEvaluation, To: Left, Event: "leave", Exit: true},
		{From: Participating, To: Left, Event: "leave", Exit: true},
	}
	visitLife = practice.Ladder[VisitState]{
		{From: Arranged, To: Held, Event: "hold the visit"},
		{From: Held, To: FormFiled, Event: "file the form"},
		{From: FormFiled, To: FormShared, Event: "share the form"},
		{From: Arranged, To: Cancelled, Event: "cancel", Exit: true},
	}
)

// Life returns the table of a project.
func Life() practice.Ladder[State] { return slices.Clone(life) }

// ParticipantLife returns the table of a participant.
func ParticipantLife() practice.Ladder[ParticipantState] { return slices.Clone(participantLife) }

// VisitLife returns the table of a visit.
func VisitLife() practice.Ladder[VisitState] { return slices.Clone(visitLife) }
