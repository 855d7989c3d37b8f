package evaluate

import (
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Assessment is what may and may not be said about the impact of one plan's work.
type Assessment struct {
	PlanID     string    `json:"plan_id"`
	Confidence float64   `json:"confidence"` // of all intervals
	Options    Options   `json:"options"`    // as given, so that the figures can be had again
	Findings   []Finding `json:"findings"`   // the primary measure first, then the others as the plan lists them

	// Words are the statements that are not figures yet, as given.
	Words []Statement `json:"words,omitzero"`
	// Influences are the signed entries of the log of other involvement.
	Influences []Influence `json:"influences,omitzero"`
	// Gaps are what is missing, as [Missing] reports it of an engagement.
	Gaps []Gap `json:"gaps,omitzero"`
	*wire.Extra
}

// Finding is what one measure shows. How sure (Evidence) and how big (Effect) are two things and stay apart.
type Finding struct {
	MeasureID string      `json:"measure_id"`
	Name      string      `json:"name"`
	Primary   bool        `json:"primary,omitzero"`
	Level     GuskeyLevel `json:"level,omitzero"`
	Method    Method      `json:"method,omitzero"` // empty when nothing was computed
	Counts    Counts      `json:"counts"`

	// Effect is the estimate: of the change (later minus earlier), or of how far it exceeds that of the comparison.
	Effect *Effect `json:"effect,omitzero"`
	// Standardised is the effect in standard deviations of the changes (Hedges g), where n and spread allow. It is
	// not comparable between measures of different kinds and stands for no length of teaching.
	Standardised *Effect   `json:"standardised,omitzero"`
	P            *PValue   `json:"p,omitzero"`
	ToMean       *ToMean   `json:"regression_to_mean,omitzero"`
	Grouping     *Grouping `json:"grouping,omitzero"`
	Checks       []Check   `json:"checks,omitzero"`
	Refusals     []Refusal `json:"refusals,omitzero"` // of a claim or of parts of it, the one that decided first
	Evidence     Evidence  `json:"evidence"`
	Verdict      Verdict   `json:"verdict"`
	*wire.Extra
}

// Method names how a finding was computed; each is documented in package stats.
type Method string

// The methods.
const (
	BySignedRank  Method = "signed_rank"       // with the Hodges-Lehmann centre of the changes
	BySignTest    Method = "sign_test"         // the same centre; more than half did not change
	ByPairedT     Method = "paired_t"          //
	ByMcNemar     Method = "mcnemar"           // with Newcombe's paired interval
	ByFisher      Method = "fisher"            // with Newcombe's interval
	ByRankSum     Method = "rank_sum"          // with the Hodges-Lehmann shift
	ByWelch       Method = "welch"             // of values after, between units or groups
	ByChange      Method = "did"               // difference of mean changes between units or groups, Welch
	ByANCOVA      Method = "ancova"            // value after at equal value before, HC2
	ByPermutation Method = "permutation"       // of which units or groups had the help, interval by inversion
	BySeries      Method = "series"            // segmented regression, Newey-West
	BySynthetic   Method = "synthetic_control" // p from placebos; no interval
	ByCohort      Method = "att"               // Callaway and Sant'Anna
)

// Names lists the values Method can have.
func (Method) Names() []string {
	return wire.Names(BySignedRank, BySignTest, ByPairedT, ByMcNemar, ByFisher, ByRankSum, ByWelch, ByChange, ByANCOVA,
		ByPermutation, BySeries, BySynthetic, ByCohort)
}

// UnmarshalText refuses a name that is not one of the constants.
func (m *Method) UnmarshalText(text []byte) error { return wire.Enum(text, m, "a method") }

// Counts says who is in a finding and who was lost. Units is all that have a record of the measure.
type Counts struct {
	Units int `json:"units"`
	// Pairs were measured before and in the last period. Lost were measured before and not in the last period, Late
	// in the last period and not before: both are left out of the comparison.
	Pairs int `json:"pairs"`
	Lost  int `json:"lost"`
	Late  int `json:"late"`

	Treated    int `json:"treated"`             // pairs that had the help
	Others     int `json:"others"`              // pairs that had not
	TreatedIn  int `json:"treated_in,omitzero"` // the groups they belong to, where units belong to groups
	OthersIn   int `json:"others_in,omitzero"`
	LostHelped int `json:"lost_treated,omitzero"`

	// Of the pairs that had the help: how many rose, fell and did not change.
	Rose int `json:"rose"`
	Fell int `json:"fell"`
	Same int `json:"same"`

	PeriodsBefore int `json:"periods_before,omitzero"`
	PeriodsAfter  int `json:"periods_after,omitzero"`
	*wire.Extra
}

// Interval is a confidence interval. Confidence is that of the plan or, where few values allow only steps, what was
// reached.
type Interval struct {
	Lower      float64 `json:"lower"`
	Upper      float64 `json:"upper"`
	Confidence float64 `json:"confidence"`
	*wire.Extra
}

// Effect is a quantity in the unit of the measure. Interval is nil where the method has none.
type Effect struct {
	Value    float64   `json:"value"`
	Interval *Interval `json:"interval,omitzero"`
	Unit     string    `json:"unit"`
	*wire.Extra
}

// PValue says how often chance alone would do as much. Adjusted is Holm's, over all measures of the plan, those that
// could not be tested included; claims rest on it.
type PValue struct {
	Value    float64 `json:"value"` // two-sided
	Adjusted float64 `json:"adjusted"`
	Smallest float64 `json:"smallest,omitzero"` // the least that a study of this size could have given; 0 when any
	Exact    bool    `json:"exact,omitzero"`
	*wire.Extra
}

// ToMean is how much of a change is to be expected with no effect at all, from choosing those that stood low.
type ToMean struct {
	Expected float64                `json:"expected"`          // mean over those chosen, given their values before
	FromCut  practice.Fact[float64] `json:"from_cut,omitzero"` // the same for a cut in a normal population
	Change   float64                `json:"change"`            // the mean change that was seen
	*wire.Extra
}

// Grouping says how alike the units of a group are, and what so many units are worth.
type Grouping struct {
	Groups       int                    `json:"groups"`
	Correlation  practice.Fact[float64] `json:"correlation,omitzero"` // intraclass correlation of the changes
	DesignEffect practice.Fact[float64] `json:"design_effect,omitzero"`
	Worth        practice.Fact[float64] `json:"worth,omitzero"` // units divided by the design effect
	*wire.Extra
}

// Check is a look at what a method assumes, or a second method beside the first.
type Check struct {
	Code   CheckCode `json:"code"`
	Passed bool      `json:"passed,omitzero"`
	Effect *Effect   `json:"effect,omitzero"`
	P      *PValue   `json:"p,omitzero"`
	Says   string    `json:"says"`
	*wire.Extra
}

// CheckCode names a check.
type CheckCode string

// The checks.
const (
	CheckPreTrend   CheckCode = "pre_trend"  // the groups moved alike before
	CheckDiD        CheckCode = "did"        // difference of changes, beside an adjustment
	CheckANCOVA     CheckCode = "ancova"     // adjustment, beside a difference of changes
	CheckTrend      CheckCode = "page"       // the values rise from period to period
	CheckAnyPeriod  CheckCode = "friedman"   // the periods differ
	CheckMemory     CheckCode = "correlated" // neighbouring points of a series are not alike
	CheckOverlap    CheckCode = "overlap"    // those helped and the others overlap before
	CheckOneDonor   CheckCode = "one_donor"  // the comparison does not rest on one unit
	CheckUniqueness CheckCode = "unique_fit" // the weights are pinned down by the data
)

// Names lists the values CheckCode can have.
func (CheckCode) Names() []string {
	return wire.Names(CheckPreTrend, CheckDiD, CheckANCOVA, CheckTrend, CheckAnyPeriod, CheckMemory, CheckOverlap, CheckOneDonor, CheckUniqueness)
}

// UnmarshalText refuses a name that is not one of the constants.
func (c *CheckCode) UnmarshalText(text []byte) error { return wire.Enum(text, c, "a check") }

// check returns the check with a code, nil when it was not made.
func (f *Finding) check(code CheckCode) *Check {
	for i := range f.Checks {
		if f.Checks[i].Code == code {
			return &f.Checks[i]
		}
	}
	return nil
}
