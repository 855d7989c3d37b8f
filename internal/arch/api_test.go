package arch

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestAPI holds the public API and its documentation against golden files, so that a change of it shows in a diff. After
// a change that is meant, run go test ./internal/arch -update and read what changed.
func TestAPI(t *testing.T) {
	var public []string
	for _, s := range sources(t) {
		if !strings.HasPrefix(s.pkg, "internal") && !strings.HasPrefix(s.pkg, "examples") && !slices.Contains(public, s.pkg) {
			public = append(public, s.pkg)
		}
	}
	files := map[string]bool{}
	for _, pkg := range public {
		cmd := exec.Command("go", "doc", "-all", "./"+pkg)
		cmd.Dir = filepath.Join("..", "..")
		doc, err := cmd.CombinedOutput()
		require.NoError(t, err, string(doc))
		name := strings.ReplaceAll(pkg, "/", "_")
		if name == "" {
			name = "beacon"
		}
		file := filepath.Join("testdata", "api", name+".txt")
		files[file] = true
		if *update {
			require.NoError(t, os.WriteFile(file, doc, 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		if line, was, is := firstChange(string(want), string(doc)); line > 0 {
			t.Errorf("the API of %q changed, first in line %d of %s\nwas: %s\nis:  %s", pkg, line, file, was, is)
		}
	}
	if !*update {
		golden, err := filepath.Glob(filepath.Join("testdata", "api", "*.txt"))
		require.NoError(t, err)
		for _, file := range golden {
			require.True(t, files[file], "%s is of a package that is gone", file)
		}
	}
}

// firstChange returns the first line, from 1, in which two texts differ; 0 when they do not.
func firstChange(was, is string) (line int, a, b string) {
	old, now := strings.Split(was, "\n"), strings.Split(is, "\n")
	for i := range max(len(old), len(now)) {
		a, b = "", ""
		if i < len(old) {
			a = old[i]
		}
		if i < len(now) {
			b = now[i]
		}
		if a != b {
			return i + 1, a, b
		}
	}
	return 0, "", ""
}
