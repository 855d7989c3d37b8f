package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

var update = flag.Bool("update", false, "write the golden files anew")

func runs(t *testing.T, args ...string) (stdout string) {
	t.Helper()
	var out, errs bytes.Buffer
	require.Equal(t, cli.Done, run(args, &out, &errs), "%s", errs.String())
	require.Empty(t, errs.String())
	return out.String()
}

// What changes with every rule of the module is told elsewhere: digests, how many rules there are and where they stand.
var changing = []*regexp.Regexp{
	regexp.MustCompile(`"digest": "[0-9a-f]{64}"`), regexp.MustCompile(`fingerprint\s+[0-9a-f]{12}`),
	regexp.MustCompile(`"rule_count": \d+`), regexp.MustCompile(`\d+ rules in force`), regexp.MustCompile(`\.yaml:\d+:\d+`),
}

func settled(text string) string {
	for _, re := range changing {
		text = re.ReplaceAllStringFunc(text, func(s string) string {
			return regexp.MustCompile(`[0-9a-f]{12,}|\b\d+\b`).ReplaceAllString(s, "…")
		})
	}
	return text
}

func TestRun_golden(t *testing.T) {
	for name, args := range map[string][]string{
		"year.txt":   nil,
		"year.json":  {"-json"},
		"july.txt":   {"-today", "2025-07-20"}, // half-way: the review still booked too late
		"before.txt": {"-today", "2024-12-31"}, // nothing happened yet
		"strict.txt": {"-packs", "rules", "-packs", "testdata/packs/short"},
	} {
		t.Run(name, func(t *testing.T) {
			got := settled(runs(t, args...))
			file := filepath.Join("testdata", "golden", name)
			if *update {
				require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, string(want), got, "run go test with -update if the change is meant")
		})
	}
}

func TestRun_fits(t *testing.T) {
	text := runs(t)
	assert.LessOrEqual(t, strings.Count(text, "\n"), 95, "about two screens")
	for line := range strings.Lines(text) {
		assert.LessOrEqual(t, utf8.RuneCountInString(line), cli.Width+1, "%s", line)
		assert.Equal(t, strings.TrimRight(line, " \n"), strings.TrimRight(line, "\n"), "blanks at the end of a line")
	}
}

func TestRun_repeats(t *testing.T) {
	assert.Equal(t, runs(t, "-json"), runs(t, "-json"))
}

func TestRun_help(t *testing.T) {
	help := runs(t, "-help")
	for _, name := range []string{"data", "packs", "today", "report", "json"} {
		assert.Contains(t, help, "-"+name)
	}
}

// copied is the program's own documents in a folder that a test may change.
func copied(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "mine")
	require.NoError(t, os.CopyFS(dir, embedded("data")))
	return dir
}

func TestRun_ownFolders(t *testing.T) {
	dir, packs := copied(t), filepath.Join(t.TempDir(), "rules")
	require.NoError(t, os.CopyFS(packs, embedded("rules")))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "README.md"), []byte("ours"), 0o644))
	for _, form := range [][]string{{}, {"-json"}} {
		args := append([]string{"-data", dir, "-packs", packs, "-today", exampleToday}, form...)
		assert.Equal(t, runs(t, form...), runs(t, args...))
	}
}

func TestRun_report(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "pages")
	text := runs(t, "-report", dir)
	assert.Contains(t, text, "The pages are in "+dir)
	for name, holds := range map[string]string{"year.html": "A year of dissemination", "year.md": "Saltmarsh College", "service.html": "Good practice in the service",
		"service.md": "# Good practice", "days.ics": "BEGIN:VEVENT"} {
		page, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		assert.Contains(t, string(page), holds, name)
	}
	assert.Equal(t, runs(t, "-json"), runs(t, "-json", "-report", dir), "programs read what they always read")
}

// A college that has only just begun has one document.
func TestRun_oneDocument(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "disseminator.json"),
		[]byte(`{"schema": "beacon/disseminator/1", "id": "D-9", "state": "awarded"}`), 0o644))
	text := runs(t, "-data", dir, "-today", exampleToday)
	assert.Contains(t, text, "D-9 shares its good practice")
	assert.Contains(t, text, "WHAT IS DUE, AND FROM WHOM\n  Nothing.")
}

// What the program shows is what really happened to the documents.
func TestTell(t *testing.T) {
	engine, err := newEngine(nil)
	require.NoError(t, err)
	docs, err := read("")
	require.NoError(t, err)
	s, err := tell(engine, docs, practice.MustDate(exampleToday))
	require.NoError(t, err)

	require.Len(t, s.Engagements, 3)
	for _, j := range s.Engagements[:2] {
		assert.Equal(t, dissemination.Evaluated, j.Document.State)
		assert.Len(t, j.Document.History, 7)
	}
	late := s.Engagements[1].Gates[4]
	assert.Equal(t, practice.Closed, late.Decision.Outcome)
	assert.True(t, late.Decision.Failed("L-36.7"))
	assert.Equal(t, "L-36.7", s.Closed.Rule)
	unknown := s.Engagements[0].Gates[4]
	assert.Equal(t, practice.CannotTell, unknown.Decision.Outcome)
	assert.Equal(t, []string{"engagement.management_buy_in"}, unknown.Decision.Missing)

	require.Len(t, s.Practices, 2)
	assert.Equal(t, practice.Assessed, s.Practices[0].Document.Stage)
	tr, _ := s.Practices[0].Document.Transfer("T-1")
	assert.Equal(t, practice.Submitted, tr.State)
	assert.Len(t, tr.History, 3)
	variation := s.Practices[1].Document
	assert.Equal(t, practice.InValidation, variation.Stage)
	assert.Equal(t, []string{"P-1"}, variation.Lineage)

	lists := s.Selection.Lists
	assert.Len(t, lists.Accepted, 3)
	assert.Len(t, lists.Waiting, 1)
	assert.Len(t, lists.Declined, 1)
	assert.Len(t, lists.ToAsk, 1)
	assert.NotEmpty(t, lists.Waiting[0].Signposts)
	assert.Equal(t, "local_body", lists.Accepted[0].Choice("approach"))

	var read map[string]any
	require.NoError(t, json.Unmarshal([]byte(runs(t, "-json")), &read))
}

func TestRules_ownTests(t *testing.T) {
	engine, err := newEngine(nil)
	require.NoError(t, err)
	results, err := engine.Test(embedded("rules"))
	require.NoError(t, err)
	assert.NotEmpty(t, results)
	for _, r := range results {
		assert.True(t, r.OK, "%s %s: want %s, got %s", r.Pos, r.Name, r.Want, r.Got)
	}
}

// However a file is cut short, the program says so and shows nothing.
func TestRead_cutShort(t *testing.T) {
	dir := copied(t)
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		whole, err := os.ReadFile(file)
		require.NoError(t, err)
		for cut := range 25 {
			require.NoError(t, os.WriteFile(file, whole[:len(whole)*cut/26], 0o644))
			_, err := read(dir)
			var data *dataError
			assert.ErrorAs(t, err, &data, "%s cut to %d of 26", file, cut)
		}
		return os.WriteFile(file, whole, 0o644)
	})
	require.NoError(t, err)
}

// A mistake is told in plain words on the other stream, with its exit code, and nothing of a report is shown.
func TestRun_mistakes(t *testing.T) {
	const e2, steps, q4 = "engagements/e2-coldharbour.json", "engagements/e2-coldharbour.steps.json", "enquiries/q4-ellerby.json"
	const vary = "practices/exit-questions.steps.json"
	for _, tt := range []struct {
		name     string
		file     string // of the documents
		old, new string // what stands there, and what a test puts in its place; an empty old puts it in place of everything
		says     []string
	}{
		{"not JSON", e2, `"id": "E-2",`, `"id": "E-2"`, []string{"e2-coldharbour.json: line 4: this is not JSON"}},
		{"an empty file", e2, "", "", []string{"e2-coldharbour.json: line 1: this is not JSON"}},
		{"a list", e2, "", "[]", []string{"e2-coldharbour.json"}},
		{"an unknown name", e2, `"consultancy",`, `"consultency",`, []string{"/mode", `did you mean "consultancy"`}},
		{"an impossible date", e2, "2025-04-07", "2025-02-30", []string{"at /started_on", "2025-02-30"}},
		{"a newer document", e2, "beacon/engagement/1", "beacon/engagement/2", []string{"at /schema", "use a newer release"}},
		{"another document", e2, "beacon/engagement/1", "beacon/enquiry/1", []string{"at /schema", "was expected"}},
		{"a grade of none", q4, `"overall": 3`, `"overall": 0`, []string{"at /provider/inspection/overall", "grades run from 1"}},
		{"a text for a number", q4, `"distance_km": 24`, `"distance_km": "near"`, []string{"at /distance_km"}},
		{"no id", q4, `"Q-4"`, `""`, []string{"at /id", "missing"}},
		{"a name that is no text", steps, `"contacts": [`, `"contacts": [4,`, []string{"at /steps/3/known/contacts/0"}},
		{"no state", q4, `"state": "filtered"`, `"state": ""`, []string{"where it stands"}},
		{"an id twice", q4, `"Q-4"`, `"Q-5"`, []string{"at /id", `"Q-5" is taken by`, "q4-ellerby.json"}},
		{"another college's", e2, `"disseminator_id": "D-1"`, `"disseminator_id": "D-2"`, []string{"at /disseminator_id", `"D-2"`}},
		{"a document in the wrong place", "e9.json", "", "{}", []string{"e9.json", "move it there"}},
		{"a folder with a slip", "enquires/q.json", "", "{}", []string{"enquires", "use practices, enquiries and engagements"}},

		{"steps of nothing", steps, `"of": "E-2"`, `"of": "E-9"`, []string{"at /of", `no document "E-9"`}},
		{"steps twice", steps, `"of": "E-2"`, `"of": "E-1"`, []string{"at /of", "already"}},
		{"steps of a newer program", steps, "quickstart/steps/1", "quickstart/steps/2", []string{"at /schema", "quickstart/steps/1"}},
		{"a step without a day", steps, `"on": "2025-04-14",`, "", []string{"at /steps/0/on", "missing"}},
		{"a day that is none", steps, `"on": "2025-04-14",`, `"on": "2025-04-31",`, []string{"at /steps/0/on", "2025-04-31"}},
		{"days out of order", steps, `"on": "2025-04-14",`, `"on": "2025-04-17",`, []string{"at /steps/1/on", "earliest first"}},
		{"a number for a text", steps, `"note": "the review was booked for 4 May 2026"`, `"note": 4`, []string{"at /steps/4/note", "a text"}},
		{"a member with a slip", steps, `"known": {"baseline"`, `"knwon": {"baseline"`, []string{"at /steps/0/knwon", "use answers, by,"}},
		{"a fact with a slip", steps, `"management_buy_in"`, `"mangement_buy_in"`, []string{"at /steps/4/known/mangement_buy_in", "a slip"}},
		{"a deep fact with a slip", steps, `"held_on": "2026-02-05"`, `"heldon": "2026-02-05"`, []string{"at /steps/6/known/review/heldon"}},
		{"a fact that cannot be", steps, `"due_on": "2026-05-04"`, `"due_on": "4 May"`, []string{"at /steps/4/known/review/due_on", "4 May"}},
		{"a state by the back door", steps, `"senior_sponsor"`, `"state"`, []string{"at /steps/4/known/state", `under "to"`}},
		{"an unknown state", steps, `"to": "agreed"`, `"to": "agred"`, []string{"at /steps/1/to", `did you mean "agreed"`}},
		{"a person without a reason", steps, `"to": "agreed"`, `"to": "agreed", "by": "coordinator"`, []string{"at /steps/1/note"}},
		{"a transfer of an engagement", steps, `"to": "agreed"`, `"to": "agreed", "transfer": "T-1"`, []string{"at /steps/1", "only a practice"}},
		{"no such transfer", vary, `"transfer": "T-1", "as"`, `"transfer": "T-7", "as"`, []string{"/vary", `no transfer "T-7"`}},
		{"a transfer that is not there", vary, `"transfer": "T-1", "known"`, `"transfer": "T-7", "known"`, []string{"/steps/5/transfer"}},
		{"steps of a variation that is none", vary, `"as": "P-2"`, `"as": "P-3"`, []string{"at /of", `no document "P-2"`}},
		{"a variation with an id in use", vary, `{"on": "2026-02-16", "vary": {"transfer": "T-1", "as": "P-2"}}`,
			`{"on": "2026-02-16", "vary": {"transfer": "T-1", "as": "P-2"}}, {"on": "2026-02-16", "vary": {"transfer": "T-1", "as": "Q-4"}}`,
			[]string{"/vary/as", `"Q-4" is taken`}},
		{"a variation twice", vary, `{"on": "2026-02-16", "vary": {"transfer": "T-1", "as": "P-2"}}`,
			`{"on": "2026-02-16", "vary": {"transfer": "T-1", "as": "P-2"}}, {"on": "2026-02-16", "vary": {"transfer": "T-1", "as": "P-2"}}`,
			[]string{"/vary/as", `"P-2" is taken`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := copied(t)
			file := filepath.Join(dir, filepath.FromSlash(tt.file))
			if tt.old != "" {
				swap(t, file, tt.old, tt.new)
			} else {
				require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
				require.NoError(t, os.WriteFile(file, []byte(tt.new), 0o644))
			}
			refused(t, cli.Bad, tt.says, "-data", dir, "-today", exampleToday)
		})
	}
}

func refused(t *testing.T, code int, says []string, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	assert.Equal(t, code, run(args, &out, &errs))
	assert.Empty(t, out.String())
	assert.True(t, strings.HasPrefix(errs.String(), "quickstart: "), "%s", errs.String())
	for _, s := range says {
		assert.Contains(t, errs.String(), s)
	}
}

func TestRun_misuse(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file.txt")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	for _, tt := range []struct {
		name string
		args []string
		code int
		says []string
	}{
		{"an unknown flag", []string{"-jason"}, cli.Misuse, []string{"-jason", "-help"}},
		{"a day that is none", []string{"-today", "2026-02-30"}, cli.Misuse, []string{"2026-02-30"}},
		{"a folder without its flag", []string{"mine"}, cli.Misuse, []string{"did you mean -data mine?"}},
		{"an empty folder name", []string{"-data", ""}, cli.Misuse, []string{"-data is empty"}},
		{"no such documents", []string{"-data", filepath.Join(dir, "none")}, cli.Bad, []string{"none", "no such file"}},
		{"a file for a folder", []string{"-data", file}, cli.Bad, []string{"not a folder"}},
		{"no disseminator", []string{"-data", dir}, cli.Bad, []string{"disseminator.json", "no such file"}},
		{"no such rules", []string{"-packs", filepath.Join(dir, "none")}, cli.Bad, []string{"none", "no such file"}},
		{"a file for rules", []string{"-packs", file}, cli.Bad, []string{"not a folder"}},
		{"no rules in the folder", []string{"-packs", dir}, cli.Bad, []string{"no file ending in .yaml"}},
		{"rules with a fault", []string{"-packs", "testdata/packs/wrong"}, cli.Bad, []string{"wrong.yaml:", "did you mean"}},
	} {
		t.Run(tt.name, func(t *testing.T) { refused(t, tt.code, tt.says, tt.args...) })
	}
}

// A rule that fails while it runs costs nobody the report; it opens nothing and is told of.
func TestRun_ruleFails(t *testing.T) {
	var out, errs bytes.Buffer
	assert.Equal(t, cli.Bad, run([]string{"-packs", "testdata/packs/fails"}, &out, &errs))
	assert.Contains(t, out.String(), "The rule itself failed and must be mended")
	assert.Equal(t, 1, strings.Count(errs.String(), "F-01"), "%s", errs.String())
}

// A must that its pack lets people waive gives way to a written reason, and the text says so.
func TestRun_waiver(t *testing.T) {
	dir := copied(t)
	swap(t, filepath.Join(dir, "engagements/e2-coldharbour.steps.json"), `"review": {"due_on": "2026-05-04"}
      },
      "to": "implementing"`, `"review": {"due_on": "2026-05-04"}
      },
      "to": "implementing",
      "answers": [{"rule": "L-36.7", "role": "principal", "reason": "Their new head starts in April", "until": "2026-05-04"}]`)
	text := runs(t, "-data", dir, "-today", "2025-07-20")
	assert.Contains(t, text, "WAIVED       change begun 18 Jul 2025: the review was booked for 4 May 2026")
	assert.Contains(t, text, "Written reason of the principal: “Their new head starts in April”")
}

// A person can take a document off its ladder, with a reason; no rule is asked.
func TestRun_byHand(t *testing.T) {
	dir := copied(t)
	swap(t, filepath.Join(dir, "engagements/e3-ravensea.steps.json"), `"to": "disseminated"`,
		`"to": "stopped", "by": "coordinator", "note": "the partner merged"`)
	text := runs(t, "-data", dir, "-today", exampleToday)
	assert.Contains(t, text, "decided      stopped 6 Feb 2026 by the coordinator: the partner merged")
}

// Advice that nobody answered holds the step back, and so does everything after it.
func TestRun_unanswered(t *testing.T) {
	dir := copied(t)
	swap(t, filepath.Join(dir, "disseminator.steps.json"), `"rule": "L-17.2"`, `"rule": "L-17.9"`)
	text := runs(t, "-data", dir, "-today", exampleToday)
	assert.Contains(t, text, "NOT TAKEN    17 Feb 2025, “choice of partners begun”: going on against advice needs a written")
	assert.Contains(t, text, "NOT TAKEN    3 Mar 2025, “work begun”: there is no such step from where it stands")
}

// swap puts one text of a file in the place of another.
func swap(t *testing.T, file, old, by string) {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Contains(t, string(data), old)
	require.NoError(t, os.WriteFile(file, []byte(strings.Replace(string(data), old, by, 1)), 0o644))
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, fs.ErrClosed }

func TestRun_brokenOutput(t *testing.T) {
	var errs bytes.Buffer
	assert.Equal(t, cli.Bad, run(nil, brokenWriter{}, &errs))
	assert.Contains(t, errs.String(), fs.ErrClosed.Error())
}

// The faults are typed, so that a program that reads documents as this one does can tell them apart.
func TestErrors_typed(t *testing.T) {
	dir := copied(t)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "disseminator.json"), []byte(`{"schema": "beacon/disseminator/7"}`), 0o644))
	_, err := read(dir)
	var data *dataError
	require.ErrorAs(t, err, &data)
	assert.Equal(t, "/schema", data.path)
	var schema *practice.SchemaError
	assert.True(t, errors.As(err, &schema))
}
