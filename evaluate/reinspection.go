package evaluate

import (
	"math"

	"github.com/acl-beacon/beacon/evaluate/stats"
	"github.com/acl-beacon/beacon/practice"
)

// Reinspection compares what became of partners at re-inspection with what becomes of providers like them anyway.
type Reinspection struct {
	Partners int `json:"partners"` // with two known grades
	Improved int `json:"improved"`
	Left     int `json:"left_out"` // partners without two known grades, or without enough providers like them
	// Usual is the proportion expected to improve whoever helped: the mean, over the partners, of the base rates of
	// providers of the same kind, region and previous grade, or of the next wider group with ten or more of them.
	Usual float64 `json:"usual"`
	// Chance is the probability that as many or more would have improved at those rates.
	Chance   float64 `json:"chance"`
	Sentence string  `json:"sentence"`
}

// Compare sets partners against the base rates. Take the partners themselves out of the table's providers first, so
// that they are not compared with themselves. A share of fewer than ten is given as a count.
func (t BaseRates) Compare(partners []practice.Provider) Reinspection {
	var r Reinspection
	var rates []float64
	sameGrade, first := true, practice.Grade(0)
	for i := range partners {
		before, after, ok := grades(&partners[i])
		if !ok {
			r.Left++
			continue
		}
		row, ok := t.near(&partners[i], before)
		if !ok {
			r.Left++
			continue
		}
		if first == 0 {
			first = before
		}
		sameGrade = sameGrade && before == first
		r.Partners++
		if after.Better(before) {
			r.Improved++
		}
		rates = append(rates, float64(row.Improved)/float64(row.N))
	}
	r.Usual, r.Chance = tidy(mean(rates)), tidy(atLeast(r.Improved, rates))
	r.Sentence = r.words(sameGrade)
	return r
}

// atLeast is the probability of k or more successes in independent trials of the given rates.
func atLeast(k int, rates []float64) float64 {
	ways := []float64{1}
	for _, p := range rates {
		next := make([]float64, len(ways)+1)
		for i, w := range ways {
			next[i] += w * (1 - p)
			next[i+1] += w * p
		}
		ways = next
	}
	sum := 0.0
	for _, w := range ways[min(k, len(ways)):] {
		sum += w
	}
	return math.Min(1, sum)
}

func (r *Reinspection) words(sameGrade bool) string {
	left := ""
	if r.Left > 0 {
		left = sprintf(" %d more could not be compared.", r.Left)
	}
	if r.Partners == 0 {
		return "No partner has two inspections to compare." + left
	}
	like := "such grades"
	if sameGrade {
		like = "that grade"
	}
	share := sprintf("%d of %d partners", r.Improved, r.Partners)
	if r.Partners >= fewestForRate {
		if w, err := stats.Wilson(r.Improved, r.Partners, 0.95); err == nil {
			share += sprintf(" (%.0f%%, 95%% interval %.0f to %.0f%%)", 100*w.Value, 100*w.Interval.Lower, 100*w.Interval.Upper)
		}
	}
	text := sprintf("%s improved; %.0f%% of providers at %s improved at re-inspection whoever helped.", share, 100*r.Usual, like)
	if r.Chance > 0.05 {
		return text + sprintf(" As many or more would have done so with a probability of %s, so we cannot tell whether the help made a difference.", decimal(r.Chance)) + left
	}
	return text + sprintf(" As many or more would have done so with a probability of only %s; why, re-inspection does not say.", decimal(r.Chance)) + left
}
