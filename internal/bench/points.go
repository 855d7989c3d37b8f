package main

import (
	"fmt"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// points are decision points of the embedded packs on facts that open them.
func points() [3]asked {
	return [3]asked{onEngagement(engagement(), work(6)), onEnquiry(enquiry(), work(6)), onPractice(validatedPractice())}
}

var pointNames = [3]string{"an engagement may go on to implementing", "an enquiry may become a partner", "a practice may be validated"}

func engagement() dissemination.Engagement {
	day := practice.MustDate
	return dissemination.Engagement{
		ID: "E-1", DisseminatorID: "D-1", PartnerID: "10000001", State: dissemination.Disseminated,
		Scope: dissemination.External, Mode: dissemination.OneToOne, Modes: []dissemination.Mode{dissemination.OneToOne},
		Purpose: "lift attendance in evening classes", PurposeShared: practice.Known(true), AgreedAreas: []string{"attendance"},
		AgreedByPartner: practice.Known(true), TimeScheduled: practice.Known(true), SeniorSponsor: "vice-principal",
		ManagementBuyIn: practice.Known(true), StartedOn: day("2025-10-10"), FirstDiscussionOn: day("2025-10-10"), EndedOn: day("2026-02-20"),
		Contacts: []dissemination.Contact{
			{On: day("2025-10-10"), Kind: dissemination.FirstContact, PractitionersPresent: practice.Known(true), RightPersonPresent: practice.Known(true), TalkedToLearners: practice.Known(true), PartnersPresent: practice.Known(1)},
			{On: day("2025-12-12"), Kind: dissemination.FollowUp, PractitionersPresent: practice.Known(true), RightPersonPresent: practice.Known(true), TalkedToLearners: practice.Known(false), PartnersPresent: practice.Known(1)},
		},
		Baseline:   &dissemination.Baseline{Dated: day("2025-10-10"), Problem: "attendance 71 %", Reason: "inspection asked for it"},
		Summary:    &dissemination.Summary{Dated: day("2026-02-26"), Activities: []string{"two visits"}, Ideas: []string{"text reminders"}, IntendedChanges: "reminders from September"},
		ActionPlan: &dissemination.ActionPlan{Actions: []dissemination.PlannedAction{{What: "start reminders", Owner: "curriculum manager", DueOn: day("2026-09-08")}}},
		Review:     &dissemination.Review{DueOn: day("2026-10-30")},
	}
}

func work(engagements int) dissemination.Work {
	w := dissemination.Work{Disseminator: dissemination.Disseminator{ID: "D-1", Kind: practice.College, Scheme: "beacon",
		State: dissemination.Working, PartnerLimit: practice.Known(engagements + 1), OpenToAll: practice.Known(false)}}
	w.Disseminator.Offer = &dissemination.Offer{Areas: []dissemination.Area{{ID: "attendance"}}}
	for i := range engagements {
		e := engagement()
		e.ID = fmt.Sprintf("E-%d", i+1)
		w.Engagements = append(w.Engagements, e)
	}
	return w
}

func enquiry() dissemination.Enquiry {
	return dissemination.Enquiry{ID: "Q-1", State: dissemination.Filtered, MadeOn: today.AddDays(-20),
		Provider: practice.Provider{ID: "10000009", Kind: practice.College,
			Inspection: &practice.Inspection{Number: "1", Overall: practice.Known(practice.Grade(2))}},
		Needs: []string{"attendance"}, AreasToAddress: practice.Known(2), Mode: dissemination.OneToOne, Approached: practice.Known(false),
		Filter: &dissemination.Filter{Method: dissemination.ByTelephone, Needs: []string{"attendance"}, Matched: []string{"attendance"}}}
}

func validatedPractice() practice.Practice {
	day := practice.MustDate
	return practice.Practice{ID: "P-1", Stage: practice.Recorded, IdentifiedBy: "tutor-7", IdentifiedVia: practice.ByObservation,
		IdentifiedOn: day("2025-11-03"), RecordedOn: day("2025-11-10"), Originator: "tutor-9",
		Records:    []practice.Record{{Kind: practice.OLTReport, On: day("2025-11-10")}},
		Evidence:   []practice.Evidence{{Kind: practice.CourseDocumentation}},
		Validation: &practice.Validation{Status: practice.Approved, On: day("2025-12-01"), Route: practice.ByOLTModeration, By: "QT"},
	}
}

// mayImplement is what the musts of the first gate come to.
func mayImplement(e *dissemination.Engagement) bool {
	return e.Baseline != nil && !e.Baseline.Dated.After(e.FirstDiscussionOn) && e.Baseline.Problem != "" && e.Baseline.Reason != "" &&
		e.Summary != nil && !e.Summary.Dated.Before(e.EndedOn) && len(e.Summary.Activities) > 0 && len(e.Summary.Ideas) > 0 &&
		e.Summary.IntendedChanges != "" && e.Review != nil && !e.Review.DueOn.IsZero() && !today.After(e.EndedOn.AddMonths(9)) &&
		!e.Review.DueOn.After(e.EndedOn.AddMonths(9)) && e.SeniorSponsor != "" && e.ManagementBuyIn.Or(false)
}

// advised is what the advice of the second gate comes to, which has no must.
func advised(q *dissemination.Enquiry, w *dissemination.Work) bool {
	limit, limited := w.Disseminator.PartnerLimit.Get()
	if limited && w.PartnerCount()+1 > limit {
		return false
	}
	if q.Filter == nil || len(q.Filter.Needs) == 0 || len(q.Filter.Matched) == 0 || q.Filter.Method == "" {
		return false
	}
	for _, m := range q.Filter.Matched {
		found := false
		for i := range w.Disseminator.Offer.Areas {
			found = found || w.Disseminator.Offer.Areas[i].ID == m
		}
		if !found {
			return false
		}
	}
	areas, counted := q.AreasToAddress.Get()
	return counted && (areas <= 3 || q.ViaLocalBody.Or(false))
}

// mayValidate is what the musts of the third gate come to.
func mayValidate(p *practice.Practice) bool {
	if p.CompletedStage() < practice.Validated.Number() || p.IdentifiedBy == "" || p.IdentifiedVia == "" || p.IsVariation() ||
		p.Minutes != nil || p.Impact != nil || len(p.Shares) > 0 {
		return false
	}
	for i := range p.Records {
		if p.Records[i].Kind != practice.OtherRecord || p.Records[i].Note != "" {
			return true
		}
	}
	return false
}
