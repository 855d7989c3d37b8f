package stats

import (
	"fmt"
	"math"
	"slices"
)

// Control says which units a cohort is compared with.
type Control uint8

// The two comparison groups.
const (
	NeverTreated  Control = iota // units that are never treated
	NotYetTreated                // those, and units that start later than the periods compared
)

// ATTOptions are the options of [ATTGT]. The zero value compares with units never treated, at 95%.
type ATTOptions struct {
	Control Control
	Level   float64 // confidence level; 0 means 0.95
}

// GroupTime is the average effect on the treated of one cohort in one period.
type GroupTime struct {
	Group, Period, Base int // first treated period of the cohort; period; the period it is compared with
	Treated, Comparison int // units
	// Effect is a placebo when Period < Group. Its Interval.Level is 0, and only Value is set, when the cohort or the
	// comparison has fewer than 5 clusters.
	Effect Estimate
}

// RelativeEffect is the effect some periods after the start, averaged over cohorts.
type RelativeEffect struct {
	Relative int // Period − Group
	Effect   Estimate
}

// ATTResult is the result of [ATTGT].
type ATTResult struct {
	Effects       []GroupTime
	Simple        Estimate         // average over all cohorts and treated periods, weighted by cohort size
	Dynamic       []RelativeEffect // by periods since the start, cohorts weighted by size
	Overall       Estimate         // plain average of Dynamic from 0 on
	Units         int              // units used
	Incomplete    int              // units left out because they lack a period
	AlwaysTreated int              // units left out because they were treated from the first period on
}

// minCohort is the number of clusters under which a cohort's spread says nothing about its error.
const minCohort = 5

// ATTGT estimates effects when units start treatment at different times, by comparing each cohort only with units
// not treated. Regression with unit and period effects does not: it uses units already treated as a comparison and
// can even turn the sign (Goodman-Bacon 2021).
//
// Formula: ATT(g,t) = mean change of cohort g from its base period to t, less that of the comparison units. The base
// is the last period before g for t >= g, and the period before t for t < g (varying base). No covariates. Standard
// errors are analytic, from influence functions summed by cluster; for one cohort and period that is
// √(s1²/n1 + s0²/n0) with population variances. Aggregations add the error of the estimated cohort shares. Normal
// intervals, one at a time and not simultaneous.
//
// Assumes parallel trends between each cohort and its comparison, no effect before the start, and units that stay
// treated.
//
// Minimum: 1 unit in a cohort for an estimate; 5 clusters in the cohort and in the comparison for an interval.
//
// Source: Callaway & Sant'Anna 2021, J. Econometrics 225:200-230.
//
// Errors: *[InputError] TooFew, Duplicate, Inconsistent, NotFinite, or a level outside (0,1).
func ATTGT(observations []Observation, options ATTOptions) (ATTResult, error) {
	level, err := confidence(options.Level)
	if err != nil {
		return ATTResult{}, err
	}
	if options.Control > NotYetTreated {
		return ATTResult{}, outOfRange("Control", -1, options.Control, "NeverTreated or NotYetTreated")
	}
	p, err := newPanel(observations)
	if err != nil {
		return ATTResult{}, err
	}
	c := cohorts{panel: p, options: options, level: level}
	r := c.collect()
	if err := enough("observations", "cohort(s) with a period before their start", len(c.groups), 1); err != nil {
		return r, err
	}
	for _, g := range c.groups {
		for t := 1; t < len(p.periods); t++ {
			c.estimate(&r, g, t)
		}
	}
	if len(r.Effects) == 0 {
		return r, &InputError{"observations", -1, TooFew, "has no comparison units",
			fmt.Sprintf("include units that are never treated, or set Control to NotYetTreated (now %d)", options.Control)}
	}
	c.aggregate(&r)
	return r, nil
}

// cohorts holds the complete units, and the influence function of every effect estimated so far.
type cohorts struct {
	*panel
	options   ATTOptions
	level     float64
	kept      []int // units used
	groups    []int // starts, in order
	size      map[int]int
	influence [][]float64 // for each effect, by kept unit
	reliable  []bool      // whether that effect has clusters enough for an error
}

func (c *cohorts) collect() (r ATTResult) {
	c.size = map[int]int{}
	for u, seen := range c.seen {
		start := c.start[u]
		switch {
		case slices.Contains(seen, false):
			r.Incomplete++
		case start != 0 && start <= c.periods[0]:
			r.AlwaysTreated++
		default:
			c.kept = append(c.kept, u)
			if start != 0 && start <= c.periods[len(c.periods)-1] {
				if c.size[start]++; c.size[start] == 1 {
					c.groups = append(c.groups, start)
				}
			}
		}
	}
	slices.Sort(c.groups)
	r.Units = len(c.kept)
	return r
}

// estimate appends ATT(g, t) where there are comparison units.
func (c *cohorts) estimate(r *ATTResult, g, t int) {
	base := t - 1
	if c.periods[t] >= g {
		base, _ = slices.BinarySearch(c.periods, g)
		base--
	}
	e := GroupTime{Group: g, Period: c.periods[t], Base: c.periods[base]}
	member := make([]int8, len(c.kept)) // 1 cohort, -1 comparison
	clusters := [2]map[string]bool{{}, {}}
	var sums [2]float64
	for i, u := range c.kept {
		s := c.start[u]
		change := c.value[u][t] - c.value[u][base]
		notYet := c.options.Control == NotYetTreated && s > max(c.periods[t], c.periods[base])
		switch {
		case s == g:
			member[i] = 1
			e.Treated++
			sums[1] += change
			clusters[1][c.cluster[u]] = true
		case s == 0 || notYet:
			member[i] = -1
			e.Comparison++
			sums[0] += change
			clusters[0][c.cluster[u]] = true
		}
	}
	if e.Comparison == 0 {
		return
	}
	n := float64(len(c.kept))
	treated, comparison := sums[1]/float64(e.Treated), sums[0]/float64(e.Comparison)
	psi := make([]float64, len(c.kept))
	for i, u := range c.kept {
		change := c.value[u][t] - c.value[u][base]
		switch member[i] {
		case 1:
			psi[i] = n / float64(e.Treated) * (change - treated)
		case -1:
			psi[i] = -n / float64(e.Comparison) * (change - comparison)
		}
	}
	reliable := len(clusters[0]) >= minCohort && len(clusters[1]) >= minCohort
	e.Effect = c.withError(treated-comparison, psi, reliable)
	r.Effects = append(r.Effects, e)
	c.influence, c.reliable = append(c.influence, psi), append(c.reliable, reliable)
}

// withError gives an estimate the standard error of its influence function, summed within clusters.
func (c *cohorts) withError(value float64, psi []float64, reliable bool) Estimate {
	sums := map[string]float64{}
	var order []string
	for i, u := range c.kept {
		name := c.cluster[u]
		if _, ok := sums[name]; !ok {
			order = append(order, name)
		}
		sums[name] += psi[i]
	}
	total := 0.0
	for _, name := range order {
		total += sums[name] * sums[name]
	}
	se := math.Sqrt(total) / float64(len(psi))
	if !reliable || se <= 1e-13*math.Abs(value) || se == 0 {
		return Estimate{Value: value}
	}
	return newEstimate(value, se, 0, c.level)
}

func (c *cohorts) aggregate(r *ATTResult) {
	var treated []int
	byRelative := map[int][]int{}
	var relatives []int
	for i, e := range r.Effects {
		if e.Period >= e.Group {
			treated = append(treated, i)
		}
		relative := e.Period - e.Group
		if len(byRelative[relative]) == 0 {
			relatives = append(relatives, relative)
		}
		byRelative[relative] = append(byRelative[relative], i)
	}
	slices.Sort(relatives)
	r.Simple, _, _ = c.average(r.Effects, treated)
	overall, psi, reliable, n := 0.0, make([]float64, len(c.kept)), true, 0.0
	for _, relative := range relatives {
		e, influence, ok := c.average(r.Effects, byRelative[relative])
		r.Dynamic = append(r.Dynamic, RelativeEffect{relative, e})
		if relative >= 0 {
			n++
			overall += e.Value
			reliable = reliable && ok
			subtract(psi, -1, influence)
		}
	}
	if n > 0 {
		for i := range psi {
			psi[i] /= n
		}
		r.Overall = c.withError(overall/n, psi, reliable)
	}
}

// average weights effects by the size of their cohorts. The shares are themselves estimated, which adds the second
// part of the influence function.
func (c *cohorts) average(effects []GroupTime, which []int) (Estimate, []float64, bool) {
	psi := make([]float64, len(c.kept))
	if len(which) == 0 {
		return Estimate{}, psi, false
	}
	n, total := float64(len(c.kept)), 0.0
	for _, i := range which {
		total += float64(c.size[effects[i].Group]) / n
	}
	value, reliable := 0.0, true
	for _, i := range which {
		share := float64(c.size[effects[i].Group]) / n / total
		value += share * effects[i].Effect.Value
		reliable = reliable && c.reliable[i]
		subtract(psi, -share, c.influence[i])
	}
	for _, i := range which {
		share := float64(c.size[effects[i].Group]) / n
		for j, u := range c.kept {
			in := 0.0
			if c.start[u] == effects[i].Group {
				in = 1
			}
			psi[j] += (in - share) / total * (effects[i].Effect.Value - value)
		}
	}
	return c.withError(value, psi, reliable), psi, reliable
}
