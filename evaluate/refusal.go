package evaluate

import (
	"fmt"

	"github.com/acl-beacon/beacon/internal/wire"
)

// RefusalCode says why something is not said.
type RefusalCode string

// The refusals of a claim: the numbers may be shown, but nothing is concluded from them.
const (
	NoRecords        RefusalCode = "no_records"
	NoBaseline       RefusalCode = "no_baseline"
	NoPairs          RefusalCode = "no_pairs"
	TooFewChanged    RefusalCode = "too_few_changed"
	NoArms           RefusalCode = "no_arms"
	TooFewToTell     RefusalCode = "too_few_arrangements"
	TooFewGroups     RefusalCode = "too_few_groups"
	NoVariation      RefusalCode = "no_variation"
	MixReversed      RefusalCode = "mix_reversed"
	TooFewToAdjust   RefusalCode = "too_few_to_adjust"
	SlopeNotCredible RefusalCode = "slope_not_credible"
	BaselineTooLate  RefusalCode = "baseline_too_late"
	StartsDiffer     RefusalCode = "starts_differ"
	SmallCohort      RefusalCode = "small_cohort"
	SeriesTooShort   RefusalCode = "series_too_short"
	SeriesBroken     RefusalCode = "series_broken"
	SeasonUnknown    RefusalCode = "season"
	TooFewBefore     RefusalCode = "too_few_before"
	PoorFit          RefusalCode = "poor_fit"
	OutOfRange       RefusalCode = "outside_donors"
	OthersExposed    RefusalCode = "comparison_exposed"
	NoPopulation     RefusalCode = "population_unknown"
	ChoiceUnknown    RefusalCode = "selection_unknown"
	NotDeclared      RefusalCode = "not_declared"
	WeakEvidence     RefusalCode = "weak_evidence"
	NotComputable    RefusalCode = "not_computable"
)

// The refusals of a part: the claim may stand, without a cause, a ratio, a percentage or a word on trends.
const (
	NoLog           RefusalCode = "other_involvement_unanswered"
	EventAtStart    RefusalCode = "event_at_start"
	ZeroCell        RefusalCode = "zero_cell"
	SmallPercentage RefusalCode = "small_percentage"
	TrendUnchecked  RefusalCode = "trend_unchecked"
	SpreadZero      RefusalCode = "no_spread"
	MethodsDisagree RefusalCode = "methods_disagree"
)

// Names lists the values RefusalCode can have.
func (RefusalCode) Names() []string {
	names := make([]string, len(refusals))
	for i, r := range refusals {
		names[i] = string(r.code)
	}
	return names
}

// UnmarshalText refuses a name that is not one of the constants.
func (c *RefusalCode) UnmarshalText(text []byte) error { return wire.Enum(text, c, "a refusal") }

// Of says what is refused.
type Of string

// The things that are refused.
const (
	OfClaim      Of = "claim"
	OfCause      Of = "cause"
	OfRatio      Of = "ratio"
	OfPercentage Of = "percentage"
	OfTrend      Of = "trend"
	OfSize       Of = "standardised_size"
)

// Names lists the values Of can have.
func (Of) Names() []string {
	return wire.Names(OfClaim, OfCause, OfRatio, OfPercentage, OfTrend, OfSize)
}

// UnmarshalText refuses a name that is not one of the constants.
func (o *Of) UnmarshalText(text []byte) error {
	return wire.Enum(text, o, "something that can be refused")
}

// Refusal says what is not said, why, and what would let us say it. It is an ordinary result: the data are sound, they
// just do not carry more.
type Refusal struct {
	Code   RefusalCode `json:"code"`
	Of     Of          `json:"of"`
	Reason string      `json:"reason"`
	Remedy string      `json:"remedy"`
	*wire.Extra
}

// refusalKind is one refusal: what it refuses, whether the numbers are still shown, and what would help.
type refusalKind struct {
	code     RefusalCode
	of       Of
	describe bool // of a claim: described_only rather than refused
	remedy   string
}

var refusals = [...]refusalKind{
	{NoRecords, OfClaim, true, "Record the measure before the first contact and again at the end."},
	{NoBaseline, OfClaim, false, "Record the same measure before the next partner's first contact; this one cannot be made good."},
	{NoPairs, OfClaim, false, "Measure the same people or units again, under the same ids."},
	{TooFewChanged, OfClaim, true, "Six or more that changed are needed before chance can be ruled out: pool partners or wait for more."},
	{NoArms, OfClaim, false, "Record the same measure for others who had no help, and mark those who had it."},
	{TooFewToTell, OfClaim, false, "Find more comparison units (19 for one that had the help), or use earlier years."},
	{TooFewGroups, OfClaim, false, "Bring in more groups: four with and four without help, or 20 ways to choose those with help."},
	{NoVariation, OfClaim, true, "Check that values were not copied from one period to the next."},
	{MixReversed, OfClaim, false, "Compare within each unit and say nothing of the total, or find out why the mix changed."},
	{TooFewToAdjust, OfClaim, false, "Five or more with help and five or more without are needed to adjust for low values before."},
	{SlopeNotCredible, OfClaim, false, "Check that the values before and after are of the same measure and not turned round."},
	{BaselineTooLate, OfClaim, false, "Use a value from before the first contact to adjust with."},
	{StartsDiffer, OfClaim, false, "Choose the staggered design, which compares each cohort with those not yet helped."},
	{SmallCohort, OfClaim, true, "Five or more units or groups should start together, and five or more not at all."},
	{SeriesTooShort, OfClaim, true, "Three points on each side are the least, eight are better: add earlier and later periods."},
	{SeriesBroken, OfClaim, true, "Fill in the missing periods, or choose longer ones."},
	{SeasonUnknown, OfClaim, true, "Two full years are needed to tell a season from a change; or compare with others in the same periods."},
	{TooFewBefore, OfClaim, true, "Eight periods before the start are needed to judge how well the comparison fits."},
	{PoorFit, OfClaim, true, "Look for units that were more like this one before the start."},
	{OutOfRange, OfClaim, true, "No average of units can be like one that lies beyond them all: look for others."},
	{OthersExposed, OfClaim, false, "Leave the units that took up the practice out of the comparison, before looking at results."},
	{NoPopulation, OfClaim, true, "Give mean, spread and year-to-year correlation of all those chosen from, or a comparison group."},
	{ChoiceUnknown, OfClaim, true, "Say how those that had the help were chosen."},
	{NotDeclared, OfClaim, true, "Treat this as an idea for the next plan, and fix that one at or before the first contact."},
	{WeakEvidence, OfClaim, true, "Remove one of the named weaknesses."},
	{NotComputable, OfClaim, true, "Have an analyst look at the values."},
	{NoLog, OfCause, true, "Ask the partner what else was going on, and have the answer signed and dated; \"none known\" is an answer."},
	{EventAtStart, OfCause, true, "Find a comparison that had the same event without the help."},
	{ZeroCell, OfRatio, true, "Use the difference of the rates; a ratio needs some of each."},
	{SmallPercentage, OfPercentage, true, "Write how many of how many."},
	{TrendUnchecked, OfTrend, true, "Three or more periods before the start are needed to see whether both groups were moving alike."},
	{SpreadZero, OfSize, true, "Use the effect in its own unit."},
	{MethodsDisagree, OfCause, true, "Find out how those that had the help were chosen; the answer depends on it."},
}

func (c RefusalCode) kind() *refusalKind {
	for i := range refusals {
		if refusals[i].code == c {
			return &refusals[i]
		}
	}
	return &refusalKind{code: c, of: OfClaim}
}

// refuse adds a refusal with its reason.
func (f *Finding) refuse(code RefusalCode, format string, args ...any) {
	k := code.kind()
	f.Refusals = append(f.Refusals, Refusal{Code: code, Of: k.of, Reason: fmt.Sprintf(format, args...), Remedy: k.remedy})
}

// refused returns the first refusal of a kind, nil when there is none.
func (f *Finding) refused(of Of) *Refusal {
	for i := range f.Refusals {
		if f.Refusals[i].Of == of {
			return &f.Refusals[i]
		}
	}
	return nil
}
