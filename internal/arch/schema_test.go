package arch

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/schema"
)

// TestSchemas holds the JSON Schemas beside the packages against the Go types. After a change that is meant, run
// go test ./internal/arch -update and read what changed: a host in another language sees it.
func TestSchemas(t *testing.T) {
	known := map[string]bool{}
	for _, d := range schema.Documents() {
		file := filepath.Join("..", "..", filepath.FromSlash(d.File()))
		known[file] = true
		text := d.Text()
		if *update {
			require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
			require.NoError(t, os.WriteFile(file, text, 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		if line, was, is := firstChange(string(want), string(text)); line > 0 {
			t.Errorf("the saved form of %s changed, first in line %d of %s\nwas: %s\nis:  %s", d.Header, line, d.File(), was, is)
		}
	}
	for _, pattern := range []string{"*/schema/*", "*/*/schema/*"} {
		files, err := filepath.Glob(filepath.Join("..", "..", pattern))
		require.NoError(t, err)
		for _, file := range files {
			if filepath.Ext(file) == ".json" {
				require.True(t, known[file], "%s is of a document that is gone", file)
			}
		}
	}
}
