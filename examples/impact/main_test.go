package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/examples/internal/cli"
)

var update = flag.Bool("update", false, "write the golden files anew")

func runs(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	require.Equal(t, cli.Done, run(args, &out, &errs), "%s", errs.String())
	require.Empty(t, errs.String())
	return out.String()
}

func fails(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	require.Equal(t, code, run(args, &out, &errs), "%s%s", out.String(), errs.String())
	require.Empty(t, out.String(), "nothing is shown of what fails")
	return errs.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got, "run go test with -update if the change is meant")
}

const inspections = "../partners/testdata/providers.csv"

func TestRun_golden(t *testing.T) {
	for name, args := range map[string][]string{
		"demo.txt":         {},
		"inspections.txt":  {"-inspections", inspections, "-partners", "98000002, 98000003"},
		"methods.txt":      {"stats"},
		"signed_rank.json": {"stats", "signed_rank", "-csv", "testdata/sleep.csv", "-columns", "drug1,drug2"},
		"did.json":         {"stats", "did", "-csv", "testdata/panel.csv", "-columns", "unit,period,start,value"},
	} {
		t.Run(name, func(t *testing.T) {
			got := runs(t, args...)
			golden(t, name, got)
			if filepath.Ext(name) == ".txt" {
				for line := range strings.Lines(got) {
					line = strings.TrimSuffix(line, "\n")
					assert.LessOrEqual(t, utf8.RuneCountInString(line), cli.Width, "%s", line)
					assert.Equal(t, strings.TrimRight(line, " "), line, "blanks at the end of a line")
				}
			}
		})
	}
}

// The folder holds the whole report, and the same run gives the same bytes.
func TestRun_out(t *testing.T) {
	folders := [2]string{filepath.Join(t.TempDir(), "made", "here"), t.TempDir()}
	for _, folder := range folders {
		runs(t, "-out", folder, "-seed", "7")
	}
	entries, err := os.ReadDir(folders[0])
	require.NoError(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
		one, err := os.ReadFile(filepath.Join(folders[0], e.Name()))
		require.NoError(t, err)
		two, err := os.ReadFile(filepath.Join(folders[1], e.Name()))
		require.NoError(t, err)
		assert.Equal(t, one, two, e.Name())
	}
	assert.Equal(t, []string{"assessment.json", "attendance-changes.svg", "attendance-periods.svg", "attendance-size.svg", "confidence-changes.svg",
		"confidence-size.svg", "paragraph.md", "report.html", "report.md", "retention-changes.svg",
		"retention-periods.svg", "retention-size.svg", "screening_seen-size.svg"}, names)
	for _, name := range []string{"report.md", "paragraph.md"} {
		text, err := os.ReadFile(filepath.Join(folders[0], name))
		require.NoError(t, err)
		golden(t, name, string(text))
	}
	var a evaluate.Assessment
	data, err := os.ReadFile(filepath.Join(folders[0], "assessment.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &a))
	assert.Equal(t, "IMP-2025", a.PlanID)
	assert.Equal(t, uint64(7), a.Options.Seed)
	var shown evaluate.Assessment
	require.NoError(t, json.Unmarshal([]byte(runs(t, "-json", "-seed", "7")), &shown))
	assert.Equal(t, a, shown)
}

// What the example is there to show: the raw gain of the weakest looks like an effect, and is not claimed as one.
func TestRun_demoIsHonest(t *testing.T) {
	s, err := readStudy(options{})
	require.NoError(t, err)
	a, err := s.assess()
	require.NoError(t, err)
	claims := map[string]evaluate.Claim{}
	for _, f := range a.Findings {
		claims[f.MeasureID] = f.Verdict.Claim
	}
	assert.Equal(t, map[string]evaluate.Claim{"retention": evaluate.CannotTell, "attendance": evaluate.Contributed, "progression": evaluate.Refused,
		"screening_seen": evaluate.ChangedAfter, "confidence": evaluate.ChangedAfter}, claims)
	for _, c := range a.Findings[0].Checks {
		if c.Code == evaluate.CheckDiD {
			assert.Greater(t, c.Effect.Interval.Lower, 0.0, "the difference of changes alone excludes no effect")
		}
	}
	assert.Empty(t, a.Gaps)
}

// write puts a text into a file of its own.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	return path
}

const header = "measure_id,unit,period,treated,value,count,total,on\n"

// Every fault is told with file, line and column, and nothing is worked out.
func TestRun_badRecords(t *testing.T) {
	for name, tc := range map[string]struct{ rows, want string }{
		"not a number":     {"confidence,T01,3,yes,NaN,,,\n", `line 2, column value: "NaN" is not a number`},
		"infinite":         {"confidence,T01,3,yes,Inf,,,\n", `line 2, column value: "Inf" is not a number`},
		"a word":           {"confidence,T01,3,yes,good,,,\n", `line 2, column value: "good" is not a number`},
		"a percentage":     {"confidence,T01,3,yes,91%,,,\n", `line 2, column value: "91%" is a percentage`},
		"twice":            {"confidence,T01,3,yes,4,,,\nconfidence,T01,3,yes,5,,,\n", "line 3, column period: T01 was already measured in period 3, in row 1"},
		"post before pre":  {"confidence,T01,3,yes,4,,,2026-05-01\nconfidence,T01,5,yes,5,,,2026-04-01\n", "line 3, column on: "},
		"off the scale":    {"confidence,T01,3,yes,11,,,\n", "line 2, column value: 11 is off the scale of 1 to 10"},
		"above the total":  {"retention,P01,3,yes,,101,100,\n", "line 2, column count: "},
		"unknown outcome":  {"happiness,P01,3,yes,5,,,\n", `line 2, column measure_id: the plan has no measure "happiness"`},
		"half yes":         {"screening_seen,T01,3,yes,0.5,,,\n", "line 2, column value: "},
		"no value":         {"confidence,T01,3,yes,,,,\n", "line 2, column value: it is empty"},
		"no total":         {"retention,P01,3,yes,,50,,\n", "line 2, column total: it is empty"},
		"help not said":    {"confidence,T01,3,,5,,,\n", "line 2, column treated: it is empty"},
		"help unclear":     {"confidence,T01,3,perhaps,5,,,\n", `line 2, column treated: "perhaps" is neither yes nor no`},
		"no unit":          {"confidence,,3,yes,5,,,\n", "line 2, column unit: it is empty"},
		"not a day":        {"confidence,T01,3,yes,5,,,May\n", `line 2, column on: "May" is not a day; write 2026-03-31 or 31/03/2026`},
		"too few cells":    {"confidence,T01\n", "line 2: it has 2 cells where the header has 8"},
		"changes its mind": {"confidence,T01,3,yes,4,,,\nconfidence,T01,5,no,5,,,\n", "line 3, column unit: T01 has another group, start or help"},
	} {
		t.Run(name, func(t *testing.T) {
			got := fails(t, cli.Bad, "-plan", "data/plan.json", "-records", write(t, "records.csv", header+tc.rows))
			assert.Contains(t, got, "records.csv, "+tc.want)
			assert.Contains(t, got, "nothing was worked out")
		})
	}
}

func TestRun_badInput(t *testing.T) {
	plan, records := "data/plan.json", "data/records.csv"
	for name, tc := range map[string]struct {
		code int
		args []string
		want string
	}{
		"no plan":            {cli.Misuse, []string{"-records", records}, "-plan is missing"},
		"no records":         {cli.Misuse, []string{"-plan", plan}, "-records is missing"},
		"no partners":        {cli.Misuse, []string{"-inspections", inspections}, "-inspections and -partners belong together"},
		"left over":          {cli.Misuse, []string{"stuff"}, `"stuff" belongs to no flag`},
		"unknown flag":       {cli.Misuse, []string{"-what"}, "flag provided but not defined: -what"},
		"no such plan":       {cli.Bad, []string{"-plan", "none.json", "-records", records}, "none.json: there is no such file or folder"},
		"no such records":    {cli.Bad, []string{"-plan", plan, "-records", "none.csv"}, "none.csv: there is no such file or folder"},
		"broken plan":        {cli.Bad, []string{"-plan", write(t, "p.json", "{\n\"id\": }"), "-records", records}, "p.json, line 2: this is not JSON"},
		"unknown design":     {cli.Bad, []string{"-plan", write(t, "p.json", `{"schema":"beacon/evaluation-plan/1","design":"hope"}`), "-records", records}, `"hope"`},
		"empty plan":         {cli.Bad, []string{"-plan", write(t, "p.json", `{"schema":"beacon/evaluation-plan/1"}`), "-records", records}, "p.json, column design: say what is compared"},
		"unknown column":     {cli.Bad, []string{"-plan", plan, "-records", write(t, "r.csv", "measure_id,unit,period,value,score\n")}, "r.csv, line 1, column score: this column is not known"},
		"missing column":     {cli.Bad, []string{"-plan", plan, "-records", write(t, "r.csv", "measure_id,unit,value\n")}, "r.csv, line 1, column period: this column is missing"},
		"empty file":         {cli.Bad, []string{"-plan", plan, "-records", write(t, "r.csv", "")}, "it is empty; the first line names the columns"},
		"heading twice":      {cli.Bad, []string{"-plan", plan, "-records", write(t, "r.csv", "unit,unit\n")}, "heading 2 is empty or there twice"},
		"unknown statement":  {cli.Bad, []string{"-plan", plan, "-records", records, "-statements", write(t, "s.csv", "kind,text\nrumour,x\n")}, "s.csv, line 2, column kind: "},
		"influence elsewise": {cli.Bad, []string{"-plan", plan, "-records", records, "-influences", write(t, "i.csv", "kind,measure_ids\nevent,luck\n")}, "i.csv, line 2, column measure_ids: "},
		"no such partner":    {cli.Bad, []string{"-inspections", inspections, "-partners", "1"}, "it has no provider with the UKPRN 1"},
		"unknown method":     {cli.Misuse, []string{"stats", "guess"}, `"guess" is not a method`},
		"no file":            {cli.Misuse, []string{"stats", "page"}, "-csv is missing: page needs a file and -columns TIME.."},
		"too few columns":    {cli.Misuse, []string{"stats", "did", "-csv", "testdata/panel.csv", "-columns", "unit"}, "did takes -columns UNIT,PERIOD,START,VALUE,[CLUSTER]"},
		"no such column":     {cli.Bad, []string{"stats", "paired_t", "-csv", "testdata/sleep.csv", "-columns", "drug3"}, "testdata/sleep.csv, line 1, column drug3: there is no such column; there are patient, drug1, drug2"},
		"bad cell":           {cli.Bad, []string{"stats", "paired_t", "-csv", write(t, "x.csv", "d\n1\ntwo\n"), "-columns", "d"}, `x.csv, line 3, column d: "two" is not a number`},
		"empty cell":         {cli.Bad, []string{"stats", "paired_t", "-csv", write(t, "x.csv", "d,e\n1,\n2,3\n"), "-columns", "d,e"}, "line 2, column e: it is empty; -complete leaves such rows out"},
		"formula refuses":    {cli.Bad, []string{"stats", "wilson", "-csv", write(t, "x.csv", "x,n\n1,2\n3,2\n"), "-columns", "x,n"}, "wilson: line 3: x is 3; give a count from 0 to n = 2"},
		"three groups":       {cli.Bad, []string{"stats", "rank_sum", "-csv", "testdata/two.csv", "-columns", "value,cluster"}, "it names 6 groups and not two"},
		"bad level":          {cli.Bad, []string{"stats", "paired_t", "-csv", "testdata/sleep.csv", "-columns", "drug1", "-level", "95"}, "level is 95"},
		"bad choice":         {cli.Misuse, []string{"stats", "adjust", "-adjust", "sidak"}, "use bh, bonferroni, by, hochberg, holm"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Contains(t, fails(t, tc.code, tc.args...), tc.want)
		})
	}
}

// Every method runs on a file and says what it was asked.
func TestStats_everyMethod(t *testing.T) {
	ratings := write(t, "ratings.csv", "a,b,c\n1,2,3\n2,2,4\n3,4,5\n1,3,3\n4,4,6\n2,5,5\n")
	counts := write(t, "counts.csv", "n,m,p,mean,sd,cut,r\n6,3,0.01,80,8,75,0.6\n8,19,0.2,80,8,70,0.8\n")
	line := write(t, "line.csv", "y\n1\n2\n4\n3\n5\n9\n11\n10\n12\n14\n")
	files := map[string][]string{
		samePeople: {"testdata/sleep.csv", "drug1,drug2"}, twoGroups: {"testdata/two.csv", "value,arm"}, rates: {"testdata/rates.csv", "x1,n1,x2,n2"},
		"friedman": {ratings, "a,b,c"}, "page": {ratings, "a,b,c"}, "wilson": {"testdata/rates.csv", "x1,n1"}, "clopper_pearson": {"testdata/rates.csv", "x1,n1"},
		"newcombe_paired": {"testdata/rates.csv", "first,second"}, "mcnemar": {"testdata/rates.csv", "first,second"},
		compared: {"testdata/panel.csv", "unit,period,start,value"}, "ancova": {"testdata/two.csv", "before,value,treated"},
		"permute_treated": {"testdata/two.csv", "value,treated"}, "ols": {"testdata/two.csv", "value,treated,before", "-cluster", "cluster"},
		"wild_bootstrap": {"testdata/two.csv", "value,treated", "-cluster", "cluster"}, "cluster_bootstrap": {"testdata/two.csv", "value,cluster,treated", "-draws", "999"},
		"its": {line, "y", "-before", "5"}, "synthetic_control": {write(t, "sc.csv", panelText(t)), "unit,period,start,value"},
		"adjust": {counts, "p", "-adjust", "bh"}, "bootstrap": {line, "y", "-statistic", "median", "-draws", "999"}, "icc_oneway": {"testdata/two.csv", "value,cluster"},
		"icc_twoway": {ratings, "a,b,c"}, "regression_to_mean": {counts, "mean,sd,cut,r"}, "smallest_paired": {counts, "n"}, "smallest_two_groups": {counts, "n,m"},
	}
	for _, m := range methods {
		t.Run(m.name, func(t *testing.T) {
			f, ok := files[m.name]
			if !ok {
				f = files[m.group]
			}
			var got answer
			require.NoError(t, json.Unmarshal([]byte(runs(t, append([]string{"stats", m.name, "-csv", f[0], "-columns", f[1]}, f[2:]...)...)), &got))
			assert.Equal(t, m.name, got.Method)
			assert.NotEmpty(t, got.Result)
			assert.Positive(t, got.Rows)
		})
	}
}

// panelText is the panel with unit B left untreated, so that one unit is left for a synthetic control.
func panelText(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("testdata/panel.csv")
	require.NoError(t, err)
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "B,") {
			line = strings.Replace(line, ",3,1", ",0,1", 1)
		}
		b.WriteString(line)
	}
	return b.String()
}

// Incomplete rows are left out only when asked for, and counted.
func TestStats_complete(t *testing.T) {
	file := write(t, "x.csv", "\ufeffd;e\n1;2\n2;\n3;5\n")
	var got answer
	require.NoError(t, json.Unmarshal([]byte(runs(t, "stats", "sign_test", "-csv", file, "-columns", "d,e", "-complete")), &got))
	assert.Equal(t, 2, got.Rows)
	assert.Equal(t, 1, got.LeftOut)
}
