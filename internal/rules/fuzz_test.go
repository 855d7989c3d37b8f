package rules

import (
	"testing"
	"unicode/utf8"
	"unsafe"
)

// Any text is either a program that gives exactly one of a value, missing facts or a fault, or problems whose places lie
// inside it. Nothing panics.
func FuzzCompile(f *testing.F) {
	for _, seed := range []string{
		"", "true", "work.grade <= 2", "work.review.due <= addMonths(work.ended, params.months)", "work.visits.all(v, v.learners > 0)",
		"work.name.matches('(a+)+$')", "has(work.review.due) ? 1 : 2", "date('2026-02-30')", "[1, 2.0, 'x']", "{'a': 1}", "work.visits[3].kind == ''",
		"1/0 == 1 || work.open", "sum([]) + avg([1.5])", "addMonths(today, 9223372036854775807)", "work.name + work.name == \"\\u0000\"",
		"work.visits.map(v, work.visits.map(w, work.visits.map(x, work.visits.map(y, 1))))", "((((((((((((((((1))))))))))))))))", "!!!!!!!work.open", "-(-9223372036854775808)",
		"work.name.replace('', 'xx')", "size(work.name.split('')) > 3", "work.km / 0.0 > 1.0", "work == work", "work.review == null", "type(1)", "a.b.c.d", "`x`", "é = 1",
	} {
		f.Add(seed)
	}
	point := testPoint(&testing.T{}, Constant{Name: "months", Kind: Int, Value: int64(9)}, Constant{Name: "limit", Kind: Int})
	full := work{name: "W", open: true, ended: on("2025-05-31"), km: 12.5, grade: 2, review: &review{due: on("2026-02-28")},
		visits: []visit{{"V-1", "first", 10}, {"V-2", "follow_up", 0}}}
	f.Fuzz(func(t *testing.T, text string) {
		program, problems := point.Compile(text)
		if (program == nil) == (len(problems) == 0) {
			t.Fatal("neither a program nor a problem, or both")
		}
		for _, p := range problems {
			if p.Code == "" || p.Message == "" || !utf8.ValidString(p.Message) || p.Line < 1 || p.Column < 1 {
				t.Fatalf("a poor problem: %+v", p)
			}
		}
		if program == nil {
			return
		}
		program.Reads()
		for _, facts := range []Facts{{Root: unsafe.Pointer(&full), Today: on("2026-03-02")}, {Root: unsafe.Pointer(&work{})}} {
			r := program.Eval(facts)
			outcomes := 0
			for _, is := range []bool{r.Known(), len(r.Missing) > 0, r.Err != nil} {
				if is {
					outcomes++
				}
			}
			if outcomes != 1 {
				t.Fatalf("%q: %+v", text, r)
			}
			traced, _ := program.Trace(facts)
			if traced.Value != r.Value && r.Known() && traced.Value == traced.Value {
				t.Fatalf("%q: plain %v, traced %v", text, r.Value, traced.Value)
			}
		}
	})
}
