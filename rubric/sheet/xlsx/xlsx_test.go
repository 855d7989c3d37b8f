package xlsx_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/sheet"
	"github.com/acl-beacon/beacon/rubric/sheet/xlsx"
)

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func full(t *testing.T) rubric.Assessment {
	t.Helper()
	data := must(os.ReadFile("../../testdata/v1/full.json"))(t)
	var a rubric.Assessment
	if err := json.Unmarshal(data, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// comesBack writes lines and reads them again: not a cell is lost.
func comesBack[R sheet.Row](t *testing.T, book *bytes.Buffer, rows []R) {
	t.Helper()
	got := must(xlsx.Read[R](bytes.NewReader(book.Bytes()), sheet.Options{}))(t)
	if len(got.Refused) > 0 {
		t.Fatal(got.Refused)
	}
	if want, have := sheet.Grid(rows), sheet.Grid(got.Rows); !slices.EqualFunc(want, have, slices.Equal) {
		t.Errorf("%T\nwant %q\ngot  %q", rows, want, have)
	}
}

func TestRoundTrip(t *testing.T) {
	a := full(t)
	topic := a.Topics[0]
	a = a.WithTopic(topic.WithView(rubric.View{Partner: "=1+1", Perspective: rubric.Learners, Level: rubric.Established,
		On: practice.MustDate("2024-02-29"), Reason: "=HYPERLINK(\"http://example.org\")\nsecond line, ŵ", Respondents: practice.Known(12)}))
	outcomes := must(sheet.Outcomes(rubric.ACLWales(), a))(t)
	b := xlsx.Book{Views: sheet.Views(a), Evidence: sheet.EvidenceOf(a), Outcomes: outcomes, Actions: sheet.Actions(a)}
	var book bytes.Buffer
	if err := xlsx.Write(&book, b); err != nil {
		t.Fatal(err)
	}
	comesBack(t, &book, b.Views)
	comesBack(t, &book, b.Evidence)
	comesBack(t, &book, b.Outcomes)
	comesBack(t, &book, b.Actions)

	f := must(excelize.OpenReader(&book))(t)
	rows := must(f.GetRows("views"))(t)
	for r := range rows {
		for c := range rows[r] {
			cell := must(excelize.CoordinatesToCellName(c+1, r+1))(t)
			if formula := must(f.GetCellFormula("views", cell))(t); formula != "" {
				t.Errorf("%s runs %s", cell, formula)
			}
		}
	}
	if on := rows[1][slices.Index(rows[0], "on")]; on != "2026-01-20" && !strings.Contains(on, "-") {
		t.Errorf("a day shows as %q", on)
	}
}

// TestRead_days: a day that somebody typed is stored by Excel as a number, in old Macintosh workbooks from another start.
func TestRead_days(t *testing.T) {
	for _, mac := range []bool{false, true} {
		f := excelize.NewFile()
		number := 46042.5 // 20 January 2026 at noon
		if mac {
			number -= 1462
		}
		if err := errors.Join(f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &mac}),
			f.SetSheetRow("Sheet1", "A1", &[]any{"Topic", "Partner", "On", "Level", "Respondents"}),
			f.SetSheetRow("Sheet1", "A2", &[]any{"T07", "college", number, "ES", 9}),
			f.SetSheetRow("Sheet1", "A4", &[]any{"T07", "college", "31/03/2026", "ES"})); err != nil {
			t.Fatal(err)
		}
		var book bytes.Buffer
		must(f.WriteTo(&book))(t)
		got := must(xlsx.Read[sheet.View](&book, sheet.Options{}))(t)
		if len(got.Rows) != 1 || got.Rows[0].View.On != practice.MustDate("2026-01-20") || got.Rows[0].View.Respondents != practice.Known(9) {
			t.Errorf("mac %v: %+v", mac, got.Rows)
		}
		if len(got.Refused) != 1 || got.Refused[0].Row != 4 || got.Refused[0].Column != "on" {
			t.Errorf("refused: %v", got.Refused)
		}
	}
}

func TestRead_faults(t *testing.T) {
	var file *xlsx.FileError
	if _, err := xlsx.Read[sheet.View](strings.NewReader("topic,partner\n"), sheet.Options{}); !errors.As(err, &file) {
		t.Errorf("%v", err)
	}
	var book bytes.Buffer
	f := excelize.NewFile()
	must(f.NewSheet("other"))(t)
	must(f.WriteTo(&book))(t)
	_, err := xlsx.Read[sheet.View](bytes.NewReader(book.Bytes()), sheet.Options{})
	if !errors.As(err, &file) || err.Error() != `there is no worksheet "views"; there are Sheet1, other` {
		t.Errorf("%v", err)
	}
	if err := xlsx.Write(io.Discard, xlsx.Book{Actions: []sheet.Action{{Topic: "T01", Action: rubric.Action{What: strings.Repeat("x", 40_000)}}}}); err == nil ||
		!strings.Contains(err.Error(), "actions D2: a cell holds 32767 characters") {
		t.Errorf("%v", err)
	}
}
