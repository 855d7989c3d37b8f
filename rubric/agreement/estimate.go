package agreement

// State says whether a number exists and, if not, why not. The zero value is [NotComputed], so that a result nobody
// filled in is never read as an agreement of nought.
type State string

// The states of a number.
const (
	// NotComputed is the zero value: nothing has been worked out yet.
	NotComputed State = ""
	// Defined means that the number is there.
	Defined State = "defined"
	// NoPairs means that no unit has two ratings to compare.
	NoPairs State = "no_pairs"
	// NoVariation means that every rating that counts is of one level (for W: that no rater ranks any unit above
	// another). Agreement beyond chance then has no meaning: nothing shows whether the raters can tell units apart.
	NoVariation State = "no_variation"
	// TooFewUnits means that at least two units are needed and there are fewer.
	TooFewUnits State = "too_few_units"
	// TooFewRaters means that at least two raters are needed and there are fewer.
	TooFewRaters State = "too_few_raters"
	// TooFewResamples means that too many bootstrap resamples were undefined, or too few were asked for, to mark
	// the ends of the interval.
	TooFewResamples State = "too_few_resamples"
	// NotApplicable means that the formula does not cover this case; the field's comment says which cases it covers.
	NotApplicable State = "not_applicable"
	// NoSuchPair means that the two raters named are not two different rows of the ratings.
	NoSuchPair State = "no_such_pair"
	// BadOption means that a metric, a set of weights or a bootstrap option is none of those on offer.
	BadOption State = "bad_option"
)

// Estimate is a number, or the reason why there is none.
type Estimate struct {
	// Value is the number; it means something only in the state [Defined], and is 0 in all others. It is never NaN
	// and never infinite.
	Value float64
	// State says whether Value is there and why not.
	State State
}

// Defined reports whether the number is there.
func (e Estimate) Defined() bool { return e.State == Defined }

func defined(v float64) Estimate { return Estimate{Value: v, State: Defined} }

func undefined(why State) Estimate { return Estimate{State: why} }
