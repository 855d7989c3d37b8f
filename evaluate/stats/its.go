package stats

import (
	"fmt"
	"math"
)

// ITSOptions are the options of [ITS]. The zero value fits a change of level and of trend, with Newey-West errors
// at the usual lag.
type ITSOptions struct {
	LevelOnly bool    // fit a change of level only: no trend before, none after
	Lag       int     // autocorrelations allowed for; 0 means ⌊4(n/100)^(2/9)⌋, negative means none
	Level     float64 // confidence level; 0 means 0.95
}

// ITSResult is the result of [ITS].
type ITSResult struct {
	Before, After int // points on each side
	Lag           int // autocorrelations allowed for
	Coefficients  []Coefficient
	LevelChange   Estimate // jump at the first point after, unit of the outcome
	TrendChange   Estimate // change of slope, per step; zero with LevelOnly
	AtEnd         Estimate // effect at the last point: LevelChange + TrendChange·(After−1)
	Sigma, R2     float64

	DurbinWatson    float64 // 2 without autocorrelation, less with positive
	Autocorrelation float64 // of the residuals at lag 1
	BreuschGodfrey  float64 // its χ² for autocorrelation at lag 1, 1 degree of freedom
	BreuschGodfreyP float64
}

// ITS fits an interrupted time series: y at equal steps in time, with the intervention just before y[start].
//
// Formula: y = b0 + b1·t + b2·post + b3·since, t from 1, post 1 from start on, since the steps from start on (0 at
// start itself); with LevelOnly y = b0 + b2·post. Least squares; standard errors Newey-West with Bartlett weights
// 1−l/(L+1) and the factor n/(n−k), t tests on n−k degrees of freedom, two-sided.
//
// Assumes that the trend before would have gone on, that nothing else happened at start, that the season is not
// confounded with it (two years of data, or a seasonal adjustment first), and that the way of measuring did not change.
//
// Minimum: 3 points on each side to compute; 8 on each side to be more than weak. With few points Newey-West errors
// are too small whatever the lag: read DurbinWatson.
//
// Sources: Wagner et al. 2002, J. Clin. Pharm. Ther. 27:299-309; Newey & West 1987, Econometrica 55:703-708;
// Durbin & Watson 1950; Breusch 1978, Godfrey 1978.
//
// Errors: *[InputError] NotFinite, TooFew on either side, OutOfRange for start or Lag, NoVariation.
func ITS(y []float64, start int, options ITSOptions) (ITSResult, error) {
	level, err := confidence(options.Level)
	if err != nil {
		return ITSResult{}, err
	}
	if start < 0 || start > len(y) {
		return ITSResult{}, outOfRange("start", -1, start, "the position in y of the first point after the intervention")
	}
	r := ITSResult{Before: start, After: len(y) - start}
	if err := enough("y", fmt.Sprintf("point(s) on one side of start = %d", start), min(r.Before, r.After), 3); err != nil {
		return r, err
	}
	l, err := newLeastSquares(y, itsColumns(len(y), start, options.LevelOnly))
	if err != nil {
		return r, err
	}
	n := len(y)
	if options.Lag >= n {
		return r, outOfRange("Lag", -1, options.Lag, "a lag shorter than the series")
	}
	r.Lag = max(0, options.Lag)
	if options.Lag == 0 {
		r.Lag = int(4 * math.Pow(float64(n)/100, 2.0/9))
	}
	r.Sigma, r.R2 = math.Sqrt(l.rss/float64(n-l.k)), l.r2(y)
	if err := l.itsEffects(&r, options.LevelOnly, level); err != nil {
		return r, err
	}
	l.autocorrelation(&r)
	return r, nil
}

// itsEffects fills in the coefficients and what follows from them.
func (l *leastSquares) itsEffects(r *ITSResult, levelOnly bool, level float64) error {
	beta := l.solve(l.z)
	combine := func(c []float64) (Estimate, error) {
		h := l.contrast(c)
		se := l.neweyWest(h, r.Lag)
		if !(se > 0) {
			return Estimate{}, noVariation("y")
		}
		return newEstimate(dot(c, beta), se, float64(l.n-l.k), level), nil
	}
	for j, name := range l.names {
		e, err := combine(l.unit(j))
		if err != nil {
			return err
		}
		r.Coefficients = append(r.Coefficients, Coefficient{name, e})
	}
	end := l.unit(l.k - 1)
	if levelOnly {
		r.LevelChange = r.Coefficients[1].Estimate
	} else {
		r.LevelChange, r.TrendChange = r.Coefficients[2].Estimate, r.Coefficients[3].Estimate
		end[2], end[3] = 1, float64(r.After-1)
	}
	var err error
	r.AtEnd, err = combine(end)
	return err
}

func itsColumns(n, start int, levelOnly bool) []Column {
	t, post, since := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		t[i] = float64(i + 1)
		if i >= start {
			post[i], since[i] = 1, float64(i-start)
		}
	}
	if levelOnly {
		return []Column{{"post", post}}
	}
	return []Column{{"t", t}, {"post", post}, {"since", since}}
}

// neweyWest is the standard error of h·Q'y with autocorrelation up to a lag.
func (l *leastSquares) neweyWest(h []float64, lag int) float64 {
	s := make([]float64, l.n)
	for i := range s {
		s[i] = dot(h, l.row(i)) * l.residuals[i]
	}
	variance := dot(s, s)
	for d := 1; d <= lag; d++ {
		weight := 1 - float64(d)/float64(lag+1)
		variance += 2 * weight * dot(s[d:], s[:l.n-d])
	}
	return math.Sqrt(math.Max(0, variance) * float64(l.n) / float64(l.n-l.k))
}

func (l *leastSquares) autocorrelation(r *ITSResult) {
	e := l.residuals
	steps := 0.0
	for i := 1; i < l.n; i++ {
		steps += (e[i] - e[i-1]) * (e[i] - e[i-1])
	}
	r.DurbinWatson = steps / l.rss
	r.Autocorrelation = dot(e[1:], e[:l.n-1]) / l.rss
	// Breusch-Godfrey: n·R² of the residuals on the columns and their own past, 0 before the first.
	lagged := append([]float64{0}, e[:l.n-1]...)
	before := norm(lagged)
	for range 2 {
		for j := range l.k {
			c := 0.0
			for i, v := range lagged {
				c += v * l.q[i*l.k+j]
			}
			for i := range lagged {
				lagged[i] -= c * l.q[i*l.k+j]
			}
		}
	}
	if length := norm(lagged); length > 1e-10*before {
		share := dot(lagged, e) / length
		r.BreuschGodfrey = float64(l.n) * share * share / l.rss
	}
	r.BreuschGodfreyP = chiSquaredTail(r.BreuschGodfrey, 1)
}
