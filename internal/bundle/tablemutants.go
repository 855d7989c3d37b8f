package bundle

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/rules"
)

// rowName is what a change calls a row of a choice or a table.
func rowName(n int) string { return fmt.Sprintf("row %d", n+1) }

// mostPieces is how many combinations of values a changed table is held against the table as it was, to leave out changes
// that make no difference.
const mostPieces = 2_000

// ofTable changes what the columns compare, moves and leaves out cells, and leaves one row out at a time. A change after
// which the table still picks the same is none.
func (s *Set) ofTable(p *Pack, t *Table, tested map[About]bool) []Mutant {
	key := pointKey(t.Pack, t.Subject)
	point := s.Points[key]
	shows := s.showing(key, t.ID, tested)
	if about := (About{Choice: t.ID}); tested[about] && !slices.Contains(shows, about) {
		shows = append(shows, about)
	}
	if len(shows) == 0 || point == nil {
		return nil
	}
	var all []Mutant
	add := func(m Mutant, name, source string) {
		if m.change = s.redefined(key, name, source); m.change != nil {
			m.ID, m.Shows = t.ID, shows
			all = append(all, m)
		}
	}
	columns := make([]column, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = t.column(c, point)
		for _, m := range mutations(point.Definition(columns[i].variable), c.Is) {
			add(Mutant{Pos: c.Is.Pos(m.Line, m.Column), From: m.From, To: m.To, Text: m.Source}, columns[i].variable, m.Source)
		}
	}
	f := *p.file
	f.issues = &LoadError{} // loading found none
	rows := make([][]cell, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = f.cells(t, r, columns)
	}
	for i, r := range t.Rows {
		if t.differs(columns, rows, i, nil) {
			add(Mutant{Pos: r.Pos, From: rowName(i)}, r.name, "false")
		}
		for j := range columns {
			for _, v := range rows[i][j].variants(columns[j]) {
				row := slices.Clone(rows[i])
				row[j] = v.cell
				if t.differs(columns, rows, i, row) {
					add(Mutant{Pos: f.at(r.Cells[columns[j].Name]), From: v.from, To: v.to}, r.name, rowExpression(row, columns))
				}
			}
		}
	}
	return all
}

// differs reports whether the table picks anything else once a row reads otherwise, or is gone where the row is nil.
func (t *Table) differs(columns []column, rows [][]cell, at int, row []cell) bool {
	changed := slices.Clone(rows)
	changed[at] = row
	pieces, combinations := make([][]any, len(columns)), 1
	for i, c := range columns {
		both := rows
		if row != nil {
			both = append(slices.Clip(rows), row)
		}
		pieces[i] = c.cut(both, i)
		if combinations *= len(pieces[i]); combinations > mostPieces {
			return true
		}
	}
	example := make([]any, len(columns))
	for n := range combinations {
		for i, rest := 0, n; i < len(columns); i++ {
			example[i] = pieces[i][rest%len(pieces[i])]
			rest /= len(pieces[i])
		}
		if t.picks(columns, rows, example) != t.picks(columns, changed, example) {
			return true
		}
	}
	return false
}

// picks is what the table's expression gives.
func (t *Table) picks(columns []column, rows [][]cell, example []any) string {
	groups, last := t.groups()
	for _, g := range groups {
		for _, r := range g.rows {
			if rows[r] != nil && holds(rows[r], columns, example) {
				return g.then
			}
		}
	}
	return last
}

// variant is a cell that reads otherwise in one place.
type variant struct {
	from, to string
	cell     cell
}

// variants moves each bound of a cell by one, turns each sign to its neighbour, and leaves out what can be left out.
func (c cell) variants(of column) []variant {
	if len(c) == 0 {
		return nil
	}
	var all, words = []variant{}, make([]string, len(c))
	for i, a := range c {
		words[i] = a.written(of)
		for _, to := range a.neighbours(of.kind) {
			changed := slices.Clone(c)
			changed[i] = to
			all = append(all, variant{words[i], to.written(of), changed})
		}
		if len(c) > 1 {
			all = append(all, variant{words[i], "", slices.Delete(slices.Clone(c), i, i+1)})
		}
	}
	return append(all, variant{strings.Join(words, ", "), "", nil})
}

func (a alternative) neighbours(kind rules.Kind) []alternative {
	var all []alternative
	with := func(change func(*alternative)) {
		b := a
		change(&b)
		all = append(all, b)
	}
	switch {
	case kind == rules.String:
		return nil
	case kind == rules.Bool:
		with(func(b *alternative) { b.yes = !a.yes })
	case a.not:
		with(func(b *alternative) { b.not = false })
	case a.from == a.to:
		with(func(b *alternative) { b.from, b.to = a.from-1, a.to-1 })
		with(func(b *alternative) { b.from, b.to = a.from+1, a.to+1 })
	default:
		for _, by := range []float64{-1, 1} {
			if !math.IsInf(a.from, 0) {
				with(func(b *alternative) { b.from += by })
			}
			if !math.IsInf(a.to, 0) {
				with(func(b *alternative) { b.to += by })
			}
		}
		switch {
		case math.IsInf(a.from, 0):
			with(func(b *alternative) { b.shut = !a.shut })
			with(func(b *alternative) { b.from, b.to, b.open, b.shut = a.to, math.Inf(1), !a.shut, false })
		case math.IsInf(a.to, 0):
			with(func(b *alternative) { b.open = !a.open })
			with(func(b *alternative) { b.from, b.to, b.open, b.shut = math.Inf(-1), a.from, false, !a.open })
		}
	}
	return all
}

// written is the alternative as an author has it.
func (a alternative) written(of column) string {
	value := func(v float64) string {
		if of.kind == rules.Date {
			return caldate.Day(v).String()
		}
		return rules.Format(v)
	}
	switch {
	case of.kind == rules.String:
		return a.text
	case of.kind == rules.Bool:
		return rules.Format(a.yes)
	case a.not:
		return "!= " + value(a.from)
	case a.from == a.to:
		return value(a.from)
	case math.IsInf(a.from, 0):
		return map[bool]string{true: "< ", false: "<= "}[a.shut] + value(a.to)
	case math.IsInf(a.to, 0):
		return map[bool]string{true: "> ", false: ">= "}[a.open] + value(a.from)
	}
	return value(a.from) + ".." + value(a.to)
}
