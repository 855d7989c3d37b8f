package sheet_test

import (
	"bytes"
	"encoding/csv"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/sheet"
)

var (
	date  = practice.MustDate
	wales = rubric.ACLWales()
)

func read(t *testing.T, text string, opt sheet.Options) sheet.Result[sheet.View] {
	t.Helper()
	got, err := sheet.Read[sheet.View](strings.NewReader(text), opt)
	require.NoError(t, err)
	return got
}

func TestRead_header(t *testing.T) {
	want := sheet.View{Row: 2, Assessment: "A", Topic: "T07", View: rubric.View{Partner: "college", Perspective: rubric.StrategyGroup,
		On: date("2026-01-20"), Level: rubric.Established, Reason: "we ask, and act", Respondents: practice.Known(3),
		Answers: []rubric.DescriptorAnswer{{Descriptor: "T07.EM.a", Answer: rubric.No}, {Descriptor: "T07.ES.a", Answer: rubric.Yes},
			{Descriptor: "T07.ES.b", Answer: rubric.Yes}}}}
	for name, text := range map[string]string{
		"in the order of the package": "assessment,topic,partner,perspective,group,on,level,no_level,reason,yes,partly,no,respondents\n" +
			"A,T07,college,strategy_group,,2026-01-20,established,,\"we ask, and act\",T07.ES.a T07.ES.b,,T07.EM.a,3\n",
		"any order and case, mark and CRLF": "\ufeffLEVEL,Partner,Topic , perspective,No,Yes,Reason,On,Respondents,Assessment\r\n" +
			"Established,college , T07,Strategy group,EM.a,\"ES.a, ES.b\",\"we ask, and act\",2026-01-20,3,A\r\n",
		"code of a level, a column too many, the day first": "level,partner,topic,perspective,no,yes,reason,on,respondents,assessment,sent by\n" +
			"ES,college,T07,strategy-group,EM.a,ES.a;ES.b,\"we ask, and act\",20/01/2026,3,A,me\n",
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, text, sheet.Options{DayFirst: true})
			require.Empty(t, got.Refused)
			require.Len(t, got.Rows, 1)
			assert.Equal(t, want, got.Rows[0])
			assert.Equal(t, strings.Contains(text, "sent by"), len(got.Ignored) == 1)
		})
	}
}

func TestRead_refusals(t *testing.T) {
	text := "topic,partner,level,no_level,perspective,on,respondents,yes,no,reason\n" + // row 1
		"T07,college,established,,,,,,,fine\n" +
		",college,established,,,,,,,\n" + // 3
		"\n" + // 4, an empty line
		"T07,,established,,,,,,,\n" + // 5
		"T07,college,Estabished,,,,,,,\n" + // 6
		"T07,college,not judged,,,,,,,\n" + // 7
		"T07,college,emerging,not_judged,,,,,,\n" + // 8
		"T07,college,,,strategist,,,,,\n" + // 9
		"T07,college,emerging,,,31/01/2026,,,,\"two\nlines\"\n" + // 10
		"T07,college,emerging,,,2026-02-30,,,,\n" + // 11
		"T07,college,emerging,,,,some,,,\n" + // 12
		"T07,college,emerging,,,,,ES.a,ES.a,\n" + // 13
		"T07,college,emerging,,,,,,,reason,more\n" + // 14
		"T07,college,em\"erging,,,,,,,\n" + // 15
		",,,,,,,,,\n" + // 16, an empty row
		"T08,college,emerging,,,,,,,last\n" // 17
	got := read(t, text, sheet.Options{})
	var lines []string
	for _, r := range got.Refused {
		lines = append(lines, r.Error())
	}
	assert.Equal(t, []string{
		"row 3, topic: the cell is empty; every row needs it",
		"row 5, partner: the cell is empty; every row needs it",
		`row 6, level: "estabished" is not a level; did you mean "established"?`,
		`row 7, level: "not judged" says why there is no level; put it in a column no_level`,
		"row 8, no_level: there is a level as well; leave one of the two cells empty",
		`row 9, perspective: "strategist" is not a perspective; use one of strategy_group, operational, tutor, learner, other`,
		`row 10, on: "31/01/2026" may be read two ways; write it as 2026-03-31, or read the file with the day first`,
		`row 11, on: ` + dateFault("2026-02-30"),
		`row 12, respondents: "some" is not a number of people; write it in figures, such as 12`,
		"row 13, no: T07.ES.a has two answers in this row; leave one",
		"row 14: there are more cells than columns; put a text that holds a comma in quotation marks",
		"row 15: a quotation mark stands where none may; put the text in quotation marks and double those within",
	}, lines)
	require.Len(t, got.Rows, 2)
	assert.Equal(t, 17, got.Rows[1].Row)
}

func dateFault(s string) string {
	_, err := practice.ParseDate(s)
	return err.Error()
}

func TestRead_notATable(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "the table is empty",
		"partner;topic;level\nA;T07;x": "the cells are not separated by commas; save the table as CSV with commas; there is no column topic; there is no column partner",
		"topic,partner,levle\n":        `there is a column "levle"; is it meant for level?`,
		"topic,topic,partner\n":        "column topic stands there twice; take one away",
		"partner,level\n":              "there is no column topic",
		"\xff\xfep\x00":                "the file is UTF-16; save it as CSV UTF-8",
		"topic,partner\nT07,T\xf4n":    "line 2 has letters that are not UTF-8; save the file as CSV UTF-8",
		"PK\x03\x04 and so on":         "the file is a workbook or a zip, not CSV; save it as CSV UTF-8",
	} {
		_, err := sheet.Read[sheet.View](strings.NewReader(text), sheet.Options{})
		require.Error(t, err, text)
		assert.Equal(t, want, strings.TrimPrefix(err.Error(), "the first row must name the columns: "), text)
	}
	got := read(t, "topic,partner,reason\nT07,college,\"never closed\nT08,college,lost\n", sheet.Options{})
	assert.Empty(t, got.Rows)
	require.Len(t, got.Refused, 1)
	assert.Equal(t, 2, got.Refused[0].Row)
	assert.Contains(t, got.Refused[0].Why, "not closed")
}

// anyView draws a view that a table can hold.
func anyView() *rapid.Generator[sheet.View] {
	return rapid.Custom(func(t *rapid.T) sheet.View {
		topics := wales.Topics()
		topic := topics[rapid.IntRange(0, len(topics)-1).Draw(t, "topic")]
		v := rubric.View{
			Partner:     rapid.StringMatching(`[=+@a-z-][a-z0-9ŵ-]{0,8}`).Draw(t, "partner"),
			Perspective: rapid.SampledFrom([]rubric.Perspective{"", rubric.StrategyGroup, rubric.Learners}).Draw(t, "perspective"),
			Group:       rapid.StringMatching(`([a-z0-9]{1,4})?`).Draw(t, "group"),
			Reason:      rapid.StringMatching(`(['=+@＝ \t-]{0,3}[a-zŷ,"\n;]{1,12})?`).Draw(t, "reason"),
		}
		if rapid.Bool().Draw(t, "dated") {
			v.On = date("2025-12-30").AddDays(rapid.IntRange(0, 400).Draw(t, "day"))
		}
		if rapid.Bool().Draw(t, "judged") {
			v.Level = rubric.Level(rapid.IntRange(1, 4).Draw(t, "level"))
		} else {
			v.NoLevel = rapid.SampledFrom([]rubric.NoLevel{"", rubric.NotJudged, rubric.NotApplicable, rubric.PreferNotToSay}).Draw(t, "no level")
		}
		if rapid.Bool().Draw(t, "counted") {
			v.Respondents = practice.Known(rapid.IntRange(1, 40).Draw(t, "respondents"))
		}
		for _, d := range topic.Descriptors {
			if a := rapid.SampledFrom([]rubric.Answer{"", rubric.Yes, rubric.Partly, rubric.No}).Draw(t, "answer"); a != "" {
				v.Answers = append(v.Answers, rubric.DescriptorAnswer{Descriptor: d.ID, Answer: a})
			}
		}
		slicesSort(v.Answers)
		if strings.TrimSpace(v.Reason) == "" {
			v.Reason = ""
		}
		return sheet.View{Assessment: "A", Topic: topic.ID, View: v}
	})
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(anyView(), 0, 6).Draw(t, "rows")
		opt := sheet.Options{BOM: rapid.Bool().Draw(t, "bom"), CRLF: rapid.Bool().Draw(t, "crlf"), DayFirst: rapid.Bool().Draw(t, "day first")}
		var out bytes.Buffer
		require.NoError(t, sheet.Write(&out, rows, opt))
		cells, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(out.Bytes(), []byte("\ufeff")))).ReadAll()
		require.NoError(t, err)
		for _, row := range cells[1:] {
			for _, c := range row {
				require.NotContains(t, "=+-@\t\r", (c + "x")[:1], "a formula: %q", c)
				require.NotContains(t, "=+-@", strings.TrimSpace(c + "x")[:1], "a formula: %q", c)
			}
		}
		got, err := sheet.Read[sheet.View](&out, opt)
		require.NoError(t, err)
		require.Empty(t, got.Refused)
		require.Len(t, got.Rows, len(rows))
		for i := range rows {
			require.Equal(t, i+2, got.Rows[i].Row)
			got.Rows[i].Row = 0
			require.Equal(t, rows[i], got.Rows[i])
		}
	})
}

// TestMerge_overwritesNothing: whatever a file says, every view that was there is there, in its place.
func TestMerge_overwritesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _, err := sheet.MergeViews(wales, wales.Open("A", "p", date("2026-01-12")), rapid.SliceOfN(anyView(), 0, 8).Draw(t, "first"))
		require.NoError(t, err)
		rows := rapid.SliceOfN(anyView(), 0, 8).Draw(t, "then")
		b, then, err := sheet.MergeViews(wales, a, rows)
		require.NoError(t, err)
		require.Equal(t, len(rows), then.Added+then.Already+len(then.Refused))
		for i := range a.Topics {
			was, is := a.Topics[i].Views, b.Topics[i].Views
			require.True(t, len(was) == 0 || reflect.DeepEqual(was, is[:len(was)]), a.Topics[i].ID)
		}
		again, m, err := sheet.MergeViews(wales, b, sheet.Views(b))
		require.NoError(t, err)
		require.Equal(t, sheet.Merged{Already: len(sheet.Views(b))}, m)
		require.Equal(t, b, again)
	})
}

func FuzzRead(f *testing.F) {
	f.Add("topic,partner,level\nT07,college,established\n")
	f.Add("\ufefftopic,partner,yes,on\r\nT07,'=1+1,\"ES.a\r\nES.b\",2026-01-20\r\n")
	f.Add("topic,partner\n\n\n\"T07,x\"\",\nT08,y\n")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := sheet.Read[sheet.View](strings.NewReader(text), sheet.Options{DayFirst: true})
		if err != nil {
			return
		}
		last := 1
		for _, r := range got.Rows {
			require.Greater(t, r.Row, last)
			last = r.Row
		}
		var out bytes.Buffer
		require.NoError(t, sheet.Write(&out, got.Rows, sheet.Options{}))
		again, err := sheet.Read[sheet.View](&out, sheet.Options{})
		require.NoError(t, err)
		require.Empty(t, again.Refused)
		require.Len(t, again.Rows, len(got.Rows))
		for i, r := range again.Rows {
			r.Row = got.Rows[i].Row
			require.Equal(t, got.Rows[i], r)
		}
	})
}
