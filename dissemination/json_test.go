package dissemination_test

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

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/internal/wire/wiretest"
	"github.com/acl-beacon/beacon/practice"
)

var update = flag.Bool("update", false, "write the golden files anew")

// document is what the three root documents have in common.
type document interface {
	json.Marshaler
	json.Unmarshaler
}

var documents = map[string]func() document{
	"disseminator": func() document { return new(dissemination.Disseminator) },
	"enquiry":      func() document { return new(dissemination.Enquiry) },
	"engagement":   func() document { return new(dissemination.Engagement) },
}

func fixture(t testing.TB, name string) []byte {
	data, err := os.ReadFile(filepath.Join("testdata", "v1", name+".json"))
	require.NoError(t, err)
	return data
}

func read(t testing.TB, name string, data []byte) document {
	doc := documents[name]()
	require.NoError(t, doc.UnmarshalJSON(data))
	return doc
}

func encode(t testing.TB, doc document) []byte {
	data, err := doc.MarshalJSON()
	require.NoError(t, err)
	return data
}

// The fixtures are what version 1 looks like; every release must read them and write the golden files.
func TestJSON_golden(t *testing.T) {
	for name := range documents {
		data := encode(t, read(t, name, fixture(t, name)))
		assert.JSONEq(t, string(fixture(t, name)), string(data), name)
		assert.Equal(t, data, encode(t, read(t, name, data)), "%s: a second round is not the same", name)

		golden := filepath.Join("testdata", "golden", name+".json")
		if *update {
			require.NoError(t, os.WriteFile(golden, wire.Indent(data), 0o644))
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(wire.Indent(data)), name)
	}
}

// The fixtures would say nothing about a member that none of them holds.
func TestJSON_fixturesAreFull(t *testing.T) {
	var all []any
	for name := range documents {
		all = append(all, read(t, name, fixture(t, name)))
	}
	structs, empty := wiretest.Fields(all...)
	assert.Len(t, structs, 27, "every struct of the three documents")
	assert.Empty(t, empty)
}

// A newer program may add a member anywhere. The histories are left out: package practice answers for them.
func TestJSON_unknownMembersAtEveryDepth(t *testing.T) {
	for name := range documents {
		data, added, err := wiretest.FromTheFuture(fixture(t, name))
		require.NoError(t, err)
		doc := read(t, name, data)
		assert.JSONEq(t, string(data), string(encode(t, doc)), name)
		assert.Equal(t, encode(t, doc), encode(t, read(t, name, encode(t, doc))), name)
		assert.Greater(t, added, 2, name)
	}
}

func TestJSON_refused(t *testing.T) {
	for _, tc := range []struct{ document, from, to, path, message string }{
		{"engagement", `"mode": "one_to_one"`, `"mode": "one-to-one"`, "/mode",
			`"one-to-one" is not a way of working; did you mean "one_to_one"?`},
		{"engagement", `"code": "other"`, `"code": "weather"`, "/barriers/0/code", `"weather" is not a barrier`},
		{"engagement", `"kind": "working"`, `"kind": "workin"`, "/contacts/0/kind", `did you mean "working"?`},
		{"engagement", `"held_on": "2026-02-15"`, `"held_on": "2026-02-30"`, "/assessments/0/held_on", "there is no date 2026-02-30"},
		{"engagement", `"before": 80`, `"before": "eighty"`, "/assessments/0/measures/0/before", "number"},
		{"engagement", `"modes": ["one_to_one", "visit"]`, `"modes": "visit"`, "/modes", "list"},
		{"engagement", `"state": "evaluated"`, `"state": "evaluatd"`, "/state", `did you mean "evaluated"?`},
		{"engagement", `"state": "evaluated"`, `"state": "filtered"`, "/state",
			`"filtered" is not a state of an engagement; use one of accepted, baseline_recorded, agreed, active, disseminated, ` +
				`implementing, reviewed, evaluated, stopped`},
		{"enquiry", `"state": "filtered"`, `"state": "working"`, "/state",
			`"working" is not a state of an enquiry; use one of enquiry, filtered, accepted, declined`},
		{"disseminator", `"state": "proposing"`, `"state": "agreed"`, "/state",
			`"agreed" is not a state of a disseminator; use one of awarded, proposing`},
		{"enquiry", `"method": "telephone"`, `"method": "fax"`, "/filter/method", `"fax" is not a way to filter`},
		{"enquiry", `"kind": "wbl"`, `"kind": "school"`, "/provider/kind", `"school" is not a kind of provider`},
		{"enquiry", `"outcome": "open"`, `"outcome": "ajar"`, "/history/0/ruling/outcome", `"ajar" is not an outcome`},
		{"disseminator", `"dissemination_day": "wednesday"`, `"dissemination_day": "wendsday"`, "/dissemination_day",
			`did you mean "wednesday"?`},
		{"disseminator", `"approach": "supply_driven"`, `"approach": "both"`, "/offer/approach", `"both" is not an approach`},
		{"disseminator", `"sent_on": "2025-01-28"`, `"sent_on": "28/01/2025"`, "/promotions/0/sent_on", "write it like"},
		{"disseminator", `"scheme": "beacon",`, `"scheme": "beacon", "scheme": "twice",`, "/scheme", "duplicate"},
	} {
		text := string(fixture(t, tc.document))
		require.Equal(t, 1, strings.Count(text, tc.from), tc.from)
		doc := read(t, tc.document, fixture(t, tc.document))
		err := doc.UnmarshalJSON([]byte(strings.Replace(text, tc.from, tc.to, 1)))
		var fault *practice.DataError
		require.ErrorAs(t, err, &fault, tc.to)
		assert.Equal(t, tc.path, fault.Path, tc.to)
		assert.Contains(t, err.Error(), tc.message)
		assert.Equal(t, encode(t, read(t, tc.document, fixture(t, tc.document))), encode(t, doc), "%s: the value changed", tc.to)
	}
}

func TestJSON_schema(t *testing.T) {
	for name := range documents {
		for _, tc := range []struct{ schema, message string }{
			{"beacon/" + name + "/2", "the document is beacon/" + name + " version 2 and this program reads up to version 1"},
			{"beacon/" + name + "/0", `"beacon/` + name + `/1" was expected`},
			{"beacon/" + name, `"beacon/` + name + `/1" was expected`},
			{"beacon/practice/1", `the document says it is "beacon/practice/1"`},
			{"", "the document does not say what it is"},
		} {
			text := strings.Replace(string(fixture(t, name)), "beacon/"+name+"/1", tc.schema, 1)
			doc := documents[name]()
			err := doc.UnmarshalJSON([]byte(text))
			var fault *practice.SchemaError
			require.ErrorAs(t, err, &fault, "%s %q", name, tc.schema)
			assert.Contains(t, err.Error(), tc.message)
			assert.Equal(t, documents[name](), doc)
		}
		// What a newer version means by a member is not for this one to judge: the version is refused, not the member.
		var fault *practice.SchemaError
		err := documents[name]().UnmarshalJSON([]byte(`{"schema":"beacon/` + name + `/2","state":{"since":"2031"}}`))
		assert.ErrorAs(t, err, &fault)
	}
}

func TestJSON_nullChangesNothing(t *testing.T) {
	for name := range documents {
		doc, full := documents[name](), documents[name]()
		require.NoError(t, doc.UnmarshalJSON(fixture(t, name)), name)
		require.NoError(t, full.UnmarshalJSON(fixture(t, name)), name)
		assert.NoError(t, doc.UnmarshalJSON([]byte(" null")), name)
		assert.Equal(t, full, doc)
	}
}

func TestJSON_malformed(t *testing.T) {
	for name := range documents {
		whole := fixture(t, name)
		for _, text := range []string{"", "[]", "7", "{", string(whole[:len(whole)/2]), string(whole) + "{}",
			`{"schema":"beacon/` + name + `/1","id":7}`, "{\"schema\":\"beacon/" + name + "/1\",\"id\":\"\xff\"}"} {
			doc := documents[name]()
			err := doc.UnmarshalJSON([]byte(text))
			var data *practice.DataError
			var schema *practice.SchemaError
			assert.True(t, asEither(err, &data, &schema), "%s %.20q: %v", name, text, err)
			assert.Equal(t, documents[name](), doc)
		}
	}
}

// The least a document can say: no member that nobody filled in is written.
func TestJSON_zero(t *testing.T) {
	for doc, want := range map[document]string{
		&dissemination.Disseminator{ID: "D"}: `{"schema":"beacon/disseminator/1","id":"D","state":""}`,
		&dissemination.Enquiry{ID: "Q"}:      `{"schema":"beacon/enquiry/1","id":"Q","provider":{"id":""},"state":""}`,
		&dissemination.Engagement{ID: "E"}:   `{"schema":"beacon/engagement/1","id":"E","state":""}`,
	} {
		assert.Equal(t, want, string(encode(t, doc)))
	}
}

// A year's work holds whole documents, and a fault inside one is found from the top.
func TestJSON_work(t *testing.T) {
	work := func(engagement []byte) []byte {
		return bytes.Join([][]byte{[]byte(`{"disseminator":`), fixture(t, "disseminator"), []byte(`,"enquiries":[`),
			fixture(t, "enquiry"), []byte(`],"engagements":[`), engagement, []byte(`]}`)}, nil)
	}
	var w dissemination.Work
	require.NoError(t, json.Unmarshal(work(fixture(t, "engagement")), &w))
	data, err := json.Marshal(w)
	require.NoError(t, err)
	assert.JSONEq(t, string(work(fixture(t, "engagement"))), string(data))

	wrong := bytes.Replace(fixture(t, "engagement"), []byte(`"code": "other"`), []byte(`"code": "weather"`), 1)
	var fault *practice.DataError
	require.ErrorAs(t, wire.Unmarshal(work(wrong), &w), &fault)
	assert.Equal(t, "/engagements/0/barriers/0/code", fault.Path)
}
