package rubric_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric"
)

func TestRubric_WithText(t *testing.T) {
	cy, err := wales.WithText(rubric.Text{Language: "cy", Wording: "published", ByID: map[string]string{"T07": "Llais y dysgwr", "initial": "Cychwynnol"}})
	require.NoError(t, err)
	title, err := cy.Text("T07", "cy")
	require.NoError(t, err)
	assert.Equal(t, "Llais y dysgwr", title)
	assert.Equal(t, []string{"cy", "en"}, cy.Languages())
	assert.Equal(t, "published", cy.Wording("cy"))

	// Welsh that is missing is missing, and no English stands in for it.
	_, err = cy.Text("T08", "cy")
	var missing *rubric.LanguageError
	require.ErrorAs(t, err, &missing)
	assert.Equal(t, &rubric.LanguageError{ID: "T08", Language: "cy", Have: []string{"en"}}, missing)
	require.EqualError(t, err, `T08 has no text in "cy", only in en; lay one over with WithText`)
	assert.Len(t, cy.Untranslated("cy"), len(wales.Untranslated("fr"))-2)
	assert.NotContains(t, cy.Untranslated("cy"), "T07")

	// Another layer over the same language keeps what it does not mention.
	more, err := cy.WithText(rubric.Text{Language: "cy", ByID: map[string]string{"T08": "Anghenion dysgu lleol"}})
	require.NoError(t, err)
	title, err = more.Text("T07", "cy")
	require.NoError(t, err)
	assert.Equal(t, "Llais y dysgwr", title)
	assert.Equal(t, "published", more.Wording("cy"))
	_, err = cy.Text("T08", "cy")
	require.Error(t, err, "the rubric laid over is unchanged")

	_, err = wales.Text("T07", "cy")
	require.Error(t, err)
	assert.Equal(t, []string{"en"}, wales.Languages())
	assert.Empty(t, wales.Wording("cy"))
}

func TestRubric_Text_faults(t *testing.T) {
	_, err := wales.Text("T7.ES.a", "en")
	require.EqualError(t, err, `rubric acl-wales (2024-09-18) has no text for "T7.ES.a"; did you mean "T07.ES.a"?`)
	var id *rubric.IDError
	require.ErrorAs(t, err, &id)

	for _, tc := range []struct {
		text    rubric.Text
		wantErr string
	}{
		{rubric.Text{ByID: map[string]string{"T07": "x"}}, "a text must name its language, such as cy"},
		{rubric.Text{Language: "cy", ByID: map[string]string{"T07": " ", "T18": "x"}},
			"the text of T07 in \"cy\" is empty; leave it out where it is missing\n" +
				`rubric acl-wales (2024-09-18) has no text for "T18"; did you mean "T08"?`},
	} {
		_, err := wales.WithText(tc.text)
		require.EqualError(t, err, tc.wantErr)
	}
}
