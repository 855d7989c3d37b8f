package practice_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

func TestFact(t *testing.T) {
	var unknown practice.Fact[int]
	zero := practice.Known(0)

	v, known := unknown.Get()
	assert.Zero(t, v)
	assert.False(t, known)
	assert.True(t, unknown.IsZero())
	assert.Equal(t, 7, unknown.Or(7))
	assert.Equal(t, "not recorded", unknown.String())

	_, known = zero.Get()
	assert.True(t, known, "a zero somebody entered is an answer")
	assert.False(t, zero.IsZero())
	assert.Equal(t, 0, zero.Or(7))
	assert.Equal(t, "0", zero.String())
	assert.NotEqual(t, unknown, zero)
}

func TestFact_JSON(t *testing.T) {
	type form struct {
		Asked practice.Fact[bool]           `json:"asked,omitzero"`
		Count practice.Fact[int]            `json:"count,omitzero"`
		On    practice.Fact[practice.Date]  `json:"on,omitzero"`
		Via   practice.Fact[practice.Route] `json:"via,omitzero"`
		Kept  practice.Fact[string]         `json:"kept"`
	}
	for _, tc := range []struct {
		name, text string
		want       form
		again      string
	}{
		{"absent", `{}`, form{}, `{"kept":null}`},
		{"null", `{"asked":null,"count":null,"kept":null}`, form{}, `{"kept":null}`},
		{"zero values are known", `{"asked":false,"count":0,"kept":""}`,
			form{Asked: practice.Known(false), Count: practice.Known(0), Kept: practice.Known("")}, ""},
		{"values", `{"asked":true,"count":3,"on":"2026-02-24","via":"self","kept":"a & <b>"}`,
			form{practice.Known(true), practice.Known(3), practice.Known(date("2026-02-24")),
				practice.Known(practice.SelfNominated), practice.Known("a & <b>")}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got form
			require.NoError(t, json.Unmarshal([]byte(tc.text), &got))
			assert.Equal(t, tc.want, got)
			if tc.again == "" {
				tc.again = tc.text
			}
			again, err := json.Marshal(got)
			require.NoError(t, err)
			assert.JSONEq(t, tc.again, string(again))
		})
	}
}

func TestFact_JSON_refused(t *testing.T) {
	fact := practice.Known(true)
	err := json.Unmarshal([]byte(`"yes"`), &fact)
	require.EqualError(t, err, "a JSON text stands where true or false is expected")
	assert.Equal(t, practice.Known(true), fact, "what is refused changes nothing")

	var via practice.Fact[practice.Route]
	require.EqualError(t, json.Unmarshal([]byte(`"observaton"`), &via),
		`"observaton" is not a route of identification; did you mean "observation"?`)

	require.NoError(t, json.Unmarshal([]byte("null"), &fact))
	assert.True(t, fact.IsZero(), "null takes a fact back")
}
