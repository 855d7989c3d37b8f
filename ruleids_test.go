package beacon_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// heldByTypes are the rules that the types themselves keep. Each has a document that keeps it and, with one member more, one
// that does not: it is refused when it is read, and so no decision is ever made on it.
var heldByTypes = map[string]struct {
	says           string
	subject        string
	document, into string // into is what the document is read into
	member, at     string // what breaks the rule, and the place that is told
}{
	"J-37": {"a visit has no grade", "visit", `{"id": "v1", "visitor": "p1", "host": "p2", "state": "held"`, `{"schema": "beacon/project/1", "id": "J", "visits": [%s]}`,
		`"grade": 2`, "/visits/0/grade"},
	"W-07": {"an assessment does not stand in for inspection", "assessment", assessment, `{"schema": "beacon/assessment/1", %s`, `"replaces_inspection": true`, "/replaces_inspection"},
	"W-08": {"a level is turned into no inspection grade", "assessment", assessment, `{"schema": "beacon/assessment/1", %s`,
		`"level_to_inspection_grade": {"established": "good"}`, "/level_to_inspection_grade"},
	"W-45": {"an assessment has no level of the whole", "assessment", assessment, `{"schema": "beacon/assessment/1", %s`, `"overall_level": "established"`, "/overall_level"},
}

const assessment = `{"id": "A", "subject": "partnership", "rubric": {"id": "acl-wales", "edition": "2024-09-18"}, "state": "open"`

func TestRulesHeldByTypes(t *testing.T) {
	for id, held := range heldByTypes {
		t.Run(id+" "+held.says, func(t *testing.T) {
			read := func(text string) error {
				if held.subject == "visit" {
					return json.Unmarshal([]byte(text), new(jpd.Project))
				}
				return json.Unmarshal([]byte(text), new(rubric.Assessment))
			}
			decide := func(text string) (beacon.Decision, error) {
				return everyPack(t).DecideJSON(held.subject, "", []byte(`{"`+held.subject+`": `+text+`}`), practice.MustDate("2026-03-02"))
			}
			saved := func(text string) string {
				if held.subject == "assessment" {
					text = strings.TrimPrefix(text, "{") // the document is the whole
				}
				return fmt.Sprintf(held.into, text)
			}
			keeps, breaks := held.document+"}", held.document+", "+held.member+"}"
			require.NoError(t, read(saved(keeps)))
			_, err := decide(keeps)
			require.NoError(t, err)

			var fault *practice.DataError
			require.ErrorAs(t, read(saved(breaks)), &fault)
			require.Equal(t, held.at, fault.Path)
			_, err = decide(breaks)
			require.ErrorAs(t, err, &fault)
			require.True(t, strings.HasSuffix(fault.Path, held.at[strings.LastIndex(held.at, "/"):]), fault.Path)
		})
	}
}

// Every rule of the catalogue is in a pack, or kept by the types.
func TestEveryRuleOfTheCatalogue(t *testing.T) {
	data, err := os.ReadFile("testdata/rule_ids.txt")
	require.NoError(t, err)
	ids := strings.Fields(string(data))
	require.Len(t, ids, 191)
	in := map[string]bool{}
	for _, r := range everyPack(t).Rules() {
		in[r.ID] = true
	}
	for _, id := range ids {
		_, held := heldByTypes[id]
		assert.NotEqual(t, in[id], held, "%s is in no pack, or kept twice", id)
	}
}
