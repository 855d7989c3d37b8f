package beacon

import (
	"io/fs"
	"testing"
	"testing/fstest"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// A rule that panics is an error of that rule: it opens nothing, the others are asked, and the engine goes on.
func TestPanicInARule(t *testing.T) {
	pack := fstest.MapFS{"p.yaml": {Data: []byte(`
beacon: 1
pack: college
version: 1.0.0
rules:
  - {id: C-1, decides: stage_gate, on: {engagement: active}, must: "1 == 1", because: x}
  - {id: C-2, decides: stage_gate, on: {engagement: active}, must: "size(engagement.contacts) == 0", because: x}
  - {id: C-3, decides: stage_gate, on: {engagement: active}, must: "has(engagement.purpose)", because: x}
`)}}
	e, err := New(Config{Embedded: []string{}, Packs: []fs.FS{pack}})
	require.NoError(t, err)
	root := &rules.Record{Name: "roots", Fields: []*rules.Field{{Name: "broken", Kind: rules.Bool,
		Bool: func(unsafe.Pointer) (bool, bool) { panic("the getter is broken") }}}}
	point, err := rules.NewPoint(root, nil, rules.Options{})
	require.NoError(t, err)
	broken, problems := point.Compile("broken")
	require.Empty(t, problems)
	for _, r := range e.set.Rules {
		if r.ID == "C-2" {
			r.Check = broken
		}
	}
	s := OnEngagement(dissemination.Engagement{ID: "E-1", State: dissemination.Agreed, Purpose: "x"}, dissemination.Work{})
	for range 2 {
		d, err := e.Gate(s, dissemination.Active, practice.MustDate("2026-03-02"))
		var fault *EvalError
		require.ErrorAs(t, err, &fault)
		require.Equal(t, "C-2", fault.Rule)
		require.ErrorContains(t, err, "the getter is broken")
		require.Equal(t, practice.CannotTell, d.Outcome)
		require.Equal(t, []string{"C-1", "C-3"}, d.Passed)
		require.Equal(t, practice.RuleError, d.Verdict("C-2"))
		trace, err := e.Explain(d, "C-2")
		require.NoError(t, err)
		require.Contains(t, trace.String(), "the getter is broken")
	}
}
