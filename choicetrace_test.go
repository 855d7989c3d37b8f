package beacon_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

// One can look at a table: which row fits, what the others came to, and what is not recorded.
func TestEngine_ExplainChoice(t *testing.T) {
	e := own(t, settable)
	today := practice.MustDate("2026-03-02")
	require.Contains(t, e.Choices(), "amount")
	got, err := e.ExplainChoice("amount", []byte(`{"engagement": {"contacts": [{}]}}`), today)
	require.NoError(t, err)
	require.Equal(t, "few", got.Then)
	require.Equal(t, []bool{true, false}, []bool{got.Rows[0].Picked, got.Rows[1].Picked})
	require.Equal(t, practice.Known(false), got.Rows[1].Holds)
	got, err = e.ExplainChoice("amount", []byte(`{"engagement": {"contacts": [{}, {}, {}, {}]}}`), today)
	require.NoError(t, err)
	require.Equal(t, "many", got.Then)
	require.Equal(t, []bool{false, true}, []bool{got.Rows[0].Picked, got.Rows[1].Picked})
	_, err = e.ExplainChoice("amuont", []byte(`{}`), today)
	require.ErrorContains(t, err, `no choice and no table "amuont" is in force`)
	_, err = e.ExplainChoice("amount", []byte(`{"engagement": {"contact": []}}`), today)
	require.ErrorContains(t, err, `did you mean "contacts"?`)
}
