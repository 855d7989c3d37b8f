package rules

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What spreadsheet users write is told in plain words, and put right where that is certain.
func TestSlips(t *testing.T) {
	point := testPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)})
	for _, c := range []struct{ expr, mended, says string }{
		{"work.open and work.grade <= 2", "work.open && work.grade <= 2", "write &&"},
		{"work.open OR work.grade <= 2", "work.open || work.grade <= 2", "write ||"},
		{"NOT(work.open)", "!(work.open)", "write !"},
		{"NOT work.open", "", "write !( … )"},
		{"AND(work.open, work.open)", "", "this && that"},
		{"work.grade = 2", "work.grade == 2", "write =="},
		{"work.grade === 2", "work.grade == 2", "write =="},
		{"work.grade =< 2", "work.grade <= 2", "write <="},
		{"work.grade <> 2", "work.grade != 2", "write !="},
		{"work.grade ≤ 2 && work.grade ≠ 1", "work.grade <= 2 && work.grade != 1", "write <="},
		{"work.km < 3,5", "work.km < 3.5", "write 3.5"},
		{"work.km < 1,000", "", "write 1000, or 1.000 with a point"},
		{"work.km > 50%", "work.km > 0.5", "write the share as 0.5"},
		{"work.km > 100% && work.open", "work.km > 1.0 && work.open", "write the share as 1.0"},
		{"work.km < £500", "work.km < 500", "write the number alone"},
		{"work.name == ‘x’", "work.name == 'x'", "write 'x'"},
		{"work.name == “the x”", "work.name == 'the x'", "write 'the x'"},
		{"work.ended < 2026-03-31", "work.ended < date('2026-03-31')", "write date('2026-03-31')"},
		{"work.ended < 2026-3-1", "work.ended < date('2026-03-01')", "write date('2026-03-01')"},
		{"work.ended < 31/03/2026", "work.ended < date('2026-03-31')", "write date('2026-03-31')"},
		{"work.ended < 03/04/2026", "", "write year, month and day"},
		{"work.ended < 2026-02-30", "", "write a date as"},
		{"work.ended < date('31/03/2026')", "work.ended < date('2026-03-31')", ""},
		{"work.ended < TODAY()", "work.ended < today", "is called today"},
		{"work.ended < today()", "work.ended < today", "is called today"},
		{"work.ended < now", "work.ended < today", "is called today"},
		{"TRUE", "true", "write true"},
		{"IF(work.open, 1, 2) == 1", "", "condition ? one : other"},
		{"ISBLANK(work.name)", "", "write !has(…)"},
		{"LEN(work.name) > 3", "size(work.name) > 3", "write size"},
		{"YEAR(work.ended) == 2026", "year(work.ended) == 2026", "write year"},
		{"EDATE(work.ended; 3) < today", "addMonths(work.ended, 3) < today", "write addMonths"},
		{"work.name & 'x' == 'y'", "", "texts are joined with +"},
		{"work.open | work.open", "", "or is written ||"},
		{"work.name contains 'x'", "", "write text.contains('part')"},
		{"work.grade between 1 and 2", "", "write from <= value"},
		{"work.name is 'x'", "", "write =="},
		{"addDays(work.ended, 30 days) < today", "", "addDays(date, number)"},
		{"work.grade\u00a0== 2", "work.grade == 2", "an ordinary space"},
		{"wrok.grade == 2", "work.grade == 2", "did you mean"},
		{"work.gradee == 2", "work.grade == 2", "did you mean"},
		{"work.visits.exists(v, v.kind == \"followup\")", "work.visits.exists(v, v.kind == \"follow_up\")", "did you mean"},
		{"work.visits.exists(v, v.kind == follow_up)", "work.visits.exists(v, v.kind == 'follow_up')", "in quotes"},
	} {
		t.Run(c.expr, func(t *testing.T) {
			_, problems := point.Compile(c.expr, Bool)
			require.NotEmpty(t, problems)
			assert.Contains(t, problems[0].Hint, c.says)
			assert.Equal(t, c.mended, mendAll(point, c.expr))
		})
	}
}

// mendAll makes certain mends one by one until the expression is right; empty when some are missing.
func mendAll(point *Point, source string) string {
	for range 10 {
		_, problems := point.Compile(source, Bool)
		if len(problems) == 0 {
			return source
		}
		p := problems[0]
		if p.Old == "" {
			return ""
		}
		at := offset(source, p.Line, p.Column)
		source = source[:at] + p.New + source[at+len(p.Old):]
	}
	return ""
}

// What is right is never a slip, whatever it looks like.
func TestSlips_onlyWhereThereAreProblems(t *testing.T) {
	point := testPoint(t)
	for _, expr := range []string{"work.name == 'a AND b = 3,5'", "work.grade % 2 == 1", "[1,2].exists(x, x == 1)", "work.name == \"NOT\"",
		"work.grade in [1,2]", "addDays(work.ended,30) < today"} {
		_, problems := point.Compile(expr, Bool)
		assert.Empty(t, problems, expr)
		assert.Empty(t, point.findSlips(expr), expr)
	}
}
