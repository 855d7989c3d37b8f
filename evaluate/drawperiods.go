package evaluate

import (
	"slices"

	"github.com/acl-beacon/beacon/evaluate/stats"
	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/internal/svg"
)

// drawPeriods shows what happened from period to period, in the form that fits the design.
func (s *sample) drawPeriods(f *Finding) (drawing, bool) {
	if f.Verdict.Claim == Refused {
		return drawing{}, false
	}
	switch s.design {
	case BeforeAfter, AfterOnly:
		return drawing{}, false
	case Series:
		return s.drawSeries(f)
	case Synthetic:
		return s.drawSynthetic(f)
	case Staggered:
		return s.drawCohorts(f)
	}
	if s.startsDiffer() {
		return s.drawCohorts(f)
	}
	return s.drawEvents(f)
}

// drawnPeriod is one period of an event study.
type drawnPeriod struct {
	name   string
	after  bool
	effect *Effect
}

// drawEvents is the event study: how far those with help and the others were apart in every period, against the last one
// before.
func (s *sample) drawEvents(f *Finding) (drawing, bool) {
	e, err := stats.EventStudy(s.observations(), s.plan.confidence())
	if err != nil || len(e.Effects) < 3 {
		return drawing{}, false
	}
	var list []drawnPeriod
	for _, x := range e.Effects {
		list = append(list, drawnPeriod{s.plan.name(x.Period), x.Relative >= 0, s.effect(x.Effect.Value, x.Effect.Interval)})
	}
	return s.events(f, list, "Difference between those with help and the others, against "+s.plan.name(e.Base)), true
}

// drawCohorts is the same for partners that start in different periods, by periods since the start.
func (s *sample) drawCohorts(f *Finding) (drawing, bool) {
	options := stats.ATTOptions{Level: s.plan.confidence()}
	if !slices.ContainsFunc(s.units, func(u unit) bool { return !u.treated }) {
		options.Control = stats.NotYetTreated
	}
	r, err := stats.ATTGT(s.observations(), options)
	if err != nil {
		return drawing{}, false
	}
	var list []drawnPeriod
	for _, x := range r.Dynamic {
		name := "start"
		if x.Relative != 0 {
			name = sprintf("start %s", signedNumber(float64(x.Relative)))
		}
		list = append(list, drawnPeriod{name, x.Relative >= 0, s.effect(x.Effect.Value, x.Effect.Interval)})
	}
	return s.events(f, list, "Difference from those not helped, by periods since the start"), true
}

func (s *sample) events(f *Finding, list []drawnPeriod, what string) drawing {
	unit := s.measure.unit()
	table := page.Table{Caption: what, Columns: []page.Column{{Head: "Period"}, {Head: "Difference, " + unit, Number: true}, {Head: "From", Number: true}, {Head: "To", Number: true}}}
	low, high := 0.0, 0.0
	for _, d := range list {
		row := []string{d.name, signed(d.effect.Value), "no interval", ""}
		low, high = min(low, d.effect.Value), max(high, d.effect.Value)
		if i := d.effect.Interval; i != nil {
			row[2], row[3] = signed(i.Lower), signed(i.Upper)
			low, high = min(low, i.Lower), max(high, i.Upper)
		}
		table.Rows = append(table.Rows, row)
	}
	desc := what + ". Were both moving alike, the marks before the start lie at 0."
	c := newChart("Event study of "+f.Name, desc, svg.Ticks(low, high, 5), "Difference, "+unit, len(list))
	names, start := make([]string, len(list)), len(list)
	for i, d := range list {
		names[i] = d.name
		if d.after {
			start = min(start, i)
		}
	}
	c.frame(names)
	c.breakAt(start)
	c.Line(c.left, c.y.At(0), c.right, c.y.At(0), svg.Style{Stroke: svg.Ink, Width: 2})
	for i, d := range list {
		at := c.x.At(float64(i))
		if v := d.effect.Interval; v != nil {
			c.Line(at, c.y.At(v.Lower), at, c.y.At(v.Upper), svg.Style{Stroke: svg.Ink, Width: 2})
			for _, end := range []float64{v.Lower, v.Upper} {
				c.Line(at-5, c.y.At(end), at+5, c.y.At(end), svg.Style{Stroke: svg.Ink, Width: 2})
			}
		}
		c.Mark(0, at, c.y.At(d.effect.Value), 9, !d.after)
	}
	caption := what + ". Open marks are before the start, filled ones after. That marks before the start lie near 0 is a good sign and no proof."
	if s.chosen.weak() {
		caption += " Where the lowest were chosen, the period of choosing was a low one for many of them by luck: marks on both sides of it then lie above 0 without help."
	}
	return drawing{c.Picture, caption, table}
}

// drawSeries shows one line with its break, and the line it was on before.
func (s *sample) drawSeries(f *Finding) (drawing, bool) {
	before := s.periodsBefore()
	y := make([]float64, len(s.periods))
	for i, p := range s.periods {
		n := 0
		for _, u := range s.units {
			if v, ok := u.at[p]; ok {
				y[i] += v.value
				n++
			}
		}
		y[i] /= float64(n)
	}
	if len(y) < 3 || before == 0 || before == len(y) {
		return drawing{}, false
	}
	line := func(int) (was, is float64, ok bool) { return }
	if r, err := stats.ITS(y, before, stats.ITSOptions{}); err == nil && f.Method == BySeries {
		b := r.Coefficients // constant, slope, step, change of slope
		line = func(i int) (float64, float64, bool) {
			was := b[0].Value + b[1].Value*float64(i+1)
			return was, was + b[2].Value + b[3].Value*float64(i-before), true
		}
	}
	table := page.Table{Caption: "Mean of " + f.Name + " by period", Columns: []page.Column{{Head: "Period"}, {Head: "Value", Number: true}, {Head: "Line before", Number: true}}}
	low, high := slices.Min(y), slices.Max(y)
	for i, p := range s.periods {
		row := []string{s.plan.name(p), page.Number(tidy(y[i])), ""}
		if was, is, ok := line(i); ok {
			row[2] = decimal(was)
			low, high = min(low, was), max(high, was)
			if i >= before {
				low, high = min(low, is), max(high, is)
			}
		}
		table.Rows = append(table.Rows, row)
	}
	desc := sprintf("%d points before the start and %d after, with the line before drawn on.", before, len(y)-before)
	c := newChart("Series of "+f.Name, desc, s.valueTicks(low, high), s.axis(), len(y))
	c.frame(s.periodNames())
	c.breakAt(before)
	if _, _, ok := line(0); ok {
		var was, on, is []svg.Point
		for i := range y {
			w, now, _ := line(i)
			switch at := c.x.At(float64(i)); {
			case i < before:
				was = append(was, svg.Point{X: at, Y: c.y.At(w)})
			default:
				on, is = append(on, svg.Point{X: at, Y: c.y.At(w)}), append(is, svg.Point{X: at, Y: c.y.At(now)})
			}
		}
		c.Path(was, false, svg.Series(0))
		c.Path(append(was[len(was)-1:len(was):len(was)], on...), false, svg.Series(1))
		c.Path(is, false, svg.Series(0))
	}
	for i, v := range y {
		c.Mark(0, c.x.At(float64(i)), c.y.At(v), 7, i < before)
	}
	return drawing{c.Picture, desc + " Points are values (open before, filled after), whole lines the fit; the dashed line is where the series was heading.", table}, true
}

// drawSynthetic shows the unit with help and the average of others that was most like it before.
func (s *sample) drawSynthetic(f *Finding) (drawing, bool) {
	treated, donors := s.completeLines()
	before := s.periodsBefore()
	if len(treated) != 1 || f.Method != BySynthetic {
		return drawing{}, false
	}
	r, err := stats.SyntheticControl(treated[0], donors, before)
	if err != nil {
		return drawing{}, false
	}
	actual := treated[0].Values
	table := page.Table{Caption: upper(f.Name) + " of " + treated[0].Name + " and of its synthetic control", Columns: []page.Column{{Head: "Period"},
		{Head: "Actual", Number: true}, {Head: "Synthetic", Number: true}, {Head: "Difference", Number: true}}}
	for i, p := range s.periods {
		table.Rows = append(table.Rows, []string{s.plan.name(p), page.Number(tidy(actual[i])), decimal(r.Synthetic[i]), signed(r.Gaps[i])})
	}
	both := slices.Concat(actual, r.Synthetic)
	desc := sprintf("%s against an average of %d others that was most like it in the %d periods before.", treated[0].Name, len(donors), before)
	c := newChart("Actual and synthetic "+f.Name, desc, s.valueTicks(slices.Min(both), slices.Max(both)), s.axis(), len(actual))
	c.frame(s.periodNames())
	c.breakAt(before)
	for i, values := range [][]float64{actual, r.Synthetic} {
		points := make([]svg.Point, len(values))
		for k, v := range values {
			points[k] = svg.Point{X: c.x.At(float64(k)), Y: c.y.At(v)}
		}
		c.Path(points, false, svg.Series(i))
		for _, q := range points {
			c.Mark(i, q.X, q.Y, 6, i == 1)
		}
	}
	c.legend([]string{"actual (" + treated[0].Name + ")", "synthetic"})
	return drawing{c.Picture, desc + " The whole line is what happened, the dashed one the average of the others.", table}, true
}

func (s *sample) periodNames() []string {
	names := make([]string, len(s.periods))
	for i, p := range s.periods {
		names[i] = s.plan.name(p)
	}
	return names
}
