package stats

import (
	"embed"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

//go:embed testdata/*.json testdata/*.csv
var testdata embed.FS

// load reads a reference file: data with the values that R computes from them, and where both come from.
func load(t testing.TB, name string, into any) {
	t.Helper()
	raw, err := testdata.ReadFile("testdata/" + name + ".json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(raw, into))
}

func loadCSV(t testing.TB, name string) []map[string]string {
	t.Helper()
	file, err := testdata.Open("testdata/" + name + ".csv")
	require.NoError(t, err)
	defer file.Close()
	all, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	rows := make([]map[string]string, 0, len(all)-1)
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, column := range all[0] {
			row[column] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func number64(t testing.TB, s string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(s, 64)
	require.NoError(t, err)
	return f
}

func whole(t testing.TB, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	require.NoError(t, err)
	return n
}

// against compares numbers with reference values and logs the largest relative error of a group of them.
type against struct {
	t         *testing.T
	tolerance float64
	worst     float64
	n         int
}

func reference(t *testing.T, tolerance float64) *against {
	a := &against{t: t, tolerance: tolerance}
	t.Cleanup(func() { t.Logf("%d values, largest relative error %.2g", a.n, a.worst) })
	return a
}

func (a *against) near(want, got float64, what string, args ...any) {
	a.t.Helper()
	off := math.Abs(got - want)
	if want != 0 {
		off /= math.Abs(want)
	}
	a.worst = math.Max(a.worst, off)
	a.n++
	if !(off <= a.tolerance) {
		a.t.Errorf("%s = %.15g, want %.15g (off by %.2g)", fmt.Sprintf(what, args...), got, want, off)
	}
}

func (a *against) interval(want []float64, got Interval, what string, args ...any) {
	a.t.Helper()
	what = fmt.Sprintf(what, args...)
	a.near(want[0], got.Lower, "%s lower", what)
	a.near(want[1], got.Upper, "%s upper", what)
}

// problem returns the kind of fault, and fails when err is not an *InputError.
func problem(t testing.TB, err error) Problem {
	t.Helper()
	var input *InputError
	require.True(t, errors.As(err, &input), "%v is not an InputError", err)
	return input.Problem
}

func minus(a, b []float64) []float64 {
	d := make([]float64, len(a))
	for i := range a {
		d[i] = a[i] - b[i]
	}
	return d
}

// finite fails when any number of a result is NaN or infinite.
func finite(t testing.TB, result any) {
	t.Helper()
	_, err := json.Marshal(result)
	require.NoError(t, err)
}
