package evaluate

import "github.com/acl-beacon/beacon/evaluate/stats"

func (v *Verdict) caveat(code, text string) {
	for _, c := range v.Caveats {
		if c.Code == code {
			return
		}
	}
	v.Caveats = append(v.Caveats, Caveat{Code: code, Text: text})
}

// caveats gathers what the sentence has to say besides its claim.
func (w *weigher) caveats() {
	s, f, v := w.s, w.f, &w.f.Verdict
	if v.Claim == Refused {
		w.lostCaveat()
		return
	}
	if !s.design.compares() && s.design != Series && v.Claim.OfEffect() {
		v.caveat("no_comparison", "There was nobody to compare with: some change is usual, and this does not show that the work was the reason.")
	}
	w.levelCaveat()
	for _, d := range f.Evidence.Downgrades {
		if d.Threat != Attrition || f.Counts.Lost == 0 {
			v.caveat(string(d.Threat), d.Reason)
		}
	}
	w.lostCaveat()
	for _, r := range f.Refusals {
		if r.Of == OfCause || r.Of == OfTrend || r.Of == OfRatio || r.Of == OfPercentage {
			if !(r.Code == NoLog && f.Evidence.lost(Unanswered)) {
				v.caveat(string(r.Code), r.Reason)
			}
		}
	}
	w.logCaveats()
	for _, c := range f.Checks {
		if !c.Passed && (c.Code == CheckOverlap || c.Code == CheckOneDonor || c.Code == CheckUniqueness) {
			v.caveat(string(c.Code), c.Says)
		}
	}
	if v.Claim.OfEffect() {
		limit, ok := s.measure.Smallest.Get()
		if ok && f.Effect.Interval != nil && f.Effect.Interval.Lower < limit && f.Effect.Interval.Upper > -limit {
			v.caveat("small_effect", sprintf("It may be smaller than the %s %s that were worth having.", decimal(limit), s.measure.unit()))
		}
	}
	if f.Method == BySignTest {
		v.caveat("mostly_unchanged", w.fewChanged())
	} else if f.Effect != nil && f.Effect.Interval == nil && f.P != nil {
		v.caveat("no_interval", "This method gives no interval.")
	}
}

// fewChanged says what those did who changed at all, where most did not.
func (w *weigher) fewChanged() string {
	c := &w.f.Counts
	text := sprintf("Most did not change; of the %d who did, %d rose", c.Rose+c.Fell, c.Rose)
	if r, err := stats.Wilson(c.Rose, c.Rose+c.Fell, w.s.plan.confidence()); err == nil && !w.s.grouped {
		text += sprintf(" (%s%% interval %.0f to %.0f%%)", percent(r.Interval.Level), 100*r.Interval.Lower, 100*r.Interval.Upper)
	}
	return text + "."
}

// levelCaveat keeps a finding about staff from passing for one about learners.
func (w *weigher) levelCaveat() {
	v := &w.f.Verdict
	switch w.s.measure.Level {
	case Reaction:
		v.caveat("level", "It shows what participants thought of it, not what they learned, do or achieve.")
	case Learning:
		v.caveat("level", "It shows what participants know or feel able to do, not that they do it or that learners did better.")
	case Organisation:
		v.caveat("level", "It shows what changed around the teaching, not that learners did better.")
	case Use:
		v.caveat("level", "It shows what is done differently, not that learners did better.")
	case "":
		v.caveat("level", "Nobody said whether this speaks of reactions, learning, practice or learners.")
	}
}

func (w *weigher) lostCaveat() {
	if c := &w.f.Counts; c.Lost+c.Late > 0 {
		w.f.Verdict.caveat(string(Attrition), sprintf("Left out: %d measured only before and %d only at the end.", c.Lost, c.Late))
	}
}

// logCaveats names what else was going on.
func (w *weigher) logCaveats() {
	text := ""
	for i := range w.s.influences {
		in := &w.s.influences[i]
		if !in.signed() || in.Kind == NoneKnown || in.Kind == SamePractice || in.Major || !in.touches(w.f.MeasureID) {
			continue
		}
		if text != "" {
			text += "; "
		}
		text += or(in.What, string(in.Kind))
	}
	if text != "" {
		w.f.Verdict.caveat("also", "Also at work: "+text+".")
	}
}
