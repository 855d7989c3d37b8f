package rules

import (
	"fmt"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

func TestOpens_tmp(t *testing.T) {
	point := testPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)}, Constant{Name: "limit", Kind: Int})
	full := func() *work {
		return &work{name: "W", ended: on("2025-05-31"), km: 12.5, grade: 2, review: &review{due: on("2026-03-02")},
			visits: []visit{{"V-1", "first", 10}, {"", "follow_up", 0}}, tags: []string{"a"}}
	}
	for _, expr := range []string{
		"work.review.due <= addMonths(work.ended, params.months)",
		"work.grade >= 3", "work.grade < 2", "work.km < 12", "work.open && work.grade == 3", "!work.open || true",
		"has(work.review.grade)", "has(work.review.grade) && work.review.grade > 2",
		"work.visits.all(v, v.learners > 5)", "work.visits.exists(v, v.kind == 'first' && v.learners > 20)",
		"size(work.visits) >= 4", "size(work.visits.filter(v, v.kind == 'follow_up')) >= 2", "size(work.visits) <= 1",
		"'b' in work.tags", "work.name in ['X', 'Y']", "work.name.startsWith('A')", "work.open ? work.grade > 5 : work.grade > 1 && work.km > 20",
		"daysBetween(work.ended, today) <= 30", "work.review.due <= today && work.review.due > today",
		"sum(work.visits.map(v, v.learners)) > 30", "work.visits.all(v, v.kind == 'first')",
		"work.review.grade == params.limit", "work.grade + work.review.grade > 9",
	} {
		for _, w := range []*work{full(), {}} {
			p, problems := point.Compile(expr, Bool)
			require.Empty(t, problems, expr)
			f := Facts{Root: unsafe.Pointer(w), Today: on("2026-03-02")}
			_, c := p.Trace(f)
			r := Opens(nil, p, f, func(string) bool { return false })
			fmt.Printf("%s = %v [%s]\n", expr, c.Value, c.Distance)
			for _, x := range c.Parts {
				fmt.Printf("      %s %s %v %s\n", x.Of, x.Text, x.Value, x.Distance)
			}
			var all []string
			for _, ch := range r.Changes {
				all = append(all, fmt.Sprintf("%s: %s -> %s %s", ch.Path, Format(ch.Has), Format(ch.To), ch.Or))
			}
			fmt.Printf("    %d trials: %s\n", r.Trials, strings.Join(all, "; "))
		}
	}
}
