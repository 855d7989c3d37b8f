package support

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Kind says which of the three programmes it is.
type Kind string

// The three programmes.
const (
	ToOutstanding Kind = "to_outstanding" // from consistently good teaching on (F-16)
	ToGood        Kind = "to_good"        // from below the required standard on (F-17)
	NewStaff      Kind = "new_staff"      // mentoring, as part of induction (F-18)
)

// Names lists the values Kind can have.
func (Kind) Names() []string { return wire.Names(ToOutstanding, ToGood, NewStaff) }

// UnmarshalText refuses a name that is not one of the constants.
func (k *Kind) UnmarshalText(text []byte) error { return wire.Enum(text, k, "a kind of programme") }

// Unlimited stands for a number of extensions without a cap.
const Unlimited = -1

// Plan is what holds for every programme of one kind: its length, its duties and what may come after it. All of the
// difference between the three programmes is in the table of plans.
type Plan struct {
	Kind  Kind
	Weeks int // planned length; week n ends on day 7n after the start
	// ExtensionWeeks is the longest that all extensions together may add. It is 0 where there is no such limit.
	ExtensionWeeks int
	MaxExtensions  int  // how often it may be extended, or Unlimited
	UpdateWeeks    int  // weeks from one update of the line manager to the next; 0 where none is owed
	SignOff        bool // a sign-off observation ends it, and an extension needs one that was not met

	// Who it is for. A field that is empty or false asks nothing.
	Standard   Standard
	Consistent bool // teaches at that standard consistently
	NewStaff   bool

	// After lists the states that may follow when the extension is over and the standard is not met.
	After []State
	// Escalates says that a review by the Head may pass listed items on to the line manager.
	Escalates bool

	// The rows of the catalogue that set the length, the sign-off and the extension; refusals cite them.
	lengthRule, signOffRule, extensionRule, source string
}

var plans = []Plan{
	{
		Kind: ToOutstanding, Weeks: 6, MaxExtensions: Unlimited,
		Standard: StandardGood, Consistent: true,
		lengthRule: "F-21", signOffRule: "F-25", extensionRule: "F-26", source: "North Hertfordshire, to outstanding",
	},
	{
		Kind: ToGood, Weeks: 8, ExtensionWeeks: 4, MaxExtensions: 1, UpdateWeeks: DefaultUpdateWeeks, SignOff: true,
		Standard: StandardBelow, After: []State{HeadReview, ImprovingNotMet}, Escalates: true,
		lengthRule: "F-28", signOffRule: "F-35", extensionRule: "F-38", source: "North Hertfordshire, to good",
	},
	{
		Kind: NewStaff, Weeks: 8, ExtensionWeeks: 4, MaxExtensions: 1, SignOff: true,
		NewStaff: true, After: []State{Unresolved},
		lengthRule: "F-44", signOffRule: "F-47", extensionRule: "F-48", source: "North Hertfordshire, new staff",
	},
}

// Plans returns the three plans in the order of the source.
func Plans() []Plan {
	list := slices.Clone(plans)
	for i := range list {
		list[i].After = slices.Clone(list[i].After)
	}
	return list
}

// PlanOf returns the plan of one kind, and false when there is no such kind.
func PlanOf(k Kind) (Plan, bool) {
	i := slices.IndexFunc(plans, func(p Plan) bool { return p.Kind == k })
	if i < 0 {
		return Plan{}, false
	}
	p := plans[i]
	p.After = slices.Clone(p.After)
	return p, true
}

// Eligible says whether the programme is for this person (F-22, F-29, F-45): open, closed, or not to be told from what is
// recorded. It is advice for whoever starts the programme; [Programme.Advance] leaves the decision to the ruling.
func (p Plan) Eligible(who Participant) practice.Outcome {
	all := practice.Open
	if p.Standard != "" {
		all = all.And(truth(who.CurrentStandard == p.Standard, who.CurrentStandard != ""))
	}
	if p.Consistent {
		all = all.And(truth(who.Consistent.Get()))
	}
	if p.NewStaff {
		all = all.And(truth(who.NewStaff.Get()))
	}
	return all
}

func truth(v, known bool) practice.Outcome {
	switch {
	case !known:
		return practice.CannotTell
	case v:
		return practice.Open
	}
	return practice.Closed
}
