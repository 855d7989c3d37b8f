package practice_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/internal/wire/wiretest"
	"github.com/acl-beacon/beacon/practice"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestPractice_JSON_fixtures reads the documents that version 1 has ever written. A later version reads them too.
func TestPractice_JSON_fixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/v1/*.json")
	require.NoError(t, err)
	for _, file := range files {
		if strings.HasSuffix(file, ".golden.json") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			p := decode(t, string(text))
			got := wire.Indent(encode(t, p))
			golden := strings.TrimSuffix(file, ".json") + ".golden.json"
			if *update {
				require.NoError(t, os.WriteFile(golden, got, 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), string(got))

			again := decode(t, string(got))
			assert.Equal(t, string(encode(t, p)), string(encode(t, again)))
			assert.Equal(t, p.Stage, again.Stage)
		})
	}
	assert.GreaterOrEqual(t, len(files), 8, "the fixtures are there")
}

// TestPractice_JSON_full: the fixture fills every field there is, so that a field the codec loses shows in its golden
// file. A new field has to be added to the fixture.
func TestPractice_JSON_full(t *testing.T) {
	text, err := os.ReadFile("testdata/v1/full.json")
	require.NoError(t, err)
	_, empty := wiretest.Fields(decode(t, string(text)))
	assert.Empty(t, empty)
}

// TestPractice_JSON_stable: the same practice gives the same bytes, however it is asked for.
func TestPractice_JSON_stable(t *testing.T) {
	p := observed(t)
	first := encode(t, p)
	for range 20 {
		assert.Equal(t, first, encode(t, decode(t, string(first))))
	}
	assert.True(t, bytes.HasPrefix(first, []byte(`{"schema":"beacon/practice/1","id":"P1",`)))
	assert.Equal(t, p, decode(t, string(first)))

	standard, err := json.Marshal(p)
	require.NoError(t, err)
	var back practice.Practice
	require.NoError(t, json.Unmarshal(standard, &back))
	assert.Equal(t, p, back)
}

// TestPractice_JSON_unknown: what a newer program wrote passes through at every depth.
func TestPractice_JSON_unknown(t *testing.T) {
	text, err := os.ReadFile("testdata/v1/unknown.json")
	require.NoError(t, err)
	got := string(encode(t, decode(t, string(text))))
	assert.Equal(t, strings.Count(string(text), `"x_`), strings.Count(got, `"x_`))
	for _, at := range []string{"practice", "record", "evidence", "validation", "minutes", "share", "transfer", "plan",
		"progress", "report", "impact", "step", "ruling", "rules", "pack", "reason", "override"} {
		assert.Contains(t, got, `"x_`+at+`"`)
	}

	// Unknown members survive a life as well: the copy that a transition makes keeps them.
	p := decode(t, `{"schema":"beacon/practice/1","id":"P1","stage":"identified","x_new":{"deep":[1,null]}}`)
	p, err = p.Advance(byHand("P1", "recorded"))
	require.NoError(t, err)
	assert.Contains(t, string(encode(t, p)), `"x_new":{"deep":[1,null]}`)
}

func TestPractice_JSON_schema(t *testing.T) {
	for _, tc := range []struct{ name, text, wantErr string }{
		{"newer", `{"schema":"beacon/practice/2","id":"P1"}`,
			"the document is beacon/practice version 2 and this program reads up to version 1; use a newer release"},
		{"newer, with data of its own", `{"id":7,"schema":"beacon/practice/12"}`,
			"the document is beacon/practice version 12 and this program reads up to version 1; use a newer release"},
		{"missing", `{"id":"P1"}`,
			`the document does not say what it is; its first member must be "schema": "beacon/practice/1"`},
		{"another kind", `{"schema":"beacon/engagement/1"}`,
			`the document says it is "beacon/engagement/1" and "beacon/practice/1" was expected`},
		{"no version", `{"schema":"beacon/practice"}`,
			`the document says it is "beacon/practice" and "beacon/practice/1" was expected`},
		{"version 0", `{"schema":"beacon/practice/0"}`,
			`the document says it is "beacon/practice/0" and "beacon/practice/1" was expected`},
		{"a version written oddly", `{"schema":"beacon/practice/+1"}`,
			`the document says it is "beacon/practice/+1" and "beacon/practice/1" was expected`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := practice.Practice{ID: "before"}
			err := p.UnmarshalJSON([]byte(tc.text))
			require.EqualError(t, err, tc.wantErr)
			var schemaErr *practice.SchemaError
			require.ErrorAs(t, err, &schemaErr)
			assert.Equal(t, 1, schemaErr.Want.Version)
			assert.Equal(t, practice.Practice{ID: "before"}, p)
		})
	}
}

func TestPractice_JSON_faults(t *testing.T) {
	const head = `{"schema":"beacon/practice/1","id":"P1",`
	for _, tc := range []struct{ name, text, path, wantErr string }{
		{"wrong stage", head + `"stage":"shred"}`, "/stage", `"shred" is not a stage of a practice; did you mean "shared"?`},
		{"wrong channel", head + `"shares":[{"channel":"blog"},{"channel":"blogg"}]}`, "/shares/1/channel",
			`"blogg" is not a channel; did you mean "blog"?`},
		{"wrong verdict", head + `"history":[{"ruling":{"reasons":[{"verdict":"passed"}]}}]}`,
			"/history/0/ruling/reasons/0/verdict", `"passed" is not a verdict; did you mean "pass"?`},
		{"wrong outcome", head + `"history":[{"ruling":{"outcome":"ajar"}}]}`, "/history/0/ruling/outcome",
			`"ajar" is not an outcome; use open, closed or cannot_tell`},
		{"outcome as a number", head + `"history":[{"ruling":{"outcome":2}}]}`, "/history/0/ruling/outcome",
			"a JSON number stands where text is expected"},
		{"no such date", head + `"identified_on":"2025-02-30"}`, "/identified_on", "there is no date 2025-02-30"},
		{"a date as a number", head + `"identified_on":20250230}`, "/identified_on",
			"a JSON number stands where a date such as 2026-03-31 is expected"},
		{"a fact of another type", head + `"transfers":[{"support_requested":"yes"}]}`, "/transfers/0/support_requested",
			"a JSON text stands where true or false is expected"},
		{"a stage as a list", head + `"stage":["shared"]}`, "/stage", "a JSON list stands where text is expected"},
		{"a record as text", head + `"records":["a report"]}`, "/records/0", "a JSON text stands where an object is expected"},
		{"a list as an object", head + `"records":{}}`, "/records", "a JSON object stands where a list is expected"},
		{"a member twice", head + `"id":"P2"}`, "/id", "not valid JSON at byte 40: duplicate object member name"},
		{"broken off", head, "", "the JSON text breaks off"},
		{"not JSON", `practice`, "", "not valid JSON at byte 0: invalid character 'p' at start of value"},
		{"empty", ``, "", "the JSON text breaks off"},
		{"a list", `[]`, "", "a JSON list stands where an object is expected"},
		{"more than a document", `{"schema":"beacon/practice/1"}{}`, "", "not valid JSON at byte 30: invalid character '{' after top-level value"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := practice.Practice{ID: "before"}
			err := p.UnmarshalJSON([]byte(tc.text))
			var dataErr *practice.DataError
			require.ErrorAs(t, err, &dataErr)
			assert.Equal(t, tc.path, dataErr.Path)
			assert.EqualError(t, dataErr.Err, tc.wantErr)
			assert.Equal(t, practice.Practice{ID: "before"}, p, "nothing is half read")
		})
	}
}
