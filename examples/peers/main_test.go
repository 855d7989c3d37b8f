package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/examples/internal/cli"
)

var update = flag.Bool("update", false, "write the golden files anew")

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

// The invented project has the figures of the source: two providers, 14 and 6 people, sets of six, seven and seven.
func TestRun_golden(t *testing.T) {
	folder := t.TempDir()
	var out, errs bytes.Buffer
	require.Equal(t, cli.Done, run([]string{"-out", folder}, &out, &errs), errs.String())
	golden(t, "stdout.txt", bytes.ReplaceAll(out.Bytes(), []byte(filepath.ToSlash(folder)), []byte("peers-out")))
	for _, name := range []string{"timetable.csv", "timetable.html", "timetable.ics", "project.json", "project.html"} {
		data, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		golden(t, name, data)
	}
}

// The project that a plan begins is one that may begin: counts agree, groups are groups, and each visit fits its group.
func TestTheProjectHolds(t *testing.T) {
	o, err := parse(nil, nil)
	require.NoError(t, err)
	people, err := o.read()
	require.NoError(t, err)
	p, err := o.plan(t.Context(), people)
	require.NoError(t, err)
	assert.True(t, p.matched.Buddies.Optimal() && p.matched.Sets.Optimal())
	counts := p.project.Counts()
	assert.True(t, counts.Agree())
	assert.Equal(t, []int{14, 6}, []int{counts.ByProvider[0].Count, counts.ByProvider[1].Count})
	assert.Len(t, p.project.Visits, 20)
	for _, g := range p.project.Gaps(jpd.Reflecting) {
		assert.NotContains(t, []string{"J-30", "J-33", "J-43"}, g.Rule, g.Message)
	}
	for _, s := range p.project.Sets {
		assert.True(t, s.AdvisedSize())
		assert.Contains(t, s.Members, s.Facilitator)
	}
}

func TestMistakes(t *testing.T) {
	head := "id,provider,subject,themes,teaching,free\n"
	for name, c := range map[string]struct {
		table string
		args  []string
		code  int
		says  string
	}{
		"no such half-day": {table: head + "a,x,maths,,Mon,\n", code: cli.Bad, says: `people.csv, line 2: "Mon" is no half-day; write one of Mon am`},
		"twice":            {table: head + "a,x,,,,\na,x,,,,\n", code: cli.Bad, says: `people.csv, line 3: "a" is there twice`},
		"both at once":     {table: head + "a,x,,,Mon am,Mon am\n", code: cli.Bad, says: "a is teaching and free at Mon am"},
		"no column":        {table: "id,provider\n", code: cli.Bad, says: `there is no column "subject"`},
		"quotation mark":   {table: head + "a\"b,x,,,,\n", code: cli.Bad, says: "people.csv, line 2: a quotation mark stands where none may"},
		"cells":            {table: head + "a,x\n", code: cli.Bad, says: "people.csv, line 2: there are 2 cells and 6 columns"},
		"nobody":           {table: head, code: cli.Bad, says: "there are no people"},
		"too few": {table: head + "a,x,,,Mon am,Tue am\nb,y,,,Tue am,Mon am\n", code: cli.Bad,
			says: "action learning sets: match: no plan is possible: 2 people are too few for groups of 6 to 7"},
		"no file":   {args: []string{"-people", "nowhere.csv"}, code: cli.Bad, says: "nowhere.csv: there is no such file or folder"},
		"no Monday": {args: []string{"-visits", "2026-02-03"}, code: cli.Misuse, says: "-visits is 2026-02-03, which is no Monday"},
		"sizes":     {args: []string{"-sets", "7"}, code: cli.Misuse, says: "write the least and the most people, such as 6-7"},
		"word":      {args: []string{"people.csv"}, code: cli.Misuse, says: "give a file with -people"},
	} {
		t.Run(name, func(t *testing.T) {
			args := append(c.args, "-out", t.TempDir())
			if c.table != "" {
				path := filepath.Join(t.TempDir(), "people.csv")
				require.NoError(t, os.WriteFile(path, []byte(c.table), 0o644))
				args = append(args, "-people", path)
			}
			if name == "word" {
				args = c.args
			}
			var out, errs bytes.Buffer
			require.Equal(t, c.code, run(args, &out, &errs))
			assert.Contains(t, errs.String(), c.says)
			assert.Empty(t, out.String())
		})
	}
}
