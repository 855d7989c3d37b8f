package main

import (
	"encoding/json"
	"math/rand/v2"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// asked is one document in front of a decision point of the packs, in the forms that the contenders take.
type asked struct {
	hand   func() bool
	ours   func(*beacon.Engine) bool
	decide func(*beacon.Engine) (beacon.Decision, error)
	view   any            // for expr-lang: what the point reads, plainly, days as numbers and months already added
	plain  map[string]any // the same for cel-go and OPA
}

func newAsked(hand func() bool, view any, decide func(*beacon.Engine) (beacon.Decision, error), holds func(beacon.Decision) bool) asked {
	a := asked{hand: hand, decide: decide, view: view}
	a.ours = func(e *beacon.Engine) bool { return holds(must(decide(e))) }
	if err := json.Unmarshal(must(json.Marshal(view)), &a.plain); err != nil {
		panic(err)
	}
	return a
}

func open(d beacon.Decision) bool { return d.Outcome == practice.Open }

// unobjected says that no advice speaks against it either.
func unobjected(d beacon.Decision) bool { return len(d.Reasons) == 0 }

func days(d practice.Date) int { return dayOne.DaysUntil(d) }

type engagementView struct {
	Today     int           `json:"today" expr:"today"`
	Ended     int           `json:"ended" expr:"ended"`
	Latest    int           `json:"latest" expr:"latest"` // nine months after
	First     int           `json:"first" expr:"first"`
	Sponsor   string        `json:"sponsor" expr:"sponsor"`
	BuyIn     bool          `json:"buy_in" expr:"buy_in"`
	Baseline  *baselineView `json:"baseline" expr:"baseline"`
	Summary   *summaryView  `json:"summary" expr:"summary"`
	Reviewing bool          `json:"reviewing" expr:"reviewing"`
	Due       int           `json:"due" expr:"due"`
}

type baselineView struct {
	Dated   int    `json:"dated" expr:"dated"`
	Problem string `json:"problem" expr:"problem"`
	Reason  string `json:"reason" expr:"reason"`
}

type summaryView struct {
	Dated      int      `json:"dated" expr:"dated"`
	Activities []string `json:"activities" expr:"activities"`
	Ideas      []string `json:"ideas" expr:"ideas"`
	Intended   string   `json:"intended" expr:"intended"`
}

// onEngagement is an engagement that may go on to implementing.
func onEngagement(e dissemination.Engagement, w dissemination.Work) asked {
	v := &engagementView{Today: days(today), Ended: days(e.EndedOn), Latest: days(e.EndedOn.AddMonths(9)), First: days(e.FirstDiscussionOn),
		Sponsor: e.SeniorSponsor, BuyIn: e.ManagementBuyIn.Or(false)}
	if b := e.Baseline; b != nil {
		v.Baseline = &baselineView{days(b.Dated), b.Problem, b.Reason}
	}
	if s := e.Summary; s != nil {
		v.Summary = &summaryView{days(s.Dated), append([]string{}, s.Activities...), append([]string{}, s.Ideas...), s.IntendedChanges}
	}
	if r := e.Review; r != nil {
		v.Reviewing, v.Due = true, days(r.DueOn)
	}
	subject := beacon.OnEngagement(e, w)
	return newAsked(func() bool { return mayImplement(&e) }, v, func(eng *beacon.Engine) (beacon.Decision, error) {
		return eng.Gate(subject, dissemination.Implementing, today)
	}, open)
}

type enquiryView struct {
	Partners int         `json:"partners" expr:"partners"`
	Limited  bool        `json:"limited" expr:"limited"`
	Limit    int         `json:"limit" expr:"limit"`
	Filter   *filterView `json:"filter" expr:"filter"`
	Offered  []string    `json:"offered" expr:"offered"`
	Counted  bool        `json:"counted" expr:"counted"`
	Areas    int         `json:"areas" expr:"areas"`
	Local    bool        `json:"local" expr:"local"`
}

type filterView struct {
	Needs   []string `json:"needs" expr:"needs"`
	Matched []string `json:"matched" expr:"matched"`
	Method  string   `json:"method" expr:"method"`
}

// onEnquiry is an enquiry that may become a partner.
func onEnquiry(q dissemination.Enquiry, w dissemination.Work) asked {
	v := &enquiryView{Partners: w.PartnerCount(), Local: q.ViaLocalBody.Or(false)}
	v.Limit, v.Limited = w.Disseminator.PartnerLimit.Get()
	v.Areas, v.Counted = q.AreasToAddress.Get()
	if f := q.Filter; f != nil {
		v.Filter = &filterView{append([]string{}, f.Needs...), append([]string{}, f.Matched...), string(f.Method)}
	}
	for _, a := range w.Disseminator.Offer.Areas {
		v.Offered = append(v.Offered, a.ID)
	}
	subject := beacon.OnEnquiry(q, w)
	return newAsked(func() bool { return advised(&q, &w) }, v, func(eng *beacon.Engine) (beacon.Decision, error) {
		return eng.Gate(subject, dissemination.Accepted, today)
	}, unobjected)
}

type practiceView struct {
	Stage     int          `json:"stage" expr:"stage"` // steps done beyond those it takes
	By        string       `json:"by" expr:"by"`
	Via       string       `json:"via" expr:"via"`
	Variation bool         `json:"variation" expr:"variation"`
	Minuted   bool         `json:"minuted" expr:"minuted"`
	Assessed  bool         `json:"assessed" expr:"assessed"`
	Shares    int          `json:"shares" expr:"shares"`
	Records   []recordView `json:"records" expr:"records"`
}

type recordView struct {
	Kind string `json:"kind" expr:"kind"`
	Note string `json:"note" expr:"note"`
}

// onPractice is a practice that may be validated.
func onPractice(p practice.Practice) asked {
	v := &practiceView{Stage: p.CompletedStage() - practice.Validated.Number(), By: p.IdentifiedBy, Via: string(p.IdentifiedVia), Variation: p.IsVariation(),
		Minuted: p.Minutes != nil, Assessed: p.Impact != nil, Shares: len(p.Shares), Records: []recordView{}}
	for _, r := range p.Records {
		v.Records = append(v.Records, recordView{string(r.Kind), r.Note})
	}
	return newAsked(func() bool { return mayValidate(&p) }, v, func(eng *beacon.Engine) (beacon.Decision, error) {
		return eng.Promote(p, practice.Validated, today)
	}, open)
}

// randomly makes a document in front of each point, with most of what opens it.
func randomly(r *rand.Rand) [3]asked {
	seldom := func() bool { return r.IntN(12) == 0 }
	e := engagement()
	e.EndedOn = today.AddDays(-r.IntN(300))
	e.Baseline.Dated = e.FirstDiscussionOn.AddDays(1 - r.IntN(12))
	e.Summary.Dated = e.EndedOn.AddDays(r.IntN(12) - 1)
	e.Review.DueOn = e.EndedOn.AddMonths(6 + r.IntN(4)).AddDays(r.IntN(2))
	for _, spoil := range []func(){func() { e.Baseline = nil }, func() { e.Summary = nil }, func() { e.Review = nil }, func() { e.SeniorSponsor = "" },
		func() { e.ManagementBuyIn = practice.Fact[bool]{} }, func() { e.ManagementBuyIn = practice.Known(false) }} {
		if seldom() {
			spoil()
		}
	}
	if e.Baseline != nil && seldom() {
		e.Baseline.Problem = ""
	}
	if e.Summary != nil && seldom() {
		e.Summary.Ideas = nil
	}
	w, q := work(2), enquiry()
	if w.Disseminator.PartnerLimit = practice.Known(1 + r.IntN(5)); r.IntN(3) == 0 {
		w.Disseminator.PartnerLimit = practice.Fact[int]{}
	}
	if q.AreasToAddress = practice.Known(r.IntN(6)); seldom() {
		q.AreasToAddress = practice.Fact[int]{}
	}
	if r.IntN(2) == 0 {
		q.ViaLocalBody = practice.Known(r.IntN(2) == 0)
	}
	switch r.IntN(8) {
	case 0:
		q.Filter = nil
	case 1:
		q.Filter.Needs = nil
	case 2:
		q.Filter.Matched = append(q.Filter.Matched, "numeracy")
	case 3:
		q.Filter.Method = ""
	}
	p := validatedPractice()
	if r.IntN(3) == 0 {
		p.Records = append(p.Records, practice.Record{Kind: practice.OtherRecord, Note: []string{"", "a film"}[r.IntN(2)]})
		p.Records = p.Records[r.IntN(2):]
	}
	for _, spoil := range []func(){func() { p.Validation = nil }, func() { p.Validation.Status = practice.Pending }, func() { p.IdentifiedBy = "" },
		func() { p.IdentifiedVia = "" }, func() { p.Records = nil }} {
		if seldom() && p.Validation != nil {
			spoil()
		}
	}
	return [3]asked{onEngagement(e, w), onEnquiry(q, w), onPractice(p)}
}
