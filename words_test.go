package beacon_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

func TestEngine_Words(t *testing.T) {
	eng := own(t, `
params:
  months: {value: 9, unit: months}
rules:
  - {id: C-1, decides: stage_gate, on: {engagement: active}, must: "engagement.review.due_on <= addMonths(engagement.ended_on, params.months)", because: x}
  - {id: C-2, decides: stage_gate, on: {engagement: active}, when: "has(engagement.review) && engagement.mode != 'visit'", must: "engagement.contacts.exists(c, c.kind == 'follow_up')", because: x}
  - {id: C-3, decides: stage_gate, on: {engagement: active}, must: "!engagement.management_buy_in || size(engagement.contacts) >= 2", because: x}
  - {id: C-4, decides: stage_gate, on: {engagement: active}, must: "engagement.mode in ['one_to_one', 'visit'] && !(engagement.ended_on > today)", because: x}
  - {id: C-5, decides: stage_gate, on: {engagement: active}, must: "!engagement.contacts.all(c, c.practitioners_present) && engagement.purpose.startsWith('a')", because: x}
`)
	for rule, want := range map[string]string{
		"C-1": "The agreed day is not after 9 months after the day dissemination to this partner ended.",
		"C-2": "When the first review is recorded; and the main way of working is not “visit”: for one of the meetings, visits and calls at least, what it was for is “follow up”.",
		"C-3": "It is not so that the partner's management is behind the change; or the number of the meetings, visits and calls is at least 2.",
		"C-4": "The main way of working is one of “one to one”, “visit”; and the day dissemination to this partner ended is not after today.",
		"C-5": "For one of the meetings, visits and calls at least, it is not so that practitioners took part; and what the contact is meant to achieve begins with “a”.",
	} {
		got, known := eng.Words(rule)
		require.True(t, known)
		require.Equal(t, want, got)
	}
	_, known := eng.Words("C-9")
	require.False(t, known)
	for _, r := range beacon.Default().Rules() {
		words, known := beacon.Default().Words(r.ID)
		require.True(t, known && len(words) > 10, r.ID)
	}
}
