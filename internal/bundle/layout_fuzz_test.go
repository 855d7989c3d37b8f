package bundle

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/internal/wire"
)

// Whatever a file is, laying it out is refused or done for good: a second time changes nothing, the file says the same and
// has the same problems, and each comment is there.
func FuzzLayout(f *testing.F) {
	messy, err := os.ReadFile("testdata/format/messy.in.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{string(messy), "", "a: 1", "# a\n\n# b\nbeacon: 1 # c\n# d\n", "beacon: 1\nrules:\n\n  - id: C-1\n    must: |\n      a\n       b\n\n     # c\n    may: \"true\" # d\n",
		"rules:\n- id: a\n  # b\n- # c\n  id: d\n-\n  id: e\n", "params: # a\n  x: # b\n    value: 3 # c\n", "rules:\r\n  - {id: C-1}\r\n\r\n  - {id: C-2}\r\n",
		"rules: [\n  # a\n  {id: b}]\nbeacon: 1\n", "pack: >-\n  a # b\n\n  # c\nbeacon: 1\n", "? a\n: b\n", "rules:\n  - id: 'a\n\n    # b'\n    must: x\n"} {
		f.Add(seed, false)
	}
	f.Add("cases:\n  - {rule: a}\n\n\n  # b\n  - expect: pass # c\n    name: d\n\n  - {rule: e}\ngiven: {}\nbeacon: 1\n", true)
	f.Add("equivalent:\n- because: x\n  rule: y\n  without:\n  - a\n  # b\n  - c\nbeacon: 1\n", true)
	f.Fuzz(func(t *testing.T, text string, tests bool) {
		laidOut(t, map[bool]string{false: "p.yaml", true: "p_test.yaml"}[tests], text)
	})
}

// The embedded files with comments and blank lines anywhere, and keys of whole rules turned round.
func TestLayout_anywhere(t *testing.T) {
	var names []string
	texts := map[string][]string{}
	for _, name := range []string{"strict/strict.yaml", "acl-wales/acl-wales.yaml", "lsc2004/evaluation_test.yaml", "staffordshire/limits_test.yaml"} {
		data, err := fs.ReadFile(Embedded(), name)
		if err != nil {
			t.Fatal(err)
		}
		names, texts[name] = append(names, name), strings.Split(string(data), "\n")
	}
	done := 0
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "file")
		lines := slices.Clone(texts[name])
		for range rapid.IntRange(1, 8).Draw(t, "changes") {
			at := rapid.IntRange(0, len(lines)-2).Draw(t, "at")
			if rapid.Bool().Draw(t, "turn round") {
				lines[at], lines[at+1] = lines[at+1], lines[at]
				continue
			}
			lines = slices.Insert(lines, at, rapid.SampledFrom([]string{"", "# a", "  # b", "    # c", "      # d", "   ", "- # e", "    ask: x # f"}).Draw(t, "line"))
		}
		if laidOut(t, name, strings.Join(lines, "\n")) {
			done++
		}
	})
	if done == 0 {
		t.Fatal("nothing could be laid out")
	}
}

// laidOut holds what is promised of laying a file out, and reports whether it was.
func laidOut(t interface{ Fatalf(string, ...any) }, name, text string) bool {
	once, err := Layout(name, []byte(text))
	if err != nil {
		return false
	}
	twice, err := Layout(name, once)
	if err != nil || string(twice) != string(once) {
		t.Fatalf("a second time it is\n%s\n%v, and once\n%s", twice, err, once)
	}
	if a, b := read(t, name, text), read(t, name, string(once)); a != b {
		t.Fatalf("it was read as\n%s\nand is\n%s", a, b)
	}
	return true
}

// read is what a file says, with its comments and its problems, without their places.
func read(t interface{ Fatalf(string, ...any) }, name, text string) string {
	issues := &LoadError{}
	f := newFile(name, []byte(text), issues)
	root := f.parse([]byte(text))
	if root == nil {
		t.Fatalf("it was laid out and cannot be read:\n%s", text)
	}
	said, err := wire.Marshal(value(root))
	if err != nil {
		said = nil // such as a number that JSON has not; the nodes are compared all the same
	}
	out := []string{fmt.Sprintf("%s %v", said, nodes(root))}
	var comments []string // of lines of their own; whether a # further on begins one, YAML alone knows
	for line := range strings.Lines(lineEnds.Replace(strings.TrimPrefix(text, "\ufeff"))) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			comments = append(comments, line)
		}
	}
	slices.Sort(comments)
	fsys := fstest.MapFS{name: {Data: []byte(text)}}
	if isTest(name) {
		_, _, err = ReadTestFiles(fsys, "")
		issues, _ = err.(*LoadError)
	} else {
		Read(fsys, "", 1<<20, issues)
	}
	if issues == nil {
		issues = &LoadError{}
	}
	var problems []string
	for _, i := range issues.Issues {
		problems = append(problems, i.Code+" "+i.Message)
	}
	slices.Sort(problems)
	return strings.Join(slices.Concat(out, comments, slices.Compact(problems)), "\n")
}

// nodes are the values of a file in an order that does not depend on that of its keys.
func nodes(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode {
		return n.Tag + " " + n.Value
	}
	var all []string
	for i := 0; i < len(n.Content); i++ {
		if n.Kind == yaml.MappingNode {
			all = append(all, nodes(n.Content[i])+": "+nodes(n.Content[i+1]))
			i++
		} else {
			all = append(all, nodes(n.Content[i]))
		}
	}
	if n.Kind == yaml.MappingNode {
		slices.Sort(all)
	}
	return fmt.Sprintf("%d%q", n.Kind, all)
}
