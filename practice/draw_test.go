package practice_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func TestLadder_drawings(t *testing.T) {
	golden(t, "practice.mmd", practice.Life().Mermaid(nil))
	golden(t, "practice.dot", practice.Life().DOT("practice", nil))
	golden(t, "transfer.mmd", practice.TransferLife().Mermaid(nil))
	golden(t, "transfer.dot", practice.TransferLife().DOT("transfer", nil))
}

// Every move of the table is drawn, and no other; one arrow more leads in, and one out of each final stage.
func TestLadder_drawingsAreWhole(t *testing.T) {
	life := practice.Life()
	assert.Equal(t, len(life), strings.Count(life.DOT("p", nil), " -> "))
	assert.Equal(t, len(life)+3, strings.Count(life.Mermaid(nil), " --> "))
	assert.ElementsMatch(t, practice.Stages(), life.States())
}

func TestLadder_drawings_notes(t *testing.T) {
	life := practice.Ladder[string]{{From: "a", To: "b", Event: `say "yes"`}, {From: "a", To: "c", Event: "leave", Exit: true}}
	notes := map[string][]string{"b": {"S-1 S-2", "S-3"}}
	assert.Equal(t, "stateDiagram-v2\n  [*] --> a\n  a --> b: say \"yes\"\n  a --> c: leave (a person decides)\n  b --> [*]\n"+
		"  c --> [*]\n  note right of b\n    S-1 S-2\n    S-3\n  end note\n", life.Mermaid(notes))
	assert.Equal(t, `digraph "x" {
  node [shape=box]
  "a" [label="a"]
  "b" [label="b\n\
\n\
S-1 S-2\n\
S-3", peripheries=2]
  "c" [label="c", peripheries=2]
  "a" -> "b" [label="say \"yes\""]
  "a" -> "c" [label="leave", style=dashed]
}
`, life.DOT("x", notes))
}
