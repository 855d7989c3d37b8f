package beacon_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

const settable = `
params:
  most: {value: 3, unit: contacts}
  months: {kind: whole number}
let:
  many: {on: engagement, is: size(engagement.contacts) > params.most}
tables:
  - id: amount
    on: engagement
    columns: {over: size(engagement.contacts) - params.most}
    rows:
      - {if: {over: "<= 0"}, then: few}
    otherwise: {then: many}
rules:
  - {id: C-1, decides: check, on: {engagement: any}, must: "!many", because: "No more than {params.most}."}
  - {id: C-2, decides: check, on: {engagement: any}, must: "amount == 'few'", because: x}
  - {id: C-3, decides: check, on: {engagement: any}, when: has(params.months), must: "monthsBetween(engagement.started_on, today) < params.months", because: x}
  - {id: C-4, decides: check, on: {engagement: any}, must: size(engagement.contacts) <= 3, because: x}
`

// What a case sets is in force for that case and no other: in rules, messages, named parts and tables.
func TestEngine_Test_set(t *testing.T) {
	eng := own(t, settable)
	text := `beacon: 1
today: 2026-03-02
given:
  four: {engagement: {id: E, state: active, started_on: 2026-01-01, contacts: [{}, {}, {}, {}]}}
cases:
  - {rule: C-1, from: four, expect: fail, message: No more than 3.}
  - {rule: C-1, set: {college.most: 4}, from: four, expect: pass}
  - {rule: C-1, set: {college.most: 2}, from: four, expect: fail, message: No more than 2.}
  - {rule: C-2, from: four, expect: fail}
  - {rule: C-2, set: {college.most: 4}, from: four, expect: pass}
  - {rule: C-3, from: four, expect: not_applicable}
  - {rule: C-3, set: {college.months: 2}, from: four, expect: fail}
  - {rule: C-3, set: {college.months: 3}, from: four, expect: pass}
  - {on: engagement, from: four, expect: closed, failed: [C-1, C-2, C-4]}
  - {on: engagement, set: {college.months: 2, college.most: 4}, from: four, expect: closed, failed: [C-3, C-4]}
`
	results, err := eng.Test(beside(text))
	require.NoError(t, err)
	require.Len(t, results, 10)
	for _, r := range results {
		require.True(t, r.OK, r)
	}
	coverage, err := eng.Coverage(beside(text))
	require.NoError(t, err)
	require.Equal(t, []bool{true, true}, []bool{coverage[0].Passes, coverage[0].Fails})

	var problems *beacon.LoadError
	for set, says := range map[string]string{"college.mots: 4": `no earlier pack has a parameter "college.mots"`, "college.most: few": `"few" is not a whole number`} {
		_, err = eng.Test(beside("beacon: 1\ntoday: 2026-03-02\ncases:\n  - {rule: C-1, set: {" + set + "}, expect: pass}\n"))
		require.ErrorAs(t, err, &problems)
		require.ErrorContains(t, err, says)
		require.Equal(t, 4, problems.Issues[0].Pos.Line)
	}
}

// beside is a folder with a file of tests.
func beside(text string) fstest.MapFS { return fstest.MapFS{"c_test.yaml": {Data: []byte(text)}} }
