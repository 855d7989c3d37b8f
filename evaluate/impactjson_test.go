package evaluate_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

var update = flag.Bool("update", false, "write the golden files anew")

// document is a root document of this package.
type document interface {
	json.Marshaler
	json.Unmarshaler
}

// documents maps the fixtures' names to their types.
func documents() map[string]func() document {
	return map[string]func() document{
		"plan":       func() document { return &evaluate.Plan{} },
		"assessment": func() document { return &evaluate.Assessment{} },
	}
}

func TestImpact_JSON_fixtures(t *testing.T) {
	a, err := evaluate.Assess(projectPlan(), projectRecords(), projectWords, projectLog, evaluate.Options{Seed: 3})
	require.NoError(t, err)
	golden(t, "project.plan", projectPlan())
	golden(t, "project.assessment", a)
	var back evaluate.Assessment
	data, err := json.Marshal(a)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Equal(t, a, back)
	var plan evaluate.Plan
	data, err = json.Marshal(projectPlan())
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &plan))
	assert.Equal(t, projectPlan(), plan)
}

// golden holds the saved form of version 1 to the byte.
func golden(t *testing.T, name string, v any) {
	t.Helper()
	data, err := wire.Marshal(v)
	require.NoError(t, err)
	path := filepath.Join("testdata", "v1", name+".golden.json")
	if *update {
		require.NoError(t, os.WriteFile(path, wire.Indent(data), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(wire.Indent(data)))
}

// A plan that uses every member, and documents with members of a newer program.
func TestImpact_JSON_written(t *testing.T) {
	for name, blank := range documents() {
		files, err := filepath.Glob("testdata/v1/*." + name + ".json")
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			v := blank()
			require.NoError(t, v.UnmarshalJSON(text), file)
			data, err := v.MarshalJSON()
			require.NoError(t, err)
			assert.Equal(t, strings.Count(string(text), `"x_`), strings.Count(string(data), `"x_`), "a member was lost")
			again := blank()
			require.NoError(t, again.UnmarshalJSON(data))
			second, err := again.MarshalJSON()
			require.NoError(t, err)
			assert.Equal(t, string(data), string(second))
		}
	}
	text, err := os.ReadFile("testdata/v1/full.plan.json")
	require.NoError(t, err)
	var p evaluate.Plan
	require.NoError(t, p.UnmarshalJSON(text))
	assert.Empty(t, emptyFields(reflect.ValueOf(p), "plan"))
}

func emptyFields(v reflect.Value, path string) []string {
	var empty []string
	switch v.Kind() {
	case reflect.Slice:
		if v.Len() > 0 {
			return emptyFields(v.Index(0), path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() || f.Type == reflect.TypeFor[*wire.Extra]() {
				continue
			}
			if v.Field(i).IsZero() {
				empty = append(empty, path+"."+f.Name)
				continue
			}
			empty = append(empty, emptyFields(v.Field(i), path+"."+f.Name)...)
		}
	}
	return empty
}

func TestImpact_JSON_faults(t *testing.T) {
	for _, tc := range []struct{ kind, text, want string }{
		{"plan", `{"schema":"beacon/evaluation-plan/2"}`, "the document is beacon/evaluation-plan version 2 and this program reads up to version 1; use a newer release"},
		{"assessment", `{"schema":"beacon/evaluation-plan/1"}`, `the document says it is "beacon/evaluation-plan/1" and "beacon/impact-assessment/1" was expected`},
		{"plan", `{"schema":"beacon/evaluation-plan/1","design":"befor_after"}`, `/design: "befor_after" is not a design; did you mean "before_after"?`},
		{"plan", `{"schema":"beacon/evaluation-plan/1","chosen":"luck"}`, `/chosen: "luck" is not a way to be chosen; use one of`},
		{"plan", `{"schema":"beacon/evaluation-plan/1","measures":[{"level":"5"}]}`, `/measures/0/level: "5" is not a level of evaluation`},
		{"plan", `{"schema":"beacon/evaluation-plan/1","fixed_on":"2025-02-30"}`, "/fixed_on: there is no date 2025-02-30"},
		{"assessment", `{"schema":"beacon/impact-assessment/1","findings":[{"evidence":{"level":"sure"}}]}`, `/findings/0/evidence/level: "sure" is not a level of evidence`},
		{"assessment", `{"schema":"beacon/impact-assessment/1","findings":[{"verdict":{"claim":"proved"}}]}`, `/findings/0/verdict/claim: "proved" is not a claim`},
		{"assessment", `{"schema":"beacon/impact-assessment/1","findings":[{"refusals":[{"code":"tired"}]}]}`, `/findings/0/refusals/0/code: "tired" is not a refusal`},
	} {
		v := documents()[tc.kind]()
		err := v.UnmarshalJSON([]byte(tc.text))
		require.ErrorContains(t, err, tc.want)
		assert.Equal(t, documents()[tc.kind](), v, "nothing is half read")
	}
}

// FuzzDecodeImpact: what is read is written so that it reads the same again, what is refused says where, and any plan
// that can be read can be assessed without a panic.
func FuzzDecodeImpact(f *testing.F) {
	files, err := filepath.Glob("testdata/v1/*.json")
	require.NoError(f, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, blank := range documents() {
			v := blank()
			if err := v.UnmarshalJSON(text); err != nil {
				var data *practice.DataError
				var schema *practice.SchemaError
				if !errors.As(err, &data) && !errors.As(err, &schema) {
					t.Fatalf("%T is no error of a document: %v", err, err)
				}
				continue
			}
			data, err := v.MarshalJSON()
			require.NoError(t, err)
			again := blank()
			require.NoError(t, again.UnmarshalJSON(data))
			second, err := again.MarshalJSON()
			require.NoError(t, err)
			require.Equal(t, string(data), string(second))
			switch v := v.(type) {
			case *evaluate.Plan:
				assessAnything(t, *v)
			case *evaluate.Assessment:
				_ = evaluate.Paragraph(*v)
			}
		}
	})
}

// assessAnything gives a plan records for each of its measures.
func assessAnything(t *testing.T, p evaluate.Plan) {
	var records []evaluate.Record
	for i := range p.Measures {
		for _, r := range twice(upTo(12), upTo(12)) {
			r.MeasureID, r.Treated = p.Measures[i].ID, r.Unit > "u05"
			records = append(records, r)
		}
	}
	for _, list := range [][]evaluate.Record{nil, records} {
		a, err := evaluate.Assess(p, list, nil, nil, evaluate.Options{})
		var input *evaluate.InputError
		if err != nil && !errors.As(err, &input) {
			t.Fatalf("%T is no input error: %v", err, err)
		}
		_ = evaluate.Paragraph(a)
		if err == nil {
			r, err := evaluate.ReportOf(p, list, a, evaluate.ReportOptions{})
			require.NoError(t, err)
			require.NotContains(t, string(r.HTML()), "NaN")
			all := names(r)
			require.Len(t, slices.Compact(slices.Sorted(slices.Values(all))), len(all), "two pictures of one name")
		}
	}
}

func names(r evaluate.Report) []string {
	var list []string
	for _, p := range r.Pictures() {
		list = append(list, p.Name)
	}
	return list
}
