package evaluate

import (
	"math"
	"slices"

	"github.com/acl-beacon/beacon/evaluate/stats"
)

const (
	fewestToAdjust = 5   // units or groups in each arm, before a baseline adjustment can be judged
	fewestForWelch = 6   // units or groups in each arm, before a t test of their means keeps its level (4 against 20: 0.062)
	fewestDF       = 4.0 // degrees of freedom, under which a standard error cannot be trusted
)

// arms compares the changes of those that had the help with the changes of others.
func (s *sample) arms(f *Finding) {
	pairs := s.count(&f.Counts)
	if !s.pairsOrRefuse(f, pairs) || s.exposed(f) {
		return
	}
	if s.startsDiffer() {
		if s.design == Comparison {
			f.Counts = Counts{}
			s.staggered(f)
			return
		}
		f.refuse(StartsDiffer, "Partners started in different periods; one comparison over all would use those already helped as if they were not.")
		return
	}
	if helped, _ := split(pairs); s.measure.Kind == Rate && s.mixReversed(f, helped) {
		return
	}
	s.noteGrouping(f, pairs)
	cells := s.cells(pairs)
	treated, others := split(cells)
	if !s.enoughArms(f, len(treated), len(others)) {
		return
	}
	s.compare(f, cells, min(len(treated), len(others)))
	s.preTrend(f)
}

// compare picks the method by the way those with help were chosen. Where they were chosen on the value before,
// differences of changes show improvement that is only regression to the mean and an adjustment does not; where they
// differ in something lasting it is the other way round (Lord 1967, Psychol. Bull. 68:304-305).
func (s *sample) compare(f *Finding, cells []pair, smaller int) {
	adjustable := smaller >= fewestToAdjust
	if pop := s.plan.population(s.measure.ID); pop != nil {
		treated, _ := split(cells)
		f.ToMean = s.toMean(pop, treated)
	}
	needed := s.chosen.weak() || s.design == BaselineAdjusted
	switch {
	case s.chosen == "":
		f.refuse(ChoiceUnknown, "Nobody said how the %s with help were chosen, and the right comparison depends on it.", s.noun())
		return
	case needed && !adjustable:
		f.refuse(TooFewToAdjust, "They stood low before, and with %d in the smaller group the difference cannot be adjusted for that.", smaller)
		return
	case needed && s.lateBaseline():
		f.refuse(BaselineTooLate, "The values to adjust with were taken after the first contact.")
		return
	}
	switch {
	case s.chosen == OnScore || s.design == BaselineAdjusted || s.chosen == AtRandom && adjustable && s.design == Comparison:
		s.adjusted(f, cells)
		var beside Finding
		s.changed(&beside, cells)
		s.beside(f, &beside, CheckDiD, s.changesAlone())
	case adjustable && s.chosen != AtRandom:
		s.changed(f, cells)
		var beside Finding
		s.adjusted(&beside, cells)
		s.beside(f, &beside, CheckANCOVA, "At equal values before, the difference")
		s.mustAgree(f, &beside)
	default:
		s.changed(f, cells)
	}
	treated, others := split(cells)
	if f.Method == ByANCOVA {
		s.standardiseAdjusted(f, treated, others)
		return
	}
	s.standardise(f, func() (stats.EffectSize, error) {
		return stats.HedgesG(changes(treated), changes(others), s.plan.confidence())
	}, min(len(treated), len(others)))
}

// standardiseAdjusted divides an adjusted difference and its interval by the spread of the values after within the arms,
// with Hedges' correction (What Works Clearinghouse, Procedures Handbook 5.0). The difference of changes in
// standard deviations would contradict the finding where it holds what those that stood low gain by themselves.
func (s *sample) standardiseAdjusted(f *Finding, treated, others []pair) {
	g, err := stats.HedgesG(after(treated), after(others), s.plan.confidence())
	spread := pooledSD(after(treated), after(others))
	if err != nil || spread == 0 || f.Effect == nil {
		f.refuse(SpreadZero, "All values are alike, and an effect cannot be put in standard deviations.")
		return
	}
	by := g.J / spread
	i := f.Effect.Interval
	f.Standardised = s.effect(f.Effect.Value*by, stats.Interval{Lower: i.Lower * by, Upper: i.Upper * by, Level: i.Confidence})
	f.Standardised.Unit = "standard deviations"
}

func after(pairs []pair) []float64 {
	values := make([]float64, len(pairs))
	for i, p := range pairs {
		values[i] = p.after
	}
	return values
}

func pooledSD(x, y []float64) float64 {
	squares := 0.0
	for _, values := range [][]float64{x, y} {
		centre := mean(values)
		for _, v := range values {
			squares += (v - centre) * (v - centre)
		}
	}
	return math.Sqrt(squares / float64(len(x)+len(y)-2))
}

// changesAlone names the difference of changes where it stands beside an adjustment.
func (s *sample) changesAlone() string {
	if s.chosen.weak() {
		return "The difference of changes alone, with what those that stood low gain by themselves,"
	}
	return "The difference of changes alone"
}

func (s *sample) enoughArms(f *Finding, treated, others int) bool {
	if treated == 0 || others == 0 {
		f.refuse(NoArms, "There are %d with help and %d without.", treated, others)
		return false
	}
	small, err := stats.SmallestTwoGroups(treated, others)
	if err != nil || small.AbsDeviation <= s.plan.alpha() {
		return true
	}
	code, what := TooFewToTell, s.noun()
	if s.grouped {
		code, what = TooFewGroups, s.plan.groups()
	}
	f.refuse(code, "Of the %[2]s %[1]d had help and %[3]d had not; the clearest result possible comes by chance with a probability of %[4]s.",
		treated, what, others, decimal(small.AbsDeviation))
	return false
}

// changed is the difference of the mean changes. A t interval wants enough units in both arms; with fewer the question
// left is how unusual the difference is among such units.
func (s *sample) changed(f *Finding, cells []pair) {
	treated, others := split(cells)
	s.twoMeans(f, changes(treated), changes(others), ByChange)
}

func (s *sample) twoMeans(f *Finding, x, y []float64, by Method) {
	// Welch's degrees of freedom come from the data: two treated that happen to be alike would pass for many.
	if min(len(x), len(y)) >= fewestForWelch {
		e, err := stats.WelchT(x, y, s.plan.confidence())
		if err != nil || e.DF >= fewestDF {
			s.took(f, by, e, err)
			return
		}
	}
	s.permuted(f, x, y)
}

// adjusted compares values after at equal values before.
func (s *sample) adjusted(f *Finding, cells []pair) {
	before, after, treated := make([]float64, len(cells)), make([]float64, len(cells)), make([]bool, len(cells))
	for i, c := range cells {
		before[i], after[i], treated[i] = c.before, c.after, c.treated
	}
	r, err := stats.ANCOVA(before, after, treated, stats.FitOptions{Level: s.plan.confidence()})
	if err != nil {
		s.cannot(f, err)
		return
	}
	if r.Slope.Interval.Upper < 0 {
		f.refuse(SlopeNotCredible, "Those that stood higher before stand lower after, and an adjustment for the value before makes no sense.")
		return
	}
	if r.Effect.DF < fewestDF {
		f.refuse(TooFewToAdjust, "The adjustment rests on too few values (%s degrees of freedom).", decimal(r.Effect.DF))
		return
	}
	s.took(f, ByANCOVA, r.Effect.Estimate, nil)
	low, high := split(cells)
	if apart(low, high) {
		f.Checks = append(f.Checks, Check{Code: CheckOverlap, Says: "No two of the groups stood alike before: the adjustment rests on a straight line between them."})
	}
}

// apart reports whether all values before of one arm lie beyond all of the other.
func apart(a, b []pair) bool {
	before := func(x, y pair) int {
		switch {
		case x.before < y.before:
			return -1
		case x.before > y.before:
			return 1
		}
		return 0
	}
	return slices.MaxFunc(a, before).before < slices.MinFunc(b, before).before ||
		slices.MaxFunc(b, before).before < slices.MinFunc(a, before).before
}

// beside shows a second method's figures under the first's.
func (s *sample) beside(f, other *Finding, code CheckCode, what string) {
	f.Checks = append(f.Checks, other.Checks...)
	if other.Effect == nil {
		return
	}
	f.Checks = append(f.Checks, Check{Code: code, Passed: s.shows(other) == s.shows(f), Effect: other.Effect, P: other.P,
		Says: sprintf("%s is %s %s%s.", what, signed(other.Effect.Value), other.Effect.Unit, other.Effect.within())})
}

// shows is 1 or -1 when a finding on its own would be a rise or a fall, and 0 when it would be neither.
func (s *sample) shows(f *Finding) int {
	switch {
	case f.Effect == nil || f.P == nil || f.P.Value > s.plan.alpha() || !f.Effect.excludesZero():
		return 0
	case f.Effect.Value > 0:
		return 1
	}
	return -1
}

// mustAgree refuses a claim that holds under one view of how partners came to be chosen and not under the other.
func (s *sample) mustAgree(f, other *Finding) {
	if s.shows(f) != s.shows(other) {
		f.refuse(MethodsDisagree, "The difference of changes and the adjustment for values before do not agree.")
	}
}

// exposed refuses a comparison with units that took up the practice as well.
func (s *sample) exposed(f *Finding) bool {
	var names []string
	for i := range s.influences {
		in := &s.influences[i]
		if in.Kind != SamePractice || !in.touches(s.measure.ID) {
			continue
		}
		for _, u := range s.units {
			if !u.treated && (slices.Contains(in.Units, u.id) || slices.Contains(in.Units, u.group)) {
				names = append(names, u.id)
			}
		}
	}
	if len(names) == 0 {
		return false
	}
	f.refuse(OthersExposed, "%d of the %s compared with had taken up the practice as well.", len(names), s.noun())
	return true
}

func (s *sample) startsDiffer() bool {
	first := 0
	for i := range s.units {
		u := &s.units[i]
		if !u.treated {
			continue
		}
		if first == 0 {
			first = u.start
		}
		if u.start != first {
			return true
		}
	}
	return false
}

// lateBaseline reports whether some value before was taken after the first contact.
func (s *sample) lateBaseline() bool {
	for i := range s.units {
		if b, _, ok := s.before(&s.units[i]); ok && b.on.After(s.plan.FirstContact) {
			return true
		}
	}
	return false
}
