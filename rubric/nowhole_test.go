package rubric_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric"
)

// ruledOut are the words that would name one verdict of the whole (W-45, W-46), or turn a level into a mark (W-08).
var ruledOut = []string{"overall", "average", "averaged", "avg", "mean", "means", "median", "total", "totals", "sum", "score", "scores",
	"scored", "mark", "marks", "grade", "grades", "weight", "weights", "percent", "percentage", "rank", "ranking", "index"}

// words takes a Go or JSON name apart: AgreedOn, agreed_on and agreedOn are agreed, on.
func words(name string) []string {
	var all []string
	word := ""
	flush := func() {
		if word != "" {
			all = append(all, strings.ToLower(word))
		}
		word = ""
	}
	letters := []rune(name)
	for i, c := range letters {
		switch {
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			flush()
			continue
		case unicode.IsUpper(c) && i > 0 && (unicode.IsLower(letters[i-1]) || i+1 < len(letters) && unicode.IsLower(letters[i+1])):
			flush()
		}
		word += string(c)
	}
	flush()
	return all
}

func TestWords(t *testing.T) {
	for name, want := range map[string]string{"OverallLevel": "overall level", "overall_level": "overall level", "SARLine": "sar line",
		"meanLevel": "mean level", "Meaning": "meaning", "GradeOf": "grade of", "MeanDifference": "mean difference", "ID": "id"} {
		assert.Equal(t, want, strings.Join(words(name), " "))
	}
}

// source parses the package without its tests, and with it those in the folders given.
func source(t *testing.T, folders ...string) []*ast.File {
	t.Helper()
	names, err := fs.Glob(os.DirFS("."), "*.go")
	require.NoError(t, err)
	for _, folder := range folders {
		more, err := fs.Glob(os.DirFS("."), folder+"/*.go")
		require.NoError(t, err)
		names = append(names, more...)
	}
	var all []*ast.File
	for _, name := range names {
		if !strings.HasSuffix(name, "_test.go") {
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			require.NoError(t, err)
			all = append(all, f)
		}
	}
	require.NotEmpty(t, all)
	return all
}

// exported lists every exported name of the package, and of those that write it out, with the JSON names of its fields:
// types, functions, methods, fields, constants and variables. Package agreement speaks of means and weights: it is about how
// voices relate and knows no level.
func exported(t *testing.T) map[string]bool {
	names := map[string]bool{}
	for _, f := range source(t, "sheet", "report", "casev1") {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				names[n.Name.Name] = true
				return false // names inside a function are nobody's API
			case *ast.TypeSpec:
				names[n.Name.Name] = true
			case *ast.ValueSpec:
				for _, id := range n.Names {
					names[id.Name] = true
				}
				return false
			case *ast.Field:
				for _, id := range n.Names {
					names[id.Name] = true
				}
				if n.Tag != nil {
					tag := reflect.StructTag(strings.Trim(n.Tag.Value, "`")).Get("json")
					names[strings.Split(tag, ",")[0]] = true
				}
			}
			return true
		})
	}
	for name := range names {
		if first := []rune(name + " ")[0]; unicode.IsLower(first) && !strings.Contains(name, "_") && !slices.Contains(jsonWords, name) {
			delete(names, name)
		}
	}
	return names
}

// jsonWords are JSON names of one lower-case word, which look like unexported Go names; filled from the types.
var jsonWords = func() []string {
	var all []string
	for _, typ := range whole {
		fields(typ, map[reflect.Type]bool{}, func(_ reflect.Type, f reflect.StructField) {
			all = append(all, strings.Split(f.Tag.Get("json"), ",")[0])
		})
	}
	return all
}()

// whole are the types that a host holds in its hands, from which the others can be reached.
var whole = []reflect.Type{reflect.TypeFor[rubric.Assessment](), reflect.TypeFor[rubric.Profile](), reflect.TypeFor[rubric.Comparison](),
	reflect.TypeFor[rubric.AgendaItem](), reflect.TypeFor[rubric.Agreement](), reflect.TypeFor[rubric.Suggestion](), reflect.TypeFor[rubric.SARLine](),
	reflect.TypeFor[rubric.Rubric](), reflect.TypeFor[rubric.Topic](), reflect.TypeFor[rubric.Objectives](), reflect.TypeFor[rubric.Provenance](),
	reflect.TypeFor[rubric.Link](), reflect.TypeFor[rubric.Erratum](), reflect.TypeFor[rubric.Role]()}

// fields visits every exported field that can be reached from a type of this package.
func fields(t reflect.Type, seen map[reflect.Type]bool, visit func(in reflect.Type, f reflect.StructField)) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || seen[t] || !strings.HasSuffix(t.PkgPath(), "/rubric") {
		return
	}
	seen[t] = true
	for f := range t.Fields() {
		if f.IsExported() {
			visit(t, f)
			fields(f.Type, seen, visit)
		}
	}
}

func refuseWords(t *testing.T, name, where string) {
	t.Helper()
	for _, w := range words(name) {
		assert.NotContains(t, ruledOut, w, "%s: %s", where, name)
	}
}

// TestNoVerdictOfTheWhole_names: no exported name and no JSON name speaks of one.
func TestNoVerdictOfTheWhole_names(t *testing.T) {
	all := exported(t)
	assert.Greater(t, len(all), 250, "the walk sees the package")
	for _, must := range []string{"Suggest", "AgreedOn", "agreed_on", "reason", "Profile", "SmallGroup"} {
		assert.True(t, all[must], must)
	}
	for name := range all {
		refuseWords(t, name, "exported")
	}
	for _, typ := range whole {
		for _, typ := range []reflect.Type{typ, reflect.PointerTo(typ)} {
			for m := range typ.Methods() {
				refuseWords(t, m.Name, typ.String())
			}
		}
	}
}

// TestNoVerdictOfTheWhole_levels: a level stands only in what is about one topic, one view or one descriptor.
func TestNoVerdictOfTheWhole_levels(t *testing.T) {
	has := map[string]bool{}
	for _, typ := range whole {
		fields(typ, map[reflect.Type]bool{}, func(in reflect.Type, f reflect.StructField) {
			elem := f.Type
			for elem.Kind() == reflect.Slice || elem.Kind() == reflect.Pointer {
				elem = elem.Elem()
			}
			if elem == reflect.TypeFor[rubric.Level]() {
				has[in.Name()] = true
			}
			assert.NotContains(t, []reflect.Kind{reflect.Float32, reflect.Float64}, elem.Kind(), "%s.%s", in, f.Name)
		})
	}
	var names []string
	for name := range has {
		names = append(names, name)
	}
	slices.Sort(names)
	assert.Equal(t, []string{"Advice", "Change", "Column", "Descriptor", "Dissent", "Evidence", "Moderation", "NextSteps", "SARLine",
		"Spread", "TopicProfile", "View"}, names)
}

// TestNoVerdictOfTheWhole_functions: the functions that return a level or a figure are these, and none is about more
// than a topic. Agreement is about how views relate, not about how good anything is.
func TestNoVerdictOfTheWhole_functions(t *testing.T) {
	var found []string
	for _, f := range source(t) {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || !fn.Name.IsExported() || fn.Type.Results == nil {
				continue
			}
			gives := false
			for _, r := range fn.Type.Results.List {
				ast.Inspect(r.Type, func(n ast.Node) bool {
					id, ok := n.(*ast.Ident)
					gives = gives || ok && slices.Contains([]string{"Level", "float64", "float32"}, id.Name)
					return true
				})
			}
			if gives {
				on := ""
				if fn.Recv != nil {
					on = strings.TrimPrefix(types(fn.Recv.List[0].Type), "*") + "."
				}
				found = append(found, on+fn.Name.Name)
			}
		}
	}
	slices.Sort(found)
	assert.Equal(t, []string{"AssessedTopic.Level", "Column.Share", "Level.Next", "Levels"}, found)
}

func types(e ast.Expr) string {
	if star, ok := e.(*ast.StarExpr); ok {
		return types(star.X)
	}
	return e.(*ast.Ident).Name
}

// TestNoVerdictOfTheWhole_documents: nor is there one in what is written out.
func TestNoVerdictOfTheWhole_documents(t *testing.T) {
	a := sc08(t)
	p, err := wales.Profile(a)
	require.NoError(t, err)
	c, err := rubric.Compare(wales, a, wales, a)
	require.NoError(t, err)
	agenda, err := wales.Agenda(a)
	require.NoError(t, err)
	agreement, err := a.Agreement()
	require.NoError(t, err)
	s, err := wales.Suggest("T07", sc08Answers())
	require.NoError(t, err)
	for _, doc := range []any{a, p, c, agenda, agreement, s, p.SARFeed(), p.Counts()} {
		data, err := json.Marshal(doc)
		require.NoError(t, err)
		var tree any
		require.NoError(t, json.Unmarshal(data, &tree))
		members(tree, func(name string) { refuseWords(t, name, reflect.TypeOf(doc).String()) })
	}
}

func members(tree any, visit func(string)) {
	switch tree := tree.(type) {
	case map[string]any:
		for name, v := range tree {
			visit(name)
			members(v, visit)
		}
	case []any:
		for _, v := range tree {
			members(v, visit)
		}
	}
}
