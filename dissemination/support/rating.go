package support

import (
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Point is when competence is rated.
type Point string

// The three points (F-71); [Programme.RatingDay] has their days.
const (
	AtStart  Point = "start"
	AtMiddle Point = "middle"
	AtEnd    Point = "end"
)

// Names lists the values Point can have.
func (Point) Names() []string { return wire.Names(AtStart, AtMiddle, AtEnd) }

// UnmarshalText refuses a name that is not one of the constants.
func (p *Point) UnmarshalText(text []byte) error { return wire.Enum(text, p, "a point of rating") }

// Rating is how competent somebody feels on one item of the checklist, from 1 to 10 unless a host sets another scale.
type Rating struct {
	Activity string             `json:"activity"` // the item
	Point    Point              `json:"point"`
	Score    practice.Fact[int] `json:"score,omitzero"`
	On       practice.Date      `json:"on,omitzero"`
	*wire.Extra
}

// Rate records a self-rating. The receiver is unchanged. It is refused with a *[RecordError] when it has no score or one
// off the scale (F-70), when its point is not one of the three or the item was rated at it before (F-71), and when the
// item is not on the programme's checklist (F-72).
func (p Programme) Rate(r Rating, limits Limits) (Programme, error) {
	refuse := func(rule, why string) (Programme, error) {
		return p, &RecordError{Subject: p.ID, Record: fmt.Sprintf("the rating of %q at %s", r.Activity, r.Point), Rule: rule, Why: why}
	}
	limits = limits.filled(Plan{})
	score, ok := r.Score.Get()
	switch {
	case !ok:
		return refuse("F-70", "it has no score")
	case score < limits.RatingMin || score > limits.RatingMax:
		return refuse("F-70", fmt.Sprintf("ratings run from %d to %d and this one is %d", limits.RatingMin, limits.RatingMax, score))
	case !slices.Contains(r.Point.Names(), string(r.Point)):
		return refuse("F-71", "ratings are made at the start, in the middle and at the end")
	case !slices.Contains(p.Checklist, r.Activity):
		return refuse("F-72", "it is not on the checklist of this programme")
	case p.rated(r.Activity, r.Point) >= 0:
		return refuse("F-71", "it has been rated already")
	}
	p.Ratings = append(slices.Clip(p.Ratings), r)
	return p, nil
}

func (p *Programme) rated(activity string, point Point) int {
	return slices.IndexFunc(p.Ratings, func(r Rating) bool { return r.Activity == activity && r.Point == point })
}

func (p *Programme) score(activity string, point Point) practice.Fact[int] {
	i := p.rated(activity, point)
	if i < 0 {
		return practice.Fact[int]{}
	}
	return p.Ratings[i].Score
}

// RatingPoints lists the points at which anything on the checklist was rated, in order.
func (p Programme) RatingPoints() []Point {
	var points []Point
	for _, point := range []Point{AtStart, AtMiddle, AtEnd} {
		if slices.ContainsFunc(p.Ratings, func(r Rating) bool {
			return r.Point == point && !r.Score.IsZero() && slices.Contains(p.Checklist, r.Activity)
		}) {
			points = append(points, point)
		}
	}
	return points
}
