// Package page is the one form of every report: a small document model that renders as Markdown and as a
// self-contained HTML page.
//
// A report is headings, sentences, facts, tables and pictures, and nothing else; so the model is these, and what makes
// a page accessible is done once, here: one h1 and no skipped heading, a caption and header cells with a scope for each
// table, a text alternative and the figures behind each picture, contrast of at least 7:1, no script, no colour that
// carries meaning alone, the language of the page, and a layout that prints on A4. The structure follows WCAG 2.2 (1.1.1,
// 1.3.1, 1.4.6, 2.4.6, 3.1.1).
//
// Text is plain text everywhere: what looks like markup in it is shown as written, in both renderings.
package page

import "github.com/acl-beacon/beacon/internal/svg"

// Page is one report.
type Page struct {
	Title  string
	Lang   string // BCP 47; "en" when empty. The words this package adds exist in English and Welsh.
	Lead   string // one line under the title: whose report, of which day
	Blocks []Block
}

// Block is a part of a page: Section, Text, List, Facts, Table, Figure or Note.
type Block interface{ block() }

// Section is a heading with what belongs under it. Its level follows from its depth.
type Section struct {
	Heading string
	Blocks  []Block
}

// Text is a paragraph.
type Text string

// List is a list of short lines.
type List struct {
	Ordered bool
	Items   []string
}

// Fact is a name with its value.
type Fact struct{ Name, Value string }

// Facts is a list of names with values.
type Facts []Fact

// Note is a paragraph that must not be overlooked: a caveat, a refusal, something missing.
type Note struct {
	Label string // one or two words in front of it
	Text  string
}

// Column is a column of a table.
type Column struct {
	Head   string
	Number bool // aligned to the right
	Day    bool // holds days, which are not broken at their hyphens
}

// Table is a table. The first cell of each row is the row's header. A row shorter than Columns is filled with empty
// cells; cells beyond the last column are dropped. A table without rows shows Empty instead.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]string
	Empty   string
}

// Figure is a picture with the figures behind it.
type Figure struct {
	Caption string
	Picture *svg.Picture
	Table   Table
}

func (Section) block() {}
func (Text) block()    {}
func (List) block()    {}
func (Facts) block()   {}
func (Note) block()    {}
func (Table) block()   {}
func (Figure) block()  {}

// words are what the package itself adds to a page, by language.
var words = map[string]struct{ figures, none string }{
	"en": {"The figures behind the picture", "Nothing to show."},
	"cy": {"Y ffigurau y tu ôl i'r llun", "Dim i'w ddangos."},
}

func (p *Page) lang() string {
	if p.Lang == "" {
		return "en"
	}
	return p.Lang
}

func (p *Page) words() struct{ figures, none string } {
	if w, ok := words[p.lang()]; ok {
		return w
	}
	return words["en"]
}

// cell is the cell of a row that stands in a column, empty where the row is short.
func cell(row []string, column int) string {
	if column < len(row) {
		return row[column]
	}
	return ""
}
