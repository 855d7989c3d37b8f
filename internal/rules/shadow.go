package rules

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Shadow has a sample of evaluations made by both evaluators, to see in a running service that they agree. The zero
// Shadow samples nothing.
type Shadow struct {
	// Every is how often: each expression compares its first evaluation and then every such one. 1 compares all.
	Every uint64
	// Differs is told of each difference. It may be called from several goroutines at once.
	Differs func(Difference)
}

// Difference is an evaluation on which the two evaluators disagree. What the faster one said was used.
type Difference struct {
	Expression      string
	Fast, Reference Result
}

// String tells the difference in a line.
func (d Difference) String() string {
	return fmt.Sprintf("%s: the fast evaluator says %s, the reference %s", d.Expression, d.Fast.words(), d.Reference.words())
}

func (r Result) words() string {
	switch {
	case r.Err != nil:
		return "it fails (" + r.Err.Error() + ")"
	case !r.Known():
		return "it lacks " + strings.Join(r.Missing, ", ")
	}
	return Format(r.Value)
}

// compare evaluates by the reference too, where it is this evaluation's turn, and reports a difference.
func (p *Program) compare(f Facts, got Result) {
	s := p.point.limits.Shadow
	if (p.turns.Add(1)-1)%s.Every != 0 {
		return
	}
	if want := p.Reference(f); !got.Equal(want) {
		s.Differs(Difference{p.Source, got, want})
	}
}

func (s Shadow) on() bool { return s.Differs != nil && s.Every > 0 }

// Equal reports whether two results have the same value and the same missing facts, or are both faults. The words of a
// fault are not compared.
func (r Result) Equal(other Result) bool {
	x, isNumber := r.Value.(float64)
	y, both := other.Value.(float64)
	none := isNumber && both && math.IsNaN(x) && math.IsNaN(y)
	return (r.Value == other.Value || none) && slices.Equal(r.Missing, other.Missing) && (r.Err == nil) == (other.Err == nil)
}
