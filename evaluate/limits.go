package evaluate

// The limits that hold unless a host sets others.
const (
	// DefaultReviewMonths is the source's own figure: the first review is not put off for more than nine calendar
	// months (LSC 2004 §36).
	DefaultReviewMonths = 9
	// DefaultSummaryWeeks is this library's reading of "immediately after", for which the source has no figure.
	DefaultSummaryWeeks = 2
)

// Limits are the spans the calendar counts with. The zero value means the defaults; so does a span that is not
// positive. There is no limit for the baseline or for assessments: their days come from the engagement itself.
type Limits struct {
	ReviewMonths int `json:"review_max_months,omitzero"`    // calendar months from the end of the work to the first review
	SummaryWeeks int `json:"summary_within_weeks,omitzero"` // weeks from the end of the work to the summary
}

func (l Limits) filled() Limits {
	if l.ReviewMonths <= 0 {
		l.ReviewMonths = DefaultReviewMonths
	}
	if l.SummaryWeeks <= 0 {
		l.SummaryWeeks = DefaultSummaryWeeks
	}
	return l
}
