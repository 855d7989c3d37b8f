package rules

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

var expressions = flag.Int("expressions", 3000, "how many random expressions to compare")

// same holds the fast evaluator to the reference: value, missing facts and whether there is a fault.
func same(t *testing.T, p *Program, f Facts) {
	t.Helper()
	want, got := p.Reference(f), p.fast.eval(f, 1_000_000)
	if closures := *p.fast; closures.asks != nil { // they are asked where memory does not decide, and would have said the same
		closures.asks = nil
		require.True(t, closures.eval(f, 1_000_000).Equal(got), p.Source)
	}
	if fmt.Sprint(want.Value) != fmt.Sprint(got.Value) || !equalPaths(want.Missing, got.Missing) || (want.Err == nil) != (got.Err == nil) {
		t.Fatalf("%s\nreference: %v missing %v fault %v\nfast:      %v missing %v fault %v", p.Source, want.Value, want.Missing,
			want.Err, got.Value, got.Missing, got.Err)
	}
}

func equalPaths(a, b []string) bool { return strings.Join(a, " ") == strings.Join(b, " ") }

// generator writes random expressions that have a type.
type generator struct {
	r     *rand.Rand
	depth int
	vars  []string // comprehension variables over visits
}

func (g *generator) pick(all ...string) string { return all[g.r.IntN(len(all))] }

func (g *generator) bool() string {
	if g.depth <= 0 {
		return g.boolLeaf()
	}
	g.depth--
	defer func() { g.depth++ }()
	switch g.r.IntN(17) {
	case 16:
		return g.pick("("+g.bool()+g.pick(" < ", " <= ", " > ", " >= ")+g.bool()+")", "({'a': 1, 'b': 2}['"+g.pick("a", "b", "c")+"'] == "+g.int()+")",
			"([1, 2] == [1"+g.pick("", ", 2")+"])", "(1u < 2u)", "({'a': [1, 2]}['a'].exists(n, n == 2) && "+g.bool()+")")
	case 0, 1, 2:
		return "(" + g.bool() + " && " + g.bool() + ")"
	case 3, 4, 5:
		return "(" + g.bool() + " || " + g.bool() + ")"
	case 6:
		return "!" + g.bool()
	case 7:
		return "(" + g.bool() + " ? " + g.bool() + " : " + g.bool() + ")"
	case 8:
		compare := g.pick(" < ", " <= ", " > ", " >= ", " == ", " != ")
		if g.r.IntN(2) == 0 { // with a constant, on either side
			constant := g.pick("0", "1", "2", "5", "-3", "9223372036854775807", "(-9223372036854775807 - 1)", "params.months")
			if g.r.IntN(3) == 0 {
				return "(" + constant + compare + g.int() + ")"
			}
			return "(" + g.int() + compare + constant + ")"
		}
		return "(" + g.int() + compare + g.int() + ")"
	case 9:
		return "(" + g.double() + g.pick(" < ", " <= ", " > ", " >= ", " == ", " != ") + g.double() + ")"
	case 10:
		return "(" + g.day() + g.pick(" < ", " <= ", " > ", " >= ", " == ", " != ") + g.day() + ")"
	case 11:
		return "(" + g.text() + g.pick(" == ", " != ", " < ") + g.text() + ")"
	case 12, 13:
		return g.loop(g.pick("exists", "all", "exists_one"))
	case 14:
		if g.r.IntN(2) == 0 {
			return g.pick("("+g.text()+" in work.tags)", "work.tags."+g.pick("exists", "all")+"(t, t == "+g.text()+")", "(size(work.tags.filter(t, t != "+g.text()+")) < 2)")
		}
		if g.r.IntN(3) == 0 {
			return g.text() + g.pick(".startsWith(", ".endsWith(", ".contains(") + g.pick("'W'", "'fir'", "'t'", g.text()) + ")"
		}
		if g.r.IntN(4) == 0 {
			return g.text() + ".matches('" + g.pick("^f.*t$", "W", "^$") + "')"
		}
		if g.r.IntN(4) == 0 {
			return g.pick("("+g.text()+" in ["+g.text()+", 'W'])", "("+g.day()+" in [today, "+g.day()+"])", "("+g.bool()+" in [true, "+g.bool()+"])",
				"["+g.text()+", 'first']."+g.pick("exists", "all", "exists_one")+"(t, t == "+g.text()+")", "([1, 2, "+g.int()+"]["+g.int()+"] > 1)",
				"(sum(["+g.int()+", 2]) > avg([1.5, "+g.double()+"]))", "[1, 2, 3].exists(n, n == work.grade)",
				"(size(["+g.int()+", 3].filter(n, n > 1)) == 1)", "("+g.double()+" in [12.5, work.km])")
		}
		return "(" + g.text() + " in ['W', 'first', 'follow_up'])"
	}
	return "(" + g.int() + g.pick(" < ", " >= ") + g.double() + ")"
}

func (g *generator) loop(macro string) string {
	v := fmt.Sprintf("v%d", len(g.vars))
	list := "work.visits"
	if g.r.IntN(3) == 0 {
		list = "work.visits.filter(" + v + ", " + g.within(v, (*generator).bool) + ")"
	}
	return list + "." + macro + "(" + v + ", " + g.within(v, (*generator).bool) + ")"
}

func (g *generator) within(v string, of func(*generator) string) string {
	g.vars = append(g.vars, v)
	defer func() { g.vars = g.vars[:len(g.vars)-1] }()
	return of(g)
}

func (g *generator) boolLeaf() string {
	leaves := []string{"true", "false", "work.open", "(work.open == false)", "(work.open != true)", "(work.ended == date('2025-05-31'))",
		"(work.review.due > date('2025-12-31'))", "(date('2025-12-31') != work.ended)", "(work.km < 80)", "(12.5 <= work.km)", "(work.km != 12.5)",
		"(work.name == 'W')", "('W' != work.name)", "(size(work.tags) < 2)", "has(work.tags)", "has(work.visits)", "has(work.ended)",
		"('a' in work.notes)", "(work.name in work.counts)", "has(work.notes.a)", "has(work.counts.b)", "(work.counts.b > 1)", "has(work.counts)",
		"work.notes.exists(k, work.notes[k] == work.name)", "work.counts.all(k, work.counts[k] > work.grade)", "has(work.review)", "has(work.review.due)", "has(work.review.grade)", "has(work.km)",
		"has(work.name)", "has(params.limit)", "(1 / work.grade == 1)", "(work.grade == 2)"}
	for _, v := range g.vars {
		leaves = append(leaves, "has("+v+".learners)", "("+v+".kind == 'first')", "("+v+".learners > 5)", "("+v+".learners > work.grade)")
	}
	return g.pick(leaves...)
}

func (g *generator) int() string {
	leaves := []string{"0", "1", "7", "-3", "work.grade", "work.review.grade", "params.months", "params.limit", "size(work.visits)", "size(work.name)", "9223372036854775807",
		"size(work.notes)", "size(work.counts)", "work.counts['a']", "work.counts.b"}
	for _, v := range g.vars {
		leaves = append(leaves, v+".learners", "size("+v+".kind)")
	}
	if g.depth <= 0 {
		return g.pick(leaves...)
	}
	g.depth--
	defer func() { g.depth++ }()
	v := fmt.Sprintf("v%d", len(g.vars))
	switch g.r.IntN(10) {
	case 0:
		return "(" + g.int() + g.pick(" + ", " - ", " * ", " / ", " % ") + g.int() + ")"
	case 1:
		return "-(" + g.int() + ")"
	case 2:
		return "(" + g.bool() + " ? " + g.int() + " : " + g.int() + ")"
	case 3:
		return g.pick("daysBetween", "monthsBetween") + "(" + g.day() + ", " + g.day() + ")"
	case 4:
		return g.pick("year", "month", "academicYear") + "(" + g.day() + ")"
	case 5:
		return "work.visits.filter(" + v + ", " + g.within(v, (*generator).bool) + ").size()"
	case 6:
		return "size(work.visits.map(" + v + ", " + g.within(v, (*generator).int) + "))"
	case 7:
		return "sum(work.visits.map(" + v + ", " + g.within(v, (*generator).int) + "))"
	}
	return g.pick(leaves...)
}

func (g *generator) double() string {
	if g.depth <= 0 || g.r.IntN(3) == 0 {
		return g.pick("0.0", "12.5", "-1.5", "work.km", "work.km")
	}
	g.depth--
	defer func() { g.depth++ }()
	v := fmt.Sprintf("v%d", len(g.vars))
	switch g.r.IntN(5) {
	case 0:
		return "(" + g.double() + g.pick(" + ", " - ", " * ", " / ") + g.double() + ")"
	case 1:
		return "(" + g.bool() + " ? " + g.double() + " : " + g.double() + ")"
	case 2:
		return g.pick("avg", "median", "sum") + "(work.visits.map(" + v + ", " + g.within(v, (*generator).double) + "))"
	case 3:
		return g.pick("avg", "median") + "(work.visits.map(" + v + ", " + g.within(v, (*generator).int) + "))"
	}
	return "double(" + g.int() + ")"
}

func (g *generator) day() string {
	if g.depth <= 0 || g.r.IntN(2) == 0 {
		return g.pick("today", "work.ended", "work.review.due", "date('2025-08-31')")
	}
	g.depth--
	defer func() { g.depth++ }()
	if g.r.IntN(4) == 0 {
		return "(" + g.bool() + " ? " + g.day() + " : " + g.day() + ")"
	}
	return g.pick("addDays", "addWeeks", "addMonths") + "(" + g.day() + ", " + g.int() + ")"
}

func (g *generator) text() string {
	leaves := []string{"'W'", "''", "work.name", "work.name", "work.tags[0]", "work.notes.a", "work.notes[work.name]"}
	for _, v := range g.vars {
		leaves = append(leaves, v+".kind", v+".id")
	}
	if g.depth <= 0 || g.r.IntN(3) > 0 {
		return g.pick(leaves...)
	}
	g.depth--
	defer func() { g.depth++ }()
	return g.pick("work.tags["+g.int()+"]", "("+g.text()+" + "+g.text()+")", "dayOfWeek("+g.day()+")", "("+g.bool()+" ? "+g.text()+" : "+g.text()+")")
}

func (g *generator) facts() *work {
	w := &work{open: g.r.IntN(2) == 0}
	if g.r.IntN(2) == 0 {
		w.name = g.pick("W", "first", "Ärger")
	}
	if g.r.IntN(2) == 0 {
		w.ended = on("2025-05-31")
	}
	if g.r.IntN(2) == 0 {
		w.km = []float64{12.5, 80, -1}[g.r.IntN(3)]
	}
	if g.r.IntN(2) == 0 {
		w.grade = int64(g.r.IntN(4))
	}
	if g.r.IntN(2) == 0 {
		w.review = &review{grade: int64(g.r.IntN(3))}
		if g.r.IntN(2) == 0 {
			w.review.due = on("2026-02-28")
		}
	}
	if g.r.IntN(2) == 0 {
		w.tags = [][]string{{}, {"W"}, {"", "first"}}[g.r.IntN(3)]
	}
	w.notes = []map[string]string{nil, {}, {"a": "W"}, {"a": "", "W": "first"}}[g.r.IntN(4)]
	w.counts = []map[string]int{nil, {}, {"a": 2}, {"a": 0, "b": 5, "first": 1}}[g.r.IntN(4)]
	for i := range g.r.IntN(4) {
		v := visit{kind: []string{"", "first", "follow_up"}[g.r.IntN(3)], learner: int64(g.r.IntN(9))}
		if g.r.IntN(3) > 0 {
			v.id = fmt.Sprintf("V-%d", i)
		}
		w.visits = append(w.visits, v)
	}
	return w
}

// The two evaluators agree on random expressions over random facts with unknowns. -short runs a part; a long run is
// go test ./internal/rules -run FastIsTheSame -expressions 100000.
func TestFastIsTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	params := []Constant{{Name: "months", Kind: Int, Value: int64(9)}, {Name: "limit", Kind: Int}}
	points := []*Point{testPoint(t, params...), directPoint(t, params...)}
	n := *expressions
	covered, evaluations := 0, 0
	for i := range n {
		point := points[i%2]
		g := &generator{r: rand.New(rand.NewPCG(uint64(i), 7)), depth: 1 + i/2%5}
		p, problems := point.Compile(g.bool())
		if len(problems) > 0 {
			if problems[0].Code != CodeTooLarge && problems[0].Code != CodeUnknownValue {
				t.Fatalf("the generator wrote an expression that is none: %+v", problems)
			}
			continue
		}
		if !p.Covered() {
			continue
		}
		covered++
		for range 10 {
			f := Facts{Root: unsafe.Pointer(g.facts())}
			if g.r.IntN(4) > 0 {
				f.Today = on("2026-03-02")
			}
			same(t, p, f)
			evaluations++
		}
	}
	t.Logf("%d expressions, %d covered, %d evaluations, none different", n, covered, evaluations)
	require.Greater(t, covered, n*8/10, "most of what the generator writes is covered")
}

func TestFastCoversAndAgrees(t *testing.T) {
	point := testPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)}, Constant{Name: "limit", Kind: Int})
	full := work{name: "W", ended: on("2025-05-31"), km: 12.5, grade: 2, review: &review{due: on("2026-02-28")},
		visits: []visit{{"V-1", "first", 10}, {"V-2", "follow_up", 0}}}
	for _, text := range []string{
		"work.review.due <= addMonths(work.ended, params.months)",
		"work.visits.filter(v, v.learners > 3).map(v, v.kind).size() > 0",
		"work.visits.exists(v, work.visits.exists(w, w.kind != v.kind))",
		"work.name.startsWith('W') && work.name.matches('^[A-Z]$')",
		"work.km == 12.5 && work.km < 80 && work.km * 2 == 25",
		"sum(work.visits.map(v, v.learners)) > 3",
		"work.tags.exists(t, t == 'W') || 'W' in work.tags || work.tags[size(work.tags) - 1] == 'W'",
		"work.open > false && false <= (work.km > 3.0)",
		"{'a': 1, 'b': 2}['b'] == work.grade && [1, 2] != [2] && size({1u: b'a'}) == 1 && [[0], [1]][1][0] == 1",
		"work.open || {'a': 1}['b'] == work.grade", "['a', 'b'].join('+') == work.name || date('2025-01-31') in [date('2025-01-31')]",
	} {
		p, problems := point.Compile(text)
		require.Empty(t, problems, text)
		require.True(t, p.Covered(), text)
		direct, problems := directPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)}).Compile(text)
		require.Empty(t, problems, text)
		for _, w := range []*work{&full, {}, {visits: []visit{{"V-1", "", 10}, {"V-2", "first", 0}}}} {
			same(t, p, Facts{Root: unsafe.Pointer(w), Today: on("2026-03-02")})
			same(t, direct, Facts{Root: unsafe.Pointer(w), Today: on("2026-03-02")})
		}
	}
}

// The budget ends a loop inside a loop, with a fault and not an answer.
func TestBudget(t *testing.T) {
	point := testPoint(t)
	p, problems := point.Compile("work.visits.all(a, work.visits.all(b, work.visits.all(c, a.learners + b.learners + c.learners >= 0)))")
	require.Empty(t, problems)
	require.True(t, p.Covered())
	w := work{visits: make([]visit, 300)}
	for i := range w.visits {
		w.visits[i].learner = 1
	}
	require.ErrorContains(t, p.Eval(Facts{Root: unsafe.Pointer(&w)}).Err, "the limit on its cost was reached")
	require.Error(t, p.Reference(Facts{Root: unsafe.Pointer(&w)}).Err)
}

// A rule over scalars and lists allocates nothing.
func TestFastAllocatesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("under the race detector pools forget what they hold, now and then")
	}
	point := directPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)})
	w := work{name: "W", open: true, ended: on("2025-05-31"), km: 12.5, grade: 2, review: &review{due: on("2026-02-28")},
		visits: []visit{{"V-1", "first", 10}, {"V-2", "follow_up", 4}}}
	p, problems := point.Compile("work.open && work.km < 80 && work.review.due <= addMonths(work.ended, params.months) && " +
		"work.visits.all(v, v.learners > 3) && work.name in ['W', 'X'] && work.visits.filter(v, v.learners > 5).size() == 1")
	require.Empty(t, problems)
	f := Facts{Root: unsafe.Pointer(&w), Today: on("2026-03-02")}
	require.True(t, p.Eval(f).True())
	require.Zero(t, testing.AllocsPerRun(100, func() { p.fast.eval(f, 1000) }))
}

func BenchmarkEval(b *testing.B) {
	point := directPoint(&testing.T{}, Constant{Name: "months", Kind: Int, Value: int64(9)})
	w := work{name: "W", open: true, ended: on("2025-05-31"), km: 12.5, grade: 2, review: &review{due: on("2026-02-28")},
		visits: []visit{{"V-1", "first", 10}, {"V-2", "follow_up", 4}}}
	f := Facts{Root: unsafe.Pointer(&w), Today: on("2026-03-02")}
	for name, text := range map[string]string{
		"scalars": "work.open && work.km < 80 && work.grade <= 2",
		"dates":   "work.review.due <= addMonths(work.ended, params.months)",
		"lists":   "work.visits.all(v, v.learners > 3) && work.visits.exists(v, v.kind == 'follow_up')",
	} {
		p, _ := point.Compile(text)
		b.Run(name+"/fast", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Eval(f)
			}
		})
		b.Run(name+"/cel-go", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Reference(f)
			}
		})
	}
}
