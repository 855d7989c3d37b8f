package svg_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/svg"
)

// TestTicksEnd: values that differ by a rounding, or lie where a number has no neighbour one step away, give a few ticks
// that cover them.
func TestTicksEnd(t *testing.T) {
	for _, c := range []struct{ min, max float64 }{
		{0.3, 0.30000000000000004}, {1, 1 + 2e-16}, {0, 5e-324}, {1e17, 1e17}, {1e17, 1e17 + 16}, {-1e90, -1e90}, {-1e90, 1e90},
		{-1e-310, 1e-310}, {1e90, 1e90 * (1 + 1e-9)},
	} {
		ticks := svg.Ticks(c.min, c.max, 6)
		require.GreaterOrEqual(t, len(ticks), 2, "%v", c)
		require.LessOrEqual(t, len(ticks), 20, "%v", c)
		for i, v := range ticks {
			require.False(t, math.IsNaN(v) || math.IsInf(v, 0), "%v: %v", c, ticks)
			require.True(t, i == 0 || v > ticks[i-1], "%v: %v", c, ticks)
		}
		slack := 1e-8 * math.Max(math.Abs(c.min), math.Abs(c.max))
		require.LessOrEqual(t, ticks[0], c.min+slack)
		require.GreaterOrEqual(t, ticks[len(ticks)-1], c.max-slack)
	}
	require.Nil(t, svg.Ticks(-math.MaxFloat64, math.MaxFloat64, 6))
	require.Nil(t, svg.Ticks(0, math.Inf(1), 6))
}

// TestAnyTextIsXML: a picture stands in a file of its own, in which some characters may not be, escaped or not.
func TestAnyTextIsXML(t *testing.T) {
	text := "a\x00b\x0bc\x1b\ufffe\xffd"
	p := svg.New(text, text, 100, 100)
	p.Text(10, 10, text, svg.Font{})
	d := xml.NewDecoder(bytes.NewReader(p.SVG()))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
	}
}
