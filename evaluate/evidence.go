package evaluate

import (
	"fmt"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Level says how sure one may be that a finding is what it looks like. It is computed from the design and only ever
// lowered; it says nothing about the size of an effect. The steps follow the Maryland scale (Sherman et al. 1997) and
// Nesta's standards of evidence (Puttick & Ludlow 2013).
type Level uint8

// The levels.
const (
	NoEvidence      Level = iota // nothing from at or before the first contact
	AccountLevel                 // a starting position in words, and what changed in words
	ChangeLevel                  // the same people or units before and after
	ComparisonLevel              // with others who had no help
	RandomisedLevel              // chance decided who, or when
)

var levelNames = [...]string{"none", "account", "change", "comparison", "randomised"}

// String returns none, account, change, comparison or randomised.
func (l Level) String() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return fmt.Sprintf("Level(%d)", uint8(l))
}

// MarshalText writes what [Level.String] returns.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads what [Level.String] returns and refuses anything else by name.
func (l *Level) UnmarshalText(text []byte) error {
	for i, name := range levelNames {
		if name == string(text) {
			*l = Level(i)
			return nil
		}
	}
	return fmt.Errorf("%q is not a level of evidence; use none, account, change, comparison or randomised", text)
}

// Threat is a serious weakness of a study. Each takes the evidence one level down.
type Threat string

// The threats.
const (
	Attrition        Threat = "attrition"         // more than a fifth of those measured before were lost
	OwnReport        Threat = "self_report"       // people about themselves, or nobody said who measured
	ChosenLow        Threat = "chosen_low"        // partners stood low, and nothing adjusts for it
	LateBaseline     Threat = "late_baseline"     // taken after the first contact, or undated
	FewGroups        Threat = "few_groups"        // one treated unit or group, or the groups are not recorded
	Unanswered       Threat = "unanswered"        // nobody signed for what else was going on
	OtherInvolvement Threat = "other_involvement" // something else could explain the whole change
	LateFollowUp     Threat = "late_follow_up"    // the first value after came more than nine months after the work
	Redefined        Threat = "redefined"         // the measure was defined anew in between
	PreTrend         Threat = "pre_trend"         // both were moving apart before
	ShortSeries      Threat = "short_series"      // under eight points on a side
	SeriesMemory     Threat = "correlated"        // neighbouring points are alike beyond what the fit allows for
)

// Names lists the values Threat can have.
func (Threat) Names() []string {
	return wire.Names(Attrition, OwnReport, ChosenLow, LateBaseline, FewGroups, Unanswered, OtherInvolvement, LateFollowUp,
		Redefined, PreTrend, ShortSeries, SeriesMemory)
}

// UnmarshalText refuses a name that is not one of the constants.
func (t *Threat) UnmarshalText(text []byte) error { return wire.Enum(text, t, "a threat") }

// Downgrade is one level lost, and what would win it back in the next study.
type Downgrade struct {
	Threat Threat `json:"threat"`
	Reason string `json:"reason"`
	Remedy string `json:"remedy"`
	*wire.Extra
}

// Evidence is how sure one may be.
type Evidence struct {
	ByDesign   Level       `json:"by_design"` // what the design could have carried
	Level      Level       `json:"level"`     // what is left of it
	Downgrades []Downgrade `json:"downgrades,omitzero"`
	*wire.Extra
}

func (e *Evidence) lost(t Threat) bool {
	for _, d := range e.Downgrades {
		if d.Threat == t {
			return true
		}
	}
	return false
}

// weigher computes the evidence of one finding.
type weigher struct {
	s          *sample
	f          *Finding
	statements []Statement
	answered   bool // somebody signed for what else was going on
}

func (w *weigher) weigh() {
	e := &w.f.Evidence
	e.ByDesign = w.byDesign()
	if e.ByDesign >= ChangeLevel {
		w.aboutValues()
		w.aboutTime()
		w.aboutOthers()
	}
	e.Level = e.ByDesign - min(e.ByDesign, Level(len(e.Downgrades)))
}

func (w *weigher) down(t Threat, remedy, format string, args ...any) {
	w.f.Evidence.Downgrades = append(w.f.Evidence.Downgrades, Downgrade{Threat: t, Reason: sprintf(format, args...), Remedy: remedy})
}

func (w *weigher) byDesign() Level {
	s := w.s
	noNumbers := w.f.refusedWith(NoRecords) || w.f.refusedWith(NoBaseline) || w.f.refusedWith(NoPairs)
	switch {
	case noNumbers && w.account():
		return AccountLevel
	case noNumbers:
		return NoEvidence
	case !s.design.compares() && s.design != Series:
		return ChangeLevel
	case w.f.refusedWith(NoArms) || w.f.refusedWith(OthersExposed):
		return ChangeLevel // what is left is those with help, before and after
	case s.chosen == AtRandom && s.design != Series:
		return RandomisedLevel
	}
	return ComparisonLevel
}

// account reports whether a starting position was written down in time and a change since.
func (w *weigher) account() bool {
	first := w.s.plan.FirstContact
	start, change := false, false
	for i := range w.statements {
		st := &w.statements[i]
		if st.MeasureID != "" && st.MeasureID != w.f.MeasureID || st.Text == "" {
			continue
		}
		switch st.Kind {
		case StartingPosition:
			start = start || !st.On.IsZero() && !first.IsZero() && !st.On.After(first)
		case QualitativeChange:
			change = true
		}
	}
	return start && change
}

func (f *Finding) refusedWith(code RefusalCode) bool {
	for i := range f.Refusals {
		if f.Refusals[i].Code == code {
			return true
		}
	}
	return false
}

func (w *weigher) aboutValues() {
	s, c := w.s, &w.f.Counts
	lostHelped, helped := c.LostHelped, c.LostHelped+c.Treated
	lostOther, other := c.Lost-c.LostHelped, c.Lost-c.LostHelped+c.Others
	if s.design != Series && (5*lostHelped > helped || 5*lostOther > other) {
		w.down(Attrition, "Follow up those who left, or say why they did.",
			"%d of %d with help and %d of %d others were measured before and not in the last period.", lostHelped, helped, lostOther, other)
	}
	switch s.measure.Source {
	case SelfReport:
		w.down(OwnReport, "Have somebody who did not give the help observe the same thing.", "The values are what people said of themselves.")
	case "":
		w.down(OwnReport, "Say where the values come from.", "Nobody said where the values come from.")
	}
	if s.chosen.weak() && !w.adjusted() {
		w.down(ChosenLow, "Compare at equal values before, or give the figures of all those chosen from.",
			"The %s were chosen because they stood low, and nothing adjusts for it.", s.noun())
	}
	treated := c.Treated
	if s.grouped {
		treated = c.TreatedIn
	}
	switch {
	case s.open:
		w.down(FewGroups, "Record which of the "+s.plan.groups()+" each unit belongs to.", "The %s belong to %s, and it is not recorded to which.", s.noun(), s.plan.groups())
	case s.design.compares() && s.design != Synthetic && treated == 1:
		w.down(FewGroups, "Bring in a second one.", "Only one had the help, and whatever else happened to it looks like an effect.")
	}
}

// adjusted reports whether the method takes care of having chosen low values.
func (w *weigher) adjusted() bool {
	return w.f.Method == ByANCOVA || w.f.ToMean != nil && !w.s.design.compares() || w.f.check(CheckANCOVA) != nil
}

func (w *weigher) aboutTime() {
	s, p := w.s, w.s.plan
	undated, firstAfter := false, practice.Date{}
	for i := range s.units {
		u := &s.units[i]
		b, _, ok := s.before(u)
		undated = undated || ok && b.on.IsZero()
		for _, period := range s.periods {
			if v, ok := u.at[period]; ok && period >= p.StartPeriod && (firstAfter.IsZero() || v.on.Before(firstAfter)) {
				firstAfter = v.on
			}
		}
	}
	switch {
	case s.design == AfterOnly:
	case s.lateBaseline():
		w.down(LateBaseline, "Take the values before the first contact.", "Values before the work were taken after the first contact on %s.", p.FirstContact.Long())
	case undated || p.FirstContact.IsZero():
		w.down(LateBaseline, "Date the values before, and the first contact.", "It is not recorded that the values before were taken before the first contact.")
	}
	if limit := p.EndedOn.AddMonths(DefaultReviewMonths); firstAfter.After(limit) && s.design != Series {
		w.down(LateFollowUp, "Measure within nine months of the end of the work.", "The first value after is of %s, more than nine months after the end of the work.", firstAfter.Long())
	}
	if d := s.measure.RedefinedOn; d.After(p.FirstContact) {
		w.down(Redefined, "Work the values out again under one definition.", "The measure was defined anew on %s.", d.Long())
	}
	if c := w.f.check(CheckPreTrend); c != nil && !c.Passed {
		w.down(PreTrend, "Find others that were moving in the same way.", "Those with help and the others were moving apart before the start.")
	}
	if s.design == Series {
		if n := min(w.f.Counts.PeriodsBefore, w.f.Counts.PeriodsAfter); n < enoughPoints {
			w.down(ShortSeries, "Wait for eight points on each side.", "There are only %d points on one side.", n)
		}
		if c := w.f.check(CheckMemory); c != nil && !c.Passed {
			w.down(SeriesMemory, "Use longer periods, or compare with others.", "Neighbouring points are alike, and chance is stronger than it looks.")
		}
	}
}

func (w *weigher) aboutOthers() {
	if !w.answered {
		w.down(Unanswered, NoLog.kind().remedy, "Nobody signed for what else was going on.")
		return
	}
	for i := range w.s.influences {
		in := &w.s.influences[i]
		if in.Major && in.signed() && in.touches(w.f.MeasureID) && in.Kind != NoneKnown && in.Kind != SamePractice {
			w.down(OtherInvolvement, "Find a comparison that had it as well.", "Something else could explain the whole change: %s.", or(in.What, string(in.Kind)))
			return
		}
	}
}
