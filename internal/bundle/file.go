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
	f.issues.Issues = append(f.issues.Issues, Issue{pos, code, rule, message, hint, f.snippet(pos)})
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

// object is a YAML mapping whose keys are taken one by one; what is left over is a mistake.
type object struct {
	f     *file
	node  *yaml.Node
	rule  string // for messages
	key   map[string]*yaml.Node
	value map[string]*yaml.Node
	known []string
}

// object reads a mapping, reporting a node that is none and keys that are there twice.
func (f *file) object(n *yaml.Node, what string) (*object, bool) {
	if n.Kind != yaml.MappingNode {
		f.add(f.at(n), CodeBadValue, "", what+" must be a list of keys with values", "")
		return nil, false
	}
	o := &object{f: f, node: n, key: map[string]*yaml.Node{}, value: map[string]*yaml.Node{}}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if _, twice := o.value[k.Value]; twice {
			f.add(f.at(k), CodeDuplicate, "", fmt.Sprintf("%q is here twice", k.Value), "")
			continue
		}
		o.key[k.Value], o.value[k.Value] = k, n.Content[i+1]
	}
	return o, true
}

// take returns the value of a key, nil when it is not there.
func (o *object) take(key string) *yaml.Node {
	o.known = append(o.known, key)
	return o.value[key]
}

// need is take for a key that has to be there.
func (o *object) need(key string) *yaml.Node {
	n := o.take(key)
	if n == nil {
		o.f.add(o.f.at(o.node), CodeMissingKey, o.rule, fmt.Sprintf("%q is missing", key), "")
	}
	return n
}

// text returns a key's text, empty when it is not there or no text.
func (o *object) text(key string) string { return o.scalar(o.take(key), key) }

func (o *object) needText(key string) string {
	n := o.need(key)
	s := o.scalar(n, key)
	if n != nil && s == "" {
		o.f.add(o.f.at(n), CodeBadValue, o.rule, fmt.Sprintf("%q must not be empty", key), "")
	}
	return s
}

func (o *object) scalar(n *yaml.Node, key string) string {
	if n == nil {
		return ""
	}
	if n.Kind != yaml.ScalarNode {
		o.f.add(o.f.at(n), CodeBadValue, o.rule, fmt.Sprintf("%q must be one value", key), "")
		return ""
	}
	return strings.TrimSpace(n.Value)
}

// yes returns a key's yes or no.
func (o *object) yes(key string) bool {
	n := o.take(key)
	if n == nil {
		return false
	}
	var b bool
	if n.Decode(&b) != nil {
		o.f.add(o.f.at(n), CodeBadValue, o.rule, fmt.Sprintf("%q must be true or false", key), "")
	}
	return b
}

// list returns the entries of a key's list.
func (o *object) list(key string) []*yaml.Node {
	n := o.take(key)
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		o.f.add(o.f.at(n), CodeBadValue, o.rule, fmt.Sprintf("%q must be a list, each entry after a dash", key), "")
		return nil
	}
	return n.Content
}

// done reports the keys that nothing took.
func (o *object) done() {
	for i := 0; i+1 < len(o.node.Content); i += 2 {
		k := o.node.Content[i]
		if contains(o.known, k.Value) {
			continue
		}
		hint := "use one of " + strings.Join(o.known, ", ")
		if n, ok := near.Name(k.Value, o.known); ok {
			hint = fmt.Sprintf("did you mean %q?", n)
		}
		o.f.add(o.f.at(k), CodeUnknownKey, o.rule, fmt.Sprintf("%q means nothing here", k.Value), hint)
	}
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}
