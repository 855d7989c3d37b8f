package evaluate

import (
	"fmt"
	"math"

	"github.com/acl-beacon/beacon/practice"
)

// largest is the largest value the statistics take.
const largest = 1e90

// checker collects the faults of what [Assess] was given.
type checker struct {
	plan   *Plan
	faults []Fault
}

func (c *checker) add(table string, row int, column string, code FaultCode, format string, args ...any) {
	c.faults = append(c.faults, Fault{table, row, column, code, fmt.Sprintf(format, args...)})
}

func check(plan *Plan, records []Record, statements []Statement, influences []Influence, o Options) error {
	c := checker{plan: plan}
	c.checkPlan()
	c.checkMeasures()
	c.checkRecords(records)
	for i := range statements {
		if id := statements[i].MeasureID; id != "" && plan.measure(id) == nil {
			c.unknown("statements", i+1, "measure_id", id)
		}
	}
	for i := range influences {
		for _, id := range influences[i].MeasureIDs {
			if plan.measure(id) == nil {
				c.unknown("influences", i+1, "measure_ids", id)
			}
		}
	}
	if o.Draws != 0 && o.Draws < 999 {
		c.add("options", 0, "draws", OutsideScale, "%d draws are too few for a p-value; ask for 999 or more, or 0 for the usual number", o.Draws)
	}
	if len(c.faults) > 0 {
		return &InputError{c.faults}
	}
	return nil
}

func (c *checker) unknown(table string, row int, column, id string) {
	c.add(table, row, column, UnknownID, "the plan has no measure %q; it cannot be added after the plan was fixed", id)
}

func finite(x float64) bool { return math.Abs(x) <= largest }

func (c *checker) checkPlan() {
	p := c.plan
	if p.Design == "" {
		c.add("plan", 0, "design", Absent, "say what is compared with what")
	}
	if p.StartPeriod == 0 {
		c.add("plan", 0, "start_period", Absent, "say in which period the work could first have acted; number the periods from 1")
	}
	if p.measure(p.Primary) == nil {
		c.add("plan", 0, "primary", UnknownID, "%q is not a measure of the plan; name the one that decides", p.Primary)
	}
	if conf := p.confidence(); !(conf >= 0.5 && conf < 1) {
		c.add("plan", 0, "confidence", OutsideScale, "%v is not between 0.5 and 1", conf)
	}
	if p.Season < 0 {
		c.add("plan", 0, "season", OutsideScale, "%d periods in a year are not possible", p.Season)
	}
	for i, a := range p.Periods {
		for _, b := range p.Periods[:i] {
			switch {
			case a.Number == b.Number:
				c.add("plan", 0, "periods", Repeated, "period %d is there twice", a.Number)
			case a.Number > b.Number && a.On.Before(b.On) || a.Number < b.Number && b.On.Before(a.On):
				c.add("plan", 0, "periods", WrongOrder, "periods %d and %d are dated in the wrong order", b.Number, a.Number)
			}
		}
	}
	for i, pop := range p.Population {
		switch {
		case p.measure(pop.MeasureID) == nil:
			c.unknown("population", i+1, "measure_id", pop.MeasureID)
		case !finite(pop.Mean) || !finite(pop.SD) || !finite(pop.Reliability) || !finite(pop.Cut.Or(0)):
			c.add("population", i+1, "mean", NotANumber, "its figures are not all numbers")
		case !(pop.SD > 0) || !(pop.Reliability >= 0 && pop.Reliability <= 1):
			c.add("population", i+1, "reliability", OutsideScale, "the spread must be above 0 and the reliability between 0 and 1")
		}
	}
}

func (c *checker) checkMeasures() {
	if len(c.plan.Measures) == 0 {
		c.add("plan", 0, "measures", Absent, "name at least one measure")
	}
	seen := map[string]bool{}
	for i := range c.plan.Measures {
		m := &c.plan.Measures[i]
		row := i + 1
		if m.ID == "" || seen[m.ID] {
			c.add("measures", row, "id", Repeated, "%q is not an id of its own", m.ID)
		}
		seen[m.ID] = true
		if m.Kind == "" {
			c.add("measures", row, "kind", Absent, "say whether %s is a rating, an amount, a rate or yes or no", m.name())
		}
		if m.Direction == "" {
			c.add("measures", row, "direction", Absent, "say whether higher or lower is better")
		}
		low, ok1 := m.Min.Get()
		high, ok2 := m.Max.Get()
		switch {
		case m.Kind == Rating && (!ok1 || !ok2):
			c.add("measures", row, "min", Absent, "a rating needs both ends of its scale")
		case !finite(low) || !finite(high):
			c.add("measures", row, "min", NotANumber, "an end of its scale is not a number")
		case ok1 && ok2 && !(low < high):
			c.add("measures", row, "max", OutsideScale, "the scale from %v to %v has no room", low, high)
		}
		if s, ok := m.Smallest.Get(); ok && !(s > 0 && finite(s)) {
			c.add("measures", row, "smallest_worthwhile", OutsideScale, "%v is not above 0; leave it out when it is not known", s)
		}
	}
}

// unitFacts is what all records of a unit have to agree on.
type unitFacts struct {
	group   string
	treated bool
	start   int
}

type recordKey struct {
	measure, unit string
	period        int
}

func (c *checker) checkRecords(records []Record) {
	facts, rows := map[string]unitFacts{}, make(map[recordKey]int, len(records))
	days, helped := newDayOrder(), map[string]bool{} // by measure
	for i := range records {
		r, row := &records[i], i+1
		m := c.plan.measure(r.MeasureID)
		if m == nil {
			c.unknown("records", row, "measure_id", r.MeasureID)
			continue
		}
		if r.Unit == "" {
			c.add("records", row, "unit", Absent, "say who or what was measured")
			continue
		}
		c.checkValue(r, m, row)
		key := recordKey{r.MeasureID, r.Unit, r.Period}
		if first, ok := rows[key]; ok {
			c.add("records", row, "period", Repeated, "%s was already measured in period %d, in row %d", r.Unit, r.Period, first)
			continue
		}
		rows[key] = row
		own := unitFacts{r.Group, r.Treated, r.Start}
		if before, ok := facts[r.Unit]; !ok {
			facts[r.Unit] = own
		} else if before != own {
			c.add("records", row, "unit", Contradiction, "%s has another group, start or help in an earlier row", r.Unit)
		}
		if first, ok := helped[m.ID]; !ok {
			helped[m.ID] = r.Treated
		} else if first != r.Treated && !c.plan.design(m).compares() {
			c.add("records", row, "treated", Contradiction, "the plan compares %s with nobody: leave out those who had no help", m.name())
		}
		if r.Start != 0 && !r.Treated {
			c.add("records", row, "start", Contradiction, "%s starts in period %d and had no help", r.Unit, r.Start)
		}
		if earlier, ok := days.fits(key, or2(r.On, c.plan.on(r.Period))); !ok {
			c.add("records", row, "on", WrongOrder, "the day does not fit period %d, measured on %s", earlier.period, earlier.on)
		}
	}
}

func or2(d, otherwise practice.Date) practice.Date {
	if d.IsZero() {
		return otherwise
	}
	return d
}

func (c *checker) checkValue(r *Record, m *Measure, row int) {
	switch {
	case m.Kind == Rate && (r.Total < 1 || r.Count < 0 || r.Count > r.Total):
		c.add("records", row, "count", AboveTotal, "%d of %d is not a rate", r.Count, r.Total)
	case m.Kind == Rate:
	case r.Count != 0 || r.Total != 0:
		c.add("records", row, "count", Contradiction, "%s is not counted out of a total; give its value", m.name())
	case !finite(r.Value):
		c.add("records", row, "value", NotANumber, "%v is not a number to count with; leave the row out if the value is not known", r.Value)
	case m.Kind == YesNo && r.Value != 0 && r.Value != 1:
		c.add("records", row, "value", OutsideScale, "%v is neither 0 nor 1", r.Value)
	case r.Value < m.Min.Or(-largest) || r.Value > m.Max.Or(largest):
		c.add("records", row, "value", OutsideScale, "%v is off the scale of %s to %s", r.Value, m.Min, m.Max)
	}
}

type dayOfPeriod struct {
	period int
	on     practice.Date
}

// dayOrder checks that a unit's later periods were not measured earlier.
type dayOrder struct {
	seen map[recordKey][]dayOfPeriod // by measure and unit
}

func newDayOrder() dayOrder { return dayOrder{map[recordKey][]dayOfPeriod{}} }

// fits remembers a day and reports the period it contradicts, if any.
func (d dayOrder) fits(key recordKey, on practice.Date) (dayOfPeriod, bool) {
	if on.IsZero() {
		return dayOfPeriod{}, true
	}
	period := key.period
	key.period = 0
	for _, other := range d.seen[key] {
		if other.period < period && on.Before(other.on) || other.period > period && on.After(other.on) {
			return other, false
		}
	}
	d.seen[key] = append(d.seen[key], dayOfPeriod{period, on})
	return dayOfPeriod{}, true
}
