package rules

import (
	"strings"
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

// Each clause goes, whether it is a comparison, a macro or a part of one, and nothing else does.
func TestDrops(t *testing.T) {
	program, problems := testPoint(t).Compile("has(work.review) && (work.visits.exists(v, has(v.kind) || v.learners > 2) || work.open)\n && !work.open")
	require.Empty(t, problems)
	var got []string
	for _, m := range program.Drops() {
		got = append(got, m.From+" -> "+strings.ReplaceAll(m.Source, "\n", " "))
		require.Empty(t, m.To)
	}
	require.Equal(t, []string{
		"has(work.review) -> true && (work.visits.exists(v, has(v.kind) || v.learners > 2) || work.open) && !work.open",
		"work.visits.exists(v, has(v.kind) || v.learners > 2) || work.open -> has(work.review) && true && !work.open",
		"work.visits.exists(v, has(v.kind) || v.learners > 2) -> has(work.review) && (false || work.open) && !work.open",
		"has(v.kind) -> has(work.review) && (work.visits.exists(v, false || v.learners > 2) || work.open) && !work.open",
		"v.learners > 2 -> has(work.review) && (work.visits.exists(v, has(v.kind) || false) || work.open) && !work.open",
		"work.open -> has(work.review) && (work.visits.exists(v, has(v.kind) || v.learners > 2) || false) && !work.open",
		"!work.open -> has(work.review) && (work.visits.exists(v, has(v.kind) || v.learners > 2) || work.open) && true",
	}, got)
}
