package evaluate

import (
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Record is one value of one unit in one period.
type Record struct {
	MeasureID string        `json:"measure_id"`
	Unit      string        `json:"unit"`             // id of a person, class or provider; no name
	Group     string        `json:"group,omitzero"`   // id of what the unit belongs to; units of one group are not independent
	Period    int           `json:"period"`           //
	Treated   bool          `json:"treated,omitzero"` // the unit is one of those that had the help, in all its records
	Start     int           `json:"start,omitzero"`   // its own first period with help; 0 means the plan's
	Value     float64       `json:"value,omitzero"`   // of a rating, an amount or a yes (1) or no (0)
	Count     int           `json:"count,omitzero"`   // of a rate: how many
	Total     int           `json:"total,omitzero"`   // of a rate: out of how many
	On        practice.Date `json:"on,omitzero"`      // the day of measuring, where it is not the period's
	*wire.Extra
}

// StatementKind says what a statement is about.
type StatementKind string

// The kinds of statement.
const (
	StartingPosition  StatementKind = "starting_position" // what the problem was and why help was sought (LSC 2004 §36)
	QualitativeChange StatementKind = "change"            // what is done differently, such as a changed procedure (§33)
	Counterfactual    StatementKind = "counterfactual"    // how the partner would have fared without the help (§36)
	WhyItFailed       StatementKind = "shortfall"         // why the results hoped for did not come (§36)
)

// Names lists the values StatementKind can have.
func (StatementKind) Names() []string {
	return wire.Names(StartingPosition, QualitativeChange, Counterfactual, WhyItFailed)
}

// UnmarshalText refuses a name that is not one of the constants.
func (k *StatementKind) UnmarshalText(text []byte) error {
	return wire.Enum(text, k, "a kind of statement")
}

// Statement is what somebody said about impact in words.
type Statement struct {
	Kind      StatementKind `json:"kind"`
	On        practice.Date `json:"on,omitzero"`
	ByRole    string        `json:"by_role,omitzero"`
	Text      string        `json:"text"`
	MeasureID string        `json:"measure_id,omitzero"` // the measure it speaks of; empty for all
	// Becomes names the figure that a qualitative change may lead to, and DueOn the day to look for it (§33).
	Becomes string        `json:"becomes,omitzero"`
	DueOn   practice.Date `json:"due_on,omitzero"`
	*wire.Extra
}

// InfluenceKind says what else may have moved a measure.
type InfluenceKind string

// The kinds of influence. NoneKnown is an answer like the others: somebody looked, and signs for it.
const (
	NoneKnown    InfluenceKind = "none_known"
	OtherHelp    InfluenceKind = "other_help"    // another scheme, adviser or disseminator (§32)
	OtherEvent   InfluenceKind = "event"         // a new manager, a merger, a change of rules
	SamePractice InfluenceKind = "same_practice" // units of the comparison took up the practice as well
)

// Names lists the values InfluenceKind can have.
func (InfluenceKind) Names() []string {
	return wire.Names(NoneKnown, OtherHelp, OtherEvent, SamePractice)
}

// UnmarshalText refuses a name that is not one of the constants.
func (k *InfluenceKind) UnmarshalText(text []byte) error {
	return wire.Enum(text, k, "a kind of influence")
}

// Influence is one entry of the log of other involvement (LSC 2004 §32; Mayne 2001, Can. J. Program Eval. 16:1-24). It
// counts once it is signed with a role and a date.
type Influence struct {
	Kind       InfluenceKind `json:"kind"`
	What       string        `json:"what,omitzero"`
	From       practice.Date `json:"from,omitzero"`
	To         practice.Date `json:"to,omitzero"`
	MeasureIDs []string      `json:"measure_ids,omitzero"` // what it touches; empty for every measure
	Units      []string      `json:"units,omitzero"`       // units or groups it touches; empty for those that had the help
	Major      bool          `json:"major,omitzero"`       // it could explain the whole change
	SignedBy   string        `json:"signed_by,omitzero"`   // a role
	SignedOn   practice.Date `json:"signed_on,omitzero"`
	*wire.Extra
}

func (i *Influence) signed() bool { return i.SignedBy != "" && !i.SignedOn.IsZero() }

func (i *Influence) touches(measure string) bool {
	for _, id := range i.MeasureIDs {
		if id == measure {
			return true
		}
	}
	return len(i.MeasureIDs) == 0
}

// Options are the options of [Assess]. The zero value is useful.
type Options struct {
	Seed  uint64 `json:"seed,omitzero"`  // of the random arrangements, drawn only where there are too many to go through
	Draws int    `json:"draws,omitzero"` // how many; 0 means 9,999, and fewer than 999 is refused
}
