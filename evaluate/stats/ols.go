package stats

import (
	"fmt"
	"math"
)

// Column is one named regressor.
type Column struct {
	Name   string
	Values []float64
}

// Coefficient is an Estimate with the name of its column; the constant is called (Intercept).
type Coefficient struct {
	Name string
	Estimate
}

// FitOptions says how standard errors are computed. The zero value gives HC2 errors with Satterthwaite degrees of
// freedom and 95% intervals.
type FitOptions struct {
	Cluster []string // the cluster of each row; nil when rows are independent
	SE      StandardError
	Level   float64 // confidence level; 0 means 0.95
}

// Fit is the result of [OLS].
type Fit struct {
	N, Clusters  int // rows, and clusters (N when none were given)
	Coefficients []Coefficient
	Sigma        float64 // residual standard deviation, divisor N−k
	DF           float64 // N−k
	R2           float64
	Residuals    []float64
}

// Coefficient returns the coefficient with the given name, and false when there is none.
func (f Fit) Coefficient(name string) (Coefficient, bool) {
	for _, c := range f.Coefficients {
		if c.Name == name {
			return c, true
		}
	}
	return Coefficient{}, false
}

// OLS regresses y on a constant and the given columns by least squares.
//
// Formula: β = (X'X)⁻¹X'y by a twice orthogonalised QR decomposition. Standard errors by options.SE: [CR2] (the
// default) is Bell and McCaffrey's bias-reduced cluster estimator, V = M Σ Xg'Ag eg eg'Ag Xg M with M = (X'X)⁻¹ and
// Ag = (I−Hgg)^(−1/2), which is HC2 when every row is its own cluster; each coefficient has its own Satterthwaite
// degrees of freedom under independent errors of equal variance. Tests are two-sided t tests.
//
// Assumes a linear conditional mean, and independence between clusters (rows, when none are given).
//
// Minimum: more rows than coefficients and 2 clusters to compute. Degrees of freedom under 4, above all with one
// or two treated clusters, mean that the errors cannot be trusted: use [PermuteTreated].
//
// Sources: Bell & McCaffrey 2002, Survey Methodology 28:169-181; Pustejovsky & Tipton 2018, JBES 36:672-683;
// MacKinnon & White 1985 (HC2).
//
// Errors: *[InputError] Mismatch, NotFinite, TooFew, Collinear (naming the column), NoVariation for a perfect fit.
func OLS(y []float64, columns []Column, options FitOptions) (Fit, error) {
	level, err := confidence(options.Level)
	if err != nil {
		return Fit{}, err
	}
	l, err := newLeastSquares(y, columns)
	if err != nil {
		return Fit{}, err
	}
	groups, err := clusterRows(options.Cluster, len(y))
	if err != nil {
		return Fit{}, err
	}
	f := Fit{N: len(y), Clusters: len(groups), DF: float64(len(y) - l.k), Residuals: l.residuals}
	f.Sigma, f.R2 = math.Sqrt(l.rss/f.DF), l.r2(y)
	errs, err := l.standardErrors(options.SE, groups)
	if err != nil {
		return Fit{}, err
	}
	beta := l.solve(l.z)
	for j, name := range l.names {
		if !(errs[j].se > 0) || !(errs[j].df > 0) {
			return Fit{}, &InputError{name, -1, NoVariation, "has a standard error of 0",
				"too few clusters carry this column; permute the treated units instead"}
		}
		f.Coefficients = append(f.Coefficients, Coefficient{name, newEstimate(beta[j], errs[j].se, errs[j].df, level)})
	}
	return f, nil
}

// leastSquares is a fitted regression in the orthonormal basis Q of its columns, X = QR, where X'X is the identity
// and hat matrix blocks are inner products of rows.
type leastSquares struct {
	names     []string
	n, k      int
	q         []float64   // rows of Q one after another
	r         [][]float64 // upper triangle
	z         []float64   // Q'y
	residuals []float64
	rss       float64
}

const intercept = "(Intercept)"

func newLeastSquares(y []float64, columns []Column) (*leastSquares, error) {
	if err := numbers("y", y, len(columns)+2); err != nil {
		return nil, err
	}
	ones := make([]float64, len(y))
	for i := range ones {
		ones[i] = 1
	}
	all := append([]Column{{intercept, ones}}, columns...)
	l := &leastSquares{n: len(y), k: len(all)}
	basis := make([][]float64, 0, l.k)
	for j, c := range all {
		if err := sameLength(fmt.Sprintf("column %q", c.Name), len(c.Values), "y", len(y)); err != nil {
			return nil, err
		}
		if err := numbers(fmt.Sprintf("column %q", c.Name), c.Values, 0); err != nil {
			return nil, err
		}
		direction, row, ok := orthogonalise(c.Values, basis, l.k)
		if !ok {
			return nil, &InputError{"columns", j - 1, Collinear,
				fmt.Sprintf("(%q) adds nothing to the columns before it", c.Name), "leave it out, or use a smaller unit if its numbers are minute"}
		}
		basis, l.r, l.names = append(basis, direction), append(l.r, row), append(l.names, c.Name)
	}
	l.q = make([]float64, l.n*l.k)
	for j, column := range basis {
		for i, v := range column {
			l.q[i*l.k+j] = v
		}
	}
	l.project(y, basis)
	scale := norm(y)
	if math.Sqrt(l.rss) <= 1e-12*scale {
		return nil, &InputError{"y", -1, NoVariation, "is fitted perfectly", "describe the numbers; there is no error to estimate"}
	}
	return l, nil
}

// project fits y and leaves the residuals; the second pass removes what rounding left of the columns in them.
func (l *leastSquares) project(y []float64, basis [][]float64) {
	l.residuals = append([]float64(nil), y...)
	l.z = make([]float64, l.k)
	for range 2 {
		for j, q := range basis {
			c := dot(q, l.residuals)
			l.z[j] += c
			subtract(l.residuals, c, q)
		}
	}
	l.rss = dot(l.residuals, l.residuals)
}

// orthogonalise returns the unit vector that a column adds to the basis and the column of R that belongs to it. One
// pass of Gram-Schmidt loses digits when columns are nearly parallel; two are enough.
func orthogonalise(column []float64, basis [][]float64, k int) (direction, r []float64, ok bool) {
	direction, r = append([]float64(nil), column...), make([]float64, k)
	before := norm(column)
	for range 2 {
		for j, q := range basis {
			c := dot(q, direction)
			r[j] += c
			subtract(direction, c, q)
		}
	}
	after := norm(direction)
	if after <= 1e-10*before || after < 1e-50 { // under that, squares of coefficients would overflow
		return nil, nil, false
	}
	r[len(basis)] = after
	for i := range direction {
		direction[i] /= after
	}
	return direction, r, true
}

// solve returns R⁻¹v.
func (l *leastSquares) solve(v []float64) []float64 {
	x := append([]float64(nil), v...)
	for j := l.k - 1; j >= 0; j-- {
		x[j] /= l.r[j][j]
		for i := range j {
			x[i] -= x[j] * l.r[j][i]
		}
	}
	return x
}

// contrast returns R⁻ᵀc, so that c'β = contrast·Q'y.
func (l *leastSquares) contrast(c []float64) []float64 {
	h := make([]float64, l.k)
	for j := range l.k {
		sum := c[j]
		for i := range j {
			sum -= l.r[j][i] * h[i]
		}
		h[j] = sum / l.r[j][j]
	}
	return h
}

func (l *leastSquares) unit(j int) []float64 {
	c := make([]float64, l.k)
	c[j] = 1
	return c
}

func (l *leastSquares) row(i int) []float64 { return l.q[i*l.k : (i+1)*l.k] }

func (l *leastSquares) r2(y []float64) float64 {
	mean, total := meanOf(y), 0.0
	for _, v := range y {
		total += (v - mean) * (v - mean)
	}
	if total == 0 {
		return 0
	}
	return 1 - l.rss/total
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

func subtract(from []float64, c float64, what []float64) {
	for i, x := range what {
		from[i] -= c * x
	}
}

func norm(a []float64) float64 { return math.Sqrt(dot(a, a)) }
