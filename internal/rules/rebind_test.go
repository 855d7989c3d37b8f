package rules

import (
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// A program that goes over to a point with other figures, or another expression under a name, is the same as one compiled
// there, by both evaluators and in a session.
func TestRebind(t *testing.T) {
	months := func(n any) []Constant {
		return []Constant{{Name: "months", Kind: Int, Value: n}, {Name: "few", Kind: Int, Value: int64(1)}}
	}
	names := []string{"due = addMonths(work.ended, params.months)", "late = today > due"}
	point := define(t, testPoint(t, months(int64(9))...), names...)
	six := point.With(Constants("params", months(int64(6))))
	none := point.With(Constants("params", months(nil)))
	early, problems := point.Redefine("due", "addMonths(work.ended, params.months + params.few)")
	require.Empty(t, problems)
	in := Facts{Root: unsafe.Pointer(wholeWork()), Today: on("2026-03-02")}
	s := NewSession()
	defer s.Close()
	s.Turn(in)
	for _, text := range []string{"late", "due == date('2026-02-28')", "due == date('2025-11-30')", "due == date('2026-03-31')",
		"has(params.months) && params.months > 6", "!late || work.open", "params.months == 9"} {
		program, problems := point.Compile(text, Bool)
		require.Empty(t, problems)
		for _, to := range []*Point{six, none, early, point} {
			fresh, problems := to.Compile(text, Bool)
			require.Empty(t, problems)
			bound := program.On(to)
			want := fresh.Reference(in)
			require.Equal(t, want, bound.Reference(in), text)
			require.Equal(t, want, bound.Eval(in), text)
			require.Equal(t, want.True(), s.Test(bound) == True, text)
			require.Equal(t, want.Missing, append([]string(nil), s.Missing()...), text)
		}
	}
	late, _ := point.Compile("late", Bool)
	require.Equal(t, []any{true, true, false}, []any{late.Eval(in).Value, late.On(six).Eval(in).Value, late.On(early).Eval(in).Value})
	require.Equal(t, []string{"params.months"}, late.On(none).Eval(in).Missing)

	_, problems = point.Redefine("due", "work.km")
	require.Len(t, problems, 1)
	_, problems = point.Redefine("due", "late")
	require.Equal(t, CodeUnknownName, problems[0].Code, "a name knows those above it alone")
}
