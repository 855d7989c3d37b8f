package jpd_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/internal/wire/wiretest"
	"github.com/acl-beacon/beacon/practice"
)

var update = flag.Bool("update", false, "write the golden files anew")

func fixture(t testing.TB, name string) []byte {
	data, err := os.ReadFile(filepath.Join("testdata", "v1", name+".json"))
	require.NoError(t, err)
	return data
}

// The fixtures are what version 1 looks like; every release must read them and write the golden files.
func TestJSON_golden(t *testing.T) {
	for _, name := range []string{"least", "full", "peers"} {
		data := encode(t, decode(t, fixture(t, name)))
		assert.JSONEq(t, string(fixture(t, name)), string(data), name)
		assert.Equal(t, data, encode(t, decode(t, data)), "%s: a second round is not the same", name)

		golden := filepath.Join("testdata", "golden", name+".json")
		if *update {
			require.NoError(t, os.WriteFile(golden, wire.Indent(data), 0o644))
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(wire.Indent(data)), name)
	}
}

// The source's case, saved: 14 and 6 people, sets of 6, 7 and 7 with three facilitators, five KPIs, three outcomes and a
// workshop that slipped to September. Running it today gives the same document.
func TestJSON_peers(t *testing.T) {
	p := decode(t, fixture(t, "peers"))
	assert.Equal(t, closed(t), p)
	var size, facilitators []string
	for _, s := range p.Sets {
		size = append(size, string(rune('0'+len(s.Members))))
		facilitators = append(facilitators, s.Facilitator)
	}
	assert.Equal(t, "677", strings.Join(size, ""))
	assert.Equal(t, []string{"s03", "t02", "s14"}, facilitators)
	assert.Equal(t, []int{20, 5, 3}, []int{len(p.Participants), len(p.KPIs), len(p.Outcomes)})
	assert.Equal(t, []jpd.ProviderCount{{Provider: "southend", Count: 14}, {Provider: "thurrock", Count: 6}}, p.Counts().ByProvider)
	assert.Equal(t, jpd.MetWithSlippage, p.Result(date("2026-07-10")))
}

// The fixtures would say nothing about a member that none of them holds.
func TestJSON_fixtureIsFull(t *testing.T) {
	structs, empty := wiretest.Fields(decode(t, fixture(t, "full")))
	assert.Len(t, structs, 25, "every struct of the document")
	assert.Empty(t, empty)
}

// A newer program may add a member anywhere. The histories are left out: package practice answers for them.
func TestJSON_unknownMembersAtEveryDepth(t *testing.T) {
	data, added, err := wiretest.FromTheFuture(fixture(t, "full"))
	require.NoError(t, err)
	p := decode(t, data)
	assert.JSONEq(t, string(data), string(encode(t, p)))
	assert.Equal(t, encode(t, p), encode(t, decode(t, encode(t, p))))
	assert.Greater(t, added, 25)

	// A move keeps them too.
	p.Visits[0].State = jpd.FormFiled
	moved, err := p.AdvanceVisit(allow("v1", jpd.FormShared, "2026-03-01"))
	require.NoError(t, err)
	name, kept := moved.Visits[0].First()
	assert.True(t, kept)
	assert.Equal(t, "from_the_future", name)
}

func TestJSON_refused(t *testing.T) {
	for _, tc := range []struct{ from, to, path, message string }{
		{`"measure": "other"`, `"measure": "tutor_feedbak"`, "/outcomes/0/measure", `did you mean "tutor_feedback"?`},
		{`"status": "met"`, `"status": "achieved"`, "/kpis/0/status", `"achieved" is not a status`},
		{`"deliverable": "workshop"`, `"deliverable": "party"`, "/targets/0/deliverable", `"party" is not a deliverable`},
		{`"aspects": ["professionalism"`, `"aspects": ["profesionalism"`, "/evaluation_meeting/aspects/0", `did you mean "professionalism"?`},
		{`"kind": "other"`, `"kind": "fair"`, "/workshops/0/kind", `"fair" is not a kind of workshop`},
		{`"code": "more_sharing"`, `"code": "more_sharring"`, "/wishes/0/code", `did you mean "more_sharing"?`},
		{`"code": "other"`, `"code": "walks"`, "/benefits/0/code", `"walks" is not a benefit`},
		{`"decision": "continue"`, `"decision": "yes"`, "/continuation/decision", `"yes" is not a decision on continuation`},
		{`"state": "form_shared"`, `"state": "done"`, "/visits/0/state", `"done" is not a state of a visit`},
		{`"state": "completed"`, `"state": "complete"`, "/participants/0/state", `did you mean "completed"?`},
		{`"state": "disseminating"`, `"state": "participating"`, "/state", `"participating" is not a state of a project`},
		{`"held_on": "2026-02-24"`, `"held_on": "2026-02-30"`, "/visits/0/held_on", "there is no date 2026-02-30"},
		{`"learner_count": 12`, `"learner_count": "twelve"`, "/visits/0/learner_count", "number"},
		{`"learner_count": 12`, `"learner_count": 12, "grade": 2`, "/visits/0/grade", "a buddy visit is developmental and is not graded; remove it"},
		{`"learner_count": 12`, `"learner_count": 12, "notes/~": {"list": [{"Overall-Grade": null}]}`,
			"/visits/0/notes~1~0/list/0/Overall-Grade", "not graded"},
		{`"seen": "pairs before plenary"`, `"scores": [], "rating": 1`, "/visits/0/form/rating", "not graded"},
		{`"id": "d1", "provider_id"`, `"id": "m1", "provider_id"`, "/participants/1/id", `"m1" stands twice`},
		{`"kpis": [{`, `"kpis": [{"code": "1"}, {`, "/kpis/1/code", `"1" stands twice`},
		{`"targets": [{`, `"targets": [{"id": "w"}, {`, "/targets/1/id", `"w" stands twice`},
		{`"groups": [{`, `"groups": [{"id": "g1"}, {`, "/groups/1/id", `"g1" stands twice`},
		{`"visits": [{`, `"visits": [{"id": "v1"}, {`, "/visits/1/id", `"v1" stands twice`},
		{`"als": [{`, `"als": [{"id": "a1"}, {`, "/als/1/id", `"a1" stands twice`},
		{`"workshops": [{`, `"workshops": [{"id": "w1"}, {`, "/workshops/1/id", `"w1" stands twice`},
		{`"themes": [{"id": "t1"`, `"themes": [{"id": "t2"`, "/participants/0/themes", `the theme "t1" was dropped`},
		{`"to": "questions that reach everybody"`, `"to": "else"`, "/participants/0/themes/0/title", "reworded without a correction"},
		{`"source_label": "LPD",`, `"source_label": "LPD", "source_label": "JPD",`, "/source_label", "duplicate"},
	} {
		text := string(fixture(t, "full"))
		require.Equal(t, 1, strings.Count(text, tc.from), tc.from)
		p := decode(t, fixture(t, "least"))
		err := p.UnmarshalJSON([]byte(strings.Replace(text, tc.from, tc.to, 1)))
		var fault *practice.DataError
		require.ErrorAs(t, err, &fault, tc.to)
		assert.Equal(t, tc.path, fault.Path, tc.to)
		assert.Contains(t, err.Error(), tc.message)
		assert.Equal(t, decode(t, fixture(t, "least")), p, "%s: the value changed", tc.to)
	}
}

// Parts that nobody named yet are not the same part.
func TestJSON_unnamedParts(t *testing.T) {
	p := jpd.Project{ID: "J", Visits: make([]jpd.Visit, 2), Participants: make([]jpd.Participant, 2), KPIs: make([]jpd.KPI, 2)}
	assert.Equal(t, p, decode(t, encode(t, p)))
	p.Visits[0].ID, p.Visits[1].ID = "v", "v"
	_, err := p.MarshalJSON()
	require.EqualError(t, err, `/visits/1/id: "v" stands twice`, "what could not be read back is not written")
}

func TestJSON_schema(t *testing.T) {
	for _, tc := range []struct{ schema, message string }{
		{"beacon/project/2", "the document is beacon/project version 2 and this program reads up to version 1"},
		{"beacon/project/0", `"beacon/project/1" was expected`},
		{"beacon/project", `"beacon/project/1" was expected`},
		{"beacon/practice/1", `the document says it is "beacon/practice/1"`},
		{"", "the document does not say what it is"},
	} {
		var p jpd.Project
		err := p.UnmarshalJSON([]byte(strings.Replace(string(fixture(t, "full")), "beacon/project/1", tc.schema, 1)))
		var fault *practice.SchemaError
		require.ErrorAs(t, err, &fault, tc.schema)
		assert.Contains(t, err.Error(), tc.message)
		assert.Zero(t, p)
	}
	var p jpd.Project
	var fault *practice.SchemaError
	assert.ErrorAs(t, p.UnmarshalJSON([]byte(`{"schema":"beacon/project/2","state":{"since":"2031"}}`)), &fault,
		"the version is refused, not the member")
}

func TestJSON_malformed(t *testing.T) {
	whole := fixture(t, "full")
	for _, text := range []string{"", "[]", "7", "{", string(whole[:len(whole)/2]), string(whole) + "{}",
		`{"schema":"beacon/project/1","id":7}`, "{\"schema\":\"beacon/project/1\",\"id\":\"\xff\"}"} {
		var p jpd.Project
		err := p.UnmarshalJSON([]byte(text))
		assert.True(t, isFault(err), "%.20q: %v", text, err)
		assert.Zero(t, p)
	}
	p := decode(t, whole)
	require.NoError(t, p.UnmarshalJSON([]byte(" null")))
	assert.Equal(t, decode(t, whole), p, "null changes nothing")
}

// The least a document can say: no member that nobody filled in is written.
func TestJSON_zero(t *testing.T) {
	assert.Equal(t, `{"schema":"beacon/project/1","id":"J","state":""}`, string(encode(t, jpd.Project{ID: "J"})))
}
