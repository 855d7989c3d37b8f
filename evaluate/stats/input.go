package stats

import (
	"fmt"
	"math"
)

// Problem is the kind of fault an [InputError] reports. A caller that turns faults into its own refusals switches on
// it; the other fields are for people.
type Problem string

// The kinds of fault.
const (
	NotFinite    Problem = "not_finite"   // NaN or an infinity
	OutOfRange   Problem = "out_of_range" // a number outside what the argument can mean
	Mismatch     Problem = "mismatch"     // arguments that should have the same length do not
	TooFew       Problem = "too_few"      // fewer observations, clusters or periods than the formula needs
	NoVariation  Problem = "no_variation" // the quantity to divide by is zero
	Collinear    Problem = "collinear"    // a column is a combination of the columns before it
	ZeroCell     Problem = "zero_cell"    // a count of zero makes the ratio or its interval infinite
	Duplicate    Problem = "duplicate"    // the same unit is given twice for the same period
	Inconsistent Problem = "inconsistent" // two entries contradict each other
)

// InputError says which argument of a function cannot be used, and what to do about it. Every error this package
// returns is an *InputError.
type InputError struct {
	Arg     string  // the argument or field as the function's documentation names it
	Index   int     // the position in it, counted from 0; -1 when the whole argument is meant
	Problem Problem // the kind of fault
	Detail  string  // what is wrong, with the value found
	Remedy  string  // what to do
}

// Error returns for example: stats: d[3] is NaN; leave the observation out and count it, or correct it.
func (e *InputError) Error() string {
	at := e.Arg
	if e.Index >= 0 {
		at = fmt.Sprintf("%s[%d]", e.Arg, e.Index)
	}
	return "stats: " + at + " " + e.Detail + "; " + e.Remedy
}

// largest bounds the numbers that are accepted, so that sums of squares and cubes stay finite.
const largest = 1e90

// numbers checks that xs holds at least atLeast usable numbers.
func numbers(arg string, xs []float64, atLeast int) error {
	for i, x := range xs {
		if err := number(arg, i, x); err != nil {
			return err
		}
	}
	return enough(arg, "observation(s)", len(xs), atLeast)
}

func number(arg string, index int, x float64) error {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return &InputError{arg, index, NotFinite, fmt.Sprintf("is %v", x),
			"leave the observation out and count it, or correct it"}
	case math.Abs(x) > largest:
		return &InputError{arg, index, OutOfRange, fmt.Sprintf("is %v, beyond ±%v", x, largest), "use a larger unit"}
	}
	return nil
}

func enough(arg, what string, got, atLeast int) error {
	if got < atLeast {
		return &InputError{arg, -1, TooFew, fmt.Sprintf("has %d %s", got, what),
			fmt.Sprintf("give at least %d, or describe the numbers without a test", atLeast)}
	}
	return nil
}

func sameLength(arg string, got int, other string, want int) error {
	if got != want {
		return &InputError{arg, -1, Mismatch, fmt.Sprintf("has %d entries where %s has %d", got, other, want),
			"give one entry for each"}
	}
	return nil
}

func noVariation(arg string) error {
	return &InputError{arg, -1, NoVariation, "does not vary", "describe the numbers; nothing can be divided by a spread of zero"}
}

func outOfRange(arg string, index int, got any, want string) error {
	return &InputError{arg, index, OutOfRange, fmt.Sprintf("is %v", got), "give " + want}
}

// count checks 0 <= x <= n and n >= 1.
func count(argX string, x int, argN string, n int) error {
	if n < 1 {
		return &InputError{argN, -1, TooFew, fmt.Sprintf("is %d", n), "give the number observed, at least 1"}
	}
	if n > maxCount {
		return outOfRange(argN, -1, n, fmt.Sprintf("at most %d", maxCount))
	}
	if x < 0 || x > n {
		return outOfRange(argX, -1, x, fmt.Sprintf("a count from 0 to %s = %d", argN, n))
	}
	return nil
}

// maxCount keeps products of four counts inside a float64's exact range where it matters and loops over a table's
// margin bounded.
const maxCount = 10_000_000
