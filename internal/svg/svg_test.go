package svg_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/internal/svg"
)

func TestTicksAreRoundAndCover(t *testing.T) {
	require.Equal(t, []float64{0, 0.1, 0.2, 0.3}, svg.Ticks(0.02, 0.3, 3))
	require.Equal(t, []float64{-2, 0, 2, 4}, svg.Ticks(-1, 3.5, 3))
	require.Equal(t, []float64{4, 4.5, 5, 5.5, 6}, svg.Ticks(5, 5, 4))
	require.Nil(t, svg.Ticks(math.NaN(), 1, 3))
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e6, 1e6).Draw(t, "low")
		high := low + rapid.Float64Range(1e-3, 1e6).Draw(t, "span")
		n := rapid.IntRange(1, 12).Draw(t, "n")
		ticks := svg.Ticks(low, high, n)
		slack := (high - low) * 1e-6
		if ticks[0] > low+slack || ticks[len(ticks)-1] < high-slack || len(ticks) < 2 || len(ticks) > n+3 {
			t.Fatalf("%v for %v to %v in %d", ticks, low, high, n)
		}
	})
}

// TestShadesReadAlsoInGrey: every step keeps 4.5:1 for its ink and is darker than the one before it.
func TestShadesReadAlsoInGrey(t *testing.T) {
	for n := 1; n <= 9; n++ {
		before := 2.0
		for i := range n {
			ground, ink := svg.Shade(i, n)
			g, k := luminance(t, ground), luminance(t, ink)
			require.GreaterOrEqual(t, (max(g, k)+0.05)/(min(g, k)+0.05), 4.5, "step %d of %d", i, n)
			require.Less(t, g, before)
			before = g
		}
	}
}

func luminance(t *testing.T, colour string) float64 {
	v, err := strconv.ParseUint(colour[1:], 16, 32)
	require.NoError(t, err)
	y := 0.0
	for k, weight := range []float64{0.0722, 0.7152, 0.2126} {
		c := float64(v>>(8*k)&255) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		y += weight * c
	}
	return y
}

// TestPictureIsNamedAndWellFormed: title and description whatever the text, and no coordinate that is not a number.
func TestPictureIsNamedAndWellFormed(t *testing.T) {
	p := svg.New(`A "title" <b>`, "What & where", 200, 100)
	nan := math.NaN()
	p.Line(nan, 0, 1, 1, svg.Style{Stroke: svg.Ink})
	p.Rect(0, math.Inf(1), 1, 1, svg.Style{})
	p.Path([]svg.Point{{X: 1, Y: 1}, {X: nan, Y: 2}}, false, svg.Series(1))
	p.Mark(4, 10, 10, nan, false)
	p.Text(nan, 2, "x", svg.Font{})
	for i := range 6 {
		p.Mark(i, float64(i)*10, 50, 8, i%2 == 0)
		p.Path([]svg.Point{{X: 1, Y: 1}, {X: 2, Y: 2}}, i == 0, svg.Series(i))
	}
	p.Bottom(svg.Scale{Min: 0, Max: 1, From: 10, To: 90}, svg.Labelled([]float64{0, 1}, func(v float64) string { return strconv.Itoa(int(v)) }), "x", 80, 10)
	out := p.SVG()
	require.NotContains(t, string(out), "NaN")
	require.NotContains(t, string(out), "Inf")
	d := xml.NewDecoder(bytes.NewReader(out))
	var names []string
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		if e, ok := token.(xml.StartElement); ok {
			names = append(names, e.Name.Local)
		}
	}
	require.Equal(t, []string{"svg", "title", "desc"}, names[:3])
	require.Equal(t, out, p.SVG(), "drawing twice gives the same bytes")
}

func TestWrapLosesNothing(t *testing.T) {
	require.Equal(t, []string{"a practice", "that moves"}, svg.Wrap("a  practice that moves", 10, 60))
	require.Equal(t, []string{"Cydweithredu"}, svg.Wrap("Cydweithredu", 10, 5))
	require.Empty(t, svg.Wrap(" ", 10, 5))
}
