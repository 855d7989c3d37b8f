package match

import (
	"context"
	"math"
	"math/rand/v2"
)

// master is the linear programme over the groups known so far: each unit in groups that add up to one, at the highest
// value. It is solved by the revised simplex method with an explicit inverse. Its prices only guide the search and are
// rounded to whole steps before anything is proven with them, so a small error in them costs nothing but time. Products are
// rounded before they are added, so that all machines reckon the same.
type master struct {
	rows  int // one for each unit, and one for the number of groups where it is set
	cols  []sparse
	basis []int // column of each row; ^i is the slack of row i
	cost  []float64
	x     []float64
	inv   []float64 // rows × rows
	right []float64
	slack []float64 // cost of leaving a unit out
	price []float64
	way   []float64
	moves int
}

type sparse struct {
	rows []int
	cost float64
}

func newMaster(p *problem, leave int64, seed uint64) *master {
	n := len(p.units)
	m := &master{rows: n}
	if p.groups > 0 {
		m.rows++
	}
	random := rand.New(rand.NewPCG(seed, 1))
	for i := range m.rows {
		m.basis = append(m.basis, ^i)
		// Right-hand sides that differ a little keep the method from going round where many bases are equally good.
		right, cost := 1+1e-6*(1+random.Float64()), -float64(leave)
		if i < n {
			cost *= float64(p.units[i].size)
		} else {
			right, cost = float64(p.groups), cost*float64(4*p.max)
		}
		m.right, m.slack = append(m.right, right), append(m.slack, cost)
	}
	m.cost, m.x = append([]float64{}, m.slack...), append([]float64{}, m.right...)
	m.price, m.way = make([]float64, m.rows), make([]float64, m.rows)
	m.reset()
	return m
}

func (m *master) reset() {
	m.inv = make([]float64, m.rows*m.rows)
	for i := range m.rows {
		m.inv[i*m.rows+i] = 1
	}
}

func (m *master) add(c column, groups bool) {
	rows := append([]int(nil), c.units...)
	if groups {
		rows = append(rows, m.rows-1)
	}
	m.cols = append(m.cols, sparse{rows, float64(c.value)})
}

// solve improves the basis until no known group is worth more than its prices, or so many steps of work are done. It
// returns the work.
func (m *master) solve(ctx context.Context, limit int) int {
	work, tiny := 0, 1.0
	for work < limit && ctx.Err() == nil {
		m.prices()
		best, enter := tiny, -1
		for j := range m.cols {
			above := m.cols[j].cost
			for _, i := range m.cols[j].rows {
				above -= m.price[i]
			}
			if above > best {
				best, enter = above, j
			}
		}
		for i, s := range m.slack {
			if above := s - m.price[i]; above > best {
				best, enter = above, ^i
			}
		}
		work += 3*len(m.cols) + 3*m.rows*m.rows
		if best == tiny || !m.pivot(enter) {
			break
		}
	}
	return work
}

func (m *master) prices() {
	clear(m.price)
	for i, c := range m.cost {
		if c == 0 {
			continue
		}
		row := m.inv[i*m.rows : (i+1)*m.rows]
		for j, v := range row {
			m.price[j] += float64(c * v)
		}
	}
}

// pivot takes a column into the basis. It is false where nothing bounds it, which only rounding can bring about.
func (m *master) pivot(enter int) bool {
	n := m.rows
	clear(m.way)
	rows, cost := []int{^enter}, 0.0
	if enter >= 0 {
		rows, cost = m.cols[enter].rows, m.cols[enter].cost
	} else {
		cost = m.slack[^enter]
	}
	for i := range n {
		for _, j := range rows {
			m.way[i] += m.inv[i*n+j]
		}
	}
	leave, step := -1, math.Inf(1)
	for i, w := range m.way {
		if w > 1e-9 {
			if s := m.x[i] / w; s < step || s == step && leave >= 0 && w > m.way[leave] {
				leave, step = i, s
			}
		}
	}
	if leave < 0 {
		return false
	}
	for i, w := range m.way {
		m.x[i] -= float64(w * step)
	}
	m.x[leave], m.basis[leave], m.cost[leave] = step, enter, cost
	m.eliminate(leave)
	if m.moves++; m.moves%400 == 0 {
		m.refresh()
	}
	return true
}

func (m *master) eliminate(leave int) {
	n := m.rows
	pivot := m.inv[leave*n : (leave+1)*n]
	scale := 1 / m.way[leave]
	for j := range pivot {
		pivot[j] *= scale
	}
	for i, w := range m.way {
		if i == leave || w == 0 {
			continue
		}
		row := m.inv[i*n : (i+1)*n]
		for j, v := range pivot {
			row[j] -= float64(w * v)
		}
	}
}

// refresh works the inverse out anew, so that rounding does not add up.
func (m *master) refresh() {
	n := m.rows
	basis, cost := m.basis, m.cost
	m.basis, m.cost = make([]int, n), make([]float64, n)
	done := make([]bool, n)
	m.reset()
	for k, c := range basis {
		clear(m.way)
		rows := []int{^c}
		if c >= 0 {
			rows = m.cols[c].rows
		}
		for i := range n {
			for _, j := range rows {
				m.way[i] += m.inv[i*n+j]
			}
		}
		leave := -1
		for i, w := range m.way {
			if !done[i] && (leave < 0 || math.Abs(w) > math.Abs(m.way[leave])) {
				leave = i
			}
		}
		done[leave], m.basis[leave], m.cost[leave] = true, c, cost[k]
		m.eliminate(leave)
	}
	for i := range n {
		m.x[i] = 0
		for j := range n {
			m.x[i] += float64(m.inv[i*n+j] * m.right[j])
		}
		m.x[i] = max(m.x[i], 0)
	}
}

// whole returns the prices in whole steps.
func (m *master) whole() []int64 {
	all := make([]int64, m.rows)
	for i, v := range m.price {
		all[i] = int64(math.Round(v))
	}
	return all
}
