package svg

import (
	"math"
	"strconv"
)

// series are colours that colour-blind readers tell apart and that differ in lightness (M. Okabe and K. Ito, Color
// Universal Design, 2008; the yellow is left out, it does not read on white), each with a dash and a mark of its own.
var series = []struct{ colour, dash string }{
	{"#000000", ""},
	{"#0072b2", "7 3"},
	{"#d55e00", "2 3"},
	{"#007a5a", "9 3 2 3"},
	{"#a3407c", "4 4"},
}

// Series is how the i-th of several series is drawn: lines in Style with its colour and dash, points with Mark(i).
func Series(i int) Style {
	s := series[i%len(series)]
	return Style{Stroke: s.colour, Width: 2, Dash: s.dash}
}

// Mark draws the point of the i-th series: circle, square, diamond, triangle, cross. An open mark is hollow.
func (p *Picture) Mark(i int, x, y, size float64, open bool) {
	if !finite(x, y, size) {
		return
	}
	r := size / 2
	s := Style{Fill: series[i%len(series)].colour, Stroke: series[i%len(series)].colour, Width: 1.5}
	if open {
		s.Fill = Paper
	}
	switch i % len(series) {
	case 0:
		p.raw(`<circle cx="` + num(x) + `" cy="` + num(y) + `" r="` + num(r) + `"` + s.attributes() + "/>\n")
	case 1:
		p.Rect(x-r, y-r, size, size, s)
	case 2:
		p.Path([]Point{{x, y - r*1.25}, {x + r*1.25, y}, {x, y + r*1.25}, {x - r*1.25, y}}, true, s)
	case 3:
		p.Path([]Point{{x, y - r*1.2}, {x + r*1.2, y + r}, {x - r*1.2, y + r}}, true, s)
	default:
		s.Width = 2.5
		p.Line(x-r, y-r, x+r, y+r, s)
		p.Line(x-r, y+r, x+r, y-r, s)
	}
}

// Shade is the ground of step i of n, light to dark, and the ink that reads on it. It is one hue, so that it is as
// plain in grey; a step is written in its cell as well, so that nobody has to tell shades apart.
func Shade(i, n int) (ground, ink string) {
	light, dark := [3]float64{236, 243, 250}, [3]float64{8, 48, 107}
	t := 0.0
	if n > 1 {
		t = float64(min(max(i, 0), n-1)) / float64(n-1)
	}
	var c [3]float64
	for k := range c {
		c[k] = math.Round(light[k] + t*(dark[k]-light[k]))
	}
	y := luminance(c)
	// Contrast as WCAG 2.2 defines it: whichever ink stands out more. Only full black keeps 4.5:1 on every ground that
	// white does not.
	if (y+0.05)/0.05 >= 1.05/(y+0.05) {
		return hex(c), "#000000"
	}
	return hex(c), Paper
}

func luminance(c [3]float64) float64 {
	var y float64
	for k, weight := range [3]float64{0.2126, 0.7152, 0.0722} {
		v := c[k] / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		y += weight * v
	}
	return y
}

func hex(c [3]float64) string {
	v := int64(c[0])<<16 | int64(c[1])<<8 | int64(c[2])
	return "#" + strconv.FormatInt(1<<24|v, 16)[1:]
}
