package ofsted_test

import (
	"bytes"
	"encoding/csv"
	"flag"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/ofsted"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, file string, v any) {
	t.Helper()
	got, err := wire.Marshal(v)
	require.NoError(t, err)
	got = wire.Indent(got)
	if *update {
		require.NoError(t, os.WriteFile(file, got, 0o600))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}

func content(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	return data
}

// table is the small file as cells, to be changed and written again.
func table(t testing.TB) [][]string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(content(t, "testdata/small.csv"))).ReadAll()
	require.NoError(t, err)
	return records
}

func written(t testing.TB, records [][]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	require.NoError(t, w.WriteAll(records))
	return b.Bytes()
}

func read(t testing.TB, data []byte) *ofsted.File {
	t.Helper()
	f, err := ofsted.Read(bytes.NewReader(data))
	require.NoError(t, err)
	return f
}

func TestRead(t *testing.T) {
	f := read(t, content(t, "testdata/small.csv"))
	require.Len(t, f.Rows, 12)
	require.Empty(t, f.Refused)
	require.Len(t, f.Providers(), 12)
	assert.Equal(t, f.Rows[11].Provider, f.Providers()[11])

	chosen := map[string]bool{
		"99000001": true, // two inspections of the current framework
		"99000005": true, // never inspected
		"99000006": true, // an older framework, before Ofsted alone inspected
		"99000007": true, // empty cells
		"99000010": true, // quoted cells
		"99000011": true, // short inspections; in Wales and inspected from England
		"99000012": true, // a previous inspection without any grade
	}
	rows := slices.DeleteFunc(f.Rows, func(r ofsted.Row) bool { return !chosen[r.Provider.ID] })
	golden(t, "testdata/small.golden.json", rows)
}

func TestRead_neverInspected(t *testing.T) {
	p := read(t, content(t, "testdata/small.csv")).Rows[4].Provider
	require.Equal(t, "Newly Funded Skills CIC", p.Name)
	assert.Nil(t, p.Inspection)
	assert.Nil(t, p.Previous)
}

func TestRead_kinds(t *testing.T) {
	var got []string
	for _, p := range read(t, content(t, "testdata/small.csv")).Providers() {
		got = append(got, string(p.Kind)+": "+p.KindNote)
	}
	slices.Sort(got)
	assert.Equal(t, []string{
		"acl: Institute for adult learning",
		"acl: Local authority provider",
		"college: General further education college",
		"college: Sixth-form college",
		"other: Dance and drama college",
		"other: Higher education institution",
		"other: Independent specialist college",
		"wbl: Employer provider",
		"wbl: Independent learning provider",
	}, slices.Compact(got))

	records := table(t)
	records[1][4] = "NULL"
	assert.Empty(t, read(t, written(t, records)).Rows[0].Provider.Kind, "a provider without a group")
}

func TestRead_blanks(t *testing.T) {
	for _, blank := range []string{"NULL", "null", "-", "", "  ", " - ", "Not Applicable", "not applicable"} {
		records := table(t)
		for i := range records[1] {
			if records[0][i] != "Provider UKPRN" && records[0][i] != "Inspection number" && records[0][i] != "" {
				records[1][i] = blank
			}
		}
		f := read(t, written(t, records[:2]))
		require.Empty(t, f.Refused, "%q", blank)
		assert.Equal(t, ofsted.Row{Line: 2, Provider: practice.Provider{
			ID: "99000001", UKPRN: "99000001", Inspection: &practice.Inspection{Number: "99100001"},
		}}, f.Rows[0], "%q", blank)
	}
}

func TestRead_columnsByName(t *testing.T) {
	want := read(t, content(t, "testdata/small.csv"))
	change := map[string]func(records [][]string){
		"other order": func(records [][]string) {
			for _, r := range records {
				slices.Reverse(r)
			}
		},
		"case and blanks": func(records [][]string) {
			for i, heading := range records[0] {
				records[0][i] = "  " + strings.ReplaceAll(strings.ToUpper(heading), " ", "\u00A0 ") + "\t"
			}
		},
		"unknown columns": func(records [][]string) {
			for i := range records {
				records[i] = slices.Insert(records[i], 7, "Web link", "")
			}
		},
		"no empty cell at the end": func(records [][]string) {
			for i := range records {
				records[i] = records[i][:32]
			}
		},
		"an empty cell at the end of the header alone": func(records [][]string) {
			for i := range records[1:] {
				records[i+1] = records[i+1][:32]
			}
		},
		"byte order mark": func(records [][]string) { records[0][0] = "\uFEFF" + records[0][0] },
	}
	for name, apply := range change {
		t.Run(name, func(t *testing.T) {
			records := table(t)
			apply(records)
			assert.Equal(t, want, read(t, written(t, records)))
		})
	}
	t.Run("byte order mark before a quoted heading", func(t *testing.T) {
		data := bytes.Replace(content(t, "testdata/small.csv"), []byte("Provider URN"), []byte("\uFEFF\"Provider URN\""), 1)
		assert.Equal(t, want, read(t, data))
	})
	t.Run("line ends of other systems", func(t *testing.T) {
		data := bytes.ReplaceAll(content(t, "testdata/small.csv"), []byte("\r\n"), []byte("\n"))
		assert.Equal(t, want, read(t, data))
	})
}

func TestRead_broken(t *testing.T) {
	small := content(t, "testdata/small.csv")
	secondRow := bytes.Index(small, []byte("9902,"))
	for name, c := range map[string]struct {
		r    io.Reader
		line int
		is   error
	}{
		"the reader fails": {
			io.MultiReader(bytes.NewReader(small[:secondRow+40]), iotest.ErrReader(io.ErrNoProgress)), 3, io.ErrNoProgress,
		},
		"the reader fails at once": {iotest.ErrReader(io.ErrClosedPipe), 1, io.ErrClosedPipe},
		"a quotation mark inside a cell": {
			bytes.NewReader(bytes.Replace(small, []byte("Quillbridge Tr"), []byte(`Quillbridge "Tr`), 1)), 3, csv.ErrBareQuote,
		},
		"a quotation never closed": {
			bytes.NewReader(bytes.Replace(small, []byte("Footlights"), []byte(`"Footlights`), 1)), 13, csv.ErrQuote,
		},
		"a quotation closed rows later": {
			bytes.NewReader(bytes.Replace(small, []byte("Ravensmere C"), []byte(`"Ravensmere C`), 1)), 2, csv.ErrQuote,
		},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := ofsted.Read(c.r)
			assert.Nil(t, f)
			var broken *ofsted.ReadError
			require.ErrorAs(t, err, &broken)
			assert.Equal(t, c.line, broken.Line)
			require.ErrorIs(t, err, c.is)
			assert.Contains(t, err.Error(), "line ")
		})
	}
}

// A reader may hand over a byte at a time, or its last bytes together with the end.
func TestRead_slowly(t *testing.T) {
	small := content(t, "testdata/small.csv")
	want := read(t, small)
	for _, r := range []io.Reader{
		iotest.OneByteReader(bytes.NewReader(small)), iotest.DataErrReader(bytes.NewReader(small)),
	} {
		got, err := ofsted.Read(r)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

func TestRead_headerAlone(t *testing.T) {
	f := read(t, written(t, table(t)[:1]))
	assert.Equal(t, &ofsted.File{Rows: []ofsted.Row{}}, f)
}
