package bundle

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/acl-beacon/beacon/internal/rules"
)

// maxTableRows is how many rows a table can have; its expression nests them.
const maxTableRows = 60

// column is a column of a table with the kind of value it compares, and its pieces: a value for each stretch in which no
// row tells one value from another.
type column struct {
	Column
	variable string // its name in expressions
	kind     rules.Kind
	values   []string // the closed list of its texts, if it has one
	unit     string
	// least and most are the ends of what its numbers can be, nil where there is no such end.
	least, most *float64
	pieces      []any
}

// defineTable gives a table's id the text that the table picks. Each column and each row has a name of its own that
// authors cannot write, so that the expression is checked piece by piece.
func (l *loader) defineTable(p *Pack, point *rules.Point, t *Table) *rules.Point {
	before := len(p.file.issues.Issues)
	if len(t.Rows) > maxTableRows {
		p.file.add(t.Pos, CodeTooLargeFile, t.ID, fmt.Sprintf("a table can have %d rows, and this has %d", maxTableRows, len(t.Rows)), "divide it")
		return point
	}
	columns := make([]column, len(t.Columns))
	for i, c := range t.Columns {
		point = l.define(p, point, t.variable(c), c.Name, c.Is, t.ID)
		columns[i] = t.column(c, point)
	}
	rows := make([][]cell, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = p.file.cells(t, r, columns)
	}
	if len(p.file.issues.Issues) > before {
		return point
	}
	for i := range t.Rows {
		t.Rows[i].name = fmt.Sprintf("_%s_row%d", t.ID, i+1)
		point = l.define(p, point, t.Rows[i].name, rowName(i), exprAt(rowExpression(rows[i], columns), t.Rows[i].Pos), t.ID)
	}
	p.file.examine(t, columns, rows)
	return l.define(p, point, t.ID, "the table "+t.ID, exprAt(t.expression(), t.Pos), t.ID)
}

// variable is the name of a column in expressions.
func (t *Table) variable(c Column) string { return "_" + t.ID + "_" + c.Name }

// column is a column with what its expression gives on a point that knows it.
func (t *Table) column(c Column, point *rules.Point) column {
	is := column{Column: c, variable: t.variable(c)}
	is.kind = point.Kind(is.variable)
	if f := point.Root.Find(strings.TrimSpace(c.Is.Text)); f != nil {
		is.values, is.unit, is.least, is.most = f.Values, f.Unit, f.Least, f.Most
	}
	if strings.HasPrefix(strings.TrimSpace(c.Is.Text), "size(") {
		is.least = new(float64) // no list is shorter
	}
	return is
}

// rowExpression is the condition of a row.
func rowExpression(row []cell, columns []column) string {
	var is []string
	for j, c := range row {
		if e := c.expression(columns[j]); e != "" {
			is = append(is, e)
		}
	}
	if len(is) == 0 {
		return "true"
	}
	return strings.Join(is, " && ")
}

// exprAt is an expression that stands in no file, but comes from a place in one.
func exprAt(text string, pos Pos) Expr {
	return Expr{Text: text, from: []span{{1 << 30, pos}, {0, pos}}}
}

// rowGroup are rows that give one text, one after another or, where at most one row can hold, wherever they stand.
type rowGroup struct {
	rows []int
	then string
}

// groups are the rows in the order in which they are asked, and what the table gives where none of them holds. Where at
// most one can hold, rows of one text go together, so that a fact which decides nothing is not asked for.
func (t *Table) groups() (groups []rowGroup, last string) {
	for n, r := range t.Rows {
		i := len(groups) - 1
		if t.Hit != "first" {
			i = slices.IndexFunc(groups, func(g rowGroup) bool { return g.then == r.Then })
		}
		if i >= 0 && groups[i].then == r.Then {
			groups[i].rows = append(groups[i].rows, n)
		} else {
			groups = append(groups, rowGroup{[]int{n}, r.Then})
		}
	}
	if t.Otherwise != nil {
		return groups, t.Otherwise.Then
	}
	// The rows cover everything, so the last needs no question.
	return groups[:len(groups)-1], groups[len(groups)-1].then
}

// expression picks the text of the first row that holds.
func (t *Table) expression() string {
	groups, last := t.groups()
	var b strings.Builder
	for _, g := range groups {
		names := make([]string, len(g.rows))
		for i, n := range g.rows {
			names[i] = t.Rows[n].name
		}
		fmt.Fprintf(&b, "(%s) ? %s : ", strings.Join(names, " || "), quote(g.then))
	}
	return b.String() + quote(last)
}

// maxCombinations is how many combinations of values a table is examined for.
const maxCombinations = 50_000

// examine looks for gaps, for rows that hold at once though they should not, and for rows that are never picked, by going
// through one value of each stretch of each column.
func (f *file) examine(t *Table, columns []column, rows [][]cell) {
	combinations := 1
	for i := range columns {
		columns[i].pieces = columns[i].cut(rows, i)
		if combinations *= len(columns[i].pieces); combinations > maxCombinations {
			f.add(t.Pos, CodeTooLargeFile, t.ID, "this table has too many combinations to look for gaps in", "divide it, or leave columns out")
			return
		}
	}
	picked, told := make([]bool, len(rows)), map[[2]int]bool{}
	var gaps []string
	example := make([]any, len(columns))
	for n := range combinations {
		for i, rest := 0, n; i < len(columns); i++ {
			example[i] = columns[i].pieces[rest%len(columns[i].pieces)]
			rest /= len(columns[i].pieces)
		}
		var hold []int
		for r, cells := range rows {
			if holds(cells, columns, example) {
				hold = append(hold, r)
			}
		}
		if len(hold) == 0 {
			if first(columns, rows, example) {
				gaps = append(gaps, show(columns, example))
			}
			continue
		}
		picked[hold[0]] = true
		for _, other := range hold[1:] {
			if t.Hit == "first" {
				break
			}
			picked[other] = true
			pair := [2]int{hold[0], other}
			if told[pair] || t.Hit == "any" && t.Rows[pair[0]].Then == t.Rows[other].Then {
				continue
			}
			told[pair] = true
			f.add(t.Rows[other].Pos, CodeOverlap, t.ID, fmt.Sprintf("this row and the one in line %d both hold for %s", t.Rows[pair[0]].Pos.Line,
				show(columns, example)), "change one of them, or write hit: first, and the upper row goes before the lower")
		}
	}
	if len(gaps) > 0 && t.Otherwise == nil {
		f.gap(t, gaps)
	}
	for r, was := range picked {
		if !was {
			f.add(t.Rows[r].Pos, CodeNeverHolds, t.ID, "this row is never picked", "the rows above it take all that it could hold for, or it holds for nothing")
		}
	}
}

// mostGaps is how many gaps of a table are listed; the rest are counted.
const mostGaps = 6

// gap tells of the values that no row of a table holds for.
func (f *file) gap(t *Table, gaps []string) {
	message := "no row holds for " + strings.Join(gaps[:min(len(gaps), mostGaps)], "; nor for ")
	if more := len(gaps) - mostGaps; more > 0 {
		message += fmt.Sprintf("; nor for %d more", more)
	}
	hint := "add a row for it; write otherwise: {then: …} only where one text is right for all the rest"
	if len(gaps) > 1 {
		hint = strings.Replace(hint, "a row for it", "rows for them", 1)
	}
	f.add(t.Pos, CodeGap, t.ID, message, hint)
}

// first reports whether of the values that no row tells apart the example has the first in each column.
func first(columns []column, rows [][]cell, example []any) bool {
	for i, c := range columns {
		for _, other := range c.pieces {
			if other == example[i] {
				break
			}
			if !slices.ContainsFunc(rows, func(r []cell) bool { return r[i].holds(c.kind, other) != r[i].holds(c.kind, example[i]) }) {
				return false
			}
		}
	}
	return true
}

func holds(cells []cell, columns []column, example []any) bool {
	for i, c := range cells {
		if !c.holds(columns[i].kind, example[i]) {
			return false
		}
	}
	return true
}

// show writes an example as an author would say it: mode visit, distance 40 kilometres.
func show(columns []column, example []any) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = c.Name + " " + shown(example[i])
		if _, number := example[i].(float64); number && c.unit != "" && !strings.Contains(c.unit, ",") && !strings.Contains(c.unit, c.Name) {
			parts[i] += " " + c.unit
		}
	}
	return strings.Join(parts, ", ")
}

// words are what a table says, for the digest.
func (t *Table) words() []string {
	words := []string{t.ID, t.Subject, t.Hit}
	for _, c := range t.Columns {
		words = append(words, c.Name, c.Is.Text)
	}
	for _, r := range t.Rows {
		for _, c := range t.Columns {
			words = append(words, cellText(r.Cells[c.Name]))
		}
		words = append(words, r.Then)
	}
	if t.Otherwise != nil {
		words = append(words, t.Otherwise.Then)
	}
	return words
}

func cellText(n *yaml.Node) string {
	if n == nil {
		return ""
	}
	all := []string{n.Value}
	for _, c := range n.Content {
		all = append(all, c.Value)
	}
	return strings.Join(all, ",")
}
