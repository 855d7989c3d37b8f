package practice

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
)

// Transfer is one colleague's taking up of a practice (stages 4 and 5). One practice has many, each at its own
// point.
type Transfer struct {
	ID         string `json:"id"`
	Adopter    string `json:"adopter"` // id of the tutor who takes it up
	ProviderID string `json:"provider_id,omitzero"`
	Context    string `json:"context,omitzero"`
	StartedOn  Date   `json:"started_on,omitzero"`
	// ViaChannel is how the adopter heard of the practice; an action plan binds the way it is monitored.
	ViaChannel Channel `json:"via_channel,omitzero"`

	SupportRequested Fact[bool] `json:"support_requested,omitzero"`
	SupportByRole    string     `json:"support_by_role,omitzero"`

	Vehicle      Vehicle       `json:"vehicle,omitzero"`
	ActionPlan   *ActionPlan   `json:"action_plan,omitzero"`
	Stage5Report *Stage5Report `json:"stage5_report,omitzero"`
	// ManagerReports are what quality managers said of it in the Quality Team's meetings.
	ManagerReports []ManagerReport `json:"manager_reports,omitzero"`
	LogRef         string          `json:"log_ref,omitzero"` // its row in the monitoring log

	DiffersFromOriginal Fact[bool]        `json:"differs_from_original,omitzero"`
	Differences         []string          `json:"differences,omitzero"`
	VariationDecision   VariationDecision `json:"variation_decision,omitzero"`
	SubmittedOn         Date              `json:"submitted_on,omitzero"` // to the Quality Team

	State   TransferState `json:"state"`
	History []Step        `json:"history,omitzero"`

	*wire.Extra
}

// ActionPlan is the plan a transfer is monitored in.
type ActionPlan struct {
	Ref      string     `json:"ref,omitzero"`
	Progress []Progress `json:"progress,omitzero"`
	*wire.Extra
}

// Progress is one dated note in an action plan.
type Progress struct {
	On   Date   `json:"on"`
	Note string `json:"note,omitzero"`
	*wire.Extra
}

// Stage5Report is the adopter's own account of success and impact.
type Stage5Report struct {
	Success     string `json:"success,omitzero"`
	Impact      string `json:"impact,omitzero"`
	SubmittedOn Date   `json:"submitted_on,omitzero"`
	*wire.Extra
}

// ManagerReport is a quality manager's report on a transfer, given in a meeting of the Quality Team (stage 5).
type ManagerReport struct {
	On        Date   `json:"on,omitzero"`
	MeetingID string `json:"meeting_id,omitzero"`
	Note      string `json:"note,omitzero"`
	*wire.Extra
}

// TransferState is how far one transfer has come.
type TransferState string

// The states of a transfer.
const (
	Started    TransferState = "started"
	Monitoring TransferState = "monitoring" // by one of the three vehicles
	Reported   TransferState = "reported"   // progress or a report is there
	Submitted  TransferState = "submitted"  // sent to the Quality Team; final
	Abandoned  TransferState = "abandoned"  // given up with a reason; final
)

// Names lists the values TransferState can have.
func (TransferState) Names() []string {
	return wire.Names(Started, Monitoring, Reported, Submitted, Abandoned)
}

// UnmarshalText refuses a name that is not one of the constants.
func (s *TransferState) UnmarshalText(text []byte) error {
	return wire.Enum(text, s, "a state of a transfer")
}

// IsExit reports whether the state is entered by a person's decision alone.
func (s TransferState) IsExit() bool { return transferLife.IsExit(s) }

var transferLife = Ladder[TransferState]{
	{From: Started, To: Monitoring, Event: "choose a vehicle"},
	{From: Monitoring, To: Reported, Event: "record progress or report"},
	{From: Reported, To: Submitted, Event: "submit to the Quality Team"},
	{From: Started, To: Abandoned, Event: "give up", Exit: true},
	{From: Monitoring, To: Abandoned, Event: "give up", Exit: true},
	{From: Reported, To: Abandoned, Event: "give up", Exit: true},
}

// TransferLife returns the state machine of a transfer.
func TransferLife() Ladder[TransferState] { return slices.Clone(transferLife) }

// Advance moves the transfer to the state the ruling is about. The receiver is unchanged; a refusal is a
// *[StageError].
func (t Transfer) Advance(r Ruling) (Transfer, error) {
	step, err := transferLife.Advance(t.ID, t.State, t.History, r)
	if err != nil {
		return t, err
	}
	t.State = TransferState(r.To)
	t.History = append(slices.Clip(t.History), step)
	return t, nil
}
