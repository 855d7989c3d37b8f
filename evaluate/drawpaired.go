package evaluate

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/internal/svg"
)

// The size of pictures, in CSS pixels: a column of text is as wide.
const (
	drawWidth  = 720.0
	drawMargin = 24.0
)

// mostRows is how many units a picture of single units can hold before nobody can read it.
const mostRows = 60

// name is what people call a period.
func (p *Plan) name(period int) string {
	for i := range p.Periods {
		if p.Periods[i].Number == period && p.Periods[i].Name != "" {
			return p.Periods[i].Name
		}
	}
	return "period " + strconv.Itoa(period)
}

// drawnUnit is one line of the picture of changes.
type drawnUnit struct {
	id            string
	before, after point
	between       []point // in the periods between, those that were measured
}

// drawPaired shows the change of every unit that was measured before and at the end: of those with help, where the study
// compares. Where the claim is refused the values would mislead, and there is no picture.
func (s *sample) drawPaired(f *Finding) (drawing, bool) {
	var lines []drawnUnit
	for i := range s.units {
		u := &s.units[i]
		b, first, ok1 := s.before(u)
		a, ok2 := s.after(u)
		if !ok1 || !ok2 || !s.helped(u.treated) {
			continue
		}
		line := drawnUnit{id: u.id, before: b, after: a}
		for _, p := range s.periods {
			if v, ok := u.at[p]; ok && p > first && p < s.last {
				line.between = append(line.between, v)
			}
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 || f.Verdict.Claim == Refused || s.measure.Kind == YesNo || s.design == Series || s.design == Synthetic {
		return drawing{}, false
	}
	slices.SortStableFunc(lines, func(a, b drawnUnit) int {
		return cmp.Or(cmp.Compare(b.after.value-b.before.value, a.after.value-a.before.value), cmp.Compare(b.before.value, a.before.value))
	})
	who := s.noun()
	if s.design.compares() {
		who += " with help"
	}
	table := page.Table{Caption: sprintf("%s of %d %s before and at the end, the largest rise first", upper(f.Name), len(lines), who),
		Columns: []page.Column{{Head: "Id"}, {Head: "Before", Number: true}, {Head: "At the end", Number: true}, {Head: "Change", Number: true}}}
	for _, l := range lines {
		table.Rows = append(table.Rows, []string{l.id, s.shown(l.before), s.shown(l.after), signed(l.after.value - l.before.value)})
	}
	desc := sprintf("One line for each of %d %s, from the value before to the value at the end: %d rose, %d fell, %d did not change.",
		len(lines), who, f.Counts.Rose, f.Counts.Fell, f.Counts.Same)
	if len(lines) > mostRows {
		return s.drawChanges(f, lines, who), true
	}
	caption := desc + " Open circles are values before, filled ones those at the end; a dashed line fell."
	if len(lines[0].between) > 0 {
		caption += " Small strokes are values in between."
	}
	return drawing{s.pairedPicture(f, lines, desc), caption, table}, true
}

// shown writes a value as it was counted: a rate with its counts.
func (s *sample) shown(p point) string {
	if s.measure.Kind == Rate {
		return sprintf("%s%% (%d of %d)", decimal(p.value), p.count, p.total)
	}
	return page.Number(p.value)
}

func (s *sample) pairedPicture(f *Finding, lines []drawnUnit, desc string) *svg.Picture {
	const top, row = 14.0, 20.0
	widest, low, high := 0.0, lines[0].before.value, lines[0].before.value
	for _, l := range lines {
		widest = max(widest, svg.TextWidth(l.id, 12))
		for _, v := range append(l.between, l.before, l.after) {
			low, high = min(low, v.value), max(high, v.value)
		}
	}
	ticks := s.valueTicks(low, high)
	bottom := top + row*float64(len(lines))
	p := svg.New("Changes of "+f.Name, desc, drawWidth, bottom+52)
	x := svg.Scale{Min: ticks[0], Max: ticks[len(ticks)-1], From: drawMargin + min(widest, 200) + 12, To: drawWidth - drawMargin}
	p.Bottom(x, svg.Labelled(ticks, page.Number), s.axis(), bottom, top)
	for i, l := range lines {
		y := top + row*(float64(i)+.5)
		p.Text(x.From-10, y+4, shorten(l.id, 200), svg.Font{Anchor: svg.End})
		style := svg.Style{Stroke: svg.Ink, Width: 2}
		if l.after.value < l.before.value {
			style.Dash = "5 3"
		}
		p.Line(x.At(l.before.value), y, x.At(l.after.value), y, style)
		for _, v := range l.between {
			p.Line(x.At(v.value), y-5, x.At(v.value), y+5, svg.Style{Stroke: svg.Faint, Width: 2})
		}
		// An open circle around a filled one is a value that stayed.
		p.Mark(0, x.At(l.before.value), y, 12, true)
		p.Mark(0, x.At(l.after.value), y, 7, false)
	}
	return p
}

// valueTicks covers the values, and a scale that is known and short as a whole.
func (s *sample) valueTicks(low, high float64) []float64 {
	a, ok1 := s.measure.Min.Get()
	b, ok2 := s.measure.Max.Get()
	if s.measure.Kind == Rating && ok1 && ok2 && b-a <= 20 {
		ticks := []float64{a}
		for k := 1.0; k <= b-a+1e-9; k++ { // a itself may be too large to count up from
			ticks = append(ticks, a+k)
		}
		return ticks
	}
	ticks := svg.Ticks(low, high, 6)
	if s.measure.Kind == Rate || s.measure.Kind == YesNo {
		ticks = slices.DeleteFunc(ticks, func(v float64) bool { return v < 0 || v > 100 })
	}
	return ticks
}

// axis names the axis of values.
func (s *sample) axis() string {
	unit := s.measure.unit()
	if s.measure.Kind == Rate || s.measure.Kind == YesNo {
		unit = "per cent"
	}
	return upper(s.measure.name()) + ", " + unit
}

// shorten cuts a text that is wider than so many pixels at size 12.
func shorten(text string, width float64) string {
	if svg.TextWidth(text, 12) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 1 && svg.TextWidth(string(runes)+"…", 12) > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
