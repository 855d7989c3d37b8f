package beacon_test

import (
	"errors"
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

	for set, says := range map[string]string{"college.mots: 4": `no earlier pack has a parameter "college.mots"`, "college.most: few": `"few" is not a whole number`} {
		results, err := eng.Test(beside("beacon: 1\ntoday: 2026-03-02\ncases:\n  - {rule: C-1, set: {" + set + "}, expect: pass}\n"))
		require.NoError(t, err)
		require.Contains(t, results[0].Faults[0].Message, says)
		require.Equal(t, 4, results[0].Faults[0].Pos.Line)
	}
}

// A case that cannot be run says why at the place where that was written, if need be among the named facts, and the other
// cases run.
func TestEngine_Test_faults(t *testing.T) {
	eng := own(t, settable)
	results, err := eng.Test(beside(`beacon: 1
today: 2026-03-02
given:
  four: {engagement: {id: E, state: active, contacts: [{}, {}, {}, {}]}}
  slip:
    engagement:
      id: E
      contacts: [{}, {onn: 2026-01-01}]
cases:
  - {rule: C-1, from: four, expect: fail}
  - {rule: C-1, from: slip, expect: pass}
  - {rule: C-1, from: four, given: {engagement: {started: 2026-01-01}}, expect: pass}
  - {rule: C-1, from: four, given: {engagement: {started_on: soon}}, expect: pass}
  - {rule: C-11, from: four, expect: pass}
  - {choice: amuont, from: four, expect: many}
  - {choice: amount, from: four, expect: mny}
  - {rule: C-3, set: {college.months: 2}, given: {engagement: {state: active}}, expect: pass}
`))
	require.NoError(t, err)
	require.True(t, results[0].OK)
	for i, want := range []struct {
		line, column  int
		message, hint string
	}{
		{8, 23, "there is no fact engagement.contacts[1].onn", `did you mean "on"?`},
		{12, 50, "there is no fact engagement.started", `did you mean "started_on"?`},
		{13, 50, `"soon" is not a date (this is engagement.started_on)`, "write it like 2026-03-31"},
		{14, 12, `no rule "C-11" is in force`, `did you mean "C-1"?`},
		{15, 14, `no choice and no table "amuont" is in force`, `did you mean "amount"?`},
		{16, 42, `no row of amount gives "mny"`, `did you mean "many"?`},
	} {
		r := results[i+1]
		require.False(t, r.OK)
		require.Len(t, r.Faults, 1)
		f := r.Faults[0]
		require.Equal(t, want.message, f.Message)
		require.Equal(t, want.hint, f.Hint)
		require.Equal(t, []int{want.line, want.column}, []int{f.Pos.Line, f.Pos.Column}, f.Message)
		require.NotEmpty(t, f.Snippet)
	}
	require.Equal(t, "cannot_judge, not recorded: engagement.started_on", results[7].Got)
	_, err = eng.Mutants(beside("beacon: 1\ncases:\n  - {rule: C-11, expect: pass}\n"))
	require.ErrorContains(t, err, "1 problem in the tests; none of them is run")
}

// Inside braces a comma ends a number.
func TestEngine_Test_cutNumber(t *testing.T) {
	_, err := own(t, settable).Test(beside("beacon: 1\ncases:\n  - {rule: C-1, given: {partner: {distance_km: 60,5}}, expect: pass}\n"))
	problems, is := errors.AsType[*beacon.LoadError](err)
	require.True(t, is)
	require.Equal(t, &beacon.Fix{Pos: beacon.Pos{File: "c_test.yaml", Line: 3, Column: 48}, Old: "60,5", New: "60.5"}, problems.Issues[0].Fix)
}

// beside is a folder with a file of tests.
func beside(text string) fstest.MapFS { return fstest.MapFS{"c_test.yaml": {Data: []byte(text)}} }
