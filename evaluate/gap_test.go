package evaluate_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

const must, should, may = practice.Must, practice.Should, practice.May

// unheld puts a review that is only agreed, or not even that, in the place of the one that was held.
func unheld(e *dissemination.Engagement, due string) {
	e.Assessments = []dissemination.ImpactAssessment{{DueOn: date("2026-12-01")}}
	e.Review = &dissemination.Review{}
	if due != "" {
		e.Review.DueOn = date(due)
	}
}

// Each case takes one thing away from the full engagement, so that exactly that is missing.
var gapCases = []struct {
	name     string
	change   func(*dissemination.Engagement)
	today    string
	path     string
	rule     string
	severity practice.Severity
	message  string
}{
	{"no baseline", func(e *dissemination.Engagement) { e.Baseline = nil }, "2026-03-02", "engagement.baseline", "L-36.1",
		must, "Record the partner's starting position at or before the first discussion."},
	{"undated baseline", func(e *dissemination.Engagement) { e.Baseline.Dated = practice.Date{} }, "2026-03-02",
		"engagement.baseline.dated", "L-36.1", must, "Date the starting position."},
	{"no problem", func(e *dissemination.Engagement) { e.Baseline.Problem = " \t" }, "2026-03-02",
		"engagement.baseline.problem", "L-36.2", must, "Say what the partner's problem is."},
	{"no reason", func(e *dissemination.Engagement) { e.Baseline.Reason = "" }, "2026-03-02",
		"engagement.baseline.reason", "L-36.2", must, "Say why the partner seeks help."},
	{"no summary", func(e *dissemination.Engagement) { e.Summary = nil }, "2026-03-02", "engagement.summary", "L-36.3",
		must, "Write the summary now that the work has ended."},
	{"undated summary", func(e *dissemination.Engagement) { e.Summary.Dated = practice.Date{} }, "2026-03-02",
		"engagement.summary.dated", "L-36.3", must, "Date the summary."},
	{"summary too early", func(e *dissemination.Engagement) { e.Summary.Dated = date("2025-05-30") }, "2026-03-02",
		"engagement.summary.dated", "L-36.3", must,
		"The summary is of 30 May 2025, before the work ended on 31 May 2025; bring it up to date."},
	{"no activities", func(e *dissemination.Engagement) { e.Summary.Activities = nil }, "2026-03-02",
		"engagement.summary.activities", "L-36.4", must, "List the activities that took place."},
	{"no ideas", func(e *dissemination.Engagement) { e.Summary.Ideas = nil }, "2026-03-02",
		"engagement.summary.ideas", "L-36.4", must, "List the ideas the partner took away."},
	{"no intended changes", func(e *dissemination.Engagement) { e.Summary.IntendedChanges = "" }, "2026-03-02",
		"engagement.summary.intended_changes", "L-36.4", must, "Say what the partner means to change."},
	{"no review agreed", func(e *dissemination.Engagement) { unheld(e, ""); e.Review = nil }, "2025-05-31",
		"engagement.review.due_on", "L-36.6", must, "Agree a day to review what changed."},
	{"review booked too late", func(e *dissemination.Engagement) { unheld(e, "2026-03-01") }, "2025-06-10",
		"engagement.review.due_on", "L-36.7", must, "The review is agreed for 1 March 2026; agree a day not later than 28 February 2026."},
	{"booked too late, seen before the end", func(e *dissemination.Engagement) { unheld(e, "2026-03-01") }, "2025-05-01",
		"engagement.review.due_on", "L-36.7", must, "The review is agreed for 1 March 2026; agree a day not later than 28 February 2026."},
	{"review to be held", func(e *dissemination.Engagement) { unheld(e, "2026-01-30") }, "2026-02-28",
		"engagement.review.held_on", "L-36.14", must, "Hold the review."},
	{"review overdue", func(e *dissemination.Engagement) { unheld(e, "2026-01-30") }, "2026-03-01",
		"engagement.review.held_on", "L-36.14", must, "Hold the review; its last day was 28 February 2026."},
	{"overdue and booked too late", func(e *dissemination.Engagement) { unheld(e, "2026-03-20") }, "2026-03-01",
		"engagement.review.held_on", "L-36.14", must, "Hold the review; its last day was 28 February 2026."},
	{"no changes", func(e *dissemination.Engagement) { e.Review.Changes = "" }, "2026-03-02",
		"engagement.review.changes", "L-36.8", must, "Say what changed."},
	{"no impact", func(e *dissemination.Engagement) { e.Review.Impact = "" }, "2026-03-02",
		"engagement.review.impact", "L-36.8", must, "Say what difference it made."},
	{"no word on expectations", func(e *dissemination.Engagement) { e.Review.MetExpectations = practice.Fact[bool]{} }, "2026-03-02",
		"engagement.review.met_expectations", "L-36.10", must, "Say whether the results hoped for came."},
	{"no reasons", func(e *dissemination.Engagement) { e.Review.MetExpectations = practice.Known(false) }, "2026-03-02",
		"engagement.review.shortfall_reasons", "L-36.10", must, "Say why the results hoped for did not come."},
	{"no counterfactual", func(e *dissemination.Engagement) { e.Review.Counterfactual = "" }, "2026-03-02",
		"engagement.review.counterfactual", "L-36.9", should, "Say how the partner would have fared without the help."},
	{"not compared", func(e *dissemination.Engagement) { e.Review.ComparedWithBaseline = practice.Known(false) }, "2026-03-02",
		"engagement.review.compared_with_baseline", "L-T6.4", should, "Compare what changed with the starting position."},
	{"no assessment", func(e *dissemination.Engagement) { e.Assessments = nil }, "2026-03-02",
		"engagement.assessments", "L-36.11", must, "Agree a day for an assessment that puts figures on impact."},
	{"assessment without a day", func(e *dissemination.Engagement) {
		e.Assessments = append(e.Assessments, dissemination.ImpactAssessment{})
	}, "2026-03-02", "engagement.assessments[1].due_on", "L-36.12", should, "Agree a day for this assessment."},
	{"assessment to be held", func(e *dissemination.Engagement) { e.Assessments[0].HeldOn = practice.Date{} }, "2026-02-15",
		"engagement.assessments[0].held_on", "L-36.11", must, "Hold the assessment."},
	{"no figures", func(e *dissemination.Engagement) { e.Assessments[0].Measures = nil }, "2026-03-02",
		"engagement.assessments[0].measures", "L-36.13", may, "Put at least one figure on the impact."},
	{"later review without a day", func(e *dissemination.Engagement) { e.LaterReviews = []dissemination.Review{{}} }, "2026-03-02",
		"engagement.later_reviews[0].due_on", "", should, "Agree a day for this review."},
	{"later review missed", func(e *dissemination.Engagement) {
		e.LaterReviews = []dissemination.Review{{DueOn: date("2026-07-01")}}
	}, "2026-07-02", "engagement.later_reviews[0].held_on", "", should, "Hold this review."},
	{"later review without changes", func(e *dissemination.Engagement) {
		e.LaterReviews = []dissemination.Review{{HeldOn: date("2026-07-01"), Impact: "as before"}}
	}, "2026-07-02", "engagement.later_reviews[0].changes", "", should, "Say what changed."},
	{"later review without impact", func(e *dissemination.Engagement) {
		e.LaterReviews = []dissemination.Review{{HeldOn: date("2026-07-01"), Changes: "none"}}
	}, "2026-07-02", "engagement.later_reviews[0].impact", "", should, "Say what difference it made."},
}

func TestMissing(t *testing.T) {
	for _, tc := range gapCases {
		e := sc12()
		tc.change(&e)
		ask, source := "coordinator", "LSC 2004 §36"
		switch tc.path[:len("engagement.a")] {
		case "engagement.b", "engagement.a":
			ask = "partner"
		}
		if tc.rule == "L-T6.4" {
			source = "LSC 2004 stage 6 tip 4"
		}
		want := evaluate.Gap{Path: tc.path, Message: tc.message, Severity: tc.severity, Rule: tc.rule, Ask: ask, Source: source}
		assert.Equal(t, []evaluate.Gap{want}, evaluate.Missing(e, date(tc.today), evaluate.Limits{}), tc.name)
	}
}

// A reason for a shortfall answers the question whether there was one.
func TestMissing_shortfallAnswers(t *testing.T) {
	for _, met := range []practice.Fact[bool]{{}, practice.Known(false), practice.Known(true)} {
		e := sc12()
		e.Review.MetExpectations, e.Review.Shortfall = met, "a post stood empty"
		assert.Empty(t, evaluate.Missing(e, date("2026-03-02"), evaluate.Limits{}))
	}
}

// What is done and lacks something the source demands is still somebody's work; what it merely advises is not.
func TestDue_Open(t *testing.T) {
	e := sc12()
	e.Review.Counterfactual = ""
	assert.Empty(t, evaluate.DueList([]dissemination.Engagement{e}, date("2026-03-02"), evaluate.Limits{}))
	e.Review.Changes = ""
	list := evaluate.DueList([]dissemination.Engagement{e}, date("2026-03-02"), evaluate.Limits{})
	assert.Equal(t, []line{{evaluate.DueReview, "2026-01-30", "2026-02-28", "2026-01-30", evaluate.Done, "", "coordinator",
		"engagement.review.changes (L-36.8) engagement.review.counterfactual (L-36.9) "}}, lines(list))
}
