package support_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

// Each line is a sign-off that cannot be recorded, and the words that say why.
func TestProgramme_SignOff_refused(t *testing.T) {
	good := support.SignOff{On: date(week8), Outcome: support.Met, ByRole: support.FacilitatorRole}
	unstarted := active(t, support.ToGood)
	unstarted.StartedOn = practice.Date{}
	for _, tc := range []struct {
		p       support.Programme
		change  func(*support.SignOff)
		outcome practice.Outcome
		why     string
	}{
		{active(t, support.ToOutstanding), func(*support.SignOff) {}, practice.Closed, "F-25 (North Hertfordshire, to outstanding): This programme has no sign-off"},
		{proposed(support.ToGood), func(*support.SignOff) {}, practice.Closed, "F-35 (North Hertfordshire, to good): The programme is not under way"},
		{active(t, support.ToGood), func(s *support.SignOff) { s.On = practice.Date{} }, practice.CannotTell, "Give the day"},
		{active(t, support.ToGood), func(s *support.SignOff) { s.Outcome = "" }, practice.CannotTell, "Give the day"},
		{unstarted, func(*support.SignOff) {}, practice.CannotTell, "Record the day the programme starts"},
		{active(t, support.NewStaff), func(s *support.SignOff) { s.ByRole = support.LineManagerRole }, practice.Closed, "F-47 (North Hertfordshire, new staff): The facilitator or the Head"},
		{active(t, support.NewStaff), func(s *support.SignOff) { s.ByRole = "" }, practice.Closed, "The facilitator or the Head"},
		{active(t, support.NewStaff), func(s *support.SignOff) { s.On = date("2025-11-02") }, practice.Closed, "the last week begins on 3 November 2025"},
	} {
		s := good
		tc.change(&s)
		next, err := tc.p.SignOff(s)
		var e *practice.StageError
		require.ErrorAs(t, err, &e, tc.why)
		assert.Equal(t, tc.outcome, e.Outcome, tc.why)
		assert.ErrorContains(t, err, tc.why)
		assert.Equal(t, tc.p, next)
	}
}

func TestProgramme_Review_refused(t *testing.T) {
	for _, tc := range []struct {
		state  support.State
		review support.Review
		why    string
	}{
		{support.HeadReview, support.Review{On: date(week12), ByRole: support.LineManagerRole}, "the Head of Teaching and Learning holds the review"},
		{support.HeadReview, support.Review{On: date(week12)}, "the Head of Teaching and Learning holds the review"},
		{support.HeadReview, support.Review{ByRole: support.HeadRole}, "the review has no date"},
		{support.Active, support.Review{On: date(week12), ByRole: support.HeadRole}, "nothing to review in this state"},
		{support.Extended, support.Review{On: date(week12), ByRole: support.HeadRole}, ""},
		{support.ImprovingNotMet, support.Review{On: date(week12), ByRole: support.HeadRole}, ""},
	} {
		p := extended(t, support.ToGood)
		p.State = tc.state
		next, err := p.Review(tc.review)
		if tc.why == "" {
			require.NoError(t, err)
			assert.Equal(t, tc.review, *next.HeadReview)
			continue
		}
		refused(t, err)
		assert.ErrorContains(t, err, tc.why)
		assert.Nil(t, next.HeadReview)
	}
}

// The review alone is not enough: only a case under review can be escalated.
func TestProgramme_Escalate_onlyUnderReview(t *testing.T) {
	for _, s := range []support.State{support.Extended, support.ImprovingNotMet, support.Active, support.Completed} {
		p := underReview(t)
		p.State = s
		next, err := p.Escalate(passedOn)
		refused(t, err)
		assert.Nil(t, next.Escalation, s)
	}
	p := underReview(t)
	p.HeadReview = nil
	next, err := p.Escalate(passedOn)
	assert.Equal(t, []string{"F-40"}, refused(t, err))
	assert.Nil(t, next.Escalation)
}

// Two short extensions that would fit the full period are still one too many.
func TestProgramme_Extend_once(t *testing.T) {
	p, err := active(t, support.NewStaff).SignOff(notMet8)
	require.NoError(t, err)
	short := extension
	short.NewEndOn = date("2025-11-24")
	p, err = p.Extend(short)
	require.NoError(t, err)
	next, err := p.Extend(extension)
	assert.Equal(t, []string{"F-48"}, refused(t, err))
	assert.Len(t, next.Extensions, 1)
	_, err = support.Programme{ID: "FP-2", Kind: support.ToOutstanding, State: support.Completed}.Extend(short)
	assert.ErrorContains(t, err, "there is no such step")
}
