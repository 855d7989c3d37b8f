package evaluate

import (
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Design says what is compared with what.
type Design string

// The designs. Comparison leaves the method to the way partners were chosen; the two after it insist on one.
const (
	BeforeAfter            Design = "before_after" // the same people or units twice
	AfterOnly              Design = "after_only"   // two groups once; of use only where chance chose them
	Comparison             Design = "comparison"   // with others who had no help, both before and after
	DifferenceInDifference Design = "difference_in_differences"
	BaselineAdjusted       Design = "baseline_adjusted" // analysis of covariance on the value before
	Series                 Design = "series"            // one line of many equal periods, interrupted once
	Synthetic              Design = "synthetic_control" // one helped unit against a weighted average of others
	Staggered              Design = "staggered"         // partners that start in different periods
)

// Names lists the values Design can have.
func (Design) Names() []string {
	return wire.Names(BeforeAfter, AfterOnly, Comparison, DifferenceInDifference, BaselineAdjusted, Series, Synthetic, Staggered)
}

// UnmarshalText refuses a name that is not one of the constants.
func (d *Design) UnmarshalText(text []byte) error { return wire.Enum(text, d, "a design") }

func (d Design) compares() bool { return d != BeforeAfter && d != Series }

// Selection says how it came about that these partners, or people, had the help and others not.
type Selection string

// The ways to be chosen. The empty text is not known, and then a change without a comparison is only described.
const (
	AtRandom Selection = "random"   // chance decided who, or who first
	OnScore  Selection = "score"    // a measured value was low (or high)
	OnNeed   Selection = "need"     // somebody judged that they needed it
	Asked    Selection = "asked"    // they came forward
	Everyone Selection = "everyone" // nobody was left out
	ElseWise Selection = "other"
)

// Names lists the values Selection can have.
func (Selection) Names() []string {
	return wire.Names(AtRandom, OnScore, OnNeed, Asked, Everyone, ElseWise)
}

// UnmarshalText refuses a name that is not one of the constants.
func (s *Selection) UnmarshalText(text []byte) error { return wire.Enum(text, s, "a way to be chosen") }

// weak reports whether those who were chosen are likely to have stood low by bad luck as well, so that they would rise
// without help.
func (s Selection) weak() bool { return s == OnScore || s == OnNeed }

// Population describes all those among whom partners were chosen, for one measure: what regression to the mean is
// computed from. It comes from outside the partners themselves.
type Population struct {
	MeasureID   string                 `json:"measure_id"`
	Mean        float64                `json:"mean"`        // unit of the measure; per cent for rates
	SD          float64                `json:"sd"`          // the same, above 0
	Reliability float64                `json:"reliability"` // correlation of two measurements without help, 0 to 1
	Cut         practice.Fact[float64] `json:"cut,omitzero"`
	Above       bool                   `json:"above,omitzero"` // those above the cut were chosen
	*wire.Extra
}

// Period is one occasion of measuring.
type Period struct {
	Number int           `json:"number"`
	Name   string        `json:"name,omitzero"` // such as start, middle, end (F-71) or 2024/25
	On     practice.Date `json:"on,omitzero"`
	*wire.Extra
}

// Plan says before the work begins how its impact will be judged. All its measures together are the family of outcomes
// over which chance findings are held down: leaving out afterwards what did not work is what a plan is there to prevent.
type Plan struct {
	ID           string `json:"id"`
	EngagementID string `json:"engagement_id,omitzero"`
	Question     string `json:"question,omitzero"`

	FixedOn      practice.Date `json:"fixed_on,omitzero"`         // the day the plan was fixed; at or before FirstContact
	FirstContact practice.Date `json:"first_contact_on,omitzero"` // the first discussion with the partner (LSC 2004 §36)
	EndedOn      practice.Date `json:"ended_on,omitzero"`         // end of the work

	Design Design    `json:"design"`
	Chosen Selection `json:"chosen,omitzero"`
	// ChosenNote says more, as it must for other.
	ChosenNote string       `json:"chosen_note,omitzero"`
	Population []Population `json:"population,omitzero"`

	Primary  string    `json:"primary"` // id of the one measure that decides
	Measures []Measure `json:"measures"`

	// StartPeriod is the first period in which the work could have acted; earlier ones are before. Not 0.
	StartPeriod int      `json:"start_period"`
	Periods     []Period `json:"periods,omitzero"`
	Season      int      `json:"season,omitzero"` // periods in a year of a series, such as 3 terms; 0 when there is no season

	Units  string `json:"units,omitzero"`  // who or what is measured, in the plural, such as tutors
	Groups string `json:"groups,omitzero"` // what units belong to, in the plural, such as providers; empty when to nothing

	Confidence float64 `json:"confidence,omitzero"` // of intervals, between 0.5 and 1; 0 means 0.95
	*wire.Extra
}

func (p *Plan) measure(id string) *Measure {
	for i := range p.Measures {
		if p.Measures[i].ID == id {
			return &p.Measures[i]
		}
	}
	return nil
}

func (p *Plan) population(measure string) *Population {
	for i := range p.Population {
		if p.Population[i].MeasureID == measure {
			return &p.Population[i]
		}
	}
	return nil
}

func (p *Plan) confidence() float64 {
	if p.Confidence == 0 {
		return 0.95
	}
	return p.Confidence
}

// alpha is a hair more than 1 less the confidence, so that a p-value of exactly 1/20 passes at 95%.
func (p *Plan) alpha() float64 { return 1 - p.confidence() + 1e-9 }

func (p *Plan) design(m *Measure) Design { return or(m.Design, p.Design) }

func (p *Plan) chosen(m *Measure) Selection { return or(m.Chosen, p.Chosen) }

func (p *Plan) units(m *Measure) string { return or(m.Units, or(p.Units, "units")) }

func (p *Plan) groups() string { return or(p.Groups, "groups") }

// or is cmp.Or under a name that reads well here: the first unless it says nothing.
func or[T ~string](s, otherwise T) T {
	if s == "" {
		return otherwise
	}
	return s
}

// declared reports whether the plan was fixed before anything could be known of its results.
func (p *Plan) declared() bool {
	return !p.FixedOn.IsZero() && !p.FirstContact.IsZero() && !p.FixedOn.After(p.FirstContact)
}

func (p *Plan) on(period int) practice.Date {
	for i := range p.Periods {
		if p.Periods[i].Number == period {
			return p.Periods[i].On
		}
	}
	return practice.Date{}
}
