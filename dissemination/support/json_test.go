package support_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/internal/wire/wiretest"
	"github.com/acl-beacon/beacon/practice"
)

var update = flag.Bool("update", false, "write the golden files anew")

// document is what the two root documents have in common.
type document interface {
	json.Marshaler
	json.Unmarshaler
}

var documents = map[string]func() document{
	"programme":   func() document { return new(support.Programme) },
	"facilitator": func() document { return new(support.Facilitator) },
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
	assert.Len(t, structs, 25, "every struct of the two documents")
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
		assert.Greater(t, added, 7, name)
	}
}

func TestJSON_refused(t *testing.T) {
	for _, tc := range []struct{ document, from, to, path, message string }{
		{"programme", `"kind": "to_good"`, `"kind": "to-good"`, "/kind", `"to-good" is not a kind of programme; did you mean "to_good"?`},
		{"programme", `"target": "individual"`, `"target": "campus"`, "/target", `"campus" is not a target`},
		{"programme", `"kind": "joint"`, `"kind": "jiont"`, "/observations/1/kind", `did you mean "joint"?`},
		{"programme", `"outcome": "not_met"`, `"outcome": "notmet"`, "/sign_offs/0/outcome", `did you mean "not_met"?`},
		{"programme", `"point": "start"`, `"point": "begin"`, "/ratings/0/point", `"begin" is not a point of rating`},
		{"programme", `"score": 3`, `"score": "three"`, "/ratings/0/score", "number"},
		{"programme", `"new_end_on": "2025-12-08"`, `"new_end_on": "2025-02-29"`, "/extensions/0/new_end_on", "there is no date 2025-02-29"},
		{"programme", `"items": ["The standard was not met on 10 November"]`, `"items": "all of it"`, "/escalation/items", "list"},
		{"programme", `"to_role": "line_manager"`, `"to_role": "line manager"`, "/escalation/to_role", `did you mean "line_manager"?`},
		{"programme", `"source": "self"`, `"source": "inspector"`, "/referral/source", `"inspector" is not a source of referral`},
		{"programme", `"code": "time_intensive"`, `"code": "weather"`, "/barriers/0/code", `"weather" is not a barrier`},
		{"programme", `"code": "attendance"`, `"code": "atendance"`, "/benefits/0/code", `did you mean "attendance"?`},
		{"programme", `"activity": "one_to_one_coaching"`, `"activity": "coaching"`, "/sessions/0/activity", `"coaching" is not an activity`},
		{"programme", `"content_covered": ["coaching_tla"]`, `"content_covered": ["coaching"]`, "/content_covered/0", `"coaching" is not a content area`},
		{"programme", `"kind": "research"`, `"kind": "book"`, "/signposts/0/kind", `"book" is not a kind of signpost`},
		{"programme", `"current_standard": "below_required"`, `"current_standard": "poor"`, "/participant/current_standard", `"poor" is not a standard`},
		{"programme", `"state": "escalated"`, `"state": "escalted"`, "/state", `did you mean "escalated"?`},
		{"programme", `"state": "escalated"`, `"state": "unresolved"`, "/state",
			`"unresolved" is not a state of a programme to_good; use one of proposed, active, extended, completed, head_review, ` +
				`improving_not_met, escalated, decided, declined, stopped`},
		{"programme", `"kind": "to_good"`, `"kind": "new_staff"`, "/state", `"escalated" is not a state of a programme new_staff`},
		{"facilitator", `"month": "2025-09"`, `"month": "2025-9"`, "/reports/0/month", "write it like 2026-03"},
		{"facilitator", `"mode": "telephone"`, `"mode": "fax"`, "/one_to_ones/0/mode", `"fax" is not a way to hold a one-to-one`},
		{"facilitator", `"role_play"`, `"roleplay"`, "/training_done/0", `did you mean "role_play"?`},
		{"facilitator", `"collaborative_relationships"`, `"charm"`, "/assessed_on/1", `"charm" is not a criterion`},
		{"facilitator", `"state": "active"`, `"state": "actve"`, "/state", `did you mean "active"?`},
		{"facilitator", `"campus": "north",`, `"campus": "north", "campus": "twice",`, "/campus", "duplicate"},
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
			{"beacon/engagement/1", `the document says it is "beacon/engagement/1"`},
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
	}
}

// By the rule of json.Unmarshaler a null changes nothing, in a value that holds something either.
func TestJSON_nullChangesNothing(t *testing.T) {
	for name := range documents {
		doc := read(t, name, fixture(t, name))
		assert.NoError(t, doc.UnmarshalJSON([]byte(" null")), name)
		assert.Equal(t, read(t, name, fixture(t, name)), doc)
	}
}

// Reading replaces the whole value: nothing of the one before is left.
func TestJSON_readingReplaces(t *testing.T) {
	for name := range documents {
		doc := read(t, name, fixture(t, name))
		small := []byte(`{"schema":"beacon/` + name + `/1","id":"X","state":""}`)
		require.NoError(t, doc.UnmarshalJSON(small))
		assert.Equal(t, encode(t, read(t, name, small)), encode(t, doc))
	}
}

func TestJSON_malformed(t *testing.T) {
	for name := range documents {
		whole := fixture(t, name)
		for _, text := range []string{"", "[]", "7", "{", string(whole[:len(whole)/2]), string(whole) + "{}",
			`{"schema":"beacon/` + name + `/1","id":7}`, "{\"schema\":\"beacon/" + name + "/1\",\"id\":\"\xff\"}"} {
			doc := documents[name]()
			err := doc.UnmarshalJSON([]byte(text))
			assert.True(t, isFault(err), "%s %.20q: %v", name, text, err)
			assert.Equal(t, documents[name](), doc)
		}
	}
}

func isFault(err error) bool {
	var data *practice.DataError
	var schema *practice.SchemaError
	return errors.As(err, &data) || errors.As(err, &schema)
}

// The least a document can say: no member that nobody filled in is written.
func TestJSON_zero(t *testing.T) {
	for doc, want := range map[document]string{
		&support.Programme{ID: "P"}:   `{"schema":"beacon/programme/1","id":"P","kind":"","state":""}`,
		&support.Facilitator{ID: "F"}: `{"schema":"beacon/facilitator/1","id":"F","state":""}`,
	} {
		assert.Equal(t, want, string(encode(t, doc)))
	}
}

// FuzzDecode holds for any bytes and both documents: they are refused by type and change nothing, or they are read,
// written and read again to the same bytes, and whatever can be asked of them has an answer.
func FuzzDecode(f *testing.F) {
	for name := range documents {
		f.Add(fixture(f, name))
		f.Add([]byte(`{"schema":"beacon/` + name + `/2","id":7}`))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for name, empty := range documents {
			doc := empty()
			if err := doc.UnmarshalJSON(data); err != nil {
				require.True(t, isFault(err), "a fault of no known type: %v", err)
				require.Equal(t, encode(t, empty()), encode(t, doc), "a refused document was half read")
				continue
			}
			once := encode(t, doc)
			require.True(t, bytes.Equal(once, encode(t, read(t, name, once))), "not stable: %s", once)
			answers(doc)
		}
	})
}

// answers asks everything there is to ask; none of it may panic or hang on a document as it comes out of a file.
func answers(doc document) {
	today := date(week12)
	switch doc := doc.(type) {
	case *support.Programme:
		doc.Cycles()
		doc.Duties(today, support.Limits{})
		doc.UpdateDays(support.Limits{})
		support.GroupGains([]support.Programme{*doc}, 1)
		for _, to := range (support.State("")).Names() {
			_, _ = doc.Advance(practice.ByHand(doc.ID, to, today, string(support.HeadRole), "decided"))
		}
		f := support.Facilitator{ID: doc.Facilitator, State: support.InPost}
		f.WithCaseload([]support.Programme{*doc}).Duties([]support.Programme{*doc}, today, support.Limits{})
	case *support.Facilitator:
		doc.Duties(nil, today, support.Limits{})
		doc.RemissionSuffices()
	}
}
