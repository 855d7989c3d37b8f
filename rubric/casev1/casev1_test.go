package casev1_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/casev1"
)

var (
	update = flag.Bool("update", false, "write the golden files anew")
	wales  = rubric.ACLWales()
	opt    = casev1.Options{Base: "https://example.org/", Changed: practice.MustDate("2026-03-02"), Title: "ACL Wales"}
)

// tree reads JSON with its numbers as they are written, so that 1 and 1.0 differ.
func tree(t *testing.T, data []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	require.NoError(t, d.Decode(&v))
	return v
}

func passesThrough(t *testing.T, data []byte) casev1.Package {
	t.Helper()
	var p casev1.Package
	require.NoError(t, json.Unmarshal(data, &p))
	raw, err := p.MarshalJSON()
	require.NoError(t, err)
	require.Equal(t, string(bytes.TrimSpace(data)), string(bytes.TrimSpace(raw)), "byte for byte")
	written, err := json.Marshal(p)
	require.NoError(t, err)
	require.Equal(t, tree(t, data), tree(t, written))
	return p
}

// TestLossless_small: a package of somebody else's keeps its scores and weights, its nulls, and what nobody knows.
func TestLossless_small(t *testing.T) {
	data, err := os.ReadFile("testdata/small.json")
	require.NoError(t, err)
	p := passesThrough(t, data)
	require.Len(t, p.Rubrics(), 1)
	r := p.Rubrics()[0]
	assert.Equal(t, "Safe workshop practice", r.Title)
	require.Len(t, r.Criteria, 1)
	assert.Equal(t, practice.Known(1), r.Criteria[0].Position)
	assert.Equal(t, []string{"Secure", "Developing"}, []string{r.Criteria[0].Levels[0].Quality, r.Criteria[0].Levels[1].Quality})
	assert.True(t, r.Criteria[0].Levels[0].Position.IsZero(), "null is not known")
	_, err = p.Rubric()
	require.ErrorAs(t, err, new(*casev1.NotOursError))
	assert.ErrorContains(t, err, `"Safe workshop practice"`)
}

// TestLossless_folder reads the packages of a folder, such as the published sample.
func TestLossless_folder(t *testing.T) {
	folder := os.Getenv("BEACON_CASE_DIR")
	if folder == "" {
		t.Skip("set BEACON_CASE_DIR to a folder of CASE packages")
	}
	names, err := filepath.Glob(filepath.Join(folder, "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		p := passesThrough(t, data)
		require.NotEmpty(t, p.Rubrics())
		for _, r := range p.Rubrics() {
			assert.NotEmpty(t, r.Identifier)
			assert.NotEmpty(t, r.Criteria)
			for _, c := range r.Criteria {
				assert.NotEmpty(t, c.Levels)
			}
		}
	}
}

func welsh(t *testing.T) *rubric.Rubric {
	t.Helper()
	r, err := wales.WithText(rubric.Text{Language: "cy", Wording: "published", ByID: map[string]string{"T07": "Llais y dysgwr", "initial": "Cychwynnol"}})
	require.NoError(t, err)
	return r
}

// TestFromRubric: out and in again is the same rubric, in every language.
func TestFromRubric(t *testing.T) {
	for _, r := range []*rubric.Rubric{wales, welsh(t)} {
		p, err := casev1.FromRubric(r, opt)
		require.NoError(t, err)
		data, err := json.Marshal(p)
		require.NoError(t, err)
		var read casev1.Package
		require.NoError(t, json.Unmarshal(data, &read))
		back, err := read.Rubric()
		require.NoError(t, err)
		assert.Equal(t, r, back)
		again, err := casev1.FromRubric(back, opt)
		require.NoError(t, err)
		assert.Equal(t, p, again)
	}
	p, err := casev1.FromRubric(wales, opt)
	require.NoError(t, err)
	r := p.Rubrics()[0]
	require.Len(t, r.Criteria, 17)
	c := r.Criteria[6]
	assert.Equal(t, "Strategic planning", c.Category)
	assert.Equal(t, "Learner voice", c.Description)
	assert.Equal(t, "Learner voice", c.Item.Title)
	assert.Equal(t, practice.Known(7), c.Position)
	require.Len(t, c.Levels, 4)
	assert.Equal(t, "Established", c.Levels[2].Quality)
	assert.Equal(t, practice.Known(3), c.Levels[2].Position)
	assert.Equal(t, "a) clear route from voice to strategic planning\nb) plans to set up Learning Ambassadors and community reps", c.Levels[2].Description)

	_, err = casev1.FromRubric(wales, casev1.Options{})
	assert.Error(t, err)
	missing := opt
	missing.Language = "cy"
	_, err = casev1.FromRubric(wales, missing)
	assert.ErrorAs(t, err, new(*rubric.LanguageError))
}

// TestFromRubric_form: what CASE 1.1 requires is there, ids are unique UUIDs, links lead somewhere, and no level has a score
// and no criterion a weight.
func TestFromRubric_form(t *testing.T) {
	p, err := casev1.FromRubric(welsh(t), opt)
	require.NoError(t, err)
	data, err := json.MarshalIndent(p, "", " ")
	require.NoError(t, err)
	root := tree(t, data).(map[string]any)
	uuid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	seen, required := map[string]bool{}, 0
	var walk func(v any, owner bool)
	walk = func(v any, owner bool) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x, true)
			}
		case map[string]any:
			assert.NotContains(t, v, "score")
			assert.NotContains(t, v, "weight")
			if id, ok := v["identifier"].(string); ok {
				assert.Regexp(t, uuid, id)
				assert.Contains(t, v["uri"], "https://example.org/ims/case/v1p1/")
				if owner {
					required++
					assert.False(t, seen[id], id)
					seen[id] = true
					assert.Equal(t, "2026-03-02T00:00:00Z", v["lastChangeDateTime"])
				}
			}
			for name, x := range v {
				if name != "extensions" {
					walk(x, name == "CFDocument")
				}
			}
		}
	}
	walk(root, false)
	assert.Equal(t, 1+5+17+191+1+5+17+191+1+1+17+68, required, "document, items with a translation, associations with its tie, rubric, criteria, levels")
	for _, a := range root["CFAssociations"].([]any) {
		for _, end := range []string{"originNodeURI", "destinationNodeURI"} {
			assert.True(t, seen[a.(map[string]any)[end].(map[string]any)["identifier"].(string)])
		}
	}
}

// TestGolden pins the identifiers: whoever has stored them must find them again.
func TestGolden(t *testing.T) {
	p, err := casev1.FromRubric(wales, opt)
	require.NoError(t, err)
	got := p.Rubrics()[0].Criteria[6]
	data, err := json.MarshalIndent(got, "", "  ")
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile("testdata/criterion.json", data, 0o644))
	}
	want, err := os.ReadFile("testdata/criterion.json")
	require.NoError(t, err)
	require.Equal(t, string(want), string(data))
}

func TestUnmarshal_faults(t *testing.T) {
	for text, want := range map[string]string{
		`{}`:                                  "there is no rubric here",
		`{"CFRubrics": [{"title": 3}]}`:       "/CFRubrics/0/title",
		`[]`:                                  "a JSON list stands where",
		`{"CFRubrics": [`:                     "breaks off",
		`{"CFRubrics": [{"identifier": "x"}`:  "breaks off",
		`{"CFRubricCriteria": [{"uri": []}]}`: "/CFRubricCriteria/0/uri",
	} {
		var p casev1.Package
		err := p.UnmarshalJSON([]byte(text))
		require.ErrorAs(t, err, new(*practice.DataError), text)
		assert.ErrorContains(t, err, want, text)
		_, err = p.MarshalJSON()
		assert.Error(t, err)
		_, err = p.Rubric()
		assert.Error(t, err)
	}
	var one casev1.Package
	require.NoError(t, one.UnmarshalJSON([]byte(`{"identifier": "x", "title": "alone", "CFRubricCriteria": []}`)))
	assert.Equal(t, "alone", one.Rubrics()[0].Title)
}

// TestPackageNeverChanges: what a package hands out is the caller's own.
func TestPackageNeverChanges(t *testing.T) {
	var p casev1.Package
	text := `{"identifier":"x","title":"alone","CFRubricCriteria":[{"category":"a","CFRubricCriterionLevels":[{"quality":"low"}]}]}`
	require.NoError(t, p.UnmarshalJSON([]byte(text)))
	raw, err := p.MarshalJSON()
	require.NoError(t, err)
	raw[0] = '!'
	p.Rubrics()[0].Criteria[0].Category = "changed"
	p.Rubrics()[0].Criteria[0].Levels[0].Quality = "changed"
	again, err := p.MarshalJSON()
	require.NoError(t, err)
	require.Equal(t, text, string(again))
	require.Equal(t, "a", p.Rubrics()[0].Criteria[0].Category)
	require.Equal(t, "low", p.Rubrics()[0].Criteria[0].Levels[0].Quality)
}
