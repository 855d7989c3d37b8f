package rules

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMutate(t *testing.T) {
	var got []string
	for _, m := range Mutate("!has(a.b) && a.on <= 'x <= 1'\n || l.all(x, x == 2)") {
		got = append(got, m.Source)
	}
	require.Equal(t, []string{
		"has(a.b) && a.on <= 'x <= 1'\n || l.all(x, x == 2)",
		"!has(a.b) || a.on <= 'x <= 1'\n || l.all(x, x == 2)",
		"!has(a.b) && a.on < 'x <= 1'\n || l.all(x, x == 2)",
		"!has(a.b) && a.on >= 'x <= 1'\n || l.all(x, x == 2)",
		"!has(a.b) && a.on <= 'x <= 1'\n && l.all(x, x == 2)",
		"!has(a.b) && a.on <= 'x <= 1'\n || l.exists(x, x == 2)",
		"!has(a.b) && a.on <= 'x <= 1'\n || l.all(x, x != 2)",
		"!has(a.b) && a.on <= 'x <= 1'\n || l.all(x, x == 3)",
		"!has(a.b) && a.on <= 'x <= 1'\n || l.all(x, x == 1)",
	}, got)
	m := Mutate("true\n  && a == 1")[1]
	require.Equal(t, 2, m.Line)
	require.Equal(t, 8, m.Column)
	require.Empty(t, Mutate("has(a.b)"))
}
