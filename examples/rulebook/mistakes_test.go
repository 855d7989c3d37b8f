package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

// A mistake is told in plain words, with its exit code.
func TestRun_mistakes(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
		return path
	}
	written := 0
	on := func(facts string, more ...string) []string {
		written++
		file := write(filepath.Join(fmt.Sprint(written), "facts.json"), facts)
		return append([]string{"eval", "-on", "engagement", "-facts", file}, more...)
	}
	file := write("one/file.yaml", "beacon: 1\npack: one\nversion: 1.0.0\n")
	write("only/x_test.yaml", "beacon: 1\n")
	write("untold/x.json", "{}")
	write("noday/x.yaml", "beacon: 1\npack: noday\nversion: 1.0.0\n")
	write("noday/x_test.yaml", "beacon: 1\ncases:\n  - {rule: L-36.77, expect: pass}\n")
	write("shared/x.yaml", "beacon: 1\npack: shared\nversion: 1.0.0\n")
	write("shared/x_test.yaml", "beacon: 1\ntoday: 2026-03-31\ngiven:\n  slip: {meeting: {minutd: true}}\ncases:\n  - {on: meeting, from: slip, expect: open}\n"+
		"  - {on: meeting, given: {meeting: {}}, expect: open}\n  - {on: meeting, from: slip, expect: closed}\n")
	write("badtest/x.yaml", "beacon: 1\npack: badtest\nversion: 1.0.0\n")
	write("badtest/x_test.yaml", "beacon: 1\ncases:\n  - {rule: L-36.7, expect: maybe}\n")
	write("table/x.yaml", "beacon: 1\npack: table\nversion: 1.0.0\nattributes:\n  engagement: {hours: whole number}\ntables:\n  - id: amount\n    on: engagement\n"+
		"    columns: {hours: engagement.hours}\n    rows:\n      - {if: {hours: <= 3}, then: few}\n    otherwise: {then: many}\n")
	write("three/x.yaml", "beacon: 1\npack: three\nversion: 1.0.0\n")
	write("three/x_test.yaml", "beacon: 1\ntoday: 2026-03-31\ncases:\n  - {rule: L-36.77, expect: pass}\n  - {rule: L-T1.4, expect: open}\n"+
		"  - {on: meeting, given: {meeting: {}}, expect: open}\n")
	require.NoError(t, os.Mkdir(filepath.Join(dir, "empty"), 0o755))

	for _, tt := range []struct {
		name string
		args []string
		code int
		says []string
	}{
		{"no command", nil, 2, []string{"rulebook check", "rulebook help"}},
		{"an unknown command", []string{"chek"}, 2, []string{`"chek"`, `did you mean "check"?`}},
		{"help of an unknown command", []string{"help", "frobnicate"}, 2, []string{"no command", "vocabulary"}},
		{"an unknown flag", []string{"check", "-strict", college}, 2, []string{"-strict"}},
		{"too little", []string{"check"}, 2, []string{"rulebook check PATH"}},
		{"too much", []string{"new", "a", "b"}, 2, []string{`cannot use "b"`}},
		{"no packs at all", []string{"list", "-alone"}, 2, []string{"-alone leaves no rules"}},
		{"a day that does not exist", []string{"eval", "-today", "2026-02-30"}, 2, []string{"2026-02-30"}},
		{"no facts", []string{"eval", "-rule", "C-1"}, 2, []string{"-facts"}},
		{"about what", []string{"eval", "-facts", "testdata/plain/plain.json"}, 2, []string{"-on engagement", "-rule"}},
		{"an unknown rule", []string{"explain", "L-36.77"}, 2, []string{`did you mean "L-36.7"?`}},
		{"an unknown subject", []string{"list", "-on", "engagment"}, 2, []string{`did you mean "engagement"?`}},
		{"an unknown subject to draw", []string{"graph", "-on", "school"}, 2, []string{"use practice, transfer"}},
		{"nothing to draw", []string{"graph", "-on", "meeting"}, 2, []string{"a meeting has no states"}},
		{"an unknown subject to name", []string{"vocabulary", "-on", "pupil"}, 2, []string{`"pupil"`}},
		{"an unknown pack", []string{"list", "-pack", "lsc"}, 2, []string{"use staffordshire, lsc2004, facilitators, jpd or acl-wales"}},
		{"an unknown weight", []string{"list", "-severity", "high"}, 2, []string{"must, should or may"}},
		{"an unknown language", []string{"explain", "W-38", "-lang", "fr"}, 2, []string{`en or cy, not "fr"`}},
		{"an unknown code", []string{"codes", "unknown-filed"}, 2, []string{`did you mean "unknown-field"?`}},
		{"an unknown schema", []string{"schema", "rule"}, 2, []string{"schemas of a pack and of a test"}},
		{"an unknown state", on("{}", "-to", "agred"), 2, []string{`did you mean "agreed"?`}},
		{"a state of what has none", []string{"eval", "-on", "meeting", "-to", "x", "-facts", write("m.json", "{}")}, 2, []string{"no states"}},
		{"a rule about another subject", on("{}", "-rule", "C-1", college), 2, []string{"about a partner, not about an engagement"}},
		{"a rule that is not asked there", on("{}", "-rule", "L-36.7", "-to", "agreed"), 2, []string{"implementing, reviewed or evaluated"}},
		{"a check on entering", []string{"explain", "C-5", college, "-to", "implementing"}, 2, []string{"leave out implementing"}},

		{"no such folder", []string{"check", filepath.Join(dir, "none")}, 1, []string{"there is no folder"}},
		{"a file for a folder", []string{"check", file}, 1, []string{"is a file; give the folder"}},
		{"an empty folder", []string{"check", filepath.Join(dir, "empty")}, 1, []string{"no rule pack", "rulebook new"}},
		{"only tests", []string{"test", filepath.Join(dir, "only")}, 1, []string{"no rule pack"}},
		{"no tests", []string{"test", filepath.Join(dir, "one")}, 0, []string{"There are no tests"}},
		{"a test that is read by check", []string{"check", filepath.Join(dir, "noday")}, 1, []string{"x_test.yaml:3", "L-36.77", "1 problem in the tests, none in the rules"}},
		{"one slip in facts that two cases share", []string{"check", filepath.Join(dir, "shared")}, 1, []string{"x_test.yaml:4:20", `Did you mean "minuted"?`, "1 problem in the tests"}},
		{"a test that cannot be parsed", []string{"test", filepath.Join(dir, "badtest")}, 1, []string{`cannot be "maybe"`, "1 problem in the tests. Until all are mended, none of them is run."}},
		{"one case of three that does not hold", []string{"test", filepath.Join(dir, "three")}, 1, []string{"1 of 3 cases holds, 1 does not, 1 cannot be run."}},
		{"a test of a rule that is not there", []string{"test", filepath.Join(dir, "noday")}, 1, []string{"x_test.yaml:3", "L-36.77"}},
		{"rules that do not load", []string{"list", "testdata/wrong"}, 1, []string{"testdata/wrong/wrong.yaml:7:19"}},
		{"no file of facts", []string{"eval", "-on", "meeting", "-facts", "none.json"}, 1, []string{"no file of facts none.json"}},
		{"facts that break off", on("{\n\"engagement\": {\n"), 1, []string{"facts.json:2", "} or ] that closes"}},
		{"a word in capitals", on(`{"engagement": {"management_buy_in": TRUE}}`), 1, []string{"TRUE must be written true"}},
		{"single quotation marks", on(`{'engagement': {}}`), 1, []string{"double quotation marks"}},
		{"a rule of a pack that is not named", []string{"explain", "N-1"}, 2, []string{"name the folder of the pack"}},
		{"an id in small letters", []string{"explain", "c-4", college}, 0, []string{"C-4, a must of the pack college"}},
		{"nothing to propose from", []string{"test", filepath.Join(dir, "one"), "-propose"}, 0, []string{"nothing to begin from"}},
		{"a table", []string{"explain", "amount", filepath.Join(dir, "table")}, 0, []string{"amount, about an engagement", "row 2 many ("}},
		{"a table on facts", []string{"explain", "amount", filepath.Join(dir, "table"), "-facts", write("few.json", `{"engagement": {"hours": 2}}`)}, 0,
			[]string{"it gives: few", "fits, and is taken", "does not fit"}},
		{"a table that cannot be told", []string{"eval", "-rule", "amount", filepath.Join(dir, "table"), "-facts", write("none.json", `{"engagement": {}}`)}, 1,
			[]string{"it gives: cannot tell", "Not recorded: engagement.hours row 1"}},
		{"a comma too much", on("{\"engagement\": {\n\"id\": \"E\",\n}}"), 1, []string{"facts.json:3"}},
		{"a list", on("[1]"), 1, []string{"in braces"}},
		{"nothing", on("null"), 1, []string{"in braces"}},
		{"a slip beside the facts", on(`{"facts": {}, "today": "2026-01-01", "state": "x"}`), 1, []string{`"state" means nothing`}},
		{"a day that is none", on(`{"facts": {}, "today": "soon"}`), 1, []string{"today cannot be read"}},
		{"an unknown variable", on(`{"engagemnt": {}}`), 1, []string{`did you mean "engagement"?`}},
		{"an unknown field", on(`{"engagement": {"review": {"due_in": 3}}}`), 1, []string{"engagement.review.due_in", `did you mean "due_on"?`}},
		{"an unknown field of an entry", on(`{"engagement": {"contacts": [{}, {"onn": 3}]}}`), 1, []string{"contacts[1].onn", `did you mean "on"?`}},
		{"a date written otherwise", on(`{"engagement": {"ended_on": "31/1/2026"}}`), 1, []string{"engagement.ended_on", "write it like"}},
		{"a state in which it is not asked", on(`{"engagement": {"state": "agreed"}}`, "-rule", "C-5", college), 1, []string{"not asked in the state"}},
		{"no folder of facts", []string{"diff", "none", college, "-facts", far}, 1, []string{"no folder of facts"}},
		{"a folder without facts", []string{"diff", "none", college, "-facts", college}, 1, []string{"no file ends in .json"}},
		{"what -alone leaves out", []string{"check", "-alone", "testdata/board"}, 1, []string{"-alone leaves out the packs"}},
		{"a folder that is not empty", []string{"new", filepath.Join(dir, "one")}, 1, []string{"one is not empty: file.yaml is there already"}},
		{"facts about what", []string{"diff", "none", college, "-facts", filepath.Join(dir, "untold")}, 1, []string{"does not say what it is about"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, code := runs(tt.args...)
			assert.Equal(t, tt.code, code, "%s", text)
			for _, s := range tt.says {
				assert.Contains(t, strings.Join(strings.Fields(text), " "), s)
			}
			assert.NotContains(t, text, "‹", "the mark of a folder")
		})
	}
}

// Facts may have columns that only one of two packs declares; and one file at fault does not keep the others from being judged.
func TestRun_diffOfColumns(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
	}
	write("far/far.yaml", `beacon: 1
pack: far
version: 1.0.0
attributes:
  partner: {minutes_by_train: whole number}
rules:
  - {id: F-1, decides: partner_filter, on: {partner: accepted}, must: partner.minutes_by_train <= 60, because: It is too far by train.}
`)
	write("facts/a.json", `{"on": "partner", "to": "accepted", "facts": {"partner": {"id": "A", "minutes_by_train": 61, "of_none": 1}}}`)
	write("facts/b.json", `{"on": "partner", "to": "accepted", "facts": {"partner": {"id": "B", "minutes_by_train": 61}}}`)
	write("facts/c.jsonl", `{"on": "partner", "to": "accepted", "facts": {"partner": {"id": "C", "minutes_by_train": 62}}}
{"on": "partner",
{"on": "partner", "to": "accepted", "facts": {"partner": {"id": "D", "minutes_by_train": 63}}}
`)
	t.Chdir(dir)
	for _, sides := range [][]string{{"none", "far"}, {"far", "none"}} {
		out, code := runs("diff", sides[0], sides[1], "-facts", "facts", "-today", "2026-03-31")
		assert.Equal(t, exitProblem, code)
		assert.Contains(t, out, "Decisions on 3 files: 3 with another outcome, 0")
		assert.Equal(t, 1, strings.Count(out, "facts/a.json"), "%s", out)
		assert.Contains(t, out, "partner.of_none: there is no such member; use id,")
		assert.Contains(t, out, "facts/c.jsonl:2:1: the facts end too early")
		assert.Equal(t, 3, strings.Count(out, "F-1: "), "%s", out)
		checkWidth(t, out)
	}
}

// Windows editors begin a file with a mark, end lines with two signs, and are none the wiser.
func TestRun_windowsFiles(t *testing.T) {
	dir := t.TempDir()
	text, err := os.ReadFile(far)
	require.NoError(t, err)
	facts := filepath.Join(dir, "far.json")
	require.NoError(t, os.WriteFile(facts, append([]byte("\ufeff"), strings.ReplaceAll(string(text), "\n", "\r\n")...), 0o644))
	pack, err := os.ReadFile(filepath.Join(college, "college.yaml"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "college.yaml"),
		append([]byte("\ufeff"), strings.ReplaceAll(string(pack), "\n", "\r\n")...), 0o644))
	out, code := runs("eval", "-rule", "C-1", "-facts", facts, dir)
	assert.Equal(t, exitProblem, code)
	assert.Contains(t, out, "this provider is 120 km away.")
}

// With -fix the files are mended where that is certain, and otherwise stay as they are; a second time changes nothing.
func TestRun_fix(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "college.yaml")
	text := "beacon: 1\r\npack: college\r\nversion: 1.0.0\r\nrules:\r\n  - id: C-1   # stays\r\n    decides: stagegate\r\n" +
		"    on: {engagement: [agred]}\r\n    must: engagment.endedon <> today AND TRUE\r\n    because: \"Ŵ\"\r\n"
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	out, code := runs("check", dir, "-fix", "-alone")
	assert.Equal(t, exitFine, code, "%s", out)
	assert.Contains(t, out, "Put right:")
	mended, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, strings.NewReplacer("stagegate", "stage_gate", "agred", "agreed", "engagment.endedon <> today AND TRUE",
		"engagement.ended_on != today && true").Replace(text), string(mended))
	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	out, code = runs("check", dir, "-fix", "-alone")
	assert.Equal(t, exitFine, code)
	assert.NotContains(t, out, "Put right:")
	require.Error(t, replaceFile(file, []byte("something else"), nil), "somebody changed it meanwhile")
	left, err := filepath.Glob(filepath.Join(dir, ".rulebook*"))
	require.NoError(t, err)
	assert.Empty(t, left)
}

// A mend that leaves a problem in its place is taken back, and one beside it stays.
func TestRun_fixTakesBack(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "college.yaml")
	text := "beacon: 1\npack: college\nversion: 1.0.0\nrules:\n  - id: C-1\n    decides: stagegate\n    on: {engagement: agreed}\n" +
		"    must: NOT(engagement.management_buy_in)\n    because: Offer #1 now.\n  - id: C-2\n    decides: stage_gate\n" +
		"    on: {engagement: agreed}\n    must: =engagement.management_buy_in == yes && size(engagement.contacts) > two\n    because: 'We can't.'\n"
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	_, code := runs("check", dir, "-fix", "-alone")
	assert.Equal(t, exitProblem, code, "what is meant by two is not certain")
	mended, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, strings.NewReplacer("stagegate", "stage_gate", "NOT(engagement.management_buy_in)", `"!(engagement.management_buy_in)"`,
		"Offer #1 now.", `"Offer #1 now."`, "=engagement", "engagement", "yes", "true", "'We can't.'", `"We can't."`).Replace(text), string(mended))

	m := &mender{lines: map[string]*mendedLine{file + ":2": {was: "pack: x", from: 3, to: 6}}}
	m.judge([]beacon.Issue{{Pos: beacon.Pos{File: file, Line: 2, Column: 6}}})
	assert.False(t, m.lines[file+":2"].vain, "it is behind")
	m.judge([]beacon.Issue{{Pos: beacon.Pos{File: file, Line: 2, Column: 5}}})
	assert.True(t, m.lines[file+":2"].vain)
	f := folder{path: filepath.ToSlash(dir), files: os.DirFS(dir)}
	require.NoError(t, m.takeBack(f))
	mended, err = os.ReadFile(file)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(mended), "beacon: 1\npack: x\nversion"))
}

// fmt -w writes, and then there is nothing left to do.
func TestRun_fmt(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("testdata/messy")))
	_, code := runs("fmt", dir)
	assert.Equal(t, exitProblem, code)
	_, code = runs("fmt", dir, "-w")
	assert.Equal(t, exitFine, code)
	out, code := runs("fmt", dir)
	assert.Equal(t, exitFine, code, "%s", out)
}

// The schemas are what the starter's files name.
func TestRun_schema(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "rules")
	_, code := runs("new", dir)
	require.Equal(t, exitFine, code)
	for _, name := range []string{"pack", "test"} {
		out, code := runs("schema", name)
		assert.Equal(t, exitFine, code)
		file, err := os.ReadFile(filepath.Join(dir, "schema", name+".json"))
		require.NoError(t, err)
		assert.Equal(t, string(file), out)
	}
	out, _ := runs("schema", "-json")
	assert.True(t, json.Valid([]byte(out)))
}
