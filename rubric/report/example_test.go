package report_test

import (
	"fmt"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/report"
)

// Example draws who gives which level, and reads the table behind the picture.
func Example() {
	r := rubric.ACLWales()
	a := r.Open("A-2026", "valley", practice.MustDate("2026-01-12"))
	t, _ := a.Topic("T07")
	a = a.WithTopic(t.
		WithView(rubric.View{Partner: "college", Perspective: rubric.StrategyGroup, Level: rubric.Extending}).
		WithView(rubric.View{Partner: "council", Perspective: rubric.StrategyGroup, Level: rubric.Emerging}).
		WithView(rubric.View{Partner: "council", Perspective: rubric.Learners, Level: rubric.Initial, Respondents: practice.Known(3)}))

	picture, err := report.HeatMap(r, a, report.Options{Names: map[string]string{"college": "Riverside College", "council": "the council"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	table := picture.Table()
	for i, head := range table[0] {
		fmt.Printf("%s: %s\n", head, table[7][i])
	}
	// Output:
	// Topic: T07 Learner voice
	// Riverside College, strategy group: Extending
	// the council, learners: hidden: small group
	// the council, strategy group: Emerging
}
