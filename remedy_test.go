package beacon

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/practice"
)

// explained is the trace of the rule that a test case is about.
func explained(t *testing.T, e *Engine, c bundle.Case) Trace {
	t.Helper()
	d, err := e.testDecision(c)
	require.NoError(t, err, c.Pos)
	trace, err := e.Explain(d, c.Rule)
	require.NoError(t, err, c.Pos)
	return trace
}

func given(node any, c Change) any {
	switch to := c.To.(type) {
	case nil:
		if c.Kind == "list" {
			all, _ := node.([]any)
			return append(all, "something")
		}
		return map[string]any{"text": "something", "date": "2026-01-01", "whole number": 1, "number": 1.5, "yes/no": true, "record": map[string]any{}}[c.Kind]
	case int: // entries of a list
		list, _ := node.([]any)
		for len(list) < to {
			list = append(list, map[string]any{})
		}
		return list[:to]
	case string:
		if c.Kind == "list" {
			all, _ := node.([]any)
			return append(all, to)
		}
	}
	return c.To
}

// What is said to let a rule pass does: for every case of the embedded packs in which a rule fails or cannot be judged, the
// changes are made in the facts and the rule is asked again.
func TestExplain_remediesWork(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	e, err := New(Config{})
	require.NoError(t, err)
	cases, err := bundle.ReadTests(EmbeddedPacks(), "")
	require.NoError(t, err)
	found, none, facts, counted := 0, []string{}, 0, 0
	for _, c := range cases {
		if c.Rule == "" || c.Overlay != nil || c.Expect != "fail" && c.Expect != "cannot_judge" {
			continue
		}
		trace := explained(t, e, c)
		require.NotNil(t, trace.Opens, c.Pos)
		if len(trace.Opens.Changes) == 0 {
			none = append(none, fmt.Sprintf("%s %s (%s)", c.Rule, c.Name, c.Expect))
			continue
		}
		found++
		facts += len(trace.Opens.Changes)
		if slices.ContainsFunc(trace.Opens.Changes, func(c Change) bool { return c.Counted }) {
			counted++
			continue
		}
		var tree any
		require.NoError(t, json.Unmarshal(c.Facts, &tree))
		var told []string
		for _, change := range trace.Opens.Changes {
			told = append(told, change.String())
			if f, _ := e.Describe(trace.Rule.Subject, change.Path); change.To == nil && len(f.Values) > 0 {
				change.To = f.Values[0]
			}
			var ok bool
			tree, ok = setAt(tree, change.Path, func(node any) any { return given(node, change) })
			require.True(t, ok, "%s: %s", c.Pos, change)
		}
		again := c
		again.Facts, err = json.Marshal(tree)
		require.NoError(t, err)
		after := explained(t, e, again)
		if after.Verdict != practice.Pass {
			t.Errorf("%s %s %s: after %q it is %s\n%s", c.Pos, c.Rule, c.Name, told, after.Verdict, after)
		}
	}
	require.Less(t, len(none)*10, found+len(none), "most remedies are found; what is left turns on ids, or on what only another document can say")
	t.Logf("%d cases, %d facts changed, %d by what follows from other facts, none found for %d: %s", found+len(none), facts, counted, len(none), strings.Join(none, "; "))
}

// How a rule explains itself, for rules of many shapes.
func TestExplain_golden(t *testing.T) {
	e, err := New(Config{})
	require.NoError(t, err)
	cases, err := bundle.ReadTests(EmbeddedPacks(), "")
	require.NoError(t, err)
	byName := map[string]bundle.Case{}
	for _, c := range cases {
		byName[c.Rule+" "+c.Name] = c
	}
	var text strings.Builder
	for _, name := range []string{
		"L-26.1 only at conferences", "L-26.2 the partner was not asked", "L-27.2 on another day", "L-28.1 no contact at all",
		"L-28.1 SC-12n one visit", "L-29.2 not said", "L-30.1 only a website", "L-T5.2 who was there is not recorded", "L-T5.2 SC-12m managers only",
		"L-T6.2 not at one session", "L-36.1 a day later", "L-36.1 none", "L-36.2 no reason", "L-36.8 what changed is missing",
		"L-36.10 fell short in silence", "L-36.12 one of two without a day", "L-36.13 no figure", "L-36.14 held a day late",
		"L-36.14 not held the day after", "L-36.14 when the work ended is not known", "L-T6.4 not compared", "L-32.2 not said",
		"L-14.3 no start", "L-T2.4 checked a day late", "J-33 SC-11i self-visit", "J-33 between two groups", "F-34 no day of the start",
		"F-38 no new end", "W-38 no view", "S-71 SC-03d loop",
	} {
		c, is := byName[name]
		require.True(t, is, name)
		trace := explained(t, e, c)
		trace.Rule.Pos = Pos{}
		fmt.Fprintf(&text, "== %s\n%s\n\n", name, strings.TrimSuffix(trace.String(), "\n  written at "))
	}
	const file = "testdata/explain_rules.golden"
	if flag.Lookup("update").Value.String() == "true" {
		require.NoError(t, os.WriteFile(file, []byte(text.String()), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), text.String(), "run with -update if the change is meant")
}
