package beacon_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

// What a rule's verdict rests on is told with the parameters' values and with what its names stand for.
func TestEngine_Rules_reads(t *testing.T) {
	eng := own(t, `
params:
  months: {value: 9, unit: months, source: §36, says: latest month}
  from: {value: 2026-01-31}
  only_said: {value: 3}
let:
  latest: {on: engagement, is: "addMonths(engagement.ended_on, params.months)"}
tables:
  - id: amount
    on: engagement
    columns: {contacts: "size(engagement.contacts)"}
    rows: [{if: {contacts: "<= 3"}, then: few}, {if: {contacts: "> 3"}, then: many}]
rules:
  - {id: C-1, decides: stage_gate, on: {engagement: active}, when: "has(engagement.review)", must: "engagement.review.due_on <= latest && today >= params.from", because: "After {params.only_said}."}
  - {id: C-2, decides: stage_gate, on: {engagement: active}, must: "amount == 'many' || engagement.contacts.exists(c, c.on < today)", because: x}
  - {id: C-3, decides: stage_gate, on: {engagement: active}, must: "engagement.management_buy_in", because: x}
`)
	rules := eng.Rules()
	require.Len(t, rules, 3)
	assert.Equal(t, []string{"engagement.ended_on", "engagement.review", "engagement.review.due_on", "today"}, rules[0].Reads)
	assert.Equal(t, []beacon.Param{{Pack: "college", Name: "from", Value: practice.MustDate("2026-01-31")},
		{Pack: "college", Name: "months", Value: int64(9), Unit: "months", Source: "§36", Says: "latest month"}}, rules[0].Params)
	assert.Equal(t, []string{"addMonths", "has"}, rules[0].Functions)
	assert.Equal(t, []string{"engagement.contacts", "engagement.contacts[].on", "today"}, rules[1].Reads)
	assert.Equal(t, []string{"exists", "size"}, rules[1].Functions)
	assert.Nil(t, rules[2].Params)
	assert.Nil(t, rules[2].Functions)
}

// Of every rule in force each name can be looked up, and together they use the functions that the packs are known for.
func TestEngine_Rules_everyName(t *testing.T) {
	eng := beacon.Default()
	known := map[string]bool{}
	for _, f := range beacon.Functions() {
		known[f.Name] = true
	}
	params := eng.Params()
	used := map[string]bool{}
	for _, r := range eng.Rules() {
		for _, path := range r.Reads {
			_, described := eng.Describe(r.Subject, path)
			assert.True(t, described || path == "today", "%s reads %s", r.ID, path)
		}
		for _, v := range r.Params {
			assert.True(t, slices.ContainsFunc(params, func(p beacon.Param) bool { return p.Pack == r.Pack && p.Name == v.Name && p.Source == v.Source }))
		}
		for _, name := range r.Functions {
			assert.True(t, known[name], "%s calls %s", r.ID, name)
			used[name] = true
		}
	}
	for _, name := range []string{"addMonths", "exists", "has", "size"} {
		assert.True(t, used[name], name)
	}
}
