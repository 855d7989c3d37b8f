package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

var update = flag.Bool("update", false, "write the golden files anew")

const small = "testdata/providers.csv"

// on is a command line over the small file, on a fixed day.
func on(args ...string) []string {
	return append([]string{"-inspections", small, "-disseminator", "98000001", "-today", "2026-03-31"}, args...)
}

func runs(t *testing.T, args ...string) (stdout string) {
	t.Helper()
	var out, errs bytes.Buffer
	require.Equal(t, cli.Done, run(args, &out, &errs), "%s", errs.String())
	require.Empty(t, errs.String())
	return out.String()
}

// The digest changes with every rule of the module, whether it has a say here or not.
var changing = regexp.MustCompile(`"digest": "[0-9a-f]{64}"`)

func TestRun_golden(t *testing.T) {
	for name, args := range map[string][]string{
		"region.txt":   on("-places", "3"),
		"adult.json":   on("-places", "1", "-kinds", "acl", "-json"),
		"all.txt":      on("-regions", "all", "-kinds", "all"),
		"weak.txt":     {"-inspections", small, "-disseminator", "98000002", "-today", "2026-03-31", "-kinds", "college,wbl"},
		"ungraded.txt": {"-inspections", small, "-disseminator", "98000015", "-today", "2026-03-31", "-regions", "london"},
		"packs.txt":    on("-packs", "testdata/packs/lenient"),
	} {
		t.Run(name, func(t *testing.T) {
			got := changing.ReplaceAllString(runs(t, args...), `"digest": "…"`)
			file := filepath.Join("testdata", "golden", name)
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, string(want), got, "run go test with -update if the change is meant")
			if filepath.Ext(name) == ".txt" {
				checkWidth(t, got)
			}
		})
	}
}

func checkWidth(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		assert.LessOrEqual(t, utf8.RuneCountInString(line), cli.Width+1, "%s", line)
		assert.Equal(t, strings.TrimRight(line, " \n"), strings.TrimRight(line, "\n"), "blanks at the end of a line")
	}
}

func TestRun_repeats(t *testing.T) {
	args := on("-regions", "all", "-kinds", "all", "-json")
	assert.Equal(t, runs(t, args...), runs(t, args...))
}

func TestRun_help(t *testing.T) {
	help := runs(t, "-help")
	for _, name := range []string{"inspections", "disseminator", "regions", "kinds", "places", "today", "packs", "json"} {
		assert.Contains(t, help, "-"+name)
	}
}

func TestRun_noPlaces(t *testing.T) {
	text := runs(t, on("-places", "0")...)
	assert.Contains(t, text, "ACCEPTED: 0 of 0 places\n  None.")
	assert.Contains(t, text, "WAITING FOR A PLACE: 5")
}

// A mistake is told in plain words on the other stream, with its exit code, and nothing of a report is shown.
func TestRun_mistakes(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
		return path
	}
	data, err := os.ReadFile(small)
	require.NoError(t, err)
	header, _, _ := strings.Cut(string(data), "\r\n")
	file := func(path string, more ...string) []string {
		return append([]string{"-inspections", path, "-disseminator", "98000001"}, more...)
	}
	nowhere := strings.ReplaceAll(string(data), "North West", "NULL")
	_ = os.Mkdir(filepath.Join(dir, "empty"), 0o755)

	for _, tt := range []struct {
		name string
		args []string
		code int
		says []string
	}{
		{"no flags", nil, 2, []string{"-inspections is missing", "-help"}},
		{"no disseminator", []string{"-inspections", small}, 2, []string{"-disseminator is missing"}},
		{"an unknown flag", on("-place", "3"), 2, []string{"-place"}},
		{"words left over", on("London", "South East"), 2, []string{`"London"`, "quotation marks"}},
		{"a number of places that is none", on("-places", "few"), 2, []string{"few"}},
		{"too few places", on("-places", "-1"), 2, []string{"-1", "below 0"}},
		{"a day that does not exist", on("-today", "2026-02-30"), 2, []string{"2026-02-30"}},
		{"an unknown kind", on("-kinds", "college,school"), 2, []string{"school", "wbl"}},
		{"an empty kind", on("-kinds", "college,"), 2, []string{"empty"}},
		{"an empty region", on("-regions", ""), 2, []string{"empty"}},
		{"no region to go by", file(write("nowhere.csv", nowhere)), 2, []string{"give -regions"}},

		{"no such file", file(filepath.Join(dir, "none.csv")), 1, []string{"none.csv", "no such file"}},
		{"a folder for a file", file(dir), 1, []string{dir, "directory"}},
		{"an empty file", file(write("empty.csv", "")), 1, []string{"empty.csv", "header"}},
		{"a missing column", file(write("column.csv", strings.Replace(header, "Provider UKPRN", "UKPRN of provider", 1))), 1,
			[]string{"column.csv", `lacks 1 column: "Provider UKPRN"`}},
		{"a quotation mark that never ends", file(write("quote.csv", header+"\r\n\"9801,98000001\r\n")), 1,
			[]string{"quote.csv", "line 2"}},
		{"a provider not in the file", []string{"-inspections", small, "-disseminator", "11111111"}, 1,
			[]string{`"11111111"`, "One row of the file could not be read"}},
		{"two digits changed about", []string{"-inspections", small, "-disseminator", "98000031"}, 1,
			[]string{"did you mean", "98000001  Fernhill College"}},
		{"a name for a number", []string{"-inspections", small, "-disseminator", "fernhill"}, 1,
			[]string{"98000001  Fernhill College", "98000004  Fernhill Borough Council"}},
		{"an unknown region", on("-regions", "Northwest"), 1, []string{`"Northwest"`, "it has London, North West"}},
		{"no such packs", on("-packs", filepath.Join(dir, "rules")), 1, []string{"rules", "no such file"}},
		{"a file for packs", on("-packs", small), 1, []string{"not a folder"}},
		{"no packs in the folder", on("-packs", filepath.Join(dir, "empty")), 1, []string{"no file ending in .yaml"}},
		{"a pack that is wrong", on("-packs", "testdata/packs/wrong"), 1,
			[]string{"problems in the rule packs", "wrong.yaml:", "overal", "did you mean"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			assert.Equal(t, tt.code, run(tt.args, &out, &errs))
			assert.Empty(t, out.String())
			assert.True(t, strings.HasPrefix(errs.String(), "partners: "), "%s", errs.String())
			for _, says := range tt.says {
				assert.Contains(t, errs.String(), says)
			}
		})
	}
}

// A rule that fails while it runs costs nobody the report: those it fails on are to ask, and it is told of once.
func TestRun_ruleFails(t *testing.T) {
	var out, errs bytes.Buffer
	assert.Equal(t, cli.Bad, run(on("-packs", "testdata/packs/fails"), &out, &errs))
	assert.Contains(t, out.String(), "The rule itself failed and must be mended.")
	assert.Contains(t, out.String(), "ACCEPTED: 0 of 6 places")
	assert.Equal(t, 1, strings.Count(errs.String(), "F-01"), "%s", errs.String())
	assert.Contains(t, errs.String(), "more)")
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestRun_cannotWrite(t *testing.T) {
	var errs bytes.Buffer
	assert.Equal(t, cli.Bad, run(on(), brokenWriter{}, &errs))
	assert.Contains(t, errs.String(), "the disk is full")
}

func TestRules(t *testing.T) {
	engine, err := engine()
	require.NoError(t, err)
	results, err := engine.Test(rules())
	require.NoError(t, err)
	tested := map[string]bool{}
	for _, r := range results {
		tested[r.Rule+" "+strings.Fields(r.Want)[0]] = true
		assert.True(t, r.OK, "%s %s %s: want %s, got %s", r.Pos, r.Rule, r.Name, r.Want, r.Got)
	}
	for _, rule := range engine.Rules() {
		if rule.Pack == "partners" {
			for _, verdict := range []practice.Verdict{practice.Pass, practice.Fail} {
				assert.True(t, tested[rule.ID+" "+string(verdict)] || tested[rule.ID+" "+string(verdict)+","], "%s %s", rule.ID, verdict)
			}
		}
	}
}

// Whatever the file and the flags, nobody is lost, no place is given twice, and the groups hold everyone once.
func checkResult(t *testing.T, r result) {
	t.Helper()
	c := r.Counts
	assert.Equal(t, c.InFile, 1+c.Elsewhere+c.Considered)
	assert.Equal(t, c.Considered, c.Accepted+c.Waiting+c.Declined+c.ToAsk)
	assert.LessOrEqual(t, c.Accepted, r.Chosen.Places)
	if c.Waiting > 0 {
		assert.Equal(t, r.Chosen.Places, c.Accepted, "someone waits although there is a place")
	}
	seen := map[string]bool{}
	lists := map[practice.Outcome][][]beacon.Candidate{
		practice.Open: {r.Selection.Accepted, r.Selection.Waiting}, practice.Closed: {r.Selection.Declined}, practice.CannotTell: {r.Selection.ToAsk}}
	for outcome, of := range lists {
		for _, all := range of {
			for _, p := range all {
				assert.False(t, seen[p.Enquiry.Provider.UKPRN], "%s is in two lists", p.Enquiry.Provider.UKPRN)
				seen[p.Enquiry.Provider.UKPRN] = true
				assert.Equal(t, outcome, p.Decision.Outcome)
			}
		}
	}
	assert.Len(t, seen, c.Considered)
	assert.False(t, seen[r.Disseminator.ID], "the disseminator is its own partner")

	ranked := slices.Concat(r.Selection.Accepted, r.Selection.Waiting)
	for i, p := range ranked {
		if i > 0 {
			assert.GreaterOrEqual(t, ranked[i-1].Score, p.Score)
		}
		grade, known := overall(p.Enquiry.Provider.Inspection)
		require.True(t, known, "%s has no grade", p.Enquiry.Provider.UKPRN)
		assert.Greater(t, grade, practice.Outstanding)
		want := "direct"
		if grade > practice.Good {
			want = "local_body"
		}
		assert.Equal(t, want, approachOf(p).Then, "%s", p.Enquiry.Provider.UKPRN)
	}
	for _, g := range []struct {
		groups []group
		all    []beacon.Candidate
	}{{r.Why, r.Selection.Declined}, {r.Questions, r.Selection.ToAsk}} {
		n := 0
		for _, group := range g.groups {
			n += len(group.UKPRNs)
			assert.True(t, group.Message != "" || len(group.Questions) > 0)
		}
		assert.Equal(t, len(g.all), n)
	}
}

// Packs take longer to compile than a small file to be judged.
var engine = sync.OnceValues(func() (*beacon.Engine, error) { return cli.Engine([]fs.FS{rules()}, nil) })

// choice runs the program up to the result, by the rules that are always in force.
func choice(t *testing.T, args ...string) result {
	t.Helper()
	o, err := parse(args, nil)
	require.NoError(t, err)
	e, err := engine()
	require.NoError(t, err)
	in, err := readFor(e, o)
	require.NoError(t, err)
	r, err := choose(o, in)
	require.NoError(t, err)
	return r
}

func TestChoose(t *testing.T) {
	for _, places := range []string{"0", "1", "3", "100"} {
		for _, kinds := range []string{"all", "acl", "college,wbl", "other"} {
			for _, regions := range []string{"all", "London", "london,NORTH WEST"} {
				t.Run(places+" "+kinds+" "+regions, func(t *testing.T) {
					checkResult(t, choice(t, on("-places", places, "-kinds", kinds, "-regions", regions)...))
				})
			}
		}
	}
}

func TestChoose_realFile(t *testing.T) {
	path := os.Getenv("BEACON_OFSTED_CSV")
	if path == "" {
		t.Skip("this project does not hold Ofsted's file as at 31 August 2025; set BEACON_OFSTED_CSV to its full path")
	}
	for _, args := range [][]string{
		nil, {"-regions", "all", "-kinds", "all"}, {"-regions", "all", "-kinds", "all", "-places", "2000"}, {"-kinds", "wbl"},
	} {
		args = append([]string{"-inspections", path, "-disseminator", "10006442", "-today", "2026-03-31"}, args...)
		r := choice(t, args...)
		checkResult(t, r)
		assert.Equal(t, 1914, r.Counts.InFile)
		assert.Empty(t, r.Refused)
		var text strings.Builder
		writeText(&text, r)
		checkWidth(t, text.String())
	}
}

func TestJSON_holdsEverything(t *testing.T) {
	var doc struct {
		Counts    counts           `json:"counts"`
		Selection beacon.Selection `json:"selection"`
		Refused   []struct {
			Line   int    `json:"line"`
			Reason string `json:"reason"`
		} `json:"refused_rows"`
	}
	text := runs(t, on("-places", "2", "-json")...)
	require.NoError(t, json.Unmarshal([]byte(text), &doc))
	assert.NotContains(t, text, "null", "what is not known is left out")
	require.Len(t, doc.Selection.Accepted, 2)
	assert.Equal(t, 2, doc.Counts.Accepted)
	assert.NotEmpty(t, doc.Selection.Accepted[0].Terms)
	assert.NotEmpty(t, doc.Selection.Accepted[0].Choices)
	require.Len(t, doc.Refused, 1)
	assert.Equal(t, 15, doc.Refused[0].Line)
}

func TestWrap(t *testing.T) {
	long := strings.Repeat("é", 2*cli.Width+5)
	for _, s := range []string{"", "one", strings.Repeat("word ", 60), long, "short " + long + " short"} {
		lines := cli.Wrap(s, 7)
		for _, line := range lines {
			assert.LessOrEqual(t, utf8.RuneCountInString(line), cli.Width-7)
		}
		assert.Equal(t, strings.Join(strings.Fields(s), ""), strings.ReplaceAll(strings.Join(lines, ""), " ", ""))
	}
}

func TestPlain(t *testing.T) {
	assert.Equal(t, "Weir [31m College", cli.Plain(" Weir\x1b[31m\n College\u202e "))
}

// generated is a file of n providers: every region of the small file, all kinds and grades.
func generated(tb testing.TB, n int) string {
	tb.Helper()
	data, err := os.ReadFile(small)
	require.NoError(tb, err)
	lines := strings.SplitAfter(string(data), "\r\n")
	var b strings.Builder
	b.WriteString(lines[0])
	for i := range n {
		cells := strings.SplitN(lines[1+i%13], ",", 3)
		fmt.Fprintf(&b, "%d,%d,%s", i, 98000000+i, cells[2])
	}
	path := filepath.Join(tb.TempDir(), "generated.csv")
	require.NoError(tb, os.WriteFile(path, []byte(b.String()), 0o644))
	return path
}

// From the command line to the text, over a file as large as the real one.
func BenchmarkRun(b *testing.B) {
	args := []string{"-inspections", generated(b, 2000), "-disseminator", "98000000", "-today", "2026-03-31",
		"-regions", "all", "-kinds", "all"}
	for _, form := range []string{"text", "json"} {
		b.Run(form, func(b *testing.B) {
			args := args
			if form == "json" {
				args = append(slices.Clip(args), "-json")
			}
			b.ReportAllocs()
			for b.Loop() {
				var out, errs bytes.Buffer
				if run(args, &out, &errs) != cli.Done {
					b.Fatal(errs.String())
				}
			}
		})
	}
}
