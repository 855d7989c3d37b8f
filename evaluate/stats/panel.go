package stats

import (
	"fmt"
	"slices"
)

// Observation is one value of one unit in one period.
type Observation struct {
	Unit    string  // who or what is measured
	Cluster string  // what the unit belongs to, when units in it are not independent; "" means the unit itself
	Period  int     // year, term number, month number: any whole number that orders time
	Start   int     // the unit's first treated period; 0 for a unit that is never treated
	Value   float64 // the outcome
}

// panel is a table of units by periods.
type panel struct {
	periods  []int // in order
	units    []string
	start    []int
	cluster  []string
	value    [][]float64 // by unit, then period
	seen     [][]bool
	clusters bool // whether any unit names a cluster
}

func newPanel(observations []Observation) (*panel, error) {
	if err := enough("observations", "entries", len(observations), 4); err != nil {
		return nil, err
	}
	p := &panel{}
	for i, o := range observations {
		if err := number("observations", i, o.Value); err != nil {
			return nil, err
		}
		p.periods = append(p.periods, o.Period)
	}
	slices.Sort(p.periods)
	p.periods = slices.Compact(p.periods)
	index := map[string]int{}
	for i, o := range observations {
		cluster := o.Cluster
		if cluster == "" {
			cluster = o.Unit
		} else {
			p.clusters = true
		}
		u, ok := index[o.Unit]
		if !ok {
			u = len(p.units)
			index[o.Unit] = u
			p.units, p.start, p.cluster = append(p.units, o.Unit), append(p.start, o.Start), append(p.cluster, cluster)
			p.value = append(p.value, make([]float64, len(p.periods)))
			p.seen = append(p.seen, make([]bool, len(p.periods)))
		}
		if p.start[u] != o.Start || p.cluster[u] != cluster {
			return nil, &InputError{"observations", i, Inconsistent,
				fmt.Sprintf("gives unit %q another Start or Cluster than before", o.Unit), "give each unit one start and one cluster"}
		}
		at, _ := slices.BinarySearch(p.periods, o.Period)
		if p.seen[u][at] {
			return nil, &InputError{"observations", i, Duplicate,
				fmt.Sprintf("is the second value of unit %q in period %d", o.Unit, o.Period), "give one value for each unit and period"}
		}
		p.seen[u][at], p.value[u][at] = true, o.Value
	}
	return p, nil
}

// oneStart returns the start that all treated units share and the position of the first treated period.
func (p *panel) oneStart() (start, at int, err error) {
	for u, s := range p.start {
		if s == 0 {
			continue
		}
		if start != 0 && s != start {
			return 0, 0, &InputError{"observations", -1, Inconsistent,
				fmt.Sprintf("has units that start in period %d and in period %d (unit %q)", start, s, p.units[u]),
				"use ATTGT, which compares each cohort with units not yet treated"}
		}
		start = s
	}
	at, _ = slices.BinarySearch(p.periods, start)
	if start == 0 {
		return 0, 0, enough("observations", "treated units", 0, 1)
	}
	if at == 0 || at == len(p.periods) {
		return 0, 0, &InputError{"observations", -1, TooFew, "has no period before, or none from, the start of treatment",
			"give at least one period on each side"}
	}
	return start, at, nil
}

// change collects, for the units seen in both periods, value(to) − value(from).
func (p *panel) change(from, to int) changes {
	var c changes
	for u := range p.units {
		if p.seen[u][from] && p.seen[u][to] {
			c.add(p, u, p.value[u][to]-p.value[u][from])
		}
	}
	return c
}

// changes is one number per unit with its arm and cluster.
type changes struct {
	value   []float64
	treated []bool
	cluster []string
}

func (c *changes) add(p *panel, u int, value float64) {
	c.value = append(c.value, value)
	c.treated = append(c.treated, p.start[u] != 0)
	c.cluster = append(c.cluster, p.cluster[u])
}

func (c changes) counts() (treated, comparison int) {
	for _, t := range c.treated {
		if t {
			treated++
		}
	}
	return treated, len(c.treated) - treated
}

// effect is the difference of the arms' means with CR2 errors; ok is false when only Value could be had.
func (c changes) effect(level float64) (e Estimate, ok bool) {
	treated, comparison := c.counts()
	if treated == 0 || comparison == 0 {
		return Estimate{}, false
	}
	arm, sums := make([]float64, len(c.value)), [2]float64{}
	for i, t := range c.treated {
		if t {
			arm[i] = 1
			sums[1] += c.value[i]
		} else {
			sums[0] += c.value[i]
		}
	}
	e.Value = sums[1]/float64(treated) - sums[0]/float64(comparison)
	if twoPerArm(c.treated, c.cluster) != nil {
		return e, false
	}
	f, err := OLS(c.value, []Column{{"treated", arm}}, FitOptions{Cluster: c.cluster, Level: level})
	if err != nil {
		return e, false
	}
	return f.Coefficients[1].Estimate, true
}
