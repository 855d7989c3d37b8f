package support

// The periods and the scale that hold unless a host sets others.
const (
	DefaultUpdateWeeks   = 2  // between updates to the line manager (F-34)
	DefaultTrainingWeeks = 2  // between sessions of team training (F-50)
	DefaultOneToOneWeeks = 2  // between one-to-ones with the Head (F-62)
	DefaultRatingMin     = 1  // lowest self-rating (F-70)
	DefaultRatingMax     = 10 // highest self-rating (F-70)
	// DefaultSmallestGroup is this library's own: figures on fewer people than this say too much about each.
	DefaultSmallestGroup = 5
)

// Limits are the periods of standing duties and the scale of ratings. The zero value means the defaults; so does a period
// that is not positive, and a scale whose ends are both 0.
type Limits struct {
	UpdateWeeks   int `json:"update_interval_weeks,omitzero"`
	TrainingWeeks int `json:"training_interval_weeks,omitzero"`
	OneToOneWeeks int `json:"one_to_one_interval_weeks,omitzero"`
	RatingMin     int `json:"rating_min,omitzero"`
	RatingMax     int `json:"rating_max,omitzero"`
}

func (l Limits) filled(plan Plan) Limits {
	set := func(n *int, otherwise int) {
		if *n <= 0 {
			*n = otherwise
		}
	}
	set(&l.UpdateWeeks, plan.UpdateWeeks)
	set(&l.TrainingWeeks, DefaultTrainingWeeks)
	set(&l.OneToOneWeeks, DefaultOneToOneWeeks)
	if plan.UpdateWeeks == 0 {
		l.UpdateWeeks = 0 // this kind owes none, however often others do
	}
	if l.RatingMin == 0 && l.RatingMax == 0 {
		l.RatingMin, l.RatingMax = DefaultRatingMin, DefaultRatingMax
	}
	return l
}
