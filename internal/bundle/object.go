package bundle

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/acl-beacon/beacon/internal/near"
	"github.com/acl-beacon/beacon/internal/rules"
)

// object is a YAML mapping whose keys are taken one by one, as its shape names them.
type object struct {
	f     *file
	shape *shape
	node  *yaml.Node
	rule  string // for messages
	key   map[string]*yaml.Node
	value map[string]*yaml.Node
}

// object reads a mapping, reporting a node that is none, keys that are there twice and keys that mean nothing.
// Problems name the rule it is in.
func (f *file) object(n *yaml.Node, s *shape, rule ...string) (*object, bool) {
	if n.Kind != yaml.MappingNode {
		f.noMapping(n, s, strings.Join(rule, ""))
		return nil, false
	}
	n = f.uncut(n, s, ruleOf(n, rule))
	o := &object{f: f, shape: s, node: n, rule: strings.Join(rule, ""), key: map[string]*yaml.Node{}, value: map[string]*yaml.Node{}}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if _, twice := o.value[k.Value]; twice {
			hint := ""
			if k.Value == "id" {
				hint = "if another begins here, a dash is missing before it: - id"
			}
			f.add(f.at(k), CodeDuplicate, o.rule, fmt.Sprintf("%q is here twice", k.Value), hint)
			continue
		}
		o.key[k.Value], o.value[k.Value] = k, n.Content[i+1]
	}
	if id := o.value["id"]; id != nil {
		o.rule = id.Value
	}
	o.check()
	return o, true
}

// noMapping tells of a value that stands where keys with values are needed, and of the form they have.
func (f *file) noMapping(n *yaml.Node, s *shape, rule string) {
	var form []string
	for _, k := range s.keys {
		if k.need {
			form = append(form, k.name+": …")
		}
	}
	hint := ""
	if len(form) > 0 && len(form) <= 3 {
		hint = "write {" + strings.Join(form, ", ") + "}"
	}
	f.add(f.at(n), CodeBadValue, rule, s.what+" must be a list of keys with values", hint)
	if len(form) == 1 && n.Kind == yaml.ScalarNode && n.Style == 0 && !strings.ContainsAny(n.Value, "#,:[]{}") && n.Value != "" {
		f.mend(f.at(n), n.Value, strings.Replace("{"+form[0]+"}", "…", n.Value, 1))
	}
}

// ruleOf is the id in a mapping, or else that of the rule around it.
func ruleOf(n *yaml.Node, around []string) string {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "id" {
			return n.Content[i+1].Value
		}
	}
	return strings.Join(around, "")
}

// check reports the keys that the shape does not have.
func (o *object) check() {
	for i := 0; i+1 < len(o.node.Content); i += 2 {
		k := o.node.Content[i]
		o.f.cutAtHash(o.node.Content[i+1], k.Value, o.rule, o.node.Style&yaml.FlowStyle != 0)
		if o.shape.others != nil {
			if !regexp.MustCompile(o.shape.pattern).MatchString(k.Value) {
				o.f.add(o.f.at(k), CodeBadValue, o.rule, fmt.Sprintf("%q is not a name for %s", k.Value, o.shape.what), patternHints[o.shape.pattern])
			}
			continue
		}
		if o.shape.key(k.Value) != nil {
			continue
		}
		var free []string // a key that is there already was not meant
		for _, name := range o.shape.known() {
			if o.value[name] == nil {
				free = append(free, name)
			}
		}
		message := fmt.Sprintf("%q means nothing here", k.Value)
		if n, ok := near.Name(k.Value, free); ok {
			o.f.add(o.f.at(k), CodeUnknownKey, o.rule, message, fmt.Sprintf("did you mean %q?", n))
			o.f.mend(o.f.at(k), k.Value, n)
			continue
		}
		o.f.add(o.f.at(k), CodeUnknownKey, o.rule, message, "use one of "+strings.Join(o.shape.known(), ", "))
	}
}

// entries are the values of a mapping whose keys the author chose, in the order they were written.
func (o *object) entries(do func(key, value *yaml.Node)) {
	for i := 0; i+1 < len(o.node.Content); i += 2 {
		if k := o.node.Content[i]; o.key[k.Value] == k {
			do(k, o.node.Content[i+1])
		}
	}
}

// take returns the value of a key, nil when it is not there.
func (o *object) take(key string) *yaml.Node {
	if o.shape.key(key) == nil {
		panic("bundle: " + o.shape.name + " has no key " + key) // a slip in this package, which its tests find
	}
	return o.value[key]
}

// place is where the value of a key stands; the whole mapping where the key is not there.
func (o *object) place(key string) Pos {
	if n := o.value[key]; n != nil {
		return o.f.at(n)
	}
	return o.f.at(o.node)
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

// texts returns a key's text in English, and in the other languages that it is given in.
func (o *object) texts(key string) (english string, others rules.Texts) {
	n := o.take(key)
	if n == nil || n.Kind != yaml.MappingNode {
		return o.text(key), nil
	}
	in, ok := o.f.object(n, textShape, o.rule)
	if !ok {
		return "", nil
	}
	for _, lang := range languages[1:] {
		if text := in.text(lang); text != "" {
			others = rules.Texts{lang: text}
		}
	}
	return in.needText("en"), others
}

func (o *object) needText(key string) string {
	n := o.need(key)
	s := o.scalar(n, key)
	if n != nil && s == "" && n.Kind == yaml.ScalarNode {
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
	s := strings.TrimSpace(n.Value)
	if s != "" {
		o.fits(n, key, s)
	}
	return s
}

// patternHints say how a name is written.
var patternHints = map[string]string{
	packPattern: "use small letters, digits and -, such as our-college",
	idPattern:   "use letters, digits, - and ., such as C-1",
	namePattern: "use small letters, digits and _, such as max_distance_km",
	paramOfPack: "write it as pack.parameter, such as lsc2004.review_max_months",
	datePattern: "write a date as 2026-03-31",

	changePattern: "write what is there, to, and what is put in its place, such as <= to <",
}

// fits reports a text that is none of those the key can take.
func (o *object) fits(n *yaml.Node, key, s string) {
	is := o.shape.key(key).is.value
	message := fmt.Sprintf("%q cannot be %q", key, s)
	if pattern, ok := is["pattern"].(string); ok && !regexp.MustCompile(pattern).MatchString(s) {
		o.f.add(o.f.at(n), CodeBadValue, o.rule, message, patternHints[pattern])
	}
	if names, ok := is["enum"].([]string); ok && !slices.Contains(names, s) {
		o.f.suggest(o.f.at(n), CodeBadValue, o.rule, message, s, names)
	}
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
	if n == nil || n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		o.f.add(o.f.at(n), CodeBadValue, o.rule, fmt.Sprintf("%q must be a list, each entry after a dash", key), "")
		return nil
	}
	return n.Content
}

// names reads one name or a list of them; nil when the key is not there.
func (o *object) names(key string) []string {
	n := o.take(key)
	if n == nil {
		return nil
	}
	if n.Kind == yaml.ScalarNode {
		return []string{n.Value}
	}
	names := []string{}
	for _, c := range n.Content {
		names = append(names, c.Value)
	}
	return names
}
