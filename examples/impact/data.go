package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/evaluate/stats"
	"github.com/acl-beacon/beacon/examples/internal/cli"
)

// data are the columns a method takes. Reading one notes what is wrong with its cells; runStats asks for it at the end.
type data struct {
	*sheet
	o       *statsOptions
	at      []int // places of the columns asked for
	leftOut int
	x, y    string // names of two groups
	bad     faults
}

func (d *data) faultsOrNil() error {
	if d.bad == nil {
		return nil
	}
	return d.bad
}

// pick finds the columns and leaves out incomplete rows where that was asked for.
func (d *data) pick(m method) error {
	least, most := m.takes()
	if n := len(d.o.columns); n < least || most > 0 && n > most {
		return &cli.MisuseError{What: fmt.Sprintf("%s takes -columns %s", m.name, m.columns)}
	}
	asked := d.o.columns
	if d.o.cluster != "" {
		asked = append(slices.Clone(asked), d.o.cluster)
	}
	for _, name := range asked {
		k := slices.Index(d.columns, name)
		if k < 0 {
			return faults{{d.file, 1, name, "there is no such column; there are " + strings.Join(d.columns, ", ")}}
		}
		d.at = append(d.at, k)
	}
	if !d.o.complete {
		return nil
	}
	var rows [][]string
	var lines []int
	for i, row := range d.rows {
		if slices.ContainsFunc(d.at, func(k int) bool { return row[k] == "" }) {
			d.leftOut++
			continue
		}
		rows, lines = append(rows, row), append(lines, d.lines[i])
	}
	d.sheet = &sheet{d.file, d.columns, rows, lines}
	return nil
}

// width is how many columns were asked for, without that of the clusters.
func (d *data) width() int { return len(d.o.columns) }

func (d *data) fault(row, column int, format string, args ...any) {
	d.bad = append(d.bad, fault{d.file, d.lines[row], d.columns[d.at[column]], fmt.Sprintf(format, args...)})
}

// text is a column as it stands.
func (d *data) text(column int) []string {
	list := make([]string, len(d.rows))
	for i, row := range d.rows {
		if list[i] = row[d.at[column]]; list[i] == "" {
			d.fault(i, column, "it is empty; -complete leaves such rows out and counts them")
		}
	}
	return list
}

func (d *data) numbers(column int) []float64 {
	list := make([]float64, len(d.rows))
	for i, cell := range d.text(column) {
		if cell == "" {
			continue
		}
		x, err := number(cell)
		if err != nil {
			d.fault(i, column, "%v", err)
		}
		list[i] = x
	}
	return list
}

func (d *data) counts(column int) []int {
	list := make([]int, len(d.rows))
	for i, cell := range d.text(column) {
		n, err := strconv.Atoi(cell)
		if err != nil && cell != "" {
			d.fault(i, column, "%q is not a whole number", cell)
		}
		list[i] = n
	}
	return list
}

func (d *data) flags(column int) []bool {
	list := make([]bool, len(d.rows))
	for i, cell := range d.text(column) {
		switch strings.ToLower(cell) {
		case "1", "yes", "true", "y":
			list[i] = true
		case "0", "no", "false", "n", "":
		default:
			d.fault(i, column, "%q is neither 1 nor 0, yes nor no", cell)
		}
	}
	return list
}

// differences are those of two columns, the second less the first, or one column of them.
func (d *data) differences() []float64 {
	if d.width() == 1 {
		return d.numbers(0)
	}
	before, after := d.numbers(0), d.numbers(1)
	for i := range after {
		after[i] -= before[i]
	}
	return after
}

// groups are the values of two groups; x is the group named last in order, so that of 0 and 1 it is 1.
func (d *data) groups() (x, y []float64) {
	values, group := d.numbers(0), d.text(1)
	names := slices.Compact(slices.Sorted(slices.Values(group)))
	if len(names) != 2 {
		d.bad = append(d.bad, fault{d.file, 0, d.o.columns[1], fmt.Sprintf("it names %d groups and not two", len(names))})
		return nil, nil
	}
	d.y, d.x = names[0], names[1]
	for i, v := range values {
		if group[i] == d.x {
			x = append(x, v)
		} else {
			y = append(y, v)
		}
	}
	return x, y
}

// blocks are the columns asked for, row by row.
func (d *data) blocks() [][]float64 {
	list := make([][]float64, len(d.rows))
	for k := range d.width() {
		for i, v := range d.numbers(k) {
			list[i] = append(list[i], v)
		}
	}
	return list
}

// members gathers values by the group they belong to, groups in the order in which they come.
func members(group []string, numbers []float64) [][]float64 {
	index := map[string]int{}
	var list [][]float64
	for i, g := range group {
		k, ok := index[g]
		if !ok {
			k = len(list)
			index[g] = k
			list = append(list, nil)
		}
		list[k] = append(list[k], numbers[i])
	}
	return list
}

// panel reads unit, period, start, value and, where there is a fifth column, cluster.
func (d *data) panel() []stats.Observation {
	unit, period, start, value := d.text(0), d.counts(1), d.counts(2), d.numbers(3)
	list := make([]stats.Observation, len(unit))
	for i := range unit {
		list[i] = stats.Observation{Unit: unit[i], Period: period[i], Start: start[i], Value: value[i]}
	}
	if d.width() == 5 {
		for i, c := range d.text(4) {
			list[i].Cluster = c
		}
	}
	return list
}

// tables reads x1, n1, x2, n2 row by row.
func (d *data) tables() []stats.TwoRates {
	x1, n1, x2, n2 := d.counts(0), d.counts(1), d.counts(2), d.counts(3)
	list := make([]stats.TwoRates, len(x1))
	for i := range x1 {
		list[i] = stats.TwoRates{X1: x1[i], N1: n1[i], X2: x2[i], N2: n2[i]}
	}
	return list
}

// twice counts people by what they had on two occasions.
func (d *data) twice() stats.PairedRates {
	var t stats.PairedRates
	first, second := d.flags(0), d.flags(1)
	for i := range first {
		switch {
		case first[i] && second[i]:
			t.Both++
		case first[i]:
			t.OnlyFirst++
		case second[i]:
			t.OnlySecond++
		default:
			t.Neither++
		}
	}
	return t
}

func (d *data) fit() stats.FitOptions {
	options := stats.FitOptions{SE: d.o.se, Level: d.o.level}
	if d.o.cluster != "" {
		options.Cluster = d.text(d.width())
	}
	return options
}

// regressors are the columns after the first.
func (d *data) regressors() []stats.Column {
	var list []stats.Column
	for k := 1; k < d.width(); k++ {
		list = append(list, stats.Column{Name: d.o.columns[k], Values: d.numbers(k)})
	}
	return list
}

func (d *data) bootstrapOptions() stats.BootstrapOptions {
	return stats.BootstrapOptions{Sampling: d.o.sampling, Level: d.o.level}
}
