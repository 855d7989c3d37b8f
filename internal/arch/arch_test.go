package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/acl-beacon/beacon"

// floors gives each package the packages of the module it may import, as prefixes. A package that is not listed takes
// the entry of the folder above it.
var floors = map[string][]string{
	"internal/near":      {},
	"internal/caldate":   {},
	"internal/wire":      {"internal/near"},
	"internal/svg":       {},
	"internal/formula":   {},
	"internal/page":      {"internal/svg"},
	"practice":           {"internal/near", "internal/caldate", "internal/wire", "internal/page", "internal/svg", "internal/formula"},
	"practice/ofsted":    {"internal/near", "internal/wire", "practice"},
	"practice/calendar":  {"practice"},
	"rubric":             {"internal/near", "internal/wire", "internal/page", "internal/svg", "practice", "rubric"},
	"rubric/agreement":   {},
	"rubric/sheet":       {"internal/near", "internal/formula", "practice", "rubric"},
	"dissemination":      {"internal/near", "internal/wire", "internal/page", "internal/svg", "practice", "dissemination"},
	"dissemination/year": {"internal/page", "practice", "dissemination", "evaluate"},
	"evaluate":           {"internal/near", "internal/wire", "internal/page", "internal/svg", "practice", "dissemination", "evaluate/stats"},
	"evaluate/stats":     {},
	"internal/rules":     {"internal/near", "internal/caldate"},
	"internal/bundle":    {"internal/near", "internal/caldate", "internal/wire", "internal/rules"},
	"internal/facts":     {"internal/near", "internal/caldate", "internal/wire", "internal/rules", "practice", "rubric", "dissemination", "evaluate"},
	"internal/schema":    {"practice", "rubric", "dissemination", "evaluate", "internal/facts"},
	"internal/arch":      {},
	"":                   {"practice", "rubric", "dissemination", "evaluate", "internal/bundle", "internal/facts", "internal/rules", "internal/caldate", "internal/wire"},
	"examples":           {"", "practice", "rubric", "dissemination", "evaluate", "examples/internal"},
	"internal/tools":     {},
	"internal/bench":     {"", "practice", "rubric", "dissemination", "evaluate", "internal/rules", "internal/facts"},
}

// outside says which modules each package may import besides the standard library. Only internal/rules knows CEL.
var outside = map[string][]string{
	"internal/wire":     {"github.com/go-json-experiment/json"},
	"practice/calendar": {"github.com/arran4/golang-ical"},
	"internal/rules":    {"cel.dev/cel-go"},
	"internal/bundle":   {"go.yaml.in/yaml/v3"},
	"internal/facts":    {"go.yaml.in/yaml/v3"},
	"evaluate/stats":    {"gonum.org/v1/gonum", "golang.org/x/exp"},
	"rubric/agreement":  {"gonum.org/v1/gonum"},
}

type source struct {
	pkg  string // folder below the module, "" for its root
	path string
	file *ast.File
}

// sources parses every Go file of the module that is not a test.
func sources(t *testing.T) []source {
	t.Helper()
	root := filepath.Join("..", "..")
	var all []source
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			nested := path != root
			if nested {
				_, err := os.Stat(filepath.Join(path, "go.mod"))
				nested = err == nil
			}
			if nested || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != root {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		pkg, err := filepath.Rel(root, filepath.Dir(path))
		require.NoError(t, err)
		if pkg = filepath.ToSlash(pkg); pkg == "." {
			pkg = ""
		}
		all = append(all, source{pkg, path, f})
		return nil
	}))
	require.NotEmpty(t, all)
	return all
}

func allowed(table map[string][]string, pkg string) ([]string, bool) {
	for {
		if list, ok := table[pkg]; ok {
			return list, true
		}
		i := strings.LastIndex(pkg, "/")
		if i < 0 {
			return nil, false
		}
		pkg = pkg[:i]
	}
}

func under(path string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool {
		return path == p || p != "" && strings.HasPrefix(path, p+"/")
	})
}

func TestImportsGoDownOnly(t *testing.T) {
	for _, s := range sources(t) {
		may, ok := allowed(floors, s.pkg)
		require.True(t, ok, "package %q stands on no floor; add it to the table", s.pkg)
		for _, i := range s.file.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			require.NoError(t, err)
			inside, ok := strings.CutPrefix(path, module)
			switch {
			case ok:
				require.True(t, under(strings.TrimPrefix(inside, "/"), may), "%s may not import %s", s.path, path)
			case strings.Contains(strings.Split(path, "/")[0], "."):
				modules, _ := allowed(outside, s.pkg)
				require.True(t, under(path, modules), "%s may not import %s", s.path, path)
			}
		}
	}
}

// domain are the packages that are pure: the same input gives the same bytes.
var domain = []string{"practice", "rubric", "dissemination", "evaluate", "internal/near", "internal/caldate",
	"internal/page", "internal/svg", "internal/formula", "internal/wire", "internal/rules", "internal/facts"}

// impure are the selectors that reach for the clock, the network, the file system or global randomness.
var impure = map[string][]string{
	"time":         {"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "NewTicker", "Local", "LoadLocation"},
	"os":           nil,
	"net":          nil,
	"net/http":     nil,
	"os/exec":      nil,
	"syscall":      nil,
	"log":          nil,
	"log/slog":     nil,
	"math/rand":    nil,
	"crypto/rand":  nil,
	"math/rand/v2": {"Int", "IntN", "Int64", "Int64N", "Uint64", "Uint32", "Float64", "Float32", "Perm", "Shuffle", "NormFloat64", "ExpFloat64", "N"},
}

func TestDomainIsPure(t *testing.T) {
	for _, s := range sources(t) {
		if !under(s.pkg, domain) {
			continue
		}
		names := map[string]string{} // local name to import path
		for _, i := range s.file.Imports {
			path, _ := strconv.Unquote(i.Path.Value)
			name := path[strings.LastIndex(path, "/")+1:]
			if path == "math/rand/v2" {
				name = "rand"
			}
			if i.Name != nil {
				name = i.Name.Name
			}
			names[name] = path
			banned, listed := impure[path]
			require.False(t, listed && banned == nil, "%s imports %s, which is not pure", s.path, path)
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if id, ok := sel.X.(*ast.Ident); ok {
					require.NotContains(t, impure[names[id.Name]], sel.Sel.Name, "%s uses %s.%s", s.path, id.Name, sel.Sel.Name)
				}
			}
			return true
		})
	}
}

// linksFree are the packages whose users must not pay for CEL or YAML.
var linksFree = []string{"practice", "rubric", "dissemination", "evaluate"}

// TestDomainLinksNeitherCELNorYAML follows imports inside the module; what they reach outside is held by the table of
// modules above.
func TestDomainLinksNeitherCELNorYAML(t *testing.T) {
	imports := map[string]map[string]bool{}
	for _, s := range sources(t) {
		if imports[s.pkg] == nil {
			imports[s.pkg] = map[string]bool{}
		}
		for _, i := range s.file.Imports {
			path, _ := strconv.Unquote(i.Path.Value)
			imports[s.pkg][path] = true
		}
	}
	var follow func(pkg string, seen map[string]bool)
	follow = func(pkg string, seen map[string]bool) {
		for path := range imports[pkg] {
			require.NotContains(t, path, "cel.dev", "from %s", pkg)
			require.NotContains(t, path, "yaml", "from %s", pkg)
			if inside, ok := strings.CutPrefix(path, module+"/"); ok && !seen[inside] {
				seen[inside] = true
				follow(inside, seen)
			}
		}
	}
	for pkg := range imports {
		if under(pkg, linksFree) {
			follow(pkg, map[string]bool{})
		}
	}
}
