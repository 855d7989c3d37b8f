package page

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
)

// Markdown renders the page as Markdown with the tables of GitHub's dialect. Pictures stand as their caption and the
// table behind them. The same page gives the same bytes.
func (p *Page) Markdown() []byte {
	w := &markdownWriter{page: p}
	w.line("# ", Escape(p.Title))
	if p.Lead != "" {
		w.para(Escape(p.Lead))
	}
	w.blocks(p.Blocks, 2)
	return w.Bytes()
}

type markdownWriter struct {
	bytes.Buffer
	page *Page
}

func (w *markdownWriter) line(parts ...string) {
	for _, s := range parts {
		w.WriteString(s)
	}
	w.WriteByte('\n')
}

// para writes a block with the blank line before it that sets it apart.
func (w *markdownWriter) para(parts ...string) {
	w.WriteByte('\n')
	w.line(parts...)
}

func (w *markdownWriter) blocks(blocks []Block, level int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Section:
			w.para(strings.Repeat("#", min(level, 6)), " ", Escape(b.Heading))
			w.blocks(b.Blocks, level+1)
		case Text:
			w.para(Escape(string(b)))
		case List:
			w.list(b)
		case Facts:
			w.WriteByte('\n')
			for _, f := range b {
				w.line("* **", Escape(f.Name), ":** ", Escape(f.Value))
			}
		case Note:
			label := ""
			if b.Label != "" {
				label = "**" + Escape(b.Label) + ":** "
			}
			w.para("> ", label, Escape(b.Text))
		case Table:
			w.table(b)
		case Figure:
			w.para("*", Escape(b.Caption), "*")
			if len(b.Table.Rows) > 0 {
				w.table(b.Table)
			}
		}
	}
}

func (w *markdownWriter) list(l List) {
	w.WriteByte('\n')
	for i, item := range l.Items {
		mark := "* "
		if l.Ordered {
			mark = strconv.Itoa(i+1) + ". "
		}
		w.line(mark, Escape(item))
	}
}

func (w *markdownWriter) table(t Table) {
	w.para("**", Escape(t.Caption), "**")
	if len(t.Rows) == 0 {
		text := t.Empty
		if text == "" {
			text = w.page.words().none
		}
		w.para(Escape(text))
		return
	}
	head, rule := make([]string, len(t.Columns)), make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i], rule[i] = c.Head, "---"
		if c.Number {
			rule[i] = "---:"
		}
	}
	w.WriteByte('\n')
	w.row(t, head)
	w.line("|", strings.Join(rule, "|"), "|")
	for _, row := range t.Rows {
		w.row(t, row)
	}
}

func (w *markdownWriter) row(t Table, row []string) {
	w.WriteByte('|')
	for i := range t.Columns {
		w.WriteString(" " + inline(cell(row, i)) + " |")
	}
	w.WriteByte('\n')
}

// escaper keeps text text: every mark that could open markup within a line is escaped, and a line break is a space.
var escaper = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;",
	"|", `\|`, "&", "&amp;", "~", `\~`, "\r\n", " ", "\n", " ", "\r", " ")

// inline escapes a text that stands within a line, as in a cell of a table.
func inline(s string) string { return escaper.Replace(strings.TrimSpace(s)) }

// opens is what means something at the start of a line only: a heading, a list, a rule, an underline.
var opens = regexp.MustCompile(`^(#{1,6}( |$)|[+-]( |$)|\d+[.)]( |$)|-{2,}|=+$)`)

// Escape writes a text that opens a line so that Markdown shows it as it is.
func Escape(s string) string {
	s = inline(s)
	if !opens.MatchString(s) {
		return s
	}
	// A number cannot be escaped; what follows it can.
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	return s[:digits] + `\` + s[digits:]
}
