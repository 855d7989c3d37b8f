package bundle

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/acl-beacon/beacon/internal/wire"
)

// Case is one test of a rule, or of a whole decision, as it was written beside a pack.
type Case struct {
	Name string
	Pos  Pos
	// Rule, Choice or Score is what is under test, a table counting as a choice. Without any the case is about a decision:
	// Subject entering State, or a review where State is empty.
	Rule, Choice, Score string
	Subject, State      string
	Today               string
	Facts               []byte // JSON of the roots

	// Overlay is a pack with the parameters that the case sets, to be laid over those in force; nil when it sets none. Two
	// cases with the same Settings set the same.
	Overlay  *Pack
	Settings string
	Expect   string   // verdict of the rule, outcome of the decision, what the choice picks or the number the score gives
	Failed   []string // rules that fail, exactly these; nil when the case does not say
	Missing  []string // facts that decide and are not recorded, exactly these; nil when the case does not say
	Message  string   // empty when the case does not say

	file  *file
	keys  map[string]Pos // where the value of each key stands
	given []*yaml.Node   // the facts it begins from and those of its own, each laid over those before
}

// At is where the value of a key stands, or where the case begins.
func (c Case) At(key string) Pos {
	if at, ok := c.keys[key]; ok {
		return at
	}
	return c.Pos
}

// AtFact is where a fact was written, by its JSON pointer: in the case or among the named facts that it begins from. Of a
// fact that nobody wrote it is the nearest record around it.
func (c Case) AtFact(pointer string) Pos {
	at, deepest := c.Pos, 0
	for _, n := range c.given {
		depth := 0
		for name := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
			key, below := member(n, name)
			if below == nil {
				break
			}
			n = below
			if depth++; depth >= deepest {
				at, deepest = c.file.at(key), depth
			}
		}
	}
	return at
}

// member finds what a mapping or a list has under a name or a position, and where that begins.
func member(n *yaml.Node, name string) (at, value *yaml.Node) {
	switch n.Kind {
	case yaml.SequenceNode:
		if i, err := strconv.Atoi(name); err == nil && i >= 0 && i < len(n.Content) {
			return n.Content[i], n.Content[i]
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == name {
				return n.Content[i], n.Content[i+1]
			}
		}
	}
	return nil, nil
}

// Issue is a problem of the case, at a place in its file.
func (c Case) Issue(pos Pos, code, message, hint string) Issue {
	return Issue{Pos: pos, Code: code, Rule: cmp.Or(c.Rule, c.Choice, c.Score), Message: message, Hint: hint, Snippet: c.file.snippet(pos)}
}

// ReadTests parses the cases of every test file in the folder: the ones whose name ends in _test.yaml or _test.yml. The
// error is a *[LoadError].
func ReadTests(fsys fs.FS, label string) ([]Case, error) {
	cases, _, err := ReadTestFiles(fsys, label)
	return cases, err
}

// ReadTestFiles is [ReadTests] with what the files say of changes that no case can notice.
func ReadTestFiles(fsys fs.FS, label string) (cases []Case, same []Equivalent, err error) {
	issues := &LoadError{}
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isYAML(name) || !isTest(name) {
			return err
		}
		f, data, err := readFile(fsys, label, name, maxTestFile, issues)
		if err != nil || f == nil {
			return err
		}
		if root := f.parse(data); root != nil {
			c, s := f.tests(root)
			cases, same = append(cases, c...), append(same, s...)
		}
		return nil
	})
	if err == nil {
		err = issues.sorted()
	}
	if err != nil {
		return nil, nil, err
	}
	return cases, same, nil
}

func (f *file) tests(root *yaml.Node) (cases []Case, same []Equivalent) {
	o, ok := f.object(root, testShape)
	if !ok {
		return nil, nil
	}
	o.needText("beacon")
	o.text("tests")
	today := o.text("today")
	sets := map[string]*yaml.Node{}
	if given := o.take("given"); given != nil {
		f.cutNumbers(given)
		for i := 0; i+1 < len(given.Content); i += 2 {
			sets[given.Content[i].Value] = given.Content[i+1]
		}
	}
	for _, n := range o.list("cases") {
		if c, ok := f.testCase(n, today, sets); ok {
			cases = append(cases, c)
		}
	}
	for _, n := range o.list("equivalent") {
		same = append(same, f.equivalent(n)...)
	}
	return cases, same
}

func (f *file) testCase(n *yaml.Node, today string, sets map[string]*yaml.Node) (Case, bool) {
	o, ok := f.object(n, caseShape)
	if !ok {
		return Case{}, false
	}
	c := Case{file: f, keys: map[string]Pos{}, Pos: f.at(n), Rule: o.text("rule"), Choice: o.text("choice"), Score: o.text("score"), Today: o.text("today")}
	for key, at := range o.value {
		c.keys[key] = f.at(at)
	}
	o.rule = c.Rule
	c.Name = o.text("name")
	if c.Today == "" {
		c.Today = today
	}
	var states []string
	if c.Subject, states, _ = f.on(o); len(states) > 0 {
		c.State = states[0]
	}
	if about := slices.DeleteFunc([]string{c.Rule, c.Choice, c.Score, c.Subject}, func(s string) bool { return s == "" }); len(about) != 1 {
		f.add(c.Pos, CodeMissingKey, c.Rule, `a case names the rule, the choice or the score it tests, or under "on" the decision`, "")
	}
	var given any = map[string]any{}
	for _, set := range o.names("from") {
		named := sets[set]
		if named == nil {
			f.add(f.at(o.value["from"]), CodeBadValue, c.Rule, `there is nothing called "`+set+`" under given`,
				suggest(set, slices.Sorted(maps.Keys(sets))))
			continue
		}
		given, c.given = merge(given, value(named)), append(c.given, named)
	}
	if own := o.take("given"); own != nil {
		f.cutNumbers(own)
		given, c.given = merge(given, value(own)), append(c.given, own)
	}
	var err error
	if c.Facts, err = wire.Marshal(given); err != nil {
		f.add(c.Pos, CodeBadValue, c.Rule, err.Error(), "")
	}
	f.overlay(o, &c)
	c.Expect = o.needText("expect")
	if n := o.take("expect"); n != nil && c.Choice+c.Score == "" && c.Expect != "" && !slices.Contains(verdicts, c.Expect) {
		f.suggest(f.at(n), CodeBadValue, c.Rule, fmt.Sprintf("\"expect\" cannot be %q", c.Expect), c.Expect, verdicts)
	}
	if _, err := strconv.ParseFloat(c.Expect, 64); err != nil && c.Score != "" && !slices.Contains(verdicts, c.Expect) {
		f.add(o.place("expect"), CodeBadValue, "", fmt.Sprintf("a score is a number, and %q is none", c.Expect), "write cannot_judge where facts decide that are not recorded")
	}
	c.Failed, c.Missing, c.Message = o.names("failed"), o.names("missing"), o.text("message")
	return c, true
}

// cutNumbers tells of numbers that a comma cut in two: of {distance_km: 60,5} YAML makes 60 and a fact that is called 5.
func (f *file) cutNumbers(n *yaml.Node) {
	for i, c := range n.Content {
		f.cutNumbers(c)
		if n.Kind != yaml.MappingNode || n.Style&yaml.FlowStyle == 0 || i%2 != 0 || i == 0 {
			continue
		}
		before, nothing := n.Content[i-1], n.Content[i+1]
		if c.Tag != "!!int" || nothing.Tag != "!!null" || nothing.Value != "" || before.Tag != "!!int" || before.Kind != yaml.ScalarNode {
			continue
		}
		f.add(f.at(before), CodeComma, "", fmt.Sprintf("inside braces a comma ends the number, so of %q only %s is left", n.Content[i-2].Value, before.Value),
			fmt.Sprintf("a number has a point: %s.%s", before.Value, c.Value))
		f.mend(f.at(before), before.Value+","+c.Value, before.Value+"."+c.Value)
	}
}

// overlay makes a pack of the parameters under set, such as {lsc2004.max_areas: 3}.
func (f *file) overlay(o *object, c *Case) {
	n := o.take("set")
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		f.add(f.at(n), CodeBadValue, c.Rule, "set gives parameters their values, such as {lsc2004.max_areas: 3}", "")
		return
	}
	p := &Pack{ID: "test", file: f, pos: c.Pos}
	for i := 0; i+1 < len(n.Content); i += 2 {
		pack, name, _ := strings.Cut(n.Content[i].Value, ".")
		p.Set = append(p.Set, Change{Pack: pack, Name: name, To: n.Content[i+1], Pos: f.at(n.Content[i])})
		c.Settings += fmt.Sprintf("%s=%q ", n.Content[i].Value, cellText(n.Content[i+1]))
	}
	c.Overlay = p
}

// value turns YAML into what JSON would give. A date stays the text it was written as.
func value(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = value(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, value(c))
		}
		return list
	}
	if n.Tag == "!!timestamp" {
		return n.Value
	}
	var v any
	if n.Decode(&v) != nil {
		return n.Value
	}
	return v
}

// merge lays b over a: mappings member by member, everything else in place. A null takes a member away.
func merge(a, b any) any {
	under, ok1 := a.(map[string]any)
	over, ok2 := b.(map[string]any)
	if !ok1 || !ok2 {
		return b
	}
	out := maps.Clone(under)
	for k, v := range over {
		if v == nil {
			delete(out, k)
		} else {
			out[k] = merge(out[k], v)
		}
	}
	return out
}
