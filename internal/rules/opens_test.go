package rules

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

func nothingFixed(string) bool { return false }

// What each shape of expression says of itself and what would make it true, over facts that are full and over none.
func TestOpens_golden(t *testing.T) {
	point := testPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)}, Constant{Name: "limit", Kind: Int})
	full := func() *work {
		return &work{name: "W", ended: on("2025-05-31"), km: 12.5, grade: 2, review: &review{due: on("2026-03-02")},
			visits: []visit{{"V-1", "first", 10}, {"", "follow_up", 0}}, tags: []string{"a"}}
	}
	var text strings.Builder
	for _, expr := range []string{
		"work.review.due <= addMonths(work.ended, params.months)", "work.review.due < today", "work.review.due >= date('2026-03-05')", "work.review.due > today",
		"work.review.due == date('2026-03-01')", "date('2026-03-01') > work.review.due",
		"work.grade >= 3", "work.grade < 2", "work.grade > 2", "work.grade <= 1", "work.grade != 2", "work.km < 12", "2 > work.grade", "work.open && work.grade == 3",
		"!work.open || true", "!(work.grade == 2)", "has(work.review.grade)", "has(work.review) && has(work.tags)", "has(work.review.grade) && work.review.grade > 2",
		"work.visits.all(v, v.learners > 5)", "work.visits.exists(v, v.kind == 'first' && v.learners > 20)", "!work.visits.exists(v, v.kind == 'first')",
		"work.visits.filter(v, v.kind == 'follow_up').all(v, v.learners >= 3)", "work.visits.filter(v, v.kind == 'follow_up').exists(v, v.learners >= 3)",
		"work.visits.all(v, work.visits.exists(w, w.kind != v.kind))", "work.tags.all(t, t == 'b')", "work.tags.exists(t, t == 'b')",
		"size(work.visits) >= 4", "size(work.visits) <= 1", "size(work.visits.filter(v, v.kind == 'follow_up')) >= 2", "'b' in work.tags && 'c' in work.tags",
		"work.name in ['X', 'Y']", "work.name in work.tags", "work.name.startsWith('A')", "work.name.matches('^[0-9]+$')", "work.open ? work.grade > 5 : work.grade > 1 && work.km > 20",
		"daysBetween(work.ended, today) <= 30", "work.review.due <= today && work.review.due > today", "sum(work.visits.map(v, v.learners)) > 30",
		"work.review.grade == params.limit", "work.grade + work.review.grade > 9", "1 / (work.grade - 2) == 1", "dayOfWeek(work.review.due) == 'friday'",
	} {
		p, problems := point.Compile(expr, Bool)
		require.Empty(t, problems, expr)
		for i, w := range []*work{full(), {}} {
			f := Facts{Root: unsafe.Pointer(w), Today: on("2026-03-02")}
			r, c := p.Trace(f)
			require.Equal(t, p.Eval(f), r)
			if i == 0 {
				fmt.Fprintf(&text, "== %s\n", expr)
			}
			writeForTest(&text, c, "  ")
			if r.Value != true {
				for _, line := range Opens(nil, p, f, nothingFixed).Lines() {
					fmt.Fprintf(&text, "    > %s\n", line)
				}
			}
		}
	}
	const file = "testdata/opens.golden"
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text.String()), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), text.String(), "run with -update if the change is meant")
}

func writeForTest(b *strings.Builder, c Clause, indent string) {
	fmt.Fprintf(b, "%s%s %s = %s", indent, c.Of, c.Text, Format(c.Value))
	if c.Distance != "" {
		fmt.Fprintf(b, " (%s)", c.Distance)
	}
	fmt.Fprintf(b, " %s\n", c.Fault)
	for _, part := range c.Parts {
		writeForTest(b, part, indent+"  ")
	}
}

// Looking for a remedy neither changes the facts nor panics, says the same twice, and keeps to its bound; a trace comes to
// what the evaluator does. What is found makes the expression true, each of its facts being needed.
func TestOpens_randomExpressions(t *testing.T) {
	point := testPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)}, Constant{Name: "limit", Kind: Int})
	asked, found := 0, 0
	for i := range 400 {
		g := &generator{r: rand.New(rand.NewPCG(uint64(i), 11)), depth: 1 + i%4}
		p, problems := point.Compile(g.bool())
		if len(problems) > 0 || !p.Covered() {
			continue
		}
		f := Facts{Root: unsafe.Pointer(g.facts()), Today: on("2026-03-02")}
		before := p.Reference(f)
		plain, c := p.Trace(f)
		require.True(t, plain.Equal(before), "%s: %+v is not %+v", p.Source, plain, before)
		if c.Joined == "" && c.Fault == "" {
			require.Equal(t, plain.Value, c.Value)
		}
		if before.Value == true {
			continue
		}
		asked++
		s := &solver{tracing: p.tracing(f), fixed: nothingFixed}
		goals := []*part{p.explained().root}
		steps, is := s.find(goals)
		require.Less(t, s.trials, 2*maxTrials, p.Source)
		require.True(t, before.Equal(p.Reference(f)), "the facts are as they were")
		require.Equal(t, Opens(nil, p, f, nothingFixed), Opens(nil, p, f, nothingFixed))
		if !is {
			continue
		}
		found++
		require.True(t, s.reaches(goals, steps), "%s: %v", p.Source, s.changes(goals, steps))
		for j := range steps {
			without := append(append([]step{}, steps[:j]...), steps[j+1:]...)
			require.False(t, s.reaches(goals, without), "%s: %s is not needed", p.Source, s.changes(goals, steps)[j])
		}
	}
	t.Logf("%d expressions that do not hold, a remedy for %d", asked, found)
	require.Greater(t, found*10, asked*3, "the expressions are at random, and some can never hold")
}
