package ofsted_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice/ofsted"
)

func TestRead_refused(t *testing.T) {
	f := read(t, content(t, "testdata/refused.csv"))
	var got []string
	for _, e := range f.Refused {
		got = append(got, e.Error())
	}
	assert.Equal(t, []string{
		`line 4, Provider UKPRN "9910004": not a UKPRN, which has eight digits`,
		`line 5, Provider UKPRN "NULL": not a UKPRN, which has eight digits`,
		`line 6, Provider UKPRN "99100002": line 2 has this provider already; keep one of them`,
		`line 7, Overall effectiveness "5": not a grade; grades run from 1, the best, to 4`,
		`line 8, Previous overall effectiveness "Good": not a grade; grades run from 1, the best, to 4`,
		`line 9, First day of inspection "31/02/2025": there is no such date`,
		`line 10, Previous last day of inspection "2021-02-12": not a date written dd/mm/yyyy`,
		`line 11, Last day of inspection "02/06/2025": the inspection ends before its first day`,
		`line 12, Number of short inspections since last full inspection "-1": not a number of inspections`,
		`line 13, Contribution to meeting skills needs "Fair": not a judgement on skills needs; use Limited, Reasonable or Strong`,
		`line 14, Previous safeguarding "Partly": use Yes or No`,
		`line 15, Improved/ declined/ stayed the same "Better": use Improved, Declined or Stayed the Same`,
		`line 16: the row has 31 cells and the header 32`,
		`line 17: the row has 35 cells and the header 32`,
		`line 18: a value stands beyond the last column that has a heading`,
		`line 19, Provider name "Caf\xe9 Skills": not UTF-8 text; save the file as CSV in UTF-8`,
		`line 20, Overall effectiveness "2": given although the row has neither number nor date of that inspection`,
		`line 25: the row has 4 cells and the header 32`,
		`line 26, Date of latest short "1/2/2025": not a date written dd/mm/yyyy`,
		`line 27, Quality of education "2.0": not a grade; grades run from 1, the best, to 4`,
	}, got)

	var kept []int
	for _, r := range f.Rows {
		kept = append(kept, r.Line)
	}
	assert.Equal(t, []int{2, 22, 23, 24}, kept, "every other row is kept; a refused row does not stand in the way of line 23")
	golden(t, "testdata/refused.golden.json", f.Refused)
}

// A fault behind a cell of several lines is where an editor shows it, not where the row starts.
func TestRowError_lineOfTheCell(t *testing.T) {
	records := table(t)
	records[1][2], records[1][15] = "one\ntwo", "0"
	refused := read(t, written(t, records)).Refused
	require.Len(t, refused, 1)
	assert.Equal(t, 3, refused[0].Line)
	assert.EqualError(t, errors.Unwrap(refused[0]), "not a grade; grades run from 1, the best, to 4")
}

func TestRowError_longValue(t *testing.T) {
	records := table(t)
	records[1][15] = strings.Repeat("long ", 10_000)
	refused := read(t, written(t, records)).Refused
	require.Len(t, refused, 1)
	assert.Less(t, len(refused[0].Error()), 250)
	assert.Len(t, refused[0].Value, 50_000)
}

func TestRowError_JSON(t *testing.T) {
	f := read(t, content(t, "testdata/refused.csv"))
	data, err := wire.Marshal(f.Refused[15])
	require.NoError(t, err)
	assert.Contains(t, string(data), "Caf\uFFFD Skills", "a value that JSON cannot hold")
}

func TestHeaderError(t *testing.T) {
	rename := func(from, to string) func([]string) []string {
		return func(header []string) []string {
			header[slices.Index(header, from)] = to
			return header
		}
	}
	for name, c := range map[string]struct {
		change func(header []string) []string
		want   string
	}{
		"misspelt": {
			rename("Overall effectiveness", " Overal Effectivness"),
			`the file lacks 1 column: "Overall effectiveness" (rename "Overal Effectivness"?)`,
		},
		"two gone": {
			func(header []string) []string { return slices.Delete(header, 5, 7) },
			`the file lacks 2 columns: "Local authority", "Region"`,
		},
		"not a name that another column has": {
			func(header []string) []string { return slices.Delete(header, 24, 25) },
			`the file lacks 1 column: "Previous overall effectiveness"`,
		},
		"twice": {
			rename("Ofsted region", "Region"),
			`the file lacks 1 column: "Ofsted region"; the header has "Region" more than once; keep one of them`,
		},
		"none": {
			func([]string) []string { return []string{"id;name"} },
			`the first line has no column of Ofsted's management information; it must be the header, separated by commas, ` +
				`that starts with "Provider URN" and "Provider UKPRN"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			header := c.change(table(t)[0])
			f, err := ofsted.Read(bytes.NewReader(written(t, [][]string{header})))
			assert.Nil(t, f)
			var fault *ofsted.HeaderError
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, c.want, err.Error())
		})
	}
	t.Run("empty file", func(t *testing.T) {
		_, err := ofsted.Read(strings.NewReader(""))
		var fault *ofsted.HeaderError
		require.ErrorAs(t, err, &fault)
		assert.Len(t, fault.Missing, 32)
	})
}
