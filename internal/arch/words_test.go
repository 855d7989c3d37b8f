package arch

import (
	"go/ast"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestOpenListsTakeOther: the sources give open lists, so a college must be able to answer "other". The lists that
// cannot take it (levels, stages, answers, what the library itself computes) are named in testdata/closed.txt, and a new
// list has to choose.
func TestOpenListsTakeOther(t *testing.T) {
	closed := map[string]bool{}
	text, err := os.ReadFile("testdata/closed.txt")
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		pkg, names, ok := strings.Cut(line, ":")
		require.True(t, ok, line)
		for _, n := range strings.Fields(names) {
			closed[pkg+"."+n] = true
		}
	}
	lists := map[string][]string{}
	for _, s := range sources(t) {
		if strings.HasPrefix(s.pkg, "internal/") || strings.HasPrefix(s.pkg, "examples") {
			continue
		}
		for _, d := range s.file.Decls {
			for name, value := range named(d) {
				lists[s.pkg+"."+name] = append(lists[s.pkg+"."+name], value...)
			}
		}
	}
	require.NotEmpty(t, lists)
	for name, values := range lists {
		require.NotEqual(t, closed[name], slices.Contains(values, "other"), "%s: either it takes other or testdata/closed.txt names it", name)
		delete(closed, name)
	}
	require.Empty(t, closed, "testdata/closed.txt names lists that do not exist")
}

// named gives the constants of a declaration that have a string type of their own, by type.
func named(d ast.Decl) map[string][]string {
	values := map[string][]string{}
	g, ok := d.(*ast.GenDecl)
	if !ok || g.Tok != token.CONST {
		return nil
	}
	for _, spec := range g.Specs {
		v := spec.(*ast.ValueSpec)
		of, ok := v.Type.(*ast.Ident)
		if !ok || !of.IsExported() || len(v.Values) != 1 {
			continue
		}
		if lit, ok := v.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			s, _ := strconv.Unquote(lit.Value)
			values[of.Name] = append(values[of.Name], s)
		}
	}
	return values
}

// historic are bodies that no longer exist. Packs and comments cite them; no name in code depends on them.
var historic = regexp.MustCompile(`(^|[a-z])LSC|(^|[a-z])ALI([A-Z]|$)|DfES|(^|[a-z])Beacon`)

func TestHistoricNamesStayInPacks(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && id.IsExported() {
				require.NotRegexp(t, historic, id.Name, s.path)
			}
			return true
		})
	}
}
