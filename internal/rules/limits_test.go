package rules

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/caldate"
)

func limitedPoint(t *testing.T, l Limits) *Point {
	t.Helper()
	p, err := NewPoint(testPoint(t).Root, nil, Options{Limits: l})
	require.NoError(t, err)
	return p
}

// Each limit on what is written refuses an expression beyond it, with the code too-large, and lets through one within it.
func TestLimits_ofExpressions(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("(", n) + "true" + strings.Repeat(")", n) }
	for name, tt := range map[string]struct {
		limits         Limits
		within, beyond string
	}{
		"length":       {Limits{Length: 20}, "work.grade == 2", "work.grade == 2 && work.grade == 2"},
		"nesting":      {Limits{Nesting: 20}, nested(3), nested(40)},
		"nodes":        {Limits{Nodes: 20}, "work.grade == 2", strings.Repeat("work.open || ", 20) + "true"},
		"loops":        {Limits{Loops: 1}, "work.visits.all(v, true)", "work.visits.all(v, work.visits.all(w, true))"},
		"regex":        {Limits{Regex: 20}, "work.name.matches('^a')", "work.name.matches('(a|b){50}')"},
		"length, 4000": {Limits{}, strings.Repeat("true||", 100) + "true", strings.Repeat("true||", 700) + "true"},
		"nesting, 100": {Limits{}, nested(20), nested(500)},
		"loops, 3": {Limits{}, "work.visits.all(a, work.visits.all(b, work.visits.all(c, true)))",
			"work.visits.all(a, work.visits.all(b, work.visits.all(c, work.visits.all(d, true))))"},
		"regex, 500": {Limits{}, "work.name.matches('[a-z]{1,20}')", "work.name.matches('([a-z]{1,30}){1,30}')"},
	} {
		point := limitedPoint(t, tt.limits)
		_, problems := point.Compile(tt.within, Bool)
		require.Empty(t, problems, name)
		_, problems = point.Compile(tt.beyond, Bool)
		require.NotEmpty(t, problems, name)
		require.Contains(t, []Code{CodeTooLarge, CodeBadLiteral}, problems[0].Code, "%s: %+v", name, problems[0])
	}
}

// Each limit on what is judged makes a rule fail beyond it, so that it opens nothing.
func TestLimits_ofFacts(t *testing.T) {
	for name, tt := range map[string]struct {
		limits Limits
		expr   string
		within work
		beyond work
		says   string
	}{
		"entries of a list": {Limits{List: 3}, "work.visits.all(v, !has(v.id))", work{visits: make([]visit, 3)}, work{visits: make([]visit, 4)}, "a list has 4 entries; the limit is 3"},
		"searched list":     {Limits{List: 3}, "'a' in work.tags", work{tags: []string{"a"}}, work{tags: make([]string, 4)}, "a list has 4 entries"},
		"filtered list":     {Limits{List: 3}, "size(work.visits.filter(v, v.kind == 'first')) >= 0", work{visits: make([]visit, 3)}, work{visits: make([]visit, 4)}, "a list has 4 entries"},
		"keys of a map":     {Limits{List: 1}, "work.notes.exists(k, k == 'x')", work{notes: map[string]string{"a": "b"}}, work{notes: map[string]string{"a": "b", "c": "d"}}, "a list has 2 entries"},
		"trimmed text":      {Limits{Text: 10}, "work.name.trim() != ''", work{name: "abc"}, work{name: strings.Repeat("b", 11)}, "a text has 11 bytes"},
		"made text":         {Limits{Text: 10}, "work.name + 'abcdef' != ''", work{name: "abc"}, work{name: strings.Repeat("b", 9)}, "a text has 15 bytes"},
		"searched text":     {Limits{Text: 10}, "work.name.contains('a')", work{name: "abc"}, work{name: strings.Repeat("b", 11)}, "a text has 11 bytes; the limit is 10"},
		"matched text":      {Limits{Text: 10}, "work.name.matches('a')", work{name: "abc"}, work{name: strings.Repeat("b", 11)}, "a text has 11 bytes"},
		"doubled text": {Limits{Text: 100}, "size(" + strings.Repeat("(", 4) + "work.name" + strings.Repeat(" + work.name)", 4) + ") > 0",
			work{name: "a"}, work{name: strings.Repeat("b", 30)}, "the limit is 100"},
		"replaced text": {Limits{Text: 100}, "size(work.name.replace('b', '0123456789')) > 0", work{name: "b"}, work{name: strings.Repeat("b", 20)}, "a text would have 200 bytes"},
		"cost":          {Limits{Cost: 100}, "work.visits.all(v, work.visits.all(w, true))", work{visits: make([]visit, 3)}, work{visits: make([]visit, 50)}, "the limit on its cost was reached"},
		"cost of searching": {Limits{Cost: 100}, "work.visits.all(v, !('x' in work.tags))", work{visits: make([]visit, 10), tags: make([]string, 10)},
			work{visits: make([]visit, 50), tags: make([]string, 6400)}, "the limit on its cost was reached"},
		"cost of matching": {Limits{Cost: 100}, "work.visits.all(v, !work.name.matches('^x'))", work{visits: make([]visit, 10), name: "a"},
			work{visits: make([]visit, 50), name: strings.Repeat("b", 6400)}, "the limit on its cost was reached"},
	} {
		p, problems := limitedPoint(t, tt.limits).Compile(tt.expr, Bool)
		require.Empty(t, problems, name)
		require.True(t, p.Covered(), name)
		if strings.HasPrefix(name, "cost") && referenceOnly {
			continue
		}
		require.NoError(t, p.Eval(Facts{Root: unsafe.Pointer(&tt.within)}).Err, name)
		within, beyond := Facts{Root: unsafe.Pointer(&tt.within)}, Facts{Root: unsafe.Pointer(&tt.beyond)}
		require.ErrorContains(t, p.Eval(beyond).Err, tt.says, name)
		if strings.HasPrefix(name, "cost") {
			continue // the reference counts in cel-go's units and not in turns of loops
		}
		require.NoError(t, p.Reference(within).Err, name)
		fault, same := p.Reference(beyond).Err.(*EvalError), p.Eval(beyond).Err.(*EvalError)
		require.Equal(t, same.Message, fault.Message, name)
	}
}

// What all tests of a session may spend together, and what stops it from outside.
func TestLimits_ofSessions(t *testing.T) {
	p, problems := testPoint(t).Compile("work.visits.all(v, work.visits.all(w, v.id != 'x'))", Bool)
	require.Empty(t, problems)
	w := work{}
	for range 20 {
		w.visits = append(w.visits, visit{id: "V"})
	}
	s := NewSession()
	defer s.Close()
	in := Facts{Root: unsafe.Pointer(&w), Limit: 1000}
	for round := range 2 {
		s.Turn(in)
		want := []Truth{True, True, Fault, Fault}
		if referenceOnly {
			want = []Truth{True, Fault, Fault, Fault} // cel-go counts more for the same
		}
		require.Equal(t, want, []Truth{s.Test(p), s.Test(p), s.Test(p), s.Test(p)}, round)
		require.ErrorContains(t, s.Err(), "the rules of this decision take too long")
	}
	over := errors.New("the time is over")
	s.Turn(Facts{Root: unsafe.Pointer(&w), Stop: func() error { return over }})
	require.Equal(t, Fault, s.Test(p))
	require.ErrorContains(t, s.Err(), "the time is over")
}

// A panic below, of a getter or of the checker, is a fault of the expression and takes nothing else down.
func TestPanicsAreFaults(t *testing.T) {
	root := &Record{Name: "roots", Fields: []*Field{
		{Name: "broken", Kind: Bool, Bool: func(unsafe.Pointer) (bool, bool) { panic("the getter is broken") }},
		{Name: "on", Kind: Date, Date: func(unsafe.Pointer) caldate.Day { panic(fmt.Errorf("so is this one")) }},
	}}
	point, err := NewPoint(root, nil, Options{})
	require.NoError(t, err)
	var facts int
	f := Facts{Root: unsafe.Pointer(&facts)}
	for expr, says := range map[string]string{"broken": "the getter is broken", "on > date('2026-01-01')": "so is this one"} {
		p, problems := point.Compile(expr, Bool)
		require.Empty(t, problems)
		require.ErrorContains(t, p.Eval(f).Err, says)
		require.Error(t, p.Reference(f).Err)
		r, _ := p.Trace(f)
		require.ErrorContains(t, r.Err, says)
		require.Empty(t, Opens(nil, p, f, nothingFixed).Changes)
	}
	point.env = nil // the checker beneath breaks
	p, problems := point.Compile("broken", Bool)
	require.Nil(t, p)
	require.Equal(t, CodeInternal, problems[0].Code)
}
