package evaluate_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

// reported assesses and reports.
func reported(t testing.TB, p evaluate.Plan, records []evaluate.Record, words []evaluate.Statement, log []evaluate.Influence) evaluate.Report {
	t.Helper()
	a, err := evaluate.Assess(p, records, words, log, evaluate.Options{Seed: 1})
	require.NoError(t, err)
	r, err := evaluate.ReportOf(p, records, a, evaluate.ReportOptions{})
	require.NoError(t, err)
	return r
}

// reportCases are one report for each picture there is.
func reportCases() map[string]func(testing.TB) evaluate.Report {
	wave := func(p int) float64 { return 70 + float64(p)/3 + float64(p*5%7) }
	broken := func(_, p int) float64 {
		if p >= 13 {
			return wave(p) + 12
		}
		return wave(p)
	}
	years := func(u, p int) float64 {
		v := 60 + float64(u*7%20) + float64((u*3+p*5)%6)
		if u < 8 && p >= 4 {
			v += 6
		}
		return v
	}
	like := func(u, p int) float64 {
		v := 50 + 2*float64(u%11) + float64(p) + float64((u*5+p*3)%4)
		if u == 0 && p >= 9 {
			v += 9
		}
		return v + 10*float64(arm(u == 0))
	}
	compared := comparisonPlan(evaluate.Asked)
	compared.StartPeriod, compared.Periods = 4, []evaluate.Period{{Number: 1, Name: "2022/23", On: date("2023-07-31")}, {Number: 2, Name: "2023/24", On: date("2024-07-31")},
		{Number: 3, Name: "2024/25", On: date("2025-07-31")}, {Number: 4, Name: "2025/26", On: date("2026-07-31")}}
	staggered := compared
	staggered.Design = evaluate.Staggered
	twoStarts := helped(12, linesOf(30, 6, years))
	for i := range twoStarts {
		if twoStarts[i].Treated && twoStarts[i].Unit >= "u06" {
			twoStarts[i].Start = 5
		}
	}
	long := staggered
	long.Periods = nil
	return map[string]func(testing.TB) evaluate.Report{
		"project": func(t testing.TB) evaluate.Report {
			return reported(t, projectPlan(), projectRecords(), projectWords, projectLog)
		},
		"series": func(t testing.TB) evaluate.Report {
			return reported(t, seriesPlan(13, 24), linesOf(1, 24, broken), nil, noneKnown())
		},
		"synthetic": func(t testing.TB) evaluate.Report {
			return reported(t, syntheticPlan(9, 12), helped(1, linesOf(21, 12, like)), nil, noneKnown())
		},
		"events": func(t testing.TB) evaluate.Report {
			return reported(t, compared, helped(8, linesOf(24, 4, years)), nil, noneKnown())
		},
		"many": func(t testing.TB) evaluate.Report {
			p := measured(soundPlan(), func(m *evaluate.Measure) { m.Kind, m.Min, m.Max = evaluate.Rating, known(0), known(200) })
			return reported(t, p, twice(upTo(99), plus(upTo(99), 2, 0, 3, 1, -1, 2, 5)), nil, noneKnown())
		},
		"cohorts": func(t testing.TB) evaluate.Report { return reported(t, long, twoStarts, nil, noneKnown()) },
		"rates": func(t testing.TB) evaluate.Report {
			var all []practice.Provider
			for i := range 240 {
				all = append(all, inspected(i))
			}
			table, err := evaluate.BaseRatesOf(all[8:], 0)
			require.NoError(t, err)
			p, records := soundPlan(), twice(upTo(10), plus(upTo(10), 5, 4, -3))
			a, err := evaluate.Assess(p, records, nil, noneKnown(), evaluate.Options{Seed: 1})
			require.NoError(t, err)
			r, err := evaluate.ReportOf(p, records, a, evaluate.ReportOptions{BaseRates: table, Partners: all[:8]})
			require.NoError(t, err)
			return r
		},
	}
}

func arm(b bool) int {
	if b {
		return 1
	}
	return 0
}

// inspected is an invented provider with two inspections.
func inspected(i int) practice.Provider {
	kinds := []practice.ProviderKind{practice.College, practice.Adult, practice.WorkBased, practice.OtherProvider}
	p := practice.Provider{ID: "p", Kind: kinds[i*i%7%4], Region: []string{"London", "North West", "South East"}[i*i%5%3]}
	after := practice.Good
	if i%3 == 2 {
		after = practice.RequiresImprovement
	}
	p.Inspection = &practice.Inspection{Overall: practice.Known(after)}
	p.Previous = &practice.Inspection{Overall: practice.Known(practice.RequiresImprovement)}
	return p
}

// Every picture is well-formed, says what it shows, and has its figures in a table.
func TestReport_pictures(t *testing.T) {
	want := map[string][]string{
		"project": {"retention-changes", "retention-size", "competence-changes", "competence-size"},
		"series":  {"m-periods", "m-size"}, "synthetic": {"m-periods", "m-size"}, "events": {"m-changes", "m-periods", "m-size"},
		"many": {"m-changes", "m-size"}, "cohorts": {"m-changes", "m-periods", "m-size"}, "rates": {"m-changes", "m-size", "reinspection-funnel"},
	}
	for name, build := range reportCases() {
		t.Run(name, func(t *testing.T) {
			r := build(t)
			var names []string
			for _, p := range r.Pictures() {
				names = append(names, p.Name)
				text := string(p.SVG)
				wellFormed(t, p.SVG)
				assert.Contains(t, text, `role="img"`)
				assert.Contains(t, text, "<title>")
				assert.Contains(t, text, "<desc>")
				assert.NotContains(t, text, "NaN")
				assert.Contains(t, string(r.HTML()), text, "the page has the same picture")
			}
			assert.Equal(t, want[name], names)
			wellFormed(t, r.HTML())
			assert.Equal(t, len(names), strings.Count(string(r.HTML()), "<details>"), "figures behind every picture")
			again := build(t)
			assert.Equal(t, r.HTML(), again.HTML())
			if *update {
				if dir := os.Getenv("BEACON_REPORTS"); dir != "" {
					require.NoError(t, os.WriteFile(filepath.Join(dir, name+".html"), r.HTML(), 0o644))
				}
			}
		})
	}
}

func wellFormed(t *testing.T, text []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Entity = xml.HTMLEntity
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		require.NoError(t, err)
	}
}

// The whole report of one project, to be read as one.
func TestReport_golden(t *testing.T) {
	r := reported(t, projectPlan(), projectRecords(), projectWords, projectLog)
	path := filepath.Join("testdata", "project.report.md")
	if *update {
		require.NoError(t, os.WriteFile(path, r.Markdown(), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(r.Markdown()), "run with -update and read it")
}

// A report is of the plan and the records the assessment was made from.
func TestReportOf_otherInput(t *testing.T) {
	p, records := soundPlan(), twice(upTo(10), plus(upTo(10), 5, 4))
	a := assess(t, p, records, noneKnown())
	var input *evaluate.InputError
	other := p
	other.ID = "PL-2"
	_, err := evaluate.ReportOf(other, records, a, evaluate.ReportOptions{})
	require.True(t, errors.As(err, &input))
	assert.Equal(t, evaluate.Contradiction, input.Faults[0].Code)
	_, err = evaluate.ReportOf(p, append(records, records[0]), a, evaluate.ReportOptions{})
	require.True(t, errors.As(err, &input))
	assert.Equal(t, evaluate.Repeated, input.Faults[0].Code)
	a.Findings[0].MeasureID = "else"
	_, err = evaluate.ReportOf(p, records, a, evaluate.ReportOptions{})
	require.True(t, errors.As(err, &input))
	assert.Equal(t, evaluate.UnknownID, input.Faults[0].Code)
}

// Whatever a finding shows, the nearest statement it does not carry is named.
func TestAssess_notToSay(t *testing.T) {
	for _, tc := range append(append(pairedRefusals(), comparisonRefusals()...), seriesRefusals()...) {
		v := primary(t, tc.plan, tc.records, tc.influences).Verdict
		require.NotEmpty(t, v.NotToSay, v.Sentence)
		if !v.Claim.OfEffect() {
			assert.Contains(t, v.NotToSay[0], "attendance")
		}
	}
}

// TestReport_largeNumbers: a short scale far from 0, on which one more is no other number, is drawn and comes to an end.
func TestReport_largeNumbers(t *testing.T) {
	p := measured(soundPlan(), func(m *evaluate.Measure) {
		m.Kind, m.Min, m.Max, m.Smallest = evaluate.Rating, known(1e17), known(1e17+16), practice.Fact[float64]{}
	})
	low, high := make([]float64, 8), make([]float64, 8)
	for i := range low {
		low[i], high[i] = 1e17, 1e17+16
	}
	r := reported(t, p, twice(low, high), nil, noneKnown())
	require.NotEmpty(t, r.Pictures())
}
