package rules

import (
	"math/rand/v2"
	"testing"
	"unsafe"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"github.com/stretchr/testify/require"
)

// operatorMutants are what the fast evaluator would be if it took one operator, function or macro for another.
var operatorMutants = map[string]func(*ast.AST, ast.Expr){
	"&& as ||": renamed(operators.LogicalAnd, operators.LogicalOr), "|| as &&": renamed(operators.LogicalOr, operators.LogicalAnd),
	"< as <=": renamed(operators.Less, operators.LessEquals), "<= as <": renamed(operators.LessEquals, operators.Less),
	"> as >=": renamed(operators.Greater, operators.GreaterEquals), ">= as >": renamed(operators.GreaterEquals, operators.Greater),
	"< as >": renamed(operators.Less, operators.Greater), "== as !=": renamed(operators.Equals, operators.NotEquals),
	"!= as ==": renamed(operators.NotEquals, operators.Equals),
	"+ as -":   arithmetic(operators.Add, operators.Subtract), "- as +": arithmetic(operators.Subtract, operators.Add),
	"* as +": arithmetic(operators.Multiply, operators.Add), "/ as *": arithmetic(operators.Divide, operators.Multiply),
	"% as /":                 arithmetic(operators.Modulo, operators.Divide),
	"-x as x":                dropped(operators.Negate),
	"!x as x":                dropped(operators.LogicalNot),
	"x in l as not":          wrapped(operators.In, operators.LogicalNot),
	"?: swapped":             swapped(operators.Conditional, 1, 2),
	"size as -size":          wrapped("size", operators.Negate),
	"double as -double":      wrapped("double", operators.Negate),
	"startsWith as endsWith": renamed("startsWith", "endsWith"), "endsWith as contains": renamed("endsWith", "contains"),
	"contains as startsWith": renamed("contains", "startsWith"), "matches as not": wrapped("matches", operators.LogicalNot),
	"addDays as addWeeks": renamed("addDays", "addWeeks"), "addWeeks as addMonths": renamed("addWeeks", "addMonths"),
	"addMonths as addDays":         renamed("addMonths", "addDays"),
	"daysBetween as monthsBetween": renamed("daysBetween", "monthsBetween"), "monthsBetween swapped": swapped("monthsBetween", 0, 1),
	"daysBetween swapped": swapped("daysBetween", 0, 1), "year as month": renamed("year", "month"), "month as year": renamed("month", "year"),
	"academicYear as year": renamed("academicYear", "year"), "sum as -sum": wrapped("sum", operators.Negate),
	"avg as median": renamed("avg", "median"), "median as avg": renamed("median", "avg"),
	"has as not": func(a *ast.AST, e ast.Expr) {
		if e.Kind() == ast.SelectKind && e.AsSelect().IsTestOnly() {
			wrap(a, e, operators.LogicalNot)
		}
	},
	"exists as all":  loops(operators.LogicalOr, func(a *ast.AST, step ast.Expr) { rename(step, operators.LogicalAnd) }),
	"all as exists":  loops(operators.LogicalAnd, func(a *ast.AST, step ast.Expr) { rename(step, operators.LogicalOr) }),
	"filter and one": loops(operators.Conditional, func(a *ast.AST, step ast.Expr) { wrap(a, step.AsCall().Args()[0], operators.LogicalNot) }),
	"l[i] as l[-i]": func(a *ast.AST, e ast.Expr) {
		if isCall(e, operators.Index) {
			wrap(a, e.AsCall().Args()[1], operators.Negate)
		}
	},
	"today as another day": func(_ *ast.AST, e ast.Expr) {
		if e.Kind() == ast.IdentKind && e.AsIdent() == todayName {
			e.SetKindCase(ast.NewExprFactory().NewSelect(e.ID(), ast.NewExprFactory().NewIdent(e.ID(), "work"), "ended"))
		}
	},
}

// plainly are what random expressions seldom ask.
var plainly = []string{"work.grade % 2 == 1", "work.grade / 2 == 1", "work.km / 2.0 > 6.0", "work.grade - 1 == 1", "work.km - 1.0 > 0.0",
	"work.grade * 3 == 6", "work.km * 2.0 == 25.0", "-work.grade == -2", "work.visits.exists_one(v, v.kind == 'first')",
	"month(today) == 3", "year(work.ended) == 2025", "academicYear(work.ended) == 2024", "monthsBetween(work.ended, today) == 9",
	"avg(work.visits.map(v, v.learners)) == 4.0", "median(work.visits.map(v, v.learners)) == 2.0", "addDays(work.ended, 7) == date('2025-06-07')",
	"addWeeks(work.ended, 1) == date('2025-06-07')", "addMonths(work.ended, params.months) == date('2026-02-28')",
	"work.name.matches('^f.*t$')", "work.name.endsWith('t')", "work.name.endsWith('irs')", "work.name.contains('irs')", "work.name.startsWith('fir')", "double(work.grade) == 2.0",
	"work.tags[1] == 'first'", "sum(work.visits.map(v, v.learners)) == 12"}

func isCall(e ast.Expr, function string) bool {
	return e.Kind() == ast.CallKind && e.AsCall().FunctionName() == function
}

func rename(e ast.Expr, to string) {
	call, make := e.AsCall(), ast.NewExprFactory()
	if call.IsMemberFunction() {
		e.SetKindCase(make.NewMemberCall(e.ID(), to, call.Target(), call.Args()...))
		return
	}
	e.SetKindCase(make.NewCall(e.ID(), to, call.Args()...))
}

func renamed(from, to string) func(*ast.AST, ast.Expr) {
	return func(_ *ast.AST, e ast.Expr) {
		if isCall(e, from) && !aboutAccumulator(e) {
			rename(e, to)
		}
	}
}

// arithmetic renames an operator on numbers, and leaves texts and lists alone.
func arithmetic(from, to string) func(*ast.AST, ast.Expr) {
	return func(a *ast.AST, e ast.Expr) {
		if k := kindOf(a.GetType(e.ID())); isCall(e, from) && !aboutAccumulator(e) && (k == Int || k == Double) {
			rename(e, to)
		}
	}
}

// aboutAccumulator reports whether a call is the machinery of a loop.
func aboutAccumulator(e ast.Expr) bool {
	args := e.AsCall().Args()
	return len(args) > 0 && args[0].Kind() == ast.IdentKind && args[0].AsIdent() == "@result"
}

func wrap(a *ast.AST, e ast.Expr, in string) {
	inner := ast.NewExprFactory().CopyExpr(e)
	e.SetKindCase(ast.NewExprFactory().NewCall(e.ID(), in, inner))
	_ = a
}

func wrapped(function, in string) func(*ast.AST, ast.Expr) {
	return func(a *ast.AST, e ast.Expr) {
		if isCall(e, function) {
			wrap(a, e, in)
		}
	}
}

func dropped(function string) func(*ast.AST, ast.Expr) {
	return func(_ *ast.AST, e ast.Expr) {
		if isCall(e, function) {
			e.SetKindCase(e.AsCall().Args()[0])
		}
	}
}

func swapped(function string, i, j int) func(*ast.AST, ast.Expr) {
	return func(_ *ast.AST, e ast.Expr) {
		if isCall(e, function) && !aboutAccumulator(e) {
			args := append([]ast.Expr(nil), e.AsCall().Args()...)
			args[i], args[j] = args[j], args[i]
			e.SetKindCase(ast.NewExprFactory().NewCall(e.ID(), function, args...))
		}
	}
}

// loops changes the step of the loops whose step is a call of a function.
func loops(function string, change func(*ast.AST, ast.Expr)) func(*ast.AST, ast.Expr) {
	return func(a *ast.AST, e ast.Expr) {
		if e.Kind() == ast.ComprehensionKind && isCall(e.AsComprehension().LoopStep(), function) {
			change(a, e.AsComprehension().LoopStep())
		}
	}
}

// The comparison with the reference notices a fast evaluator that takes one operator for another: no mutant survives the
// expressions of the short form of TestFastIsTheSame and some that random ones seldom ask.
func TestComparisonKillsEveryMutant(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	params := []Constant{{Name: "months", Kind: Int, Value: int64(9)}, {Name: "limit", Kind: Int}}
	points := []*Point{testPoint(t, params...), directPoint(t, params...)}
	type tried struct {
		program *Program
		facts   []Facts
		want    []Result
	}
	var all []tried
	for i := range 1500 {
		g := &generator{r: rand.New(rand.NewPCG(uint64(i), 7)), depth: 1 + i/2%5}
		text := g.bool()
		if i < len(plainly) {
			text = plainly[i]
		}
		p, problems := points[i%2].Compile(text)
		if len(problems) > 0 || !p.Covered() {
			continue
		}
		one := tried{program: p}
		for k := range 5 {
			w := g.facts()
			if k == 0 {
				w = &work{name: "first", open: true, ended: on("2025-05-31"), km: 12.5, grade: 2, review: &review{due: on("2026-02-28"), grade: 1},
					tags: []string{"W", "first"}, visits: []visit{{"V-1", "first", 1}, {"V-2", "follow_up", 2}, {"V-3", "W", 9}}}
			}
			f := Facts{Root: unsafe.Pointer(w), Today: on("2026-03-02")}
			one.facts, one.want = append(one.facts, f), append(one.want, p.fast.eval(f, p.budget))
		}
		all = append(all, one)
	}
	for name, mutate := range operatorMutants {
		killed := 0
		for i, one := range all {
			a := ast.Copy(one.program.checked.NativeRep())
			ast.PostOrderVisit(a.Expr(), ast.NewExprVisitor(func(e ast.Expr) { mutate(a, e) }))
			mutant := compileFast(one.program.point, a)
			for k, f := range one.facts {
				if mutant != nil && !mutant.eval(f, one.program.budget).Equal(one.want[k]) {
					killed = i + 1
				}
			}
			if killed > 0 {
				break
			}
		}
		require.NotZero(t, killed, "%s survives", name)
		t.Logf("%s is killed by expression %d", name, killed)
	}
}
