package evaluate

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// Who usually has a piece: the partner knows its own problem and its own figures, the coordinator of the work the rest.
const (
	askPartner     = "partner"
	askCoordinator = "coordinator"
)

// Schedule returns what has to be collected to evaluate an engagement (LSC 2004 §36) and where each piece stands on the
// day today: the baseline, the summary, the first review, later reviews and the assessments, in that order. An engagement
// without an assessment has one that waits to be agreed. Without a today nothing is due or overdue.
func Schedule(e dissemination.Engagement, today practice.Date, limits Limits) []Due {
	c := calendar{e: &e, today: today, limits: limits.filled()}
	c.stopped = e.State == dissemination.Stopped && !e.StoppedOn().After(today)
	c.dues = make([]Due, 0, 3+len(e.LaterReviews)+max(1, len(e.Assessments)))
	c.baseline()
	c.summary()
	c.review()
	for i := range e.LaterReviews {
		c.laterReview(i)
	}
	for i := range e.Assessments {
		c.assessment(i)
	}
	if len(e.Assessments) == 0 {
		c.noAssessment()
	}
	return c.dues
}

// Missing returns what the records of an engagement lack on the day today, in the order of its [Schedule].
func Missing(e dissemination.Engagement, today practice.Date, limits Limits) []Gap {
	var gaps []Gap
	for _, d := range Schedule(e, today, limits) {
		gaps = append(gaps, d.Gaps...)
	}
	return gaps
}

// DueList returns what is open in all the engagements, the earliest [Due.Day] first and what has no day yet last. On the
// same day the order is that of the engagements' ids and of each one's [Schedule].
func DueList(engagements []dissemination.Engagement, today practice.Date, limits Limits) []Due {
	var list []Due
	for _, e := range engagements {
		for _, d := range Schedule(e, today, limits) {
			if d.Open() {
				list = append(list, d)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Due) int {
		if p, q := a.Day(), b.Day(); p != q {
			switch {
			case p.IsZero():
				return 1
			case q.IsZero():
				return -1
			}
			return p.Compare(q)
		}
		return cmp.Compare(a.EngagementID, b.EngagementID)
	})
	return list
}

// calendar builds the schedule of one engagement.
type calendar struct {
	e       *dissemination.Engagement
	today   practice.Date
	limits  Limits
	stopped bool
	dues    []Due
}

// add completes a piece and appends it. waitsFor is the fact its last day hangs on, opens the first day on which it can
// be done, gaps adds what it lacks in its status.
func (c *calendar) add(d Due, waitsFor string, opens practice.Date, gaps func(gapList)) {
	d.EngagementID = c.e.ID
	if d.LastDay.IsZero() {
		d.WaitsFor = waitsFor
	}
	d.Status = d.statusOn(opens, c.today, c.stopped)
	c.dues = append(c.dues, d)
	if !c.stopped {
		gaps(gapList{due: &c.dues[len(c.dues)-1]})
	}
}

func (c *calendar) baseline() {
	b := c.e.Baseline
	d := Due{Kind: DueBaseline, Path: "engagement.baseline", LastDay: c.e.FirstDiscussionOn, Role: askPartner,
		Source: "LSC 2004 §36: at or before the first discussion"}
	if b != nil {
		d.DoneOn = b.Dated
	}
	// It can be written as soon as there is an engagement, on whatever day that began.
	opens := c.e.StartedOn
	if opens.IsZero() {
		opens = c.today
	}
	c.add(d, "engagement.first_discussion_on", opens, func(g gapList) { g.baseline(b) })
}

func (c *calendar) summary() {
	s, ended := c.e.Summary, c.e.EndedOn
	d := Due{Kind: DueSummary, Path: "engagement.summary", LastDay: ended.AddWeeks(c.limits.SummaryWeeks),
		Role: askCoordinator, Source: "LSC 2004 §36: immediately after; the number of weeks is this library's"}
	// A summary dated before the work ended cannot be the one that looks back on it.
	if s != nil && !s.Dated.Before(ended) {
		d.DoneOn = s.Dated
	}
	c.add(d, "engagement.ended_on", ended, func(g gapList) { g.summary(s, ended) })
}

func (c *calendar) review() {
	d := Due{Kind: DueReview, Path: "engagement.review", LastDay: c.e.ReviewDeadline(c.limits.ReviewMonths),
		Role: askCoordinator, Source: "LSC 2004 §36: on an agreed day, not put off for more than nine months"}
	r := c.e.Review
	if r != nil {
		d.AgreedOn, d.DoneOn = r.DueOn, r.HeldOn
	}
	opens := d.AgreedOn
	if opens.IsZero() || opens.After(d.LastDay) {
		opens = c.e.EndedOn // there is a day to agree, or a better one
	}
	c.add(d, "engagement.ended_on", opens, func(g gapList) { g.review(r) })
}

func (c *calendar) laterReview(i int) {
	r := &c.e.LaterReviews[i]
	d := Due{Kind: DueLaterReview, Path: "engagement.later_reviews[" + strconv.Itoa(i) + "]",
		AgreedOn: r.DueOn, LastDay: r.DueOn, DoneOn: r.HeldOn, Role: askCoordinator,
		Source: "LSC 2004 §36: on an agreed day"}
	c.add(d, d.Path+".due_on", c.agreedOrReviewed(r.DueOn), func(g gapList) { g.laterReview(r) })
}

func (c *calendar) assessment(i int) {
	a := &c.e.Assessments[i]
	d := Due{Kind: DueAssessment, Path: "engagement.assessments[" + strconv.Itoa(i) + "]",
		AgreedOn: a.DueOn, LastDay: a.DueOn, DoneOn: a.HeldOn, Role: askPartner,
		Source: "LSC 2004 §36: at an agreed time"}
	c.add(d, d.Path+".due_on", c.agreedOrReviewed(a.DueOn), func(g gapList) { g.assessment(a) })
}

// noAssessment stands for the one assessment that §36 wants at least.
func (c *calendar) noAssessment() {
	d := Due{Kind: DueAssessment, Path: "engagement.assessments", Role: askPartner,
		Source: "LSC 2004 §36: one or more, at an agreed time"}
	c.add(d, d.Path, c.agreedOrReviewed(practice.Date{}), func(g gapList) {
		g.whenTimeHasCome("", practice.Must, "L-36.11", "Agree a day for an assessment that puts figures on impact.")
	})
}

// agreedOrReviewed returns the day from which somebody should act: the agreed one, or the first review's, after which
// a day for what follows should be agreed.
func (c *calendar) agreedOrReviewed(agreed practice.Date) practice.Date {
	if agreed.IsZero() && c.e.Review != nil {
		return c.e.Review.HeldOn
	}
	return agreed
}
