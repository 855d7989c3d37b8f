package evaluate

import (
	"math"
	"strconv"

	"github.com/acl-beacon/beacon/evaluate/stats"
	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/internal/svg"
	"github.com/acl-beacon/beacon/practice"
)

// baseRates adds what ReportOptions.BaseRates tells.
func (r *Report) baseRates(t BaseRates, partners []practice.Provider) {
	if len(partners) == 0 {
		return
	}
	var count [5]int
	grade := practice.Grade(0)
	for i := range partners {
		if before, _, ok := grades(&partners[i]); ok {
			if count[before]++; grade == 0 || count[before] > count[grade] {
				grade = before
			}
		}
	}
	blocks := []page.Block{page.Note{Label: "Re-inspection", Text: t.Compare(partners).Sentence}}
	if d, ok := t.drawFunnel(grade, partners); ok {
		blocks = append(blocks, r.figure("reinspection-funnel", d))
	}
	r.add("What becomes of providers anyway", blocks)
}

// drawnRate is one mark of the funnel.
type drawnRate struct {
	what        string
	improved, n int
	series      int
}

// kindOrder gives each kind of provider its mark.
var kindOrder = [...]practice.ProviderKind{practice.College, practice.Adult, practice.WorkBased, practice.OtherProvider}

// funnelRates are the groups of providers of one former grade by kind and region, then the partners.
func (t BaseRates) funnelRates(grade practice.Grade, partners []practice.Provider) []drawnRate {
	var list []drawnRate
	for _, row := range t.Rows {
		if row.Previous != grade || row.Kind == "" || row.Region == "" {
			continue
		}
		for i, k := range kindOrder {
			if k == row.Kind {
				list = append(list, drawnRate{string(row.Kind) + ", " + row.Region, row.Improved, row.N, i + 1})
			}
		}
	}
	own := drawnRate{what: "partners"}
	for i := range partners {
		if before, after, ok := grades(&partners[i]); ok && before == grade {
			own.n++
			own.improved += arm(after.Better(before))
		}
	}
	if own.n > 0 {
		list = append(list, own)
	}
	return list
}

func (t BaseRates) drawFunnel(grade practice.Grade, partners []practice.Provider) (drawing, bool) {
	all, ok := t.Find("", "", grade)
	if !ok || all.N < fewestForRate {
		return drawing{}, false
	}
	list := t.funnelRates(grade, partners)
	usual := float64(all.Improved) / float64(all.N)
	what := "Share of providers with grade " + strconv.Itoa(int(grade)) + " before that improved"
	table := page.Table{Caption: what, Columns: []page.Column{{Head: "Providers"}, {Head: "Improved", Number: true}, {Head: "Of", Number: true}, {Head: "95% interval of the share, per cent"}}}
	most := 10
	for _, d := range append(list, drawnRate{what: "all", improved: all.Improved, n: all.N}) {
		row := []string{d.what, strconv.Itoa(d.improved), strconv.Itoa(d.n), "fewer than ten"}
		if w, err := stats.Wilson(d.improved, d.n, 0.95); err == nil && d.n >= fewestForRate {
			row[3] = sprintf("%.0f to %.0f", 100*w.Interval.Lower, 100*w.Interval.Upper)
		}
		table.Rows = append(table.Rows, row)
		if d.what != "all" {
			most = max(most, d.n)
		}
	}
	desc := sprintf("%s, by the number of providers in a group: %d of %d in all (%.0f per cent).", what, all.Improved, all.N, 100*usual)
	caption := desc + " Within the lines 95 in 100 groups lie by chance alone. The large circle is the partners."
	return drawing{funnelPicture(list, usual, most, desc), caption, table}, true
}

func funnelPicture(list []drawnRate, usual float64, most int, desc string) *svg.Picture {
	c := newChart("Improvement at re-inspection, whoever helped", desc, []float64{0, 20, 40, 60, 80, 100}, "Improved, per cent", 1)
	ticks := svg.Ticks(0, float64(most), 6)
	c.x = svg.Scale{Min: 0, Max: ticks[len(ticks)-1], From: c.left, To: c.right}
	c.Left(c.y, svg.Labelled(c.ticks, page.Number), c.title, c.left, c.right)
	for _, v := range ticks {
		c.Text(c.x.At(v), chartBottom+18, page.Number(v), svg.Font{Anchor: svg.Middle})
	}
	c.Line(c.left, chartBottom, c.right, chartBottom, svg.Style{Stroke: svg.Ink})
	c.Text(c.right, chartBottom+40, "Providers in the group", svg.Font{Anchor: svg.End, Bold: true})
	c.Line(c.left, c.y.At(100*usual), c.right, c.y.At(100*usual), svg.Style{Stroke: svg.Ink, Width: 1.5})
	for _, side := range []float64{-1, 1} {
		var limit []svg.Point
		for n := 1.0; n <= c.x.Max; n = math.Max(n+.25, n*1.05) {
			share := usual + side*1.959964*math.Sqrt(usual*(1-usual)/n)
			limit = append(limit, svg.Point{X: c.x.At(n), Y: c.y.At(100 * math.Min(1, math.Max(0, share)))})
		}
		c.Path(limit, false, svg.Style{Stroke: svg.Faint, Width: 1.5, Dash: "6 4"})
	}
	seen := [len(kindOrder) + 1]bool{}
	for _, d := range list {
		size := 8.0
		if d.series == 0 {
			size = 15
		}
		seen[d.series] = true
		c.Mark(d.series, c.x.At(float64(d.n)), c.y.At(100*float64(d.improved)/float64(d.n)), size, d.series != 0)
	}
	x := c.left
	for i, name := range []string{"partners", "colleges", "adult and community", "work-based", "other"} {
		if seen[i] {
			c.Mark(i, x+6, chartBottom+36, 8, i != 0)
			c.Text(x+16, chartBottom+40, name, svg.Font{})
			x += 32 + svg.TextWidth(name, 12)
		}
	}
	return c.Picture
}
