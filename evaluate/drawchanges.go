package evaluate

import (
	"math"
	"strconv"

	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/internal/svg"
)

// drawChanges counts changes by their size, where there are too many units to show each.
func (s *sample) drawChanges(f *Finding, lines []drawnUnit, who string) drawing {
	low, high := math.Inf(1), math.Inf(-1)
	whole := true
	for _, l := range lines {
		d := l.after.value - l.before.value
		low, high = min(low, d), max(high, d)
		whole = whole && same(d-math.Round(d))
	}
	// Whole steps have a bar each; other values fall into as many bars as are easily read. No change has a bar of its own
	// in the middle of its bar's width.
	step := 1.0
	if ticks := svg.Ticks(low, high, 16); !whole || high-low > 24 {
		step = ticks[1] - ticks[0]
	}
	first, last := int(math.Round(low/step)), int(math.Round(high/step))
	counts, most := make([]int, last-first+1), 0
	for _, l := range lines {
		k := int(math.Round((l.after.value-l.before.value)/step)) - first
		counts[k]++
		most = max(most, counts[k])
	}
	about := ""
	if !whole || step != 1 {
		about = sprintf(", to the nearest %s", page.Number(step))
	}
	table := page.Table{Caption: "Changes of " + f.Name + about, Columns: []page.Column{{Head: "Change, " + s.measure.unit(), Number: true}, {Head: upper(who), Number: true}}}
	names := make([]string, len(counts))
	for i, n := range counts {
		names[i] = signedNumber(tidy(float64(first+i) * step))
		table.Rows = append(table.Rows, []string{names[i], strconv.Itoa(n)})
	}
	desc := sprintf("Changes of %d %s%s: %d rose, %d fell, %d did not change.", len(lines), who, about, f.Counts.Rose, f.Counts.Fell, f.Counts.Same)
	c := newChart("Changes of "+f.Name, desc, svg.Ticks(0, float64(most), 5), upper(who), len(counts))
	c.frame(names)
	width := (c.right - c.left) / float64(len(counts)) * .8
	for i, n := range counts {
		style := svg.Style{Fill: "#595959", Stroke: svg.Ink}
		if first+i <= 0 {
			style.Fill = svg.Paper
		}
		if n > 0 {
			c.Rect(c.x.At(float64(i))-width/2, c.y.At(float64(n)), width, c.y.At(0)-c.y.At(float64(n)), style)
		}
	}
	c.Text((c.left+c.right)/2, chartBottom+40, "Change, "+s.measure.unit(), svg.Font{Anchor: svg.Middle, Bold: true})
	return drawing{c.Picture, desc + " Filled bars rose; open bars fell or stayed.", table}
}
