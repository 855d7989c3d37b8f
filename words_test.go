package beacon_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
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
  - {id: C-6, decides: stage_gate, on: {engagement: active}, must: "engagement.ended_on >= addMonths(today, -params.months) && engagement.ended_on < addDays(today, -2)", because: x}
`)
	for rule, want := range map[string]string{
		"C-1": "The agreed day is not after 9 months after the day dissemination to this partner ended.",
		"C-2": "When the first review is recorded; and the main way of working is not “visit”: for one of the meetings, visits and calls at least, what it was for is “follow up”.",
		"C-3": "It is not so that the partner's management is behind the change; or the number of the meetings, visits and calls is at least 2.",
		"C-4": "The main way of working is one of “one to one”, “visit”; and the day dissemination to this partner ended is not after today.",
		"C-5": "For one of the meetings, visits and calls at least, it is not so that practitioners took part; and what the contact is meant to achieve begins with “a”.",
		"C-6": "The day dissemination to this partner ended is not before 9 months before today; and the day dissemination to this partner ended is before 2 days before today.",
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

// In Welsh, every rule of the pack for Wales is told in Welsh alone; what has no Welsh words is in English and says so.
func TestEngine_Words_welsh(t *testing.T) {
	eng, err := beacon.New(beacon.Config{Language: "cy"})
	require.NoError(t, err)
	told := 0
	for _, r := range eng.Rules() {
		words, known := eng.Words(r.ID)
		require.True(t, known)
		switch r.Pack {
		case "acl-wales":
			told++
			require.NotContains(t, words, "[en]", r.ID)
		default:
			require.True(t, strings.Contains(words, "[en]") || len(r.Reads) == 0, "%s: %s", r.ID, words)
		}
	}
	require.Equal(t, 15, told)
	for rule, want := range map[string]string{
		"W-38": "Nid yw nifer yr eitemau (safbwynt diweddaraf pob llais) yn llai na 2 safbwynt; a hefyd, nid yw nifer yr eitemau (y partneriaid a glywyd: " +
			"y rhai y mae eu safbwyntiau diweddaraf yn dweud rhywbeth, unwaith yr un) yn llai na 2 partner.",
		"W-41": "Cofnodwyd diwrnod y drafodaeth; a hefyd, cofnodwyd pwy a arweiniodd y drafodaeth; a hefyd, nid yw diwrnod y drafodaeth ar ôl y diwrnod y cytunwyd ar y lefel.",
		"W-49": "Os yw hyn yn wir – mae'r bartneriaeth wedi pennu'r pwnc yn flaenoriaeth: mae nifer yr eitemau (yr hyn a wneir ynglŷn â'r pwnc) yn fwy na 0; a hefyd, " +
			"(ar gyfer pob eitem (yr hyn a wneir ynglŷn â'r pwnc), cofnodwyd pwy sy'n gofalu amdano; a hefyd, cofnodwyd y diwrnod erbyn pryd y mae i'w wneud).",
		"L-36.7": "Os yw hyn yn wir – cofnodwyd the agreed day [en]: nid yw the agreed day [en] ar ôl 9 months [en] ar ôl the day dissemination to this partner ended [en].",
	} {
		got, _ := eng.Words(rule)
		require.Equal(t, strings.ReplaceAll(want, "9 months [en]", "9 mis"), got, "the function itself says months")
	}
}

// What a rule of the pack for Wales says where it fails is in Welsh, figures and all.
func TestLanguage_wales(t *testing.T) {
	eng, err := beacon.New(beacon.Config{Language: "cy"})
	require.NoError(t, err)
	d, err := eng.DecideJSON("topic", "agreed", []byte(`{"topic": {"id": "T07", "state": "in_discussion", "views": [{"partner": "P"}]}}`), practice.MustDate("2026-03-02"))
	require.NoError(t, err)
	said := map[string]practice.Reason{}
	for _, r := range d.Reasons {
		said[r.Rule] = r
	}
	require.Equal(t, "Gwrandewch ar fwy o'r bartneriaeth cyn cytuno ar y lefel. Safbwyntiau hyd yma: 1, o 2 neu fwy; partneriaid a glywyd: 0, o 2 neu fwy.", said["W-38"].Message)
	require.Empty(t, said["W-38"].Language)
}
