package evaluate

import (
	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/internal/svg"
)

// drawnEffect is one line of the picture of sizes.
type drawnEffect struct {
	what   string
	effect *Effect
}

// drawSize shows the effect with its interval against no effect and against the smallest effect worth having, and under it
// what a second method says.
func (s *sample) drawSize(f *Finding) (drawing, bool) {
	if f.Effect == nil || f.Verdict.Claim == Refused || f.refusedWith(SmallPercentage) {
		return drawing{}, false
	}
	lines := []drawnEffect{{or(methodShort[f.Method], "Middle of the changes"), f.Effect}}
	for _, c := range f.Checks {
		if (c.Code == CheckDiD || c.Code == CheckANCOVA) && c.Effect != nil {
			lines = append(lines, drawnEffect{"Beside it: " + map[CheckCode]string{CheckDiD: "difference of changes", CheckANCOVA: "at equal values before"}[c.Code], c.Effect})
		}
	}
	if m := f.ToMean; m != nil {
		lines = append(lines, drawnEffect{"To be expected without help", &Effect{Value: m.Expected, Unit: f.Effect.Unit}})
	}
	table := page.Table{Caption: "Effect on " + f.Name + " with its interval", Columns: []page.Column{{Head: "How computed"},
		{Head: "Effect, " + f.Effect.Unit, Number: true}, {Head: "From", Number: true}, {Head: "To", Number: true}}}
	low, high := 0.0, 0.0
	for _, l := range lines {
		low, high = min(low, l.effect.Value), max(high, l.effect.Value)
		row := []string{l.what, signed(l.effect.Value), "no interval", ""}
		if i := l.effect.Interval; i != nil {
			low, high = min(low, i.Lower), max(high, i.Upper)
			row[2], row[3] = signed(i.Lower), signed(i.Upper)
		}
		table.Rows = append(table.Rows, row)
	}
	limit, known := s.measure.Smallest.Get()
	caption := "The mark is the estimate, the line its interval; the upright line is no effect at all."
	if known {
		low, high = min(low, -limit), max(high, limit)
		caption += sprintf(" Within the grey band an effect is smaller than the %s %s worth having.", decimal(limit), f.Effect.Unit)
	}
	desc := sprintf("The effect is %s %s%s.", signed(f.Effect.Value), f.Effect.Unit, f.Effect.within())
	return drawing{sizePicture(f, lines, limit, svg.Ticks(low, high, 6), desc), caption, table}, true
}

// methodShort says what an effect is, for a label.
var methodShort = map[Method]string{
	BySignedRank: "Typical change", BySignTest: "Typical change", ByPairedT: "Mean change", ByMcNemar: "Change",
	ByFisher: "Difference", ByRankSum: "Typical difference", ByWelch: "Difference of means", ByChange: "Difference of changes",
	ByANCOVA: "At equal values before", ByPermutation: "Difference", BySeries: "Distance from the line before, at the end",
	BySynthetic: "Mean distance from the synthetic control", ByCohort: "Mean effect over starts",
}

func sizePicture(f *Finding, lines []drawnEffect, limit float64, ticks []float64, desc string) *svg.Picture {
	const top, row = 16.0, 36.0
	widest := 0.0
	for _, l := range lines {
		widest = max(widest, svg.TextWidth(l.what, 12))
	}
	bottom := top + row*float64(len(lines))
	p := svg.New("Effect on "+f.Name, desc, drawWidth, bottom+52)
	x := svg.Scale{Min: ticks[0], Max: ticks[len(ticks)-1], From: drawMargin + widest + 10, To: drawWidth - drawMargin}
	if limit > 0 {
		p.Rect(x.At(-limit), top, x.At(limit)-x.At(-limit), bottom-top, svg.Style{Fill: "#e4e4e4"})
	}
	p.Bottom(x, svg.Labelled(ticks, signedNumber), "Effect, "+f.Effect.Unit, bottom, top)
	p.Line(x.At(0), top, x.At(0), bottom, svg.Style{Stroke: svg.Ink, Width: 2})
	for i, l := range lines {
		y := top + row*(float64(i)+.5)
		p.Text(x.From-10, y+4, l.what, svg.Font{Anchor: svg.End, Bold: i == 0})
		whisker(p, i, x, y, l.effect)
	}
	return p
}
