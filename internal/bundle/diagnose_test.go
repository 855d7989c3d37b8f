package bundle

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// In a pack that is right nothing is found, so that what is found in one that is wrong is what is wrong with it.
func TestDiagnose_right(t *testing.T) {
	files, err := filepath.Glob("packs/*/*.yaml")
	require.NoError(t, err)
	more, err := filepath.Glob("../../examples/rulebook/testdata/*/*.yaml")
	require.NoError(t, err)
	looked := 0
	for _, name := range append(files, more...) {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		f := newFile(name, data, &LoadError{})
		if f.parse([]byte(strings.Join(f.lines, "\n"))) == nil {
			continue
		}
		looked++
		assert.False(t, f.diagnose(), "%s: %v", name, f.issues)
	}
	assert.Greater(t, looked, 5)
}

// A file that is cut off, or lacks a sign, anywhere at all is told of, and never more than once for its form.
func TestDiagnose_anywhere(t *testing.T) {
	data, err := os.ReadFile("packs/jpd/jpd.yaml")
	require.NoError(t, err)
	text := string(data[:min(len(data), 6000)])
	for at := 0; at < len(text); at += 23 {
		for _, broken := range []string{text[:at], text[:at] + text[at+1:], text[:at] + "\t{'" + text[at:], text[:at] + "\n \"" + text[at:]} {
			f := newFile("a.yaml", []byte(broken), &LoadError{})
			f.parse([]byte(strings.Join(f.lines, "\n")))
			require.LessOrEqual(t, len(f.issues.Issues), 1)
		}
	}
}
