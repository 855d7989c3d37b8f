package dissemination_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

func ExampleNewShortlist() {
	s := dissemination.NewShortlist([]dissemination.Candidate{
		{EnquiryID: "dunlin", Outcome: practice.Open, Score: practice.Known(7.5)},
		{EnquiryID: "plover", Outcome: practice.Open, Score: practice.Known(9.0)},
		{EnquiryID: "knot", Outcome: practice.Open, Score: practice.Known(4.0)},
		{EnquiryID: "avocet", Outcome: practice.Closed},
		{EnquiryID: "curlew"}, // nobody has said how many areas it must improve
	}, practice.Known(2))
	fmt.Println("accepted", s.Accepted[0].EnquiryID, s.Accepted[1].EnquiryID)
	fmt.Println("waiting ", s.Waiting[0].EnquiryID)
	fmt.Println("declined", s.Declined[0].EnquiryID)
	fmt.Println("to ask  ", s.ToAsk[0].EnquiryID)
	// Output:
	// accepted plover dunlin
	// waiting  knot
	// declined avocet
	// to ask   curlew
}

func ExampleDisseminator_SignpostsFor() {
	d := dissemination.Disseminator{Signposts: []dissemination.Signpost{
		{To: "regional network"},
		{To: "catering consortium", Areas: []string{"catering"}},
		{To: "payroll help desk", Areas: []string{"payroll"}},
	}}
	for _, s := range d.SignpostsFor(dissemination.Enquiry{Needs: []string{"catering"}}) {
		fmt.Println(s.To)
	}
	// Output:
	// catering consortium
	// regional network
}

// A review held after nine months stays late, however good it was.
func ExampleEngagement_ReviewOverdue() {
	e := dissemination.Engagement{EndedOn: practice.MustDate("2025-05-31")}
	fmt.Println("on the last day:", e.ReviewOverdue(9, practice.MustDate("2026-02-28")))
	fmt.Println("the day after:", e.ReviewOverdue(9, practice.MustDate("2026-03-01")))
	e.Review = &dissemination.Review{HeldOn: practice.MustDate("2026-03-04")}
	fmt.Println("held four days late:", e.ReviewOverdue(9, practice.MustDate("2026-09-01")))
	// Output:
	// on the last day: false
	// the day after: true
	// held four days late: true
}

func ExampleEngagement_Commend() {
	e := dissemination.Engagement{ID: "E-3", PartnerID: "dunlin"}
	e, found := e.Commend(practice.Practice{ID: "P-17", Title: "Peer marking"}, "coordinator-1", practice.MustDate("2026-02-20"))
	fmt.Println(found.Title, "at", found.ProviderID, "is", found.Stage, e.CommendedIDs)
	// Output: Peer marking at dunlin is identified [P-17]
}

// A fault in a saved document says where it is and what would be right.
func ExampleEngagement_UnmarshalJSON() {
	var e dissemination.Engagement
	err := json.Unmarshal([]byte(`{"schema": "beacon/engagement/1", "id": "E-3", "mode": "one-to-one"}`), &e)
	var fault *practice.DataError
	if errors.As(err, &fault) {
		fmt.Println("at", fault.Path)
		fmt.Println(fault.Err)
	}
	// Output:
	// at /mode
	// "one-to-one" is not a way of working; did you mean "one_to_one"?
}
