package facts

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/acl-beacon/beacon/internal/rules"
)

// Every record and field that a rule can read is explained to rule authors, numbers with their unit, and nothing is
// explained that no rule can read.
func TestVocabulary_parity(t *testing.T) {
	records := map[string]*rules.Record{}
	for _, s := range Subjects() {
		root, err := Of(s.Roots)
		require.NoError(t, err)
		reach(root, records)
	}
	var missing, noUnit []string
	for name, r := range records {
		if r.Doc == "" {
			missing = append(missing, name)
		}
		for _, f := range r.Fields {
			if f.Doc == "" {
				missing = append(missing, name+"."+f.Name)
			}
			if (f.Kind == rules.Int || f.Kind == rules.Double) && f.Unit == "" {
				noUnit = append(noUnit, name+"."+f.Name)
			}
		}
	}
	var strange []string
	for name, r := range records {
		for _, f := range r.Fields {
			for _, from := range f.WorkedOut() {
				if !f.Counted || r.Field(from) == nil {
					strange = append(strange, name+"."+f.Name+" from "+from)
				}
			}
			if len(f.Works) > 0 && !f.Counted {
				strange = append(strange, name+"."+f.Name+" is entered")
			}
		}
	}
	var leftOver []string
	for name, words := range vocabulary() {
		for field := range words {
			r := records[name]
			if r == nil || field != "" && r.Field(field) == nil {
				leftOver = append(leftOver, strings.TrimSuffix(name+"."+field, "."))
			}
		}
	}
	for _, list := range []struct {
		what  string
		names []string
	}{{"fields without words", missing}, {"numbers without a unit", noUnit}, {"worked out from what is not there", strange}, {"words for what rules cannot read", leftOver}} {
		slices.Sort(list.names)
		assert.Empty(t, list.names, "%s:\n%s", list.what, strings.Join(list.names, "\n"))
	}
}

// reach adds a record and all it leads to.
func reach(r *rules.Record, into map[string]*rules.Record) {
	if r == nil || into[r.Name] != nil {
		return
	}
	into[r.Name] = r
	for _, f := range r.Fields {
		reach(f.Of, into)
		if f.Elem != nil {
			reach(f.Elem.Of, into)
		}
	}
}

// The fields of the rubric have words in Welsh, a yes/no one as a question, and so have the names that rules of its pack use.
func TestVocabulary_welsh(t *testing.T) {
	var rubric map[string]map[string]word
	data, err := wordFiles.ReadFile("words/rubric.yaml")
	require.NoError(t, err)
	require.NoError(t, yaml.Unmarshal(data, &rubric))
	for record, words := range rubric {
		for field, w := range words {
			in := vocabulary()[record][field].in["cy"]
			assert.NotEmpty(t, in.Is, "%s.%s", record, field)
			assert.Equal(t, strings.HasPrefix(w.Is, "whether the partnership "), strings.HasPrefix(in.Is, "a yw'r "), "%s.%s: %s", record, field, in.Is)
		}
	}
	for _, s := range rubricSubjects() {
		root, err := Of(s.Roots)
		require.NoError(t, err)
		records := map[string]*rules.Record{}
		reach(root, records)
		for _, r := range records {
			for _, f := range r.Fields {
				for name := range f.NamesIn["cy"] {
					if f.Elem != nil {
						f = f.Elem
					}
					assert.True(t, f.Values == nil || slices.Contains(f.Values, name), "%s.%s is never %s", r.Name, f.Name, name)
				}
			}
		}
	}
}

// A number that cannot be just any number says between which ends it lies.
func TestVocabulary_ends(t *testing.T) {
	root, err := Of(Subjects()[slices.IndexFunc(Subjects(), func(s Subject) bool { return s.Name == "partner" })].Roots)
	require.NoError(t, err)
	grade := root.Find("partner.provider.inspection.overall")
	require.NotNil(t, grade)
	assert.Equal(t, []float64{1, 4}, []float64{*grade.Least, *grade.Most})
	far := root.Find("partner.distance_km")
	assert.Zero(t, *far.Least)
	assert.Nil(t, far.Most)
}
