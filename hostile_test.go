package beacon_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// hostileRule is a pack with one rule whose expression is as given, quoted so that YAML has no say in it.
func hostileRule(expr string) string {
	return head + "rules:\n  - id: C-1\n    decides: stage_gate\n    on: {engagement: active}\n    because: x\n    must: '" + strings.ReplaceAll(expr, "'", "''") + "'\n"
}

func nest(n int, open, inner, close string) string {
	return strings.Repeat(open, n) + inner + strings.Repeat(close, n)
}

// hostile are packs that want to take the host down. Each is refused with one of the codes.
var hostile = map[string]struct {
	pack  string
	codes string
}{
	"parentheses":              {hostileRule(nest(1900, "(", "true", ")")), "too-large syntax"},
	"lists in lists":           {hostileRule("size(" + nest(1900, "[", "1", "]") + ") > 0"), "too-large syntax wrong-types"},
	"maps in maps":             {hostileRule("size(" + nest(600, "{1:", "1", "}") + ") > 0"), "too-large syntax wrong-types"},
	"a chain of or":            {hostileRule(strings.Repeat("1 == 1 || ", 20_000) + "true"), "too-large"},
	"a chain of ?":             {hostileRule(strings.Repeat("true ? true : ", 280) + "true"), "too-large syntax"},
	"a chain of +":             {hostileRule("size(" + strings.Repeat("'a' + ", 600) + "'a') > 0"), "too-large"},
	"selects":                  {hostileRule("engagement" + strings.Repeat(".review", 500) + " == 1"), "too-large unknown-field"},
	"calls in calls":           {hostileRule(nest(400, "addDays(", "today", ", 1)") + " > today"), "too-large syntax"},
	"loops in loops":           {hostileRule(nest(6, "engagement.contacts.all(c, ", "true", ")")), "too-large"},
	"loops over literals":      {hostileRule(nest(6, "[1,2,3,4,5,6,7,8,9].all(x, ", "true", ")")), "too-large"},
	"a pattern that explodes":  {hostileRule("engagement.purpose.matches('" + nest(12, "(", "a", "{1,30})") + "')"), "too-large bad-literal"},
	"a pattern that is large":  {hostileRule("engagement.purpose.matches('(" + strings.Repeat("[a-z]{1,99}", 30) + ")')"), "too-large bad-literal"},
	"a pattern that is none":   {hostileRule("engagement.purpose.matches('(((')"), "bad-literal"},
	"a huge whole number":      {hostileRule("1" + strings.Repeat("0", 3000) + " > 1"), "syntax bad-literal"},
	"a huge number":            {hostileRule("1e99999999 > 1"), "syntax bad-literal wrong-types"},
	"a NUL in an expression":   {head + "rules:\n  - {id: C-1, decides: check, on: engagement, because: x, must: \"true\x00\"}\n", "yaml syntax"},
	"an escaped NUL":           {head + "rules:\n  - {id: C-1, decides: check, on: engagement, because: x, must: \"tr\\0ue\"}\n", "yaml syntax unknown-name"},
	"not UTF-8":                {head + "rules: [\xff\xfe]\n", "yaml"},
	"UTF-16":                   {"\xff\xfeb\x00e\x00a\x00c\x00o\x00n\x00", "yaml"},
	"flow sequences in one":    {head + "rules: " + nest(20_000, "[", "", "]"), "yaml bad-value"},
	"flow mappings in one":     {head + "rules: " + nest(9_000, "{a: ", "", "}"), "yaml bad-value"},
	"block sequences in one":   {head + "rules:\n" + strings.Repeat("- ", 9_000) + "a\n", "yaml bad-value"},
	"a billion laughs":         {head + laughs(), "yaml"},
	"an alias to itself":       {head + "rules: &a [*a]\n", "yaml"},
	"merge keys":               {head + "params: {a: &a {value: 1}, b: {<<: *a}}\n", "yaml"},
	"a tag":                    {head + "rules: !!python/object:os.system [ls]\n", "yaml bad-value"},
	"binary":                   {head + "rules: !!binary aGVsbG8=\n", "yaml bad-value"},
	"many documents":           {strings.Repeat("---\n"+head, 5_000) + "x: 1\n", "yaml unknown-key duplicate bad-value"},
	"a key many times":         {head + strings.Repeat("source: {title: x}\n", 20_000), "duplicate"},
	"many unknown keys":        {head + manyKeys(20_000), "unknown-key"},
	"many rules of one id":     {head + "rules:\n" + strings.Repeat("  - {id: C-1, decides: check, on: engagement, must: 'true', because: x}\n", 3_000), "duplicate"},
	"many bad expressions":     {head + "rules:\n" + manyBad(3_000), "unknown-name"},
	"a long line":              {head + "source: {title: '" + strings.Repeat("a", 900_000) + "', extra: 1}\n", "unknown-key"},
	"a long id":                {head + "rules:\n  - {id: " + strings.Repeat("C", 200_000) + ", decides: nothing, on: engagement, must: 'true', because: x}\n", "bad-value"},
	"many holes in a message":  {head + "rules:\n  - {id: C-1, decides: check, on: engagement, must: 'true', because: '" + strings.Repeat("{x}", 50_000) + "'}\n", "too-large"},
	"holes in holes":           {head + "rules:\n  - {id: C-1, decides: check, on: engagement, must: 'true', because: '" + strings.Repeat("{", 3_901) + "'}\n", "bad-value"},
	"ten megabytes":            {head + strings.Repeat("# nothing\n", 1_000_000), "too-large"},
	"ten megabytes of newline": {head + strings.Repeat("\n", 10_000_000), "too-large"},
	"a year far away":          {hostileRule("addMonths(today, 99999999999999999999) > today"), "syntax bad-literal"},
	"backticks and quotes":     {hostileRule("`" + strings.Repeat("'\"`", 900)), "syntax"},
	"right to left":            {hostileRule("\u202e" + "eurt"), "syntax unknown-name"},
}

func laughs() string {
	var b strings.Builder
	b.WriteString("params:\n  l0: &l0 [x,x,x,x,x,x,x,x,x]\n")
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, "  l%d: &l%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*l%d,", i-1), 9), ","))
	}
	return b.String()
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "key%d: 1\n", i)
	}
	return b.String()
}

func manyBad(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  - {id: C-%d, decides: check, on: engagement, must: 'nonsense%d > 1', because: x}\n", i, i)
	}
	return b.String()
}

// A hostile pack is refused with a stable code, in bounded memory; how long it took is logged.
func TestHostilePacks(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	const most = 600 << 20 // bytes made in all, not held at once; the engine itself takes some tens of megabytes
	for name, tt := range hostile {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		began := time.Now()
		_, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{pack(tt.pack)}})
		took := time.Since(began).Round(time.Millisecond)
		runtime.ReadMemStats(&after)
		made := after.TotalAlloc - before.TotalAlloc
		t.Logf("%-26s %8v %6d MB", name, took, made>>20)
		var refused *beacon.LoadError
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		require.NotEmpty(t, refused.Issues, name)
		assert.Contains(t, strings.Fields(tt.codes), refused.Issues[0].Code, "%s: %s", name, refused.Issues[0].Message)
		require.Less(t, made, uint64(most), name)
		require.Less(t, len(refused.Error()), 64<<20, name)
	}
}

// Facts that want to take the host down are refused, or the rules fail on them and open nothing.
func TestHostileFacts(t *testing.T) {
	eng := own(t, `
rules:
  - {id: C-1, decides: stage_gate, on: {engagement: active}, must: "engagement.contacts.all(a, engagement.contacts.all(b, engagement.contacts.all(c, a.on <= b.on || b.on <= c.on)))", because: x}
  - {id: C-2, decides: stage_gate, on: {engagement: active}, must: "engagement.purpose.replace('a', engagement.purpose).replace('a', engagement.purpose).contains('b')", because: x}
`)
	w := dissemination.Engagement{ID: "E-1", State: dissemination.Agreed, Purpose: strings.Repeat("a", 60_000)}
	for range 2_000 {
		w.Contacts = append(w.Contacts, dissemination.Contact{On: practice.MustDate("2026-01-01")})
	}
	d, err := eng.Gate(beacon.OnEngagement(w, dissemination.Work{}), dissemination.Active, practice.MustDate("2026-03-02"))
	require.Error(t, err)
	require.Equal(t, practice.CannotTell, d.Outcome)
	require.Equal(t, practice.RuleError, d.Verdict("C-1"))
	require.Equal(t, practice.RuleError, d.Verdict("C-2"))

	for _, text := range []string{nest(100_000, "[", "", "]"), nest(50_000, `{"engagement":`, "1", "}"), `{"engagement": {"id": "` + strings.Repeat("\\u0000", 100_000) + `"}}`,
		"\xff\xfe", "", "null", "[]", `{"engagement": {"id": 1e999}}`, `{"engagement": {"id": "a", "id": "b"}}`} {
		_, err := eng.DecideJSON("engagement", "active", []byte(text), practice.MustDate("2026-03-02"))
		_ = err // either an error or a decision; what matters is that it comes back
	}
}

// The limits of files and decisions can be set, and a decision stops with its context.
func TestLimits(t *testing.T) {
	long := fstest.MapFS{"long.yaml": {Data: []byte(head + "rules: []\n# " + strings.Repeat("x", 2_000))}}
	_, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{long}, Limits: beacon.Limits{File: 1_000}})
	var refused *beacon.LoadError
	require.ErrorAs(t, err, &refused)
	require.Equal(t, "too-large", refused.Issues[0].Code)
	_, err = beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{long}})
	require.NoError(t, err)

	text := head + "rules:\n"
	for i := range 20 {
		text += fmt.Sprintf("  - {id: C-%02d, decides: stage_gate, on: {engagement: active}, must: 'engagement.contacts.all(a, engagement.contacts.all(b, has(a.on) && size(engagement.contacts) != %d))', because: x}\n", i, 100+i) // no two alike, or they would be worked out once
	}
	e := dissemination.Engagement{ID: "E-1", State: dissemination.Agreed, Contacts: make([]dissemination.Contact, 30)}
	for i := range e.Contacts {
		e.Contacts[i].On = practice.MustDate("2026-01-01")
	}
	decide := func(limits beacon.Limits, ctx context.Context) (beacon.Decision, error) {
		eng, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{pack(text)}, Limits: limits})
		require.NoError(t, err)
		return eng.Within(ctx).Gate(beacon.OnEngagement(e, dissemination.Work{}), dissemination.Active, practice.MustDate("2026-03-02"))
	}
	d, err := decide(beacon.Limits{}, t.Context())
	require.NoError(t, err)
	require.Equal(t, practice.Open, d.Outcome)
	d, err = decide(beacon.Limits{Decision: 5_000}, t.Context())
	require.ErrorContains(t, err, "the limit on their cost was reached")
	require.Equal(t, practice.CannotTell, d.Outcome)
	require.NotEmpty(t, d.Passed, "what was asked before counts")

	over, stop := context.WithCancel(t.Context())
	stop()
	d, err = decide(beacon.Limits{}, over)
	require.ErrorContains(t, err, "context canceled")
	require.Equal(t, practice.CannotTell, d.Outcome)
	require.Empty(t, d.Passed)
}
