package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

var update = flag.Bool("update", false, "write the golden files and the outputs in README.md anew")

// runs returns everything a command writes, and its exit code.
func runs(args ...string) (string, int) {
	var out, errs bytes.Buffer
	code := run(args, &out, &errs)
	return out.String() + errs.String(), code
}

// The packs that come with the program grow; what is shown of them here is masked.
var (
	numbers = regexp.MustCompile(`\d+ rules?\b`)
	digests = regexp.MustCompile(`"digest": "[0-9a-f]{64}"`)
	lines   = regexp.MustCompile(`((?:lsc2004|staffordshire|acl-wales)\.yaml):\d+`)
)

func masked(s string) string {
	s = numbers.ReplaceAllString(s, "N rules")
	s = digests.ReplaceAllString(s, `"digest": "…"`)
	return lines.ReplaceAllString(s, "$1:N")
}

const (
	college = "testdata/college"
	far     = "testdata/facts/far.json"
	late    = "testdata/facts/late.json"
)

func TestRun_golden(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	for _, tt := range []struct {
		name string
		args []string
		code int
	}{
		{"help", []string{"help"}, 0},
		{"help-diff", []string{"help", "diff"}, 0},
		{"check", []string{"check", college, "testdata/board"}, 0},
		{"check-alone", []string{"check", "-alone", college}, 0},
		{"check-wrong", []string{"check", "testdata/wrong"}, 1},
		{"test", []string{"test", college}, 0},
		{"test-more", []string{"test", college, "-cover", "-mutants"}, -1},
		{"test-equivalent", []string{"test", "-alone", "testdata/equivalent/explained", "-mutants"}, 0},
		{"test-stale", []string{"test", "-alone", "testdata/equivalent/stale", "-mutants"}, 1},
		{"test-propose", []string{"test", college, "-propose"}, 0},
		{"replay", []string{"replay", "testdata/stored.json", "-alone", college}, 0},
		{"replay-differs", []string{"replay", "testdata/stored.json", "-alone", "testdata/college2"}, 1},
		{"diff-lines", []string{"diff", college, "testdata/college2", "-facts", "testdata/lines"}, 1},
		{"test-fails", []string{"test", college, "testdata/untested", "-cover"}, 1},
		{"eval", []string{"eval", "-alone", college, "-facts", late}, 1},
		{"eval-review", []string{"eval", "-alone", "-on", "engagement", "-today", "2026-03-31", "-facts", "testdata/plain/plain.json", college}, 0},
		{"eval-rule", []string{"eval", "-rule", "C-1", college, "-facts", far}, 1},
		{"eval-breaks", []string{"eval", "-rule", "X-2", "testdata/untested", "-facts", far}, 1},
		{"explain-breaks", []string{"explain", "X-2", "testdata/untested", "-facts", far}, 1},
		{"explain", []string{"explain", "C-4", college}, 0},
		{"explain-check", []string{"explain", "C-5", college, "-facts", late}, 1},
		{"explain-facts", []string{"explain", "C-4", college, "-facts", late}, 1},
		{"explain-welsh", []string{"explain", "W-38", "-lang", "cy"}, 0},
		{"list", []string{"list", "-pack", "college", college}, 0},
		{"list-should", []string{"list", "-alone", "-on", "engagement", "-severity", "should", college}, 0},
		{"list-params", []string{"list", "-params", "-pack", "college", college}, 0},
		{"vocabulary", []string{"vocabulary", "-on", "meeting"}, 0},
		{"diff", []string{"diff", college, "testdata/college2", "-facts", "testdata/facts"}, 1},
		{"diff-rules", []string{"diff", "none", "testdata/board"}, 0},
		{"diff-same", []string{"diff", college, college, "-facts", "testdata/facts"}, 0},
		{"codes", []string{"codes"}, 0},
		{"codes-one", []string{"codes", "[gap]"}, 0},
		{"fmt", []string{"fmt", "testdata/messy", "-d"}, 1},
		{"fmt-fine", []string{"fmt", "starter"}, 0},
		{"list-changes", []string{"list", "-pack", "board", "testdata/board"}, 0},
		{"graph", []string{"graph", "-alone", "-on", "engagement", college}, 0},
		{"graph-all", []string{"graph", "-alone", college}, 0},
		{"graph-dot", []string{"graph", "-alone", "-on", "engagement", "-dot", college}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, code := runs(tt.args...)
			if tt.code < 0 {
				tt.code = code // whatever the pack's tests notice
			}
			assert.Equal(t, tt.code, code, "%s", text)
			golden(t, tt.name+".txt", text)
			checkWidth(t, text)
			if tt.args[0] == "help" {
				return
			}
			data, code := runs(append(tt.args, "-json")...)
			assert.Equal(t, tt.code, code)
			assert.True(t, json.Valid([]byte(data)), "%s", data)
			golden(t, tt.name+".json", data)
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	got = masked(got)
	file := filepath.Join("testdata", "golden", name)
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got, "run go test with -update if the change is meant")
}

// The line of a file is shown as it is; everything else keeps to the width.
func checkWidth(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if !strings.HasPrefix(line, "  | ") {
			assert.LessOrEqual(t, utf8.RuneCountInString(line), width, "%s", line)
			assert.Equal(t, strings.TrimRight(line, " "), line, "blanks at the end of a line")
		}
	}
}

// Whatever the packs that come with the program hold, each of their rules can be listed, described and drawn.
func TestRun_everyRule(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	l, err := load(options{})
	require.NoError(t, err)
	for _, r := range l.Rules() {
		told, err := l.explain(r.ID, options{})
		require.NoError(t, err)
		var text bytes.Buffer
		told.text(page{&text})
		assert.Contains(t, text.String(), r.ID)
		checkWidth(t, text.String())
	}
	for _, args := range [][]string{{"list"}, {"vocabulary"}, {"graph"}, {"graph", "-dot"}} {
		text, code := runs(args...)
		assert.Zero(t, code)
		checkWidth(t, text)
	}
}

func TestVocabulary_everyField(t *testing.T) {
	text, _ := runs("vocabulary")
	for _, v := range beacon.Default().Vocabulary() {
		for _, f := range v.Fields {
			if strings.Contains(f.Path, ".") {
				assert.Contains(t, text, "`"+f.Path+"`")
			}
		}
	}
	for _, f := range beacon.Functions() {
		assert.Contains(t, text, "`"+f.Usage+"`")
	}
}

func TestRun_help(t *testing.T) {
	for _, c := range commands {
		text, code := runs("help", c.name)
		assert.Zero(t, code)
		checkWidth(t, text)
		same, code := runs(c.name, "-h")
		assert.Zero(t, code)
		assert.Equal(t, text, same)
		for name := range strings.FieldsSeq(c.flags) {
			assert.Contains(t, text, "  -"+name)
		}
		assert.Contains(t, text, "-json")
	}
}

// What is exported can be read, and its tests hold, with nothing else in force.
func TestExport(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	dir := filepath.Join(t.TempDir(), "published")
	text, code := runs("export", dir)
	require.Zero(t, code, "%s", text)
	text, code = runs("test", "-alone", "-cover", filepath.Join(dir, "staffordshire"), filepath.Join(dir, "lsc2004"))
	assert.Zero(t, code, "%s", text)
	text, code = runs("check", filepath.Join(dir, "strict"))
	assert.Zero(t, code)
	assert.Contains(t, text, "raised    L-T6.1")
	text, code = runs("check", filepath.Join(dir, "lsc2004"))
	assert.Equal(t, exitProblem, code)
	assert.Contains(t, text, "-alone")
	assert.Less(t, strings.Count(text, "\n"), 30, "problems that are alike are told once or twice")
}

// Nothing that is there is written over, and then nothing else is written either.
func TestWrite_neverOverwrites(t *testing.T) {
	dir := t.TempDir()
	own := filepath.Join(dir, "college_test.yaml")
	require.NoError(t, os.WriteFile(own, []byte("mine"), 0o644))
	text, code := runs("new", dir)
	assert.Equal(t, exitProblem, code)
	assert.Contains(t, strings.Join(strings.Fields(text), " "), "is not empty: college_test.yaml is there already")
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 1)
	data, err := os.ReadFile(own)
	require.NoError(t, err)
	assert.Equal(t, "mine", string(data))
}
