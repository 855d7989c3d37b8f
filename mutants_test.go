package beacon_test

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

// changes are the survivors in short.
func changes(all []beacon.Mutant) []string {
	var out []string
	for _, m := range all {
		out = append(out, fmt.Sprintf("%s:%d %s -> %s", m.Rule, m.Pos.Line, m.From, m.To))
	}
	return out
}

// mutated runs cases on a pack and on its changes.
func mutated(t *testing.T, pack, cases string) beacon.Mutants {
	t.Helper()
	found, err := own(t, pack).Mutants(beside("beacon: 1\ntoday: 2026-03-02\n" + cases))
	require.NoError(t, err)
	return found
}

const contactsRule = `
rules:
  - id: C-1
    decides: check
    on: {engagement: any}
    when: size(engagement.contacts) > 0
    must: size(engagement.contacts) <= 3
    because: x
`

const contactsCases = `cases:
  - {rule: C-1, given: {engagement: {id: E, contacts: [{}]}}, expect: pass}
  - {rule: C-1, given: {engagement: {id: E, contacts: [{}, {}, {}, {}]}}, expect: fail}
  - {rule: C-1, given: {engagement: {id: E}}, expect: not_applicable}
`

func TestMutants(t *testing.T) {
	found := mutated(t, contactsRule, contactsCases)
	require.Equal(t, 8, found.All)
	require.Equal(t, []string{"C-1:10 <= -> <", "C-1:10 3 -> 2"}, changes(found.Survivors), "nothing tests the limit itself")

	found = mutated(t, contactsRule, contactsCases+"  - {rule: C-1, given: {engagement: {id: E, contacts: [{}, {}, {}]}}, expect: pass}\n")
	require.Empty(t, found.Survivors)

	found = mutated(t, contactsRule, strings.Join(strings.SplitAfter(contactsCases, "\n")[:3], ""))
	require.Contains(t, changes(found.Survivors), "C-1:9 when -> ", "no case shows where the rule does not apply")

	_, err := own(t, contactsRule).Mutants(beside("beacon: 1\ntoday: 2026-03-02\ncases:\n  - {rule: C-1, given: {engagement: {id: E}}, expect: fail}\n"))
	require.ErrorContains(t, err, "the test fails as it is: want fail, got not_applicable")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = own(t, contactsRule).Within(ctx).Mutants(beside("beacon: 1\ntoday: 2026-03-02\n" + contactsCases))
	require.ErrorIs(t, err, context.Canceled)
}

// A change that the tests give a reason for is listed with it, and a reason for nothing is a problem.
func TestMutants_equivalent(t *testing.T) {
	found := mutated(t, contactsRule, contactsCases+`equivalent:
  - {rule: C-1, change: <= to <, because: nobody has three}
  - {rule: C-1, change: 3 to 2, because: nobody has three}
  - {rule: C-1, change: 3 to 4, because: this is noticed}
  - {rule: C-1, without: [has(engagement.id)], because: there is no such clause}
`)
	require.Empty(t, found.Survivors)
	require.Equal(t, []string{"C-1:10 <= -> <", "C-1:10 3 -> 2"}, changes(found.Equivalent))
	require.Equal(t, "nobody has three", found.Equivalent[0].Because)
	require.Len(t, found.Stale, 2)
	require.Equal(t, "no change goes unnoticed that reads: 3 to 4", found.Stale[0].Message)
	require.Equal(t, beacon.Pos{File: "c_test.yaml", Line: 10, Column: 5}, found.Stale[0].Pos)
	require.Equal(t, "no change goes unnoticed that reads: without has(engagement.id)", found.Stale[1].Message)
}

// A figure under params is changed where a case is about what reads it, and one that a pack sets in another in any case.
func TestMutants_params(t *testing.T) {
	const figures = `
params:
  most: {value: 3}
  from: {value: 2026-01-01}
  unread: {value: 3}
set:
  - {param: lsc2004.review_max_months, to: 6, because: sooner}
rules:
  - {id: C-1, decides: check, on: {engagement: any}, must: size(engagement.contacts) <= params.most, because: x}
`
	cases := `cases:
  - {rule: C-1, given: {engagement: {id: E, contacts: [{}]}}, expect: pass}
  - {rule: C-1, given: {engagement: {id: E, contacts: [{}, {}, {}, {}]}}, expect: fail}
`
	over := func(cases string) beacon.Mutants {
		found, err := engine(t, beacon.Config{Packs: []fs.FS{pack(head + figures)}}).Mutants(beside("beacon: 1\ntoday: 2026-03-02\n" + cases))
		require.NoError(t, err)
		return found
	}
	require.Subset(t, changes(over(cases).Survivors),
		[]string{"most:6 3 -> 2", "lsc2004.review_max_months:10 6 -> 7", "lsc2004.review_max_months:10 6 -> 5"})
	found := over(cases + `  - {rule: C-1, given: {engagement: {id: E, contacts: [{}, {}, {}]}}, expect: pass}
  - {rule: L-36.7, given: {engagement: {id: E, ended_on: 2026-01-31, review: {due_on: 2026-07-31}}}, expect: pass}
  - {rule: L-36.7, given: {engagement: {id: E, ended_on: 2026-01-31, review: {due_on: 2026-08-01}}}, expect: fail}
`)
	for _, m := range found.Survivors {
		require.NotContains(t, []string{"most", "from", "unread", "lsc2004.review_max_months"}, m.Rule)
	}
}

// Named parts, tables, choices and scores are changed too, where a case is about what rests on them.
func TestMutants_beyondRules(t *testing.T) {
	pack := `
params:
  most: {value: 3, unit: contacts}
let:
  count: {on: engagement, is: size(engagement.contacts)}
  many: {on: engagement, is: count > params.most && engagement.mode == 'visit'}
  unused: {on: disseminator, is: disseminator.kind == 'wbl'}
tables:
  - id: amount
    on: engagement
    columns: {contacts: count, mode: engagement.mode}
    rows:
      - {if: {contacts: "<= 2"}, then: few}
      - {if: {contacts: 3..5, mode: [visit, website]}, then: some}
    otherwise: {then: lots}
rules:
  - {id: C-1, decides: check, on: {engagement: any}, must: "!many", because: x}
  - {id: C-2, decides: check, on: {engagement: any}, must: "amount != 'lots'", because: x}
scores:
  - {id: closeness, on: engagement, value: "engagement.mode == 'visit' ? 1.0 : 0.5", because: x}
choices:
  - id: follow
    on: engagement
    first:
      - {when: engagement.mode == 'visit', then: visit, because: x}
      - {then: ring, because: x}
`
	given := `given:
  two: {engagement: {id: E, mode: visit, contacts: [{}, {}]}}
  three: {engagement: {id: E, mode: visit, contacts: [{}, {}, {}]}}
  four: {engagement: {id: E, mode: visit, contacts: [{}, {}, {}, {}]}}
  five: {engagement: {id: E, mode: visit, contacts: [{}, {}, {}, {}, {}]}}
  six: {engagement: {id: E, mode: visit, contacts: [{}, {}, {}, {}, {}, {}]}}
  site: {engagement: {mode: website}}
  other: {engagement: {mode: consultancy}}
cases:
`
	found := mutated(t, pack, given+`
  - {rule: C-1, from: four, expect: fail}
  - {rule: C-2, from: two, expect: pass}
  - {choice: follow, from: two, expect: visit}
  - {score: closeness, from: two, expect: 1}
`)
	survivors := changes(found.Survivors)
	for _, want := range []string{
		"amount:16 <= 2 -> <= 3", "amount:17 3..5 -> 4..5", "amount:17 3..5 -> 3..6", "amount:17 visit -> ",
		"amount:17 visit, website -> ", "amount:17 row 2 -> ", "many:9 > -> >=",
	} {
		assert.Contains(t, survivors, want)
	}
	assert.False(t, slices.ContainsFunc(found.Survivors, func(m beacon.Mutant) bool { return m.Rule == "unused" }), "no case is about what rests on it")

	found = mutated(t, pack, given+`
  - {rule: C-1, from: three, expect: pass}
  - {rule: C-1, from: four, expect: fail}
  - {rule: C-1, from: four, set: {college.most: 4}, expect: pass}
  - {rule: C-1, from: [four, site], expect: pass}
  - {rule: C-2, from: [two, other], expect: pass}
  - {rule: C-2, from: [three, other], expect: fail}
  - {choice: amount, from: two, expect: few}
  - {choice: amount, from: three, expect: some}
  - {choice: amount, from: five, expect: some}
  - {choice: amount, from: [five, site], expect: some}
  - {choice: amount, from: [six], expect: lots}
  - {choice: amount, given: {engagement: {id: E, mode: null, contacts: [{}, {}, {}]}}, expect: cannot_judge, missing: engagement.mode}
  - {choice: follow, from: two, expect: visit, message: x}
  - {choice: follow, from: [two, site], expect: ring}
  - {score: closeness, from: two, expect: 1}
  - {score: closeness, from: [two, site], expect: 0.50}
  - {score: closeness, given: {engagement: {id: E}}, expect: cannot_judge, missing: [engagement.mode]}
`)
	require.Empty(t, changes(found.Survivors))
	require.Greater(t, found.All, 25)
}

func TestMutants_termsThatAreNotThere(t *testing.T) {
	for about, says := range map[string]string{"choice": `no choice and no table "none" is in force`, "score": `no score "none" is in force`, "rule": `no rule "none" is in force`} {
		_, err := own(t, contactsRule).Mutants(beside("beacon: 1\ntoday: 2026-03-02\ncases:\n  - {" + about + ": none, expect: cannot_judge}\n"))
		require.ErrorContains(t, err, says)
	}
}

// The tests of the embedded packs notice every change of a rule, a choice or a score, or say why none can.
func TestEmbeddedPacksNoticeEveryChange(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	found, err := everyPack(t).Mutants(beacon.EmbeddedPacks())
	require.NoError(t, err)
	require.Greater(t, found.All, 1000)
	for _, m := range found.Survivors {
		t.Errorf("%s: no test of %s notices %q for %q in %s", m.Pos, m.Rule, m.To, m.From, m.Text)
	}
	require.Empty(t, found.Stale)
	require.Less(t, len(found.Equivalent), 10, "most changes can be noticed")
}
