package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/sheet"
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
	require.Equal(t, code, run(append(args, "-out", t.TempDir()), &out, &errs))
	require.Empty(t, out.String())
	return errs.String()
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), string(got), "run with -update and look at it in a browser")
}

func TestRun_golden(t *testing.T) {
	t.Chdir(t.TempDir())
	out := runs(t)
	papers := map[string][]byte{"stdout.txt": []byte(out)}
	for _, name := range []string{"agenda.html", "report.html", "heatmap.svg", "profile.json"} {
		data, err := os.ReadFile(filepath.Join("selfassess-out", name))
		require.NoError(t, err)
		papers[name] = data
	}
	require.NoError(t, os.Chdir(home))
	for name, data := range papers {
		golden(t, name, data)
	}
	assert.NotContains(t, string(papers["report.html"])+string(papers["profile.json"]), "Nobody asked us", "said by a group of three")
}

// home is where the golden files lie.
var home = func() string { dir, _ := os.Getwd(); return dir }()

// TestRun_tables: the views that come with the program as a table make the same agenda as those in the saved assessment.
func TestRun_tables(t *testing.T) {
	dir := t.TempDir()
	out := runs(t, "-views", "data/views-2026.csv", "-before", "data/assessment-2025.json", "-names", "data/names.json", "-out", dir, "-lang", "cy")
	assert.Contains(t, out, "data/views-2026.csv: 140 views added, 0 there already, 0 rows refused")
	assert.Contains(t, out, "T16 Recruitment and retention")
	data, err := os.ReadFile(filepath.Join(dir, "profile.json"))
	require.NoError(t, err)
	var file profileFile
	require.NoError(t, json.Unmarshal(data, &file))
	assert.Equal(t, 17, file.Profile.Counts().NotAgreed)
	assert.Equal(t, "A-2025", file.SinceLastTime.BeforeID)

	out = runs(t, "-views", "data/views-2026.csv", "-rubric", "../../rubric/acl-wales-2024", "-out", dir)
	assert.Contains(t, out, "140 views added", "the files of a rubric do as well as the rubric that comes with the library")

	out = runs(t, "-views", "data/assessment-2026.json", "-views", "data/views-2026.csv", "-out", dir)
	assert.Contains(t, out, "0 views added, 140 there already, 0 rows refused", "the table that was sent out comes back")
}

// TestReadme: the table in the README is one that can be read.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	_, rest, _ := strings.Cut(string(readme), "```csv\n")
	table, _, _ := strings.Cut(rest, "```")
	got, err := sheet.Read[sheet.View](strings.NewReader(table), sheet.Options{})
	require.NoError(t, err)
	assert.Empty(t, got.Refused)
	assert.Len(t, got.Rows, 2)
}

// TestData: the table beside the saved assessment is what this library makes of it.
func TestData(t *testing.T) {
	a, err := readAssessment(invented, "data/assessment-2026.json", rubric.ACLWales())
	require.NoError(t, err)
	table, err := os.Open("data/views-2026.csv")
	require.NoError(t, err)
	defer table.Close()
	got, err := sheet.Read[sheet.View](table, sheet.Options{})
	require.NoError(t, err)
	require.Empty(t, got.Refused)
	_, m, err := sheet.MergeViews(rubric.ACLWales(), a, got.Rows)
	require.NoError(t, err)
	assert.Equal(t, sheet.Merged{Already: len(sheet.Views(a))}, m)
}

func TestRun_mistakes(t *testing.T) {
	file := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	for want, args := range map[string][]string{
		"give a file with -views":                          {"views.csv"},
		"give the views of this round with -views":         {"-before", "x.json"},
		"nowhere.csv: there is no such file or folder":     {"-views", "nowhere.csv"},
		"pages are in en (English) and cy (Welsh)":         {"-lang", "fr"},
		"there is no column partner":                       {"-views", file("v.csv", "topic,level\n")},
		"the document does not say what it is":             {"-views", file("a.json", "{}")},
		"there is no file text.LANGUAGE.json":              {"-texts", t.TempDir()},
		`flag provided but not defined: -nonsense`:         {"-nonsense"},
		`the text of T07 in "cy" is empty; leave it out`:   {"-texts", filepath.Dir(file("text.cy.json", `{"language":"cy","text":{"T07":""}}`))},
		`rubric acl-wales (2024-09-18) has no text for "T`: {"-texts", filepath.Dir(file("text.cy.json", `{"language":"cy","text":{"T77":"x"}}`))},
	} {
		code := cli.Bad
		if want[0] == 'g' || want[0] == 'f' {
			code = cli.Misuse
		}
		assert.Contains(t, fails(t, code, args...), want, args)
	}
	dir := t.TempDir()
	out := runs(t, "-out", dir, "-views", file("v.csv", "topic,partner,level,note\nT07,college,Emergin,x\nT07,college,emerging,y\nT99,college,emerging,z\n"))
	assert.Contains(t, out, `row 2, level: "emergin" is not a level; did you mean "emerging"?`)
	assert.Contains(t, out, "row 4, topic: T99 is not in the scope")
	assert.Contains(t, out, `column "note" is not read`)
	assert.Contains(t, runs(t, "-help"), "-views file")
}
