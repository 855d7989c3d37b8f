package rules

import (
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// define makes a point with definitions, each given as name = expression.
func define(t *testing.T, point *Point, definitions ...string) *Point {
	t.Helper()
	for _, d := range definitions {
		name, source, _ := strings.Cut(d, " = ")
		next, problems := point.Define(name, "what "+name+" means", source)
		require.Empty(t, problems, d)
		point = next
	}
	return point
}

func wholeWork() *work {
	return &work{name: "W", open: true, ended: on("2025-05-31"), km: 12.5, grade: 2, review: &review{due: on("2026-02-28"), grade: 1},
		visits: []visit{{"V-1", "first", 9}, {"V-2", "follow_up", 5}}, tags: []string{"a"}}
}

// An expression with names is the same as one with what they stand for, by both evaluators.
func TestDefine(t *testing.T) {
	point := testPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)})
	named := define(t, point, "due = addMonths(work.ended, params.months)", "late = today > due",
		"rated = work.grade <= 2", "good = rated && !late", "big = work.visits.filter(v, v.learners > 3)", "rev = work.review",
		"share = 10 / size(work.visits)", "most = work.visits.exists(v, v.learners > work.grade)")
	for _, c := range []struct{ with, without string }{
		{"due <= today", "addMonths(work.ended, params.months) <= today"},
		{"late", "today > addMonths(work.ended, params.months)"},
		{"good || work.open", "(work.grade <= 2 && !(today > addMonths(work.ended, params.months))) || work.open"},
		{"size(big) > 0", "size(work.visits.filter(v, v.learners > 3)) > 0"},
		{"big.exists(x, x.kind == 'follow_up')", "work.visits.filter(v, v.learners > 3).exists(x, x.kind == 'follow_up')"},
		{"work.visits.exists(v, most && v.kind == 'follow_up')",
			"work.visits.exists(v, work.visits.exists(w, w.learners > work.grade) && v.kind == 'follow_up')"},
		{"has(rev.due) && rev.due <= due", "has(work.review.due) && work.review.due <= addMonths(work.ended, params.months)"},
		{"work.visits.exists(work, rated)", "work.visits.exists(v, work.grade <= 2)"},
		{"share > 2", "10 / size(work.visits) > 2"},
		{"rated ? late : !late", "work.grade <= 2 ? today > addMonths(work.ended, params.months) : !(today > addMonths(work.ended, params.months))"},
	} {
		a, problems := named.Compile(c.with, Bool)
		require.Empty(t, problems, c.with)
		b, problems := point.Compile(c.without, Bool)
		require.Empty(t, problems, c.without)
		assert.True(t, a.Covered(), c.with)
		for _, in := range []*work{{}, {open: true}, wholeWork(), {ended: on("2025-05-31"), visits: []visit{{id: "V-1"}}}} {
			for _, today := range []string{"2026-03-02", ""} {
				f := Facts{Root: unsafe.Pointer(in)}
				if today != "" {
					f.Today = on(today)
				}
				want := b.Eval(f)
				for name, got := range map[string]Result{"fast": a.Eval(f), "reference": a.Reference(f)} {
					assert.Equal(t, want.Value, got.Value, "%s by the %s", c.with, name)
					assert.Equal(t, want.Missing, got.Missing, "%s by the %s", c.with, name)
					assert.Equal(t, want.Err == nil, got.Err == nil, "%s by the %s", c.with, name)
				}
			}
		}
		assert.Equal(t, b.Reads(), a.Reads(), c.with)
	}
}

// A fault in a definition is told at the place where its name stands, by both evaluators.
func TestDefine_faults(t *testing.T) {
	point := define(t, testPoint(t), "share = 10 / size(work.visits)", "half = share / 2")
	for _, expr := range []string{"work.open || share > 2", "work.open || half > 2"} {
		program, problems := point.Compile(expr, Bool)
		require.Empty(t, problems)
		f := Facts{Root: unsafe.Pointer(&work{})}
		for name, r := range map[string]Result{"fast": program.Eval(f), "reference": program.Reference(f)} {
			var at *EvalError
			require.ErrorAs(t, r.Err, &at, name)
			assert.Equal(t, [2]int{1, 14}, [2]int{at.Line, at.Column}, name)
			assert.Contains(t, at.Message, "division by zero", name)
		}
	}
}

func TestDefine_refuses(t *testing.T) {
	point := define(t, testPoint(t), "rated = work.grade <= 2")
	for _, c := range []struct {
		name, source string
		code         Code
	}{
		{"work", "true", CodeNameTaken}, {"today", "true", CodeNameTaken}, {"params", "true", CodeNameTaken}, {"rated", "true", CodeNameTaken},
		{"size", "true", CodeNameTaken}, {"addMonths", "true", CodeNameTaken}, {"if", "true", CodeNameTaken},
		{"x", "work.gradee", CodeUnknownField}, {"x", "x", CodeUnknownName}, {"x", "null", CodeWrongResult}, {"x", "1 +", CodeSyntax},
		{"x", "work.visits.exists(rated, rated.learners > 1)", CodeNameTaken},
	} {
		_, problems := point.Define(c.name, "", c.source)
		require.NotEmpty(t, problems, "%s = %s", c.name, c.source)
		assert.Equal(t, c.code, problems[0].Code, "%s = %s", c.name, c.source)
	}
}

// Names that stand for names that stand for names cannot make more work than a long expression.
func TestDefine_limits(t *testing.T) {
	point := define(t, testPoint(t), "a = work.grade + work.grade + work.grade + work.grade")
	for i := range 20 {
		before := string(rune('a' + i))
		next, problems := point.Define(string(rune('b'+i)), "", before+" + "+before+" + "+before)
		if len(problems) > 0 {
			assert.Equal(t, CodeTooLarge, problems[0].Code)
			return
		}
		point = next
	}
	t.Fatal("nothing was refused")
}

// A trace shows what a name stands for, and what that read.
func TestDefine_trace(t *testing.T) {
	point := define(t, testPoint(t), "due = addMonths(work.ended, 9)")
	program, problems := point.Compile("today <= due && work.open", Bool)
	require.Empty(t, problems)
	_, c := program.Trace(Facts{Root: unsafe.Pointer(wholeWork()), Today: on("2026-03-02")})
	require.Len(t, c.Parts, 2)
	assert.Equal(t, []Read{{"due", "what due means", on("2026-02-28")}, {"today", "the day of the decision", on("2026-03-02")}, {"work.ended", "", on("2025-05-31")}}, c.Parts[0].Reads)
	assert.Equal(t, "28 February 2026, first day 2 March 2026: 2 days early", c.Parts[0].Distance)
	assert.Equal(t, []string{"due"}, program.Uses())
}
