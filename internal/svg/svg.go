// Package svg draws the pictures of reports: a few shapes on a canvas that a screen reader can name, that reads in grey
// and to colour-blind readers, and that gives the same bytes for the same input.
//
// A plotting library would bring fonts and a PDF writer, and draws pictures without title and description; what reports
// need is rectangles, lines, marks and words. The rules each picture follows: title and description say what there is to
// see; no meaning is carried by colour alone (Series gives a mark and a dash with each colour, Shade an ink that is read
// on it); nothing is smaller than 11 units, which is 11 CSS pixels at the picture's own width.
package svg

import (
	"bytes"
	"html"
	"math"
	"strconv"
	"strings"
)

// Ink and Faint are the colours of words and of what stands behind them; Paper is the ground. Ink on Paper has a contrast
// of 17:1, Faint of 7:1.
const (
	Ink   = "#1b1b1b"
	Faint = "#595959"
	Rule  = "#c4c4c4"
	Paper = "#ffffff"
)

// Picture is a canvas with its origin at the top left. Make it with New.
type Picture struct {
	Title, Desc   string
	Width, Height float64 // in CSS pixels
	body          bytes.Buffer
}

// New returns an empty picture. Its title names it in a few words, its description says what there is to see.
func New(title, desc string, width, height float64) *Picture {
	return &Picture{Title: title, Desc: desc, Width: width, Height: height}
}

// SVG returns the picture as one element, which stands in a page or in a file of its own.
func (p *Picture) SVG() []byte {
	var w bytes.Buffer
	size := num(p.Width) + ` ` + num(p.Height)
	w.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="` + escape(p.Title+". "+p.Desc) +
		`" viewBox="0 0 ` + size + `" width="` + num(p.Width) + `" height="` + num(p.Height) +
		`" font-family="system-ui, 'Segoe UI', 'Noto Sans', Arial, sans-serif">` + "\n")
	w.WriteString("<title>" + escape(p.Title) + "</title>\n<desc>" + escape(p.Desc) + "</desc>\n")
	w.WriteString(`<rect width="` + num(p.Width) + `" height="` + num(p.Height) + `" fill="` + Paper + `"/>` + "\n")
	w.Write(p.body.Bytes())
	w.WriteString("</svg>\n")
	return w.Bytes()
}

// Style is how a shape is drawn: an empty Fill or Stroke is none, a zero Width is 1.
type Style struct {
	Fill, Stroke string
	Width        float64
	Dash         string // stroke-dasharray
	Opacity      float64
}

func (s Style) attributes() string {
	fill := s.Fill
	if fill == "" {
		fill = "none"
	}
	a := ` fill="` + fill + `"`
	if s.Stroke != "" {
		a += ` stroke="` + s.Stroke + `"`
		if s.Width != 0 {
			a += ` stroke-width="` + num(s.Width) + `"`
		}
		if s.Dash != "" {
			a += ` stroke-dasharray="` + s.Dash + `"`
		}
	}
	if s.Opacity != 0 {
		a += ` opacity="` + num(s.Opacity) + `"`
	}
	return a
}

// A shape with a coordinate that is not a finite number is not drawn: there is no place where it would be true.

// Rect draws a rectangle from its top left corner.
func (p *Picture) Rect(x, y, width, height float64, s Style) {
	if finite(x, y, width, height) {
		p.raw(`<rect x="` + num(x) + `" y="` + num(y) + `" width="` + num(width) + `" height="` + num(height) + `"` + s.attributes() + "/>\n")
	}
}

// Line draws a line.
func (p *Picture) Line(x1, y1, x2, y2 float64, s Style) {
	if finite(x1, y1, x2, y2) {
		p.raw(`<line x1="` + num(x1) + `" y1="` + num(y1) + `" x2="` + num(x2) + `" y2="` + num(y2) + `"` + s.attributes() + "/>\n")
	}
}

// Point is a place in the picture.
type Point struct{ X, Y float64 }

// Path draws straight lines from point to point, closed for an area.
func (p *Picture) Path(points []Point, closed bool, s Style) {
	var d bytes.Buffer
	for i, q := range points {
		if !finite(q.X, q.Y) {
			return
		}
		if i > 0 {
			d.WriteString(" L")
		}
		d.WriteString(num(q.X) + " " + num(q.Y))
	}
	if d.Len() == 0 {
		return
	}
	if closed {
		d.WriteString(" Z")
	}
	p.raw(`<path d="M` + d.String() + `"` + s.attributes() + "/>\n")
}

// Anchor is the part of a text that stands at its place.
type Anchor string

// The three anchors.
const (
	Start  Anchor = "start"
	Middle Anchor = "middle"
	End    Anchor = "end"
)

// Font is how a text is set: size 12, Ink and Start when zero.
type Font struct {
	Size   float64
	Anchor Anchor
	Bold   bool
	Colour string
	Turn   float64 // degrees, clockwise, around its place
}

// Text writes one line with its baseline at y.
func (p *Picture) Text(x, y float64, text string, f Font) {
	if !finite(x, y) || text == "" {
		return
	}
	if f.Size == 0 {
		f.Size = 12
	}
	if f.Colour == "" {
		f.Colour = Ink
	}
	a := ` font-size="` + num(f.Size) + `" fill="` + f.Colour + `"`
	if f.Anchor != "" && f.Anchor != Start {
		a += ` text-anchor="` + string(f.Anchor) + `"`
	}
	if f.Bold {
		a += ` font-weight="600"`
	}
	if f.Turn != 0 {
		a += ` transform="rotate(` + num(f.Turn) + ` ` + num(x) + ` ` + num(y) + `)"`
	}
	p.raw(`<text x="` + num(x) + `" y="` + num(y) + `"` + a + ">" + escape(text) + "</text>\n")
}

func (p *Picture) raw(s string) { p.body.WriteString(s) }

// escape writes text as it may stand in XML, where some characters may not be even escaped: they are left out.
func escape(text string) string {
	return html.EscapeString(strings.Map(func(c rune) rune {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0xfffe || c == 0xffff {
			return -1
		}
		return c
	}, text))
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// num writes a coordinate with at most two decimals.
func num(v float64) string {
	v = math.Round(v*100) / 100
	if v == 0 {
		v = 0 // no minus sign
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
