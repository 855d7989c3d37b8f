package evaluate

import (
	"github.com/acl-beacon/beacon/practice"
)

// DueKind says which piece of evaluation is due.
type DueKind string

// The pieces, in the order an engagement meets them.
const (
	DueBaseline    DueKind = "baseline"     // the partner's starting position
	DueSummary     DueKind = "summary"      // what was done and what the partner took away
	DueReview      DueKind = "review"       // the first review, which the limit is about
	DueLaterReview DueKind = "later_review" // any review after the first
	DueAssessment  DueKind = "assessment"   // figures on impact
)

// Names lists the values DueKind can have.
func (DueKind) Names() []string {
	return []string{string(DueBaseline), string(DueSummary), string(DueReview), string(DueLaterReview), string(DueAssessment)}
}

// DueStatus is where a piece of evaluation stands on a day.
type DueStatus string

// The statuses.
const (
	Upcoming DueStatus = "upcoming"  // its time has not come, or hangs on a fact that is not known
	DueNow   DueStatus = "due"       // can be done, and its last day has not passed
	Overdue  DueStatus = "overdue"   // not done, and its last day has passed
	Done     DueStatus = "done"      // done, and not known to be late
	DoneLate DueStatus = "done_late" // done after its last day; stays so
	Dropped  DueStatus = "dropped"   // not done when the engagement was stopped; nobody owes it
)

// Names lists the values DueStatus can have.
func (DueStatus) Names() []string {
	return []string{string(Upcoming), string(DueNow), string(Overdue), string(Done), string(DoneLate), string(Dropped)}
}

// Due is one piece of evaluation in the calendar of an engagement.
type Due struct {
	EngagementID string  `json:"engagement_id"`
	Kind         DueKind `json:"kind"`
	Path         string  `json:"path"` // the record, as rules name it, such as engagement.assessments[0]

	// AgreedOn is the day both sides agreed, for a review or an assessment.
	AgreedOn practice.Date `json:"agreed_on,omitzero"`
	// LastDay is the last day on which it is in time, zero when that does not follow from what is known.
	LastDay practice.Date `json:"last_day,omitzero"`
	DoneOn  practice.Date `json:"done_on,omitzero"`
	Status  DueStatus     `json:"status"`
	// WaitsFor is the path of the fact that LastDay hangs on and that is not known; empty when LastDay is known.
	WaitsFor string `json:"waits_for,omitzero"`
	// Gaps are what the record lacks: itself, once its time has come, or parts of what is there.
	Gaps []Gap `json:"gaps,omitempty"`

	Role   string `json:"role"`   // who usually has it; the source names nobody, so that a host may ask another
	Source string `json:"source"` // the paragraph, and where the last day comes from
}

// Gap is one thing a record lacks.
type Gap struct {
	Path    string `json:"path"`    // as rules name it, such as engagement.review.changes
	Message string `json:"message"` // plain words that name the remedy
	// Severity is how heavily the source asks for it; a rule pack may weigh it otherwise.
	Severity practice.Severity `json:"severity"`
	Rule     string            `json:"rule,omitzero"` // the permanent id of the rule that asks for it, such as L-36.8
	Ask      string            `json:"ask"`           // who usually has it
	Source   string            `json:"source"`
}

// Day returns the day to look at next: the agreed one, unless there is none or it comes too late, else the last day. It
// is zero when neither is known.
func (d Due) Day() practice.Date {
	if d.AgreedOn.IsZero() || d.AgreedOn.After(d.LastDay) {
		return d.LastDay
	}
	return d.AgreedOn
}

// Open reports whether somebody still has to act: it is not done, or what was done lacks something the source demands.
func (d Due) Open() bool {
	switch d.Status {
	case Dropped:
		return false
	case Done, DoneLate:
		for _, g := range d.Gaps {
			if g.Severity == practice.Must {
				return true
			}
		}
		return false
	}
	return true
}

// statusOn compares the days. opens is the first day on which the piece can be done, zero when that is not known.
func (d Due) statusOn(opens, today practice.Date, stopped bool) DueStatus {
	switch {
	case d.DoneOn.After(d.LastDay):
		return DoneLate
	case !d.DoneOn.IsZero():
		return Done
	case stopped:
		return Dropped
	case today.After(d.LastDay):
		return Overdue
	case !opens.IsZero() && !today.IsZero() && !today.Before(opens):
		return DueNow
	}
	return Upcoming
}
