package page

import (
	"bytes"
	_ "embed"
	"html"
	"strconv"
)

//go:embed page.css
var style string

// HTML renders the page as one file that needs nothing else. The same page gives the same bytes.
func (p *Page) HTML() []byte {
	w := &htmlWriter{page: p}
	w.raw("<!DOCTYPE html>\n<html lang=\"", html.EscapeString(p.lang()), "\">\n<head>\n<meta charset=\"utf-8\"/>\n")
	w.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
	w.element("title", "", p.Title)
	w.raw("<style>\n", style, "</style>\n</head>\n<body>\n<main>\n")
	w.element("h1", "", p.Title)
	if p.Lead != "" {
		w.element("p", "lead", p.Lead)
	}
	w.blocks(p.Blocks, 2)
	w.raw("</main>\n</body>\n</html>\n")
	return w.Bytes()
}

type htmlWriter struct {
	bytes.Buffer
	page *Page
}

func (w *htmlWriter) raw(parts ...string) {
	for _, s := range parts {
		w.WriteString(s)
	}
}

func (w *htmlWriter) element(name, class, text string) {
	w.raw("<", name)
	if class != "" {
		w.raw(" class=\"", class, "\"")
	}
	w.raw(">", html.EscapeString(text), "</", name, ">\n")
}

func (w *htmlWriter) blocks(blocks []Block, level int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Section:
			w.raw("<section>\n")
			w.element("h"+strconv.Itoa(min(level, 6)), "", b.Heading)
			w.blocks(b.Blocks, level+1)
			w.raw("</section>\n")
		case Text:
			w.element("p", "", string(b))
		case List:
			name := "ul"
			if b.Ordered {
				name = "ol"
			}
			w.raw("<", name, ">\n")
			for _, item := range b.Items {
				w.element("li", "", item)
			}
			w.raw("</", name, ">\n")
		case Facts:
			w.raw("<dl>\n")
			for _, f := range b {
				w.raw("<div>")
				w.element("dt", "", f.Name)
				w.element("dd", "", f.Value)
				w.raw("</div>\n")
			}
			w.raw("</dl>\n")
		case Note:
			w.raw("<p class=\"note\" role=\"note\">")
			if b.Label != "" {
				w.raw("<strong>", html.EscapeString(b.Label), ":</strong> ")
			}
			w.raw(html.EscapeString(b.Text), "</p>\n")
		case Table:
			w.table(b)
		case Figure:
			w.figure(b)
		}
	}
}

func (w *htmlWriter) table(t Table) {
	if len(t.Rows) == 0 {
		w.empty(t)
		return
	}
	// A wide table scrolls in a box of its own, which the keyboard has to reach (WCAG 2.1.1).
	w.raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"", html.EscapeString(t.Caption), "\">\n<table>\n")
	w.element("caption", "", t.Caption)
	w.raw("<thead><tr>")
	for _, c := range t.Columns {
		w.raw("<th scope=\"col\"", class(c), ">", html.EscapeString(c.Head), "</th>")
	}
	w.raw("</tr></thead>\n<tbody>\n")
	for _, row := range t.Rows {
		w.raw("<tr>")
		for i, c := range t.Columns {
			text := html.EscapeString(cell(row, i))
			if i == 0 {
				w.raw("<th scope=\"row\"", class(c), ">", text, "</th>")
			} else {
				w.raw("<td", class(c), ">", text, "</td>")
			}
		}
		w.raw("</tr>\n")
	}
	w.raw("</tbody>\n</table>\n</div>\n")
}

func (w *htmlWriter) empty(t Table) {
	text := t.Empty
	if text == "" {
		text = w.page.words().none
	}
	w.raw("<p class=\"empty\"><strong>", html.EscapeString(t.Caption), ".</strong> ", html.EscapeString(text), "</p>\n")
}

func (w *htmlWriter) figure(f Figure) {
	w.raw("<figure>\n")
	if f.Picture != nil {
		w.Write(f.Picture.SVG())
	}
	w.element("figcaption", "", f.Caption)
	if len(f.Table.Rows) > 0 {
		w.raw("<details>")
		w.element("summary", "", w.page.words().figures)
		w.table(f.Table)
		w.raw("</details>\n")
	}
	w.raw("</figure>\n")
}

func class(c Column) string {
	switch {
	case c.Number:
		return " class=\"number\""
	case c.Day:
		return " class=\"day\""
	}
	return ""
}
