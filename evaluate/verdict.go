package evaluate

import (
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
)

// Claim says what may be said of a finding.
type Claim string

// The claims. A change or an effect may be for the worse: [Verdict].Better says which.
const (
	Refused       Claim = "refused"        // nothing may be said, and the numbers would mislead
	DescribedOnly Claim = "described_only" // the numbers may be shown, without a conclusion
	CannotTell    Claim = "cannot_tell"    // neither an effect nor its absence
	NoEffect      Claim = "no_effect"      // any effect is smaller than was worth having
	ChangedAfter  Claim = "changed_after"  // it changed after the work; not because of it
	ChangedMore   Claim = "changed_more"   // it changed more than elsewhere
	Contributed   Claim = "contributed"    // the work is part of the reason
)

// Names lists the values Claim can have.
func (Claim) Names() []string {
	return wire.Names(Refused, DescribedOnly, CannotTell, NoEffect, ChangedAfter, ChangedMore, Contributed)
}

// UnmarshalText refuses a name that is not one of the constants.
func (c *Claim) UnmarshalText(text []byte) error { return wire.Enum(text, c, "a claim") }

// OfEffect reports whether the claim says that something changed.
func (c Claim) OfEffect() bool { return c == ChangedAfter || c == ChangedMore || c == Contributed }

// Verdict is what may be said. Sentence is whole: the caveats are in it, since a number travels without its footnotes.
type Verdict struct {
	Claim    Claim    `json:"claim"`
	Better   bool     `json:"better,omitzero"` // of a claim of effect: it is in the direction hoped for
	Sentence string   `json:"sentence"`
	Caveats  []Caveat `json:"caveats,omitzero"`
	NotToSay []string `json:"not_to_say,omitzero"`  // what readers will want to say next, and may not
	ToSay    []string `json:"to_say_more,omitzero"` // what would let us say more, most pressing first
	*wire.Extra
}

// Caveat is something the sentence says besides.
type Caveat struct {
	// Code is that of a [Threat], [RefusalCode] or [CheckCode], or no_comparison, level, also (what else was at work),
	// mostly_unchanged, small_effect or no_interval.
	Code string `json:"code"`
	Text string `json:"text"`
	*wire.Extra
}

// excludesZero reports whether no part of the interval is 0. Without an interval it is true: p alone decides.
func (e *Effect) excludesZero() bool {
	return e.Interval == nil || e.Interval.Lower > 0 || e.Interval.Upper < 0
}

// inside reports whether the whole interval lies closer to 0 than limit.
func (e *Effect) inside(limit float64) bool {
	return e.Interval != nil && e.Interval.Lower > -limit && e.Interval.Upper < limit
}

// conclude draws the verdict from the evidence and the figures, in this order: what was refused, what is too small to
// matter, what chance may have done, and only then what happened and why.
func (w *weigher) conclude() {
	f, v := w.f, &w.f.Verdict
	if f.refused(OfClaim) == nil && f.Evidence.Level == NoEvidence {
		f.refuse(WeakEvidence, "The study has too many weaknesses: %s.", f.Evidence.threats())
	}
	if !w.answered && f.refused(OfClaim) == nil {
		f.refuse(NoLog, "Nobody signed for what else was going on.")
	}
	w.eventAtStart()
	v.Claim = w.claim()
	if f.Effect != nil && v.Claim.OfEffect() {
		v.Better = w.s.measure.better(f.Effect.Value)
	}
	w.caveats()
	w.write()
	w.notToSay()
	w.toSayMore()
}

func (w *weigher) claim() Claim {
	f := w.f
	if r := f.refused(OfClaim); r != nil {
		if r.Code.kind().describe {
			return DescribedOnly
		}
		return Refused
	}
	if f.Effect == nil || f.P == nil {
		return DescribedOnly
	}
	if limit, ok := w.s.measure.Smallest.Get(); ok && f.Effect.inside(limit) && f.Effect.Interval.Confidence >= w.s.plan.confidence()-1e-9 {
		return NoEffect
	}
	if f.P.Adjusted > w.s.plan.alpha() || !f.Effect.excludesZero() || f.refusedWith(MethodsDisagree) {
		return CannotTell
	}
	return w.effectClaim()
}

// effectClaim caps what may be said of a change that is more than chance by what the study can carry.
func (w *weigher) effectClaim() Claim {
	e := &w.f.Evidence
	switch {
	case e.ByDesign < ComparisonLevel || w.f.refused(OfCause) != nil:
		return ChangedAfter
	case e.Level >= ComparisonLevel && !e.lost(OtherInvolvement):
		return Contributed
	case w.s.design == Series:
		return ChangedAfter // there is nothing it could have changed more than
	}
	return ChangedMore
}

// eventAtStart refuses to name the cause of a break where something else happened in the same period.
func (w *weigher) eventAtStart() {
	s := w.s
	if s.design != Series || w.f.refused(OfClaim) != nil {
		return
	}
	from, to := s.plan.on(s.plan.StartPeriod-1), s.plan.on(s.plan.StartPeriod+1)
	for i := range s.influences {
		in := &s.influences[i]
		if !in.signed() || in.Kind == NoneKnown || !in.touches(w.f.MeasureID) || in.From.IsZero() {
			continue
		}
		if !in.From.Before(from) && !in.From.After(to) {
			w.f.refuse(EventAtStart, "At the same time there was something else: %s.", or(in.What, string(in.Kind)))
			return
		}
	}
}

func (e *Evidence) threats() string {
	names := make([]string, len(e.Downgrades))
	for i, d := range e.Downgrades {
		names[i] = strings.ReplaceAll(string(d.Threat), "_", " ")
	}
	return strings.Join(names, ", ")
}

// notToSay lists the nearest statements that the study does not carry. Every number invites them.
func (w *weigher) notToSay() {
	v, name := &w.f.Verdict, w.f.Name
	add := func(format string, args ...any) { v.NotToSay = append(v.NotToSay, sprintf(format, args...)) }
	switch v.Claim {
	case Refused, DescribedOnly:
		add("That %s changed, or that it did not.", name)
	case CannotTell:
		if w.s.design.compares() {
			add("That the help made a difference to %s, or that it made none.", name)
		} else {
			add("That %s changed, or that it stayed the same.", name)
		}
	case NoEffect:
		add("That the help made a difference to %s worth having.", name)
	case ChangedAfter, ChangedMore:
		add("That %s changed because of the help.", name)
	case Contributed:
		add("That %s changed because of the help alone, or that it will elsewhere.", name)
	}
	switch w.s.measure.Level {
	case Reaction, Learning, "":
		add("That teaching is different, or that learners did better.")
	case Organisation, Use:
		add("That learners did better.")
	}
}

// toSayMore lists remedies: of what was refused, then of what weakens the evidence.
func (w *weigher) toSayMore() {
	v := &w.f.Verdict
	add := func(text string) {
		for _, t := range v.ToSay {
			if t == text {
				return
			}
		}
		v.ToSay = append(v.ToSay, text)
	}
	for _, r := range w.f.Refusals {
		if r.Of == OfClaim || r.Of == OfCause || r.Of == OfTrend {
			add(r.Remedy)
		}
	}
	for _, d := range w.f.Evidence.Downgrades {
		add(d.Remedy)
	}
	if !w.s.design.compares() && w.s.design != Series {
		add("Measure others who have no help in the same two periods, or let chance decide who is helped first.")
	}
	if v.Claim == CannotTell {
		add("Measure more, or for longer: the interval is too wide to tell an effect from none.")
		if _, ok := w.s.measure.Smallest.Get(); !ok {
			add("State in the plan the smallest effect worth having, so that its absence could be shown.")
		}
	}
}
