package beacon_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

// declaredCodes are the codes that the sources declare: the constants whose name begins with Code.
func declaredCodes(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, dir := range []string{"internal/bundle", "internal/rules"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		require.NoError(t, err)
		for _, file := range files {
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			require.NoError(t, err)
			ast.Inspect(f, func(n ast.Node) bool {
				v, ok := n.(*ast.ValueSpec)
				if ok && len(v.Values) == 1 && strings.HasPrefix(v.Names[0].Name, "Code") {
					if lit, ok := v.Values[0].(*ast.BasicLit); ok {
						code, err := strconv.Unquote(lit.Value)
						require.NoError(t, err)
						all = append(all, code)
					}
				}
				return true
			})
		}
	}
	return all
}

// Every code is explained once, its wrong example has a problem of that code and of no other, and its right one has none.
func TestProblemCodes(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	explained := map[string]bool{}
	for _, c := range beacon.ProblemCodes() {
		t.Run(c.Code, func(t *testing.T) {
			assert.False(t, explained[c.Code], "it is explained twice")
			explained[c.Code] = true
			require.NotEmpty(t, c.Means)
			require.NotEmpty(t, c.Mend)
			if c.Code == "internal" {
				assert.Empty(t, c.Wrong+c.Right, "no mistake is known that leads to it; internal/rules forces one")
				return
			}
			found := codesOf(t, head+c.Wrong)
			require.NotEmpty(t, found, "the example is not wrong")
			for _, code := range found {
				assert.Equal(t, c.Code, code)
			}
			right := codesOf(t, head+c.Right)
			assert.NotContains(t, right, c.Code, "the right one is wrong")
			assert.Empty(t, slices.DeleteFunc(right, func(code string) bool { return code == "unused" }), "examples are short")
		})
	}
	for _, code := range declaredCodes(t) {
		assert.True(t, explained[code], "the code %s is explained nowhere", code)
	}
}

// codesOf are the codes of the problems, or of what is worth a look, of a pack over the embedded ones.
func codesOf(t *testing.T, text string) []string {
	t.Helper()
	eng, err := beacon.New(beacon.Config{Packs: []fs.FS{pack(text)}})
	problems := &beacon.LoadError{}
	if err == nil {
		problems.Issues = eng.Lints()
	} else {
		require.ErrorAs(t, err, &problems)
	}
	var all []string
	for _, i := range problems.Issues {
		all = append(all, i.Code)
	}
	return all
}
