package stats

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// plain are the functions that are arithmetic and no method: they assume nothing.
var plain = []string{"SmallestPaired", "SmallestTwoGroups"}

// tests report a p-value of two sides, and say by which rule.
var tests = []string{"SignedRank", "SignTest", "SignFlip", "RankSum", "PageL", "FisherExact", "McNemar", "PermuteTreated", "WildBootstrap", "SyntheticControl"}

// TestEveryMethodIsDocumented: an analyst finds formula, assumptions, smallest data, source and the rule of two sides in
// the documentation of the method itself.
func TestEveryMethodIsDocumented(t *testing.T) {
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	seen := 0
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, parser.ParseComments|parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || !fn.Name.IsExported() || slices.Contains(plain, fn.Name.Name) {
				continue
			}
			seen++
			name, text := fn.Name.Name, strings.Join(strings.Fields(fn.Doc.Text()), " ")
			for what, words := range map[string][]string{
				"formula": {"Formula", "Interval:", "formula"}, "assumptions": {"Assumes", "assumes"}, "minimum": {"Minimum", "minimum"},
				"source": {"Source"}, "errors": {"Errors"},
			} {
				assert.True(t, slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) }), "%s: no %s", name, what)
			}
			if slices.Contains(tests, name) {
				assert.True(t, slices.ContainsFunc([]string{"two-sided", "Two-sided", "Two sides", "TwoSided"}, func(w string) bool { return strings.Contains(text, w) }),
					"%s: no rule of two sides", name)
			}
		}
	}
	assert.Greater(t, seen, 30)
}
