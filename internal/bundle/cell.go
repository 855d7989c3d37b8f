package bundle

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/rules"
)

// cell is a condition on one column: one of several alternatives holds. A cell without any takes every value.
type cell []alternative

// alternative is a text, a yes or no, or a range of numbers or days. Days are counted as caldate does.
type alternative struct {
	text       string
	yes        bool
	not        bool // != of a number or a day
	from, to   float64
	open, shut bool // whether from, and to, are left out
}

var (
	compared = regexp.MustCompile(`^(<=|>=|!=|==?|<|>)?\s*(\S+)$`)
	ranged   = regexp.MustCompile(`^(\S+?)\s*(?:\.\.|\bto\b)\s*(\S+)$`)
)

// cells reads the conditions of a row, in the order of the columns.
func (f *file) cells(t *Table, r TableRow, columns []column) []cell {
	all := make([]cell, len(columns))
	var names []string
	for i, c := range columns {
		names = append(names, c.Name)
		n := r.Cells[c.Name]
		if n == nil || c.kind == 0 {
			continue
		}
		of := []*yaml.Node{n}
		if n.Kind == yaml.SequenceNode {
			of = n.Content
		}
		for _, n := range of {
			if n.Value == "-" && len(of) == 1 {
				continue
			}
			a, problem, hint := c.alternative(n)
			if problem != "" {
				f.add(f.at(n), CodeBadValue, t.ID, problem, hint)
				continue
			}
			if c.kind == rules.String && len(c.values) > 0 && !slices.Contains(c.values, a.text) {
				f.suggest(f.at(n), string(rules.CodeUnknownValue), t.ID, fmt.Sprintf("%s is never %q", c.Name, a.text), a.text, c.values)
			}
			all[i] = append(all[i], a)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(r.Cells)) {
		if !slices.Contains(names, key) {
			f.suggest(f.at(r.keys[key]), CodeUnknownKey, t.ID, fmt.Sprintf("the table has no column %q", key), key, names)
		}
	}
	return all
}

func (c column) alternative(n *yaml.Node) (a alternative, problem, hint string) {
	s := strings.TrimSpace(n.Value)
	switch c.kind {
	case rules.String:
		return alternative{text: s}, "", ""
	case rules.Bool:
		if b, ok := map[string]bool{"true": true, "yes": true, "false": false, "no": false}[strings.ToLower(s)]; ok {
			return alternative{yes: b}, "", ""
		}
		return a, fmt.Sprintf("%s is yes or no, not %q", c.Name, s), ""
	case rules.Int, rules.Double, rules.Date:
	default:
		return a, fmt.Sprintf("the column %s is a %s, and a table compares numbers, dates, texts and yes/no", c.Name, c.kind), "compare one value of it"
	}
	if m := ranged.FindStringSubmatch(s); m != nil {
		from, ok1 := c.point(m[1])
		to, ok2 := c.point(m[2])
		if ok1 && ok2 {
			return alternative{from: from, to: to}, "", ""
		}
	} else if m := compared.FindStringSubmatch(s); m != nil {
		if v, ok := c.point(m[2]); ok {
			return compare(m[1], v), "", ""
		}
	}
	form := "3, <= 3 or 3..5"
	if c.kind == rules.Date {
		form = "2026-03-31, <= 2026-03-31 or 2026-01-01..2026-03-31"
	}
	return a, fmt.Sprintf("%q is no condition on a %s", s, c.kind), "write it like " + form
}

func compare(sign string, v float64) alternative {
	a := alternative{from: math.Inf(-1), to: math.Inf(1)}
	switch sign {
	case "<":
		a.to, a.shut = v, true
	case "<=":
		a.to = v
	case ">":
		a.from, a.open = v, true
	case ">=":
		a.from = v
	case "!=":
		a.from, a.to, a.not = v, v, true
	default:
		a.from, a.to = v, v
	}
	return a
}

// point reads a number or a day.
func (c column) point(s string) (float64, bool) {
	switch c.kind {
	case rules.Date:
		d, err := caldate.Parse(s)
		return float64(d), err == nil
	case rules.Int:
		n, err := strconv.ParseInt(s, 10, 32)
		return float64(n), err == nil
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil && !math.IsInf(x, 0) && !math.IsNaN(x)
}

// holds reports whether the cell takes a value: a text, a yes or no, or a number.
func (c cell) holds(kind rules.Kind, v any) bool {
	return len(c) == 0 || slices.ContainsFunc(c, func(a alternative) bool {
		switch kind {
		case rules.String:
			return v == a.text
		case rules.Bool:
			return v == a.yes
		}
		x, ok := v.(float64)
		if d, is := v.(caldate.Day); is {
			x, ok = float64(d), true
		}
		if !ok {
			return false
		}
		in := (x > a.from || x == a.from && !a.open) && (x < a.to || x == a.to && !a.shut)
		return in != a.not
	})
}

// expression writes the cell's condition, empty when it takes any value.
func (c cell) expression(of column) string {
	var parts []string
	for _, a := range c {
		switch of.kind {
		case rules.String:
			parts = append(parts, of.variable+" == "+quote(a.text))
		case rules.Bool:
			parts = append(parts, map[bool]string{true: of.variable, false: "!" + of.variable}[a.yes])
		default:
			parts = append(parts, a.within(of))
		}
	}
	if len(parts) > 1 {
		return "(" + strings.Join(parts, " || ") + ")"
	}
	return strings.Join(parts, "")
}

func (a alternative) within(of column) string {
	switch {
	case a.not:
		return of.variable + " != " + of.literal(a.from)
	case a.from == a.to:
		return of.variable + " == " + of.literal(a.from)
	}
	var parts []string
	if !math.IsInf(a.from, 0) {
		parts = append(parts, of.variable+map[bool]string{true: " > ", false: " >= "}[a.open]+of.literal(a.from))
	}
	if !math.IsInf(a.to, 0) {
		parts = append(parts, of.variable+map[bool]string{true: " < ", false: " <= "}[a.shut]+of.literal(a.to))
	}
	if len(parts) > 1 {
		return "(" + strings.Join(parts, " && ") + ")"
	}
	return parts[0]
}

func (c column) literal(v float64) string {
	switch c.kind {
	case rules.Date:
		return "date('" + caldate.Day(v).String() + "')"
	case rules.Int:
		return strconv.FormatInt(int64(v), 10)
	}
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// quote writes a text as an expression has it.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s) + `"`
}

// elsewhere stands for any text that no row names.
const elsewhere = "(any other)"

// cut gives a value for each stretch of a column in which no row tells one value from another.
func (c column) cut(rows [][]cell, at int) []any {
	switch c.kind {
	case rules.Bool:
		return []any{true, false}
	case rules.String:
		texts := slices.Clone(c.values)
		for _, r := range rows {
			for _, a := range r[at] {
				if !slices.Contains(texts, a.text) {
					texts = append(texts, a.text)
				}
			}
		}
		if len(c.values) == 0 {
			texts = append(texts, elsewhere)
		}
		return anys(texts)
	}
	var ends []float64
	for _, r := range rows {
		for _, a := range r[at] {
			for _, e := range []float64{a.from, a.to} {
				if !math.IsInf(e, 0) {
					ends = append(ends, e)
				}
			}
		}
	}
	for _, end := range []*float64{c.least, c.most} {
		if end != nil {
			ends = append(ends, *end)
		}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	if len(ends) == 0 {
		return c.typed([]float64{0})
	}
	pieces := []float64{ends[0] - 1}
	for i, e := range ends {
		pieces = append(pieces, e)
		switch {
		case i+1 == len(ends):
			pieces = append(pieces, e+1)
		case c.kind == rules.Double:
			pieces = append(pieces, (e+ends[i+1])/2)
		case ends[i+1]-e > 1:
			pieces = append(pieces, e+1)
		}
	}
	return c.typed(slices.DeleteFunc(pieces, func(x float64) bool {
		return c.least != nil && x < *c.least || c.most != nil && x > *c.most
	}))
}

func (c column) typed(xs []float64) []any {
	all := make([]any, len(xs))
	for i, x := range xs {
		all[i] = x
		if c.kind == rules.Date {
			all[i] = caldate.Day(x)
		}
	}
	return all
}

func anys(texts []string) []any {
	all := make([]any, len(texts))
	for i, s := range texts {
		all[i] = s
	}
	return all
}

func shown(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return rules.Format(v)
}
