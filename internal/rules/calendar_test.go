package rules

import (
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/internal/caldate"
)

func testCalendar() *Calendar {
	return &Calendar{From: on("2025-08-01"), To: on("2026-07-31"), Terms: []Term{
		{"autumn 2025", on("2025-09-08"), on("2025-12-12")}, {"spring 2026", on("2026-01-05"), on("2026-03-27")},
		{"summer 2026", on("2026-04-13"), on("2026-07-10")}},
		Closed: []caldate.Day{on("2026-04-06"), on("2025-12-25"), on("2025-12-26"), on("2026-01-01"), on("2026-04-03"), on("2026-04-04"), on("2026-04-06")}}
}

func calendarPoint(t *testing.T, c *Calendar) *Point {
	t.Helper()
	plain := testPoint(t)
	p, err := NewPoint(plain.Root, nil, Options{Calendar: c})
	require.NoError(t, err)
	return p
}

// Every case is judged by both evaluators, and the fast one covers it.
func TestCalendarFunctions(t *testing.T) {
	for _, tt := range []struct {
		expr    string
		want    any
		missing []string
	}{
		// 24 December is a Wednesday; Christmas, Boxing Day and New Year's Day are closed.
		{"addWorkingDays(date('2025-12-24'), 1)", on("2025-12-29"), nil},
		{"addWorkingDays(date('2025-12-29'), -1)", on("2025-12-24"), nil},
		{"addWorkingDays(date('2025-12-27'), -1)", on("2025-12-24"), nil},
		{"addWorkingDays(date('2025-12-27'), 0)", on("2025-12-27"), nil},
		{"workingDaysBetween(date('2025-12-24'), date('2026-01-02'))", int64(4), nil},
		{"workingDaysBetween(date('2026-01-02'), date('2025-12-24'))", int64(-4), nil},
		{"workingDaysBetween(date('2026-04-02'), date('2026-04-07'))", int64(1), nil},
		{"workingDaysBetween(date('2026-07-31'), date('2026-08-03'))", nil, []string{"calendar.closed_days"}},
		{"addWorkingDays(date('2026-07-31'), 1)", nil, []string{"calendar.closed_days"}},
		{"workingDaysBetween(work.ended, date('2026-08-03'))", nil, []string{"work.ended"}},
		{"addWorkingDays(today, 9223372036854775807) == today || true", true, nil},
		{"inTerm(date('2025-09-08')) && inTerm(date('2025-12-12')) && !inTerm(date('2025-12-13'))", true, nil},
		{"term(date('2025-12-12'))", "autumn 2025", nil},
		{"term(date('2025-12-13'))", "", nil},
		{"termEnds(date('2025-12-13'))", on("2026-03-27"), nil},
		{"inTerm(date('2025-08-01'))", false, nil},
		{"termEnds(date('2025-08-01'))", on("2025-12-12"), nil},
		{"inTerm(date('2026-07-31'))", false, nil},
		{"termEnds(date('2026-07-31'))", nil, []string{"calendar.terms"}},
		{"term(date('2026-08-01'))", nil, []string{"calendar.terms"}},
		{"inTerm(work.ended)", nil, []string{"work.ended"}},
		{"today <= termEnds(today) || inTerm(date('2030-01-01'))", true, nil},
	} {
		p, problems := calendarPoint(t, testCalendar()).Compile(tt.expr)
		require.Empty(t, problems, tt.expr)
		require.True(t, p.Covered(), tt.expr)
		for _, judge := range []func(Facts) Result{p.Eval, p.Reference} {
			got := judge(Facts{Root: unsafe.Pointer(&work{}), Today: on("2026-03-02")})
			require.NoError(t, got.Err, tt.expr)
			require.Equal(t, tt.want, got.Value, tt.expr)
			require.Equal(t, tt.missing, got.Missing, tt.expr)
		}
	}
}

func TestCalendarThatSaysNothing(t *testing.T) {
	for _, c := range []*Calendar{nil, {}} {
		for expr, missing := range map[string]string{"workingDaysBetween(today, today) == 0": closedDaysName,
			"addWorkingDays(today, 1) > today": closedDaysName, "inTerm(today)": termsName, "term(today) == ''": termsName} {
			p, problems := calendarPoint(t, c).Compile(expr)
			require.Empty(t, problems, expr)
			for _, judge := range []func(Facts) Result{p.Eval, p.Reference} {
				require.Equal(t, []string{missing}, judge(Facts{Root: unsafe.Pointer(&work{}), Today: on("2026-03-02")}).Missing, expr)
			}
		}
	}
	p, problems := calendarPoint(t, &Calendar{YearStarts: time.September}).Compile("academicYear(date('2026-08-31')) == 2025 && academicYear(date('2026-09-01')) == 2026")
	require.Empty(t, problems)
	require.True(t, p.Covered())
	require.True(t, p.Eval(Facts{Root: unsafe.Pointer(&work{})}).True())
	require.True(t, p.Reference(Facts{Root: unsafe.Pointer(&work{})}).True())
}

func TestCalendarCheck(t *testing.T) {
	for where, c := range map[string]Calendar{
		"/year_starts":   {YearStarts: 13},
		"/to":            {From: on("2026-01-02"), To: on("2026-01-01")},
		"/closed_days/1": {Closed: []caldate.Day{on("2026-01-02"), 0}},
		"/terms/0":       {Terms: []Term{{"", on("2026-01-02"), on("2026-01-02")}}},
		"/terms/1":       {Terms: []Term{{"a", on("2026-01-02"), on("2026-01-05")}, {"b", on("2026-01-05"), on("2026-01-09")}}},
	} {
		at, err := c.Check()
		require.Error(t, err)
		require.Equal(t, where, at)
	}
	_, err := testCalendar().Check()
	require.NoError(t, err)
}

// Counting by steps of one day agrees with counting by weeks, and the two functions undo one another.
func TestWorkingDays_property(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := on("2025-08-01")
		c := &Calendar{Closed: []caldate.Day{}}
		for range rapid.IntRange(0, 40).Draw(t, "closed") {
			c.Closed = append(c.Closed, base.AddDays(rapid.IntRange(0, 400).Draw(t, "day")))
		}
		open := map[caldate.Day]bool{}
		for d := base.AddDays(-100); d < base.AddDays(600); d++ {
			open[d] = d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
		}
		for _, d := range c.Closed {
			open[d] = false
		}
		c = c.prepared()
		from := base.AddDays(rapid.IntRange(0, 400).Draw(t, "from"))
		n := rapid.IntRange(-40, 40).Draw(t, "n")
		want, step := from, 1
		if n < 0 {
			step = -1
		}
		for left := n; left != 0; {
			want = want.AddDays(step)
			if open[want] {
				left -= step
			}
		}
		got, known := c.addWorkingDays(from, n)
		if !known || got != want {
			t.Fatalf("%s and %d working days is %s, not %s", from, n, want, got)
		}
		if back, _ := c.workingDaysBetween(from, got); n >= 0 && back != n {
			t.Fatalf("from %s to %s are %d working days, not %d", from, got, n, back)
		}
	})
}

// What the list of functions shows can be written as it stands and says what is true.
func TestFunctionExamples(t *testing.T) {
	p := calendarPoint(t, testCalendar())
	for _, f := range Functions() {
		require.NotEmpty(t, f.Doc, f.Name)
		if f.Name == "has" {
			continue // its field is of another record
		}
		program, problems := p.Compile(f.Example, Bool)
		require.Empty(t, problems, f.Example)
		r := program.Eval(Facts{Root: unsafe.Pointer(&work{}), Today: on("2026-03-02")})
		require.NoError(t, r.Err, f.Example)
		require.Equal(t, r, program.Reference(Facts{Root: unsafe.Pointer(&work{}), Today: on("2026-03-02")}), f.Example)
	}
}

func TestStringFunctionsAreCovered(t *testing.T) {
	p := testPoint(t)
	for _, expr := range []string{
		"work.name.lowerAscii() == 'w' && work.name.upperAscii() == 'W'", "work.name.trim() != ''", "work.name.replace('W', 'X') == 'X'",
		"size(work.name.split('')) > 0", "'W' in work.name.split(',')", "work.name.split(',')[0] == 'W'", "work.name.substring(5) == ''",
		"work.name.substring(0, 1) == work.name.charAt(0)", "work.name.indexOf('W') == 0 && work.name.lastIndexOf('W', 0) == 0",
		"work.name.split(',').exists(x, x == 'W')", "int(work.name) == 3", "string(work.grade) == '2'", "double('1.5') > 1", "int(work.km) == 12",
		"work.name.replace(work.name, work.name, work.grade) == 'W'",
	} {
		program, problems := p.Compile(expr)
		require.Empty(t, problems, expr)
		require.True(t, program.Covered(), expr)
		for _, w := range []*work{{name: "W", km: 12.5, grade: 2}, {}, {name: "a,W"}} {
			same(t, program, Facts{Root: unsafe.Pointer(w)})
		}
	}
}
