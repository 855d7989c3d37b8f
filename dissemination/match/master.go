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
	rows  int       // one for each unit, and one for the number of groups where it is set
	units []int32   // rows of the columns, one after another
	ends  []int32   // of each column, where its rows end
	value []float64 // of each column
	basis []int     // column of each row; ^i is the slack of row i
	cost  []float64
	x     []float64
	inv   []float64 // rows × rows
	right []float64
	slack []float64 // cost of leaving a unit out, or what its price may not sink below if that is more
	leave []float64 // cost of leaving a unit out
	never float64   // cost of what is not to be
	price []float64
	way   []float64
	moves int
}

func newMaster(p *problem, leave int64, seed uint64) *master {
	n := len(p.units)
	m := &master{rows: n, never: -float64(leave) * float64(4*p.max)}
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
	m.leave = append([]float64{}, m.slack...)
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
	for _, u := range c.units {
		m.units = append(m.units, int32(u))
	}
	if groups {
		m.units = append(m.units, int32(m.rows-1))
	}
	m.ends, m.value = append(m.ends, int32(len(m.units))), append(m.value, float64(c.value))
}

// tiny is what a group has to be worth above the prices to count.
const tiny = 1.0

// solve improves the basis until no known group is worth more than its prices, or so many steps of work are done. It
// returns the work.
func (m *master) solve(ctx context.Context, limit int) int {
	work := 0
	if m.moves > 400 {
		m.refresh()
	}
	m.prices()
	for work < limit && ctx.Err() == nil {
		enter, above := m.best()
		work += 3*len(m.value) + 3*m.rows*m.rows
		if above <= tiny {
			break
		}
		row, ok := m.pivot(enter)
		if !ok {
			break
		}
		for j, v := range m.inv[row*m.rows : (row+1)*m.rows] {
			m.price[j] += float64(above * v)
		}
		if m.moves > 400 {
			m.refresh()
			m.prices()
		}
	}
	return work
}

// best is the column that is worth most above the prices, or ^i for the slack of row i.
func (m *master) best() (int, float64) {
	enter, most := 0, 0.0
	from := int32(0)
	for c, to := range m.ends {
		above := m.value[c]
		for _, i := range m.units[from:to] {
			above -= m.price[i]
		}
		if from = to; above > most {
			enter, most = c, above
		}
	}
	for i, s := range m.slack {
		if above := s - m.price[i]; above > most {
			enter, most = ^i, above
		}
	}
	return enter, most
}

// column gives the rows of a column, in room for a slack's.
func (m *master) column(c int, room *[1]int32) []int32 {
	if c < 0 {
		room[0] = int32(^c)
		return room[:]
	}
	from := int32(0)
	if c > 0 {
		from = m.ends[c-1]
	}
	return m.units[from:m.ends[c]]
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

// pivot takes a column into the basis and returns its row. It is false where nothing bounds it, which only rounding can bring
// about.
func (m *master) pivot(enter int) (int, bool) {
	n := m.rows
	clear(m.way)
	var one [1]int32
	for _, j := range m.column(enter, &one) {
		for i := range n {
			m.way[i] += m.inv[i*n+int(j)]
		}
	}
	cost := 0.0
	if enter >= 0 {
		cost = m.value[enter]
	} else {
		cost = m.slack[^enter]
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
		return 0, false
	}
	for i, w := range m.way {
		m.x[i] -= float64(w * step)
	}
	m.x[leave], m.basis[leave], m.cost[leave] = step, enter, cost
	m.eliminate(leave)
	m.moves++
	return leave, true
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
	m.moves = 0
	basis, cost := m.basis, m.cost
	m.basis, m.cost = make([]int, n), make([]float64, n)
	done := make([]bool, n)
	m.reset()
	for k, c := range basis {
		clear(m.way)
		var one [1]int32
		for _, j := range m.column(c, &one) {
			for i := range n {
				m.way[i] += m.inv[i*n+int(j)]
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

// hold keeps the price of each unit from sinking more than some room below another price. The programme knows few groups at
// first, and without a hold asks for what nobody needs (Marsten, Hogan and Blankenship, The Boxstep Method, 1975).
func (m *master) hold(price []int64, room int64) {
	for i, p := range price {
		m.slack[i] = max(m.leave[i], float64(p-room))
	}
	for k, c := range m.basis {
		if c < 0 {
			m.cost[k] = m.slack[^c]
		}
	}
}

// held reports whether a price would sink if nothing held it.
func (m *master) held() bool {
	for k, c := range m.basis {
		if c < 0 && m.x[k] > 1e-5 && m.slack[^c] > m.leave[^c] {
			return true
		}
	}
	return false
}

// drop takes a group out of the programme: nothing is left of it but what the next solving drives out.
func (m *master) drop(c int) {
	m.value[c] = m.never
	for k, b := range m.basis {
		if b == c {
			m.cost[k] = m.never
		}
	}
}

// forget lets a unit go: leaving it out costs nothing.
func (m *master) forget(u int) {
	m.slack[u], m.leave[u] = 0, 0
	for k, b := range m.basis {
		if b == ^u {
			m.cost[k] = 0
		}
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
