package evaluate

import "github.com/acl-beacon/beacon/evaluate/stats"

// afterOnly compares two groups once. Without a value before it is worth something only where chance made the groups.
func (s *sample) afterOnly(f *Finding) {
	s.count(&f.Counts)
	if len(s.units) == 0 {
		f.refuse(NoRecords, "There is no value of %s.", s.measure.name())
		return
	}
	if s.chosen != AtRandom {
		f.refuse(NoBaseline, "There is no value from before, and it was not chance that decided who had the help.")
		return
	}
	if s.exposed(f) {
		return
	}
	var pairs []pair
	for i := range s.units {
		if a, ok := s.after(&s.units[i]); ok {
			pairs = append(pairs, pair{id: s.units[i].id, treated: s.units[i].treated, after: a.value, units: 1})
		}
	}
	s.noteGrouping(f, pairs)
	cells := s.cells(pairs)
	treated, others := split(cells)
	f.Counts = Counts{Units: f.Counts.Units}
	for _, p := range pairs {
		if p.treated {
			f.Counts.Treated++
		} else {
			f.Counts.Others++
		}
	}
	if s.grouped {
		f.Counts.TreatedIn, f.Counts.OthersIn = len(treated), len(others)
	}
	if !s.enoughArms(f, len(treated), len(others)) {
		return
	}
	x, y := changes(treated), changes(others)
	switch {
	case s.grouped || s.measure.Kind == Amount || s.measure.Kind == Rate:
		s.twoMeans(f, x, y, ByWelch)
	case s.measure.Kind == YesNo:
		s.twoRates(f, x, y)
	default:
		s.rankSum(f, x, y)
	}
}

func (s *sample) twoRates(f *Finding, x, y []float64) {
	t := stats.TwoRates{N1: len(x), N2: len(y)}
	for _, v := range x {
		t.X1 += arm(v > 50)
	}
	for _, v := range y {
		t.X2 += arm(v > 50)
	}
	d, err := stats.NewcombeDifference(t, s.plan.confidence())
	if err != nil {
		s.cannot(f, err)
		return
	}
	p, err := stats.FisherExact(t)
	if err != nil {
		s.cannot(f, err)
		return
	}
	f.Method = ByFisher
	f.Effect = s.effect(100*d.Value, stats.Interval{Lower: 100 * d.Interval.Lower, Upper: 100 * d.Interval.Upper, Level: d.Interval.Level})
	f.P = &PValue{Value: tidy(p.P.TwoSided), Smallest: tidy(p.P.Smallest), Exact: p.P.Exact}
	if _, err := stats.RiskRatio(t, s.plan.confidence()); err != nil {
		f.refuse(ZeroCell, "One of the counts is 0 (%d of %d against %d of %d), and a ratio has no interval.", t.X1, t.N1, t.X2, t.N2)
	}
}

func (s *sample) rankSum(f *Finding, x, y []float64) {
	shift, err := stats.HodgesLehmannShift(x, y, s.plan.confidence())
	if err != nil {
		s.cannot(f, err)
		return
	}
	r, err := stats.RankSum(x, y)
	if err != nil {
		s.cannot(f, err)
		return
	}
	f.Method = ByRankSum
	f.Effect = s.effect(shift.Shift, shift.Interval)
	f.P = &PValue{Value: tidy(r.P.TwoSided), Smallest: tidy(r.P.Smallest), Exact: r.P.Exact}
	s.standardise(f, func() (stats.EffectSize, error) { return stats.HedgesG(x, y, s.plan.confidence()) }, min(len(x), len(y)))
}
