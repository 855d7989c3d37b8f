package bundle

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// Expr is an expression as it stands in a file.
type Expr struct {
	Text string
	from []span
}

// span says that the expression's line at an index begins at a place in the file.
type span struct {
	first int // number of characters of the expression before it, counting a line break as one
	pos   Pos
}

// IsZero reports whether there is no expression.
func (e Expr) IsZero() bool { return e.Text == "" }

// Pos returns the place of a line and column, both from 1, of the expression.
func (e Expr) Pos(line, column int) Pos {
	if len(e.from) == 0 {
		return Pos{}
	}
	offset := column - 1
	for l, text := range strings.SplitAfter(e.Text, "\n") {
		if l+1 >= line {
			break
		}
		offset += len([]rune(text))
	}
	best := e.from[0]
	for _, s := range e.from {
		if s.first <= offset {
			best = s
		}
	}
	best.pos.Column += offset - best.first
	return best.pos
}

// expr reads an expression. YAML folds and unfolds lines, so the place of each line is found in the file again.
func (f *file) expr(n *yaml.Node) Expr {
	if n == nil {
		return Expr{}
	}
	if n.Kind != yaml.ScalarNode {
		f.add(f.at(n), CodeBadValue, "", "an expression must be one text", "")
		return Expr{}
	}
	if strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!") {
		f.add(f.at(n), CodeBadValue, "", "YAML takes a ! at the start for something else", "put the whole text in quotes")
		return Expr{}
	}
	if strings.TrimSpace(n.Value) == "" || n.Tag == "!!null" {
		f.add(f.at(n), CodeBadValue, "", "there is nothing here", "write what has to hold, or take the line out")
		return Expr{}
	}
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return f.block(n)
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		pos := f.at(n)
		pos.Column++
		return Expr{Text: n.Value, from: []span{{0, pos}}}
	}
	return f.plain(n)
}

// block reads the lines below a | or >, as they stand.
func (f *file) block(n *yaml.Node) Expr {
	var e Expr
	var lines []string
	offset, indent := 0, -1
	for l := n.Line; l < len(f.lines); l++ {
		line := f.lines[l]
		body := strings.TrimLeft(line, " ")
		if body == "" {
			lines = append(lines, "")
			offset++
			continue
		}
		depth := len(line) - len(body)
		if indent < 0 {
			indent = depth
		}
		if depth < indent || depth == 0 {
			break
		}
		e.from = append(e.from, span{offset, Pos{f.name, l + 1, indent + 1}})
		lines = append(lines, line[indent:])
		offset += len([]rune(line[indent:])) + 1
	}
	e.Text = strings.TrimRight(strings.Join(lines, "\n"), "\n ")
	return e
}

// plain reads an unquoted text, which YAML joins with single spaces when it runs over several lines.
func (f *file) plain(n *yaml.Node) Expr {
	e := Expr{Text: n.Value, from: []span{{0, f.at(n)}}}
	if n.Line < 1 || n.Line > len(f.lines) {
		return e
	}
	rest := []rune(n.Value)
	first := []rune(f.lines[n.Line-1])
	taken := min(len(rest), max(0, len(first)-(n.Column-1)))
	offset := len([]rune(strings.TrimRight(string(first[min(len(first), n.Column-1):][:taken]), " ")))
	for l := n.Line; l < len(f.lines) && offset < len(rest); l++ {
		body := strings.TrimSpace(f.lines[l])
		if body == "" {
			continue
		}
		offset++ // the space that stands for the line break
		indent := len([]rune(f.lines[l])) - len([]rune(strings.TrimLeft(f.lines[l], " ")))
		e.from = append(e.from, span{offset, Pos{f.name, l + 1, indent + 1}})
		offset += len([]rune(body))
	}
	return e
}
