package agreement

import "fmt"

// Problem names what is wrong with ratings handed to [New].
type Problem string

// The problems [New] can find.
const (
	// LevelsOutOfRange: the number of levels is not in 2..[MaxLevels].
	LevelsOutOfRange Problem = "levels_out_of_range"
	// RaggedRow: a rater has more or fewer units than the first rater.
	RaggedRow Problem = "ragged_row"
	// LevelOutOfRange: a rating is neither 0 (no rating) nor one of the levels.
	LevelOutOfRange Problem = "level_out_of_range"
)

// InputError is the first thing wrong with ratings handed to [New]. Raters and units are counted from 0, as the
// caller's slices are; -1 stands where the problem concerns no one rater or unit.
type InputError struct {
	Problem Problem
	Rater   int
	Unit    int
	// Value is what was found: the number of levels, the length of the row, or the rating.
	Value int
	// Want is the limit it broke: [MaxLevels], the length of the first row, or the number of levels.
	Want int
}

// Error says where the problem is, what was found and what to do about it.
func (e *InputError) Error() string {
	switch e.Problem {
	case LevelsOutOfRange:
		return fmt.Sprintf("agreement: %d levels; give the number of levels a rater could choose from, 2 to %d",
			e.Value, e.Want)
	case RaggedRow:
		return fmt.Sprintf("agreement: rater %d (from 0) has %d units and rater 0 has %d;"+
			" give every rater one entry per unit, 0 where there is no rating", e.Rater, e.Value, e.Want)
	case LevelOutOfRange:
		return fmt.Sprintf("agreement: rater %d, unit %d (from 0): %d is not a level in 1..%d;"+
			" give 0 where there is no rating, or a larger number of levels", e.Rater, e.Unit, e.Value, e.Want)
	}
	return fmt.Sprintf("agreement: %s", string(e.Problem))
}
