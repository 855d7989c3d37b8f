package ofsted_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/ofsted"
)

func TestMovementOf(t *testing.T) {
	graded := func(g practice.Grade) *practice.Inspection { return &practice.Inspection{Overall: practice.Known(g)} }
	for _, c := range []struct {
		previous, latest *practice.Inspection
		want             ofsted.Movement
	}{
		{graded(3), graded(2), ofsted.Improved},
		{graded(1), graded(2), ofsted.Declined},
		{graded(4), graded(4), ofsted.Same},
		{nil, graded(2), ""},
		{graded(2), nil, ""},
		{nil, nil, ""},
		{&practice.Inspection{}, graded(2), ""},
		{graded(2), &practice.Inspection{}, ""},
		{graded(0), graded(0), ""},
		{graded(2), graded(5), ""},
	} {
		got := ofsted.MovementOf(practice.Provider{Inspection: c.latest, Previous: c.previous})
		assert.Equal(t, c.want, got, "%+v to %+v", c.previous, c.latest)
	}
}

func TestMovement_UnmarshalText(t *testing.T) {
	var m ofsted.Movement
	require.NoError(t, m.UnmarshalText([]byte("same")))
	assert.Equal(t, ofsted.Same, m)
	require.EqualError(t, m.UnmarshalText([]byte("improvd")), `"improvd" is not a movement; did you mean "improved"?`)
	assert.Equal(t, ofsted.Same, m)
}

// checkMovements compares the file's own column with the grades and returns how many rows could be compared.
func checkMovements(t *testing.T, f *ofsted.File) int {
	t.Helper()
	compared := 0
	for _, r := range f.Rows {
		assert.Equal(t, r.Movement, ofsted.MovementOf(r.Provider), "line %d", r.Line)
		if r.Movement != "" {
			compared++
		}
	}
	return compared
}

func TestMovement_agreesWithTheFile(t *testing.T) {
	assert.Equal(t, 7, checkMovements(t, read(t, content(t, "testdata/small.csv"))))
}
