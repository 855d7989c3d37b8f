package rubric_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing/fstest"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// Welsh that nobody supplied is reported. English does not stand in for it.
func ExampleRubric_WithText() {
	r, err := rubric.ACLWales().WithText(rubric.Text{Language: "cy", ByID: map[string]string{"T07": "Llais y dysgwr"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	title, _ := r.Text("T07", "cy")
	fmt.Println(title)
	_, err = r.Text("T08", "cy")
	var missing *rubric.LanguageError
	fmt.Println(errors.As(err, &missing), err)
	// Output:
	// Llais y dysgwr
	// true T08 has no text in "cy", only in en; lay one over with WithText
}

// A college's own rubric is two files. Everything wrong with them is reported at once.
func ExampleLoad() {
	_, err := rubric.Load(fstest.MapFS{"rubric.json": {Data: []byte(`{
		"schema": "beacon/rubric/1", "id": "workshop", "edition": "2026", "language": "en",
		"domains": ["safety"],
		"topics": [{"id": "K1", "domain": "saftey", "descriptors": [
			{"id": "K1.IN.a", "polarity": "limitation"}, {"id": "K1.EM.a", "polarity": "strength"},
			{"id": "K1.ES.a", "polarity": "strength"}]}]}`)}})
	fmt.Println(err)
	// Output:
	// rubric.json/topics/0/domain: "saftey" is not a domain of this rubric; use one of safety
	// rubric.json/topics/0/descriptors: K1 has none at extending; give each level one: it is the next step from the level below
}

// A partnership at Established without one strength of Emerging, and with a limitation of Emerging that is gone.
func ExampleRubric_Gaps() {
	gaps, err := rubric.ACLWales().Gaps("T01", rubric.Established, []rubric.DescriptorAnswer{
		{Descriptor: "T01.EM.a", Answer: rubric.Yes}, {Descriptor: "T01.EM.b", Answer: rubric.Partly},
		{Descriptor: "T01.EM.d", Answer: rubric.No}, // a limitation
	})
	fmt.Println(gaps.Unmet[0].Descriptor, gaps.Unmet[0].Answer, err)
	fmt.Println("nobody has said:", gaps.Unanswered)
	// Output:
	// T01.EM.b partly <nil>
	// nobody has said: [T01.EM.c]
}

// Three learners are too few to be anonymous. The group of seven is hidden with them: who knows that 30 learners were
// asked could work out the three otherwise.
func ExampleAssessment_Suppress() {
	t := rubric.AssessedTopic{ID: "T07"}
	for partner, n := range map[string]int{"college": 20, "county": 7, "museum": 3} {
		t = t.WithView(rubric.View{Partner: partner, Perspective: rubric.Learners, Level: rubric.Emerging, Respondents: practice.Known(n)})
	}
	a := rubric.Assessment{ID: "A-2026"}.WithTopic(t).Suppress(rubric.SmallGroup)
	for _, v := range a.Topics[0].CurrentViews() {
		fmt.Println(v.Partner, v.Level, v.NoLevel, v.Respondents)
	}
	// Output:
	// college emerging  20
	// county  suppressed not recorded
	// museum  suppressed not recorded
}

// Partners who put everything at one level agree, and nothing shows whether they can tell topics apart.
func ExampleAssessment_Agreement() {
	a := rubric.ACLWales().Open("A-2026", "severn-vale", practice.MustDate("2026-01-12"))
	for i := range a.Topics {
		for _, partner := range []string{"college", "county"} {
			a.Topics[i] = a.Topics[i].WithView(rubric.View{Partner: partner, Level: rubric.Emerging})
		}
	}
	agreed, err := a.Agreement()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("alpha:", agreed.Alpha.State)
	fmt.Println("AC2:  ", agreed.AC2.State, agreed.AC2.Value)
	fmt.Println("W:    ", agreed.W.State)
	// Output:
	// alpha: no_variation
	// AC2:   defined 1
	// W:     no_variation
}

func ExampleCompare() {
	r := rubric.ACLWales()
	before := r.Open("A-2025", "severn-vale", practice.MustDate("2025-01-13"))
	now := r.NextCycle(before, "A-2026", practice.MustDate("2026-01-12"))
	before.Topics[0].State, before.Topics[0].Moderation = rubric.Reviewed, &rubric.Moderation{Level: rubric.Emerging}
	now.Topics[0].State, now.Topics[0].Moderation = rubric.Agreed, &rubric.Moderation{Level: rubric.Established}
	before.Topics[1].State, before.Topics[1].Moderation = rubric.Reviewed, &rubric.Moderation{Level: rubric.Initial}
	c, err := rubric.Compare(r, before, r, now)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, x := range c.Changes[:2] {
		fmt.Printf("%s: was %v, is %q: %s%s\n", x.Topic, x.Before, x.Now, x.Move, x.Obstacle)
	}
	// Output:
	// T01: was emerging, is "established": up
	// T02: was initial, is "": not_agreed_now
}

// A document that sums a partnership up in a word is refused.
func ExampleAssessment_UnmarshalJSON() {
	var a rubric.Assessment
	err := json.Unmarshal([]byte(`{"schema": "beacon/assessment/1", "id": "A-2026", "overall_level": "established"}`), &a)
	var fault *practice.DataError
	if errors.As(err, &fault) {
		fmt.Println("at", fault.Path)
		fmt.Println(fault.Err)
	}
	// Output:
	// at /overall_level
	// an assessment has no level of its own; show the profile (W-45)
}
