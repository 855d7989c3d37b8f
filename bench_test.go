package beacon_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"testing"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

func fullEngagement() dissemination.Engagement {
	day := practice.MustDate
	return dissemination.Engagement{
		ID: "E-1", DisseminatorID: "D-1", PartnerID: "10000001", State: dissemination.Disseminated,
		Scope: dissemination.External, Mode: dissemination.OneToOne, Modes: []dissemination.Mode{dissemination.OneToOne},
		Purpose: "lift attendance in evening classes", PurposeShared: practice.Known(true), AgreedAreas: []string{"attendance"},
		AgreedByPartner: practice.Known(true), TimeScheduled: practice.Known(true), SeniorSponsor: "vice-principal",
		ManagementBuyIn: practice.Known(true), StartedOn: day("2025-03-10"), FirstDiscussionOn: day("2025-03-10"), EndedOn: day("2025-05-31"),
		Contacts: []dissemination.Contact{
			{On: day("2025-03-10"), Kind: dissemination.FirstContact, PractitionersPresent: practice.Known(true), RightPersonPresent: practice.Known(true), TalkedToLearners: practice.Known(true), PartnersPresent: practice.Known(1)},
			{On: day("2025-05-12"), Kind: dissemination.FollowUp, PractitionersPresent: practice.Known(true), RightPersonPresent: practice.Known(true), TalkedToLearners: practice.Known(false), PartnersPresent: practice.Known(1)},
		},
		Baseline:   &dissemination.Baseline{Dated: day("2025-03-10"), Problem: "attendance 71 %", Reason: "inspection asked for it"},
		Summary:    &dissemination.Summary{Dated: day("2025-06-06"), Activities: []string{"two visits"}, Ideas: []string{"text reminders"}, IntendedChanges: "reminders from September"},
		ActionPlan: &dissemination.ActionPlan{Actions: []dissemination.PlannedAction{{What: "start reminders", Owner: "curriculum manager", DueOn: day("2025-09-08")}}},
		Review:     &dissemination.Review{DueOn: day("2026-01-30")},
	}
}

func work(engagements int) dissemination.Work {
	w := dissemination.Work{Disseminator: dissemination.Disseminator{ID: "D-1", Kind: practice.College, Scheme: "beacon",
		State: dissemination.Working, PartnerLimit: practice.Known(engagements + 1), OpenToAll: practice.Known(false)}}
	for i := range engagements {
		e := fullEngagement()
		e.ID = fmt.Sprintf("E-%d", i+1)
		w.Engagements = append(w.Engagements, e)
	}
	return w
}

// One gate over every rule of its stage, beside the same facts judged by hand-written Go.
func BenchmarkGate(b *testing.B) {
	eng, today, w := beacon.Default(), practice.MustDate("2025-06-10"), work(6)
	e := w.Engagements[0]
	b.Run("rules", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			d, err := eng.Gate(beacon.OnEngagement(e, w), dissemination.Implementing, today)
			if err != nil || d.Outcome != practice.Open {
				b.Fatal(d, err)
			}
		}
	})
	b.Run("by_hand", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if !mayImplement(&e) {
				b.Fatal("closed")
			}
		}
	})
}

// mayImplement is what the musts of the gate come to, for a host that writes them in Go and needs no reasons.
func mayImplement(e *dissemination.Engagement) bool {
	return e.Baseline != nil && !e.Baseline.Dated.After(e.FirstDiscussionOn) && e.Baseline.Problem != "" && e.Baseline.Reason != "" &&
		e.Summary != nil && !e.Summary.Dated.Before(e.EndedOn) && len(e.Summary.Activities) > 0 && len(e.Summary.Ideas) > 0 &&
		e.Summary.IntendedChanges != "" && e.Review != nil && !e.Review.DueOn.IsZero() &&
		!e.Review.DueOn.After(e.EndedOn.AddMonths(9)) && e.SeniorSponsor != "" && e.ManagementBuyIn.Or(false)
}

// What it takes to tell how a rule came to its verdict, beside deciding by it and by all others at its gate: a rule that
// passes, one that fails on a date, and one that fails over a list, with what would let it pass. Expected: under 1 ms a rule.
func BenchmarkExplain(b *testing.B) {
	eng, today, w := beacon.Default(), practice.MustDate("2025-06-10"), work(1)
	late := w.Engagements[0]
	late.Review = &dissemination.Review{DueOn: practice.MustDate("2026-03-20")}
	late.Contacts = late.Contacts[:1]
	gate := func(e dissemination.Engagement, to dissemination.State) beacon.Decision {
		d, err := eng.Gate(beacon.OnEngagement(e, w), to, today)
		if err != nil {
			b.Fatal(err)
		}
		return d
	}
	d := gate(late, dissemination.Implementing)
	b.Run(fmt.Sprintf("decide_by_%d_rules", len(d.Passed)+len(d.NotApplicable)+len(d.Reasons)), func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			gate(late, dissemination.Implementing)
		}
	})
	for _, one := range []struct {
		name, rule string
		d          beacon.Decision
	}{
		{"passes", "L-36.7", gate(w.Engagements[0], dissemination.Implementing)},
		{"fails", "L-36.7", d},
		{"fails_over_a_list", "L-28.1", gate(late, dissemination.Disseminated)},
	} {
		b.Run("explain_"+one.name, func(b *testing.B) {
			if v := one.d.Verdict(one.rule); (v == practice.Pass) != (one.name == "passes") {
				b.Fatalf("%s is %q here", one.rule, v)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := eng.Explain(one.d, one.rule); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSelect(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			eng, today, w := beacon.Default(), practice.MustDate("2025-06-10"), work(3)
			for i := range n {
				w.Enquiries = append(w.Enquiries, dissemination.Enquiry{
					ID: fmt.Sprintf("Q-%d", i), State: dissemination.Filtered, MadeOn: today.AddDays(-i % 90),
					Provider: practice.Provider{ID: fmt.Sprint(10_000_000 + i), Kind: practice.College,
						Inspection: &practice.Inspection{Number: "1", Overall: practice.Known(practice.Grade(1 + i%4))}},
					Needs: []string{"attendance"}, AreasToAddress: practice.Known(i % 5), Mode: dissemination.OneToOne,
					Competitor: practice.Known(i%7 == 0), DistanceKM: practice.Known(float64(i % 120)), ViaLocalBody: practice.Known(i%2 == 0),
					Filter: &dissemination.Filter{Method: dissemination.ByTelephone, Needs: []string{"attendance"}, Matched: []string{"attendance"}},
				})
			}
			b.ReportAllocs()
			for b.Loop() {
				sel, err := eng.Select(w, today)
				if err != nil || len(sel.Accepted)+len(sel.Waiting)+len(sel.Declined)+len(sel.ToAsk) != n {
					b.Fatal("lost an enquiry", err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/enquiry")
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for name, packs := range map[string][]string{
		"two": {"staffordshire", "lsc2004"},
		"all": {"staffordshire", "lsc2004", "facilitators", "jpd", "acl-wales", "strict"},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := beacon.New(beacon.Config{Embedded: packs}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What a change of the rules would change, over stored documents: each is read, judged by both and forgotten.
func BenchmarkDiff(b *testing.B) {
	before := beacon.Default()
	after, err := beacon.New(beacon.Config{Packs: []fs.FS{pack(head + "set: [{param: lsc2004.review_max_months, to: 6, because: sooner}]\n")}})
	if err != nil {
		b.Fatal(err)
	}
	e := fullEngagement()
	data, err := json.Marshal(map[string]any{"engagement": &e})
	if err != nil {
		b.Fatal(err)
	}
	const documents = 10_000
	b.ReportAllocs()
	for b.Loop() {
		for range documents {
			was, err1 := before.DecideJSON("engagement", "implementing", data, practice.MustDate("2025-06-10"))
			is, err2 := after.DecideJSON("engagement", "implementing", data, practice.MustDate("2025-06-10"))
			if err1 != nil || err2 != nil || len(was.Changes(is)) == 0 {
				b.Fatal(err1, err2)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/documents, "ns/document")
}
