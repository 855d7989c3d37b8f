package beacon_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/acl-beacon/beacon"
)

// schemaFolder lies among the embedded packs, so that the packs and their copies find it beside them.
const schemaFolder = "internal/bundle/packs/schema"

func schemas() map[string][]byte {
	return map[string][]byte{"pack.json": beacon.Default().PackSchema(), "test.json": beacon.Default().TestSchema()}
}

// The schemas that editors read are those of the parser's own table of keys.
func TestSchemas_areUpToDate(t *testing.T) {
	for name, want := range schemas() {
		file := filepath.Join(schemaFolder, name)
		if *update {
			require.NoError(t, os.MkdirAll(schemaFolder, 0o755))
			require.NoError(t, os.WriteFile(file, want, 0o644))
		}
		is, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(is), "go test . -update writes %s anew", file)
	}
}

func compileSchema(t *testing.T, data []byte) *jsonschema.Resolved {
	t.Helper()
	var s jsonschema.Schema
	require.NoError(t, json.Unmarshal(data, &s))
	resolved, err := s.Resolve(nil)
	require.NoError(t, err)
	return resolved
}

// asJSON is a YAML text as an editor's language server sees it: a date is text.
func asJSON(t *testing.T, text []byte) any {
	t.Helper()
	var n yaml.Node
	require.NoError(t, yaml.Unmarshal(text, &n))
	var plain func(*yaml.Node)
	plain = func(n *yaml.Node) {
		if n.Tag == "!!timestamp" {
			n.Tag = "!!str"
		}
		for _, c := range n.Content {
			plain(c)
		}
	}
	plain(&n)
	var v any
	require.NoError(t, n.Decode(&v))
	return v
}

// Every pack and test that the program reads is right by the schemas too.
func TestSchemas_acceptEveryPack(t *testing.T) {
	pack, tests := compileSchema(t, schemas()["pack.json"]), compileSchema(t, schemas()["test.json"])
	seen := 0
	for _, root := range []string{"internal/bundle/packs", "examples/rulebook/starter", "examples/rulebook/testdata/college",
		"examples/rulebook/testdata/board", "examples/partners/rules", "examples/quickstart/rules"} {
		require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".yaml" {
				return err
			}
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			s := pack
			if strings.HasSuffix(path, "_test.yaml") {
				s = tests
			}
			assert.NoError(t, s.Validate(asJSON(t, text)), path)
			seen++
			return nil
		}))
	}
	assert.Greater(t, seen, 25)
}

// What an editor can tell without the vocabulary, the schema tells.
func TestSchemas_refuseWhatTheParserRefuses(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	schema := compileSchema(t, schemas()["pack.json"])
	for name, text := range map[string]string{
		"a misspelt key":         head + "rule: []",
		"a misspelt key below":   head + "rules: [{id: C-1, decides: check, on: service, must: 'true', becuase: x}]",
		"no message":             head + "rules: [{id: C-1, decides: check, on: service, must: 'true'}]",
		"no severity":            head + "rules: [{id: C-1, decides: check, on: service, because: x}]",
		"two severities":         head + "rules: [{id: C-1, decides: check, on: service, must: 'true', should: 'true', because: x}]",
		"an unknown decision":    head + "rules: [{id: C-1, decides: gate, on: service, must: 'true', because: x}]",
		"an unknown subject":     head + "rules: [{id: C-1, decides: check, on: school, must: 'true', because: x}]",
		"an unknown state":       head + "rules: [{id: C-1, decides: check, on: {engagement: soon}, must: 'true', because: x}]",
		"a language":             head + "rules: [{id: C-1, decides: check, on: service, must: 'true', because: {en: x, fr: y}}]",
		"a weight":               head + "raise: [{rule: L-36.7, to: always, because: x}]",
		"no reason":              head + "disable: [{rule: L-36.7}]",
		"a parameter of no pack": head + "set: [{param: months, to: 3, because: x}]",
		"a kind of value":        head + "params: {months: {kind: integer}}",
		"a name with a space":    head + "params: {the months: {value: 3}}",
		"a hit policy":           head + "tables: [{id: t, on: service, hit: best, columns: {a: b}, rows: []}]",
		"another format":         "beacon: 2\npack: college\nversion: 1.0.0\n",
		"a name of a pack":       "beacon: 1\npack: Our College\nversion: 1.0.0\n",
	} {
		t.Run(name, func(t *testing.T) {
			require.Error(t, schema.Validate(asJSON(t, []byte(text))), "the schema")
			_, err := beacon.New(beacon.Config{Packs: []fs.FS{pack(text)}})
			require.ErrorAs(t, err, new(*beacon.LoadError), "the parser")
		})
	}
}
