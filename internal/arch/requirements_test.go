package arch

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// requirements is how many requirements each of the systems has in the catalogue that the rule packs cite too:
// Staffordshire, joint practice development, the Welsh rubric, the LSC's seven stages, facilitators, and what holds
// across them. testdata/requirements says of each, in a line of its own, what embodies it.
var requirements = map[string]int{"F": 90, "J": 80, "L": 139, "S": 85, "W": 59, "X": 24}

var ruleID = regexp.MustCompile(`(?m)^\s*-?\s*id:\s*(\S+)\s*$`)

// TestEveryRequirementIsEmbodied reads testdata/requirements/*.tsv: the id, the requirement in short, and what embodies
// it, separated by tabs. What embodies it is one or more of
//
//	practice.Practice.Advance   an exported name, or a field or method of one, after its package's last element
//	rule:S-36                   a rule of an embedded pack
//	test:TestSomething          a test, where the requirement is a property and not a name
//	program:examples/partners   a program
//	file:NOTICE                 any other file of the project
func TestEveryRequirementIsEmbodied(t *testing.T) {
	known := references(t)
	for system, count := range requirements {
		text, err := os.ReadFile(filepath.Join("testdata", "requirements", system+".tsv"))
		require.NoError(t, err)
		seen := map[string]bool{}
		for line := range strings.Lines(string(text)) {
			parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			require.Len(t, parts, 3, "%s: three columns, separated by tabs: %q", system, line)
			id := parts[0]
			require.True(t, strings.HasPrefix(id, system+"-"), "%s: %q is another system's", system, id)
			require.False(t, seen[id], "%s is there twice", id)
			seen[id] = true
			require.NotEmpty(t, strings.TrimSpace(parts[1]), "%s says nothing", id)
			refs := strings.Fields(parts[2])
			require.NotEmpty(t, refs, "nothing embodies %s", id)
			for _, ref := range refs {
				if path, ok := strings.CutPrefix(ref, "file:"); ok {
					_, err := os.Stat(filepath.Join("..", "..", filepath.FromSlash(path)))
					require.NoError(t, err, id)
					continue
				}
				require.True(t, known[ref], "%s is embodied by %s, which does not exist", id, ref)
			}
		}
		require.Len(t, seen, count, "requirements of %s", system)
	}
}

// references collects whatever a requirement may point to.
func references(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	for _, s := range sources(t) {
		name := s.file.Name.Name
		if name == "main" {
			known["program:"+s.pkg] = true
			continue
		}
		if strings.HasPrefix(s.pkg, "internal/") {
			name = s.pkg
		}
		for _, d := range s.file.Decls {
			declared(known, name, d)
		}
	}
	root := filepath.Join("..", "..")
	tests := regexp.MustCompile(`(?m)^func ((?:Test|Example|Fuzz)\w+)\(`)
	require.NoError(t, filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
			return err
		case strings.HasSuffix(path, "_test.go"):
			text, err := os.ReadFile(path)
			for _, m := range tests.FindAllSubmatch(text, -1) {
				known["test:"+string(m[1])] = true
			}
			return err
		case strings.HasSuffix(path, ".yaml") && strings.Contains(filepath.ToSlash(path), "internal/bundle/packs/"):
			text, err := os.ReadFile(path)
			for _, m := range ruleID.FindAllSubmatch(text, -1) {
				known["rule:"+string(m[1])] = true
			}
			return err
		}
		return nil
	}))
	return known
}

// declared adds the names that a declaration of a package makes.
func declared(known map[string]bool, pkg string, d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil {
			name = receiver(d.Recv.List[0].Type) + "." + name
		}
		known[pkg+"."+name] = true
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.ValueSpec:
				for _, n := range spec.Names {
					known[pkg+"."+n.Name] = true
				}
			case *ast.TypeSpec:
				known[pkg+"."+spec.Name.Name] = true
				s, ok := spec.Type.(*ast.StructType)
				if !ok {
					continue
				}
				for _, f := range s.Fields.List {
					for _, n := range f.Names {
						known[pkg+"."+spec.Name.Name+"."+n.Name] = true
					}
				}
			}
		}
	}
}

func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
