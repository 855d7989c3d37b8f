package bundle_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/bundle"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Laid out once, a file stays as it is.
func TestFormat(t *testing.T) {
	files, err := filepath.Glob("testdata/format/*.in.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		in, err := os.ReadFile(file)
		require.NoError(t, err)
		out, err := bundle.Layout(file, in)
		require.NoError(t, err)
		golden := strings.TrimSuffix(file, ".in.yaml") + ".golden.yaml"
		if *update {
			require.NoError(t, os.WriteFile(golden, out, 0o644))
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(out))
		again, err := bundle.Layout(file, out)
		require.NoError(t, err)
		assert.Equal(t, string(out), string(again), "idempotent")
	}
}

// The embedded packs and their tests stand as they are laid out.
func TestFormat_embedded(t *testing.T) {
	require.NoError(t, fs.WalkDir(bundle.Embedded(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".yaml" {
			return err
		}
		in, err := fs.ReadFile(bundle.Embedded(), name)
		require.NoError(t, err)
		out, err := bundle.Layout(name, in)
		require.NoError(t, err, name)
		assert.Equal(t, string(out), string(in), "%s: rulebook fmt -w lays it out", name)
		return nil
	}))
}

func TestFormat_refuses(t *testing.T) {
	for text, says := range map[string]string{
		"a: [": "this is not YAML", "- a": "no list of keys", "{beacon: 1}": "no list of keys", "": "the file is empty",
		"beacon: 1\r\npack: a\u2028b\n": "x.yaml: line 2 has a line end that few programs know, U+2028",
	} {
		_, err := bundle.Layout("x.yaml", []byte(text))
		assert.ErrorContains(t, err, says, text)
	}
}
