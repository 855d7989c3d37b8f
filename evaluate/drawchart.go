package evaluate

import (
	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/internal/svg"
)

// chart is a picture with periods along the bottom.
type chart struct {
	*svg.Picture
	x, y        svg.Scale
	left, right float64 // of the frame, a little wider than x
	ticks       []float64
	title       string // of the axis of values
}

const (
	chartTop    = 44.0
	chartBottom = 300.0
)

func newChart(title, desc string, ticks []float64, axis string, n int) *chart {
	widest := 0.0
	for _, t := range ticks {
		widest = max(widest, svg.TextWidth(page.Number(t), 12))
	}
	left, right := drawMargin+widest+30, drawWidth-drawMargin
	inset := (right - left) / float64(2*n)
	return &chart{
		Picture: svg.New(title, desc, drawWidth, chartBottom+48),
		left:    left, right: right,
		x:     svg.Scale{Min: 0, Max: float64(n - 1), From: left + inset, To: right - inset},
		y:     svg.Scale{Min: ticks[0], Max: ticks[len(ticks)-1], From: chartBottom, To: chartTop},
		ticks: ticks, title: axis,
	}
}

// frame draws both axes; where names of periods do not fit, every second, third or so is written.
func (c *chart) frame(names []string) {
	c.Left(c.y, svg.Labelled(c.ticks, page.Number), c.title, c.left, c.right)
	c.Line(c.left, chartBottom, c.right, chartBottom, svg.Style{Stroke: svg.Ink})
	widest := 0.0
	for _, n := range names {
		widest = max(widest, svg.TextWidth(n, 12)+10)
	}
	step := 1
	if len(names) > 1 {
		for room := (c.x.To - c.x.From) / float64(len(names)-1); float64(step)*room < widest && step < len(names); {
			step++
		}
	}
	for i := 0; i < len(names); i += step {
		c.Text(c.x.At(float64(i)), chartBottom+18, names[i], svg.Font{Anchor: svg.Middle})
	}
}

// breakAt marks the start of the work before the i-th period.
func (c *chart) breakAt(i int) {
	at := c.x.At(float64(i) - .5)
	c.Line(at, chartTop-8, at, chartBottom, svg.Style{Stroke: svg.Ink, Width: 1.5, Dash: "3 3"})
	c.Text(at, chartTop-16, "start of the work", svg.Font{Anchor: svg.Middle})
}

// legend names the series in the bottom margin.
func (c *chart) legend(names []string) {
	x := c.x.From
	for i, n := range names {
		c.Line(x, chartBottom+38, x+28, chartBottom+38, svg.Series(i))
		c.Mark(i, x+14, chartBottom+38, 6, i == 1)
		c.Text(x+34, chartBottom+42, n, svg.Font{})
		x += 60 + svg.TextWidth(n, 12)
	}
}

// whisker draws the i-th effect with its interval along a line.
func whisker(p *svg.Picture, i int, x svg.Scale, y float64, e *Effect) {
	style := svg.Series(i)
	style.Dash = ""
	if v := e.Interval; v != nil {
		p.Line(x.At(v.Lower), y, x.At(v.Upper), y, style)
		for _, end := range []float64{v.Lower, v.Upper} {
			p.Line(x.At(end), y-6, x.At(end), y+6, style)
		}
	}
	p.Mark(i, x.At(e.Value), y, 10, e.Interval == nil)
}

// signedNumber writes a tick of an axis of effects.
func signedNumber(x float64) string {
	if x > 0 {
		return "+" + page.Number(x)
	}
	return page.Number(x)
}
