package schema_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/schema"
)

func resolved(t *testing.T, d schema.Document) *jsonschema.Resolved {
	var s jsonschema.Schema
	require.NoError(t, json.Unmarshal(d.Text(), &s))
	r, err := s.Resolve(nil)
	require.NoError(t, err)
	return r
}

// fixtures are the saved documents of a kind that the module keeps for its tests.
func fixtures(t *testing.T, d schema.Document) map[string][]byte {
	found := map[string][]byte{}
	for _, pattern := range []string{"testdata/v1/*.json", "testdata/golden/*.json"} {
		files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(d.Folder), pattern))
		require.NoError(t, err)
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			if bytes.Contains(text, []byte(`"`+d.Header+`"`)) {
				found[filepath.Base(filepath.Dir(file))+"/"+filepath.Base(file)] = text
			}
		}
	}
	require.NotEmpty(t, found, "%s has no fixture", d.Header)
	return found
}

func tree(t *testing.T, text []byte) map[string]any {
	var v map[string]any
	require.NoError(t, json.Unmarshal(text, &v))
	return v
}

// TestFixtures: every document kept for the tests, and what the encoder makes of it, is what the schema says.
func TestFixtures(t *testing.T) {
	for _, d := range schema.Documents() {
		r := resolved(t, d)
		for name, text := range fixtures(t, d) {
			require.NoError(t, r.Validate(tree(t, text)), "%s %s", d.Header, name)
			doc := reflect.New(d.Type).Interface()
			require.NoError(t, json.Unmarshal(text, doc), name)
			again, err := json.Marshal(doc)
			require.NoError(t, err)
			require.NoError(t, r.Validate(tree(t, again)), "%s %s, encoded", d.Header, name)
		}
		zero, err := json.Marshal(reflect.Zero(d.Type).Interface())
		require.NoError(t, err)
		require.NoError(t, r.Validate(tree(t, zero)), "%s of nothing", d.Header)
	}
}

// TestExamples: what the example programs are given is valid too.
func TestExamples(t *testing.T) {
	seen := 0
	byHeader := map[string]*jsonschema.Resolved{}
	for _, d := range schema.Documents() {
		byHeader[d.Header] = resolved(t, d)
	}
	require.NoError(t, filepath.WalkDir(filepath.Join("..", "..", "examples"), func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		var doc map[string]any
		if json.Unmarshal(text, &doc) != nil {
			return nil // a list, or a file that is wrong on purpose
		}
		if header, _ := doc["schema"].(string); byHeader[header] != nil {
			seen++
			assert.NoError(t, byHeader[header].Validate(doc), path)
		}
		return nil
	}))
	t.Logf("%d documents of the examples", seen)
}

// wrong are values of every JSON type, put in the place of each value of a fixture.
var wrong = []any{nil, true, 3.0, -1.0, 0.5, 99.0, "", "zzz", "2026-02-30", "2026-13-01", "2026-03", "open", []any{}, []any{nil},
	[]any{3.0}, []any{"zzz"}, map[string]any{}, map[string]any{"from_the_future": 1.0}}

// stricter are the places where a decoder refuses what no schema can say: what has to fit together, and what the rubric
// and joint practice development rule out.
var stricter = map[string]func(path string) bool{
	"beacon/programme/1":  func(path string) bool { return path == "/state" || path == "/kind" },
	"beacon/project/1":    func(string) bool { return true },
	"beacon/assessment/1": func(string) bool { return true },
}

// TestSchemaAndDecoderAgree puts every kind of value in every place of a full document, and asks both.
func TestSchemaAndDecoderAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	for _, d := range schema.Documents() {
		t.Run(d.Kind, func(t *testing.T) {
			r, texts := resolved(t, d), fixtures(t, d)
			full := slices.MaxFunc(slices.Collect(maps.Values(texts)), func(a, b []byte) int { return len(a) - len(b) })
			doc := tree(t, full)
			t.Parallel()
			asked := 0
			everyPlace(doc, "", func(path string) {
				if asked++; d.Kind == "project" && asked%4 != 0 {
					return // its decoder looks everywhere for a grade, and takes its time
				}
				text, err := json.Marshal(doc)
				require.NoError(t, err)
				valid := r.Validate(doc)
				read := json.Unmarshal(text, reflect.New(d.Type).Interface())
				switch {
				case (valid == nil) == (read == nil):
				case valid == nil && stricter[d.Header] != nil && stricter[d.Header](path):
				default:
					t.Errorf("%s: the schema says %v, the decoder says %v", path, valid, read)
				}
			})
			t.Logf("%d documents", asked)
		})
	}
}

// everyPlace calls ask for every wrong value in every place below v, one at a time. Of the members of a list the first
// stands for all, and a history is looked at in one of its steps.
func everyPlace(v any, path string, ask func(path string)) {
	put := func(at string, old any, set func(any)) {
		for _, w := range wrong {
			set(w)
			ask(at)
		}
		set(old)
		everyPlace(old, at, ask)
	}
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if name == "schema" || strings.HasPrefix(name, "x_") {
				continue
			}
			put(path+"/"+name, v[name], func(w any) { v[name] = w })
		}
	case []any:
		if len(v) > 0 {
			put(path+"/0", v[0], func(w any) { v[0] = w })
		}
	}
}

// TestHeader: a document of another kind or version is refused by both.
func TestHeader(t *testing.T) {
	for _, d := range schema.Documents() {
		r := resolved(t, d)
		for _, header := range []any{nil, "", 1.0, "beacon/other/1", strings.TrimSuffix(d.Header, "1") + "2"} {
			doc := map[string]any{"id": "X", "schema": header}
			text, err := json.Marshal(doc)
			require.NoError(t, err)
			assert.Error(t, r.Validate(doc), fmt.Sprint(header))
			assert.Error(t, json.Unmarshal(text, reflect.New(d.Type).Interface()), fmt.Sprint(header))
		}
		assert.Error(t, r.Validate(map[string]any{"id": "X"}))
	}
}
