package bundle

import (
	"fmt"
	"regexp"

	"go.yaml.in/yaml/v3"
)

// uncut puts together again what a comma has cut in two: inside braces YAML takes every comma for the end of a value, so
// that {must: f(a, b)} has a key "b)" that nobody wrote. The mapping is read on as it was meant.
func (f *file) uncut(n *yaml.Node, s *shape, rule string) *yaml.Node {
	if n.Style&yaml.FlowStyle == 0 || s.others != nil {
		return n
	}
	whole := *n
	whole.Content = nil
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		last := i
		for last+3 < len(n.Content) && cut(n.Content[last+2], n.Content[last+3], s) {
			last += 2
		}
		if last > i && value.Kind == yaml.ScalarNode && value.Style == 0 && value.Value != "" {
			value = f.joined(key, value, n.Content[last], rule)
			i = last
		}
		whole.Content = append(whole.Content, key, value)
	}
	return &whole
}

// cut reports whether a key without a value looks like the rest of a text.
func cut(key, value *yaml.Node, s *shape) bool {
	return key.Kind == yaml.ScalarNode && key.Style == 0 && value.Kind == yaml.ScalarNode && value.Tag == "!!null" && value.Value == "" &&
		s.key(key.Value) == nil
}

var decimal = regexp.MustCompile(`^(-?\d+),(\d+)$`)

// joined tells of a text that was cut, and returns the whole of it.
func (f *file) joined(key, value, last *yaml.Node, rule string) *yaml.Node {
	pos := f.at(value)
	hint := "put the whole text in quotes, or write each key on a line of its own, without the braces"
	f.add(pos, CodeComma, rule, fmt.Sprintf("inside braces a comma ends the text, so of %q only %q is left", key.Value, value.Value), hint)
	whole := *value
	whole.Value += ", " + last.Value
	if value.Line != last.Line || value.Line > len(f.lines) {
		return &whole
	}
	line := []rune(f.lines[value.Line-1])
	from, to := value.Column-1, last.Column-1+len([]rune(last.Value))
	if from < 0 || to > len(line) {
		return &whole
	}
	text := string(line[from:to])
	whole.Value = text
	if m := decimal.FindStringSubmatch(text); m != nil {
		f.issues.Issues[len(f.issues.Issues)-1].Hint = "a number has a point and no comma: write " + m[1] + "." + m[2]
		if len(m[2]) != 3 {
			f.mend(pos, text, m[1]+"."+m[2])
		} else {
			f.issues.Issues[len(f.issues.Issues)-1].Hint = "write " + m[1] + m[2] + ", or " + m[1] + "." + m[2] + " with a point"
		}
		whole.Value, whole.Tag = m[1]+"."+m[2], "!!float"
		return &whole
	}
	if quoted := inQuotes(text); quoted != "" {
		f.mend(pos, text, quoted)
		f.issues.Issues[len(f.issues.Issues)-1].Hint = "write " + quoted + ", or each key on a line of its own, without the braces"
	}
	return &whole
}
