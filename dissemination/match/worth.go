package match

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/practice"
)

// Worth is what it is worth to bring two together: a bar, which nothing outweighs, or the terms of a score.
type Worth struct {
	Barred string `json:"barred,omitzero"` // why the two may not come together, one sentence; empty where they may
	Terms  []Term `json:"terms,omitzero"`
}

// Term is one reason for, or below 0 against, bringing two together. Its value has its weight in it.
type Term struct {
	ID      string  `json:"id"`
	Value   float64 `json:"value"`
	Message string  `json:"message,omitzero"`
}

// Score is the sum of the terms.
func (w Worth) Score() float64 {
	sum := 0.0
	for _, t := range w.Terms {
		sum += t.Value
	}
	return sum
}

// MaxScore is the largest score, either way, that a pair may have.
const MaxScore = 1e6

// grain is how many steps of whole-number arithmetic make one point of score: proofs are not left to rounding.
const grain = 1e6

// noWorth refuses input that does not say what two are worth together.
var noWorth = fault("/worth", "nothing says what it is worth to bring two together; set Worth")

// steps returns the score in whole steps.
func (w Worth) steps(a, b string) (int64, error) {
	sum := w.Score()
	if !(math.Abs(sum) <= MaxScore) {
		return 0, fault("/worth", "%s and %s have the score %v; a score lies between %v and %v", a, b, sum, -MaxScore, MaxScore)
	}
	return int64(math.Round(sum * grain)), nil
}

// points turns whole steps into a score again.
func points(steps int64) float64 { return float64(steps) / grain }

// Pair is two who are brought together, with the reasons.
type Pair struct {
	A     string  `json:"a"`
	B     string  `json:"b"`
	Score float64 `json:"score"`
	Terms []Term  `json:"terms,omitzero"`
}

// String gives the two and the terms, such as "p1 and p2: 5 (theme 3, provider 2)".
func (p Pair) String() string {
	var terms []string
	for _, t := range p.Terms {
		if t.Value != 0 {
			terms = append(terms, fmt.Sprintf("%s %.4g", t.ID, t.Value))
		}
	}
	text := fmt.Sprintf("%s and %s: %.4g", p.A, p.B, p.Score)
	if len(terms) > 0 {
		text += " (" + strings.Join(terms, ", ") + ")"
	}
	return text
}

// LeftOut is somebody for whom there is no place in a plan.
type LeftOut struct {
	ID  string `json:"id"`
	Why string `json:"why"`
}

// Proof says how a plan stands against the best that there can be.
type Proof struct {
	Score float64 `json:"score"`
	// Bound is proven: no plan that keeps the constraints and leaves out no more people scores higher.
	Bound float64 `json:"bound"`
	Work  int     `json:"work"` // steps taken
}

// Optimal reports whether no better plan exists.
func (p Proof) Optimal() bool { return p.Bound <= p.Score }

// Gap is how much higher than this plan the best one may score, as a share of this one's score: 0.02 is two per cent. It is
// infinite where the score is 0 or less and the plan not proven to be the best.
func (p Proof) Gap() float64 {
	switch {
	case p.Optimal():
		return 0
	case p.Score <= 0:
		return math.Inf(1)
	}
	return (p.Bound - p.Score) / p.Score
}

// String says whether the plan is proven to be the best, or how far from it it may be.
func (p Proof) String() string {
	if p.Optimal() {
		return fmt.Sprintf("score %s, proven to be the best", short(p.Score))
	}
	return fmt.Sprintf("score %s; the best is not above %s (%.2f%%)", short(p.Score), short(p.Bound), 100*p.Gap())
}

// short writes a score with at most four decimals, and none that say nothing.
func short(score float64) string {
	return strconv.FormatFloat(math.Round(score*1e4)/1e4, 'f', -1, 64)
}

// Constraint is what input can ask for in vain.
type Constraint string

// The constraints.
const (
	GroupSize Constraint = "group_size" // people do not divide into groups of these sizes
	Together  Constraint = "together"   // people who have to stay together may not, or are too many
	Quotas    Constraint = "quota"
	Seats     Constraint = "seats" // a place wants more people than can come
)

// InfeasibleError says which constraint cannot be met by any plan.
type InfeasibleError struct {
	Constraint Constraint
	Who        []string // those it is about, if it is about some
	Why        string   // one sentence
}

// Error says what cannot be met.
func (e *InfeasibleError) Error() string {
	return fmt.Sprintf("match: no plan is possible: %s", e.Why)
}

func fault(path, format string, args ...any) error {
	return &practice.DataError{Path: path, Err: fmt.Errorf(format, args...)}
}

// index numbers ids in order. An empty one and one given twice are faults.
func index(path string, ids []string) (map[string]int, error) {
	at := make(map[string]int, len(ids))
	for i, id := range ids {
		if id == "" {
			return nil, fault(fmt.Sprintf("%s/%d", path, i), "an id is empty")
		}
		if _, twice := at[id]; twice {
			return nil, fault(fmt.Sprintf("%s/%d", path, i), "%q is there twice", id)
		}
		at[id] = i
	}
	return at, nil
}
