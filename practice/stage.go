package practice

import "github.com/acl-beacon/beacon/internal/wire"

// Stage is how far a practice has come on Staffordshire's ladder. It is another ladder than the seven stages of
// dissemination.
type Stage string

// The stages of a practice, with the source's step number. Returned, Declined and Withdrawn are the library's own:
// the source describes approval only.
const (
	Identified   Stage = "identified"    // 1a seen, by a named route
	Recorded     Stage = "recorded"      // 1b written down
	InValidation Stage = "in_validation" // with a moderator or the Quality Team
	Returned     Stage = "returned"      // sent back with a note
	Declined     Stage = "declined"      // refused with a reason; final
	Validated    Stage = "validated"     // 2 approved
	Shared       Stage = "shared"        // 3 told to others by a known channel
	InTransfer   Stage = "in_transfer"   // 4 a colleague has taken it up
	Monitored    Stage = "monitored"     // 5 a report on a transfer has been submitted
	Assessed     Stage = "assessed"      // 6 its impact is recorded
	Withdrawn    Stage = "withdrawn"     // taken out of circulation with a reason; final
)

var stages = []Stage{Identified, Recorded, InValidation, Returned, Declined, Validated, Shared, InTransfer,
	Monitored, Assessed, Withdrawn}

// Stages lists every stage, in the order a practice meets them.
func Stages() []Stage { return append([]Stage(nil), stages...) }

// Names lists the values Stage can have.
func (Stage) Names() []string { return wire.Names(stages...) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *Stage) UnmarshalText(text []byte) error { return wire.Enum(text, s, "a stage of a practice") }

var steps = map[Stage]struct {
	label  string
	number int
}{
	Identified: {"1a", 1}, Recorded: {"1b", 2}, InValidation: {"1b", 2}, Returned: {"1b", 2}, Declined: {"1b", 2},
	Validated: {"2", 3}, Shared: {"3", 4}, InTransfer: {"4", 5}, Monitored: {"5", 6}, Assessed: {"6", 7},
}

// Step returns the source's label of the last step completed at this stage: 1a, 1b, 2 to 6; empty when withdrawn.
func (s Stage) Step() string { return steps[s].label }

// Number counts the steps completed at this stage, 1 to 7; 0 when withdrawn or unknown.
func (s Stage) Number() int { return steps[s].number }

// IsExit reports whether the stage is reached by a person's decision alone and no rule governs entering it.
func (s Stage) IsExit() bool { return life.IsExit(s) }

// Next lists the stages that can follow, in the order people meet them; none after a final stage.
func (s Stage) Next() []Stage { return life.Next(s) }

// Life returns the state machine of a practice: Staffordshire stages 1a to 6, with the minutes shortcut of stage 1b.
func Life() Ladder[Stage] { return append(Ladder[Stage](nil), life...) }

var life = func() Ladder[Stage] {
	t := Ladder[Stage]{
		{From: Identified, To: Recorded, Event: "write it down"},
		{From: Identified, To: Shared, Event: "minuted at the Quality Team"},
		{From: Recorded, To: InValidation, Event: "submit for validation"},
		{From: Recorded, To: Shared, Event: "minuted at the Quality Team"},
		{From: InValidation, To: Validated, Event: "approve"},
		{From: InValidation, To: Returned, Event: "return with a note", Exit: true},
		{From: InValidation, To: Declined, Event: "decline", Exit: true},
		{From: Returned, To: Recorded, Event: "write it down again"},
		{From: Validated, To: Shared, Event: "share"},
		{From: Shared, To: InTransfer, Event: "start a transfer"},
		{From: InTransfer, To: Monitored, Event: "submit to the Quality Team"},
		{From: Monitored, To: Assessed, Event: "record the impact"},
	}
	for _, s := range stages {
		if s != Declined && s != Withdrawn {
			t = append(t, Move[Stage]{From: s, To: Withdrawn, Event: "withdraw", Exit: true})
		}
	}
	return t
}()
