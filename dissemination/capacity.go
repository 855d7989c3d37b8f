package dissemination

import "github.com/acl-beacon/beacon/practice"

// DaysNeeded is the staff time, in days, that the activities of the plan take together; unknown while one of them does
// not say.
func (p Plan) DaysNeeded() practice.Fact[float64] {
	return sum(p.Activities, func(a Activity) practice.Fact[float64] { return a.DaysNeeded })
}

// DaysAvailable is the staff time, in days, that is set aside for the year; unknown while one person's is.
func (p Plan) DaysAvailable() practice.Fact[float64] {
	return sum(p.Staff, func(c Commitment) practice.Fact[float64] { return c.DaysAvailable })
}

// sum is known where every part is; of nothing it is unknown, since a plan without activities says nothing of its days.
func sum[T any](list []T, of func(T) practice.Fact[float64]) practice.Fact[float64] {
	total := 0.0
	for _, v := range list {
		n, known := of(v).Get()
		if !known {
			return practice.Fact[float64]{}
		}
		total += n
	}
	if len(list) == 0 {
		return practice.Fact[float64]{}
	}
	return practice.Known(total)
}

// NextYear opens a second or later year of the same status, with a renewed award (LSC 2004 §4). It is optional, and
// nobody owes it: a year that is not opened is no failure, and the limit for the first work with a partner is not asked of
// it. Provider, status, signposts and ways of working carry over; proposal, offer and plan are made anew.
//
// It is refused with a *[practice.StageError] before the year is completed, without a day, and under the same id.
func (d Disseminator) NextYear(id string, renewedOn practice.Date) (Disseminator, error) {
	refuse := func(why string) (Disseminator, error) {
		return Disseminator{}, &practice.StageError{Subject: id, To: string(Awarded), Why: why}
	}
	switch {
	case d.State != Completed:
		return refuse("the year of " + d.ID + " is not completed; it is " + string(d.State))
	case renewedOn.IsZero():
		return refuse("the renewed award has no day")
	case id == "" || id == d.ID:
		return refuse("the next year needs an id of its own")
	}
	next := Disseminator{ID: id, Provider: d.Provider, Kind: d.Kind, Scheme: d.Scheme, PreviousID: d.ID, Signposts: d.Signposts,
		Partners: d.Partners, PartnerTypes: d.PartnerTypes, FocusStrategies: d.FocusStrategies,
		DisseminationDay: d.DisseminationDay, LocalBodyEngagedOn: d.LocalBodyEngagedOn, State: Awarded}
	if d.Status != nil {
		status := *d.Status
		status.AwardedOn = renewedOn
		next.Status = &status
	} else {
		next.Status = &Status{AwardedOn: renewedOn}
	}
	return next, nil
}
