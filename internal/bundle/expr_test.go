package bundle_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"

	"reflect"
)

func load(t *testing.T, text string) (*bundle.Set, *bundle.LoadError) {
	t.Helper()
	issues := &bundle.LoadError{}
	packs := bundle.Read(fstest.MapFS{"p.yaml": {Data: []byte(text)}}, "", 1<<20, issues)
	root, err := facts.Of(reflect.TypeFor[facts.Engagement]())
	require.NoError(t, err)
	set, err := bundle.Load(packs, []bundle.Subject{{Name: "engagement", Decides: []string{"stage_gate", "check"}, Root: root,
		States: []string{"active"}}}, bundle.Options{}, issues)
	if err != nil {
		require.ErrorAs(t, err, &issues)
		return nil, issues
	}
	return set, nil
}

// However an expression is written in YAML, a problem points at the place in the file: here at the misspelt field.
func TestProblemsPointIntoTheFile(t *testing.T) {
	styles := map[string]string{
		"plain":            "    must: has(engagement.review) && engagement.ended_onn < today",
		"single quotes":    "    must: 'has(engagement.review) && engagement.ended_onn < today'",
		"double quotes":    `    must: "has(engagement.review) && engagement.ended_onn < today"`,
		"literal":          "    must: |\n      has(engagement.review)\n      && engagement.ended_onn < today",
		"literal, indent":  "    must: |\n      has(engagement.review) &&\n          engagement.ended_onn < today",
		"folded":           "    must: >\n      has(engagement.review) &&\n\n      engagement.ended_onn < today",
		"folded, stripped": "    must: >-\n        has(engagement.review)\n        && engagement.ended_onn < today",
		"plain, two lines": "    must: has(engagement.review)\n      && engagement.ended_onn < today",
		"letters beyond":   "    must: engagement.purpose == 'Ämter für Ölçüm' && engagement.ended_onn < today",
		"windows":          "    must: |\r\n      has(engagement.review)\r\n      && engagement.ended_onn < today\r",
	}
	for name, must := range styles {
		t.Run(name, func(t *testing.T) {
			text := "beacon: 1\npack: p\nversion: 1.0.0\nrules:\n  - id: C-1\n    decides: check\n    on: {engagement: any}\n" + must +
				"\n    because: x\n"
			_, problems := load(t, text)
			require.NotNil(t, problems)
			require.Len(t, problems.Issues, 1, problems.Error())
			at := problems.Issues[0].Pos
			line := []rune(strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")[at.Line-1])
			require.Equal(t, "ended_onn", string(line[at.Column-1:at.Column+8]))
			require.True(t, strings.HasSuffix(strings.Split(problems.Issues[0].Snippet, "\n")[1], strings.Repeat(" ", at.Column-1)+"^"))
		})
	}
}

// An expression that YAML swallows is told, and does not leave a rule without one.
func TestExpressionsThatAreNotThere(t *testing.T) {
	for _, line := range []string{"must: !engagement.management_buy_in", `must: ""`, "must:", "must: ~", "must: true\n    when: !true", "must: true\n    when:"} {
		_, problems := load(t, "beacon: 1\npack: p\nversion: 1.0.0\nrules:\n  - id: C-1\n    decides: check\n    on: {engagement: any}\n    because: x\n    "+line+"\n")
		require.NotNil(t, problems, line)
		require.Len(t, problems.Issues, 1, problems.Error())
		require.NotEmpty(t, problems.Issues[0].Hint)
	}
}

func TestMessages(t *testing.T) {
	set, problems := load(t, `
beacon: 1
pack: p
version: 1.0.0
params: {months: {value: 9, unit: months}}
rules:
  - id: C-1
    decides: check
    on: {engagement: any}
    must: has(engagement.review)
    because:
      en: "By {addMonths(engagement.ended_on, params.months)}, {params.months} {{months}}; {size(engagement.contacts)} visits, sponsor {engagement.senior_sponsor}."
      cy: "Erbyn {addMonths(engagement.ended_on, params.months)}."
`)
	require.Nil(t, problems)
	var e facts.Engagement
	require.NoError(t, facts.Decode([]byte(`{"engagement": {"id": "E", "state": "active", "ended_on": "2025-05-31"}}`), &e, nil))
	in := rules.Facts{Root: reflect.ValueOf(&e).UnsafePointer()}
	require.Equal(t, "By 28 February 2026, 9 {months}; 0 visits, sponsor not recorded.", set.Rules[0].Messages["en"].Fill(in))
	require.Equal(t, "Erbyn 28 Chwefror 2026.", set.Rules[0].Messages["cy"].Fill(in))
}

// Hostile packs are refused, quickly and by name, or run into their limits.
func TestHostilePacks(t *testing.T) {
	rule := func(must string) string {
		return "beacon: 1\npack: p\nversion: 1.0.0\nrules:\n  - id: C-1\n    decides: check\n    on: {engagement: any}\n    must: '" + must + "'\n    because: x\n"
	}
	nested := "engagement.contacts.all(a, engagement.contacts.all(b, engagement.contacts.all(c, engagement.contacts.all(d, a == d))))"
	for name, text := range map[string]string{
		"long":               rule("true" + strings.Repeat(" || true", 1000)),
		"deep":               rule(strings.Repeat("(", 2000) + "true" + strings.Repeat(")", 2000)),
		"many nots":          rule(strings.Repeat("!", 3999)),
		"nested loops":       rule(nested),
		"regular expression": rule(`engagement.purpose.matches("(((a{1,30}){1,30}){1,30}){1,30}")`),
		"large file":         "beacon: 1\n#" + strings.Repeat("x", 2<<20),
		"alias bomb":         "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n",
		"deep yaml":          strings.Repeat("[", 20_000),
		"not utf-8":          "beacon: 1\npack: \xc3\x28",
		"a nul":              "beacon: 1\npack: \x00",
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := load(t, text)
			require.NotNil(t, problems)
			require.Less(t, len(problems.Error()), 20_000, "the message stays readable")
		})
	}
}

func TestReadSaysThatAFolderIsEmpty(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"empty": fstest.MapFS{}, "only tests": fstest.MapFS{"a_test.yaml": {}}, "missing": missing{}} {
		issues := &bundle.LoadError{}
		require.Empty(t, bundle.Read(fsys, "", 1<<20, issues), name)
		require.Len(t, issues.Issues, 1, name)
	}
}

type missing struct{}

func (missing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
