package main

import (
	"encoding/csv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"github.com/acl-beacon/beacon/evaluate/stats"
)

// data are what both sides work on.
type data struct {
	ties200, ties1000       []float64 // changes of ratings from 1 to 10: heavily tied, with zeros
	distinct200             []float64
	distinct1000            []float64
	ratingsX, ratingsY      []float64 // 100 and 100 ratings
	valuesX, valuesY        []float64 // 100 and 100 values without ties
	changes                 []float64 // of 10,000 units, the first half of them helped
	periodUnit, periodTreat []float64 // of 10,000 units in 6 periods
	y                       []float64
	california              stats.Series
	states                  []stats.Series
	years                   []int
}

const (
	units      = 10_000
	periods    = 6
	draws      = 10_000
	treatedIn  = 1989 // Proposition 99
	treatedOne = "California"
)

func newData(states string) (*data, error) {
	r := rand.New(rand.NewPCG(99, 1))
	many := func(n int, f func() float64) []float64 {
		list := make([]float64, n)
		for i := range list {
			list[i] = f()
		}
		return list
	}
	rating := func() float64 { return float64(1 + r.IntN(10)) }
	change := func() float64 { return rating() - rating() }
	d := &data{ties200: many(200, change), ties1000: many(1000, change), distinct200: many(200, r.NormFloat64),
		distinct1000: many(1000, r.NormFloat64), ratingsX: many(100, rating), ratingsY: many(100, rating),
		valuesX: many(100, r.NormFloat64), valuesY: many(100, r.NormFloat64), changes: many(units, r.NormFloat64)}
	for u := range units {
		own := r.NormFloat64()
		for p := range periods {
			treated := 0.0
			if u < units/2 && p >= periods/2 {
				treated = 1
			}
			d.periodUnit, d.periodTreat = append(d.periodUnit, float64(u)), append(d.periodTreat, treated)
			d.y = append(d.y, own+.3*treated+r.NormFloat64())
		}
	}
	return d, d.readStates(states)
}

// readStates reads lines of state, year and packs of cigarettes a head, every state with the same years in order.
func (d *data) readStates(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return err
	}
	for _, row := range rows[1:] {
		year, err := strconv.Atoi(row[1])
		if err != nil {
			return err
		}
		packs, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			return err
		}
		at := &d.california
		if row[0] != treatedOne {
			if n := len(d.states); n == 0 || d.states[n-1].Name != row[0] {
				d.states = append(d.states, stats.Series{Name: row[0]})
			}
			at = &d.states[len(d.states)-1]
		} else {
			d.years = append(d.years, year)
		}
		at.Name, at.Values = row[0], append(at.Values, packs)
	}
	return nil
}

// before is how many years come before the treatment.
func (d *data) before() int {
	n := 0
	for _, y := range d.years {
		if y < treatedIn {
			n++
		}
	}
	return n
}

// write writes every list of numbers as a file of lines, and the states as a table.
func (d *data) write(dir string) error {
	lists := map[string][]float64{"ties200": d.ties200, "ties1000": d.ties1000, "distinct200": d.distinct200, "distinct1000": d.distinct1000,
		"ratingsX": d.ratingsX, "ratingsY": d.ratingsY, "valuesX": d.valuesX, "valuesY": d.valuesY, "changes": d.changes,
		"unit": d.periodUnit, "treated": d.periodTreat, "y": d.y, "california": d.california.Values, "before": {float64(d.before())}}
	all := []float64{}
	for _, s := range d.states {
		all = append(all, s.Values...)
	}
	lists["states"] = all
	for name, list := range lists {
		text := []byte{}
		for _, v := range list {
			text = strconv.AppendFloat(text, v, 'g', -1, 64)
			text = append(text, '\n')
		}
		if err := os.WriteFile(filepath.Join(dir, name+".txt"), text, 0o600); err != nil {
			return err
		}
	}
	return nil
}
