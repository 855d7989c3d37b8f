package beacon_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

// buddies is a host's own struct about two people.
type buddies struct {
	SameProvider practice.Fact[bool] `json:"same_provider"`
	Themes       []string            `json:"themes_in_common"`
}

// A host's own points can be ranked by scores, term by term; what is not known adds nothing and is named.
func TestScoresOnAPoint(t *testing.T) {
	eng := own(t, `
scores:
  - {id: theme, on: buddies, value: size(themes_in_common), weight: 3, because: They share a theme., source: college}
  - {id: provider, on: buddies, value: "same_provider ? 0.0 : 1.0", weight: 2, because: They meet the other college., source: college}
`, beacon.PointFor[buddies]("buddies"))
	terms, err := beacon.Score(eng, &buddies{SameProvider: practice.Known(false), Themes: []string{"questioning"}}, practice.Date{})
	require.NoError(t, err)
	require.Len(t, terms, 2)
	require.Equal(t, []float64{3, 2}, []float64{terms[0].Points(), terms[1].Points()})
	require.Equal(t, "They share a theme.", terms[0].Message)

	terms, err = beacon.Score(eng, &buddies{}, practice.Date{})
	require.NoError(t, err)
	require.Zero(t, terms[1].Points())
	require.Equal(t, []string{"same_provider"}, terms[1].Missing)

	_, err = beacon.Score(eng, new(int), practice.Date{})
	require.EqualError(t, err, "beacon: no decision point stands on int; add PointFor to Config.Points")
}

func TestScoreThatFails(t *testing.T) {
	eng := own(t, `
scores:
  - {id: share, on: buddies, value: 1 / size(themes_in_common), because: Few themes., source: college}
`, beacon.PointFor[buddies]("buddies"))
	_, err := beacon.Score(eng, &buddies{}, practice.Date{})
	var fault *beacon.EvalError
	require.ErrorAs(t, err, &fault)
	require.Equal(t, "share", fault.Rule)
}
