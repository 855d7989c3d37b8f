package stats

import "math"

// FisherResult is the result of [FisherExact].
type FisherResult struct {
	P PValue
	// OddsRatio is the conditional maximum likelihood estimate, which is nearer 1 than the sample's odds ratio.
	// When X1 is the largest that the margins allow it is infinite: OddsRatio is then 0 and Infinite true.
	OddsRatio float64
	Infinite  bool
}

// maxFisherTables bounds the number of tables with the observed margins.
const maxFisherTables = 1_000_000

// FisherExact tests whether two independent rates are equal, given the margins of their table.
//
// Formula: X1 is hypergeometric given N1, N2 and X1+X2. Two-sided is the sum of the probabilities of all tables that
// are no more probable than the observed one (up to 1 part in 10⁷), the rule of R's fisher.test, which is neither
// doubling nor absolute deviation. Greater means that X1 is large.
//
// Assumes independent observations. Conservative with small samples because the margins are held fixed. Minimum: 1
// in each group; see P.Smallest.
//
// Source: Fisher 1935, J. R. Stat. Soc. 98:39-82.
//
// Errors: *[InputError] for counts that cannot be, or more than 10⁶ tables with these margins.
func FisherExact(t TwoRates) (FisherResult, error) {
	if err := t.check(); err != nil {
		return FisherResult{}, err
	}
	low, high := max(0, t.X1+t.X2-t.N2), min(t.N1, t.X1+t.X2)
	if high-low >= maxFisherTables {
		return FisherResult{}, outOfRange("X1+X2", -1, t.X1+t.X2, "counts with at most 10⁶ possible tables")
	}
	logs := hypergeometricLogs(t, low, high)
	at := t.X1 - low
	r := FisherResult{P: fisherP(logs, at)}
	switch {
	case t.X1 == low: // also where only one table is possible
	case t.X1 == high:
		r.Infinite = true
	default:
		r.OddsRatio = conditionalOdds(logs, float64(at))
	}
	return r, nil
}

// hypergeometricLogs returns the logarithms of the probabilities of X1 = low…high up to a constant, the largest of
// them 0.
func hypergeometricLogs(t TwoRates, low, high int) []float64 {
	events := t.X1 + t.X2
	logs := make([]float64, high-low+1)
	top := 0.0
	for x := low + 1; x <= high; x++ {
		up := float64(t.N1-x+1) * float64(events-x+1)
		down := float64(x) * float64(t.N2-events+x)
		logs[x-low] = logs[x-low-1] + math.Log(up/down)
		top = math.Max(top, logs[x-low])
	}
	for i := range logs {
		logs[i] -= top
	}
	return logs
}

func fisherP(logs []float64, at int) PValue {
	const slack = 1e-7
	var all, two, less, greater, most float64
	end := math.Min(logs[0], logs[len(logs)-1])
	for i, l := range logs {
		w := math.Exp(l)
		all += w
		if l <= logs[at]+slack {
			two += w
		}
		if i <= at {
			less += w
		}
		if i >= at {
			greater += w
		}
		if l <= end+slack {
			most += w
		}
	}
	p := PValue{TwoSided: two / all, Less: less / all, Greater: greater / all, Smallest: most / all, Exact: true}
	p.TwoSided, p.Less, p.Greater = math.Min(1, p.TwoSided), math.Min(1, p.Less), math.Min(1, p.Greater)
	return p
}

// conditionalOdds finds the odds ratio under which the expected place in the table is the observed one.
func conditionalOdds(logs []float64, at float64) float64 {
	expected := func(logOdds float64) float64 {
		top := math.Inf(-1)
		for i, l := range logs {
			top = math.Max(top, l+float64(i)*logOdds)
		}
		var all, sum float64
		for i, l := range logs {
			w := math.Exp(l + float64(i)*logOdds - top)
			all += w
			sum += w * float64(i)
		}
		return sum / all
	}
	lo, hi := -1.0, 1.0
	for expected(lo) > at {
		lo *= 2
	}
	for expected(hi) < at {
		hi *= 2
	}
	for hi-lo > 1e-14*math.Max(1, math.Abs(lo)) {
		mid := (lo + hi) / 2
		if mid <= lo || mid >= hi {
			break
		}
		if expected(mid) < at {
			lo = mid
		} else {
			hi = mid
		}
	}
	return math.Exp((lo + hi) / 2)
}
