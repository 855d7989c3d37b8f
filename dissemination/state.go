package dissemination

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Stage is one of the seven stages of the dissemination model (LSC 2004 §6), 1 to 7.
type Stage int

// The seven stages. Promotion here is telling possible partners; a promotion rule, which raises a practice a step,
// is another thing.
const (
	StageIdentification Stage = 1 + iota // decide what to offer
	StagePreparation                     // plan and people
	StagePromotion                       // reach possible partners
	StageSelection                       // choose partners
	StageDissemination                   // share
	StageImplementation                  // the partner changes
	StageEvaluation                      // put figures on impact
)

var stageNames = [...]string{"", "identification", "preparation", "promotion", "selection", "dissemination",
	"implementation", "evaluation"}

// String returns the stage's name, and the empty text for anything but the seven.
func (s Stage) String() string {
	if s < 1 || int(s) >= len(stageNames) {
		return ""
	}
	return stageNames[s]
}

// State is where a disseminator, an enquiry or an engagement stands inside the seven stages.
type State string

// The states of a disseminator, which takes stages 1 to 4 and closes the year.
const (
	Awarded     State = "awarded"
	Proposing   State = "proposing"
	Identifying State = "identifying"
	Planning    State = "planning"
	Promoting   State = "promoting"
	Selecting   State = "selecting"
	Working     State = "working"
	Reporting   State = "reporting"
	Completed   State = "completed"
)

// The states of an enquiry, which is stage 4.
const (
	Enquired State = "enquiry"
	Filtered State = "filtered"
	Declined State = "declined" // signposted elsewhere; final
	Accepted State = "accepted" // where its engagement begins
)

// The states of an engagement, which takes stages 5 to 7.
const (
	BaselineRecorded State = "baseline_recorded"
	Agreed           State = "agreed"
	Active           State = "active"
	Disseminated     State = "disseminated"
	Implementing     State = "implementing"
	Reviewed         State = "reviewed"
	Evaluated        State = "evaluated"
	Stopped          State = "stopped" // given up with a reason; final
)

var states = []State{Awarded, Proposing, Identifying, Planning, Promoting, Selecting, Working, Reporting, Completed,
	Enquired, Filtered, Declined, Accepted, BaselineRecorded, Agreed, Active, Disseminated, Implementing, Reviewed,
	Evaluated, Stopped}

// Names lists the values State can have.
func (State) Names() []string { return wire.Names(states...) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *State) UnmarshalText(text []byte) error {
	return wire.Enum(text, s, "a state of dissemination")
}

var stageOf = map[State]Stage{
	Awarded: StageIdentification, Proposing: StageIdentification, Identifying: StageIdentification, Planning: StagePreparation,
	Promoting: StagePromotion, Selecting: StageSelection, Working: StageDissemination, Reporting: StageEvaluation, Completed: StageEvaluation,
	Enquired: StageSelection, Filtered: StageSelection, Declined: StageSelection, Accepted: StageSelection,
	BaselineRecorded: StageDissemination, Agreed: StageDissemination, Active: StageDissemination, Disseminated: StageDissemination,
	Implementing: StageImplementation, Reviewed: StageEvaluation, Evaluated: StageEvaluation,
}

// Stage returns which of the seven stages the state belongs to; 0 for stopped and for no state.
func (s State) Stage() Stage { return stageOf[s] }

// IsExit reports whether the state is entered by a person's decision alone and no rule governs entering it.
func (s State) IsExit() bool { return s == Stopped || s == Declined }

// The tables of state machine 2. Stages 1 to 3 belong to the disseminator, 4 to each enquiry and 5 to 7 to each
// engagement.
var (
	disseminatorLife = practice.Ladder[State]{
		{From: Awarded, To: Proposing, Event: "write the proposal"},
		{From: Proposing, To: Identifying, Event: "decide what to offer"},
		{From: Identifying, To: Planning, Event: "plan"},
		{From: Planning, To: Promoting, Event: "agree the plan and promote"},
		{From: Promoting, To: Selecting, Event: "choose partners"},
		{From: Selecting, To: Working, Event: "start work"},
		{From: Working, To: Reporting, Event: "write the evaluation report"},
		{From: Reporting, To: Completed, Event: "close the year"},
	}
	enquiryLife = practice.Ladder[State]{
		{From: Enquired, To: Filtered, Event: "filter by letter or telephone"},
		{From: Enquired, To: Accepted, Event: "accept, open to all"},
		{From: Enquired, To: Declined, Event: "decline and signpost", Exit: true},
		{From: Filtered, To: Accepted, Event: "accept"},
		{From: Filtered, To: Declined, Event: "decline and signpost", Exit: true},
	}
	engagementLife = withStop(practice.Ladder[State]{
		{From: Accepted, To: BaselineRecorded, Event: "record the starting position"},
		{From: BaselineRecorded, To: Agreed, Event: "discuss and agree"},
		{From: Agreed, To: Active, Event: "start contacts"},
		{From: Active, To: Disseminated, Event: "end dissemination"},
		{From: Disseminated, To: Implementing, Event: "write the summary and agree the review"},
		{From: Implementing, To: Reviewed, Event: "hold the review"},
		{From: Reviewed, To: Evaluated, Event: "assess impact in figures"},
	})
)

func withStop(l practice.Ladder[State]) practice.Ladder[State] {
	for _, m := range slices.Clone(l) {
		l = append(l, practice.Move[State]{From: m.From, To: Stopped, Event: "stop", Exit: true})
	}
	return l
}

// DisseminatorLife returns the table of a disseminator, stages 1 to 3 and the close of the year.
func DisseminatorLife() practice.Ladder[State] { return slices.Clone(disseminatorLife) }

// EnquiryLife returns the table of an enquiry, stage 4.
func EnquiryLife() practice.Ladder[State] { return slices.Clone(enquiryLife) }

// EngagementLife returns the table of an engagement, stages 5 to 7.
func EngagementLife() practice.Ladder[State] { return slices.Clone(engagementLife) }
