package rules

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lookPoint knows units and which fields are facts.
func lookPoint(t *testing.T) *Point {
	t.Helper()
	params := []Constant{{Name: "months", Kind: Int, Value: int64(9), Unit: "months"}, {Name: "days", Kind: Int, Value: int64(30), Unit: "days"},
		{Name: "km", Kind: Double, Value: 80.0, Unit: "km"}, {Name: "plain", Kind: Int, Value: int64(2)}}
	p := testPoint(t, params...)
	works := p.Root.Field("work").Of
	works.Field("km").Unit, works.Field("km").Fact = "kilometres", true
	works.Field("review").Of.Field("grade").Unit = "weeks"
	p, problems := p.Define("span", "", "daysBetween(work.ended, today)")
	require.Empty(t, problems)
	p, problems = p.Define("small", "", "work.grade < 3")
	require.Empty(t, problems)
	return p
}

func codes(problems []Problem) string {
	all := make([]string, len(problems))
	for i, p := range problems {
		all[i] = fmt.Sprintf("%s@%d", p.Code, p.Column)
	}
	return strings.Join(all, " ")
}

func TestLook(t *testing.T) {
	point := lookPoint(t)
	for _, c := range []struct{ expr, found, old, new string }{
		{"size(work.visits) / 2 >= 3", "remainder@19", "/ 2", "/ 2.0"},
		{"work.grade / size(work.visits) > 1", "remainder@12", "/ size(work.visits)", "/ double(size(work.visits))"},
		{"(work.grade + 1) / (work.grade - 1) > 1", "remainder@18", "", ""},
		{"addDays(today, work.grade / 2) > today", "remainder@27", "", ""}, // a date is moved by whole days
		{"work.grade / 2.0 > 1 && work.km / 2 > 1", "", "", ""},
		{"(work.grade * 12) / 6 > 1 && 12 / 4 == 3 && (work.grade * 6 + 12) / -3 < 1 && work.grade / 1 > 0", "", "", ""},
		{"work.grade / work.grade == 1", "", "", ""},
		{"work.grade % 2 == 0", "", "", ""},
		{"work.visits.exists(v, v.learners / 3 > 2)", "remainder@34", "/ 3", "/ 3.0"},

		{"daysBetween(work.ended, today) <= params.months", "other-unit@32", "", ""},
		{"params.months > span", "other-unit@15", "", ""},
		{"span <= params.days && span + 3 <= params.days", "", "", ""},
		{"work.km <= params.km && params.km - 5 >= work.km", "", "", ""},
		{"work.km <= params.months", "other-unit@9", "", ""},
		{"work.km <= params.plain && work.km <= 30 && work.grade < params.months", "", "", ""},
		{"work.review.grade < span", "", "", ""}, // no parameter
		{"addWeeks(work.ended, params.months) > today", "other-unit@28", "", ""},
		{"addDays(work.ended, work.review.grade) > today", "other-unit@32", "", ""},
		{"addMonths(work.ended, params.months) > today && addDays(today, params.days) > today", "", "", ""},
		{"addDays(today, params.plain) > today", "", "", ""},
	} {
		t.Run(c.expr, func(t *testing.T) {
			p, problems := point.Compile(c.expr)
			require.Empty(t, problems)
			found := p.Look()
			assert.Equal(t, c.found, codes(found))
			if c.found == "" {
				return
			}
			assert.Equal(t, [2]string{c.old, c.new}, [2]string{found[0].Old, found[0].New})
			assert.NotEmpty(t, found[0].Hint)
			if c.old == "" {
				return
			}
			at := offset(c.expr, found[0].Line, found[0].Column)
			require.True(t, strings.HasPrefix(c.expr[at:], c.old))
			mended, problems := point.Compile(c.expr[:at]+c.new+c.expr[at+len(c.old):], Bool)
			require.Empty(t, problems)
			assert.Empty(t, mended.Look(), "once mended it is quiet")
		})
	}
}

func TestLookAtRule(t *testing.T) {
	point := lookPoint(t)
	for _, c := range []struct{ when, must, found string }{
		{"", "work.grade <= 2", ""},
		{"", "work.name != 'a' || work.name != 'b'", "always-true@1"},
		{"", "work.name == 'a' && work.name == 'b'", "never-true@1"},
		{"", "work.grade > 3 && work.grade < 3", "never-true@1"},
		{"", "work.grade > 3 && work.grade < 4", "never-true@1"},
		{"", "work.km > 3 && work.km < 4", ""},
		{"", "work.grade >= 3 || work.grade < 3", "always-true@1"},
		{"", "work.ended < date('2026-01-01') || work.ended >= date('2026-01-01')", "always-true@1"},
		{"", "work.ended <= today && work.ended > today", "never-true@1"},
		{"", "work.ended <= today && today < work.ended", "never-true@1"},
		{"", "size(work.visits) >= 0", "always-true@1"},
		{"", "size(work.visits) < 0 || work.open", "never-true@1"},
		{"", "work.open && size(work.visits) >= 0", "always-true@14"},
		{"", "work.open || !work.open", "always-true@1"},
		{"", "work.grade > params.plain && work.grade <= 2", "never-true@1"},
		{"", "small && work.grade > 3", "never-true@1"},
		{"", "small || work.grade == 5", ""},
		{"", "work.visits.exists(v, v.kind in ['first', 'follow_up'])", "always-true@23"},
		{"", "work.visits.exists(v, v.kind == 'first' && v.kind == 'follow_up')", "never-true@23"},
		{"", "size(work.visits.filter(v, v.learners > 3 && v.learners < 2)) == 0", "never-true@28"},
		{"", "true", "always-true@1"},
		{"", "work.open ? work.grade < 2 : true", ""},
		{"", "work.name in ['a', 'b'] && !(work.name in ['a', 'b', 'c'])", "never-true@1"},
		{"work.grade > 5", "work.grade > 3", "always-true@1"},
		{"work.grade > 5", "work.grade < 3", "never-true@1"},
		{"work.grade > 5", "work.grade < 9", ""},
		{"work.grade > 5 && work.grade < 2", "work.open", "when: never-true@1"},
		{"work.open || !work.open", "work.grade < 2", "when: always-true@1"},

		{"", "has(work.km) && work.km < 80", "has-fact@1"},
		{"has(work.km)", "work.km < 80 && has(work.review)", ""},

		{"", "work.visits.all(v, v.learners > 3)", "empty-list@1"},
		{"", "size(work.visits) > 0 && work.visits.all(v, v.learners > 3)", ""},
		{"", "size(work.visits) == 0 || work.visits.all(v, v.learners > 3)", ""},
		{"work.visits.size() > 2", "work.visits.all(v, v.learners > 3)", ""},
		{"work.visits.exists(v, v.kind == 'first')", "work.visits.all(v, v.learners > 3)", ""},
		{"", "work.open && work.visits.filter(v, v.kind == 'first').all(v, v.learners > 3)", "empty-list@14"},
		{"", "['a', 'b'].all(x, x in work.tags)", ""},
	} {
		t.Run(c.when+" : "+c.must, func(t *testing.T) {
			check, problems := point.Compile(c.must, Bool)
			require.Empty(t, problems)
			var when *Program
			if c.when != "" {
				when, problems = point.Compile(c.when, Bool)
				require.Empty(t, problems)
			}
			inWhen, inCheck := LookAtRule(when, check, true)
			got := codes(inCheck)
			if len(inWhen) > 0 {
				got = "when: " + codes(inWhen) + got
			}
			assert.Equal(t, c.found, got)
			_, mild := LookAtRule(when, check, false)
			assert.NotContains(t, codes(mild), CodeHasFact, "advice may ask whether something was entered")
		})
	}
}

func TestUnreached(t *testing.T) {
	point := lookPoint(t)
	var rows []*Program
	for _, expr := range []string{"work.grade > 3", "work.open", "work.grade > 4 && work.open", "work.grade >= 5", "!work.open", "work.grade == 1"} {
		p, problems := point.Compile(expr, Bool)
		require.Empty(t, problems)
		rows = append(rows, p)
	}
	assert.Equal(t, []int{2, 3, 5}, Unreached(append(rows, nil)))
	assert.Empty(t, Unreached([]*Program{rows[0], rows[3], nil})[1:])
}

// What is said to be always true, or never, is so on random facts, for random conditions.
func TestLook_oneWayIsCertain(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	point := testPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)}, Constant{Name: "limit", Kind: Int})
	told, ways := 0, map[bool]int{}
	for i := range *expressions {
		g := &generator{r: rand.New(rand.NewPCG(uint64(i), 11)), depth: 1 + i%4}
		p, problems := point.Compile(g.bool(), Bool)
		if len(problems) > 0 {
			continue
		}
		yes, no, known := comes(p, p.checked.NativeRep().Expr())
		if !known || yes && no {
			continue
		}
		require.True(t, yes || no)
		told++
		for range 20 {
			r := p.Eval(Facts{Root: unsafe.Pointer(g.facts()), Today: on("2026-03-02")})
			if r.Value != nil {
				ways[yes]++
				require.Equal(t, yes, r.Value, p.Source)
			}
		}
	}
	t.Logf("%d conditions come out one way; %v values agree", told, ways)
	require.Greater(t, told, 20)
}
