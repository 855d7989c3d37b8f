package formula_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/internal/formula"
)

func TestGuard(t *testing.T) {
	for _, cell := range []string{"=1+1", "+1", "-1", "@x", " =1", "\u00a0=1", "＝1", "\tx", "\rx", "'=1"} {
		require.Equal(t, "'"+cell, formula.Guard(cell))
	}
	for _, cell := range []string{"", "x", "a=b", "'quoted'", "2026-02-02", "3 - 2"} {
		require.Equal(t, cell, formula.Guard(cell))
	}
}

// TestNothingLost: what was guarded comes back as it was.
func TestNothingLost(t *testing.T) {
	text := rapid.StringOf(rapid.RuneFrom([]rune("'=+-@＝ \t\ra1")))
	rapid.Check(t, func(t *rapid.T) {
		cell := text.Draw(t, "cell")
		if got := formula.Unguard(formula.Guard(cell)); got != cell {
			t.Fatalf("%q came back as %q", cell, got)
		}
	})
}
