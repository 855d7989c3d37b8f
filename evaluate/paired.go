package evaluate

import (
	"github.com/acl-beacon/beacon/evaluate/stats"
	"github.com/acl-beacon/beacon/practice"
)

const (
	fewestChanged = 6  // pairs that changed, before an exact test of pairs can reach 0.05 (2/2⁶ = 0.031)
	fewestForT    = 15 // pairs, before a mean's t interval is taken seriously without a look at outliers
	fewestForSize = 4  // pairs, before a standardised effect says anything
)

// paired compares the same people or units before and after.
func (s *sample) paired(f *Finding) {
	pairs := s.count(&f.Counts)
	if !s.pairsOrRefuse(f, pairs) {
		return
	}
	if s.measure.Kind == Rate && s.mixReversed(f, pairs) {
		return
	}
	cells := s.cells(pairs)
	s.noteGrouping(f, pairs)
	d, ok := s.lessToMean(f, cells)
	if !ok {
		s.describe(f, d)
		return
	}
	moved := 0
	for _, x := range d {
		if !same(x) {
			moved++
		}
	}
	switch {
	case s.grouped && len(d) < fewestChanged:
		f.refuse(TooFewGroups, "The %d %s belong to %d %s, and members of one are not independent.", f.Counts.Pairs, s.noun(),
			len(d), s.plan.groups())
		return
	case moved < fewestChanged:
		f.refuse(TooFewChanged, "Only %d of %d changed: chance alone gives so clear a result with a probability of %s.", moved, len(d),
			decimal(stats.SmallestPaired(moved)))
		s.describe(f, d)
		return
	}
	switch {
	case s.measure.Kind == YesNo && !s.grouped && !s.chosen.weak():
		s.mcNemar(f, pairs)
	case s.measure.Kind != Rating && len(d) >= fewestForT:
		e, err := stats.PairedT(d, s.plan.confidence())
		s.took(f, ByPairedT, e, err)
	default:
		s.signed(f, d, moved)
	}
	s.standardise(f, func() (stats.EffectSize, error) { return stats.CohenDz(d, s.plan.confidence()) }, len(d))
	s.overPeriods(f)
}

func (s *sample) pairsOrRefuse(f *Finding, pairs []pair) bool {
	c := &f.Counts
	switch {
	case c.Units == 0:
		f.refuse(NoRecords, "There is no value of %s.", s.measure.name())
	case c.Pairs == 0 && c.Lost == 0 && s.periods[0] >= s.plan.StartPeriod:
		f.refuse(NoBaseline, "Nothing was recorded before the work could act.")
	case len(pairs) == 0:
		f.refuse(NoPairs, "Nobody was measured both before and in the last period (%d only before, %d only after).", c.Lost, c.Late)
	default:
		return true
	}
	return false
}

// signed is the exact test for ratings and for few values. Where most did not change the sign test leads, since the size
// of the few changes then decides too much.
func (s *sample) signed(f *Finding, d []float64, moved int) {
	shift, err := stats.HodgesLehmann(d, s.plan.confidence())
	if err != nil {
		s.cannot(f, err)
		return
	}
	rank, err := stats.SignedRank(d, stats.Pratt)
	if err != nil {
		s.cannot(f, err)
		return
	}
	p := rank.P
	f.Method = BySignedRank
	if 2*moved < len(d) {
		sign, err := stats.SignTest(d)
		if err != nil {
			s.cannot(f, err)
			return
		}
		f.Method, p = BySignTest, sign.P
		shift.Interval = stats.Interval{} // of a centre that is next to nothing whatever the few did
	}
	f.Effect = s.effect(shift.Shift, shift.Interval)
	f.P = &PValue{Value: tidy(p.TwoSided), Smallest: tidy(p.Smallest), Exact: p.Exact}
}

// mcNemar is for people who were asked yes or no twice.
func (s *sample) mcNemar(f *Finding, pairs []pair) {
	var t stats.PairedRates
	for _, p := range pairs {
		switch {
		case p.before > 50 && p.after > 50:
			t.Both++
		case p.before > 50:
			t.OnlySecond++
		case p.after > 50:
			t.OnlyFirst++ // after is the first rate of the difference, so that a rise is positive
		default:
			t.Neither++
		}
	}
	d, err := stats.NewcombePaired(t, s.plan.confidence())
	if err != nil {
		s.cannot(f, err)
		return
	}
	p, err := stats.McNemar(t)
	if err != nil {
		s.cannot(f, err)
		return
	}
	f.Method = ByMcNemar
	f.Effect = s.effect(100*d.Value, stats.Interval{Lower: 100 * d.Interval.Lower, Upper: 100 * d.Interval.Upper, Level: d.Interval.Level})
	f.P = &PValue{Value: tidy(p.TwoSided), Smallest: tidy(p.Smallest), Exact: p.Exact}
}

// lessToMean takes from every change what would have come without help, where those that stood low were chosen: given
// its value before, a unit of a population with mean μ and reliability r is expected to move by (1−r)(μ−before) (Davis
// 1976, Am. J. Epidemiol. 104:493-498). It is false when that cannot be known and the changes mean nothing.
func (s *sample) lessToMean(f *Finding, cells []pair) ([]float64, bool) {
	d := changes(cells)
	pop := s.plan.population(s.measure.ID)
	if pop == nil {
		switch {
		case s.chosen == "":
			f.refuse(ChoiceUnknown, "Nobody said how the %s were chosen, and the weakest improve by themselves.", s.noun())
			return d, false
		case s.chosen.weak():
			f.refuse(NoPopulation, "The %s were chosen because they stood low, and the weakest improve by themselves.", s.noun())
			return d, false
		}
		return d, true
	}
	f.ToMean = s.toMean(pop, cells)
	if !s.chosen.weak() && s.chosen != "" {
		return d, true
	}
	for i, c := range cells {
		d[i] -= (1 - pop.Reliability) * (pop.Mean - c.before)
	}
	return d, true
}

func (s *sample) toMean(pop *Population, cells []pair) *ToMean {
	m := &ToMean{}
	for _, c := range cells {
		m.Expected += (1 - pop.Reliability) * (pop.Mean - c.before) / float64(len(cells))
		m.Change += c.change() / float64(len(cells))
	}
	m.Expected, m.Change = tidy(m.Expected), tidy(m.Change)
	if cut, ok := pop.Cut.Get(); ok {
		x, err := stats.RegressionToMean(stats.RTM{Mean: pop.Mean, SD: pop.SD, Cut: cut, Reliability: pop.Reliability, Above: pop.Above})
		if err == nil {
			if pop.Above {
				x = -x
			}
			m.FromCut = practice.Known(tidy(x))
		}
	}
	return m
}

// describe gives the middle of the changes without an interval: a number to look at and not to conclude from.
func (s *sample) describe(f *Finding, d []float64) {
	shift, err := stats.HodgesLehmann(d, s.plan.confidence())
	if err == nil {
		f.Effect = &Effect{Value: tidy(shift.Shift), Unit: s.measure.unit()}
	}
}

// mixReversed refuses to speak of a total that moved one way while most of its parts moved the other (Simpson 1951).
func (s *sample) mixReversed(f *Finding, pairs []pair) bool {
	byID := map[string]*unit{}
	for i := range s.units {
		byID[s.units[i].id] = &s.units[i]
	}
	strata := make([]stats.TwoRates, 0, len(pairs))
	for _, p := range pairs {
		u := byID[p.id]
		b, _, _ := s.before(u)
		a, _ := s.after(u)
		strata = append(strata, stats.TwoRates{X1: a.count, N1: a.total, X2: b.count, N2: b.total})
	}
	if len(strata) < 2 {
		return false
	}
	r, err := stats.MantelHaenszel(strata, s.plan.confidence())
	if err != nil || !r.Reversed {
		return false
	}
	f.refuse(MixReversed, "Taken together the rate moved by %s percentage points, and within the %s by %s: their shares of the total changed.",
		signed(100*r.Crude), s.noun(), signed(100*r.Difference.Value))
	return true
}

// overPeriods looks at the periods between as well, for the units that have all of them.
func (s *sample) overPeriods(f *Finding) {
	if len(s.periods) < 3 || s.measure.Kind != Rating || s.grouped {
		return
	}
	var blocks [][]float64
	for _, u := range s.units {
		if len(u.at) != len(s.periods) {
			continue
		}
		row := make([]float64, len(s.periods))
		for i, p := range s.periods {
			row[i] = u.at[p].value
			if s.measure.Direction == LowerIsBetter {
				row[i] = -row[i]
			}
		}
		blocks = append(blocks, row)
	}
	lost := len(s.units) - len(blocks)
	if len(blocks) < 4 {
		return
	}
	if page, err := stats.PageL(blocks); err == nil {
		f.Checks = append(f.Checks, Check{Code: CheckTrend, P: &PValue{Value: tidy(page.P.TwoSided), Exact: page.P.Exact},
			Says: sprintf("Over all %d periods, of %d complete %s (%d incomplete): chance alone moves the values as clearly one way with a probability of %s.",
				len(s.periods), len(blocks), s.noun(), lost, decimal(page.P.TwoSided))})
	}
	if fr, err := stats.Friedman(blocks); err == nil {
		f.Checks = append(f.Checks, Check{Code: CheckAnyPeriod, P: &PValue{Value: tidy(fr.P), Exact: fr.Exact},
			Says: sprintf("Chance alone parts the %d periods as much with a probability of %s.", len(s.periods), decimal(fr.P))})
	}
}
