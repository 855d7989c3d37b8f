package rubric

import "github.com/acl-beacon/beacon/internal/wire"

// Subject is what an assessment is about. The rubric is for a partnership's joint work; one partner by itself is
// named here only so that a rule can say so (W-03).
type Subject string

// The subjects.
const (
	OfPartnership   Subject = "partnership"
	OfSinglePartner Subject = "single_partner"
)

// Names lists the values Subject can have.
func (Subject) Names() []string { return wire.Names(OfPartnership, OfSinglePartner) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *Subject) UnmarshalText(text []byte) error {
	return wire.Enum(text, s, "a subject of an assessment")
}

// Facet is which side of a partnership's co-ordination is looked at (W-02).
type Facet string

// The facets.
const (
	Strategic   Facet = "strategic"
	Operational Facet = "operational"
)

// Names lists the values Facet can have.
func (Facet) Names() []string { return wire.Names(Strategic, Operational) }

// UnmarshalText refuses a name that is not one of the constants.
func (f *Facet) UnmarshalText(text []byte) error { return wire.Enum(text, f, "a facet") }

// Purpose is what an assessment is for (W-06).
type Purpose string

// The purposes.
const (
	ForPlanning    Purpose = "planning"
	ForReview      Purpose = "review"
	ForImprovement Purpose = "improvement"
)

// Names lists the values Purpose can have.
func (Purpose) Names() []string { return wire.Names(ForPlanning, ForReview, ForImprovement) }

// UnmarshalText refuses a name that is not one of the constants.
func (p *Purpose) UnmarshalText(text []byte) error { return wire.Enum(text, p, "a purpose") }

// Perspective is from where somebody sees the partnership (W-39, W-40).
type Perspective string

// The perspectives. The list is open: others are voices too.
const (
	StrategyGroup    Perspective = "strategy_group"
	OperationalStaff Perspective = "operational"
	Tutors           Perspective = "tutor"
	Learners         Perspective = "learner"
	OtherVoices      Perspective = "other"
)

// Names lists the values Perspective can have.
func (Perspective) Names() []string {
	return wire.Names(StrategyGroup, OperationalStaff, Tutors, Learners, OtherVoices)
}

// UnmarshalText refuses a name that is not one of the constants.
func (p *Perspective) UnmarshalText(text []byte) error { return wire.Enum(text, p, "a perspective") }

// NoLevel is why a view gives no level. Each is an answer of its own: none is a low level, and none is carried over
// from another view or another year.
type NoLevel string

// The reasons for having no level. The zero value, with a zero level, means that nobody has recorded anything.
const (
	NotJudged      NoLevel = "not_judged"     // not yet
	NotApplicable  NoLevel = "not_applicable" // the topic does not concern them
	PreferNotToSay NoLevel = "prefer_not_to_say"
	Suppressed     NoLevel = "suppressed" // there was a level; the group is too small to show it
)

// Names lists the values NoLevel can have.
func (NoLevel) Names() []string {
	return wire.Names(NotJudged, NotApplicable, PreferNotToSay, Suppressed)
}

// UnmarshalText refuses a name that is not one of the constants.
func (n *NoLevel) UnmarshalText(text []byte) error {
	return wire.Enum(text, n, "a reason for having no level")
}

// Answer says whether a descriptor describes the partnership. The zero Answer means that nobody has answered.
type Answer string

// The answers.
const (
	Yes    Answer = "yes"
	Partly Answer = "partly"
	No     Answer = "no"
)

// Names lists the values Answer can have.
func (Answer) Names() []string { return wire.Names(Yes, Partly, No) }

// UnmarshalText refuses a name that is not one of the constants.
func (a *Answer) UnmarshalText(text []byte) error { return wire.Enum(text, a, "an answer") }

// AgreedBy is who settled a level. Only the partnership can (W-34); the other value is there for what another program
// wrote down, so that it can be refused by name.
type AgreedBy string

// Who may have settled a level.
const (
	ByPartnership AgreedBy = "partnership"
	ByCalculation AgreedBy = "calculation"
)

// Names lists the values AgreedBy can have.
func (AgreedBy) Names() []string { return wire.Names(ByPartnership, ByCalculation) }

// UnmarshalText refuses a name that is not one of the constants.
func (a *AgreedBy) UnmarshalText(text []byte) error {
	return wire.Enum(text, a, "a way to settle a level")
}

// ActionStatus is how far an action has come.
type ActionStatus string

// The statuses of an action.
const (
	ActionPlanned    ActionStatus = "planned"
	ActionInProgress ActionStatus = "in_progress"
	ActionDone       ActionStatus = "done"
	ActionDropped    ActionStatus = "dropped"
)

// Names lists the values ActionStatus can have.
func (ActionStatus) Names() []string {
	return wire.Names(ActionPlanned, ActionInProgress, ActionDone, ActionDropped)
}

// UnmarshalText refuses a name that is not one of the constants.
func (s *ActionStatus) UnmarshalText(text []byte) error {
	return wire.Enum(text, s, "a status of an action")
}
