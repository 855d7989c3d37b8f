package rubric

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
)

// ObjectiveKind is what place an objective has in the statement of objectives.
type ObjectiveKind string

// The kinds of objective (W-21 to W-31).
const (
	Aim                    ObjectiveKind = "aim"
	Focus                  ObjectiveKind = "focus"           // of the second aim
	PolicyPriority         ObjectiveKind = "policy_priority" // that the first aim serves
	PriorityArea           ObjectiveKind = "priority_area"   // a national priority in the first focus
	ProgressionDestination ObjectiveKind = "destination"     // in the focus on progression
)

// Names lists the values ObjectiveKind can have.
func (ObjectiveKind) Names() []string {
	return wire.Names(Aim, Focus, PolicyPriority, PriorityArea, ProgressionDestination)
}

// UnmarshalText refuses a name that is not one of the constants.
func (k *ObjectiveKind) UnmarshalText(text []byte) error {
	return wire.Enum(text, k, "a kind of objective")
}

// Objective is one entry of a statement of objectives. Its text is [Rubric.Text] of its id.
type Objective struct {
	ID     string        `json:"id"`
	Kind   ObjectiveKind `json:"kind"`
	Under  string        `json:"under,omitzero"` // id of the objective it belongs to
	Source string        `json:"source,omitzero"`
	// SetApart says that the print sets it apart from its fellows (A-W2).
	SetApart bool `json:"set_apart,omitzero"`
}

// Objectives is the statement that says what partnerships are for. It stands on its own as well as beside the rubric
// (W-20), and may be adapted to a place (W-19): see [Assessment.Objectives].
type Objectives struct {
	AgreedIn string      `json:"agreed_in,omitzero"` // academic year
	List     []Objective `json:"list,omitzero"`
}

// Objectives returns the statement of objectives that comes with the rubric.
func (r *Rubric) Objectives() Objectives {
	o := r.objectives
	o.List = slices.Clone(o.List)
	return o
}

// Under returns the objectives directly below one, in printed order; those below none for the empty id.
func (o Objectives) Under(id string) []Objective {
	var below []Objective
	for _, x := range o.List {
		if x.Under == id {
			below = append(below, x)
		}
	}
	return below
}

// LocalObjective is what one partnership makes of an objective, or adds to the statement (W-19).
type LocalObjective struct {
	ID string `json:"id"` // of the objective adapted, or a new one
	// Note is the local reading.
	Note string `json:"note,omitzero"`
	// Added says that the statement does not have it.
	Added bool `json:"added,omitzero"`
	*wire.Extra
}
