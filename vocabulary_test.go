package beacon_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

func TestVocabulary(t *testing.T) {
	all := beacon.Default().Vocabulary()
	bySubject := map[string]beacon.Vocabulary{}
	for _, v := range all {
		bySubject[v.Subject] = v
		paths := map[string]bool{}
		for _, f := range v.Fields {
			require.False(t, paths[f.Path], "%s %s is listed twice", v.Subject, f.Path)
			paths[f.Path] = true
			require.NotEmpty(t, f.Kind, f.Path)
			require.NotEmpty(t, f.Means, f.Path)
			described, ok := beacon.Default().Describe(v.Subject, f.Path)
			require.True(t, ok, f.Path)
			require.Equal(t, f, described)
		}
	}
	require.Equal(t, []string{"stage_gate", "check"}, bySubject["engagement"].Decides)
	require.Contains(t, bySubject["engagement"].States, "implementing")
	require.Equal(t, []string{"stopped"}, bySubject["engagement"].Exits)
	for _, f := range beacon.Functions() {
		require.NotEmpty(t, f.Usage)
		require.NotEmpty(t, f.Doc)
	}

	eng := own(t, "", beacon.PointFor[placement]("placement"))
	last := eng.Vocabulary()
	require.Equal(t, "placement", last[len(last)-1].Subject)
	require.Equal(t, []string{"placement", "check"}, last[len(last)-1].Decides)
}

func TestDecideJSON(t *testing.T) {
	eng, today := beacon.Default(), practice.MustDate("2025-06-10")
	facts := []byte(`{"engagement": {"id": "E-1", "state": "disseminated", "ended_on": "2025-05-31", "review": {"due_on": "2026-03-20"}}}`)
	d, err := eng.DecideJSON("engagement", "implementing", facts, today)
	require.NoError(t, err)
	require.True(t, d.Failed("L-36.7"))
	require.Equal(t, "implementing", d.To)
	require.Equal(t, "E-1", d.ID)
	_, err = eng.Explain(d, "L-36.7")
	require.NoError(t, err)
	d, err = eng.DecideJSON("engagement", "", facts, today)
	require.NoError(t, err)
	require.Empty(t, d.Verdict("L-36.7"), "the review is of an engagement that is disseminated")

	for state, text := range map[string]string{"implementing": `{"engagement": {"idd": 3}}`, "active": `{`, "": `[]`} {
		_, err = eng.DecideJSON("engagement", state, []byte(text), today)
		var fault *practice.DataError
		require.ErrorAs(t, err, &fault, text)
	}
	_, err = eng.DecideJSON("engagement", "flying", facts, today)
	require.EqualError(t, err, `beacon: "flying" is not a state of the subject engagement`)
	_, err = eng.DecideJSON("moon", "", facts, today)
	require.Error(t, err)
}
