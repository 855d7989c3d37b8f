package bundle

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/acl-beacon/beacon/internal/near"
)

// maxFile is the size in bytes beyond which a pack file is not read.
const maxFile = 1 << 20

// file is one YAML file with its lines, so that a problem can show where it is.
type file struct {
	name   string
	lines  []string
	issues *LoadError
}

func (f *file) at(n *yaml.Node) Pos { return Pos{f.name, n.Line, n.Column} }

func (f *file) add(pos Pos, code, rule, message, hint string) {
	f.issues.Issues = append(f.issues.Issues, Issue{Pos: pos, Code: code, Rule: rule, Message: message, Hint: hint, Snippet: f.snippet(pos)})
}

// suggest is add with a list of names of which one was probably meant. Where it is clear which, the problem can be mended.
func (f *file) suggest(pos Pos, code, rule, message, written string, names []string) {
	f.add(pos, code, rule, message, suggest(written, names))
	if n, ok := near.Name(written, names); ok {
		f.mend(pos, written, n)
	}
}

// mend says how the problem added last is put right.
func (f *file) mend(pos Pos, old, new string) {
	f.issues.Issues[len(f.issues.Issues)-1].Fix = &Fix{Pos: pos, Old: old, New: new}
}

func (f *file) snippet(pos Pos) string {
	if pos.Line < 1 || pos.Line > len(f.lines) {
		return ""
	}
	line := strings.ReplaceAll(f.lines[pos.Line-1], "\t", " ")
	indent := max(0, min(pos.Column-1, utf8.RuneCountInString(line)))
	return "  | " + line + "\n  | " + strings.Repeat(" ", indent) + "^"
}

var yamlLine = regexp.MustCompile(`line (\d+): (.*)`)

// parse reads the file as one YAML mapping; nil when it is none.
func (f *file) parse(data []byte) *yaml.Node {
	if len(data) > maxFile {
		f.add(Pos{File: f.name}, CodeTooLargeFile, "", fmt.Sprintf("the file has %d bytes; the limit is %d", len(data), maxFile), "")
		return nil
	}
	if !utf8.Valid(data) {
		f.add(Pos{File: f.name}, CodeYAML, "", "the file is not UTF-8 text", "save it as UTF-8")
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		pos, message := Pos{File: f.name}, strings.TrimPrefix(err.Error(), "yaml: ")
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			pos.Line, _ = strconv.Atoi(m[1])
			pos.Column, message = 1, m[2]
		}
		f.add(pos, CodeYAML, "", "this is not YAML: "+message, "check the indentation, and put quotes round text with : or #")
		return nil
	}
	if len(doc.Content) == 0 {
		f.add(Pos{File: f.name}, CodeYAML, "", "the file is empty", "")
		return nil
	}
	if alias := findAlias(doc.Content[0]); alias != nil {
		f.add(f.at(alias), CodeYAML, "", "anchors and aliases are not used in rule packs", "write the value out")
		return nil
	}
	return doc.Content[0]
}

func findAlias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		return n
	}
	for _, c := range n.Content {
		if found := findAlias(c); found != nil {
			return found
		}
	}
	return nil
}
