package evaluate

import (
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Kind says what the values of a measure are.
type Kind string

// The kinds. A rate is a count of a total for each unit, such as learners retained of learners enrolled; yes or no is 0
// or 1 for each person. Both are compared in percentage points.
const (
	Rating Kind = "rating" // steps of a scale, such as 1 to 10
	Amount Kind = "amount" // any quantity with a unit
	Rate   Kind = "rate"   // a count of a total
	YesNo  Kind = "yes_no" // 0 or 1
)

// Names lists the values Kind can have.
func (Kind) Names() []string { return wire.Names(Rating, Amount, Rate, YesNo) }

// UnmarshalText refuses a name that is not one of the constants.
func (k *Kind) UnmarshalText(text []byte) error { return wire.Enum(text, k, "a kind of measure") }

// Direction says which way of a measure is the better one.
type Direction string

// The two directions.
const (
	HigherIsBetter Direction = "higher"
	LowerIsBetter  Direction = "lower"
)

// Names lists the values Direction can have.
func (Direction) Names() []string { return wire.Names(HigherIsBetter, LowerIsBetter) }

// UnmarshalText refuses a name that is not one of the constants.
func (d *Direction) UnmarshalText(text []byte) error { return wire.Enum(text, d, "a direction") }

// Source says where the values of a measure come from.
type Source string

// The sources. A source that is not known weighs as little as a self-report.
const (
	SelfReport     Source = "self_report"    // people about themselves
	Observation    Source = "observation"    // somebody who did not give the help
	Administrative Source = "administrative" // registers and results
	InspectionBody Source = "inspection"
)

// Names lists the values Source can have.
func (Source) Names() []string {
	return wire.Names(SelfReport, Observation, Administrative, InspectionBody)
}

// UnmarshalText refuses a name that is not one of the constants.
func (s *Source) UnmarshalText(text []byte) error { return wire.Enum(text, s, "a source of values") }

// GuskeyLevel says what a measure can speak of (Guskey 2002, Educational Leadership 59(6)): no finding at one level is a
// finding at a higher one.
type GuskeyLevel string

// The five levels, lowest first.
const (
	Reaction      GuskeyLevel = "reaction"       // 1: what participants thought of it
	Learning      GuskeyLevel = "learning"       // 2: what they know and feel able to do
	Organisation  GuskeyLevel = "organisation"   // 3: support and change around them
	Use           GuskeyLevel = "use"            // 4: what they do differently
	LearnerResult GuskeyLevel = "learner_result" // 5: what became of learners
)

// Names lists the values GuskeyLevel can have, lowest first.
func (GuskeyLevel) Names() []string {
	return wire.Names(Reaction, Learning, Organisation, Use, LearnerResult)
}

// UnmarshalText refuses a name that is not one of the constants.
func (l *GuskeyLevel) UnmarshalText(text []byte) error {
	return wire.Enum(text, l, "a level of evaluation")
}

// Measure is one outcome that a plan declares.
type Measure struct {
	ID        string      `json:"id"`
	Name      string      `json:"name"`           // as a sentence names it, such as "attendance"
	Unit      string      `json:"unit,omitzero"`  // of an amount or rating, in the plural; rates have percentage points
	Kind      Kind        `json:"kind"`           //
	Direction Direction   `json:"direction"`      // which way is better
	Level     GuskeyLevel `json:"level,omitzero"` //
	Source    Source      `json:"source,omitzero"`

	// Min and Max are the ends of the scale; a rating needs both.
	Min practice.Fact[float64] `json:"min,omitzero"`
	Max practice.Fact[float64] `json:"max,omitzero"`
	// Smallest is the smallest effect worth having, above 0, in the unit of the measure (percentage points for rates).
	// While it is not known nothing can be called "no effect".
	Smallest practice.Fact[float64] `json:"smallest_worthwhile,omitzero"`
	// RedefinedOn is the day from which the measure was defined or collected in another way.
	RedefinedOn practice.Date `json:"redefined_on,omitzero"`

	// Design, Chosen and Units say it for this measure alone, where it differs from the plan: tutors may be rated twice
	// while providers are compared with others.
	Design Design    `json:"design,omitzero"`
	Chosen Selection `json:"chosen,omitzero"`
	Units  string    `json:"units,omitzero"`
	*wire.Extra
}

func (m *Measure) unit() string {
	switch {
	case m.Kind == Rate || m.Kind == YesNo:
		return "percentage points"
	case m.Unit == "":
		return "points"
	}
	return m.Unit
}

func (m *Measure) name() string {
	if m.Name == "" {
		return m.ID
	}
	return m.Name
}

// better reports whether an effect is in the direction that was hoped for.
func (m *Measure) better(effect float64) bool { return effect > 0 == (m.Direction == HigherIsBetter) }
