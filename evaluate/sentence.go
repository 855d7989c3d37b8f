package evaluate

import (
	"math"
	"strings"
)

// within writes the interval, such as " (95% interval 1.0 to 3.0)".
func (e *Effect) within() string {
	if e.Interval == nil {
		return ""
	}
	return sprintf(" (%s%% interval %s to %s)", percent(e.Interval.Confidence), decimal(e.Interval.Lower), decimal(e.Interval.Upper))
}

func percent(x float64) string {
	x *= 100
	if math.Abs(x-math.Round(x)) < 1e-6 {
		return sprintf("%.0f", x)
	}
	return sprintf("%.1f", x)
}

// write puts the verdict into words: the claim, what it rests on, and the caveats.
func (w *weigher) write() {
	f, v := w.f, &w.f.Verdict
	parts := []string{w.opening()}
	if v.Claim != Refused {
		parts = append(parts, w.numbers()...)
	}
	if r := f.refused(OfClaim); r != nil {
		parts = append(parts, r.Reason)
	}
	if v.Claim == Refused {
		parts = append(parts, "To say more: "+f.refused(OfClaim).Remedy)
	}
	for _, c := range v.Caveats {
		parts = append(parts, c.Text)
	}
	v.Sentence = strings.Join(parts, " ")
}

func upper(s string) string {
	if s == "" {
		return s
	}
	first := []rune(s)
	return strings.ToUpper(string(first[0])) + string(first[1:])
}

func (w *weigher) opening() string {
	f, name := w.f, w.f.Name
	rose := "rose"
	if f.Effect != nil && f.Effect.Value < 0 {
		rose = "fell"
	}
	judged := "for the worse"
	if f.Verdict.Better {
		judged = "for the better"
	}
	switch f.Verdict.Claim {
	case Refused:
		return sprintf("%s: refused.", upper(name))
	case DescribedOnly:
		return sprintf("%s: numbers only, no conclusion.", upper(name))
	case CannotTell:
		if w.s.design.compares() {
			return sprintf("We cannot tell whether the help made a difference to %s.", name)
		}
		return sprintf("We cannot tell whether %s changed.", name)
	case NoEffect:
		limit, _ := w.s.measure.Smallest.Get()
		return sprintf("No effect on %s that would have been worth having: it is smaller than %s %s.", name, decimal(limit), w.s.measure.unit())
	case ChangedAfter:
		if w.s.design.compares() {
			return sprintf("%s %s after the work compared with others who had no help, %s; why is open.", upper(name), rose, judged)
		}
		return sprintf("%s %s after the work, %s.", upper(name), rose, judged)
	case ChangedMore:
		return sprintf("%s %s compared with others who had no help, %s.", upper(name), rose, judged)
	}
	return sprintf("%s %s compared with %s, %s, and the work is part of the reason.", upper(name), rose, w.against(), judged)
}

func (w *weigher) against() string {
	if w.s.design == Series {
		return "the line it was on before"
	}
	return "others who had no help"
}

// numbers says who was looked at, what they did and how big the effect is.
func (w *weigher) numbers() []string {
	s, f, c := w.s, w.f, &w.f.Counts
	var parts []string
	switch {
	case s.design == Series && c.Units == 1:
		parts = append(parts, sprintf("%d points before and %d after.", c.PeriodsBefore, c.PeriodsAfter))
	case s.design == Series:
		parts = append(parts, sprintf("%d points before and %d after, of %d %s.", c.PeriodsBefore, c.PeriodsAfter, c.Units, s.noun()))
	case s.design == AfterOnly:
		parts = append(parts, sprintf("%d %s with help and %d without.", c.Treated, s.noun(), c.Others))
	case c.Pairs == 0:
		parts = append(parts, sprintf("%d %s have a value.", c.Units, s.noun()))
	default:
		text := w.directions()
		if s.design.compares() {
			text += sprintf("; %d without help are compared", c.Others)
		}
		if s.grouped {
			text += sprintf(". They belong to %d %s, whose means are compared", c.TreatedIn+c.OthersIn, s.plan.groups())
		}
		parts = append(parts, text+".")
	}
	if f.Effect != nil && !f.refusedWith(SmallPercentage) {
		parts = append(parts, sprintf("%s is %s %s%s.", w.quantity(), signed(f.Effect.Value), f.Effect.Unit, f.Effect.within()))
	}
	if p := f.P; p != nil {
		parts = append(parts, w.chance(p))
	}
	if m := f.ToMean; m != nil {
		parts = append(parts, w.byItself(m))
	}
	return parts
}

// directions says how many rose, fell and stayed.
func (w *weigher) directions() string {
	s, c := w.s, &w.f.Counts
	help := ""
	if s.design.compares() {
		help = " with help"
	}
	if s.measure.Kind == YesNo {
		return sprintf("Of %d %s%s %d went from no to yes, %d from yes to no and %d stayed", c.Treated, s.noun(), help, c.Rose, c.Fell, c.Same)
	}
	if c.Treated == 1 {
		is := "unchanged"
		switch {
		case c.Rose == 1:
			is = "higher"
		case c.Fell == 1:
			is = "lower"
		}
		return sprintf("The only one of the %s%s was %s at the end", s.noun(), help, is)
	}
	return sprintf("Of %d %s%s %d were higher at the end, %d lower and %d unchanged", c.Treated, s.noun(), help, c.Rose, c.Fell, c.Same)
}

func (w *weigher) quantity() string {
	f := w.f
	switch f.Method {
	case ByMcNemar:
		return "The change of the share of yes"
	case BySignedRank, BySignTest, ByPairedT, "":
		if f.ToMean != nil && (w.s.chosen.weak() || w.s.chosen == "") {
			return "The typical change beyond what comes by itself"
		}
		if w.s.grouped {
			return sprintf("The typical change of the %d %s", f.Counts.TreatedIn, w.s.plan.groups())
		}
		return "The typical change"
	case BySeries:
		return "The distance at the end from the line before"
	}
	return "The difference"
}

// chance says how often chance does as much. Of several measures the adjusted figure counts.
func (w *weigher) chance(p *PValue) string {
	if p.Adjusted > p.Value && p.Adjusted > w.s.plan.alpha() && p.Value <= w.s.plan.alpha() {
		return sprintf("Chance alone does as much with a probability of %s taken alone, and of %s in one of the measures of the plan.", decimal(p.Value), decimal(p.Adjusted))
	}
	if p.Value < 0.0001 {
		return "Chance alone hardly ever does as much."
	}
	return sprintf("Chance alone does as much with a probability of %s.", decimal(p.Value))
}

func (w *weigher) byItself(m *ToMean) string {
	return sprintf("Of the mean change of %s, %s is to be expected without any help, from where they stood before.", signed(m.Change), signed(m.Expected))
}
