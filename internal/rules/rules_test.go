package rules

import (
	"reflect"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// The records below are written by hand, as a host of this package might.
type review struct {
	due   caldate.Day
	grade int64 // 0 is unknown
}

type visit struct {
	id      string
	kind    string
	learner int64
}

type work struct {
	name   string
	open   bool
	ended  caldate.Day
	km     float64
	grade  int64
	review *review
	visits []visit
	tags   []string // nil is unknown
	notes  map[string]string
	counts map[string]int // nil is unknown
}

func at[T any](p unsafe.Pointer) *T { return (*T)(p) }

func text(name string, get func(unsafe.Pointer) string, values ...string) *Field {
	return &Field{Name: name, Kind: String, Values: values, String: func(p unsafe.Pointer) (string, bool) {
		s := get(p)
		return s, s != ""
	}}
}

func number(name string, get func(unsafe.Pointer) int64) *Field {
	return &Field{Name: name, Kind: Int, Int: func(p unsafe.Pointer) (int64, bool) { n := get(p); return n, n != 0 }}
}

func day(name string, get func(unsafe.Pointer) caldate.Day) *Field {
	return &Field{Name: name, Kind: Date, Date: get}
}

// testPoint reads the records above through getters.
func testPoint(t *testing.T, params ...Constant) *Point { return pointOver(t, false, params...) }

// directPoint reads them in memory where it can.
func directPoint(t *testing.T, params ...Constant) *Point { return pointOver(t, true, params...) }

func pointOver(t *testing.T, direct bool, params ...Constant) *Point {
	t.Helper()
	reviews := &Record{Name: "review", Fields: []*Field{
		day("due", func(p unsafe.Pointer) caldate.Day { return at[review](p).due }),
		number("grade", func(p unsafe.Pointer) int64 { return at[review](p).grade }),
	}}
	visits := &Record{Name: "visit", ID: func(p unsafe.Pointer) string { return at[visit](p).id }, Fields: []*Field{
		text("id", func(p unsafe.Pointer) string { return at[visit](p).id }),
		text("kind", func(p unsafe.Pointer) string { return at[visit](p).kind }, "first", "follow_up"),
		number("learners", func(p unsafe.Pointer) int64 { return at[visit](p).learner }),
	}}
	works := &Record{Name: "work", Fields: []*Field{
		text("name", func(p unsafe.Pointer) string { return at[work](p).name }),
		{Name: "open", Kind: Bool, Bool: func(p unsafe.Pointer) (bool, bool) { return at[work](p).open, true }},
		day("ended", func(p unsafe.Pointer) caldate.Day { return at[work](p).ended }),
		{Name: "km", Kind: Double, Double: func(p unsafe.Pointer) (float64, bool) { return at[work](p).km, at[work](p).km != 0 }},
		number("grade", func(p unsafe.Pointer) int64 { return at[work](p).grade }),
		{Name: "review", Kind: RecordOf, Of: reviews, Record: func(p unsafe.Pointer) unsafe.Pointer {
			return unsafe.Pointer(at[work](p).review)
		}},
		{Name: "tags", Kind: ListOf, Elem: &Field{Kind: String, String: func(p unsafe.Pointer) (string, bool) { s := *(*string)(p); return s, s != "" }},
			List: func(p unsafe.Pointer) (List, bool) {
				v := at[work](p).tags
				return List{unsafe.Pointer(unsafe.SliceData(v)), len(v), unsafe.Sizeof("")}, v != nil
			}},
		{Name: "notes", Kind: MapOf, Elem: &Field{Kind: String}, Map: func(p unsafe.Pointer) (Map, bool) {
			return Entries[string](at[work](p).notes), true
		}},
		{Name: "counts", Kind: MapOf, Elem: &Field{Kind: Int}, Map: func(p unsafe.Pointer) (Map, bool) {
			return Entries[int](at[work](p).counts), at[work](p).counts != nil
		}},
		{Name: "visits", Kind: ListOf, Elem: &Field{Kind: RecordOf, Of: visits, Record: func(p unsafe.Pointer) unsafe.Pointer { return p }},
			List: func(p unsafe.Pointer) (List, bool) {
				v := at[work](p).visits
				return List{unsafe.Pointer(unsafe.SliceData(v)), len(v), unsafe.Sizeof(visit{})}, true
			}},
	}}
	root := &Record{Name: "roots", Fields: []*Field{
		{Name: "work", Kind: RecordOf, Of: works, Record: func(p unsafe.Pointer) unsafe.Pointer { return p }},
	}}
	if direct {
		inMemoryAll(reviews, reviewMemory)
		inMemoryAll(visits, visitMemory)
		inMemoryAll(works, workMemory)
		root.Fields[0].Memory = &Memory{Kind: reflect.Struct}
		works.Field("tags").Elem.Memory = &Memory{Kind: reflect.String, Known: NotZero}
		works.Field("visits").Elem.Memory = &Memory{Kind: reflect.Struct}
	}
	var constants *Record
	if len(params) > 0 {
		constants = Constants("params", params)
	}
	p, err := NewPoint(root, constants, Options{})
	require.NoError(t, err)
	return p
}

var (
	reviewMemory = map[string]*Memory{
		"due":   {Kind: reflect.Int32, Offset: unsafe.Offsetof(review{}.due), Known: NotZero},
		"grade": {Kind: reflect.Int64, Offset: unsafe.Offsetof(review{}.grade), Known: NotZero},
	}
	visitMemory = map[string]*Memory{
		"id":       {Kind: reflect.String, Offset: unsafe.Offsetof(visit{}.id), Known: NotZero},
		"kind":     {Kind: reflect.String, Offset: unsafe.Offsetof(visit{}.kind), Known: NotZero},
		"learners": {Kind: reflect.Int64, Offset: unsafe.Offsetof(visit{}.learner), Known: NotZero},
	}
	workMemory = map[string]*Memory{
		"name":   {Kind: reflect.String, Offset: unsafe.Offsetof(work{}.name), Known: NotZero},
		"notes":  {Kind: reflect.Map, Offset: unsafe.Offsetof(work{}.notes)},
		"open":   {Kind: reflect.Bool, Offset: unsafe.Offsetof(work{}.open)},
		"ended":  {Kind: reflect.Int32, Offset: unsafe.Offsetof(work{}.ended), Known: NotZero},
		"km":     {Kind: reflect.Float64, Offset: unsafe.Offsetof(work{}.km), Known: NotZero},
		"grade":  {Kind: reflect.Int64, Offset: unsafe.Offsetof(work{}.grade), Known: NotZero},
		"review": {Kind: reflect.Pointer, Offset: unsafe.Offsetof(work{}.review), Known: NotZero},
		"visits": {Kind: reflect.Slice, Offset: unsafe.Offsetof(work{}.visits), Stride: unsafe.Sizeof(visit{})},
		"tags":   {Kind: reflect.Slice, Offset: unsafe.Offsetof(work{}.tags), Stride: unsafe.Sizeof(""), Known: NotZero},
	}
)

func inMemoryAll(r *Record, m map[string]*Memory) {
	for _, f := range r.Fields {
		f.Memory = m[f.Name]
	}
}

func on(s string) caldate.Day {
	d, err := caldate.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestEvalIsThreeValued(t *testing.T) {
	point := testPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)}, Constant{Name: "limit", Kind: Int})
	full := work{name: "W", ended: on("2025-05-31"), km: 12.5, grade: 2,
		review: &review{due: on("2026-02-28")},
		visits: []visit{{"V-1", "first", 10}, {"V-2", "follow_up", 0}}}
	empty := work{}
	cases := []struct {
		expr    string
		in      *work
		want    any
		missing []string
	}{
		{"work.review.due <= addMonths(work.ended, params.months)", &full, true, nil},
		{"work.review.due < addMonths(work.ended, params.months)", &full, false, nil},
		{"work.review.due <= today", &full, true, nil},
		{"work.review.due == date('2026-02-28')", &full, true, nil},
		{"work.km < 80 && work.grade <= 2", &full, true, nil},
		{"has(params.limit)", &full, false, nil},
		{"size(work.visits) <= params.limit", &full, nil, []string{"params.limit"}},
		{"work.visits.exists(v, v.kind == 'follow_up')", &full, true, nil},
		{"work.visits.all(v, v.learners > 0)", &full, nil, []string{`work.visits["V-2"].learners`}},
		{"work.visits.exists(v, v.learners > 50)", &full, nil, []string{`work.visits["V-2"].learners`}},
		{"work.visits.exists(v, v.learners > 5)", &full, true, nil},
		{"sum(work.visits.map(v, v.learners)) > 3", &full, nil, []string{`work.visits["V-2"].learners`}},
		{"work.visits[1].kind == 'follow_up'", &full, true, nil},

		{"work.grade <= 2", &empty, nil, []string{"work.grade"}},
		{"work.open && work.grade <= 2", &empty, false, nil},
		{"!work.open || work.grade <= 2", &empty, true, nil},
		{"work.grade <= 2 && work.km < 3.0", &empty, nil, []string{"work.grade", "work.km"}},
		{"has(work.review)", &empty, false, nil},
		{"has(work.review.due)", &empty, false, nil},
		{"has(work.review.due)", &full, true, nil},
		{"has(work.review.grade)", &full, false, nil},
		{"work.review.due <= today", &empty, nil, []string{"work.review.due"}},
		{"work.open ? work.grade > 3 : true", &empty, true, nil},
		{"work.grade > 3 ? true : false", &empty, nil, []string{"work.grade"}},
		{"work.visits.all(v, v.learners > 0)", &empty, true, nil},
		{"daysBetween(work.ended, today) > 3", &empty, nil, []string{"work.ended"}},
		{"monthsBetween(date('2026-01-31'), date('2026-02-28')) == 1", &empty, true, nil},
		{"academicYear(date('2026-07-31')) == 2025 && academicYear(date('2026-08-01')) == 2026", &empty, true, nil},
		{"dayOfWeek(date('2026-11-21')) == 'saturday'", &empty, true, nil},
		{"avg([1.0, 2.0]) == 1.5 && median([3, 1, 2]) == 2.0 && sum([1, 2]) == 3", &empty, true, nil},
		{"work.km == 12.5 && work.km < 80 && work.km * 2 == 25 && 1 + work.km > 13", &full, true, nil},
		{"work.km in [12, 12.5]", &full, true, nil},
		{"(work.open ? 1 : 2.5) == 2.5", &full, true, nil},
		{"work.grade + work.km == 14.5", &full, true, nil},
		{"work.grade / 4 == 0", &full, true, nil},
		{"addWeeks(work.ended, 2)", &full, on("2025-06-14"), nil},
		{"work.name + '!'", &full, "W!", nil},
	}
	for _, c := range cases {
		p, problems := point.Compile(c.expr)
		require.Empty(t, problems, c.expr)
		got := p.Eval(Facts{Root: unsafe.Pointer(c.in), Today: on("2026-03-02")})
		require.NoError(t, got.Err, c.expr)
		require.Equal(t, c.want, got.Value, c.expr)
		require.Equal(t, c.missing, got.Missing, c.expr)
	}
}

// saidOf is what an author reads of a Problem.
type saidOf struct {
	Line, Column  int
	Code          Code
	Message, Hint string
}

func TestCompileExplains(t *testing.T) {
	point := testPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)})
	point, named := point.Define("small", "", "work.grade < 3")
	require.Empty(t, named)
	cases := []struct {
		expr    string
		problem saidOf
	}{
		{"work.gradee == 2", saidOf{1, 6, CodeUnknownField, `there is no field "gradee"`, `did you mean "grade"?`}},
		{"work.visits.exists(v, v.grade == 2)", saidOf{1, 25, CodeUnknownField, `there is no field "grade"`,
			`"grade" is a field of something else; the vocabulary lists the fields of each record`}},
		{"work.visits.exists(v, v.kindd == 'follow_up')", saidOf{1, 25, CodeUnknownField, `there is no field "kindd"`,
			`did you mean "kind"?`}},
		{"wrok.grade == 2", saidOf{1, 1, CodeUnknownName, `there is nothing called "wrok" here`, `did you mean "work"?`}},
		{"work.name", saidOf{1, 1, CodeNotYesNo, "this gives a text, and a rule must be true or false",
			"compare it with something, for example with == or <="}},
		{"work.ended <= '2025-01-01'", saidOf{1, 15, CodeWrongTypes,
			`"2025-01-01" is a text here, because of its quotation marks, and not a date`, "write date('2025-01-01')"}},
		{"has(work) && work.open", saidOf{1, 5, CodeSyntax, `has(…) asks about a field of a record, and "work" is none`,
			"name a field behind it, such as has(work.ended); where \"work\" itself is not recorded, the rule cannot be judged and asks for it"}},
		{"has(small)", saidOf{1, 5, CodeSyntax, `has(…) asks about a field of a record, and "small" is none`,
			"take has(…) out: while \"small\" is not recorded, the rule cannot be judged and asks for it; rules can ask with has(…) about what a host puts inside a record"}},
		{"has(size(work.name))", saidOf{1, 5, CodeSyntax, "has(…) asks about a field of a record, and about nothing else",
			"write the field alone, such as has(engagement.baseline)"}},
		{"work.name == 3", saidOf{1, 11, CodeWrongTypes, "== does not work on a text and a whole number",
			"a number is written in digits and without quotes, a text with them"}},
		{"work.name ==", saidOf{1, 13, CodeSyntax, "this cannot be read: it breaks off in the middle", ""}},
		{"work.open AND work.open", saidOf{1, 11, CodeSyntax, `"AND" has no meaning here`, "write &&"}},
		{"work.grade = 3", saidOf{1, 12, CodeSyntax, `the sign "=" has no meaning here`, "write =="}},
		{"work.ended + duration('270d') < today", saidOf{1, 14, CodeUnknownName, `there is nothing called "duration" here`,
			"write a date as date('2026-03-31') and move it with addDays, addWeeks or addMonths"}},
		{"work.ended < date('31/03/2026')", saidOf{1, 19, CodeBadLiteral,
			`"31/03/2026" is not a date; write it like 2026-03-31`, ""}},
		{"work.visits.exists(v, v.kind == 'followup')", saidOf{1, 33, CodeUnknownValue, `kind is never "followup"`,
			`did you mean "follow_up"?`}},
		{"work.visits.exists(v, v.kind == follow_up)", saidOf{1, 33, CodeUnknownName, `there is nothing called "follow_up" here`, "put it in quotes: 'follow_up'"}},
		{"if(work.open, 1, 2)", saidOf{1, 1, CodeSyntax, `"if" has no meaning here`, "choose between two values with condition ? one : other"}},
		{"work.ended > now", saidOf{1, 14, CodeUnknownName, `there is nothing called "now" here`,
			"the day of the decision is called today"}},
	}
	for _, c := range cases {
		program, problems := point.Compile(c.expr, Bool)
		require.Nil(t, program, c.expr)
		require.NotEmpty(t, problems, c.expr)
		p := problems[0]
		require.Equal(t, c.problem, saidOf{p.Line, p.Column, p.Code, p.Message, p.Hint}, c.expr)
	}
}

func TestEvalReportsFaults(t *testing.T) {
	point := testPoint(t)
	p, problems := point.Compile("1 / (size(work.visits)) == 1", Bool)
	require.Empty(t, problems)
	got := p.Eval(Facts{Root: unsafe.Pointer(&work{})})
	var fault *EvalError
	require.ErrorAs(t, got.Err, &fault)
	require.Equal(t, 3, fault.Column)
	require.Contains(t, fault.Message, "division by zero")
	require.False(t, got.Known())
}

func TestReads(t *testing.T) {
	point := testPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)})
	p, problems := point.Compile("work.visits.all(v, v.learners > params.months) && has(work.review.due) && today > work.ended")
	require.Empty(t, problems)
	require.Equal(t, []string{"params.months", "today", "work.ended", "work.review.due", "work.visits",
		"work.visits[].learners"}, p.Reads())
}
