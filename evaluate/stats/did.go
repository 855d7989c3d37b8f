package stats

// Cell is one cell of a two by two comparison.
type Cell struct {
	N    int // observations
	Mean float64
}

// DiDResult is the result of [DiD].
type DiDResult struct {
	Effect                            Estimate // (treated after − before) − (comparison after − before), unit of the outcome
	TreatedBefore, TreatedAfter       Cell
	ComparisonBefore, ComparisonAfter Cell
	Treated, Comparison               int // units
	Clusters                          int
	Incomplete                        int // units seen only before or only after: in the means, without a change of their own
}

// DiD is the two by two difference in differences of units treated from one common start and units never treated.
//
// Formula: least squares of the outcome on treated, after and treated×after, whose coefficient is the difference of
// the four cell means; CR2 standard error by cluster (by unit where no cluster is named) with Satterthwaite degrees
// of freedom, see [OLS]. Periods before Start are before, the others after. With complete units the standard error
// is that of [WelchT] on the changes.
//
// Assumes that without treatment both arms would have changed alike (parallel trends), that nothing else happened to
// one arm only, and that units were not chosen for a low starting value: then use [ANCOVA]. With one shock to a
// whole arm, as in comparing two regions, no standard error here covers it (Donald & Lang 2007).
//
// Minimum: 2 treated and 2 comparison clusters; with 1 use [PermuteTreated] or [SyntheticControl]. Two periods cannot
// show whether trends were parallel; see [EventStudy].
//
// Sources: Card & Krueger 1994, AER 84:772-793; Bertrand, Duflo & Mullainathan 2004, QJE 119:249-275.
//
// Errors: *[InputError] TooFew, Duplicate, Inconsistent (several starts, or a unit with two), NotFinite, NoVariation.
func DiD(observations []Observation, level float64) (DiDResult, error) {
	p, err := newPanel(observations)
	if err != nil {
		return DiDResult{}, err
	}
	_, at, err := p.oneStart()
	if err != nil {
		return DiDResult{}, err
	}
	r, rows := p.cells(at)
	for _, c := range []*Cell{&r.TreatedBefore, &r.TreatedAfter, &r.ComparisonBefore, &r.ComparisonAfter} {
		if err := enough("observations", "values in one of the four cells", c.N, 1); err != nil {
			return r, err
		}
		c.Mean /= float64(c.N)
	}
	if err := twoPerArm(rows.arms, rows.cluster); err != nil {
		return r, err
	}
	f, err := OLS(rows.y, []Column{{"treated", rows.treated}, {"after", rows.after}, {"treated:after", rows.both}},
		FitOptions{Cluster: rows.cluster, Level: level})
	if err != nil {
		return r, err
	}
	r.Effect, r.Clusters = f.Coefficients[3].Estimate, f.Clusters
	return r, nil
}

// didRows are the rows of the regression.
type didRows struct {
	y, treated, after, both []float64
	arms                    []bool
	cluster                 []string
}

// cells counts and sums the four cells, and lists the rows, for treatment from period at.
func (p *panel) cells(at int) (r DiDResult, rows didRows) {
	for u := range p.units {
		arm := 0.0
		if p.start[u] != 0 {
			arm = 1
			r.Treated++
		} else {
			r.Comparison++
		}
		sides := [2]bool{}
		for t, seen := range p.seen[u] {
			if !seen {
				continue
			}
			side := 0.0
			if t >= at {
				side = 1
			}
			sides[int(side)] = true
			r.cell(arm, side).add(p.value[u][t])
			rows.y, rows.arms = append(rows.y, p.value[u][t]), append(rows.arms, arm == 1)
			rows.cluster, rows.treated = append(rows.cluster, p.cluster[u]), append(rows.treated, arm)
			rows.after, rows.both = append(rows.after, side), append(rows.both, arm*side)
		}
		if !sides[0] || !sides[1] {
			r.Incomplete++
		}
	}
	return r, rows
}

func (r *DiDResult) cell(treated, after float64) *Cell {
	switch {
	case treated == 1 && after == 1:
		return &r.TreatedAfter
	case treated == 1:
		return &r.TreatedBefore
	case after == 1:
		return &r.ComparisonAfter
	}
	return &r.ComparisonBefore
}

// add sums; the caller divides when all values are in.
func (c *Cell) add(v float64) {
	c.N++
	c.Mean += v
}
