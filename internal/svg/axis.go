package svg

import (
	"math"
	"strings"
)

// Scale maps values from Min to Max onto places from From to To. A scale of one value puts it in the middle.
type Scale struct{ Min, Max, From, To float64 }

// At is the place of a value.
func (s Scale) At(v float64) float64 {
	if s.Max == s.Min {
		return (s.From + s.To) / 2
	}
	return s.From + (v-s.Min)/(s.Max-s.Min)*(s.To-s.From)
}

// Ticks returns round values, 1, 2 or 5 times a power of ten apart, that cover min to max in about n steps: the first
// is at or below min and the last at or above max. Values that differ by no more than rounding count as one, with room
// around it. It is nil where min or max is no number or beyond ±1e300, max is below min, or n below 1.
func Ticks(min, max float64, n int) []float64 {
	size := math.Max(math.Abs(min), math.Abs(max))
	if !(size <= 1e300) || max < min || n < 1 {
		return nil
	}
	// A step far below the last digit of a value would never get past it.
	if max-min <= math.Max(1e-9*size, 1e-300) {
		around := math.Max(1, 1e-6*size)
		min, max = min-around, max+around
	}
	raw := (max - min) / float64(n)
	step := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5, 10} {
		if m*step >= raw*(1-1e-9) {
			step *= m
			break
		}
	}
	first, last := math.Floor(min/step+1e-9), math.Ceil(max/step-1e-9)
	ticks := make([]float64, 0, n+2)
	for k := first; k <= last; k++ {
		// A multiple of the step, rounded to its own decimals: 0.3 and not 0.30000000000000004.
		digits := math.Max(0, -math.Floor(math.Log10(step)))
		ticks = append(ticks, math.Round(k*step*math.Pow(10, digits))/math.Pow(10, digits))
	}
	return ticks
}

// Tick is a labelled value of an axis.
type Tick struct {
	Value float64
	Label string
}

// Labelled gives each value its label.
func Labelled(values []float64, label func(float64) string) []Tick {
	ticks := make([]Tick, len(values))
	for i, v := range values {
		ticks[i] = Tick{v, label(v)}
	}
	return ticks
}

// Bottom draws an axis along y, its labels under it and the title under them; each tick has a rule up to top.
func (p *Picture) Bottom(s Scale, ticks []Tick, title string, y, top float64) {
	for _, t := range ticks {
		x := s.At(t.Value)
		p.Line(x, top, x, y, Style{Stroke: Rule})
		p.Text(x, y+16, t.Label, Font{Anchor: Middle})
	}
	p.Line(s.From, y, s.To, y, Style{Stroke: Ink})
	p.Text((s.From+s.To)/2, y+36, title, Font{Anchor: Middle, Bold: true})
}

// Left draws an axis along x, its labels left of it and the title turned beside them; each tick has a rule to right.
func (p *Picture) Left(s Scale, ticks []Tick, title string, x, right float64) {
	widest := 0.0
	for _, t := range ticks {
		y := s.At(t.Value)
		p.Line(x, y, right, y, Style{Stroke: Rule})
		p.Text(x-8, y+4, t.Label, Font{Anchor: End})
		widest = math.Max(widest, TextWidth(t.Label, 12))
	}
	p.Line(x, s.From, x, s.To, Style{Stroke: Ink})
	p.Text(x-18-widest, (s.From+s.To)/2, title, Font{Anchor: Middle, Bold: true, Turn: -90})
}

// TextWidth is about how wide a text of that size is: no font is at hand, so it is the mean width of a letter with a
// little to spare.
func TextWidth(text string, size float64) float64 {
	return 0.56 * size * float64(len([]rune(text)))
}

// Wrap breaks a text into lines of about that width, at spaces. A word that is wider stays whole.
func Wrap(text string, size, width float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case TextWidth(line+" "+word, size) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
