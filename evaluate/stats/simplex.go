package stats

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// nearest is the point of a convex hull that is nearest to the origin.
type nearest struct {
	weights []float64
	gap     float64 // how far the optimality conditions are from holding, relative to the scale of the points
	unique  bool    // whether only these weights give the point
	stuck   bool    // whether rounding stopped the search before the conditions held
}

// nearestPoint minimises |Σ wⱼpⱼ| over w >= 0, Σw = 1, by Wolfe's active set method (1976, Mathematical Programming
// 11:128-149). It moves between faces of the hull and ends at the exact optimum of one after finitely many steps,
// where first-order methods stop somewhere near it.
func nearestPoint(points [][]float64) nearest {
	n := len(points)
	scale, start := 0.0, 0
	for j, p := range points {
		length := dot(p, p)
		scale = math.Max(scale, length)
		if length < dot(points[start], points[start]) {
			start = j
		}
	}
	r := nearest{weights: make([]float64, n)}
	r.weights[start] = 1
	if scale == 0 {
		r.unique = n == 1
		return r
	}
	active := []int{start}
	x := append([]float64(nil), points[start]...)
	tolerance := 1e-12 * scale
	for range 50 * (n + len(x)) {
		entering, slack := r.entering(points, x)
		if slack >= -tolerance || r.weights[entering] > 0 {
			r.stuck = slack < -1e-7*scale
			break
		}
		active = append(active, entering)
		active = r.settle(points, active, math.Sqrt(scale))
		r.combine(points, x)
	}
	_, slack := r.entering(points, x)
	r.gap = math.Max(0, -slack) / scale
	tight := 0
	for _, p := range points {
		if dot(p, x)-dot(x, x) <= 1e-9*scale {
			tight++
		}
	}
	r.unique = tight <= len(active)
	return r
}

// entering is the point that lies furthest on the origin's side of the plane through x; at the optimum none does.
func (r *nearest) entering(points [][]float64, x []float64) (at int, slack float64) {
	slack = math.Inf(1)
	own := dot(x, x)
	for j, p := range points {
		if s := dot(p, x) - own; s < slack {
			at, slack = j, s
		}
	}
	return at, slack
}

func (r *nearest) combine(points [][]float64, x []float64) {
	clear(x)
	for j, w := range r.weights {
		if w != 0 {
			subtract(x, -w, points[j])
		}
	}
}

// settle moves to the optimum of the plane through the active points, leaving out points whose weight would become
// negative on the way.
func (r *nearest) settle(points [][]float64, active []int, scale float64) []int {
	for {
		target, ok := affine(points, active, scale)
		if !ok {
			// The entering point lies in the plane already: nothing to gain from it but rounding.
			return active[:len(active)-1]
		}
		step, leaving := 1.0, -1
		for i, j := range active {
			if target[i] > 1e-14 {
				continue
			}
			if w := r.weights[j]; w-target[i] > 0 && w/(w-target[i]) < step {
				step, leaving = w/(w-target[i]), i
			}
		}
		for i, j := range active {
			r.weights[j] += step * (target[i] - r.weights[j])
		}
		if leaving < 0 {
			return active
		}
		r.weights[active[leaving]] = 0
		active = append(active[:leaving], active[leaving+1:]...)
	}
}

// affine minimises |Σ aⱼpⱼ| subject to Σa = 1 alone: the least squares solution u of [scale·1'; P] u = [scale; 0] is
// proportional to it. A QR decomposition of that system keeps twice the digits that its normal equations would.
func affine(points [][]float64, active []int, scale float64) ([]float64, bool) {
	rows := len(points[0]) + 1
	if len(active) > rows {
		return nil, false
	}
	a := mat.NewDense(rows, len(active), nil)
	for i, j := range active {
		a.Set(0, i, scale)
		for t, v := range points[j] {
			a.Set(t+1, i, v)
		}
	}
	b := mat.NewVecDense(rows, nil)
	b.SetVec(0, scale)
	var qr mat.QR
	qr.Factorize(a)
	if qr.Cond() > 1e13 {
		return nil, false
	}
	var u mat.VecDense
	if qr.SolveVecTo(&u, false, b) != nil {
		return nil, false
	}
	sum := mat.Sum(&u)
	if !(sum > 0) {
		return nil, false
	}
	out := make([]float64, len(active))
	for i := range out {
		out[i] = u.AtVec(i) / sum
	}
	return out, true
}
