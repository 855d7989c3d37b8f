package bundle

import (
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
	sets := map[string]any{}
	if given := o.take("given"); given != nil {
		for i := 0; i+1 < len(given.Content); i += 2 {
			sets[given.Content[i].Value] = value(given.Content[i+1])
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

func (f *file) testCase(n *yaml.Node, today string, sets map[string]any) (Case, bool) {
	o, ok := f.object(n, caseShape)
	if !ok {
		return Case{}, false
	}
	c := Case{Pos: f.at(n), Rule: o.text("rule"), Choice: o.text("choice"), Score: o.text("score"), Today: o.text("today")}
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
		if sets[set] == nil {
			f.add(f.at(o.value["from"]), CodeBadValue, c.Rule, `there is nothing called "`+set+`" under given`,
				suggest(set, slices.Sorted(maps.Keys(sets))))
		}
		given = merge(given, sets[set])
	}
	if own := o.take("given"); own != nil {
		given = merge(given, value(own))
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
