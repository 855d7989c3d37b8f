package bundle

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/acl-beacon/beacon/internal/near"
)

// maxTestFile is the size in bytes beyond which a file of tests is not read.
const maxTestFile = 8 << 20

// file is one YAML file with its lines, so that a problem can show where it is.
type file struct {
	name   string
	lines  []string
	issues *LoadError
	full   bool // the problem added last was one too many
}

func (f *file) at(n *yaml.Node) Pos { return Pos{f.name, n.Line, n.Column} }

func (f *file) add(pos Pos, code, rule, message, hint string) {
	f.full = len(f.issues.Issues) > mostIssues
	switch {
	case f.full:
		return
	case len(f.issues.Issues) == mostIssues:
		f.issues.Issues = append(f.issues.Issues, Issue{Pos: Pos{f.name, max(1, len(f.lines)), 1}, Code: CodeTooLargeFile,
			Message: fmt.Sprintf("there are more problems; these are the first %d", mostIssues), Hint: "mend these and look again"})
		f.full = true
		return
	}
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
	if f.full {
		return // the problem was not kept
	}
	f.issues.Issues[len(f.issues.Issues)-1].Fix = &Fix{Pos: pos, Old: old, New: new}
}

// mostIssues is how many problems are told at once: nobody mends more of them before looking again.
const mostIssues = 500

// snippetWidth is how much of a long line a snippet shows, in characters.
const snippetWidth = 160

func (f *file) snippet(pos Pos) string {
	if pos.Line < 1 || pos.Line > len(f.lines) {
		return ""
	}
	line := f.lines[pos.Line-1]
	indent := max(0, pos.Column-1)
	if len(line) > snippetWidth {
		line, indent = window(line, indent)
	}
	line = strings.ReplaceAll(line, "\t", " ")
	indent = min(indent, utf8.RuneCountInString(line))
	return "  | " + line + "\n  | " + strings.Repeat(" ", indent) + "^"
}

// window cuts the part round a place out of a long line.
func window(line string, at int) (string, int) {
	skipped := max(0, at-snippetWidth/2)
	from := letters(line, skipped)
	part := line[from:]
	part = part[:letters(part, snippetWidth)]
	if from == 0 {
		return part, at
	}
	return "…" + part, at - skipped + 1
}

// letters is the length in bytes of so many characters at the start of a text, or of all where it has fewer.
func letters(s string, n int) int {
	for i := range s {
		if n--; n < 0 {
			return i
		}
	}
	return len(s)
}

var yamlLine = regexp.MustCompile(`line (\d+): (.*)`)

// parse reads the file as one YAML mapping; nil when it is none.
func (f *file) parse(data []byte) *yaml.Node {
	if !utf8.Valid(data) {
		f.add(Pos{File: f.name}, CodeYAML, "", "the file is not UTF-8 text", "save it as UTF-8")
		return nil
	}
	var doc, next yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	if err := safely(func() error { return decoder.Decode(&doc) }); err != nil && err != io.EOF {
		if f.diagnose() {
			return nil
		}
		pos, message := Pos{File: f.name}, strings.TrimPrefix(err.Error(), "yaml: ")
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			pos.Line, _ = strconv.Atoi(m[1])
			pos.Column, message = 1, m[2]
		}
		f.add(pos, CodeYAML, "", "this is not YAML: "+message, yamlHint(message))
		return nil
	}
	if len(doc.Content) == 0 {
		f.add(Pos{File: f.name}, CodeYAML, "", "the file is empty", "")
		return nil
	}
	// What stands below a line --- would not be read, and so would be lost in silence.
	if safely(func() error { return decoder.Decode(&next) }) != io.EOF {
		f.add(f.at(&next), CodeYAML, "", "a file holds one pack, and here another begins", "take out the line ---, or put the rest into a file of its own")
		return nil
	}
	if alias := findAlias(doc.Content[0]); alias != nil {
		f.add(f.at(alias), CodeYAML, "", "anchors and aliases are not used in rule packs", "write the value out")
		return nil
	}
	return doc.Content[0]
}

// yamlHint says what to look for, by what the YAML library found.
func yamlHint(message string) string {
	switch {
	case strings.Contains(message, "',' or '}'"):
		return "inside braces a text that has [ ], { } or a comma needs quotes round all of it; or write each key on a line of its own, without the braces"
	case strings.Contains(message, "did not find expected key"):
		return "check the indentation, and put quotes round all of a text that begins with a quotation mark"
	}
	return "check the indentation, and put quotes round text with : or #"
}

// safely turns a panic of the YAML library into an error: text from outside must not take the host down.
func safely(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("it cannot be read (%v)", r)
		}
	}()
	return do()
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
