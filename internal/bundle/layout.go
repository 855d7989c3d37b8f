package bundle

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Layout lays a pack or a test file out as all are: keys in the order of the schema, two spaces to a level, one blank line
// between rules of several lines and between sections, none inside a rule, and those that part one group of cases from the
// next. Comments stay with what they are above, and the text of every value stays as it was written. What it cannot lay out without changing what the file says it refuses.
//
// The error is a *[LoadError] where the file is not YAML.
func Layout(name string, data []byte) ([]byte, error) {
	if at := strings.IndexAny(string(data), "\u0085\u2028\u2029"); at >= 0 {
		return nil, fmt.Errorf("%s: line %d has a line end that few programs know, U+%04X; type that line anew", name, 1+strings.Count(lineEnds.Replace(string(data[:at])), "\n"),
			[]rune(string(data[at:]))[0])
	}
	issues := &LoadError{}
	f := newFile(name, []byte(strings.TrimPrefix(string(data), "\ufeff")), issues)
	root := f.parse([]byte(strings.Join(f.lines, "\n")))
	if err := issues.sorted(); err != nil {
		return nil, err
	}
	s := packShape
	if isTest(name) {
		s = testShape
	}
	if root.Kind != yaml.MappingNode || root.Style&yaml.FlowStyle != 0 {
		return nil, fmt.Errorf("%s: it is no list of keys with values, each on a line of its own", name)
	}
	l := &layout{lines: f.lines}
	end := len(l.lines)
	for end > 0 && l.loose(end-1, root) {
		end--
	}
	out := l.mapping(root, s, 0, end, 0)
	tail := squeeze(l.comments(end, len(l.lines), 0))
	if len(tail) > 0 {
		out = append(append(out, ""), tail...)
	}
	text := []byte(strings.Trim(strings.Join(out, "\n"), "\n") + "\n")
	if err := sameText(data, text); err != nil {
		return nil, fmt.Errorf("%s cannot be laid out and stays as it is: %w", name, err)
	}
	return text, nil
}

type layout struct{ lines []string }

// chunk is what belongs to one key or one entry: the comments above it, then its lines.
type chunk struct {
	key, value *yaml.Node
	lead, from int
	to         int
}

// loose reports whether a line is blank or a comment, and not a part of the text that the node ends with.
func (l *layout) loose(at int, after *yaml.Node) bool {
	body := strings.TrimSpace(l.lines[at])
	if body == "" {
		return true
	}
	if body[0] != '#' {
		return false
	}
	last := after
	for len(last.Content) > 0 {
		last = last.Content[len(last.Content)-1]
	}
	if last.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 || last.Line > at {
		return true
	}
	for i := last.Line; i < len(l.lines); i++ {
		if strings.TrimSpace(l.lines[i]) != "" {
			return depth(l.lines[at]) < depth(l.lines[i])
		}
	}
	return true
}

func depth(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// chunks divides lines among keys, or among entries where the keys are nil.
func (l *layout) chunks(keys, values []*yaml.Node, from, to int) []chunk {
	all := make([]chunk, len(values))
	for i, v := range values {
		at := v
		if keys != nil {
			at = keys[i]
		}
		c := chunk{value: v, from: at.Line - 1}
		if keys != nil {
			c.key = keys[i]
		}
		c.lead = c.from
		least := from
		if i > 0 {
			least = all[i-1].from + 1
		}
		for c.lead > least && (i == 0 || l.loose(c.lead-1, values[i-1])) {
			c.lead--
		}
		if i > 0 {
			all[i-1].to = c.lead
		}
		c.to = to
		all[i] = c
	}
	return all
}

func (l *layout) mapping(n *yaml.Node, s *shape, from, to, indent int) []string {
	var keys, values []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		keys, values = append(keys, n.Content[i]), append(values, n.Content[i+1])
	}
	chunks := l.chunks(keys, values, from, to)
	var out []string
	if len(chunks) > 0 && indent == 0 { // what stands at the top of a file is about the file
		out = squeeze(l.comments(chunks[0].lead, chunks[0].from, 0))
		chunks[0].lead = chunks[0].from
	}
	order := func(c chunk) int {
		if i := slices.Index(s.known(), c.key.Value); i >= 0 {
			return i
		}
		return len(s.keys)
	}
	slices.SortStableFunc(chunks, func(a, b chunk) int { return order(a) - order(b) })
	for i, c := range chunks {
		var is form
		if k := s.key(c.key.Value); k != nil {
			is = k.is
		} else if s.others != nil {
			is = *s.others
		}
		lead := squeeze(l.comments(c.lead, c.from, indent))
		body := l.body(c, is, indent)
		if indent == 0 && i > 0 && (len(body) > 1 || len(lead) > 0) {
			out = append(out, "")
		}
		out = append(append(out, lead...), body...)
	}
	return out
}

// body lays out a key with its value.
func (l *layout) body(c chunk, is form, indent int) []string {
	v := c.value
	if v.Line <= c.key.Line || v.Style&yaml.FlowStyle != 0 || v.Kind == yaml.ScalarNode {
		return l.shifted(c.from, c.to, indent, v)
	}
	head := strings.Repeat(" ", indent) + strings.TrimSpace(l.lines[c.from])
	switch {
	case v.Kind == yaml.MappingNode && is.one != nil:
		return append([]string{head}, l.mapping(v, is.one, c.from+1, c.to, indent+2)...)
	case v.Kind == yaml.SequenceNode && is.each != nil:
		return append([]string{head}, l.entries(v, is.each, c.from+1, c.to, indent+2)...)
	}
	return l.shifted(c.from, c.to, indent, v)
}

func (l *layout) entries(n *yaml.Node, s *shape, from, to, indent int) []string {
	var out []string
	before := 0
	for i, c := range l.chunks(nil, n.Content, from, to) {
		lead := squeeze(l.comments(c.lead, c.from, indent))
		line := l.lines[c.from]
		var body []string
		if dash := depth(line); c.value.Kind == yaml.MappingNode && c.value.Style&yaml.FlowStyle == 0 && strings.HasPrefix(line[dash:], "- ") &&
			c.value.Content[0].Line == c.from+1 {
			l.lines[c.from] = line[:dash] + " " + line[dash+1:]
			body = l.mapping(c.value, s, c.from, c.to, indent+2)
			for len(body) > 1 && (body[0] == "" || strings.HasPrefix(strings.TrimSpace(body[0]), "#")) {
				lead, body = append(lead, strings.TrimPrefix(body[0], "  ")), body[1:]
			}
			body[0] = strings.Repeat(" ", indent) + "- " + strings.TrimLeft(body[0], " ")
		} else {
			body = l.shifted(c.from, c.to, indent, c.value)
		}
		apart := indent == 2 && strings.TrimSpace(l.lines[c.lead]) == "" // the author groups cases so
		if i > 0 && (len(body) > 1 && spaced(s) || before > 1 && spaced(s) || len(lead) > 0 || apart) {
			out = append(out, "")
		}
		before = len(body)
		out = append(append(out, lead...), body...)
	}
	return out
}

// spaced are the entries that stand apart where they have several lines.
func spaced(s *shape) bool {
	return s == ruleShape || s == scoreShape || s == choiceShape || s == tableShape
}

// shifted moves lines so that the first begins at an indent.
func (l *layout) shifted(from, to, indent int, v *yaml.Node) []string {
	for to > from+1 && strings.TrimSpace(l.lines[to-1]) == "" {
		to--
	}
	by := indent - depth(l.lines[from])
	block := v.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
	var out []string
	for i := from; i < to; i++ {
		line := l.lines[i]
		if !block || i == from {
			line = strings.TrimRight(line, " \t")
		}
		switch {
		case strings.TrimSpace(line) == "":
			line = ""
		case by > 0:
			line = strings.Repeat(" ", by) + line
		case by < 0:
			line = line[min(-by, depth(line)):]
		}
		out = append(out, line)
	}
	return out
}

// comments are the comments and blank lines in some lines, at an indent.
func (l *layout) comments(from, to, indent int) []string {
	var out []string
	for _, line := range l.lines[from:to] {
		if line = strings.TrimSpace(line); line != "" {
			line = strings.Repeat(" ", indent) + line
		}
		out = append(out, line)
	}
	return out
}

// squeeze leaves one of several blank lines, and none at the top. One below comments stays: it parts them from what follows.
func squeeze(lines []string) []string {
	lines = slices.CompactFunc(lines, func(a, b string) bool { return a == "" && b == "" })
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	return lines
}

// sameText reports where two files say different things, or have different comments.
func sameText(a, b []byte) error {
	var one, two yaml.Node
	if err := errors.Join(yaml.Unmarshal(a, &one), yaml.Unmarshal(b, &two)); err != nil {
		return err
	}
	if !sameNode(&one, &two) {
		return errors.New("it would not say the same")
	}
	if !slices.Equal(commentLines(a), commentLines(b)) {
		return errors.New("a comment would be lost")
	}
	return nil
}

func sameNode(a, b *yaml.Node) bool {
	if a.Kind != b.Kind || a.Tag != b.Tag || a.Value != b.Value || len(a.Content) != len(b.Content) {
		return false
	}
	if a.Kind != yaml.MappingNode {
		return slices.EqualFunc(a.Content, b.Content, sameNode)
	}
	for i := 0; i+1 < len(a.Content); i += 2 {
		found := false
		for j := 0; j+1 < len(b.Content) && !found; j += 2 {
			found = sameNode(a.Content[i], b.Content[j]) && sameNode(a.Content[i+1], b.Content[j+1])
		}
		if !found {
			return false
		}
	}
	return true
}

func commentLines(data []byte) []string {
	var all []string
	for line := range strings.Lines(lineEnds.Replace(string(data))) {
		if at := strings.Index(line, "#"); at >= 0 {
			all = append(all, strings.TrimSpace(line[at:]))
		}
	}
	slices.Sort(all)
	return all
}
