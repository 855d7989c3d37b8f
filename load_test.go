package beacon_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"io/fs"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares text with a file in testdata, or writes the file with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

func TestLoadTellsEveryProblemAtOnce(t *testing.T) {
	e, err := beacon.New(beacon.Config{Packs: []fs.FS{os.DirFS("testdata/packs/faulty")}})
	require.Nil(t, e)
	var problems *beacon.LoadError
	require.ErrorAs(t, err, &problems)
	golden(t, "faulty.golden", err.Error()+"\n")
	for _, i := range problems.Issues {
		require.NotEmpty(t, i.Code)
		require.NotEmpty(t, i.Message)
		require.Positive(t, i.Pos.Line)
		require.NotEmpty(t, i.Snippet)
	}
}

func pack(text string) fs.FS { return fstest.MapFS{"college.yaml": {Data: []byte(text)}} }

const head = "beacon: 1\npack: college\nversion: 1.0.0\n"

func TestFilesThatAreNoPack(t *testing.T) {
	cases := map[string]struct{ text, want string }{
		"empty":      {"", "college.yaml: the file is empty [yaml]"},
		"not yaml":   {"beacon: 1\n\tpack: x", "college.yaml:2:1: this line begins with a tab [yaml]"},
		"not utf-8":  {"beacon: \xff", "college.yaml: the file is not UTF-8 text [yaml]"},
		"a list":     {"- beacon", "college.yaml:1:1: a pack must be a list of keys with values [bad-value]"},
		"newer":      {"beacon: 2", "college.yaml:1:9: this file is written for format 2 and this program reads format 1 [bad-value]"},
		"aliases":    {head + "rules: &all []\nchoices: *all", "college.yaml:4:8: anchors and aliases are not used in rule packs [yaml]"},
		"no id":      {"beacon: 1\nversion: 1.0.0", `college.yaml:1:1: "pack" is missing [missing-key]`},
		"same pack":  {"beacon: 1\npack: lsc2004\nversion: 1.0.0", `pack "lsc2004" is already in lsc2004/lsc2004.yaml [duplicate]`},
		"same rule":  {head + "rules:\n  - {id: L-36.7, decides: stage_gate, on: {engagement: any}, must: 'true', because: x}", `rule L-36.7: pack "lsc2004" has this rule already [duplicate]`},
		"no subject": {head + "rules:\n  - {id: C-1, decides: stage_gate, must: 'true', because: x}", `rule C-1: "on" is missing: say what the rule judges [missing-key]`},
		"replaces nothing": {head + "rules:\n  - {id: L-36.8x, replaces: lsc2004, decides: stage_gate, on: {engagement: any}, must: 'true', because: x}",
			`rule L-36.8x: pack "lsc2004" has no such rule to replace [unknown-rule]`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := beacon.New(beacon.Config{Packs: []fs.FS{pack(c.text)}})
			var problems *beacon.LoadError
			require.ErrorAs(t, err, &problems)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func booked(on string) dissemination.Engagement {
	return dissemination.Engagement{ID: "E-1", State: dissemination.Disseminated, EndedOn: practice.MustDate("2025-05-31"),
		Review: &dissemination.Review{DueOn: practice.MustDate(on)}}
}

func TestLayers(t *testing.T) {
	today := practice.MustDate("2025-06-10")
	verdict := func(text, rule string, e dissemination.Engagement) (practice.Verdict, practice.Severity) {
		t.Helper()
		eng, err := beacon.New(beacon.Config{Packs: []fs.FS{pack(head + text)}})
		require.NoError(t, err)
		d, err := eng.Gate(beacon.OnEngagement(e, dissemination.Work{}), dissemination.Implementing, today)
		require.NoError(t, err)
		for _, r := range d.Reasons {
			if r.Rule == rule {
				return r.Verdict, r.Severity
			}
		}
		return d.Verdict(rule), ""
	}
	v, _ := verdict("", "L-36.7", booked("2026-02-28"))
	require.Equal(t, practice.Pass, v)

	v, _ = verdict("set: [{param: lsc2004.review_max_months, to: 6, because: our board wants it sooner}]", "L-36.7", booked("2026-02-28"))
	require.Equal(t, practice.Fail, v)

	v, _ = verdict("disable: [{rule: L-36.7, because: the partner asked for more time}]", "L-36.7", booked("2027-02-28"))
	require.Empty(t, v)

	v, s := verdict("raise: [{rule: L-36.7, to: may, because: only to note it}]", "L-36.7", booked("2027-02-28"))
	require.Equal(t, practice.Fail, v)
	require.Equal(t, practice.May, s)

	v, _ = verdict(`rules:
  - id: L-36.7
    replaces: lsc2004
    decides: stage_gate
    on: {engagement: implementing}
    must: engagement.review.due_on <= addWeeks(engagement.ended_on, 4)
    because: Review within four weeks.
    source: college
`, "L-36.7", booked("2026-02-28"))
	require.Equal(t, practice.Fail, v)
}

func TestRulesListSaysWhereEachCameFrom(t *testing.T) {
	eng, err := beacon.New(beacon.Config{Packs: []fs.FS{pack(head + `
rules:
  - id: C-1
    decides: check
    on: {engagement: any}
    when: has(engagement.ended_on)
    may: size(engagement.contacts) > 1
    because: One visit is rarely enough.
`)}})
	require.NoError(t, err)
	var ids []string
	for _, r := range eng.Rules() {
		ids = append(ids, r.ID)
		if r.ID == "C-1" {
			require.Equal(t, beacon.Pos{File: "college.yaml", Line: 6, Column: 5}, r.Pos)
			require.Equal(t, "college", r.Pack)
			require.Equal(t, []string{"engagement.contacts", "engagement.ended_on"}, r.Reads)
		}
	}
	require.IsIncreasing(t, ids)
	require.Contains(t, ids, "L-36.7")
}

func TestDigestFollowsTheRules(t *testing.T) {
	digest := func(text string) string {
		eng, err := beacon.New(beacon.Config{Packs: []fs.FS{pack(head + text)}})
		require.NoError(t, err)
		d, err := eng.Review(beacon.OnPractice(practice.Practice{ID: "P"}), practice.MustDate("2026-01-01"))
		require.NoError(t, err)
		return d.Rules.Digest
	}
	plain := digest("")
	require.Len(t, plain, 64)
	require.Equal(t, plain, digest("# a comment changes nothing\n"))
	require.NotEqual(t, plain, digest("set: [{param: lsc2004.review_max_months, to: 6, because: sooner}]"))
}

func TestUnknownEmbeddedPack(t *testing.T) {
	_, err := beacon.New(beacon.Config{Embedded: []string{"nosuch"}})
	require.EqualError(t, err, `beacon: there is no embedded pack "nosuch"`)
	eng, err := beacon.New(beacon.Config{Embedded: []string{}})
	require.NoError(t, err)
	require.Empty(t, eng.Rules())
}

func TestRuleThatFailsOpensNothing(t *testing.T) {
	eng, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{pack(head + `
rules:
  - {id: C-1, decides: stage_gate, on: {engagement: any}, must: 1 / size(engagement.contacts) == 1, because: x}
  - {id: C-2, decides: stage_gate, on: {engagement: any}, must: engagement.mode == 'visit', because: y, ask: coordinator}
`)}})
	require.NoError(t, err)
	d, err := eng.Gate(beacon.OnEngagement(dissemination.Engagement{ID: "E-1"}, dissemination.Work{}), dissemination.Active, practice.MustDate("2026-01-01"))
	var fault *beacon.EvalError
	require.True(t, errors.As(err, &fault))
	require.Equal(t, "C-1", fault.Rule)
	require.Equal(t, beacon.Pos{File: "college.yaml", Line: 6, Column: 67}, fault.Pos)
	require.Equal(t, practice.CannotTell, d.Outcome, "a rule that failed neither opens nor closes")
	require.Equal(t, practice.RuleError, d.Verdict("C-1"))
	require.Equal(t, []string{"engagement.mode"}, d.Missing)
	_, err = dissemination.Engagement{ID: "E-1", State: dissemination.Agreed}.Advance(d.Ruling())
	require.Error(t, err)
}

func TestParams(t *testing.T) {
	value := func(text string) any {
		eng, err := beacon.New(beacon.Config{Packs: []fs.FS{pack(head + text)}})
		require.NoError(t, err)
		for _, p := range eng.Params() {
			if p.Pack == "lsc2004" && p.Name == "review_max_months" {
				require.Equal(t, "months", p.Unit)
				require.NotEmpty(t, p.Says)
				return p.Value
			}
		}
		return nil
	}
	require.Equal(t, int64(9), value(""))
	require.Equal(t, evaluate.Limits{ReviewMonths: 9, SummaryWeeks: 2}, beacon.Default().Calendar())
	require.Equal(t, int64(6), value("set: [{param: lsc2004.review_max_months, to: 6, because: sooner}]"))
	eng, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{pack(head + "params: {from: {value: 2026-03-31}, most: {kind: number}}")}})
	require.NoError(t, err)
	require.Equal(t, practice.MustDate("2026-03-31"), eng.Params()[0].Value)
	require.Nil(t, eng.Params()[1].Value)
	require.Equal(t, evaluate.Limits{}, eng.Calendar())
}
