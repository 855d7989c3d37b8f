package stats

// PeriodEffect is the difference between the arms' changes from the last period before treatment to one period.
type PeriodEffect struct {
	Period   int
	Relative int // Period − Start: −1 or less before treatment, 0 or more from it
	// Effect is 0 by definition in the base period. Its Interval.Level is 0 when only Value could be computed, as with
	// one treated cluster.
	Effect              Estimate
	Treated, Comparison int // units seen in this period and in the base period
}

// JointTest is an F test that several quantities are all 0; DF1 is 0 when it could not be computed.
type JointTest struct {
	F, DF1, DF2, P float64
}

// EventStudyResult is the result of [EventStudy].
type EventStudyResult struct {
	Start, Base         int // first treated period, and the last period before it
	Effects             []PeriodEffect
	Treated, Comparison int // units in all
	Incomplete          int // units that lack a value in some period

	PrePeriods int
	// PreTrend tests that the arms moved alike over all periods before treatment, on the units complete there. It is
	// missing (DF1 = 0) with one pre-period or too few units.
	PreTrend JointTest
	// PreSlope is the difference of the arms' linear trends before treatment, per unit of Period. It is missing
	// (Interval.Level = 0) with fewer than three pre-periods.
	PreSlope Estimate
}

// EventStudy follows treated units with one common start and units never treated through all periods, against the
// last period before treatment: a table of pre-trends and of effects over time.
//
// Formula: in each period the difference of the arms' mean changes since the base period, over units seen in both;
// CR2 standard errors by cluster, see [OLS]. PreTrend is Hotelling's T² on the changes from the base to each earlier
// period (cluster means where clusters are named). PreSlope is the same difference for the units' own least squares
// slopes before treatment.
//
// Assumes parallel trends for the effects. A pre-trend that is not significant does not show that trends were
// parallel: with few units it shows nothing (Roth 2022); read the width of PreSlope's interval.
//
// Minimum: 1 period on each side and 2 clusters in each arm for an interval; 3 pre-periods for any word on trends.
//
// Sources: Jacobson, LaLonde & Sullivan 1993, AER 83:685-709; Hotelling 1931, Ann. Math. Stat. 2:360-378;
// Roth 2022, AER: Insights 4:305-322.
//
// Errors: *[InputError] TooFew, Duplicate, Inconsistent (several starts, or a unit with two), NotFinite.
func EventStudy(observations []Observation, level float64) (EventStudyResult, error) {
	level, err := confidence(level)
	if err != nil {
		return EventStudyResult{}, err
	}
	p, err := newPanel(observations)
	if err != nil {
		return EventStudyResult{}, err
	}
	start, at, err := p.oneStart()
	if err != nil {
		return EventStudyResult{}, err
	}
	r := EventStudyResult{Start: start, Base: p.periods[at-1], PrePeriods: at}
	for u := range p.units {
		if p.start[u] != 0 {
			r.Treated++
		} else {
			r.Comparison++
		}
		for _, seen := range p.seen[u] {
			if !seen {
				r.Incomplete++
				break
			}
		}
	}
	if err := enough("observations", "comparison units", r.Comparison, 1); err != nil {
		return r, err
	}
	for t, period := range p.periods {
		c := p.change(at-1, t)
		e := PeriodEffect{Period: period, Relative: period - start}
		e.Treated, e.Comparison = c.counts()
		if t != at-1 {
			e.Effect, _ = c.effect(level)
		}
		r.Effects = append(r.Effects, e)
	}
	r.PreTrend = p.preTrend(at)
	if at >= 3 {
		if slope, ok := p.preSlopes(at).effect(level); ok {
			r.PreSlope = slope
		}
	}
	return r, nil
}

// preSlopes gives each unit with three or more values before treatment its least squares slope.
func (p *panel) preSlopes(at int) changes {
	var c changes
	for u := range p.units {
		var n, sumT, sumY float64
		for t := range at {
			if p.seen[u][t] {
				n++
				sumT += float64(p.periods[t])
				sumY += p.value[u][t]
			}
		}
		if n < 3 {
			continue
		}
		var tt, ty float64
		for t := range at {
			if p.seen[u][t] {
				d := float64(p.periods[t]) - sumT/n
				tt += d * d
				ty += d * (p.value[u][t] - sumY/n)
			}
		}
		c.add(p, u, ty/tt)
	}
	return c
}

// preTrend is Hotelling's two-sample T² on the vectors of changes from the base period to each earlier one.
func (p *panel) preTrend(at int) JointTest {
	dims := at - 1
	arms := p.preVectors(at)
	n1, n2 := float64(len(arms[1])), float64(len(arms[0]))
	df2 := n1 + n2 - float64(dims) - 1
	if dims < 1 || n1 < 2 || n2 < 2 || df2 < 1 {
		return JointTest{}
	}
	gap := make([]float64, dims)
	var centred []Column
	for d := range dims {
		column := Column{Values: make([]float64, 0, len(arms[0])+len(arms[1]))}
		for a, sign := range []float64{-1, 1} {
			mean := 0.0
			for _, v := range arms[a] {
				mean += v[d] / float64(len(arms[a]))
			}
			gap[d] += sign * mean
			for _, v := range arms[a] {
				column.Values = append(column.Values, v[d]-mean)
			}
		}
		centred = append(centred, column)
	}
	// With the centred vectors as the rows of C = QR, gap'(C'C)⁻¹gap is |R⁻ᵀgap|².
	l := &leastSquares{k: dims}
	var basis [][]float64
	for _, column := range centred {
		direction, row, ok := orthogonalise(column.Values, basis, dims)
		if !ok {
			return JointTest{}
		}
		basis, l.r = append(basis, direction), append(l.r, row)
	}
	h := l.contrast(gap)
	f := n1 * n2 / (n1 + n2) * dot(h, h) * df2 / float64(dims)
	return JointTest{f, float64(dims), df2, fTail(f, float64(dims), df2)}
}

// preVectors returns, for each arm, one vector of pre-treatment changes per cluster: the mean of its units that are
// complete before treatment.
func (p *panel) preVectors(at int) (arms [2][][]float64) {
	index := map[[2]string]int{}
	var sums [2][][]float64
	var counts [2][]float64
	for u := range p.units {
		complete := true
		for t := range at {
			complete = complete && p.seen[u][t]
		}
		if !complete {
			continue
		}
		a, side := 0, "comparison"
		if p.start[u] != 0 {
			a, side = 1, "treated"
		}
		key := [2]string{side, p.cluster[u]}
		i, ok := index[key]
		if !ok {
			i = len(sums[a])
			index[key] = i
			sums[a], counts[a] = append(sums[a], make([]float64, at-1)), append(counts[a], 0)
		}
		counts[a][i]++
		for t := range at - 1 {
			sums[a][i][t] += p.value[u][t] - p.value[u][at-1]
		}
	}
	for a := range sums {
		for i, v := range sums[a] {
			for t := range v {
				v[t] /= counts[a][i]
			}
		}
	}
	return sums
}
