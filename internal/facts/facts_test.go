package facts_test

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

type colour string

func (colour) Names() []string { return []string{"red", "blue"} }

type inner struct {
	Score practice.Fact[float64] `json:"score"`
}

type base struct {
	Seats uint16 `json:"seats"`
}

type everything struct {
	base
	ID       string                       `json:"id"`
	Plain    int                          `json:"plain"`
	Small    int8                         `json:"small"`
	Ratio    float32                      `json:"ratio"`
	Yes      bool                         `json:"yes"`
	Colour   colour                       `json:"colour"`
	On       practice.Date                `json:"on"`
	Fact     practice.Fact[int]           `json:"fact"`
	FactYes  practice.Fact[bool]          `json:"fact_yes"`
	FactText practice.Fact[string]        `json:"fact_text"`
	FactDay  practice.Fact[practice.Date] `json:"fact_day"`
	FactList practice.Fact[[]string]      `json:"fact_list"`
	FactRec  practice.Fact[inner]         `json:"fact_rec"`
	Pointer  *int                         `json:"pointer"`
	PText    *string                      `json:"p_text"`
	PDay     *practice.Date               `json:"p_day"`
	PYes     *bool                        `json:"p_yes"`
	PRatio   *float64                     `json:"p_ratio"`
	Inner    inner                        `json:"inner"`
	Absent   *inner                       `json:"absent"`
	Texts    []string                     `json:"texts"`
	Inners   []inner                      `json:"inners"`
	Pointers []*inner                     `json:"pointers"`
	Numbers  []int64                      `json:"numbers"`
	Hidden   map[string]int               `json:"hidden" rule:"-"`
	Secret   string                       `json:"-"`
	private  chan int
	Untagged int
	Next     *everything `json:"next"`
	*wire.Extra
}

func describe[T any](t *testing.T) *rules.Record {
	t.Helper()
	r, err := facts.Of(reflect.TypeFor[T]())
	require.NoError(t, err)
	return r
}

// known says whether a field of v is known, and its value.
func known(f *rules.Field, p unsafe.Pointer) (any, bool) {
	switch f.Kind {
	case rules.Bool:
		return one(f.Bool(p))
	case rules.Int:
		return one(f.Int(p))
	case rules.Double:
		return one(f.Double(p))
	case rules.String:
		return one(f.String(p))
	case rules.Date:
		d := f.Date(p)
		return d, d != 0
	case rules.RecordOf:
		q := f.Record(p)
		return q, q != nil
	case rules.ListOf:
		l, ok := f.List(p)
		return l.Len, ok
	}
	panic("no such kind")
}

func one[T any](v T, ok bool) (any, bool) { return v, ok }

func TestZeroStructReadsAsUnknown(t *testing.T) {
	r := describe[everything](t)
	var zero everything
	always := map[string]any{"seats": int64(0), "plain": int64(0), "small": int64(0), "ratio": 0.0, "yes": false,
		"texts": 0, "inners": 0, "pointers": 0, "numbers": 0, "Untagged": int64(0)}
	for _, f := range r.Fields {
		v, ok := known(f, unsafe.Pointer(&zero))
		if want, plain := always[f.Name]; plain {
			require.True(t, ok, f.Name)
			require.Equal(t, want, v, f.Name)
		} else if f.Name != "inner" {
			require.False(t, ok, f.Name)
		}
	}
	require.Nil(t, r.Field("hidden"))
	require.Nil(t, r.Field("Secret"))
	require.Nil(t, r.Field("private"))
	require.Equal(t, []string{"red", "blue"}, r.Field("colour").Values)
	require.Same(t, r, r.Field("next").Of, "a type that holds itself is described once")
}

func TestEveryKindReads(t *testing.T) {
	r := describe[everything](t)
	n, s, x, yes := 7, "", 0.5, false
	day := practice.MustDate("2026-03-31")
	v := everything{base: base{Seats: 65535}, ID: "E-1", Plain: -3, Small: -8, Ratio: 1.5, Yes: true, Colour: "red", On: day,
		Fact: practice.Known(0), FactYes: practice.Known(false), FactText: practice.Known(""), FactDay: practice.Known(day),
		FactList: practice.Known([]string{}), FactRec: practice.Known(inner{Score: practice.Known(2.5)}),
		Pointer: &n, PText: &s, PDay: &day, PYes: &yes, PRatio: &x,
		Texts: []string{"a", ""}, Inners: []inner{{}, {Score: practice.Known(4.0)}}, Pointers: []*inner{nil, {Score: practice.Known(1.0)}},
		Numbers: []int64{5, 6}, private: nil}
	v.Absent = &v.Inners[1]
	p := unsafe.Pointer(&v)
	march31, err := caldate.Parse("2026-03-31")
	require.NoError(t, err)
	for name, want := range map[string]any{"seats": int64(65535), "id": "E-1", "plain": int64(-3), "small": int64(-8),
		"ratio": 1.5, "yes": true, "colour": "red", "on": march31, "fact": int64(0), "fact_yes": false, "fact_text": "",
		"fact_day": march31, "fact_list": 0, "pointer": int64(7), "p_text": "", "p_day": march31, "p_yes": false,
		"p_ratio": 0.5, "texts": 2, "inners": 2, "pointers": 2, "numbers": 2} {
		got, ok := known(r.Field(name), p)
		require.True(t, ok, name)
		require.Equal(t, want, got, name)
	}
	require.Equal(t, "E-1", r.ID(p))

	score := r.Field("absent").Of.Field("score")
	got, ok := score.Double(r.Field("absent").Record(p))
	require.Equal(t, 4.0, got)
	require.True(t, ok)
	got, ok = score.Double(r.Field("fact_rec").Record(p))
	require.Equal(t, 2.5, got)
	require.True(t, ok)

	elements := func(name string) (*rules.Field, rules.List) {
		f := r.Field(name)
		l, _ := f.List(p)
		return f.Elem, l
	}
	elem, list := elements("texts")
	text, ok := elem.String(list.At(1))
	require.True(t, ok, "a text in a list is there, even when it is empty")
	require.Empty(t, text)
	elem, list = elements("numbers")
	number, _ := elem.Int(list.At(1))
	require.EqualValues(t, 6, number)
	elem, list = elements("inners")
	got, _ = score.Double(elem.Record(list.At(1)))
	require.Equal(t, 4.0, got)
	elem, list = elements("pointers")
	require.Nil(t, elem.Record(list.At(0)))
	got, _ = score.Double(elem.Record(list.At(1)))
	require.Equal(t, 1.0, got)
}

// What a Fact holds, and whether it is known, is what the getter says, whatever lies around it in memory.
func TestFactsReadBack(t *testing.T) {
	type row struct {
		A practice.Fact[int8]    `json:"a"`
		B practice.Fact[bool]    `json:"b"`
		C practice.Fact[float64] `json:"c"`
		D practice.Fact[string]  `json:"d"`
	}
	r := describe[row](t)
	rapid.Check(t, func(t *rapid.T) {
		var v row
		if rapid.Bool().Draw(t, "a known") {
			v.A = practice.Known(rapid.Int8().Draw(t, "a"))
		}
		if rapid.Bool().Draw(t, "b known") {
			v.B = practice.Known(rapid.Bool().Draw(t, "b"))
		}
		if rapid.Bool().Draw(t, "c known") {
			v.C = practice.Known(rapid.Float64().Draw(t, "c"))
		}
		if rapid.Bool().Draw(t, "d known") {
			v.D = practice.Known(rapid.String().Draw(t, "d"))
		}
		p := unsafe.Pointer(&v)
		a, okA := v.A.Get()
		gotA, gotOK := r.Field("a").Int(p)
		require.Equal(t, okA, gotOK)
		require.EqualValues(t, a, gotA)
		b, okB := v.B.Get()
		gotB, gotOK := r.Field("b").Bool(p)
		require.Equal(t, okB, gotOK)
		require.Equal(t, b, gotB)
		c, okC := v.C.Get()
		gotC, gotOK := r.Field("c").Double(p)
		require.Equal(t, okC, gotOK)
		require.Equal(t, c, gotC)
		d, okD := v.D.Get()
		gotD, gotOK := r.Field("d").String(p)
		require.Equal(t, okD, gotOK)
		require.Equal(t, d, gotD)
	})
}

func TestTypesThatRulesCannotRead(t *testing.T) {
	cases := []struct {
		of   reflect.Type
		want string
	}{
		{reflect.TypeFor[int](), "rules cannot read int: it is not a struct"},
		{reflect.TypeFor[struct{ At time.Time }](), "rules cannot read struct { At time.Time }.At: " +
			"a time has a zone and a rule compares days; use practice.Date"},
		{reflect.TypeFor[struct{ M map[int]string }](), "rules cannot read struct { M map[int]string }.M: " +
			`a map must be of string to bool, int, int64, float64 or string; tag the field rule:"-" to hide it`},
		{reflect.TypeFor[struct{ P *[]int }](), "rules cannot read struct { P *[]int }.P: " +
			"a pointer to it cannot be read; point to a struct or a single value"},
		{reflect.TypeFor[struct{ U uint64 }](), "rules cannot read struct { U uint64 }.U: " +
			`a uint64 is not a value rules know; tag the field rule:"-" to hide it`},
	}
	for _, c := range cases {
		_, err := facts.Of(c.of)
		var refused *facts.TypeError
		require.ErrorAs(t, err, &refused)
		require.EqualError(t, err, c.want)
	}
}

func TestSubjectsAreReadable(t *testing.T) {
	for _, s := range facts.Subjects() {
		r, err := facts.Of(s.Roots)
		require.NoError(t, err, s.Name)
		require.NotEmpty(t, r.Fields, s.Name)
		_, err = rules.NewPoint(r, nil, rules.Options{})
		require.NoError(t, err, s.Name)
		r.Walk(func(path string, f *rules.Field) {
			for _, from := range f.From {
				from = path[:strings.LastIndex("."+path, ".")] + from
				require.NotNil(t, r.Find(from), "%s follows from %s", path, from)
			}
		})
		for _, exit := range s.Exits {
			require.Contains(t, s.States, exit, s.Name)
		}
	}
}

func TestDecode(t *testing.T) {
	var e facts.Engagement
	require.NoError(t, facts.Decode([]byte(`{"engagement": {"id": "E-1", "state": "active", "ended_on": "2025-05-31"},
		"work": {"disseminator": {"id": "D-1", "state": "working", "partner_limit": 3},
		"engagements": [{"id": "E-1", "state": "active", "scope": "external", "mode": "consultancy"}]}}`), &e, nil))
	require.Equal(t, "E-1", e.Engagement.ID)
	require.Equal(t, 1, e.Work.ActiveConsultancies, "the figures of the work are counted")
	require.Equal(t, practice.Known(2), e.Work.FreePlaces)
	require.Nil(t, e.Disseminator)

	for in, want := range map[string]string{
		`{"engagement": {"id": "E-1", "state": "active", "endedon": "2025-05-31"}}`: "/engagement/endedon: there is no such member",
		`{"engagement": {"id": "E-1", "contacts": [{"onn": "2025-05-31"}]}}`:        "/engagement/contacts/0/onn: there is no such member",
		`{"engagment": {}}`: "/engagment: there is no such member",
		`{"engagement": {"id": "E-1", "state": "activ"}}`:         `/engagement/state: "activ" is not a state of dissemination; did you mean "active"?`,
		`{"engagement": {"id": "E-1", "ended_on": "31/05/2025"}}`: `/engagement/ended_on: "31/05/2025" is not a date; write it like 2026-03-31`,
		`{"engagement": {"id": 3}}`:                               "/engagement/id: a JSON number stands where text is expected",
		`{"engagement": `:                                         "the JSON text breaks off",
	} {
		var e facts.Engagement
		err := facts.Decode([]byte(in), &e, nil)
		var fault *wire.DataError
		require.ErrorAs(t, err, &fault, in)
		require.ErrorContains(t, err, want, in)
	}
	// What follows from other facts is not for giving; the error says what it follows from.
	var p facts.Programme
	err := facts.Decode([]byte(`{"programme": {"id": "P-1", "last_update_on": "2025-05-31"}}`), &p, nil)
	require.EqualError(t, err, "/programme/last_update_on: nobody enters this: it is worked out from updates and started_on; leave it out")
	var w facts.Facilitator
	err = facts.Decode([]byte(`{"work": {"programmes": [{"id": "P-1", "extended": true}]}}`), &w, nil)
	require.EqualError(t, err, "/work/programmes/0/extended: nobody enters this: it is worked out from extensions; leave it out")
}
