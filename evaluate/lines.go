package evaluate

import (
	"slices"

	"github.com/acl-beacon/beacon/evaluate/stats"
)

const (
	fewestPoints   = 3  // on each side of a series to compute (EPOC)
	enoughPoints   = 8  // on each side to be more than weak
	fewestTrend    = 3  // periods before, for any word on trends
	fewestPrePoint = 8  // periods before, to judge the fit of a synthetic control
	topWeight      = .6 // of one donor, above which a synthetic control rests on it
)

func (s *sample) periodsBefore() int {
	n := 0
	for _, p := range s.periods {
		if p < s.plan.StartPeriod {
			n++
		}
	}
	return n
}

// preTrend looks whether those with help and the others were moving alike before. That it finds nothing does not show
// that they were (Roth 2022, AER: Insights 4:305-322).
func (s *sample) preTrend(f *Finding) {
	before := s.periodsBefore()
	f.Counts.PeriodsBefore, f.Counts.PeriodsAfter = before, len(s.periods)-before
	if f.Effect == nil || s.chosen == AtRandom {
		return
	}
	if before < fewestTrend {
		f.refuse(TrendUnchecked, "Three periods before the start, and not %d, would let us see whether both were already moving alike.", before)
		return
	}
	e, err := stats.EventStudy(s.observations(), s.plan.confidence())
	if err != nil || e.PreTrend.DF1 == 0 {
		f.refuse(TrendUnchecked, "There are too few complete %s to see whether both were already moving alike.", s.noun())
		return
	}
	c := Check{Code: CheckPreTrend, Passed: e.PreTrend.P > 0.05, P: &PValue{Value: tidy(e.PreTrend.P)}}
	c.Says = sprintf("Before the start no difference in how both moved stands out (chance alone parts them as much with a probability of %s), which is no proof that there was none.", decimal(e.PreTrend.P))
	if !c.Passed {
		c.Says = sprintf("Before the start the two moved apart already: chance alone parts them as much with a probability of %s.", decimal(e.PreTrend.P))
	}
	if e.PreSlope.Interval.Level > 0 {
		c.Effect = s.effect(e.PreSlope.Value, e.PreSlope.Interval)
		c.Effect.Unit += " a period"
	}
	f.Checks = append(f.Checks, c)
}

func (s *sample) observations() []stats.Observation {
	var list []stats.Observation
	for _, u := range s.units {
		start := 0
		if u.treated {
			start = u.start
		}
		for _, p := range s.periods {
			if v, ok := u.at[p]; ok {
				list = append(list, stats.Observation{Unit: u.id, Cluster: u.group, Period: p, Start: start, Value: v.value})
			}
		}
	}
	return list
}

// staggered compares partners that start in different periods with those not yet or never helped.
func (s *sample) staggered(f *Finding) {
	pairs := s.count(&f.Counts)
	if !s.pairsOrRefuse(f, pairs) || s.exposed(f) {
		return
	}
	switch {
	case s.chosen == "":
		f.refuse(ChoiceUnknown, "Nobody said how the %s with help were chosen.", s.noun())
		return
	case s.chosen.weak():
		f.refuse(TooFewToAdjust, "They stood low before, and a comparison of staggered starts is not adjusted for that.")
		return
	}
	options := stats.ATTOptions{Level: s.plan.confidence()}
	if treated, others := split(pairs); len(others) == 0 && len(treated) > 0 {
		options.Control = stats.NotYetTreated
	}
	r, err := stats.ATTGT(s.observations(), options)
	if err != nil {
		s.cannot(f, err)
		return
	}
	f.Method = ByCohort
	f.Effect = s.effect(r.Simple.Value, r.Simple.Interval)
	if r.Simple.Interval.Level == 0 {
		f.refuse(SmallCohort, "Fewer than five %s start together, or fewer than five are there to compare with.", s.noun())
		return
	}
	f.P = &PValue{Value: tidy(r.Simple.P)}
	failed := 0
	for _, g := range r.Effects {
		if g.Period < g.Group && g.Effect.Interval.Level > 0 && g.Effect.P < 0.05/float64(len(r.Effects)) {
			failed++
		}
	}
	f.Counts.PeriodsBefore = s.periodsBefore()
	if f.Counts.PeriodsBefore < fewestTrend {
		f.refuse(TrendUnchecked, "Three periods before the first start, and not %d, would let us see whether cohorts were moving alike.", f.Counts.PeriodsBefore)
		return
	}
	f.Checks = append(f.Checks, Check{Code: CheckPreTrend, Passed: failed == 0, Says: cohortsMoved(failed)})
}

func cohortsMoved(failed int) string {
	if failed == 0 {
		return "Before their starts the cohorts moved like the others as far as can be seen, which is no proof that they did."
	}
	return sprintf("In %d periods before a start a cohort moved unlike the others.", failed)
}

// series looks for a break in one line of equal periods: the mean of all units in each.
func (s *sample) series(f *Finding) {
	f.Counts.Units = len(s.units)
	if len(s.units) == 0 {
		f.refuse(NoRecords, "There is no value of %s.", s.measure.name())
		return
	}
	before := s.periodsBefore()
	f.Counts.PeriodsBefore, f.Counts.PeriodsAfter = before, len(s.periods)-before
	y := make([]float64, len(s.periods))
	for i, p := range s.periods {
		if i > 0 && p != s.periods[i-1]+1 {
			f.refuse(SeriesBroken, "There is no value between periods %d and %d.", s.periods[i-1], p)
			return
		}
		n := 0
		for _, u := range s.units {
			if v, ok := u.at[p]; ok {
				y[i] += v.value
				n++
			}
		}
		if n != len(s.units) {
			f.refuse(SeriesBroken, "Only %d of %d %s have a value in period %d, and a mean over changing members is not one line.", n, len(s.units), s.noun(), p)
			return
		}
		y[i] /= float64(n)
	}
	if after := f.Counts.PeriodsAfter; min(before, after) < fewestPoints {
		f.refuse(SeriesTooShort, "There are %d points before and %d after.", before, after)
		return
	}
	if s.plan.Season > 1 && len(y) < 2*s.plan.Season {
		f.refuse(SeasonUnknown, "%d points of %d a year are not two years.", len(y), s.plan.Season)
		return
	}
	s.fitSeries(f, y, before)
}

// fitSeries takes the wider of the errors that allow for correlation of neighbours and the plain ones: with few points the
// former are too small whatever the lag.
func (s *sample) fitSeries(f *Finding, y []float64, before int) {
	r, err := stats.ITS(y, before, stats.ITSOptions{Level: s.plan.confidence()})
	if err != nil {
		s.cannot(f, err)
		return
	}
	if plain, err := s.plainSeries(y, before); err == nil && plain.P > r.AtEnd.P {
		r.AtEnd = plain
	}
	s.took(f, BySeries, r.AtEnd, nil)
	f.Checks = append(f.Checks, Check{Code: CheckMemory, Passed: r.BreuschGodfreyP > 0.05, P: &PValue{Value: tidy(r.BreuschGodfreyP)},
		Says: sprintf("Neighbouring points are correlated by %s (Durbin-Watson %s).", decimal(r.Autocorrelation), decimal(r.DurbinWatson))})
}

// plainSeries is the same fit for points that are independent, with the slope after turned about the last point, so that
// the step is the effect there.
func (s *sample) plainSeries(y []float64, before int) (stats.Estimate, error) {
	n := len(y)
	time, post, since := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range y {
		time[i] = float64(i + 1)
		if i >= before {
			post[i], since[i] = 1, float64(i-n+1)
		}
	}
	fit, err := stats.OLS(y, []stats.Column{{Name: "time", Values: time}, {Name: "post", Values: post}, {Name: "since", Values: since}},
		stats.FitOptions{SE: stats.Classic, Level: s.plan.confidence()})
	c, _ := fit.Coefficient("post")
	return c.Estimate, err
}

// synthetic compares one unit with the average of others that was most like it before.
func (s *sample) synthetic(f *Finding) {
	pairs := s.count(&f.Counts)
	if !s.pairsOrRefuse(f, pairs) || s.exposed(f) {
		return
	}
	treated, donors := s.completeLines()
	before := s.periodsBefore()
	f.Counts.PeriodsBefore, f.Counts.PeriodsAfter = before, len(s.periods)-before
	f.Counts.Treated, f.Counts.Others = len(treated), len(donors)
	switch {
	case len(treated) != 1 || len(donors) < 2:
		f.refuse(NoArms, "There are %d %s with help and %d without that have a value in every period; one and many are needed.", len(treated), s.noun(), len(donors))
		return
	case 1/float64(len(donors)+1) > s.plan.alpha():
		f.refuse(TooFewToTell, "With %d others, chance alone makes this one the most unusual with a probability of %s.", len(donors), decimal(1/float64(len(donors)+1)))
		return
	case before < fewestPrePoint:
		f.refuse(TooFewBefore, "There are %d periods before the start.", before)
		return
	}
	s.fitSynthetic(f, treated[0], donors, before)
}

// completeLines returns the series of those units that have a value in every period.
func (s *sample) completeLines() (treated, others []stats.Series) {
	for _, u := range s.units {
		line := stats.Series{Name: u.id}
		for _, p := range s.periods {
			if v, ok := u.at[p]; ok {
				line.Values = append(line.Values, v.value)
			}
		}
		switch {
		case len(line.Values) != len(s.periods):
		case u.treated:
			treated = append(treated, line)
		default:
			others = append(others, line)
		}
	}
	return treated, others
}

func (s *sample) fitSynthetic(f *Finding, treated stats.Series, donors []stats.Series, before int) {
	r, err := stats.SyntheticControl(treated, donors, before)
	if err != nil {
		s.cannot(f, err)
		return
	}
	f.Method = BySynthetic
	f.Effect = &Effect{Value: tidy(r.Effect), Unit: s.measure.unit()}
	if !r.Inside {
		f.refuse(OutOfRange, "In some period before, %s lies beyond all others.", treated.Name)
		return
	}
	// A typical placebo shows how closely such units can be followed at all.
	errs := make([]float64, 0, len(donors))
	for _, p := range r.Placebos[1:] {
		errs = append(errs, p.PreRMSPE)
	}
	slices.Sort(errs)
	if own, typical := r.Placebos[0].PreRMSPE, errs[len(errs)/2]; own > 2*typical && !same(own) {
		f.refuse(PoorFit, "Before the start the comparison misses by %s %s, more than twice what is typical of the others.", decimal(own), s.measure.unit())
		return
	}
	f.P = &PValue{Value: tidy(r.P.TwoSided), Smallest: tidy(r.P.Smallest), Exact: true}
	fits := "No other shares of the same units fit as well."
	if !r.Unique {
		fits = "Other shares of the same units fit as well, so that single shares mean nothing."
	}
	f.Checks = append(f.Checks,
		Check{Code: CheckOneDonor, Passed: r.TopWeight <= topWeight, Says: sprintf("The largest share of one unit in the comparison is %s.", decimal(r.TopWeight))},
		Check{Code: CheckUniqueness, Passed: r.Unique, Says: fits})
}
